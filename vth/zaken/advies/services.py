"""The writers of advice: ask it or take a request in, give delay, note a reminder, give or receive it, say what was done with it."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from vth.organisaties.selectors import find_organisatie, list_namen
from vth.regelgeving.rules import RegelError
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.opmaak import format_datum

from ..boeking import lock_kenmerken, lock_zaak, make_kenmerk, record_act
from ..controle import check_niveau
from ..models import Adviesverzoek, Uitvoeringstoetspunt, Zaak
from ..rules import ZaakError
from ..selectors import get_besluit, get_zaak
from ..zoekregels import write_zoekregels
from .boeking import lock_advies, record_adviesact
from .overkant import decide_over_en_weer, send_over
from .rules import (
    AFGEROND,
    GEEN_ADVIES,
    GEVRAAGD,
    INGETROKKEN,
    LOOPT,
    TE_GEVEN,
    UITGEBRACHT,
    Adviessoort,
    NieuwAdviesverzoek,
    Uitgebracht,
    check_kant,
    check_nieuw,
    check_opvolging,
    check_toets,
    check_uitgebracht,
    check_uitstel,
)
from .selectors import (
    RECHT,
    get_adviesverzoek,
    get_regelwie,
    read_adviessoorten,
    read_adviestermijn,
    read_toetsvragen,
)


@transaction.atomic
@claim_alles()
def record_adviesverzoek(
    *, viewer: Viewer, nieuw: NieuwAdviesverzoek, zaak_id: uuid.UUID | None = None
) -> Adviesverzoek:
    """Write down that advice is asked of another, or of us; in a zaak it is as confidential as that zaak.

    The last day follows from the kind of advice, or is given with its ground. Does the adviser work here too, then the
    request is among its work at once. Raises GeenToegangError, BestaatNietError, and ZaakError for a zaak that is closed,
    another side that does not exist, or what `check_nieuw` refuses.
    """
    zaak = get_zaak(viewer, zaak_id) if zaak_id else None
    organisatie = zaak.leverancier if zaak else nieuw.organisatie
    check_bevoegd(viewer, RECHT, namens=organisatie)
    check_nieuw(nieuw, met_zaak=zaak is not None, eigen=organisatie, vandaag=klok.today())
    _check_partij(nieuw)
    if zaak is None:
        check_niveau(viewer, nieuw.vertrouwelijkheid)
    else:
        zaak = lock_zaak(zaak, None)
        if zaak.einddatum is not None:
            raise ZaakError(
                f"Zaak {zaak.identificatie} is gesloten op {format_datum(zaak.einddatum)}. Heropen haar eerst."
            )
    advies = _make(viewer, nieuw, zaak, organisatie)
    _put_termijn(advies, nieuw, _find_soort(advies))
    advies.over_en_weer = decide_over_en_weer(advies, RECHT)
    if advies.over_en_weer:
        lock_kenmerken([organisatie, advies.partij], klok.today())
    advies.identificatie = make_kenmerk(organisatie, "A", klok.today())
    record_adviesact(viewer, advies, nieuw.richting, dag=nieuw.gevraagd_op, op_zaak=False)
    write_zoekregels(Adviesverzoek, [advies.pk])
    if zaak is not None:
        record_act(viewer, zaak, f"advies_{nieuw.richting}", naar=advies.identificatie, dag=nieuw.gevraagd_op)
    if advies.over_en_weer:
        send_over(viewer, advies)
    return advies


def _check_partij(nieuw: NieuwAdviesverzoek) -> None:
    """Refuse a code that no organisation has on the day of the request."""
    if nieuw.partij and find_organisatie(nieuw.partij, Peilmoment(nieuw.gevraagd_op, klok.now())) is None:
        raise ZaakError(
            f"Op {format_datum(nieuw.gevraagd_op)} bestaat de organisatie {nieuw.partij[:40]!r} niet. Kies een andere, of vul alleen de naam in."
        )


def _make(viewer: Viewer, nieuw: NieuwAdviesverzoek, zaak: Zaak | None, organisatie: str) -> Adviesverzoek:
    """Make a request, not saved yet."""
    return Adviesverzoek(
        soort="adviesverzoek",
        leverancier=organisatie,
        gebied=zaak.gebied if zaak else nieuw.gebied,
        vertrouwelijkheid=zaak.vertrouwelijkheid if zaak else nieuw.vertrouwelijkheid,
        zaak=zaak,
        richting=nieuw.richting,
        adviessoort=nieuw.adviessoort,
        over=nieuw.over.strip()[:300],
        partij=nieuw.partij,
        partijnaam=nieuw.partijnaam.strip()[:200],
        behandelaar=(zaak.behandelaar if zaak else "") or viewer.actor,
        vraag=nieuw.vraag.strip(),
        gevraagd_op=nieuw.gevraagd_op,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )


def _find_soort(advies: Adviesverzoek) -> Adviessoort:
    """Give the kind of a request by the rules of the day on which it was asked. Raises ZaakError."""
    soorten = read_adviessoorten(advies.gevraagd_op, **get_regelwie(advies))
    if advies.adviessoort not in soorten:
        raise ZaakError(
            f"De adviessoort {advies.adviessoort[:60]!r} bestaat niet. Kies uit: {', '.join(sorted(soorten))}."
        )
    return soorten[advies.adviessoort]


def _put_termijn(advies: Adviesverzoek, nieuw: NieuwAdviesverzoek, soort: Adviessoort) -> None:
    """Give a request its last day: the own one with its ground, or that of the rule of its kind."""
    if nieuw.uiterlijk_op is not None:
        advies.uiterlijk_op, advies.grondslag = nieuw.uiterlijk_op, nieuw.grondslag.strip()[:300]
        return
    if not soort.termijn:
        raise ZaakError(
            f"Voor ‘{soort.naam}’ is geen termijn bekend. Geef zelf de laatste dag, met de grond ervan."
        )
    try:
        uitkomst = read_adviestermijn(
            soort.termijn,
            nieuw.gevraagd_op,
            **get_regelwie(advies),
        )
    except RegelError as fout:
        raise ZaakError(f"{fout} Of geef zelf de laatste dag, met de grond ervan.") from fout
    assert uitkomst.laatste_dag is not None
    advies.termijnregel, advies.uiterlijk_op = soort.termijn, uitkomst.laatste_dag
    advies.grondslag = f"{soort.grondslag}; {uitkomst.samenvatting}"[:300]


def _lock(
    viewer: Viewer, advies: Adviesverzoek, gezien: int | None, handeling: str, *, staat: str = LOOPT
) -> Adviesverzoek:
    """Lock a request that must stand in one state, for an act of this side. Raises AnderWasVoorError and ZaakError.

    Of what came from another organisation and nobody took up, who acts first becomes the handler.
    """
    advies = lock_advies(advies, gezien)
    if advies.over_en_weer:
        andere = list_namen([advies.partij], klok.today())[advies.partij]
        check_kant(handeling, is_adviseur=advies.tegenhanger_id is not None, andere=andere)
    if advies.staat != staat:
        raise ZaakError(
            f"Adviesverzoek {advies.identificatie} is in de stand ‘{advies.get_staat_display()}’. Dit kan dan niet."
        )
    advies.behandelaar = advies.behandelaar or viewer.actor
    return advies


@transaction.atomic
@claim_alles()
def accept_adviesverzoek(*, viewer: Viewer, advies_id: uuid.UUID, gezien: int | None = None) -> Adviesverzoek:
    """Take up what another organisation asks of us: from now on it is the viewer's work.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for what has a handler already.
    """
    advies = get_adviesverzoek(viewer, advies_id)
    check_bevoegd(viewer, RECHT, namens=advies.leverancier)
    # Looked at as it is now: of two who take it up at once the second finds the first.
    advies = lock_advies(advies, gezien)
    if advies.behandelaar:
        wie = list_actornamen([advies.behandelaar])[advies.behandelaar]
        raise ZaakError(f"{wie} heeft dit adviesverzoek al. Vraag haar of hem het over te dragen.")
    advies = _lock(viewer, advies, None, "opgepakt")
    record_adviesact(viewer, advies, "opgepakt")
    return advies


@transaction.atomic
@claim_alles()
def record_uitstel(
    *, viewer: Viewer, advies_id: uuid.UUID, uiterlijk_op: date, reden: str, gezien: int | None = None
) -> Adviesverzoek:
    """Give an advice that is not there yet a later last day, with the reason; never an earlier one.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError and ZaakError.
    """
    advies = get_adviesverzoek(viewer, advies_id)
    check_bevoegd(viewer, RECHT, namens=advies.leverancier)
    advies = _lock(viewer, advies, gezien, "uitstel")
    check_uitstel(uiterlijk_op=advies.uiterlijk_op, nieuw=uiterlijk_op, reden=reden)
    eerder = advies.uiterlijk_op
    advies.uiterlijk_op, advies.termijnregel, advies.grondslag = uiterlijk_op, "", reden.strip()[:300]
    record_adviesact(viewer, advies, "uitstel", reden=reden, eerder=str(eerder), nieuw=str(uiterlijk_op))
    return advies


@transaction.atomic
@claim_alles()
def record_herinnering(
    *, viewer: Viewer, advies_id: uuid.UUID, op: date, reden: str = "", gezien: int | None = None
) -> Adviesverzoek:
    """Note that the adviser was reminded on a day. Raises GeenToegangError, BestaatNietError, AnderWasVoorError, ZaakError."""
    advies = get_adviesverzoek(viewer, advies_id)
    check_bevoegd(viewer, RECHT, namens=advies.leverancier)
    advies = _lock(viewer, advies, gezien, "herinnering")
    if advies.richting != GEVRAAGD:
        raise ZaakError("Dit advies geeft u zelf. Er is niemand om te herinneren.")
    if not advies.gevraagd_op <= op <= klok.today():
        raise ZaakError(
            f"Het advies is gevraagd op {format_datum(advies.gevraagd_op)} en vandaag is het {format_datum(klok.today())}. Herinnerd op {format_datum(op)} kan niet."
        )
    record_adviesact(viewer, advies, "herinnering", dag=op, reden=reden)
    return advies


@transaction.atomic
@claim_alles()
def record_uitvoeringstoets(
    *,
    viewer: Viewer,
    advies_id: uuid.UUID,
    toets: Mapping[str, tuple[str, str]],
    gezien: int | None = None,
) -> Adviesverzoek:
    """Answer questions of the uitvoeringstoets of an advice that is not given yet; not all at once is fine.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for a question or answer that does not exist, a
    no without words, or a kind of advice without such a test.
    """
    advies = get_adviesverzoek(viewer, advies_id)
    check_bevoegd(viewer, RECHT, namens=advies.leverancier)
    advies = _lock(viewer, advies, gezien, "uitvoeringstoets")
    if not _find_soort(advies).toets:
        raise ZaakError("Bij deze soort advies hoort geen uitvoeringstoets.")
    _keep_toets(advies, toets, volledig=False)
    record_adviesact(viewer, advies, "uitvoeringstoets", vragen=sorted(toets))
    return advies


def _keep_toets(advies: Adviesverzoek, toets: Mapping[str, tuple[str, str]], *, volledig: bool) -> None:
    """Write answers, in the place of earlier ones; `volledig` asks that no question is left open."""
    eerder = {p.vraag: (p.oordeel, p.toelichting) for p in advies.toetspunten.all()}
    samen = eerder | dict(toets)
    vragen = read_toetsvragen(advies.gevraagd_op, **get_regelwie(advies))
    check_toets(samen, vragen=vragen, oordelen=Uitvoeringstoetspunt.Oordeel.values, volledig=volledig)
    for vraag, (oordeel, toelichting) in toets.items():
        velden: dict[str, Any] = {"oordeel": oordeel, "toelichting": toelichting.strip()[:2000]}
        Uitvoeringstoetspunt.objects.update_or_create(adviesverzoek=advies, vraag=vraag, defaults=velden)


@transaction.atomic
@claim_alles()
def record_uitgebracht(
    *, viewer: Viewer, advies_id: uuid.UUID, uit: Uitgebracht, gezien: int | None = None
) -> Adviesverzoek:
    """Write down an advice that came in, or that we give; ours on an omgevingsplan has its whole uitvoeringstoets.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for an advice before it was asked, without
    words, or with an uitvoeringstoets that is not done.
    """
    advies = get_adviesverzoek(viewer, advies_id)
    check_bevoegd(viewer, RECHT, namens=advies.leverancier)
    advies = _lock(viewer, advies, gezien, "uitgebracht")
    check_uitgebracht(
        uit,
        gevraagd_op=advies.gevraagd_op,
        vandaag=klok.today(),
        strekkingen=Adviesverzoek.Strekking.values,
    )
    if _find_soort(advies).toets:
        moet = advies.richting == TE_GEVEN and uit.strekking != GEEN_ADVIES
        _keep_toets(advies, uit.toets, volledig=moet)
    elif uit.toets:
        raise ZaakError("Bij deze soort advies hoort geen uitvoeringstoets.")
    advies.staat = UITGEBRACHT
    advies.uitgebracht_op, advies.strekking, advies.advies = uit.op, uit.strekking, uit.advies.strip()
    laat = uit.op > advies.uiterlijk_op
    record_adviesact(viewer, advies, "uitgebracht", dag=uit.op, strekking=uit.strekking, te_laat=laat)
    return advies


@transaction.atomic
@claim_alles()
def record_opvolging(
    *,
    viewer: Viewer,
    advies_id: uuid.UUID,
    opvolging: str,
    op: date,
    reden: str = "",
    besluit_id: uuid.UUID | None = None,
    gezien: int | None = None,
) -> Adviesverzoek:
    """Say whether an advice was followed, and in which decision; departing from it asks a reason.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for an advice that is not there yet, or a
    decision of another zaak.
    """
    advies = get_adviesverzoek(viewer, advies_id)
    check_bevoegd(viewer, RECHT, namens=advies.leverancier)
    advies = _lock(viewer, advies, gezien, "opvolging", staat=UITGEBRACHT)
    assert advies.uitgebracht_op is not None
    check_opvolging(
        opvolging,
        reden,
        op,
        uitgebracht_op=advies.uitgebracht_op,
        vandaag=klok.today(),
        keuzes=Adviesverzoek.Opvolging.values,
    )
    besluit = get_besluit(viewer, besluit_id) if besluit_id else None
    if besluit is not None and advies.zaak_id is not None and besluit.zaak_id != advies.zaak_id:
        raise ZaakError(f"Besluit {besluit.identificatie} hoort bij een andere zaak dan dit advies.")
    advies.staat, advies.besluit = AFGEROND, besluit
    advies.opvolging, advies.opvolging_reden, advies.opvolging_op = opvolging, reden.strip()[:4000], op
    record_adviesact(viewer, advies, "opvolging", dag=op, reden=reden, opvolging=opvolging)
    return advies


@transaction.atomic
@claim_alles()
def close_adviesverzoek(
    *, viewer: Viewer, advies_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Adviesverzoek:
    """Withdraw a request before the advice is there, with the reason; nobody waits for it any more.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError and ZaakError.
    """
    advies = get_adviesverzoek(viewer, advies_id)
    check_bevoegd(viewer, RECHT, namens=advies.leverancier)
    advies = _lock(viewer, advies, gezien, "ingetrokken")
    if not reden.strip():
        raise ZaakError("Schrijf op waarom het advies niet meer nodig is.")
    advies.staat = INGETROKKEN
    record_adviesact(viewer, advies, "ingetrokken", reden=reden)
    return advies
