"""The writer of a longer begunstigingstermijn: a decision of its own, with a new last day; what stood there is kept (Awb 5:32a)."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.models import Besluit

from .boeking import KORTSTE_REDEN, MAATREGEL, record_maatregelact
from .models import Last, Lasttermijn, Maatregel
from .rules import HandhavingError
from .schorsen import lock_last, put_buiten_werking
from .selectors import derive_eerste_dag, find_hersteldatum, get_maatregel, list_adressaten, list_verbeurd
from .verbeuren import derive_eenheid

DAG = timedelta(days=1)
# What can still be done about a last whose term is over.
ANDERS = "Wel kan: schorsen, op verzoek opheffen of verlagen (Awb 5:34), of een nieuwe last."


@dataclass(frozen=True)
class Termijnbesluit:
    """That the term of a last gets a later last day: when that was decided, on which day it was sent, why, and under which number."""

    tot: date
    besloten_op: date
    motivering: str
    kenmerk: str = ""
    verzonden_op: date | None = None

    @property
    def bekend_op(self) -> date:
        """Give the day on which it works: when it was sent, or was decided when that was not told."""
        return self.verzonden_op or self.besloten_op


@transaction.atomic
@claim_alles()
def record_lasttermijn(
    *,
    viewer: Viewer,
    maatregel_id: uuid.UUID,
    nieuw: Termijnbesluit,
    besluit: Besluit | None = None,
    gezien: int | None = None,
) -> Lasttermijn:
    """Lengthen the term of a last for everybody who must obey it: the agenda, the register and what can be forfeited follow the new last day.

    Told afterwards, what was written as forfeited over the days that were added is let go of. Raises GeenToegangError, BestaatNietError, AnderWasVoorError,
    and HandhavingError for a measure that is no last in force or has no term, a violation that ended, a day that is not later, a decision in the future,
    before the last or after the term (it says what still can be), and no reason.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel, last = lock_last(maatregel, gezien)
    check_lasttermijn(maatregel, last, nieuw)
    was = last.begunstiging_tot
    assert was is not None
    rij = Lasttermijn.objects.create(
        last=last,
        volgnummer=Lasttermijn.objects.filter(last=last).count() + 1,
        was=was,
        tot=nieuw.tot,
        besloten_op=nieuw.besloten_op,
        verzonden_op=nieuw.bekend_op,
        kenmerk=nieuw.kenmerk.strip()[:100],
        besluit=besluit,
        motivering=nieuw.motivering.strip()[:4000],
        op=klok.now(),
        door=viewer.actor,
    )
    last.begunstiging_tot = nieuw.tot
    last.save(update_fields=["begunstiging_tot"])
    put_buiten_werking(viewer, maatregel, list_adressaten(last), was + DAG, nieuw.tot)
    record_maatregelact(
        viewer,
        maatregel,
        "lasttermijn",
        dag=nieuw.bekend_op,
        reden=f"tot en met {as_dagtekst(nieuw.tot)}. {nieuw.motivering}",
        was=was,
        tot=nieuw.tot,
    )
    return rij


def check_lasttermijn(maatregel: Maatregel, last: Last, nieuw: Termijnbesluit) -> None:
    """Refuse a longer term that cannot be. Raises HandhavingError as `record_lasttermijn`."""
    was = last.begunstiging_tot
    if was is None or maatregel.opgelegd_op is None:
        raise HandhavingError(
            "Deze last heeft geen begunstigingstermijn. Er is niets te verlengen; kan de overtreder niet eerder, schors de last dan of beslis op zijn verzoek (Awb 5:34)."
        )
    if len(nieuw.motivering.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom de overtreder meer tijd krijgt (Awb 3:46).")
    if beeindigd := say_beeindigd(maatregel):
        raise HandhavingError(beeindigd)
    if nieuw.tot <= was:
        raise HandhavingError(
            f"De termijn loopt nu tot en met {as_dagtekst(was)}. {as_dagtekst(nieuw.tot).capitalize()} is niet later. Kies een latere dag; korter maken kan alleen met een nieuwe last."
        )
    if not maatregel.opgelegd_op <= nieuw.besloten_op <= nieuw.bekend_op <= klok.today():
        raise HandhavingError(
            f"Besloten op {as_dagtekst(nieuw.besloten_op)} en verzonden op {as_dagtekst(nieuw.bekend_op)} kan niet: de last is opgelegd op {as_dagtekst(maatregel.opgelegd_op)}, en vandaag is het "
            f"{as_dagtekst(klok.today())}. Controleer de dagen."
        )
    if nieuw.tot <= nieuw.bekend_op:
        raise HandhavingError(
            f"{as_dagtekst(nieuw.tot).capitalize()} is niet na de dag waarop het besluit bekend is ({as_dagtekst(nieuw.bekend_op)}). Kies een dag waarop de overtreder klaar kan zijn."
        )
    if nieuw.bekend_op > was:
        _check_voorbij(maatregel, last, nieuw.bekend_op)


def say_beeindigd(maatregel: Maatregel) -> str:
    """Say that the violation ended, so that its last gets no longer term; empty as long as it goes on."""
    hersteld = find_hersteldatum(maatregel)
    if hersteld is None:
        return ""
    return (
        f"De overtreding is beëindigd op {as_dagtekst(hersteld)}. Er is geen termijn meer te verlengen; "
        "rond de maatregel af."
    )


def _check_voorbij(maatregel: Maatregel, last: Last, op: date) -> None:
    """Refuse a decision after the term, unless nothing can be forfeited yet: a new term can be given until the first unit of time is over."""
    eerste = derive_eerste_dag(last, maatregel)
    over = f"De termijn was op {as_dagtekst(op)} al voorbij, sinds {as_dagtekst(eerste)}. Wat voorbij is, kan niet worden verlengd."
    if not last.per:
        raise HandhavingError(f"{over} {ANDERS}")
    eenheid = derive_eenheid(eerste, last.per, 0)[1]
    if op > eenheid:
        raise HandhavingError(f"{over} Een nieuwe termijn kon tot en met {as_dagtekst(eenheid)}. {ANDERS}")
    if any(list_verbeurd(a) for a in list_adressaten(last)):
        raise HandhavingError(f"{over} Er is ook al verbeurd. {ANDERS}")
