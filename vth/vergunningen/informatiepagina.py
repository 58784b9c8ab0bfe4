"""What the pages of information on activities show: the list, and one with how it stands and how it was judged."""

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

from .informatielezen import STANDEN, get_informatie, list_gegevens, list_informatie
from .informatierules import Informatieuitkomst, derive_informatie
from .melding import RECHT
from .meldingpagina import Oordeelbeeld, Verzoekenpagina
from .models import Activiteitinformatie

LIJST, PER_BLADZIJ = "informatie", 50
KOLOMMEN = (
    Kolom("nummer", "Informatie"),
    Kolom("omschrijving", "Waarover"),
    Kolom("artikel", "Gevraagd door"),
    Kolom("waar", "Waar"),
    Kolom("ontvangen", "Ontvangen op", "datum"),
    Kolom("uiterlijk", "Uiterlijk op", "datum"),
    Kolom("stand", "Stand"),
)


@dataclass(frozen=True)
class Informatiepagina:
    """One piece of information: how it stands, why, what was judged, and the zaak that the viewer may see."""

    informatie: Activiteitinformatie
    uitleg: Uitleg
    oordelen: tuple[Oordeelbeeld, ...]
    gegevens: Mapping[str, str]
    zaak_url: str
    kan_oordelen: bool
    geleegd: bool


def read_informatielijst(viewer: Viewer, vraag: Mapping[str, str]) -> Verzoekenpagina:
    """Read the page that an address asks for. Raises PlaatsError for one that cannot be read."""
    stand = vraag.get("stand", "")
    stand = stand if stand in STANDEN else ""
    na = read_sleutel(LIJST, vraag.get("vanaf", ""), uuid.UUID)
    gevonden = list_informatie(viewer, na=na, stand=stand, hoogstens=PER_BLADZIJ)
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    namen = list_namen({i.verzoek.gebied for i in bladzij}, klok.today())
    return Verzoekenpagina(
        kolommen=KOLOMMEN,
        rijen=tuple(_make_rij(i, namen) for i in bladzij),
        velden=(Filterveld("stand", "Stand", list(STANDEN.items())),),
        verzoeken=tuple(i.verzoek for i in bladzij),
        volgende=make_plaats(LIJST, "na", bladzij[-1].pk) if meer else "",
        aantal=len(gevonden),
        gefilterd=bool(stand),
        blind=viewer.zicht.is_leeg,
        mag=RECHT in viewer.handelingen,
    )


def _make_rij(informatie: Activiteitinformatie, namen: Mapping[str, str]) -> dict[str, Any]:
    """Make one row."""
    verzoek = informatie.verzoek
    stand = (
        "nog niet bekeken"
        if not informatie.versie
        else "volledig"
        if informatie.volledig_op
        else "onvolledig"
    )
    if informatie.uiterlijk and verzoek.ontvangen_op > informatie.uiterlijk:
        stand += ", te laat"
    return {
        "url": reverse("vergunningen:informatie", args=[informatie.pk]),
        "nummer": str(verzoek),
        "omschrijving": verzoek.omschrijving,
        "artikel": informatie.artikel,
        "waar": namen.get(verzoek.gebied, verzoek.gebied),
        "ontvangen": verzoek.ontvangen_op,
        "uiterlijk": informatie.uiterlijk,
        "stand": stand,
    }


def make_informatiepagina(viewer: Viewer, verzoek_id: uuid.UUID) -> Informatiepagina:
    """Give one as its page shows it. Raises BestaatNietError when it is not there for this viewer."""
    informatie = get_informatie(viewer, verzoek_id)
    verzoek = informatie.verzoek
    oordelen = list(informatie.oordelen.order_by("-volgnummer"))
    namen = list_actornamen([o.door for o in oordelen])
    zaak = list_zichtbare_zaken(viewer).filter(pk=verzoek.zaak_id).first() if verzoek.zaak_id else None
    return Informatiepagina(
        informatie=informatie,
        uitleg=_make_uitleg(informatie),
        oordelen=tuple(Oordeelbeeld(o, namen[o.door]) for o in oordelen),
        gegevens=list_gegevens(verzoek, klok.today()),
        zaak_url=reverse("zaken:zaak", args=[zaak.pk]) if zaak else "",
        kan_oordelen=RECHT in viewer.handelingen and verzoek.leverancier in viewer.organisaties,
        geleegd=zaak is not None and zaak.vernietigd_op is not None,
    )


def _make_uitleg(informatie: Activiteitinformatie) -> Uitleg:
    """Say how information stands, with the rule as it was when its term was set."""
    grond = informatie.grond
    uitkomst = derive_informatie(informatie.begin_op, informatie.verzoek.ontvangen_op, grond["waarde"])
    titel, toestand = _say_stand(informatie, uitkomst)
    return Uitleg(titel, uitkomst.uitleg, [make_bewaarde_grond(grond)], toestand)  # type: ignore[arg-type]


def _say_stand(informatie: Activiteitinformatie, uitkomst: Informatieuitkomst) -> tuple[str, str]:
    """Say in two words how information stands, and how loud that is."""
    tijd = (
        "te laat" if uitkomst.te_laat else "op tijd" if uitkomst.uiterlijk else "onbekend of het op tijd is"
    )
    if not informatie.versie:
        return f"Nog niet bekeken, {tijd}", "wacht"
    volledig = "Volledig" if informatie.volledig_op else "Onvolledig"
    goed = informatie.volledig_op and not uitkomst.te_laat
    return f"{volledig}, {tijd}", "goed" if goed else "aandacht"
