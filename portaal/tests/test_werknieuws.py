"""What others did to zaken, decisions and permits since the last visit: within sight, once, and not one's own."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from portaal import werknieuws
from portaal.nieuws import make_nieuws
from vth.interface.tests.builders import log_in, strip_heel
from vth.logboek.services import seal_gebeurtenissen
from vth.toegang.rules import Viewer
from vth.vergunningen.tests.builders import make_vergunning
from vth.zaken.services import close_zaak
from vth.zaken.tests.builders import ANNA, BAS, BUITEN, make_besluit, make_zaak

from .builders import count_queries

pytestmark = pytest.mark.django_db
Zet = Callable[..., datetime]


def visit(zet_klok: Zet, dag: int, viewer: Viewer = BAS) -> werknieuws.Werknieuws:
    zet_klok(2025, 6, dag, 9)
    seal_gebeurtenissen()
    return make_nieuws(viewer).werk


def read_namen(nieuws: werknieuws.Werknieuws) -> list[tuple[str, str, str]]:
    return sorted((r["soort"], r["naam"].split()[-1], r["wat"]) for r in nieuws.rijen)


def test_new_and_changed_work_is_told_once_with_its_kind(zet_klok: Zet) -> None:
    zet_klok(2025, 6, 1)
    oud = make_zaak("melding", omschrijving="Oud")
    assert visit(zet_klok, 1).rijen == ()
    zaak = make_zaak(omschrijving="Nieuw")
    make_besluit(zaak, omschrijving="Besluit")
    make_vergunning(titel="Permit")
    close_zaak(viewer=ANNA, zaak_id=oud.pk, resultaat="in_orde")
    tweede = visit(zet_klok, 2)
    assert read_namen(tweede) == [
        ("Besluit", "Besluit", "nieuw"),
        ("Vergunning", "Permit", "nieuw"),
        ("Zaak", "Nieuw", "nieuw"),
        ("Zaak", "Oud", "gewijzigd"),
    ]
    assert not tweede.meer
    assert visit(zet_klok, 3).rijen == ()


def test_own_acts_and_what_one_may_not_see_are_no_news(zet_klok: Zet) -> None:
    for viewer in (BAS, ANNA, BUITEN):
        visit(zet_klok, 1, viewer)
    make_zaak(omschrijving="Nieuw")
    assert visit(zet_klok, 2, ANNA).rijen == () == visit(zet_klok, 2, BUITEN).rijen
    assert len(visit(zet_klok, 2).rijen) == 1


def test_more_than_is_shown_is_said_and_never_counted(zet_klok: Zet, monkeypatch: pytest.MonkeyPatch) -> None:
    visit(zet_klok, 1)
    for n in range(4):
        make_zaak(omschrijving=f"nr{n}")
    monkeypatch.setattr(werknieuws, "TOON", 3)
    nieuws = visit(zet_klok, 2)
    assert (len(nieuws.rijen), len(nieuws.regels), nieuws.meer) == (3, 3, True)


def test_each_kind_is_one_question_however_much_changed(zet_klok: Zet) -> None:
    make_zaak()
    seal_gebeurtenissen()
    een = count_queries(lambda: werknieuws.make_werknieuws(BAS, na=0, tot=10_000))
    for _ in range(5):
        make_zaak()
    seal_gebeurtenissen()
    assert een == count_queries(lambda: werknieuws.make_werknieuws(BAS, na=0, tot=10_000)) == 2


def test_start_page_tells_it(client: Client, monkeypatch: pytest.MonkeyPatch, zet_klok: Zet) -> None:
    zet_klok(2025, 6, 1, 9)
    log_in(client, monkeypatch, BAS).get("/")
    zet_klok(2025, 6, 2, 9)
    zaak = make_zaak(omschrijving="<b>Nieuw</b>")
    seal_gebeurtenissen()
    html = strip_heel(client.get("/").content.decode())
    assert f"{zaak.identificatie} &lt;b&gt;Nieuw" in html and "Zaken, besluiten en vergunningen" in html
