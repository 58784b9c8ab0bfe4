"""The day's work on the start page: visits of this week, repairs, what is to be signed, handed in or destroyed; of nobody else's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from portaal.toezichtblokken import list_toezichttaken
from portaal.wachtblokken import (
    MEESTE,
    limit_taken,
    list_agendataken,
    list_archieftaken,
    list_tekentaken,
)
from vth.agenda.models import Agendapunt
from vth.agenda.rules import Ding, Punt
from vth.agenda.services import replace_agendapunten
from vth.interface.tests.builders import log_in, strip_heel
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toezicht.bevindingen import plan_hercontrole
from vth.toezicht.tests.builders import TEAM, TINE, begin, make_controle, make_locatie, rond_af, vind
from vth.vormgeving.onderdelen import Taak
from vth.zaken.bewaring.services import decide_voorstel, record_voorstel
from vth.zaken.models import Zaakbewaring
from vth.zaken.services import close_zaak
from vth.zaken.tests.builders import (
    ANNA,
    BESTUUR,
    BUITEN,
    OD,
    approve,
    make_besluit,
    make_viewer,
    make_zaak,
)

from .builders import count_queries

pytestmark = pytest.mark.django_db
Zet = Callable[..., datetime]
DAG = timedelta(days=1)
VANDAAG = date(2025, 6, 2)
ARCHIEF = ("vernietiging.record", "vernietiging.decide", "bewaring.record")
ARCHIVARIS, TWEEDE = make_viewer("gebruiker 931", *ARCHIEF), make_viewer("gebruiker 932", *ARCHIEF)
EIGENAAR = replace(ANNA, rollen=frozenset({"onderwerpeigenaar"}))
OPSTELLER = replace(ANNA, rollen=frozenset({"zelfbeoordelaar"}))


@pytest.fixture(autouse=True)
def nu(zet_klok: Zet) -> None:
    zet_klok(2025, 6, 2, 10)


def list_titels(taken: list[Taak]) -> list[str]:
    return [taak.titel for taak in taken]


def test_controle_that_is_planned_within_a_week_is_told_though_it_may_be_done_later(zet_klok: Zet) -> None:
    site = make_locatie()
    zet_klok(2025, 5, 20)
    dagen = {"vandaag": 0, "drie dagen": 3, "een week": 7, "acht dagen": 8, "gemist": -3}
    for naam, n in dagen.items():
        make_controle(
            site,
            omschrijving=naam,
            gepland_op=VANDAAG + n * DAG,
            uiterlijk_op=date(2025, 12, 31),
        )
    zet_klok(2025, 6, 2)
    titels = " ".join(list_titels(list_toezichttaken(TINE)))
    assert [naam for naam in dagen if naam in titels] == ["vandaag", "drie dagen", "een week", "gemist"]
    assert list_toezichttaken(TEAM) == []


def test_more_controles_than_fit_end_with_the_way_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portaal.toezichtblokken.MEESTE", 2)
    site = make_locatie()
    for n in range(3):
        make_controle(site, omschrijving=f"nr {n}", gepland_op=VANDAAG + n * DAG)
    titels = list_titels(list_toezichttaken(TINE))
    assert len(titels) == 3 and titels[-1] == "Meer: uw controles"


def test_repair_whose_day_came_is_told_to_its_inspector_until_somebody_looks(zet_klok: Zet) -> None:
    controle = begin(make_controle())
    vind(controle, "overtreden", herstel_voor=date(2025, 6, 20))
    rond_af(controle)
    assert list_agendataken(TINE) == []
    zet_klok(2025, 6, 13)
    assert [t.woord for t in list_agendataken(TINE)] == ["wacht op u"]
    zet_klok(2025, 6, 21)
    (taak,) = list_agendataken(TINE)
    assert taak.titel.startswith("Hersteld?") and taak.woord == "te laat"
    assert taak.url == f"/toezicht/{controle.pk}"
    assert list_agendataken(TEAM) == []
    plan_hercontrole(viewer=TINE, controle_id=controle.pk, gepland_op=date(2025, 6, 24))
    assert list_agendataken(TINE) == []


def put(soort: str, rol: str, sleutel: str, dag: date, aard: str = "termijn", titel: str = "Punt") -> None:
    ding = Ding(klok.make_uuid7(), OD, soort)
    replace_agendapunten(ding=ding, namens=OD, punten=[Punt(sleutel, aard, dag, titel, rol=rol)])


def test_contribution_and_assessment_wait_for_their_role_with_their_term() -> None:
    put("programma", "onderwerpeigenaar", "indienen", date(2025, 9, 1), titel="Bijdrage")
    put("programma", "onderwerpeigenaar", "herinnering", VANDAAG, "herinnering", titel="Nog eens")
    put("programma", "onderwerpeigenaar", "mijlpaal", date(2025, 9, 1), titel="Ver weg")
    put("programma", "onderwerpeigenaar", "mijlpaal", date(2025, 6, 5), titel="Dichtbij")
    put("zelfbeoordeling", "zelfbeoordelaar", "indienen", date(2025, 10, 1), titel="Zelfbeoordeling")
    eigenaar = list_agendataken(EIGENAAR)
    assert list_titels(eigenaar) == ["Dichtbij", "Bijdrage"]
    assert eigenaar[1].termijn and eigenaar[1].termijn.eind == date(2025, 9, 1)
    assert [t.url.split("/")[2] for t in eigenaar] == ["onderdelen", "bijdragen"]
    (taak,) = list_agendataken(OPSTELLER)
    assert (taak.titel, taak.url.split("/")[1:3]) == ("Zelfbeoordeling", ["monitoring", "zelfbeoordelingen"])
    assert list_agendataken(ANNA) == [] == list_agendataken(replace(BUITEN, rollen=EIGENAAR.rollen))


def test_what_was_done_and_what_has_a_list_of_its_own_is_not_told_twice() -> None:
    put("programma", "onderwerpeigenaar", "indienen", VANDAAG)
    Agendapunt.objects.update(gedaan_op=klok.now())
    put("zaak", "onderwerpeigenaar", "indienen", VANDAAG)
    put("controledossier", "onderwerpeigenaar", "gepland", VANDAAG)
    assert list_agendataken(EIGENAAR) == []


def test_decision_waits_for_who_may_sign_it_once_its_text_was_approved() -> None:
    besluit = make_besluit(make_zaak())
    assert list_tekentaken(BESTUUR) == []
    approve(besluit)
    (taak,) = list_tekentaken(BESTUUR)
    assert besluit.identificatie in taak.titel and taak.woord == "te ondertekenen"
    assert taak.url == f"/besluiten/{besluit.pk}"
    zonder = replace(BESTUUR, handelingen=frozenset({"register.read"}))
    elders = replace(BUITEN, handelingen=BESTUUR.handelingen)
    assert [list_tekentaken(v) for v in (ANNA, zonder, elders)] == [[], [], []]


def test_decision_that_needs_no_approval_waits_as_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    besluit = make_besluit(make_zaak())
    monkeypatch.setattr("portaal.wachtblokken.list_te_tekenen", lambda *_, **__: [besluit])
    assert list_tekentaken(BESTUUR) == []
    monkeypatch.setattr("portaal.wachtblokken.needs_goedkeuring", lambda _: False)
    assert [t.woord for t in list_tekentaken(BESTUUR)] == ["te ondertekenen"]


def test_list_of_destruction_waits_for_a_second_person_and_then_to_be_carried_out() -> None:
    zaak = make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    assert list_archieftaken(ARCHIVARIS) == []
    Zaakbewaring.objects.update(wijze="vernietigen", vernietigen_op=VANDAAG - DAG)
    assert [t.titel for t in list_archieftaken(ARCHIVARIS)] == ["Zaken aan de beurt om te vernietigen"]
    lijst = record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk])
    assert list_archieftaken(ARCHIVARIS) == []
    assert [t.woord for t in list_archieftaken(TWEEDE)] == ["te beoordelen"]
    decide_voorstel(viewer=TWEEDE, vernietiging_id=lijst.pk, akkoord=True)
    assert [t.woord for t in list_archieftaken(ARCHIVARIS)] == ["uit te voeren"]
    assert list_archieftaken(ANNA) == []


def test_block_shows_some_and_leads_to_the_rest_without_a_count() -> None:
    taken = [Taak(str(n), "/", "waarom") for n in range(MEESTE + 1)]
    assert limit_taken(taken[:MEESTE], "alles", "/x") == taken[:MEESTE]
    gekort = limit_taken(taken, "alles", "/x")
    assert (len(gekort), gekort[-1].titel, gekort[-1].url) == (MEESTE + 1, "Meer: alles", "/x")


@pytest.mark.parametrize(("blok", "viewer"), [(list_agendataken, EIGENAAR), (list_tekentaken, BESTUUR)])
def test_block_asks_one_question_however_much_waits(
    blok: Callable[[Viewer], list[Taak]], viewer: Viewer
) -> None:
    blok(viewer)
    assert count_queries(lambda: blok(viewer)) == 1
    for n in range(3):
        put("programma", "onderwerpeigenaar", "indienen", VANDAAG + n * DAG)
        approve(make_besluit(make_zaak()))
    assert len(blok(viewer)) == 3
    assert count_queries(lambda: blok(viewer)) == 1


def test_start_page_shows_what_is_to_be_signed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    besluit = approve(make_besluit(make_zaak()))
    start = strip_heel(log_in(client, monkeypatch, BESTUUR).get("/").content.decode())
    assert f"Ondertekenen: {besluit.identificatie}" in start
    assert "Ondertekenen:" not in log_in(client, monkeypatch, ANNA).get("/").content.decode()
