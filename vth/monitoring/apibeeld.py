"""How indicators, figures, rounds, verdicts, plans and funding look to a program: codes and ids, exact amounts, reasons only to who may see the file."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from vth.interface.vraag import Vraag

from .indicatoren.catalogus import Indicator
from .indicatoren.selectors import derive_waarde, list_geldend
from .landelijk import Stand
from .lijsten.rules import derive_kosten
from .models import Indicatorstand, Indicatorwaarde, Plan, Planmaatregel, Ronde
from .selectors import read_kader_van

API = "/api/v1/monitoring"
Json = dict[str, Any]


def as_getal(waarde: Decimal | None, cijfers: int = 2) -> str | None:
    """Write a number exactly; a share to as many digits as tell it apart."""
    return None if waarde is None else f"{waarde:.{cijfers}f}"


def _make_adres(request: Vraag, rest: str) -> dict[str, str]:
    return {"href": request.build_absolute_uri(f"{API}/{rest}")}


def as_indicator(request: Vraag, i: Indicator) -> Json:
    """Write one indicator of the catalogue."""
    velden = (
        "code",
        "titel",
        "definitie",
        "soort",
        "eenheid",
        "korrel",
        "volledig",
        "herkomst",
        "zekerheid",
        "versie",
        "sql",
    )
    return {naam: getattr(i, naam) for naam in velden} | {
        "bronnen": list(i.bronnen),
        "_links": {"cijfers": _make_adres(request, f"cijfers?indicator={i.code}")},
    }


def _as_telling(code: str, telling: Indicatorstand | Indicatorwaarde) -> Json:
    return {
        "waarde": as_getal(derive_waarde(code, telling), 6),
        "teller": as_getal(telling.teller),
        "noemer": as_getal(telling.noemer),
        "records": telling.records,
        "bruikbaar": telling.bruikbaar,
    }


def as_cijfers(request: Vraag, standen: Sequence[Indicatorstand]) -> list[Json]:
    """Write frozen figures of the country, each with whether it holds."""
    geldend = set(list_geldend().filter(pk__in=[s.pk for s in standen]).values_list("pk", flat=True))
    return [
        {
            "id": str(s.pk),
            "indicator": s.indicator,
            "versie": s.versie,
            "van": s.van,
            "tot": s.tot,
            "volgnummer": s.volgnummer,
            "geldt": s.pk in geldend,
            "dagstand": s.dagstand,
            "controlesom": s.controlesom,
            "reden": s.reden or None,
            "vastgelegdOp": s.op,
            **_as_telling(s.indicator, s),
            "_links": {"self": _make_adres(request, f"cijfers/{s.pk}")},
        }
        for s in standen
    ]


def as_waarde(stand: Indicatorstand, waarde: Indicatorwaarde) -> Json:
    """Write what one organisation delivered."""
    return {"organisatie": waarde.dienst, **_as_telling(stand.indicator, waarde)}


def as_ronde(request: Vraag, ronde: Ronde) -> Json:
    """Write one round."""
    kader = read_kader_van(ronde)
    return {
        "id": str(ronde.pk),
        "naam": ronde.naam,
        "organisatie": ronde.organisatie,
        "peildatum": ronde.peildatum,
        "indienenVoor": ronde.indienen_voor,
        "gepubliceerdOp": ronde.gepubliceerd_op,
        "planVoor": ronde.plan_voor,
        "robuustVoor": ronde.robuust_voor,
        "kader": kader.versie,
        "kwaliteitscriteria": kader.kwaliteitscriteria,
        "_links": {
            naam: _make_adres(request, f"rondes/{ronde.pk}/{naam}")
            for naam in ("oordelen", "plannen", "financiering")
        },
    }


def as_dienstoordeel(stand: Stand, dienst: str) -> Json:
    """Write the verdict on one dienst as it was known; the reasons only where the reader may see the file."""
    oordeel, vol = stand.get_oordeel(dienst), dienst in stand.eigen
    return {
        "dienst": dienst,
        "naam": stand.diensten[dienst],
        "robuust": oordeel.robuust if oordeel else None,
        "vastgesteldOp": oordeel.op if oordeel else None,
        "herzien": len(stand.oordelen.get(dienst, ())) > 1,
        "motivering": oordeel.motivering if oordeel and vol else None,
        "criteria": [
            {"criterium": code, "voldoet": rij["voldoet"], "motivering": rij["motivering"] if vol else None}
            for code, rij in (oordeel.criteria if oordeel else {}).items()
        ],
        "gebieden": [
            {"gebied": gebied, "uitkomst": o.uitkomst, "motivering": o.motivering if vol else None}
            for gebied, o in sorted(stand.gebieden.get(dienst, {}).items())
        ],
    }


def as_plan(plan: Plan) -> Json:
    """Write a plan with its measures, and every planning that those had."""
    return {
        "dienst": plan.zelfbeoordeling.dienst,
        "stand": plan.stand,
        "ingediendOp": plan.ingediend_op,
        "opTijd": plan.op_tijd,
        "maatregelen": [_as_maatregel(m) for m in sorted(plan.maatregelen.all(), key=lambda m: m.pk)],
    }


def _as_maatregel(m: Planmaatregel) -> Json:
    return {
        "id": str(m.pk),
        "criterium": m.criterium,
        "omschrijving": m.omschrijving,
        "eigenaar": m.eigenaar,
        "bedrag": as_getal(m.bedrag),
        "afgerondOp": m.afgerond_op,
        "planningen": [
            {"gereedVoor": p.gereed_voor, "reden": p.reden or None, "vastgelegdOp": p.op}
            for p in sorted(m.planningen.all(), key=lambda p: p.volgnummer)
        ],
    }


def as_financiering(dienst: str, regels: Sequence[Mapping[str, Any]], *, vol: bool) -> Json:
    """Write what one dienst costs, and with `vol` who pays what."""
    kosten = derive_kosten(regels)
    namen = ("deelnemer", "taak", "soort", "bijdrage", "uren", "aantal")
    return {
        "dienst": dienst,
        "bijdrage": as_getal(kosten.bijdrage),
        "basis": as_getal(kosten.basis),
        "uren": as_getal(kosten.uren),
        "perUur": as_getal(kosten.per_uur),
        "deelnemers": kosten.deelnemers,
        "regels": [{naam: rij[naam] for naam in namen} for rij in regels] if vol else [],
    }
