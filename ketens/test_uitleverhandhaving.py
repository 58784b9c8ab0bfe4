"""Violations and measures that go out are read back by our own profiles without a finding, and nothing of criminal law goes along."""

import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.aanleveringen.selectors import list_verslag, read_profiel
from vth.handhaving.uitlevering import make_uitlevering
from vth.organisaties.tests.builders import load_map
from vth.register.models import (
    Bronobject,
    HandhavingsmaatregelVoorkomen,
    OvertredingVoorkomen,
    Relatie,
)
from vth.register.uitlevering import Uitlevervraag, list_kolommen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .test_uitlevering import DAAR, HIER, deliver, make_viewer, record

pytestmark = pytest.mark.usefixtures("verse_database")
SOORTEN = ("overtreding", "handhavingsmaatregel")


@pytest.fixture
def profielen(tmp_path: Path, settings: Any) -> Path:
    """Of two organisations the profiles for both files: ours, but for the supplier."""
    load_map(tmp_path / "organisaties")
    (map_ := tmp_path / "profielen").mkdir()
    for organisatie, naam in itertools.product((HIER, DAAR), SOORTEN):
        id_ = f"{organisatie.lower()}.{naam}"
        inhoud = {"id": id_, "titel": naam, "leverancier": organisatie, "basis": f"openvth.{naam}"}
        (map_ / f"{id_}.yaml").write_text(yaml.safe_dump(inhoud))
    settings.PROFIELEN_DIR = str(map_)
    return tmp_path


def make_plek(organisatie: str = HIER) -> dict[str, Bronobject]:
    """A site, and an offender of each kind."""
    plek = record("vthobject", "L-1", organisatie=organisatie, hoofdtype="inrichting")
    soort = {"controledatum": date(2024, 3, 1), "controletype": "regulier"}
    controle = record("controle", "C-1", {"controle_van": [plek]}, organisatie, **soort)
    gezien = {"volgnummer": 1, "onderwerp": "bodem", "resultaat": "overtreden", "gevolg": "3", "gedrag": "B"}
    return {
        "plek": plek,
        "bevinding": record("bevinding", "B-1", {"uitkomst_van": [controle]}, organisatie, **gezien),
        "vestiging": record("vestiging", "V-1", organisatie=organisatie, naam="De Linde"),
        "bedrijf": record("nietnatuurlijkpersoon", "N-1", organisatie=organisatie, naam="De Linde BV"),
        "mens": record("natuurlijkpersoon", "P-1", organisatie=organisatie, geslachtsnaam="Linde"),
    }


def make_dossiers() -> None:
    """A violation by two offenders with a last whose amounts have cents, one without enforcement, and two measures of criminal law."""
    wie = make_plek()
    daders = [wie["vestiging"], wie["bedrijf"]]
    vast = {"overtreding_bij": [wie["plek"]], "vanwege_bevinding": [wie["bevinding"]]}
    kop = {"overtredingsdatum": date(2024, 3, 1), "norm": "Bal 2.11; artikel 3"}
    oordeel = {"aard": 'Lekbak; "vol"', "indicatie_handhaving": True, "gevolg": "3", "gedrag": "B"}
    een = record("overtreding", "O-1", vast | {"begaan_door": daders}, **kop, **oordeel)
    klein = {
        "aard": "Iets kleins",
        "indicatie_handhaving": False,
        "reden_geen_handhaving": "Meteen hersteld.",
    }
    record("overtreding", "O-2", vast | {"begaan_door": daders[:1]}, **kop, **klein)
    maatregel = {"opgelegd_op": date(2024, 4, 1), "opgelegd_door": "GM9901", "status": "in_uitvoering"}
    record(
        "handhavingsmaatregel",
        "M-1",
        {"ter_bestrijding_van": [een], "opgelegd_aan": daders},
        handhavingsinstrument="last_onder_dwangsom",
        dwangsommodaliteit="per_week",
        begunstiging_tot=date(2024, 4, 15),
        dwangsombedrag=Decimal("1200.10"),
        dwangsommaximum=Decimal(5000),
        verbeurd=Decimal("0.05"),
        **maatregel,
    )
    for n, straf in enumerate(("proces_verbaal", "strafrechtelijk")):
        record(
            "handhavingsmaatregel",
            f"S-{n}",
            {"ter_bestrijding_van": [een]},
            handhavingsinstrument=straf,
            **maatregel,
        )


def ask(naam: str, viewer: Viewer | None = None, organisatie: str = HIER) -> bytes:
    """The bytes of one file."""
    vraag = Uitlevervraag(
        organisatie, date(2024, 1, 1), date(2024, 12, 31), Peilmoment(klok.today(), klok.now())
    )
    uit = make_uitlevering(viewer or make_viewer(organisatie), vraag, naam)
    try:
        return uit.bestand.read_bytes()
    finally:
        uit.bestand.unlink()


def count_rijen() -> list[int]:
    """How many rows the register has of what went out."""
    return [
        m.objects.count() for m in (Bronobject, OvertredingVoorkomen, HandhavingsmaatregelVoorkomen, Relatie)
    ]


def test_what_went_out_comes_in_again_without_a_finding_and_changes_nothing(profielen: Path) -> None:
    make_dossiers()
    voor = count_rijen()
    for naam in SOORTEN:
        a = deliver(naam, ask(naam), HIER)
        assert (a.staat, a.tellingen["geweigerd"]) == ("verwerkt", 0), [
            (r.toets, r.veld, r.waarde) for r in list_verslag(a)
        ]
        assert list(list_verslag(a)) == []
    assert count_rijen() == voor


def test_another_house_gets_the_same_files_out_of_what_it_took_in(profielen: Path) -> None:
    make_dossiers()
    uit = {naam: ask(naam) for naam in SOORTEN}
    make_plek(DAAR)
    for naam in SOORTEN:
        assert deliver(naam, uit[naam], DAAR).tellingen["geweigerd"] == 0
    assert {naam: ask(naam, organisatie=DAAR) for naam in SOORTEN} == uit


def test_nothing_of_criminal_law_goes_out_and_amounts_keep_their_cents(profielen: Path) -> None:
    make_dossiers()
    tekst = ask("handhavingsmaatregel").decode("utf-8-sig")
    assert "S-" not in tekst and "straf" not in tekst and "proces" not in tekst
    regel = dict(zip(*(r.split(";") for r in tekst.splitlines()), strict=True))
    assert (regel["dwangsombedrag"], regel["dwangsommaximum"], regel["verbeurd"]) == (
        "1200.10",
        "5000.00",
        "0.05",
    )
    assert (regel["opgelegd_aan_vestiging"], regel["opgelegd_aan_nietnatuurlijkpersoon"]) == ("V-1", "N-1")


def test_only_what_the_viewer_may_see_goes_out(profielen: Path) -> None:
    make_dossiers()
    for naam in SOORTEN:
        assert ask(naam, make_viewer("OD-ZUID", "GM9903")).count(b"\n") == 1


def test_no_number_of_a_natural_person_goes_out(profielen: Path) -> None:
    wie = make_plek()
    record(
        "overtreding",
        "O-3",
        {"overtreding_bij": [wie["plek"]], "begaan_door": [wie["mens"]]},
        overtredingsdatum=date(2024, 3, 1),
        aard="Brand gesticht",
    )
    tekst = ask("overtreding").decode()
    assert "O-3" in tekst and wie["mens"].sleutel not in tekst and "P-1" not in tekst


@pytest.mark.parametrize("naam", SOORTEN)
def test_profile_reads_every_column_that_goes_out(naam: str, profielen: Path) -> None:
    assert set(read_profiel(f"{HIER.lower()}.{naam}").list_kolommen()) == set(list_kolommen(naam))
