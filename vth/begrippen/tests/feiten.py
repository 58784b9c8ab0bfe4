"""The tables of the standard as they stand in the shared facts, brought to the form of `cim_vth_flo/*.csv`."""

import csv
import os
import re
from pathlib import Path

PROJECT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("VTH_SHARED", PROJECT.parent / "shared"))
MAP = SHARED / "feiten" / "cim_vth_flo"

SOORTEN = ("Relatieklasse", "Referentielijst", "Gegevensgroep", "Gestructureerd datatype")
RELATIE = re.compile(r"^(?P<voor>[^\[]+) \[ (?P<van>[^\]]+) \] (?P<midden>[^\[]+) \[ (?P<tot>[^\]]+) \]$")


def _read(naam: str) -> list[dict[str, str]]:
    with (MAP / naam).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))


def _kardinaliteit(tekst: str) -> str:
    return tekst.replace(" ", "")


def _splits_soort(naam: str) -> tuple[str, str]:
    soort = next((s for s in SOORTEN if naam.startswith(s + " ")), "")
    return (soort.lower(), naam.removeprefix(soort + " ")) if soort else ("objecttype", naam)


def list_objecttypen() -> list[list[str]]:
    rijen = []
    for rij in _read("objecttypen.csv"):
        soort, naam = _splits_soort(rij["objecttype"])
        aanduiding = rij["unieke_aanduiding"].removeprefix(", ")
        rijen.append([soort, naam, rij["herkomst"], aanduiding, rij["abstract"].lower()])
    return rijen


def list_attributen() -> list[list[str]]:
    rijen, groep = [], ""
    for rij in _read("attributen.csv"):
        soort, van = _splits_soort(rij["objecttype"])
        naam, kardinaliteit = rij["attribuut"], _kardinaliteit(rij["kardinaliteit"])
        is_groep, is_deel = naam.endswith(" :"), naam.startswith("- ")
        groep = naam.removesuffix(" :") if is_groep else groep if is_deel and soort == "objecttype" else ""
        if is_groep:
            rijen.append([soort, van, "", groep, "gegevensgroep", kardinaliteit])
        else:
            rijen.append([soort, van, groep, naam.removeprefix("- "), rij["formaat"], kardinaliteit])
    return rijen


def list_relaties() -> list[list[str]]:
    namen = sorted((n for s, n, *_ in list_objecttypen() if s == "objecttype"), key=len, reverse=True)
    rijen = []
    for rij in _read("relaties.csv"):
        zin = rij["relatie"]
        if treffer := RELATIE.match(zin):
            doel = next(n for n in namen if treffer["midden"].endswith(" " + n))
            naam = treffer["midden"].removesuffix(" " + doel)
            van, tot = _kardinaliteit(treffer["van"]), _kardinaliteit(treffer["tot"])
            rijen.append([treffer["voor"], van, naam, doel, tot])
        else:
            bron, doel = zin.split(" is specialisatie van ")
            rijen.append([bron, "", "is specialisatie van", doel, ""])
    return rijen


def list_waarden() -> list[list[str]]:
    rijen = []
    for rij in _read("waardelijsten.csv"):
        lijst, waarde, omschrijving = rij["lijst"], rij["c1"], rij["c2"]
        if not lijst.startswith("Enumeratie details ") or waarde == "Waarde" or not _is_waarde(rij):
            continue
        code = treffer[1] if (treffer := re.search(r"Code: (\S+)", omschrijving)) else ""
        rijen.append([lijst.removeprefix("Enumeratie details "), waarde, code])
    return rijen


def _is_waarde(rij: dict[str, str]) -> bool:
    return not re.match(r"(De w|W)aarden (van|voor) ", rij["c1"])


def list_elementen() -> list[list[str]]:
    rijen, lijst, kop = [], "", False
    for rij in _read("waardelijsten.csv"):
        if rij["lijst"] != "Referentielijsten":
            continue
        if rij["c1"] == "Referentie element":
            kop = True
        elif rij["c1"] == "Naam" and not rij["c3"]:
            lijst, kop = rij["c2"], False
        elif kop:
            rijen.append([lijst, rij["c1"], rij["c3"], _kardinaliteit(rij["c4"])])
    return rijen


KOPPEN = {
    "objecttypen": (["soort", "naam", "herkomst", "unieke_aanduiding", "abstract"], list_objecttypen),
    "attributen": (["soort", "van", "groep", "naam", "formaat", "kardinaliteit"], list_attributen),
    "relaties": (["bron", "bron_kardinaliteit", "naam", "doel", "doel_kardinaliteit"], list_relaties),
    "waarden": (["lijst", "waarde", "code"], list_waarden),
    "elementen": (["lijst", "element", "formaat", "kardinaliteit"], list_elementen),
}
