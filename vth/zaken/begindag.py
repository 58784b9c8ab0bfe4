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

from .boeking import lock_zaak, record_act
from .models import Besluit, Verzoek, Zaak
from .rules import ZaakError
from .selectors import find_definitie, get_zaak, read_soort
from .services import RECHT
from .termijnboeking import correct_gebeurtenis, put_agenda
from .termijnklok import Klokgebeurtenis, Klokstand, Wat

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

    Gives how the term stands now. A term that is over is worked out again too: a late decision may have been in time. Raises GeenToegangError,
    BestaatNietError, AnderWasVoorError, and ZaakError for no reason, the day that stands there, a day after it was taken in, after it was decided or
    before the zaak began, an act on the term before that day, and a day on which another law or another definition of this kind held.
    """
    zaak = lock_zaak(get_zaak(viewer, zaak_id), gezien)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    soort = read_soort(zaak)
    soort.get_termijn(termijn)
    rij = zaak.termijnen.get(code=termijn)
    oud, eerste = rij.dag, rij.dag == zaak.startdatum
    _check_dag(zaak, oud, dag, reden, eerste=eerste)
    rijen = list(zaak.termijnen.filter(dag=oud).order_by("code")) if eerste else [rij]
    standen = {}
    try:
        if eerste:
            _move_zaak(viewer, zaak, oud, dag)
        for t in rijen:
            t.recht_op = zaak.recht_op
            nieuw = Klokgebeurtenis(Wat.VERBETERING, dag, reden)
            standen[t.code] = correct_gebeurtenis(viewer, t, soort.get_termijn(t.code), nieuw)
    except RegelError as fout:
        raise ZaakError(str(fout)) from fout
    record_act(viewer, zaak, "begindag", van=f"{oud:%d-%m-%Y}", naar=f"{dag:%d-%m-%Y}", reden=reden)
    put_agenda(zaak, soort)
    if eerste and zaak.zaaksoort in _VOLGERS:
        _VOLGERS[zaak.zaaksoort](viewer, zaak, dag, reden)
    return standen[termijn]


def _check_dag(zaak: Zaak, oud: date, dag: date, reden: str, *, eerste: bool) -> None:
    """Refuse a day that cannot be."""
    if not reden.strip():
        raise ZaakError("Schrijf op waarom u deze dag verbetert, en waaruit de goede dag blijkt.")
    if dag == oud:
        raise ZaakError(f"{dag} is de dag die er al staat. Kies een andere, of ga terug.")
    if not eerste:
        if dag < zaak.startdatum:
            raise ZaakError(
                f"De zaak begon op {zaak.startdatum}; een termijn begint niet eerder, op {dag}. Kies een latere dag."
            )
        return
    if dag > zaak.registratiedatum:
        raise ZaakError(
            f"De zaak is ingeboekt op {zaak.registratiedatum}; wat toen is ingeboekt, kan niet pas op {dag} zijn ontvangen. Kies een eerdere dag."
        )
    besluiten = Besluit.objects.filter(zaak=zaak, besluitdatum__lt=dag).exclude(
        staat=Besluit.Staat.INGETROKKEN
    )
    if (besluit := besluiten.order_by("besluitdatum").first()) is not None:
        raise ZaakError(
            f"Besluit {besluit.identificatie} is van {besluit.besluitdatum}; toen zou dit op {dag} nog niet binnen zijn. Controleer de datum."
        )


def _move_zaak(viewer: Viewer, zaak: Zaak, oud: date, dag: date) -> None:
    """Give a zaak another first day, with the law of that day and the verzoek that it began with."""
    wie = {"bevoegd_gezag": zaak.bevoegd_gezag, "omgevingsdienst": zaak.leverancier}
    toen, nu = (find_definitie(zaak.zaaksoort, geldig_op=d, **wie) for d in (oud, dag))
    if toen.versie != nu.versie:
        raise ZaakError(
            f"Op {dag} verliep een zaak van deze soort anders dan op {oud} (de regel van {nu.vanaf}). Sluit deze zaak, en open een nieuwe die op {dag} begint."
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
                f"Verzoek {verzoek} is ingediend op {verzoek.indiendatum}, en kan niet op {dag} al zijn ontvangen. Controleer de datum."
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
