"""What hangs together: a pijler, onderwerp or actie that a sentence leans on."""

import re

from .boom import Boom, Knoop
from .koppen import ONDERWERPWOORDEN

_NR = r"(?:\d{1,2}|[IVX]{1,4}(?!\w)|[A-Z](?!\w))"
_RIJ = rf"(?P<rij>{_NR}(?:(?:,\s?|\s(?:en|of)\s){_NR})*)"
_BAND = re.compile(
    r"verweven|samenhang|hangt .{0,40}samen|hangen .{0,40}samen|dwarsverband|raakvlak|afhankelijk van|verbonden met|link met|koppeling met",
    re.IGNORECASE,
)
_LEUNT_ACTIE = re.compile(
    r"(?:volgt op|volgt na|start na|pas na|volgend op|afhankelijk van|gerelateerd aan|vertraging (?:bij|van|in)|samenhang met|link met|na afronding van|bouwt voort op|koppeling met)"
    r"(?:\s(?:het|de))?(?:\s\w+)?(?:\s\((?P<pad>\d{0,2}[A-Z]?)\)|(?<=actie|oject)\s(?P<los>[A-Z])(?!\w))",
    re.IGNORECASE,
)
_LEUNT_ONDERWERP = re.compile(
    rf"(?:volgt op|afhankelijk van|samenhang met|link met|bouwt voort op|na afronding van|uit onderdeel|relatie met)\s(?:het )?(?:{ONDERWERPWOORDEN}|onderdeel)?\s?\(?(?P<nummer>\d{{1,2}})\b",
    re.IGNORECASE,
)


def find_pijlers(zin: str, boom: Boom) -> list[str]:
    """The keys of the pijlers that a sentence names, in its order."""
    woord = re.escape(boom.woord or "pijler")
    uit: list[str] = []
    for treffer in re.finditer(rf"\b{woord}(?:s|en|['’]s)?\s{_RIJ}", zin, re.IGNORECASE):
        uit.extend(boom.find_pijler(nummer) for nummer in re.findall(_NR, treffer["rij"]))
    uit = [sleutel for sleutel in uit if sleutel]
    return list(dict.fromkeys(uit))


def find_samenhang(zin: str, knoop: Knoop, boom: Boom) -> list[str]:
    """The keys of what the sentence of a knoop leans on, outside itself."""
    eigen = knoop.sleutel.split(".")[0]
    uit = [sleutel for sleutel in find_pijlers(zin, boom) if sleutel != eigen]
    onderwerp = knoop
    while onderwerp.soort == "actie":
        onderwerp = boom.knopen[onderwerp.ouder]
    for treffer in _LEUNT_ACTIE.finditer(zin):
        pad = ".".join(re.findall(r"\d+|[A-Z]", treffer["pad"] or treffer["los"] or ""))
        actie = boom.knopen.get(f"{onderwerp.sleutel}.{pad}")
        if actie and actie is not knoop:
            uit.append(actie.sleutel)
    for treffer in _LEUNT_ONDERWERP.finditer(zin):
        sleutel = f"{onderwerp.ouder}.o{treffer['nummer']}"
        if sleutel in boom.knopen and sleutel != onderwerp.sleutel:
            uit.append(sleutel)
    return list(dict.fromkeys(uit))


def find_banden(zin: str, boom: Boom) -> list[tuple[str, str]]:
    """The pijlers that a sentence of the general part ties together: the first that it names to each other one."""
    genoemd = find_pijlers(zin, boom) if _BAND.search(zin) else []
    return [(genoemd[0], ander) for ander in genoemd[1:]]
