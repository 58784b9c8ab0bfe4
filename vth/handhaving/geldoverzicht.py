"""The money of a number of years, of what the viewer may see: forfeited or set as costs, claimed, paid and lapsed; as a picture with its table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import ExtractYear

from vth.interface.invoer import InvoerError, Veldfout, read_keuze
from vth.tijd import klok
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.vormgeving.grafieken import Reeks, make_kleine_lijnen
from vth.vormgeving.onderdelen import Filterveld, Grafiek, Kolom

from .lasttekst import as_euro
from .models import Betaling, Verbeurte
from .selectors import list_zichtbare_verbeurten

JAREN, MEESTE_JAREN = 5, 20
AARDEN = {"dwangsom": "dwangsommen", "kosten": "kosten van bestuursdwang"}
# What is added up, in the order in which it goes.
REEKSEN = {
    "verbeurd": "Verbeurd of vastgesteld",
    "ingevorderd": "Bij beschikking ingevorderd",
    "betaald": "Betaald",
    "verjaard": "Verjaard",
}
BRON = "Open VTH: de bedragen die u mag zien"
Jaren = dict[int, dict[str, Decimal]]


@dataclass(frozen=True)
class Geldpagina:
    """Everything that the page of money shows."""

    grafiek: Grafiek
    velden: tuple[Filterveld, ...]
    leeg: bool
    blind: bool


def read_geld(viewer: Viewer, *, van: int, tot: int, aard: str = "") -> Jaren:
    """Add up per year what the viewer may see, exactly: forfeited in it, claimed in it, paid in it less what was paid back, and lapsed in it.

    What was annulled was never owed and counts nowhere; of what lapsed only what was still open counts.
    """
    rijen = list_zichtbare_verbeurten(viewer).exclude(staat=Verbeurte.Staat.VERNIETIGD)
    geboekt = Betaling.objects.filter(derive_zicht_q(viewer.zicht, "verbeurte__")).exclude(
        verbeurte__staat=Verbeurte.Staat.VERNIETIGD
    )
    if aard:
        rijen, geboekt = rijen.filter(aard=aard), geboekt.filter(verbeurte__aard=aard)
    verjaard = rijen.filter(staat=Verbeurte.Staat.VERJAARD)
    rest = F("bedrag") - F("betaald") - F("kwijtgescholden")
    jaren: Jaren = {jaar: dict.fromkeys(REEKSEN, Decimal(0)) for jaar in range(van, tot + 1)}
    for naam, vraag, veld, wat, teken in (
        ("verbeurd", rijen, "dag", F("bedrag"), 1),
        ("ingevorderd", rijen, "ingevorderd_op", F("bedrag"), 1),
        ("betaald", geboekt.filter(soort=Betaling.Soort.BETALING), "dag", F("bedrag"), 1),
        ("betaald", geboekt.filter(soort=Betaling.Soort.TERUGBETALING), "dag", F("bedrag"), -1),
        ("verjaard", verjaard, "laatste_dag", rest, 1),
    ):
        for jaar, som in _sum_jaren(vraag, veld, wat, van, tot):
            jaren[jaar][naam] += teken * som
    return jaren


def _sum_jaren(vraag: QuerySet[Any], veld: str, wat: Any, van: int, tot: int) -> list[tuple[int, Decimal]]:
    """Add up per year of a day."""
    binnen = vraag.filter(**{f"{veld}__gte": f"{van}-01-01", f"{veld}__lte": f"{tot}-12-31"})
    per = binnen.order_by().annotate(jaar=ExtractYear(veld)).values("jaar").annotate(som=Sum(wat))
    return [(rij["jaar"], Decimal(str(rij["som"])).quantize(Decimal("0.01"))) for rij in per]


def read_geldpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Geldpagina:
    """Put the page together for the years and the kind that an address asks for. Raises InvoerError for what cannot be read."""
    nu = klok.today().year
    jaren, aard = vraag.get("jaren") or str(JAREN), vraag.get("aard") or ""
    if not jaren.isascii() or not jaren.isdigit() or not 1 <= int(jaren[:4]) <= MEESTE_JAREN:
        zin = f"‘{jaren[:20]}’ kan niet. Vraag 1 tot en met {MEESTE_JAREN} jaren."
        raise InvoerError([Veldfout("jaren", zin, "buiten_grens")])
    read_keuze(aard, AARDEN, "aard")
    geld = read_geld(viewer, van=nu - int(jaren) + 1, tot=nu, aard=aard)
    return Geldpagina(
        grafiek=_make_grafiek(geld),
        velden=(
            Filterveld("jaren", "Hoeveel jaren", [(str(n), f"{n} jaar") for n in (1, 3, 5, 10)]),
            Filterveld("aard", "Waarvan", list(AARDEN.items())),
        ),
        leeg=not any(som for per in geld.values() for som in per.values()),
        blind=viewer.zicht.is_leeg,
    )


def _make_grafiek(geld: Jaren) -> Grafiek:
    """Draw a small chart for each of REEKSEN on one scale; the table beside it is exact to the cent."""
    reeksen = [
        Reeks(naam, [(str(jaar), float(per[code])) for jaar, per in sorted(geld.items())])
        for code, naam in REEKSEN.items()
    ]
    kolommen = [Kolom("jaar", "Jaar"), *(Kolom(code, naam) for code, naam in REEKSEN.items())]
    rijen = [
        {"jaar": str(jaar), **{code: as_euro(som) for code, som in per.items()}}
        for jaar, per in sorted(geld.items())
    ]
    grafiek = make_kleine_lijnen(
        "Wat er per jaar met het geld gebeurde", reeksen, eenheid="euro", bron=BRON, datum=klok.today()
    )
    return replace(grafiek, kolommen=kolommen, rijen=rijen)
