"""Facts about the report as a whole: its title, the period it tells of, the programme, and when that ends."""

import re
from dataclasses import dataclass, replace

from ..wanneer import Wanneer, find_wanneers, read_wanneer
from .blokken import Blok

_SOORT = re.compile(
    r"(?:(?:eerste|tweede|derde|vierde|vijfde|zesde|\d+e) )?(?:concept )?(?:\w*voortgangsrapportage|halfjaarrapportage|(?:halfjaar|kwartaal|jaar)bericht|voortgangsbrief|kwartaalrapportage|jaarrapportage|voortgangsbericht|stand van zaken|tussenstand|terugkoppeling|update|voortgangsoverzicht|monitor|(?:halfjaar|kwartaal|jaar|voortgangs)verslag|\w*rapportage|voortgang)\b",
    re.IGNORECASE,
)
_PERIODE = re.compile(
    r"(?:rapportage over|verslag over|verslagperiode|rapportageperiode|periode|over|stand per|peildatum|stand van zaken per)\b",
    re.IGNORECASE,
)
_EIGEN_PERIODE = re.compile(r"(?:verslag|rapportage)periode\b", re.IGNORECASE)
_EINDE = re.compile(
    r"houdt\b.{0,80}\bop\b|\beindigt\b|loop(?:t|tijd) (?:af|tot|door tot|nog tot)|einde? van het programma|\b(?:stopt|eindigt|sluit) (?:op|per|in|eind|medio|na)\b|\bwordt\b.{0,60}(?:afgesloten|beëindigd)",
    re.IGNORECASE,
)


_LOOPTIJD = re.compile(
    r"(?:looptijd|einddatum|einde|programmaperiode|duur)(?: (?:van )?(?:het |dit )?programma)?\s?[:,–-]\s*",
    re.IGNORECASE,
)
_TOT = r"tot en met|t/m|\btot\b|\s[–-]\s|(?<=\d)[–-](?=\d{4}\b)"


@dataclass(frozen=True, slots=True)
class Rapportkop:
    """What the first lines tell."""

    titel: str
    periode: Wanneer | None
    programma: str
    regel: int


def read_rapportkop(blokken: list[Blok]) -> Rapportkop:
    """Read title, period and programme from the first blocks."""
    eerste = [blok for blok in blokken[:40] if blok.soort in ("kop", "alinea") and blok.tekst]
    titelblok = next(
        (blok for blok in eerste if len(blok.tekst) < 200 and _SOORT.search(blok.tekst)),
        eerste[0] if eerste else None,
    )
    if titelblok is None:
        return Rapportkop("", None, "", 1)
    titel = re.sub(r"\A(?:betreft|onderwerp|titel)\s?:\s*", "", titelblok.tekst[:300], flags=re.IGNORECASE)
    # "Derde kwartaalrapportage 2026" is of the third quarter.
    telt = re.sub(
        r"(?<=kwartaal|halfjaar)(?:rapportage|bericht|verslag)(?=\s(?:van |over )?20\d\d)",
        "",
        titel,
        flags=re.IGNORECASE,
    )
    periode = next((w for _, _, w in [*find_wanneers(telt), *find_wanneers(titel)] if w.tot), None)
    eigen = (
        w for blok in eerste if _EIGEN_PERIODE.match(blok.tekst) for _, _, w in find_wanneers(blok.tekst[:80])
    )
    periode = next((w for w in eigen if w.tot), periode)
    if periode is None or periode.soort == "jaar":
        regels = [blok.tekst for blok in eerste if _PERIODE.match(blok.tekst)]
        # Else a short line near the title that holds a time and tells nothing of it.
        regels += [b.tekst for b in eerste[:6] if len(b.tekst) <= 80 and b.tekst[-1:] not in ".;,"]
        fijner = (w for regel in regels for _, _, w in find_wanneers(regel[:300]) if w.tot)
        periode = next((w for w in fijner if periode is None or w.soort != "jaar"), periode)
    programma = _read_programma(titel) or _read_boven(eerste, titelblok)
    return Rapportkop(titel[:200], periode, programma, titelblok.regel)


def _read_boven(eerste: list[Blok], titelblok: Blok) -> str:
    """The name that stands by itself above a title that only says what kind of paper this is."""
    boven = [blok.tekst for blok in eerste if blok.regel < titelblok.regel]
    naam = boven[-1] if boven else ""
    return naam if 2 < len(naam) <= 80 and naam[-1] not in ".:;," and not find_wanneers(naam) else ""


def _read_programma(titel: str) -> str:
    """The name that is left of a title without its kind and its period."""
    kaal = titel
    for begin, einde, _ in reversed(find_wanneers(titel)):
        kaal = kaal[:begin] + " " + kaal[einde:]
    kaal = re.sub(
        r"\A(?:hierbij|bijgaand|met deze brief)\b.{0,60}?\b(?:de|het|een)\s", "", kaal, flags=re.IGNORECASE
    )
    kaal = re.sub(
        r"^\W*(?:van )?(?:het )?programma\s|\b(?:voor|aan) (?:de|het) (?:\w+(?:groep|raad|bestuur|college|team|overleg)|directie|opdrachtgever|gemeenteraad)\b|\b(?:over|peildatum|stand per)\b.*$|\(stand\b.*$",
        "",
        _SOORT.sub(" ", kaal).strip(),
        flags=re.IGNORECASE,
    )
    kaal = re.sub(r"[:,–-]\s*20\d\d\s*\Z", "", " ".join(kaal.split()))
    return " ".join(kaal.split()).strip(" ,:–-()")


def find_einde(zin: str, programma: str, titel: str = "") -> Wanneer | None:
    """When the programme ends, when a sentence says so of the programme itself, or a line of facts does ("Looptijd: 2023 tot en met 2029")."""
    if looptijd := _LOOPTIJD.match(zin):
        rest = re.split(_TOT, zin[looptijd.end() :], flags=re.IGNORECASE)[-1].strip(" .")
        einde = read_wanneer(rest)
        return replace(einde, tekst=rest) if einde.tot else None
    eigen = re.match(r"(?:het|dit|de|deze|ons|onze)\s(\w{5,})\b", zin, re.IGNORECASE)
    gaat_over = (
        (eigen is not None and eigen[1].casefold() in re.findall(r"\w+", titel.casefold()))
        or re.match(r"(?:het|dit|de|ons) (?:\w+ )?programma\b", zin, re.IGNORECASE)
        or re.match(r"(?:het |de )?[A-Z]{2,}\b", zin)
    )
    if not (gaat_over or (programma and zin.casefold().find(programma.casefold()) in range(0, 40))):
        return None
    treffer = _EINDE.search(zin)
    tijden = [w for begin, _, w in find_wanneers(zin) if w.tot and treffer and begin < treffer.end() + 40]
    return tijden[0] if tijden else None
