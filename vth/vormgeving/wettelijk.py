"""From what `regelgeving` answers to what a component shows: no page takes a term or a ground apart."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, cast

from vth.regelgeving import rules as regelgeving

from .onderdelen import Grond, Termijn

Zekerheid = Literal["vastgesteld", "afgeleid", "aanname"]


def make_grond(grond: regelgeving.Grond, waarde: object = None) -> Grond:
    """Make a ground to show; `waarde` is how the page writes the value, else it is written with its unit."""
    return Grond(
        naam=grond.titel,
        waarde=f"{_write_waarde(grond.waarde)} {grond.eenheid}".strip() if waarde is None else waarde,
        bron=grond.verwijzing,
        url=next((bron.url for bron in grond.bronnen if bron.url), ""),
        vanaf=grond.vanaf,
        zekerheid=cast(Zekerheid, grond.zekerheid),
    )


def make_bewaarde_grond(bewaard: Mapping[str, Any], waarde: object = None) -> Grond:
    """Make a ground to show from what was kept of it when it was used (`Grond.as_dict`): a page shows that, and not the rule of today."""
    bronnen = bewaard["bronnen"]
    return Grond(
        naam=bewaard["titel"],
        waarde=f"{_write_waarde(bewaard['waarde'])} {bewaard['eenheid']}".strip()
        if waarde is None
        else waarde,
        bron="; ".join(f"{b['regeling']}, {b['plaats']}" for b in bronnen),
        url=next((b["url"] for b in bronnen if b.get("url")), ""),
        vanaf=date.fromisoformat(bewaard["vanaf"]),
        zekerheid=cast(Zekerheid, bewaard["zekerheid"]),
    )


def _write_waarde(waarde: object) -> object:
    """Write a value as people read it: of a table the names of its rows, of a list its words; nothing of one that has neither."""
    if isinstance(waarde, Mapping):
        namen = [rij.get("naam") for rij in waarde.values() if isinstance(rij, Mapping)]
        return ", ".join(str(n) for n in namen if n)
    if isinstance(waarde, list | tuple):
        return ", ".join(str(v) for v in waarde if isinstance(v, str | int | float | date))
    return waarde


def make_termijn(uitkomst: Any, *, voldaan_op: date | None = None) -> Termijn:
    """Make a term to show from a Termijnuitkomst: its last day, its summary, its steps and its certainty."""
    return Termijn(
        eind=uitkomst.laatste_dag,
        reden=uitkomst.samenvatting.partition(" (")[2].removesuffix(")"),
        redenering=tuple(stap.tekst for stap in uitkomst.stappen),
        grondslag="; ".join(dict.fromkeys(grond.verwijzing for grond in uitkomst.gronden)),
        voldaan_op=voldaan_op,
        opgeschort_sinds=None if uitkomst.laatste_dag else uitkomst.opgeschort_sinds,
        zekerheid=cast(Zekerheid, uitkomst.zekerheid),
    )


def as_grond(grond: Any) -> Any:
    """Give what the explanation shows: a ground of `regelgeving` is rewritten, anything else passes."""
    return make_grond(grond) if isinstance(grond, regelgeving.Grond) else grond


def as_termijn(termijn: Any) -> Any:
    """Give what the term shows: a day becomes a term, an answer of `regelgeving` is rewritten."""
    if isinstance(termijn, date):
        return Termijn(eind=termijn)
    return make_termijn(termijn) if hasattr(termijn, "samenvatting") else termijn
