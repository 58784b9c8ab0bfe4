"""Limits in tables: each row has a substance or a point, each column of values its unit and its time. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..eenheden import derive_eenheid, find_eenheid
from ..inhoud import Grenswaarde
from ..stoffen import Grootheid, find_grootheid, list_genoemd
from .getallen import VOETNOOT, Waarde, find_eenheid_in, has_getal, read_cel
from .omstandigheden import find_middeling, find_punt, list_dagdelen
from .tekstgrenzen import make_grens
from .verwijzingen import NORM

KOLOM: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rol, re.compile(patroon, re.IGNORECASE))
    for rol, patroon in (
        ("eenheid", r"^eenhe"),
        ("coordinaat", r"^[xy]$|^co[öo]rdina|^hoogte|^[xy][- ]co"),
        ("methode", r"methode|meetnorm|^norm$|bepaling|^NEN"),
        ("middeling", r"^middeling|middelings?tijd|^gemiddeld|^monster(?:soort|type|name)?$|^periode$"),
        (
            "punt",
            r"punt\b|punten\b|^bron(?:nen)?\b|puntbron|schoorsteen|locatie|woning|adres|installatie|^nr\.?$|meetput",
        ),
        ("stof", r"^(?:stof|stoffen|parameter|component|verbinding|groep|element|omschrijving|grootheid)"),
    )
)
KLEIN = str.maketrans("¹²³", "123")
LEEG = re.compile(r"^\s*(?:[-–—]|n\.?\s?v\.?\s?t\.?|geen|x)?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Kolom:
    """What a column is, and what its heading says of the values in it."""

    rol: str
    kop: str = ""
    eenheid: str = ""
    middeling: str = ""


def list_tabelgrenzen(rijen: Sequence[Sequence[str]], tekst: str) -> tuple[list[Grenswaarde], list[str]]:
    """List the limits in the rows of a table and what must be asked; `tekst` is what stands around the table."""
    if len(rijen) < 2:
        return [], []
    kolommen = _read_kop(rijen[0], rijen[1:], tekst)
    if not any(k.rol == "waarde" for k in kolommen):
        return [], []
    genoemd = [g.grootheid for g in list_genoemd(tekst)]
    vast = next((g for g in reversed(genoemd) if g.eenheid), genoemd[-1] if genoemd else None)
    grenzen: list[Grenswaarde] = []
    vragen: list[str] = []
    vorig_punt = ""
    for rij in rijen[0 if _has_waarden(rijen[0]) else 1 :]:
        cellen = {
            k.rol: VOETNOOT.sub("", c.strip())
            for k, c in zip(kolommen, rij, strict=False)
            if k.rol != "waarde"
        }
        vorig_punt = cellen.get("punt") or vorig_punt
        if "punt" in cellen:
            cellen["punt"] = vorig_punt
        gevonden, vraag = _read_rij(rij, kolommen, cellen, vast, tekst)
        grenzen += gevonden
        vragen += vraag
    return grenzen, vragen


def _read_kop(kop: Sequence[str], rijen: Sequence[Sequence[str]], tekst: str) -> list[Kolom]:
    """Say what each column is, by its heading and by what stands in it."""
    eigen_kop = not _has_waarden(kop)
    kolommen: list[Kolom] = []
    for n in range(max(len(kop), *(len(r) for r in rijen))):
        naam = kop[n].strip() if eigen_kop and n < len(kop) else ""
        inhoud = [r[n] for r in rijen if n < len(r) and r[n].strip()]
        getallen = sum(has_getal(c) for c in inhoud)
        rol = next((r for r, patroon in KOLOM if naam and patroon.search(naam)), "")
        if not rol and getallen * 2 > sum(not LEEG.match(c) for c in inhoud) and n:
            rol = "waarde"
        if not rol and (stoffen := _as_stoffen(inhoud, naam)):
            rol = stoffen
        kolommen.append(_make_kolom(rol, naam, tekst))
    return _settle(kolommen)


def _as_stoffen(inhoud: Sequence[str], naam: str) -> str:
    """Tell whether a column without a known heading names substances or units."""
    if inhoud and all(find_eenheid(c) for c in inhoud):
        return "eenheid"
    if inhoud and not naam and all(_as_middeling(c) for c in inhoud):
        return "middeling"
    bekend = sum(find_grootheid(VOETNOOT.sub("", c.strip())) is not None for c in inhoud)
    return "stof" if inhoud and bekend * 2 >= len(inhoud) else ""


def _make_kolom(rol: str, naam: str, tekst: str) -> Kolom:
    """Make a column; of one with values the heading says unit and time."""
    if rol != "waarde":
        return Kolom(rol, naam)
    dagdeel = next((code for _, code in list_dagdelen(naam)), "")
    return Kolom(
        rol,
        naam,
        find_eenheid_in(naam) or find_eenheid_in(tekst),
        dagdeel or find_middeling(naam) or _as_middeling(naam),
    )


def _as_middeling(tekst: str) -> str:
    """Read a cell or heading that is a time alone: `halfuurgemiddelde`, `etmaal`."""
    kaal = tekst.strip().lower()
    vast = {
        "uur": "uur",
        "halfuur": "halfuur",
        "half uur": "halfuur",
        "etmaal": "etmaal",
        "dag": "etmaal",
        "maand": "maand",
        "jaar": "jaar",
        "steekmonster": "steekmonster",
    }
    return find_middeling(tekst) or vast.get(kaal, "")


def _settle(kolommen: list[Kolom]) -> list[Kolom]:
    """Let the first column without a meaning be the substance, or the point where there is one already."""
    if any(k.rol == "stof" for k in kolommen) or not kolommen or kolommen[0].rol:
        return kolommen
    heeft_dagdelen = sum(k.middeling in ("dag", "avond", "nacht") for k in kolommen) > 1
    return [replace(kolommen[0], rol="punt" if heeft_dagdelen else "stof"), *kolommen[1:]]


def _read_rij(
    rij: Sequence[str], kolommen: Sequence[Kolom], cellen: dict[str, str], vast: Grootheid | None, tekst: str
) -> tuple[list[Grenswaarde], list[str]]:
    """Read the limits of one row."""
    naam = cellen.get("stof", "")
    grootheid = (find_grootheid(naam) or Grootheid(naam)) if naam else vast
    if grootheid is None:
        return [], []
    noten = _read_voetnoten(tekst)
    grenzen, vragen = [], []
    for kolom, cel in zip(kolommen, rij, strict=False):
        if kolom.rol != "waarde" or LEEG.match(VOETNOOT.sub("", cel.strip())):
            continue
        eenheid = (
            derive_eenheid(cellen["eenheid"]) if cellen.get("eenheid") else grootheid.eenheid or kolom.eenheid
        )
        waarden = read_cel(cel, eenheid)
        if not waarden:
            vragen.append(_ask_cel(cel, grootheid.naam, eenheid))
        for waarde in waarden:
            if find_eenheid(waarde.eenheid) is None:
                vragen.append(f"De eenheid {waarde.eenheid!r} is onbekend. Wat is er bedoeld?")
            noot = _find_voetnoot(cel, noten)
            grenzen.append(_make(grootheid, waarde, kolom, cellen | {"noot": noot}, tekst))
    return grenzen, vragen


def _make(
    grootheid: Grootheid, waarde: Waarde, kolom: Kolom, cellen: dict[str, str], tekst: str
) -> Grenswaarde:
    """Make the limit of one cell with what its row and the text around say."""
    middeling = (
        _as_middeling(cellen.get("middeling", ""))
        or cellen.get("middeling", "")
        or find_middeling(cellen["noot"])
        or kolom.middeling
        or find_middeling(tekst)
    )
    punt = cellen.get("punt") or find_punt(tekst)
    norm = NORM.search(cellen["noot"])
    methode = cellen.get("methode") or (norm[0] if norm else "")
    return make_grens(grootheid, waarde, middeling, punt, methode)


def _ask_cel(cel: str, naam: str, eenheid: str) -> str:
    """Ask about a cell that is no value."""
    if not eenheid and has_getal(cel):
        return f"In de tabel staat {cel.strip()!r} bij {naam} zonder eenheid. Welke eenheid hoort erbij?"
    return f"In de tabel staat {cel.strip()!r} bij {naam}. Is dat een grenswaarde?"


def _has_waarden(rij: Sequence[str]) -> bool:
    """Tell whether a row holds values already, so that it is no heading."""
    return any(has_getal(c) and not list_dagdelen(c) for c in rij[1:])


def _read_voetnoten(tekst: str) -> dict[str, str]:
    """Give the notes under a table by their sign."""
    return {
        m[1].translate(KLEIN): m[2]
        for m in re.finditer(r"(?m)^\s*(\d{1,2}(?=\))|[¹²³]|\*{1,3})\)?\s+(.*)$", tekst)
    }


def _find_voetnoot(cel: str, noten: dict[str, str]) -> str:
    """Give the note that the sign in a cell stands for."""
    teken = VOETNOOT.search(cel.strip())
    return noten.get(re.sub(r"[\s()]", "", teken[0]).translate(KLEIN), "") if teken else ""


def has_tabel(rijen: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows are a table of values at all."""
    return len(rijen) > 1 and any(_has_waarden(r) for r in rijen)
