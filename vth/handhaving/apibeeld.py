"""How a violation, a measure and an amount look to a program: codes and ids, exact amounts, and nobody whom the viewer may not see."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from vth.interface.vraag import Vraag
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok

from .aannamelezen import read_aannames
from .models import Last, Lastadressaat, Maatregel, Overtreding, Verbeurte
from .selectors import (
    find_bedragen,
    find_last,
    list_adressaten,
    list_zichtbaar,
    list_zichtbare_maatregelen,
    read_bedragen,
)

API = "/api/v1"
Vol = tuple[dict[str, Any], list[Bronobject]]


def as_bedrag(bedrag: Decimal) -> str:
    """Write an amount exactly."""
    return f"{bedrag:.2f}"


def _make_links(request: Vraag, lijst: str, id_: object) -> dict[str, Any]:
    """Say where it can be found."""
    return {"self": {"href": request.build_absolute_uri(f"{API}/{lijst}/{id_}")}}


def _read_aannames(ding: Overtreding | Maatregel | Verbeurte) -> tuple[str, ...]:
    """Say of one thing on which assumptions it rests."""
    return read_aannames([ding], op=klok.today())[ding.pk]


def as_overtreding(request: Vraag, o: Overtreding, aannames: Sequence[str]) -> dict[str, Any]:
    """Write one violation as it stands in a list."""
    return {
        "id": str(o.pk),
        "kenmerk": o.kenmerk,
        "aard": o.aard,
        "organisatie": o.leverancier,
        "bevoegdGezag": o.bevoegd_gezag,
        "gebied": o.gebied or None,
        "overtredingsdatum": o.overtredingsdatum,
        "rechtOp": o.recht_op,
        "staat": o.staat,
        "hersteldatum": o.hersteldatum,
        "hersteldHoe": o.hersteld_hoe or None,
        "indicatieHandhaving": o.indicatie_handhaving,
        "aannames": list(aannames),
        "versie": o.versie,
        "_links": _make_links(request, "overtredingen", o.pk),
    }


def as_overtreding_vol(request: Vraag, o: Overtreding) -> Vol:
    """Write one violation with its norms, its measures, and who and where as far as the viewer may see; with those records."""
    wie = list(o.overtreders.order_by("id").values_list("bronobject_id", flat=True))
    waar = list(o.onderwerpen.order_by("id").values_list("bronobject_id", flat=True))
    zichtbaar = find_zichtbaar(request.viewer, [*wie, *waar])
    tegen = list_zichtbare_maatregelen(request.viewer).filter(overtredingen__overtreding=o).order_by("id")
    inhoud = as_overtreding(request, o, _read_aannames(o)) | {
        "normen": list(o.normen.order_by("volgnummer").values_list("citaat", flat=True)),
        "overtreders": [str(id_) for id_ in wie if id_ in zichtbaar],
        "onderwerpen": [str(id_) for id_ in waar if id_ in zichtbaar],
        "maatregelen": _as_ids(tegen.values_list("pk", flat=True)[:200]),
    }
    return inhoud, list(zichtbaar.values())


def _as_ids(ids: Iterable[object]) -> list[str]:
    """Write ids as text."""
    return [str(id_) for id_ in ids]


def as_maatregel(request: Vraag, m: Maatregel, aannames: Sequence[str]) -> dict[str, Any]:
    """Write one measure as it stands in a list."""
    return {
        "id": str(m.pk),
        "kenmerk": m.kenmerk,
        "omschrijving": m.omschrijving,
        "instrument": m.instrument,
        "organisatie": m.leverancier,
        "bevoegdGezag": m.bevoegd_gezag,
        "gebied": m.gebied or None,
        "staat": m.staat,
        "opgelegdOp": m.opgelegd_op,
        "afgerondOp": m.afgerond_op,
        "aannames": list(aannames),
        "versie": m.versie,
        "_links": _make_links(request, "maatregelen", m.pk),
    }


def as_maatregel_vol(request: Vraag, m: Maatregel) -> Vol:
    """Write one measure with its last, its money and its violations as far as the viewer may see them; with the records of its addressees."""
    last = find_last(m)
    adressaten = list_adressaten(last) if last else []
    zichtbaar = find_zichtbaar(request.viewer, [a.bronobject_id for a in adressaten])
    tegen = list_zichtbaar(request.viewer).filter(maatregelen__maatregel=m).order_by("id")
    inhoud = as_maatregel(request, m, _read_aannames(m)) | {
        "overtredingen": _as_ids(tegen.values_list("pk", flat=True)),
        "last": _as_last(last, adressaten, zichtbaar) if last else None,
        "bedragen": {naam: as_bedrag(b) for naam, b in read_bedragen(m).items()} if last else None,
    }
    return inhoud, list(zichtbaar.values())


def _as_last(last: Last, adressaten: list[Lastadressaat], zichtbaar: Any) -> dict[str, Any]:
    """Write what a last orders, and of whom."""
    nu = [(a, find_bedragen(a, klok.today())) for a in adressaten]
    return {
        "soort": last.soort,
        "opdracht": last.opdracht,
        "begunstigingTot": last.begunstiging_tot,
        "modaliteit": last.modaliteit or None,
        "per": last.per or None,
        "adressaten": [
            {
                "object": str(a.bronobject_id) if a.bronobject_id in zichtbaar else None,
                "bedrag": as_bedrag(b.bedrag) if b.bedrag is not None else None,
                "maximum": as_bedrag(b.maximum) if b.maximum is not None else None,
            }
            for a, b in nu
        ],
    }


def as_verbeurte(
    request: Vraag, v: Verbeurte, maatregel: Maatregel, aannames: Sequence[str]
) -> dict[str, Any]:
    """Write one amount as it stands in a list."""
    return {
        "id": str(v.pk),
        "maatregel": str(maatregel.pk),
        "kenmerk": maatregel.kenmerk,
        "aard": v.aard,
        "organisatie": v.leverancier,
        "gebied": v.gebied or None,
        "vanaf": v.vanaf,
        "dag": v.dag,
        "bedrag": as_bedrag(v.bedrag),
        "betaald": as_bedrag(v.betaald),
        "kwijtgescholden": as_bedrag(v.kwijtgescholden),
        "open": as_bedrag(v.rest),
        "staat": v.staat,
        "betalenVoor": v.betalen_voor,
        "laatsteDag": v.laatste_dag,
        "verlengd": v.verlengd,
        "ingevorderdOp": v.ingevorderd_op,
        "aannames": list(aannames),
        "_links": _make_links(request, "verbeurten", v.pk),
    }


def as_verbeurte_vol(request: Vraag, v: Verbeurte) -> Vol:
    """Write one amount with what was booked on it, and who owes it as far as the viewer may see him; with that record."""
    adressaat = Lastadressaat.objects.select_related("last__maatregel").get(pk=v.adressaat_id)
    zichtbaar = find_zichtbaar(request.viewer, [adressaat.bronobject_id])
    inhoud = as_verbeurte(request, v, adressaat.last.maatregel, _read_aannames(v)) | {
        "adressaat": next((str(id_) for id_ in zichtbaar), None),
        "betalingen": [
            {
                "kenmerk": b.kenmerk,
                "soort": b.soort,
                "bedrag": as_bedrag(b.bedrag),
                "dag": b.dag,
                "reden": b.reden or None,
            }
            for b in v.betalingen.order_by("dag", "id")
        ],
    }
    return inhoud, list(zichtbaar.values())
