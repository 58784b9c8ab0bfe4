"""What other organisations established of the same offender: shown on a ground, logged as a look at another's data, and otherwise as if it were not there."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth.handhaving.models import Afweging, Overtreding
from vth.handhaving.strategie.afwegingpagina import make_afwegingpagina
from vth.handhaving.strategie.elders import GEEN
from vth.handhaving.strategie.services import record_afweging
from vth.interface.tests.builders import log_in, strip_wisselend
from vth.logboek.models import Verwerking
from vth.organisaties.selectors import make_viewer as make_accountviewer
from vth.organisaties.tests.builders import load_map, make_gebruiker
from vth.regelgeving.selectors import clear_regels
from vth.register.models import Bronobject
from vth.register.services import record_object, record_toewijzing
from vth.tijd import klok
from vth.tijd.services import record_herkomst
from vth.toegang.rules import Grond, Viewer
from vth.toegang.selectors import read_gronden
from vth.zaken.tests.builders import make_viewer

from .strategiebuilders import JURIST as ZONDER_GROND
from .strategiebuilders import RECHTEN, make_bedrijf, make_nieuw, make_overtreding

pytestmark = pytest.mark.django_db
TAKEN = Grond("taken", "Taken", "Toezicht houden en handhaven", "artikel 13.12", frozenset({"overtreding"}))
JURIST = replace(ZONDER_GROND, gronden=(TAKEN,))
ZUID = make_viewer("gebruiker 961", *RECHTEN, organisatie="OD-ZUID", gebied="GM9901")
KOPPELAAR = make_viewer("gebruiker 962", "ontdubbeling.decide")
WOORD = "Zonderlingstra"


@pytest.fixture(autouse=True)
def stam(tmp_path: Path) -> None:
    load_map(tmp_path / "stam")


def merge(daar: Bronobject, hier: Bronobject) -> None:
    """Judge that two records are one business."""
    herkomst = record_herkomst(leverancier=hier.leverancier, soort="handeling")
    record_toewijzing(viewer=KOPPELAAR, bronobject_id=daar.pk, identiteit=hier.pk, herkomst=herkomst)


def make_elders(
    *, gebied: str = "GM9901", sleutel: str = "O-Z1", samen: bool = True, **inhoud: Any
) -> Overtreding:
    """A violation of one business here, and one that another organisation established of the same business in some area."""
    hier = make_bedrijf()
    daar = make_bedrijf("V-Z", leverancier="OD-ZUID", viewer=ZUID)
    if samen:
        merge(daar, hier)
    vast = {
        "kenmerk": sleutel,
        "aard": f"Vaten van {WOORD}",
        "overtredingsdatum": date(2024, 3, 2),
        "norm": "BAL  4.1141; Bal 2.11",
        "gevolg": "3",
        "gedrag": "C",
    }
    record_object(
        viewer=ZUID,
        leverancier="OD-ZUID",
        soort="overtreding",
        sleutel=sleutel,
        inhoud={k: v for k, v in (vast | inhoud).items() if v is not None},
        begin_geldigheid=date(2024, 3, 2),
        relaties={"begaan_door": [daar]},
        gebied=gebied,
    )
    return make_overtreding(wie=hier)


def read(client: Client, monkeypatch: pytest.MonkeyPatch, viewer: Viewer, o: Overtreding) -> str:
    """The page of the weighing, without what differs each time."""
    log_in(client, monkeypatch, viewer)
    antwoord = client.get(f"/handhaving/overtredingen/{o.pk}/afweging")
    assert antwoord.status_code == 200
    return strip_wisselend(antwoord.content.decode())


def find_recidive(viewer: Viewer, o: Overtreding) -> tuple[bool | None, str]:
    """What is proposed of recidivism."""
    pagina = make_afwegingpagina(viewer, o.pk)
    [voorstel] = [v for v in pagina.voorstellen if v.aspect.code == "recidive"]
    return voorstel.voorgesteld, voorstel.waarom


def test_with_a_ground_it_points_at_recidivism_and_the_look_is_noted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    o = make_elders()
    wijst, zin = find_recidive(JURIST, o)
    assert wijst and "O-Z1 van " in zin and "2 maart 2024" in zin and "artikel 13.12" in zin
    pagina = read(client, monkeypatch, JURIST, o)
    assert WOORD in pagina and "C3" in pagina and "Wat andere organisaties" in pagina
    regel = Verwerking.objects.filter(naam="overtreding.elders.read").get()
    assert "OD-ZUID" in str(regel.leveranciers) and regel.actor == JURIST.actor


def test_what_was_seen_there_is_not_kept_with_the_weighing() -> None:
    o = make_elders()
    record_afweging(viewer=JURIST, overtreding_id=o.pk, nieuw=make_nieuw())
    bewaard = json.dumps(list(Afweging.objects.values()), default=str)
    assert WOORD not in bewaard and "O-Z1" not in bewaard and "OD-ZUID" not in bewaard


@pytest.mark.parametrize(
    ("viewer", "anders"),
    [
        (ZONDER_GROND, {}),
        (replace(JURIST, gronden=(replace(TAKEN, soorten=frozenset({"vthobject"})),)), {}),
        (JURIST, {"gebied": "GM9903"}),
        (JURIST, {"aard": "vervallen"}),
        (JURIST, {"samen": False}),
        (JURIST, {"overtredingsdatum": date(2021, 3, 1)}),
        (JURIST, {"overtredingsdatum": date(2026, 3, 3)}),
    ],
    ids=[
        "zonder grond",
        "grond voor iets anders",
        "ander gebied",
        "vervallen",
        "een ander",
        "te oud",
        "later",
    ],
)
def test_without_ground_area_or_offender_the_page_is_the_same_to_the_byte(
    client: Client, monkeypatch: pytest.MonkeyPatch, viewer: Viewer, anders: dict[str, Any]
) -> None:
    o = make_elders(**anders)
    pagina = read(client, monkeypatch, viewer, o)
    # The same page where the other organisation never established anything.
    monkeypatch.setattr("vth.handhaving.strategie.afwegingpagina.read_elders", lambda *_, **__: GEEN)
    assert read(client, monkeypatch, viewer, o) == pagina and WOORD not in pagina
    assert not Verwerking.objects.filter(naam="overtreding.elders.read").exists()


def test_of_another_norm_it_is_told_and_does_not_point_at_recidivism() -> None:
    wijst, zin = find_recidive(JURIST, make_elders(norm="Bal 3.9"))
    assert not wijst and "van een andere norm" in zin


def test_a_merged_business_is_one_and_after_a_split_it_is_not() -> None:
    o = make_elders(samen=False)
    assert not find_recidive(JURIST, o)[0]
    daar = Bronobject.objects.get(sleutel="V-Z")
    hier = Bronobject.objects.get(sleutel="V-1")
    merge(daar, hier)
    assert find_recidive(JURIST, o)[0]
    merge(daar, daar)
    assert not find_recidive(JURIST, o)[0]


def write_gronden(tot: date) -> str:
    """A file with the grounds of a lawyer, in which that for violations ends on a day."""
    gronden = {
        g.id: {
            "naam": g.naam,
            "doel": g.doel,
            "grondslag": g.grondslag,
            "soorten": sorted(g.soorten),
            "rollen": ["handhavingsjurist"],
        }
        for g in read_gronden(op=klok.today())["handhavingsjurist"]
    }
    zonder = {k: v | {"soorten": sorted(set(v["soorten"]) - {"overtreding"})} for k, v in gronden.items()}
    vast = {"bron": [{"regeling": "Proef", "plaats": "1"}], "zekerheid": "aanname"}
    perioden = [
        vast | {"vanaf": "V1", "tot": "T1", "waarde": gronden},
        vast | {"vanaf": "T1", "waarde": zonder},
    ]
    regel = {"id": "toegang.gronden", "titel": "Eigen gronden", "eenheid": "geen", "perioden": perioden}
    return json.dumps(regel).replace('"V1"', "2024-01-01").replace('"T1"', str(tot))


@pytest.fixture
def eigen_gronden(settings: Any, tmp_path: Path) -> Iterator[Any]:
    """Give the service a file of its own."""

    def write(tot: date) -> None:
        (map_ := tmp_path / "regels" / "od" / "OD-NOORD").mkdir(parents=True, exist_ok=True)
        settings.REGELS_DIR = ""
        clear_regels()
        (map_ / "gronden.yaml").write_text(write_gronden(tot))
        settings.REGELS_DIR = str(tmp_path / "regels")
        clear_regels()

    yield write
    settings.REGELS_DIR = ""
    clear_regels()


def test_a_ground_that_ended_yesterday_shows_nothing(eigen_gronden: Any) -> None:
    o = make_elders()
    vandaag = klok.today()
    gebruiker = make_gebruiker(("OD-NOORD", "handhavingsjurist"))
    eigen_gronden(vandaag + timedelta(days=1))
    assert find_recidive(make_accountviewer(gebruiker, vandaag), o)[0]
    eigen_gronden(vandaag)
    assert not find_recidive(make_accountviewer(gebruiker, vandaag), o)[0]
    assert make_afwegingpagina(make_accountviewer(gebruiker, vandaag), o.pk).elders.records == ()


def test_a_file_of_another_organisation_that_one_may_see_is_not_told_twice() -> None:
    o = make_elders()
    kern = Bronobject.objects.get(soort="overtreding", sleutel="O-Z1")
    daar = Bronobject.objects.get(sleutel="V-Z")
    make_overtreding("O-Z1", date(2024, 3, 2), wie=daar, organisatie="OD-ZUID", bronobject=kern)
    pagina = make_afwegingpagina(JURIST, o.pk)
    assert pagina.elders.rijen == () and [e.kenmerk for e in pagina.dossier.feiten.eerdere] == ["O-Z1"]
