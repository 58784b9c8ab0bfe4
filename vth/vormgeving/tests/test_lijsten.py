"""Tables, sorting, paging and filtering: the address holds the state."""

from datetime import date

import pytest
from django.utils.safestring import mark_safe

from vth.interface import lijstuitvoer
from vth.vormgeving.onderdelen import Filterveld, Kolom, Taak, make_volgordeveld
from vth.vormgeving.templatetags import _lijsten

from .builders import VIJANDIG, check_onschadelijk, make_html, read_html

KOLOMMEN = [
    Kolom("naam", "Naam", sorteerbaar=True),
    Kolom("rijen", "Rijen", "getal"),
    Kolom("dag", "Dag", "datum"),
    Kolom("omvang", "Omvang", "bytes"),
    Kolom("stand", "Toestand", "toestand"),
]
RIJ = {
    "url": "/a",
    "naam": "A",
    "rijen": 1234,
    "dag": date(2025, 4, 1),
    "omvang": 2000,
    "stand": ("goed", "verwerkt"),
}
SJABLOON = '{% tabel k r bijschrift="Lijst" leeg="Er is niets" %}'


def test_every_cell_carries_its_heading_for_the_cards_on_a_phone() -> None:
    gelezen = read_html(make_html(SJABLOON, k=KOLOMMEN, r=[RIJ]))
    assert [c["data-label"] for c in gelezen.list("td")] == ["Rijen", "Dag", "Omvang", "Toestand"]
    assert gelezen.list("th")[-1]["scope"] == "row"
    assert {a["role"] for a in gelezen.list("tr")} == {"row"}, (
        "als kaart blijft het voor een schermlezer een tabel"
    )


def test_cells_are_written_by_kind() -> None:
    tekst = read_html(make_html(SJABLOON, k=KOLOMMEN, r=[RIJ])).tekst.replace("\u00a0", " ")
    for woord in ("1.234", "2025-04-01", "2,0 kB", "verwerkt"):
        assert woord in tekst


def test_row_may_be_an_object_and_may_miss_a_cell() -> None:
    class Rij:
        naam = "B"

    assert "B" in make_html(SJABLOON, k=KOLOMMEN, r=[Rij()])


def test_state_in_a_cell_may_be_a_code_alone_and_unknown_codes_are_refused() -> None:
    kolommen = [Kolom("naam", "Naam"), Kolom("stand", "Toestand", "toestand")]
    assert "in orde" in make_html(SJABLOON, k=kolommen, r=[{"naam": "A", "stand": "goed"}])
    with pytest.raises(ValueError, match="'groen' bestaat niet"):
        make_html(SJABLOON, k=kolommen, r=[{"naam": "A", "stand": "groen"}])


def test_a_cell_is_written_as_in_a_template() -> None:
    kolommen = [Kolom("naam", "Naam <1>"), Kolom("stand", "Toestand", "toestand")]
    veilig = mark_safe("<b>x</b>")
    rijen = [
        {"naam": lambda: "<i>", "url": '/a?b="c"', "stand": ("goed", veilig)},
        {"naam": veilig, "stand": ("goed", "<b>x</b>")},
    ]
    html = make_html(SJABLOON, k=kolommen, r=rijen)
    assert 'data-label="Naam &lt;1&gt;"' in html and '<a href="/a?b=&quot;c&quot;">&lt;i&gt;</a>' in html
    # The first names a state with safe HTML; the same letters from a person are no HTML.
    assert html.count("<b>x</b>") == 2 and html.count("&lt;b&gt;x&lt;/b&gt;") == 1


def test_empty_table_says_so() -> None:
    assert "Er is niets" in make_html(SJABLOON, k=KOLOMMEN, r=[])


def test_sort_link_turns_round_and_keeps_the_filters_but_not_the_place() -> None:
    html = make_html(
        SJABLOON, "/lijst?soort=x&sorteer=naam&vanaf=abc&geldigOp=2024-01-01", k=KOLOMMEN, r=[RIJ]
    )
    gelezen = read_html(html)
    assert gelezen.list("th")[0]["aria-sort"] == "ascending"
    assert gelezen.list("a")[0]["href"] == "?soort=x&sorteer=-naam&geldigOp=2024-01-01"


def test_descending_heading_is_marked_as_such() -> None:
    gelezen = read_html(make_html(SJABLOON, "/lijst?sorteer=-naam", k=KOLOMMEN, r=[RIJ]))
    assert gelezen.list("th")[0]["aria-sort"] == "descending"
    assert gelezen.list("a")[0]["href"] == "?sorteer=naam"


def test_pager_is_honest_about_the_count_and_keeps_the_filters() -> None:
    gelezen = read_html(
        make_html(
            '{% bladeren 5000 "locaties" "locatie" volgende="b2" vorige="a1" %}', "/lijst?soort=x&vanaf=nu"
        )
    )
    assert "1000+ locaties" in gelezen.tekst
    assert [a["href"] for a in gelezen.list("a")] == ["?soort=x", "?soort=x&vanaf=a1", "?soort=x&vanaf=b2"]


def test_last_page_has_no_next() -> None:
    assert "Volgende" not in make_html('{% bladeren 3 "locaties" "locatie" %}')


@pytest.mark.parametrize(
    ("aantal", "zin"), [(0, "0 zaken"), (1, "1 zaak"), (2, "2 zaken"), (99, "99 zaken"), (100, "100+ zaken")]
)
def test_one_of_a_thing_is_not_called_many(aantal: int, zin: str) -> None:
    assert f">{zin}<" in make_html(f'{{% bladeren {aantal} "zaken" "zaak" grens=100 %}}')
    if aantal < 100:
        assert make_html(f'{{{{ {aantal}|telling:"zaak,zaken" }}}}') == zin


VELDEN = [
    Filterveld("soort", "Soort", (("a", "Aap"), ("n", "Noot"))),
    Filterveld("q", "Zoek", soort="tekst"),
    Filterveld("dag", "Dag", soort="datum"),
]


def test_filter_bar_shows_what_is_active_and_the_way_out() -> None:
    gelezen = read_html(
        make_html("{% filterbalk v %}", "/lijst?soort=n&q=verf&geldigOp=2024-01-01", v=VELDEN)
    )
    assert "Soort: Noot" in gelezen.tekst
    assert [a["href"] for a in gelezen.list("a")] == [
        "?q=verf&geldigOp=2024-01-01",
        "?soort=n&geldigOp=2024-01-01",
        "?geldigOp=2024-01-01",
    ]


def test_filter_form_carries_the_peilmoment_along_but_not_the_place() -> None:
    gelezen = read_html(
        make_html("{% filterbalk v %}", "/lijst?soort=n&vanaf=x&geldigOp=2024-01-01", v=VELDEN)
    )
    verborgen = [i for i in gelezen.list("input") if i["type"] == "hidden"]
    assert verborgen == [{"type": "hidden", "name": "geldigOp", "value": "2024-01-01"}]


def test_the_order_without_a_choice_is_named_as_what_it_is() -> None:
    veld = make_volgordeveld({"dag": "Vroeg bovenaan", "-dag": "Laat bovenaan"})
    tekst = read_html(make_html("{% filterbalk v %}", "/lijst", v=[veld, *VELDEN])).tekst
    assert "Vroeg bovenaan" in tekst and "Alle" in tekst
    assert "Volgorde: Laat bovenaan" in make_html("{% filterbalk v %}", "/lijst?sorteer=-dag", v=[veld])


def test_a_list_goes_along_with_its_filters_and_order_but_not_its_place() -> None:
    sjabloon = '{% meenemen "zaken:download" "dingen" %}'
    gelezen = read_html(make_html(sjabloon, "/lijst?soort=x&vanaf=abc&sorteer=-naam"))
    assert [a["href"] for a in gelezen.list("a")] == [
        f"/zaken/download.{vorm}?soort=x&sorteer=-naam" for vorm in lijstuitvoer.VORMEN
    ]
    assert "hoogstens 10.000 dingen" in gelezen.tekst
    assert read_html(make_html(sjabloon, "/lijst?vanaf=abc")).list("a")[0]["href"] == "/zaken/download.csv"


def test_what_is_offered_is_what_is_written() -> None:
    assert tuple(_lijsten.MEENEEMVORMEN) == lijstuitvoer.VORMEN
    assert _lijsten.MEENEEMGRENS == lijstuitvoer.MEESTE


def test_every_filter_has_a_label() -> None:
    gelezen = read_html(make_html("{% filterbalk v %}", v=VELDEN))
    assert {label["for"] for label in gelezen.list("label")} == {"filter-soort", "filter-q", "filter-dag"}


def test_hostile_cells_and_filters_stay_text() -> None:
    kolommen = [Kolom("naam", VIJANDIG, sorteerbaar=True), Kolom("x", VIJANDIG)]
    check_onschadelijk(
        make_html(
            "{% tabel k r bijschrift=b %}", k=kolommen, r=[{"naam": VIJANDIG, "x": VIJANDIG}], b=VIJANDIG
        )
    )
    check_onschadelijk(make_html("{% filterbalk v %}", "/lijst?q=%22%3E%3Cscript%3E", v=VELDEN), '"><script>')


def test_numbers_under_each_other_have_the_same_decimals() -> None:
    kolommen = [Kolom("naam", "Naam"), Kolom("score", "Score", "getal", decimalen=1)]
    rijen = [{"naam": "A", "score": 100}, {"naam": "B", "score": 99.24}]
    tekst = read_html(make_html("{% tabel k r %}", k=kolommen, r=rijen)).tekst
    assert "100,0" in tekst and "99,2" in tekst


def test_days_and_moments_in_a_table_do_not_break() -> None:
    kolommen = [Kolom("naam", "Naam"), Kolom("op", "Op", "tijdstip")]
    gelezen = read_html(make_html("{% tabel k r %}", k=kolommen, r=[{"naam": "A", "op": date(2025, 4, 1)}]))
    assert gelezen.list("td")[0]["class"] == "vth-nowrap"


@pytest.mark.parametrize("nummer", ["Z-2026-0012", "HZ-1", "2024-000123", "OD-VEENRAND-7", "2026-11-27"])
def test_a_number_stays_on_one_line_and_is_copied_as_it_is(nummer: str) -> None:
    for html in (
        make_html("{% tabel k r %}", k=[Kolom("naam", "Zaak")], r=[{"naam": nummer, "url": "/a-1"}]),
        make_html("{% werklijst t %}", t=[Taak(f"{nummer} Loods in A-stad", "/a-1", "")]),
    ):
        assert f'<span class="vth-heel">{nummer}</span>' in html and html.count("vth-heel") == 1


@pytest.mark.parametrize(
    "tekst", ["A-stad", "Zuid-Holland 12", "x-1-y", "-", "1 - 2", "A" * 30 + "-1", VIJANDIG]
)
def test_what_is_no_number_may_break_and_stays_text(tekst: str) -> None:
    html = make_html("{% tabel k r %}", k=[Kolom("naam", "Zaak")], r=[{"naam": tekst}])
    assert "vth-heel" not in html
    check_onschadelijk(html, tekst)


def test_text_to_look_for_stands_outside_what_folds_on_a_phone() -> None:
    html = make_html("{% filterbalk v %}", v=VELDEN)
    assert html.index('id="filter-q"') < html.index("<details") < html.index('id="filter-soort"')
    assert "<details" not in make_html("{% filterbalk v %}", v=VELDEN[1:2])
