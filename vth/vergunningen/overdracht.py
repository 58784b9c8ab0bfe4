"""Recording that somebody else holds an established toestemming from a day on (Ow 5.37), and taking that back. What was known stays."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from vth.register.selectors import find_identiteiten, find_zichtbaar
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .boeking import VASTSTELLEN, lock_vergunning, record_act
from .controle import check_records
from .houderrules import Wissel, check_wissels, derive_houders
from .kern import record_kern
from .models import Houderwissel, Toestemming
from .onderwerpkeuzes import HOUDERS
from .rules import VergunningError
from .selectors import (
    find_ingetrokken,
    find_weg,
    get_toestemming,
    list_toestemmingen,
    read_eerste_houders,
    read_wissels,
)

GROND_LANG = 300


@dataclass(frozen=True)
class Overdracht:
    """Who holds a toestemming from a day on, instead of whom (None is all who held it), and how the authority knows."""

    houder: uuid.UUID
    vanaf: date
    grond: str
    vorige: uuid.UUID | None = None
    gemeld_op: date | None = None


@dataclass(frozen=True)
class Houderstand:
    """Who hold toestemmingen and how that changed, and of which real thing each record is: read once for all that an act is about."""

    eerste: Mapping[uuid.UUID, Sequence[uuid.UUID]]
    wissels: Mapping[uuid.UUID, Sequence[Wissel[uuid.UUID]]]
    dingen: Mapping[uuid.UUID, uuid.UUID]

    def list_houders(self, toestemming: Toestemming, dag: date) -> list[uuid.UUID]:
        """List who hold a toestemming on a day."""
        eerste, wissels = self.eerste.get(toestemming.pk, ()), self.wissels.get(toestemming.pk, ())
        return list(derive_houders(eerste, dag, wissels, dag))

    def check_reeks(self, toestemming: Toestemming, wissels: Iterable[Wissel[uuid.UUID]]) -> None:
        """Refuse changes of holder that cannot follow each other, unless that was so already; two records of one real thing are one holder."""

        def name(rij: Iterable[Wissel[uuid.UUID]]) -> list[Wissel[uuid.UUID]]:
            ding = self.dingen
            return [
                replace(w, houder=ding[w.houder], vorige=ding[w.vorige] if w.vorige else None) for w in rij
            ]

        eerste = [self.dingen[id_] for id_ in self.eerste.get(toestemming.pk, ())]
        check_wissels(eerste, name(wissels), name(self.wissels.get(toestemming.pk, ())))


def read_houderstand(
    toestemmingen: Sequence[Toestemming], overdracht: Overdracht | None = None
) -> Houderstand:
    """Read of toestemmingen who hold them; `overdracht` names records that are compared with those."""
    eerste, wissels = read_eerste_houders(toestemmingen), read_wissels(toestemmingen)
    ids = {id_ for houders in eerste.values() for id_ in houders}
    ids |= {id_ for rij in wissels.values() for w in rij for id_ in (w.houder, w.vorige) if id_}
    if overdracht is not None:
        ids |= {id_ for id_ in (overdracht.houder, overdracht.vorige) if id_}
    return Houderstand(eerste, wissels, find_identiteiten(ids, Peilmoment(klok.today(), klok.now())))


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

    With `hele_vergunning` so do the other toestemmingen of its permit that work then, or from a later day on, and that are held
    by the same. The day may lie ahead, for it is told beforehand (Ow 5.37); that it was told late refuses nothing. Raises
    GeenToegangError, BestaatNietError, and VergunningError for a draft, what does not work on that day, a holder who is not there
    for this viewer or who holds it already, one of more that he may not see and would replace unsaid, and a change that
    contradicts a later one.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    # What another act did while this one waited is seen only now.
    toestemming.refresh_from_db()
    _check_overdracht(toestemming, overdracht)
    check_records(viewer, [id_ for id_ in (overdracht.houder, overdracht.vorige) if id_], HOUDERS)
    anderen = [t for t in list_toestemmingen(vergunning) if t.pk != toestemming.pk] if hele_vergunning else []
    stand = read_houderstand([toestemming, *anderen], overdracht)
    _check_verborgen(viewer, toestemming, overdracht, stand)
    mee = _list_mee(toestemming, anderen, overdracht, stand)
    rij = _write(viewer, toestemming, overdracht, stand)
    for ander, dag in mee:
        _write(viewer, ander, replace(overdracht, vanaf=dag), stand)
    record_act(
        viewer,
        vergunning,
        "overdracht",
        toestemming=toestemming.pk,
        houder=rij.houder_id,
        vanaf=rij.vanaf,
        ook=", ".join(str(ander.pk) for ander, _ in mee),
    )
    return rij


def _write(
    viewer: Viewer, toestemming: Toestemming, overdracht: Overdracht, stand: Houderstand
) -> Houderwissel:
    """Write a change of holder of one toestemming, of who holds it by the record by which he does. Raises VergunningError."""
    dingen = stand.dingen
    eigen = {dingen[id_]: id_ for id_ in stand.list_houders(toestemming, overdracht.vanaf)}
    houder = eigen.get(dingen[overdracht.houder], overdracht.houder)
    vorige = eigen.get(dingen[overdracht.vorige], overdracht.vorige) if overdracht.vorige else None
    try:
        al = stand.wissels.get(toestemming.pk, ())
        stand.check_reeks(toestemming, [*al, Wissel(overdracht.vanaf, houder, vorige)])
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


def _list_mee(
    toestemming: Toestemming, anderen: Sequence[Toestemming], overdracht: Overdracht, stand: Houderstand
) -> list[tuple[Toestemming, date]]:
    """List the others that work on the day or later and that are held by whom this one goes from, each from when."""
    dingen, weg = stand.dingen, find_weg(anderen)
    van = {dingen[id_] for id_ in stand.list_houders(toestemming, overdracht.vanaf)}
    mee = []
    for ander in anderen:
        eerste = None if ander.pk in weg else _find_dag(ander, overdracht.vanaf)
        if eerste is None:
            continue
        houders = {dingen[id_] for id_ in stand.list_houders(ander, eerste)}
        if dingen[overdracht.vorige] in houders if overdracht.vorige else houders and houders == van:
            mee.append((ander, eerste))
    return mee


def _find_dag(toestemming: Toestemming, dag: date) -> date | None:
    """Find the first day from `dag` on that a toestemming works; None of a draft and of what ended."""
    begin, eind = toestemming.ingangsdatum, toestemming.vervaldatum
    if toestemming.staat != Toestemming.Staat.VASTGESTELD or begin is None:
        return None
    return None if eind is not None and dag >= eind else max(begin, dag)


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
    toestemming.refresh_from_db()
    rij = Houderwissel.objects.get(pk=houderwissel_id)
    if not reden.strip():
        raise VergunningError("Zeg waarom de overdracht niet telt. Zonder reden is dat niet te volgen.")
    if rij.herroepen_op is not None:
        raise VergunningError(f"Deze overdracht telt al niet meer: {rij.herroepen_reden}.")
    stand = read_houderstand([toestemming])
    rij.herroepen_op, rij.herroepen_reden = klok.now(), reden.strip()[:GROND_LANG]
    rij.save(update_fields=["herroepen_op", "herroepen_reden"])
    try:
        stand.check_reeks(toestemming, read_wissels([toestemming]).get(toestemming.pk, ()))
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
    weg = "vernietigd of herroepen" if find_weg([toestemming]) else ""
    if find_ingetrokken([toestemming.vergunning_id], Peilmoment(dag, klok.now())):
        weg = f"op {format_datum(dag)} ingetrokken"
    if weg:
        raise VergunningError(
            f"Toestemming {toestemming.kenmerk} is {weg} en heeft dus geen houder. Er valt niets over te dragen."
        )
    if not overdracht.grond.strip():
        raise VergunningError("Noem waaruit de overdracht blijkt, bijvoorbeeld het bericht van de houder.")
    if overdracht.gemeld_op is not None and overdracht.gemeld_op > klok.today():
        raise VergunningError(
            f"De overdracht zou zijn gemeld op {format_datum(overdracht.gemeld_op)}; dat ligt in de toekomst. Geef de dag waarop het "
            "bericht kwam."
        )


def _check_verborgen(
    viewer: Viewer, toestemming: Toestemming, overdracht: Overdracht, stand: Houderstand
) -> None:
    """Refuse to replace all of more holders when the viewer may not see each of them."""
    houders = stand.list_houders(toestemming, overdracht.vanaf)
    if overdracht.vorige or len(houders) < 2 or len(find_zichtbaar(viewer, houders)) == len(houders):
        return
    raise VergunningError(
        f"Toestemming {toestemming.kenmerk} heeft op {format_datum(overdracht.vanaf)} ook een houder die u niet mag zien. Kies in plaats "
        "van wie de nieuwe houder komt, of laat dit vastleggen door wie alle houders mag zien."
    )
