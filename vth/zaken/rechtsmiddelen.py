"""The writers of what is done against a decision: that bezwaar, beroep or verzet was made, and how it ended."""

import uuid
from datetime import date

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .besluitboeking import lock_besluit, record_besluitact
from .besluiten import SCHRIJVEN, tell_zaak
from .models import Besluit, Rechtsmiddelprocedure
from .rules import ZaakError
from .selectors import BestaatNietError, get_besluit, get_zaak

Soort = Rechtsmiddelprocedure.Soort


@transaction.atomic
@claim_alles()
def record_rechtsmiddel(
    *,
    viewer: Viewer,
    besluit_id: uuid.UUID,
    ingesteld_op: date,
    soort: str = "",
    zaak_id: uuid.UUID | None = None,
    gezien: int | None = None,
) -> Besluit:
    """Note that bezwaar, beroep or verzet was made: the decision is not irrevocable, whatever the calendar says.

    Without `soort` it is the remedy that is open against this decision; hoger beroep comes after a beroep that ended.
    `zaak_id` is the zaak in which we handle it. Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError
    where no remedy is open or the decision is not taken.
    """
    besluit = get_besluit(viewer, besluit_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=besluit.leverancier)
    zaak = get_zaak(viewer, zaak_id) if zaak_id else None
    besluit = lock_besluit(besluit, gezien)
    gekozen = soort or besluit.rechtsmiddel
    _check_soort(besluit, gekozen)
    if besluit.besluitdatum is None or not besluit.besluitdatum <= ingesteld_op <= klok.today():
        raise ZaakError(
            f"{besluit.get_rechtsmiddel_display().capitalize()} op {format_datum(ingesteld_op)} kan niet: het besluit is van {format_datum(besluit.besluitdatum) or 'nog geen dag'} "
            f"en vandaag is het {format_datum(klok.today())}. Verbeter de datum."
        )
    Rechtsmiddelprocedure.objects.create(
        besluit=besluit,
        soort=gekozen,
        ingesteld_op=ingesteld_op,
        zaak=zaak,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    besluit.rechtsmiddel_ingesteld_op = min(ingesteld_op, besluit.rechtsmiddel_ingesteld_op or ingesteld_op)
    besluit.onherroepelijk_op = None
    record_besluitact(viewer, besluit, "besluit.rechtsmiddel", soort=gekozen, ingesteld_op=str(ingesteld_op))
    tell_zaak(viewer, besluit, gekozen)
    return besluit


def _check_soort(besluit: Besluit, soort: str) -> None:
    """Refuse a remedy that is not open against this decision."""
    if besluit.rechtsmiddel == Besluit.Rechtsmiddel.GEEN:
        raise ZaakError(
            f"Tegen een besluit van de soort {besluit.besluitsoort.replace('_', ' ')} staat niets apart open (Awb 6:3)."
        )
    if soort == Soort.HOGER_BEROEP:
        klaar = besluit.procedures.filter(soort=Soort.BEROEP).exclude(uitkomst="").exists()
        if not klaar:
            raise ZaakError(
                "Hoger beroep komt na een beroep waarover de rechter heeft beslist. Leg eerst dat beroep met zijn uitkomst vast."
            )
    elif soort != besluit.rechtsmiddel:
        raise ZaakError(
            f"Tegen dit besluit staat {besluit.get_rechtsmiddel_display()} open, en geen {soort[:40].replace('_', ' ')}."
        )


@transaction.atomic
@claim_alles()
def record_rechtsmiddeluitkomst(
    *,
    viewer: Viewer,
    procedure_id: uuid.UUID,
    uitkomst: str,
    afgedaan_op: date,
    toelichting: str = "",
    onherroepelijk_op: date | None = None,
) -> Rechtsmiddelprocedure:
    """Say how a bezwaar, beroep or verzet ended. `onherroepelijk_op` is given when nothing is open any more.

    That day is not worked out: whether something is still open after an outcome the one who records it must look up. Raises
    GeenToegangError, BestaatNietError, and ZaakError for a second outcome, a day that cannot be, or irrevocable while
    another procedure runs.
    """
    procedure = Rechtsmiddelprocedure.objects.filter(pk=procedure_id).select_related("besluit").first()
    if procedure is None:
        raise BestaatNietError("Deze procedure bestaat niet, of u mag haar niet zien.")
    besluit = get_besluit(viewer, procedure.besluit_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=besluit.leverancier)
    besluit = lock_besluit(besluit, None)
    procedure.refresh_from_db()
    _check_uitkomst(procedure, uitkomst, afgedaan_op)
    if onherroepelijk_op is not None:
        _check_onherroepelijk(besluit, procedure, onherroepelijk_op, afgedaan_op)
        besluit.onherroepelijk_op = onherroepelijk_op
    procedure.uitkomst, procedure.afgedaan_op = uitkomst, afgedaan_op
    procedure.toelichting = toelichting.strip()[:1000]
    procedure.save()
    record_besluitact(
        viewer,
        besluit,
        "besluit.rechtsmiddeluitkomst",
        uitkomst=uitkomst,
        afgedaan_op=str(afgedaan_op),
        onherroepelijk_op=str(onherroepelijk_op or ""),
    )
    tell_zaak(
        viewer,
        besluit,
        "rechtsmiddeluitkomst",
        f"{procedure.get_soort_display()}: {procedure.get_uitkomst_display()}",
    )
    return procedure


def _check_onherroepelijk(
    besluit: Besluit, procedure: Rechtsmiddelprocedure, op: date, afgedaan_op: date
) -> None:
    """Refuse to call a decision irrevocable while another procedure runs, or before this one ended."""
    if besluit.procedures.filter(uitkomst="").exclude(pk=procedure.pk).exists():
        raise ZaakError("Er loopt nog een procedure tegen dit besluit. Het is dan niet onherroepelijk.")
    if op < afgedaan_op:
        raise ZaakError(
            f"De procedure eindigde op {format_datum(afgedaan_op)}. Onherroepelijk op {format_datum(op)} kan niet. Verbeter de dag."
        )


def _check_uitkomst(procedure: Rechtsmiddelprocedure, uitkomst: str, afgedaan_op: date) -> None:
    """Refuse a second outcome, one that does not exist, and a day before the procedure or in the future."""
    if procedure.uitkomst:
        raise ZaakError(
            f"Van dit {procedure.get_soort_display()} is al vastgelegd hoe het eindigde: {procedure.get_uitkomst_display()}."
        )
    if uitkomst not in Rechtsmiddelprocedure.Uitkomst.values:
        keuze = ", ".join(Rechtsmiddelprocedure.Uitkomst.values)
        raise ZaakError(f"De uitkomst {uitkomst[:40]!r} bestaat niet. Kies uit: {keuze}.")
    if not procedure.ingesteld_op <= afgedaan_op <= klok.today():
        raise ZaakError(
            f"Het {procedure.get_soort_display()} is van {format_datum(procedure.ingesteld_op)} en vandaag is het {format_datum(klok.today())}. Afgedaan op "
            f"{format_datum(afgedaan_op)} kan niet. Verbeter de dag."
        )
