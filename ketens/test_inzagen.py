"""Who looks at the data of another leaves a line: on every page and in every download, and at no price without one."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking, Verwerkingbetrokkene
from vth.register.tests.builders import make_object
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

pytestmark = pytest.mark.django_db
BUUR = Viewer(
    actor="gebruiker 9",
    zicht=Zicht(
        leveranciers=frozenset({"OD-BUUR"}),
        gebieden=frozenset({"GM9901"}),
        niveaus=derive_niveaus("vertrouwelijk"),
        soorten=ALLE_SOORTEN,
    ),
    organisaties=frozenset({"OD-BUUR"}),
    handelingen=frozenset({"register.read"}),
)
EIGEN = Viewer(
    actor="gebruiker 8",
    zicht=Zicht(
        leveranciers=frozenset({"OD-NOORD"}), niveaus=derive_niveaus("vertrouwelijk"), soorten=ALLE_SOORTEN
    ),
)


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


@pytest.fixture
def site() -> Any:
    return make_object("A1", gebied="GM9901")


@pytest.mark.parametrize(
    ("adres", "naam"),
    [("/register/", "objecten.list"), ("/kaart", "kaart.list"), ("/objecten/{site}", "object.read")],
)
def test_page_with_the_data_of_another_is_a_line(
    als: Callable[[Viewer], Client], site: Any, adres: str, naam: str
) -> None:
    assert als(BUUR).get(adres.format(site=site.pk)).status_code == 200
    v = Verwerking.objects.get()
    assert (v.naam, v.actor, v.organisatie) == (naam, "gebruiker 9", "OD-BUUR")
    assert v.leveranciers == ["OD-NOORD"]


def test_own_data_and_nothing_found_are_no_lines(als: Callable[[Viewer], Client], site: Any) -> None:
    assert "Tankstation De Linde" in als(EIGEN).get("/register/").content.decode()
    als(EIGEN).get(f"/objecten/{site.pk}")
    als(BUUR).get("/register/?q=bestaatniet")
    als(BUUR).get(f"/objecten/{uuid.uuid4()}")
    assert not Verwerking.objects.exists()


def test_natural_person_is_noted_by_key_even_by_who_delivered_it(als: Callable[[Viewer], Client]) -> None:
    persoon = make_object("123456782", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Luidestra"})
    assert als(EIGEN).get(f"/objecten/{persoon.pk}").status_code == 200
    assert Verwerkingbetrokkene.objects.get().sleutel == persoon.pk
    assert "Luidestra" not in str(list(Verwerking.objects.values()))
