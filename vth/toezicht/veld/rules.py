"""What came from a device: when it holds, whether it can be what it says, and which of two counts. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

ANTWOORD, NOTITIE, FOTO, MONSTER, BEZOEK = SOORTEN = ("antwoord", "notitie", "foto", "monster", "bezoek")
# A clock can be this far off without anybody being told.
KLOK_MAG = timedelta(minutes=2)
HOOGSTENS_TEKENS = 20_000
VRAAG = re.compile(r"[A-Za-z0-9_-]{0,100}")
# What a photo begins with: JPEG, PNG, WebP.
FOTOBEGIN = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
VELDEN: Mapping[str, Mapping[str, tuple[type, ...]]] = {
    ANTWOORD: {"waarde": (str, list, type(None)), "eenheid": (str,), "toelichting": (str,), "fotos": (list,)},
    NOTITIE: {"tekst": (str,)},
    FOTO: {"naam": (str,), "bytes": (int,), "breedte": (int,), "hoogte": (int,), "origineel": (int,)},
    MONSTER: dict.fromkeys(("fles", "punt", "wijze", "pakket", "genomen_op", "overgedragen_aan"), (str,)),
    BEZOEK: {
        "begonnen_op": (int,),
        "geeindigd_op": (int,),
        "gesproken_met": (str,),
        "legitimatie_getoond": (bool,),
    },
}


class VeldError(Exception):
    """A piece from the field that is not taken in; the message says what was seen, why, and what to do with it."""


@dataclass(frozen=True)
class Veldinvoer:
    """One piece as a device sends it, under the id that it made; both times in milliseconds."""

    id: UUID
    controle_id: UUID
    soort: str
    inhoud: Mapping[str, Any]
    toestel: str
    toesteltijd: int
    klokverschil: int
    vraag: str = ""
    lijst_id: UUID | None = None


@dataclass(frozen=True)
class Moment:
    """When a piece holds, and what is to be said of that."""

    geldt_op: datetime
    let_op: str = ""


class Geldend(Protocol):
    """What decides which of two answers counts."""

    @property
    def id(self) -> UUID:
        """Give the id that the device made."""

    @property
    def geldt_op(self) -> datetime:
        """Give the moment at which it was made, put right for the clock of its device."""


T = TypeVar("T", bound=Geldend)


def check_invoer(invoer: Veldinvoer) -> None:
    """Refuse a piece that is not what its kind is made of, or that is larger than anybody fills in by hand."""
    if invoer.soort not in SOORTEN:
        raise VeldError(
            f"De soort {invoer.soort[:40]!r} bestaat niet. Werk de app bij; dit stuk blijft op het toestel."
        )
    if not VRAAG.fullmatch(invoer.vraag):
        raise VeldError(f"De vraag {invoer.vraag[:40]!r} is geen id van een vraag. Werk de app bij.")
    if len(str(invoer.inhoud)) > HOOGSTENS_TEKENS:
        raise VeldError(
            f"Dit is langer dan {HOOGSTENS_TEKENS} tekens. Kort de tekst in, of maak er een document van."
        )
    velden = VELDEN[invoer.soort]
    for naam, waarde in invoer.inhoud.items():
        # In Python a yes is a number too.
        if (
            naam not in velden
            or not isinstance(waarde, velden[naam])
            or (isinstance(waarde, bool) and bool not in velden[naam])
        ):
            raise VeldError(
                f"{naam[:40]!r} hoort niet bij een {invoer.soort}, of heeft de verkeerde vorm. Werk de app bij."
            )
    if invoer.soort == FOTO and invoer.inhoud.get("bytes", 0) < 1:
        raise VeldError("De foto is leeg. Maak haar opnieuw.")


def derive_moment(toesteltijd: datetime, klokverschil: timedelta, ontvangen_op: datetime) -> Moment:
    """Put the time of a device right by how far its clock was off when it sent; never later than when it came in."""
    geldt_op = toesteltijd + klokverschil
    if geldt_op > ontvangen_op + KLOK_MAG:
        return Moment(
            ontvangen_op,
            "De klok van het toestel is tussendoor veranderd: de tijd lag in de toekomst. De tijd van ontvangst geldt.",
        )
    geldt_op = min(geldt_op, ontvangen_op)
    if abs(klokverschil) > KLOK_MAG:
        minuten = round(abs(klokverschil).total_seconds() / 60)
        hoe = "achter" if klokverschil > timedelta(0) else "voor"
        return Moment(
            geldt_op, f"De klok van het toestel liep {minuten} minuten {hoe}; de tijd is rechtgezet."
        )
    return Moment(geldt_op)


def decide_geldend(antwoorden: Iterable[T]) -> T | None:
    """Decide which of several answers to one question counts: the one that was given last; of two at once always the same one."""
    return max(antwoorden, key=lambda a: (a.geldt_op, a.id), default=None)


def is_fotobegin(begin: bytes) -> bool:
    """Say whether the first bytes are those of a photo."""
    return begin.startswith(FOTOBEGIN) and (not begin.startswith(b"RIFF") or begin[8:12] == b"WEBP")
