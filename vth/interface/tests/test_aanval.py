"""Attacks on the interface: other people's tokens, ids, codes and places, bodies that are too large, and nonsense everywhere.

Every operation of both documents stands in OPERATIES; a new one that does not fails `test_every_operation_is_attacked`.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test import Client as Browser

from vth.aanleveringen.models import Aanlevering, Leverancier
from vth.logboek.services import seal_gebeurtenissen
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import load_map, make_gebruiker
from vth.register.models import Bronobject
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.models import Gebruiker, Toegangstoken
from vth.toegang.tokens import close_toegangstoken, record_toegangstoken

pytestmark = pytest.mark.django_db
API, OGC = "/api/v1", "/ogc/v1"
NIETS = "00000000-0000-7000-8000-000000000000"
# Operation, and the address with the id of something that the attacker may not see. Open ones give nothing of anybody.
LIJSTEN = {
    "listObjecten": f"{API}/objecten",
    "listGebeurtenissen": f"{API}/gebeurtenissen",
    "listAanleveringen": f"{API}/aanleveringen",
    "getFeatures": f"{OGC}/collections/vthobjecten/items",
    "listParen": f"{API}/paren",
    "listVergunningen": f"{API}/vergunningen",
    "listIncidentsignalen": f"{API}/incidentsignalen",
    "listControles": f"{API}/controles",
    "listOvertredingen": f"{API}/overtredingen",
    "listMaatregelen": f"{API}/maatregelen",
    "listVerbeurten": f"{API}/verbeurten",
    "listProgrammas": f"{API}/voortgang/programmas",
    "listIndicatoren": f"{API}/monitoring/indicatoren",
    "listCijfers": f"{API}/monitoring/cijfers",
    "listBeoordelingsrondes": f"{API}/monitoring/rondes",
}
DINGEN = {
    "readObject": API + "/objecten/{object}",
    "listGeschiedenis": API + "/objecten/{object}/geschiedenis",
    "readAanlevering": API + "/aanleveringen/{aanlevering}",
    "listToetsverslag": API + "/aanleveringen/{aanlevering}/toetsverslag",
    "downloadToetsverslag": API + "/aanleveringen/{aanlevering}/toetsverslag/download",
    "getFeature": OGC + "/collections/vthobjecten/items/{object}",
    "readPaar": API + "/paren/{object}/" + NIETS,
    "readEntiteit": API + "/entiteiten/{object}",
    "readVergunning": API + "/vergunningen/{object}",
    "readVergunningverschil": API + "/vergunningen/{object}/verschil",
    "readControle": API + "/controles/{object}",
    "readOvertreding": API + "/overtredingen/{object}",
    "readMaatregel": API + "/maatregelen/{object}",
    "readVerbeurte": API + "/verbeurten/{object}",
    "listOnderdelen": API + "/voortgang/programmas/{object}/onderdelen",
    "readOnderdeel": API + "/voortgang/onderdelen/{object}",
    "readRapportageronde": API + "/voortgang/rondes/{object}",
    "readCijfer": API + "/monitoring/cijfers/{object}",
    "listDienstoordelen": API + "/monitoring/rondes/{object}/oordelen",
    "listPlannen": API + "/monitoring/rondes/{object}/plannen",
    "listFinanciering": API + "/monitoring/rondes/{object}/financiering",
    "readProgramma": API + "/voortgang/programmas/{object}",
    "listMiddelen": API + "/voortgang/programmas/{object}/middelen",
    "listAgenda": API + "/voortgang/programmas/{object}/agenda",
    "listInlezingen": API + "/voortgang/programmas/{object}/inlezingen",
    "listTegenspraken": API + "/voortgang/programmas/{object}/tegenspraken",
    "listStatusoordelen": API + "/voortgang/onderdelen/{object}/oordelen",
    "readBijdrage": API + "/voortgang/bijdragen/{object}",
    "readRapport": API + "/voortgang/rondes/{object}/rapport",
    "downloadRapport": API + "/voortgang/rondes/{object}/rapport/download",
    "listRondegegevens": API + "/voortgang/rondes/{object}/gegevens",
    "listVoorstellen": API + "/voortgang/inlezingen/{object}/voorstellen",
    "readIncidentsignaal": API + "/incidentsignalen/{object}",
    "readDocumentontvangst": API + "/documentontvangsten/{object}",
}
SCHRIJVEN = {
    "acceptAanlevering": f"{API}/aanleveringen",
    "recordOordeel": API + "/paren/{object}/" + NIETS + "/oordelen",
    "recordDocumentontvangst": f"{API}/documentontvangsten",
    "recordIncidentsignaal": f"{API}/incidentsignalen",
    "recordBetaling": API + "/verbeurten/{object}/betalingen",
    "recordBijdrage": API + "/voortgang/bijdragen/{object}",
    "recordPlanning": API + "/voortgang/onderdelen/{object}/planningen",
    "recordProgramma": f"{API}/voortgang/programmas",
    "recordProgrammaversie": API + "/voortgang/programmas/{object}/versies",
    "recordDeelnemer": API + "/voortgang/programmas/{object}/deelnemers",
    "endProgramma": API + "/voortgang/programmas/{object}/einde",
    "recordOnderdeel": API + "/voortgang/programmas/{object}/onderdelen",
    "recordOnderdeelversie": API + "/voortgang/onderdelen/{object}/versies",
    "recordStatusoordeel": API + "/voortgang/onderdelen/{object}/oordelen",
    "recordPijlerplan": API + "/voortgang/onderdelen/{object}/pijlerplannen",
    "recordMiddel": API + "/voortgang/onderdelen/{object}/middelen",
    "recordRapportageronde": API + "/voortgang/programmas/{object}/rondes",
    "recordRondestap": API + "/voortgang/rondes/{object}/stappen",
    "recordBijdragestap": API + "/voortgang/bijdragen/{object}/stappen",
    "recordBijdrageoordeel": API + "/voortgang/bijdragen/{object}/oordelen",
    "recordInlezing": API + "/voortgang/programmas/{object}/inlezingen",
    "recordVoorstelbesluit": API + "/voortgang/inlezingen/{object}/voorstellen/1",
    "acceptVoorstellen": API + "/voortgang/inlezingen/{object}/overname",
    "settleTegenspraak": API + "/voortgang/tegenspraken/{object}/besluit",
    "acceptDocumentdeel": API + "/documentontvangsten/{object}/deel",
    "closeDocumentontvangst": API + "/documentontvangsten/{object}/klaar",
}
OPEN = {
    "getLandingPage": OGC,
    "getConformanceDeclaration": f"{OGC}/conformance",
    "getApi": f"{OGC}/api",
    "getCollections": f"{OGC}/collections",
    "describeCollection": f"{OGC}/collections/vthobjecten",
}
OPERATIES = LIJSTEN | DINGEN | SCHRIJVEN | OPEN
ONZIN = [
    "\x00",
    "a\x00b",
    "x" * 50_000,
    "😀" * 500,
    "٣",
    "'; DROP TABLE x; --",
    "%00",
    "../../etc/passwd",
]
ONZIN += [
    "{{7*7}}",
    "<script>alert(1)</script>",
    "\u202e",
    "\r\nSet-Cookie: a=b",
    "-1",
    "1e999",
    "NaN",
    "null",
    "[]",
]


@pytest.fixture(autouse=True)
def ongeremd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.interface.aanmelding.Tempo.allow_request", lambda *_: True)


@pytest.fixture
def aanvaller(tmp_path: Path) -> Gebruiker:
    """Somebody of OD-NOORD, who may do there what can be done; everything of value belongs to OD-ZUID."""
    load_map(tmp_path / "stam")
    return make_gebruiker(("OD-NOORD", "functioneel_beheerder"))


@pytest.fixture
def vreemd() -> Bronobject:
    return make_object(
        "GEHEIM-1",
        leverancier="OD-ZUID",
        gebied="GM9903",
        inhoud={"naam": "Geheim", "hoofdtype": "inrichting"},
    )


@pytest.fixture
def vreemde_aanlevering() -> Aanlevering:
    leverancier = Leverancier.objects.create(code="OD-ZUID", naam="OD Zuid")
    return Aanlevering.objects.create(
        leverancier=leverancier,
        profiel="zuid",
        reeks="zuid",
        bestandsnaam="geheim.csv",
        sha256="0" * 64,
        bytes=1,
        peildatum="2024-01-01",
        ontvangen_op=klok.now(),
        ingediend_door="iemand",
    )


def make_token(gebruiker: Gebruiker, *rechten: str) -> tuple[Toegangstoken, str]:
    token, geheim = record_toegangstoken(
        viewer=make_viewer(gebruiker, klok.today()),
        naam="aanval",
        rechten=rechten or ("register.read", "aanlevering.accept"),
        dagen=1,
    )
    return token, geheim.waarde


@pytest.fixture
def koppen(aanvaller: Gebruiker) -> dict[str, str]:
    return {"Authorization": f"Bearer {make_token(aanvaller)[1]}"}


@cache
def list_operaties() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every operation of both documents by its id; they say the same to everybody."""
    client, gevonden = Browser(), {}
    for begin, adres in ((API, f"{API}/openapi.json"), (OGC, f"{OGC}/api")):
        for pad, wegen in client.get(adres).json()["paths"].items():
            for methode, operatie in wegen.items():
                gevonden[operatie["operationId"]] = (methode, begin + pad, operatie)
    return gevonden


def test_every_operation_is_attacked(client: Browser) -> None:
    assert set(list_operaties()) == set(OPERATIES)


def test_operations_that_are_open_to_everybody_are_the_ones_that_say_so(client: Browser) -> None:
    for naam, (methode, _, operatie) in list_operaties().items():
        antwoord = client.generic(methode.upper(), OPERATIES[naam].format(object=NIETS, aanlevering=NIETS))
        assert (antwoord.status_code == 200) == (naam in OPEN) == (not operatie.get("security")), naam


@pytest.mark.parametrize("naam", sorted(LIJSTEN | DINGEN))
@pytest.mark.parametrize(
    "kop",
    ["Bearer vth_verzonnen", "Bearer", "Bearer  ", "Basic eDp5", "vth_x", "Bearer \xff", "Bearer a b c"],
)
def test_forged_credentials_open_nothing(client: Browser, aanvaller: Gebruiker, naam: str, kop: str) -> None:
    client.force_login(aanvaller)
    adres = OPERATIES[naam].format(object=NIETS, aanlevering=NIETS)
    antwoord = client.get(adres, headers={"Authorization": kop})
    # A session beside a token that is worth nothing does not help.
    assert antwoord.status_code == 401, naam
    assert antwoord["Content-Type"] == "application/problem+json"


def test_token_that_ran_out_or_was_withdrawn_or_of_a_closed_account_opens_nothing(
    client: Browser, aanvaller: Gebruiker
) -> None:
    verlopen, geheim1 = make_token(aanvaller)
    Toegangstoken.objects.filter(pk=verlopen.pk).update(vervalt_op=klok.now() - timedelta(seconds=1))
    ingetrokken, geheim2 = make_token(aanvaller)
    close_toegangstoken(viewer=make_viewer(aanvaller, klok.today()), token_id=ingetrokken.pk)
    for geheim in (geheim1, geheim2):
        for naam in LIJSTEN:
            kop = {"Authorization": f"Bearer {geheim}"}
            assert client.get(OPERATIES[naam], headers=kop).status_code == 401, naam


def test_token_in_the_address_is_no_token(client: Browser, aanvaller: Gebruiker) -> None:
    _, geheim = make_token(aanvaller)
    for vraag in ({"access_token": geheim}, {"token": geheim}):
        assert client.get(f"{API}/objecten", vraag).status_code == 401


def test_token_for_delivering_does_not_read_what_others_delivered(
    client: Browser, aanvaller: Gebruiker
) -> None:
    eigen = make_object("T1", leverancier="OD-NOORD", gebied="GM9901")
    ander = make_object("T2", leverancier="OD-ZUID", gebied="GM9901")
    gezien = {}
    for recht in ("register.read", "aanlevering.accept"):
        kop = {"Authorization": f"Bearer {make_token(aanvaller, recht)[1]}"}
        gezien[recht] = {o["id"] for o in client.get(f"{API}/objecten", headers=kop).json()["objecten"]}
    assert gezien == {
        "register.read": {str(eigen.pk), str(ander.pk)},
        "aanlevering.accept": {str(eigen.pk)},
    }


@pytest.mark.parametrize("naam", sorted(DINGEN))
def test_id_of_another_organisation_is_answered_as_one_that_does_not_exist(
    client: Browser,
    koppen: dict[str, str],
    vreemd: Bronobject,
    vreemde_aanlevering: Aanlevering,
    naam: str,
) -> None:
    echt = client.get(
        OPERATIES[naam].format(object=vreemd.pk, aanlevering=vreemde_aanlevering.pk), headers=koppen
    )
    verzonnen = client.get(OPERATIES[naam].format(object=NIETS, aanlevering=NIETS), headers=koppen)
    assert (echt.status_code, verzonnen.status_code) == (404, 404)
    neutraal = (
        echt.content.decode().replace(str(vreemd.pk), NIETS).replace(str(vreemde_aanlevering.pk), NIETS)
    )
    assert neutraal == verzonnen.content.decode()


@pytest.mark.parametrize("naam", sorted(LIJSTEN))
@pytest.mark.parametrize(
    "vraag",
    [
        {},
        {"leverancier": "OD-ZUID"},
        {"gemeente": "GM9903"},
        {"q": "geheim"},
        {"bbox": "3,50,8,54"},
        {"begin": "alles"},
    ],
)
def test_lists_and_filters_never_hold_what_is_of_another(
    client: Browser,
    koppen: dict[str, str],
    vreemd: Bronobject,
    vreemde_aanlevering: Aanlevering,
    naam: str,
    vraag: dict[str, str],
) -> None:
    seal_gebeurtenissen()
    tekst = client.get(OPERATIES[naam], vraag, headers=koppen).content.decode()
    for geheim in (str(vreemd.pk), "GEHEIM-1", "Geheim", str(vreemde_aanlevering.pk), "geheim.csv"):
        assert geheim not in tekst, naam


def read_volgende(antwoord: Any) -> str:
    """Read where the next page is, whichever way the list says so."""
    if "Link" in antwoord.headers:
        return str(antwoord["Link"]).split(">")[0][1:]
    inhoud = antwoord.json()
    if "_links" in inhoud:
        return str(inhoud["_links"]["next"]["href"])
    return next(str(k["href"]) for k in inhoud["links"] if k["rel"] == "next")


@pytest.mark.parametrize("naam", ["listObjecten", "listGebeurtenissen", "getFeatures"])
def test_place_of_somebody_else_shows_only_what_one_may_see_oneself(
    client: Browser, koppen: dict[str, str], naam: str
) -> None:
    """OD-ZUID goes through its list; the attacker takes over its place."""
    for n in range(4):
        make_object(f"Z{n}", leverancier="OD-ZUID", gebied="GM9903")
    seal_gebeurtenissen()
    zuid = {"Authorization": f"Bearer {make_token(make_gebruiker(('OD-ZUID', 'functioneel_beheerder')))[1]}"}
    maat = "limit" if naam == "getFeatures" else "aantal"
    eerste = client.get(OPERATIES[naam], {maat: 2}, headers=zuid)
    verder = read_volgende(eerste)
    assert "OD-ZUID" in client.get(verder, headers=zuid).content.decode()
    gestolen = client.get(verder, headers=koppen)
    assert gestolen.status_code == 200 and "OD-ZUID" not in gestolen.content.decode()


def test_place_of_one_list_is_none_in_another(client: Browser, koppen: dict[str, str]) -> None:
    for n in range(3):
        make_object(f"T{n}")
    seal_gebeurtenissen()
    plaatsen = {}
    for naam in ("listObjecten", "listGebeurtenissen", "getFeatures"):
        maat = "limit" if naam == "getFeatures" else "aantal"
        adres = read_volgende(client.get(OPERATIES[naam], {maat: 1}, headers=koppen))
        plaatsen[naam] = adres.split("vanaf=")[1].split("&")[0]
    for van, plaats in plaatsen.items():
        for naar in LIJSTEN:
            goed = client.get(f"{OPERATIES[naar]}?vanaf={plaats}", headers=koppen)
            assert goed.status_code == (200 if van == naar else 400), (van, naar)
            stuk = client.get(f"{OPERATIES[naar]}?vanaf={plaats[:-1]}", headers=koppen)
            assert stuk.status_code == 400, naar


@pytest.mark.parametrize("naam", sorted(OPERATIES))
def test_nonsense_in_every_parameter_is_answered_and_never_breaks(
    client: Browser, koppen: dict[str, str], naam: str
) -> None:
    methode, _, operatie = list_operaties()[naam]
    adres = OPERATIES[naam].format(object=NIETS, aanlevering=NIETS)
    namen = [p["name"] for p in operatie["parameters"] if p.get("in") == "query"] + ["f", "onbekend"]
    for parameter in namen:
        for waarde in ONZIN:
            antwoord = client.generic(
                methode.upper(), adres, query_params={parameter: waarde}, headers=koppen
            )
            assert antwoord.status_code < 500, (naam, parameter, waarde[:20])
            assert "Set-Cookie" not in antwoord.headers


@pytest.mark.parametrize("naam", sorted(DINGEN))
def test_nonsense_in_the_path_is_answered_and_never_breaks(
    client: Browser, koppen: dict[str, str], naam: str
) -> None:
    for waarde in (
        "%00",
        "x" * 5_000,
        "..%2f..%2fetc",
        "%F0%9F%98%80",
        "%ff%fe",
        "1",
        NIETS.upper() + "0",
        "%0d%0aX: y",
    ):
        antwoord = client.get(OPERATIES[naam].format(object=waarde, aanlevering=waarde), headers=koppen)
        # A NUL stands in no text, and is refused before anybody looks.
        verwacht = 400 if waarde == "%00" else 404
        assert antwoord.status_code == verwacht, (naam, waarde[:20])
        assert antwoord["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "kop",
    [
        {"Accept": "\x01,;q=x;;,*"},
        {"Accept": "text/html;q=0,application/xml"},
        {"Accept-Crs": "x" * 9_000},
        {"If-None-Match": '"' * 3_000},
        {"If-Match": "*"},
        {"If-Modified-Since": "gisteren"},
        {"Range": "bytes=0-1,9-2"},
        {"X-Forwarded-Host": "boos.example"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"Content-Type": "application/json; charset=bestaat-niet"},
        {"Cookie": "sessionid=\x7f; csrftoken=x"},
        {"Accept-Language": "x" * 9_000},
        {"Traceparent": "00-zz"},
    ],
    ids=lambda kop: next(iter(kop)),
)
def test_nonsense_in_a_header_is_answered_and_never_breaks(
    client: Browser, koppen: dict[str, str], kop: dict[str, str]
) -> None:
    make_object()
    for naam in LIJSTEN | OPEN:
        antwoord = client.get(OPERATIES[naam], headers=koppen | kop)
        assert antwoord.status_code in (200, 304, 400, 406, 412), naam
        assert "boos.example" not in antwoord.content.decode(errors="replace")


def test_other_host_is_refused(client: Browser, koppen: dict[str, str]) -> None:
    antwoord = client.get(f"{API}/objecten", headers=koppen | {"Host": "boos.example"})
    assert antwoord.status_code == 400 and "boos.example" not in antwoord.content.decode()


@pytest.mark.parametrize("naam", sorted(OPERATIES))
def test_methods_that_are_not_there_are_refused(client: Browser, koppen: dict[str, str], naam: str) -> None:
    operaties = list_operaties()
    adres = OPERATIES[naam].format(object=NIETS, aanlevering=NIETS)
    mag = {operaties[n][0].upper() for n in OPERATIES if operaties[n][1] == operaties[naam][1]}
    for andere in sorted({"PUT", "PATCH", "DELETE", "TRACE", "POST"} - mag):
        antwoord = client.generic(andere, adres, headers=koppen)
        assert antwoord.status_code in (401, 405), (naam, andere)
        assert antwoord["Content-Type"] == "application/problem+json"


def deliver(client: Browser, koppen: dict[str, str], bestand: Any, **velden: str) -> Any:
    inhoud = {"bestand": bestand, "profiel": "zuid", **velden}
    return client.post(f"{API}/aanleveringen", inhoud, headers=koppen)


@pytest.mark.parametrize(
    "naam", ["../../x.csv", "/etc/passwd", "a\x00.csv", "x" * 5000 + ".csv", "<script>.csv", ".."]
)
def test_name_of_a_file_leads_nowhere(
    client: Browser, koppen: dict[str, str], naam: str, settings: Any, tmp_path: Path
) -> None:
    antwoord = deliver(client, koppen, SimpleUploadedFile("x.csv", b"a;b\n"), peildatum="2024-01-01")
    buiten = {p for p in tmp_path.rglob("*") if p.is_file()}
    bestand = SimpleUploadedFile("x.csv", b"a;b\n")
    bestand._name = naam  # type: ignore[attr-defined]
    assert deliver(client, koppen, bestand).status_code == antwoord.status_code == 400
    assert {p for p in tmp_path.rglob("*") if p.is_file()} == buiten


def test_id_of_another_organisation_in_a_body_is_answered_as_one_that_does_not_exist(
    client: Browser, aanvaller: Gebruiker, vreemd: Bronobject
) -> None:
    kop = {"Authorization": f"Bearer {make_token(aanvaller, 'register.read', 'signaal.record')[1]}"}
    bericht = {
        "organisatie": "OD-NOORD",
        "gebied": "GM9901",
        "signaalsoort": "klacht",
        "signaalcategorie": "afval",
        "omschrijving": "Vaten in de berm.",
        "ontvangenOp": klok.now().isoformat(),
        "plek": "Kanaalweg",
    }
    antwoorden = {
        bij: client.post(f"{API}/incidentsignalen", bericht | {"bij": bij}, "application/json", headers=kop)
        for bij in (str(vreemd.pk), NIETS)
    }
    echt, verzonnen = antwoorden.values()
    assert echt.status_code == verzonnen.status_code and 400 <= echt.status_code < 500, echt.content
    assert echt.content.decode().replace(str(vreemd.pk), NIETS) == verzonnen.content.decode()
    # The message itself can come in: it is the id that was refused.
    goed = client.post(f"{API}/incidentsignalen", bericht, "application/json", headers=kop)
    assert goed.status_code == 201, goed.content


def test_profile_of_another_organisation_does_not_exist_for_whoever_delivers(
    client: Browser, koppen: dict[str, str]
) -> None:
    velden = deliver(client, koppen, SimpleUploadedFile("x.csv", b"a")).json()["velden"]
    assert [v["veld"] for v in velden] == ["profiel"]
    assert not Aanlevering.objects.exists()


def test_every_fault_of_a_delivery_is_told_at_once(client: Browser, koppen: dict[str, str]) -> None:
    antwoord = client.post(
        f"{API}/aanleveringen", {"peildatum": "gisteren", "correctie": "misschien"}, headers=koppen
    )
    assert {v["veld"] for v in antwoord.json()["velden"]} == {"bestand", "profiel", "peildatum", "correctie"}


def test_body_larger_than_a_delivery_may_be_is_refused_before_it_is_read(
    client: Browser, koppen: dict[str, str], settings: Any
) -> None:
    settings.AANLEVERING_MAX_BYTES = 100
    antwoord = deliver(client, koppen, SimpleUploadedFile("x.csv", b"x" * 200_000))
    assert (antwoord.status_code, antwoord.json()["code"]) == (413, "te_groot")


@pytest.mark.parametrize(
    "soort", ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=\xe9"]
)
def test_body_of_another_kind_is_refused(client: Browser, koppen: dict[str, str], soort: str) -> None:
    antwoord = client.post(f"{API}/aanleveringen", b'{"a": [', content_type=soort, headers=koppen)
    assert antwoord.status_code in (400, 415) and antwoord["Content-Type"] == "application/problem+json"


def test_session_writes_only_with_the_token_of_the_form(aanvaller: Gebruiker) -> None:
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(aanvaller)
    antwoord = streng.post(f"{API}/aanleveringen", {"profiel": "x"})
    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "csrf")


def test_too_many_parameters_are_refused(client: Browser, koppen: dict[str, str]) -> None:
    vraag = "&".join(f"a{n}=1" for n in range(2_000))
    assert client.get(f"{API}/objecten?{vraag}", headers=koppen).status_code == 400


def test_answers_are_never_scripts_of_their_own(
    client: Browser, koppen: dict[str, str], als_json: Callable[[Any], Any]
) -> None:
    """Hostile text that a supplier delivered goes out as JSON that no browser runs."""
    make_object(inhoud={"naam": "</script><script>alert(1)</script>", "hoofdtype": "inrichting"})
    antwoord = client.get(f"{API}/objecten", headers=koppen)
    assert antwoord["Content-Type"] == "application/json" and antwoord["X-Content-Type-Options"] == "nosniff"
    assert als_json(antwoord)["objecten"][0]["naam"].startswith("</script>")


@pytest.fixture
def als_json() -> Callable[[Any], Any]:
    return lambda antwoord: json.loads(antwoord.content)
