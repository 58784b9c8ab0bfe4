"""The life of a programme after its start: other names and ends with two times, who comes and leaves, ending and going on, and whose days stand in the agenda."""

from datetime import date
from typing import Any

import pytest

from vth.agenda.models import Agendapunt
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import GeenToegangError
from vth.voortgang.beheer import (
    add_deelnemer,
    change_programma,
    end_programma,
    remove_deelnemer,
    resume_programma,
)
from vth.voortgang.models import Programma, Programmaversie
from vth.voortgang.rapportage import make_rapport, read_stof
from vth.voortgang.rondes import close_ronde
from vth.voortgang.rules import AnderWasVoorError, VoortgangError
from vth.voortgang.selectors import list_programmas, read_beeld
from vth.voortgang.services import record_versie
from vth.zaken.selectors import BestaatNietError

from .builders import (
    BUREAU,
    BUREAULID,
    BUUR,
    EIGENAAR,
    NOORD,
    REDEN,
    VREEMD,
    ZUID,
    add,
    add_mijlpaal,
    add_onderwerp,
    get_deel,
    make_ronde,
    write_alles,
)
from .test_web import get, sign_in

pytestmark = pytest.mark.django_db


def change(programma: Programma, naam: str = "", einde: date | None = None, **velden: Any) -> Programma:
    vast = {"viewer": BUREAULID, "programma_id": programma.pk, "reden": REDEN} | velden
    return change_programma(naam=naam or programma.naam, einddatum=einde or programma.einddatum, **vast)


def list_open(wie: str) -> list[str]:
    rijen = Agendapunt.objects.filter(leverancier=wie, gedaan_op=None, sleutel="mijlpaal")
    return sorted(rijen.values_list("titel", flat=True))


def test_a_programme_is_called_otherwise_from_a_day_and_was_what_it_was(programma: Programma):
    naam, einde = programma.naam, programma.einddatum
    change(programma, "  Milieu   in orde ", date(2025, 3, 31), bekend_op=date(2023, 11, 1))
    beelden = [
        read_beeld(programma, Peilmoment(d, klok.now())) for d in (date(2023, 10, 31), date(2023, 11, 1))
    ]
    assert [(b.naam, b.einddatum) for b in beelden] == [(naam, einde), ("Milieu in orde", date(2025, 3, 31))]
    programma.refresh_from_db()
    assert (programma.naam, programma.einddatum) == ("Milieu in orde", date(2025, 3, 31))
    for velden, zegt in (
        ({}, "Er verandert niets"),
        ({"naam": " "}, "0 tekens"),
        ({"naam": "x" * 201}, "201 tekens"),
        ({"naam": "Anders", "reden": "zo"}, "waarom het programma"),
        ({"naam": "Anders", "bekend_op": date(2024, 2, 1)}, "moet nog komen"),
    ):
        with pytest.raises(VoortgangError, match=zegt):
            change(programma, **velden)
    with pytest.raises(AnderWasVoorError):
        change(programma, "Anders", gezien=1)
    with pytest.raises(GeenToegangError):
        change(programma, "Anders", viewer=EIGENAAR)
    with pytest.raises(BestaatNietError):
        change(programma, "Anders", viewer=VREEMD)
    assert Programmaversie.objects.count() == 2


def test_a_locked_round_keeps_the_name_and_end_of_its_day(programma: Programma, zet_klok: Any):
    add_onderwerp()
    ronde = make_ronde()
    write_alles(ronde)
    ronde = close_ronde(viewer=BUREAULID, ronde_id=ronde.pk)
    voor = make_rapport(read_stof(BUREAULID, ronde))
    zet_klok(2024, 1, 16, 9)
    change(programma, "Milieu in orde", date(2025, 3, 31), bekend_op=date(2023, 3, 1))
    ronde.refresh_from_db()
    assert make_rapport(read_stof(BUREAULID, ronde)) == voor and programma.naam in str(voor)


def test_who_comes_in_sees_the_programme_and_who_leaves_does_not(programma: Programma):
    vast: dict[str, Any] = {"viewer": BUREAULID, "programma_id": programma.pk, "reden": REDEN}
    assert not list_programmas(VREEMD)
    add_deelnemer(**vast, organisatie=" PV99 ")
    assert list(list_programmas(VREEMD)) == [programma]
    remove_deelnemer(**vast, organisatie="PV99")
    assert not list_programmas(VREEMD)
    assert [v.deelnemers for v in programma.versies.order_by("volgnummer")] == [
        [BUREAU, NOORD, ZUID],
        sorted([BUREAU, NOORD, ZUID, "PV99"]),
        [BUREAU, NOORD, ZUID],
    ]
    add_onderwerp(partij=NOORD)
    for doe, code, zegt in (
        (add_deelnemer, NOORD, "doet al mee"),
        (add_deelnemer, "OD-NIETS", "geen organisatie"),
        (remove_deelnemer, "PV99", "doet niet mee"),
        (remove_deelnemer, BUREAU, "houdt het programma"),
        (remove_deelnemer, NOORD, "eigenaar van .*Onderwerp 1"),
    ):
        with pytest.raises(VoortgangError, match=zegt):
            doe(**vast, organisatie=code)
    with pytest.raises(GeenToegangError):
        add_deelnemer(**vast | {"viewer": EIGENAAR}, organisatie="PV99")


def test_a_programme_that_ended_is_read_and_not_written_until_it_goes_on(programma: Programma):
    vast: dict[str, Any] = {"viewer": BUREAULID, "programma_id": programma.pk, "reden": REDEN}
    add_onderwerp()
    mijlpaal = add_mijlpaal("Handreiking", "p1.o1", "Q4 van 2024")
    ronde = make_ronde()
    with pytest.raises(VoortgangError, match="nog een ronde open: Juni 2023"):
        end_programma(**vast)
    write_alles(ronde)
    close_ronde(viewer=BUREAULID, ronde_id=ronde.pk)
    with pytest.raises(VoortgangError, match="niets te hervatten"):
        resume_programma(**vast)
    assert list_open(NOORD) == ["Mijlpaal: Handreiking"]
    end_programma(**vast, bekend_op=date(2024, 1, 10))
    programma.refresh_from_db()
    assert programma.geeindigd_op == date(2024, 1, 10) and list_open(NOORD) == []
    for doe in (
        lambda: add_onderwerp("2"),
        lambda: end_programma(**vast),
        lambda: change(programma, "Anders"),
    ):
        with pytest.raises(VoortgangError, match="beëindigd op wo 10 januari 2024"):
            doe()
    assert mijlpaal.pk in read_beeld(programma).delen
    resume_programma(**vast)
    assert list_open(NOORD) == ["Mijlpaal: Handreiking"]
    add_onderwerp("2")
    assert [v.geeindigd for v in programma.versies.order_by("volgnummer")] == [False, True, False]


def test_the_days_of_a_topic_go_to_who_owns_it_now(programma: Programma):
    onderwerp = add_onderwerp(partij="")
    add_mijlpaal("Handreiking", "p1.o1", "Q4 van 2024")
    add("actie", "Kader", "p1.o1", inhoud={"letter": "A"}, partij=ZUID)
    add_mijlpaal("Kader klaar", "p1.o1.A", "Q4 van 2024")
    ronde = make_ronde(peildatum=date(2023, 12, 31))
    assert list_open(BUREAU) == ["Mijlpaal: Handreiking"] and list_open(ZUID) == ["Mijlpaal: Kader klaar"]
    vast: dict[str, Any] = {"titel": "Onderwerp 1", "inhoud": {"nummer": "1"}, "reden": REDEN}
    record_versie(viewer=BUREAULID, onderdeel_id=onderwerp.pk, partij=NOORD, **vast)
    assert list_open(BUREAU) == [] and list_open(NOORD) == ["Mijlpaal: Handreiking"]
    assert list_open(ZUID) == ["Mijlpaal: Kader klaar"]
    bijdrage = ronde.bijdragen.get(onderdeel=onderwerp)
    wie = Agendapunt.objects.filter(onderwerp=bijdrage.pk).values_list("leverancier", flat=True)
    assert set(wie) == {NOORD}
    with pytest.raises(VoortgangError, match="geen organisatie"):
        record_versie(viewer=BUREAULID, onderdeel_id=onderwerp.pk, partij="OD-NIETS", **vast)
    record_versie(viewer=BUREAULID, onderdeel_id=onderwerp.pk, partij="", **vast)
    assert list_open(BUREAU) == ["Mijlpaal: Handreiking"]


def test_it_is_kept_by_its_page_and_others_only_read_it(programma: Programma):
    client, adres = sign_in(BUREAU, "programmabureau"), f"/voortgang/programmas/{programma.pk}/beheer"
    goed = {"naam": "Milieu in orde", "einddatum": "2025-03-31", "reden": REDEN, "gezien": "1"}
    assert client.post(f"{adres}/wijzig", goed | {"einddatum": "later"}).status_code == 422
    assert client.post(f"{adres}/wijzig", goed).status_code == 302
    assert client.post(f"{adres}/wijzig", goed | {"naam": "Nog anders"}).status_code == 409
    assert client.post(f"{adres}/erbij", {"organisatie": "PV99", "reden": REDEN}).status_code == 302
    assert client.post(f"{adres}/eraf", {"organisatie": "PV99", "reden": REDEN}).status_code == 302
    assert client.post(f"{adres}/eraf", {"organisatie": BUREAU, "reden": REDEN}).status_code == 422
    tekst = get(client, "beheer", programma.pk)
    assert "Heet nu ‘Milieu in orde’." in tekst and "Doet niet meer mee: PV99." in tekst
    assert client.post(f"{adres}/beeindig", {"reden": REDEN, "gezien": "4"}).status_code == 302
    assert "beëindigd op" in get(client, "beheer", programma.pk)
    assert client.post(f"{adres}/hervat", {"reden": REDEN}).status_code == 302
    lezer = sign_in(NOORD, "lezer")
    assert "<form class" not in get(lezer, "beheer", programma.pk).split("<main")[1]
    lezer.post(f"{adres}/wijzig", goed | {"naam": "Gekaapt", "gezien": ""})
    assert Programma.objects.get().naam == "Milieu in orde"
    assert sign_in("PV99", "lezer").get(adres).status_code == 404


def test_planning_in_a_round_proposes_its_day(programma: Programma):
    add_onderwerp()
    mijlpaal = add_mijlpaal("Handreiking", "p1.o1")
    client = sign_in(BUREAU, "programmabureau")
    assert 'value="2023-12-31"' not in get(client, "onderdeel", mijlpaal.pk)
    make_ronde("December 2023", date(2023, 12, 31))
    make_ronde("Later", date(2024, 6, 30))
    assert 'value="2023-12-31"' in get(client, "onderdeel", mijlpaal.pk)
    assert BUUR.actor and get_deel("p1.o1").pk != mijlpaal.pk
