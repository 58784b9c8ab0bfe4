"""What the pages of a round ask of whom: the act that is next is in sight, two editors both get on, and a locked round says how it opens again."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vth.voortgang.models import Bijdragetekst, Programma, Rapportageronde
from vth.voortgang.rondes import close_ronde

from .builders import (
    BUREAU,
    BUREAULID,
    NOORD,
    REDEN,
    add_mijlpaal,
    add_onderwerp,
    get_bijdrage,
    get_deel,
    make_ronde,
    plan,
    write_alles,
)
from .test_web import get, sign_in

pytestmark = pytest.mark.django_db


def do(client: Client, ronde: Rapportageronde, wat: str, **velden: Any) -> Any:
    return client.post(reverse("voortgang:bijdragehandeling", args=[get_bijdrage(ronde).pk, wat]), velden)


def do_ronde(client: Client, ronde: Rapportageronde, wat: str, **velden: Any) -> Any:
    return client.post(reverse("voortgang:rondehandeling", args=[ronde.pk, wat]), velden)


def read_gezien(tekst: str, deel: str) -> str:
    """Give the version that the form of an act on a page says it saw."""
    (gezien,) = re.findall(
        r'name="gezien" value="(\d+)"', re.split(f'action="[^"]*/{deel}"', tekst)[1].split("</form>")[0]
    )
    return gezien


def list_knoppen(tekst: str) -> list[str]:
    """List the buttons that one sees without opening anything."""
    dicht = re.sub(r"<details.*?</details>", "", tekst, flags=re.DOTALL)
    return [
        re.sub(r"<[^>]+>", "", knop).strip()
        for knop in re.findall(r"<button class=\"utrecht-button.*?</button>", dicht, flags=re.DOTALL)
    ]


def test_an_owner_sees_that_he_can_hand_in_below_what_he_writes(programma: Programma):
    add_onderwerp()
    ronde, eigenaar = make_ronde(), sign_in(NOORD, "onderwerpeigenaar")
    pagina = get(eigenaar, "bijdrage", get_bijdrage(ronde).pk)
    assert {"Bewaar als concept", "Bewaar en dien in"} <= set(
        list_knoppen(pagina)
    ) and "/dien_in" not in pagina
    leeg = do(eigenaar, ronde, "tekst", voortgang=" ", planning="", dien_in="ja", gezien=0)
    assert leeg.status_code == 422 and "nog niets geschreven" in leeg.content.decode()
    do(eigenaar, ronde, "tekst", voortgang="Klaar.", planning="", dien_in="ja", gezien=0)
    assert get_bijdrage(ronde).stand == "ingediend"
    pagina = get(eigenaar, "bijdrage", get_bijdrage(ronde).pk)
    assert "Haal terug" in list_knoppen(pagina) and "Bewaar en dien in" not in pagina and "Klaar." in pagina
    do(eigenaar, ronde, "haal_terug", gezien=read_gezien(pagina, "haal_terug"))
    # The same text once more is handed in as it stands.
    do(eigenaar, ronde, "tekst", voortgang="Klaar.", planning="", dien_in="ja")
    assert get_bijdrage(ronde).stand == "ingediend" and Bijdragetekst.objects.count() == 1


def test_the_office_sees_approving_and_whoever_had_a_hand_in_it_is_told_why_not(programma: Programma):
    add_onderwerp()
    ronde, bureau = make_ronde(), sign_in(BUREAU, "programmabureau")
    do(sign_in(NOORD, "onderwerpeigenaar"), ronde, "tekst", voortgang="Klaar.", dien_in="ja")
    pagina = get(bureau, "bijdrage", get_bijdrage(ronde).pk)
    assert "Keur goed" in list_knoppen(pagina) and "Geef terug met opmerking" not in list_knoppen(pagina)
    assert "Geef terug met opmerking" in pagina and "Een collega" not in pagina
    do(bureau, ronde, "geef_terug", reden=REDEN, gezien=read_gezien(pagina, "geef_terug"))
    do(bureau, ronde, "tekst", voortgang="Door het bureau.", dien_in="ja")
    pagina = get(bureau, "bijdrage", get_bijdrage(ronde).pk)
    assert "Keur goed" not in list_knoppen(pagina) and "Een collega van het programmabureau" in pagina
    assert "Vraag een collega" in do(bureau, ronde, "keur_goed").content.decode()


def test_two_editors_both_get_on_and_the_second_sees_what_the_first_wrote(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    eigenaar, bureau = sign_in(NOORD, "onderwerpeigenaar"), sign_in(BUREAU, "programmabureau")
    gezien = read_gezien(get(eigenaar, "bijdrage", get_bijdrage(ronde).pk), "tekst")
    assert do(bureau, ronde, "tekst", voortgang="Wat het bureau weet.", gezien=gezien).status_code == 302
    te_laat = do(eigenaar, ronde, "tekst", voortgang="Wat de eigenaar weet.", dien_in="ja", gezien=gezien)
    tekst = te_laat.content.decode()
    assert te_laat.status_code == 409 and get_bijdrage(ronde).stand == "concept"
    for zin in (
        "intussen door iemand anders",
        "Wat het bureau weet.",
        "Wat de eigenaar weet.",
        "intussen schreef",
    ):
        assert zin in tekst, zin
    nu = read_gezien(tekst, "tekst")
    assert do(eigenaar, ronde, "tekst", voortgang="Wat wij samen weten.", gezien=nu).status_code == 302
    teksten = list(Bijdragetekst.objects.order_by("volgnummer").values_list("voortgang", flat=True))
    assert teksten == ["Wat het bureau weet.", "Wat wij samen weten."]


def test_a_planning_that_came_too_late_can_be_sent_again_by_who_has_seen_the_other(programma: Programma):
    mijlpaal = add_mijlpaal("Handreiking", add_onderwerp().sleutel)
    bureau, adres = (
        sign_in(BUREAU, "programmabureau"),
        reverse("voortgang:handeling", args=[mijlpaal.pk, "planning"]),
    )
    velden = {"wanneer": "Q3 van 2024", "stand": "bijgesteld", "reden": REDEN, "gezien": 1}
    plan(mijlpaal, "Q2 van 2024", "bijgesteld")
    te_laat = bureau.post(adres, velden)
    assert te_laat.status_code == 409
    gezien = read_gezien(te_laat.content.decode(), "planning")
    assert gezien == "2" and bureau.post(adres, velden | {"gezien": gezien}).status_code == 302


def test_locking_is_in_sight_when_it_can_be_done_and_else_says_for_what_it_waits(programma: Programma):
    add_onderwerp()
    ronde, bureau = make_ronde(), sign_in(BUREAU, "programmabureau")
    pagina = get(bureau, "ronde", ronde.pk)
    assert (
        "Vergrendel de ronde" not in list_knoppen(pagina)
        and "Vergrendel de ronde als alles is goedgekeurd" in pagina
    )
    do(sign_in(NOORD, "onderwerpeigenaar"), ronde, "tekst", voortgang="Klaar.")
    assert "Dien in wat geschreven is (1)" in list_knoppen(get(bureau, "ronde", ronde.pk))
    ander = sign_in(BUREAU, "programmabureau")
    do_ronde(ander, ronde, "dien_alles_in")
    # Who handed it in does not approve it, and is not asked to.
    pagina = get(ander, "ronde", ronde.pk)
    assert (
        not any("Keur goed" in k for k in list_knoppen(pagina))
        and "1 ingediende bijdrage schreef u zelf" in pagina
    )
    assert "Keur goed wat is ingediend (1)" in list_knoppen(get(bureau, "ronde", ronde.pk))
    do_ronde(bureau, ronde, "keur_alles_goed")
    write_alles(ronde)
    pagina = get(bureau, "ronde", ronde.pk)
    assert list_knoppen(pagina)[-1:] == ["Vergrendel de ronde"] and "als alles" not in pagina
    assert "Vergrendel" not in get(sign_in(NOORD, "onderwerpeigenaar"), "ronde", ronde.pk)
    gezien = read_gezien(pagina, "vergrendel")
    assert do_ronde(bureau, ronde, "vergrendel", gezien=gezien).status_code == 302
    pagina = get(bureau, "ronde", ronde.pk)
    assert "Heropen de ronde" in pagina and not list_knoppen(pagina)[1:]
    assert "Vergrendeld op ma 15 januari 2024; het rapport blijft" in pagina and "Wat nog mist" not in pagina


def test_a_round_about_a_day_to_come_says_when_it_can_be_locked(programma: Programma):
    ronde = make_ronde("Juni 2031", date(2031, 6, 30))
    assert "Vergrendel de ronde na ma 30 juni 2031" in get(
        sign_in(BUREAU, "programmabureau"), "ronde", ronde.pk
    )


def test_reopening_asks_why_and_says_how_to_go_on(programma: Programma):
    add_onderwerp()
    ronde, bureau = make_ronde(), sign_in(BUREAU, "programmabureau")
    write_alles(ronde)
    close_ronde(viewer=BUREAULID, ronde_id=ronde.pk)
    gezien = read_gezien(get(bureau, "ronde", ronde.pk), "heropen")
    leeg = do_ronde(bureau, ronde, "heropen", reden="", gezien=gezien)
    assert (
        leeg.status_code == 422
        and '<details class="vth-uitklap vth-niet-afdrukken" open>' in leeg.content.decode()
    )
    antwoord = do_ronde(bureau, ronde, "heropen", reden=REDEN, gezien=gezien)
    assert antwoord.status_code == 302
    pagina = get(bureau, "ronde", ronde.pk)
    assert "geef terug wat anders moet" in pagina and f"Heropend op ma 15 januari 2024: {REDEN}" in pagina
    assert "Vergrendel de ronde" in list_knoppen(pagina)
    # Somebody with the page of before still open locks nothing by accident, and can after looking again.
    te_laat = do_ronde(bureau, ronde, "vergrendel", gezien=gezien)
    assert te_laat.status_code == 409
    nu = read_gezien(te_laat.content.decode(), "vergrendel")
    assert do_ronde(bureau, ronde, "vergrendel", gezien=nu).status_code == 302
    assert get_deel("p1.o1").pk
