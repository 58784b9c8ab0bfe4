"""What a report says against the report before it: another old planning, an onderwerp that is gone, another first report."""

from collections import defaultdict
from collections.abc import Iterator

from ..wanneer import Wanneer, read_wanneer
from .tegentaal import overlap_titels, overlaps, tell_tijd
from .uitkomst import Gelezen, Tegenspraak, Voorstel

Paar = tuple[Voorstel, Voorstel]
Mijlpalen = dict[str, list[Voorstel]]
HOOGSTENS = 100
_KNOPEN = ("onderwerp", "actie")


def compare_rapporten(nu: Gelezen, toen: Gelezen) -> list[Tegenspraak]:
    """List what the report of now says against the report of then."""
    paren, weg = _match(nu, toen)
    nieuw, oud = _index_mijlpalen(nu), _index_mijlpalen(toen)
    uit: list[Tegenspraak] = []
    for hier, daar in paren:
        uit += _compare_was(hier, nieuw[hier.sleutel], oud[daar.sleutel])
        uit += _compare_label(hier, daar, toen)
    return [*uit, *_find_verdwenen(weg, nu, oud)]


def _match(nu: Gelezen, toen: Gelezen) -> tuple[list[Paar], list[Voorstel]]:
    """Pair the onderwerpen and acties of two reports: by key and title, else by title; what is left of then is gone."""
    hier = {v.sleutel: v for v in nu.voorstellen if v.soort in _KNOPEN}
    per_titel = {(v.soort, _title(v)): v for v in hier.values()}
    paren, weg = [], []
    for daar in (v for v in toen.voorstellen if v.soort in _KNOPEN):
        zelfde = hier.get(daar.sleutel)
        if zelfde is None or overlap_titels(_title(zelfde), _title(daar)) < 0.4:
            zelfde = per_titel.get((daar.soort, _title(daar)))
        if zelfde:
            paren.append((zelfde, daar))
        else:
            weg.append(daar)
    return paren, weg


def _title(voorstel: Voorstel) -> str:
    return str(voorstel.velden["titel"]).casefold()


def _index_mijlpalen(gelezen: Gelezen) -> Mijlpalen:
    """The milestones by what they hang under; of each no more than a person can look over."""
    uit: Mijlpalen = defaultdict(list)
    for voorstel in gelezen.voorstellen:
        if voorstel.soort == "mijlpaal" and len(uit[voorstel.ouder]) < HOOGSTENS:
            uit[voorstel.ouder].append(voorstel)
    return uit


def _time(voorstel: Voorstel, veld: str) -> Wanneer | None:
    waarde = voorstel.velden.get(veld)
    return waarde if isinstance(waarde, Wanneer) and waarde.van else None


def _compare_was(hier: Voorstel, nieuw: list[Voorstel], oud: list[Voorstel]) -> Iterator[Tegenspraak]:
    """The old planning that is named now is none of those that stood there then; or it moved and nobody says so."""
    gepland = [m for m in oud if _time(m, "wanneer") and m.velden["stand"] in ("gepland", "bijgesteld")]
    for mijlpaal in nieuw:
        was = _time(mijlpaal, "was")
        bekend = [t for m in oud for veld in ("wanneer", "was") if (t := _time(m, veld))]
        if was and gepland and not any(overlaps(was, tijd) for tijd in bekend):
            uitleg = f"Bij ‘{hier.velden['titel']}’ heet de oude planning {tell_tijd(was)}; de vorige rapportage noemde {tell_tijd(_time(gepland[0], 'wanneer'))}."
            yield Tegenspraak(
                "oude planning", hier.sleutel, mijlpaal.vindplaats, gepland[0].vindplaats, uitleg
            )
    open_nu = [m for m in nieuw if m.velden["stand"] == "gepland" and _time(m, "wanneer")]
    gezegd = any(m.velden["was"] or m.velden["stand"] != "gepland" for m in nieuw)
    if (
        len(gepland) == len(open_nu) == 1
        and not gezegd
        and not overlaps(_time(gepland[0], "wanneer"), _time(open_nu[0], "wanneer"))
    ):
        uitleg = (
            f"Bij ‘{hier.velden['titel']}’ staat nu {tell_tijd(_time(open_nu[0], 'wanneer'))} en stond {tell_tijd(_time(gepland[0], 'wanneer'))}; "
            "dat de planning is veranderd, staat er niet bij."
        )
        yield Tegenspraak(
            "stil verschoven", hier.sleutel, open_nu[0].vindplaats, gepland[0].vindplaats, uitleg
        )


def _compare_label(hier: Voorstel, daar: Voorstel, toen: Gelezen) -> Iterator[Tegenspraak]:
    """The first report that is named now differs from then, or is later than a report it stood in already."""
    label, eerder = str(hier.velden["eerst_gemeld"] or ""), str(daar.velden["eerst_gemeld"] or "")
    sinds = read_wanneer(label)
    if label and eerder and read_wanneer(eerder).van != sinds.van:
        uitleg = f"‘{hier.velden['titel']}’ heet nu voor het eerst gemeld in {label}; in de vorige rapportage was dat {eerder}."
        yield Tegenspraak("eerst gemeld", hier.sleutel, hier.vindplaats, daar.vindplaats, uitleg)
    periode = next((v.velden["periode"] for v in toen.voorstellen if v.soort == "rapport"), None)
    if (
        label
        and not eerder
        and sinds.van
        and isinstance(periode, Wanneer)
        and periode.tot
        and sinds.van > periode.tot
    ):
        uitleg = f"‘{hier.velden['titel']}’ heet voor het eerst gemeld in {label}, maar stond al in de rapportage over {periode.tekst}."
        yield Tegenspraak("eerst gemeld", hier.sleutel, hier.vindplaats, daar.vindplaats, uitleg)


def _find_verdwenen(weg: list[Voorstel], nu: Gelezen, oud: Mijlpalen) -> Iterator[Tegenspraak]:
    """An onderwerp of then that is not there now, and that was not finished."""
    rapport = next(v for v in nu.voorstellen if v.soort == "rapport")
    producten = [str(v.velden["titel"]) for v in nu.voorstellen if v.soort == "product"]
    for daar in (v for v in weg if v.soort == "onderwerp"):
        mijlpalen = oud[daar.sleutel]
        klaar = bool(mijlpalen) and all(m.velden["stand"] == "gehaald" for m in mijlpalen)
        if klaar or any(overlap_titels(_title(daar), product) > 0.5 for product in producten):
            continue
        uitleg = f"Onderwerp ‘{daar.velden['titel']}’ stond in de vorige rapportage en was niet klaar; in deze rapportage is het niet gevonden."
        yield Tegenspraak("verdwenen", daar.sleutel, daar.vindplaats, rapport.vindplaats, uitleg)
