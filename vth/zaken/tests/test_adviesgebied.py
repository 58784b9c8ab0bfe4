"""Advice between an omgevingsdienst and a gemeente of its own area: both look in the same area, and each sees its own record."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.organisaties.selectors import make_viewer as make_accountviewer
from vth.organisaties.tests.builders import BASIS, load_map
from vth.tijd import klok
from vth.tijd.slot import SITE
from vth.tijd.tests.rollen import work_as
from vth.toegang.claim import claim_zicht
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import Viewer
from vth.toegang.selectors import has_werkend
from vth.zaken.advies.lijst import make_lijst, read_adviespagina
from vth.zaken.advies.selectors import list_adviezen_van, list_zichtbare_adviezen
from vth.zaken.advies.services import accept_adviesverzoek, record_uitvoeringstoets
from vth.zaken.models import Adviesverzoek, Uitvoeringstoetspunt
from vth.zaken.selectors import BestaatNietError

from .builders import ANNA, make_viewer, make_zaak
from .test_advies import make_advies

GEMEENTE = "GM9901"
# One area, three organisations; and who sees everything.
GERDA = make_viewer("gebruiker 920", organisatie=GEMEENTE, gebied=GEMEENTE)
BUUR = make_viewer("gebruiker 921", organisatie="OD-ZUID", gebied=GEMEENTE)
LAND = replace(ANNA, actor="gebruiker 922", zicht=replace(ANNA.zicht, landelijk=True))
SMAL = replace(
    GERDA, zicht=replace(GERDA.zicht, leveranciers=frozenset(), eigen=frozenset({GEMEENTE})), actor="g 923"
)
TOETS = {"meetbaar": ("nee", "Er is geen meetmethode.")}


def join(organisatie: str = GEMEENTE, **velden: Any) -> Gebruiker:
    """Let somebody work here for an organisation."""
    wie = Gebruiker.objects.create(username=f"lid{Gebruiker.objects.count()}", naam="Lid")
    vast: dict[str, Any] = {"rol": "vergunningverlener", "begin": date(2024, 1, 1)}
    Lidmaatschap.objects.create(gebruiker=wie, organisatie=organisatie, **(vast | velden))
    return wie


def ask(**velden: Any) -> tuple[Adviesverzoek, Adviesverzoek]:
    """Ask the gemeente about its own omgevingsplan; gives both records."""
    vast = {"richting": "gevraagd", "partij": GEMEENTE, "partijnaam": ""}
    advies = make_advies(**(vast | velden))
    return advies, Adviesverzoek.objects.get(tegenhanger=advies)


@pytest.fixture
def paar(db: None, tmp_path: Path) -> tuple[Adviesverzoek, Adviesverzoek]:
    load_map(tmp_path)
    join()
    return ask()


def list_gezien(viewer: Viewer, vraag: dict[str, str]) -> list[Any]:
    """Give what the register shows, counts and lets one take along."""
    pagina, lijst = read_adviespagina(viewer, vraag), make_lijst(viewer, vraag)
    assert [a.pk for a in pagina.adviezen] == [a.pk for a in lijst.rijen]
    assert pagina.aantal == len(pagina.adviezen)
    return [a.pk for a in pagina.adviezen]


def test_each_side_sees_its_own_record_once_and_others_in_the_area_that_of_who_asks(paar: Any) -> None:
    advies, ander = paar
    assert list_gezien(ANNA, {}) == [advies.pk]
    assert list_gezien(GERDA, {}) == [ander.pk] == list_gezien(SMAL, {})
    assert list_gezien(BUUR, {}) == [advies.pk]
    assert sorted(list_gezien(LAND, {})) == sorted([advies.pk, ander.pk])
    zaak = make_zaak()
    in_zaak, _ = ask(zaak=zaak)
    assert list_adviezen_van(ANNA, zaak) == list_adviezen_van(BUUR, zaak) == [in_zaak]
    assert list_adviezen_van(GERDA, zaak) == []


def test_nobodys_work_is_only_what_one_can_take_up(paar: Any) -> None:
    _, ander = paar
    assert list_gezien(GERDA, {"wie": "niemand"}) == [ander.pk]
    for viewer in (ANNA, BUUR, LAND):
        assert list_gezien(viewer, {"wie": "niemand"}) == []


def test_an_uitvoeringstoets_that_is_not_finished_is_not_read_by_who_asks(
    paar: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ander = paar
    record_uitvoeringstoets(viewer=GERDA, advies_id=ander.pk, toets=TOETS)
    for viewer, mag in ((ANNA, False), (BUUR, False), (GERDA, True)):
        log_in(client, monkeypatch, viewer)
        antwoord = client.get(f"/adviezen/{ander.pk}")
        assert (antwoord.status_code == 200, "geen meetmethode" in antwoord.content.decode()) == (mag, mag)
        for adres in ("/adviezen/", "/adviezen/download.csv"):
            antwoord = client.get(adres)
            tekst = b"".join(antwoord) if antwoord.streaming else antwoord.content
            assert [str(rij.pk).encode() in tekst for rij in paar] == [not mag, mag]
    with pytest.raises(BestaatNietError):
        accept_adviesverzoek(viewer=ANNA, advies_id=ander.pk)


def test_who_works_there_for_some_gemeenten_only_sees_what_is_asked_there(db: None, tmp_path: Path) -> None:
    load_map(tmp_path)
    wie = join(gebieden=[GEMEENTE])
    _, ander = ask()
    viewer = make_accountviewer(wie, klok.today())
    assert not viewer.zicht.leveranciers and list(list_zichtbare_adviezen(viewer)) == [ander]


@pytest.mark.parametrize("gebieden", [["GM9902"], ["GM9902", "GM9903"]])
def test_what_lies_where_nobody_there_works_does_not_travel(
    db: None, tmp_path: Path, gebieden: list[str]
) -> None:
    load_map(tmp_path)
    join(gebieden=gebieden)
    advies = make_advies(richting="gevraagd", partij=GEMEENTE, partijnaam="")
    assert not advies.over_en_weer and Adviesverzoek.objects.count() == 1
    join(gebieden=[GEMEENTE])
    assert ask()[0].over_en_weer


def test_what_lies_nowhere_is_only_for_who_works_for_all_of_it(db: None) -> None:
    wie: dict[str, Any] = {"recht": "zaak.record", "niveau": "intern", "gebied": "", "op": klok.today()}
    join(gebieden=["GM9902", GEMEENTE])
    assert not has_werkend(GEMEENTE, **wie)
    join()
    assert has_werkend(GEMEENTE, **wie)


def test_an_organisation_that_is_no_longer_there_gets_nothing(db: None, tmp_path: Path) -> None:
    organisaties = [
        o | {"eind_geldigheid": "2025-06-01"} if o["code"] == GEMEENTE else o for o in BASIS["organisaties"]
    ]
    load_map(tmp_path, {"organisaties": organisaties})
    join()
    advies = make_advies(richting="gevraagd", partij=GEMEENTE, partijnaam="")
    assert not advies.over_en_weer and Adviesverzoek.objects.count() == 1


@pytest.mark.usefixtures("verse_database")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot")
def test_a_forgotten_filter_does_not_tell_who_asks_what_the_adviser_writes(tmp_path: Path) -> None:
    load_map(tmp_path)
    join()
    advies, ander = ask()
    record_uitvoeringstoets(viewer=GERDA, advies_id=ander.pk, toets=TOETS)
    zien: list[tuple[Viewer, set[Any], int]] = [
        (ANNA, {advies.pk}, 0),
        (BUUR, {advies.pk}, 0),
        (GERDA, {advies.pk, ander.pk}, 1),
        (SMAL, {advies.pk, ander.pk}, 1),
        (LAND, {advies.pk, ander.pk}, 1),
    ]
    with work_as(SITE):
        for viewer, ids, punten in zien:
            with claim_zicht(viewer.zicht):
                assert set(Adviesverzoek.objects.values_list("pk", flat=True)) == ids
                assert Uitvoeringstoetspunt.objects.count() == punten
        assert not Adviesverzoek.objects.exists()
