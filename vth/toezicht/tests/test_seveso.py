"""A Seveso site: a finding has a category there and only there, the statements propose it, and category 1 brings one back in time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.begrippen.selectors import read_lijst
from vth.interface.tests.builders import log_in
from vth.register.models import BevindingVoorkomen, Bronobject
from vth.register.rules import RegisterError
from vth.register.services import record_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import derive_niveaus
from vth.toezicht.bevindingen import change_bevinding, copy_bevinding, make_nieuw, withdraw_bevinding
from vth.toezicht.geschiedenis import read_geschiedenis
from vth.toezicht.lijst.feiten import read_feiten
from vth.toezicht.lijst.versies import record_controlelijst
from vth.toezicht.lijst.voorstellen import Keuze, record_voorstellen
from vth.toezicht.models import Bevinding, Controle, Vervaldag
from vth.toezicht.ritme.boeking import refresh_vervaldagen
from vth.toezicht.ritme.plekpagina import read_ritmepagina
from vth.toezicht.rules import ToezichtError
from vth.toezicht.seveso import list_categorieen
from vth.zaken.tests.builders import OD

from .builders import TINE, begin, make_controle, make_locatie, rond_af, vind
from .test_ritmedienst import read_dagen
from .veldbuilders import stuur

pytestmark = pytest.mark.django_db
LIJST = "seveso_lbr"


def make_seveso(**velden: Any) -> Bronobject:
    return make_locatie(vanaf=date(2024, 1, 1), seveso_niveau="hogedrempel", subtype="seveso", **velden)


def begin_seveso() -> Controle:
    return begin(make_controle(make_seveso()))


@pytest.mark.parametrize(
    ("resultaat", "categorie", "fout"),
    [
        ("overtreden", "1", ""),
        ("overtreden", "3", ""),
        ("nader_onderzoek", "afwijking", ""),
        ("overtreden", "4", "bestaat niet"),
        ("overtreden", "' OR 1=1", "bestaat niet"),
        ("nageleefd", "2", "past niet bij het resultaat nageleefd"),
        ("overtreden", "afwijking", "past niet bij het resultaat overtreden"),
    ],
)
def test_a_category_exists_and_goes_with_its_result(resultaat: str, categorie: str, fout: str) -> None:
    controle = begin_seveso()
    if fout:
        with pytest.raises(ToezichtError, match=fout):
            vind(controle, resultaat, sevesocategorie=categorie)
    else:
        assert vind(controle, resultaat, sevesocategorie=categorie).sevesocategorie == categorie


@pytest.mark.parametrize("velden", [{}, {"seveso_niveau": "geen"}])
def test_where_no_seveso_site_is_there_is_no_category(velden: dict[str, str]) -> None:
    controle = begin(make_controle(make_locatie(**velden)))
    with pytest.raises(ToezichtError, match="geen Seveso-inrichting"):
        vind(controle, "overtreden", sevesocategorie="2")
    assert vind(controle, "overtreden").sevesocategorie == ""


def test_a_visit_to_an_activity_is_at_the_site_that_it_lies_in() -> None:
    """The register tells of the site that it is one; the activity and the statements of the checklist follow."""
    activiteit = record_object(
        viewer=TINE,
        leverancier=OD,
        soort="activiteituitvoering",
        sleutel="A-1",
        inhoud={
            "activiteit": "bal-3.2.9",
            "status": "uitvoering",
            "omschrijving": "Opslag",
            "bevoegd_gezag": "GM9901",
        },
        begin_geldigheid=date(2024, 1, 1),
        relaties={"vindt_plaats_binnen": [make_seveso()]},
        gebied="GM9901",
    )
    controle = begin(make_controle(activiteit))
    assert vind(controle, "overtreden", sevesocategorie="2").sevesocategorie == "2"
    assert read_feiten(TINE, controle)["kenmerken"]["seveso"] == "hogedrempel"


def test_before_there_were_categories_none_is_taken() -> None:
    with pytest.raises(ToezichtError, match="Kies uit: geen enkele"):
        vind(begin_seveso(), "overtreden", sevesocategorie="2", norm_op=date(2021, 12, 31))


def test_a_category_is_changed_and_copied_with_its_finding() -> None:
    b = vind(begin_seveso(), "overtreden", sevesocategorie="2")
    assert copy_bevinding(viewer=TINE, bevinding_id=b.pk).sevesocategorie == "2"
    nieuw = make_nieuw(b)
    nieuw = type(nieuw)(**{**nieuw.__dict__, "sevesocategorie": "9"})
    with pytest.raises(ToezichtError, match="bestaat niet"):
        change_bevinding(viewer=TINE, bevinding_id=b.pk, nieuw=nieuw)


def test_the_answer_to_a_statement_is_the_category_of_the_finding() -> None:
    controle = begin_seveso()
    lijst = record_controlelijst(viewer=TINE, controle_id=controle.pk, code=LIJST)
    gegeven = (("scenario", "een"), ("passend", "afwijking"), ("beperken", "ja"), ("onderhoud", "nvt"))
    for vraag, waarde in gegeven:
        stuur(lijst, vraag, None, inhoud={"waarde": waarde, "toelichting": "De slang mist iets."})
    keuzes = [Keuze("scenario", gevolg="4", gedrag="B", motivering="Er kan een zwaar ongeval volgen.")]
    keuzes += [Keuze("passend"), Keuze("onderhoud"), Keuze("beperken")]
    record_voorstellen(viewer=TINE, controle_id=controle.pk, lijst_id=lijst.pk, keuzes=keuzes)
    rijen = Bevinding.objects.order_by("volgnummer").values_list("resultaat", "sevesocategorie")
    assert list(rijen) == [
        ("overtreden", "1"),
        ("nader_onderzoek", "afwijking"),
        ("niet_van_toepassing", ""),
        ("nageleefd", ""),
    ]
    assert {n.citaat for b in Bevinding.objects.all() for n in b.normen.all()} == {"Bal 4.9"}


def test_after_category_1_one_is_back_in_time_and_not_after_one_that_was_withdrawn() -> None:
    """A light gevolg alone does not do it: what counts as serious says `toezicht.ritme_bezoek`."""
    locatie = make_seveso()
    controle = begin(make_controle(locatie))
    licht = {"gevolg": "1", "gedrag": "A", "motivering": "x", "bijzonderheden": "De klep staat vast."}
    b = vind(controle, "overtreden", sevesocategorie="1", **licht)
    vind(controle, "overtreden", sevesocategorie="2", **licht)
    rond_af(controle)
    refresh_vervaldagen([locatie.pk])
    assert "na_overtreding" in read_dagen(locatie.pk)
    withdraw_bevinding(viewer=TINE, bevinding_id=b.pk, reden="Het was de klep ernaast, en die deed het.")
    refresh_vervaldagen([locatie.pk])
    assert "na_overtreding" not in read_dagen(locatie.pk)


def test_the_page_asks_for_a_category_only_there_and_says_that_it_is_an_assumption(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tine = log_in(client, monkeypatch, TINE)
    gewoon = begin(make_controle(make_locatie("L-9")))
    assert "sevesocategorie" not in tine.get(f"/toezicht/{gewoon.pk}/bevinding").content.decode()
    controle = begin_seveso()
    hier = f"/toezicht/{controle.pk}/bevinding"
    assert "Een aanname" in tine.get(hier).content.decode()
    goed = {
        "onderwerp": "externe_veiligheid",
        "resultaat": "overtreden",
        "artikel": "Bal 4.9",
        "sevesocategorie": "2",
        "bijzonderheden": "De gasdetectie staat uit.",
        "gevolg": "3",
        "gedrag": "C",
        "motivering": "Men wist het.",
    }
    assert tine.post(hier, goed | {"sevesocategorie": "9"}).status_code == 422
    assert tine.post(hier, goed).status_code == 302
    b = Bevinding.objects.get()
    assert b.sevesocategorie == "2"
    assert "een zwaar ongeval dreigt niet onmiddellijk" in tine.get(f"/bevindingen/{b.pk}").content.decode()
    wijzig = f"/bevindingen/{b.pk}/wijzig"
    assert 'value="2" selected' in tine.get(wijzig).content.decode()


def test_the_page_of_a_seveso_site_says_until_when_its_report_is_public_and_on_what_that_rests(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tine, plek = log_in(client, monkeypatch, TINE), make_seveso()
    controle = begin(make_controle(plek))
    vind(controle)
    rond_af(controle)
    adres = f"/toezicht/termijnen/{plek.pk}"
    pagina = tine.get(adres).content.decode()
    assert "deze termijn is een aanname" in pagina and "Leg vast dat een verslag openbaar is" in pagina
    assert "openbaar" in read_dagen(plek.pk)
    vast = {"controle": str(controle.pk), "openbaar_op": klok.today().isoformat()}
    assert tine.post(adres, vast).status_code == 302
    assert "openbaar" not in read_dagen(plek.pk) and "verslag" in read_dagen(plek.pk)


def test_of_a_site_that_is_both_the_shorter_term_is_kept_and_the_page_names_the_other() -> None:
    plek = make_seveso(ippc=True)
    controle = begin(make_controle(plek))
    vind(controle)
    rond_af(controle)
    regels = dict(Vervaldag.objects.filter(bronobject=plek).values_list("vervalsoort", "regel"))
    assert (regels["verslag"], regels["openbaar"]) == ("verslag_ippc", "openbaar_ippc")
    teksten = [u.waarom for u in read_ritmepagina(TINE, plek.pk).uitleg]
    assert any("eindigt eerder dan die van ‘Toezichtrapport van een Seveso" in t for t in teksten)
    # Where the other term stands is said, and that it is assumed when it is.
    assert any("artikel 13.23" in t for t in teksten) and any("13.24, aangenomen)" in t for t in teksten)


def test_a_visit_out_of_sight_is_not_told_of_by_the_page_of_a_rhythm() -> None:
    plek = make_seveso()
    controle = begin(make_controle(plek))
    vind(controle)
    rond_af(controle)
    assert read_ritmepagina(TINE, plek.pk).bezoeken
    controle.refresh_from_db()
    assert Bronobject.objects.filter(pk=controle.bronobject_id).update(vertrouwelijkheid="geheim") == 1
    buiten = replace(TINE, zicht=replace(TINE.zicht, niveaus=derive_niveaus("intern")))
    pagina = read_ritmepagina(buiten, plek.pk)
    assert pagina.bezoeken == () and pagina.te_openbaren == ()
    assert not [u for u in pagina.uitleg if "controle van" in u.uitkomst or "bezoek" in u.waarom]


def test_who_reads_the_register_by_program_gets_the_category(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    controle = begin_seveso()
    vind(controle, "overtreden", sevesocategorie="3")
    antwoord = log_in(client, monkeypatch, TINE).get(f"/api/v1/controles/{controle.pk}").json()
    assert [b["sevesocategorie"] for b in antwoord["bevindingen"]] == ["3"]


def test_the_register_keeps_the_category_for_every_service() -> None:
    controle = begin_seveso()
    for resultaat, categorie in (("overtreden", "1"), ("nader_onderzoek", "afwijking"), ("nageleefd", "")):
        vind(controle, resultaat, sevesocategorie=categorie)
    rond_af(controle)
    rijen = BevindingVoorkomen.objects.order_by("volgnummer").values_list("resultaat", "sevesocategorie")
    assert list(rijen) == [("overtreden", "1"), ("nader_onderzoek", "afwijking"), ("nageleefd", None)]


def test_the_register_and_the_rule_know_the_same_categories() -> None:
    dag = date(2026, 1, 1)
    assert [w.code for w in read_lijst("sevesocategorie").waarden if w.holds_on(dag)] == list(
        list_categorieen(dag)
    )
    with pytest.raises(RegisterError, match="Seveso-categorie"):
        record_elders(make_seveso(), "x" * 101)


def record_elders(locatie: Bronobject, categorie: str) -> None:
    """A visit by another service, delivered: a violation that its gevolg does not make serious."""
    vast: dict[str, Any] = {
        "viewer": TINE,
        "leverancier": OD,
        "begin_geldigheid": date(2025, 3, 3),
        "gebied": "GM9901",
    }
    dag = {"controledatum": date(2025, 3, 3), "controletype": "regulier", "uitkomst": "uitgevoerd"}
    controle = record_object(
        soort="controle", sleutel="E-1", inhoud=dag, relaties={"controle_van": [locatie]}, **vast
    )
    inhoud = {"volgnummer": 1, "onderwerp": "bodem", "resultaat": "overtreden", "gevolg": "1", "gedrag": "A"}
    record_object(
        soort="bevinding",
        sleutel="EB-1",
        inhoud=inhoud | {"sevesocategorie": categorie},
        relaties={"uitkomst_van": [controle]},
        **vast,
    )


@pytest.mark.parametrize(("categorie", "terug"), [("1", True), ("2", False), ("afwijking", False)])
def test_a_category_that_was_delivered_counts_as_one_of_our_own(categorie: str, terug: bool) -> None:
    locatie = make_seveso()
    record_elders(locatie, categorie)
    refresh_vervaldagen([locatie.pk])
    assert ("na_overtreding" in read_dagen(locatie.pk)) is terug
    nu = Peilmoment(klok.today(), klok.now())
    beeld = read_geschiedenis(TINE, [locatie], nu, 10)
    label = {"1": "categorie 1", "2": "categorie 2"}.get(categorie, "afwijking")
    assert [o.sevesocategorie for b in beeld.bezoeken for o in b.overtredingen] == [label]
