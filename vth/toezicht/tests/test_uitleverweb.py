"""The delivery out in the site: what is asked leads to files of one moment, and what goes along is noted."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking

from .builders import BUITEN, TINE, begin, make_controle, rond_af, vind

pytestmark = pytest.mark.django_db
VRAAG = "organisatie=OD-NOORD&van=2024-01-01&tot=2024-12-31"


def test_page_leads_to_files_that_hold_what_was_asked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    controle = begin(make_controle(), date(2024, 3, 1))
    vind(controle)
    rond_af(controle)
    tine = log_in(client, monkeypatch, TINE)
    bladzij = tine.get(f"/toezicht/uitvoer?{VRAAG}").content.decode()
    adressen = [unescape(a) for a in re.findall(r'href="(/toezicht/uitvoer/[^"]+)"', bladzij)]
    assert [a.split("?")[0].rsplit("/")[-1] for a in adressen] == [
        "controle.csv",
        "bevinding.csv",
        "locaties.json",
    ]
    voor = Verwerking.objects.count()
    inhoud = b"".join(tine.get(adressen[0]).streaming_content).decode()  # type: ignore[attr-defined]
    assert str(controle.pk) in inhoud
    assert Verwerking.objects.count() == voor + 1


def test_faulty_question_comes_back_with_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    buiten = log_in(client, monkeypatch, BUITEN)
    verkeerd = buiten.get("/toezicht/uitvoer?organisatie=OD-NOORD&van=2024-12-31&tot=2024-01-01")
    assert verkeerd.status_code == 422 and "Verwissel de datums" in verkeerd.content.decode()
    assert buiten.get(f"/toezicht/uitvoer/controle.json?{VRAAG}").status_code == 404
    assert buiten.get("/toezicht/uitvoer/controle.csv").status_code == 400
