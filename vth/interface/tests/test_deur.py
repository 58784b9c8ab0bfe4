"""The door: what holds for every question and every answer of the interface, whichever room gives it."""

import json
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from vth.interface.deur import wrap_view
from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.onderhoud import announce_onderhoud
from vth.interface.probleem import make_probleem
from vth.interface.versie import VERSIE
from vth.toegang.rules import NIEMAND

from .builders import log_in

LIJST = "/api/v1/objecten"
FABRIEK = RequestFactory()


def answer(
    adres: str, view: Callable[..., HttpResponse], *, methode: str = "GET", **koppen: str
) -> HttpResponse:
    namen = {"GET": {"soort", "leverancier"}, "POST": {"soort"}}
    vraag = FABRIEK.generic(methode, adres, headers=koppen)
    return wrap_view(view, namen)(vraag)  # type: ignore[return-value]


def show(_request: object) -> HttpResponse:
    return HttpResponse(b'{"a":1}', content_type="application/json")


def refuse(_request: object) -> HttpResponse:
    fout = InvoerError([Veldfout("soort", "Deze soort bestaat niet.", "onbekend")])
    return make_probleem(400, str(fout), velden=fout.fouten)


def list_fouten(antwoord: HttpResponse) -> list[tuple[str, str]]:
    return [(v["veld"], v["code"]) for v in json.loads(antwoord.content)["velden"]]


def test_every_answer_tells_the_version() -> None:
    assert answer("/x", show)["API-Version"] == VERSIE
    assert answer("/x?vreemd=1", show)["API-Version"] == VERSIE


def test_same_answer_is_not_sent_twice() -> None:
    eerste = answer("/x", show)
    tweede = answer("/x", show, **{"If-None-Match": eerste["ETag"]})
    assert (tweede.status_code, tweede.content, tweede["ETag"]) == (304, b"", eerste["ETag"])
    assert tweede["API-Version"] == VERSIE


@pytest.mark.parametrize("kop", ['"anders"', "onzin", 'W/"', "", '"a", "b"'])
def test_another_mark_gets_the_whole_answer(kop: str) -> None:
    assert answer("/x", show, **{"If-None-Match": kop}).status_code == 200


def test_mark_that_must_match_and_does_not_is_a_problem() -> None:
    antwoord = answer("/x", show, **{"If-Match": '"anders"'})
    assert (antwoord.status_code, antwoord["Content-Type"]) == (412, "application/problem+json")


def test_name_that_means_nothing_is_refused_with_the_one_that_was_meant() -> None:
    antwoord = answer("/x?leverancer=OD-NOORD", show)
    assert (antwoord.status_code, list_fouten(antwoord)) == (400, [("leverancer", "onbekende_parameter")])
    assert "Bedoelt u ‘leverancier’?" in antwoord.content.decode()


def test_all_that_is_wrong_is_told_at_once() -> None:
    antwoord = answer("/x?soort=onzin&vreemd=1&gek=2", refuse)
    assert list_fouten(antwoord) == [
        ("vreemd", "onbekende_parameter"),
        ("gek", "onbekende_parameter"),
        ("soort", "onbekend"),
    ]


def test_who_may_not_ask_is_told_that_first() -> None:
    assert answer("/x?vreemd=1", lambda _: make_probleem(401)).status_code == 401


def test_write_with_a_name_that_means_nothing_writes_nothing() -> None:
    geschreven = []
    antwoord = answer("/x?vreemd=1", lambda v: geschreven.append(v) or show(v), methode="POST")  # type: ignore[func-returns-value]
    assert (antwoord.status_code, geschreven) == (400, [])


def test_error_without_a_shape_becomes_a_problem() -> None:
    antwoord = answer("/x", lambda _: HttpResponse("stuk", status=405, headers={"Allow": "GET"}))
    assert (antwoord["Content-Type"], antwoord["Allow"]) == ("application/problem+json", "GET")


@override_settings(AANLEVERING_MAX_BYTES=10)
@pytest.mark.parametrize("lengte", ["99999999", "-1", "x", "1e9"])
def test_body_that_is_too_large_is_refused_before_it_is_read(lengte: str) -> None:
    vraag = FABRIEK.post("/x", b"", content_type="text/plain", CONTENT_LENGTH=lengte)
    assert wrap_view(show)(vraag).status_code == 413


@pytest.mark.parametrize("adres", ["/api/v1/objecten/", "/api/v1/onzin", "/api/v1/", "/api/v1//objecten"])
@pytest.mark.django_db
def test_address_that_does_not_exist_is_a_problem_with_a_version(client: Client, adres: str) -> None:
    antwoord = client.get(adres)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (404, "application/problem+json")
    assert antwoord["API-Version"] == VERSIE


@pytest.mark.django_db
def test_answer_carries_the_headers_that_the_api_design_rules_ask(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    antwoord = log_in(client, monkeypatch, NIEMAND).get(LIJST)
    assert antwoord.status_code == 200
    assert antwoord["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in antwoord["Content-Security-Policy"]
    assert (antwoord["X-Content-Type-Options"], antwoord["X-Frame-Options"]) == ("nosniff", "DENY")


@pytest.mark.django_db
def test_write_during_maintenance_gets_a_problem_that_says_when(client: Client) -> None:
    with announce_onderhoud(lang=True):
        antwoord = client.post("/api/v1/aanleveringen")
    assert (antwoord.status_code, antwoord["Content-Type"]) == (503, "application/problem+json")
    assert (antwoord["Retry-After"], antwoord["API-Version"]) == ("60", VERSIE)
