"""Finding out in which encoding a text file was written, and making plain UTF-8 of it where it is not.

What was agreed counts until the file itself says otherwise: a mark at its begin, or letters that only one encoding gives.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from .kolommen import Inlezing, Leesfout

BLOK = 2**20
MERKEN = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Of a file for which another encoding than UTF-8 was agreed, so many blocks are looked at.
MONSTER_BLOKKEN = 8
TERUGVAL = "windows-1252"
LEGE_REGEL = re.compile(rb"\n\n+[^\n]")


@dataclass(frozen=True)
class Keuze:
    """The encoding to read with; `vervang` when a few letters of it are broken and are shown as such."""

    codering: str
    vervang: bool = False


def choose_codering(file: Path, afgesproken: str, inlezing: Inlezing) -> Keuze:
    """Choose the encoding of a file, and remark on it where the sender should know.

    Raises Leesfout for a file that ends in the middle of a letter: it was broken off.
    """
    keuze = _detect(file, afgesproken)
    if keuze.vervang:
        inlezing.opmerkingen.append(
            "Het bestand is UTF-8, maar enkele letters erin zijn in een andere codering geschreven. Zij zijn als \ufffd gelezen. "
            "Exporteer het hele bestand als UTF-8."
        )
    gelezen = keuze.codering.removesuffix("-sig")
    if afgesproken and not _is_same(afgesproken, gelezen):
        inlezing.opmerkingen.append(
            f"Het bestand is gelezen als {gelezen}; afgesproken is {afgesproken}. Controleer letters met een accent."
        )
    elif not afgesproken and gelezen != "utf-8":
        inlezing.opmerkingen.append(f"Het bestand is gelezen als {gelezen}, niet als UTF-8.")
    return keuze


def _detect(file: Path, afgesproken: str) -> Keuze:
    """Find out the encoding: a mark, zero bytes of UTF-16, valid UTF-8, what was agreed, else Windows-1252."""
    with file.open("rb") as stream:
        kop = stream.read(BLOK)
    for merk, codering in MERKEN:
        if kop.startswith(merk):
            return Keuze(codering)
    if kop[1::2].count(0) > len(kop) // 4:
        return Keuze("utf-16-le")
    if kop[0::2].count(0) > len(kop) // 4:
        return Keuze("utf-16-be")
    anders = afgesproken and not _is_same(afgesproken, "utf-8")
    goed, fout = _count_letters(file, MONSTER_BLOKKEN if anders else 0)
    if not goed and not fout:
        return Keuze(afgesproken if anders else "utf-8")
    if not fout:
        return Keuze("utf-8")
    if goed > 4 * fout:
        return Keuze("utf-8", vervang=True)
    return Keuze(afgesproken if anders else TERUGVAL)


def _is_same(een: str, ander: str) -> bool:
    """Tell whether two names are of one encoding."""
    return codecs.lookup(een) == codecs.lookup(ander)


def _count_letters(file: Path, blokken: int) -> tuple[int, int]:
    """Count the bytes of letters beyond ASCII that are valid UTF-8, and the places that are not; 0 blocks is the whole file.

    Raises Leesfout when otherwise valid UTF-8 stops halfway a letter.
    """
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    goed = fout = gelezen = 0
    with file.open("rb") as stream:
        while (blok := stream.read(BLOK)) and not (blokken and gelezen >= blokken):
            gelezen += 1
            if blok.isascii() and not decoder.getstate()[0]:
                continue
            tekst = decoder.decode(blok)
            fout += max(tekst.count("\ufffd") - blok.count("\ufffd".encode()), 0)
            goed += max(len(blok) - len(tekst), 0)
    half = decoder.getstate()[0] if not blok else b""
    if half and goed and not fout:
        raise Leesfout(
            "Het bestand is afgebroken: het eindigt midden in een letter. Maak de export opnieuw en lever opnieuw aan."
        )
    return goed, fout + bool(half)


def make_clean(file: Path, keuze: Keuze, werkmap: Path, lege_rij: str) -> Path:
    """Give a UTF-8 file with plain line ends, no zero bytes and `lege_rij` in each empty line between others.

    An empty line would be skipped by the reader without counting it, and row numbers would be wrong behind it. Gives
    the file itself when it is good already. Raises Leesfout for bytes that the encoding does not have.
    """
    if keuze == Keuze("utf-8") and not _has_oddities(file):
        return file
    doel = werkmap / "schoon.csv"
    wijze = "replace" if keuze.vervang else "strict"
    plek = Plek()
    try:
        with (
            file.open(encoding=keuze.codering, newline=None, errors=wijze) as bron,
            doel.open("w", encoding="utf-8", newline="\n") as uit,
        ):
            while blok := bron.read(BLOK):
                uit.write(plek.fill(blok.replace("\x00", "\ufffd"), lege_rij))
    except UnicodeError as fout:
        raise Leesfout(
            f"Het bestand is niet te lezen als {keuze.codering} ({getattr(fout, 'reason', fout)}). "
            "Sla het op als UTF-8 en lever opnieuw aan."
        ) from fout
    return doel


@dataclass
class Plek:
    """Where in a file one is between two pieces of it: at the begin of a line, and within quotes or not."""

    aan_begin: bool = True
    tussen_quotes: bool = False

    def fill(self, tekst: str, lege_rij: str) -> str:
        """Give a piece with its empty lines filled; those within quotes are part of a value and stay."""
        uit = tekst
        if "\n\n" in tekst or (self.aan_begin and tekst.startswith("\n")):
            regels, binnen = tekst.split("\n"), self.tussen_quotes
            for n, regel in enumerate(regels[:-1]):
                if not regel and not binnen and (n or self.aan_begin):
                    regels[n] = lege_rij
                binnen ^= regel.count('"') % 2 == 1
            uit = "\n".join(regels)
        self.tussen_quotes ^= tekst.count('"') % 2 == 1
        self.aan_begin = tekst.endswith("\n")
        return uit


def _has_oddities(file: Path) -> bool:
    """Tell whether the file has carriage returns, zero bytes, or empty lines between others."""
    staart = b""
    with file.open("rb") as stream:
        while blok := stream.read(BLOK):
            if b"\r" in blok or b"\x00" in blok or LEGE_REGEL.search(staart + blok):
                return True
            staart = blok[-64:]
    return False
