"""Reading what a notice says: from the zaak, its decision and the register, as far as the viewer may see those."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vth.regelgeving.selectors import find_grond
from vth.register.overzicht import make_regels
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_datum
from vth.zaken.brieven.kamers import Briefbron
from vth.zaken.brieven.velden import NAMEN
from vth.zaken.brieven.waarden import read_waarden
from vth.zaken.models import Besluit, Zaak
from vth.zaken.selectors import get_zaak, list_zichtbare_besluiten, list_zichtbare_onderwerpen

from .kennisgeving import VELD, Gegeven, Kennisgeving, KennisgevingError, make_kennisgeving

REGEL, INZAGE = "vergunningen.kennisgeving", "vergunningen.kennisgeving_inzage"
ONTWERP, VERLENGING = "ontwerpbesluit", "verlenging_beslistermijn"
GENOMEN = (Besluit.Staat.ONDERTEKEND, Besluit.Staat.BEKENDGEMAAKT)
GEMEENTE = "GM"
RECHTSMIDDEL = ("besluit.rechtsmiddel_laatste_dag", "besluit.rechtsmiddel_tekst")
# Names of natural persons never come into a notice.
PERSOONLIJK = frozenset({"aanvrager.naam", "zaak.behandelaar", "besluit.ondertekening"})


@dataclass(frozen=True)
class Kennisgevingstand:
    """A notice that can be made, or what it lacks."""

    zaak: Zaak
    soort: str
    kennisgeving: Kennisgeving | None
    fout: str = ""
    gemis: tuple[Gegeven, ...] = ()


def list_soorten(zaak: Zaak) -> dict[str, str]:
    """Give the kinds of notice for the authority of a zaak: code and name."""
    return {str(code): str(s["naam"]) for code, s in _read_sjablonen(zaak).items()}


def _read_sjablonen(zaak: Zaak) -> Mapping[str, Mapping[str, Any]]:
    """Give the templates of the authority of a zaak as they are today."""
    waarde: Mapping[str, Mapping[str, Any]] = _find(REGEL, zaak)
    return waarde


def _find(regel: str, zaak: Zaak) -> Any:
    """Give the value of a rule for the authority of a zaak today."""
    grond = find_grond(
        regel,
        geldig_op=klok.today(),
        bevoegd_gezag=zaak.bevoegd_gezag,
        omgevingsdienst=zaak.leverancier,
    )
    return grond.waarde


def read_kennisgeving(viewer: Viewer, zaak_id: uuid.UUID, soort: str) -> Kennisgevingstand:
    """Make the notice of one kind in a zaak, or say what it lacks. Raises BestaatNietError, and KennisgevingError for another kind."""
    zaak = get_zaak(viewer, zaak_id)
    sjablonen = _read_sjablonen(zaak)
    if soort not in sjablonen:
        raise KennisgevingError(
            f"De kennisgeving {soort[:40]!r} bestaat niet. Kies uit: {', '.join(sjablonen)}."
        )
    besluit = _find_besluit(viewer, zaak, str(sjablonen[soort]["besluit"]))
    gegevens = read_gegevens(viewer, zaak, besluit)
    try:
        return Kennisgevingstand(zaak, soort, make_kennisgeving(sjablonen[soort], gegevens))
    except KennisgevingError as fout:
        return Kennisgevingstand(zaak, soort, None, str(fout), fout.gemis)


def _find_besluit(viewer: Viewer, zaak: Zaak, welk: str) -> Besluit | None:
    """Give the last decision in a zaak of the kind that a notice is about, as far as the viewer may see it."""
    rijen = list_zichtbare_besluiten(viewer).filter(zaak=zaak).order_by("-besluitdatum", "-id")
    if welk == "ontwerp":
        return rijen.filter(besluitsoort=ONTWERP).first()
    if welk == "verlenging":
        return rijen.filter(besluitsoort=VERLENGING).first()
    if welk == "genomen":
        return rijen.filter(staat__in=GENOMEN).exclude(besluitsoort__in=(ONTWERP, VERLENGING)).first()
    return None


def read_gegevens(viewer: Viewer, zaak: Zaak, besluit: Besluit | None) -> dict[str, Gegeven]:
    """Read every field that a notice can have; one that is not there says why."""
    waarden = read_waarden(viewer, Briefbron(zaak, besluit, klok.today()))
    gegevens = {
        code: Gegeven(NAMEN[code], str(w.waarde or "") if not w.is_leeg else "", w.bron, w.reden)
        for code, w in waarden.items()
        if code not in PERSOONLIJK and not isinstance(w.waarde, list)
    }
    gegevens["zaak.bevoegd_gezag"] = _read_gezag(zaak, gegevens["zaak.bevoegd_gezag"])
    if besluit is not None and besluit.verzenddatum is None and besluit.ter_inzage_vanaf is None:
        # A notice never guesses a day: a letter may take that of its own sending.
        wat = "Leg bij het besluit vast wanneer het is verzonden of ter inzage is gelegd."
        gegevens |= {v: Gegeven(NAMEN[v], reden=wat) for v in RECHTSMIDDEL}
    gegevens["plaats"] = _read_plaats(viewer, zaak)
    gegevens |= _read_inzagedagen(besluit, gegevens["besluit.rechtsmiddel_laatste_dag"])
    gegevens["inzage"] = _read_inzage(zaak, gegevens)
    return gegevens


def _read_gezag(zaak: Zaak, gezag: Gegeven) -> Gegeven:
    """Write a gemeente as one: its name alone is that of a place."""
    if zaak.bevoegd_gezag.startswith(GEMEENTE) and gezag.waarde:
        return replace(gezag, waarde=f"Gemeente {gezag.waarde}")
    return gezag


def _read_plaats(viewer: Viewer, zaak: Zaak) -> Gegeven:
    """Read where it is: the name and address of the place that the zaak is about."""
    rijen = zaak.onderwerpen.filter(rol="vthobject", vervallen_op=None)
    records = [r for _, r in list_zichtbare_onderwerpen(viewer, rijen)]
    regels = make_regels(viewer, records, Peilmoment(klok.today(), klok.now()))
    delen = [f"{r.naam}, {r.plaats}" if r.plaats else r.naam for r in regels]
    return Gegeven(
        "Plaats",
        "; ".join(delen),
        "register, de plek waar de zaak over gaat",
        "Zeg bij de zaak over welk VTH-object zij gaat.",
    )


def _read_inzagedagen(besluit: Besluit | None, laatste: Gegeven) -> dict[str, Gegeven]:
    """Read from when until when one can look; without an end of its own that of the remedy."""
    vanaf: date | None = besluit.ter_inzage_vanaf if besluit else None
    tot: date | None = besluit.ter_inzage_tot if besluit else None
    wat = "Leg bij het besluit vast wanneer het ter inzage ligt."
    bron = f"besluit {besluit.identificatie}, ter inzage" if besluit else ""
    return {
        "ter_inzage_vanaf": Gegeven("Ter inzage vanaf", format_datum(vanaf), bron, wat),
        "ter_inzage_tot": Gegeven("Ter inzage tot en met", format_datum(tot) or laatste.waarde, bron, wat),
    }


def _read_inzage(zaak: Zaak, gegevens: Mapping[str, Gegeven]) -> Gegeven:
    """Read where one can look, in the words of the authority."""
    tekst = VELD.sub(lambda m: gegevens[m[1]].waarde if m[1] in gegevens else m[0], str(_find(INZAGE, zaak)))
    return Gegeven("Waar de stukken te zien zijn", tekst, INZAGE, "Zet het adres in een eigen regelbestand.")
