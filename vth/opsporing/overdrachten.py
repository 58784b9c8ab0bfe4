"""Handing over to police and prosecutor: what was shared, on which ground; and what came of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import lock_dossier, write_act
from .eigen import in_eigen
from .models import Opsporingsdossier, Overdracht, Overdrachtuitkomst, Procesverbaal
from .rules import OpsporingError, check_uitkomst
from .selectors import OPSPOREN, BestaatNietError, check_keuze


@dataclass(frozen=True)
class NieuweOverdracht:
    """To whom, what, on which ground, on which day."""

    aan: str
    grond: str
    stukken: Sequence[str]
    op: date
    procesverbaal: uuid.UUID | None = None
    toelichting: str = ""


def record_overdracht(
    *, viewer: Viewer, dossier_id: uuid.UUID, nieuw: NieuweOverdracht, gezien: int | None = None
) -> Overdracht:
    """Write that something was handed over.

    Raises OpsporingError for a receiver or ground that is not on the list, nothing shared, a day to come or before the file was opened, and where the
    receiver asks a proces-verbaal that is not there or not closed.
    """
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        vandaag = klok.today()
        ontvanger = check_keuze("opsporing.ontvangers", nieuw.aan, vandaag, dienst=dossier.organisatie)
        check_keuze("opsporing.deelgronden", nieuw.grond, vandaag, dienst=dossier.organisatie)
        stukken = [s.strip() for s in nieuw.stukken if s.strip()]
        if not stukken:
            raise OpsporingError("Er staat niet wat u hebt gedeeld. Noem elk stuk op een eigen regel.")
        if not derive_legal_day(dossier.geopend_op) <= nieuw.op <= vandaag:
            raise OpsporingError(
                f"{nieuw.op:%d-%m-%Y} ligt niet tussen het openen van het dossier en vandaag. Vul de dag van de overdracht in."
            )
        pv = _find_procesverbaal(dossier, nieuw.procesverbaal)
        if ontvanger["met_pv"] and (pv is None or pv.gesloten_op is None):
            raise OpsporingError(
                f"Naar {ontvanger['naam']} gaat een gesloten proces-verbaal. Maak en sluit het eerst, en kies het dan hier."
            )
        overdracht = Overdracht.objects.create(
            dossier=dossier,
            aan=nieuw.aan,
            grond=nieuw.grond,
            stukken=stukken,
            procesverbaal=pv,
            op=nieuw.op,
            toelichting=nieuw.toelichting.strip()[:2000],
            geregistreerd_op=klok.now(),
            geregistreerd_door=viewer.actor,
        )
        write_act(viewer, dossier, "overdracht.record")
    return overdracht


def _find_procesverbaal(dossier: Opsporingsdossier, id_: uuid.UUID | None) -> Procesverbaal | None:
    """Find the proces-verbaal in this file. Raises BestaatNietError."""
    if id_ is None:
        return None
    pv = dossier.processenverbaal.filter(pk=id_).first()
    if pv is None:
        raise BestaatNietError("Dit proces-verbaal staat niet in dit dossier.")
    return pv


def record_uitkomst(
    *,
    viewer: Viewer,
    dossier_id: uuid.UUID,
    overdracht: uuid.UUID,
    soort: str,
    dag: date,
    toelichting: str = "",
    gezien: int | None = None,
) -> Overdrachtuitkomst:
    """Write what came of a hand-over, once; also after the file was closed.

    Raises OpsporingError for an outcome that is not on the list, before the hand-over, on a day to come, or a second time.
    """
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien, gesloten=True)
        gevonden = dossier.overdrachten.filter(pk=overdracht).first()
        if gevonden is None:
            raise BestaatNietError("Er is in dit dossier geen overdracht waarvan dit de uitkomst is.")
        check_keuze("opsporing.uitkomsten", soort, klok.today(), dienst=dossier.organisatie)
        bestaat = Overdrachtuitkomst.objects.filter(overdracht=gevonden).exists()
        check_uitkomst(dag, gevonden.op, bestaat, vandaag=klok.today())
        uitkomst = Overdrachtuitkomst.objects.create(
            overdracht=gevonden,
            dossier=dossier,
            soort=soort,
            dag=dag,
            toelichting=toelichting.strip()[:2000],
            geregistreerd_op=klok.now(),
            geregistreerd_door=viewer.actor,
        )
        write_act(viewer, dossier, "uitkomst.record")
    return uitkomst
