"""Kinds of decision: which legal remedy is open, until when, and when a decision takes effect and becomes irrevocable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vth.regelgeving.termijnen import Termijn, Termijnregels, Termijnuitkomst, derive_einde

from .rules import Datums, ZaakError

DAG = timedelta(days=1)


@dataclass(frozen=True)
class Besluitsoort:
    """One kind of decision: its remedy, the rule of the term for that, and the day that the term runs after."""

    code: str
    naam: str
    rechtsmiddel: str
    vanaf: str = ""
    termijn: str = ""
    ingang: str = "geen"


def make_besluitsoort(code: str, soorten: Mapping[str, Mapping[str, Any]]) -> Besluitsoort:
    """Give one kind of decision. Raises ZaakError for one that does not exist."""
    if code not in soorten:
        raise ZaakError(
            f"De besluitsoort {code[:60]!r} bestaat niet. Kies uit: {', '.join(sorted(soorten))}."
        )
    return Besluitsoort(code, **soorten[code])


def derive_rechtsmiddeltermijn(
    soort: Besluitsoort, datums: Datums, termijn: Termijn | None, regels: Termijnregels
) -> Termijnuitkomst | None:
    """Work out the last day of the remedy with its reasoning; nothing without a remedy, or while its first day is not known."""
    vanaf: date | None = getattr(datums, soort.vanaf) if soort.vanaf else None
    if termijn is None or vanaf is None:
        return None
    return derive_einde(termijn, vanaf, regels=regels, gebeurtenis=WOORDEN[soort.vanaf])


WOORDEN = {"verzenddatum": "verzending", "ter_inzage_vanaf": "terinzagelegging"}


def derive_ingangsdatum(soort: Besluitsoort, datums: Datums) -> date | None:
    """Give the day on which a decision takes effect by law (Omgevingswet 16.79); what was set before stays."""
    if datums.ingangsdatum is not None:
        return datums.ingangsdatum
    bron = {"dag_na_bekendmaking": datums.verzenddatum, "dag_na_ter_inzage": datums.ter_inzage_vanaf}
    na = bron.get(soort.ingang)
    return na + DAG if na else None


def derive_onherroepelijk(
    rechtsmiddel_tot: date | None, ingesteld_op: date | None, *, op: date
) -> date | None:
    """Give the day on which a decision became irrevocable: the one after the last day of its remedy, when nobody used it."""
    if rechtsmiddel_tot is None or ingesteld_op is not None or op <= rechtsmiddel_tot:
        return None
    return rechtsmiddel_tot + DAG
