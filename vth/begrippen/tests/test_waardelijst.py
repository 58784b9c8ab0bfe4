from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.begrippen.rules import BegripError, Waarde, Waardelijst, derive_label
from vth.begrippen.tests.builders import make_aanvulling, make_bestand, make_waarde
from vth.begrippen.waardelijst import make_lijsten

DAGEN = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize("veld", ["id", "titel", "definitie", "bron"])
def test_a_list_without_title_definition_or_source_is_refused(veld):
    with pytest.raises(BegripError, match=f"in de kop ontbreekt {veld}"):
        make_lijsten([make_bestand(zonder=veld)])


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        (make_waarde(naam=""), "de naam of de definitie ontbreekt"),
        (make_waarde(definitie=""), "de naam of de definitie ontbreekt"),
        (make_waarde(code=""), "een code begint met"),
        (make_waarde(code="a b"), "een code begint met"),
        (make_waarde(begin="2024-13-01"), "is geen datum"),
        (make_waarde(begin="2024-01-01", eind="2024-01-01"), "ligt niet na het begin"),
        (make_waarde(begin="2024-01-02", eind="2024-01-01"), "ligt niet na het begin"),
        (make_waarde(eind="2024-01-01", vervangen_door="zz"), "vervangen_door noemt zz"),
        (make_waarde(vervangen_door="a"), "geen einddatum"),
        (make_waarde(zekerheid="misschien"), "zekerheid 'misschien' bestaat niet"),
        (make_waarde(kleurtje="rood"), "de kolom kleurtje is niet bekend"),
    ],
)
def test_a_bad_value_is_refused_with_the_reason(rij, melding):
    with pytest.raises(BegripError, match=melding):
        make_lijsten([make_bestand(rij)])


@pytest.mark.parametrize(
    ("kop", "melding"),
    [
        ({"zekerheid": "misschien"}, "zekerheid 'misschien' bestaat niet"),
        ({"definitei": "typefout"}, "de kop kent definitei niet"),
        (
            {"extra": {"soort": "Wat."}, "verwijzingen": {"soort": "bestaatniet"}},
            "een van beide bestaat niet",
        ),
        ({"omgekeerd": {"soort": {"lijst": "bestaatniet", "veld": "x"}}}, "een van beide bestaat niet"),
        ({"samengesteld_uit": [{"lijst": "bestaatniet"}]}, "geen lijst met eigen waarden"),
        ({"samengesteld_uit": [{"code": "x"}]}, "geen lijst met eigen waarden"),
        ({"extra": ["soort"]}, "'extra' in de kop heeft niet de goede vorm"),
        ({"titel": 12}, "'titel' in de kop heeft niet de goede vorm"),
    ],
)
def test_a_bad_header_is_refused_with_the_reason(kop, melding):
    with pytest.raises(BegripError, match=melding):
        make_lijsten([make_bestand(**kop)])


def test_a_row_that_is_no_value_is_refused():
    with pytest.raises(BegripError, match="'rood' is geen waarde"):
        make_lijsten([make_bestand("rood")])


@pytest.mark.parametrize("vorm", ["{kleurtje}", "{", "{0}"])
def test_a_definition_made_of_a_column_that_does_not_exist_is_refused(vorm):
    with pytest.raises(BegripError, match="is niet in te vullen"):
        make_lijsten([make_bestand({"code": "a", "naam": "rood"}, waarde_definitie=vorm)])


def test_an_empty_list_is_refused():
    leeg = make_bestand()
    with pytest.raises(BegripError, match="geen waarden"):
        make_lijsten([type(leeg)(leeg.plaats, leeg.kop, [])])


def test_a_code_may_not_mean_two_things_on_one_day():
    rijen = make_waarde(eind="2024-02-01"), make_waarde(begin="2024-01-31")
    with pytest.raises(BegripError, match="gelden twee waarden met deze code"):
        make_lijsten([make_bestand(*rijen)])


def test_a_code_may_mean_something_else_from_the_day_it_ends():
    rijen = make_waarde(naam="oud", eind="2024-02-01"), make_waarde(naam="nieuw", begin="2024-02-01")
    lijst = make_lijsten([make_bestand(*rijen)])["kleur"]
    assert lijst.get_waarde_op("a", date(2024, 1, 31)).naam == "oud"
    assert lijst.get_waarde_op("a", date(2024, 2, 1)).naam == "nieuw"
    assert lijst.get_waarde("a").naam == "nieuw"


def test_two_files_with_one_id_are_refused():
    with pytest.raises(BegripError, match="staat ook in"):
        make_lijsten([make_bestand(), make_bestand()])


def test_a_value_takes_source_and_certainty_from_its_list_unless_it_has_its_own():
    rijen = make_waarde("a"), make_waarde("b", bron="elders", zekerheid="afgeleid")
    lijst = make_lijsten([make_bestand(*rijen, zekerheid="aanname")])["kleur"]
    assert [(w.bron, w.zekerheid) for w in lijst.waarden] == [("test", "aanname"), ("elders", "afgeleid")]


def test_the_definition_of_a_value_can_be_made_from_its_columns():
    rij = {"code": "a", "naam": "rood", "golf": "700"}
    bestand = make_bestand(rij, extra={"golf": "Golflengte."}, waarde_definitie="Licht {naam} van {golf} nm.")
    assert make_lijsten([bestand])["kleur"].get_waarde("a").definitie == "Licht rood van 700 nm."


def test_an_own_file_takes_the_place_of_the_list_with_its_id():
    lijsten = make_lijsten([make_bestand(make_waarde("a"))], [make_bestand(make_waarde("b"), titel="Eigen")])
    assert (lijsten["kleur"].titel, list(lijsten["kleur"].codes)) == ("Eigen", ["b"])


def test_an_own_file_adds_values_to_a_list_and_keeps_its_own_source():
    lijst = make_lijsten([make_bestand()], [make_aanvulling(make_waarde("b"))])["kleur"]
    assert [(w.code, w.bron) for w in lijst.waarden] == [("a", "test"), ("b", "eigen")]


def test_an_own_file_cannot_add_a_code_that_already_holds():
    with pytest.raises(BegripError, match="gelden twee waarden met deze code"):
        make_lijsten([make_bestand()], [make_aanvulling(make_waarde("a"))])


def test_an_own_file_can_only_add_to_a_list_that_exists():
    with pytest.raises(BegripError, match="vult_aan noemt de lijst 'geur'"):
        make_lijsten([make_bestand()], [make_aanvulling(make_waarde("b"), vult_aan="geur")])


def test_a_built_list_follows_what_an_installation_adds_to_its_parts_and_to_itself():
    geheel = make_bestand(
        id="alles", samengesteld_uit=[{"lijst": "kleur", "code": "k-{code}", "naam": "{naam}!"}]
    )
    geheel = type(geheel)(geheel.plaats, geheel.kop, [])
    eigen = [make_aanvulling(make_waarde("b")), make_aanvulling(make_waarde("c"), vult_aan="alles")]
    lijst = make_lijsten([geheel, make_bestand()], eigen)["alles"]
    assert sorted(lijst.codes) == ["c", "k-a", "k-b"]
    assert lijst.get_waarde("k-b").naam == "naam b!"
    assert lijst.get_waarde("k-b").extra == {"lijst": "kleur", "broncode": "b"}


def test_a_built_list_renames_the_successors_too():
    oud = make_waarde("a", eind="2024-01-01", vervangen_door="b")
    geheel = make_bestand(id="alles", samengesteld_uit=[{"lijst": "kleur", "code": "k-{code}"}])
    geheel = type(geheel)(geheel.plaats, geheel.kop, [])
    lijst = make_lijsten([make_bestand(oud, make_waarde("b")), geheel])["alles"]
    assert lijst.get_waarde("k-a").vervangen_door == ("k-b",)


def test_a_coupling_is_written_once_and_read_from_both_sides():
    verf = make_bestand(
        make_waarde("v", tint="a;b"), id="verf", extra={"tint": "x"}, verwijzingen={"tint": "kleur"}
    )
    kop = {"extra": {"verf": "Welke verf."}, "omgekeerd": {"verf": {"lijst": "verf", "veld": "tint"}}}
    lijsten = make_lijsten([make_bestand(make_waarde("a"), make_waarde("b"), make_waarde("c"), **kop), verf])
    assert [w.extra["verf"] for w in lijsten["kleur"].waarden] == ["v", "v", ""]


def test_a_column_cannot_name_a_code_that_its_list_does_not_have():
    verf = make_bestand(
        make_waarde("v", tint="a;z"), id="verf", extra={"tint": "x"}, verwijzingen={"tint": "kleur"}
    )
    with pytest.raises(BegripError, match="tint noemt z"):
        make_lijsten([make_bestand(), verf])


def test_a_label_is_that_of_the_day_and_marks_what_is_unknown_or_over():
    rijen = (
        make_waarde(naam="oud", eind="2024-02-01"),
        make_waarde(naam="nieuw", begin="2024-02-01", eind="2025-01-01"),
    )
    lijst = make_lijsten([make_bestand(*rijen)])["kleur"]
    assert derive_label(lijst, "a", date(2024, 1, 1)) == "oud"
    assert derive_label(lijst, "a", date(2024, 6, 1)) == "nieuw"
    assert derive_label(lijst, "a", date(2025, 1, 1)) == "nieuw (geldt niet op 1 januari 2025)"
    assert derive_label(lijst, "zz", date(2024, 1, 1)) == "zz (onbekende code)"


@given(st.lists(DAGEN, min_size=2, max_size=8, unique=True), DAGEN)
def test_on_any_day_a_code_stands_for_at_most_one_value_and_it_holds(grenzen, dag):
    dagen = sorted(grenzen)
    rijen = [make_waarde(naam=str(n), begin=a, eind=b) for n, (a, b) in enumerate(pairwise(dagen))]
    lijst = make_lijsten([make_bestand(*rijen)])["kleur"]
    geldend = [w for w in lijst.waarden if w.holds_on(dag)]
    assert geldend == ([lijst.get_waarde_op("a", dag)] if dagen[0] <= dag < dagen[-1] else [])


def test_a_list_of_thousands_finds_a_code_without_walking_through_it():
    class Telling(str):
        vergeleken = 0
        __hash__ = str.__hash__

        def __eq__(self, ander):
            Telling.vergeleken += 1
            return str.__eq__(self, ander)

    waarden = tuple(Waarde(Telling(f"c{n}"), f"naam {n}") for n in range(5000))
    lijst = Waardelijst("groot", "Groot", "Veel.", "test", waarden)
    lijst.get_waarde("c0")
    Telling.vergeleken = 0
    assert lijst.get_waarde("c4999").naam == "naam 4999"
    assert lijst.get_waarde_op("c4998", date(2024, 1, 1)).naam == "naam 4998"
    assert Telling.vergeleken <= 5
