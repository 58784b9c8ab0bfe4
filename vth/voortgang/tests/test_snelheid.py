"""A programme of five hundred topics and twenty rounds: no page asks more of the database than a small one does."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vth.tijd import klok
from vth.voortgang.models import Onderdeel, Onderdeelversie, Planning, Programma
from vth.voortgang.services import record_versie

from .builders import BUREAU, BUREAULID, REDEN, add_mijlpaal, add_onderwerp, get_deel, make_ronde, plan
from .test_web import get, sign_in

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


def test_what_is_remembered_of_a_row_never_outlives_the_row(programma: Programma):
    onderwerp = add_onderwerp()
    mijlpaal = add_mijlpaal("Handreiking", onderwerp.sleutel)
    client = sign_in(BUREAU, "programmabureau")
    tijdlijn = reverse("voortgang:beeld", args=[programma.pk, "tijdlijn"])
    assert "Q4 van 2023" in client.get(tijdlijn).content.decode()
    with pytest.raises(RuntimeError), transaction.atomic():
        plan(mijlpaal, "Q1 van 2031")
        raise RuntimeError
    assert "Q1 van 2031" not in client.get(tijdlijn).content.decode()
    plan(mijlpaal, "Q2 van 2031")
    assert "Q2 van 2031" in client.get(tijdlijn).content.decode()
    record_versie(
        viewer=BUREAULID, onderdeel_id=mijlpaal.pk, titel="Leidraad", inhoud={}, reden=REDEN, gezien=1
    )
    pagina = client.get(tijdlijn).content.decode()
    assert "Leidraad" in pagina and "Handreiking" not in pagina


def test_only_the_kind_that_is_asked_for_has_a_form_to_add_it_with(programma: Programma):
    onderwerp = add_onderwerp()
    client = sign_in(BUREAU, "programmabureau")
    adres = reverse("voortgang:onderdeel", args=[onderwerp.pk])
    kaal = get(client, "onderdeel", onderwerp.pk)
    assert f"{adres}?voegtoe=risico#voegtoe" in kaal and "risico_titel" not in kaal
    assert "risico_titel" in get(client, "onderdeel", onderwerp.pk, voegtoe="risico")
    for anders in ("pijler", "samenhang", "bestaat-niet", "versie", ""):
        assert 'id="voegtoe"' not in get(client, "onderdeel", onderwerp.pk, voegtoe=anders)
    fout = client.post(f"{adres}/risico", {"titel": ""}).content.decode()
    assert 'id="voegtoe"' in fout and "Er is 1 fout" in fout
    assert "voegtoe" not in get(sign_in("OD-ZUID", "lezer"), "onderdeel", onderwerp.pk)
