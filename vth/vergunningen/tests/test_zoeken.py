"""Searching in voorschriften: by words and by limit, within sight, and only what stands on the day."""

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.toegang.rules import Viewer
from vth.vergunningen import zoekpagina
from vth.vergunningen.grenszoeken import WEINIG, Zoekvraag
from vth.vergunningen.inhoud import VoorschriftError, make_grenswaarde
from vth.vergunningen.zoekpagina import find_voorschriften
from vth.zoeken.vondsten import find_vondsten

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel, trek_in, wijzig

pytestmark = pytest.mark.django_db
J20, J22 = date(2020, 1, 1), date(2022, 1, 1)


def benzeen(waarde: str, eenheid: str = "mg/Nm3") -> dict[str, Any]:
    grens = {"naam": "benzeen", "stof": "71-43-2", "medium": "lucht", "waarde": waarde, "eenheid": eenheid}
    return {"grenswaarden": (make_grenswaarde(grens),)}


def zoek(viewer: Viewer = VERA, **velden: Any) -> list[str]:
    return [g.nummer for g in find_voorschriften(viewer, Zoekvraag(**velden)).gevonden]


@pytest.fixture
def vergunning() -> dict[str, uuid.UUID]:
    """Give a permit in which a limit was made stricter, another lapsed, and one is in grams."""
    ids = {n: uuid.uuid4() for n in ("tank", "weg", "oven")}
    v = make_vergunning()
    make_toestemming(
        v,
        J20,
        stel_met("1", "De opslagtank heeft een dampretour.", benzeen("5"), ids["tank"]),
        stel_met("2", "De vulplaats bij de opslagtank.", benzeen("9"), ids["weg"]),
        stel_met("3", "De oven.", benzeen("0.002", "g/Nm3"), ids["oven"]),
    )
    make_toestemming(v, J22, wijzig(ids["tank"], "1", "De opslagtank is gesloten."), trek_in(ids["weg"]))
    return ids


def stel_met(nummer: str, tekst: str, gegevens: dict[str, Any], id_: uuid.UUID) -> Any:
    voorstel = stel(nummer, tekst, id_=id_)
    inhoud = voorstel.inhoud
    assert inhoud is not None
    return type(voorstel)(
        "van_kracht", type(inhoud)(nummer, inhoud.titel, tekst, **gegevens), voorschrift_id=id_
    )


def test_words_find_what_stands_today_and_not_what_once_stood(vergunning: dict[str, uuid.UUID]) -> None:
    assert zoek(woorden="opslagtank") == ["1"]
    assert zoek(woorden="dampretour") == [] and zoek(woorden="dampretour", op=J20) == ["1"]
    assert zoek(woorden="opslagtank", op=J20) == ["1", "2"] and zoek(woorden="gesl opslag") == ["1"]
    assert [v.naam for v in find_vondsten(VERA, "opslagtank gesloten", hoogstens=9)[0]] == ["1 Over 1"]


def test_behind_what_no_longer_stands_more_is_looked_at(
    vergunning: dict[str, uuid.UUID], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zoekpagina, "KIJK_EERST", 1)
    # Of the two that ever had the word, one lapsed: whichever comes first, the other is found.
    assert zoek(woorden="opslagtank") == ["1"]
    monkeypatch.setattr(zoekpagina, "KIJK", 1)
    als = log_in(client, monkeypatch, VERA)
    tekst = als.get("/vergunningen/zoeken?woorden=dampretour").content.decode()
    assert "Nog niets gevonden" in tekst and "Geen voorschrift past hierbij" not in tekst
    niets = als.get("/vergunningen/zoeken?woorden=rookgaswasser").content.decode()
    assert "Geen voorschrift past hierbij" in niets


def test_limits_are_found_in_any_unit_of_the_same_kind_with_or_without_words(
    vergunning: dict[str, uuid.UUID],
) -> None:
    eis = {"stof": "benzeen", "waarde": Decimal(1), "eenheid": "mg/Nm³"}
    assert zoek(**eis) == ["3"] and zoek(**eis, op=J20) == ["2", "1", "3"]
    assert zoek(**eis, op=J20, woorden="opslagtank") == ["2", "1"]
    assert zoek(stof="71-43-2", hoe="onder", waarde=Decimal("0.006"), eenheid="g/Nm3", op=J20) == ["1", "3"]
    assert zoek(stof="tolueen") == [] and zoek(medium="water") == []
    with pytest.raises(VoorschriftError, match="is niet bekend"):
        zoek(waarde=Decimal(1), eenheid="kor/dak")


def test_limits_are_found_the_same_by_few_own_codes_as_by_many(vergunning: dict[str, uuid.UUID]) -> None:
    veel = replace(VERA.zicht, gebieden=VERA.zicht.gebieden | {f"GM{n:04}" for n in range(WEINIG)})
    niet = replace(VERA.zicht, gebieden=veel.gebieden - VERA.zicht.gebieden, leveranciers=frozenset())
    for vraag in ({"stof": "benzeen"}, {"medium": "lucht"}, {"stof": "71-43-2", "woorden": "opslagtank"}):
        gevonden = sorted(zoek(**vraag, op=J20))
        assert gevonden and sorted(zoek(replace(VERA, zicht=veel), **vraag, op=J20)) == gevonden
        assert zoek(replace(VERA, zicht=niet), **vraag, op=J20) == []


def test_a_limit_in_a_unit_that_cannot_be_converted_is_a_question(vergunning: dict[str, uuid.UUID]) -> None:
    vraag = Zoekvraag(stof="benzeen", hoe="onder", waarde=Decimal("0.006"), eenheid="g/m3", op=J20)
    assert find_voorschriften(VERA, vraag).gevonden == ()
    assert find_voorschriften(VERA, vraag).verwant == "mg/Nm3"
    assert find_voorschriften(BUITEN, vraag).verwant == ""


def test_nothing_is_found_outside_sight(vergunning: dict[str, uuid.UUID]) -> None:
    assert zoek(BUITEN, woorden="opslagtank") == [] and zoek(BUITEN, stof="benzeen", op=J20) == []


def test_the_page_shows_permit_number_words_and_limit(
    vergunning: dict[str, uuid.UUID], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    als = log_in(client, monkeypatch, VERA)
    tekst = als.get("/vergunningen/zoeken?stof=benzeen&hoe=boven&waarde=1&eenheid=mg/Nm3").content.decode()
    assert (
        "benzeen (CAS 71-43-2): hoogstens 0,002 g/Nm3" in tekst
        and "V-1 Verffabriek" in tekst
        and "De oven." in tekst
    )
    ander = als.get("/vergunningen/zoeken?stof=benzeen&hoe=boven&waarde=1&eenheid=mg/m3").content.decode()
    assert "Bedoelt u ook mg/Nm3?" in ander and "eenheid=mg%2FNm3" in ander
    fout = als.get("/vergunningen/zoeken?stof=benzeen&waarde=1")
    assert fout.status_code == 422 and "Geef de eenheid" in fout.content.decode()
