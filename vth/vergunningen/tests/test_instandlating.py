"""A court annuls a decision and lets what it did stand (Awb 8:72, third lid): the conditions stand, and their origin says so."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.register.models import ToestemmingVoorkomen
from vth.tijd import klok
from vth.vergunningen.boeking import read_werkingen
from vth.vergunningen.ingrepen import record_ingreep, revoke_ingreep
from vth.vergunningen.models import Ingreep, Mutatie
from vth.vergunningen.rules import VergunningError

from .builders import VERA, make_toestemming, make_vergunning, stel, wijzig

pytestmark = pytest.mark.django_db
J20, J22, J24 = date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)
ZIN = "besluit vernietigd, rechtsgevolgen in stand gelaten"


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def test_the_conditions_keep_standing_and_page_and_data_say_that_the_decision_was_annulled(
    vera: Client, zet_klok: Callable[..., datetime]
) -> None:
    """Also later decisions that build on it; who asks what was known before sees nothing of it, and taken back it is as it was."""
    zet_klok(2024, 5, 1)
    v, a = make_vergunning(), uuid.uuid4()
    t = make_toestemming(v, J20, stel("1", id_=a), stel("2"))
    make_toestemming(v, J22, wijzig(a, "1", "Later."))
    voor, toen = sorted(read_werkingen(v), key=str), (klok.now() + timedelta(hours=1)).isoformat()
    zet_klok(2024, 6, 1)
    velden = {"soort": "instandlating", "begin": "2024-01-01", "grond": "ECLI:NL:RVS:2024:1"}
    assert vera.post(f"/toestemmingen/{t.pk}/ingreep", velden).status_code == 302
    assert sorted(read_werkingen(v), key=str) == voor
    pagina = vera.get(f"/vergunningen/{v.pk}").content.decode()
    assert pagina.count(ZIN) == 1 and "vernietigd, rechtsgevolgen in stand gelaten</" in pagina
    los = vera.get(f"/api/v1/vergunningen/{v.pk}").json()["voorschriften"]
    assert [(r["nummer"], r["rechtsgevolgenInStand"]) for r in los] == [("1", False), ("2", True)]
    assert ZIN in vera.get(f"/voorschriften/{a}").content.decode()
    eerder = vera.get(f"/vergunningen/{v.pk}", {"beschikbaarOp": toen}).content.decode()
    assert "rechtsgevolgen" not in eerder
    assert ToestemmingVoorkomen.objects.filter(bronobject=t.bronobject).believed().count() == 1
    revoke_ingreep(viewer=VERA, ingreep_id=Ingreep.objects.get().pk, reden="hoger beroep")
    assert "rechtsgevolgen in stand gelaten</" not in vera.get(f"/vergunningen/{v.pk}").content.decode()


def test_of_a_part_only_that_part_is_told(vera: Client) -> None:
    v = make_vergunning()
    t = make_toestemming(v, J20, stel("1"), stel("2"))
    record_ingreep(
        viewer=VERA, toestemming_id=t.pk, soort="instandlating", begin=J24, mutaties=[2], grond="uitspraak"
    )
    pagina = vera.get(f"/vergunningen/{v.pk}").content.decode()
    assert pagina.count(ZIN) == 1 and "deels vernietigd, rechtsgevolgen in stand gelaten" in pagina
    assert Mutatie.objects.filter(toestemming=t).count() == len(read_werkingen(v)) == 2


def test_what_cannot_be_is_refused() -> None:
    """With an end, before the decision, of a draft, without a ground, or of what is gone already."""
    v = make_vergunning()
    t, concept = make_toestemming(v, J20, stel("1")), make_toestemming(v, None, stel("2"))
    vast = {
        "viewer": VERA,
        "toestemming_id": t.pk,
        "soort": "instandlating",
        "begin": J24,
        "grond": "uitspraak",
    }
    for anders, melding in (
        ({"eind": date(2025, 1, 1)}, "Alleen een schorsing"),
        ({"toestemming_id": concept.pk}, "nog niet vastgesteld"),
        ({"grond": " "}, "Noem waarop"),
        ({"mutaties": [7]}, "geen mutatie"),
    ):
        with pytest.raises(VergunningError, match=melding):
            record_ingreep(**vast | anders)
    record_ingreep(**vast | {"soort": "vernietiging"})
    with pytest.raises(VergunningError, match="al vernietigd"):
        record_ingreep(**vast)
    assert Ingreep.objects.count() == 1


def test_a_part_that_was_annulled_is_told_beside_it_and_nothing_is_let_stand_twice(vera: Client) -> None:
    """What was annulled as a part cannot be let stand; another part can."""
    v = make_vergunning()
    t = make_toestemming(v, J20, stel("1"), stel("2"), stel("3"))
    vast = {"viewer": VERA, "toestemming_id": t.pk, "begin": J24, "grond": "uitspraak"}
    record_ingreep(**vast, soort="vernietiging", mutaties=[2])
    with pytest.raises(VergunningError, match="al vernietigd"):
        record_ingreep(**vast, soort="instandlating", mutaties=[2, 3])
    record_ingreep(**vast, soort="instandlating", mutaties=[3])
    with pytest.raises(VergunningError, match="al vastgelegd"):
        record_ingreep(**vast, soort="instandlating", mutaties=[3])
    record_ingreep(**vast, soort="instandlating")
    pagina = vera.get(f"/vergunningen/{v.pk}").content.decode()
    assert "vernietigd, rechtsgevolgen in stand gelaten; deels geschorst of vernietigd" in pagina
