"""Requests of third parties to enforce: taken in with a term of their own, decided in their own zaak, and led to the violations that they are about."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.begindag import record_begindag, register_volger
from vth.zaken.boeking import make_kenmerk
from vth.zaken.controle import NieuweZaak, NieuwVerzoek, Over
from vth.zaken.models import Verzoek, Zaak
from vth.zaken.services import RECHT as ZAAKRECHT
from vth.zaken.services import open_zaak, record_verzoek

from .boeking import KORTSTE_REDEN, OVERTREDING, lock_overtreding, record_overtredingact
from .invoer import PERSONEN
from .kern import record_verzoekkern
from .models import Handhavingsverzoek, Handhavingsverzoekversie, Verzoekovertreding
from .rules import AnderWasVoorError, HandhavingError
from .selectors import get_overtreding, get_verzoek

BESLISTERMIJN = "beslistermijn"
GEEN_PERSOON = "Wie de overtreding zou begaan, is een persoon of bedrijf, niet een locatie."


@dataclass(frozen=True)
class NieuwHandhavingsverzoek:
    """A request as it came in. Who asks is a subject of the verzoek (`belanghebbende`), which only its own organisation sees."""

    organisatie: str
    gebied: str
    vthobject_id: uuid.UUID
    omschrijving: str
    ontvangen_op: date
    verzoeker_id: uuid.UUID | None = None
    betrokkene_id: uuid.UUID | None = None
    bevoegd_gezag: str = ""


@transaction.atomic
@claim_alles()
def record_handhavingsverzoek(*, viewer: Viewer, nieuw: NieuwHandhavingsverzoek) -> Handhavingsverzoek:
    """Take in a request to enforce: its zaak opens, and with it the term to decide (Awb 4:13).

    Raises GeenToegangError, ZaakError for days that cannot be, and HandhavingError for no words, a place that is none, or a suspect who is no person.
    """
    check_bevoegd(viewer, OVERTREDING, namens=nieuw.organisatie)
    zichtbaar = _check_nieuw(viewer, nieuw)
    over = [Over(nieuw.vthobject_id, "vthobject")]
    if nieuw.betrokkene_id:
        over.append(Over(nieuw.betrokkene_id, "overtreder"))
    zaak = _open_zaak(viewer, nieuw, over)
    if nieuw.verzoeker_id:
        over.append(Over(nieuw.verzoeker_id, "belanghebbende"))
    verzoek = record_verzoek(viewer=viewer, nieuw=_make_verzoek(nieuw, over), zaak_id=zaak.pk)
    gemaakt = Handhavingsverzoek.objects.create(
        soort="overtredingdossier",
        leverancier=nieuw.organisatie,
        gebied=nieuw.gebied,
        vertrouwelijkheid=zaak.vertrouwelijkheid,
        verzoek=verzoek,
        zaak=zaak,
        vthobject=zichtbaar[nieuw.vthobject_id],
        betrokkene=zichtbaar.get(nieuw.betrokkene_id) if nieuw.betrokkene_id else None,
        omschrijving=nieuw.omschrijving.strip()[:1000],
        ontvangen_op=nieuw.ontvangen_op,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    _keep_versie(viewer, gemaakt, "")
    record_verzoekkern(viewer, gemaakt)
    return gemaakt


@dataclass(frozen=True)
class Verzoekcorrectie:
    """What a request turns out to be about, and on which day it came when another one was written; without a day that stays."""

    omschrijving: str
    vthobject_id: uuid.UUID
    betrokkene_id: uuid.UUID | None = None
    ontvangen_op: date | None = None


@transaction.atomic
@claim_alles()
def record_correctie(
    *,
    viewer: Viewer,
    verzoek_id: uuid.UUID,
    correctie: Verzoekcorrectie,
    reden: str,
    gezien: int | None = None,
) -> Handhavingsverzoek:
    """Correct what a request to enforce is about, or when it came; what was said before stays as a version, and in the history of the register.

    With another day the term to decide is counted again in its zaak (Awb 4:13). Raises GeenToegangError, BestaatNietError, AnderWasVoorError when somebody
    corrected it since version `gezien`, ZaakError for a day that cannot be, and HandhavingError for no reason, a correction that changes nothing, no
    words, a place in another area or that is none, a suspect who is no person, and a file that was destroyed.
    """
    verzoek = get_verzoek(viewer, verzoek_id)
    check_bevoegd(viewer, OVERTREDING, namens=verzoek.leverancier)
    vast = Handhavingsverzoek.objects.select_for_update(of=("self",)).get(pk=verzoek.pk)
    laatste = vast.versies.count()
    if gezien is not None and gezien != laatste:
        raise AnderWasVoorError(
            f"Verzoek {vast.verzoek} is intussen door iemand anders verbeterd. Uw verbetering is niet vastgelegd. Bekijk opnieuw hoe het er voor staat."
        )
    if vast.zaak.vernietigd_op is not None:
        raise HandhavingError(
            f"Zaak {vast.zaak.identificatie} is vernietigd. Er is niets meer te verbeteren."
        )
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom u dit verbetert.")
    zichtbaar = _check_correctie(viewer, vast, correctie)
    _keep_eerdere(vast)
    vast.omschrijving = correctie.omschrijving.strip()[:1000]
    vast.vthobject = zichtbaar[correctie.vthobject_id]
    vast.betrokkene = zichtbaar[correctie.betrokkene_id] if correctie.betrokkene_id else None
    vast.save(update_fields=["omschrijving", "vthobject", "betrokkene"])
    if correctie.ontvangen_op not in (None, vast.ontvangen_op):
        _move_dag(viewer, vast, correctie.ontvangen_op, reden)
        vast.refresh_from_db()
        return vast
    _keep_versie(viewer, vast, reden)
    record_verzoekkern(viewer, vast)
    return vast


def _move_dag(viewer: Viewer, verzoek: Handhavingsverzoek, dag: date | None, reden: str) -> None:
    """Give a request another day of receipt, in its zaak with the term that hangs on it, and on the request itself."""
    assert dag is not None
    record_begindag(
        viewer=viewer.with_handeling(ZAAKRECHT),
        zaak_id=verzoek.zaak_id,
        termijn=BESLISTERMIJN,
        dag=dag,
        reden=reden,
    )


def _keep_eerdere(verzoek: Handhavingsverzoek) -> None:
    """Keep what stands there as a version, when no version tells it whole: from before there were versions, or before they told the day."""
    laatste = verzoek.versies.order_by("-volgnummer").first()
    if laatste is None or laatste.ontvangen_op is None:
        _add_versie(verzoek, verzoek.geregistreerd_door, verzoek.geregistreerd_op, "")


def follow_begindag(viewer: Viewer, zaak: Zaak, dag: date, reden: str) -> None:
    """Take over that the first day of the zaak of a request was put right, also when that was done in the zaak itself; what stood there becomes a version."""
    for verzoek in Handhavingsverzoek.objects.filter(zaak=zaak).select_for_update(of=("self",)):
        _keep_eerdere(verzoek)
        verzoek.ontvangen_op = dag
        verzoek.save(update_fields=["ontvangen_op"])
        _keep_versie(viewer, verzoek, reden)
        record_verzoekkern(viewer, verzoek)


register_volger("handhavingsverzoek", follow_begindag)


def _check_correctie(
    viewer: Viewer, verzoek: Handhavingsverzoek, correctie: Verzoekcorrectie
) -> dict[uuid.UUID, Bronobject]:
    """Give the records that it is about from now on; refuse what cannot be, or changes nothing."""
    zichtbaar = _check_waarover(
        viewer, correctie.omschrijving, correctie.vthobject_id, [correctie.betrokkene_id]
    )
    if zichtbaar[correctie.vthobject_id].gebied != verzoek.gebied:
        raise HandhavingError(
            "Deze locatie ligt in een andere gemeente dan het verzoek. Neem daar een nieuw verzoek op, en sluit dit."
        )
    if correctie.betrokkene_id and zichtbaar[correctie.betrokkene_id].soort not in PERSONEN:
        raise HandhavingError(GEEN_PERSOON)
    c, dag = correctie, verzoek.ontvangen_op
    oud = (verzoek.omschrijving, verzoek.vthobject_id, verzoek.betrokkene_id, dag)
    if oud == (c.omschrijving.strip()[:1000], c.vthobject_id, c.betrokkene_id, c.ontvangen_op or dag):
        raise HandhavingError("Dit is wat er al staat. Verander iets, of ga terug.")
    return zichtbaar


def _keep_versie(viewer: Viewer, verzoek: Handhavingsverzoek, reden: str) -> None:
    """Keep what a request is said to be about, who said so and why, and write the line of the log."""
    nummer = _add_versie(verzoek, viewer.actor, klok.now(), reden)
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=verzoek.leverancier,
        handeling="handhavingsverzoek.correct" if nummer > 1 else "handhavingsverzoek.record",
        onderwerp=("handhavingsverzoek", str(verzoek.pk)),
        inhoud={"versie": nummer},
    )


def _add_versie(verzoek: Handhavingsverzoek, door: str, op: datetime, reden: str) -> int:
    """Write one version and give its number; what was taken in before there were versions gets its first from itself."""
    nummer = verzoek.versies.count() + 1
    Handhavingsverzoekversie.objects.create(
        handhavingsverzoek=verzoek,
        volgnummer=nummer,
        omschrijving=verzoek.omschrijving,
        vthobject=str(verzoek.vthobject_id),
        betrokkene=str(verzoek.betrokkene_id or ""),
        ontvangen_op=verzoek.ontvangen_op,
        reden=reden.strip()[:1000],
        op=op,
        door=door,
    )
    return nummer


def _check_nieuw(viewer: Viewer, nieuw: NieuwHandhavingsverzoek) -> dict[uuid.UUID, Bronobject]:
    """Give the records that a request is about; refuse one without words, a place that is none, or a suspect who is no person."""
    anderen = [nieuw.betrokkene_id, nieuw.verzoeker_id]
    zichtbaar = _check_waarover(viewer, nieuw.omschrijving, nieuw.vthobject_id, anderen)
    if nieuw.betrokkene_id and zichtbaar[nieuw.betrokkene_id].soort not in PERSONEN:
        raise HandhavingError(GEEN_PERSOON)
    return zichtbaar


def _check_waarover(
    viewer: Viewer, omschrijving: str, vthobject_id: uuid.UUID, anderen: Sequence[uuid.UUID | None]
) -> dict[uuid.UUID, Bronobject]:
    """Give the records of a request; refuse no words, what is not there for this viewer, and a place that is none."""
    if not omschrijving.strip():
        raise HandhavingError("Schrijf op waar het verzoek over gaat.")
    ids = [id_ for id_ in (vthobject_id, *anderen) if id_]
    zichtbaar = find_zichtbaar(viewer, ids)
    for id_ in ids:
        if id_ not in zichtbaar:
            raise HandhavingError(f"Gegeven {id_} bestaat niet, of u mag dat niet zien.")
    if zichtbaar[vthobject_id].soort != "vthobject":
        raise HandhavingError("Een verzoek om handhaving gaat over een locatie. Kies een VTH-object.")
    return zichtbaar


def _open_zaak(viewer: Viewer, nieuw: NieuwHandhavingsverzoek, over: list[Over]) -> Zaak:
    """Open the zaak in which the request is decided."""
    zaak = NieuweZaak(
        zaaksoort="handhavingsverzoek",
        organisatie=nieuw.organisatie,
        gebied=nieuw.gebied,
        omschrijving=nieuw.omschrijving[:300],
        startdatum=nieuw.ontvangen_op,
        onderwerpen=tuple(over),
        bevoegd_gezag=nieuw.bevoegd_gezag,
    )
    return open_zaak(viewer=viewer, nieuw=zaak)


def _make_verzoek(nieuw: NieuwHandhavingsverzoek, over: list[Over]) -> NieuwVerzoek:
    """Make the verzoek of it."""
    return NieuwVerzoek(
        organisatie=nieuw.organisatie,
        gebied=nieuw.gebied,
        verzoeknummer=make_kenmerk(nieuw.organisatie, "HV", klok.today()),
        type=Verzoek.Type.HANDHAVING,
        indiendatum=nieuw.ontvangen_op,
        ontvangen_op=nieuw.ontvangen_op,
        bevoegd_gezag=nieuw.bevoegd_gezag,
        omschrijving=nieuw.omschrijving,
        onderwerpen=tuple(over),
    )


@transaction.atomic
@claim_alles()
def assign_overtreding_aan_verzoek(
    *, viewer: Viewer, verzoek_id: uuid.UUID, overtreding_id: uuid.UUID
) -> Handhavingsverzoek:
    """Note that a violation was established because somebody asked; of the same organisation only."""
    verzoek, overtreding = get_verzoek(viewer, verzoek_id), get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=verzoek.leverancier)
    if verzoek.leverancier != overtreding.leverancier:
        raise HandhavingError("Dit verzoek en deze overtreding zijn van verschillende organisaties.")
    Verzoekovertreding.objects.get_or_create(handhavingsverzoek=verzoek, overtreding=overtreding)
    record_overtredingact(viewer, lock_overtreding(overtreding, None), "verzoek", verzoek=verzoek.pk)
    return verzoek
