"""Profiles that build on another: `basis: baseline.natuurlijkpersoon`, with an own supplier and what differs; pure.

A basisprofiel has no supplier. The family `profielen/baseline/` holds one for each file of the national Baseline CSV;
of most of them the columns are not known yet, and such a file says so (`kolommen: onbekend`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .profiel import ProfielError

# What a profile always says itself.
EIGEN = ("id", "titel", "leverancier", "toelichting", "reeks", "basis")
# What is only said of a basisprofiel: which file it is, whether its columns are known, and where its records belong.
OVER_BASIS = ("bestandsnaam", "kolommen", "hoort_bij")
KOLOMMEN = ("bekend", "onbekend")
HANDLEIDING = "docs/handleiding/aanleveringen.md"

Inhoud = Mapping[str, Any]
Zoeker = Callable[[str], Inhoud | None]


@dataclass(frozen=True)
class Basisprofiel:
    """What is known of a file that several suppliers deliver: its name, its columns or not, and where it belongs.

    `objecttypen` are those of CIm VTH FLo (none: the standard has no such type), `kamer` is the room that keeps them.
    """

    id: str
    titel: str
    bestandsnaam: str
    is_bekend: bool
    objecttypen: tuple[str, ...]
    gegevenssets: tuple[str, ...]
    kamer: str
    toelichting: str = ""


def is_basis(inhoud: Inhoud) -> bool:
    """Tell whether this is a profile without a supplier, on which others build, and that says so."""
    return not inhoud.get("leverancier") and any(naam in inhoud for naam in OVER_BASIS)


def make_basisprofiel(inhoud: Inhoud, plaats: str) -> Basisprofiel:
    """Make what is told of a basisprofiel; raises ProfielError when it does not say what file it is of."""
    hoort = inhoud.get("hoort_bij")
    kolommen = inhoud.get("kolommen", "bekend")
    if not isinstance(hoort, Mapping) or not inhoud.get("bestandsnaam") or kolommen not in KOLOMMEN:
        raise ProfielError(
            f"{plaats}: een basisprofiel noemt `bestandsnaam`, `kolommen` ({' of '.join(KOLOMMEN)}) en `hoort_bij` "
            "met `objecttypen`, `gegevenssets` en `kamer`. Wie een leverprofiel maakt, noemt zijn `leverancier`."
        )
    return Basisprofiel(
        id=str(inhoud.get("id")),
        titel=str(inhoud.get("titel")),
        bestandsnaam=str(inhoud["bestandsnaam"]),
        is_bekend=kolommen == "bekend" and bool(inhoud.get("stromen")),
        objecttypen=tuple(hoort.get("objecttypen") or ()),
        gegevenssets=tuple(hoort.get("gegevenssets") or ()),
        kamer=str(hoort.get("kamer") or ""),
        toelichting=str(inhoud.get("toelichting") or "").strip(),
    )


def refuse_basis(inhoud: Inhoud, plaats: str) -> None:
    """Refuse to deliver by a basisprofiel. Raises ProfielError with how to make an own profile of it, or why not yet."""
    basis = make_basisprofiel(inhoud, plaats)
    if not basis.is_bekend:
        uitleg = _explain_onbekend(basis)
        raise ProfielError(uitleg[0].upper() + uitleg[1:])
    raise ProfielError(
        f"{basis.id} is een basisprofiel en heeft geen leverancier. Maak een eigen leverprofiel met `basis: {basis.id}`, "
        f"`id`, `titel` en `leverancier`. Hoe dat gaat, staat in {HANDLEIDING}."
    )


def resolve_basis(inhoud: Inhoud, plaats: str, find: Zoeker, gezien: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the content of a profile with what it does not say itself taken from its basis, and from that one's.

    `find` gives the content of a profile by its id. Raises ProfielError for a basis that does not exist, leads back
    to itself, or of which the columns are not known yet.
    """
    naam = inhoud.get("basis")
    if not naam:
        return {k: v for k, v in inhoud.items() if k not in OVER_BASIS}
    if naam in gezien or naam == inhoud.get("id"):
        raise ProfielError(
            f"{plaats}: de basis {naam!r} bouwt weer op dit profiel. Haal `basis:` uit één van beide weg."
        )
    onder = find(str(naam))
    if onder is None:
        raise ProfielError(
            f"{plaats}: de basis {naam!r} bestaat niet. `vth aanleveringen profielen --basis` noemt welke er zijn."
        )
    if is_basis(onder) and not (basis := make_basisprofiel(onder, str(naam))).is_bekend:
        raise ProfielError(f"{plaats}: {_explain_onbekend(basis)}")
    onder = resolve_basis(onder, str(naam), find, (*gezien, str(naam)))
    return apply_basis(inhoud, onder, plaats)


def apply_basis(inhoud: Inhoud, onder: Inhoud, plaats: str) -> dict[str, Any]:
    """Lay what a profile says over what its basis says: its own word counts, and nothing takes away what was there."""
    samen = {k: v for k, v in onder.items() if k not in EIGEN}
    for naam, eigen in inhoud.items():
        if naam in OVER_BASIS:
            continue
        if naam == "stromen":
            samen[naam] = _merge_stromen(eigen, samen.get(naam) or [], plaats)
        elif naam in ("bestand", "drempels", "toetsen"):
            samen[naam] = _merge(eigen, samen.get(naam))
        else:
            samen[naam] = eigen
    return samen


def _merge_stromen(eigen: Any, onder: list[Any], plaats: str) -> Any:
    """Lay own streams over those of the basis with the same gegevensset; a new gegevensset comes behind them."""
    if not isinstance(eigen, list) or not all(isinstance(s, Mapping) for s in (*eigen, *onder)):
        return eigen
    uit = [dict(s) for s in onder]
    for stroom in eigen:
        gelijk = [n for n, s in enumerate(uit) if s.get("gegevensset") == stroom.get("gegevensset")]
        if len(gelijk) > 1:
            raise ProfielError(
                f"{plaats}: de basis vult {stroom.get('gegevensset')} met meer stromen; welke u bedoelt, is niet te zeggen. "
                "Neem het hele profiel over en laat `basis:` weg."
            )
        if not gelijk:
            uit.append(dict(stroom))
            continue
        oud = uit[gelijk[0]]
        uit[gelijk[0]] = {
            **oud,
            **stroom,
            **{
                k: _merge(stroom.get(k), oud.get(k)) for k in ("velden", "relaties") if k in {**oud, **stroom}
            },
        }
    return uit


def _merge(eigen: Any, onder: Any) -> Any:
    """Lay own names over those of the basis; a name that is left empty is taken away."""
    if eigen is None:
        return onder
    if not isinstance(eigen, Mapping) or not isinstance(onder, Mapping):
        return eigen
    return {k: v for k, v in {**onder, **eigen}.items() if v is not None}


def _explain_onbekend(basis: Basisprofiel) -> str:
    """Say that a file cannot be delivered yet, where it belongs, and what is needed."""
    hoort = ", ".join(basis.objecttypen) or "geen objecttype van CIm VTH FLo"
    return (
        f"de kolommen van {basis.bestandsnaam} uit de landelijke Baseline zijn nog niet bekend, dus dit bestand kan nog niet "
        f"worden aangeleverd. Het hoort bij {hoort} (kamer {basis.kamer}). Hebt u de beschrijving van de kolommen? Geef "
        f"die aan de beheerder van Open VTH; die vult {basis.id} aan. Lever de gegevens tot dan aan met een eigen leverprofiel."
    )
