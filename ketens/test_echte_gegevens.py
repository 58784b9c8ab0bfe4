"""Real registers through the whole house; skipped, and said so, where ../shared/data is not there."""

import itertools
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.selectors import list_verslag
from vth.aanleveringen.services import accept_aanlevering, process_aanlevering
from vth.organisaties.services import import_grenzen, record_stamgegevens
from vth.register.models import Bronobject, VthObjectVoorkomen
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer
from vth.toegang.selectors import make_systeemviewer

SHARED = Path(os.environ.get("VTH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data"
JAREN = (1988, 1989, 1990)
pytestmark = [
    pytest.mark.usefixtures("verse_database"),
    pytest.mark.skipif(
        not DATA.exists(), reason=f"{DATA} is er niet: de proef op echte gegevens is overgeslagen"
    ),
]


@pytest.fixture
def viewer(verse_database: None) -> Viewer:
    return make_systeemviewer("proef", op=klok.today())


def deliver(viewer: Viewer, bestand: Path, profiel: str, peildatum: date) -> Aanlevering:
    a = accept_aanlevering(
        viewer=viewer,
        profiel_id=profiel,
        brokken=[bestand.read_bytes()],
        bestandsnaam=bestand.name,
        peildatum=peildatum,
    )
    return process_aanlevering(a.pk)


def test_dutch_sites_of_two_suppliers_get_their_municipality_and_their_faults_back(viewer: Viewer) -> None:
    record_stamgegevens(viewer=viewer)
    import_grenzen(viewer=viewer, bestand=DATA / "gemeente_2025.geojson", geldig_vanaf=date(2017, 1, 1))
    ied = deliver(viewer, DATA / "nl_ied_locaties.csv", "rivm.ied", date(2018, 12, 31))
    ets = deliver(viewer, DATA / "nl_ets_installaties.csv", "nea.ets", date(2020, 12, 31))
    assert (ied.staat, ets.staat) == ("verwerkt", "verwerkt")
    assert ied.tellingen["verschil"]["vthobject"]["nieuw"] == 4128
    assert ets.tellingen["verschil"]["vthobject"]["nieuw"] == 677
    assert len([r for r in list_verslag(ied) if r.toets == "geoobject.buiten_nederland"]) == 6
    met_gemeente = Bronobject.objects.filter(soort="vthobject", gebied__startswith="GM").count()
    assert met_gemeente > 0.98 * (4128 + 677)
    assert Bronobject.objects.get(soort="vthobject", sleutel="NL_341").gebied == "GM1621"


def derive_verwacht(bron: Path) -> dict[str, list[tuple[date, date, str]]]:
    """Compute every site's timeline from the file itself, without any code of the house."""
    rijen = duckdb.sql(
        f"SELECT trim(FacilityID), year, any_value(trim(FacilityName)), count(DISTINCT FacilityName) FROM '{bron}' "
        f"WHERE year IN {JAREN} GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    verwacht: dict[str, list[tuple[date, date, str]]] = {}
    for sleutel, groep in itertools.groupby(rijen, key=lambda r: r[0]):
        jaren = list(groep)
        if all(n == 1 for *_, n in jaren):
            verwacht[sleutel] = list(_stretch({jaar: naam for _, jaar, naam, _ in jaren}))
    return verwacht


def _stretch(namen: dict[int, str]) -> Iterator[tuple[date, date, str]]:
    """Join the years in which a site is there under one name."""
    begin = None
    for jaar in (*JAREN, 0):
        naam, vorige = namen.get(jaar), namen.get(jaar - 1) if jaar else namen.get(JAREN[-1])
        if begin and naam != vorige:
            yield date(begin, 12, 31), date(jaar, 12, 31) if jaar else OPEN_DAG, str(vorige)
            begin = None
        if naam and not begin:
            begin = jaar


def test_yearly_snapshots_become_the_timeline_that_they_tell(viewer: Viewer, tmp_path: Path) -> None:
    bron = DATA / "us_tri_1988_2018.parquet"
    for jaar in JAREN:
        stuk = tmp_path / f"tri-{jaar}.parquet"
        duckdb.sql(f"COPY (FROM '{bron}' WHERE year = {jaar}) TO '{stuk}'")
        a = deliver(viewer, stuk, "epa.tri", date(jaar, 12, 31))
        assert a.staat == "verwerkt", a.uitleg
    verwacht = derive_verwacht(bron)
    gezien: dict[str, list[tuple[date, date, str]]] = {}
    rijen = VthObjectVoorkomen.objects.believed().order_by("bronobject__sleutel", "begin_geldigheid")
    for sleutel, *rest in rijen.values_list(
        "bronobject__sleutel", "begin_geldigheid", "eind_geldigheid", "naam"
    ):
        gezien.setdefault(sleutel, []).append(tuple(rest))  # type: ignore[arg-type]
    samen = {k: v for k, v in gezien.items() if k in verwacht}
    assert len(samen) > 25_000
    assert samen == {k: verwacht[k] for k in samen}
