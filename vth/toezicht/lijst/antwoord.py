"""Reading what was filled in: what an answer means for its question, or why it is no answer to it. Pure.

The phone does exactly the same (`static/toezicht/lijst.js`); a test holds the two side by side.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.vormgeving.getallen import GetalError, read_getal, write_gelezen

from .vorm import BINNEN, BUITEN, INGEVULD, NVT, ONBEKEND, Grens, Vraag, Vraagsoort, list_antwoorden

# Plain digits and spaces only, for the phone must read the same; which digits are a number says `read_getal`.
GETAL = re.compile(r"(<?) *([0-9+.,-]+)")
DAG = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
WIT = " \t\r\n"


@dataclass(frozen=True)
class Antwoord:
    """What was filled in at one question: the value as typed or chosen, words with it, and the ids of photos."""

    waarde: Any = None
    eenheid: str = ""
    toelichting: str = ""
    fotos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gelezen:
    """What an answer means: the codes that conditions and findings look at, a number in the unit of the question, or a fault."""

    codes: tuple[str, ...] = ()
    uitkomsten: tuple[str, ...] = ()
    getal: float | None = None
    tekst: str = ""
    fout: str = ""

    @property
    def is_beantwoord(self) -> bool:
        """Whether there is an answer that counts."""
        return bool(self.codes) and not self.fout


def make_antwoord(vorm: Any) -> Antwoord:
    """Make an answer of its plain form: a mapping, or only the value."""
    if not isinstance(vorm, Mapping):
        return Antwoord(waarde=vorm)
    fotos = vorm.get("fotos") or ()
    return Antwoord(
        waarde=vorm.get("waarde"),
        eenheid=str(vorm.get("eenheid") or ""),
        toelichting=str(vorm.get("toelichting") or ""),
        fotos=tuple(str(f) for f in fotos) if isinstance(fotos, list | tuple) else (),
    )


def read_antwoord(vraag: Vraag, antwoord: Antwoord | None, *, dag: date) -> Gelezen:
    """Say what an answer means on the day of the visit; an empty one is no answer and no fault."""
    if antwoord is None or antwoord.waarde in (None, "", [], ()):
        return Gelezen()
    waarde = antwoord.waarde
    if isinstance(waarde, str) and waarde in (NVT, ONBEKEND) and waarde in list_antwoorden(vraag):
        return Gelezen(codes=(waarde,), uitkomsten=(waarde,), tekst=waarde)
    match vraag.soort:
        case Vraagsoort.JA_NEE | Vraagsoort.KEUZE | Vraagsoort.MEERKEUZE:
            return _read_keuze(vraag, waarde)
        case Vraagsoort.GETAL:
            return _read_getal(vraag, antwoord)
        case Vraagsoort.DATUM:
            return _read_datum(vraag, waarde, dag)
        case Vraagsoort.FOTO | Vraagsoort.MONSTER:
            return _read_lijst(vraag, waarde)
    if not isinstance(waarde, str):
        return Gelezen(fout="Dit is geen tekst. Typ het antwoord in.")
    return Gelezen(codes=(INGEVULD,), uitkomsten=(INGEVULD,), tekst=waarde)


def _read_keuze(vraag: Vraag, waarde: Any) -> Gelezen:
    """Read one or more choices; each must be one of the question."""
    meer = vraag.soort == Vraagsoort.MEERKEUZE
    gekozen = [waarde] if isinstance(waarde, str) else waarde
    if not isinstance(gekozen, list | tuple) or not all(isinstance(g, str) for g in gekozen):
        return Gelezen(fout="Dit is geen keuze van deze vraag. Kies een van de antwoorden.")
    mogelijk = list_antwoorden(vraag)
    if vreemd := [g for g in gekozen if g not in mogelijk]:
        return Gelezen(fout=f"{vreemd[0]} is geen antwoord op deze vraag. Kies uit: {', '.join(mogelijk)}.")
    if len(gekozen) > 1 and (not meer or {NVT, ONBEKEND} & set(gekozen)):
        return Gelezen(fout="Hier kan één antwoord. Laat er een staan.")
    # In the order of the question, whatever the order of ticking.
    codes = tuple(a for a in mogelijk if a in gekozen)
    return Gelezen(codes=codes, uitkomsten=codes, tekst=", ".join(vraag.keuzes.get(c, c) for c in codes))


def _read_getal(vraag: Vraag, antwoord: Antwoord) -> Gelezen:
    """Read a number as people write it, perhaps below a detection limit (`<0,05`), and hold it against the bounds."""
    tekst = antwoord.waarde.strip(WIT) if isinstance(antwoord.waarde, str) else ""
    treffer = GETAL.fullmatch(tekst)
    try:
        cijfers = read_getal(treffer[2] if treffer else "")
    except GetalError:
        return Gelezen(fout=f"{tekst or 'Dit'} is geen getal. Schrijf bijvoorbeeld 12,5 of 1.500 of <0,05.")
    kleiner = treffer[1] if treffer else ""
    eenheid = antwoord.eenheid or vraag.eenheid
    maat = next((e for e in vraag.eenheden if e.code == eenheid), None)
    if vraag.eenheden and maat is None:
        return Gelezen(
            fout=f"{eenheid} is niet om te rekenen naar {vraag.eenheid}. "
            f"Kies uit: {', '.join(e.code for e in vraag.eenheden)}."
        )
    basis = round_getal(float(cijfers))
    if maat:
        eigen = vraag.eenheden[0]
        basis = round_getal((basis * maat.factor + maat.plus - eigen.plus) / eigen.factor)
    uitkomst = _hold_getal(vraag.grens, basis, bool(kleiner)) if vraag.grens else INGEVULD
    getal = None if kleiner else basis
    return Gelezen((INGEVULD,), (uitkomst,), getal, f"{kleiner}{write_gelezen(cijfers)} {eenheid}".strip())


def round_getal(getal: float) -> float:
    """Round to what a measurement can mean, so that 0,07 g is exactly 70 mg, here and on the phone."""
    return float(f"{getal:.12g}")


def _hold_getal(grens: Grens, getal: float, kleiner: bool) -> str:
    """Hold a number against bounds; of what is only known to be smaller, often nothing can be said."""
    if kleiner:
        if grens.minimum is None and grens.maximum is not None and getal <= grens.maximum:
            return BINNEN
        return ONBEKEND
    te_laag = grens.minimum is not None and getal < grens.minimum
    te_hoog = grens.maximum is not None and getal > grens.maximum
    return BUITEN if te_laag or te_hoog else BINNEN


def _read_datum(vraag: Vraag, waarde: Any, dag: date) -> Gelezen:
    """Read a day; one with a bound is too long ago when the months since then have passed on the day of the visit."""
    treffer = DAG.fullmatch(waarde) if isinstance(waarde, str) else None
    try:
        datum = date(*map(int, treffer.groups())) if treffer else None
    except ValueError:
        datum = None
    if datum is None or datum.year < 1900:
        gezien = waarde if isinstance(waarde, str) else "Dit"
        return Gelezen(fout=f"{gezien} is geen datum. Schrijf jaar-maand-dag, zoals 2026-04-22.")
    maanden = vraag.grens.hoogstens_maanden if vraag.grens else None
    if maanden is None:
        return Gelezen((INGEVULD,), (INGEVULD,), None, waarde)
    if datum > dag:
        return Gelezen(
            fout=f"{waarde} ligt na de dag van het bezoek ({dag.isoformat()}). Kijk of het jaar klopt."
        )
    uitkomst = BINNEN if add_maanden(datum, maanden) >= dag else BUITEN
    return Gelezen((INGEVULD,), (uitkomst,), None, waarde)


def add_maanden(datum: date, maanden: int) -> date:
    """Count months on from a day; from the 31st to the last day of a shorter month."""
    maand = datum.year * 12 + datum.month - 1 + maanden
    jaar, maand = divmod(maand, 12)
    for dagnummer in (datum.day, 30, 29, 28):
        if dagnummer <= datum.day:
            try:
                return date(jaar, maand + 1, dagnummer)
            except ValueError:
                continue
    return date(jaar, maand + 1, 28)


def _read_lijst(vraag: Vraag, waarde: Any) -> Gelezen:
    """Read the ids of photos or samples."""
    wat = "foto's" if vraag.soort == Vraagsoort.FOTO else "monsters"
    if not isinstance(waarde, list | tuple) or not all(isinstance(w, str) and w for w in waarde):
        return Gelezen(fout=f"Hier horen {wat}. Voeg ze toe met de knop bij de vraag.")
    return Gelezen((INGEVULD,), (INGEVULD,), None, f"{len(waarde)} {wat}")
