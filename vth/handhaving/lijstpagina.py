"""What the page of this room shows: my violations, measures and requests to enforce, or all that I may see, and the amounts that lapse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from vth.interface.invoer import read_keuze, read_volgorde
from vth.interface.plaats import make_dagplaats, name_lijst, read_dagplaats
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Taak, make_volgordeveld
from vth.zaken.weergave import Namen as Zaaknamen
from vth.zaken.werklijst import DAGVOLGORDES, Plek

from .aannamelezen import count_aannames, read_aannames
from .boeking import OVERTREDING
from .models import Handhavingsverzoek, Lastadressaat, Maatregel, Overtreding, Verbeurte
from .selectors import find_regel
from .verzoeklijst import count_verzoekwerk, list_verzoekwerk
from .weergave import Namen, make_verbeurtetaak, make_verzoektaak, make_werktaak
from .werklijst import Werkfilter, count_werk, list_werk

LIJST, PER_BLADZIJ, TELGRENS = "handhaving", 50, 100
VERZOEKEN = "handhavingsverzoeken"
TABS = {
    "overtredingen": "Overtredingen",
    "maatregelen": "Maatregelen",
    "dwangsommen": "Dwangsommen",
    VERZOEKEN: "Verzoeken om handhaving",
}
MODELLEN: dict[str, Any] = {"overtredingen": Overtreding, "maatregelen": Maatregel, "dwangsommen": Verbeurte}
EEN = {
    "overtredingen": "overtreding",
    "maatregelen": "maatregel",
    "dwangsommen": "dwangsom",
    VERZOEKEN: "verzoek om handhaving",
}
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
    aannames: tuple[tuple[str, int], ...]
    rijen: tuple[Any, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool


def read_werkfilter(viewer: Viewer, vraag: Mapping[str, str]) -> tuple[str, Werkfilter]:
    """Read which list is asked for, and what it is narrowed to. Raises InvoerError for what does not exist."""
    tab, wie, binnen = vraag.get("tab") or "overtredingen", vraag.get("wie") or "", vraag.get("binnen") or ""
    for veld, waarde, mag in (
        ("tab", tab, TABS),
        ("wie", wie, WIE),
        ("binnen", binnen, BINNEN),
    ):
        read_keuze(waarde, mag, veld)
    return tab, Werkfilter(
        jurist=viewer.actor if wie == "mijn" and tab != "dwangsommen" else "",
        tot=klok.today() + timedelta(days=int(binnen)) if binnen else None,
        af=read_volgorde(vraag, DAGVOLGORDES).startswith("-"),
    )


def list_gevraagd(
    viewer: Viewer, tab: str, filter_: Werkfilter, *, na: Plek | None = None, hoogstens: int
) -> list[Any]:
    """List what an address asks for, on a page or in a file, one more than `hoogstens` when there are."""
    if tab == VERZOEKEN:
        return list_verzoekwerk(viewer, filter_, na=na, hoogstens=hoogstens)
    return list_werk(viewer, MODELLEN[tab], filter_, na=na, hoogstens=hoogstens)


def _count(viewer: Viewer, tab: str, filter_: Werkfilter) -> int:
    """Count what an address asks for, up to TELGRENS."""
    if tab == VERZOEKEN:
        return count_verzoekwerk(viewer, filter_, grens=TELGRENS)
    return count_werk(viewer, MODELLEN[tab], filter_, grens=TELGRENS)


def _write_plek(rij: Any, filter_: Werkfilter) -> str:
    """Write the place in a list after a row; a request stands where its zaak does."""
    ding = rij.zaak if isinstance(rij, Handhavingsverzoek) else rij
    return make_dagplaats(name_lijst(LIJST, af=filter_.af), ding.laatste_dag, ding.pk)


def read_werkpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Werkpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    tab, filter_ = read_werkfilter(viewer, vraag)
    plek = read_dagplaats(name_lijst(LIJST, af=filter_.af), vraag.get("vanaf", ""), Plek.of)
    gevonden = list_gevraagd(viewer, tab, filter_, na=plek, hoogstens=PER_BLADZIJ)
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    velden = [Filterveld("binnen", "Laatste dag", list(BINNEN.items())), make_volgordeveld(DAGVOLGORDES)]
    if tab != "dwangsommen":
        velden.insert(0, Filterveld("wie", "Van wie", list(WIE.items())))
    return Werkpagina(
        tab=tab,
        tabs=tuple((code, naam, code == tab) for code, naam in TABS.items()),
        velden=tuple(velden),
        taken=tuple(make_taken(bladzij)),
        dringend=tuple(list_dringend(viewer)) if tab != "dwangsommen" else (),
        aannames=tuple(count_aannames(read_aannames(bladzij, op=klok.today()))),
        rijen=tuple(bladzij),
        aantal=_count(viewer, tab, filter_),
        volgende=_write_plek(bladzij[-1], filter_) if meer else "",
        gefilterd=bool(vraag.get("wie") or vraag.get("binnen")),
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


def read_adressaten(verbeurten: Iterable[Verbeurte]) -> dict[Any, Lastadressaat]:
    """Read against whom some amounts were forfeited, each with its measure."""
    ids = [v.adressaat_id for v in verbeurten]
    return Lastadressaat.objects.select_related("last__maatregel").in_bulk(ids)


def make_taken(rijen: Sequence[Any]) -> list[Taak]:
    """Make the lines of a list, all of one kind."""
    op = klok.today()
    if rijen and isinstance(rijen[0], Handhavingsverzoek):
        zaaknamen = Zaaknamen([v.zaak for v in rijen])
        return [make_verzoektaak(v, zaaknamen, op) for v in rijen]
    namen = Namen(rijen)
    if rijen and isinstance(rijen[0], Verbeurte):
        van = read_adressaten(rijen)
        return [make_verbeurtetaak(v, van[v.adressaat_id].last.maatregel, namen, op) for v in rijen]
    return [make_werktaak(rij, namen, op) for rij in rijen]
