"""A criterion that is removed: a round that runs keeps asking it, a later one does not, and what was judged by it stays to read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.urls import reverse

from vth.monitoring.beoordelingpagina import make_beoordelingpagina
from vth.monitoring.kader import read_kader
from vth.monitoring.landelijk import make_rapport, read_stand
from vth.monitoring.models import Ronde
from vth.monitoring.rules import MonitoringError
from vth.monitoring.selectors import read_kader_van
from vth.monitoring.services import record_bewijs
from vth.monitoring.toetsen import record_oordeel
from vth.regelgeving.selectors import clear_regels
from vth.tijd import klok
from vth.zaken.rapport.maken import render_markdown

from .builders import MINISTER, NOORD, OPSTELLER, REDEN, check, get_van, judge, make_oordelen, make_ronde
from .test_web import publish, sign_in

pytestmark = pytest.mark.django_db
WEG, VANAF = "ontwikkeling", date(2026, 2, 1)
MEEGELEVERD = Path(__file__).parents[1] / "regels" / "robuustheid.yaml"


@pytest.fixture
def haal_weg(settings: Any, tmp_path: Path) -> Iterator[Any]:
    """Put the own file of the ministry beside the shipped one: from a day on, or always, without the criterion."""

    def write(vanaf: date | None) -> None:
        regel = next(
            r for r in yaml.safe_load_all(MEEGELEVERD.read_text()) if r["id"] == "monitoring.toetsingskader"
        )
        laatste = regel["perioden"][-1]
        criteria = {c: v for c, v in laatste["waarde"]["criteria"].items() if c != WEG}
        nieuw = laatste | {
            "vanaf": vanaf or laatste["vanaf"],
            "waarde": {"versie": "2.0", "criteria": criteria},
        }
        if vanaf:
            laatste["tot"] = vanaf
            regel["perioden"].append(nieuw)
        else:
            regel["perioden"][-1] = nieuw
        (tmp_path / "landelijk").mkdir(exist_ok=True)
        (tmp_path / "landelijk" / "kader.yaml").write_text(yaml.safe_dump(regel))
        settings.REGELS_DIR = str(tmp_path)
        clear_regels()

    yield write
    settings.REGELS_DIR = ""
    clear_regels()


def test_a_round_that_runs_keeps_it_and_a_later_one_does_not_know_it(
    ronde: Ronde, haal_weg: Any, zet_klok: Any
) -> None:
    haal_weg(VANAF)
    assert WEG in [c.code for c in read_kader_van(ronde).criteria]
    assert WEG not in [c.code for c in read_kader(VANAF).criteria]
    assert judge(check(ronde), WEG).robuust is False
    zet_klok(2026, 2, 3, 9)
    later = make_ronde(naam="Later", peildatum=VANAF, indienen_voor=date(2026, 6, 1))
    z = get_van(later)
    with pytest.raises(MonitoringError, match=r"‘ontwikkeling’ staat niet in versie 2\.0"):
        record_bewijs(
            viewer=OPSTELLER, zelfbeoordeling_id=z.pk, criterium=WEG, titel="Begroting", vindplaats="map 1"
        )


def test_a_verdict_with_a_criterion_that_the_kader_does_not_know_is_refused(
    ronde: Ronde, haal_weg: Any
) -> None:
    z = check(ronde)
    oordelen = make_oordelen(z)
    haal_weg(None)
    with pytest.raises(MonitoringError, match="ontwikkeling"):
        record_oordeel(viewer=MINISTER, zelfbeoordeling_id=z.pk, oordelen=oordelen, motivering=REDEN)


def test_what_was_judged_by_a_criterion_that_went_stays_to_read(ronde: Ronde, haal_weg: Any) -> None:
    publish(ronde)
    haal_weg(None)
    z = get_van(ronde)
    oordeel = make_beoordelingpagina(MINISTER, z.pk).oordelen[0]
    assert oordeel.criteria[WEG]["voldoet"] is True and oordeel.grondslag["kader"] == "1.1"
    adres = reverse("monitoring:zelfbeoordeling", args=[z.pk])
    assert sign_in(NOORD, "zelfbeoordelaar").get(adres).status_code == 200
    tekst = render_markdown(make_rapport(MINISTER, read_stand(MINISTER, ronde, klok.now())))
    assert "Omzet uit basistaken" in tekst and "Ontwikkelkracht" not in tekst
