"""A natural person is found by name by who has a ground to see persons, and by nobody else, and by nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking
from vth.register.models import Bronobject
from vth.register.services import erase_persoonsgegevens
from vth.register.zoekregels import VINDBAAR, write_zoekregels
from vth.toegang.rules import Viewer
from vth.zoeken.models import Zoekregel
from vth.zoeken.selectors import find_correctie
from vth.zoeken.vondsten import find_vondsten

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db
PERSOON = {
    "voorletters": "A.B.",
    "voorvoegsel": "van",
    "geslachtsnaam": "Zonderlingstra",
    "burgerservicenummer": "123456782",
    "telefoonnummer": "0699999999",
    "openbare_ruimte": "Verborgenlaan",
    "woonplaats": "Nergenshuizen",
}
ZONDER = replace(LANDELIJK, zicht=replace(LANDELIJK.zicht, soorten=frozenset(VINDBAAR)))


@pytest.fixture
def persoon() -> Bronobject:
    return make_object("123456782", soort="natuurlijkpersoon", inhoud=PERSOON)


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def find(viewer: Viewer, vraag: str) -> list[str]:
    return [v.naam for v in find_vondsten(viewer, vraag, hoogstens=10)[0]]


def test_a_person_is_found_by_name_and_each_look_names_the_person(als: Any, persoon: Bronobject) -> None:
    html = als(LANDELIJK).get("/register/?q=zonderlingstra").content.decode()
    assert f'href="/objecten/{persoon.pk}">Natuurlijk persoon A.B. van Zonderlingstra</a>' in html
    regel = Verwerking.objects.get(naam="vondsten.list")
    assert str(persoon.pk) in str([r.sleutel for r in regel.betrokkenen.all()])


@pytest.mark.parametrize("vraag", ["123456782", "0699999999", "verborgenlaan", "nergenshuizen"])
def test_a_person_is_found_by_nothing_but_the_name(vraag: str, persoon: Bronobject) -> None:
    assert find(LANDELIJK, vraag) == []
    assert find(LANDELIJK, "van zonderlingstra") == ["A.B. van Zonderlingstra"]


@pytest.mark.parametrize(
    "viewer",
    [
        ZONDER,
        replace(LANDELIJK, zicht=replace(LANDELIJK.zicht, landelijk=False, gebieden=frozenset({"GM9903"}))),
        replace(LANDELIJK, zicht=replace(LANDELIJK.zicht, niveaus=frozenset({"openbaar"}))),
    ],
    ids=["geen grond", "ander gebied", "te vertrouwelijk"],
)
def test_who_may_not_see_a_person_learns_nothing_of_the_name(
    als: Any, persoon: Bronobject, viewer: Viewer
) -> None:
    make_object(relaties={"drijver": [persoon]})
    assert find(viewer, "zonderlingstra") == [] and find_correctie(viewer, "zonderlinkstra") == ""
    assert find_correctie(LANDELIJK, "zonderlinkstra") == "zonderlingstra"
    for adres in ("/register/?q={}", "/register/direct?q={}", "/kaart?q={}", "/register/download.csv?q={}"):
        for vraag in ("zonderlingstra", "zonderlinkstra"):
            antwoord = als(viewer).get(adres.format(vraag))
            inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
            assert "A.B." not in inhoud.decode() and str(persoon.pk) not in inhoud.decode()


def test_nobody_appears_while_one_is_typing_or_in_a_list(als: Any, persoon: Bronobject) -> None:
    client = als(LANDELIJK)
    make_object(relaties={"drijver": [persoon]})
    for adres in (
        "/register/direct?q=zonderling",
        "/api/v1/objecten?q=zonderlingstra&soort=natuurlijkpersoon",
        "/api/v1/objecten?q=zonderlingstra",
        "/kaart?q=zonderlingstra",
    ):
        assert str(persoon.pk) not in client.get(adres).content.decode(), adres
    for meer in ("", "&soort=natuurlijkpersoon"):
        bestand = client.get(f"/register/download.csv?q=zonderlingstra{meer}")
        assert len(b"".join(bestand.streaming_content).splitlines()) == 1
        html = client.get(f"/register/?q=zonderlingstra{meer}").content.decode()
        assert html.count(str(persoon.pk)) == 1


def test_names_of_now_and_then_are_found_until_they_are_erased(persoon: Bronobject) -> None:
    make_object(
        "123456782",
        soort="natuurlijkpersoon",
        inhoud=PERSOON | {"geslachtsnaam": "Gehuwdema"},
        begin=date(2025, 1, 1),
    )
    assert find(LANDELIJK, "zonderlingstra") == find(LANDELIJK, "gehuwdema") == ["A.B. van Gehuwdema"]
    erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef")
    assert find(LANDELIJK, "gehuwdema") == [] and not Zoekregel.objects.exists()
    write_zoekregels("SELECT id FROM register_bronobject")
    assert not Zoekregel.objects.exists()
