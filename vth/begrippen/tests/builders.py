"""Small files of lists and concepts with fixed defaults; name only what a test is about."""

from collections.abc import Mapping
from typing import Any

from vth.begrippen.rules import Attribuut, Objecttype
from vth.begrippen.waardelijst import Lijstbestand


def make_waarde(code: str = "a", **kolommen: Any) -> dict[str, Any]:
    return {"code": code, "naam": f"naam {code}", "definitie": f"Betekenis van {code}."} | kolommen


def make_bestand(*rijen: Mapping[str, Any], id: str = "kleur", zonder: str = "", **kop: Any) -> Lijstbestand:
    volledig = {"id": id, "titel": "Kleuren", "definitie": "Welke kleur iets heeft.", "bron": "test"} | kop
    volledig.pop(zonder, None)
    return Lijstbestand(f"{id}.yaml", volledig, rijen or (make_waarde(),))


def make_aanvulling(*rijen: Mapping[str, Any], vult_aan: str = "kleur", **kop: Any) -> Lijstbestand:
    return Lijstbestand("eigen.yaml", {"vult_aan": vult_aan, "bron": "eigen"} | kop, rijen)


def make_begriprij(id: str = "stoel", zonder: str = "", **velden: Any) -> dict[str, Any]:
    rij = {"id": id, "naam": id, "definitie": f"Wat een {id} is.", "bron": "test"} | velden
    rij.pop(zonder, None)
    return rij


def make_objecttype(*attributen: Attribuut, cim: str = "VTH-OBJECT", naam: str = "vthobject") -> Objecttype:
    return Objecttype(naam, naam.title(), f"{naam}s", cim, "Betekenis.", attributen)


def make_attribuut(
    naam: str = "naam", cim: str = "VTH-objectnaam", soort: str = "tekst", **velden: Any
) -> Attribuut:
    return Attribuut(naam, naam.title(), soort, "Betekenis.", cim=cim, **velden)
