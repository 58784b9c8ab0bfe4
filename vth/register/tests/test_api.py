"""The register for programs: pages that hang together, any two dates, and nonsense that is answered and never breaks."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus

from .builders import ADRES, LANDELIJK, TANKSTATION, make_object

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
LIJST = "/api/v1/objecten"
MAART = date(2024, 3, 1)
BUUR = Viewer(
    "buur", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9902"}), niveaus=derive_niveaus("intern"))
)
ONZIN = [
    "", " ", "0", "-1", "1e9", "9" * 40, "NaN", "null", "undefined", "../../etc/passwd", "' OR 1=1 --", '"', "\\", "%00",
    "\0", "\u202e", "é", "💥", "<script>", "{}", "[]", "a" * 3000, "2024-02-30", "0000-00-00", "0001-01-01", "9999-12-31",
    "10000-01-01", "-0001-01-01", "2024-13-01T00:00:00Z", "2024-01-01T00:00:00+99:00", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "2024-01-01T00:00:00.123456789Z", str(uuid.UUID(int=0)), "urn:uuid:0",
]  # fmt: skip
VELDEN = [
    "soort",
    "q",
    "leverancier",
    "gemeente",
    "aantal",
    "vanaf",
    "geldigOp",
    "beschikbaarOp",
    "bestaat_niet",
]


def get(client: Client, adres: str, **vraag: Any) -> dict[str, Any]:
    antwoord = client.get(adres, vraag)
    assert antwoord.status_code == 200, antwoord.content
    assert antwoord["Content-Type"] == "application/json"
    return antwoord.json()


def read_namen(inhoud: dict[str, Any]) -> dict[str, Any]:
    return {w["naam"]: w["waarde"] for w in inhoud["waarden"] if "waarde" in w}


def test_who_is_not_signed_in_gets_a_problem_and_no_data(client: Client) -> None:
    site = make_object()
    for adres in (LIJST, f"{LIJST}/{site.pk}", f"{LIJST}/{site.pk}/geschiedenis"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 401
        assert antwoord["Content-Type"] == "application/problem+json"
        assert antwoord.json()["code"] == "niet_aangemeld"


def test_account_without_a_role_gets_an_empty_list_and_no_object(als: Als) -> None:
    site = make_object()
    client = als(NIEMAND)
    assert get(client, LIJST)["objecten"] == []
    assert client.get(f"{LIJST}/{site.pk}").status_code == 404


def test_list_tells_of_each_record_what_it_is_where_it_is_and_how_it_stands(als: Als) -> None:
    plek = make_object("P1", soort="geoobject", inhoud=ADRES | {"lengtegraad": 6.5, "breedtegraad": 53.2})
    site = make_object(relaties={"locatie": [plek]})
    (regel,) = get(als(LANDELIJK), LIJST)["objecten"]
    assert (regel["id"], regel["naam"], regel["leverancier"]) == (
        str(site.pk),
        "Tankstation De Linde",
        "OD-NOORD",
    )
    assert (regel["adres"], regel["lengtegraad"]) == ("Dorpsstraat 12, 9901 AB Lindeveen", 6.5)
    assert (regel["leveranciersleutel"], regel["toestand"]["woord"]) == ("T1", "bestaat")
    assert get(als(LANDELIJK), regel["_links"]["self"]["href"])["id"] == str(site.pk)


def walk(client: Client, adres: str, link: str) -> list[list[str]]:
    """Follow a link from page to page and give the ids on each."""
    bladzijden = []
    while adres:
        inhoud = get(client, adres)
        bladzijden.append([o["id"] for o in inhoud["objecten"]])
        adres = inhoud["_links"].get(link, {}).get("href", "")
        laatste = inhoud["_links"]["self"]["href"]
    bladzijden.append([laatste])
    return bladzijden


@pytest.mark.parametrize("vraag", ["", "&q=tankstation"])
def test_every_record_is_on_exactly_one_page_forward_and_back(als: Als, vraag: str) -> None:
    alle = {str(make_object(f"T{n}").pk) for n in range(7)}
    client = als(LANDELIJK)
    *heen, (laatste,) = walk(client, f"{LIJST}?aantal=3{vraag}", "next")
    assert [len(b) for b in heen] == [3, 3, 1]
    assert {id_ for b in heen for id_ in b} == alle
    *terug, _ = walk(client, laatste, "prev")
    assert terug[::-1] == heen


def test_new_records_between_two_pages_move_nothing(als: Als) -> None:
    eerder = sorted(str(make_object(f"T{n}").pk) for n in range(4))
    client = als(LANDELIJK)
    eerste = get(client, f"{LIJST}?aantal=2")
    make_object("T-nieuw")
    tweede = get(client, eerste["_links"]["next"]["href"])
    assert [o["id"] for o in eerste["objecten"] + tweede["objecten"]] == eerder


def test_place_of_another_list_or_changed_by_hand_is_refused(als: Als) -> None:
    for n in range(3):
        make_object(f"T{n}")
    client = als(LANDELIJK)
    plaats = get(client, f"{LIJST}?aantal=1")["_links"]["next"]["href"].split("vanaf=")[1]
    for vanaf in (plaats[:-1], plaats + "x", "WyJuYSIsIjEiXQ.x"):
        antwoord = client.get(LIJST, {"vanaf": vanaf})
        assert (antwoord.status_code, antwoord.json()["velden"][0]["veld"]) == (400, "vanaf")


def test_place_gives_nobody_more_than_they_may_see(als: Als) -> None:
    for n in range(3):
        make_object(f"T{n}")
    verder = get(als(LANDELIJK), f"{LIJST}?aantal=1")["_links"]["next"]["href"]
    assert get(als(BUUR), verder)["objecten"] == []


def test_list_is_narrowed_by_kind_supplier_municipality_and_words(als: Als) -> None:
    noord, zuid = make_object("N"), make_object("Z", leverancier="OD-ZUID", gebied="GM9902")
    client = als(LANDELIJK)
    gevraagd = {"leverancier": "OD-ZUID"}, {"gemeente": "GM9901"}, {"q": "linde"}, {"soort": "vestiging"}
    gevonden = [{o["id"] for o in get(client, LIJST, **vraag)["objecten"]} for vraag in gevraagd]
    assert gevonden == [{str(zuid.pk)}, {str(noord.pk)}, {str(noord.pk), str(zuid.pk)}, set()]


def test_natural_person_has_no_name_and_no_number_in_a_list(als: Als) -> None:
    make_object("123456782", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Veenstra"})
    client = als(LANDELIJK)
    (regel,) = get(client, LIJST, soort="natuurlijkpersoon")["objecten"]
    assert "leveranciersleutel" not in regel
    assert regel["naam"] == "natuurlijk persoon"
    detail = get(client, f"{LIJST}/{regel['id']}")
    assert detail["naam"] == "Veenstra"
    assert "leveranciersleutel" not in detail["bronobjecten"][0]


def test_object_is_as_it_was_on_the_day_and_as_it_was_known_at_the_moment(als: Als) -> None:
    site = make_object()
    toen = klok.now()
    make_object(inhoud=TANKSTATION | {"naam": "Verfhandel"}, begin=MAART)
    client, adres = als(LANDELIJK), f"{LIJST}/{site.pk}"
    assert read_namen(get(client, adres, geldigOp="2024-02-29"))["naam"] == "Tankstation De Linde"
    assert read_namen(get(client, adres, geldigOp="2024-03-01"))["naam"] == "Verfhandel"
    wist = get(client, adres, geldigOp="2024-03-01", beschikbaarOp=toen.isoformat())
    assert read_namen(wist)["naam"] == "Tankstation De Linde"
    assert (wist["geldigOp"], datetime.fromisoformat(wist["beschikbaarOp"])) == ("2024-03-01", toen)


def test_object_before_it_was_known_and_after_its_end_says_so(als: Als) -> None:
    site = make_object(eind=MAART)
    client, adres = als(LANDELIJK), f"{LIJST}/{site.pk}"
    na = get(client, adres)
    assert (na["bestaat"], na["eersteDag"], na["laatsteDag"]) == (False, "2024-01-01", "2024-03-01")
    assert get(client, adres, geldigOp="2024-02-29")["bestaat"] is True
    voor = get(client, adres, beschikbaarOp="2000-01-01T00:00:00Z")
    assert (voor["bestaat"], voor["waarden"]) == (False, [])


def test_value_says_who_said_it_in_which_act_when_and_since_when(als: Als) -> None:
    site = make_object()
    naam = next(w for w in get(als(LANDELIJK), f"{LIJST}/{site.pk}")["waarden"] if w["naam"] == "naam")
    herkomst = Bronobject.objects.get().herkomst
    assert naam["herkomst"]["id"] == herkomst.pk
    assert (naam["herkomst"]["leverancier"], naam["herkomst"]["soort"]) == ("OD-NOORD", "handeling")
    assert datetime.fromisoformat(naam["herkomst"]["moment"]) == herkomst.moment
    assert (naam["sinds"], naam["titel"], naam["weergave"]) == ("2024-01-01", "Naam", "Tankstation De Linde")


def test_open_ends_and_unknown_values_are_left_out(als: Als) -> None:
    plek = make_object("P1", soort="geoobject")
    site = make_object(relaties={"locatie": [plek]})
    tekst = als(LANDELIJK).get(f"{LIJST}/{site.pk}").content.decode()
    assert "9999" not in tekst
    assert "null" not in tekst


def test_relation_is_told_from_both_sides_with_its_period(als: Als) -> None:
    plek = make_object("P1", soort="geoobject")
    site = make_object(relaties={"locatie": [plek]})
    client = als(LANDELIJK)
    (heen,) = get(client, f"{LIJST}/{site.pk}")["relaties"]
    (terug,) = get(client, f"{LIJST}/{plek.pk}")["relaties"]
    assert (heen["soort"], heen["richting"], heen["objectId"]) == ("locatie", "naar", str(plek.pk))
    assert (terug["richting"], terug["objectId"], terug["beginGeldigheid"]) == (
        "van",
        str(site.pk),
        "2024-01-01",
    )


def test_history_tells_newest_first_what_happened_and_who_said_so(als: Als) -> None:
    site = make_object()
    make_object(inhoud=TANKSTATION | {"naam": "Verfhandel"}, begin=MAART)
    adres = get(als(LANDELIJK), f"{LIJST}/{site.pk}")["_links"]["geschiedenis"]["href"]
    regels = get(als(LANDELIJK), adres)["gebeurtenissen"]
    assert [r["dag"] for r in regels] == ["2024-03-01", "2024-01-01"]
    assert regels[0]["zin"] == "Naam werd Verfhandel (was Tankstation De Linde)."
    assert regels[0]["herkomst"]["leverancier"] == "OD-NOORD"


def test_what_is_not_there_and_what_may_not_be_seen_answer_byte_for_byte_the_same(als: Als) -> None:
    site = make_object()
    client = als(BUUR)
    for rest in ("", "/geschiedenis", "?geldigOp=2024-01-01"):
        antwoorden = [client.get(f"{LIJST}/{id_}{rest}") for id_ in (site.pk, uuid.uuid4(), "geen-id")]
        assert {a.status_code for a in antwoorden} == {404}
        assert len({a.content for a in antwoorden}) == 1


def test_every_fault_of_a_question_is_named_at_once(als: Als) -> None:
    lijst = als(LANDELIJK).get(LIJST, {"soort": "boom", "aantal": "0"})
    assert (lijst.status_code, lijst["Content-Type"]) == (400, "application/problem+json")
    assert {v["veld"] for v in lijst.json()["velden"]} == {"soort", "aantal"}
    assert "Kies uit: vthobject" in lijst.json()["detail"]
    site = make_object()
    detail = als(LANDELIJK).get(f"{LIJST}/{site.pk}", {"geldigOp": "30-02-2024", "beschikbaarOp": "straks"})
    assert {v["code"] for v in detail.json()["velden"]} == {"geen_datum", "geen_tijdstip"}


def test_moment_in_the_future_and_other_methods_are_refused(als: Als) -> None:
    client, site = als(LANDELIJK), make_object()
    antwoord = client.get(f"{LIJST}/{site.pk}", {"beschikbaarOp": "2999-01-01T00:00:00Z"})
    assert (antwoord.status_code, antwoord.json()["velden"][0]["code"]) == (400, "in_toekomst")
    for vraag in (client.post, client.put, client.delete, client.patch):
        assert vraag(f"{LIJST}/{site.pk}").status_code in (403, 405)


def check_antwoord(antwoord: Any) -> None:
    """Whatever was asked: an answer or a problem, never a broken server."""
    assert antwoord.status_code < 500, antwoord.content[:300]
    if antwoord.status_code >= 400:
        assert antwoord["Content-Type"] == "application/problem+json"
        assert {"status", "title", "detail", "code"} <= set(antwoord.json())
    else:
        assert antwoord["API-Version"]


@pytest.mark.parametrize("onzin", ONZIN, ids=range(len(ONZIN)))
def test_nonsense_in_any_field_is_answered(als: Als, onzin: str) -> None:
    client, site = als(LANDELIJK), make_object()
    for veld in VELDEN:
        for adres in (LIJST, f"{LIJST}/{site.pk}", f"{LIJST}/{site.pk}/geschiedenis"):
            check_antwoord(client.get(f"{adres}?{urlencode({veld: onzin})}"))
    check_antwoord(client.get(f"{LIJST}?" + urlencode(dict.fromkeys(VELDEN, onzin))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    vraag=st.dictionaries(
        st.sampled_from(VELDEN), st.one_of(st.text(max_size=30), st.sampled_from(ONZIN)), max_size=4
    ),
    pad=st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.uuids().map(str)),
)
@example(vraag={"geldigOp": "9998-12-31"}, pad=str(uuid.UUID(int=0)))
@example(vraag={"leverancier": "a" * 3000, "q": "a"}, pad=str(uuid.UUID(int=0)))
def test_no_question_breaks_the_server(als: Als, vraag: dict[str, str], pad: str) -> None:
    client = als(LANDELIJK)
    check_antwoord(client.get(f"{LIJST}?{urlencode(vraag)}"))
    antwoord = client.get(f"{LIJST}/{pad.replace('/', '').replace('?', '').replace('#', '')}", vraag)
    assert antwoord.status_code < 500


def test_dates_at_the_edges_are_answered(als: Als) -> None:
    site = make_object()
    client, adres = als(LANDELIJK), f"{LIJST}/{site.pk}"
    for dag in ("0001-01-01", "9998-12-31"):
        get(client, adres, geldigOp=dag)
    assert get(client, adres, beschikbaarOp="0001-01-02T00:00:00Z")["waarden"] == []
    assert get(client, adres, beschikbaarOp=datetime(2020, 1, 1, tzinfo=UTC).isoformat())["waarden"] == []
