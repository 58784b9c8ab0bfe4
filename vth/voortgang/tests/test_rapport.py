"""The report of a round: its own structure in every form, and the same again however much changed since."""

import io
import json
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from docx import Document

from vth.voortgang.models import Programma, Rapportageronde
from vth.voortgang.rapportage import list_gegevens, make_rapport, make_samenvatting, read_stof
from vth.voortgang.services import record_versie
from vth.voortgang.status import STERK, Drempels
from vth.zaken.rapport.maken import make_bestand, render_markdown

from .builders import BUREAU, BUREAULID, LEZER, NOORD, REDEN, add_onderwerp, get_deel, make_ronde, plan
from .test_web import fill, sign_in

pytestmark = pytest.mark.django_db
KOPPEN = (
    "Voortgang algemeen",
    "Voortgang in samenhang",
    "Try-outs",
    "Thematische onderzoeken",
    "Producten",
    "Legenda",
    "Voortgang per pijler",
    "Besluiten",
    "Samenhang",
)


def test_the_report_has_its_own_structure_in_order(programma: Programma):
    tekst = render_markdown(make_rapport(read_stof(LEZER, fill(programma)))).replace("\\", "")
    plekken = [tekst.index(f"## {kop}\n") for kop in KOPPEN]
    assert plekken == sorted(plekken)
    assert "### 1 Robuuste omgevingsdiensten en financiering" in tekst
    for zin in (
        "Stand: Volgens planning pijlerplan",
        "Handreiking klaar: Q4 van 2023",
        "Risico: Te weinig mensen Maatregel: Werven",
        "Het gaat volgens plan.",
        "(A) Kader maken [Niet in bron]",
    ):
        assert zin in tekst, zin


def test_a_locked_round_gives_the_same_report_whatever_changed_since(
    programma: Programma, zet_klok: Any, monkeypatch: pytest.MonkeyPatch
):
    ronde = fill(programma)
    voor = render_markdown(make_rapport(read_stof(LEZER, ronde)))
    zet_klok(2024, 2, 1, 9)
    plan(get_deel("p2.o1#mijlpaal1"), "Q1 van 2025", bekend_op=date(2023, 6, 1))
    add_onderwerp("9", "p3")
    record_versie(
        viewer=BUREAULID,
        onderdeel_id=get_deel("p1.o1").pk,
        titel="Heel anders",
        inhoud={"nummer": "1"},
        reden=REDEN,
        bekend_op=date(2023, 6, 2),
    )
    monkeypatch.setattr("vth.voortgang.selectors.read_drempels", lambda _: Drempels(1, STERK))
    ronde = Rapportageronde.objects.select_related("programma").get(pk=ronde.pk)
    assert render_markdown(make_rapport(read_stof(LEZER, ronde))) == voor


def test_page_pdf_word_and_markdown_say_the_same_and_the_pdf_is_tagged(programma: Programma):
    ronde = fill(programma)
    client = sign_in(NOORD, "lezer")
    pagina = client.get(reverse("voortgang:rapport", args=[ronde.pk]))
    assert pagina.status_code == 200 and "Te weinig mensen" in pagina.content.decode()
    rapport = make_rapport(read_stof(LEZER, ronde))
    pdf = make_bestand(rapport, "pdf")
    assert b"/StructTreeRoot" in pdf
    tekst = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf))
    assert "Te weinig mensen" in tekst and "Handreiking klaar" in tekst
    word = Document(io.BytesIO(make_bestand(rapport, "docx")))
    assert {"Legenda", "Voortgang per pijler"} <= {p.text for p in word.paragraphs}
    for naam in ("rapportbestand", "samenvattingbestand"):
        assert client.get(reverse(f"voortgang:{naam}", args=[ronde.pk, "exe"])).status_code == 404
        assert (
            client.get(reverse(f"voortgang:{naam}", args=[ronde.pk, "md"])).content.decode().startswith("# ")
        )


def test_the_summary_is_one_page(programma: Programma):
    ronde = fill(programma)
    december = make_ronde("December 2023", date(2023, 12, 31))
    assert "Juni 2023" in render_markdown(make_samenvatting(read_stof(BUREAULID, december)))
    tekst = render_markdown(make_samenvatting(read_stof(BUREAULID, december)))
    assert "ging van Q4 van 2023 naar Q2 van 2024" in tekst and "Kader vaststellen" in tekst
    assert len(pypdfium2.PdfDocument(make_bestand(make_samenvatting(read_stof(LEZER, ronde)), "pdf"))) == 1
    assert len(pypdfium2.PdfDocument(make_bestand(make_samenvatting(read_stof(LEZER, december)), "pdf"))) == 1


def test_a_round_is_open_data_of_which_no_cell_runs(programma: Programma):
    ronde = fill(programma)
    record_versie(
        viewer=BUREAULID,
        onderdeel_id=get_deel("p1.o1").pk,
        titel="=1+1",
        inhoud={"nummer": "1"},
        reden=REDEN,
        bekend_op=date(2024, 1, 15),
    )
    december = make_ronde("Nu", date(2024, 1, 15))
    client = sign_in(BUREAU, "programmabureau")
    rijen = json.loads(client.get(reverse("voortgang:gegevens", args=[december.pk, "json"])).content)
    assert rijen == list_gegevens(read_stof(BUREAULID, december))
    assert {"p1.o1", "p2.o1#mijlpaal1"} <= {r["sleutel"] for r in rijen}
    csv = client.get(reverse("voortgang:gegevens", args=[december.pk, "csv"])).content.decode("utf-8-sig")
    assert ";'=1+1;" in csv and csv.startswith("soort;sleutel")
    assert client.get(reverse("voortgang:gegevens", args=[ronde.pk, "xls"])).status_code == 404
