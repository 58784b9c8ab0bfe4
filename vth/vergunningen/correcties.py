"""Putting right what was taken over wrongly: the words of a mutation, or the days of a decision. What was known before stays."""

import uuid
from dataclasses import replace
from datetime import date

from django.db import transaction

from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import (
    VASTSTELLEN,
    Deel,
    check_werkingen,
    derive_delen,
    lock_vergunning,
    read_werkingen,
    record_act,
    write_werkingen,
)
from .controle import Mutatievoorstel, check_bereik, check_dagen, check_voorstel
from .gevolgen import follow_vergunning
from .ingrepen import derive_na, list_werkend
from .kern import record_kern
from .models import Mutatie, Toestemming
from .ontwerpcontrole import check_mutatiedagen
from .rules import VergunningError
from .selectors import get_mutatie, get_toestemming
from .services import make_ontwerp
from .vastlegging import keep_mutaties


@transaction.atomic
@claim_alles()
def record_correctie(
    *, viewer: Viewer, mutatie_id: int, voorstel: Mutatievoorstel, reden: str, gezien: int | None = None
) -> Mutatie:
    """Put right what was taken over wrongly from a decision: the same mutation of the same voorschrift, with other contents.

    From now on it is known as it is in the decision; who asks what was known before still gets the mistake. Raises
    GeenToegangError, BestaatNietError, VergunningError and VoorschriftError.
    """
    oud = get_mutatie(viewer, mutatie_id)
    toestemming = oud.toestemming
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    if not reden.strip():
        raise VergunningError(
            "Zeg wat er verkeerd was overgenomen. Zonder reden is een correctie niet te volgen."
        )
    if Mutatie.objects.filter(corrigeert=oud).exists():
        raise VergunningError("Deze mutatie is al gecorrigeerd. Corrigeer de laatste.")
    voorstel = replace(voorstel, voorschrift_id=oud.voorschrift_id)
    check_voorstel(voorstel)
    check_bereik(viewer, toestemming, [voorstel])
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    rij = make_ontwerp(toestemming, voorstel, oud.voorschrift_id, oud.volgnummer)
    if toestemming.ingangsdatum is not None:
        check_mutatiedagen(toestemming, [rij], toestemming.ingangsdatum)
    eigen = list_werkend(toestemming)
    voor = read_werkingen(vergunning)
    proef = _derive(toestemming, [rij if m.pk == oud.pk else m for m in eigen])
    check_werkingen(vergunning, voor, derive_na(voor, eigen, proef, _midden(toestemming)))
    nieuw = keep_mutaties([rij], corrigeert=oud)[0]
    write_werkingen(vergunning, _derive(toestemming, [nieuw]), [oud.pk])
    record_act(
        viewer, vergunning, "correctie", mutatie=nieuw.pk, corrigeert=oud.pk, reden=reden.strip()[:300]
    )
    follow_vergunning(vergunning)
    return nieuw


@transaction.atomic
@claim_alles()
def record_dagcorrectie(
    *,
    viewer: Viewer,
    toestemming_id: uuid.UUID,
    ingangsdatum: date,
    reden: str,
    vervaldatum: date | None = None,
    gezien: int | None = None,
) -> Toestemming:
    """Put right the days of an established toestemming; all its mutations move along, and what was known before stays to be read.

    Raises GeenToegangError, BestaatNietError and VergunningError.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    if toestemming.staat != Toestemming.Staat.VASTGESTELD or not reden.strip():
        raise VergunningError(
            "Alleen de dagen van een vastgestelde toestemming worden gecorrigeerd, en met een reden."
        )
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    eigen, voor, midden = list_werkend(toestemming), read_werkingen(vergunning), _midden(toestemming)
    toestemming.ingangsdatum = check_dagen(toestemming.besluitdatum, ingangsdatum, vervaldatum)
    toestemming.vervaldatum = vervaldatum
    check_mutatiedagen(toestemming, eigen, toestemming.ingangsdatum)
    delen = _derive(toestemming, eigen)
    check_werkingen(vergunning, voor, derive_na(voor, eigen, delen, midden))
    write_werkingen(vergunning, delen)
    record_kern(viewer, toestemming)
    toestemming.save(update_fields=["ingangsdatum", "vervaldatum"])
    record_act(
        viewer,
        vergunning,
        "dagcorrectie",
        toestemming=toestemming.pk,
        vanaf=ingangsdatum,
        reden=reden.strip()[:300],
    )
    follow_vergunning(vergunning)
    return toestemming


def _derive(toestemming: Toestemming, rijen: list) -> list[Deel]:
    """Work out when mutations of a decision work, with what happened to it so far."""
    dag = check_dagen(None, toestemming.ingangsdatum, None)
    return derive_delen(toestemming, rijen, list(toestemming.ingrepen.filter(herroepen_op=None)), dag)


def _midden(toestemming: Toestemming) -> str:
    """Give by what the mutations of a decision are known in the order of a permit."""
    return f"{(toestemming.besluitdatum or toestemming.ingangsdatum or date.min).isoformat()}/{toestemming.volgorde:03d}"
