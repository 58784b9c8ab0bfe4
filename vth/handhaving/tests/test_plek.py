"""A finding proves something about its own place only: not that a last was disobeyed elsewhere, and not that a violation ended elsewhere."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.handhaving.invorderen import Waarneming, record_overtreden
from vth.handhaving.models import Maatregel, Overtredingsonderwerp, Verbeurte
from vth.handhaving.rules import HandhavingError
from vth.handhaving.services import end_overtreding
from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd import klok
from vth.toezicht.models import Bevinding
from vth.toezicht.tests.builders import begin, make_controle, make_locatie, rond_af, vind
from vth.zaken.tests.builders import OD

from .builders import JURIST, make_opgelegd, make_overtreding

pytestmark = pytest.mark.django_db


def find_plek(m: Maatregel) -> Bronobject:
    """Where the violation under a measure was."""
    return Overtredingsonderwerp.objects.get(overtreding__maatregelen__maatregel=m).bronobject


def see(waar: Bronobject, resultaat: str = "overtreden", **velden: Any) -> Bevinding:
    """Find something today, at a place."""
    controle = begin(make_controle(waar))
    bevinding = vind(controle, resultaat, **velden)
    rond_af(controle)
    return bevinding


def forfeit_by(m: Maatregel, bevinding: Bevinding) -> list[Verbeurte]:
    """Write what was forfeited in the first week, as a finding shows."""
    van, wie = m.last.begunstiging_tot, m.last.adressaten.get().pk
    type(bevinding).objects.filter(pk=bevinding.pk).update(norm_op=klok.today())
    gezien = Waarneming(
        wie, klok.today(), klok.today(), bevinding_id=bevinding.pk, grond="Bij de hercontrole gezien."
    )
    assert van < klok.today()
    return record_overtreden(viewer=JURIST, maatregel_id=m.pk, gezien_is=gezien)


def make_activiteit(plek: Bronobject, sleutel: str = "A-1") -> Bronobject:
    """Record what is done at a site."""
    return record_object(
        viewer=JURIST,
        leverancier=OD,
        soort="activiteituitvoering",
        sleutel=sleutel,
        inhoud={"activiteit": "bal-3.6.2", "status": "uitvoering", "bevoegd_gezag": "GM9901"},
        begin_geldigheid=date(2024, 1, 1),
        gebied="GM9901",
        relaties={"vindt_plaats_binnen": [plek]},
    )


def test_a_finding_of_another_place_forfeits_nothing_and_says_what_to_do() -> None:
    m, _ = make_opgelegd(per="dag")
    elders = see(make_locatie("L-elders"))
    with pytest.raises(
        HandhavingError, match=r"op een andere plek gedaan.*Kies een bevinding van deze locatie"
    ):
        forfeit_by(m, elders)
    assert not Verbeurte.objects.exists()
    assert len(forfeit_by(m, see(find_plek(m)))) == 1


def test_what_lies_in_the_same_site_is_the_same_place() -> None:
    m, _ = make_opgelegd(per="dag")
    binnen = make_activiteit(find_plek(m))
    assert len(forfeit_by(m, see(binnen))) == 1


def test_the_site_around_the_activity_of_the_violation_is_the_same_place() -> None:
    m, _ = make_opgelegd(per="dag")
    plek = find_plek(m)
    Overtredingsonderwerp.objects.update(bronobject=make_activiteit(plek))
    assert len(forfeit_by(m, see(make_activiteit(plek, "A-2")))) == 1


def test_of_a_visit_to_two_places_counts_what_the_finding_itself_names() -> None:
    m, _ = make_opgelegd(per="dag")
    plek, elders = find_plek(m), make_locatie("L-elders")
    controle = begin(make_controle(plek, elders))
    bevinding = vind(controle, "overtreden", onderwerpen=[elders.pk])
    rond_af(controle)
    with pytest.raises(HandhavingError, match="andere plek"):
        forfeit_by(m, bevinding)


def test_a_violation_of_which_no_place_is_known_takes_any_finding() -> None:
    m, _ = make_opgelegd(per="dag")
    Overtredingsonderwerp.objects.all().delete()
    assert len(forfeit_by(m, see(make_locatie("L-elders")))) == 1


def test_a_violation_does_not_end_by_what_was_seen_elsewhere() -> None:
    o = make_overtreding()
    elders = see(make_locatie("L-elders"), "nageleefd")
    velden: dict[str, Any] = {
        "viewer": JURIST,
        "overtreding_id": o.pk,
        "hersteldatum": klok.today(),
        "hoe": "hercontrole",
    }
    with pytest.raises(HandhavingError, match="andere plek"):
        end_overtreding(**velden, bevinding_id=elders.pk)
    hier = see(o.onderwerpen.get().bronobject, "nageleefd")
    assert end_overtreding(**velden, bevinding_id=hier.pk).hersteld_door == hier


def test_the_page_offers_only_findings_of_the_place(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    m, _ = make_opgelegd(per="dag")
    hier, elders = see(find_plek(m)), see(make_locatie("L-elders"))
    html = log_in(client, monkeypatch, JURIST).get(f"/handhaving/maatregelen/{m.pk}").content.decode()
    assert str(hier.pk) in html and str(elders.pk) not in html
