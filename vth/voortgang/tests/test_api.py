"""The interface: a programme as known at any moment, texts one may read, and what is written by the same rules as in the site."""

import json
from typing import Any

import pytest
from django.test import Client

from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import make_gebruiker
from vth.tijd import klok
from vth.toegang.tokens import record_toegangstoken
from vth.voortgang.models import Planning, Programma

from .builders import NOORD, REDEN, add_mijlpaal, add_onderwerp, get_bijdrage, get_deel, make_ronde
from .test_web import fill

pytestmark = pytest.mark.django_db
API = "/api/v1/voortgang"


def make_koppen(organisatie: str, rol: str, *rechten: str) -> dict[str, str]:
    viewer = make_viewer(make_gebruiker((organisatie, rol)), klok.today())
    _, geheim = record_toegangstoken(viewer=viewer, naam="proef", rechten=rechten, dagen=1)
    return {"Authorization": f"Bearer {geheim.waarde}"}


def ask(client: Client, koppen: dict[str, str], adres: str, **vraag: Any) -> Any:
    antwoord = client.get(API + adres, vraag, headers=koppen)
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def send(client: Client, koppen: dict[str, str], adres: str, **velden: Any) -> Any:
    return client.post(API + adres, json.dumps(velden), content_type="application/json", headers=koppen)


def test_a_programme_is_read_page_by_page_as_known_on_a_day(client: Client, programma: Programma):
    fill(programma)
    koppen = make_koppen(NOORD, "lezer", "register.read")
    (een,) = ask(client, koppen, "/programmas")["programmas"]
    assert een["code"] == "ibp-vth" and een["rondes"][0]["stand"] == "vergrendeld"
    adres, gezien = f"/programmas/{programma.pk}/onderdelen", []
    bladzij = ask(client, koppen, adres, soort="mijlpaal", aantal=1)
    while True:
        gezien += [(d["titel"], d["stand"]) for d in bladzij["onderdelen"]]
        if "next" not in bladzij["_links"]:
            break
        bladzij = client.get(bladzij["_links"]["next"]["href"], headers=koppen).json()
    assert gezien == [("Handreiking klaar", "wijkt_sterk_af"), ("Bouw klaar", "volgens")]
    toen = ask(client, koppen, adres, soort="mijlpaal", geldigOp="2023-06-30")["onderdelen"]
    assert [len(d["planningen"]) for d in toen] == [1, 1]
    for vraag in ({"soort": "maan"}, {"geldigOp": "gisteren"}, {"aantal": "veel"}):
        assert client.get(API + adres, vraag, headers=koppen).status_code == 400


def test_a_stranger_reads_nothing_and_a_concept_is_read_by_its_owner_only(
    client: Client, programma: Programma
):
    add_onderwerp()
    ronde = make_ronde()
    eigenaar = make_koppen(NOORD, "onderwerpeigenaar", "register.read", "bijdrage.record")
    bijdrage = get_bijdrage(ronde)
    assert (
        send(client, eigenaar, f"/bijdragen/{bijdrage.pk}", voortgang="Klaar.", versie=0).status_code == 201
    )
    assert (
        send(client, eigenaar, f"/bijdragen/{bijdrage.pk}", voortgang="Anders.", versie=0).status_code == 409
    )
    assert [b["voortgang"] for b in ask(client, eigenaar, f"/rondes/{ronde.pk}")["bijdragen"]] == ["Klaar."]
    lezer = make_koppen("OD-ZUID", "lezer", "register.read")
    assert ask(client, lezer, f"/rondes/{ronde.pk}")["bijdragen"] == []
    vreemd = make_koppen("PV99", "lezer", "register.read")
    assert ask(client, vreemd, "/programmas")["programmas"] == []
    for adres in (
        f"/programmas/{programma.pk}/onderdelen",
        f"/onderdelen/{get_deel('p1').pk}",
        f"/rondes/{ronde.pk}",
    ):
        assert client.get(API + adres, headers=vreemd).status_code == 404


def test_a_milestone_is_planned_by_the_same_rules(client: Client, programma: Programma):
    add_onderwerp()
    id_ = add_mijlpaal("Handreiking", "p1.o1").pk
    eigenaar = make_koppen(NOORD, "onderwerpeigenaar", "register.read", "bijdrage.record")
    goed = {"wanneer": "eind 2024", "stand": "bijgesteld", "reden": REDEN, "beslotenDoor": "stuurgroep"}
    antwoord = send(client, eigenaar, f"/onderdelen/{id_}/planningen", **goed)
    assert antwoord.status_code == 201 and antwoord.json()["planningen"][-1]["tot"] == "2024-12-31"
    for fout in ({"wanneer": "Q5 van 2024"}, {"stand": "prima"}, {"reden": ""}, {}):
        assert send(client, eigenaar, f"/onderdelen/{id_}/planningen", **goed | fout).status_code in (
            400,
            422,
        )
    zonder = make_koppen(NOORD, "onderwerpeigenaar", "register.read")
    assert (
        send(client, zonder, f"/onderdelen/{id_}/planningen", **goed | {"wanneer": "Q1 van 2025"}).status_code
        == 403
    )
    assert Planning.objects.count() == 2
