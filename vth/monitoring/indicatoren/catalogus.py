"""The catalogue: every indicator with its definition, formula, grain and sources, read from the file that computes it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vth.analyse.sqlbestand import SqlBestandError, read_sqlbestand
from vth.regelgeving.rules import ZEKERHEDEN

MAP = Path(__file__).parent
KOP = (
    "titel",
    "definitie",
    "soort",
    "eenheid",
    "korrel",
    "bronnen",
    "volledig",
    "herkomst",
    "zekerheid",
    "versie",
)
AANTAL, AANDEEL = "aantal", "aandeel"


@dataclass(frozen=True)
class Indicator:
    """One indicator: `sql` gives a row per record (dienst, record, teller, noemer); where teller or noemer is unknown the record is not usable.

    The figure is the sum of the tellers (`aantal`), or that divided by the sum of the noemers (`aandeel`).
    """

    code: str
    titel: str
    definitie: str
    soort: str
    eenheid: str
    korrel: str
    bronnen: tuple[str, ...]
    volledig: str
    herkomst: str
    zekerheid: str
    versie: str
    sql: str


@cache
def list_indicatoren() -> dict[str, Indicator]:
    """Give all indicators by their code, in order of it. Raises SqlBestandError for a file that is not one."""
    return {pad.stem: _read(pad) for pad in sorted(MAP.glob("*.sql"))}


def _read(pad: Path) -> Indicator:
    bestand = read_sqlbestand(pad, KOP)
    kop = bestand.kop
    if kop["soort"] not in (AANTAL, AANDEEL):
        raise SqlBestandError(f"{pad.name}: soort is ‘{kop['soort']}’, en moet {AANTAL} of {AANDEEL} zijn.")
    if kop["zekerheid"] not in ZEKERHEDEN:
        raise SqlBestandError(
            f"{pad.name}: zekerheid is ‘{kop['zekerheid']}’. Kies uit: {', '.join(ZEKERHEDEN)}."
        )
    return Indicator(
        code=pad.stem,
        titel=kop["titel"],
        definitie=kop["definitie"],
        soort=kop["soort"],
        eenheid=kop["eenheid"].strip('"'),
        korrel=kop["korrel"],
        bronnen=tuple(deel.strip() for deel in kop["bronnen"].split(",")),
        volledig=kop["volledig"],
        herkomst=kop["herkomst"],
        zekerheid=kop["zekerheid"],
        versie=kop["versie"],
        sql=bestand.sql,
    )
