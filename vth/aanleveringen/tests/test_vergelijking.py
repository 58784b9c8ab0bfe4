"""Suppliers that fill one field differently are told apart from suppliers that only have other things."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vth.aanleveringen.selectors import list_laatste_kengetallen
from vth.aanleveringen.vergelijking import (
    Vermoeden,
    Vulling,
    derive_vergelijkingen,
    derive_vermoedens,
    format_procent,
)
from vth.aanleveringen.vergelijkingpagina import make_vergelijkingpagina
from vth.interface.invoer import InvoerError
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus

from .builders import lever, make_csv
from .test_profiel import GOED, write_profiel

Verdeling = Mapping[str, float]


def make_vulling(
    leverancier: str, verdeling: Verdeling, *, rijen: int = 100, gevuld: int = 100, is_code: bool = True
) -> Vulling:
    """How one supplier fills a field; a hundred filled rows unless the test is about that."""
    return Vulling(leverancier, rijen, gevuld, len(verdeling), verdeling, is_code)


def find_vermoedens(per_veld: Mapping[str, list[Vulling]], soortveld: str = "") -> list[Vermoeden]:
    return derive_vermoedens(derive_vergelijkingen(per_veld), soortveld=soortveld)


def compare(een: Verdeling, ander: Verdeling, **anders: Any) -> list[Vermoeden]:
    """Two suppliers, one field."""
    return find_vermoedens(
        {"status": [make_vulling("Noord", een, **anders), make_vulling("Zuid", ander, **anders)]}
    )


def test_other_codes_for_the_same_are_suspected_with_what_was_seen() -> None:
    [vermoeden] = compare({"actief": 0.9, "gestopt": 0.1}, {"uitvoering": 0.8, "beeindigd": 0.2})
    assert (vermoeden.veld, vermoeden.sterkte) == ("status", 1.0)
    assert vermoeden.gezien[0] == ("Noord", "‘actief’ (90%), ‘gestopt’ (10%)")
    assert "De codes verschillen voor 100%" in vermoeden.wat
    assert vermoeden.doe.startswith("Leg de lijsten van de systemen naast elkaar")


def test_shapes_that_differ_point_at_another_unit() -> None:
    [vermoeden] = compare({"9,9": 1.0}, {"999999": 1.0}, is_code=False)
    assert "De schrijfwijzen verschillen" in vermoeden.wat
    assert "een andere eenheid" in vermoeden.waarom


def test_shares_that_differ_a_little_are_not_suspected() -> None:
    assert not compare({"a": 0.7, "b": 0.3}, {"a": 0.4, "b": 0.6})


@pytest.mark.parametrize(("afstand", "verdacht"), [(0.6, False), (0.61, True)])
def test_bound_is_the_same_as_for_a_changed_meaning(afstand: float, verdacht: bool) -> None:
    assert bool(compare({"a": 1.0}, {"a": 1 - afstand, "b": afstand})) == verdacht


def test_words_in_free_text_say_nothing_about_their_meaning() -> None:
    assert not compare({"Aa": 1.0}, {"Aa Aa": 1.0}, is_code=False)


def test_few_rows_are_not_compared() -> None:
    assert not compare({"a": 1.0}, {"b": 1.0}, rijen=19, gevuld=19)


def test_distribution_of_which_too_little_is_known_is_not_compared() -> None:
    assert not compare({"99": 0.4}, {"9999": 0.4}, is_code=False)


def test_code_that_never_differs_is_told() -> None:
    rijk = {"a": 0.4, "b": 0.3, "c": 0.1, "d": 0.1, "e": 0.1}
    [vermoeden] = compare({"a": 1.0}, rijk)
    assert vermoeden.wat == "Noord schrijft overal hetzelfde."


def test_field_that_one_fills_and_the_other_does_not_is_told() -> None:
    vol, leeg = make_vulling("Noord", {"a": 1.0}), make_vulling("Zuid", {"a": 1.0}, gevuld=5)
    [vermoeden] = find_vermoedens({"naam": [vol, leeg]})
    assert "bijna nooit" in vermoeden.wat
    assert ("Zuid", "gevuld in 5% van 100 rijen") in vermoeden.gezien


def test_who_has_other_kinds_of_object_is_compared_on_the_kinds_alone() -> None:
    tanks, bedrijven = {"installatie": 1.0}, {"inrichting": 1.0}
    per_veld = {
        "hoofdtype": [make_vulling("Noord", tanks), make_vulling("Zuid", bedrijven)],
        "capaciteit": [
            make_vulling("Noord", {"9": 1.0}, is_code=False),
            make_vulling("Zuid", {"99999": 1.0}, is_code=False),
        ],
    }
    assert [v.veld for v in find_vermoedens(per_veld, "hoofdtype")] == ["hoofdtype"]
    assert {v.veld for v in find_vermoedens(per_veld)} == {"hoofdtype", "capaciteit"}


def test_strongest_suspicion_comes_first_and_each_field_once() -> None:
    zwak = [make_vulling("Noord", {"a": 1.0}), make_vulling("Zuid", {"a": 0.3, "b": 0.7})]
    sterk = [make_vulling("Noord", {"a": 1.0}), make_vulling("Zuid", {"b": 1.0}, gevuld=30)]
    assert [v.veld for v in find_vermoedens({"een": zwak, "twee": sterk})] == ["twee", "een"]


@pytest.mark.parametrize(
    ("deel", "tekst"), [(0, "0%"), (0.001, "minder dan 1%"), (0.005, "0%"), (0.126, "13%"), (1, "100%")]
)
def test_share_that_is_there_never_becomes_nothing(deel: float, tekst: str) -> None:
    assert format_procent(deel) == tekst


# On what was delivered


def write_status(map_: Path, leverancier: str, **anders: Any) -> None:
    """Agree with another supplier about the same field."""
    velden = {"hoofdtype": {"vast": "inrichting"}, "seveso_niveau": "BRZO"}
    stroom = {"gegevensset": "vthobject", "sleutel": "NR", "velden": velden}
    naam = f"proef.{leverancier.lower()}"
    eigen = {"id": naam, "leverancier": leverancier, "stromen": [stroom]}
    write_profiel(map_, GOED | eigen | anders, f"{naam}.yaml")


def deliver_status(leverancier: str, waarden: list[str]) -> None:
    """Deliver the same field as another supplier."""
    rijen = [{"NR": f"{leverancier}{n}", "BRZO": w} for n, w in enumerate(waarden)]
    viewer = Viewer(
        actor="Bo",
        zicht=Zicht(
            soorten=ALLE_SOORTEN, leveranciers=frozenset({leverancier}), niveaus=derive_niveaus("intern")
        ),
        handelingen=frozenset({"aanlevering.accept"}),
        organisaties=frozenset({leverancier}),
    )
    profiel = f"proef.{leverancier.lower()}"
    aanlevering = lever(
        make_csv(rijen, "NR;BRZO"), profiel=profiel, viewer=viewer, peildatum=date(2025, 1, 1)
    )
    assert aanlevering.staat == "verwerkt", aanlevering.uitleg


@pytest.fixture
def leveranciers(verse_database: None, tmp_path: Path, settings: Any) -> None:
    """Two suppliers of which the second calls everything the same; a third whose records are confidential."""
    settings.PROFIELEN_DIR = str(tmp_path)
    write_status(tmp_path, "OD-NOORD")
    write_status(tmp_path, "OD-ZUID")
    write_status(tmp_path, "OD-GEHEIM", vertrouwelijkheid="geheim")
    deliver_status("OD-NOORD", ["hogedrempel", "geen"] * 20)
    deliver_status("OD-ZUID", ["lagedrempel"] * 40)
    deliver_status("OD-GEHEIM", ["hogedrempel"] * 40)


def make_kijker(leverancier: str, niveau: str = "vertrouwelijk") -> Viewer:
    return Viewer(
        "Kim",
        Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({leverancier}), niveaus=derive_niveaus(niveau)),
    )


def test_differing_meaning_between_deliveries_is_found(leveranciers: None) -> None:
    pagina = make_vergelijkingpagina(make_kijker("OD-NOORD"), "vthobject")
    assert pagina.leveranciers == ("OD-NOORD", "OD-ZUID")
    assert [titel for titel, _ in pagina.vermoedens] == ["Seveso-niveau"]
    uitleg = pagina.vermoedens[0][1]
    assert {g.naam for g in uitleg.gronden} == {"OD-NOORD", "OD-ZUID"}


def test_more_confidential_deliveries_are_not_compared_for_who_may_not_see_them(
    leveranciers: None,
) -> None:
    def list_gezien(viewer: Viewer) -> set[str]:
        return {k.aanlevering.leverancier_id for k in list_laatste_kengetallen(viewer, "vthobject")}

    assert list_gezien(make_kijker("OD-NOORD")) == {"OD-NOORD", "OD-ZUID"}
    assert list_gezien(make_kijker("OD-NOORD", "geheim")) == {"OD-NOORD", "OD-ZUID", "OD-GEHEIM"}
    assert list_gezien(NIEMAND) == set()


def test_only_the_last_delivery_of_each_is_compared(leveranciers: None) -> None:
    deliver_status("OD-ZUID", ["hogedrempel", "geen"] * 20)
    assert not make_vergelijkingpagina(make_kijker("OD-ZUID"), "vthobject").vermoedens


def test_gegevensset_that_does_not_exist_is_refused(db: None) -> None:
    with pytest.raises(InvoerError, match=r"bestaat niet\. Kies uit: "):
        make_vergelijkingpagina(make_kijker("OD-NOORD"), "bedrijven")
