"""Recording that somebody else holds an established toestemming from a day on (Ow 5.37), and taking that back. What was known stays."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from vth.register.selectors import find_identiteiten
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .boeking import VASTSTELLEN, lock_vergunning, record_act
from .controle import check_records
from .houderrules import Wissel, check_wissels, derive_houders
from .kern import list_eerste_houders, list_wissels, record_kern
from .models import Houderwissel, Toestemming
from .onderwerpkeuzes import HOUDERS
from .rules import VergunningError
from .selectors import get_toestemming, is_weg, list_toestemmingen

GROND_LANG = 300


@dataclass(frozen=True)
class Overdracht:
    """Who holds a toestemming from a day on, instead of whom (None is all who held it), and how the authority knows."""

    houder: uuid.UUID
    vanaf: date
    grond: str
    vorige: uuid.UUID | None = None
    gemeld_op: date | None = None


@transaction.atomic
@claim_alles()
def record_overdracht(
    *,
    viewer: Viewer,
    toestemming_id: uuid.UUID,
    overdracht: Overdracht,
    hele_vergunning: bool = False,
    gezien: int | None = None,
) -> Houderwissel:
    """Record that somebody else holds an established toestemming from a day on; the register follows.

    With `hele_vergunning` so do the other toestemmingen of its permit that work then and that are held by the same. The day may
    lie ahead, for it is told beforehand (Ow 5.37); that it was told late refuses nothing. Raises GeenToegangError,
    BestaatNietError, and VergunningError for a draft, what does not work on that day, a holder who is not there for this viewer
    or who holds it already, and a change that contradicts a later one.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    _check_overdracht(toestemming, overdracht)
    check_records(viewer, [overdracht.houder], HOUDERS)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    mee = _list_mee(toestemming, overdracht) if hele_vergunning else []
    rij = _write(viewer, toestemming, overdracht)
    for ander in mee:
        _write(viewer, ander, overdracht)
    record_act(
        viewer,
        vergunning,
        "overdracht",
        toestemming=toestemming.pk,
        houder=rij.houder_id,
        vanaf=rij.vanaf,
        ook=", ".join(str(ander.pk) for ander in mee),
    )
    return rij


def _write(viewer: Viewer, toestemming: Toestemming, overdracht: Overdracht) -> Houderwissel:
    """Write a change of holder of one toestemming, of who holds it by the record by which he does. Raises VergunningError."""
    dingen = _list_dingen(toestemming, overdracht.vanaf, overdracht)
    eigen = {dingen[id_]: id_ for id_ in _list_houders(toestemming, overdracht.vanaf)}
    houder = eigen.get(dingen[overdracht.houder], overdracht.houder)
    vorige = eigen.get(dingen[overdracht.vorige], overdracht.vorige) if overdracht.vorige else None
    try:
        _check_reeks(toestemming, [*list_wissels(toestemming), Wissel(overdracht.vanaf, houder, vorige)])
    except VergunningError as fout:
        raise VergunningError(f"Toestemming {toestemming.kenmerk}: {fout}") from fout
    rij = Houderwissel.objects.create(
        toestemming=toestemming,
        vanaf=overdracht.vanaf,
        houder_id=houder,
        vorige_id=vorige,
        gemeld_op=overdracht.gemeld_op,
        grond=overdracht.grond.strip()[:GROND_LANG],
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    record_kern(viewer, toestemming)
    return rij


def _list_mee(toestemming: Toestemming, overdracht: Overdracht) -> list[Toestemming]:
    """List the other toestemmingen of a permit that work on the day and that are held by whom this one goes from."""
    dag = overdracht.vanaf
    dingen = _list_dingen(toestemming, dag, overdracht)
    van = {dingen[id_] for id_ in _list_houders(toestemming, dag)}
    mee = []
    for ander in list_toestemmingen(toestemming.vergunning):
        if ander.pk == toestemming.pk or not _works_on(ander, dag):
            continue
        houders = set(_list_dingen(ander, dag).values())
        if dingen[overdracht.vorige] in houders if overdracht.vorige else houders and houders == van:
            mee.append(ander)
    return mee


def _works_on(toestemming: Toestemming, dag: date) -> bool:
    """Tell whether a toestemming is established, works on a day, and was not taken away as a whole."""
    begin, eind = toestemming.ingangsdatum, toestemming.vervaldatum
    vast = toestemming.staat == Toestemming.Staat.VASTGESTELD and begin is not None and begin <= dag
    return vast and (eind is None or dag < eind) and not is_weg(toestemming)


def _list_houders(toestemming: Toestemming, dag: date) -> list[uuid.UUID]:
    """List who hold a toestemming on a day."""
    return list(derive_houders(list_eerste_houders(toestemming), dag, list_wissels(toestemming), dag))


def _list_dingen(
    toestemming: Toestemming, dag: date, overdracht: Overdracht | None = None
) -> dict[uuid.UUID, uuid.UUID]:
    """Give of who hold a toestemming on a day, and of whom a change is about, which real thing each record is of."""
    ids = {*_list_houders(toestemming, dag)}
    if overdracht is not None:
        ids |= {id_ for id_ in (overdracht.houder, overdracht.vorige) if id_}
    return find_identiteiten(ids, Peilmoment(klok.today(), klok.now()))


@transaction.atomic
@claim_alles()
def revoke_overdracht(
    *, viewer: Viewer, houderwissel_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Houderwissel:
    """Take back a change of holder that was recorded by mistake or did not happen; who held it before holds it again.

    Raises GeenToegangError, BestaatNietError, and VergunningError without a reason, for one that was taken back, and for one on
    which a later one builds.
    """
    gevonden = (
        Houderwissel.objects.filter(pk=houderwissel_id).values_list("toestemming_id", flat=True).first()
    )
    toestemming = get_toestemming(viewer, gevonden or houderwissel_id)
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    rij = Houderwissel.objects.get(pk=houderwissel_id)
    if not reden.strip():
        raise VergunningError("Zeg waarom de overdracht niet telt. Zonder reden is dat niet te volgen.")
    if rij.herroepen_op is not None:
        raise VergunningError(f"Deze overdracht telt al niet meer: {rij.herroepen_reden}.")
    rij.herroepen_op, rij.herroepen_reden = klok.now(), reden.strip()[:GROND_LANG]
    rij.save(update_fields=["herroepen_op", "herroepen_reden"])
    try:
        _check_reeks(toestemming, list_wissels(toestemming))
    except VergunningError as fout:
        raise VergunningError(
            f"Een latere overdracht bouwt hierop voort. Neem eerst die terug. {fout}"
        ) from fout
    record_kern(viewer, toestemming)
    record_act(viewer, vergunning, "overdracht_herroepen", toestemming=toestemming.pk, overdracht=rij.pk)
    return rij


def _check_overdracht(toestemming: Toestemming, overdracht: Overdracht) -> None:
    """Refuse a change of holder of what does not work on its day, without a ground, or told in the future."""
    dag, begin, eind = overdracht.vanaf, toestemming.ingangsdatum, toestemming.vervaldatum
    if toestemming.staat != Toestemming.Staat.VASTGESTELD or begin is None:
        raise VergunningError(
            f"Toestemming {toestemming.kenmerk} is {toestemming.get_staat_display()}. Alleen een vastgestelde toestemming gaat over op "
            "een ander; van een concept wijzigt u de houder in het concept zelf."
        )
    if dag < begin:
        raise VergunningError(
            f"De overdracht gaat in op {format_datum(dag)}, voordat toestemming {toestemming.kenmerk} op {format_datum(begin)} ingaat. "
            "Controleer de dag."
        )
    if eind is not None and dag >= eind:
        raise VergunningError(
            f"De overdracht gaat in op {format_datum(dag)}, maar toestemming {toestemming.kenmerk} geldt sinds {format_datum(eind)} niet "
            "meer. Controleer de dag."
        )
    if is_weg(toestemming):
        raise VergunningError(
            f"Toestemming {toestemming.kenmerk} is vernietigd of herroepen en heeft dus geen houder. Er valt niets over te dragen."
        )
    if not overdracht.grond.strip():
        raise VergunningError("Noem waaruit de overdracht blijkt, bijvoorbeeld het bericht van de houder.")
    if overdracht.gemeld_op is not None and overdracht.gemeld_op > klok.today():
        raise VergunningError(
            f"De overdracht zou zijn gemeld op {format_datum(overdracht.gemeld_op)}; dat ligt in de toekomst. Geef de dag waarop het "
            "bericht kwam."
        )


def _check_reeks(toestemming: Toestemming, wissels: Sequence[Wissel[uuid.UUID]]) -> None:
    """Refuse changes of holder that cannot follow each other; two records of one real thing are one holder."""
    eerste = list_eerste_houders(toestemming)
    ids = {*eerste, *(w.houder for w in wissels), *(w.vorige for w in wissels if w.vorige)}
    ding = find_identiteiten(ids, Peilmoment(klok.today(), klok.now()))
    check_wissels(
        [ding[id_] for id_ in eerste],
        [replace(w, houder=ding[w.houder], vorige=ding[w.vorige] if w.vorige else None) for w in wissels],
    )
