"""Which days a term puts in the agenda, and for whom; and the calendar as text (RFC 5545)."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

AARDEN = ("termijn", "herinnering", "te_laat")
REGELLENGTE = 75


@dataclass(frozen=True)
class Punt:
    """One day as a room asks for it: what makes it one (`sleutel`), which kind of day, and of whom."""

    sleutel: str
    aard: str
    dag: date
    titel: str
    rol: str = ""
    voor: str = ""


@dataclass
class Ding:
    """A thing whose own table has no sight: it is seen as one organisation's, and inside only."""

    pk: uuid.UUID
    leverancier: str
    soort: str
    gebied: str = ""
    vertrouwelijkheid: str = "intern"


@dataclass(frozen=True)
class Herinnering:
    """When a role is reminded of a term: so many days before its last day, or (negative) after it."""

    dagen_ervoor: int
    rol: str


@dataclass(frozen=True)
class Kalenderpunt:
    """One day in a calendar program: a lasting id, the day, what it is, and where to look."""

    uid: str
    dag: date
    titel: str
    url: str = ""


def derive_termijnpunten(
    naam: str, titel: str, laatste_dag: date, *, voor: str, rol: str, herinneringen: Sequence[Herinnering]
) -> tuple[Punt, ...]:
    """Give the days of one term: its last day for who has the work, and each reminder for its role.

    A reminder before the last day goes to who has the work as well, one after it to the role only: then it did not help
    to remind the same person.
    """
    punten = [Punt(naam, "termijn", laatste_dag, titel, rol, voor)]
    for h in herinneringen:
        dag = laatste_dag - timedelta(days=h.dagen_ervoor)
        if h.dagen_ervoor > 0:
            punten.append(Punt(f"{naam}:{h.dagen_ervoor}:{h.rol}", "herinnering", dag, titel, h.rol, voor))
        else:
            punten.append(Punt(f"{naam}:{h.dagen_ervoor}:{h.rol}", "te_laat", dag, titel, h.rol))
    return tuple(punten)


def derive_kalender(punten: Iterable[Kalenderpunt], *, naam: str, stempel: datetime) -> str:
    """Write days as an iCalendar: each a whole day, with a reminder in the morning; the same days give the same text."""
    regels = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Open VTH//agenda//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(naam)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for punt in punten:
        regels += [
            "BEGIN:VEVENT",
            f"UID:{_escape(punt.uid)}",
            f"DTSTAMP:{stempel.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{punt.dag:%Y%m%d}",
            f"DTEND;VALUE=DATE:{punt.dag + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escape(punt.titel)}",
            *([f"URL:{punt.url}"] if punt.url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "\r\n".join(_fold(regel) for regel in [*regels, "END:VCALENDAR"]) + "\r\n"


def derive_sleutelhash(geheim: str) -> str:
    """Give what is kept of the secret of a calendar."""
    return hashlib.sha256(geheim.encode()).hexdigest()


def _escape(tekst: str) -> str:
    """Write a text as iCalendar wants it: no control signs, and no sign that means something there."""
    schoon = "".join(" " if ord(teken) < 32 and teken != "\n" else teken for teken in tekst)
    for teken in ("\\", ";", ","):
        schoon = schoon.replace(teken, f"\\{teken}")
    return schoon.replace("\n", "\\n")


def _fold(regel: str) -> str:
    """Break a line of more than 75 bytes, and never inside a letter."""
    delen, deel, lengte = [], "", 0
    for teken in regel:
        breed = len(teken.encode())
        if lengte + breed > REGELLENGTE:
            delen.append(deel)
            deel, lengte = " ", 1
        deel, lengte = deel + teken, lengte + breed
    return "\r\n".join([*delen, deel])
