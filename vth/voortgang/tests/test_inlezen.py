"""Reading a file from the command line: refused in plain Dutch, twice adds nothing, and the real report goes in whole."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vth.voortgang.cli import app
from vth.voortgang.models import Inlezing, Onderdeel, Onderdeelversie, Planning, Programma, Rapportageronde
from vth.voortgang.rapportage import make_rapport, read_stof
from vth.voortgang.rules import VoortgangError
from vth.voortgang.selectors import read_beeld
from vth.voortgang.voorstellen import accept_alles
from vth.zaken.rapport.maken import render_markdown

from .builders import BUREAU, BUREAULID, NOORD

pytestmark = pytest.mark.django_db
ECHT = Path(__file__).parents[4] / "shared/bronnen/voortgangsrapportage_ibp_vth_december_2023.md"
EIGEN = sorted((Path(__file__).parent / "lezen/inregelen").glob("*.md"))


def run(*woorden: str) -> str:
    uitkomst = CliRunner().invoke(app, list(woorden))
    if uitkomst.exception and not isinstance(uitkomst.exception, SystemExit):
        raise uitkomst.exception
    return uitkomst.output


@pytest.mark.parametrize(
    ("naam", "inhoud", "zegt"),
    [
        ("leeg.md", b"", "is niet ingelezen"),
        ("roman.txt", b"Het was een donkere nacht. Zij liep naar huis.", "is niet ingelezen"),
        ("beeld.docx", b"\x89PNG\r\n\x1a\n\x00\x00", "is niet ingelezen"),
        ("tabel.csv", b"a;b\n1;2\n", "geen vorm die Open VTH leest"),
    ],
)
def test_what_is_no_report_is_refused_and_leaves_nothing(
    programma: Programma, tmp_path: Path, naam: str, inhoud: bytes, zegt: str
):
    (tmp_path / naam).write_bytes(inhoud)
    with pytest.raises(VoortgangError, match=zegt):
        run("lees", str(tmp_path / naam))
    assert not Inlezing.objects.exists() and not Rapportageronde.objects.exists()


def test_a_file_or_programme_that_is_not_there_says_what_to_do(db: Any, tmp_path: Path):
    with pytest.raises(VoortgangError, match="is geen bestand"):
        run("lees", str(tmp_path / "weg.md"))
    with pytest.raises(VoortgangError, match="vth voortgang begin"):
        run("lees", str(EIGEN[0]))


def test_a_programme_is_begun_on_the_machine(programma: Programma):
    with pytest.raises(VoortgangError, match="is er al"):
        run("begin", "ibp-vth", "--organisatie", BUREAU, "--deelnemer", NOORD)
    with pytest.raises(VoortgangError, match="Kies met --programma een van: ibp-vth"):
        run("lees", str(EIGEN[0]), "--programma", "maan")


@pytest.mark.parametrize("bestand", EIGEN, ids=lambda f: f.stem)
def test_reports_in_several_styles_are_read_and_taken_over(programma: Programma, bestand: Path):
    run("lees", str(bestand), "--ronde", "December 2023")
    inlezing = Inlezing.objects.get()
    assert "al ingelezen" in run("lees", str(bestand), "--ronde", "December 2023")
    gedaan, niet = accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk, met_twijfel=True)
    assert gedaan and niet == []


@pytest.mark.skipif(not ECHT.exists(), reason="het rapport in ../shared is er niet")
def test_the_real_report_is_read_taken_over_and_made_again(programma: Programma):
    assert "voorstellen voor" in run("lees", str(ECHT))
    inlezing = Inlezing.objects.get()
    assert inlezing.ronde.peildatum.isoformat() == "2023-12-31"
    gedaan, niet = accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk, met_twijfel=True)
    assert niet == [] and gedaan > 200
    beeld = read_beeld(Programma.objects.get())
    assert [len(beeld.list_soort("onderwerp", p.id)) for p in beeld.list_soort("pijler")] == [
        4,
        5,
        11,
        4,
        4,
        5,
    ]
    tel = lambda: tuple(m.objects.count() for m in (Onderdeel, Onderdeelversie, Planning))  # noqa: E731
    voor = tel()
    assert "al ingelezen" in run("lees", str(ECHT))
    accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk, met_twijfel=True)
    assert tel() == voor
    ronde = Rapportageronde.objects.select_related("programma").get()
    tekst = render_markdown(make_rapport(read_stof(BUREAULID, ronde))).replace("\\", "")
    assert all(o.titel in tekst for o in beeld.list_alle("onderwerp"))
    assert "Regionale planning" in tekst and "Niet in bron" in tekst
