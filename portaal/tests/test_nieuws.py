"""What changed since the last visit: nothing twice, nothing missed, nothing that one may not see."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from portaal import nieuws
from portaal.nieuws import Nieuws, make_nieuws
from vth.interface.tests.builders import log_in
from vth.logboek.bezoeken import RUST
from vth.logboek.models import Bezoek
from vth.logboek.services import seal_gebeurtenissen
from vth.register.models import Bronobject
from vth.register.tests.builders import LANDELIJK, make_object
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

pytestmark = pytest.mark.django_db
HIER = Viewer(
    "gebruiker 7",
    Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("intern")),
)
ANDER = Viewer("gebruiker 8", HIER.zicht)
Zet = Callable[..., datetime]


def change(naam: str, sleutel: str = "T1", **rest: object) -> Bronobject:
    return make_object(sleutel, inhoud={"naam": naam, "hoofdtype": "inrichting"}, **rest)  # type: ignore[arg-type]


def visit(zet_klok: Zet, dag: int, uur: int = 9, minuut: int = 0, viewer: Viewer = HIER) -> Nieuws:
    """Look at the start page at a moment in June 2025, after all that was written is sealed."""
    zet_klok(2025, 6, dag, uur, minuut)
    seal_gebeurtenissen()
    return make_nieuws(viewer)


def read_namen(wat: Nieuws) -> list[tuple[object, object]]:
    return [(rij["naam"], rij["wat"]) for rij in wat.rijen]


def test_first_visit_tells_nothing_and_the_next_what_came_after(zet_klok: Zet) -> None:
    zet_klok(2025, 6, 1)
    change("Was er al")
    assert visit(zet_klok, 1).sinds is None
    zet_klok(2025, 6, 2)
    change("Nieuw hier", "T2")
    tweede = visit(zet_klok, 3)
    assert (read_namen(tweede), tweede.telling, tweede.meer) == ([("Nieuw hier", "nieuw")], "1 object", False)
    assert tweede.sinds == datetime.fromisoformat("2025-06-01T09:00:00+00:00")
    assert read_namen(visit(zet_klok, 4)) == []


def test_window_is_half_open_nothing_falls_between_two_visits_or_in_both(zet_klok: Zet) -> None:
    """What is written in the very moment of a look but sealed after it, is new the next time."""
    visit(zet_klok, 1)
    change("Op het moment zelf")
    assert read_namen(visit(zet_klok, 2)) == [("Op het moment zelf", "nieuw")]
    assert read_namen(visit(zet_klok, 3)) == []


def test_looking_again_within_one_visit_keeps_what_is_new(zet_klok: Zet) -> None:
    visit(zet_klok, 1)
    change("Eerst", "T1")
    assert read_namen(visit(zet_klok, 2, 9, 0)) == [("Eerst", "nieuw")]
    change("Tijdens", "T2")
    assert read_namen(visit(zet_klok, 2, 9, 20)) == [("Tijdens", "nieuw"), ("Eerst", "nieuw")]
    assert read_namen(visit(zet_klok, 2, 9, 49)) == [("Tijdens", "nieuw"), ("Eerst", "nieuw")]
    assert read_namen(visit(zet_klok, 2, 10, 19)) == [], "een half uur later is een volgend bezoek"
    assert timedelta(minutes=30) == RUST


def test_when_it_was_written_decides_and_not_from_when_it_holds(zet_klok: Zet) -> None:
    zet_klok(2025, 6, 1)
    change("Oud")
    change("Gaat pas later gelden", "T2", begin=date(2025, 6, 10))
    visit(zet_klok, 2)
    zet_klok(2025, 6, 3)
    change("Verbeterd verleden", begin=date(2024, 3, 1))
    assert [naam for naam, _ in read_namen(visit(zet_klok, 11))] == ["Verbeterd verleden"]


def test_saying_the_same_again_is_no_news(zet_klok: Zet) -> None:
    zet_klok(2025, 6, 1)
    change("Zelfde")
    visit(zet_klok, 1)
    zet_klok(2025, 6, 2)
    change("Zelfde")
    wat = visit(zet_klok, 3)
    assert (wat.rijen, wat.aantal, wat.meer) == ((), 0, False)


def test_record_that_was_made_and_changed_stands_there_once_as_new(zet_klok: Zet) -> None:
    zet_klok(2025, 6, 1)
    change("Een")
    visit(zet_klok, 1)
    zet_klok(2025, 6, 2)
    change("Een anders", begin=date(2025, 1, 1))
    change("Twee", "T2")
    change("Twee anders", "T2", begin=date(2025, 1, 1))
    wat = visit(zet_klok, 3)
    assert read_namen(wat) == [("Twee anders", "nieuw"), ("Een anders", "gewijzigd")]
    assert wat.telling == "2 objecten"


def test_what_one_may_not_see_is_no_news_and_everybody_has_a_visit_of_his_own(zet_klok: Zet) -> None:
    visit(zet_klok, 1)
    visit(zet_klok, 1, viewer=ANDER)
    change("Elders", gebied="GM9902")
    change("Hier", "T2")
    make_object("P1", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Veenstra"})
    assert read_namen(visit(zet_klok, 2)) == [("Hier", "nieuw")]
    assert read_namen(visit(zet_klok, 3, viewer=ANDER)) == [("Hier", "nieuw")]
    assert Bezoek.objects.count() == 2


def test_more_than_is_looked_at_is_said_and_not_counted(
    zet_klok: Zet, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(zet_klok, 1)
    for n in range(6):
        change(f"Bedrijf {n}", f"T{n}")
    monkeypatch.setattr(nieuws, "KIJK", 4)
    assert visit(zet_klok, 2).telling == "meer dan 4 objecten"
    monkeypatch.setattr(nieuws, "KIJK", 100)
    monkeypatch.setattr(nieuws, "TELGRENS", 5)
    assert visit(zet_klok, 2, 9, 5).telling == "5+ objecten"


def test_start_page_says_since_when_and_links_to_the_objects(
    client: Client, monkeypatch: pytest.MonkeyPatch, zet_klok: Zet
) -> None:
    zet_klok(2025, 6, 1, 9)
    log_in(client, monkeypatch, LANDELIJK)
    assert "Laatst gewijzigd in uw gebied" in client.get("/").content.decode()
    zet_klok(2025, 6, 2, 9)
    site = change("<b>Nieuw</b>")
    seal_gebeurtenissen()
    html = client.get("/").content.decode()
    assert "Sinds 1 juni 2025, 11:00: 1 object nieuw, gewijzigd of beëindigd." in html
    assert f'href="/objecten/{site.pk}"' in html and "&lt;b&gt;Nieuw" in html
    assert "Laatst gewijzigd in uw gebied" not in html
