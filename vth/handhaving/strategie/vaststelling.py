"""Which bevoegd gezag has adopted which strategy, since when, and what it rests on without: from its own rule files."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from vth.organisaties.models import Organisatie
from vth.organisaties.selectors import list_omgevingsdiensten, list_organisaties
from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.rules import LANDELIJK, Grond, Regel, as_json
from vth.regelgeving.selectors import find_grond, list_afwijkingen
from vth.toegang.rules import Viewer

from .fouten import StrategieError
from .matrix import list_lichter
from .regelset import MATRIX, read_strategieregels

VASTSTELLING, ONDERDELEN = "handhaving.strategie_vaststelling", "handhaving.strategie_onderdelen"
GEZAGEN = (
    Organisatie.Soort.GEMEENTE,
    Organisatie.Soort.PROVINCIE,
    Organisatie.Soort.WATERSCHAP,
)


@dataclass(frozen=True)
class Vaststelling:
    """How one bevoegd gezag stands: whether its strategy binds and since when, whose matrix is used and how sure that is.

    `mist` are the parts that Ob 13.6 asks and that its file does not place; `fouten` are what is wrong with its files.
    """

    gezag: str
    naam: str
    dienst: str
    bindt: bool
    vastgesteld_op: date | None
    regeling: str
    eigen_matrix: bool
    matrix: Grond | None
    mist: tuple[str, ...] = ()
    fouten: tuple[str, ...] = ()
    lichter: tuple[str, ...] = ()
    vorige: str = ""


def list_vaststellingen(viewer: Viewer, op: date) -> list[Vaststelling]:
    """List how each bevoegd gezag of the viewer's area stands on a day, by name; for who sees the whole country all of them.

    Those without a file of their own or of their service stand alike, and are worked out once.
    """
    zicht, diensten = viewer.zicht, list_omgevingsdiensten(op)
    eigen = zicht.gebieden | zicht.leveranciers | viewer.organisaties
    rijen = [o for soort in GEZAGEN for o in list_organisaties(soort=soort, op=op)]
    lagen = {r.laag for r in list_afwijkingen()}
    per: dict[frozenset[str], Vaststelling] = {}
    uit = []
    for o in rijen:
        code, dienst = o.organisatie_id, diensten.get(o.organisatie_id, "")
        if not (zicht.landelijk or code in eigen):
            continue
        if (groep := frozenset(lagen & {f"gezag {code}", f"od {dienst}"})) not in per:
            per[groep] = find_vaststelling(code, op, dienst=dienst)
        uit.append(replace(per[groep], gezag=code, naam=o.naam, dienst=dienst))
    return sorted(uit, key=lambda v: (not v.bindt, v.naam))


def list_ongelijk(vaststellingen: Sequence[Vaststelling]) -> dict[str, tuple[str, ...]]:
    """Give the services whose participants work with different matrices, with who goes with whom.

    Participants of one omgevingsdienst have one strategy for the basistaken (Ob 13.5).
    """
    per: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for v in vaststellingen:
        if v.dienst and v.matrix is not None:
            per[v.dienst][str(as_json(v.matrix.waarde))].append(v.naam)
    return {
        dienst: tuple(", ".join(sorted(namen)) for namen in groepen.values())
        for dienst, groepen in sorted(per.items())
        if len(groepen) > 1
    }


def find_vaststelling(gezag: str, op: date, *, dienst: str = "") -> Vaststelling:
    """Say how one bevoegd gezag stands on a day. What is wrong with its files is told, never raised."""
    grond = find_grond(VASTSTELLING, geldig_op=op, bevoegd_gezag=gezag, omgevingsdienst=dienst)
    eigen = grond.laag != LANDELIJK
    waarde: Mapping[str, Any] = grond.waarde if isinstance(grond.waarde, Mapping) else {}
    bindt = eigen and bool(waarde.get("bindt"))
    onderdelen: Mapping[str, str] = find_grond(ONDERDELEN, geldig_op=op).waarde
    geplaatst = waarde.get("onderdelen")
    geplaatst = geplaatst if isinstance(geplaatst, Mapping) else {}
    fouten, matrix = list_strategiefouten(waarde), None
    lichter: tuple[str, ...] = ()
    try:
        regels = read_strategieregels(op, bevoegd_gezag=gezag, omgevingsdienst=dienst)
    except StrategieError as fout:
        fouten += [b.zin for b in fout.bezwaren]
    else:
        matrix = regels.matrix.grond
        lichter = tuple(
            f"{a} laat iets lichters toe dan {b}" for a, b in list_lichter(regels.matrix, regels.zwaarte)
        )
    return Vaststelling(
        gezag=gezag,
        naam=gezag,
        dienst=dienst,
        bindt=bindt,
        vastgesteld_op=_as_dag(waarde.get("vastgesteld_op")) if bindt else None,
        regeling=str(waarde.get("regeling") or "") if bindt else "",
        eigen_matrix=matrix is not None and matrix.laag != LANDELIJK,
        matrix=matrix,
        mist=tuple(zin for code, zin in onderdelen.items() if not geplaatst.get(code)) if bindt else (),
        fouten=tuple(fouten),
        lichter=lichter,
        vorige=_say_vorige(gezag, op),
    )


def list_strategiefouten(waarde: Mapping[str, Any]) -> list[str]:
    """List what is wrong with how an authority says that it adopted a strategy: one that binds has a day and a regulation."""
    if not waarde.get("bindt"):
        return []
    fouten = []
    if _as_dag(waarde.get("vastgesteld_op")) is None:
        fouten.append(
            "Bij een strategie die bindt hoort de dag waarop zij is vastgesteld (`vastgesteld_op`)."
        )
    if not waarde.get("regeling"):
        fouten.append(
            "Bij een strategie die bindt hoort het nummer van de regeling, zoals CVDR123456 (`regeling`)."
        )
    return fouten


def _as_dag(waarde: Any) -> date | None:
    """Give a day, or nothing for what is none."""
    return waarde if isinstance(waarde, date) else None


def _say_vorige(gezag: str, op: date) -> str:
    """Say from when an authority's own matrix holds, when that is still to come or has ended."""
    regel = next((r for r in list_afwijkingen() if r.id == MATRIX and r.laag == f"gezag {gezag}"), None)
    if regel is None or regel.find_periode(op):
        return ""
    return _say_buiten(regel, op)


def _say_buiten(regel: Regel, op: date) -> str:
    """Say when a rule does hold that does not hold on this day."""
    later = [p.geldigheid.begin for p in regel.perioden if p.geldigheid.begin > op]
    if later:
        return f"Een eigen matrix geldt vanaf {as_dagtekst(later[0])}."
    laatste = regel.perioden[-1].geldigheid.eind - timedelta(days=1)
    return f"De eigen matrix gold tot en met {as_dagtekst(laatste)}."
