"""How a programme is made up, read from its file: pijlers, chapters, both legends, rounds and the order of its report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from .rules import SOORTEN, VoortgangError, read_dag
from .status import BEELDSTANDEN, MERKEN, STANDEN

MEEGELEVERD = Path(__file__).parent / "programmas"
EIGEN = ("hoofdstukken", "beeld", "legenda", "tabellen")
KOLOMMEN = 4


@dataclass(frozen=True)
class Verwachting:
    """A round that is expected."""

    naam: str
    peildatum: date
    indienen_voor: date


@dataclass(frozen=True)
class Configuratie:
    """The make-up of one programme."""

    code: str
    naam: str
    einddatum: date
    rapport: str
    deelwoord: str
    pijlers: tuple[tuple[str, str], ...]
    hoofdstukken: tuple[tuple[str, str], ...]
    opbouw: tuple[str, ...]
    tabelkoppen: tuple[str, ...]
    beeldlegenda: Mapping[str, str]
    tabellegenda: Mapping[str, str]
    merken: Mapping[str, str]
    rondes: tuple[Verwachting, ...]
    organen: tuple[str, ...]


def list_bestanden() -> dict[str, Path]:
    """Give the files of programmes by code; one of the installation goes before one that comes with the program."""
    eigen = Path(settings.VAR_DIR) / "programmas"
    return {f.stem: f for map_ in (MEEGELEVERD, eigen) for f in sorted(map_.glob("*.yaml"))}


def read_configuratie(code: str) -> Configuratie:
    """Give the make-up of a programme. Raises VoortgangError that names the file and what is wrong in it."""
    bestanden = list_bestanden()
    if code not in bestanden:
        raise VoortgangError(
            f"Er is geen programma ‘{code[:40]}’. Kies uit: {', '.join(bestanden)}; of zet {code[:40]}.yaml in de map programmas van deze installatie."
        )
    bestand = bestanden[code]
    return _read(str(bestand), bestand.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _read(pad: str, _gewijzigd: int) -> Configuratie:
    """Read a file once, and again when it was changed."""
    try:
        rij = yaml.safe_load(Path(pad).read_text())
    except (yaml.YAMLError, UnicodeDecodeError) as fout:
        raise VoortgangError(
            f"{pad} is geen YAML: {fout}. Vergelijk het met {MEEGELEVERD}/ibp-vth.yaml."
        ) from fout
    try:
        return make_configuratie(rij)
    except (KeyError, TypeError, AttributeError) as fout:
        raise VoortgangError(
            f"{pad} mist iets of heeft een andere vorm ({fout!r}). Vergelijk het met {MEEGELEVERD}/ibp-vth.yaml."
        ) from fout
    except VoortgangError as fout:
        raise VoortgangError(f"{pad}: {fout}") from fout


def make_configuratie(rij: Mapping[str, Any]) -> Configuratie:
    """Make it from what a file holds. Raises VoortgangError for what cannot be, KeyError for what is missing."""
    configuratie = Configuratie(
        code=str(rij["code"]),
        naam=str(rij["naam"]),
        einddatum=read_dag(rij["einddatum"], "einddatum"),
        rapport=str(rij["rapport"]),
        deelwoord=str(rij.get("deelwoord", "pijler")),
        pijlers=tuple((str(p["nummer"]), str(p["titel"])) for p in rij["pijlers"]),
        hoofdstukken=tuple((str(h["sleutel"]), str(h["titel"])) for h in rij.get("hoofdstukken", ())),
        opbouw=tuple(str(o) for o in rij["opbouw"]),
        tabelkoppen=tuple(str(k) for k in rij["tabelkoppen"]),
        beeldlegenda={str(k): str(v) for k, v in rij["beeldlegenda"].items()},
        tabellegenda={str(k): str(v) for k, v in rij["tabellegenda"].items()},
        merken={str(k): str(v) for k, v in rij["merken"].items()},
        rondes=tuple(
            Verwachting(
                str(r["naam"]),
                read_dag(r["peildatum"], "peildatum"),
                read_dag(r["indienen_voor"], "indienen_voor"),
            )
            for r in rij.get("rondes", ())
        ),
        organen=tuple(str(o) for o in rij.get("organen", ())),
    )
    _check(configuratie)
    return configuratie


def _check(c: Configuratie) -> None:
    nummers = [nummer for nummer, _ in c.pijlers]
    dubbel = sorted({n for n in nummers if nummers.count(n) > 1})
    vreemd = [o for o in c.opbouw if o not in SOORTEN and o not in EIGEN]
    for naam, woorden, nodig in (
        ("beeldlegenda", c.beeldlegenda, BEELDSTANDEN),
        ("tabellegenda", c.tabellegenda, STANDEN),
        ("merken", c.merken, MERKEN),
    ):
        if set(woorden) != set(nodig):
            raise VoortgangError(
                f"{naam} noemt {', '.join(sorted(woorden))}; nodig zijn precies {', '.join(nodig)}."
            )
    if not nummers or dubbel:
        raise VoortgangError(
            f"Het nummer {dubbel[0]} komt twee keer voor bij de {c.deelwoord}s. Geef elk een eigen nummer."
            if dubbel
            else "Een programma heeft minstens één pijler."
        )
    if vreemd:
        raise VoortgangError(
            f"opbouw noemt ‘{vreemd[0]}’, en dat is geen deel van een rapport. Kies uit: {', '.join((*EIGEN, *SOORTEN))}."
        )
    if len(c.tabelkoppen) != KOLOMMEN:
        raise VoortgangError(f"tabelkoppen heeft {len(c.tabelkoppen)} koppen; de tabel heeft er {KOLOMMEN}.")
