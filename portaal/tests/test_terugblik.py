"""The page of a thing on another day: zaken, permits, controles and violations as they were then, headed by the day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from portaal.objectpagina import Objectpagina, make_objectpagina
from portaal.terugblik import name_stand
from vth.handhaving.tests.builders import JURIST, make_overtreding
from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toezicht.services import cancel_controle
from vth.toezicht.tests.builders import TINE, begin, make_controle, make_locatie, rond_af, vind
from vth.vergunningen.models import Ingreep, Vergunning
from vth.vergunningen.tests.builders import make_toestemming, make_vergunning, stel, trek_in
from vth.zaken.controle import Over
from vth.zaken.models import Zaak, Zaakonderwerp
from vth.zaken.tests.builders import ANNA, make_zaak

pytestmark = pytest.mark.django_db
Zet = Callable[..., datetime]
DAG = timedelta(days=1)
JUNI = date(2025, 6, 2)


@pytest.fixture(autouse=True)
def nu(zet_klok: Zet) -> None:
    zet_klok(2025, 6, 2, 10)


def look(site: Bronobject, dag: date, *, bekend: datetime | None = None, viewer: Any = ANNA) -> Objectpagina:
    return make_objectpagina(viewer, site.pk, Peilmoment(dag, bekend or klok.now()))


def list_van(rijen: Any) -> list[tuple[str, str]]:
    return [(rij["kenmerk"], rij["toestand"][1]) for rij in rijen]


def test_zaak_is_there_from_its_start_and_runs_until_its_end() -> None:
    site = make_locatie()
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    assert look(site, date(2025, 3, 2)).zaken == ()
    assert [z["toestand"] for z in look(site, date(2025, 3, 3)).zaken] == [("bezig", "liep")]
    Zaak.objects.filter(pk=zaak.pk).update(einddatum=date(2025, 4, 1))
    toen = [look(site, date(2025, 4, 1) - DAG * n).zaken[0]["toestand"][1] for n in (1, 0)]
    assert toen == ["liep", "afgesloten"]


def test_zaak_that_was_registered_later_was_not_known_then(zet_klok: Zet) -> None:
    site = make_locatie()
    eerder = klok.now()
    zet_klok(2025, 6, 10)
    make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    assert look(site, JUNI, bekend=eerder).zaken == ()
    assert len(look(site, JUNI).zaken) == 1


def test_zaak_is_about_a_site_until_that_lapsed() -> None:
    site = make_locatie()
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    Zaakonderwerp.objects.filter(zaak=zaak).update(vervallen_op=date(2025, 5, 1))
    assert [len(look(site, dag).zaken) for dag in (date(2025, 4, 30), date(2025, 5, 1), JUNI)] == [1, 0, 0]


def make_permit(site: Bronobject, vanaf: date | None = date(2025, 2, 1), **velden: Any) -> Vergunning:
    vergunning = make_vergunning(vthobject_id=site.pk)
    make_toestemming(vergunning, vanaf, stel("1", id_=klok.make_uuid7()), **velden)
    return vergunning


def count_permits(site: Bronobject, *dagen: date) -> list[int]:
    return [len(look(site, dag).vergunningen) for dag in dagen]


def test_permit_is_there_while_it_is_in_force_and_as_a_draft_it_is_there_now_alone() -> None:
    site = make_locatie()
    make_permit(site, vervaldatum=date(2025, 5, 1))
    dagen = date(2025, 1, 31), date(2025, 2, 1), date(2025, 4, 30), date(2025, 5, 1)
    assert count_permits(site, *dagen) == [0, 1, 1, 0]
    ander = make_locatie("L-2")
    make_toestemming(make_vergunning(vthobject_id=ander.pk, kenmerk="V-2"), None, stel("1"))
    assert count_permits(ander, JUNI - DAG, JUNI) == [0, 1]


def test_permit_that_was_taken_back_or_annulled_is_there_no_more() -> None:
    site, ander = make_locatie(), make_locatie("L-2")
    vergunning, nummer = make_vergunning(vthobject_id=site.pk), klok.make_uuid7()
    make_toestemming(vergunning, date(2025, 2, 1), stel("1", id_=nummer))
    make_toestemming(vergunning, date(2025, 4, 1), trek_in(nummer), toestemmingtype="intrekking")
    assert count_permits(site, date(2025, 3, 31), date(2025, 4, 1)) == [1, 0]
    tweede = make_vergunning(vthobject_id=ander.pk, kenmerk="V-2")
    toestemming = make_toestemming(tweede, date(2025, 2, 1), stel("1"))
    Ingreep.objects.create(
        toestemming=toestemming,
        soort="schorsing",
        begin=date(2025, 3, 1),
        eind=date(2025, 4, 1),
        grond="Voorlopige voorziening",
        geregistreerd_op=klok.now(),
        geregistreerd_door="gebruiker 911",
    )
    assert count_permits(ander, date(2025, 2, 28), date(2025, 3, 1), date(2025, 4, 1)) == [1, 0, 1]


def test_controle_that_was_planned_later_is_not_there(zet_klok: Zet) -> None:
    site = make_locatie()
    controle = make_controle(site, gepland_op=date(2025, 6, 20))
    assert look(site, JUNI - DAG, viewer=TINE).controles == ()
    zet_klok(2025, 6, 20)
    begin(controle)
    zet_klok(2025, 6, 25)
    vind(controle)
    rond_af(controle)
    standen = [
        list_van(look(site, dag, viewer=TINE).controles)
        for dag in (JUNI, date(2025, 6, 19), date(2025, 6, 20), date(2025, 6, 24), date(2025, 6, 25))
    ]
    assert standen == [
        [(controle.kenmerk, woord)] if woord else [] for woord in ("gepland", "gepland", "liep", "liep", "")
    ]


def test_controle_that_did_not_go_on_was_planned_until_then(zet_klok: Zet) -> None:
    site = make_locatie()
    controle = make_controle(site, gepland_op=date(2025, 6, 20))
    zet_klok(2025, 6, 10)
    cancel_controle(viewer=TINE, controle_id=controle.pk, reden="Bedrijf is dicht.")
    assert [len(look(site, d, viewer=TINE).controles) for d in (date(2025, 6, 9), date(2025, 6, 10))] == [
        1,
        0,
    ]


def test_violation_is_there_from_the_day_it_was_seen_and_as_it_was_then(zet_klok: Zet) -> None:
    overtreding = make_overtreding()
    site = overtreding.onderwerpen.get().bronobject
    zet_klok(2025, 7, 1)
    assert look(site, JUNI - DAG, viewer=JURIST).overtredingen == ()
    type(overtreding).objects.filter(pk=overtreding.pk).update(
        staat="beeindigd", hersteldatum=date(2025, 6, 15), hersteld_hoe="bewijs"
    )
    standen = [look(site, d, viewer=JURIST).overtredingen for d in (date(2025, 6, 14), date(2025, 6, 15))]
    assert [list_van(r)[0][1] for r in standen] == ["duurde voort", "beëindigd"]


def test_now_and_a_day_to_come_show_what_there_is_and_say_so() -> None:
    site = make_locatie()
    make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    make_controle(site)
    for dag, stand in ((JUNI, ""), (JUNI + DAG, "zoals nu")):
        pagina = look(site, dag)
        assert (len(pagina.zaken), len(pagina.controles), pagina.stand) == (1, 1, stand)
        assert pagina.zaken[0]["toestand"][1] != "liep"


def test_heading_names_the_day_that_is_told_of() -> None:
    assert name_stand(Peilmoment(date(2021, 2, 1), klok.now())) == "op 1 februari 2021"
    assert name_stand(Peilmoment(JUNI, klok.now() - timedelta(days=3))) == "op 30 mei 2025"


def test_page_heads_its_blocks_with_the_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_locatie()
    zaak, vergunning = make_zaak(onderwerpen=[Over(site.pk, "vthobject")]), make_permit(site)
    log_in(client, monkeypatch, ANNA)
    nu = client.get(f"/objecten/{site.pk}").content.decode()
    toen = client.get(f"/objecten/{site.pk}?geldigOp=2025-04-01").content.decode()
    assert ">Zaken</h2>" in nu and ">Zaken op 1 april 2025</h2>" in toen
    assert ">Vergunningen op 1 april 2025</h2>" in toen
    assert f"{vergunning.pk}?geldigOp=2025-04-01" in toen
    assert zaak.identificatie not in client.get(f"/objecten/{site.pk}?geldigOp=2021-02-01").content.decode()
