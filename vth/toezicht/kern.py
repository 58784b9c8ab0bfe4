"""The kernel of a controle and its findings in the register, where every party finds it: what CIm VTH FLo shares.

The act that concludes a controle was allowed; that its kernel is written needs no right of its own. A relation runs within one supplier: a
record of another one stays with the controle in this room.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.toegang.rules import Viewer, derive_kernniveau
from vth.vergunningen.models import Mutatie

from .models import Bevinding, Bevindingnorm, Bevindingonderwerp, Controle, Controleonderwerp

REGISTER = "register.record"
VAN = {"vthobject": "controle_van", "activiteituitvoering": "controle_van_activiteit"}
BIJ = {"vthobject": "bevinding_bij", "activiteituitvoering": "bevinding_bij_activiteit"}


def record_kern(viewer: Viewer, controle: Controle, dag: date) -> Bronobject:
    """Write the kernel of a concluded controle under its organisation, and give the record."""
    onderwerpen = list(Controleonderwerp.objects.filter(controle=controle).select_related("bronobject"))
    relaties: dict[str, list[Bronobject]] = {naam: [] for naam in VAN.values()}
    for o in onderwerpen:
        if o.bronobject.leverancier == controle.leverancier:
            relaties[VAN[o.rol]].append(o.bronobject)
    eerdere = controle.hercontrole_van.bronobject if controle.hercontrole_van else None
    if eerdere is not None and eerdere.leverancier == controle.leverancier:
        relaties["hercontrole_van"] = [eerdere]
    inhoud = {
        "kenmerk": controle.kenmerk,
        "controledatum": dag,
        "controletype": controle.controletype,
        "uitvoerder": ";".join(sorted({controle.leverancier, *controle.partners})),
        "uitkomst": controle.uitkomst,
    }
    return _record(viewer, controle, "controle", str(controle.pk), inhoud, dag, relaties)


def record_bevindingkern(
    viewer: Viewer, bevinding: Bevinding, normen: Sequence[Bevindingnorm], dag: date
) -> Bronobject:
    """Write the kernel of one finding of a concluded controle; `bijzonderheden` stays in this room, for it may name people."""
    controle = bevinding.controle
    rijen = Bevindingonderwerp.objects.filter(bevinding=bevinding).select_related("bronobject")
    onderwerpen = [r.bronobject for r in rijen] or [
        o.bronobject for o in Controleonderwerp.objects.filter(controle=controle).select_related("bronobject")
    ]
    assert controle.bronobject is not None
    relaties: dict[str, list[Bronobject]] = {
        "uitkomst_van": [controle.bronobject],
        **{naam: [] for naam in BIJ.values()},
    }
    for o in onderwerpen:
        if o.leverancier == controle.leverancier:
            relaties[BIJ[o.soort]].append(o)
    relaties["getoetst_aan"] = _list_toestemmingen(controle.leverancier, normen)
    inhoud = {
        "volgnummer": bevinding.volgnummer,
        "onderwerp": bevinding.onderwerp,
        "aandachtspunt": bevinding.aandachtspunt or None,
        "resultaat": bevinding.resultaat,
        "gevolg": bevinding.gevolg or None,
        "gedrag": bevinding.gedrag or None,
        "norm": "; ".join(n.citaat for n in normen)[:500] or None,
        "sevesocategorie": bevinding.sevesocategorie or None,
    }
    return _record(viewer, controle, "bevinding", str(bevinding.pk), inhoud, dag, relaties)


def _list_toestemmingen(leverancier: str, normen: Sequence[Bevindingnorm]) -> list[Bronobject]:
    """List the kernels of the toestemmingen whose voorschriften were tested."""
    ids = {n.mutatie_id for n in normen if n.mutatie_id}
    if not ids:
        return []
    toestemmingen = Mutatie.objects.filter(pk__in=ids).values_list("toestemming_id", flat=True)
    kernen = Bronobject.objects.filter(leverancier=leverancier, soort="toestemming")
    return list(kernen.filter(sleutel__in={str(id_) for id_ in toestemmingen}))


def _record(
    viewer: Viewer,
    controle: Controle,
    soort: str,
    sleutel: str,
    inhoud: dict[str, Any],
    dag: date,
    relaties: dict[str, list[Bronobject]],
) -> Bronobject:
    """Write one record of the register, as confidential as a kernel of this controle is."""
    return record_object(
        viewer=viewer.with_handeling(REGISTER),
        leverancier=controle.leverancier,
        soort=soort,
        sleutel=sleutel,
        inhoud={k: v for k, v in inhoud.items() if v is not None},
        begin_geldigheid=dag,
        relaties=relaties,
        gebied=controle.gebied,
        vertrouwelijkheid=derive_kernniveau(controle.vertrouwelijkheid),
    )
