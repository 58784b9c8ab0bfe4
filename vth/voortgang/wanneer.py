"""When something is planned, as planning prose says it: a day, a quarter, half a year, "eind 2024"; the words stay beside the days they span.

What can be read two ways spans both: "medio 2024" is the second and third quarter, "eind 2024" the last one. What cannot be read is `onbekend`, never a guess.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from vth.tijd.dagtekst import MAANDEN

# How fine a time is told. What is `doorlopend` or `onbekend` spans no days.
SOORTEN = ("dag", "maand", "kwartaal", "periode", "halfjaar", "jaar", "doorlopend", "onbekend")


@dataclass(frozen=True, slots=True)
class Wanneer:
    """A planned time: `tekst` as it was written, with the first day and the last day that it can mean (both included)."""

    soort: str
    tekst: str
    van: date | None = None
    tot: date | None = None


def as_json(w: Wanneer) -> dict[str, Any]:
    """Give a planned time as JSON."""
    return {
        "soort": w.soort,
        "tekst": w.tekst,
        "van": w.van and w.van.isoformat(),
        "tot": w.tot and w.tot.isoformat(),
    }


def read_json(rij: Mapping[str, Any]) -> Wanneer:
    """Read a planned time from JSON."""
    van, tot = (date.fromisoformat(rij[k]) if rij.get(k) else None for k in ("van", "tot"))
    return Wanneer(str(rij["soort"]), str(rij["tekst"]), van, tot)


_KORT = {naam[:3]: nummer for nummer, naam in enumerate(MAANDEN, 1)} | {"mrt": 3, "maa": 3}
_RANG = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4, "vijfde": 5,
    "1e": 1, "2e": 2, "3e": 3, "4e": 4, "5e": 5, "1ste": 1, "2de": 2, "3de": 3, "4de": 4, "5de": 5,
}  # fmt: skip
_AANTAL = {"drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8, "negen": 9, "tien": 10}
_DEEL = {"begin": 0, "medio": 1, "halverwege": 1, "midden": 1, "eind": 2, "einde": 2, "ultimo": 2, "primo": 0}
# "Vóór de zomer" is the quarter before the holidays, "na de zomer" the season after them; before another season are the three months before it begins.
_ROND_SEIZOEN = re.compile(r"(?P<kant>vóór|voor|na)[ ](?:de[ ]|het[ ])?\Z", re.IGNORECASE)
# Meteorological seasons; of "winter 2024" nobody can say at which end of the year it lies.
_SEIZOEN = {"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9}

_J = r"(?:20\d\d|19\d\d)"
_JK = r"(?:20\d\d|19\d\d|['’‘]\d\d(?!\d))"
_VAN = r"(?:[ ]?[,-])?[ ]?(?:van[ ]het[ ]jaar[ ]|van[ ]|in[ ])?"
_M = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?"
)
_R = r"(?:eerste|tweede|derde|vierde|laatste|vijfde|[1-9](?:e|ste|de))"
_EN = r"(?:[ ]?/[ ]?|[ ]?[-–][ ]?|[ ]en[ ]|[ ]tot[ ]en[ ]met[ ]|[ ]t/m[ ]|[ ]of[ ])"
_D = r"(?:begin|medio|halverwege|midden|einde?|ultimo|primo)"
_LOS = r"(?:(?:van|in)[ ](?:het[ ])?)?"
_VORMEN = {
    "iso": r"\d{4}-\d{1,2}-\d{1,2}(?!\d)",
    "cijfers": r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)|\d{1,2}[-/]\d{1,2}[-/]['’]?[2-4]\d(?![\d/-])",
    "dagen": rf"\d{{1,2}}(?:[ ]{_M})?{_EN}\d{{1,2}}[ ]{_M}[ ]?,?[ ]?{_JK}",
    "dagnaam": rf"\d{{1,3}}(?:e|ste|de)?[ ]{_M}[ ]?,?[ ]?{_JK}",
    "kwartaal": rf"(?:{_D}[ ]{_LOS})?(?:Q[ ]?\d{{1,2}}|Kw?\.?[ ]?\d|T\d)(?:{_EN}(?:Q[ ]?|Kw?\.?[ ]?|T)?\d(?!\d))?{_VAN}{_JK}",
    "omgekeerd": rf"{_J}[ ]?[-/]?[ ]?Q[ ]?\d(?!\d)",
    "rangkwartaal": rf"(?:{_D}[ ]{_LOS})?{_R}(?:{_EN}(?:het[ ])?{_R})?[ ](?:kwartaal|kwartalen|kw\.?|tertaal|tertiaal|trimester){_VAN}{_JK}",
    "nakwartaal": rf"kwartaal[ ]\d{{1,2}}(?:{_EN}\d(?!\d))?{_VAN}{_JK}",
    "helft": rf"(?:{_R}[ ](?:helft|halfjaar|half[ ]jaar)|H\d|HJ\d){_VAN}{_JK}",
    "eersten": rf"eerste[ ](?:\d{{1,2}}|drie|vier|vijf|zes|acht|negen|tien)[ ]maanden{_VAN}{_JK}",
    "week": rf"week[ ]\d{{1,2}}{_VAN}{_J}",
    "seizoen": rf"(?:voorjaar|lente|zomer|najaar|herfst|winter){_VAN}{_JK}",
    "maanden": rf"(?:{_D}[ ]{_LOS})?{_M}(?:{_EN}{_M})?{_VAN}{_JK}",
    "jaardeel": rf"{_D}[ ]{_LOS}(?:jaar[ ])?{_JK}",
    "jaren": rf"{_J}(?:[ ]?[-–/][ ]?|[ ]en[ ]|[ ]tot[ ]en[ ]met[ ]|[ ]t/m[ ]){_J}(?!\d)",
    "jaar": rf"{_J}(?![\d%])",
    "doorlopend": r"(?:doorlopend|continu)(?:e)?\b",
}
# Before a bare year there must be a word of time: 2024 alone may be a number of anything.
_AANLOOP = (
    r"(?:(?:uiterlijk|vóór|voor|vanaf|tot[ ]en[ ]met|t/m|in[ ]de[ ]loop[ ]van|in|op|per|rond|tegen|sinds|na|gedurende"
    r"|heel|tot|van|naar|tussen|en)[ ](?:het[ ]|de[ ]|of[ ]op[ ]|of[ ]in[ ])?)"
)
_EEN = re.compile(
    rf"(?<![\w/])(?P<aanloop>{_AANLOOP}{{0,2}})(?:"
    + "|".join(f"(?P<{naam}>{vorm})" for naam, vorm in _VORMEN.items())
    + r")(?!\w)",
    re.IGNORECASE,
)
_BRUG = re.compile(r"\s?(?:[-–/]|tot en met|t/m)\s?\Z")
_HOUDT = re.compile(
    r"(uiterlijk|vóór|voor|vanaf|tot en met|t/m|in de loop van)\b.*\Z", re.IGNORECASE | re.DOTALL
)


def read_wanneer(tekst: str) -> Wanneer:
    """Read one planned time as it stands in a cell or field; whatever is not exactly that is `onbekend`."""
    schoon = " ".join(tekst.split()).strip(" .;:()[]")
    if schoon.casefold() in ("structureel", "doorlopend", "continu"):
        return Wanneer("doorlopend", schoon)
    if re.fullmatch(_J, schoon):
        return _year(int(schoon), schoon)
    gevonden = find_wanneers(schoon[:200])
    if len(gevonden) == 1 and not _rest(schoon, gevonden[0]):
        return replace(gevonden[0][2], tekst=schoon)
    return Wanneer("onbekend", schoon)


def find_wanneers(zin: str) -> list[tuple[int, int, Wanneer]]:
    """List the times that a sentence names, with where each begins and ends in it; what looks like a time and cannot be one is `onbekend`."""
    gevonden: list[tuple[int, int, Wanneer]] = []
    for begin, kern, eind, wanneer in _find_los(re.sub(r"\s", " ", zin)):
        if gevonden and _is_brug(zin, gevonden[-1], kern):
            eerder = gevonden[-1]
            samen = _span(eerder[2], wanneer, zin[eerder[0] : eind])
            if samen:
                gevonden[-1] = (eerder[0], eind, samen)
                continue
        gevonden.append((begin, eind, wanneer))
    return gevonden


def _is_brug(zin: str, eerder: tuple[int, int, Wanneer], kern: int) -> bool:
    """Whether the words between two times make them one: "t/m", a dash, or "tussen … en"."""
    tussen = zin[eerder[1] : kern]
    return bool(_BRUG.fullmatch(tussen)) or (
        tussen.strip() == "en"
        and re.search(r"\btussen\s\Z", zin[max(0, eerder[0] - 9) : eerder[0]], re.IGNORECASE) is not None
    )


def derive_verschuiving(was: Wanneer, wordt: Wanneer) -> int | None:
    """Say how many quarters later something is planned than it was, by the last day that each can mean; None when one has no days."""
    if was.tot is None or wordt.tot is None:
        return None
    return _quarter_index(wordt.tot) - _quarter_index(was.tot)


def _quarter_index(dag: date) -> int:
    return dag.year * 4 + (dag.month - 1) // 3


def _rest(tekst: str, gevonden: tuple[int, int, Wanneer]) -> str:
    """What stands beside the time that was found, but for the words that lead up to it."""
    voor = re.sub(rf"(?:{_AANLOOP}|\b(?:het|de) |\s)+\Z", "", tekst[: gevonden[0]] + " ", flags=re.IGNORECASE)
    return (voor.strip(" (") + tekst[gevonden[1] :]).strip(" )")


def _find_los(zin: str) -> Iterator[tuple[int, int, int, Wanneer]]:
    """Each time by itself: where its words begin, where the time in them begins, where both end."""
    for treffer in _EEN.finditer(zin):
        soort = treffer.lastgroup or ""
        aanloop = treffer["aanloop"]
        if soort == "jaar" and not aanloop and not _is_los_jaar(zin, treffer):
            continue
        begin = treffer.start(soort)
        houdt = _HOUDT.search(aanloop)
        if houdt:
            begin = treffer.start() + houdt.start()
        kant = _ROND_SEIZOEN.search(aanloop) if soort == "seizoen" else None
        if kant:
            begin = treffer.start() + kant.start()
        gelezen = _read(soort, treffer[soort], zin[begin : treffer.end()])
        yield begin, treffer.start(soort), treffer.end(), _move(gelezen, kant["kant"]) if kant else gelezen


def _move(seizoen: Wanneer, kant: str) -> Wanneer:
    """The time before or after a season; after another one than the summer, or before one that begins the year, is nothing that can be said."""
    if seizoen.van is None:
        return seizoen
    jaar, maand = seizoen.van.year, seizoen.van.month
    eerste = (
        (9 if kant.casefold() == "na" else 4)
        if maand == _SEIZOEN["zomer"]
        else 0
        if kant.casefold() == "na"
        else maand - 3
    )
    if eerste < 1:
        return Wanneer("onbekend", seizoen.tekst)
    van, tot = _months(jaar, eerste, eerste + 2)
    return replace(seizoen, van=van, tot=tot)


def _is_los_jaar(zin: str, treffer: re.Match[str]) -> bool:
    """Whether a bare year stands by itself: "Uitvoering: 2027.", "2027: oplevering"."""
    voor, na = zin[: treffer.start()].rstrip(), zin[treffer.end() :].lstrip()
    return (not voor or voor[-1] in ":(") and (not na or na[0] in ".:;)")


def _read(soort: str, woorden: str, tekst: str) -> Wanneer:
    """Read what was matched; a day or quarter that does not exist is `onbekend`."""
    if soort == "doorlopend":
        return Wanneer("doorlopend", tekst)
    try:
        naam, van, tot = _LEZERS[soort](woorden.casefold())
    except (ValueError, OverflowError):
        return Wanneer("onbekend", tekst)
    return Wanneer(naam, tekst, van, tot)


def _span(eerst: Wanneer, laatst: Wanneer, tekst: str) -> Wanneer | None:
    if not (eerst.van and laatst.tot and eerst.van <= laatst.tot) or eerst.soort == "jaar":
        return None
    return Wanneer("periode", tekst, eerst.van, laatst.tot)


Gelezen = tuple[str, date, date]


def _months(jaar: int, eerste: int, laatste: int) -> tuple[date, date]:
    if not 1 <= eerste <= laatste <= 12:
        raise ValueError
    return date(jaar, eerste, 1), date(jaar, laatste, monthrange(jaar, laatste)[1])


def _year_of(woorden: str) -> int:
    """The year that stands at the end, in four figures or as '25."""
    vier = re.search(rf"{_J}\Z", woorden)
    return int(vier.group()) if vier else 2000 + int(woorden[-2:])


def _part_of(woorden: str) -> int | None:
    return _DEEL.get(woorden.split()[0])


def _read_iso(woorden: str) -> Gelezen:
    dag = date(*(int(deel) for deel in woorden.split("-")))
    return "dag", dag, dag


def _read_cijfers(woorden: str) -> Gelezen:
    dag, maand, jaar = (int(deel.strip("'’")) for deel in re.split(r"[-/.]", woorden))
    jaar += 2000 if jaar < 100 else 0
    return "dag", date(jaar, maand, dag), date(jaar, maand, dag)


def _read_dagnaam(woorden: str) -> Gelezen:
    nummer = re.match(r"\d+", woorden)
    maand = re.search(r"[a-z]{3,}", woorden)
    assert nummer and maand
    dag = date(_year_of(woorden), _KORT[maand.group()[:3]], int(nummer.group()))
    return "dag", dag, dag


def _read_dagen(woorden: str) -> Gelezen:
    """Two days of which only the last has its year: "1 april t/m 30 september 2027"; what begins after it ends is of the year before."""
    jaar = _year_of(woorden)
    dagen = [int(cijfer) for cijfer in re.findall(r"\d{1,2}", woorden)][:2]
    maanden = [_KORT[woord[:3]] for woord in re.findall(rf"{_M}", woorden)]
    van, tot = date(jaar, maanden[0], dagen[0]), date(jaar, maanden[-1], dagen[1])
    return "periode", (van if van <= tot else van.replace(year=jaar - 1)), tot


def _read_kwartaal(woorden: str) -> Gelezen:
    """Quarters ("Q3/Q4 2024"), thirds of a year ("T1 2025"), and the begin, middle or end of one."""
    jaar = _year_of(woorden)
    voor = woorden[: len(woorden) - 4] if woorden[-4:].isdigit() else woorden[:-3]
    nummers = [int(cijfer) for cijfer in re.findall(r"\d+", voor)]
    maanden = 4 if re.search(r"\bt\d", voor) else 3
    if not nummers or nummers[0] < 1:
        raise ValueError
    van, tot = _months(jaar, (nummers[0] - 1) * maanden + 1, nummers[-1] * maanden)
    deel = _part_of(woorden)
    if deel is not None and len(nummers) == 1:
        maand = van.month + deel * (maanden - 1) // 2
        return "maand", *_months(jaar, maand, maand)
    return ("kwartaal" if len(nummers) == 1 and maanden == 3 else "periode"), van, tot


def _read_rangkwartaal(woorden: str) -> Gelezen:
    nummers = [_RANG[woord] for woord in re.findall(r"[a-z]+|\d(?:e|ste|de)\b", woorden) if woord in _RANG]
    deel = woorden.split()[0] if _part_of(woorden) is not None else ""
    teken = "t" if re.search(r"tert|trim", woorden) else "q"
    return _read_kwartaal(
        f"{deel} {teken}{nummers[0]}-{teken}{nummers[-1]} {_year_of(woorden)}".replace(
            f"-{teken}{nummers[0]} ", " "
        )
    )


def _read_nakwartaal(woorden: str) -> Gelezen:
    return _read_kwartaal(woorden.replace("kwartaal ", "q"))


def _read_omgekeerd(woorden: str) -> Gelezen:
    return _read_kwartaal(f"q{woorden[-1]} {woorden[:4]}")


def _read_helft(woorden: str) -> Gelezen:
    eerste = woorden.split()[0]
    cijfer = re.search(r"\d", eerste)
    rang = 2 if eerste == "laatste" else _RANG.get(eerste) or (int(cijfer.group()) if cijfer else 0)
    return "halfjaar", *_months(_year_of(woorden), rang * 6 - 5, rang * 6)


def _read_eersten(woorden: str) -> Gelezen:
    """The first months of a year, as a report names what it is about."""
    woord = woorden.split()[1]
    aantal = int(woord) if woord.isdigit() else _AANTAL[woord]
    return "periode", *_months(_year_of(woorden), 1, aantal)


def _read_week(woorden: str) -> Gelezen:
    week = re.search(r"\d+", woorden)
    assert week
    maandag = date.fromisocalendar(_year_of(woorden), int(week.group()), 1)
    return "periode", maandag, maandag + timedelta(days=6)


def _read_seizoen(woorden: str) -> Gelezen:
    naam = re.match(r"[a-z]+", woorden)
    assert naam
    if naam.group() not in _SEIZOEN:
        raise ValueError
    begin = _SEIZOEN[naam.group()]
    return "periode", *_months(_year_of(woorden), begin, begin + 2)


def _read_maanden(woorden: str) -> Gelezen:
    jaar, deel = _year_of(woorden), _part_of(woorden)
    namen = [_KORT[woord[:3]] for woord in re.findall(rf"{_M}", woorden)]
    van, tot = _months(jaar, namen[0], namen[-1])
    if deel is None or len(namen) > 1:
        return ("maand" if len(namen) == 1 else "periode"), van, tot
    eerste = (1, 11, 21)[deel]
    return "periode", van.replace(day=eerste), (tot if deel == 2 else van.replace(day=eerste + 9))


def _read_jaardeel(woorden: str) -> Gelezen:
    """The begin of a year is its first quarter and the end its last; `medio` can be either quarter in the middle; primo and ultimo are days."""
    jaar, woord = _year_of(woorden), woorden.split()[0]
    if woord in ("primo", "ultimo"):
        dag = date(jaar, 1, 1) if woord == "primo" else date(jaar, 12, 31)
        return "dag", dag, dag
    return "periode", *_months(jaar, *((1, 3), (4, 9), (10, 12))[_DEEL[woord]])


def _read_jaren(woorden: str) -> Gelezen:
    eerst, laatst = int(woorden[:4]), int(woorden[-4:])
    if eerst > laatst:
        raise ValueError
    return "periode", date(eerst, 1, 1), date(laatst, 12, 31)


def _read_jaar(woorden: str) -> Gelezen:
    return "jaar", *_months(int(woorden), 1, 12)


def _year(jaar: int, tekst: str) -> Wanneer:
    return Wanneer("jaar", tekst, date(jaar, 1, 1), date(jaar, 12, 31))


_LEZERS = {
    "iso": _read_iso,
    "cijfers": _read_cijfers,
    "dagen": _read_dagen,
    "dagnaam": _read_dagnaam,
    "kwartaal": _read_kwartaal,
    "omgekeerd": _read_omgekeerd,
    "rangkwartaal": _read_rangkwartaal,
    "nakwartaal": _read_nakwartaal,
    "helft": _read_helft,
    "eersten": _read_eersten,
    "week": _read_week,
    "seizoen": _read_seizoen,
    "maanden": _read_maanden,
    "jaardeel": _read_jaardeel,
    "jaren": _read_jaren,
    "jaar": _read_jaar,
}
