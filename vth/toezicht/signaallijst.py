"""The work list of signals: what is open, the urgent first and then the oldest, or by the moment it came in, a page at a time by an index.

Which index is walked depends on what is asked: of one handler, of one gemeente, of the few organisations and gemeenten that a viewer
has, or of all. First the urgent stretch is walked, then the other, or both side by side; what else is asked, and sight itself, is looked at in the rows.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from vth.regelgeving.selectors import find_grond
from vth.register.standlezen import as_uuid
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer
from vth.toegang.wegen import derive_wegzicht_sql, list_wegen, write_bladzij, write_na

from .models import Incidentsignaal
from .selectors import list_zichtbare_signalen
from .signaalrules import Signaalbeeld, is_mogelijk_dubbel

NABIJ = "toezicht.signaal_nabij"
# So many signals of one organisation and category around a moment are compared; more are of one event or of a fault.
KANDIDATEN = 300
SPOED = "spoed"
VOLGORDES = {
    SPOED: "Spoed bovenaan, dan wat het langst wacht",
    "ontvangen_op": "Wat het langst wacht, bovenaan",
    "-ontvangen_op": "Wat het laatst binnenkwam, bovenaan",
}


@dataclass(frozen=True)
class Signaalfilter:
    """What the work list is narrowed to; empty means not. `behandelaar` is one account, `teams` some teams, `niemand` what nobody has.

    `volgorde` is one of VOLGORDES.
    """

    behandelaar: str = ""
    teams: tuple[str, ...] = ()
    niemand: bool = False
    signaalcategorie: str = ""
    signaalsoort: str = ""
    gebied: str = ""
    volgorde: str = SPOED

    @property
    def af(self) -> bool:
        """Tell whether what came in last stands first."""
        return self.volgorde.startswith("-")


@dataclass(frozen=True)
class Signaalplek:
    """Where a signal stands in the list."""

    spoed: bool
    ontvangen_op: datetime
    id: uuid.UUID


def list_open(
    viewer: Viewer, filter_: Signaalfilter, *, na: Signaalplek | None = None, hoogstens: int = 50
) -> list[Incidentsignaal]:
    """List open signals in the order that is asked, one more than `hoogstens` when there are."""
    if viewer.zicht.is_leeg:
        return []
    if filter_.volgorde != SPOED:
        return _list_op_moment(viewer, filter_, na, hoogstens)
    ids: list[uuid.UUID] = []
    for spoed in (True, False):
        ruimte = hoogstens + 1 - len(ids)
        if ruimte > 0 and not (spoed and na is not None and not na.spoed):
            ids += _fetch(
                viewer, filter_, spoed, na if na is not None and na.spoed == spoed else None, ruimte
            )
    gevonden = Incidentsignaal.objects.in_bulk(ids)
    return [gevonden[id_] for id_ in ids if id_ in gevonden]


def _list_op_moment(
    viewer: Viewer, filter_: Signaalfilter, na: Signaalplek | None, hoogstens: int
) -> list[Incidentsignaal]:
    """List open signals by the moment they came in: both stretches are walked and then merged."""
    ids = [id_ for spoed in (True, False) for id_ in _fetch(viewer, filter_, spoed, na, hoogstens + 1)]
    gevonden = Incidentsignaal.objects.in_bulk(ids).values()
    op_moment = sorted(gevonden, key=lambda s: (s.ontvangen_op, s.pk), reverse=filter_.af)
    return op_moment[: hoogstens + 1]


def _fetch(
    viewer: Viewer, filter_: Signaalfilter, spoed: bool, na: Signaalplek | None, hoogstens: int
) -> list[uuid.UUID]:
    """Give the ids of one stretch, urgent or not, after a place."""
    sql, params = derive_lijst_sql(viewer, filter_, spoed, na, hoogstens)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [as_uuid(rij[0]) for rij in cursor.fetchall()]


def count_open(viewer: Viewer, filter_: Signaalfilter, *, grens: int) -> int:
    """Count open signals up to `grens`."""
    if viewer.zicht.is_leeg:
        return 0
    aantal = 0
    for spoed in (True, False):
        sql, params = derive_lijst_sql(viewer, filter_, spoed, None, grens)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({sql}) t", params)
            aantal += int(cursor.fetchone()[0])
    return min(aantal, grens)


def derive_lijst_sql(
    viewer: Viewer, filter_: Signaalfilter, spoed: bool, na: Signaalplek | None, hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question for one page of the urgent or of the other stretch: ids and moments in order."""
    vast, params = _derive_vast(viewer, filter_, spoed, na)
    return write_bladzij(
        _list_wegen(viewer, filter_),
        tabel=Incidentsignaal._meta.db_table,
        alias="s",
        kolom="ontvangen_op",
        vast=vast,
        params=params,
        hoogstens=hoogstens,
        vendor=connection.vendor,
        af=filter_.af,
    )


def _list_wegen(viewer: Viewer, filter_: Signaalfilter) -> list[tuple[str, str]]:
    """List the stretches of an index that together hold the answer."""
    if filter_.behandelaar:
        return [("s.behandelaar", filter_.behandelaar)]
    if filter_.gebied:
        return [("s.gebied", filter_.gebied)]
    return list_wegen(viewer.zicht, "s")


def _derive_vast(
    viewer: Viewer, filter_: Signaalfilter, spoed: bool, na: Signaalplek | None
) -> tuple[str, list[Any]]:
    """Write what must hold in each row: open, urgent or not, seen, asked for, and after the place."""
    zicht, params = derive_wegzicht_sql(viewer.zicht, "s", _list_wegen(viewer, filter_), connection.vendor)
    delen = ["s.afloop = ''", "s.spoed" if spoed else "NOT s.spoed"]
    if connection.vendor == "sqlite":
        delen[1] = f"s.spoed = {int(spoed)}"
    delen.append(f"({zicht})")
    for kolom in ("signaalcategorie", "signaalsoort"):
        if waarde := getattr(filter_, kolom):
            delen.append(f"s.{kolom} = %s")
            params.append(waarde)
    if filter_.niemand:
        delen.append("s.behandelaar = ''")
    if filter_.teams:
        delen.append(f"s.team IN ({', '.join(['%s'] * len(filter_.teams))})")
        params += filter_.teams
    if na is not None:
        moment = connection.ops.adapt_datetimefield_value(na.ontvangen_op)
        voorbij, waarden = write_na(
            "s", "ontvangen_op", (moment, na.id), vendor=connection.vendor, af=filter_.af
        )
        delen.append(voorbij)
        params += waarden
    return " AND ".join(delen), params


def list_mogelijk_dubbel(viewer: Viewer, signaal: Incidentsignaal) -> list[Incidentsignaal]:
    """Propose which other messages of this organisation may be about the same event, the nearest in time first; a person decides."""
    grond = find_grond(
        NABIJ, geldig_op=derive_legal_day(signaal.ontvangen_op), omgevingsdienst=signaal.leverancier
    )
    meters, uren = float(grond.waarde["meters"]), float(grond.waarde["uren"])
    zelf = make_beeld(signaal)
    # Of another message only the moment of receiving is indexed; it may tell of what happened a day before.
    ruim = timedelta(hours=2 * uren)
    rijen = list_zichtbare_signalen(viewer).filter(
        leverancier=signaal.leverancier,
        signaalcategorie=signaal.signaalcategorie,
        ontvangen_op__range=(zelf.moment - ruim, zelf.moment + ruim),
    )
    rijen = rijen.exclude(pk=signaal.pk).exclude(afloop="dubbel").order_by("-ontvangen_op")
    passend = [
        s for s in rijen[:KANDIDATEN] if is_mogelijk_dubbel(zelf, make_beeld(s), meters=meters, uren=uren)
    ]
    return sorted(passend, key=lambda s: abs(make_beeld(s).moment - zelf.moment))


def make_beeld(signaal: Incidentsignaal) -> Signaalbeeld:
    """Give what of a signal tells whether another may be about the same event."""
    return Signaalbeeld(
        categorie=signaal.signaalcategorie,
        moment=signaal.gebeurd_op or signaal.ontvangen_op,
        plek=signaal.plek,
        bij=str(signaal.bij_id or ""),
        x=signaal.x,
        y=signaal.y,
    )


def list_van_incident(viewer: Viewer, incident_ids: Sequence[uuid.UUID]) -> list[Incidentsignaal]:
    """List the signals that tell of these incidents, the oldest first, as far as the viewer may see them."""
    return list(
        list_zichtbare_signalen(viewer).filter(incident_id__in=incident_ids).order_by("ontvangen_op", "pk")
    )
