"""One mandate by form, and two who write down one number at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from vth.organisaties.models import Mandaat, MandaatVoorkomen
from vth.organisaties.rules import MandaatError

from .builders import give_mandaat, load_map, make_gebruiker

GOED = {
    "kenmerk": "M1",
    "mandaatgever": "GM9901",
    "mandaatgever_functie": "College",
    "mandaatnemer": "OD-NOORD",
    "mandaatnemer_functie": "Directeur",
    "soort": "mandaat",
    "regeling": "Ow",
    "artikel": "5.1",
    **dict.fromkeys(("besluitsoorten", "activiteiten", "categorieen", "gebieden", "processtappen"), "alle"),
    "hoogste_bedrag_euro": "10.000,50",
    "ondermandaat_niveaus": "0",
    "gevoelig_terug": "nee",
    "ondergeschikt": "nee",
    "instemming_op": "2024-01-01",
    "instemming_leiding_op": "2024-01-01",
    "mandaatbesluit": "B-1",
    "begin_geldigheid": "2024-02-01",
}


@pytest.fixture
def keeper(db: None, tmp_path: Path) -> Client:
    load_map(tmp_path)
    client = Client()
    client.force_login(make_gebruiker(("OD-NOORD", "mandaatbeheerder")))
    return client


def post(client: Client, **velden: str) -> Any:
    return client.post(reverse("organisaties:mandaatnieuw"), GOED | velden)


def test_keeper_writes_down_one_mandate(keeper: Client) -> None:
    assert "Voor welke besluitsoorten?" in keeper.get(reverse("organisaties:mandaatnieuw")).content.decode()
    assert post(keeper).status_code == 302
    rij = MandaatVoorkomen.objects.get()
    assert (rij.mandaatnemer_functie, rij.besluitsoorten, str(rij.hoogste_bedrag_euro)) == (
        "directeur",
        "*",
        "10000.50",
    )
    assert post(keeper).status_code == 302
    assert MandaatVoorkomen.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"kenmerk": ""}, "Het kenmerk ontbreekt"),
        ({"besluitsoorten": ""}, "Noem codes, of schrijf ‘alle’"),
        ({"hoogste_bedrag_euro": "veel"}, "is geen bedrag"),
        ({"begin_geldigheid": "gisteren"}, "is geen dag"),
        ({"eind_geldigheid": "2023-01-01"}, "2023-01-01"),
        ({"mandaatnemer": ""}, "De code van de mandaatnemer ontbreekt"),
        ({"ondergeschikt": "ja"}, "Awb 10:4"),
        ({"ondermandaat_van": "M9"}, "Awb 10:9"),
    ],
)
def test_a_mandate_that_cannot_be_is_told_at_its_column_and_keeps_what_was_given(
    keeper: Client, velden: dict[str, str], melding: str
) -> None:
    antwoord = post(keeper, **velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and melding in tekst and "Directeur" in tekst
    assert not Mandaat.objects.exists()


def test_who_keeps_no_register_has_no_form(db: None, tmp_path: Path) -> None:
    load_map(tmp_path)
    client = Client()
    client.force_login(make_gebruiker(("OD-NOORD", "lezer")))
    assert client.get(reverse("organisaties:mandaatnieuw")).status_code == 403
    assert client.post(reverse("organisaties:mandaatnieuw"), GOED).status_code == 403


def test_of_two_who_write_down_one_number_each_is_heard_or_told(verse_database: None, tmp_path: Path) -> None:
    load_map(tmp_path)
    slag = Barrier(2)

    def write(functie: str) -> Callable[[], str]:
        def doe() -> str:
            try:
                slag.wait(10)
                give_mandaat(mandaatnemer_functie=functie)
            except MandaatError as fout:
                return str(fout)
            finally:
                connection.close()
            return "gedaan"

        return doe

    with ThreadPoolExecutor(2) as pool:
        uitkomsten = sorted(f.result() for f in [pool.submit(write(f)) for f in ("directeur", "manager")])
    assert "gedaan" in uitkomsten
    assert all(u == "gedaan" or "op hetzelfde moment" in u for u in uitkomsten)
    assert Mandaat.objects.count() == 1
    assert MandaatVoorkomen.objects.believed().count() == 1
