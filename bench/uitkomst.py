"""One line of the table, the table itself, and keeping it as JSON and markdown."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

MAP = Path(__file__).parent / "uitkomsten"
KOPPEN = ("nr", "wat", "database", "gemeten", "vloer", "verhouding", "lat", "gehaald")


@dataclass
class Regel:
    """What was measured, beside its floor; `lat` is the most that the ratio (or the figure itself) may be.

    Without a floor the figure itself is held against the bar; without a bar it is only told. `eenheid` says what the
    figures are: seconds, milliseconds or megabytes.
    """

    nr: str
    wat: str
    database: str
    gemeten: Sequence[float]
    vloer: Sequence[float] = ()
    lat: float | None = None
    eenheid: str = "s"
    toelichting: str = ""
    bijzonderheden: dict[str, Any] = field(default_factory=dict)

    @property
    def verhouding(self) -> float | None:
        """Give the median of what was measured over the median of the floor."""
        return median(self.gemeten) / median(self.vloer) if self.vloer else None

    @property
    def gehaald(self) -> bool | None:
        """Tell whether the bar was met; None without a bar."""
        if self.lat is None:
            return None
        getal = self.verhouding if self.vloer else median(self.gemeten)
        assert getal is not None
        return getal <= self.lat

    def as_cellen(self) -> list[str]:
        """Write the line as people read it."""
        lat = "" if self.lat is None else f"≤ {self.lat:g}" + ("" if self.vloer else f" {self.eenheid}")
        verhouding = self.verhouding
        return [
            self.nr,
            self.wat,
            self.database,
            f"{median(self.gemeten):.3g} {self.eenheid}",
            f"{median(self.vloer):.3g} {self.eenheid}" if self.vloer else "",
            "" if verhouding is None else f"{verhouding:.2f}",
            lat,
            {True: "ja", False: "NEE", None: ""}[self.gehaald],
        ]


def print_tabel(regels: Sequence[Regel], console: Console) -> None:
    """Print the table."""
    tabel = Table(*KOPPEN)
    for regel in regels:
        tabel.add_row(*regel.as_cellen())
    console.print(tabel)
    for regel in regels:
        if regel.toelichting:
            console.print(
                f"{regel.nr} ({regel.database}): {regel.toelichting}", highlight=False, markup=False
            )


def store(regels: Sequence[Regel], instelling: dict[str, Any]) -> Path:
    """Keep all figures as JSON and the table as markdown, and give the file with the table."""
    MAP.mkdir(exist_ok=True)
    stempel = datetime.now(UTC)
    inhoud = {
        "gemaakt": stempel.isoformat(timespec="seconds"),
        "instelling": instelling,
        "machine": describe_machine(),
        "regels": [
            asdict(r) | {"verhouding": r.verhouding, "gehaald": r.gehaald, "cellen": r.as_cellen()}
            for r in regels
        ],
    }
    naam = f"{stempel:%Y%m%dT%H%M%S}-{instelling['omvang']}"
    (MAP / f"{naam}.json").write_text(json.dumps(inhoud, indent=1, ensure_ascii=False))
    doel = MAP / f"{naam}.md"
    doel.write_text(write_markdown(regels, inhoud))
    return doel


def write_markdown(regels: Sequence[Regel], inhoud: dict[str, Any]) -> str:
    """Write the table with what one must know to read it."""
    machine = ", ".join(f"{k} {v}" for k, v in inhoud["machine"].items())
    kop = f"{inhoud['gemaakt']}, `{inhoud['instelling']}`; {machine}."
    delen = ["| " + " | ".join(rij) + " |" for rij in (KOPPEN, ["---"] * len(KOPPEN))]
    delen += ["| " + " | ".join(r.as_cellen()) + " |" for r in regels]
    noten = [f"- {r.nr} ({r.database}): {r.toelichting}" for r in regels if r.toelichting]
    return "\n".join([kop, "", *delen, "", *noten, ""])


def describe_machine() -> dict[str, Any]:
    """Say on what was measured, and how busy it was."""
    kop = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    geheugen = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "kernen": os.cpu_count(),
        "geheugen": f"{geheugen:.0f} GiB",
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
        "commit": kop.stdout.strip() or "?",
        "belasting": " ".join(f"{x:.1f}" for x in os.getloadavg()),
    }
