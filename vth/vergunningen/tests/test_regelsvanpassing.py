"""Which rules hold at a place: ranges are written out, each rule names what switches it on, and nothing holds outside its days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.begrippen.selectors import read_lijst
from vth.register.services import record_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen.balregels import Balactiviteit, derive_orde, derive_regels, list_paragrafen
from vth.vergunningen.normen import NieuweNorm, close_norm, record_norm
from vth.vergunningen.regelsvanpassing import list_normen, read_regelsvanpassing
from vth.vergunningen.rules import VergunningError
from vth.zaken.tests.builders import OD

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel

DAG = date(2026, 6, 1)
LIJST = read_lijst("bal_paragraaf").waarden


def test_a_range_is_written_out_and_the_order_is_that_of_the_law():
    assert list_paragrafen("4.3;4.11-4.13;4.30a;5.4.1") == ["4.3", "4.11", "4.12", "4.13", "4.30a", "5.4.1"]
    assert sorted(["4.30a", "4.110", "4.30", "4.9"], key=derive_orde) == ["4.9", "4.30", "4.30a", "4.110"]


@given(st.sets(st.sampled_from([w.code for w in LIJST]), max_size=6))
def test_every_rule_is_switched_on_by_a_paragraph_that_names_it(codes):
    regels = derive_regels([Balactiviteit(c, c) for c in sorted(codes)], LIJST, DAG)
    per_code = {p.code: set(p.regels) for p in regels.paragrafen}
    assert set(per_code) == codes
    assert {(r, c) for r, door in regels.regels for c in door} == {
        (r, c) for c, eigen in per_code.items() for r in eigen
    }


def test_an_activity_without_a_known_paragraph_is_told_and_switches_nothing_on():
    regels = derive_regels([Balactiviteit("loods", ""), Balactiviteit("stal", "9.9.9")], LIJST, DAG)
    assert regels.onbekend == ("loods", "stal (9.9.9)")
    assert regels.regels == ()


@pytest.mark.django_db
def test_a_place_has_the_rules_of_its_activities_its_permits_and_the_norms_of_its_area():
    systeem = make_systeemviewer("proef", op=DAG)
    vast = {"viewer": systeem, "leverancier": OD, "begin_geldigheid": date(2020, 1, 1), "gebied": "GM9901"}
    site = record_object(
        soort="vthobject", sleutel="V1", inhoud={"naam": "Loods", "hoofdtype": "inrichting"}, **vast
    )
    record_object(
        soort="activiteituitvoering",
        sleutel="A1",
        inhoud={
            "activiteit": "bal-3.2.9",
            "status": "uitvoering",
            "omschrijving": "Opslag",
            "bevoegd_gezag": "GM9901",
        },
        relaties={"vindt_plaats_binnen": [site]},
        **vast,
    )
    v = make_vergunning(vthobject_id=site.pk)
    make_toestemming(v, date(2024, 1, 1), stel("1"), stel("2"))
    norm = NieuweNorm(OD, "bruidsschat", "Omgevingsplan", "22.44", "Geluid.", date(2024, 1, 1), "GM9901")
    hier, elders = record_norm(viewer=VERA, nieuw=norm), date(2025, 6, 1)
    regels = read_regelsvanpassing(VERA, site.pk, Peilmoment(DAG, klok.now()))
    assert [r for r, _ in regels.algemeen.regels] == ["4.98", "4.99"]
    assert [(e.vergunning.pk, e.aantal) for e in regels.vergunningen] == [(v.pk, 2)]
    assert list(regels.normen) == [hier]
    close_norm(viewer=VERA, norm_id=hier.pk, eind=elders)
    assert list_normen(DAG, gebieden=["GM9901"]) == []
    assert list_normen(date(2025, 5, 31), gebieden=["GM9901"]) == [hier]
    assert list_normen(date(2025, 5, 31), gebieden=["GM9902"]) == []


@pytest.mark.django_db
def test_a_norm_is_recorded_once_and_by_its_own_organisation():
    norm = NieuweNorm(OD, "zorgplicht", "Bal", "2.11", "Specifieke zorgplicht.", date(2024, 1, 1))
    record_norm(viewer=VERA, nieuw=norm)
    with pytest.raises(VergunningError, match="al vastgelegd"):
        record_norm(viewer=VERA, nieuw=norm)
    with pytest.raises(GeenToegangError):
        record_norm(viewer=BUITEN, nieuw=norm)
