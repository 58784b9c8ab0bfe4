"""The writers of the agenda: a room puts the days of its things in, and an account has its calendar."""

import secrets
import uuid
from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from django.db import transaction
from django.db.models import QuerySet

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import Viewer, check_bevoegd

from .dagtaken import Dagtaak
from .models import Agendapunt, Agendasleutel
from .rules import Punt, derive_sleutelhash

LEZEN = "register.read"


class Beschermd(Protocol):
    """A thing with its sight, as the agenda takes it over."""

    pk: uuid.UUID
    soort: str
    leverancier: str
    gebied: str
    vertrouwelijkheid: str


class AgendaError(Exception):
    """A calendar that cannot be given; the message says what to do."""


def replace_agendapunten(*, ding: Beschermd, namens: str, punten: Sequence[Punt]) -> None:
    """Make these the open days of a thing, in the act of the room that owns it; what is no longer asked counts as done.

    A day that stays the same stays as it is, so that nobody is told twice.
    """
    vast = {
        "leverancier": ding.leverancier,
        "gebied": ding.gebied,
        "vertrouwelijkheid": ding.vertrouwelijkheid,
    }
    bestaand = {p.sleutel: p for p in Agendapunt.objects.filter(soort=ding.soort, onderwerp=ding.pk)}
    nieuw, anders, nu = [], [], klok.now()
    for punt in punten:
        velden = {
            "aard": punt.aard,
            "dag": punt.dag,
            "rol": punt.rol,
            "voor": punt.voor,
            "namens": namens,
            "titel": punt.titel[:300],
            **vast,
        }
        oud = bestaand.pop(punt.sleutel, None)
        if oud is None:
            nieuw.append(Agendapunt(soort=ding.soort, onderwerp=ding.pk, sleutel=punt.sleutel, **velden))
        elif oud.gedaan_op or any(getattr(oud, veld) != waarde for veld, waarde in velden.items()):
            if oud.dag != punt.dag or oud.gedaan_op:
                oud.gemeld_op = None
            oud.gedaan_op = None
            for veld, waarde in velden.items():
                setattr(oud, veld, waarde)
            anders.append(oud)
    over = [p for p in bestaand.values() if p.gedaan_op is None]
    for punt_over in over:
        punt_over.gedaan_op = nu
    Agendapunt.objects.bulk_create(nieuw)
    Agendapunt.objects.bulk_update(
        [*anders, *over],
        ["aard", "dag", "rol", "voor", "namens", "titel", *vast, "gemeld_op", "gedaan_op"],
        batch_size=100,
    )


def assign_agendapunten(*, soort: str, onderwerpen: QuerySet, van: str, naar: str) -> int:
    """Let the open days of some things that were for one account be for another; set-based, inside the act of the room."""
    rijen = Agendapunt.objects.filter(soort=soort, onderwerp__in=onderwerpen, voor=van, gedaan_op=None)
    return rijen.update(voor=naar)


def move_agendapunten(*, soort: str, onderwerpen: QuerySet, sleutel: str, dag: date) -> int:
    """Put one open day of many things on another day; set-based, inside the act of the room. It is told again when it comes."""
    rijen = Agendapunt.objects.filter(soort=soort, sleutel=sleutel, onderwerp__in=onderwerpen, gedaan_op=None)
    return rijen.exclude(dag=dag).update(dag=dag, gemeld_op=None)


def transfer_agendapunten(*, soort: str, onderwerpen: QuerySet | Collection[uuid.UUID], naar: str) -> int:
    """Let the open days of some things be of another organisation; set-based, inside the act of the room. They are told again."""
    rijen = Agendapunt.objects.filter(soort=soort, onderwerp__in=onderwerpen, gedaan_op=None)
    return rijen.exclude(leverancier=naar).update(leverancier=naar, namens=naar, gemeld_op=None)


def finish_agendapunten(*, soort: str, onderwerpen: QuerySet | Collection[uuid.UUID]) -> int:
    """Let all open days of some things count as done; set-based, inside the act of the room."""
    rijen = Agendapunt.objects.filter(soort=soort, onderwerp__in=onderwerpen, gedaan_op=None)
    return rijen.update(gedaan_op=klok.now())


def settle_agendapunten(*, soort: str, sleutel: str, voor: date) -> int:
    """Let the open days of one kind before a day count as done, where nobody has to do anything for them; set-based, by a daily job."""
    rijen = Agendapunt.objects.filter(soort=soort, sleutel=sleutel, dag__lt=voor, gedaan_op=None)
    return rijen.update(gedaan_op=klok.now())


def _say_dagen(na: date | None, op: date) -> int:
    """Tell of the days that have come: one statement over the index on open days."""
    return Agendapunt.objects.filter(dag__lte=op, gemeld_op=None, gedaan_op=None).update(gemeld_op=klok.now())


DAGTAKEN = (Dagtaak("agenda.melden", "dagen van de agenda gemeld", _say_dagen),)


@transaction.atomic
def record_agendasleutel(*, viewer: Viewer) -> str:
    """Give the viewer's own account a new secret for its calendar, shown this once; an earlier one is worth nothing any more.

    Raises GeenToegangError, and AgendaError for who is no account.
    """
    check_bevoegd(viewer, LEZEN)
    if viewer.gebruiker_id is None:
        raise AgendaError("Alleen een account heeft een eigen agenda. Meld u aan met uw eigen account.")
    nu, geheim = klok.now(), secrets.token_urlsafe(32)
    Agendasleutel.objects.filter(gebruiker=viewer.gebruiker_id, ingetrokken_op=None).update(ingetrokken_op=nu)
    sleutel = Agendasleutel.objects.create(
        gebruiker_id=viewer.gebruiker_id, sha256=derive_sleutelhash(geheim), gemaakt_op=nu
    )
    _log(viewer, "agendasleutel.record", sleutel.pk)
    return geheim


@transaction.atomic
def close_agendasleutel(*, viewer: Viewer) -> None:
    """Withdraw the secret of the viewer's own calendar: programs that read it get nothing from then on."""
    check_bevoegd(viewer, LEZEN)
    sleutel = Agendasleutel.objects.filter(gebruiker_id=viewer.gebruiker_id or 0, ingetrokken_op=None).first()
    if sleutel is not None:
        sleutel.ingetrokken_op = klok.now()
        sleutel.save(update_fields=["ingetrokken_op"])
        _log(viewer, "agendasleutel.close", sleutel.pk)


def _log(viewer: Viewer, handeling: str, sleutel_id: uuid.UUID) -> None:
    """Write the line of an act on a calendar."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=viewer.organisatie,
        handeling=handeling,
        onderwerp=("agendasleutel", str(sleutel_id)),
    )
