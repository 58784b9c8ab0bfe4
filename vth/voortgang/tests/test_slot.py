"""With the second lock of PostgreSQL shut, this room says to each role just what it says without it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from vth.organisaties.tests.builders import BASIS, load_map
from vth.tijd.slot import SITE
from vth.tijd.tests.rollen import work_as
from vth.voortgang.models import Programma

from .builders import (
    BUREAU,
    NOORD,
    add_mijlpaal,
    add_onderwerp,
    get_bijdrage,
    get_deel,
    make_programma,
    make_ronde,
)
from .test_web import sign_in

pytestmark = [
    pytest.mark.usefixtures("verse_database"),
    pytest.mark.traag,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot"),
]


def _list_adressen() -> list[str]:
    """List a page of each kind."""
    programma, onderwerp = Programma.objects.get().pk, get_deel("p1.o1").pk
    ronde = Programma.objects.get().rondes.get()
    return [
        reverse("voortgang:overzicht"),
        reverse("voortgang:programma", args=[programma]),
        reverse("voortgang:bijdragen", args=[programma]),
        reverse("voortgang:rondes", args=[programma]),
        reverse("voortgang:beeld", args=[programma, "tijdlijn"]),
        reverse("voortgang:onderdeel", args=[onderwerp]),
        reverse("voortgang:ronde", args=[ronde.pk]),
        reverse("voortgang:rapport", args=[ronde.pk]),
        reverse("voortgang:bijdrage", args=[get_bijdrage(ronde).pk]),
        f"/api/v1/voortgang/programmas/{programma}/onderdelen",
    ]


def _read(client: Client, adressen: list[str]) -> dict[str, tuple[int, bool, int]]:
    uit = {}
    for adres in adressen:
        antwoord = client.get(adres)
        tekst = antwoord.content.decode()
        uit[adres] = (antwoord.status_code, "Onderwerp 1" in tekst, tekst.count("Q4 van 2023"))
    return uit


@pytest.mark.parametrize(
    ("organisatie", "rol"),
    [(BUREAU, "programmabureau"), (NOORD, "onderwerpeigenaar"), ("OD-ZUID", "lezer"), ("PV99", "lezer")],
)
def test_the_pages_say_the_same_with_the_second_lock_shut(
    tmp_path: Path, zet_klok: Callable[..., Any], organisatie: str, rol: str
) -> None:
    load_map(tmp_path / "land", BASIS)
    zet_klok(2024, 1, 15, 9)
    make_programma()
    add_onderwerp()
    add_mijlpaal("Bouw klaar", "p1.o1")
    make_ronde()
    client, adressen = sign_in(organisatie, rol), _list_adressen()
    open_ = _read(client, adressen)
    assert any(leest for _, leest, _ in open_.values()) is (organisatie != "PV99")
    with work_as(SITE):
        assert _read(client, adressen) == open_
