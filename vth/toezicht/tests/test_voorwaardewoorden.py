"""When a question of a checklist is asked, told in words; and that a reader meets no code of it anywhere."""

import re
from datetime import date
from typing import Any

import pytest

from vth.toezicht.lijst.selectors import list_checklists
from vth.toezicht.lijst.voorwaarde import KENMERKEN, read_voorwaarde
from vth.toezicht.lijst.voorwaardewoorden import KENMERKNAMEN, NIETNAMEN, SEVESONAMEN, tell_voorwaarde
from vth.toezicht.lijst.web import NORMNAMEN, describe_vraag

LIJSTEN = {li.code: li for li in list_checklists(dag=date(2026, 6, 15))}


@pytest.mark.parametrize(
    ("voorwaarde", "woorden"),
    [
        ("locatie.ippc = ja", "het is een ippc-installatie"),
        ("locatie.ippc = nee", "het is geen ippc-installatie"),
        ("locatie.ippc != ja", "het is geen ippc-installatie"),
        (
            "locatie.ippc = nee en locatie.vergunning = ja",
            "het is geen ippc-installatie en er is een vergunning",
        ),
        ("locatie.woning != ja of locatie.ippc = ja", "het is geen woning of het is een ippc-installatie"),
        ("locatie.ippc in (ja, nee)", "bekend is of dit zo is: het is een ippc-installatie"),
        ("locatie.ippc in (nee, nee)", "het is geen ippc-installatie"),
        ("locatie.ippc != nee", "het is een ippc-installatie"),
        ("locatie.seveso = hogedrempel", "Seveso-inrichting is ja, hoge drempel"),
        ("niet locatie.woning = ja", "niet (het is een woning)"),
        (
            "beantwoord(onderdeel)",
            "‘Welke activiteit, welk proces of welke installatie bekijkt u?’ is beantwoord",
        ),
        ("stoffenlijst = nee", "‘Klopt de lijst van gevaarlijke stoffen met wat er nu ligt?’ is nee"),
        ("leiding in (soms, nvt)", "is ‘soms’ of niet van toepassing"),
        ("onbekend_id >= 3", "‘onbekend_id’ is minstens 3"),
        (
            "locatie.ippc = ja en (gedekt = ja of gedekt = onbekend)",
            "het is een ippc-installatie en (‘Staat dit onderdeel",
        ),
        ("objecttype = seveso", "het soort object is Seveso-inrichting"),
    ],
)
def test_a_condition_is_told_by_the_words_of_its_questions_and_answers(voorwaarde: str, woorden: str) -> None:
    assert woorden in tell_voorwaarde(read_voorwaarde(voorwaarde), LIJSTEN["seveso_lbr"])


def test_no_condition_of_a_shipped_list_shows_a_reader_the_code_of_a_question() -> None:
    verteld = [
        (v["als"], {vraag.id for _, vraag in lijst.iter_vragen() if "_" in vraag.id})
        for lijst in LIJSTEN.values()
        for _, vraag_ in lijst.iter_vragen()
        if (v := describe_vraag(vraag_, lijst))["als"]
    ]
    assert len(verteld) > 20
    assert not [zin for zin, ids in verteld if ids & set(re.findall(r"\w+", zin)) or "locatie." in zin]


def test_a_number_is_told_as_people_write_it_with_the_unit_of_its_question() -> None:
    lijst, vraag = next(
        (li, v) for li in LIJSTEN.values() for _, v in li.iter_vragen() if v.soort == "getal" and v.eenheid
    )
    zin = tell_voorwaarde(read_voorwaarde(f"{vraag.id} > 1.500"), lijst)
    assert zin.endswith(f"is groter dan 1,5 {vraag.eenheid}")


def test_every_feature_that_a_condition_can_ask_has_a_name() -> None:
    assert set(KENMERKNAMEN) == set(KENMERKEN) and set(SEVESONAMEN) == set(KENMERKEN["seveso"])
    assert set(NIETNAMEN) == set(KENMERKEN) - {"seveso"}


def test_a_norm_is_named_as_on_the_phone() -> None:
    normen: set[Any] = {v.norm.soort for li in LIJSTEN.values() for _, v in li.iter_vragen() if v.norm}
    assert normen <= set(NORMNAMEN)
