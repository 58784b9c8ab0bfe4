"""What the page of this room shows: my violations and measures, or all that I may see, and the amounts that lapse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from vth.interface.invoer import read_keuze
from vth.interface.plaats import make_dagplaats, read_dagplaats
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Taak
from vth.zaken.werklijst import Plek

from .boeking import OVERTREDING
from .models import Lastadressaat, Maatregel, Overtreding, Verbeurte
from .selectors import find_regel
from .weergave import Namen, make_verbeurtetaak, make_werktaak
from .werklijst import Werkfilter, count_werk, list_werk

LIJST, PER_BLADZIJ, TELGRENS = "handhaving", 50, 100
TABS = {"overtredingen": "Overtredingen", "maatregelen": "Maatregelen", "dwangsommen": "Dwangsommen"}
MODELLEN: dict[str, Any] = {"overtredingen": Overtreding, "maatregelen": Maatregel, "dwangsommen": Verbeurte}
WIE = {"mijn": "van mij", "alles": "alles wat ik mag zien"}
BINNEN = {"30": "binnen 30 dagen", "90": "binnen 90 dagen"}


@dataclass(frozen=True)
class Werkpagina:
    """One page of the list; `dringend` are the amounts that lapse soon, whichever list is looked at."""

    tab: str
    tabs: tuple[tuple[str, str, bool], ...]
    velden: tuple[Filterveld, ...]
    taken: tuple[Taak, ...]
    dringend: tuple[Taak, ...]
    rijen: tuple[Any, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool


def read_werkpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Werkpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    tab, wie, binnen = vraag.get("tab") or "overtredingen", vraag.get("wie") or "", vraag.get("binnen") or ""
    for veld, waarde, mag in (
        ("tab", tab, TABS),
        ("wie", wie, WIE),
        ("binnen", binnen, BINNEN),
    ):
        read_keuze(waarde, mag, veld)
    filter_ = Werkfilter(
        jurist=viewer.actor if wie == "mijn" and tab != "dwangsommen" else "",
        tot=klok.today() + timedelta(days=int(binnen)) if binnen else None,
    )
    gevonden = list_werk(
        viewer,
        MODELLEN[tab],
        filter_,
        na=read_dagplaats(LIJST, vraag.get("vanaf", ""), Plek.of),
        hoogstens=PER_BLADZIJ,
    )
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    velden = [Filterveld("binnen", "Laatste dag", list(BINNEN.items()))]
    if tab != "dwangsommen":
        velden.insert(0, Filterveld("wie", "Van wie", list(WIE.items())))
    return Werkpagina(
        tab=tab,
        tabs=tuple((code, naam, code == tab) for code, naam in TABS.items()),
        velden=tuple(velden),
        taken=tuple(make_taken(bladzij)),
        dringend=tuple(list_dringend(viewer)) if tab != "dwangsommen" else (),
        rijen=tuple(bladzij),
        aantal=count_werk(viewer, MODELLEN[tab], filter_, grens=TELGRENS),
        volgende=make_dagplaats(LIJST, bladzij[-1].laatste_dag, bladzij[-1].pk) if meer else "",
        gefilterd=bool(wie or binnen),
        blind=viewer.zicht.is_leeg,
        mag=OVERTREDING in viewer.handelingen,
    )


def list_dringend(viewer: Viewer, hoogstens: int = 5) -> list[Taak]:
    """List the forfeited amounts that lapse within 30 days, the first one first: what may be lost is told before all else."""
    op = klok.today()
    filter_ = Werkfilter(
        tot=op + timedelta(days=find_regel("handhaving.verjaringsalarm", op).waarde["bovenaan"])
    )
    return make_taken(list_werk(viewer, Verbeurte, filter_, hoogstens=hoogstens)[:hoogstens])


def make_taken(rijen: Sequence[Any]) -> list[Taak]:
    """Make the lines of a list."""
    namen, op = Namen(rijen), klok.today()
    if rijen and isinstance(rijen[0], Verbeurte):
        van = Lastadressaat.objects.select_related("last__maatregel").in_bulk([v.adressaat_id for v in rijen])
        return [make_verbeurtetaak(v, van[v.adressaat_id].last.maatregel, namen, op) for v in rijen]
    return [make_werktaak(rij, namen, op) for rij in rijen]
