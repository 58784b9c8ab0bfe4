"""What is known of a closed ground energy system as plain values, and as the rows a person types; both ways. Pure.

What a person types is read as in every form (`1.500` is 1500); what is kept has a point for its decimals and nothing else, and is read
back as that. A row that cannot be read is refused with its number: nothing of it is guessed or left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from vth.vormgeving.getallen import GetalError, read_getal, write_gelezen

from .bemonstering import MonsterError
from .bodemenergie import Bodemenergiesysteem, Bodemlus, Jaaropgave

DAGEN = (
    "gemeld_op",
    "gegevens_op",
    "begin_boring",
    "begin_ondergronds",
    "begin_bovengronds",
    "in_gebruik_op",
    "eindigt_op",
    "einde_gemeld_op",
)
GETALLEN = ("spf", "bodemvermogen_kw", "warmtevraag_mwh", "koudevraag_mwh")
TEKSTEN = ("bro_id", "circulatievloeistof")
KEUZES = ("situatietekening", "geen_negatieve_interferentie", "is_eigen_woning")
ROLLEN = ("ondergronds", "bovengronds", "boring")


def make_systeem(gegevens: Mapping[str, Any]) -> Bodemenergiesysteem:
    """Make a system of plain values. Raises MonsterError for a field that does not exist or a value that cannot be."""
    if vreemd := set(gegevens) - {f.name for f in fields(Bodemenergiesysteem)}:
        raise MonsterError(
            f"Het veld {', '.join(sorted(vreemd))} bestaat niet bij een bodemenergiesysteem. Haal het weg."
        )
    velden: dict[str, Any] = {
        k: gegevens[k] for k in (*TEKSTEN, *KEUZES) if gegevens.get(k) not in (None, "")
    }
    velden |= {k: read_dag(gegevens[k], k) for k in DAGEN if gegevens.get(k)}
    velden |= {k: read_bewaard(gegevens[k], k) for k in GETALLEN if gegevens.get(k) not in (None, "")}
    if gegevens.get("middelpunt"):
        x, y = gegevens["middelpunt"]
        velden["middelpunt"] = (read_bewaard(x, "middelpunt x"), read_bewaard(y, "middelpunt y"))
    velden["lussen"] = tuple(
        Bodemlus(*(read_bewaard(w, f"lus {n}") for w in rij))
        for n, rij in enumerate(gegevens.get("lussen", ()), 1)
    )
    velden["uitvoerders"] = tuple(
        (str(r), str(naam), str(c)) for r, naam, c in gegevens.get("uitvoerders", ())
    )
    velden["jaren"] = tuple(_make_jaar(rij) for rij in gegevens.get("jaren", ()))
    return Bodemenergiesysteem(**velden)


def as_gegevens(systeem: Bodemenergiesysteem) -> dict[str, Any]:
    """Write a system as plain values, for a JSON column; `make_systeem` reads it back."""
    uit: dict[str, Any] = {}
    for veld in (*DAGEN, *GETALLEN, *TEKSTEN, *KEUZES):
        waarde = getattr(systeem, veld)
        if waarde not in (None, ""):
            uit[veld] = waarde if isinstance(waarde, bool) else str(waarde)
    if systeem.middelpunt:
        uit["middelpunt"] = [str(w) for w in systeem.middelpunt]
    uit["lussen"] = [[str(b.einddiepte_m), str(b.lengte_m), str(b.x), str(b.y)] for b in systeem.lussen]
    uit["uitvoerders"] = [list(u) for u in systeem.uitvoerders]
    uit["jaren"] = [
        {
            "jaar": j.jaar,
            "warmte_mwh": str(j.warmte_mwh),
            "koude_mwh": str(j.koude_mwh),
            "energie_mwh": "" if j.energie_mwh is None else str(j.energie_mwh),
            "ingediend_op": "" if j.ingediend_op is None else j.ingediend_op.isoformat(),
            "retourtemperaturen": [str(t) for t in j.retourtemperaturen],
        }
        for j in systeem.jaren
    ]
    return uit


def read_lussen(tekst: str) -> list[list[str]]:
    """Read typed loops: depth, length, x and y per line, parted by `;`."""
    return [_read_rij(n, rij, 4, "einddiepte; lengte; x; y") for n, rij in _list_rijen(tekst)]


def read_uitvoerders(tekst: str) -> list[list[str]]:
    """Read who works on it: role, name and certificate per line."""
    rijen = [_read_rij(n, rij, 3, "rol; naam; certificaat", getallen=False) for n, rij in _list_rijen(tekst)]
    for n, (rol, *_) in enumerate(rijen, 1):
        if rol not in ROLLEN:
            raise MonsterError(f"Regel {n}: de rol is {rol[:40]!r}. Kies {', '.join(ROLLEN)}.")
    return rijen


def read_jaren(tekst: str) -> list[dict[str, Any]]:
    """Read yearly reports: year, heat, cold, energy used, day it came in, and return temperatures with spaces between; per line."""
    uit: list[dict[str, Any]] = []
    for n, rij in _list_rijen(tekst):
        delen = [d.strip() for d in rij.split(";")]
        if len(delen) != 6 or not delen[0].isdecimal():
            raise MonsterError(
                f"Regel {n}: ‘{rij[:60]}’ is geen jaar. Schrijf: jaar; warmte; koude; energie; ingediend op; retourtemperaturen, zoals "
                "2025; 120; 110,5; 60; 2026-03-01; 8 9,5 11. Wat u niet weet, laat u leeg tussen de puntkomma's."
            )
        jaar, warmte, koude, energie, ingediend, temperaturen = delen
        uit.append(
            {
                "jaar": int(jaar),
                "warmte_mwh": read_getypt(warmte, f"regel {n}, warmte"),
                "koude_mwh": read_getypt(koude, f"regel {n}, koude"),
                "energie_mwh": read_getypt(energie, f"regel {n}, energie") if energie else "",
                "ingediend_op": read_dag(ingediend, f"regel {n}, ingediend op").isoformat()
                if ingediend
                else "",
                "retourtemperaturen": [
                    read_getypt(t, f"regel {n}, temperatuur") for t in temperaturen.split()
                ],
            }
        )
    if dubbel := sorted({j["jaar"] for j in uit if [k["jaar"] for k in uit].count(j["jaar"]) > 1}):
        raise MonsterError(f"Het jaar {dubbel[0]} staat er twee keer in. Houd er één over.")
    return uit


def write_rijen(gegevens: Mapping[str, Any]) -> dict[str, str]:
    """Write the lists of a system as the lines that a person changes."""
    return {
        "lussen": "\n".join("; ".join(map(_write_getal, r)) for r in gegevens.get("lussen", ())),
        "uitvoerders": "\n".join("; ".join(r) for r in gegevens.get("uitvoerders", ())),
        "jaren": "\n".join(
            "; ".join(
                (
                    str(j["jaar"]),
                    _write_getal(j["warmte_mwh"]),
                    _write_getal(j["koude_mwh"]),
                    _write_getal(j["energie_mwh"]),
                    j["ingediend_op"],
                    " ".join(map(_write_getal, j["retourtemperaturen"])),
                )
            )
            for j in gegevens.get("jaren", ())
        ),
    }


def _write_getal(bewaard: str) -> str:
    """Write a number that was kept as it is typed: its point would be read as one between thousands."""
    return write_gelezen(Decimal(bewaard)) if bewaard else ""


def read_getypt(tekst: str, wat: str) -> str:
    """Read a number as people type it, and give it as it is kept. Raises MonsterError for what is none."""
    try:
        return f"{read_getal(tekst):f}"
    except GetalError as fout:
        raise MonsterError(f"Bij {wat}: {fout}") from fout


def read_bewaard(waarde: Any, wat: str) -> Decimal:
    """Read a number as it is kept, with a point for its decimals. Raises MonsterError for what is none."""
    try:
        getal = Decimal(str(waarde))
    except InvalidOperation:
        getal = Decimal("nan")
    if not getal.is_finite():
        raise MonsterError(
            f"Bij {wat} staat ‘{str(waarde)[:40]}’; zo wordt geen getal bewaard. Geef het met een punt voor de decimalen: 12.5."
        )
    return getal


def read_dag(waarde: Any, wat: str) -> date:
    """Read a day. Raises MonsterError for what is none."""
    try:
        return waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde))
    except ValueError as fout:
        raise MonsterError(
            f"Bij {wat} staat ‘{str(waarde)[:40]}’; dat is geen dag. Schrijf jaar-maand-dag."
        ) from fout


def _make_jaar(rij: Mapping[str, Any]) -> Jaaropgave:
    """Make one yearly report."""
    jaar = int(rij["jaar"])
    return Jaaropgave(
        jaar,
        read_bewaard(rij["warmte_mwh"], f"{jaar}, warmte"),
        read_bewaard(rij["koude_mwh"], f"{jaar}, koude"),
        read_bewaard(rij["energie_mwh"], f"{jaar}, energie") if rij.get("energie_mwh") else None,
        tuple(read_bewaard(t, f"{jaar}, temperatuur") for t in rij.get("retourtemperaturen", ())),
        read_dag(rij["ingediend_op"], f"{jaar}, ingediend op") if rij.get("ingediend_op") else None,
    )


def _list_rijen(tekst: str) -> Sequence[tuple[int, str]]:
    """Give the lines that are not empty, numbered as they stand."""
    return [(n, rij) for n, rij in enumerate(tekst.splitlines(), 1) if rij.strip()]


def _read_rij(n: int, rij: str, aantal: int, vorm: str, *, getallen: bool = True) -> list[str]:
    """Read one line of a fixed number of parts."""
    delen = [d.strip() for d in rij.split(";")]
    if len(delen) != aantal or not all(delen[:2]):
        raise MonsterError(
            f"Regel {n}: ‘{rij[:60]}’ heeft {len(delen)} delen. Schrijf {vorm}, met een puntkomma ertussen."
        )
    return [read_getypt(d, f"regel {n}") for d in delen] if getallen else delen
