"""Putting right the day on which a term began, when what came in came on another day than was written; what stood there stays as an event."""

import uuid
from collections.abc import Callable
from datetime import date

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.rules import RegelError
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .boeking import lock_zaak, record_act
from .controle import check_eigen_dag
from .models import Besluit, Verzoek, Zaak, Zaaktermijn
from .rules import ZaakError
from .selectors import find_definitie, get_zaak, read_soort
from .services import RECHT
from .termijnboeking import correct_gebeurtenis, put_agenda, recompute_op_recht
from .termijnklok import Klokgebeurtenis, Klokstand, Wat
from .termijnlezen import read_stand
from .zaaksoort import Termijnafspraak, Zaaksoort

Volger = Callable[[Viewer, Zaak, date, str], None]
_VOLGERS: dict[str, Volger] = {}


def register_volger(zaaksoort: str, volger: Volger) -> None:
    """Let a room above bring what it keeps of a kind of zaak in line when the first day of one is put right, in the same act."""
    _VOLGERS[zaaksoort] = volger


@transaction.atomic
@claim_alles()
def record_begindag(
    *, viewer: Viewer, zaak_id: uuid.UUID, termijn: str, dag: date, reden: str, gezien: int | None = None
) -> Klokstand:
    """Put right the day that a term runs after; of the first day of the zaak its verzoek, all terms of that day and the law of that day go along.

    A term with a day of its own, as that of a bezwaar, moves alone. Gives how the term stands now. A term that is over is worked out again too: a late
    decision may have been in time. Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for no reason, the day that stands there, a
    day after it was taken in, after it was decided or before the zaak began, an act on the term before that day, and a day on which another law or another
    definition of this kind held.
    """
    zaak = lock_zaak(get_zaak(viewer, zaak_id), gezien)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    soort = read_soort(zaak)
    afspraak = soort.get_termijn(termijn)
    rij = zaak.termijnen.get(code=termijn)
    oud = rij.dag
    if oud == zaak.startdatum and not afspraak.eigen_dag:
        _move_eerste_dag(viewer, zaak, soort, dag, reden)
        return read_stand(zaak.termijnen.get(code=termijn), afspraak)
    _check_reden(oud, dag, reden)
    if afspraak.eigen_dag:
        check_eigen_dag(afspraak, zaak.startdatum, dag)
    elif dag < zaak.startdatum:
        raise ZaakError(
            f"De zaak begon op {format_datum(zaak.startdatum)}; een termijn begint niet eerder, op {format_datum(dag)}. Kies een latere dag."
        )
    stand = _correct(viewer, rij, afspraak, dag, reden)
    record_act(viewer, zaak, "begindag", van=f"{oud:%d-%m-%Y}", naar=f"{dag:%d-%m-%Y}", reden=reden)
    put_agenda(zaak, soort)
    return stand


@transaction.atomic
@claim_alles()
def record_startdatum(
    *, viewer: Viewer, zaak_id: uuid.UUID, dag: date, reden: str, gezien: int | None = None
) -> Zaak:
    """Put right the day on which a zaak began, also of one without a term that runs after it, as a bezwaar; what runs after it goes along, and so does its law.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for all that `record_begindag` refuses of a first day.
    """
    zaak = lock_zaak(get_zaak(viewer, zaak_id), gezien)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    _move_eerste_dag(viewer, zaak, read_soort(zaak), dag, reden)
    return zaak


def _move_eerste_dag(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, dag: date, reden: str) -> None:
    """Give a locked zaak another first day, with its verzoek, its terms and what a room above keeps of it."""
    oud, recht = zaak.startdatum, zaak.recht_op
    _check_reden(oud, dag, reden)
    _check_eerste_dag(zaak, dag)
    try:
        _move_zaak(viewer, zaak, oud, dag)
        for rij in zaak.termijnen.order_by("code"):
            afspraak = soort.get_termijn(rij.code)
            if rij.dag == oud and not afspraak.eigen_dag:
                rij.recht_op = zaak.recht_op
                _correct(viewer, rij, afspraak, dag, reden)
            else:
                _keep_eigen_dag(rij, afspraak, dag, zaak.recht_op if rij.recht_op == recht else rij.recht_op)
    except RegelError as fout:
        raise ZaakError(str(fout)) from fout
    record_act(viewer, zaak, "begindag", van=f"{oud:%d-%m-%Y}", naar=f"{dag:%d-%m-%Y}", reden=reden)
    put_agenda(zaak, soort)
    if zaak.zaaksoort in _VOLGERS:
        _VOLGERS[zaak.zaaksoort](viewer, zaak, dag, reden)


def _correct(viewer: Viewer, rij: Zaaktermijn, afspraak: Termijnafspraak, dag: date, reden: str) -> Klokstand:
    """Write the better day of one term. Raises ZaakError, also for a day that no rule covers."""
    try:
        return correct_gebeurtenis(viewer, rij, afspraak, Klokgebeurtenis(Wat.VERBETERING, dag, reden))
    except RegelError as fout:
        raise ZaakError(str(fout)) from fout


def _keep_eigen_dag(rij: Zaaktermijn, afspraak: Termijnafspraak, dag: date, recht_op: date) -> None:
    """Let a term that runs after another day keep that day under the law of the better first day. Raises ZaakError for what happened before that."""
    if afspraak.eigen_dag:
        check_eigen_dag(afspraak, dag, rij.dag)
    elif rij.dag < dag:
        raise ZaakError(
            f"De termijn ‘{rij.naam}’ begon op {format_datum(rij.dag)}; de zaak kan niet pas op {format_datum(dag)} zijn begonnen. Kies een eerdere dag."
        )
    eerder = rij.gebeurtenissen.exclude(soort__in=(Wat.BEGIN, Wat.VERBETERING)).filter(dag__lt=dag).first()
    if eerder is not None:
        raise ZaakError(
            f"De {eerder.soort} van ‘{rij.naam}’ is van {format_datum(eerder.dag)}; toen zou de zaak op {format_datum(dag)} nog niet zijn begonnen. Controleer de datum."
        )
    recompute_op_recht(rij, afspraak, recht_op)


def _check_reden(oud: date, dag: date, reden: str) -> None:
    """Refuse to put a day right without a reason, or to what stands there."""
    if not reden.strip():
        raise ZaakError("Schrijf op waarom u deze dag verbetert, en waaruit de goede dag blijkt.")
    if dag == oud:
        raise ZaakError(f"{format_datum(dag)} is de dag die er al staat. Kies een andere, of ga terug.")


def _check_eerste_dag(zaak: Zaak, dag: date) -> None:
    """Refuse a first day after the zaak was taken in, or after it was decided."""
    if dag > zaak.registratiedatum:
        raise ZaakError(
            f"De zaak is ingeboekt op {format_datum(zaak.registratiedatum)}; wat toen is ingeboekt, kan niet pas op {format_datum(dag)} zijn ontvangen. Kies een eerdere dag."
        )
    besluiten = Besluit.objects.filter(zaak=zaak, besluitdatum__lt=dag).exclude(
        staat=Besluit.Staat.INGETROKKEN
    )
    if (besluit := besluiten.order_by("besluitdatum").first()) is not None:
        raise ZaakError(
            f"Besluit {besluit.identificatie} is van {format_datum(besluit.besluitdatum)}; toen zou dit op {format_datum(dag)} nog niet binnen zijn. Controleer de datum."
        )


def _move_zaak(viewer: Viewer, zaak: Zaak, oud: date, dag: date) -> None:
    """Give a zaak another first day, with the law of that day and the verzoek that it began with."""
    wie = {"bevoegd_gezag": zaak.bevoegd_gezag, "omgevingsdienst": zaak.leverancier}
    toen, nu = (find_definitie(zaak.zaaksoort, geldig_op=d, **wie) for d in (oud, dag))
    if toen.versie != nu.versie:
        raise ZaakError(
            f"Op {format_datum(dag)} verliep een zaak van deze soort anders dan op {format_datum(oud)} (de regel van {format_datum(nu.vanaf)}). Sluit deze zaak, en open een nieuwe die op {format_datum(dag)} begint."
        )
    if zaak.recht_op == oud:
        zaak.recht_op = dag
    zaak.startdatum = dag
    begin = Verzoek.objects.filter(zaak=zaak, ontvangen_op=oud, doel=Verzoek.Doel.START)
    for verzoek in begin.select_for_update():
        if verzoek.indiendatum == oud:
            verzoek.indiendatum = dag
        if verzoek.indiendatum > dag:
            raise ZaakError(
                f"Verzoek {verzoek} is ingediend op {format_datum(verzoek.indiendatum)}, en kan niet op {format_datum(dag)} al zijn ontvangen. Controleer de datum."
            )
        verzoek.ontvangen_op = dag
        verzoek.save(update_fields=["indiendatum", "ontvangen_op"])
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=verzoek.leverancier,
            handeling="verzoek.begindag",
            onderwerp=("verzoek", str(verzoek.pk)),
            inhoud={"nummer": str(verzoek), "van": str(oud), "naar": str(dag), "op": str(klok.today())},
        )
