"""What a file tells about itself, and matching its columns with those the profile needs."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import duckdb

from vth.analyse.motor import quote_name

from .afspraak import Leesafspraak


class Leesfout(Exception):
    """A file that cannot be read as agreed; nothing of it was taken in."""


@dataclass
class Inlezing:
    """What was found out about the file while reading it, for the toetsverslag."""

    rijen: int = 0
    opmerkingen: list[str] = field(default_factory=list)
    ongebruikt: list[str] = field(default_factory=list)


def check_kolommen(gezien: Sequence[str], profiel: Leesafspraak, inlezing: Inlezing) -> dict[str, str]:
    """Match the columns that the profile needs with those of the file; give for each needed one its name in the file.

    Case and outer spaces do not matter. Raises Leesfout that names what is missing, what looks like it, and doubles.
    """
    genormd: dict[str, list[str]] = {}
    for naam in gezien:
        genormd.setdefault(naam.strip().casefold(), []).append(naam)
    nodig = profiel.list_kolommen()
    dubbel = [k for k in nodig if len(genormd.get(k.strip().casefold(), [])) > 1]
    if dubbel:
        raise Leesfout(
            f"Kolom {_join(dubbel)} staat er meer dan één keer in. Het is niet te zeggen welke geldt. "
            "Haal de dubbele kolom weg of geef die een andere naam."
        )
    ontbreekt = [k for k in nodig if k.strip().casefold() not in genormd]
    if ontbreekt:
        raise Leesfout(_explain_missing(ontbreekt, gezien))
    inlezing.ongebruikt = sorted(
        n for n in gezien if n.strip().casefold() not in {k.strip().casefold() for k in nodig}
    )
    return {k: genormd[k.strip().casefold()][0] for k in nodig}


def _explain_missing(ontbreekt: Sequence[str], gezien: Sequence[str]) -> str:
    """Say which columns are missing and which of those in the file look like them."""
    hints = []
    for kolom in ontbreekt:
        if lijkt := difflib.get_close_matches(kolom, gezien, 1, 0.6):
            hints.append(f"{kolom!r} (heet die nu {lijkt[0]!r}?)")
        else:
            hints.append(repr(kolom))
    return (
        f"In het bestand ontbreekt kolom {', '.join(hints)}. Gevonden zijn: {_join(gezien) or 'geen kolommen'}. "
        "Lever het bestand aan met de afgesproken kolommen, of laat het leverprofiel aanpassen."
    )


def make_bron(
    con: duckdb.DuckDBPyConnection, bron_sql: str, kolommen: dict[str, str], rijnummer: str
) -> None:
    """Make the table `bron` from a SELECT, keeping only the profile's columns under the profile's names."""
    keuze = ", ".join(f"CAST({quote_name(v)} AS VARCHAR) AS {quote_name(k)}" for k, v in kolommen.items())
    keuze = f", {keuze}" if keuze else ""
    con.execute(f"CREATE OR REPLACE TABLE bron AS SELECT {rijnummer} AS rijnummer{keuze} FROM {bron_sql}")


def _join(namen: Iterable[str]) -> str:
    """List names, the first twenty."""
    lijst = list(namen)
    return ", ".join(lijst[:20]) + (f" en nog {len(lijst) - 20}" if len(lijst) > 20 else "")
