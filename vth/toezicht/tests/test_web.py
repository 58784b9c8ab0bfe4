"""A controle in the site from plan to report, by the forms that people fill in; what goes wrong comes back with what was given."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toezicht.models import Bevinding, Controle, Veiligheidswaarschuwing
from vth.vergunningen.tests.builders import make_toestemming, make_vergunning, stel
from vth.zaken.models import Document
from vth.zaken.tests.builders import make_viewer

from .builders import BUITEN, RECHTEN, TINE, begin, make_controle, make_locatie, rond_af, vind

pytestmark = pytest.mark.django_db
LEZER = make_viewer("gebruiker 924", "controle.approve")
KIJKER = make_viewer("gebruiker 927", niveau="intern")


@pytest.fixture
def tine(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in an inspector."""
    return log_in(client, monkeypatch, TINE)


def versie(controle: Controle) -> str:
    """Give the version that a page would send back."""
    controle.refresh_from_db()
    return str(controle.versie)


def test_a_visit_goes_from_plan_to_conclusion_by_its_page(tine: Client) -> None:
    """Plan at a site, begin, write two findings against the permit and an article, say what happened, conclude."""
    locatie, a = make_locatie(), uuid.uuid4()
    v = make_vergunning(vthobject_id=locatie.pk)
    make_toestemming(
        v, date(2020, 1, 1), stel("1.1", "Ten hoogste 5 kg in voorraad.", id_=a), stel("2.1", "Anders.")
    )
    assert "Plan een controle" in tine.get(f"/objecten/{locatie.pk}").content.decode()
    plan = {
        "organisatie": "OD-NOORD",
        "omschrijving": "Integraal",
        "controletype": "regulier",
        "aanleiding": "programma",
    }
    assert tine.post(f"/toezicht/nieuw/{locatie.pk}", plan).status_code == 302
    controle = Controle.objects.get()
    assert tine.post(f"/toezicht/{controle.pk}/begin", {"gezien": versie(controle)}).status_code == 302
    write_bevindingen(tine, controle, a)
    conclude_by_page(tine, controle)


def write_bevindingen(tine: Client, controle: Controle, a: uuid.UUID) -> None:
    """Search a norm by a word, and write one finding against three norms."""
    hier = f"/toezicht/{controle.pk}"
    zoek = tine.get(f"{hier}/bevinding?zoek=voorraad").content.decode()
    assert "Ten hoogste 5 kg" in zoek and "Anders." not in zoek
    goed = {
        "onderwerp": "bodem",
        "resultaat": "nageleefd",
        "voorschriften": [str(a)],
        "artikel": "Bal 4.1141; zorgplicht",
    }
    assert tine.post(f"{hier}/bevinding", goed | {"nog_een": "ja"}).headers["Location"].endswith("/bevinding")
    assert Bevinding.objects.get().normen.count() == 3
    assert "Voor u kunt afronden" in tine.get(hier).content.decode()


def conclude_by_page(tine: Client, controle: Controle) -> None:
    """Say what happened, and conclude."""
    hier = f"/toezicht/{controle.pk}"
    bezoek = {
        "controledatum": klok.today().isoformat(),
        "uitkomst": "uitgevoerd",
        "legitimatie": "ja",
        "bevoegdheden": ["betreden"],
    }
    assert tine.post(f"{hier}/bezoek", bezoek | {"gezien": versie(controle)}).status_code == 302
    assert tine.post(f"{hier}/rond_af", {"gezien": versie(controle)}).status_code == 302
    controle.refresh_from_db()
    assert (controle.staat, controle.legitimatie_getoond, controle.bevoegdheden) == (
        "afgerond",
        True,
        ["betreden"],
    )
    bladzij = tine.get(hier).content.decode()
    assert "Uitgevoerd." in bladzij and "Awb 5:15" in bladzij and controle.kenmerk in bladzij


def test_the_site_and_the_register_lead_to_the_visit_and_what_it_found(
    tine: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The inspector goes from the site to his file; who sees only the register reads there where it was and what was found."""
    locatie = make_locatie()
    controle = begin(make_controle(locatie))
    vind(controle, "overtreden", aandachtspunt="Lekbak achter de loods")
    kern = rond_af(controle).bronobject
    assert kern is not None
    site = tine.get(f"/objecten/{locatie.pk}").content.decode()
    assert (
        f"/toezicht/{controle.pk}" in site and "Lekbak achter de loods" in site and "Controle van" not in site
    )
    log_in(client, monkeypatch, KIJKER)
    assert f"/objecten/{kern.pk}" in client.get(f"/objecten/{locatie.pk}").content.decode()
    visit = client.get(f"/objecten/{kern.pk}").content.decode()
    for stuk in ("Verffabriek De Kwast", "Lekbak achter de loods", "Bal 4.1141", "niet akkoord"):
        assert stuk in visit


def test_what_cannot_be_comes_back_with_what_was_given(tine: Client) -> None:
    """A finding without a norm, an act on an old version, an act that the state does not allow."""
    controle = begin(make_controle())
    hier = f"/toezicht/{controle.pk}"
    mis = tine.post(
        f"{hier}/bevinding",
        {"onderwerp": "bodem", "resultaat": "overtreden", "bijzonderheden": "Olie in de sloot."},
    )
    assert (
        mis.status_code == 422
        and "aan welke norm" in mis.content.decode()
        and "Olie in de sloot." in mis.content.decode()
    )
    oud = tine.post(f"{hier}/vervalt", {"gezien": "0", "reden": "Bedrijf is weg."})
    assert oud.status_code == 409 and "intussen door iemand anders" in oud.content.decode()
    weg = tine.post(f"{hier}/heropen", {"reden": "Zomaar."}, follow=True).content.decode()
    assert "Dit kan niet (meer)" in weg
    assert tine.post(f"{hier}/bestaatniet").status_code == 404
    assert tine.get(f"/toezicht/{uuid.uuid4()}").status_code == 404


def test_the_list_shows_the_most_urgent_first_and_why(tine: Client) -> None:
    """Late before planned before without a day; what is narrowed away is gone, and what does not exist is refused."""
    locatie = make_locatie()
    over = klok.today() + timedelta(days=3)
    zonder, straks = (
        make_controle(locatie),
        make_controle(locatie, uiterlijk_op=over, grond="IPPC: jaarlijks"),
    )
    lijst = tine.get("/toezicht/").content.decode()
    assert lijst.index(straks.kenmerk) < lijst.index(zonder.kenmerk) and "IPPC: jaarlijks" in lijst
    week = tine.get("/toezicht/?wanneer=week").content.decode()
    assert straks.kenmerk in week and zonder.kenmerk not in week
    assert tine.get("/toezicht/?wie=iedereen").status_code == 400
    assert straks.kenmerk in tine.get("/").content.decode()


def test_a_finding_is_read_copied_changed_and_withdrawn_in_the_site(tine: Client) -> None:
    """Its page cites the words of the norm; a copy is changed where it differs; withdrawn it stays to be read."""
    controle = begin(make_controle())
    eerste = vind(controle, "overtreden")
    blad = tine.get(f"/bevindingen/{eerste.pk}").content.decode()
    assert "B3: van belang, onverschillig" in blad and "De retourtemperatuur" in blad
    kopie = tine.post(f"/bevindingen/{eerste.pk}/kopieer", {"gezien": versie(controle)}).headers["Location"]
    form = {
        "onderwerp": "bodem",
        "resultaat": "nageleefd",
        "artikel": "Bal 4.1141",
        "gezien": versie(controle),
    }
    assert tine.post(kopie, form).status_code == 302
    assert [b.resultaat for b in Bevinding.objects.order_by("volgnummer")] == ["overtreden", "nageleefd"]
    assert tine.post(f"/bevindingen/{eerste.pk}/trek_in", {"reden": "Verkeerde tank."}).status_code == 302
    assert "Verkeerde tank." in tine.get(f"/bevindingen/{eerste.pk}").content.decode()


def test_a_report_is_made_read_by_a_second_person_and_sent(
    tine: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody agrees with his own report; without agreement it is not sent; a new version asks agreement again."""
    controle = begin(make_controle())
    vind(controle, "overtreden")
    rond_af(controle)
    hier = f"/toezicht/{controle.pk}"
    assert tine.get(f"{hier}/rapport.pdf").content[:5] == b"%PDF-"
    assert tine.get(f"{hier}/rapport.docx").content[:2] == b"PK"
    assert tine.post(f"{hier}/rapport", {"gezien": versie(controle)}).status_code == 302
    assert Document.objects.get().documentsoort == "rapport"
    vandaag = klok.today().isoformat()
    for te_vroeg in ("akkoord", "verzonden"):
        geweigerd = tine.post(f"{hier}/{te_vroeg}", {"verzonden_op": vandaag}, follow=True)
        assert "Dit kan niet" in geweigerd.content.decode()
    log_in(client, monkeypatch, LEZER)
    assert client.post(f"{hier}/akkoord", {"gezien": versie(controle)}).status_code == 302
    log_in(client, monkeypatch, TINE)
    assert (
        client.post(f"{hier}/verzonden", {"gezien": versie(controle), "verzonden_op": vandaag}).status_code
        == 302
    )
    reactie = {"gezien": versie(controle), "reactie": "Wij hebben de bak geleegd.", "reactie_op": vandaag}
    assert client.post(f"{hier}/reactie", reactie).status_code == 302
    controle.refresh_from_db()
    assert (
        controle.rapport_verzonden_op == klok.today() and "bak geleegd" in client.get(hier).content.decode()
    )


def test_a_warning_shows_to_inspectors_only_and_its_words_go_when_it_is_withdrawn(
    tine: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the preparation and the visit; another service does not see that there is one; a day in the past is refused."""
    locatie = make_locatie()
    controle = make_controle(locatie)
    gevaar = {"tekst": "Loslopende hond achter loods 2.", "reden": "Bezoek van 3 maart."}
    mis = tine.post(f"/toezicht/waarschuwing/{locatie.pk}", gevaar | {"herzien_op": "2020-01-01"})
    assert mis.status_code == 422 and "binnen twee jaar" in mis.content.decode()
    straks = (klok.today() + timedelta(days=90)).isoformat()
    assert (
        tine.post(f"/toezicht/waarschuwing/{locatie.pk}", gevaar | {"herzien_op": straks}).status_code == 302
    )
    for adres in (f"/toezicht/{controle.pk}", f"/voorbereiding/{controle.pk}"):
        assert "Loslopende hond" in tine.get(adres).content.decode()
    log_in(
        client, monkeypatch, make_viewer("gebruiker 925", *RECHTEN, organisatie="OD-ZUID", gebied="GM9903")
    )
    weg = Veiligheidswaarschuwing.objects.get()
    assert client.post(f"/toezicht/waarschuwingen/{weg.pk}/intrekken").status_code == 404
    log_in(client, monkeypatch, TINE)
    assert client.post(f"/toezicht/waarschuwingen/{weg.pk}/intrekken").status_code == 302
    weg.refresh_from_db()
    assert weg.tekst == "" and "Loslopende" not in client.get(f"/toezicht/{controle.pk}").content.decode()


def test_a_visit_of_another_service_is_not_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the visit, nor its preparation, report or findings, nor the form to plan one there."""
    controle = begin(make_controle(locatie := make_locatie()))
    bevinding = vind(controle)
    log_in(client, monkeypatch, BUITEN)
    paden = (
        f"/toezicht/{controle.pk}",
        f"/voorbereiding/{controle.pk}",
        f"/toezicht/{controle.pk}/rapport.pdf",
    )
    for pad in (
        *paden,
        f"/bevindingen/{bevinding.pk}",
        f"/bevindingen/{bevinding.pk}/wijzig",
        f"/toezicht/nieuw/{locatie.pk}",
    ):
        assert client.get(pad).status_code == 404, pad
    assert controle.kenmerk not in client.get("/toezicht/?wie=alles").content.decode()
