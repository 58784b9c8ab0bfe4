"""A proposal as plain values: how it comes out of the process that reads, and how a point of it is kept. Pure."""

from collections.abc import Mapping
from typing import Any

from ..inhoud import Voorschriftinhoud, as_gegevens, make_inhoud
from .punt import Bronregel, Gelezen, Reststuk, Voorstelboom, Voorstelpunt

LEEG = Voorschriftinhoud("-", "-", "")


def as_plain(boom: Voorstelboom) -> dict[str, Any]:
    """Write a proposal as values that JSON can hold."""
    return {
        "regels": [_as_bronregel(r) for r in boom.regels],
        "punten": [_as_punt(p) for p in boom.punten],
        "rest": [_as_rest(r) for r in boom.rest],
        "vragen": list(boom.vragen),
    }


def _as_bronregel(regel: Bronregel) -> dict[str, Any]:
    """Write one line of the source: its words, and its page where it has one."""
    return {"t": regel.tekst} | ({"b": regel.blad} if regel.blad is not None else {})


def _as_punt(punt: Voorstelpunt) -> dict[str, Any]:
    """Write one point."""
    return {
        "nummer": punt.nummer,
        "geschreven": punt.geschreven,
        "ouder": punt.ouder,
        "titel": punt.titel,
        "tekst": punt.tekst,
        "plekken": list(punt.regels),
        "blad": punt.blad,
        "gegevens": as_puntgegevens(punt.gelezen),
        "vragen": list(punt.alle_vragen),
        "zeker": punt.zeker,
    }


def _as_rest(stuk: Reststuk) -> dict[str, Any]:
    """Write one piece of the rest."""
    return {"soort": stuk.soort, "plekken": list(stuk.regels)}


def as_puntgegevens(gelezen: Gelezen) -> dict[str, Any]:
    """Write what of a point is data; an obligation may come back without a first day here, which `inhoud` does not allow."""
    vast = as_gegevens(
        Voorschriftinhoud(
            LEEG.nummer,
            LEEG.titel,
            "",
            grenswaarden=gelezen.grenswaarden,
            verwijzingen=gelezen.verwijzingen,
        )
    )
    plichten = [
        {
            "soort": p.soort.value,
            "omschrijving": p.omschrijving,
            **({"iedere_maanden": p.iedere_maanden} if p.iedere_maanden else {}),
            **({"eerste_dag": p.eerste_dag.isoformat()} if p.eerste_dag else {}),
        }
        for p in gelezen.plichten
    ]
    return vast | {"verplichtingen": plichten}


def make_puntinhoud(
    nummer: str, titel: str, tekst: str, gegevens: Mapping[str, Any], *, voorschrifttype: str = "standaard"
) -> Voorschriftinhoud:
    """Make the contents of a voorschrift of what was proposed. Raises VoorschriftError.

    An obligation that comes back but has no first day stays as its words alone: nobody guesses the day.
    """
    plichten = [
        p if p.get("eerste_dag") else {k: v for k, v in p.items() if k != "iedere_maanden"}
        for p in gegevens.get("verplichtingen", ())
    ]
    return make_inhoud(
        nummer, titel, tekst, {**gegevens, "verplichtingen": plichten}, voorschrifttype=voorschrifttype
    )
