"""How the mandates that one organisation got differ between those who gave them: the report asks for uniformity.

One question to the database gives every power of every participant; what is compared is all that a mandate allows but the area,
for that differs by nature.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_getal

from ..models import Deelneming
from .begrippen import Bevoegdheid
from .omzetten import read_codes
from .selectors import list_zichtbare_voorkomens
from .weergave import Woorden, make_woorden

VELDEN = (
    "soort",
    "mandaatnemer_functie",
    "besluitsoorten",
    "activiteiten",
    "categorieen",
    "processtappen",
    "hoogste_bedrag_euro",
    "gevoelig_terug",
    "ondermandaat_niveaus",
)
NAMEN = {
    "soort": "soort",
    "mandaatnemer_functie": "functie",
    "besluitsoorten": "besluitsoorten",
    "activiteiten": "activiteiten",
    "categorieen": "categorieën",
    "processtappen": "processtappen",
    "hoogste_bedrag_euro": "hoogste bedrag",
    "gevoelig_terug": "gevoelig gaat terug",
    "ondermandaat_niveaus": "niveaus ondermandaat",
}
CODEVELDEN = ("besluitsoorten", "activiteiten", "categorieen", "processtappen")
# What stands for the usual value where no value is that of more than half.
VERDEELD = object()
Toestand = tuple[object, ...]


@dataclass(frozen=True)
class Verschilrij:
    """One power: how many steps each participant gave, what most of them gave, and where the others differ."""

    bevoegdheid: Bevoegdheid
    stappen: Mapping[str, int]
    gangbaar: str
    afwijkend: Mapping[str, tuple[str, ...]]
    ontbreekt: tuple[str, ...]

    @property
    def is_gelijk(self) -> bool:
        """Tell whether every participant gave the same."""
        return not self.afwijkend and not self.ontbreekt


@dataclass(frozen=True)
class Vergelijking:
    """All powers that one organisation got, participant by participant."""

    mandaatnemer: str
    deelnemers: tuple[str, ...]
    rijen: tuple[Verschilrij, ...]
    stappen: int

    def count_verschillen(self) -> dict[str, int]:
        """Count per participant in how many powers it differs from what most gave, or gave nothing."""
        telling = Counter(code for rij in self.rijen for code in (*rij.afwijkend, *rij.ontbreekt))
        return {code: telling[code] for code in self.deelnemers}


def compare_mandaten(viewer: Viewer, mandaatnemer: str, peil: Peilmoment) -> Vergelijking:
    """Compare what the participants of an organisation gave it, as far as the viewer sees their mandates."""
    rijen = list_zichtbare_voorkomens(viewer, peil).filter(
        mandaat__mandaatnemer=mandaatnemer, mandaat__ondermandaat_van=None
    )
    per: dict[Bevoegdheid, dict[str, Toestand]] = defaultdict(dict)
    gegevens = rijen.order_by("regeling", "artikel", "lid", "mandaat__kenmerk")
    for gever, regeling, artikel, lid, *waarden in gegevens.values_list(
        "mandaat__mandaatgever_id", "regeling", "artikel", "lid", *VELDEN
    ):
        cel = per[Bevoegdheid(regeling, artikel, lid)]
        cel[gever] = _join(cel.get(gever), tuple(waarden))
    deelnemers = _list_deelnemers(viewer, mandaatnemer, peil.geldig_op, {g for c in per.values() for g in c})
    woorden = make_woorden((), peil.geldig_op)
    regels = tuple(_make_rij(b, cel, deelnemers, woorden) for b, cel in per.items())
    return Vergelijking(mandaatnemer, deelnemers, regels, len(woorden.processtappen))


def _join(eerder: Toestand | None, nu: Toestand) -> Toestand:
    """Put two mandates of one mandator for one power beside each other: what they differ in is both."""
    if eerder is None or eerder == nu:
        return nu
    paren = zip(VELDEN, eerder, nu, strict=True)
    return tuple(a if a == b else _join_waarde(veld, a, b) for veld, a, b in paren)


def _join_waarde(veld: str, een: object, ander: object) -> object:
    """Join two values of one field: codes add up, of amounts and levels the highest counts, words stand beside each other."""
    if veld in CODEVELDEN:
        samen = read_codes(f"{een} {ander}")
        return " ".join(sorted(samen))
    if veld == "hoogste_bedrag_euro":
        return None if None in (een, ander) else max(Decimal(str(een)), Decimal(str(ander)))
    if veld == "ondermandaat_niveaus":
        return max(int(str(een)), int(str(ander)))
    return f"{een} en {ander}" if isinstance(een, str) else False


def _list_deelnemers(viewer: Viewer, nemer: str, op: date, gevers: set[str]) -> tuple[str, ...]:
    """List who takes part in an organisation that day, with everybody who gave it something, as far as they may be seen."""
    zicht = viewer.zicht
    mag = Q() if zicht.landelijk else Q(deelnemer_id__een_van=zicht.leveranciers | zicht.gebieden)
    rijen = Deelneming.objects.believed().filter(mag, omgevingsdienst=nemer, eind_geldigheid__gt=op)
    rijen = rijen.filter(Q(begin_geldigheid__lte=op) | Q(begin_bekend=False))
    return tuple(sorted(gevers | set(rijen.values_list("deelnemer_id", flat=True))))


def _make_rij(
    bevoegdheid: Bevoegdheid, cellen: Mapping[str, Toestand], deelnemers: tuple[str, ...], woorden: Woorden
) -> Verschilrij:
    """Compare one power, part by part: what more than half of those who gave it agree on is usual."""
    gangbaar = [_find_meest(kolom) for kolom in zip(*cellen.values(), strict=True)]
    afwijkend = {g: tuple(_iter_anders(t, gangbaar, woorden)) for g, t in sorted(cellen.items())}
    return Verschilrij(
        bevoegdheid=bevoegdheid,
        stappen={g: _count_stappen(t, len(woorden.processtappen)) for g, t in cellen.items()},
        gangbaar=_describe(gangbaar, woorden),
        afwijkend={g: verschillen for g, verschillen in afwijkend.items() if verschillen},
        ontbreekt=tuple(d for d in deelnemers if d not in cellen),
    )


def _find_meest(waarden: Sequence[object]) -> object:
    """Give the value that more than half have, or VERDEELD."""
    waarde, aantal = Counter(waarden).most_common(1)[0]
    return waarde if aantal * 2 > len(waarden) else VERDEELD


def _count_stappen(toestand: Toestand, alle: int) -> int:
    """Count the process steps that a mandate covers."""
    codes = read_codes(str(toestand[VELDEN.index("processtappen")]))
    return alle if "*" in codes else len(codes)


def _iter_anders(toestand: Toestand, gangbaar: Sequence[object], woorden: Woorden) -> Iterator[str]:
    """Say per part how it differs from what most gave; where most do not agree everybody differs."""
    for veld, waarde, meest in zip(VELDEN, toestand, gangbaar, strict=True):
        if waarde != meest:
            hoe = "geen meerderheid" if meest is VERDEELD else f"meestal {say_waarde(veld, meest, woorden)}"
            yield f"{NAMEN[veld]}: {say_waarde(veld, waarde, woorden)} ({hoe})"


def _describe(gangbaar: Sequence[object], woorden: Woorden) -> str:
    """Say what most gave, without what is not limited."""
    return "; ".join(
        f"{NAMEN[veld]}: {'verschilt' if waarde is VERDEELD else say_waarde(veld, waarde, woorden)}"
        for veld, waarde in zip(VELDEN, gangbaar, strict=True)
        if waarde not in ("*", "mandaat") and waarde is not None and waarde is not False
        if not (veld == "ondermandaat_niveaus" and not waarde)
    )


def say_waarde(veld: str, waarde: object, woorden: Woorden) -> str:
    """Write one value of a mandate as a reader expects it."""
    if veld == "hoogste_bedrag_euro":
        return "geen grens" if waarde is None else f"{format_getal(waarde)} euro"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if veld in CODEVELDEN:
        namen = {"besluitsoorten": woorden.besluitsoorten, "processtappen": woorden.processtappen}.get(
            veld, {}
        )
        codes = read_codes(str(waarde))
        return "alle" if "*" in codes else ", ".join(sorted(namen.get(c, c).lower() for c in codes)) or "geen"
    return str(waarde)
