"""The reader of progress reports: what it finds of what a person wrote down, per kind and per set of reports, and how long the real report takes.

`python -m bench.voortganglezen [--omvang 200] [--vragen 5]`. The sets stand in `vth/voortgang/tests/lezen`: `inregelen` are the reports the rules were made by, the others
were written and put away first; how those came out the first time is kept in `eerste_keer.txt` there. Beside the real report (from `../shared`, when it is there) a report of
`--omvang` onderwerpen is read. The floor of each time is merely walking over its text with the same `html.parser`.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("VTH_SHARED", Path(__file__).parents[2] / "shared"))
BRON = SHARED / "bronnen" / "voortgangsrapportage_ibp_vth_december_2023.md"
LAT_S = 2


def main(argumenten: Sequence[str] | None = None) -> int:
    """Measure and print."""
    lezer = argparse.ArgumentParser(prog="python -m bench.voortganglezen", description=__doc__)
    lezer.add_argument("--omvang", type=int, default=200)
    lezer.add_argument("--vragen", type=int, default=5)
    keuze = lezer.parse_args(argumenten)
    print(json.dumps(measure(keuze.omvang, keuze.vragen), indent=2))
    return 0


def measure(omvang: int, vragen: int = 5) -> dict[str, Any]:
    """Judge the reader on each set of reports, and time it on the real report and on a large one."""
    from vth.voortgang.tests.lezenmeten import SETS

    uit: dict[str, Any] = {"lat_s": LAT_S}
    if BRON.exists():
        uit["echt"] = measure_tijd(BRON.read_text(encoding="utf-8"), vragen)
    else:
        uit["echt"] = f"{BRON} is er niet: de tijd van het echte rapport is niet gemeten"
    uit["groot"] = {"onderwerpen": omvang} | measure_tijd(make_rapport(omvang), vragen)
    uit["sets"] = {welke: judge(welke) for welke in SETS}
    return uit


def judge(welke: str) -> dict[str, Any]:
    """Precision and recall per kind of record, and over all."""
    from vth.voortgang.tests.lezenmeten import measure as measure_set

    tel = measure_set(welke)
    samen = tuple(sum(t[n] for t in tel.values()) for n in range(3))
    return {
        soort: tell(*aantallen)
        for soort, aantallen in ({"alles": samen} | tel).items()
        if aantallen[1] or aantallen[2]
    }


def tell(goed: int, gevonden: int, hoort: int) -> dict[str, Any]:
    return {
        "hoort": hoort,
        "gevonden": gevonden,
        "precisie": round(goed / gevonden, 3) if gevonden else None,
        "vangst": round(goed / hoort, 3) if hoort else None,
    }


def measure_tijd(tekst: str, vragen: int) -> dict[str, Any]:
    """The best of some readings, the contradictions, and the floor."""
    from vth.voortgang.lezen.rapport import read_rapport
    from vth.voortgang.lezen.tegenspraak import find_tegenspraken

    vloer = best(lambda: HTMLParser().feed(tekst), vragen)
    lees = best(lambda: read_rapport(tekst, vorm="md"), vragen)
    gelezen = read_rapport(tekst, vorm="md")
    spraak = best(lambda: find_tegenspraken(gelezen), vragen)
    return {
        "voorstellen": len(gelezen.voorstellen),
        "lees_s": round(lees, 3),
        "vloer_s": round(vloer, 4),
        "tegen_vloer": round(lees / vloer, 1),
        "tegenspraken_s": round(spraak, 3),
        "haalt_lat": lees < LAT_S,
    }


def best(doe: Callable[[], object], keren: int) -> float:
    tijden = []
    for _ in range(keren):
        begin = time.perf_counter()
        doe()
        tijden.append(time.perf_counter() - begin)
    return min(tijden)


def make_rapport(omvang: int) -> str:
    """A report of so many onderwerpen in pijlers of ten, each with acties, planning, a shift and a risk."""
    rijen = ["Pijler/titel\tOnderwerpen\tVoortgang en doel\tPlanning/risico's\t"]
    for n in range(omvang):
        pijler = f"{n // 10 + 1} Hoofddeel {n // 10 + 1}" if n % 10 == 0 else ""
        rijen.append(
            f"{pijler}\t({n % 10 + 1}) Onderwerp {n}\t<p>Er lopen twee acties: (A) Kaart {n}. De kaart was voorzien in Q4 van 2024, maar is doorgeschoven naar Q1 van 2026.</p>"
            f" <p>(B) Register {n}. De stuurgroep heeft op 3 maart 2025 ingestemd met het plan.</p>\t<p>De planning van (A) is: in Q1 van 2026 opgeleverd.</p>"
            f" <p>Planning voor (B) wordt opnieuw gemaakt.</p> <div><p>Risico: te weinig mensen voor {n}.</p></div>\tJan 2025"
        )
    return "# Voortgangsrapportage Proef juni 2025\n\n" + "\n".join(rijen) + "\n"


if __name__ == "__main__":
    sys.exit(main())
