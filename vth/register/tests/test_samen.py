"""Who looks for words finds each thing once, with whose the other records are; who goes through the register finds them all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.register.models import Bronobject, Toewijzing
from vth.tijd import klok
from vth.tijd.rules import BEGIN_DAG
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
NOORD = Viewer(
    "noord",
    Zicht(
        soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-NOORD"}), niveaus=derive_niveaus("vertrouwelijk")
    ),
)


def make_verf(leverancier: str, sleutel: str = "1") -> Bronobject:
    return make_object(
        sleutel, leverancier=leverancier, inhoud={"naam": "Verfhandel Linde", "hoofdtype": "inrichting"}
    )


def join(bronobject: Bronobject, identiteit: Bronobject) -> None:
    """Say that a record is about the thing of another."""
    Toewijzing.objects.create(
        bronobject=bronobject,
        identiteit=identiteit.pk,
        begin_geldigheid=BEGIN_DAG,
        tijdstip_registratie=klok.now(),
        herkomst=bronobject.herkomst,
    )


def list_leveranciers(client: Client, adres: str) -> list[Any]:
    return [rij["leverancier"] for rij in client.get(adres).context["rijen"]]


def test_a_search_gives_one_line_for_a_thing_with_whose_the_others_are(als: Als) -> None:
    a, b, c = make_verf("OD-NOORD"), make_verf("OD-ZUID"), make_verf("PV99")
    join(b, a), join(c, a)
    antwoord = als(LANDELIJK).get("/register/?q=verfhandel")
    (rij,) = antwoord.context["rijen"]
    eerst, _, ook = rij["leverancier"].partition(", ook bij ")
    assert {eerst, *ook.split(" en ")} == {"OD-NOORD", "OD-ZUID", "PV99"}
    assert "3 gegevens van leveranciers" in antwoord.content.decode()


def test_things_that_are_not_one_stay_apart_in_a_search(als: Als) -> None:
    make_verf("OD-NOORD"), make_verf("OD-ZUID")
    assert sorted(list_leveranciers(als(LANDELIJK), "/register/?q=verfhandel")) == ["OD-NOORD", "OD-ZUID"]


def test_a_supplier_with_the_same_thing_twice_is_said_to_have_it_twice(als: Als) -> None:
    a, b = make_verf("OD-NOORD"), make_verf("OD-NOORD", "2")
    join(b, a)
    assert list_leveranciers(als(LANDELIJK), "/register/?q=verfhandel") == ["OD-NOORD, staat er dubbel"]


def test_a_thing_that_one_supplier_ended_and_another_still_has_exists(als: Als) -> None:
    inhoud = {"naam": "Verfhandel Linde", "hoofdtype": "inrichting"}
    a = make_object("1", leverancier="OD-NOORD", inhoud=inhoud, eind=date(2025, 1, 1))
    b = make_verf("OD-ZUID")
    join(b, a)
    (rij,) = als(LANDELIJK).get("/register/?q=verfhandel").context["rijen"]
    assert (rij["leverancier"], rij["toestand"][0]) == ("OD-ZUID, ook bij OD-NOORD", "goed")


def test_without_words_every_record_has_its_line(als: Als) -> None:
    a, b = make_verf("OD-NOORD"), make_verf("OD-ZUID")
    join(b, a)
    assert len(list_leveranciers(als(LANDELIJK), "/register/")) == 2


def test_of_a_record_that_one_may_not_see_a_search_says_nothing(als: Als) -> None:
    a, b = make_verf("OD-NOORD"), make_verf("OD-ZUID")
    join(b, a)
    assert list_leveranciers(als(NOORD), "/register/?q=verfhandel") == ["OD-NOORD"]


def test_the_list_while_typing_names_a_thing_once(als: Als) -> None:
    a, b = make_verf("OD-NOORD"), make_verf("OD-ZUID")
    join(b, a)
    assert als(LANDELIJK).get("/register/direct?q=verfhandel").content.decode().count("<li>") == 1
