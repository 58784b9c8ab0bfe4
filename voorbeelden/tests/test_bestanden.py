"""The committed files are what the generator makes, and the generator makes the same world at any size."""

import csv
import filecmp
import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import shapely
from python_calamine import CalamineWorkbook

from voorbeelden.demo import AANLEVERINGEN, GRENZEN, MAP
from voorbeelden.generator import STANDAARD_OMVANG, VoorbeeldError, make_voorbeeld, open_wereld
from voorbeelden.generator import _set as set_waarden
from voorbeelden.leveringen import list_foutplekken, list_leveringen
from voorbeelden.wereld import make_vlakken, read_gegevens, write_grenzen

EERSTE = date(2024, 10, 1)
STAMGEGEVENS = MAP.parent / "vth" / "organisaties" / "stamgegevens"


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: Any) -> Path:
    """All files at the standard size."""
    map_: Path = tmp_path_factory.mktemp("gemaakt")
    make_voorbeeld(map_)
    return map_


def read_inhoud(file: Path) -> Any:
    """What a file says: bytes, but of Excel and Parquet the rows, for their bytes differ per version of the library."""
    if file.suffix == ".xlsx":
        boek = CalamineWorkbook.from_path(str(file))
        return {naam: boek.get_sheet_by_name(naam).to_python() for naam in boek.sheet_names}
    if file.suffix == ".parquet":
        return pq.read_table(file).to_pylist()
    return file.read_bytes()


def list_bestanden(map_: Path) -> list[Path]:
    return sorted(f.relative_to(map_) for f in map_.rglob("*") if f.is_file())


def test_committed_files_are_what_the_generator_makes(gemaakt: Path) -> None:
    assert list_bestanden(AANLEVERINGEN) == list_bestanden(gemaakt)
    anders = [
        f for f in list_bestanden(gemaakt) if read_inhoud(gemaakt / f) != read_inhoud(AANLEVERINGEN / f)
    ]
    assert anders == []


def test_committed_borders_are_those_of_the_map(tmp_path: Path) -> None:
    write_grenzen(tmp_path / "grenzen.geojson")
    oud, nieuw = (shapely.from_geojson(f.read_text()) for f in (GRENZEN, tmp_path / "grenzen.geojson"))
    assert shapely.equals(shapely.get_parts(oud), shapely.get_parts(nieuw)).all()


def test_committed_files_stay_small() -> None:
    assert sum(f.stat().st_size for f in MAP.rglob("*") if f.is_file() and f.suffix != ".pyc") < 1_100_000


def test_making_twice_gives_the_same_bytes(gemaakt: Path, tmp_path: Path) -> None:
    make_voorbeeld(tmp_path)
    _, anders, weg = filecmp.cmpfiles(gemaakt, tmp_path, list_bestanden(gemaakt), shallow=False)
    assert (anders, weg) == ([], [])


@pytest.mark.traag
def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    """Neither the order of sets, nor the number of threads, nor the time zone shows in the files."""
    code = "from pathlib import Path; import sys; from voorbeelden.generator import make_voorbeeld; "
    code += "make_voorbeeld(Path(sys.argv[1]), omvang=40)"
    for naam, anders in (
        ("een", {"PYTHONHASHSEED": "1"}),
        ("twee", {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}),
    ):
        (tmp_path / naam).mkdir()
        opdracht = [sys.executable, "-c", code, str(tmp_path / naam)]
        subprocess.run(opdracht, cwd=MAP.parent, env=os.environ | anders, check=True)
    een, twee = tmp_path / "een", tmp_path / "twee"
    assert len(list_bestanden(een)) == len(list_leveringen()) + 2
    _, anders, weg = filecmp.cmpfiles(een, twee, list_bestanden(een), shallow=False)
    assert (anders, weg) == ([], [])


def read_rijen(file: Path) -> list[Any]:
    """The rows of a file of any form."""
    if file.suffix in (".json", ".geojson"):
        inhoud = json.loads(file.read_text(encoding="utf-8"))
        return inhoud if isinstance(inhoud, list) else next(v for v in inhoud.values() if isinstance(v, list))
    inhoud = read_inhoud(file)
    if isinstance(inhoud, bytes):
        return inhoud.splitlines()
    return inhoud if isinstance(inhoud, list) else max(inhoud.values(), key=len)


def test_every_row_of_a_small_world_stands_in_a_larger_one_in_the_same_order(
    gemaakt: Path, tmp_path: Path
) -> None:
    make_voorbeeld(tmp_path, omvang=STANDAARD_OMVANG // 2)
    for levering in list_leveringen():
        groot = iter(read_rijen(gemaakt / levering.pad))
        kwijt = [rij for rij in read_rijen(tmp_path / levering.pad) if rij not in groot]
        assert kwijt == [], levering.pad


# The world


def test_gemeenten_tile_the_region_without_overlap() -> None:
    vlakken = make_vlakken()
    samen = shapely.union_all(list(vlakken.values()))
    assert all(v.is_valid and v.geom_type == "Polygon" for v in vlakken.values())
    assert sum(a.intersection(b).area for a, b in itertools.combinations(vlakken.values(), 2)) == 0
    assert (samen.geom_type, len(samen.interiors)) == ("Polygon", 0)


def test_region_lies_in_the_sea_within_the_dutch_system() -> None:
    links, onder, rechts, boven = (c / 100 for c in shapely.union_all(list(make_vlakken().values())).bounds)
    assert links > 7_000 and rechts < 85_000 and onder > 515_000 and boven < 585_000


def test_every_site_lies_in_its_gemeente() -> None:
    vlakken = make_vlakken()
    with open_wereld(20_000) as con:
        set_waarden(con, van=1, tot=20_001)
        rijen = con.execute("SELECT gemeente, list(x_cm), list(y_cm) FROM stand GROUP BY gemeente").fetchall()
    assert {g for g, _, _ in rijen} == set(vlakken)
    for gemeente, x, y in rijen:
        assert shapely.contains_xy(vlakken[gemeente], x, y).all()


def test_names_of_places_are_not_those_of_real_gemeenten() -> None:
    with (STAMGEGEVENS / "organisaties-gemeenten.csv").open(encoding="utf-8") as file:
        echt = {rij["naam"].split(" (")[0].lower() for rij in csv.DictReader(file)}
    gemeenten = read_gegevens("gebied")["gemeenten"]
    verzonnen = {p["naam"].lower() for g in gemeenten for p in (*g["woonplaatsen"], {"naam": g["naam"]})}
    assert not verzonnen & echt


def test_bsn_and_kvk_numbers_cannot_be_real() -> None:
    with (AANLEVERINGEN / "OD-KUSTLAND/2025-01-01-natuurlijkpersoon.csv").open() as file:
        assert {rij["bsn"][:4] for rij in csv.DictReader(file)} == {"9999"}
    with open_wereld(5_000) as con:
        set_waarden(con, van=1, tot=5_001)
        rijen = con.execute("SELECT DISTINCT kvk[:2], vestiging[:1] FROM stand").fetchall()
    assert set(rijen) <= {("00", "9"), ("99", "9")}


def read_regels(file: Path) -> list[str]:
    return file.read_text(encoding="windows-1252").splitlines()


def test_same_world_at_any_size(gemaakt: Path, tmp_path: Path) -> None:
    make_voorbeeld(tmp_path, omvang=10 * STANDAARD_OMVANG, leverancier="OD-VEENRAND", soort="inrichtingen")
    for levering in list_leveringen():
        if (levering.soort, levering.bijzonder) == ("inrichtingen", ""):
            klein = read_regels(gemaakt / levering.pad)
            assert read_regels(tmp_path / levering.pad)[: len(klein)] == klein


def test_same_mistakes_in_the_same_proportions(tmp_path: Path) -> None:
    aantallen = []
    for omvang in (10, 20):
        make_voorbeeld(
            tmp_path, omvang=omvang * STANDAARD_OMVANG, leverancier="OD-VEENRAND", peildatum=EERSTE
        )
        with (tmp_path / "fouten.csv").open() as file:
            aantallen.append(Counter(rij["fout"] for rij in csv.DictReader(file)))
    klein, groot = aantallen
    assert set(klein) == {f.fout for f in list_foutplekken() if f.bestand == "OD-VEENRAND/inrichtingen"}
    # V9 of the story has no KvK-nummer either, at any size.
    verwacht = {fout: 2 * n - (fout == "kvk_ontbreekt") for fout, n in klein.items()}
    assert groot == verwacht


def test_next_delivery_changes_the_asked_share(tmp_path: Path) -> None:
    eerste, volgende, *_ = make_voorbeeld(
        tmp_path,
        omvang=20_000,
        leverancier="OD-VEENRAND",
        soort="inrichtingen",
        peildatum=EERSTE,
        wijzig_procent=1,
    )
    assert volgende.name == "2025-01-01-inrichtingen.csv"
    oud, nieuw = (read_regels(f) for f in (eerste, volgende))
    assert abs(len(nieuw) - len(oud)) < 20
    assert 0.008 < len(set(nieuw) - set(oud)) / len(oud) < 0.012


def test_truth_names_every_record_once_and_has_hard_cases() -> None:
    with (AANLEVERINGEN / "waarheid.csv").open(encoding="utf-8") as file:
        rijen = list(csv.DictReader(file))
    assert len({(r["leverancier"], r["nummer"]) for r in rijen}) == len(rijen)
    meer = Counter(r["plek"] for r in rijen if r["verband"] == "zelfde")
    assert sum(n > 1 for n in meer.values()) > 20
    gevallen = {geval for r in rijen for geval in r["geval"].split(";") if geval}
    hard = {"gedeeld adres", "hernoemd", "verhuisd", "andere drijver", "zonder kvk", "overgegaan"}
    assert gevallen == hard


@pytest.mark.parametrize(
    ("keuze", "melding"),
    [
        ({"omvang": 0}, "ten minste 1"),
        ({"soort": "recepten"}, "bestaat niet. Kies uit"),
        ({"wijzig_procent": 101.0}, "geen 101.0%"),
        ({"omvang": 2_000_000, "leverancier": "OD-KUSTLAND"}, "past de levering van OD Kustland niet"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_message(
    tmp_path: Path, keuze: dict[str, Any], melding: str
) -> None:
    with pytest.raises(VoorbeeldError, match=melding):
        make_voorbeeld(tmp_path, **keuze)
    assert not list(tmp_path.iterdir())
