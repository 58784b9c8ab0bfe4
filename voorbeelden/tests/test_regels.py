"""The rule files of the authorities of Lindeland: two adopted the strategy, one of them later and with a matrix of its own, the others did not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from voorbeelden.demo import REGELS, STAMGEGEVENS, place_regels
from vth.handhaving.strategie.vaststelling import list_ongelijk, list_vaststellingen
from vth.interface.tests.builders import log_in
from vth.organisaties.services import record_stamgegevens
from vth.regelgeving.selectors import clear_regels
from vth.tijd import klok
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.toegang.selectors import make_systeemviewer

pytestmark = pytest.mark.django_db
ZICHT = Zicht(niveaus=derive_niveaus("intern"), landelijk=True, soorten=ALLE_SOORTEN)
KIJKER = Viewer("gebruiker 948", ZICHT, handelingen=frozenset({"register.read"}))


@pytest.fixture(autouse=True)
def regels(settings: Any) -> None:
    settings.REGELS_DIR = str(REGELS)
    viewer = make_systeemviewer("proef", op=klok.today())
    record_stamgegevens(viewer=viewer)
    record_stamgegevens(viewer=viewer, map_=STAMGEGEVENS)


def test_two_adopted_it_and_one_of_them_later_with_its_own_matrix() -> None:
    per = {v.gezag: v for v in list_vaststellingen(KIJKER, date(2026, 3, 1))}
    lindeveen, turfloo, kreekwoude = (per[f"GM990{n}"] for n in (1, 2, 3))
    assert (lindeveen.bindt, lindeveen.vastgesteld_op, lindeveen.eigen_matrix) == (
        True,
        date(2023, 2, 14),
        False,
    )
    assert (turfloo.bindt, turfloo.vastgesteld_op, turfloo.eigen_matrix) == (True, date(2025, 5, 20), True)
    assert (kreekwoude.bindt, kreekwoude.eigen_matrix) == (False, False)
    assert not lindeveen.mist and len(turfloo.mist) == 1
    assert not [v for v in per.values() if v.fouten or (v.eigen_matrix and v.lichter)]
    assert list_ongelijk(list(per.values()))["OD-VEENRAND"]


def test_before_its_day_a_strategy_does_not_bind_and_the_page_says_from_when() -> None:
    per = {v.gezag: v for v in list_vaststellingen(KIJKER, date(2025, 5, 31))}
    assert not per["GM9902"].bindt and "zo 1 juni 2025" in per["GM9902"].vorige
    assert per["GM9901"].bindt


def test_the_page_of_the_strategy_shows_who_adopted_what(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client, monkeypatch, KIJKER)
    pagina = client.get("/handhaving/strategie").content.decode()
    for stuk in ("Lindeveen", "CVDR999901", "Turfloo", "CVDR999902", "Kreekwoude"):
        assert stuk in pagina


def test_demo_puts_them_where_an_installation_reads_its_own_but_never_over_its_own(
    settings: Any, tmp_path: Path
) -> None:
    settings.EIGEN_REGELS = tmp_path / "regels"
    assert not place_regels()
    settings.REGELS_DIR = ""
    try:
        assert place_regels() and place_regels()
        assert str(tmp_path / "regels") == settings.REGELS_DIR
        assert (tmp_path / "regels/gezag/GM9901/strategie.yaml").is_file()
    finally:
        clear_regels()
