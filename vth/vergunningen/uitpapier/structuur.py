"""A structured file (CSV, JSON, YAML) as a proposal: a row per voorschrift, as another system writes it out. Pure."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..inhoud import Grenswaarde, VoorschriftError, make_grenswaarde, make_verplichting
from .inlezen import read_inhoud
from .punt import Bronregel, Gelezen, Plichtvoorstel, Reststuk, Voorstelboom, Voorstelpunt

KOLOMMEN = ("nummer", "ouder", "titel", "tekst", "grenswaarden", "verplichtingen", "verwijzingen")


def make_structuurvoorstel(rijen: Sequence[Mapping[str, Any]]) -> Voorstelboom:
    """Propose a voorschrift per row; a row without a number or words is rest, with the reason as a question.

    What a row gives as data is taken; a row that gives none is read as text. Other columns are kept as the source shows them.
    """
    regels = tuple(Bronregel(n, _write(rij), heel=True) for n, rij in enumerate(rijen))
    nummers = Counter(_text(r, "nummer") for r in rijen)
    plek: dict[str, int] = {}
    punten: list[Voorstelpunt] = []
    rest: list[int] = []
    vragen: list[str] = []
    for n, rij in enumerate(rijen):
        nummer, titel, tekst = _text(rij, "nummer"), _text(rij, "titel"), _text(rij, "tekst")
        if not nummer or not (titel or tekst):
            rest.append(n)
            vragen.append(f"Rij {n + 1} heeft geen {'tekst' if nummer else 'nummer'}. Wat is dit?")
            continue
        ouder, eigen = _find_ouder(rij, nummer, plek)
        if nummers[nummer] > 1:
            eigen.append(
                f"Het nummer {nummer} komt {nummers[nummer]} keer voor. Welk nummer hoort dit voorschrift te hebben?"
            )
        gelezen = _read(rij, titel, tekst, punten[ouder] if ouder is not None else None)
        punten.append(Voorstelpunt(nummer, nummer, ouder, titel, tekst, (n,), None, gelezen, tuple(eigen)))
        plek[nummer] = len(punten) - 1
    stukken = (Reststuk("rij zonder voorschrift", tuple(rest)),) if rest else ()
    return Voorstelboom(regels, tuple(punten), stukken, tuple(vragen))


def _find_ouder(rij: Mapping[str, Any], nummer: str, plek: Mapping[str, int]) -> tuple[int | None, list[str]]:
    """Find the parent that a row names, or else the one that its number says; ask about one that is not there yet."""
    genoemd = _text(rij, "ouder")
    if genoemd:
        if genoemd in plek:
            return plek[genoemd], []
        return None, [
            f"Voorschrift {genoemd}, waar {nummer} onder staat, is niet gevonden. Onder welk voorschrift hoort het?"
        ]
    delen = nummer.split(".")
    return next(
        (plek[n] for k in range(len(delen) - 1, 0, -1) if (n := ".".join(delen[:k])) in plek), None
    ), []


def _read(rij: Mapping[str, Any], titel: str, tekst: str, boven: Voorstelpunt | None) -> Gelezen:
    """Take the data that a row gives; read the text for what it does not give."""
    uit_tekst = read_inhoud(titel, tekst, [], boven)
    try:
        grenzen = tuple(make_grenswaarde(g) for g in _list(rij, "grenswaarden"))
        plichten = tuple(_as_voorstel(p) for p in _list(rij, "verplichtingen"))
    except (VoorschriftError, TypeError, ValueError) as fout:
        return Gelezen(
            verwijzingen=uit_tekst.verwijzingen,
            vragen=(f"De gegevens in deze rij zijn niet te lezen: {fout}",),
        )
    verwijzingen = tuple(str(v) for v in _list(rij, "verwijzingen"))
    vragen = () if grenzen or plichten else uit_tekst.vragen
    return Gelezen(
        _or(grenzen, uit_tekst),
        plichten or uit_tekst.plichten,
        verwijzingen or uit_tekst.verwijzingen,
        vragen,
    )


def _or(grenzen: tuple[Grenswaarde, ...], uit_tekst: Gelezen) -> tuple[Grenswaarde, ...]:
    """Give the limits of a row, or of its text."""
    return grenzen or uit_tekst.grenswaarden


def _as_voorstel(rij: Mapping[str, Any]) -> Plichtvoorstel:
    """Read one obligation; it may come back without a first day."""
    maanden = int(rij.get("iedere_maanden") or 0)
    plicht = make_verplichting({k: v for k, v in rij.items() if k != "iedere_maanden"})
    return Plichtvoorstel(plicht.soort, plicht.omschrijving, maanden, plicht.eerste_dag)


def _list(rij: Mapping[str, Any], naam: str) -> list[Any]:
    """Give a list in a row; in a CSV it is written as JSON."""
    waarde = rij.get(naam) or []
    if isinstance(waarde, str):
        waarde = json.loads(waarde)
    if not isinstance(waarde, list):
        raise VoorschriftError(f"{naam} is geen lijst. Geef een lijst, of laat het leeg.")
    return waarde


def _text(rij: Mapping[str, Any], naam: str) -> str:
    """Give a text in a row."""
    return str(rij.get(naam) if rij.get(naam) is not None else "").strip()


def _write(rij: Mapping[str, Any]) -> str:
    """Write a row as one line of the source, with all its columns."""
    return "\t".join(f"{k}: {v}" for k, v in rij.items() if v not in (None, "", []))
