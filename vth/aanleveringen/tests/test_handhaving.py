"""Violations, measures and requests come in by our own profiles: exact to the cent, with all offenders, and without who asked."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from vth.aanleveringen.afbeelding import _write_bedrag
from vth.aanleveringen.selectors import read_profiel
from vth.begrippen.selectors import read_model
from vth.organisaties.tests.builders import load_map
from vth.register.models import Bronobject, HandhavingsmaatregelVoorkomen, OvertredingVoorkomen, Relatie
from vth.register.tests.builders import make_object

from .builders import lever

PEILDATUM = date(2025, 6, 1)
SOORTEN = ("overtreding", "handhavingsmaatregel", "handhavingsverzoek")
WIE = "begaan_door_natuurlijkpersoon"
RIJEN: dict[str, dict[str, str]] = {
    "overtreding": {
        "nummer": "O-1", "overtredingsdatum": "2025-02-01", "aard": "Olie in de sloot", "norm": "Bal 2.11",
        "indicatie_handhaving": "ja", "gevolg": "3", "gedrag": "B", "overtreding_bij": "L1",
        "begaan_door_vestiging": "V1", WIE: "P1|P2",
    },
    "handhavingsmaatregel": {
        "nummer": "M-1", "handhavingsinstrument": "last_onder_dwangsom", "opgelegd_op": "2025-03-01",
        "opgelegd_door": "GM9901", "status": "in_uitvoering", "begunstiging_tot": "2025-04-01",
        "dwangsombedrag": "€ 2.500,-", "dwangsommodaliteit": "per_week", "dwangsommaximum": "25.000,00",
        "verbeurd": "5000,10", "geind": "0,1", "ter_bestrijding_van": "O-1", "opgelegd_aan_vestiging": "V1",
    },
    "handhavingsverzoek": {
        "nummer": "H-1", "ontvangstdatum": "2025-01-15", "omschrijving": "Olie", "verzoek_bij": "L1",
        "mogelijk_begaan_door_vestiging": "V1",
    },
}  # fmt: skip


@pytest.fixture
def profielen(tmp_path: Path, settings: Any) -> None:
    """For one supplier the three profiles, as CSV and as JSON."""
    (map_ := tmp_path / "profielen").mkdir()
    settings.PROFIELEN_DIR = str(map_)
    for naam in SOORTEN:
        for vorm in ("csv", "json"):
            id_ = f"proef.{naam}.{vorm}"
            inhoud = {"id": id_, "titel": naam, "leverancier": "OD-PROEF", "basis": f"openvth.{naam}"}
            inhoud |= {"bestand": {"soort": vorm}, "reeks": f"proef.{naam}"}
            (map_ / f"{id_}.yaml").write_text(yaml.safe_dump(inhoud))


@pytest.fixture
def doelen(verse_database: None, tmp_path: Path) -> None:
    """What the rows refer to."""
    load_map(tmp_path / "organisaties")
    doelen = {"L1": ("vthobject", None), "V1": ("vestiging", {"naam": "De Linde BV"})}
    doelen |= {p: ("natuurlijkpersoon", {"geslachtsnaam": p}) for p in ("P1", "P2")}
    for sleutel, (soort, inhoud_) in doelen.items():
        make_object(sleutel, soort=soort, inhoud=inhoud_, leverancier="OD-PROEF")


def make_rij(naam: str) -> dict[str, str]:
    """A row with every column of the profile."""
    return dict.fromkeys(read_profiel(f"proef.{naam}.csv").list_kolommen(), "") | RIJEN[naam]


def deliver(naam: str, vorm: str = "csv") -> None:
    rij = make_rij(naam)
    tekst = json.dumps([rij]) if vorm == "json" else f"{';'.join(rij)}\n{';'.join(rij.values())}\n"
    a = lever(tekst, profiel=f"proef.{naam}.{vorm}", peildatum=PEILDATUM)
    assert (a.staat, a.tellingen["geweigerd"]) == ("verwerkt", 0), (a.uitleg, a.opmerkingen)


def count_rijen() -> list[int]:
    return [
        m.objects.count() for m in (Bronobject, OvertredingVoorkomen, HandhavingsmaatregelVoorkomen, Relatie)
    ]


def test_chain_is_registered_exact_and_once(profielen: None, doelen: None) -> None:
    for naam in SOORTEN:
        deliver(naam)
    maatregel = HandhavingsmaatregelVoorkomen.objects.believed().get()
    bedragen = [maatregel.dwangsombedrag, maatregel.dwangsommaximum, maatregel.verbeurd, maatregel.geind]
    assert bedragen == [Decimal("2500.00"), Decimal("25000.00"), Decimal("5000.10"), Decimal("0.10")]
    daders = Relatie.objects.believed().filter(soort="begaan_door").values_list("naar__soort", flat=True)
    assert sorted(daders) == ["natuurlijkpersoon", "natuurlijkpersoon", "vestiging"]
    nieuw = Bronobject.objects.filter(soort__in=SOORTEN)
    assert {(b.soort, b.vertrouwelijkheid) for b in nieuw} == {(s, "intern") for s in SOORTEN}
    voor = count_rijen()
    deliver("overtreding", "json")
    deliver("handhavingsmaatregel")
    assert count_rijen() == voor


@pytest.mark.parametrize("naam", SOORTEN)
def test_profile_fills_all_that_the_object_type_has(naam: str, profielen: None) -> None:
    (stroom,) = read_profiel(f"proef.{naam}.csv").stromen
    objecttype = read_model()[naam]
    assert set(stroom.velden) == {a.naam for a in objecttype.attributen}
    wijst = {r: {v.naar for v in vs} for r, vs in stroom.relaties.items()}
    assert wijst == {r.naam: set(r.naar) for r in objecttype.relaties}


@pytest.mark.parametrize(
    ("tekst", "decimaal", "bedrag"),
    [
        ("1500", ".", "1500.00"), ("1500.5", ".", "1500.50"), ("1500,5", ".", "1500.50"), ("1.500,50", ".", "1500.50"),
        ("1,500.50", ".", "1500.50"), ("€ 1.500,-", ".", "1500.00"), ("€\u00a05,--", ".", "5.00"), ("EUR 12", ".", "12.00"),
        ("12 euro", ".", "12.00"), ("500,00 EUR", ",", "500.00"), ("1500.0000", ".", "1500.00"), ("-5", ".", "-5.00"),
        ("1.500", ",", "1500.00"), ("1.500", ".", None), ("1,500", ",", None), ("0.005", ".", None), ("1e3", ".", None),
        ("USD 5", ".", None), ("$ 5", ".", None), ("€", ".", None), ("veel", ".", None),
    ],
)  # fmt: skip
def test_amount_is_read_as_people_write_it_or_not_at_all(
    tekst: str, decimaal: str, bedrag: str | None
) -> None:
    with duckdb.connect() as con:
        vraag = f"SELECT ({_write_bedrag('t', decimaal)})::VARCHAR FROM (SELECT $1 AS t)"
        assert con.execute(vraag, [tekst]).fetchone() == (bedrag,)
