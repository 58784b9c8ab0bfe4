"""What every page carries: the rooms of this viewer, the account in names, and where the reader is."""

from dataclasses import replace

import pytest
from django.test import Client, RequestFactory

from portaal.adres import derive_objectadres
from portaal.context import derive_kamers, list_navigatie
from vth.aanleveringen.tests.builders import BEHEERDER
from vth.interface.tests.builders import log_in
from vth.register.tests.builders import LANDELIJK
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.models import Gebruiker
from vth.toegang.rules import NIEMAND, Viewer

from .builders import GEMEENTE, JAN, TOEZICHT

KIJKEN = [
    "Start",
    "Zaken",
    "Adviezen",
    "Agenda",
    "Toezicht",
    "Klachten en signalen",
    "Handhaving",
    "Vergunningen",
    "Documenten",
    "Monitoring",
    "Voortgang",
    "Zoeken",
    "Kaart",
    "Mandaatregister",
]


@pytest.mark.parametrize(
    ("viewer", "kamers"),
    [
        (NIEMAND, []),
        (GEMEENTE, KIJKEN),
        (TOEZICHT, [*KIJKEN, "Aanleveringen", "Vergelijk leveranciers"]),
        (BEHEERDER, [*KIJKEN, "Aanleveringen", "Lever aan", "Vergelijk leveranciers"]),
        (LANDELIJK, [*KIJKEN, "Aanleveringen", "Vergelijk leveranciers"]),
    ],
)
def test_no_room_is_offered_that_the_viewer_cannot_use(viewer: Viewer, kamers: list[str]) -> None:
    assert [titel for titel, _, _ in derive_kamers(viewer)] == kamers


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("adres", "kamer"),
    [
        ("/", "Start"),
        ("/register/?q=x", "Zoeken"),
        ("/aanleveringen/", "Aanleveringen"),
        ("/aanleveringen/nieuw", "Lever aan"),
        ("/aanleveringen/01a20bc4-4925-7011-9917-878f2fe477e5", "Aanleveringen"),
        ("/aanleveringen/vergelijking", "Vergelijk leveranciers"),
        ("/stijlgids", None),
    ],
)
def test_one_room_is_marked_as_where_the_reader_is(rf: RequestFactory, adres: str, kamer: str | None) -> None:
    request = rf.get(adres)
    request.viewer = BEHEERDER  # type: ignore[attr-defined]
    actief = [item["titel"] for item in list_navigatie(request)["navigatie"] if item["actief"]]
    assert actief == ([kamer] if kamer else [])


@pytest.mark.django_db
def test_account_is_told_in_names(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = Gebruiker(username="bo", naam="Bo Beheerder")
    request.viewer = replace(TOEZICHT, rollen=frozenset({"toezichthouder"}))  # type: ignore[attr-defined]
    account = list_navigatie(request)["account"]
    assert (account["naam"], account["rollen"]) == ("Bo Beheerder", ["Toezichthouder"])


def test_address_holds_the_moment_only_when_it_is_another_one() -> None:
    id_ = "01a20bc4-4925-7011-9917-878f2fe477e5"
    nu = Peilmoment(klok.today(), klok.now())
    assert derive_objectadres(id_, nu) == f"/objecten/{id_}"  # type: ignore[arg-type]
    toen = Peilmoment(JAN, klok.now())
    assert derive_objectadres(id_, toen) == f"/objecten/{id_}?geldigOp=2024-01-01"  # type: ignore[arg-type]


@pytest.mark.django_db
def test_account_page_is_reached_from_the_menu_of_every_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = log_in(client, monkeypatch, TOEZICHT).get("/register/").content.decode()
    assert '<a href="/account">Uw account</a>' in html
