"""What the list of controles shows: mine, my team's or all that I may see, narrowed and a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from vth.begrippen.selectors import list_waarden
from vth.interface.invoer import read_keuze, read_volgorde
from vth.interface.plaats import make_dagplaats, name_lijst, read_dagplaats
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Taak, make_volgordeveld
from vth.vormgeving.opmaak import format_datum
from vth.zaken.selectors import list_eigen_teams
from vth.zaken.werklijst import DAGVOLGORDES, Plek

from .boeking import SCHRIJVEN
from .models import Controle
from .selectors import OPEN
from .weergave import Namen, get_toestand, make_korttermijn
from .werklijst import Werkfilter, count_werk, list_werk

LIJST, PER_BLADZIJ, TELGRENS = "controles", 50, 100
WIE = {"mijn": "Van mij", "team": "Van mijn team", "alles": "Alles wat ik mag zien"}
WANNEER = {
    "te_laat": "te laat",
    "week": "binnen een week",
    "gepland": "heeft een dag",
    "geen": "heeft geen dag",
}
STATEN = {s.value: str(s.label) for s in OPEN}


@dataclass(frozen=True)
class Werkpagina:
    """One page of the list."""

    wie: str
    tabs: tuple[tuple[str, str, bool], ...]
    velden: tuple[Filterveld, ...]
    taken: tuple[Taak, ...]
    controles: tuple[Controle, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool


def read_werkfilter(viewer: Viewer, vraag: Mapping[str, str]) -> tuple[str, Werkfilter]:
    """Read whose list is asked for, and what it is narrowed to. Raises InvoerError for what does not exist."""
    wie, op = vraag.get("wie") or "mijn", klok.today()
    for veld, mag in (("wie", WIE), ("wanneer", WANNEER), ("staat", STATEN)):
        read_keuze(vraag.get(veld) or "", mag, veld)
    return wie, Werkfilter(
        op=op,
        inspecteur=viewer.actor if wie == "mijn" else (vraag.get("inspecteur") or "")[:200],
        teams=tuple(list_eigen_teams(viewer, op)) if wie == "team" else (),
        gebied=(vraag.get("gebied") or "")[:10],
        staat=vraag.get("staat") or "",
        controletype=(vraag.get("controletype") or "")[:100],
        wanneer=vraag.get("wanneer") or "",
        af=read_volgorde(vraag, DAGVOLGORDES).startswith("-"),
    )


def list_gevraagd(
    viewer: Viewer, wie: str, filter_: Werkfilter, *, na: Plek | None = None, hoogstens: int
) -> list[Controle]:
    """List the controles that an address asks for, on a page or in a file, one more than `hoogstens` when there are."""
    if wie == "team" and not filter_.teams:
        return []
    return list_werk(viewer, filter_, na=na, hoogstens=hoogstens)


def read_werkpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Werkpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    wie, filter_ = read_werkfilter(viewer, vraag)
    niemands = wie == "team" and not filter_.teams
    plek = read_dagplaats(name_lijst(LIJST, af=filter_.af), vraag.get("vanaf", ""), Plek.of)
    gevonden = list_gevraagd(viewer, wie, filter_, na=plek, hoogstens=PER_BLADZIJ)
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    namen = Namen(bladzij)
    return Werkpagina(
        wie=wie,
        tabs=tuple((code, naam, code == wie) for code, naam in WIE.items()),
        velden=tuple(_list_velden(viewer)),
        taken=tuple(make_taak(c, namen, filter_.op) for c in bladzij),
        controles=tuple(bladzij),
        aantal=0 if niemands else count_werk(viewer, filter_, grens=TELGRENS),
        volgende=_write_plek(bladzij[-1], filter_) if meer else "",
        gefilterd=any(vraag.get(v) for v in ("wanneer", "staat", "controletype", "gebied", "inspecteur")),
        blind=viewer.zicht.is_leeg,
        mag=SCHRIJVEN in viewer.handelingen,
    )


def make_taak(controle: Controle, namen: Namen, op: date) -> Taak:
    """Make one line of the list, with why it stands where it stands."""
    code, woord = get_toestand(controle, op)
    soort = namen.get_type(controle)
    delen = [f"{soort[:1].upper()}{soort[1:]}, {namen.get_waar(controle)}".rstrip(", ") + "."]
    if controle.grond:
        delen.append(f"{controle.grond.rstrip('.')}.")
    if controle.gepland_op:
        delen.append(f"Gepland op {format_datum(controle.gepland_op)}.")
    delen.append(f"Toezichthouder: {namen.get_inspecteur(controle)}.")
    return Taak(
        titel=f"{controle.kenmerk} {controle.omschrijving}",
        url=reverse("toezicht:controle", args=[controle.pk]),
        waarom=" ".join(delen),
        toestand=code,  # type: ignore[arg-type]
        woord=woord,
        termijn=make_korttermijn(controle),
        id=str(controle.pk),
    )


def _write_plek(controle: Controle, filter_: Werkfilter) -> str:
    """Write the place in the list after a controle."""
    return make_dagplaats(name_lijst(LIJST, af=filter_.af), controle.laatste_dag, controle.pk)


def _list_velden(viewer: Viewer) -> list[Filterveld]:
    """List the fields to choose with."""
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_organisatienamen(gebieden, klok.today()) if gebieden else {}
    gemeenten = sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda paar: paar[1].lower())
    typen = [(w.code, w.naam) for w in list_waarden("controletype", klok.today())]
    return [
        Filterveld("wanneer", "Wanneer", list(WANNEER.items())),
        Filterveld("staat", "Stand", list(STATEN.items())),
        Filterveld("controletype", "Type", typen),
        Filterveld("gebied", "Gemeente", gemeenten),
        make_volgordeveld(DAGVOLGORDES),
    ]
