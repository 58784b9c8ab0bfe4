"""What a decision that followed a measure does once it was sent: the claim is written, the costs are due, the last is lifted, suspended or lowered.

The way is that of the measure itself: drafted from the record, approved and signed in `zaken` by mandate, sent there; and then it works here, at night or by the
button on the page. Nobody copies a day or an amount by hand.
"""

import uuid
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .bestuursdwang import Kostenbeschikking, record_kostenbeschikking
from .boeking import GELD, MAATREGEL, lock_maatregel, record_maatregelact
from .invorderen import NieuweHandeling, record_handeling
from .lasttermijn import Termijnbesluit, record_lasttermijn
from .lastverzoeken import Lastbeslissing, decide_lastverzoek
from .models import (
    Lasttermijn,
    Lastverzoekbesluit,
    Verbeurte,
    Vervolgbesluit,
    Vervolguitvoering,
    Vervolgwacht,
)
from .rules import HandhavingError
from .selectors import get_maatregel

Soort = Vervolgbesluit.Soort
# What changes the last; the rest is about money.
OVER_DE_LAST = (Soort.LASTVERZOEK, Soort.TERMIJN)
# What a decision must tell to be carried out; one that was drafted before it told that is recorded by hand.
ZEGT_WAT = (
    Q(soort=Soort.INVORDERING)
    | Q(soort=Soort.KOSTEN, bedrag__isnull=False)
    | Q(soort=Soort.LASTVERZOEK) & ~Q(uitkomst="")
    | Q(soort=Soort.TERMIJN)
)


# What could not be carried out is tried again when something was recorded on its measure, and otherwise after so long.
OPNIEUW = timedelta(days=7)


def list_uit_te_voeren(op: date) -> QuerySet[Vervolgbesluit]:
    """List the decisions that were sent up to a day, work by then, and were not carried out; what waits, only when it may have changed (`OPNIEUW`)."""
    rijen = Vervolgbesluit.objects.filter(ZEGT_WAT, uitvoering=None, besluit__verzenddatum__lte=op)
    opnieuw = (
        Q(wacht=None)
        | ~Q(wacht__maatregelversie=F("maatregel__versie"))
        | Q(wacht__geprobeerd_op__lte=op - OPNIEUW)
    )
    return rijen.filter(opnieuw, Q(vanaf=None) | Q(vanaf__lte=op)).order_by("besluit_id")


def says_wat(v: Vervolgbesluit) -> bool:
    """Tell whether a decision tells what it will do; one that was drafted before that was kept does not."""
    return v.soort in (Soort.INVORDERING, Soort.TERMIJN) or v.bedrag is not None or bool(v.uitkomst)


def is_verzonden(v: Vervolgbesluit, op: date) -> bool:
    """Tell whether a decision was sent and works by a day, and was not carried out."""
    verzonden = v.besluit.verzenddatum is not None and v.besluit.verzenddatum <= op
    return verzonden and getattr(v, "uitvoering", None) is None and (v.vanaf or op) <= op


def is_uit_te_voeren(v: Vervolgbesluit, op: date) -> bool:
    """Tell whether one decision can be carried out by its page: it was sent, and tells what it will do."""
    return says_wat(v) and is_verzonden(v, op)


@transaction.atomic
@claim_alles()
def record_vervolgwerking(
    *, viewer: Viewer, maatregel_id: uuid.UUID, besluit_id: uuid.UUID, gezien: int | None = None
) -> Vervolguitvoering:
    """Carry out what a decision says that was sent, without waiting for the night.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a decision of another measure, one that was not sent, that works
    from a later day, that was carried out, and what cannot be any more: it says what changed since it was drafted.
    """
    vervolg, recht = read_vervolg(viewer, maatregel_id, besluit_id)
    check_bevoegd(viewer, recht, namens=vervolg.maatregel.leverancier)
    lock_maatregel(vervolg.maatregel, gezien)
    besluit = vervolg.besluit
    if besluit.verzenddatum is None:
        raise HandhavingError(
            f"Besluit {besluit.identificatie} is nog niet verzonden. Laat het goedkeuren en ondertekenen, en maak het bekend."
        )
    if not is_uit_te_voeren(vervolg, klok.today()):
        wanneer = f" Het werkt vanaf {as_dagtekst(vervolg.vanaf)}." if vervolg.vanaf else ""
        raise HandhavingError(
            f"Besluit {besluit.identificatie} is al verwerkt, of het kan nog niet.{wanneer}"
        )
    return carry_out(viewer, vervolg)


def read_vervolg(
    viewer: Viewer, maatregel_id: uuid.UUID, besluit_id: uuid.UUID
) -> tuple[Vervolgbesluit, str]:
    """Give a decision with its measure, and the right that acting on it takes.

    Raises GeenToegangError, BestaatNietError, and HandhavingError for a decision of another measure.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    vervolg = Vervolgbesluit.objects.filter(maatregel=maatregel, besluit_id=besluit_id).first()
    if vervolg is None:
        raise HandhavingError("Dit besluit hoort niet bij deze maatregel. Bekijk de maatregel opnieuw.")
    vervolg.maatregel = maatregel
    return vervolg, MAATREGEL if vervolg.soort in OVER_DE_LAST else GELD


def carry_out(viewer: Viewer, vervolg: Vervolgbesluit) -> Vervolguitvoering:
    """Carry out one decision that was sent, with what follows from it. Raises HandhavingError for what cannot be any more; the caller rolls back."""
    mag = viewer.with_handeling(GELD).with_handeling(MAATREGEL)
    dag = vervolg.besluit.verzenddatum
    assert dag is not None
    if vervolg.soort == Soort.INVORDERING:
        _claim(mag, vervolg, dag)
    elif vervolg.soort == Soort.KOSTEN:
        _claim_kosten(mag, vervolg, dag)
    elif vervolg.soort == Soort.TERMIJN:
        _lengthen(mag, vervolg, dag)
    else:
        _decide(mag, vervolg)
    maatregel = lock_maatregel(vervolg.maatregel, None)
    identificatie = vervolg.besluit.identificatie
    # First this: what the agenda asks of the measure is worked out by the act.
    uitvoering = keep_uitvoering(viewer, vervolg, dag)
    record_maatregelact(viewer, maatregel, "vervolg_verzonden", dag=dag, reden=f"besluit {identificatie}")
    return uitvoering


def keep_uitvoering(viewer: Viewer, vervolg: Vervolgbesluit, dag: date) -> Vervolguitvoering:
    """Note that what a decision says was done here; it waits no more."""
    Vervolgwacht.objects.filter(vervolgbesluit=vervolg).delete()
    return Vervolguitvoering.objects.create(vervolgbesluit=vervolg, dag=dag, op=klok.now(), door=viewer.actor)


def keep_wacht(vervolg: Vervolgbesluit, waarom: str, op: date) -> bool:
    """Note why a decision could not be carried out on a day; tells whether that is another reason than before."""
    nu = {"maatregelversie": vervolg.maatregel.versie, "geprobeerd_op": op}
    zelfde = Vervolgwacht.objects.filter(vervolgbesluit=vervolg, waarom=waarom[:300])
    if zelfde.update(**nu):
        return False
    Vervolgwacht.objects.update_or_create(
        vervolgbesluit=vervolg, defaults=nu | {"waarom": waarom[:300], "sinds": op}
    )
    return True


def _claim(viewer: Viewer, vervolg: Vervolgbesluit, dag: date) -> None:
    """Write the claim on each amount that the decision names, but those on which somebody did, and that were annulled since."""
    open_ = Verbeurte.objects.filter(vervolgbesluiten__vervolgbesluit=vervolg, ingevorderd_op=None)
    ids = list(open_.exclude(staat=Verbeurte.Staat.VERNIETIGD).values_list("pk", flat=True))
    if ids:
        nieuw = NieuweHandeling(
            "invorderingsbeschikking",
            dag,
            besluit_id=vervolg.besluit_id,
            toelichting=f"Besluit {vervolg.besluit.identificatie}",
        )
        record_handeling(viewer=viewer, verbeurten=ids, nieuw=nieuw)


def _claim_kosten(viewer: Viewer, vervolg: Vervolgbesluit, dag: date) -> None:
    """Let the costs that the decision claims be due."""
    assert vervolg.adressaat_id is not None and vervolg.bedrag is not None
    kosten = Kostenbeschikking(
        vervolg.adressaat_id,
        vervolg.bedrag,
        dag,
        _read_motivering(vervolg),
        kenmerk=vervolg.besluit.identificatie,
        besluit_id=vervolg.besluit_id,
    )
    record_kostenbeschikking(viewer=viewer, maatregel_id=vervolg.maatregel_id, nieuw=kosten)


def _lengthen(viewer: Viewer, vervolg: Vervolgbesluit, dag: date) -> None:
    """Let the term of the last be longer, when nobody recorded that."""
    besluit = vervolg.besluit
    assert vervolg.tot is not None and besluit.besluitdatum is not None
    if Lasttermijn.objects.filter(last__maatregel=vervolg.maatregel_id, besluit=besluit).exists():
        return
    nieuw = Termijnbesluit(
        vervolg.tot,
        besluit.besluitdatum,
        _read_motivering(vervolg),
        kenmerk=besluit.identificatie,
        verzonden_op=dag,
    )
    record_lasttermijn(viewer=viewer, maatregel_id=vervolg.maatregel_id, nieuw=nieuw, besluit=besluit)


def _decide(viewer: Viewer, vervolg: Vervolgbesluit) -> None:
    """Let what was decided on the request have effect, when nobody recorded that."""
    if Lastverzoekbesluit.objects.filter(verzoek=vervolg.lastverzoek_id).exists():
        return
    besluit = vervolg.besluit
    assert vervolg.lastverzoek_id is not None and besluit.besluitdatum is not None
    beslissing = Lastbeslissing(
        vervolg.uitkomst,
        besluit.besluitdatum,
        _read_motivering(vervolg),
        vanaf=vervolg.vanaf,
        tot=vervolg.tot,
        bedrag=vervolg.bedrag,
        maximum=vervolg.maximum,
        kenmerk=besluit.identificatie,
    )
    decide_lastverzoek(
        viewer=viewer,
        maatregel_id=vervolg.maatregel_id,
        verzoek_id=vervolg.lastverzoek_id,
        beslissing=beslissing,
    )


def _read_motivering(vervolg: Vervolgbesluit) -> str:
    """Give why, as the decision that was signed says it."""
    eerste = vervolg.besluit.overwegingen.order_by("id").first()
    return eerste.omschrijving if eerste else vervolg.besluit.tekst
