"""Which files the invented suppliers deliver, in which order, and which mistakes stand in them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .wereld import read_gegevens

EERSTE_PEILDATUM = date(2024, 10, 1)
Toets = tuple[str, str, str]


@dataclass(frozen=True)
class Levering:
    """One file: who delivers what for which day, in which form, and how it must end."""

    leverancier: str
    peildatum: date
    soort: str
    vorm: str
    bijzonder: str = ""
    akkoord: str = ""
    uitkomst: str = "verwerkt"

    @property
    def pad(self) -> Path:
        """Give the place of the file below the folder of deliveries."""
        achtervoegsel = "-correctie" if self.bijzonder == "correctie" else ""
        return Path(self.leverancier) / f"{self.peildatum}-{self.soort}{achtervoegsel}.{self.vorm}"

    @property
    def bestand(self) -> str:
        """Name the series of files to which this one belongs."""
        return f"{self.leverancier}/{self.soort}"

    @property
    def profiel(self) -> str:
        """Name the leverprofiel by which it is delivered."""
        return f"lindeland.{self.leverancier.split('-')[-1].lower()}.{self.soort}"


@dataclass(frozen=True)
class Foutplek:
    """Where a mistake stands: rows whose number leaves `rest`, until quarter `tot`, and which checks must find it there."""

    fout: str
    bestand: str
    rest: int
    tot: int
    serie: str
    toetsen: tuple[Toets, ...]


@cache
def list_leveringen() -> tuple[Levering, ...]:
    """List all deliveries in the order in which they come."""
    return tuple(Levering(**regel) for regel in read_gegevens("leveringen"))


@cache
def list_foutplekken() -> tuple[Foutplek, ...]:
    """List every mistake with its place."""
    return tuple(
        Foutplek(
            fout=fout["fout"],
            bestand=bestand,
            rest=plek["rest"],
            tot=plek["tot"],
            serie=plek.get("serie", ""),
            toetsen=tuple(tuple(t) for t in plek.get("toetsen", fout["toetsen"])),
        )
        for fout in read_gegevens("fouten")
        for bestand, plek in fout["in"].items()
    )


def derive_kwartaal(dag: date) -> int:
    """Give the number of a quarter, counted from the first delivery."""
    return (dag.year - EERSTE_PEILDATUM.year) * 4 + (dag.month - EERSTE_PEILDATUM.month) // 3


def find_vorige(levering: Levering) -> int:
    """Give the quarter of the delivery before this one in its series; -1 for the first."""
    eerder = [
        derive_kwartaal(a.peildatum)
        for a in list_leveringen()
        if a.bestand == levering.bestand and a.peildatum < levering.peildatum
    ]
    return max(eerder, default=-1)


def list_verhaalrijen(kwartalen: int) -> list[dict[str, Any]]:
    """Give what the story says of its sites in each quarter, and in the corrected deliveries, as rows of the table `verhaal`."""
    rijen = []
    for plek in read_gegevens("verhaal"):
        stand: dict[str, Any] = {}
        for k in range(kwartalen):
            dag = date(EERSTE_PEILDATUM.year + (3 * k + 9) // 12, (3 * k + 9) % 12 + 1, 1)
            stand |= plek["per"].get(dag, {})
            for correctie in (False, True):
                extra = plek.get("correctie", {}).get(dag, {}) if correctie else {}
                rijen.append(_make_verhaalrij(plek, k, correctie, stand | extra))
    return rijen


def _make_verhaalrij(plek: dict[str, Any], k: int, correctie: bool, stand: dict[str, Any]) -> dict[str, Any]:
    """Make one row of the story; a site exists once something was said of it, until `tot`."""
    kaart = read_gegevens("gebied")["kaart"]
    cel = stand["cel"][0] * len(kaart[0]) + stand["cel"][1] if stand else None
    velden = (
        "branche", "naam", "oude_naam", "drijver", "straat", "huisnummer", "huisletter", "capaciteit", "opgericht",
        "beeindigd", "zonder_kvk", "bij_adres", "plaats_bij", "kvk_bij",
    )  # fmt: skip
    return {
        "v_plek": plek["plek"],
        "v_serie": plek["plek"][0],
        "v_n": int(plek["plek"][1:]),
        "v_geval": plek.get("geval"),
        "v_k": k,
        "v_correctie": correctie,
        "v_bestaat": bool(stand) and not stand.get("tot", False),
        "v_vergeten": stand.get("vergeten", False),
        "v_cel": cel,
        **{f"v_{veld}": stand.get(veld) for veld in velden},
    }
