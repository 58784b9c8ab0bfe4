"""Robustness for programs: the catalogue with its frozen figures, the rounds, and of a round verdicts, plans and funding as far as one may see."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal, read_peilmoment
from vth.interface.plaats import make_plaats, read_sleutel
from vth.interface.vraag import Vraag
from vth.tijd import klok

from . import apibeeld
from .apivormen import (
    HOOGSTENS,
    STANDAARD,
    BeoordelingsrondenLijst,
    Bladvraag,
    CijfersLijst,
    CijfersVraag,
    CijferVolVorm,
    DienstoordelenLijst,
    FinancieringenLijst,
    IndicatorenLijst,
    Momentvraag,
    PlannenLijst,
)
from .indicatoren.catalogus import list_indicatoren
from .indicatoren.selectors import get_stand, list_waarden
from .indicatoren.services import SOORT as INDICATOR
from .landelijk import Stand, read_stand
from .lijsten.selectors import read_per_dienst
from .models import Indicatorstand, Lijst, Plan, Ronde
from .selectors import get_ronde, list_zichtbaar
from .web import note_cijfers, note_soort

router = Router(tags=["Monitoring"])
LIJST = "api.monitoring"
Json = dict[str, Any]


def _read_blad(naam: str, vraag: Bladvraag, parse: Callable[[str], Any] = str) -> tuple[int, Any]:
    """Read how many come on a page, and after which row it begins."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(partial(read_sleutel, f"{LIJST}.{naam}", maak=parse), vraag.vanaf)
    return per, na


def _answer(
    request: Vraag, naam: str, rijen: Sequence[Json], per: int, sleutel: str, **rest: Any
) -> HttpResponse:
    """Answer with a page of rows, of which there is one more when there is a next page."""
    bladzij = rijen[:per]
    volgende = make_plaats(f"{LIJST}.{naam}", "na", str(bladzij[-1][sleutel])) if len(rijen) > per else ""
    return make_antwoord({naam: bladzij, **rest, "_links": make_links(request, volgende=volgende)})


def _cut(codes: Iterable[str], na: str | None, per: int) -> list[str]:
    """Give the codes of a page, and one more when there is a next page."""
    return [code for code in sorted(codes) if na is None or code > na][: per + 1]


@router.get(
    "/monitoring/indicatoren",
    response=IndicatorenLijst,
    by_alias=True,
    operation_id="listIndicatoren",
    summary="Lees de catalogus van indicatoren",
)
def list_alle(request: Vraag, vraag: Query[Bladvraag]) -> HttpResponse:
    """Geef de indicatoren op code, elk met zijn definitie, formule en herkomst."""
    per, na = _read_blad("indicatoren", vraag)
    codes = _cut(list_indicatoren(), na, per)
    rijen = [apibeeld.as_indicator(request, list_indicatoren()[code]) for code in codes]
    return _answer(request, "indicatoren", rijen, per, "code")


@router.get(
    "/monitoring/cijfers",
    response=CijfersLijst,
    by_alias=True,
    operation_id="listCijfers",
    summary="Lees vastgelegde cijfers",
)
def list_cijfers(request: Vraag, vraag: Query[CijfersVraag]) -> HttpResponse:
    """Geef de vastgelegde cijfers van het hele land, de oudste eerst, ook wat later opnieuw werd vastgelegd. Er wordt niet geteld."""
    per, na = _read_blad("cijfers", vraag, uuid.UUID)
    if vraag.indicator and vraag.indicator not in list_indicatoren():
        zin = (
            f"‘{vraag.indicator[:40]}’ staat niet in de catalogus. Kies uit: {', '.join(list_indicatoren())}."
        )
        raise InvoerError([Veldfout("indicator", zin, "onbekend")])
    standen = Indicatorstand.objects.order_by("pk")
    standen = standen.filter(indicator=vraag.indicator) if vraag.indicator else standen
    gevonden = list((standen.filter(pk__gt=na) if na else standen)[: per + 1])
    return _answer(request, "cijfers", apibeeld.as_cijfers(request, gevonden), per, "id")


@router.get(
    "/monitoring/cijfers/{id}",
    response=CijferVolVorm,
    by_alias=True,
    operation_id="readCijfer",
    summary="Lees een vastgelegd cijfer",
)
def read_cijfer(request: Vraag, id: str) -> HttpResponse:
    """Geef één vastgelegd cijfer, met de formule en met wat elke organisatie die u mag zien ervoor leverde."""
    stand = get_stand(id)
    waarden = list_waarden(request.viewer, [stand])
    note_soort(request, "indicator.read", INDICATOR, [w.dienst for w in waarden])
    (inhoud,) = apibeeld.as_cijfers(request, [stand])
    return make_antwoord(
        inhoud | {"sql": stand.sql, "waarden": [apibeeld.as_waarde(stand, w) for w in waarden]}
    )


@router.get(
    "/monitoring/rondes",
    response=BeoordelingsrondenLijst,
    by_alias=True,
    operation_id="listBeoordelingsrondes",
    summary="Lees de beoordelingsrondes",
)
def list_rondes(request: Vraag, vraag: Query[Bladvraag]) -> HttpResponse:
    """Geef de rondes waarin omgevingsdiensten worden beoordeeld, de oudste eerst."""
    per, na = _read_blad("rondes", vraag, uuid.UUID)
    rondes = Ronde.objects.order_by("pk")
    gevonden = list((rondes.filter(pk__gt=na) if na else rondes)[: per + 1])
    return _answer(request, "rondes", [apibeeld.as_ronde(request, r) for r in gevonden], per, "id")


@router.get(
    "/monitoring/rondes/{id}/oordelen",
    response=DienstoordelenLijst,
    by_alias=True,
    operation_id="listDienstoordelen",
    summary="Lees de oordelen van een ronde",
)
def list_oordelen(request: Vraag, id: str, vraag: Query[Momentvraag]) -> HttpResponse:
    """Geef de oordelen zoals bekend op een moment: van een openbare ronde alle, anders die u mag zien. Een motivering alleen waar u het dossier mag zien."""
    per, na = _read_blad("oordelen", vraag)
    op = read_peilmoment({"geldigOp": "", "beschikbaarOp": vraag.beschikbaar_op}).beschikbaar_op
    stand = read_stand(request.viewer, get_ronde(id), op, cijfers=False)
    codes = _cut(stand.diensten, na, per)
    note_cijfers(request, [code for code in codes[:per] if code in stand.eigen])
    rijen = [apibeeld.as_dienstoordeel(stand, code) for code in codes]
    return _answer(request, "oordelen", rijen, per, "dienst", openbaar=stand.openbaar)


@router.get(
    "/monitoring/rondes/{id}/plannen",
    response=PlannenLijst,
    by_alias=True,
    operation_id="listPlannen",
    summary="Lees de plannen van aanpak van een ronde",
)
def list_plannen(request: Vraag, id: str, vraag: Query[Bladvraag]) -> HttpResponse:
    """Geef de plannen van aanpak die u mag zien, met elke planning die een maatregel had."""
    per, na = _read_blad("plannen", vraag)
    eigen = list_zichtbaar(request.viewer).filter(ronde=get_ronde(id)).values("pk")
    plannen = Plan.objects.filter(zelfbeoordeling__in=eigen).select_related("zelfbeoordeling")
    plannen = plannen.order_by("zelfbeoordeling__dienst").prefetch_related("maatregelen__planningen")
    gevonden = list((plannen.filter(zelfbeoordeling__dienst__gt=na) if na else plannen)[: per + 1])
    note_cijfers(request, [p.zelfbeoordeling.dienst for p in gevonden[:per]])
    return _answer(request, "plannen", [apibeeld.as_plan(p) for p in gevonden], per, "dienst")


@router.get(
    "/monitoring/rondes/{id}/financiering",
    response=FinancieringenLijst,
    by_alias=True,
    operation_id="listFinanciering",
    summary="Lees de financiering van de diensten van een ronde",
)
def list_financiering(request: Vraag, id: str, vraag: Query[Bladvraag]) -> HttpResponse:
    """Geef wat de diensten kosten waarvan u de cijfers mag zien; per deelnemer en taak alleen waar u het dossier mag zien."""
    per, na = _read_blad("financiering", vraag)
    stand = read_stand(request.viewer, get_ronde(id), klok.now())
    regels = _read_financiering(stand)
    codes = _cut(regels, na, per)
    note_cijfers(request, codes[:per])
    rijen = [apibeeld.as_financiering(code, regels[code], vol=code in stand.eigen) for code in codes]
    return _answer(request, "financiering", rijen, per, "dienst")


def _read_financiering(stand: Stand) -> dict[str, list[Json]]:
    """Read the lists of the diensten whose figures may be seen."""
    alle = [z for z in stand.ronde.zelfbeoordelingen.all() if z.dienst in stand.cijfers]
    return read_per_dienst(alle, Lijst.Soort.FINANCIERING)
