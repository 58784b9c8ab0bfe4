"""What the pages of meldingen show: the list, and one melding with how it stands and how it was judged."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.interface.plaats import make_plaats, read_sleutel
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Filterveld, Kolom, Uitleg
from vth.vormgeving.wettelijk import make_bewaarde_grond
from vth.zaken.selectors import list_zichtbaar as list_zichtbare_zaken

from .melding import RECHT
from .meldinglezen import get_melding, list_gegevens, list_meldingen
from .meldingrules import derive_melding
from .models import Informatieoordeel, Melding, Meldingoordeel

LIJST, PER_BLADZIJ = "meldingen", 50
KOLOMMEN = (
    Kolom("nummer", "Melding"),
    Kolom("omschrijving", "Wat er is gemeld"),
    Kolom("waar", "Waar"),
    Kolom("ontvangen", "Ontvangen op", "datum"),
    Kolom("stand", "Stand"),
    Kolom("begin", "Mag beginnen op", "datum"),
)
STANDEN = {"open": "nog niet volledig"}


@dataclass(frozen=True)
class Verzoekenpagina:
    """One page of a list of meldingen or of information."""

    kolommen: tuple[Kolom, ...]
    rijen: tuple[dict[str, Any], ...]
    velden: tuple[Filterveld, ...]
    verzoeken: tuple[Any, ...]
    volgende: str
    aantal: int
    gefilterd: bool
    blind: bool
    mag: bool


@dataclass(frozen=True)
class Oordeelbeeld:
    """One judgement as it is shown."""

    oordeel: Meldingoordeel | Informatieoordeel
    door: str


@dataclass(frozen=True)
class Meldingpagina:
    """One melding: how it stands, why, what was judged, and the zaak that the viewer may see."""

    melding: Melding
    uitleg: Uitleg
    oordelen: tuple[Oordeelbeeld, ...]
    gegevens: Mapping[str, str]
    zaak_url: str
    kan_oordelen: bool
    geleegd: bool


def read_meldingenpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Verzoekenpagina:
    """Read the page that an address asks for. Raises PlaatsError for one that cannot be read."""
    open_ = vraag.get("stand") == "open"
    gevonden = list_meldingen(viewer, na=_read_plek(vraag.get("vanaf", "")), open_=open_)
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    namen = list_namen({m.verzoek.gebied for m in bladzij}, klok.today())
    return Verzoekenpagina(
        kolommen=KOLOMMEN,
        rijen=tuple(_make_rij(m, namen) for m in bladzij),
        velden=(Filterveld("stand", "Stand", list(STANDEN.items())),),
        verzoeken=tuple(m.verzoek for m in bladzij),
        volgende=make_plaats(LIJST, "na", bladzij[-1].pk) if meer else "",
        aantal=len(gevonden),
        gefilterd=open_,
        blind=viewer.zicht.is_leeg,
        mag=RECHT in viewer.handelingen,
    )


def _make_rij(melding: Melding, namen: Mapping[str, str]) -> dict[str, Any]:
    """Make one row."""
    verzoek = melding.verzoek
    stand = "volledig" if melding.volledig_op else "onvolledig" if melding.versie else "nog niet bekeken"
    return {
        "url": reverse("vergunningen:melding", args=[melding.pk]),
        "nummer": str(verzoek),
        "omschrijving": verzoek.omschrijving,
        "waar": namen.get(verzoek.gebied, verzoek.gebied),
        "ontvangen": verzoek.ontvangen_op,
        "stand": stand,
        "begin": melding.begin_vanaf,
    }


def _read_plek(tekst: str) -> uuid.UUID | None:
    """Read a place in the list."""
    return read_sleutel(LIJST, tekst, uuid.UUID)


def make_meldingpagina(viewer: Viewer, verzoek_id: uuid.UUID) -> Meldingpagina:
    """Give one melding as its page shows it. Raises BestaatNietError when it is not there for this viewer."""
    melding = get_melding(viewer, verzoek_id)
    oordelen = list(melding.oordelen.order_by("-volgnummer"))
    namen = list_actornamen([o.door for o in oordelen])
    zaak_id = melding.verzoek.zaak_id
    zaak = list_zichtbare_zaken(viewer).filter(pk=zaak_id).first() if zaak_id else None
    return Meldingpagina(
        melding=melding,
        uitleg=_make_uitleg(melding, oordelen[0] if oordelen else None),
        oordelen=tuple(Oordeelbeeld(o, namen[o.door]) for o in oordelen),
        gegevens=list_gegevens(melding.verzoek, klok.today()),
        zaak_url=reverse("zaken:zaak", args=[zaak.pk]) if zaak else "",
        kan_oordelen=RECHT in viewer.handelingen and melding.verzoek.leverancier in viewer.organisaties,
        geleegd=zaak is not None and zaak.vernietigd_op is not None,
    )


def _make_uitleg(melding: Melding, laatste: Meldingoordeel | None) -> Uitleg:
    """Say how a melding stands, with the rule as it was when it was judged."""
    if laatste is None:
        return Uitleg(
            "Nog niet bekeken", "Niemand heeft beoordeeld of deze melding volledig is.", toestand="wacht"
        )
    regel = make_bewaarde_grond(melding.grond)
    uitkomst = derive_melding(not melding.volledig_op, laatste.dag, melding.grond["waarde"], regel.bron)
    titel = "Volledig" if uitkomst.volledig_op else "Onvolledig: geldt als niet gedaan"
    return Uitleg(titel, uitkomst.uitleg, [regel], "goed" if uitkomst.volledig_op else "aandacht")
