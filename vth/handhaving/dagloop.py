"""The nightly work of this room: only what the day touches.

What was sent yesterday is imposed, and what followed a measure and was sent works; claims whose limitation is held up, or whose last day came, are looked at again. Claims that nothing happened to keep
their day, so they cost nothing.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q

from vth.agenda.dagtaken import Dagtaak
from vth.logboek.services import record_gebeurtenis
from vth.toegang.selectors import make_systeemviewer
from vth.zaken.selectors import BestaatNietError

from .boeking import record_maatregelact, refresh_dagen, refresh_overtredingen
from .models import Maatregel, Verbeurte
from .rules import IN_KRACHT, HandhavingError, check_overgang
from .termijnlezen import derive_betaaltermijn
from .verbeurteboeking import move_betaaltermijn, refresh_verbeurte
from .vervolgwerking import carry_out, keep_wacht, list_uit_te_voeren

ACTOR = "vth dagelijks"
Staat = Maatregel.Staat


def update_verzonden(_na: date | None, op: date) -> int:
    """Note that measures were imposed whose decision was sent; gives how many."""
    rijen = Maatregel.objects.filter(
        staat__in=(Staat.CONCEPT, Staat.VOORNEMEN), besluit__verzenddatum__lte=op
    ).select_related("besluit")
    viewer, aantal = make_systeemviewer(ACTOR, op=op), 0
    for maatregel in rijen.select_for_update(of=("self",)):
        assert maatregel.besluit is not None
        maatregel.opgelegd_op = maatregel.besluit.verzenddatum
        naar = check_overgang(maatregel.staat, "leg_op")
        record_maatregelact(viewer, maatregel, "leg_op", naar=naar, dag=maatregel.opgelegd_op)
        refresh_overtredingen(viewer, maatregel, handhaven=True)
        aantal += 1
    return aantal


def update_vervolg(_na: date | None, op: date) -> int:
    """Carry out decisions about what follows a measure that were sent; gives how many. One that cannot be any more waits: it is told in the log and the agenda, once for each reason."""
    viewer, aantal = make_systeemviewer(ACTOR, op=op), 0
    for vervolg in list(list_uit_te_voeren(op).select_related("besluit", "maatregel")):
        maatregel = vervolg.maatregel
        try:
            with transaction.atomic():
                carry_out(viewer, vervolg)
        except (HandhavingError, BestaatNietError) as fout:
            if not keep_wacht(vervolg, str(fout), op):
                continue
            _log(
                "maatregel.vervolg_wacht",
                maatregel.leverancier,
                ("maatregel", str(maatregel.pk)),
                besluit=vervolg.besluit.identificatie,
                waarom=str(fout)[:300],
            )
            vast = Maatregel.objects.select_for_update().get(pk=maatregel.pk)
            refresh_dagen(vast)
            vast.save(update_fields=["laatste_dag", "waarom"])
        else:
            aantal += 1
    return aantal


def update_verjaring(_na: date | None, op: date) -> int:
    """Look again at open claims that something holds up, or whose last day has come; a claim that lapsed is told in the log. Gives how many lapsed."""
    rijen = Verbeurte.objects.filter(Q(verlengd=True) | Q(laatste_dag__lt=op), staat=Verbeurte.Staat.OPEN)
    maatregelen: dict[int, Maatregel] = {}
    verjaard = 0
    for verbeurte in rijen.select_for_update().iterator(chunk_size=500):
        maatregel = maatregelen.get(verbeurte.adressaat_id)
        if maatregel is None:
            maatregel = maatregelen[verbeurte.adressaat_id] = Maatregel.objects.get(
                last__adressaten=verbeurte.adressaat_id
            )
        if refresh_verbeurte(verbeurte, maatregel, op=op):
            _log("verbeurte.verjaard", verbeurte.leverancier, ("verbeurte", str(verbeurte.pk)))
            verjaard += 1
    return verjaard


def update_ingetrokken(na: date | None, op: date) -> int:
    """Put in the agenda which open amounts rest on a finding that was withdrawn since the last night, `na`; gives how many."""
    rijen = Verbeurte.objects.filter(staat=Verbeurte.Staat.OPEN, bevinding__ingetrokken_op__isnull=False)
    if na is not None:
        rijen = rijen.filter(bevinding__ingetrokken_op__date__gte=na)
    aantal = 0
    for verbeurte in rijen.select_for_update(of=("self",)):
        maatregel = Maatregel.objects.get(last__adressaten=verbeurte.adressaat_id)
        refresh_verbeurte(verbeurte, maatregel, op=op)
        aantal += 1
    return aantal


def update_kalender(_na: date | None, op: date) -> int:
    """Move the terms to pay, and to decide requests, that are not over and that a day off which was declared since makes later; gives how many to pay moved."""
    open_ = Verbeurte.objects.filter(staat=Verbeurte.Staat.OPEN, betalen_voor__gte=op)
    verschoven = 0
    # All amounts of one kind and day have one answer: of the days of the last weeks, which are few.
    for groep in list(open_.values("aard", "dag", "betalen_voor").order_by("dag").distinct()):
        nieuw = derive_betaaltermijn(groep["aard"], groep["dag"])
        if nieuw.laatste_dag is None or nieuw.laatste_dag <= groep["betalen_voor"]:
            continue
        for verbeurte in open_.filter(**groep).select_for_update():
            maatregel = Maatregel.objects.get(last__adressaten=verbeurte.adressaat_id)
            move_betaaltermijn(verbeurte, maatregel, nieuw, op=op)
            _log("verbeurte.betaaltermijn", verbeurte.leverancier, ("verbeurte", str(verbeurte.pk)))
            verschoven += 1
    wachten = Maatregel.objects.filter(
        staat__in=IN_KRACHT, last__verzoeken__isnull=False, last__verzoeken__besluit=None
    )
    for maatregel in Maatregel.objects.filter(
        pk__in=list(wachten.values_list("pk", flat=True))
    ).select_for_update():
        refresh_dagen(maatregel)
        maatregel.save(update_fields=["laatste_dag", "waarom"])
    return verschoven


def _log(handeling: str, organisatie: str, onderwerp: tuple[str, str], **inhoud: object) -> None:
    """Write what happened by itself."""
    record_gebeurtenis(
        actor=ACTOR, organisatie=organisatie, handeling=handeling, onderwerp=onderwerp, inhoud=inhoud
    )


DAGTAKEN = (
    Dagtaak(
        "handhaving.verzonden", "maatregelen opgelegd waarvan het besluit is verzonden", update_verzonden
    ),
    Dagtaak("handhaving.vervolg", "vervolgbesluiten verwerkt die zijn verzonden", update_vervolg),
    Dagtaak("handhaving.kalender", "betaaltermijnen verschoven om een nieuwe vrije dag", update_kalender),
    Dagtaak("handhaving.ingetrokken", "bedragen die rusten op een ingetrokken bevinding", update_ingetrokken),
    Dagtaak("handhaving.verjaring", "verbeurde dwangsommen verjaard", update_verjaring),
)
