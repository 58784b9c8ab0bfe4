"""Whether one mandate covers one decision on one day: power, kind, scope, amount, period, consent, and what was taken back. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vth.vormgeving.opmaak import format_datum, format_getal

from .begrippen import Besluitgegevens, Ingreep, Mandaatregel

SOORT_PER_AARD = {"besluit": "mandaat", "privaatrechtelijk": "volmacht", "feitelijk": "machtiging"}
TERUGNAME, TERUGGAVE = "terugname", "teruggave"


@dataclass(frozen=True)
class Weigering:
    """Why one mandate does not carry the decision: how far it came (higher is closer), the reason and the article."""

    rang: int
    reden: str
    artikel: str


def check_regel(
    regel: Mandaatregel, besluit: Besluitgegevens, ingrepen: Sequence[Ingreep], op: date
) -> Weigering | None:
    """Say why this one mandate does not cover the decision that day, or nothing; the first reason counts."""
    for toets in TOETSEN:
        if weigering := toets(regel, besluit, op):
            return weigering
    return _check_terugname(regel, besluit, ingrepen, op)


def _check_bevoegdheid(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """The power itself."""
    if regel.bevoegdheid.covers(besluit.bevoegdheid):
        return None
    return Weigering(
        1,
        f"Mandaat {regel.kenmerk} gaat over {regel.bevoegdheid}, niet over {besluit.bevoegdheid}.",
        "Awb 10:1",
    )


def _check_soort(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """A decision asks for a mandaat, a private act for a volmacht, other acts for a machtiging (10:1, 10:12); signing 10:11."""
    nodig = SOORT_PER_AARD[besluit.soort.aard]
    if regel.soort == nodig:
        return None
    if regel.soort == "ondertekening":
        if besluit.soort.aard == "besluit" and besluit.gezag_besloot:
            return None
        return Weigering(
            2,
            f"{regel.kenmerk} geeft alleen het recht om te ondertekenen wat {besluit.gezag} zelf heeft besloten.",
            "Awb 10:11",
        )
    artikel = "Awb 10:1" if nodig == "mandaat" else "Awb 10:12"
    return Weigering(
        2, f"{besluit.soort.naam} vraagt een {nodig}; {regel.kenmerk} is een {regel.soort}.", artikel
    )


def _check_omvang(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """The scope: kind of decision, activities, categories, area and step, each of which must be covered."""
    omvang = regel.omvang
    delen = (
        (4, "de besluitsoort", omvang.besluitsoorten, frozenset({besluit.soort.code})),
        (5, "de activiteit", omvang.activiteiten, besluit.activiteiten),
        (5, "de categorie", omvang.categorieen, besluit.categorieen),
        (5, "het gebied", omvang.gebieden, frozenset({besluit.gebied} - {""})),
        (6, "de processtap", omvang.processtappen, frozenset({besluit.processtap} - {""})),
    )
    for rang, wat, mag, gevraagd in delen:
        if "*" in mag:
            continue
        if not gevraagd:
            return Weigering(
                rang,
                f"Mandaat {regel.kenmerk} is beperkt, en het besluit noemt {wat} niet. Vul die in.",
                "Awb 10:1",
            )
        if buiten := sorted(gevraagd - mag):
            return Weigering(
                rang,
                f"Mandaat {regel.kenmerk} geldt niet voor {wat} {', '.join(buiten)}, alleen voor {', '.join(sorted(mag)) or 'niets'}.",
                "Awb 10:1",
            )
    return None


def _check_bedrag(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """The amount, where the mandate has a highest one; a kind of decision that carries an amount must name it."""
    hoogste = regel.omvang.hoogste_bedrag_euro
    if hoogste is None or (besluit.bedrag_euro is None and not besluit.soort.met_bedrag):
        return None
    if besluit.bedrag_euro is None:
        return Weigering(
            7,
            f"Mandaat {regel.kenmerk} geldt tot en met {format_getal(hoogste)} euro, en het besluit noemt geen bedrag. Vul het in.",
            "Awb 10:1",
        )
    if besluit.bedrag_euro > hoogste:
        return Weigering(
            7,
            f"Mandaat {regel.kenmerk} geldt tot en met {format_getal(hoogste)} euro; dit besluit gaat over {format_getal(besluit.bedrag_euro)} euro.",
            "Awb 10:1",
        )
    return None


def _check_gevoelig(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """What is politically sensitive goes back to the mandator where the mandate says so."""
    if not (regel.omvang.gevoelig_terug and besluit.gevoelig):
        return None
    return Weigering(
        7,
        f"Het besluit is politiek gevoelig; volgens {regel.kenmerk} gaat het dan terug naar {regel.gever}.",
        "Awb 10:6",
    )


def check_geldigheid(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """The period: the day of the begin counts, that of the end does not."""
    if regel.geldigheid.contains(op):
        return None
    if regel.geldigheid.begin > op:
        reden = f"Mandaat {regel.kenmerk} geldt pas vanaf {format_datum(regel.geldigheid.begin)}; u tekent op {format_datum(op)}."
    else:
        reden = f"Mandaat {regel.kenmerk} gold tot {format_datum(regel.geldigheid.eind)}; u tekent op {format_datum(op)}."
    return Weigering(8, reden, "Awb 10:8")


def _check_instemming(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """Who does not work under the mandator must have agreed, and so must who he works under (10:4)."""
    if regel.ondergeschikt:
        return None
    ontbreekt = [
        wie
        for wie, dag in (
            (f"{regel.nemer}", regel.instemming_op),
            (f"wie leiding geeft aan {regel.nemer}", regel.instemming_leiding_op),
        )
        if dag is None or dag > op
    ]
    if not ontbreekt:
        return None
    return Weigering(
        8,
        f"Mandaat {regel.kenmerk} gaat naar iemand die niet onder {regel.gever} werkt, en de instemming ontbreekt op {format_datum(op)} van "
        f"{' en van '.join(ontbreekt)}.",
        "Awb 10:4",
    )


def _check_schriftelijk(regel: Mandaatregel, besluit: Besluitgegevens, op: date) -> Weigering | None:
    """A general mandate is given in writing (10:5)."""
    if regel.mandaatbesluit:
        return None
    return Weigering(
        8, f"Van mandaat {regel.kenmerk} is geen schriftelijk mandaatbesluit bekend.", "Awb 10:5"
    )


TOETSEN: tuple[Callable[[Mandaatregel, Besluitgegevens, date], Weigering | None], ...] = (
    _check_bevoegdheid,
    _check_soort,
    _check_omvang,
    _check_bedrag,
    _check_gevoelig,
    check_geldigheid,
    _check_instemming,
    _check_schriftelijk,
)


def _check_terugname(
    regel: Mandaatregel, besluit: Besluitgegevens, ingrepen: Sequence[Ingreep], op: date
) -> Weigering | None:
    """What the mandator took back in this case, and did not give back since (10:7, 10:8)."""
    if not is_teruggenomen(regel.id, besluit.onderwerp, ingrepen, op):
        return None
    return Weigering(
        8, f"{regel.gever} heeft de bevoegdheid in deze zaak teruggenomen van {regel.nemer}.", "Awb 10:8"
    )


def is_teruggenomen(mandaat: str, onderwerp: tuple[str, str], ingrepen: Iterable[Ingreep], op: date) -> bool:
    """Tell whether a mandate stands taken back for a subject on a day; on one day taking back goes before giving back."""
    rijen = [
        i
        for i in ingrepen
        if i.mandaat == mandaat and i.onderwerp == onderwerp and any(onderwerp) and i.op <= op
        if i.soort in (TERUGNAME, TERUGGAVE)
    ]
    return bool(rijen) and max(rijen, key=lambda i: (i.op, i.soort == TERUGNAME)).soort == TERUGNAME
