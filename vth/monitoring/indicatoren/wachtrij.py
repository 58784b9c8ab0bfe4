"""Freezing in the queue: it takes longer than a page may take. Asked, computed with its progress told, kept at once with the word that it is done."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django_tasks import task

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import GeenToegangError, Viewer, check_bevoegd
from vth.zaken.selectors import get_zichtbaar

from ..models import Vastlegging
from ..rules import MonitoringError
from .services import VASTLEGGEN, check_vraag, compute_standen, keep_standen

# A request that says nothing so long has lost its worker; asked again, it is put in the queue again.
STIL = timedelta(minutes=10)
Stand = Vastlegging.Stand


def request_vastlegging(
    *, viewer: Viewer, codes: Iterable[str], van: date, tot: date, reden: str = ""
) -> Vastlegging:
    """Ask to freeze indicators over a period (`tot` not included) from the newest dagstand; what cannot be frozen is refused at once.

    The same asked again while it waits is that request. Raises GeenToegangError, and MonitoringError as `record_standen` does, or for who has no account.
    """
    check_bevoegd(viewer, VASTLEGGEN)
    if viewer.gebruiker_id is None:
        raise MonitoringError(
            "Een cijfer wordt in de wachtrij vastgelegd voor iemand met een account, onder diens rechten. Meld u aan en vraag het opnieuw."
        )
    indicatoren = list(dict.fromkeys(codes))
    dag = check_vraag(indicatoren, van=van, tot=tot, reden=reden)
    inhoud = [indicatoren, str(van), str(tot), str(dag), reden.strip()]
    sleutel = hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()
    try:
        with transaction.atomic():
            return _create(viewer, indicatoren, (van, tot), dag, reden, sleutel)
    except IntegrityError:
        return _find_wachtende(viewer, sleutel)


def _create(
    viewer: Viewer, codes: list[str], periode: tuple[date, date], dag: date, reden: str, sleutel: str
) -> Vastlegging:
    van, tot = periode
    assert viewer.gebruiker_id is not None
    rij = Vastlegging.objects.create(
        indicatoren=codes,
        van=van,
        tot=tot,
        dagstand=dag,
        reden=reden.strip()[:1000],
        sleutel=sleutel,
        account=viewer.gebruiker_id,
        gevraagd_op=klok.now(),
        gemeld_op=klok.now(),
        door=viewer.actor,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="indicator.vraag",
        onderwerp=("vastlegging", str(rij.pk)),
        inhoud={"indicatoren": codes, "van": van.isoformat(), "tot": tot.isoformat()},
    )
    run_vastlegging.enqueue(str(rij.pk))
    return rij


def _find_wachtende(viewer: Viewer, sleutel: str) -> Vastlegging:
    """Give the request that waits already; one of which nothing was heard for long goes into the queue again."""
    rij = Vastlegging.objects.filter(door=viewer.actor, sleutel=sleutel).order_by("-gevraagd_op").first()
    if rij is None:
        raise MonitoringError("Uw vraag is niet bewaard. Vraag het opnieuw.")
    weer = Vastlegging.objects.filter(pk=rij.pk, stand=Stand.WACHT, gemeld_op__lt=klok.now() - STIL)
    if weer.update(gemeld_op=klok.now()):
        run_vastlegging.enqueue(str(rij.pk))
    return rij


def get_vastlegging(viewer: Viewer, id_: uuid.UUID | str) -> Vastlegging:
    """Give a request of this viewer; raises BestaatNietError for one of somebody else."""
    return get_zichtbaar(Vastlegging.objects.filter(door=viewer.actor), id_, "Vastlegging")


def list_wachtend(viewer: Viewer) -> list[Vastlegging]:
    """List what this viewer asked and is not done, the last first."""
    return list(
        Vastlegging.objects.filter(door=viewer.actor, stand=Stand.WACHT).order_by("-gevraagd_op")[:20]
    )


def is_stil(vastlegging: Vastlegging) -> bool:
    """Tell whether nothing was heard of a waiting request for so long that its worker is likely not there."""
    return vastlegging.stand == Stand.WACHT and klok.now() - vastlegging.gemeld_op > STIL


@task()
def run_vastlegging(id_: str) -> None:
    """Freeze what one request asks, under the rights that its asker has now; what cannot be is told in it and does not stop the queue.

    Figures and the word that it is done are one transaction: a run that breaks off leaves everything as it was, and a second run changes nothing.
    """
    rij = Vastlegging.objects.get(pk=id_)
    if rij.stand != Stand.WACHT:
        return
    wachtend = Vastlegging.objects.filter(pk=rij.pk, stand=Stand.WACHT)
    try:
        viewer = _make_viewer(rij)
        check_bevoegd(viewer, VASTLEGGEN)
        berekend = compute_standen(
            rij.indicatoren,
            van=rij.van,
            tot=rij.tot,
            dagstand=rij.dagstand,
            bij_elk=lambda gedaan: wachtend.update(gedaan=gedaan, gemeld_op=klok.now()),
        )
        with transaction.atomic():
            if not wachtend.select_for_update().exists():
                return
            standen = keep_standen(viewer=viewer, berekend=berekend, reden=rij.reden)
            wachtend.update(
                stand=Stand.KLAAR, uitkomst=[str(stand.pk) for stand in standen], klaar_op=klok.now()
            )
    except (MonitoringError, GeenToegangError) as fout:
        wachtend.update(stand=Stand.MISLUKT, melding=str(fout)[:1000], klaar_op=klok.now())


def _make_viewer(rij: Vastlegging) -> Viewer:
    """Give the asker as that is now. Raises MonitoringError when the account is gone."""
    gebruiker = Gebruiker.objects.filter(pk=rij.account).first()
    if gebruiker is None:
        raise MonitoringError("Het account dat dit vroeg, bestaat niet meer. Vraag het opnieuw.")
    return make_viewer(gebruiker, klok.today())
