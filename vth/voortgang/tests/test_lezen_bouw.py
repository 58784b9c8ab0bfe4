"""How a report is built up: tables as HTML, turned or of two rows of head, headings of every sort; and what is refused because it is built up like nothing."""

import pytest

from vth.voortgang.lezen.htmlbron import read_html
from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.uitkomst import GeenRapport, Gelezen

TITEL = "# Voortgangsrapportage Proef juni 2025\n\n"


def list_soort(gelezen: Gelezen, soort: str) -> list[str]:
    return [v.sleutel for v in gelezen.voorstellen if v.soort == soort]


def find_stand(tekst: str) -> list[tuple[str, str]]:
    """The milestones of a report: what each hangs under and how it stands."""
    voorstellen = read_rapport(TITEL + tekst, vorm="md").voorstellen
    return [(v.ouder, str(v.velden["stand"])) for v in voorstellen if v.soort == "mijlpaal"]


def test_cells_over_more_rows_and_columns_stay_under_their_heads():
    rijen = read_html(
        "<table><tr><th rowspan=2>A<th colspan=2>B</tr><tr><td>c<td>d</tr><tr><td>1<td colspan=99999>2</table>"
    )
    assert [len(rij.cellen) for rij in rijen] == [3, 3, 51]
    assert rijen[1].cellen == ((), ("c",), ("d",))


def test_a_span_that_is_no_number_is_one():
    (rij,) = read_html("<table><tr><td colspan=veel rowspan=-3>x<td>y</table>")
    assert rij.cellen == (("x",), ("y",))


def test_what_stands_between_the_tags_is_markdown_on_its_own_line():
    blokken = read_html("# Kop\n\n- een\n\n<table><tr><td>x</td></tr></table>\n\ntekst\n")
    assert [(b.soort, b.regel) for b in blokken] == [("kop", 1), ("punt", 3), ("rij", 5), ("alinea", 7)]


def test_an_ordered_list_keeps_its_letters():
    blokken = read_html("<h1>x</h1><ol type=a><li>een<li>twee</ol><ol><li>drie</ol>")
    assert [b.tekst for b in blokken] == ["x", "a) een", "b) twee", "1. drie"]


GEEN = {
    "html zonder onderwerp": "<h1>Voortgang</h1><table><tr><td>Naam<td>Telefoon</tr><tr><td>Jan<td>1</table>",
    "geen voortgang": "# Handboek\n\n## Beheer\n\nHet beheer is in mei 2025 gestart.\n\n## Gebruik\n\nOplevering volgt in 2026.\n",
    "alleen algemeen": TITEL + "## Inleiding\n\nDit volgt in 2026.\n\n## Samenvatting\n\nGereed in 2027.\n",
    "geld": TITEL + "| Post | Begroot | Besteed |\n|---|---|---|\n| Inhuur | 100 | 50 |\n| Reis | 10 | 5 |\n",
    "tabel zonder kop": TITEL + "| aap | noot |\n| mies | wim |\n",
    "roman in brieven": "Geachte heer,\n\nWandeling\n\nHet regende in maart 2025 en wij liepen door tot de avond viel over de stad.\n\nDe trein\n\nWij wachtten lang op het perron en gingen toen weer naar huis om te slapen.\n",
}  # fmt: skip


@pytest.mark.parametrize("naam", GEEN)
def test_what_is_built_up_like_no_report_is_refused(naam: str):
    with pytest.raises(GeenRapport, match="geen voortgangsrapportage"):
        read_rapport(GEEN[naam], vorm="md")


BOUW = {
    "koppen zonder woord": "## Wonen\n\n### Renovatie\n\nDe bouw volgt in Q1 2026.\n\n### Nieuwbouw\n\nGestart in mei 2025.\n",
    "tabellen met een naam": "Tabel 1. Wonen\n\n| Actie | Stand van zaken | Planning |\n|---|---|---|\n| Renovatie | Loopt. | Q1 2026 |\n\nTabel 2. Weg\n\n| Actie | Stand van zaken | Planning |\n|---|---|---|\n| Brug | Loopt. | Q2 2026 |\n",
    "gekanteld": "## Wonen\n\n| | Renovatie | Nieuwbouw |\n|---|---|---|\n| Voortgang | Loopt. | Loopt. |\n| Planning | Q1 2026 | Q2 2026 |\n",
    "namen voor de zin": "## Wonen\n\nRenovatie. De bouw is in mei 2025 gestart en volgt het plan.\n\nNieuwbouw. De oplevering volgt in Q2 2026, zoals het nu staat.\n\n## Weg\n\nBrug. Deze is op 1 juni 2025 geopend.\n",
}  # fmt: skip


@pytest.mark.parametrize("naam", BOUW)
def test_parts_that_no_word_tells_are_seen_by_what_stands_under_them(naam: str):
    gelezen = read_rapport(TITEL + BOUW[naam], vorm="md")
    assert list_soort(gelezen, "pijler")[0] == "p-wonen"
    assert list_soort(gelezen, "onderwerp")[0] == "p-wonen.o-renovatie"
    assert len(list_soort(gelezen, "mijlpaal")) >= 2


def test_a_number_twice_is_said_in_a_html_table_too():
    tabel = "<table><tr><th>Onderwerp<th>Voortgang<th>Planning</tr><tr><td>(1) Een<td>Loopt.<td>Q1 2026</tr><tr><td>(1) Twee<td>Loopt.<td>Q2 2026</tr></table>"
    gelezen = read_rapport(TITEL + "## Pijler 1: A\n\n" + tabel, vorm="md")
    assert list_soort(gelezen, "onderwerp") == ["p1.o1", "p1.o1~2"]
    assert any("twee keer" in m.tekst for m in gelezen.meldingen)


def test_a_list_of_milestones_elsewhere_goes_to_its_onderwerp_and_one_of_nothing_to_the_report():
    tekst = "## Pijler 1: A\n\n### 1.1 Een\n\nLoopt.\n\n## Mijlpalen\n\n| Nr | Mijlpaal | Was | Wordt |\n|---|---|---|---|\n| {} | Klaar | Q1 2026 | Q3 2026 |\n"
    assert find_stand(tekst.format("1.1")) == [("p1.o1", "bijgesteld")]
    assert all(ouder == "r" for ouder, _ in find_stand(tekst.format("9.9")))


def test_what_a_body_asked_is_a_request_and_no_decision_and_who_is_asked_decided_nothing():
    def list_aard(zin: str) -> list[object]:
        gelezen = read_rapport(f"{TITEL}## Pijler 1: A\n\n### 1.1 Een\n\n{zin}\n", vorm="md")
        return [v.velden["aard"] for v in gelezen.voorstellen if v.soort == "besluit"]

    assert list_aard("De stuurgroep van 3 maart 2025 heeft gevraagd om een plan.") == ["verzocht"]
    assert list_aard("Aan de stuurgroep is op 3 maart 2025 verzocht om een plan.") == []


def test_letters_within_a_sentence_are_acties_only_when_they_count_on():
    kop = f"{TITEL}## Pijler 1: A\n\n### 1.1 Een\n\n"
    telt = read_rapport(
        kop + "Er zijn twee acties: a) werven en b) leren. Het leren (b) start in Q1 2026.\n", vorm="md"
    )
    assert list_soort(telt, "actie") == ["p1.o1.a", "p1.o1.b"]
    assert [v.ouder for v in telt.voorstellen if v.soort == "mijlpaal"] == ["p1.o1.b"]
    los = read_rapport(kop + "Zie bijlage c) en paragraaf a) van het plan.\n", vorm="md")
    assert list_soort(los, "actie") == []


ERG = {
    "geneste tags": "<h1>Voortgang</h1>" + "<b>" * 10_000 + "x" + "</b>" * 10_000,
    "geneste tabellen": "<table><tr><td>" * 10_000 + "x",
    "brede cellen": "<table><tr>" + "<td colspan=50 rowspan=50>x" * 5_000 + "</table>",
    "open tags": "<h1>x</h1>" + "<a " * 100_000,
    "open tags tussen losse haken": "<h1>x</h1>" + "<a " * 100_000 + ">" * 100_000,
    "een tag met veel": "<h1>x</h1><a" + " x" * 200_000 + ">",
    "open aanhalingstekens": "<h1>x</h1>" + "<a x='" * 50_000,
    "open einden": "<h1>x</h1>" + "</a " * 100_000,
    "letters": TITEL + "## Pijler 1: A\n\n### 1.1 Een\n\n" + "a) " * 100_000,
    "samenhang": TITEL + "## Pijler 1: A\n\n### 1.1 Een\n\n" + "hangt samen met 1.1 " * 20_000,
    "lange regel": "voortgang " * 100_000,
    "een woord": "a" * 1_000_000,
}  # fmt: skip


@pytest.mark.traag
@pytest.mark.parametrize("naam", ERG)
def test_what_is_nested_or_long_is_read_to_its_end_or_refused(naam: str):
    """What takes the square of its length never ends here."""
    try:
        gelezen = read_rapport(ERG[naam], vorm="md")
    except GeenRapport as fout:
        assert str(fout).endswith(".")
        return
    assert all(v.vindplaats.regel > 0 for v in gelezen.voorstellen)
