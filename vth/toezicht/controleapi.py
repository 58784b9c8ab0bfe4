"""Visits for programs: list those that one may see, and read one with its findings; never who went, nor whom he spoke to."""

import uuid
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import collect_fouten, read_aantal, read_keuze
from vth.interface.inzage import note_rijen
from vth.interface.plaats import make_plaats, read_sleutel
from vth.interface.vraag import Vraag
from vth.zaken.werklijst import list_op_nummer

from .controleapivormen import HOOGSTENS, STANDAARD, ControlesLijst, ControlesVraag, ControleVorm
from .models import Bevinding, Bevindingnorm, Controle
from .selectors import get_controle, list_bevindingen, list_normen, list_onderwerpen, list_zichtbaar

ADRES, LIJST = "/api/v1/controles", "api.controles"
router = Router(tags=["Toezicht"])


@router.get(
    "/controles",
    response=ControlesLijst,
    by_alias=True,
    operation_id="listControles",
    summary="Lees controles",
)
def list_controles(request: Vraag, vraag: Query[ControlesVraag]) -> HttpResponse:
    """Geef de controles die u mag zien, de oudste eerst: wat er later bijkomt, staat achteraan. Er wordt niet geteld."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(_read_plek, vraag.vanaf)
        staat = read(read_keuze, vraag.staat, Controle.Staat.values, "staat")
    vast = {k: v for k, v in {"gebied": vraag.gebied[:10], "staat": staat}.items() if v}
    gevonden = list_op_nummer(request.viewer, Controle, vast, na=na, hoogstens=per)
    bladzij = gevonden[:per]
    note_rijen(request, "controles.list", bladzij)
    volgende = make_plaats(LIJST, "na", bladzij[-1].pk) if len(gevonden) > per else ""
    regels = [_make_vorm(request, c) for c in bladzij]
    return make_antwoord({"controles": regels, "_links": make_links(request, volgende=volgende)})


def _read_plek(tekst: str) -> uuid.UUID | None:
    """Read after which row a page begins."""
    return read_sleutel(LIJST, tekst, uuid.UUID)


@router.get(
    "/controles/{id}",
    response=ControleVorm,
    by_alias=True,
    operation_id="readControle",
    summary="Lees een controle",
)
def read_controle(request: Vraag, id: str) -> HttpResponse:
    """Geef één controle met haar bevindingen, en met wat is gecontroleerd voor zover u dat mag zien."""
    c = get_controle(request.viewer, id)
    over = [b for _, b in list_onderwerpen(request.viewer, c)]
    bevindingen = list_bevindingen(c)
    normen = list_normen(bevindingen)
    note_rijen(request, "controle.read", [c, *over])
    vorige = (
        list_zichtbaar(request.viewer).filter(pk=c.hercontrole_van_id).exists()
        if c.hercontrole_van_id
        else False
    )
    return make_antwoord(
        _make_vorm(request, c)
        | {
            "hercontroleVan": str(c.hercontrole_van_id) if vorige else None,
            "onderwerpen": [str(b.pk) for b in over],
            "bevindingen": [_make_bevinding(b, normen.get(b.pk, [])) for b in bevindingen],
        }
    )


def _make_vorm(request: Vraag, c: Controle) -> dict[str, Any]:
    """Write one visit as it stands in a list."""
    return {
        "id": str(c.pk),
        "kenmerk": c.kenmerk,
        "omschrijving": c.omschrijving,
        "organisatie": c.leverancier,
        "bevoegdGezag": c.bevoegd_gezag,
        "gebied": c.gebied or None,
        "controletype": c.controletype,
        "aanleiding": c.aanleiding,
        "staat": c.staat,
        "geplandOp": c.gepland_op,
        "uiterlijkOp": c.uiterlijk_op,
        "controledatum": c.controledatum,
        "uitkomst": c.uitkomst or None,
        "rapportVerzondenOp": c.rapport_verzonden_op,
        "versie": c.versie,
        "_links": {"self": {"href": request.build_absolute_uri(f"{ADRES}/{c.pk}")}},
    }


def _make_bevinding(b: Bevinding, normen: list[Bevindingnorm]) -> dict[str, Any]:
    """Write one finding with the norms that it tests."""
    return {
        "id": str(b.pk),
        "volgnummer": b.volgnummer,
        "onderwerp": b.onderwerp,
        "aandachtspunt": b.aandachtspunt or None,
        "resultaat": b.resultaat,
        "gevolg": b.gevolg or None,
        "gedrag": b.gedrag or None,
        "sevesocategorie": b.sevesocategorie or None,
        "normOp": b.norm_op,
        "normen": [n.citaat for n in normen],
        "herstelVoor": b.herstel_voor,
        "ingetrokken": b.ingetrokken_op is not None,
    }
