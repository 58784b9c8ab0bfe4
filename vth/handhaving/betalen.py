"""The writer of what the financial administration tells of a forfeited amount."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import GELD
from .invoer import check_bedrag
from .kern import record_maatregelkern
from .models import Betaling, Verbeurte
from .rules import HandhavingError
from .selectors import get_verbeurte
from .verbeurteboeking import lock_verbeurte, log_verbeurte, refresh_verbeurte

Soort = Betaling.Soort


@dataclass(frozen=True)
class NieuweBetaling:
    """What the financial administration tells; `kenmerk` is its own number, amounts are in euro."""

    kenmerk: str
    soort: str
    bedrag: Decimal
    dag: date
    valuta: str = "EUR"
    reden: str = ""


@transaction.atomic
@claim_alles()
def record_betaling(*, viewer: Viewer, verbeurte_id: uuid.UUID, nieuw: NieuweBetaling) -> Verbeurte:
    """Write what was paid, paid back or waived of one claim; the same number that comes again with the same content changes nothing.

    Raises GeenToegangError, BestaatNietError, and HandhavingError for another currency, an amount that is none, a day in the future or before the forfeiture,
    more than is open (or was paid, when paid back), waiving without a reason, and a number that was used for something else.
    """
    verbeurte = get_verbeurte(viewer, verbeurte_id)
    check_bevoegd(viewer, GELD, namens=verbeurte.leverancier)
    verbeurte, maatregel = lock_verbeurte(verbeurte)
    if nieuw.valuta != "EUR":
        raise HandhavingError(
            f"De betaling is in {nieuw.valuta[:10]}. Wat verschuldigd is, is in euro; geef het bedrag dat in euro is geboekt."
        )
    check_bedrag(nieuw.bedrag, "Het bedrag")
    al = Betaling.objects.filter(leverancier=verbeurte.leverancier, kenmerk=nieuw.kenmerk.strip()).first()
    if al is not None:
        if (al.verbeurte_id, al.soort, al.bedrag, al.dag) == (
            verbeurte.pk,
            nieuw.soort,
            nieuw.bedrag,
            nieuw.dag,
        ):
            return verbeurte
        raise HandhavingError(
            f"Nummer {nieuw.kenmerk[:40]} is al gebruikt voor {al} op {as_dagtekst(al.dag)}. Een boeking heeft een eigen nummer."
        )
    _check_betaling(verbeurte, nieuw)
    _create(viewer, verbeurte, nieuw)
    if nieuw.soort == Soort.KWIJTSCHELDING:
        verbeurte.kwijtgescholden += nieuw.bedrag
    else:
        verbeurte.betaald += nieuw.bedrag if nieuw.soort == Soort.BETALING else -nieuw.bedrag
    refresh_verbeurte(verbeurte, maatregel, op=klok.today())
    record_maatregelkern(viewer, maatregel)
    log_verbeurte(viewer, verbeurte, nieuw.soort, bedrag=nieuw.bedrag, dag=nieuw.dag)
    return verbeurte


def _create(viewer: Viewer, verbeurte: Verbeurte, nieuw: NieuweBetaling) -> None:
    """Write one booking."""
    Betaling.objects.create(
        verbeurte=verbeurte,
        leverancier=verbeurte.leverancier,
        kenmerk=nieuw.kenmerk.strip()[:100],
        soort=nieuw.soort,
        bedrag=nieuw.bedrag,
        dag=nieuw.dag,
        reden=nieuw.reden.strip()[:1000],
        op=klok.now(),
        door=viewer.actor,
    )


def _check_betaling(verbeurte: Verbeurte, nieuw: NieuweBetaling) -> None:
    """Refuse what cannot have been booked."""
    if nieuw.soort not in Soort.values:
        raise HandhavingError(f"‘{nieuw.soort[:40]}’ bestaat niet. Kies uit: {', '.join(Soort.values)}.")
    if not nieuw.kenmerk.strip():
        raise HandhavingError(
            "Het nummer van de boeking ontbreekt. Zonder nummer is niet te zien of dezelfde betaling twee keer komt."
        )
    if not verbeurte.dag <= nieuw.dag <= klok.today():
        raise HandhavingError(
            f"Geboekt op {as_dagtekst(nieuw.dag)} kan niet: het bedrag is verschuldigd sinds {as_dagtekst(verbeurte.dag)} en vandaag is het {as_dagtekst(klok.today())}."
        )
    if nieuw.soort == Soort.KWIJTSCHELDING and len(nieuw.reden.strip()) < 5:
        raise HandhavingError("Schrijf op waarom is kwijtgescholden.")
    ruimte = verbeurte.betaald if nieuw.soort == Soort.TERUGBETALING else verbeurte.rest
    if nieuw.bedrag > ruimte:
        wat = "is betaald" if nieuw.soort == Soort.TERUGBETALING else "staat nog open"
        raise HandhavingError(
            f"€ {nieuw.bedrag} kan niet: er {wat} € {ruimte}. Wettelijke rente en kosten van aanmaning of dwangbevel horen niet bij dit bedrag: Open VTH houdt die niet bij. "
            "Boek het meerdere op een andere vordering, of betaal het terug."
        )
