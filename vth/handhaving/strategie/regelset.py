"""The rules of the strategy as they hold for an authority on a day, read once per authority: its own files before those of its OD and of the program."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond

from .aspecten import Drempels, read_aspecten
from .fouten import StrategieError
from .leidraad import Leidraadvoorstel, derive_leidraadvoorstel, read_precedenten, read_rijen
from .matrix import Matrix, read_instrumenten, read_matrix, read_zwaarte
from .rules import Overlegregels, Strategieregels

MATRIX = "handhaving.interventiematrix"
T = TypeVar("T")


def read_strategieregels(dag: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Strategieregels:
    """Give what a weighing rests on. Raises StrategieError that names the file when a rule has no value that day or cannot be used."""
    find = partial(find_grond, geldig_op=dag, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    try:
        matrix = find(MATRIX)
        instrumenten = find("handhaving.instrumenten")
        zwaarte = find("handhaving.strategie_zwaarte")
        aspecten = (find("handhaving.strategie_aspecten"), find("handhaving.strategie_aspecten_aangenomen"))
        drempels = find("handhaving.strategie_aspectdrempels")
        overleg = find("handhaving.strategie_overleg")
    except RegelError as fout:
        raise StrategieError(str(fout)) from fout
    bekend = _read(instrumenten, lambda: read_instrumenten(instrumenten.waarde, zwaarte.waarde))
    return Strategieregels(
        matrix=_read(matrix, lambda: read_matrix(matrix, bekend)),
        instrumenten=bekend,
        zwaarte=_read(zwaarte, lambda: read_zwaarte(zwaarte, bekend)),
        aspecten=_read(aspecten[0], lambda: read_aspecten(aspecten)),
        drempels=_read(drempels, lambda: _read_drempels(drempels.waarde)),
        overleg=_read(overleg, lambda: _read_overleg(overleg.waarde)),
        gronden=(matrix, instrumenten, zwaarte, *aspecten, drempels, overleg),
    )


def _read(grond: Grond, lees: Callable[[], T]) -> T:
    """Read the value of a rule; one of another form than the rule that comes with the program is refused with its file."""
    try:
        return lees()
    except (AttributeError, KeyError, TypeError, ValueError) as fout:
        raise StrategieError(
            f"{grond.bestand}: de waarde van {grond.regel_id} heeft niet de vorm van de meegeleverde regel ({fout}). Vergelijk haar met "
            "het regelboek."
        ) from fout


def _read_overleg(waarde: Mapping[str, Any]) -> Overlegregels:
    """Read when consultation is asked, and with whom it can be."""
    return Overlegregels(
        bool(waarde["bij_verzwarend"]), bool(waarde["bij_beide_sporen"]), dict(waarde["partijen"])
    )


def _read_drempels(waarde: Mapping[str, Any]) -> Drempels:
    """Read from where facts point at an aspect."""
    return Drempels(
        int(waarde["recidive_jaren"]),
        bool(waarde["zelfde_norm"]),
        int(waarde["overtredingen"]),
        int(waarde["normen"]),
        int(waarde["duur_dagen"]),
    )


def find_andere_matrix(
    nu: Matrix, toen: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = ""
) -> Grond | None:
    """Give the rule of the matrix that held on an earlier day, when it is another than the one of now; None when it is the same or there was none."""
    try:
        grond = find_grond(
            MATRIX, geldig_op=toen, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
        )
    except RegelError:
        return None
    return grond if (grond.laag, grond.vanaf) != (nu.grond.laag, nu.grond.vanaf) else None


def find_leidraad(
    aard: str, normen: list[str], dag: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = ""
) -> Leidraadvoorstel:
    """Propose term, amount, modality and maximum for a kind of violation or the norms that were broken, with source, certainty and precedents.

    When there is no row for it, the proposal is empty and says which file lacks it. Raises StrategieError for a list that cannot be used.
    """
    find = partial(find_grond, geldig_op=dag, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    try:
        grond, precedenten = find("handhaving.leidraad"), find("handhaving.precedenten")
    except RegelError as fout:
        raise StrategieError(str(fout)) from fout
    return derive_leidraadvoorstel(
        read_rijen(grond), grond, read_precedenten(precedenten), aard=aard, normen=normen
    )


def as_regelmerk(grond: Grond) -> dict[str, Any]:
    """Give which rule was used, without its value, to keep with a decision."""
    return {k: v for k, v in grond.as_dict().items() if k not in ("waarde", "eenheid", "volgorde")}
