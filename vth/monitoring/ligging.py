"""Where the real diensten lie, as it ships with the project: which adjoin, in which provinces and safety regions, and where each stands on the map."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vth.organisaties.meegeleverd import Dienstfeiten, list_dienstfeiten
from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond

GRENZEN, PLAATSEN, REGIOS = (
    "monitoring.aangrenzend",
    "monitoring.dienstligging",
    "monitoring.veiligheidsregios",
)


@dataclass(frozen=True)
class Ligging:
    """Where one dienst lies on a day. `x` and `y` are the middle of its area, not its seat; `volledig` says whether every safety region is known."""

    feiten: Dienstfeiten
    x: int
    y: int
    kolom: int
    rij: int
    provincies: frozenset[str]
    veiligheidsregios: frozenset[str]
    buren: frozenset[str]
    volledig: bool


def list_liggingen(dag: date) -> dict[str, Ligging]:
    """Give where each real dienst lies on a day, by code; nothing of a day of which the files say nothing."""
    try:
        return read_liggingen(dag)[0]
    except RegelError:
        return {}


def read_liggingen(dag: date) -> tuple[dict[str, Ligging], dict[str, Grond]]:
    """Give where each dienst lies, and on what that rests. Raises RegelError of a day of which the files say nothing."""
    gronden = {naam: find_grond(naam, geldig_op=dag) for naam in (GRENZEN, PLAATSEN, REGIOS)}
    regio = {g: naam for naam, gemeenten in gronden[REGIOS].waarde.items() for g in gemeenten}
    buren, plaatsen = _read_buren(gronden[GRENZEN].waarde), gronden[PLAATSEN].waarde
    liggingen = {
        code: Ligging(
            feiten=feiten,
            **plaatsen[code],
            provincies=frozenset(naam.removeprefix("Provincie ") for naam in feiten.provincies),
            veiligheidsregios=frozenset(regio[g] for g in feiten.gemeenten if g in regio),
            buren=frozenset(buren[code]),
            volledig=feiten.gemeenten <= regio.keys(),
        )
        for code, feiten in list_dienstfeiten(dag).items()
        if code in plaatsen
    }
    return liggingen, gronden


def _read_buren(paren: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Give of each dienst who adjoins it; each pair stands once in the file."""
    buren: dict[str, set[str]] = defaultdict(set)
    for een, anderen in paren.items():
        for ander in anderen:
            buren[een].add(ander)
            buren[ander].add(een)
    return buren
