"""README tells what the files of the world say, and its commands make what it promises."""

import re
import shlex
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.opdracht import make_app
from voorbeelden.demo import MAP
from voorbeelden.leveringen import list_leveringen
from voorbeelden.wereld import read_gegevens

README = (MAP / "README.md").read_text(encoding="utf-8")
# Large enough to see that the size counts, small enough for a test.
KLEIN = {"100000": "40"}


def read_tabel(kop: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    deel = README.split(f"\n## {kop}\n")[1].split("\n#")[0]
    rijen = [r for r in deel.splitlines() if r.startswith("|")]
    return [[cel.strip() for cel in rij.strip("|").split(" | ")] for rij in rijen[2:]]


def test_every_series_of_files_is_in_the_table() -> None:
    keer = Counter((f"`{levering.bestand}`", levering.vorm) for levering in list_leveringen())
    assert {(r[0], r[1]): int(r[2]) for r in read_tabel("Wie levert wat")} == keer
    assert f"zijn dat {len(list_leveringen())} leveringen" in README


def test_every_mistake_is_in_the_table_with_who_makes_it_and_what_finds_it() -> None:
    verwacht = []
    for fout in read_gegevens("fouten"):
        eigen = [t for plek in fout["in"].values() for t in plek.get("toetsen", [])]
        toetsen = sorted({toets for _, toets, _ in [*fout["toetsen"], *eigen]})
        wie = ", ".join(sorted({bestand.split("/")[0] for bestand in fout["in"]}))
        door = ", ".join(f"`{t}`" for t in toetsen) or "geen toets: de plek kan"
        verwacht.append([f"`{fout['fout']}`", fout["wat"], wie, door])
    assert read_tabel("De fouten") == verwacht


def test_every_site_of_the_story_is_in_the_table() -> None:
    verwacht = [
        [f"{plek['plek']} {next(iter(plek['per'].values()))['naam']}", plek["waarom"]]
        for plek in read_gegevens("verhaal")
    ]
    assert read_tabel("Het verhaal") == verwacht


def list_voorbeelden() -> list[str]:
    """The commands of README that make files."""
    return re.findall(r"^\.venv/bin/vth (voorbeeld [^#\n]+)", README, re.M)


@pytest.mark.parametrize("opdracht", list_voorbeelden())
def test_command_of_the_readme_makes_files(opdracht: str, tmp_path: Path) -> None:
    woorden = [KLEIN.get(w, re.sub(r"^var/", f"{tmp_path}/", w)) for w in shlex.split(opdracht)]
    uitkomst = CliRunner().invoke(make_app(), woorden)
    assert uitkomst.exit_code == 0, uitkomst.output
    gemaakt = [Path(regel.rpartition(" (")[0]) for regel in uitkomst.output.splitlines()]
    assert len(gemaakt) >= 3
    assert all(pad.is_relative_to(tmp_path) and pad.stat().st_size for pad in gemaakt)


def test_readme_names_every_folder() -> None:
    mappen = {f"`{m.name}/`" for m in MAP.iterdir() if m.is_dir() and m.name not in ("tests", "__pycache__")}
    assert {rij[0] for rij in read_tabel("Hoe het gemaakt is")} == mappen
