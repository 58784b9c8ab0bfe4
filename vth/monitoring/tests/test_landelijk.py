"""The national report: the same for a moment whenever it is asked, no more than its reader may see, in every form."""

import io
from datetime import date, datetime
from typing import Any

import pypdfium2 as pdfium
import pytest
from docx import Document as Word

from vth.logboek.models import Verwerking
from vth.monitoring.landelijk import make_rapport, read_stand
from vth.monitoring.models import Ronde
from vth.monitoring.toetsen import publish_ronde, record_oordeel
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import Viewer
from vth.zaken.rapport.blokken import Beeld, Kop
from vth.zaken.rapport.maken import render_markdown

from .builders import (
    BUUR,
    MINISTER,
    NOORD,
    OPSTELLER,
    ZUID,
    check,
    get_van,
    judge,
    make_lid,
    make_oordelen,
    make_ronde,
)
from .test_web import make_beelden, sign_in

pytestmark = pytest.mark.django_db
GEHEIM = "Alleen voor wie het dossier mag zien: dit blijkt uit de jaarrekening."


@pytest.fixture
def openbaar(ronde: Ronde, zet_klok: Any) -> Ronde:
    """Judge both on 4 June, publish on 5 June, revise the verdict on Noord on 25 June."""
    make_beelden()
    zet_klok(2024, 6, 4, 9)
    judge(check(ronde), "omzet")
    judge(check(ronde, BUUR, ZUID, omzet_basistaken="7500000"))
    zet_klok(2024, 6, 5, 9)
    publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    zet_klok(2024, 6, 25, 9)
    z = get_van(ronde)
    record_oordeel(viewer=MINISTER, zelfbeoordeling_id=z.pk, oordelen=make_oordelen(z), motivering=GEHEIM)
    return Ronde.objects.get(pk=ronde.pk)


def _write(viewer: Viewer, ronde: Ronde, *moment: int) -> str:
    op = datetime(*moment, tzinfo=AMSTERDAM) if moment else klok.now()  # type: ignore[misc]
    return render_markdown(make_rapport(viewer, read_stand(viewer, ronde, op)))


def test_a_moment_gives_the_same_report_whatever_came_after(openbaar: Ronde, zet_klok: Any) -> None:
    toen = _write(MINISTER, openbaar, 2024, 6, 10, 12)
    assert "1 daarvan zijn robuust" in toen and "Herziene" not in toen and GEHEIM not in toen
    nu = _write(MINISTER, openbaar)
    assert "2 daarvan zijn robuust" in nu and "| Omgevingsdienst Noord | niet robuust | robuust |" in nu
    zet_klok(2025, 1, 1, 9)
    judge(get_van(openbaar, ZUID), "strategie")
    assert _write(MINISTER, openbaar, 2024, 6, 10, 12) == toen


def test_before_publication_nobody_reads_of_another(openbaar: Ronde) -> None:
    vreemd = make_lid("gebruiker 979", "GM9903")
    assert "Over 0 van de 0" in _write(vreemd, openbaar, 2024, 6, 4, 20)
    assert "Over 2 van de 2" in _write(vreemd, openbaar)
    eerder = read_stand(OPSTELLER, openbaar, datetime(2024, 6, 4, 20, tzinfo=AMSTERDAM))
    assert list(eerder.diensten) == [NOORD] and not eerder.openbaar
    assert "dit is vertrouwelijk" in _write(OPSTELLER, openbaar, 2024, 6, 4, 20)


def test_after_it_verdicts_are_for_all_motivation_and_figures_are_not(openbaar: Ronde) -> None:
    buur = _write(BUUR, openbaar)
    assert "Omgevingsdienst Noord" in buur and GEHEIM not in buur
    stand = read_stand(BUUR, openbaar, klok.now())
    assert set(stand.diensten) == {NOORD, ZUID} and set(stand.cijfers) == {ZUID}
    assert set(read_stand(MINISTER, openbaar, klok.now()).cijfers) == {NOORD, ZUID}
    assert GEHEIM in _write(OPSTELLER, openbaar)


def test_distance_is_of_the_condition_that_lags_most(openbaar: Ronde) -> None:
    rapport = make_rapport(MINISTER, read_stand(MINISTER, openbaar, klok.now()))
    (beeld,) = [b for b in rapport.blokken if isinstance(b, Beeld) and "percentage" in b.grafiek.titel]
    omzet = next(k.naam for k in beeld.grafiek.kolommen if k.titel == "Omzet uit basistaken")
    massa = next(k.naam for k in beeld.grafiek.kolommen if "kritieke massa" in k.titel)
    rijen = {rij["rij"]: rij for rij in beeld.grafiek.rijen}
    assert rijen["Omgevingsdienst Zuid"][omzet] == 50 and rijen["Omgevingsdienst Noord"][omzet] == 120
    assert rijen["Omgevingsdienst Noord"][massa] == 100


def test_rounds_are_held_against_each_other(openbaar: Ronde, zet_klok: Any) -> None:
    zet_klok(2025, 6, 3, 9)
    later = make_ronde(naam="Robuustheid 2025", peildatum=date(2025, 1, 1), indienen_voor=date(2025, 10, 3))
    judge(check(later))
    koppen = [
        b.tekst
        for b in make_rapport(MINISTER, read_stand(MINISTER, later, klok.now())).blokken
        if isinstance(b, Kop)
    ]
    assert "Verloop over de rondes" in koppen
    assert "Verloop" not in _write(MINISTER, openbaar)


def test_as_page_and_as_files(openbaar: Ronde) -> None:
    client = sign_in("LAB", "stelseloordelaar")
    adres = f"/monitoring/rondes/{openbaar.pk}/rapport"
    pagina = client.get(adres).content.decode()
    assert "<h2>Per criterium</h2>" in pagina and "4 juni 2024" in pagina and "Herziene oordelen" in pagina
    pdf = pdfium.PdfDocument(client.get(f"{adres}.pdf?beschikbaarOp=2024-06-10T12:00").content)
    tekst = " ".join(blad.get_textpage().get_text_range() for blad in pdf)
    assert pdf.is_tagged() and "10 juni 2024" in tekst and "Herziene" not in tekst
    word = Word(io.BytesIO(client.get(f"{adres}.docx").content))
    assert any("Herziene oordelen" in a.text for a in word.paragraphs)
    assert client.get(f"{adres}.md").content.decode().startswith("# Robuustheid")
    assert Verwerking.objects.filter(naam="zelfbeoordeling.read").count() == 4


def test_bad_addresses(openbaar: Ronde) -> None:
    client = sign_in(NOORD, "zelfbeoordelaar")
    adres = f"/monitoring/rondes/{openbaar.pk}/rapport"
    assert client.get(f"{adres}.exe").status_code == 404
    assert client.get(f"{adres}?beschikbaarOp=gisteren").status_code == 400
    assert client.get(f"/monitoring/rondes/{NOORD}/rapport").status_code == 404
    assert client.get("/monitoring/rondes/0192a5b0-0000-7000-8000-000000000001/rapport").status_code == 404


def test_the_letter_tells_the_verdict_that_holds_to_who_may_read_it(openbaar: Ronde) -> None:
    noord, zuid = get_van(openbaar), get_van(openbaar, ZUID)
    client = sign_in(NOORD, "zelfbeoordelaar")
    brief = client.get(f"/monitoring/oordelen/{noord.pk}.md").content.decode()
    assert (
        "voldoet aan elk criterium" in brief
        and "komt in de plaats van dat van 4 juni 2024: niet robuust" in brief
    )
    assert GEHEIM in brief and "Wat er nu moet gebeuren" not in brief and "€ 18.000.000" in brief
    assert client.get(f"/monitoring/oordelen/{zuid.pk}.pdf").status_code == 404
    pdf = pdfium.PdfDocument(client.get(f"/monitoring/oordelen/{noord.pk}.pdf").content)
    assert pdf.is_tagged()


def test_without_a_verdict_there_is_no_letter_and_who_is_not_robust_hears_what_follows(
    ronde: Ronde, zet_klok: Any
) -> None:
    client, z = sign_in(NOORD, "zelfbeoordelaar"), get_van(ronde)
    assert client.get(f"/monitoring/oordelen/{z.pk}.pdf").status_code == 404
    judge(check(ronde), "omzet")
    judge(check(ronde, BUUR, ZUID))
    assert "Lever het plan in" not in client.get(f"/monitoring/oordelen/{z.pk}.md").content.decode()
    publish_ronde(
        viewer=MINISTER, ronde_id=ronde.pk, plan_voor=date(2024, 9, 1), robuust_voor=date(2026, 4, 1)
    )
    brief = client.get(f"/monitoring/oordelen/{z.pk}.md").content.decode()
    assert "niet robuust" in brief and "1 september 2024" in brief and "1 april 2026" in brief
