"""A decision that was sent and does not work by itself: what somebody must do, and that somebody did it by hand."""

import uuid

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import KORTSTE_REDEN, lock_maatregel, record_maatregelact
from .models import Maatregel, Maatregelgebeurtenis, Vervolgbesluit, Vervolguitvoering, Vervolgwacht
from .rules import HandhavingError
from .vervolgwerking import is_verzonden, keep_uitvoering, read_vervolg, says_wat

Soort = Vervolgbesluit.Soort
HANDELING = "vervolg_met_de_hand"
# What somebody records by hand of a decision that does not tell what it will do, by the name of the form on the page.
DOE = {
    Soort.INVORDERING: "‘Leg vast wat er is gebeurd om te innen’",
    Soort.KOSTEN: "‘Er is een kostenbeschikking bekendgemaakt’",
    Soort.LASTVERZOEK: "‘Er is op het verzoek beslist’",
    Soort.TERMIJN: "‘De begunstigingstermijn is verlengd’",
}


@transaction.atomic
@claim_alles()
def record_met_de_hand(
    *, viewer: Viewer, maatregel_id: uuid.UUID, besluit_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Vervolguitvoering:
    """Note that somebody did by hand what a decision says that was sent, or why nothing need be done; it waits no more.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a decision of another measure, one that was not sent, that works
    later, that was handled, that will work by itself, and without a reason.
    """
    vervolg, recht = read_vervolg(viewer, maatregel_id, besluit_id)
    check_bevoegd(viewer, recht, namens=vervolg.maatregel.leverancier)
    maatregel = lock_maatregel(vervolg.maatregel, gezien)
    nummer, dag = vervolg.besluit.identificatie, vervolg.besluit.verzenddatum
    if dag is None or not is_verzonden(vervolg, klok.today()):
        raise HandhavingError(
            f"Besluit {nummer} is nog niet verzonden, werkt pas later, of is al verwerkt. Bekijk de maatregel opnieuw."
        )
    if not needs_hand(vervolg):
        raise HandhavingError(
            f"Besluit {nummer} zegt zelf wat het doet. Kies ‘Verwerk wat het verzonden besluit zegt’; alleen als dat niet kan, gaat het met de hand."
        )
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError(
            "Schrijf op wat u met de hand hebt vastgelegd, of waarom er niets hoeft te gebeuren."
        )
    uitvoering = keep_uitvoering(viewer, vervolg, dag)
    record_maatregelact(viewer, maatregel, HANDELING, dag=dag, reden=f"besluit {nummer}: {reden.strip()}")
    return uitvoering


def needs_hand(vervolg: Vervolgbesluit) -> bool:
    """Tell whether somebody must handle a decision: it does not tell what it will do, or something stood in the way at night."""
    return not says_wat(vervolg) or Vervolgwacht.objects.filter(vervolgbesluit=vervolg).exists()


def say_doen(vervolg: Vervolgbesluit) -> str:
    """Say what somebody must do about a decision that was sent and does not work by itself; empty when it will."""
    nummer, doe = vervolg.besluit.identificatie, DOE[Soort(vervolg.soort)]
    if not says_wat(vervolg):
        return (
            f"Besluit {nummer} is opgesteld voordat Open VTH bewaarde wat een besluit doet; het wordt niet vanzelf verwerkt. Lees in het besluit wat het zegt, leg dat vast "
            f"bij {doe}, en zeg daarna dat het met de hand is verwerkt."
        )
    wacht = getattr(vervolg, "wacht", None)
    if wacht is None:
        return ""
    return (
        f"Besluit {nummer} kon niet worden verwerkt, sinds {wacht.sinds:%d-%m-%Y}: {wacht.waarom} Neem dat weg en verwerk het opnieuw, of leg vast wat wel klopt bij {doe} en zeg "
        "daarna dat het met de hand is verwerkt."
    )


def list_met_de_hand(maatregel: Maatregel) -> dict[str, str]:
    """Give of each decision that was handled by hand, by its number, what was said of it."""
    rijen = Maatregelgebeurtenis.objects.filter(maatregel=maatregel, handeling=HANDELING)
    delen = (rij.reden.removeprefix("besluit ").partition(": ") for rij in rijen)
    return {nummer: reden for nummer, _, reden in delen}
