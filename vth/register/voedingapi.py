"""The feed for programs: CloudEvents 1.0 in batches, pulled by cursor over the sealed log."""

from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpResponse
from ninja import Field, Query, Router

from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal
from vth.interface.inzage import note_inzage
from vth.interface.plaats import make_plaats, read_plaats
from vth.interface.vormen import Adres, Vorm, make_aantal, make_vraagveld
from vth.interface.vraag import Vraag

from .voeding import Voedingsgebeurtenis, Voedingsplaats, find_eind, read_voeding

LIJST, STANDAARD, HOOGSTENS = "api.gebeurtenissen", 100, 1000
INHOUDSOORT = "application/cloudevents-batch+json"
SOORT = "nl.open-vth.register.object-"
BEGIN = ("alles", "nu")
router = Router(tags=["Register"])


class GebeurtenisVraag(Vorm):
    """From where the feed is read."""

    vanaf: str = make_vraagveld("De plaats in de voeding; neem haar over uit de kop `Link` (rel=next).")
    begin: str = make_vraagveld(
        "Zonder `vanaf`: `alles` (zonder opgave) begint bij de eerste gebeurtenis, `nu` bij de eerstvolgende.",
        enum=list(BEGIN),
    )
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)


class Gegevens(Vorm):
    """What an event tells of the record."""

    soort: str = Field(description="De soort object.")
    leverancier: str = Field(description="De code van de organisatie die dit heeft aangeleverd.")
    volgnummer: int = Field(description="Het nummer van de handeling in het verzegelde logboek.")
    wat: list[str] = Field(description="Wat er veranderde: waarden, relaties, leverstatus, zicht.")
    links: dict[str, Adres] = Field(alias="_links", description="Waar u het object nu leest.")


class Voedingsbericht(Vorm):
    """One CloudEvent."""

    specversion: str = Field(description="De versie van CloudEvents: 1.0.")
    id: str = Field(description="Samen met `source` uniek; dezelfde gebeurtenis houdt haar id.")
    source: str = Field(description="De installatie waar het gebeurde.")
    type: str = Field(
        description=f"`{SOORT}` met gemaakt, gewijzigd, beeindigd, verschenen, verdwenen of gewist erachter."
    )
    subject: str = Field(description="De identificatie van het object.")
    time: str = Field(
        description="Wanneer het in het register kwam.", json_schema_extra={"format": "date-time"}
    )
    datacontenttype: str = Field(description="Altijd application/json.")
    sequence: str = Field(
        description="Het nummer van de handeling, met nullen ervoor: op volgorde te zetten."
    )
    data: Gegevens = Field(description="Wat de gebeurtenis over het object zegt.")


KOPPEN: dict[str, Any] = {
    "Link": {
        "description": 'De volgende bladzijde, ook als u nu bij bent: `<…>; rel="next"`.',
        "schema": {"type": "string"},
    },
    "Definitief-Tot": {
        "description": "Alles wat voor dit moment vastlag, is genummerd en staat in de voeding.",
        "schema": {"type": "string", "format": "date-time"},
    },
    "Onverzegeld-Seconden": {
        "description": "Hoe lang de oudste handeling wacht die nog niet genummerd is; 0 als er geen wacht.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "Meer": {
        "description": "`ja` als er nu al meer is, anders `nee`.",
        "schema": {"type": "string", "enum": ["ja", "nee"]},
    },
}
DOCUMENT: dict[str, Any] = {
    "x-inhoudsoort": INHOUDSOORT,
    "responses": {200: {"description": "Een bladzijde gebeurtenissen, de oudste eerst.", "headers": KOPPEN}},
}


@router.get(
    "/gebeurtenissen",
    response=list[Voedingsbericht],
    by_alias=True,
    operation_id="listGebeurtenissen",
    summary="Volg wat er verandert",
    openapi_extra=DOCUMENT,
)
def list_voeding(request: Vraag, vraag: Query[GebeurtenisVraag]) -> HttpResponse:
    """Geef wat er met objecten gebeurde die u mag zien, in de volgorde van het verzegelde logboek.

    Lees eerst met `begin=nu` de plaats, dan de objecten, en volg daarna steeds de kop `Link`: zo mist u niets, ook niet
    wat laat werd vastgelegd. Een bladzijde kan leeg zijn terwijl er meer is.
    """
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        plaats = read(_read_begin, vraag)
    voeding = read_voeding(request.viewer, plaats, hoogstens=per)
    note_inzage(
        request,
        "gebeurtenissen.list",
        leveranciers={g.leverancier for g in voeding.gebeurtenissen},
        soorten={g.objectsoort for g in voeding.gebeurtenissen},
        aantal=len(voeding.gebeurtenissen),
    )
    begin = settings.SITE_ADRES or request.build_absolute_uri("/").rstrip("/")
    berichten = [_make_bericht(begin, g) for g in voeding.gebeurtenissen]
    antwoord = HttpResponse(orjson.dumps(berichten), content_type=INHOUDSOORT)
    vanaf = make_plaats(LIJST, "na", _write_plaats(voeding.plaats))
    adres = request.build_absolute_uri(f"{request.path}?vanaf={vanaf}&aantal={per}")
    antwoord["Link"] = f'<{adres}>; rel="next"'
    antwoord["Meer"] = "ja" if voeding.meer else "nee"
    antwoord["Onverzegeld-Seconden"] = str(voeding.onverzegeld_s)
    if voeding.definitief_tot:
        antwoord["Definitief-Tot"] = voeding.definitief_tot.isoformat()
    return antwoord


def _read_begin(vraag: GebeurtenisVraag) -> Voedingsplaats:
    """Read from where the feed is asked. Raises InvoerError."""
    if vraag.begin and vraag.begin not in BEGIN:
        melding = f"‘{vraag.begin[:20]}’ kan niet. Kies uit: {', '.join(BEGIN)}."
        raise InvoerError([Veldfout("begin", melding, "onbekend")])
    if plaats := read_plaats(LIJST, vraag.vanaf):
        nummer, _, na = plaats.sleutel.partition(":")
        return Voedingsplaats(int(nummer), UUID(na) if na else None)
    return find_eind() if vraag.begin == "nu" else Voedingsplaats(0)


def _write_plaats(plaats: Voedingsplaats) -> str:
    """Write a place as it stands in an address."""
    return f"{plaats.volgnummer}:{plaats.na or ''}"


def _make_bericht(begin: str, g: Voedingsgebeurtenis) -> dict[str, Any]:
    """Make one CloudEvent; `begin` is where the site stands."""
    return {
        "specversion": "1.0",
        "id": f"{g.volgnummer}-{g.onderwerp}",
        "source": f"{begin}/api/v1",
        "type": SOORT + g.soort,
        "subject": str(g.onderwerp),
        "time": g.moment,
        "datacontenttype": "application/json",
        "sequence": f"{g.volgnummer:020d}",
        "data": {
            "soort": g.objectsoort,
            "leverancier": g.leverancier,
            "volgnummer": g.volgnummer,
            "wat": list(g.wat),
            "_links": {"object": {"href": f"{begin}/api/v1/objecten/{g.onderwerp}"}},
        },
    }
