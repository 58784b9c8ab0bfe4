"""Every bad input that we can think of: a clear message, and nothing lost."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from vth.aanleveringen.models import Aanlevering, Toetstelling
from vth.aanleveringen.rules import AanleveringError
from vth.aanleveringen.selectors import list_verslag
from vth.register.models import GeoObjectVoorkomen, VestigingVoorkomen, VthObjectVoorkomen
from vth.register.tests.builders import make_object

from .builders import KOP, lever, load_organisaties, make_csv, make_site

pytestmark = pytest.mark.usefixtures("verse_database")
VERWERKT, GEWEIGERD = Aanlevering.Staat.VERWERKT, Aanlevering.Staat.GEWEIGERD
GOED = [make_site(f"A{n}") for n in range(20)]


def refuse(inhoud: str | bytes, melding: str, **anders: object) -> Aanlevering:
    """Deliver, and see that the whole is refused with a message that has this in it, and nothing is registered."""
    aanlevering = lever(inhoud, **anders)  # type: ignore[arg-type]
    assert aanlevering.staat == GEWEIGERD
    assert melding in aanlevering.uitleg, aanlevering.uitleg
    assert not VthObjectVoorkomen.objects.exists()
    return aanlevering


def accept(inhoud: str | bytes, **anders: object) -> Aanlevering:
    """Deliver, and see that it is registered."""
    aanlevering = lever(inhoud, **anders)  # type: ignore[arg-type]
    assert aanlevering.staat == VERWERKT, aanlevering.uitleg
    return aanlevering


def find_toetsen(aanlevering: Aanlevering) -> set[tuple[str, str]]:
    return {(r.toets, r.veld) for r in list_verslag(aanlevering, hoogstens=1000)}


def with_one(**anders: str) -> str:
    """Twenty good rows of which the third says something else."""
    rijen = [dict(r) for r in GOED]
    rijen[2] |= anders
    return make_csv(rijen)


# The file as a whole


def test_empty_file_is_refused() -> None:
    refuse(b"", "leeg (0 bytes)")


def test_only_a_header_is_refused() -> None:
    refuse(KOP + "\n", "geen enkele rij")


def test_missing_column_is_named_with_what_looks_like_it() -> None:
    refuse(make_csv(GOED).replace("NAAM;", "NAAAM;", 1), "'NAAM' (heet die nu 'NAAAM'?)")


def test_double_column_is_refused() -> None:
    refuse(make_csv(GOED).replace("TOT", "NAAM", 1), "NAAM staat er meer dan één keer in")


def test_column_names_may_differ_in_case_and_spaces() -> None:
    accept(make_csv(GOED).replace("NAAM", " naam ", 1))


@pytest.mark.parametrize("scheiding", [",", "\t", "|"])
def test_any_reasonable_delimiter_is_found_out(scheiding: str) -> None:
    accept(make_csv([r | {"CAP": "12.5"} for r in GOED]).replace(";", scheiding))


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_any_reasonable_encoding_is_found_out(codering: str) -> None:
    accept(make_csv([make_site("A1", NAAM="Café Één")]).encode(codering))
    assert VthObjectVoorkomen.objects.get().naam == "Café Één"


def test_other_encoding_than_agreed_is_read_and_told() -> None:
    aanlevering = accept(make_csv([make_site("A1", NAAM="Café")]).encode("cp1252"), profiel="proef.utf8")
    assert VthObjectVoorkomen.objects.get().naam == "Café"
    assert "gelezen als windows-1252; afgesproken is utf-8" in aanlevering.opmerkingen[0]


def test_utf8_where_windows_was_agreed_is_read_and_told() -> None:
    aanlevering = accept(make_csv([make_site("A1", NAAM="Café")]), profiel="proef.windows")
    assert VthObjectVoorkomen.objects.get().naam == "Café"
    assert "gelezen als utf-8; afgesproken is windows-1252" in aanlevering.opmerkingen[0]


def test_one_letter_in_another_encoding_does_not_spoil_the_others() -> None:
    rijen = [make_site(f"A{n}", NAAM=f"Café Één {n}") for n in range(20)]
    inhoud = make_csv(rijen).encode().replace("Één 7".encode(), "Één 7".encode("cp1252"))
    aanlevering = accept(inhoud)
    assert VthObjectVoorkomen.objects.filter(naam="Café Één 8").count() == 1
    assert [r.sleutel for r in list_verslag(aanlevering) if r.toets == "veld.tekens"] == ["A7"]
    assert "andere codering" in aanlevering.opmerkingen[0]


def test_file_that_stops_in_the_middle_of_a_letter_is_refused() -> None:
    refuse(
        make_csv([make_site("A1", NAAM="Café", BEDRIJF="Één")]).encode()[:-3], "eindigt midden in een letter"
    )


def test_other_delimiter_than_agreed_is_told() -> None:
    tekst = make_csv([r | {"CAP": ""} for r in GOED]).replace(";", ",")
    refuse(tekst, "gescheiden met een komma, en niet met een puntkomma", profiel="proef.windows")


def test_line_with_which_excel_names_the_delimiter_is_skipped() -> None:
    rijen = [dict(r) for r in GOED]
    rijen[4]["SINDS"] = "ooit"
    aanlevering = accept("sep=;\n" + make_csv(rijen))
    assert [r.rijnummer for r in list_verslag(aanlevering)] == [7]


@pytest.mark.parametrize("einde", ["\n", "\r\n"])
def test_empty_lines_and_rows_are_skipped_and_row_numbers_stay_those_of_the_file(einde: str) -> None:
    regels = make_csv([*GOED[:4], GOED[4] | {"SINDS": "ooit"}, *GOED[5:]]).splitlines()
    regels[3:3] = ["", ";" * (len(KOP.split(";")) - 1), ""]
    aanlevering = accept(einde.join([*regels, "", ""]))
    assert [r.rijnummer for r in list_verslag(aanlevering)] == [9]
    assert any("lege rijen zijn overgeslagen" in o for o in aanlevering.opmerkingen)


def test_empty_line_within_quotes_is_part_of_the_value() -> None:
    accept(with_one(NAAM='"De\n\nLinde"'))
    assert VthObjectVoorkomen.objects.filter(naam="De\n\nLinde").count() == 1


def test_line_without_end_is_refused_in_dutch() -> None:
    aanlevering = accept(with_one(NAAM="x" * 1_100_000), profiel="proef.ruim")
    [regel] = [r for r in list_verslag(aanlevering) if r.toets == "bestand.rij_onleesbaar"]
    assert (regel.rijnummer, "langer dan 1 MB" in regel.tekst) == (4, True)


@pytest.mark.parametrize("einde", ["\r\n", "\r"])
def test_other_line_ends_are_understood(einde: str) -> None:
    accept(make_csv(GOED).replace("\n", einde))


def test_mixed_line_ends_are_understood() -> None:
    tekst = make_csv(GOED)
    accept(tekst.replace("\n", "\r\n", 7))
    assert VthObjectVoorkomen.objects.count() == 20


def test_text_that_was_read_with_the_wrong_encoding_is_told() -> None:
    aanlevering = accept(make_csv([make_site("A1", NAAM="CafÃ© De Linde")]))
    assert ("veld.tekens", "naam") in find_toetsen(aanlevering)


def test_half_a_file_ends_in_a_refused_row_and_ends_nothing() -> None:
    accept(make_csv(GOED))
    tekst = make_csv(GOED)
    aanlevering = lever(tekst[: len(tekst) - 60], peildatum=date(2024, 3, 1))
    assert ("bestand.rij_onleesbaar", "") in find_toetsen(aanlevering)
    assert any("eindigt met deze aanlevering geen enkel object" in o for o in aanlevering.opmerkingen)


def test_quote_that_never_ends_is_named_by_row() -> None:
    refuse(with_one(NAAM='"De Linde'), "Op rij 4 klopt een aanhalingsteken niet")


def test_quoted_line_break_keeps_row_numbers_right() -> None:
    rijen = [dict(r) for r in GOED]
    rijen[2]["NAAM"] = '"De\nLinde"'
    rijen[9]["SINDS"] = "31-02-2024"
    aanlevering = accept(make_csv(rijen))
    assert [r.rijnummer for r in list_verslag(aanlevering) if r.toets == "veld.omzetten"] == [11]


def test_rows_with_too_few_or_many_columns_go_back_with_their_number() -> None:
    regels = make_csv(GOED).splitlines()
    regels[5] = "A4;te kort"
    regels[6] += ";te;lang"
    regels[12] = regels[12].replace("01-02-2003", "morgen")
    aanlevering = accept("\n".join(regels) + "\n", profiel="proef.ruim")
    fout = {(r.rijnummer, r.toets) for r in list_verslag(aanlevering)}
    assert fout == {(6, "bestand.rij_onleesbaar"), (7, "bestand.rij_onleesbaar"), (13, "veld.omzetten")}


def test_file_above_the_limit_is_refused_and_nothing_is_kept(settings: object) -> None:
    settings.AANLEVERING_MAX_BYTES = 100  # type: ignore[attr-defined]
    with pytest.raises(AanleveringError, match="groter dan"):
        lever(make_csv(GOED))
    assert not Aanlevering.objects.exists()
    assert not list(Path(settings.AANLEVERINGEN_DIR).iterdir())  # type: ignore[attr-defined]


def test_zip_that_calls_itself_csv_is_told() -> None:
    refuse(make_xlsx(), "zip- of Excelbestand")


def test_binary_nonsense_is_refused() -> None:
    refuse(bytes(range(256)) * 40, "niet te lezen")


# Values


@pytest.mark.parametrize(
    "datum", ["01-02-2003", "2003-02-01", "1/2/2003", "20030201", "2003-02-01T00:00:00Z"]
)
def test_dates_in_four_notations_are_the_same_day(datum: str) -> None:
    accept(make_csv([make_site("A1", SINDS=datum)]))
    assert VthObjectVoorkomen.objects.get().ontstaansdatum == date(2003, 2, 1)


@pytest.mark.parametrize("datum", ["31-02-2003", "2003-13-01", "gisteren", "0", "01-02", "99-99-9999"])
def test_impossible_dates_are_refused_with_their_row(datum: str) -> None:
    aanlevering = accept(with_one(SINDS=datum))
    [regel] = list_verslag(aanlevering)
    assert (regel.toets, regel.rijnummer, regel.ernst) == ("veld.omzetten", 4, "blokkerend")
    assert datum in regel.tekst


def test_year_of_two_digits_is_refused() -> None:
    assert ("veld.jaartal", "ontstaansdatum") in find_toetsen(accept(with_one(SINDS="01-02-03")))


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("12,5", 12.5),
        ("1.234,5", 1234.5),
        ("1234.5", 1234.5),
        ("1.234", 1234),
        ("1 234,5", 1234.5),
        ("-3", -3),
        ("7", 7),
    ],
)
def test_numbers_with_comma_or_point(tekst: str, waarde: float) -> None:
    accept(make_csv([make_site("A1", CAP=tekst)]))
    assert float(VthObjectVoorkomen.objects.get().capaciteit or 0) == waarde


@pytest.mark.parametrize(("tekst", "nummer"), [("12", 12), ("12.0", 12), ("12,00", 12), ("012", 12)])
def test_whole_numbers_as_programs_write_them(tekst: str, nummer: int) -> None:
    accept(make_csv([make_site("A1", HNR=tekst)]))
    assert GeoObjectVoorkomen.objects.get().huisnummer == nummer


@pytest.mark.parametrize("tekst", ["12.5", "12a", "1.000", "99999999999"])
def test_what_is_no_whole_number_is_refused(tekst: str) -> None:
    assert ("veld.omzetten", "huisnummer") in find_toetsen(accept(with_one(HNR=tekst)))


@pytest.mark.parametrize("tekst", ["twaalf", "1.2.3", "12,5,5", "1e", "--5", "NaN"])
def test_what_is_no_number_is_refused(tekst: str) -> None:
    assert ("veld.omzetten", "capaciteit") in find_toetsen(accept(with_one(CAP=tekst)))


def test_leading_zeros_are_kept() -> None:
    accept(make_csv([make_site("A1", KVK="01234567")]))
    assert VestigingVoorkomen.objects.get().kvk_nummer == "01234567"


def test_lost_leading_zero_is_told_and_not_taken_over() -> None:
    aanlevering = accept(with_one(KVK="1234567"))
    assert ("veld.patroon", "kvk_nummer") in find_toetsen(aanlevering)
    assert VestigingVoorkomen.objects.filter(kvk_nummer=None).count() == 1


def test_placeholder_is_empty_and_unknown_is_unknown() -> None:
    accept(make_csv([make_site("A1", NAAM="-"), make_site("A2", NAAM="onbekend")]))
    rijen = VthObjectVoorkomen.objects.order_by("bronobject__sleutel").values_list("naam", "voidredenen")
    assert list(rijen) == [(None, None), (None, "naam:waardeOnbekend")]


def test_unknown_code_is_refused() -> None:
    aanlevering = accept(with_one(BRZO="Q"))
    [regel] = list_verslag(aanlevering)
    assert regel.toets == "veld.codelijst"
    assert "‘Q’" in regel.tekst


def test_end_before_begin_is_refused() -> None:
    assert ("vthobject.beeindiging_voor_ontstaan", "beeindigingsdatum") in find_toetsen(
        accept(with_one(TOT="01-01-2001"))
    )


def test_day_in_the_future_is_a_warning() -> None:
    assert ("vthobject.ontstaan_in_toekomst", "ontstaansdatum") in find_toetsen(
        accept(with_one(SINDS="01-01-2099"))
    )


def test_swapped_coordinates_are_refused() -> None:
    aanlevering = accept(with_one(X="580000", Y="230000"))
    assert ("geoobject.verwisseld", "x") in find_toetsen(aanlevering)


def test_point_outside_the_netherlands_is_a_warning() -> None:
    assert ("geoobject.buiten_nederland", "x") in find_toetsen(accept(with_one(X="900000", Y="900000")))


@pytest.mark.parametrize(
    "tekst",
    [
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "&#x3c;img src=x onerror=1>",
    ],
)
def test_markup_and_formulas_are_kept_as_text_and_told(tekst: str) -> None:
    aanlevering = accept(with_one(NAAM=f'"{tekst}"'))
    assert ("veld.opmaak", "naam") in find_toetsen(aanlevering)
    assert VthObjectVoorkomen.objects.filter(naam=tekst).count() == 1


def test_sql_in_text_is_only_text() -> None:
    tekst = "Robert'); DROP TABLE register_bronobject;--"
    accept(with_one(NAAM=f'"{tekst}"'))
    assert VthObjectVoorkomen.objects.filter(naam=tekst).count() == 1


def test_same_number_with_different_content_is_refused_both_times() -> None:
    aanlevering = accept(make_csv([*GOED, make_site("A3", NAAM="Anders")]))
    dubbel = [
        r.rijnummer
        for r in list_verslag(aanlevering)
        if r.toets == "elk.sleutel_dubbel" and r.gegevensset == "vthobject"
    ]
    assert dubbel == [5, 22]
    assert not VthObjectVoorkomen.objects.filter(bronobject__sleutel="A3").exists()


def test_same_number_with_the_same_content_counts_once() -> None:
    aanlevering = accept(make_csv([*GOED, GOED[3]]))
    assert VthObjectVoorkomen.objects.filter(bronobject__sleutel="A3").count() == 1
    assert not list_verslag(aanlevering)


def test_overlapping_periods_are_refused() -> None:
    kop = "NR;NAAM;VAN;TOT\n"
    goed = "".join(f"H{n};Een;2020-01-01;\n" for n in range(30))
    fout = "X;Een;2020-01-01;2021-01-01\nX;Twee;2020-06-01;\n"
    aanlevering = accept(kop + goed + fout, profiel="proef.historie")
    assert ("elk.perioden_overlappen", "begin_geldigheid") in find_toetsen(aanlevering)
    assert not VthObjectVoorkomen.objects.filter(bronobject__sleutel="X").exists()


def test_period_that_ends_before_it_begins_is_refused() -> None:
    kop = "NR;NAAM;VAN;TOT\n"
    goed = "".join(f"H{n};Een;2020-01-01;\n" for n in range(30))
    aanlevering = accept(kop + goed + "X;Een;2020-01-01;2019-01-01\n", profiel="proef.historie")
    assert ("elk.eind_voor_begin", "eind_geldigheid") in find_toetsen(aanlevering)


def test_one_typing_error_in_every_known_number_waits_for_a_person() -> None:
    accept(make_csv(GOED), profiel="proef.einde")
    aanlevering = lever(
        make_csv([r | {"NR": r["NR"] + "x"} for r in GOED]), profiel="proef.einde", peildatum=date(2024, 3, 1)
    )
    assert aanlevering.staat == Aanlevering.Staat.WACHT
    assert ("verloop.vernummerd", "sleutel") in find_toetsen(aanlevering)


def test_numbers_of_another_supplier_are_told() -> None:
    for rij in GOED:
        make_object(rij["NR"], leverancier="OD-ANDER")
    aanlevering = accept(make_csv(GOED))
    assert ("verloop.vreemde_sleutels", "sleutel") in find_toetsen(aanlevering)


def test_reference_to_nothing_is_refused() -> None:
    load_organisaties()
    kop = "NR;WAT;STATUS;GEZAG;SITE\n"
    goed = "".join(f"A{n};bal-3.2.6;uitvoering;ILT;\n" for n in range(30))
    aanlevering = accept(kop + goed + "B1;bal-3.2.6;uitvoering;ILT;bestaatniet\n", profiel="proef.bijsite")
    [regel] = [r for r in list_verslag(aanlevering, hoogstens=1000) if r.ernst == "blokkerend"]
    assert regel.toets == "relatie.verwijzing_onbekend"
    assert "bestaatniet" in regel.tekst


def test_what_follows_from_a_refused_row_is_refused_too() -> None:
    rijen = [make_deel(f"D{n}", "") for n in range(30)]
    rijen += [make_deel("A", "", datum="nooit"), make_deel("B", "A"), make_deel("C", "B")]
    aanlevering = accept("NR;DEEL;SINDS\n" + "".join(rijen), profiel="proef.delen")
    fout = [
        (r.sleutel, r.toets) for r in list_verslag(aanlevering, hoogstens=1000) if r.ernst == "blokkerend"
    ]
    assert fout == [
        ("A", "veld.omzetten"),
        ("B", "relatie.verwijzing_onbekend"),
        ("C", "relatie.verwijzing_onbekend"),
    ]


def test_thing_that_is_part_of_itself_is_refused() -> None:
    rijen = [make_deel(f"D{n}", "") for n in range(40)]
    rijen += [make_deel("A", "B"), make_deel("B", "C"), make_deel("C", "A"), make_deel("Z", "Z")]
    aanlevering = accept("NR;DEEL;SINDS\n" + "".join(rijen), profiel="proef.delen")
    fout = {
        (r.sleutel, r.toets) for r in list_verslag(aanlevering, hoogstens=1000) if r.ernst == "blokkerend"
    }
    assert fout == {(k, "relatie.kring") for k in "ABC"} | {("Z", "relatie.verwijzing_naar_zichzelf")}


def make_deel(nr: str, deel: str, datum: str = "") -> str:
    return f"{nr};{deel};{datum}\n"


# Other forms


def make_xlsx(rijen: list[dict[str, str]] | None = None, **extra: object) -> bytes:
    """Write an Excel file; dates as dates, numbers as numbers where Excel would."""
    buffer = io.BytesIO()
    boek = xlsxwriter.Workbook(buffer)
    blad = boek.add_worksheet("Blad1")
    namen = KOP.split(";")
    blad.write_row(0, 0, namen)
    for n, rij in enumerate(rijen or GOED, 1):
        blad.write_row(n, 0, [rij.get(k, "") for k in namen])
    if extra.get("formule"):
        blad.write_formula(1, 1, '="Tank"&"station"', value="Tankstation")
    if extra.get("samengevoegd"):
        blad.merge_range(2, 1, 3, 1, "Samen")
    if extra.get("verborgen"):
        blad.set_row(4, options={"hidden": True})
    if extra.get("datum"):
        blad.write_datetime(
            1, namen.index("SINDS"), extra["datum"], boek.add_format({"num_format": "dd-mm-yy"})
        )  # type: ignore[arg-type]
    boek.close()
    return buffer.getvalue()


def test_excel_is_read_like_csv() -> None:
    accept(make_xlsx(datum=__import__("datetime").datetime(2010, 5, 6)), profiel="proef.excel")
    assert VthObjectVoorkomen.objects.count() == 20
    assert VthObjectVoorkomen.objects.filter(ontstaansdatum=date(2010, 5, 6)).count() == 1


def test_formulas_merged_and_hidden_cells_are_told() -> None:
    aanlevering = accept(make_xlsx(formule=True, samengevoegd=True, verborgen=True), profiel="proef.excel")
    tekst = " ".join(aanlevering.opmerkingen)
    assert "1 cel bevat een formule" in tekst
    assert "samengevoegd" in tekst
    assert "verborgen" in tekst
    assert VthObjectVoorkomen.objects.filter(naam="Tankstation").count() == 1


def test_excel_row_numbers_are_those_of_the_sheet() -> None:
    rijen = [dict(r) for r in GOED]
    rijen[4]["SINDS"] = "ooit"
    aanlevering = accept(make_xlsx(rijen), profiel="proef.excel")
    assert [r.rijnummer for r in list_verslag(aanlevering)] == [6]


def test_broken_excel_is_refused() -> None:
    refuse(make_xlsx()[:2000], "geen heel .xlsx-bestand", profiel="proef.excel")


def test_zip_bomb_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("xl/worksheets/sheet1.xml", b"\0" * 50_000_000)
    refuse(buffer.getvalue(), "verdacht veel", profiel="proef.excel")


def test_broken_json_is_refused_with_the_place() -> None:
    refuse('[{"NR": "A1", ', "regel 1", profiel="proef.json")


def test_json_that_is_no_list_is_refused() -> None:
    refuse('{"NR": "A1"}', "geen lijst", profiel="proef.json")


@pytest.mark.parametrize(
    "tekst",
    [
        '[{"NR": "A1", "NAAM": "Een"}, {"NR": "A2", "NAAM": "Twee", "NAAM": "Drie"}]',
        '{"NR": "A1", "NAAM": "Een"}\n{"NR": "A2", "NR": "A2", "NAAM": "Drie"}\n',
        '[{"NR": "A1", "NAAM": {"x": 1, "x": 2}}]',
    ],
)
def test_json_with_a_name_twice_in_one_object_is_refused(tekst: str) -> None:
    refuse(tekst, "meer dan eens", profiel="proef.json")


def test_json_that_is_nested_too_deep_is_refused() -> None:
    diep = '{"x":' * 1000 + "1" + "}" * 1000
    refuse(f'[{{"NR": "A1", "NAAM": {diep}}}]', "te diep", profiel="proef.json")


def test_json_is_read_as_array_and_as_lines() -> None:
    accept('[{"NR": "A1", "NAAM": "Een"}, {"NR": "A2", "NAAM": null}]', profiel="proef.json")
    accept(
        '{"NR": "A1", "NAAM": "Een"}\n{"NR": "A2"}\n{"NR": "A3", "NAAM": 12.50}',
        profiel="proef.json",
        peildatum=date(2024, 2, 1),
    )
    assert VthObjectVoorkomen.objects.count() == 3


def test_geojson_gives_place_and_geometry() -> None:
    vlak = '{"type":"Polygon","coordinates":[[[5,52],[5.01,52],[5.01,52.01],[5,52]]]}'
    tekst = f'{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"NR":"A1"}},"geometry":{vlak}}}]}}'
    accept(tekst, profiel="proef.geojson")
    geo = GeoObjectVoorkomen.objects.get()
    assert geo.geometrie and geo.geometrie.startswith("POLYGON")
    assert geo.x and 120000 < geo.x < 130000


def test_geometry_that_crosses_itself_is_refused() -> None:
    vlinder = '{"type":"Polygon","coordinates":[[[5,52],[5.1,52.1],[5.1,52],[5,52.1],[5,52]]]}'
    tekst = f'{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"NR":"A1"}},"geometry":{vlinder}}}]}}'
    aanlevering = lever(tekst, profiel="proef.geojson")
    assert ("geoobject.geometrie_ongeldig", "geometrie") in find_toetsen(aanlevering)


@pytest.mark.parametrize("codering", ["utf-8-sig", "utf-16", "windows-1252"])
def test_json_in_another_encoding_is_read(codering: str) -> None:
    accept('[{"NR": "A1", "NAAM": "Café Één"}]'.encode(codering), profiel="proef.json")
    assert VthObjectVoorkomen.objects.get().naam == "Café Één"


def test_zero_byte_in_json_and_parquet_is_shown(tmp_path: Path) -> None:
    accept('[{"NR": "A1", "NAAM": "a\\u0000b"}]', profiel="proef.json")
    pad = tmp_path / "x.parquet"
    duckdb.sql(f"COPY (SELECT 'A1' AS NR, 'c' || chr(0) || 'd' AS NAAM) TO '{pad}'")
    accept(pad.read_bytes(), profiel="proef.parquet", peildatum=date(2024, 2, 1))
    assert set(VthObjectVoorkomen.objects.values_list("naam", flat=True)) == {"a\ufffdb", "c\ufffdd"}


@pytest.mark.parametrize("profiel", ["proef.json", "proef.parquet"])
def test_whole_number_that_came_as_a_fraction_is_a_whole_number(profiel: str, tmp_path: Path) -> None:
    pad = tmp_path / "x.parquet"
    duckdb.sql(f"COPY (SELECT 17.0::DOUBLE AS NR, 'nan'::DOUBLE AS NAAM) TO '{pad}'")
    accept(
        pad.read_bytes() if profiel == "proef.parquet" else '[{"NR": 17.0, "NAAM": null}]', profiel=profiel
    )
    rij = VthObjectVoorkomen.objects.get()
    assert (rij.bronobject.sleutel, rij.naam) == ("17", None)


def test_errors_and_uncomputed_formulas_in_excel_are_told() -> None:
    buffer = io.BytesIO()
    boek = xlsxwriter.Workbook(buffer)
    boek.add_worksheet("Toelichting").write_formula(0, 0, "=1/0", value="#DIV/0!")
    blad = boek.add_worksheet("A & B")
    for n, rij in enumerate([KOP.split(";"), *([r.get(k, "") for k in KOP.split(";")] for r in GOED)]):
        blad.write_row(n, 0, rij)
    blad.write_formula(1, 1, "=1/0", value="#DIV/0!")
    blad.write_formula(2, 1, "=A1", value="")
    boek.close()
    aanlevering = accept(buffer.getvalue(), profiel="proef.tweedeblad")
    tekst = " ".join(aanlevering.opmerkingen)
    assert "2 cellen bevatten een formule" in tekst
    assert "1 formule heeft geen berekende waarde" in tekst
    assert "1 cel bevat een fout, zoals #N/B" in tekst


def test_sheet_that_is_not_there_is_named() -> None:
    refuse(make_xlsx(), "Het werkblad 'A & B' ontbreekt. Gevonden zijn: Blad1", profiel="proef.tweedeblad")


def test_truncated_parquet_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "x.parquet"
    duckdb.sql(f"COPY (SELECT 'A'||i AS NR, 'Een' AS NAAM FROM range(1000) t(i)) TO '{pad}'")
    refuse(pad.read_bytes()[:-100], "geen heel Parquet-bestand", profiel="proef.parquet")
    accept(pad.read_bytes(), profiel="proef.parquet")
    assert VthObjectVoorkomen.objects.count() == 1000


@pytest.mark.traag
def test_rows_that_are_all_wrong_are_all_told_in_little_memory(settings: Any) -> None:
    settings.ANALYSE_GEHEUGEN = "120MB"
    fout = make_site(
        "A", SINDS="31-02-2020", TOT="32-13-1999", CAP="veel", X="-5", Y="999999999", KVK="123", PC="1 AB"
    )
    tekst = make_csv(fout | {"NR": f"A{n}", "BRZO": "Q", "NAAM": f"=1+{n}"} for n in range(90_000))
    aanlevering = lever(tekst)
    assert aanlevering.staat == GEWEIGERD
    assert aanlevering.tellingen["geweigerd"] == 90_000
    per_toets = Toetstelling.objects.filter(aanlevering=aanlevering).values_list("aantal", flat=True)
    assert sum(per_toets) >= 5 * 90_000
    assert len(list_verslag(aanlevering, na=sum(per_toets) - 1)) == 1
