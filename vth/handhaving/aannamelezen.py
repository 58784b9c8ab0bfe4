"""On what the rows of a list rest that nobody adopted or checked, said in sentences: for all rows at once, whatever their number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .horen import derive_zienswijze_tot, say_zienswijzeaanname
from .models import Afweging, Handhavingsverzoek, Last, Lastadressaat, Maatregel, Overtreding, Verbeurte
from .rules import IN_KRACHT
from .selectors import find_regel, find_telling
from .strategie.aannames import say_aannames
from .verjaarlezen import read_verjaringen

Zinnen = Mapping[Any, tuple[str, ...]]
WERKTIJD = "Binnen hoeveel dagen wordt gewogen en een maatregel wordt gekozen, noemt geen wet: de laatste dag is een aanname."
ZIENSWIJZE = "De wet noemt geen termijn voor een zienswijze: de laatste dag daarvoor is een aanname."
BOETE = "Dat dit artikel een boete mogelijk maakt, is niet aan de tekst van de wet getoetst."
LEIDRAAD = "De leidraad voor termijn en bedrag is niet door het bevoegd gezag vastgesteld."
TELLING = "Wanneer een week of maand telt voor de dwangsom, zegt de wet niet: het is een aanname."
VERJARING = "De laatste dag om te stuiten rust op een aanname over de verjaring die niet aan de tekst van de wet is getoetst."


def read_aannames(rijen: Sequence[Any], *, op: date) -> Zinnen:
    """Say of each row, all of one kind, on which assumptions it rests; by its key, with no sentence for one that rests on none.

    A request to enforce has none of this room: its term is of its zaak. No question is asked per row.
    """
    if not rijen or isinstance(rijen[0], Handhavingsverzoek):
        return {}
    if isinstance(rijen[0], Overtreding):
        return _read_overtredingen(rijen)
    if isinstance(rijen[0], Maatregel):
        return _read_maatregelen(rijen)
    return _read_verbeurten(rijen, op)


def count_aannames(zinnen: Zinnen) -> list[tuple[str, int]]:
    """Give each sentence once with how many rows it is about, what is about most first."""
    return Counter(zin for rij in zinnen.values() for zin in rij).most_common()


def _read_overtredingen(rijen: Sequence[Overtreding]) -> Zinnen:
    """Say it of violations: how the last weighing was made, and the day by which is weighed while that is asked."""
    gewogen = Afweging.objects.filter(overtreding_id__een_van=[o.pk for o in rijen])
    laatste = {a.overtreding_id: a for a in gewogen.order_by("volgnummer")}
    uit = {}
    for o in rijen:
        zinnen = say_aannames(laatste.get(o.pk))
        if o.staat == Overtreding.Staat.VASTGESTELD and o.waarom and _is_werktijd(o):
            zinnen.append(WERKTIJD)
        uit[o.pk] = tuple(zinnen)
    return uit


def _is_werktijd(o: Overtreding) -> bool:
    """Tell whether the day by which a violation is weighed is an assumption for its authority."""
    return find_regel(
        "handhaving.werktijd", o.recht_op, gezag=o.bevoegd_gezag, dienst=o.leverancier
    ).is_aanname


def _read_maatregelen(rijen: Sequence[Maatregel]) -> Zinnen:
    """Say it of measures."""
    lasten = Last.objects.filter(maatregel_id__een_van=[m.pk for m in rijen]).in_bulk()
    afwegingen = _read_afwegingen(rijen)
    return {
        m.pk: (*_say_maatregel(m, afwegingen), *_say_last(m, lasten.get(m.pk)), *_say_zienswijze(m))
        for m in rijen
    }


def _read_afwegingen(rijen: Sequence[Maatregel]) -> dict[Any, Afweging]:
    """Read by which weighing each measure was chosen."""
    ids = {m.afweging_id for m in rijen if m.afweging_id}
    return Afweging.objects.filter(pk__een_van=list(ids)).in_bulk()


def _say_maatregel(m: Maatregel, afwegingen: Mapping[Any, Afweging]) -> list[str]:
    """Say it of how a measure was chosen, and of the article of a fine."""
    zinnen = say_aannames(afwegingen.get(m.afweging_id))
    if m.boetegrond and find_regel("handhaving.boetegronden", m.geregistreerd_op.date()).is_aanname:
        zinnen.append(BOETE)
    return zinnen


def _say_last(m: Maatregel, last: Last | None) -> list[str]:
    """Say it of the term and the amount of a last, and of how it is counted."""
    if last is None:
        return []
    zinnen = []
    if last.modaliteit and last.leidraad.get("zekerheid") == "aanname":
        zinnen.append(LEIDRAAD)
    telling = find_telling(last, m) if m.staat in IN_KRACHT else None
    if telling is not None and telling.is_aanname:
        zinnen.append(TELLING)
    return zinnen


def _say_zienswijze(m: Maatregel) -> list[str]:
    """Say it of the day until when somebody can answer, while that runs."""
    if m.staat != Maatregel.Staat.VOORNEMEN or m.voornemen_op is None:
        return []
    zinnen = say_zienswijzeaanname(m, m.voornemen_op)
    volgens_regel = m.zienswijze_tot == derive_zienswijze_tot(m, m.voornemen_op)
    return [ZIENSWIJZE] if zinnen and volgens_regel else []


def _read_verbeurten(rijen: Sequence[Verbeurte], op: date) -> Zinnen:
    """Say it of amounts: of the measure, of how a penalty was counted, and of the day on which it lapses."""
    van = Lastadressaat.objects.filter(verbeurten__id__een_van=[v.pk for v in rijen])
    adressaten = {a.pk: a for a in van.select_related("last__maatregel")}
    afwegingen = _read_afwegingen([a.last.maatregel for a in adressaten.values()])
    stuit = read_verjaringen(rijen, op=op)
    uit = {}
    for v in rijen:
        last = adressaten[v.adressaat_id].last
        zinnen = _say_maatregel(last.maatregel, afwegingen)
        if v.aard == Verbeurte.Aard.DWANGSOM:
            if last.leidraad.get("zekerheid") == "aanname":
                zinnen.append(LEIDRAAD)
            telling = find_telling(last, last.maatregel)
            zinnen += [TELLING] if telling is not None and telling.is_aanname else []
        zinnen += [VERJARING] if stuit[v.pk].zekerheid == "aanname" else []
        uit[v.pk] = tuple(zinnen)
    return uit
