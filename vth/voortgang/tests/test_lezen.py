"""The reader itself: what is refused and why, what is odd and said, what is left to a person, and that nothing makes it slow."""

import io
import random
import zipfile

import pytest
from docx import Document

from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.tegenspraak import find_tegenspraken
from vth.voortgang.lezen.uitkomst import SOORTEN, STANDEN, GeenRapport, Gelezen, Voorstel

from .lezenmeten import TEKSTEN, make_word, read_bron

KOP = "# Voortgangsrapportage programma Proef, juni 2025\n\n## Pijler 1: Een\n\n### 1.1 Begin\n\n"


def read(tekst: str) -> Gelezen:
    return read_rapport(KOP + tekst, vorm="md")


def of(gelezen: Gelezen, soort: str) -> list[Voorstel]:
    return [v for v in gelezen.voorstellen if v.soort == soort]


GEEN = {
    "leeg": (b"", "leeg"),
    "alleen wit": ("  \n\n ", "leeg"),
    "zip": (b"PK\x03\x04rest", "vorm docx"),
    "pdf": (b"%PDF-1.7 rest", "ander soort"),
    "nullen": (b"tekst\0\0\0", "geen tekst"),
    "nullen na veel tekst": (b"a" * 5000 + b"\0", "geen tekst"),
    "webpagina": ("<!DOCTYPE html><html><body>Pijler 1</body></html>", "webpagina"),
    "roman": (
        "# De reis\n\n## Hoofdstuk 1\n\nHet regende in 1924. Zij wachtte op de trein.\n" * 50,
        "geen voortgangsrapportage",
    ),
    "csv": ("id;naam;datum\n1;jan;2024-01-01\n2;piet;2024-01-02\n", "geen voortgangsrapportage"),
    "tab-csv": ("id\tnaam\tdatum\n1\tjan\t2024-01-01\n2\tpiet\t2024-01-02\n", "geen voortgangsrapportage"),
    "recept": ("# Appeltaart\n\n1. Schil de appels.\n2. Bak in 2 uur.\n", "geen voortgangsrapportage"),
    "alleen een kop": ("# Voortgangsrapportage\n\n## Pijler 1: Leeg\n", "geen voortgangsrapportage"),
    "te groot": ("Q1 van 2024 " * 500_000, "MB"),
    "te veel regels": ("a\tb\tc\n" * 100_000, "regels"),
}


@pytest.mark.parametrize("naam", GEEN)
def test_what_is_no_report_is_refused_with_what_was_seen(naam: str):
    bron, woord = GEEN[naam]
    with pytest.raises(GeenRapport, match=woord):
        read_rapport(bron, vorm="md")


@pytest.mark.parametrize("bron", [b"geen zip", b"PK\x03\x04kapot", b"\xff\xfe"])
def test_a_broken_word_file_is_refused(bron: bytes):
    with pytest.raises(GeenRapport, match="Word-bestand"):
        read_rapport(bron, vorm="docx")


def test_a_package_that_is_no_document_or_would_fill_the_memory_is_refused():
    for naam, inhoud in (
        ("ander.xml", b"x"),
        ("word/document.xml", b"<x/>"),
        ("word/document.xml", b" " * 40_000_000),
    ):
        pak = io.BytesIO()
        with zipfile.ZipFile(pak, "w", zipfile.ZIP_DEFLATED) as zip_:
            zip_.writestr(naam, inhoud)
        with pytest.raises(GeenRapport, match="Word-bestand"):
            read_rapport(pak.getvalue(), vorm="docx")


def test_a_form_that_is_not_known_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="md, docx of txt"):
        read_rapport("x", vorm="pdf")


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_report_is_read_in_the_encodings_it_comes_in(codering: str):
    gelezen = read_rapport(
        (KOP + "Planning: het café is vóór 1 mei 2026 geopend.\n").encode(codering), vorm="md"
    )
    (mijlpaal,) = of(gelezen, "mijlpaal")
    assert "café" in mijlpaal.vindplaats.zin and mijlpaal.velden["stand"] == "gepland"


def test_line_ends_of_windows_change_nothing():
    bron, _ = read_bron(TEKSTEN / "inregelen" / "koppen")
    assert read_rapport(bron.replace(b"\n", b"\r\n"), vorm="md") == read_rapport(bron, vorm="md")


@pytest.mark.parametrize("tijd", ["Q5 van 2025", "32 januari 2025", "31 februari 2026", "winter 2025"])
def test_a_time_that_cannot_be_is_kept_in_its_words_with_doubt(tijd: str):
    (mijlpaal,) = of(read(f"Planning: de kaart wordt in {tijd} opgeleverd.\n"), "mijlpaal")
    wanneer = mijlpaal.velden["wanneer"]
    assert wanneer.soort == "onbekend" and wanneer.van is None and tijd in wanneer.tekst  # type: ignore[union-attr]
    assert tijd in mijlpaal.twijfel


def test_colours_that_the_source_lost_are_not_guessed():
    gelezen = read('Voortgang: de kaart is af. <span style="color: green">■</span>\n')
    assert not any("groen" in str(v.velden) for v in gelezen.voorstellen)


def test_planning_that_gave_no_record_is_left_to_a_person():
    gelezen = read("Voortgang: omdat de oplevering van een ander afhangt, is er overleg.\n")
    assert [p.zin[:6] for p in gelezen.onbegrepen] == ["omdat "] and gelezen.onbegrepen[0].regel == 7
    assert not of(gelezen, "mijlpaal")


VERSCHOVEN = {
    "De kaart was voorzien in Q4 van 2025, maar is doorgeschoven naar Q1 van 2026.": (
        "2025-12-31",
        "2026-03-31",
        "bijgesteld",
    ),
    "Dit stond gepland voor eind 2025, maar zal plaatsvinden in 2026.": (
        "2025-12-31",
        "2026-12-31",
        "bijgesteld",
    ),
    "De oplevering is verschoven van mei 2025 naar september 2025.": (
        "2025-05-31",
        "2025-09-30",
        "bijgesteld",
    ),
    "De planning is bijgesteld naar Q3 in 2025.": (None, "2025-09-30", "bijgesteld"),
    "Oorspronkelijk was dit gepland in Q1 2025; nu is dat Q4 2025.": (
        "2025-03-31",
        "2025-12-31",
        "bijgesteld",
    ),
    "De kaart komt in Q4 2025 in plaats van Q2 2025.": ("2025-06-30", "2025-12-31", "bijgesteld"),
    "De kaart is niet gerealiseerd in 2024.": ("2024-12-31", None, "niet gehaald"),
    "De oplevering was voorzien begin 2025, maar dit is niet gehaald door ziekte.": (
        "2025-03-31",
        None,
        "niet gehaald",
    ),
    "Dit stond op Q1 in 2025, maar wordt aangepast.": ("2025-03-31", None, "opnieuw te plannen"),
    "De kaart was voorzien in Q1 van 2025.": ("2025-03-31", None, "niet in bron"),
    "De planning wordt opnieuw gemaakt.": (None, None, "opnieuw te plannen"),
    "Er is nog geen nieuwe planning.": (None, None, "opnieuw te plannen"),
    "De planning is met een halfjaar vertraagd.": (None, None, "bijgesteld"),
    "De beoogde planning is niet gehaald.": (None, None, "niet gehaald"),
    "De kaart is volgens planning opgeleverd.": (None, None, "gehaald"),
    "In Q1 van 2025 is de kaart opgeleverd.": (None, "2025-03-31", "gehaald"),
    "In Q4 van 2025 is de kaart opgeleverd.": (None, "2025-12-31", "gepland"),
    "Uiterlijk 1 april 2026 is iedereen zover.": (None, "2026-04-01", "gepland"),
    "Dit loopt doorlopend.": (None, "None", "gepland"),
}


@pytest.mark.parametrize("zin", VERSCHOVEN)
def test_a_sentence_of_planning_gives_one_milestone_with_its_old_and_new_time(zin: str):
    (m,) = of(read(f"Planning: {zin}\n"), "mijlpaal")
    was, wanneer, stand = VERSCHOVEN[zin]
    assert [getattr(m.velden[v], "tot", None) and str(m.velden[v].tot) for v in ("was", "wanneer")] == [
        was,
        None if wanneer == "None" else wanneer,
    ]  # type: ignore[union-attr]
    assert m.velden["stand"] == stand and m.velden["stand"] in STANDEN


GEEN_MIJLPAAL = (
    "De Agenda 2024-2028 is bekend.",
    "De projectleider die in november 2025 is begonnen, werkt hard.",
    "Het gaat om 28 diensten (aantal diensten per 1/1/2026).",
    "De kosten zijn 2026 euro.",
    "Het werk loopt goed.",
    "Nog niet afgerond.",
)


@pytest.mark.parametrize("zin", GEEN_MIJLPAAL)
def test_a_time_beside_the_plan_is_no_milestone(zin: str):
    assert not of(read(f"Voortgang: {zin}\n"), "mijlpaal")


def test_a_number_twice_or_missing_a_shifted_row_and_a_half_table_are_said():
    rijen = [
        "Pijler\tOnderwerpen\tVoortgang\tPlanning",
        "\t\t\tIn Q1 2026 klaar.",
        "1 Een\t(1) A\tx\ty",
        "\t(1) B\tx\ty",
        "(4) C\tx\ty\t",
        "\t(5) D\tx\ty\tz",
    ]
    gelezen = read_rapport("# Voortgangsrapportage juni 2025\n\n" + "\n".join(rijen), vorm="md")
    tekst = " ".join(m.tekst for m in gelezen.meldingen)
    for woord in (
        "tabel lijkt half",
        "twee keer",
        "Onderwerp 3 ontbreekt",
        "kolom verschoven",
        "meer cellen dan de kop",
    ):
        assert woord in tekst, woord
    assert [v.sleutel for v in of(gelezen, "onderwerp")] == ["p1.o1", "p1.o1~2", "p1.o4", "p1.o5"]


def test_a_table_without_head_is_read_and_that_is_said():
    gelezen = read_rapport(
        "Voortgang proef juni 2025\n\n1 Een\t(1) A\tGoed bezig.\tIn Q1 2026 klaar.\n", vorm="md"
    )
    assert [v.ouder for v in of(gelezen, "mijlpaal")] == ["o1"] or [
        v.ouder for v in of(gelezen, "mijlpaal")
    ] == ["p1.o1"]
    assert "geen kop" in gelezen.meldingen[0].tekst


@pytest.mark.parametrize(
    "zin",
    [
        "De stuurgroep wordt op 3 mei 2026 gevraagd dit vast te stellen.",
        "Besluitvorming in de stuurgroep is gepland op 3 mei 2026.",
    ],
)
def test_a_decision_still_to_come_is_a_milestone_and_no_decision(zin: str):
    gelezen = read(f"Planning: {zin}\n")
    assert not of(gelezen, "besluit")
    assert [v.velden["forum"] for v in of(gelezen, "mijlpaal")] == ["stuurgroep"]


def test_consequence_and_measure_of_a_risk_are_read_where_they_are_named():
    (risico,) = of(read("Risico: te weinig mensen. Gevolg: later klaar. Maatregel: werven.\n"), "risico")
    assert (risico.velden["gevolg"], risico.velden["maatregel"]) == ("later klaar.", "werven.")


def test_fields_and_kinds_are_those_that_were_agreed():
    for naam in ("tabellen", "pijpen", "koppen", "word"):
        bron, vorm = read_bron(TEKSTEN / "inregelen" / naam)
        for v in read_rapport(bron, vorm=vorm).voorstellen:
            assert set(v.velden) <= set(SOORTEN[v.soort]) and v.vindplaats.regel > 0 and v.vindplaats.zin


def test_half_a_report_is_read_as_far_as_it_goes():
    bron, _ = read_bron(TEKSTEN / "inregelen" / "tabellen")
    for deel in range(10, 100, 15):
        stuk = bron[: len(bron) * deel // 100].decode(errors="ignore")
        try:
            gelezen = read_rapport(stuk, vorm="md")
        except GeenRapport:
            assert deel < 60
        else:
            assert len({v.sleutel for v in gelezen.voorstellen}) == len(gelezen.voorstellen)


def test_a_source_that_stops_in_the_middle_of_a_sentence_is_said_to():
    heel = "Planning: de kaart wordt na lang overleg met alle betrokken gemeenten in Q1 van 2026 opgeleverd."
    assert any("midden in een zin" in m.tekst for m in read(heel[:-8]).meldingen)
    assert not any("midden in een zin" in m.tekst for m in read(heel).meldingen)


def test_shaken_text_never_fails_in_another_way_than_refusing():
    stukken = [pad.read_text() for pad in sorted(TEKSTEN.glob("*/*.md"))]
    toeval = random.Random(10)
    for _ in range(60):
        regels = "\n".join(toeval.sample(stukken, 2)).split("\n")
        toeval.shuffle(regels)
        tekst = "".join(t for t in "\n".join(regels[:60]) if toeval.random() > 0.01)
        try:
            gelezen = read_rapport(tekst, vorm="md")
        except GeenRapport:
            continue
        sleutels = {v.sleutel for v in gelezen.voorstellen}
        assert len(sleutels) == len(gelezen.voorstellen) and all(
            v.ouder in sleutels | {""} for v in gelezen.voorstellen
        )


ERG = {
    "haakjes": KOP + "Voortgang: " + "(A) " * 200_000,
    "tijden": KOP + "Planning: " + "Q1 en Q2 van 2024 " * 100_000,
    "geen einde": KOP + "Voortgang: " + "woord " * 400_000,
    "tags": KOP + "Voortgang: " + "<div><p>" * 200_000,
    "kleiner dan": KOP + "Voortgang: " + "<" * 400_000,
    "pijpen": KOP + "|" * 1_000_000,
    "sterren": KOP + "*" * 1_000_000,
    "links": KOP + "[" * 200_000,
    "punten": KOP + "Voortgang: " + "a. " * 400_000,
    "besluiten": KOP + "Voortgang: " + "vastgesteld a. " * 200_000,
    "koppen": "# Voortgangsrapportage\n" + "## Pijler 1: X\n### 1.1 Y\nPlanning: Q1 2026.\n" * 6_000,
    "rijen": "# Voortgangsrapportage juni 2025\nPijler\tOnderwerp\tVoortgang\tPlanning\n" + "1 Een\t(1) A\t(A) Goed. (B) Beter.\tIn Q1 2026 klaar.\n" * 6_000,
    "onderwerpen": "# Voortgangsrapportage juni 2025\nPijler\tOnderwerp\tVoortgang\tPlanning\n" + "".join(f"1 Een\t({n}) A{n}\tx\tIn Q1 2026 klaar.\n" for n in range(6_000)),
}  # fmt: skip


@pytest.mark.traag
@pytest.mark.parametrize("naam", ERG)
def test_what_is_long_and_odd_is_read_to_its_end_or_refused(naam: str):
    """What takes the square of its length never ends here."""
    try:
        gelezen = read_rapport(ERG[naam], vorm="md")
    except GeenRapport as fout:
        assert str(fout).endswith(".")
        return
    assert all(v.vindplaats.regel > 0 for v in gelezen.voorstellen)
    assert all(t.uitleg for t in find_tegenspraken(gelezen, gelezen))


def test_a_word_table_that_goes_on_over_merged_cells_is_read():
    document = Document(io.BytesIO(make_word([["kop", 1, "Voortgangsrapportage juni 2025"]])))
    tabel = document.add_table(rows=3, cols=4)
    for plek, tekst in enumerate(["Pijler", "Onderwerp", "Voortgang", "Planning"]):
        tabel.cell(0, plek).text = tekst
    tabel.cell(1, 0).merge(tabel.cell(2, 0)).text = "1 Een"
    for rij, titel in ((1, "(1) A"), (2, "(2) B")):
        tabel.cell(rij, 1).text, tabel.cell(rij, 2).text, tabel.cell(rij, 3).text = (
            titel,
            "Goed.",
            "In Q1 2026 klaar.",
        )
    uit = io.BytesIO()
    document.save(uit)
    gelezen = read_rapport(uit.getvalue(), vorm="docx")
    assert [v.ouder for v in of(gelezen, "mijlpaal")] == ["p1.o1", "p1.o2"]
