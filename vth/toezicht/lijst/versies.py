"""The writers of checklists: take in a version, establish it, withdraw it, and give a controle the version that it works with."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toezicht.boeking import SCHRIJVEN, lock_controle
from vth.toezicht.models import Checklistversie, Controle, Controlelijst
from vth.toezicht.rules import ToezichtError
from vth.toezicht.selectors import OPEN, get_controle
from vth.zaken.selectors import BestaatNietError

from .feiten import read_feiten
from .rules import Locatiefeiten
from .selectors import find_checklist, list_checklists, list_passend, read_bestand
from .vorm import Checklist, LijstError

RECHT = "checklist.record"
Staat = Checklistversie.Staat


@transaction.atomic
def record_checklistversie(
    *, viewer: Viewer, organisatie: str, tekst: bytes, bestandsnaam: str
) -> Checklistversie:
    """Take in a checklist that an organisation wrote, as a concept; the same content again is the same version.

    Raises GeenToegangError, and LijstError with every fault: file, question, what was seen, why that is wrong and what to do.
    """
    check_bevoegd(viewer, RECHT, namens=organisatie)
    lezing = read_bestand(tekst, bestandsnaam[:80] or "checklist.yaml", dag=klok.today())
    if lezing.lijst is None:
        raise LijstError("\n".join(str(m) for m in lezing.fouten))
    return _add_versie(viewer, organisatie, lezing.lijst)


def _add_versie(viewer: Viewer, organisatie: str, lijst: Checklist, *, vast: bool = False) -> Checklistversie:
    """Write a version, or give the one with the same content."""
    inhoud = lijst.as_dict()
    sha256 = hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()
    gelijk = Checklistversie.objects.filter(organisatie=organisatie, code=lijst.code, sha256=sha256)
    if (al := gelijk.first()) is not None:
        return al
    nu = klok.now()
    versie = Checklistversie(
        organisatie=organisatie,
        code=lijst.code,
        versie=lijst.versie[:60],
        titel=lijst.titel[:200],
        geldig_vanaf=lijst.geldig_vanaf,
        inhoud=inhoud,
        sha256=sha256,
        staat=Staat.VASTGESTELD if vast else Staat.CONCEPT,
        vastgelegd_op=nu,
        vastgelegd_door=viewer.actor,
        vastgesteld_op=nu if vast else None,
        vastgesteld_door=viewer.actor if vast else "",
    )
    try:
        with transaction.atomic():
            versie.save(force_insert=True)
    except IntegrityError:
        return gelijk.get()
    _log(viewer, versie, "checklist.record")
    return versie


@transaction.atomic
def accept_checklistversie(*, viewer: Viewer, versie_id: uuid.UUID) -> Checklistversie:
    """Establish a concept, so that visits from its first day on can take it along. Raises GeenToegangError, BestaatNietError and LijstError."""
    versie = get_versie(versie_id)
    check_bevoegd(viewer, RECHT, namens=versie.organisatie)
    versie = Checklistversie.objects.select_for_update().get(pk=versie.pk)
    if versie.staat != Staat.CONCEPT:
        raise LijstError(
            f"{versie} is {versie.get_staat_display()}. Alleen een concept kan worden vastgesteld."
        )
    versie.staat, versie.vastgesteld_op, versie.vastgesteld_door = Staat.VASTGESTELD, klok.now(), viewer.actor
    versie.save()
    _log(viewer, versie, "checklist.accept")
    return versie


@transaction.atomic
def close_checklistversie(*, viewer: Viewer, versie_id: uuid.UUID) -> Checklistversie:
    """Withdraw a version: no visit begins with it any more, and those that work with it go on. Raises as `accept_checklistversie`."""
    versie = get_versie(versie_id)
    check_bevoegd(viewer, RECHT, namens=versie.organisatie)
    versie = Checklistversie.objects.select_for_update().get(pk=versie.pk)
    if versie.staat != Staat.VASTGESTELD:
        raise LijstError(
            f"{versie} is {versie.get_staat_display()}. Alleen wat is vastgesteld kan worden ingetrokken."
        )
    versie.staat, versie.ingetrokken_op = Staat.INGETROKKEN, klok.now()
    versie.save()
    _log(viewer, versie, "checklist.close")
    return versie


@transaction.atomic
@claim_alles()
def record_controlelijst(*, viewer: Viewer, controle_id: uuid.UUID, code: str) -> Controlelijst:
    """Give a controle a checklist in its version of now, which it keeps; asking again gives the one it has.

    What the register knows of the site is written with it. Raises GeenToegangError, BestaatNietError, LijstError for a list that is
    not there, and ToezichtError for a controle that is concluded.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, None)
    if (al := Controlelijst.objects.filter(controle=controle, code=code).first()) is not None:
        return al
    if controle.staat not in OPEN:
        raise ToezichtError(
            f"Controle {controle.kenmerk} is {controle.get_staat_display()}. Een checklist kies je voor of tijdens het bezoek."
        )
    versie = find_versie(controle.leverancier, code, klok.today()) or _add_versie(
        viewer, controle.leverancier, find_checklist(code, dag=klok.today()), vast=True
    )
    gekozen = Controlelijst.objects.create(
        controle=controle,
        checklistversie=versie,
        code=code,
        kenmerken=read_feiten(viewer, controle),
        gekozen_op=klok.now(),
        gekozen_door=viewer.actor,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=controle.leverancier,
        handeling="controlelijst.record",
        onderwerp=("controle", str(controle.pk)),
        inhoud={"checklist": code, "versie": versie.versie, "sha256": versie.sha256},
    )
    return gekozen


def get_versie(versie_id: uuid.UUID) -> Checklistversie:
    """Give one version of a checklist; raises BestaatNietError."""
    versie = Checklistversie.objects.filter(pk=versie_id).first()
    if versie is None:
        raise BestaatNietError(f"Checklistversie {versie_id} bestaat niet.")
    return versie


def find_versie(organisatie: str, code: str, dag: date) -> Checklistversie | None:
    """Give the version that an organisation works with on a day: the last established one that has begun."""
    rijen = Checklistversie.objects.filter(
        organisatie=organisatie, code=code, staat=Staat.VASTGESTELD, geldig_vanaf__lte=dag
    )
    return rijen.order_by("-geldig_vanaf", "-vastgesteld_op").first()


def list_keuzes(controle: Controle, feiten: Locatiefeiten, dag: date) -> Mapping[str, str]:
    """Give the lists that a controle can work with, by code: what was written for this site first, then the others by title."""
    eigen = Checklistversie.objects.filter(
        organisatie=controle.leverancier, staat=Staat.VASTGESTELD, geldig_vanaf__lte=dag
    )
    lijsten = list_checklists(dag=dag)
    keuzes = {lijst.code: lijst.titel for lijst in lijsten}
    keuzes |= dict(eigen.order_by("geldig_vanaf").values_list("code", "titel"))
    eerst = {lijst.code: n for n, lijst in enumerate(list_passend(lijsten, feiten))}
    return dict(sorted(keuzes.items(), key=lambda k: (eerst.get(k[0], len(eerst)), k[1])))


def _log(viewer: Viewer, versie: Checklistversie, handeling: str) -> None:
    """Write the line of the log."""
    inhoud: dict[str, Any] = {"code": versie.code, "versie": versie.versie, "sha256": versie.sha256}
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=versie.organisatie,
        handeling=handeling,
        onderwerp=("checklistversie", str(versie.pk)),
        inhoud=inhoud,
    )
