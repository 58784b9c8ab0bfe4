"""A programme of five hundred topics and twenty rounds: no page asks more of the database than a small one does."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vth.tijd import klok
from vth.voortgang.models import Onderdeel, Onderdeelversie, Planning, Programma

from .builders import BUREAU, get_deel, make_ronde
from .test_web import sign_in

pytestmark = pytest.mark.django_db


def grow(programma: Programma, aantal: int, rondes: int) -> None:
    """Add topics with a milestone each, straight into the tables, and rounds in which all are written about."""
    vast: dict[str, Any] = {
        "programma": programma,
        "bekend_op": date(2023, 1, 2),
        "op": klok.now(),
        "door": "proef",
    }
    for n in range(1, aantal + 1):
        onderwerp = Onderdeel.objects.create(
            programma=programma, soort="onderwerp", sleutel=f"p1.o{n}", ouder=get_deel("p1")
        )
        mijlpaal = Onderdeel.objects.create(
            programma=programma, soort="mijlpaal", sleutel=f"p1.o{n}#m1", ouder=onderwerp
        )
        for deel, titel, inhoud in (
            (onderwerp, f"Onderwerp {n}", {"nummer": str(n)}),
            (mijlpaal, f"Mijlpaal {n}", {}),
        ):
            Onderdeelversie.objects.create(onderdeel=deel, volgnummer=1, titel=titel, inhoud=inhoud, **vast)
        dagen = {
            "soort": "kwartaal",
            "tekst": "Q1 van 2024",
            "van": date(2024, 1, 1),
            "tot": date(2024, 3, 31),
        }
        Planning.objects.create(onderdeel=mijlpaal, volgnummer=1, stand="gepland", **dagen, **vast)
    Programma.objects.update(stempel=klok.make_uuid7())
    for n in range(rondes):
        make_ronde(f"Ronde {n}", date(2023, 1, 2 + n))


def count(client: Any, adres: str) -> int:
    client.get(adres)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(adres).status_code == 200
    return len(vragen)


def test_what_a_page_asks_does_not_grow_with_the_programme(programma: Programma):
    client = sign_in(BUREAU, "programmabureau")
    pk = programma.pk
    adressen = [reverse("voortgang:programma", args=[pk])] + [
        reverse("voortgang:beeld", args=[pk, naam])
        for naam in ("risicos", "besluiten", "verschuiving", "tijdlijn", "samenhang", "middelen", "watals")
    ]
    adressen.append(reverse("voortgang:onderdeel", args=[get_deel("p1").pk]))
    grow(programma, 3, 1)
    voor = [count(client, adres) for adres in adressen]
    programma.refresh_from_db()
    klein = dict(zip(adressen, voor, strict=True))
    for n in range(4, 40):
        onderwerp = Onderdeel.objects.create(
            programma=programma, soort="onderwerp", sleutel=f"p1.o{n}", ouder=get_deel("p1")
        )
        Onderdeelversie.objects.create(
            programma=programma,
            onderdeel=onderwerp,
            volgnummer=1,
            titel="x",
            inhoud={"nummer": str(n)},
            bekend_op=date(2023, 1, 2),
            op=klok.now(),
            door="proef",
        )
    Programma.objects.update(stempel=klok.make_uuid7())
    assert {a: count(client, a) for a in adressen} == klein
