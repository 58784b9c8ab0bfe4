"""How out of date permits are is kept: it follows what is registered, only what changed is looked at, and sight is the permit's."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from vth.regelgeving.selectors import clear_regels
from vth.register.services import record_object
from vth.tijd.rules import Peilmoment
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen import verouderingnacht
from vth.vergunningen.consolidatie import read_stand, read_standen
from vth.vergunningen.herziening import open_herziening
from vth.vergunningen.models import Vergunning, Verouderingsstand, Verouderingsvlag
from vth.vergunningen.rules import VergunningError
from vth.vergunningen.verouderinglezen import NU_BEKEND
from vth.vergunningen.verouderinglijst import Plek, Vlagfilter, list_verouderd
from vth.vergunningen.verouderingnacht import update_veroudering
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import OD

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel, wijzig

pytestmark = pytest.mark.django_db
OUD = "Artikel 2.17 van het Activiteitenbesluit geldt."


def list_codes(vergunning: Vergunning) -> list[str]:
    """Give the kinds of signs of a permit."""
    return sorted(Verouderingsvlag.objects.filter(vergunning=vergunning).values_list("code", flat=True))


def test_a_decision_makes_signs_and_a_later_one_takes_them_away(zet_klok: Callable[..., datetime]) -> None:
    zet_klok(2026, 3, 1)
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, date(2025, 1, 1), stel("1", OUD, id_=a))
    assert list_codes(v) == ["oud_recht"]
    make_toestemming(v, date(2026, 2, 1), wijzig(a, "1", "Het Besluit activiteiten leefomgeving geldt."))
    assert list_codes(v) == []
    assert Verouderingsstand.objects.get(pk=v.pk).gewicht == 0


def test_at_night_only_what_changed_or_has_its_day_is_looked_at(zet_klok: Callable[..., datetime]) -> None:
    zet_klok(2026, 3, 1)
    v, w = make_vergunning(), make_vergunning(kenmerk="V-2")
    make_toestemming(v, date(2026, 1, 1), stel("1", OUD))
    make_toestemming(w, date(2026, 1, 1), stel("1"), stel("2", OUD, vanaf=date(2026, 5, 1)))
    moment = Peilmoment(date(2026, 6, 1), NU_BEKEND)
    assert read_standen([v.pk, w.pk], moment) == {x.pk: read_stand(x.pk, moment) for x in (v, w)}
    update_veroudering(None, date(2026, 3, 1))
    assert update_veroudering(date(2026, 3, 1), date(2026, 3, 2)) == 0
    assert list_codes(w) == []
    zet_klok(2026, 5, 1)
    assert update_veroudering(date(2026, 3, 2), date(2026, 5, 1)) == 1
    assert list_codes(w) == ["oud_recht"]


def test_who_may_not_see_a_permit_finds_it_in_no_list_and_cannot_revise_it() -> None:
    v = make_vergunning()
    make_toestemming(v, date(2025, 1, 1), stel("1", OUD))
    assert [r.vergunning for r in list_verouderd(VERA, Vlagfilter())] == [v]
    assert list_verouderd(BUITEN, Vlagfilter()) == []
    with pytest.raises(BestaatNietError):
        open_herziening(viewer=BUITEN, vergunning_id=v.pk, zaaksoort="revisie_ambtshalve")


def test_the_list_goes_on_after_the_last_row_of_a_page() -> None:
    """By weight, and among equals by id: every permit once, in pages of two as in one."""
    for nr in range(5):
        v = make_vergunning(kenmerk=f"V-{nr}")
        make_toestemming(v, date(2025, 1, 1), stel("1", OUD if nr % 2 else f"{OUD} Zie voorschrift 9.9."))
    heel = [r.vergunning.pk for r in list_verouderd(VERA, Vlagfilter())]
    gelezen: list[uuid.UUID] = []
    plek = None
    while rijen := list_verouderd(VERA, Vlagfilter(), na=plek, hoogstens=2)[:2]:
        gelezen += [r.vergunning.pk for r in rijen]
        plek = Plek(rijen[-1].gewicht, rijen[-1].vergunning.pk)
    assert gelezen == heel
    assert len(set(heel)) == 5
    assert len(list_verouderd(VERA, Vlagfilter(code="verwijzing_weg"))) == 3


def test_a_revision_opens_one_zaak_with_the_signs_as_its_reason() -> None:
    v = make_vergunning()
    make_toestemming(v, date(2025, 1, 1), stel("1", OUD))
    zaak = open_herziening(viewer=VERA, vergunning_id=v.pk, zaaksoort="revisie_ambtshalve_uitgebreid")
    assert "Activiteitenbesluit" in zaak.toelichting
    assert (zaak.zaaksoort, zaak.leverancier) == ("revisie_ambtshalve_uitgebreid", v.leverancier)
    with pytest.raises(VergunningError, match="geen ambtshalve herziening"):
        open_herziening(viewer=VERA, vergunning_id=v.pk, zaaksoort="controle")


def test_an_activity_that_ended_is_found_at_night_and_told_to_who_may_see_it(
    zet_klok: Callable[..., datetime],
) -> None:
    """The register hears of it, nobody touches the permit; whoever sees the permit and not the activity reads nothing of it."""
    zet_klok(2026, 3, 1)
    systeem = make_systeemviewer("proef", op=date(2026, 3, 1))
    inhoud = {"activiteit": "bal-3.2.9", "status": "uitvoering", "bevoegd_gezag": "GM9901"}

    def record(**anders: Any) -> uuid.UUID:
        return record_object(
            viewer=systeem,
            leverancier=OD,
            soort="activiteituitvoering",
            sleutel="A1",
            inhoud=inhoud | anders,
            begin_geldigheid=date(2026, 1, 1) if not anders else date(2026, 4, 1),
            gebied="GM9901",
        ).pk

    v = make_vergunning()
    make_toestemming(v, date(2026, 1, 1), stel("1"), activiteiten=[record()])
    assert list_codes(v) == []
    zet_klok(2026, 4, 2)
    record(status="beeindigd")
    assert update_veroudering(date(2026, 4, 1), date(2026, 4, 2)) == 1
    assert list_codes(v) == ["activiteit_weg"]
    open_ = replace(VERA, zicht=replace(VERA.zicht, niveaus=frozenset({"openbaar"})))
    assert [len(r.vlaggen) for r in list_verouderd(VERA, Vlagfilter())] == [1]
    assert [len(r.vlaggen) for r in list_verouderd(open_, Vlagfilter())] == [0]


def test_what_is_too_much_for_one_night_goes_on_in_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a share of two, five permits are all looked at: two now, the others by the queue, none twice."""
    monkeypatch.setattr(verouderingnacht, "HOOGSTENS", 2)
    for nr in range(5):
        make_toestemming(make_vergunning(kenmerk=f"V-{nr}"), date(2025, 1, 1), stel("1", OUD))
    Verouderingsstand.objects.update(regelmerk="ander")
    assert update_veroudering(None, date(2026, 11, 26)) == 2
    assert Verouderingsstand.objects.filter(regelmerk="ander").count() == 3
    for wacht in (1, 0):
        verouderingnacht.run_veroudering.func()
        assert Verouderingsstand.objects.filter(regelmerk="ander").count() == wacht


def test_an_authority_puts_its_own_criteria_before_those_of_the_country(
    settings: Any, tmp_path: Path, zet_klok: Callable[..., datetime]
) -> None:
    """Its file reaches its own permits the next night, and no others; what it weighs nothing is gone."""
    zet_klok(2026, 3, 1)
    hier, daar = make_vergunning(), make_vergunning(kenmerk="V-2", bevoegd_gezag="GM9902")
    for v in (hier, daar):
        make_toestemming(v, date(2026, 1, 1), stel("1", OUD), stel("2", "Blusschuim met PFAS is verboden."))
    map_ = tmp_path / "gezag" / "GM9901"
    map_.mkdir(parents=True)
    kop = "eenheid: geen\nperioden: [{vanaf: 2024-01-01, bron: [{regeling: Beleid, plaats: hoofdstuk 1}], zekerheid: vastgesteld, waarde: "
    (map_ / "eigen.yaml").write_text(
        f"id: vergunningen.veroudering_eigen\ntitel: Eigen\n{kop}[{{code: pfas, omschrijving: PFAS, gewicht: 12, termen: [PFAS]}}]}}]\n"
        f"---\nid: vergunningen.veroudering_vlaggen\ntitel: Gewichten\n{kop}{{oud_recht: {{naam: Oud, gewicht: 0}}}}}}]\n"
    )
    settings.REGELS_DIR = str(tmp_path)
    clear_regels()
    try:
        assert update_veroudering(date(2026, 3, 1), date(2026, 3, 2)) == 1
        assert (list_codes(hier), list_codes(daar)) == (["eigen_pfas"], ["oud_recht"])
    finally:
        settings.REGELS_DIR = ""
        clear_regels()
