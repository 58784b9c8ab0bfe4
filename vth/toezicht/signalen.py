"""The writers of signals: take in, weigh, take on or hand over, plan a visit because of it, close and reopen."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer, check_bevoegd, check_ziet, decide_handeling
from vth.toegang.selectors import ACCOUNT
from vth.zaken.boeking import make_kenmerk
from vth.zaken.controle import NieuweZaak, Over
from vth.zaken.documenten.opslag import set_down
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.rules import derive_bestandsnaam
from vth.zaken.documenten.services import Bekeken, add_document, look_at
from vth.zaken.models import Verzoek, Zaak
from vth.zaken.overdracht import record_overdracht
from vth.zaken.services import assign_verzoek, open_zaak

from .invoer import NieuweControle, check_code
from .models import Controle, Incidentsignaal, Signaaldocument, Signaalmelder
from .selectors import get_signaal
from .services import record_controle
from .signaalboeking import (
    RECHT,
    begin_zaak,
    end_zaak,
    lock_signaal,
    make_zaakviewer,
    record_act,
    reopen_zaak,
)
from .signaalinvoer import NieuwSignaal, check_signaal, find_triage
from .signaalkern import record_signaalkern
from .signaalrules import (
    DUBBEL,
    KORTSTE_REDEN,
    SignaalError,
    Triageuitkomst,
    check_afloop,
    check_antwoorden,
    derive_triage,
)
from .zoekregels import write_zoekregels

BEELD = ("png", "jpeg", "gif", "webp", "tiff")


@dataclass(frozen=True)
class Bijlage:
    """A photo or letter that came along: its bytes in pieces, and the name that it had."""

    bestandsnaam: str
    brokken: Iterable[bytes]


def record_signaal(
    *, viewer: Viewer, nieuw: NieuwSignaal, bijlagen: Sequence[Bijlage] = (), id_: uuid.UUID | None = None
) -> Incidentsignaal:
    """Take in a complaint, a signal or what a company tells of itself, with its zaak and what came along. `id_` sent twice is one.

    Raises GeenToegangError, and ToezichtError or ZaakError for what `check_signaal` and the documents of `zaken` refuse; then nothing is
    written at all.
    """
    check_bevoegd(viewer, RECHT, namens=nieuw.organisatie)
    if id_ is not None and (eerder := _find_eerder(viewer, nieuw, id_)):
        return eerder
    check_signaal(viewer, nieuw)
    return _write_signaal(viewer, nieuw, [_look_at(b) for b in bijlagen], id_ or klok.make_uuid7())


def _find_eerder(viewer: Viewer, nieuw: NieuwSignaal, id_: uuid.UUID) -> Incidentsignaal | None:
    """Give a signal that was sent before under the same number. Raises SignaalError when the number is that of another one."""
    if not Incidentsignaal.objects.filter(pk=id_).exists():
        return None
    eerder = get_signaal(viewer, id_)
    if (eerder.leverancier, eerder.signaalcategorie) != (nieuw.organisatie, nieuw.signaalcategorie):
        raise SignaalError(
            f"Het nummer {id_} is al gebruikt voor {eerder.kenmerk}, een ander bericht. Maak een nieuw nummer."
        )
    return eerder


def _look_at(bijlage: Bijlage) -> Bekeken:
    """Look at one file that came along, before anything is written. Raises DocumentError for what it is not."""
    bestand = set_down(bijlage.brokken)
    try:
        return look_at(bestand, bijlage.bestandsnaam)
    finally:
        bestand.drop()


@transaction.atomic
@claim_alles()
def _write_signaal(
    viewer: Viewer, nieuw: NieuwSignaal, bijlagen: Sequence[Bekeken], id_: uuid.UUID
) -> Incidentsignaal:
    """Write a signal that was looked at, with who told it, its zaak and its documents."""
    verzoek = check_signaal(viewer, nieuw)
    dag = derive_legal_day(nieuw.ontvangen_op)
    triage = derive_triage(find_triage(nieuw.organisatie, nieuw.signaalcategorie, dag), nieuw.antwoorden)
    kenmerk = make_kenmerk(nieuw.organisatie, "S", klok.today())
    signaal = Incidentsignaal.objects.create(
        id=id_,
        soort="signaaldossier",
        leverancier=nieuw.organisatie,
        gebied=nieuw.gebied,
        vertrouwelijkheid=nieuw.vertrouwelijkheid,
        kenmerk=kenmerk,
        signaalsoort=nieuw.signaalsoort,
        signaalcategorie=nieuw.signaalcategorie,
        omschrijving=nieuw.omschrijving.strip()[:4000],
        ontvangen_op=nieuw.ontvangen_op,
        gebeurd_op=nieuw.gebeurd_op,
        kanaal=nieuw.kanaal.strip()[:40],
        plek=nieuw.plek.strip()[:300],
        x=nieuw.x,
        y=nieuw.y,
        bij_id=nieuw.bij,
        spoed=nieuw.spoed or triage.spoed,
        antwoorden=dict(sorted(nieuw.antwoorden.items())),
        team=triage.naar,
        verzoek=verzoek,
        zaak=_open_zaak(viewer, nieuw, kenmerk, dag, verzoek),
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    if not nieuw.melder.is_leeg:
        Signaalmelder.objects.create(
            signaal=signaal, **{k: _clip(k, v) for k, v in vars(nieuw.melder).items()}
        )
    for bekeken in bijlagen:
        _add_bijlage(viewer, signaal, bekeken)
    write_zoekregels([signaal.pk], model=Incidentsignaal)
    record_act(viewer, signaal, "ontvang", soort=signaal.signaalsoort, spoed=signaal.spoed, team=signaal.team)
    return signaal


def _clip(veld: str, waarde: object) -> object:
    """Bring one value of who told it to the length of its column."""
    lengte = getattr(Signaalmelder._meta.get_field(veld), "max_length", None)
    return waarde.strip()[:lengte] if isinstance(waarde, str) else waarde


def _open_zaak(viewer: Viewer, nieuw: NieuwSignaal, kenmerk: str, dag: date, verzoek: Verzoek | None) -> Zaak:
    """Open the zaak of a signal, in which its documents and letters live. It names the signal, never who told it or in which words."""
    zaakviewer = make_zaakviewer(viewer)
    zaak = open_zaak(
        viewer=zaakviewer,
        nieuw=NieuweZaak(
            zaaksoort="klacht",
            organisatie=nieuw.organisatie,
            gebied=nieuw.gebied,
            omschrijving=f"{kenmerk}: {nieuw.signaalsoort.replace('_', ' ')}, {nieuw.signaalcategorie.replace('_', ' ')}",
            startdatum=dag,
            onderwerpen=[Over(nieuw.bij, "vthobject")] if nieuw.bij else (),
            vertrouwelijkheid=nieuw.vertrouwelijkheid,
        ),
    )
    if verzoek is not None and verzoek.zaak_id is None:
        assign_verzoek(viewer=zaakviewer, verzoek_id=verzoek.pk, zaak_id=zaak.pk)
    return zaak


def _add_bijlage(viewer: Viewer, signaal: Incidentsignaal, bekeken: Bekeken) -> None:
    """Keep one file as a document in the zaak of a signal; its title says what it is, its name may say who sent it."""
    assert signaal.zaak is not None
    foto = bekeken.soort.code in BEELD
    document = add_document(
        make_zaakviewer(viewer),
        NieuwDocument(
            titel=f"{'Foto' if foto else 'Stuk'} bij {signaal.kenmerk}",
            documentsoort="foto" if foto else "melding",
            zaak_id=signaal.zaak.pk,
            ontvangstdatum=derive_legal_day(signaal.ontvangen_op),
        ),
        replace(bekeken, naam=derive_bestandsnaam(f"bijlage.{bekeken.naam.extensie}")),
    )
    Signaaldocument.objects.create(signaal=signaal, document=document)


def _lock_open(signaal: Incidentsignaal, gezien: int | None) -> Incidentsignaal:
    """Lock a signal that the viewer may handle, and refuse when it has ended."""
    signaal = lock_signaal(signaal, gezien)
    if signaal.afloop:
        raise SignaalError(
            f"Bericht {signaal.kenmerk} is afgehandeld: {signaal.afloop.replace('_', ' ')}. Heropen het als er nog iets moet gebeuren."
        )
    return signaal


@transaction.atomic
@claim_alles()
def record_triage(
    *, viewer: Viewer, signaal_id: uuid.UUID, antwoorden: Mapping[str, str], gezien: int | None = None
) -> tuple[Incidentsignaal, Triageuitkomst]:
    """Weigh an open signal by the answers to the questions of its category: whether it is urgent, and to which team it goes.

    What somebody called urgent stays so. Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and SignaalError for an answer that
    does not exist.
    """
    signaal = get_signaal(viewer, signaal_id)
    check_bevoegd(viewer, RECHT, namens=signaal.leverancier)
    signaal = _lock_open(signaal, gezien)
    triage = find_triage(
        signaal.leverancier, signaal.signaalcategorie, derive_legal_day(signaal.ontvangen_op)
    )
    check_antwoorden(triage, antwoorden)
    uitkomst = derive_triage(triage, antwoorden)
    signaal.antwoorden = dict(sorted(antwoorden.items()))
    signaal.spoed = signaal.spoed or uitkomst.spoed
    signaal.team = uitkomst.naar or signaal.team
    record_act(viewer, signaal, "weeg", spoed=signaal.spoed, team=signaal.team)
    return signaal, uitkomst


@transaction.atomic
@claim_alles()
def assign_signaal(
    *, viewer: Viewer, signaal_id: uuid.UUID, naar: str, reden: str = "", gezien: int | None = None
) -> Incidentsignaal:
    """Take an open signal on (`naar` is the viewer), or hand it over to a colleague, with its zaak.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, SignaalError or ZaakError for who may not see or handle it, and for
    handing over without saying why.
    """
    signaal = get_signaal(viewer, signaal_id)
    check_bevoegd(viewer, RECHT, namens=signaal.leverancier)
    signaal = _lock_open(signaal, gezien)
    if naar == signaal.behandelaar:
        raise SignaalError(f"Bericht {signaal.kenmerk} is al bij deze behandelaar. Kies een ander.")
    if naar != viewer.actor:
        _check_ontvanger(signaal, naar)
        if len(reden.strip()) < KORTSTE_REDEN:
            raise SignaalError("Schrijf op waarom u het overdraagt. Wie het krijgt, leest dat als eerste.")
    signaal.behandelaar = naar
    begin_zaak(viewer, signaal)
    if signaal.zaak is not None and signaal.zaak.einddatum is None and signaal.zaak.behandelaar != naar:
        wie = f"{signaal.kenmerk} is van behandelaar veranderd."
        record_overdracht(viewer=make_zaakviewer(viewer), zaak_ids=[signaal.zaak.pk], naar=naar, reden=wie)
    record_act(viewer, signaal, "neem" if naar == viewer.actor else "draag_over", reden=reden, naar=naar)
    return signaal


def _check_ontvanger(signaal: Incidentsignaal, naar: str) -> None:
    """Refuse an account that is not there, or that may not see or handle this signal."""
    nummer = naar.removeprefix(ACCOUNT)
    echt = naar.startswith(ACCOUNT) and nummer.isascii() and nummer.isdigit()
    gebruiker = Gebruiker.objects.filter(pk=nummer, is_active=True).first() if echt else None
    if gebruiker is None:
        raise SignaalError(
            f"Het account {naar[:60]!r} bestaat niet of is gesloten. Kies een collega die nu werkt."
        )
    ontvanger = make_viewer(gebruiker, klok.today())
    kop = {veld: getattr(signaal, veld) for veld in ("soort", "leverancier", "gebied", "vertrouwelijkheid")}
    mag = decide_handeling(ontvanger, RECHT, namens=signaal.leverancier).mag
    if not mag or not check_ziet(ontvanger.zicht, **kop):
        raise SignaalError(
            f"{gebruiker} mag dit bericht niet zien of behandelen. Kies een collega die dat wel mag."
        )


@transaction.atomic
@claim_alles()
def plan_signaalcontrole(
    *, viewer: Viewer, signaal_id: uuid.UUID, nieuw: NieuweControle, gezien: int | None = None
) -> Controle:
    """Plan a controle because of an open signal; it says so, and the signal leads to it.

    Raises GeenToegangError (planning asks `controle.record`), BestaatNietError, AnderWasVoorError, and ToezichtError as `record_controle` does.
    """
    signaal = get_signaal(viewer, signaal_id)
    check_bevoegd(viewer, RECHT, namens=signaal.leverancier)
    signaal = _lock_open(signaal, gezien)
    controle = record_controle(
        viewer=viewer,
        nieuw=replace(
            nieuw,
            organisatie=signaal.leverancier,
            gebied=signaal.gebied,
            aanleiding=Controle.Aanleiding.INCIDENT,
            grond=f"Bericht {signaal.kenmerk}. {nieuw.grond}".strip(),
        ),
    )
    signaal.controle = controle
    begin_zaak(viewer, signaal)
    record_act(viewer, signaal, "plan_controle", controle=controle.pk)
    return controle


@transaction.atomic
@claim_alles()
def close_signaal(
    *,
    viewer: Viewer,
    signaal_id: uuid.UUID,
    afloop: str,
    toelichting: str = "",
    doorverwezen_naar: str = "",
    dubbel_van_id: uuid.UUID | None = None,
    gezien: int | None = None,
) -> Incidentsignaal:
    """Say how a signal ended; that is counted, and its kernel stands in the register from then on.

    `doorverwezen` says to whom and why, `dubbel` which message it repeats. Its zaak closes with it, unless who told it still has to hear what
    came of it. Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError for an ending that cannot be.
    """
    signaal = get_signaal(viewer, signaal_id)
    check_bevoegd(viewer, RECHT, namens=signaal.leverancier)
    signaal = _lock_open(signaal, gezien)
    check_code("signaalafloop", afloop, klok.today(), "De afloop")
    check_afloop(
        afloop, toelichting, naar=doorverwezen_naar, dubbel_van=str(dubbel_van_id or ""), zelf=str(signaal.pk)
    )
    signaal.afloop, signaal.afgesloten_op = afloop, klok.now()
    signaal.afloop_toelichting = toelichting.strip()[:2000]
    signaal.doorverwezen_naar = doorverwezen_naar.strip()[:200]
    signaal.dubbel_van = _find_eerste(viewer, signaal, dubbel_van_id) if dubbel_van_id else None
    signaal.bronobject = record_signaalkern(viewer, signaal)
    end_zaak(viewer, signaal)
    record_act(viewer, signaal, "sluit", afloop=afloop)
    return signaal


def _find_eerste(viewer: Viewer, signaal: Incidentsignaal, id_: uuid.UUID) -> Incidentsignaal:
    """Give the message that a signal repeats: one of the same organisation that is itself no repetition."""
    eerste = get_signaal(viewer, id_)
    if eerste.leverancier != signaal.leverancier:
        raise SignaalError(
            f"Bericht {eerste.kenmerk} is van {eerste.leverancier}. Kies een bericht van dezelfde organisatie."
        )
    if eerste.afloop == DUBBEL:
        raise SignaalError(
            f"Bericht {eerste.kenmerk} is zelf een herhaling. Kies het eerste bericht over deze gebeurtenis."
        )
    return eerste


@transaction.atomic
@claim_alles()
def reopen_signaal(
    *, viewer: Viewer, signaal_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Incidentsignaal:
    """Open a signal again that had ended, with why; the register then says that it is being looked into, and keeps what was known.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and SignaalError for one that is open or without a reason.
    """
    signaal = get_signaal(viewer, signaal_id)
    check_bevoegd(viewer, RECHT, namens=signaal.leverancier)
    signaal = lock_signaal(signaal, gezien)
    if not signaal.afloop:
        raise SignaalError(f"Bericht {signaal.kenmerk} is nog open. Er is niets te heropenen.")
    if len(reden.strip()) < KORTSTE_REDEN:
        raise SignaalError("Schrijf op waarom u het bericht heropent, in een zin die een ander begrijpt.")
    eerder = signaal.afloop
    signaal.afloop = signaal.afloop_toelichting = signaal.doorverwezen_naar = ""
    signaal.afgesloten_op = signaal.dubbel_van = None
    signaal.bronobject = record_signaalkern(viewer, signaal)
    reopen_zaak(viewer, signaal)
    record_act(viewer, signaal, "heropen", reden=reden, eerder=eerder)
    return signaal
