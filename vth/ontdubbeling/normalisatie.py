"""Reading names and addresses the same way whoever wrote them: small pure functions, steered by a profile's tables.

`normalisatie_sql` says the same in SQL from the same tables; a property test holds the two together.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping

from .profiel import Profiel

NIET_WOORD = re.compile(r"[^a-z0-9]+")
INITIAAL = re.compile(r"\b([a-z])\.", re.ASCII)
ACHTER = re.compile(r"^(.+?) (?:nr )?([0-9]+)(?: ?([a-z][a-z0-9]{0,3})| ([a-z]{0,2}[0-9]{1,4}))?$", re.ASCII)
VOOR = re.compile(r"^([0-9]+)([a-z])? (.+)$", re.ASCII)
NUMMER = re.compile(r"^([0-9]+) ?([a-z0-9 ]*)$", re.ASCII)


def fold(tekst: str | None) -> str:
    """Write text in plain lower-case words: without accents, apostrophes and punctuation; `B.V.` becomes `bv`."""
    klein = unicodedata.normalize("NFD", (tekst or "").lower())
    klein = "".join(t for t in klein if not unicodedata.combining(t))
    klein = klein.replace("'", "").replace("’", "").replace("`", "").replace("&", " en ")
    return NIET_WOORD.sub(" ", INITIAAL.sub(r"\1", klein)).strip(" ")


def clear_leeg(tekst: str | None, leeg: Collection[str]) -> str | None:
    """Give folded text, or None where it says nothing: `-`, `onbekend`, `0000` and whatever the profile lists."""
    plat = fold(tekst)
    return None if not plat or plat in leeg or not plat.strip("0 ") else plat


def replace_zinsneden(plat: str, zinsneden: Mapping[str, str]) -> str:
    """Replace whole phrases of several words, such as `b v` by `bv`; the table's order counts."""
    for zin, nieuw in zinsneden.items():
        plat = re.sub(rf"\b{zin}\b", nieuw, plat, flags=re.ASCII)
    return plat


def split_naam(naam: str | None, profiel: Profiel) -> list[str]:
    """Give the words of a name in their order, abbreviations written out, legal forms and filler words left out.

    A name of nothing but such words (`Stichting BV`) keeps them; an empty name, a placeholder or one sign has no words.
    """
    plat = clear_leeg(naam, profiel.leeg)
    if plat is None or len(plat) < 2:
        return []
    woorden = [
        profiel.naam.afkortingen.get(w, w)
        for w in replace_zinsneden(plat, profiel.naam.zinsneden).split(" ")
        if w
    ]
    return [w for w in woorden if w not in profiel.naam.weglaten] or woorden


def derive_kern(naam: str | None, profiel: Profiel) -> str | None:
    """Give what identifies a name: its distinct words, sorted, so that word order and legal form do not matter."""
    return " ".join(sorted(set(split_naam(naam, profiel)))) or None


def split_straat(
    straat: str | None, huisnummer: str | None, profiel: Profiel
) -> tuple[str | None, str | None, str]:
    """Take street, house number and addition apart, also where all stand in one field.

    A number in its own field goes first. The street comes without spaces, its abbreviations written out. `plein 1944 nr
    5` is number 5 of `plein1944`. What holds no number gives a street without one.
    """
    plat = clear_leeg(straat, profiel.leeg) or ""
    plat = replace_zinsneden(plat, profiel.adres.zinsneden)
    nummer, toevoeging = split_huisnummer(huisnummer, profiel)
    if nummer is None and (treffer := (ACHTER if profiel.adres.huisnummer == "achter" else VOOR).match(plat)):
        if profiel.adres.huisnummer == "achter":
            plat, nummer = treffer[1], treffer[2]
            toevoeging = (treffer[3] or treffer[4] or "").replace(" ", "")
        else:
            nummer, toevoeging, plat = treffer[1], (treffer[2] or "").strip(), treffer[3]
    return _write_straat(plat, profiel) or None, strip_nullen(nummer), toevoeging


def split_huisnummer(huisnummer: str | None, profiel: Profiel) -> tuple[str | None, str]:
    """Take a house number field apart: `12-A` and `12 a` are number 12, addition `a`; what has no number gives none."""
    treffer = NUMMER.match(clear_leeg(huisnummer, profiel.leeg) or "")
    return (strip_nullen(treffer[1]), treffer[2].replace(" ", "")) if treffer else (None, "")


def strip_nullen(nummer: str | None) -> str | None:
    """Drop leading zeros; a number of nothing but zeros is none."""
    return (nummer or "").lstrip("0") or None


def _write_straat(plat: str, profiel: Profiel) -> str:
    """Write out the abbreviations of a street and close its words up."""
    woorden = [profiel.adres.afkortingen.get(w, w) for w in plat.split(" ")]
    return "".join(_write_achtervoegsel(w, profiel.adres.achtervoegsels) for w in woorden)


def _write_achtervoegsel(woord: str, achtervoegsels: Mapping[str, str]) -> str:
    """Write out an abbreviation at the end of a word: `dorpsstr` is `dorpsstraat`."""
    for kort, lang in achtervoegsels.items():
        if woord.endswith(kort) and len(woord) > len(kort):
            return woord[: -len(kort)] + lang
    return woord


def normalise_postcode(postcode: str | None, profiel: Profiel) -> tuple[str | None, str | None]:
    """Give the whole postcode without spaces, and the area it begins with; None for what is not a postcode.

    Where the profile fills up (American zip codes that lost their zeros), zeros come in front.
    """
    plat = (clear_leeg(postcode, profiel.leeg) or "").replace(" ", "")
    if profiel.adres.aanvullen and plat:
        plat = plat.rjust(profiel.adres.aanvullen, "0")
    treffer = re.match(profiel.adres.postcode, plat)
    heel = treffer[1] if treffer else None
    return heel, (heel or plat)[: profiel.adres.gebied] if (heel or re.match(r"^[0-9]{4}", plat)) else None


def normalise_plaats(plaats: str | None, profiel: Profiel) -> str | None:
    """Give a place's one name: `'s-Gravenhage` and `Den Haag` are the same, spaces and hyphens do not count."""
    plat = clear_leeg(plaats, profiel.leeg)
    if plat is None:
        return None
    return profiel.adres.plaatsen.get(plat, plat).replace(" ", "")


def normalise_cijfers(waarde: str | None, minstens: int, lengte: int) -> str | None:
    """Give an identifying number of `lengte` digits with the zeros that a spreadsheet ate; None for what is not one."""
    cijfers = re.sub(r"[^0-9]", "", waarde or "")
    if not cijfers.strip("0") or not minstens <= len(cijfers) <= lengte:
        return None
    return None if re.search(r"[a-zA-Z]", waarde or "") else cijfers.rjust(lengte, "0")
