"""The kernel of a violation, a measure and a request in the register, where every party finds it: what CIm VTH FLo shares.

The act that changed it was allowed; that its kernel is written needs no right of its own. A relation runs within one supplier: a record of another one
stays with the thing in this room. Who asked to enforce, and why somebody is the offender, never leave this room.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min

from vth.register.models import Bronobject, HandhavingsverzoekVoorkomen
from vth.register.services import record_object
from vth.tijd import klok
from vth.toegang.rules import ALLE_SOORTEN, VERTROUWELIJKHEDEN, Viewer, Zicht, derive_kernniveau
from vth.toezicht.kern import REGISTER
from vth.toezicht.models import Bevinding

from .models import Handhavingsverzoek, Lastadressaat, Maatregel, Overtreding
from .selectors import find_bedragen, find_last, read_bedragen

# The act was allowed; what its kernel leads to does not hang of what who acts may see.
ALLES = Zicht(niveaus=frozenset(VERTROUWELIJKHEDEN), landelijk=True, soorten=ALLE_SOORTEN)
RELATIES = ("overtreding_bij", "overtreding_bij_activiteit", "begaan_door", "vanwege_bevinding")
BIJ = {"vthobject": "overtreding_bij", "activiteituitvoering": "overtreding_bij_activiteit"}
# What is between the offender and the prosecutor is not for every party that looks in the register.
STRAFRECHT = ("proces_verbaal", "bestuurlijke_strafbeschikking", "strafrechtelijk")
STATUS = {
    Maatregel.Staat.LOPEND: "in_uitvoering",
    Maatregel.Staat.UITGEWERKT: "uitgewerkt",
    Maatregel.Staat.AFGEROND: "uitgevoerd",
    Maatregel.Staat.INGETROKKEN: "ingetrokken",
    Maatregel.Staat.VERNIETIGD: "ingetrokken",
}
MODALITEIT = {"ineens": "ineens", "overtreding": "per_overtreding"}


def record_overtredingkern(viewer: Viewer, overtreding: Overtreding) -> None:
    """Write how a violation stands now under its organisation; one that turned out to be none says only that."""
    o, afweging = overtreding, overtreding.afwegingen.order_by("-volgnummer").first()
    inhoud: dict[str, Any] = {"kenmerk": o.kenmerk, "overtredingsdatum": o.overtredingsdatum, "aard": o.aard}
    relaties: dict[str, list[Bronobject]] = {naam: [] for naam in RELATIES}
    if o.staat == Overtreding.Staat.VERVALLEN:
        inhoud |= {
            "aard": "vervallen",
            "indicatie_handhaving": False,
            "reden_geen_handhaving": "Dit bleek geen overtreding.",
        }
    else:
        inhoud |= {
            "indicatie_handhaving": o.indicatie_handhaving,
            "hersteldatum": o.hersteldatum,
            "gevolg": afweging.gevolg if afweging else None,
            "gedrag": afweging.gedrag if afweging else None,
            "norm": "; ".join(o.normen.order_by("volgnummer").values_list("citaat", flat=True))[:500],
        }
        relaties |= _list_relaties(o)
    eerste = o.overtredingsdatum
    dag = (
        eerste
        if o.bronobject_id is None or o.staat == Overtreding.Staat.VERVALLEN
        else o.hersteldatum or klok.today()
    )
    o.bronobject = _record(viewer, o, "overtreding", inhoud, dag, relaties)
    o.save(update_fields=["bronobject"])


def _list_relaties(o: Overtreding) -> dict[str, list[Bronobject]]:
    """Give where a violation was, by whom, and the findings that it rests on, as far as they are of its organisation."""
    relaties: dict[str, list[Bronobject]] = {naam: [] for naam in RELATIES}
    for plek in _list_eigen(o.leverancier, o.onderwerpen.values_list("bronobject_id", flat=True)):
        relaties[BIJ[plek.soort]].append(plek)
    relaties["begaan_door"] = _list_eigen(
        o.leverancier, o.overtreders.values_list("bronobject_id", flat=True)
    )
    kernen = Bevinding.objects.filter(overtredingen__overtreding=o, bronobject__isnull=False)
    relaties["vanwege_bevinding"] = _list_eigen(o.leverancier, kernen.values_list("bronobject_id", flat=True))
    return relaties


def record_maatregelkern(viewer: Viewer, maatregel: Maatregel) -> None:
    """Write how an imposed measure stands now under its organisation; one of criminal law is told to nobody (`STRAFRECHT`)."""
    if maatregel.instrument in STRAFRECHT:
        return
    m, last = maatregel, find_last(maatregel)
    adressaten = list(Lastadressaat.objects.filter(last=last).order_by("id")) if last else []
    tegen = Overtreding.objects.filter(maatregelen__maatregel=m, bronobject__isnull=False)
    wie = [a.bronobject_id for a in adressaten] or list(
        Overtreding.objects.filter(maatregelen__maatregel=m).values_list(
            "overtreders__bronobject_id", flat=True
        )
    )
    bedragen = [find_bedragen(a, klok.today()) for a in adressaten]
    geld = read_bedragen(m) if adressaten and adressaten[0].bedrag else {}
    inhoud = {
        "kenmerk": m.kenmerk,
        "handhavingsinstrument": m.instrument,
        "opgelegd_op": m.opgelegd_op,
        "opgelegd_door": m.bevoegd_gezag,
        "status": STATUS[Maatregel.Staat(m.staat)],
        "afgerond_op": m.afgerond_op,
        "begunstiging_tot": last.begunstiging_tot if last else None,
        "dwangsombedrag": _sum(b.bedrag for b in bedragen),
        "dwangsommaximum": _sum(b.maximum for b in bedragen),
        "dwangsommodaliteit": _find_modaliteit(last.modaliteit, last.per) if last else None,
        "verbeurd": geld.get("verbeurd"),
        "geind": geld.get("betaald"),
    }
    relaties = {
        "ter_bestrijding_van": _list_eigen(m.leverancier, tegen.values_list("bronobject_id", flat=True)),
        "opgelegd_aan": _list_eigen(m.leverancier, wie),
    }
    assert m.opgelegd_op is not None
    dag = m.opgelegd_op if m.bronobject_id is None else m.afgerond_op or klok.today()
    m.bronobject = _record(viewer, m, "handhavingsmaatregel", inhoud, dag, relaties)
    m.save(update_fields=["bronobject"])


def record_verzoekkern(viewer: Viewer, verzoek: Handhavingsverzoek) -> None:
    """Write a request to enforce under its organisation: what it is about and by whom it may be; who asks is never told."""
    v = verzoek
    inhoud = {
        "kenmerk": v.verzoek.verzoeknummer,
        "ontvangstdatum": v.ontvangen_op,
        "omschrijving": v.omschrijving,
    }
    relaties = {
        "verzoek_bij": _list_eigen(v.leverancier, [v.vthobject_id]),
        "mogelijk_begaan_door": _list_eigen(v.leverancier, [v.betrokkene_id] if v.betrokkene_id else []),
    }
    # A correction says what was so from the first day that was ever told: what was known before stays by the time of registration.
    eerder = HandhavingsverzoekVoorkomen.objects.filter(bronobject=v.bronobject).aggregate(
        d=Min("begin_geldigheid")
    )["d"]
    dag = min(v.ontvangen_op, eerder or v.ontvangen_op)
    v.bronobject = _record(viewer, v, "handhavingsverzoek", inhoud, dag, relaties)
    v.save(update_fields=["bronobject"])


def _find_modaliteit(modaliteit: str, per: str) -> str | None:
    """Give the shared code of how a penalty is forfeited."""
    return MODALITEIT.get(modaliteit) or (f"per_{per}" if per else None)


def _sum(bedragen: Iterable[Decimal | None]) -> object:
    """Add up an amount over the addressees; nothing when there is none."""
    zeker = [b for b in bedragen if b is not None]
    return sum(zeker) if zeker else None


def _list_eigen(leverancier: str, ids: Iterable[Any]) -> list[Bronobject]:
    """List the records of this supplier among those."""
    return list(Bronobject.objects.filter(pk__in=list(ids), leverancier=leverancier).order_by("pk"))


def _record(
    viewer: Viewer,
    ding: Overtreding | Maatregel | Handhavingsverzoek,
    soort: str,
    inhoud: dict[str, Any],
    dag: date,
    relaties: dict[str, list[Bronobject]],
) -> Bronobject:
    """Write one record of the register, as confidential as a kernel of this thing is; what held before stays in its history."""
    return record_object(
        viewer=replace(viewer.with_handeling(REGISTER), zicht=ALLES),
        leverancier=ding.leverancier,
        soort=soort,
        sleutel=str(ding.pk),
        inhoud={k: v for k, v in inhoud.items() if v is not None},
        begin_geldigheid=dag,
        relaties=relaties,
        gebied=ding.gebied,
        vertrouwelijkheid=derive_kernniveau(ding.vertrouwelijkheid),
    )
