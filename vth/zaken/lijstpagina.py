"""What the work list shows: mine, my team's or all that I may see, narrowed and a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout, read_volgorde
from vth.interface.plaats import make_dagplaats, name_lijst, read_dagplaats
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Filterveld, Kolom, Taak, make_volgordeveld
from vth.vormgeving.opmaak import format_datum

from .models import Zaak
from .overdracht import VERDELEN
from .selectors import list_eigen_teams, list_stappen, list_teams, list_zaaksoorten
from .services import RECHT
from .weergave import Namen, get_toestand, list_collegas, make_korttermijn
from .werklijst import DAGVOLGORDES, Plek, Werkfilter, count_gesloten, count_werk, list_gesloten, list_werk

LIJST, PER_BLADZIJ, TELGRENS = "zaken", 50, 100
WIE = {"mijn": "Van mij", "team": "Van mijn team", "alles": "Alles wat ik mag zien", "dicht": "Gesloten"}
TERMIJN = {
    "te_laat": "te laat",
    "week": "binnen een week",
    "loopt": "er loopt een termijn",
    "geen": "geen termijn, of hij staat stil",
}
KOLOMMEN = (
    Kolom("identificatie", "Zaak"),
    Kolom("omschrijving", "Omschrijving"),
    Kolom("soort", "Soort"),
    Kolom("resultaat", "Resultaat"),
    Kolom("gesloten", "Gesloten op", "datum"),
)


@dataclass(frozen=True)
class Werkpagina:
    """One page of the work list."""

    wie: str
    tabs: tuple[tuple[str, str, bool], ...]
    velden: tuple[Filterveld, ...]
    taken: tuple[Taak, ...]
    dicht: tuple[dict[str, Any], ...]
    zaken: tuple[Zaak, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool
    kan_overdragen: bool
    alles_van: tuple[str, str] | None = None
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def read_werkfilter(viewer: Viewer, vraag: Mapping[str, str]) -> tuple[str, Werkfilter]:
    """Read whose list is asked for, and what it is narrowed to. Raises InvoerError for what does not exist."""
    wie, op = vraag.get("wie") or "mijn", klok.today()
    _check("wie", wie, WIE)
    termijn = vraag.get("termijn") or ""
    if termijn:
        _check("termijn", termijn, TERMIJN)
    return wie, Werkfilter(
        op=op,
        behandelaar=viewer.actor if wie == "mijn" else (vraag.get("behandelaar") or "")[:200],
        teams=tuple(list_eigen_teams(viewer, op)) if wie == "team" else (),
        zaaksoort=(vraag.get("zaaksoort") or "")[:60],
        status=(vraag.get("status") or "")[:60],
        gebied=(vraag.get("gebied") or "")[:10],
        termijn=termijn,
        af=read_volgorde(vraag, DAGVOLGORDES).startswith("-"),
    )


def _check(veld: str, waarde: str, mag: Mapping[str, str]) -> None:
    """Refuse a word that does not exist here."""
    if waarde not in mag:
        zin = f"‘{waarde[:40]}’ bestaat hier niet. Kies uit: {', '.join(mag)}."
        raise InvoerError([Veldfout(veld, zin, "onbekend")])


def read_werkpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Werkpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    wie, filter_ = read_werkfilter(viewer, vraag)
    plek = read_dagplaats(_name_lijst(wie, filter_), vraag.get("vanaf", ""), Plek.of)
    gevonden = list_gevraagd(viewer, wie, filter_, na=plek, hoogstens=PER_BLADZIJ)
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    namen = Namen(bladzij)
    return Werkpagina(
        wie=wie,
        tabs=tuple((code, naam, code == wie) for code, naam in WIE.items()),
        velden=tuple(_list_velden(viewer, wie)),
        taken=tuple(make_taak(z, namen, filter_.op) for z in bladzij) if wie != "dicht" else (),
        dicht=tuple(_make_dichtrij(z, namen) for z in bladzij) if wie == "dicht" else (),
        zaken=tuple(bladzij),
        aantal=_count_gevraagd(viewer, wie, filter_),
        volgende=_write_plek(bladzij[-1], wie, filter_) if meer else "",
        gefilterd=any(vraag.get(v) for v in ("zaaksoort", "status", "gebied", "termijn", "behandelaar")),
        blind=viewer.zicht.is_leeg,
        mag=RECHT in viewer.handelingen,
        kan_overdragen=bool(bladzij)
        and wie != "dicht"
        and ((wie == "mijn" and RECHT in viewer.handelingen) or VERDELEN in viewer.handelingen),
        alles_van=_find_alles_van(viewer, filter_) if wie == "alles" else None,
    )


def list_gevraagd(
    viewer: Viewer, wie: str, filter_: Werkfilter, *, na: Plek | None = None, hoogstens: int
) -> list[Zaak]:
    """List the zaken that an address asks for, on a page or in a file, one more than `hoogstens` when there are."""
    if wie == "dicht":
        return list_gesloten(viewer, gebied=filter_.gebied, na=na, hoogstens=hoogstens)
    if wie == "team" and not filter_.teams:
        return []
    return list_werk(viewer, filter_, na=na, hoogstens=hoogstens)


def _count_gevraagd(viewer: Viewer, wie: str, filter_: Werkfilter) -> int:
    """Count the same zaken, up to one more than TELGRENS."""
    if wie == "dicht":
        return count_gesloten(viewer, gebied=filter_.gebied, grens=TELGRENS)
    if wie == "team" and not filter_.teams:
        return 0
    return count_werk(viewer, filter_, grens=TELGRENS)


def _find_alles_van(viewer: Viewer, filter_: Werkfilter) -> tuple[str, str] | None:
    """Give whose zaken can be handed over all at once, account and name: of the handler that the list is narrowed to."""
    if not filter_.behandelaar or VERDELEN not in viewer.handelingen:
        return None
    return filter_.behandelaar, list_actornamen([filter_.behandelaar])[filter_.behandelaar]


def make_taak(zaak: Zaak, namen: Namen, op: date) -> Taak:
    """Make one line of the work list, with why it stands where it stands."""
    code, woord = get_toestand(zaak, namen.get_stap(zaak), op)
    soort = namen.get_soort(zaak).naam
    waar = namen.organisaties.get(zaak.gebied, zaak.gebied)
    return Taak(
        titel=f"{zaak.identificatie} {zaak.omschrijving}".strip(),
        url=reverse("zaken:zaak", args=[zaak.pk]),
        waarom=f"{soort[:1].upper()}{soort[1:]}{', ' + waar if waar else ''}. Behandelaar: {namen.get_behandelaar(zaak)}. Begonnen op {format_datum(zaak.startdatum)}.",
        toestand=code,  # type: ignore[arg-type]
        woord=woord,
        termijn=make_korttermijn(zaak),
        id=str(zaak.pk),
    )


def _make_dichtrij(zaak: Zaak, namen: Namen) -> dict[str, Any]:
    """Make the row of a closed zaak."""
    soort = namen.get_soort(zaak)
    return {
        "url": reverse("zaken:zaak", args=[zaak.pk]),
        "identificatie": zaak.identificatie,
        "omschrijving": zaak.omschrijving,
        "soort": soort.naam,
        "resultaat": soort.resultaten.get(zaak.resultaat, zaak.resultaat),
        "gesloten": zaak.einddatum,
    }


def _name_lijst(wie: str, filter_: Werkfilter) -> str:
    """Name the list that an address asks for, for the places in it."""
    return f"{LIJST}.dicht" if wie == "dicht" else name_lijst(LIJST, af=filter_.af)


def _write_plek(zaak: Zaak, wie: str, filter_: Werkfilter) -> str:
    """Write the place in the list after a zaak: of a closed one its last day is the day on which it was closed."""
    return make_dagplaats(_name_lijst(wie, filter_), zaak.einddatum or zaak.laatste_dag, zaak.pk)


def _list_velden(viewer: Viewer, wie: str) -> list[Filterveld]:
    """List the fields to choose with."""
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_organisatienamen(gebieden, klok.today()) if gebieden else {}
    gemeenten = sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda paar: paar[1].lower())
    if wie == "dicht":
        return [Filterveld("gebied", "Gemeente", gemeenten)]
    velden = [
        Filterveld("termijn", "Termijn", list(TERMIJN.items())),
        Filterveld("zaaksoort", "Soort", sorted(list_zaaksoorten(klok.today()).items(), key=lambda p: p[1])),
        Filterveld("status", "Stap", sorted(list_stappen(klok.today()).items(), key=lambda p: p[1])),
        Filterveld("gebied", "Gemeente", gemeenten),
        make_volgordeveld(DAGVOLGORDES),
    ]
    if wie == "alles":
        velden.append(Filterveld("behandelaar", "Behandelaar", list_collegas(viewer)))
    return velden


def list_teamkeuzes(viewer: Viewer) -> list[tuple[str, str]]:
    """List the teams to hand over to."""
    return [(t.code, t.naam) for t in list_teams(viewer)]


def write_adres(vraag: Mapping[str, str]) -> str:
    """Write the address of the list with what was asked."""
    delen = {
        k: vraag[k]
        for k in ("wie", "termijn", "zaaksoort", "status", "gebied", "behandelaar", "sorteer")
        if vraag.get(k)
    }
    return f"{reverse('zaken:lijst')}?{urlencode(delen)}".rstrip("?")
