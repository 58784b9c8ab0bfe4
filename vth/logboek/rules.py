"""How a line of the log is hashed and how a chain of lines is read back."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# Made once: a log has millions of lines.
CANONIEK = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Regel:
    """A line of the log as it stands in the database."""

    id: str
    moment: datetime
    actor: str
    organisatie: str
    handeling: str
    onderwerp_soort: str
    onderwerp_id: str
    inhoud: dict[str, Any]
    volgnummer: int | None
    hash: str


@dataclass(frozen=True)
class Breuk:
    """A place where the chain does not hold: the number of the line and what is wrong there."""

    volgnummer: int
    id: str
    uitleg: str


def derive_hash(regel: Regel, volgnummer: int, vorige_hash: str) -> str:
    """Hash a line together with its number and the hash before it (SHA-256 of canonical JSON)."""
    tekst = CANONIEK.encode(
        [
            volgnummer,
            vorige_hash,
            regel.id,
            regel.moment.astimezone(UTC).isoformat(timespec="microseconds"),
            regel.actor,
            regel.organisatie,
            regel.handeling,
            regel.onderwerp_soort,
            regel.onderwerp_id,
            regel.inhoud,
        ]
    )
    return hashlib.sha256(tekst.encode()).hexdigest()


def check_keten(regels: Iterable[Regel], laatste_nummer: int, laatste_hash: str) -> list[Breuk]:
    """Find every changed, removed or reordered line in a chain, given in order of number, and the seal at its end.

    A changed line is named itself; after it the chain is read on from the hash that the line carries, so that
    one fault gives one finding.
    """
    breuken: list[Breuk] = []
    nummer, vorige = 0, ""
    for regel in regels:
        assert regel.volgnummer is not None
        if regel.volgnummer != nummer + 1:
            breuken.append(_missing(nummer + 1, regel.volgnummer - 1))
        elif derive_hash(regel, regel.volgnummer, vorige) != regel.hash:
            breuken.append(
                Breuk(
                    regel.volgnummer,
                    regel.id,
                    f"Regel {regel.volgnummer} ({regel.id}) is gewijzigd of van plaats verwisseld: de inhoud past niet "
                    "bij de hash. Vergelijk de regel met een reservekopie van voor de wijziging.",
                )
            )
        nummer, vorige = regel.volgnummer, regel.hash
    if nummer < laatste_nummer:
        breuken.append(_missing(nummer + 1, laatste_nummer))
    elif (nummer, vorige) != (laatste_nummer, laatste_hash):
        breuken.append(
            Breuk(
                nummer,
                "",
                f"Het zegel noemt regel {laatste_nummer}, de laatste regel is {nummer} met een andere hash. "
                "Er zijn regels achteraan vervangen. Vergelijk met een reservekopie.",
            )
        )
    return breuken


def _missing(van: int, tot: int) -> Breuk:
    """Say which numbers are gone."""
    welke = f"Regel {van} ontbreekt" if van == tot else f"Regels {van} tot en met {tot} ontbreken"
    return Breuk(van, "", f"{welke}: verzegelde regels zijn verwijderd. Zet ze terug uit een reservekopie.")
