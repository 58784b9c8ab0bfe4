"""The writers of register tables: one statement at a time, or a staged million in one short transaction."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from . import klok
from .guard import list_guard_differences
from .models import Herkomst, Voorkomen, list_inhoudskolommen
from .rules import Geldigheid, Stuk, derive_tijdlijnwijziging
from .slot import SITE, find_voorbijganger

logger = logging.getLogger(__name__)


class BewakingError(Exception):
    """The database does not guard the register tables as the models ask."""


# So many differences are named: of a database that was never migrated everything differs.
GETOOND = 20


@dataclass(frozen=True)
class Vaststelling:
    """What somebody says of one thing: the content that holds in a period."""

    geldigheid: Geldigheid
    inhoud: Mapping[str, Any]


def check_guard() -> None:
    """Refuse to go on when a database does not guard every table that must stay; for start-up and `make check`.

    Raises BewakingError that names each difference and how to repair it.
    """
    aliassen = dict.fromkeys([DEFAULT_DB_ALIAS, settings.VERWERKINGEN_MIGRATIE, settings.OPSPORING_DATABASE])
    if verschillen := [v for alias in aliassen for v in list_guard_differences(connections[alias])]:
        meer = len(verschillen) - GETOOND
        raise BewakingError(
            "De database bewaakt het register niet zoals het model vraagt:\n- "
            + "\n- ".join(verschillen[:GETOOND])
            + (f"\n- en nog {meer}" if meer > 0 else "")
            + "\nZonder bewaking kan geschiedenis stil verdwijnen. Draai `vth migreer` en start opnieuw."
        )


def warn_voorbijganger() -> None:
    """Say in the log of the site when the second lock does not hold for the user it came in with (`slot`)."""
    if naam := find_voorbijganger(connection):
        logger.warning(
            "Het tweede slot van de database geldt niet voor %s. Geef de site een eigen databasegebruiker die alleen lid "
            "is van %s; zie README, In production.",
            naam,
            SITE,
        )


def record_herkomst(*, leverancier: str, soort: str, na: datetime | None = None) -> Herkomst:
    """Open one act of one supplier; its moment is now, and always later than `na` and the supplier's last act.

    Two acts within one microsecond are put one microsecond apart, so that the order of writing stays readable.
    """
    laatste = (
        Herkomst.objects.filter(leverancier=leverancier).order_by("-moment").values_list("moment", flat=True)
    )
    moment = klok.now()
    for eerder in (laatste.first(), na):
        if eerder and eerder >= moment:
            moment = eerder + timedelta(microseconds=1)
    return Herkomst.objects.create(leverancier=leverancier, soort=soort, moment=moment)


@transaction.atomic
def record_voorkomen(
    model: type[Voorkomen],
    *,
    sleutel: Mapping[str, Any],
    venster: Geldigheid,
    vaststellingen: list[Vaststelling],
    herkomst: Herkomst,
) -> int:
    """Write what somebody says of one thing in `venster` into its timeline; give the number of rows written.

    `sleutel` names the thing (the key fields of the model), `vaststellingen` what holds inside the window; what
    the window leaves open has ended. Saying the same again writes nothing. The database refuses what would
    overlap; periods that cannot be raise TijdError.
    """
    geloofd = list(model.objects.filter(**sleutel).believed().select_for_update())
    velden = [f for f in model._meta.concrete_fields if f.column in list_inhoudskolommen(model)]
    stukken = {
        v.pk: Stuk(
            Geldigheid(v.begin_geldigheid, v.eind_geldigheid),
            _freeze({f.attname: getattr(v, f.attname) for f in velden}),
        )
        for v in geloofd
    }
    oorsprong = {stukken[v.pk].geldigheid: v.herkomst_id for v in geloofd}
    leeg = {f.attname: f.get_default() for f in velden}
    wijziging = derive_tijdlijnwijziging(
        stukken.values(),
        venster,
        [Stuk(v.geldigheid, _freeze(leeg | _as_attnames(model, v.inhoud))) for v in vaststellingen],
    )
    ids = [pk for pk, stuk in stukken.items() if stuk in wijziging.sluiten]
    model.objects.filter(pk__in=ids).update(eind_registratie=herkomst.moment)
    for stuk in wijziging.toevoegen:
        gezegd = any(v.geldigheid.overlaps(stuk.geldigheid) for v in vaststellingen)
        model.objects.create(
            **sleutel,
            **dict(stuk.inhoud),  # type: ignore[call-overload]
            begin_geldigheid=stuk.geldigheid.begin,
            eind_geldigheid=stuk.geldigheid.eind,
            tijdstip_registratie=herkomst.moment,
            herkomst_id=herkomst.pk if gezegd else _find_oorsprong(stuk, oorsprong),
        )
    return len(ids) + len(wijziging.toevoegen)


def _find_oorsprong(knipsel: Stuk, oorsprong: Mapping[Geldigheid, int]) -> int:
    """Give the origin of the believed piece of which this one is what is left."""
    return next(id_ for geldigheid, id_ in oorsprong.items() if geldigheid.overlaps(knipsel.geldigheid))


def _as_attnames(model: type[Voorkomen], inhoud: Mapping[str, Any]) -> dict[str, Any]:
    """Turn field names into attribute names, so that `persoon` and `persoon_id` mean the same column."""
    namen = {f.name: f.attname for f in model._meta.concrete_fields}
    return {namen.get(naam, naam): waarde for naam, waarde in inhoud.items()}


def _freeze(inhoud: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Make content comparable."""
    return tuple(sorted(inhoud.items()))
