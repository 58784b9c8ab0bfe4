"""Handing in a list with a self-assessment: the whole list or nothing, every version kept."""

import uuid
from typing import Any

from django.db import transaction

from vth.organisaties.selectors import list_deelnemers
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..boeking import lock_open, record_act
from ..kader import VELD
from ..models import Lijst, Zelfbeoordeling
from ..rules import INVULLEN, MonitoringError, check_motivering
from ..selectors import find_namens, get_zelfbeoordeling, read_kader_van
from ..services import record_opgaven
from .rules import count_bevoegd, read_bezetting, read_financiering
from .selectors import read_regels

HANDELING = {
    Lijst.Soort.BEZETTING: "bezetting",
    Lijst.Soort.UITLEG: "gebieduitleg",
    Lijst.Soort.FINANCIERING: "financiering",
}


@transaction.atomic
@claim_alles()
def record_bezetting(
    *, viewer: Viewer, zelfbeoordeling_id: uuid.UUID | str, tekst: str, gezien: int | None = None
) -> Lijst:
    """Take in who works in which field of expertise; the figures of the kritieke massa follow from it, and are told with it.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, MonitoringError when it lies with the board, and LijstError that names every wrong row.
    """
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    z = lock_open(z, gezien)
    kader = read_kader_van(z.ronde)
    regels = read_bezetting(tekst, kader.gebieden.keys(), kader.voorwaarden)
    lijst = _keep(viewer, z, Lijst.Soort.BEZETTING, regels)
    aantallen = count_bevoegd(regels, kader.gebieden, kader.voorwaarden)
    record_opgaven(
        viewer=viewer,
        zelfbeoordeling_id=z.pk,
        waarden={f"{VELD}{gebied}": str(aantal) for gebied, aantal in aantallen.items()},
        toelichting=f"Uit de bezettingslijst, versie {lijst.volgnummer}.",
    )
    return lijst


@transaction.atomic
@claim_alles()
def record_financiering(
    *, viewer: Viewer, zelfbeoordeling_id: uuid.UUID | str, tekst: str, gezien: int | None = None
) -> Lijst:
    """Take in who pays what for which task. Raises as `record_bezetting`."""
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    z = lock_open(z, gezien)
    deelnemers = list_deelnemers(z.dienst, z.ronde.peildatum)
    return _keep(viewer, z, Lijst.Soort.FINANCIERING, read_financiering(tekst, deelnemers))


@transaction.atomic
@claim_alles()
def record_gebieduitleg(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    gebied: str,
    uitleg: str,
    gezien: int | None = None,
) -> Lijst:
    """Explain why a field of expertise falls short and how the work is done all the same (comply or explain); the last word per field counts.

    Raises as `record_bezetting`, and MonitoringError for a field the kader does not know or an explanation that says nothing.
    """
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    z = lock_open(z, gezien)
    if gebied not in read_kader_van(z.ronde).gebieden:
        raise MonitoringError(
            f"Het gebied ‘{gebied[:40]}’ staat niet in de kwaliteitscriteria van deze ronde."
        )
    check_motivering(uitleg, f"hoe het werk voor {gebied} toch goed wordt gedaan")
    eerder = [r for r in read_regels(z, Lijst.Soort.UITLEG) if r["gebied"] != gebied]
    nieuw = {"gebied": gebied, "uitleg": uitleg.strip()[:2000]}
    return _keep(viewer, z, Lijst.Soort.UITLEG, [*eerder, nieuw])


def _keep(viewer: Viewer, z: Zelfbeoordeling, soort: Lijst.Soort, regels: list[dict[str, Any]]) -> Lijst:
    """Keep a version beside those before it; the same again is the one that is there."""
    vorige = z.lijsten.filter(soort=soort).order_by("-volgnummer").first()
    if vorige is not None and vorige.regels == regels:
        return vorige
    lijst = Lijst.objects.create(
        zelfbeoordeling=z,
        soort=soort,
        volgnummer=vorige.volgnummer + 1 if vorige else 1,
        regels=regels,
        op=klok.now(),
        door=viewer.actor,
    )
    record_act(viewer, z, HANDELING[soort], versie=lijst.volgnummer, regels=len(regels))
    return lijst
