"""The writer of weighings: each is a version of its own, and nothing of an earlier one changes."""

import uuid
from typing import Any

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..boeking import OVERTREDING, lock_overtreding, record_overtredingact
from ..models import Afweging, Overtreding
from ..selectors import get_overtreding
from .aspecten import derive_aspectvoorstellen
from .feiten import Dossierfeiten, read_dossierfeiten, read_stand
from .matrix import Plaats
from .regelset import as_regelmerk, read_strategieregels
from .rules import (
    NieuweAfweging,
    Strategieregels,
    check_afweging,
    derive_aard,
    list_afwijkingen,
    list_overlegvragen,
)


@transaction.atomic
@claim_alles()
def record_afweging(
    *, viewer: Viewer, overtreding_id: uuid.UUID, nieuw: NieuweAfweging, gezien: int | None = None
) -> Afweging:
    """Record where a violation stands in the matrix and what was chosen, with everything that it rests on (Ob 13.6).

    The rules are those of the day of weighing, for the bevoegd gezag and the service of the violation; what they said is kept. Raises
    GeenToegangError, BestaatNietError, AnderWasVoorError, and StrategieError for what `check_afweging` refuses.
    """
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = lock_overtreding(overtreding, gezien)
    regels = read_regels_van(overtreding)
    stand = read_stand(overtreding)
    check_afweging(nieuw, stand, regels, vandaag=klok.today())
    dossier = read_dossierfeiten(viewer, overtreding, regels.drempels)
    afweging = Afweging.objects.create(
        overtreding=overtreding,
        volgnummer=Afweging.objects.filter(overtreding=overtreding).count() + 1,
        aard=derive_aard(nieuw, stand),
        gevolg=nieuw.gevolg,
        gevolg_grond=nieuw.gevolg_grond.strip(),
        gedrag=nieuw.gedrag,
        gedrag_grond=nieuw.gedrag_grond.strip(),
        voorgesteld=list(dossier.voorgesteld),
        bewijzen=_make_bewijzen(nieuw, dossier),
        matrix=_make_matrixstand(nieuw, regels),
        aspecten=_make_aspecten(nieuw, regels, dossier),
        overleg=_make_overleg(nieuw, regels),
        gekozen=sorted(set(nieuw.gekozen)),
        verworpen=[
            {"instrument": code, "reden": reden.strip()} for code, reden in sorted(nieuw.verworpen.items())
        ],
        motivering=nieuw.motivering.strip(),
        afwijking=nieuw.afwijking.strip(),
        zonder_waarschuwing=nieuw.zonder_waarschuwing.strip(),
        op=klok.now(),
        door=viewer.actor,
    )
    plaats = f"{nieuw.gedrag}{nieuw.gevolg}"
    record_overtredingact(
        viewer, overtreding, "afweging", reden=nieuw.reden, plaats=plaats, gekozen=",".join(afweging.gekozen)
    )
    return afweging


def read_regels_van(overtreding: Overtreding) -> Strategieregels:
    """Give the rules of today for the bevoegd gezag and the service of a violation. Raises StrategieError that names the file that lacks something."""
    return read_strategieregels(
        klok.today(), bevoegd_gezag=overtreding.bevoegd_gezag, omgevingsdienst=overtreding.leverancier
    )


def _make_bewijzen(nieuw: NieuweAfweging, dossier: Dossierfeiten) -> list[dict[str, str]]:
    """Keep what of the file a weighing rests on, with its name of now; what is not in it is left out."""
    gekozen = set(nieuw.bewijzen)
    return [{"code": b.code, "naam": b.naam} for b in dossier.bewijzen if b.code in gekozen]


def _make_matrixstand(nieuw: NieuweAfweging, regels: Strategieregels) -> dict[str, Any]:
    """Keep what the matrix said at this place, the names of then, and which rule that was."""
    plaats = Plaats(nieuw.gevolg, nieuw.gedrag)
    cel = regels.matrix.cellen[plaats]
    genoemd = cel.mogelijk | set(nieuw.gekozen) | set(nieuw.verworpen)
    return {
        "plaats": str(plaats),
        "bestuursrecht": sorted(cel.bestuursrecht),
        "strafrecht": sorted(cel.strafrecht),
        "overleg": cel.overleg,
        "samen": cel.samen,
        "afwijkingen": list_afwijkingen(plaats, nieuw.gekozen, regels),
        "namen": {c: regels.instrumenten[c].naam for c in sorted(genoemd)},
        "zekerheid": regels.matrix.grond.zekerheid,
        "regel": as_regelmerk(regels.matrix.grond),
    }


def _make_aspecten(
    nieuw: NieuweAfweging, regels: Strategieregels, dossier: Dossierfeiten
) -> list[dict[str, Any]]:
    """Keep of each aspect that was proposed or counts what the data said and what the person said."""
    uit = []
    for voorstel in derive_aspectvoorstellen(regels.aspecten, dossier.feiten, regels.drempels):
        oordeel = nieuw.aspecten.get(voorstel.aspect.code)
        if oordeel is None and not voorstel.voorgesteld:
            continue
        uit.append(
            {
                "code": voorstel.aspect.code,
                "naam": voorstel.aspect.naam,
                "werking": voorstel.aspect.werking,
                "zekerheid": voorstel.aspect.zekerheid,
                "voorgesteld": bool(voorstel.voorgesteld),
                "waarom": voorstel.waarom,
                "telt": oordeel is not None,
                "grond": oordeel.grond.strip() if oordeel else "",
                "bewijs": oordeel.bewijs.strip() if oordeel else "",
            }
        )
    return uit


def _make_overleg(nieuw: NieuweAfweging, regels: Strategieregels) -> dict[str, Any]:
    """Keep why consultation was asked, and what was said of it."""
    overleg, plaats = nieuw.overleg, Plaats(nieuw.gevolg, nieuw.gedrag)
    return {
        "gevraagd": list_overlegvragen(plaats, nieuw.gekozen, nieuw.aspecten, regels),
        "gehouden": overleg.gehouden,
        "met": [regels.overleg.partijen[p] for p in overleg.met],
        "partijen": list(overleg.met),
        "op": overleg.op.isoformat() if overleg.op else "",
        "uitkomst": overleg.uitkomst.strip(),
        "waarom_niet": overleg.waarom_niet.strip(),
    }
