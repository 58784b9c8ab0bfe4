"""A new voorschrift in the place of an old one, by the site: the old one goes as long as the new one holds, and no longer."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vergunningen.consolidatie import read_stand
from vth.vergunningen.ingrepen import record_ingreep
from vth.vergunningen.models import Ontwerpmutatie, Toestemming, Vergunning
from vth.vergunningen.services import record_vaststelling
from vth.zaken.tests.builders import make_ondertekend, make_zaak

from .builders import VERA, make_toestemming, make_vergunning, stel

pytestmark = pytest.mark.django_db
J20, J22, J23, J24 = date(2020, 1, 1), date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def lees(v: Vergunning, *dagen: date) -> list[set[str]]:
    """Give the numbers that stand on each day."""
    return [{r.nummer for r in read_stand(v.pk, Peilmoment(dag, klok.now()))} for dag in dagen]


def vervang(vera: Client, t: Toestemming, oud: uuid.UUID, **velden: Any) -> None:
    """Put a new voorschrift 2 into a draft in the place of an old one."""
    vast = {"soort": "van_kracht", "nummer": "2", "tekst": "Dubbele wand.", "voorschrifttype": "standaard"}
    gedaan = vera.post(f"/toestemmingen/{t.pk}/mutatie", vast | {"vervangt_id": str(oud)} | velden)
    assert gedaan.status_code == 302


def make_oud() -> tuple[Vergunning, uuid.UUID, Toestemming]:
    """Make a permit with one voorschrift, and a draft."""
    v, oud = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=oud))
    return v, oud, make_toestemming(v, None)


@pytest.mark.parametrize(
    ("velden", "stand"),
    [
        ({"vanaf": "2023-01-01"}, [{"1"}, {"2"}, {"2"}]),
        ({"tot": "2023-01-01"}, [{"2"}, {"1"}, {"1"}]),
        ({"vanaf": "2023-01-01", "tot": "2024-01-01"}, [{"1"}, {"2"}, {"1"}]),
        ({"voorwaarde": "als het dak klaar is"}, [{"1"}, {"1"}, {"1"}]),
    ],
)
def test_the_old_voorschrift_holds_on_every_day_on_which_the_new_one_does_not(
    vera: Client, velden: dict[str, str], stand: list[set[str]]
) -> None:
    v, oud, t = make_oud()
    vervang(vera, t, oud, **velden)
    record_vaststelling(viewer=VERA, toestemming_id=t.pk, ingangsdatum=J22)
    assert lees(v, J22, J23, J24) == stand
    if "voorwaarde" in velden:
        record_ingreep(viewer=VERA, toestemming_id=t.pk, soort="voorwaarde", begin=J24, grond="gereed")
        assert lees(v, J22, J23, J24) == [{"1"}, {"1"}, {"2"}]


def test_what_begins_between_the_decision_and_its_day_replaces_the_old_one_then(vera: Client) -> None:
    v, oud, _ = make_oud()
    besluit = make_ondertekend(make_zaak())
    genomen = besluit.besluitdatum
    assert genomen is not None
    t = make_toestemming(v, None, grondslag="", besluit_id=besluit.pk)
    vervang(vera, t, oud, vanaf=genomen.isoformat())
    record_vaststelling(viewer=VERA, toestemming_id=t.pk, ingangsdatum=genomen.replace(year=genomen.year + 1))
    assert lees(v, genomen) == [{"2"}]


def test_another_day_for_the_new_one_is_another_day_for_the_old_one(vera: Client) -> None:
    """Also when the new one is changed in the draft afterwards; what the draft does not end stays."""
    v, oud, t = make_oud()
    vervang(vera, t, oud)
    nieuw = t.ontwerp.get(nummer="2").voorschrift_id
    vervang(vera, t, oud, vervangt_id="", voorschrift_id=str(nieuw), vanaf="2024-01-01")
    record_vaststelling(viewer=VERA, toestemming_id=t.pk, ingangsdatum=J22)
    assert lees(v, J23, J24) == [{"1"}, {"2"}]


def test_what_the_draft_itself_makes_cannot_be_replaced_in_it(vera: Client) -> None:
    """Its text would be gone without a word; as parent and to change it can be chosen."""
    _, oud, t = make_oud()
    vervang(vera, t, oud)
    nieuw = t.ontwerp.get(nummer="2").voorschrift_id
    velden = {"soort": "van_kracht", "nummer": "3", "tekst": "Drie.", "voorschrifttype": "standaard"}
    weg = vera.post(f"/toestemmingen/{t.pk}/mutatie", velden | {"vervangt_id": str(nieuw)})
    assert weg.status_code == 422 and Ontwerpmutatie.objects.get(voorschrift=nieuw).tekst == "Dubbele wand."
    assert vera.post(f"/toestemmingen/{t.pk}/mutatie", velden | {"ouder_id": str(nieuw)}).status_code == 302


def test_what_leaves_the_draft_replaces_nothing_and_what_it_ended_is_named(vera: Client) -> None:
    """Nobody reads that something came in the place of the old one: not while it is a draft, and not when it is taken out."""
    _, oud, t = make_oud()
    vervang(vera, t, oud)
    nieuw = t.ontwerp.get(nummer="2").voorschrift
    for adres in (f"/voorschriften/{oud}", f"/voorschriften/{nieuw.pk}"):
        assert "in de plaats" not in vera.get(adres).content.decode()
    uit = vera.post(f"/toestemmingen/{t.pk}/eruit", {"voorschrift": str(nieuw.pk)}, follow=True)
    assert "Voorschrift 1, dat het zou vervangen, vervalt in het concept nog wel" in uit.content.decode()
    nieuw.refresh_from_db()
    assert nieuw.vervangt_id is None and t.ontwerp.get().voorschrift_id == oud
    uit = vera.post(f"/toestemmingen/{t.pk}/eruit", {"voorschrift": str(oud)}, follow=True)
    assert "nog wel" not in uit.content.decode() and not t.ontwerp.exists()


def test_a_draft_that_is_given_up_replaces_nothing_and_one_that_is_established_does(vera: Client) -> None:
    v, oud, t = make_oud()
    vervang(vera, t, oud)
    weg = t.ontwerp.get(nummer="2").voorschrift
    vera.post(f"/toestemmingen/{t.pk}/afzien")
    weg.refresh_from_db()
    assert weg.vervangt_id is None
    t = make_toestemming(v, None)
    toen = klok.now()
    vervang(vera, t, oud)
    record_vaststelling(viewer=VERA, toestemming_id=t.pk, ingangsdatum=J22)
    adres = f"/voorschriften/{oud}"
    assert vera.get(adres).content.decode().count("in de plaats") == 1
    assert "in de plaats" not in vera.get(adres, {"beschikbaarOp": toen.isoformat()}).content.decode()
