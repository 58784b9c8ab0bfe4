"""One report, four forms: each says the same, none takes a text for markup."""

import io
import re

import pypdfium2 as pdfium
import pytest
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from docx import Document as Word

from vth.vormgeving.grafieken import make_staafgrafiek
from vth.vormgeving.onderdelen import Kolom

from ...templatetags.rapport import _show_cel, write_tabel
from ..blokken import Alinea, Beeld, Kop, Lijst, Rapport, Tabel
from ..maken import make_bestand, send_bestand

LASTIG = 'Een *ster*, een #let x = [boos], een <b>tag</b>, een | streep en "quotes" & € 3 {{ x }}'
GRAFIEK = make_staafgrafiek("Bezoeken per dienst", [("Lindeland", 12.0), ("Veenrand", 7.0)])


def make_rapport() -> Rapport:
    """A report with everything in it."""
    return Rapport(
        titel="Landelijk beeld",
        organisatie="Stelselbeheer",
        kenmerken=(("Peildatum", "1 juli 2026"), ("Ronde", LASTIG)),
        blokken=(
            Kop("Het beeld"),
            Alinea(LASTIG),
            Alinea("Risico: te weinig mensen.", "kader"),
            Alinea("Volgens opgave.", "zacht"),
            Lijst(("eerst dit", LASTIG)),
            Lijst(("een", "twee"), genummerd=True),
            Kop("Cijfers", 3),
            Tabel(
                ("Onderwerp", "Stand"),
                (("Eerste", ("alinea een", LASTIG)), ("Tweede", "")),
                "Standen",
                (1, 3),
            ),
            Tabel(("Leeg",), (), "Niets"),
            Beeld(GRAFIEK),
        ),
        voet="Gemaakt uit het register",
    )


def _norm(tekst: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe\x02-]+", "", tekst)


def test_pdf_says_it_all_and_is_tagged() -> None:
    pdf = pdfium.PdfDocument(make_bestand(make_rapport(), "pdf"))
    tekst = _norm(" ".join(blad.get_textpage().get_text_range() for blad in pdf))
    for woord in ("Landelijk beeld", LASTIG, "te weinig mensen", "alinea een", "Veenrand", "Geen."):
        assert _norm(woord) in tekst, woord
    assert pdf.is_tagged() and pdf.get_metadata_value("Title") == "Landelijk beeld"


def test_word_has_headings_tables_and_the_picture() -> None:
    word = Word(io.BytesIO(make_bestand(make_rapport(), "docx")))
    alineas = [(a.style.name, a.text) for a in word.paragraphs]
    assert ("Heading 1", "Landelijk beeld") in alineas and ("Heading 3", "Cijfers") in alineas
    assert LASTIG in [tekst for _, tekst in alineas]
    cellen = [[c.text for c in rij.cells] for rij in word.tables[0].rows]
    assert cellen == [["Onderwerp", "Stand"], ["Eerste", f"alinea een\n{LASTIG}"], ["Tweede", ""]]
    assert len(word.inline_shapes) == 1
    assert word.tables[2].rows[1].cells[0].text == "Lindeland"


def test_markdown_keeps_rows_and_text_apart() -> None:
    tekst = make_bestand(make_rapport(), "md").decode()
    assert tekst.startswith("# Landelijk beeld\n")
    rij = next(r for r in tekst.splitlines() if r.startswith("| Eerste"))
    assert len(re.findall(r"(?<!\\)\|", rij)) == 3 and "<br>" in rij and "\\<b>" in rij
    assert "> Risico: te weinig mensen." in tekst and "1. een" in tekst and "| Veenrand | 7" in tekst


def test_page_shows_it_and_escapes() -> None:
    html = Template("{% load rapport %}{% rapport r %}").render(Context({"r": make_rapport()}))
    assert "<h2>Het beeld</h2>" in html and "<h3>Cijfers</h3>" in html and "<svg" in html
    assert "<b>tag" not in html and "&lt;b&gt;tag" in html and "<p>alinea een</p>" in html


def test_a_form_that_is_not_there() -> None:
    with pytest.raises(Http404, match="pdf, docx, md"):
        send_bestand(make_rapport(), "exe", "x")
    antwoord = send_bestand(make_rapport(), "md", "beeld")
    assert antwoord["Content-Disposition"] == 'attachment; filename="beeld.md"'


def test_what_fails_says_so_and_may_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.zaken.rapport.maken.SECONDEN", 0)
    monkeypatch.setattr("vth.zaken.documenten.apart.UITLOOP_SECONDEN", 0.001)
    antwoord = send_bestand(make_rapport(), "pdf", "beeld")
    assert antwoord.status_code == 503 and "Probeer het opnieuw" in antwoord.content.decode()


@pytest.mark.parametrize(
    "maak",
    [
        lambda: Kop("te hoog", 1),
        lambda: Kop("te laag", 7),
        lambda: Tabel(("a", "b"), (("alleen a",),)),
        lambda: Tabel(("a", "b"), (), breedtes=(1,)),
    ],
)
def test_what_does_not_fit_is_refused(maak: object) -> None:
    with pytest.raises(ValueError):
        maak()  # type: ignore[operator]


def test_a_table_of_a_report_is_written_as_the_component_of_the_site_writes_it() -> None:
    """It is written apart because it can have thousands of cells; it must look the same and escape the same."""
    tabel = Tabel(
        ("Onderwerp", LASTIG), (("Eerste", ("alinea een", LASTIG)), (LASTIG, ""), ("x", ("een",))), LASTIG
    )
    kolommen = [Kolom(str(i), kop) for i, kop in enumerate(tabel.kop)]
    cellen = [{str(i): mark_safe(_show_cel(cel)) for i, cel in enumerate(rij)} for rij in tabel.rijen]
    sjabloon = Template("{% load vormgeving %}{% tabel kolommen rijen bijschrift=bijschrift %}")
    inhoud = {
        "kolommen": kolommen,
        "rijen": cellen,
        "bijschrift": tabel.bijschrift,
        "request": RequestFactory().get("/"),
    }
    hier, daar = (
        re.sub(r">\s+<", "><", t.strip()) for t in (write_tabel(tabel), sjabloon.render(Context(inhoud)))
    )
    assert hier == daar
    assert "<b>tag" not in hier and "&lt;b&gt;" in hier
