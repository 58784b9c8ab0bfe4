"""How a record is named, placed and described."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from vth.register.weergave import (
    Periode,
    derive_naam,
    derive_plaats,
    derive_toestand,
    format_adres,
    name_aantal,
    shorten_organisatie,
)
from vth.tijd.rules import OPEN_DAG

DAG = date(2025, 6, 1)
OPEN = [Periode(date(2024, 1, 1), OPEN_DAG)]


@dataclass
class Plek:
    openbare_ruimte: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummertoevoeging: str | None = None
    postcode: str | None = None
    woonplaats: str | None = None
    naam: str | None = None


class Iets:
    def __init__(self, **velden: Any) -> None:
        self.__dict__.update(velden)


@pytest.mark.parametrize(
    ("plek", "tekst"),
    [
        (Plek("Dorpsstraat", 12, "a", "2", "9901AB", "Lindeveen"), "Dorpsstraat 12a-2, 9901 AB Lindeveen"),
        (Plek(woonplaats="Lindeveen"), "Lindeveen"),
        (Plek(naam="Zandwinput"), "Zandwinput"),
        (Plek("Dorpsstraat", postcode="9901"), "Dorpsstraat, 9901"),
        (Plek(), ""),
    ],
)
def test_address_is_written_with_what_is_known(plek: Plek, tekst: str) -> None:
    assert format_adres(plek) == tekst


def test_natural_person_is_never_named_in_a_list() -> None:
    persoon = Iets(naam="J. Veen", geslachtsnaam="Veen")
    assert derive_naam("natuurlijkpersoon", "a1b2", persoon, DAG) == "natuurlijk persoon"
    assert derive_plaats("natuurlijkpersoon", None, Plek("Dorpsstraat", 1)) == ""


def test_record_is_named_by_what_it_has() -> None:
    assert derive_naam("vthobject", "T1", Iets(naam="Tankstation"), DAG) == "Tankstation"
    assert derive_naam("vthobject", "T1", Iets(naam=None), DAG) == "T1"
    assert derive_naam("vthobject", "T1", None, DAG) == "T1"
    assert derive_naam("toestemming", "T1", Iets(onderwerp=None, kenmerk="2024-17"), DAG) == "2024-17"
    assert "tuinbouw" in derive_naam("activiteituitvoering", "A1", Iets(activiteit="bal-3.6.2"), DAG)


def test_business_is_placed_at_its_own_address() -> None:
    assert derive_plaats("vestiging", None, Plek("Kade", 3)) == "Kade 3"
    assert derive_plaats("vthobject", Plek("Kade", 3), None) == "Kade 3"
    assert derive_plaats("vestiging", None, Plek(naam="De Linde BV")) == ""


@pytest.mark.parametrize(
    ("perioden", "anders", "woord", "zin"),
    [
        (OPEN, {}, "bestaat", "1 januari 2024"),
        ([], {}, "niet bekend", "nog niets van"),
        ([Periode(date(2026, 1, 1), OPEN_DAG)], {}, "nog geen gegevens", "1 januari 2026"),
        (
            [Periode(date(2026, 1, 1), OPEN_DAG)],
            {"ontstaan_op": date(1987, 5, 11)},
            "nog geen gegevens",
            "Ontstaan op 11 mei 1987",
        ),
        (
            [Periode(date(2026, 1, 1), OPEN_DAG)],
            {"ontstaan_op": date(2025, 12, 1)},
            "bestond nog niet",
            "1 december 2025",
        ),
        ([Periode(date(2020, 1, 1), date(2021, 1, 1))], {}, "beëindigd", "1 januari 2021"),
        (OPEN, {"beeindigd_op": date(2025, 3, 3)}, "beëindigd", "3 maart 2025"),
        (OPEN, {"beeindigd_op": date(2026, 3, 3)}, "bestaat", ""),
        (
            OPEN,
            {"status": "niet_meer_aangeleverd", "status_sinds": DAG},
            "niet meer aangeleverd",
            "1 juni 2025",
        ),
        (OPEN, {"status": "niet_bijgewerkt", "status_sinds": DAG}, "niet bijgewerkt", "geweigerd"),
    ],
)
def test_state_is_one_word_and_one_sentence(
    perioden: list[Periode], anders: dict[str, Any], woord: str, zin: str
) -> None:
    toestand = derive_toestand(perioden, DAG, **anders)
    assert toestand.woord == woord
    assert zin in toestand.zin


def test_end_day_itself_is_out() -> None:
    perioden = [Periode(date(2024, 1, 1), DAG)]
    assert derive_toestand(perioden, DAG).woord == "beëindigd"
    assert derive_toestand(perioden, date(2025, 5, 31)).woord == "bestaat"


def test_gap_in_a_timeline_is_told_as_ended() -> None:
    gat = [Periode(date(2024, 1, 1), date(2024, 3, 1)), Periode(date(2026, 1, 1), OPEN_DAG)]
    assert "1 maart 2024" in derive_toestand(gat, DAG).zin


def test_kinds_and_organisations_are_named_as_in_a_sentence() -> None:
    genoemd = [name_aantal(soort, n) for soort in ("vthobject", "vestiging", "") for n in (1, 28)]
    assert genoemd == ["VTH-object", "VTH-objecten", "vestiging", "vestigingen", "object", "objecten"]
    assert shorten_organisatie("Omgevingsdienst Veenrand") == "OD Veenrand"
