"""What goes out as the files of a national delivery is read back by our own profiles, and changes nothing."""

import csv
import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.selectors import read_profiel
from vth.aanleveringen.services import accept_aanlevering, process_aanlevering
from vth.organisaties.tests.builders import load_map
from vth.register.models import BevindingVoorkomen, Bronobject, ControleVoorkomen, Relatie
from vth.register.services import record_object
from vth.register.uitlevering import UitleveringError, Uitlevervraag, list_kolommen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.toezicht.uitlevering import make_uitlevering

HIER, DAAR = "OD-NOORD", "OD-ANDER"
RECHTEN = frozenset({"register.record", "register.read", "aanlevering.accept"})
pytestmark = pytest.mark.usefixtures("verse_database")


def make_viewer(organisatie: str = HIER, gebied: str = "GM9901") -> Viewer:
    """Somebody of one organisation."""
    zicht = Zicht(
        soorten=ALLE_SOORTEN,
        leveranciers=frozenset({organisatie}),
        gebieden=frozenset({gebied}),
        niveaus=derive_niveaus("zaakvertrouwelijk"),
    )
    return Viewer("proef", zicht, handelingen=RECHTEN, organisaties=frozenset({organisatie}))


def record(
    soort: str, sleutel: str, relaties: Any = None, organisatie: str = HIER, **inhoud: Any
) -> Bronobject:
    """A record of the register."""
    return record_object(
        viewer=make_viewer(organisatie),
        leverancier=organisatie,
        soort=soort,
        sleutel=sleutel,
        inhoud=inhoud,
        begin_geldigheid=date(2024, 3, 1),
        relaties=relaties or {},
        gebied="GM9901",
        vertrouwelijkheid="intern",
    )


def make_bezoeken(map_: Path) -> None:
    """Two visits to two sites, a re-inspection by two parties, and texts that are hard to carry in a file."""
    load_map(map_ / "organisaties")
    een, twee = (
        record("vthobject", "L-1", hoofdtype="inrichting"),
        record("vthobject", "L;2", hoofdtype="inrichting"),
    )
    eerst = record(
        "controle",
        "C-1",
        {"controle_van": [een, twee]},
        controledatum=date(2024, 3, 1),
        controletype="regulier",
        bijzonderheden='- lekbak "vol"; zie foto',
    )
    weer = record(
        "controle",
        "C-2",
        {"controle_van": [een], "hercontrole_van": [eerst]},
        controledatum=date(2024, 6, 1),
        controletype="hercontrole",
        kenmerk="0012",
        uitvoerder="GM9901;GM9902",
    )
    fout = {
        "resultaat": "overtreden",
        "gevolg": "3",
        "gedrag": "B",
        "norm": "=Bal 4.1141",
        "sevesocategorie": "2",
    }
    record(
        "bevinding",
        "B-1",
        {"uitkomst_van": [eerst], "bevinding_bij": [een]},
        volgnummer=1,
        onderwerp="bodem",
        **fout,
    )
    record(
        "bevinding", "B-2", {"uitkomst_van": [weer]}, volgnummer=1, onderwerp="bodem", resultaat="nageleefd"
    )


def ask(naam: str, viewer: Viewer | None = None, **anders: Any) -> bytes:
    """The bytes of one file of a set."""
    vraag = {"organisatie": HIER, "van": date(2024, 1, 1), "tot": date(2024, 12, 31)} | anders
    uit = make_uitlevering(
        viewer or make_viewer(), Uitlevervraag(**vraag, peilmoment=Peilmoment(klok.today(), klok.now())), naam
    )
    try:
        return uit.bestand.read_bytes()
    finally:
        uit.bestand.unlink()


def deliver(naam: str, inhoud: bytes, organisatie: str) -> Aanlevering:
    """Deliver a file by the profile of that organisation."""
    a = accept_aanlevering(
        viewer=make_viewer(organisatie),
        profiel_id=f"{organisatie.lower()}.{naam}",
        brokken=[inhoud],
        bestandsnaam=f"{naam}.csv",
        peildatum=date(2025, 1, 1),
    )
    return process_aanlevering(a.pk)


@pytest.fixture
def profielen(tmp_path: Path, settings: Any) -> Path:
    """Of two organisations the profiles for both files: ours, but for the supplier."""
    for organisatie, naam in itertools.product((HIER, DAAR), ("controle", "bevinding")):
        id_ = f"{organisatie.lower()}.{naam}"
        inhoud = {"id": id_, "titel": naam, "leverancier": organisatie, "basis": f"openvth.{naam}"}
        (tmp_path / f"{id_}.yaml").write_text(yaml.safe_dump(inhoud))
    settings.PROFIELEN_DIR = str(tmp_path)
    return tmp_path


def count_rijen() -> list[int]:
    """How many rows the register has of what went out."""
    return [m.objects.count() for m in (Bronobject, ControleVoorkomen, BevindingVoorkomen, Relatie)]


def test_what_went_out_comes_in_again_and_changes_nothing(profielen: Path) -> None:
    make_bezoeken(profielen)
    voor = count_rijen()
    for naam in ("controle", "bevinding"):
        a = deliver(naam, ask(naam), HIER)
        assert a.staat == "verwerkt", (a.uitleg, a.opmerkingen)
        assert a.tellingen["geweigerd"] == 0
    assert count_rijen() == voor


def test_another_house_gets_the_same_files_out_of_what_it_took_in(profielen: Path) -> None:
    make_bezoeken(profielen)
    uit = {naam: ask(naam) for naam in ("controle", "bevinding", "locaties")}
    for sleutel in ("L-1", "L;2"):
        record("vthobject", sleutel, organisatie=DAAR, hoofdtype="inrichting")
    for naam in ("controle", "bevinding"):
        assert deliver(naam, uit[naam], DAAR).tellingen["geweigerd"] == 0
    daar = {naam: ask(naam, make_viewer(DAAR), organisatie=DAAR) for naam in uit}
    assert daar == uit
    locaties = json.loads(uit["locaties"])
    assert [(x["locatie"], [c["nummer"] for c in x["controles"]]) for x in locaties] == [
        ("L-1", ["C-1", "C-2"]),
        ("L;2", ["C-1"]),
    ]
    assert locaties[0]["controles"][0]["bevindingen"][0]["norm"] == "=Bal 4.1141"


def test_only_what_the_viewer_may_see_within_the_period_goes_out(tmp_path: Path) -> None:
    make_bezoeken(tmp_path)
    regels = list(
        csv.DictReader(ask("controle", tot=date(2024, 3, 31)).decode("utf-8-sig").splitlines(), delimiter=";")
    )
    assert [r["nummer"] for r in regels] == ["C-1"]
    assert ask("controle", make_viewer("OD-ZUID", "GM9903")).count(b"\n") == 1
    with pytest.raises(UitleveringError, match="Verwissel de datums"):
        ask("controle", van=date(2025, 1, 1), tot=date(2024, 1, 1))


@pytest.mark.parametrize("naam", ["controle", "bevinding"])
def test_profile_reads_every_column_that_goes_out(naam: str, profielen: Path) -> None:
    assert set(read_profiel(f"{HIER.lower()}.{naam}").list_kolommen()) == set(list_kolommen(naam))
