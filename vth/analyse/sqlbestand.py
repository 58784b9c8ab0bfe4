"""A file with one SELECT and a header that says what it is: `-- naam: waarde` lines before the statement."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KOPREGEL = re.compile(r"^--\s*([a-z_]+)\s*:\s*(.*)$")
VERVOLG = re.compile(r"^--\s{3,}(\S.*)$")


class SqlBestandError(Exception):
    """A SQL file that does not have the agreed form."""


@dataclass(frozen=True)
class SqlBestand:
    """The header and the statement of one file."""

    naam: str
    kop: dict[str, str]
    sql: str


@cache
def read_sqlbestand(file: Path, verplicht: tuple[str, ...] = ()) -> SqlBestand:
    """Read one SQL file; refuses a file without the named header lines or with more than one statement.

    A header line goes on in the next when that is indented by three spaces or more.
    """
    kop: dict[str, str] = {}
    regels = file.read_text(encoding="utf-8").splitlines()
    laatste, n = "", 0
    for n, regel in enumerate(regels):  # noqa: B007
        if treffer := KOPREGEL.match(regel):
            laatste = treffer[1]
            kop[laatste] = treffer[2].strip()
        elif laatste and (vervolg := VERVOLG.match(regel)):
            kop[laatste] += " " + vervolg[1].strip()
        else:
            break
    sql = "\n".join(regels[n:]).strip().removesuffix(";")
    if ontbreekt := [naam for naam in verplicht if not kop.get(naam)]:
        raise SqlBestandError(
            f"{file.name}: in de kop ontbreekt {', '.join(ontbreekt)}. Zet bovenaan een regel `-- {ontbreekt[0]}: …`."
        )
    if not re.match(r"(?is)^(select|with|from)\b", sql) or ";" in re.sub(r"'[^']*'|--[^\n]*", "", sql):
        raise SqlBestandError(f"{file.name}: er staat niet precies één SELECT in. Splits het bestand.")
    return SqlBestand(naam=file.stem, kop=kop, sql=sql)
