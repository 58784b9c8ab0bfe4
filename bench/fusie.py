"""The merger search on a country of 28 services: the best division proven, the ten best, and a merger by hand.

`python -m bench.fusie [--omvang 28] [--hoogstens 6]`. The country is drawn with a fixed seed on a grid of seven wide, each service beside and under others, with
figures of which few meet the norms by themselves. Each time stands beside the bare linear relaxation of the same problem in the same run: the least that a solver must do.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

BREED = 7


def main(argumenten: Sequence[str] | None = None) -> int:
    """Measure and print."""
    lezer = argparse.ArgumentParser(prog="python -m bench.fusie", description=__doc__)
    lezer.add_argument("--omvang", type=int, default=28)
    lezer.add_argument("--hoogstens", type=int, default=6)
    keuze = lezer.parse_args(argumenten)
    print(json.dumps(measure(keuze.omvang, keuze.hoogstens), indent=2))
    return 0


def measure(omvang: int, hoogstens: int = 6) -> dict[str, Any]:
    """Search the best and the ten best divisions, and work one merger out by hand."""
    from vth.monitoring.fusie.model import Aannamen
    from vth.monitoring.fusie.samen import derive_groep
    from vth.monitoring.fusie.zoeken import find_indelingen

    land, eisen = make_land(omvang)
    aannamen = Aannamen(hoogstens_diensten=hoogstens)
    begin = time.perf_counter()
    een = find_indelingen(land, eisen, aannamen, aantal=1)
    beste = time.perf_counter() - begin
    begin = time.perf_counter()
    tien = find_indelingen(land, eisen, aannamen, aantal=10, seconden=180)
    tien_s = time.perf_counter() - begin
    per_code = {dienst.code: dienst for dienst in land}
    begin = time.perf_counter()
    derive_groep(list(per_code)[:4], per_code, eisen, aannamen)
    hand = time.perf_counter() - begin
    vloer = measure_vloer(land, eisen, aannamen)
    return {
        "diensten": omvang,
        "hoogstens_samen": hoogstens,
        "groepen": een.groepen_bekeken,
        "robuuste_groepen": een.groepen_robuust,
        "fusies_in_de_beste": een.indelingen[0].fusies,
        "bewezen": een.bewezen and tien.bewezen,
        "lat_beste_s": 60,
        "beste_s": round(beste, 2),
        "lat_tien_s": 180,
        "tien_s": round(tien_s, 2),
        "lat_hand_ms": 200,
        "hand_ms": round(hand * 1000, 2),
        "vloer_lp_s": round(vloer, 3),
        "beste_tegen_vloer": round(beste / vloer, 1),
    }


def measure_vloer(land: Any, eisen: Any, aannamen: Any) -> float:
    """Time judging the groups and one linear relaxation."""
    import math

    from vth.monitoring.fusie.blokken import list_blokken
    from vth.monitoring.fusie.zoeken import _Verdeling

    begin = time.perf_counter()
    _Verdeling(list_blokken(land, land, eisen, aannamen), len(land), math.inf)._bound_kosten(0)
    return time.perf_counter() - begin


def make_land(omvang: int) -> tuple[list[Any], list[Any]]:
    """Draw the country and its conditions."""
    from vth.monitoring.fusie.model import Dienst, Eis

    toeval = random.Random(2801)
    plek = {divmod(n, BREED): f"OD-{n:02}" for n in range(omvang)}
    land = []
    for (rij, kolom), code in plek.items():
        naast = ((rij, kolom + 1), (rij, kolom - 1), (rij + 1, kolom), (rij - 1, kolom))
        omzet = toeval.randint(5, 20)
        land.append(
            Dienst(
                code=code,
                naam=code,
                metingen={
                    "omzet": Decimal(omzet),
                    "ontwikkeling": Decimal(toeval.randint(10, 40)) / 100,
                    "bodem": Decimal(toeval.randint(0, 4)),
                    "geluid": Decimal(toeval.randint(0, 4)),
                },
                provincies=frozenset({f"PV{kolom // 3}{rij // 2}"}),
                veiligheidsregios=frozenset({f"VR{rij}{kolom // 2}"}),
                buren=frozenset(plek[p] for p in naast if p in plek),
                x=kolom * 20_000 + toeval.randint(0, 9_000),
                y=rij * 20_000 + toeval.randint(0, 9_000),
            )
        )
    eisen = [
        Eis(criterium="omzet", teller="omzet", norm=Decimal(15)),
        Eis(criterium="ontwikkeling", teller="ontwikkeling", noemer="omzet", norm=Decimal("0.015")),
        Eis(criterium="kwaliteit", teller="bodem", norm=Decimal(3)),
        Eis(criterium="kwaliteit", teller="geluid", norm=Decimal(3)),
    ]
    return land, eisen


if __name__ == "__main__":
    sys.exit(main())
