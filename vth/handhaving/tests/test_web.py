"""The lawyer in the site: from a finding to a claim by the pages alone, and what cannot be comes back with what was given."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.handhaving.boeking import refresh_dagen
from vth.handhaving.models import Lastadressaat, Maatregel, Overtreding, Verbeurte
from vth.handhaving.verzoeken import NieuwHandhavingsverzoek, record_handhavingsverzoek
from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd import klok
from vth.toezicht.tests.builders import begin, make_controle, make_locatie, rond_af, vind
from vth.zaken.tests.builders import OD, make_viewer

from .builders import BUITEN, DAG, JURIST, make_bedrijf, make_opgelegd, make_overtreding

pytestmark = pytest.mark.django_db
LEZER = make_viewer("gebruiker 944")


@pytest.fixture
def jurist(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    return log_in(client, monkeypatch, JURIST)


def post(client: Client, adres: str, status: int = 302, **velden: Any) -> str:
    antwoord = client.post(adres, velden)
    assert antwoord.status_code == status, antwoord.content.decode()[-3000:]
    return antwoord.content.decode() if status != 302 else antwoord["Location"]


def make_plek() -> tuple[Bronobject, Bronobject, Bronobject]:
    """Record a site with two activities, each of a company of its own."""
    bedrijf, ander = make_bedrijf(), make_bedrijf("B-2", "Pand BV")
    plek = make_locatie()
    for n, wie in enumerate((bedrijf, ander)):
        record_object(
            viewer=JURIST,
            leverancier=OD,
            soort="activiteituitvoering",
            sleutel=f"A-{n}",
            inhoud={"activiteit": "bal-3.6.2", "status": "uitvoering", "bevoegd_gezag": "GM9901"},
            begin_geldigheid=date(2024, 1, 1),
            gebied="GM9901",
            relaties={"vindt_plaats_binnen": [plek], "verantwoordelijke": [wie]},
        )
    return plek, bedrijf, ander


def test_a_violation_is_established_by_its_page_with_who_belongs_to_the_place(jurist: Client) -> None:
    plek, bedrijf, ander = make_plek()
    controle = begin(make_controle(plek))
    bevinding = vind(controle, "overtreden", aandachtspunt="Lekbak")
    rond_af(controle)
    adres = f"/handhaving/overtredingen/nieuw/{bevinding.pk}"
    assert adres in jurist.get(f"/bevindingen/{bevinding.pk}").content.decode()
    assert "De Kwast BV" in jurist.get(adres).content.decode()
    post(jurist, adres, 422, aard="", overtreder=bedrijf.pk, bevindingen=[bevinding.pk], grond="drijft het")
    naar = post(
        jurist,
        adres,
        aard="Lekbak vol",
        overtreder=bedrijf.pk,
        bevindingen=[bevinding.pk],
        grond="drijft het",
    )
    o = Overtreding.objects.get()
    assert naar == f"/handhaving/overtredingen/{o.pk}"
    verzoek = record_handhavingsverzoek(
        viewer=JURIST, nieuw=NieuwHandhavingsverzoek(OD, "GM9901", plek.pk, "Stank", klok.today())
    )
    post(jurist, f"{naar}/overtreder", overtreder=ander.pk, grond="eigenaar van het pand")
    post(jurist, f"{naar}/verzoek", verzoek=verzoek.pk)
    assert o.overtreders.count() == 2 and verzoek.overtredingen.count() == 1
    post(jurist, f"{naar}/legalisatie", keuze="geen", toelichting="Niets aangevraagd.", gezien=99, status=409)


def test_a_measure_is_prepared_and_what_the_law_asks_stands_on_its_page(jurist: Client) -> None:
    o = make_overtreding()
    adres = f"/handhaving/overtredingen/{o.pk}/maatregel"
    boete = post(jurist, adres, 422, instrument="bestuurlijke_boete")
    assert "Awb 5:4" in boete
    naar = post(jurist, adres, instrument="last_onder_dwangsom", motivering="Omdat.")
    m = Maatregel.objects.get()
    pagina = jurist.get(naar).content.decode()
    for stuk in ("Wat de wet nog vraagt", "Awb 4:8", "Awb 5:32a", "Wat de leidraad voorstelt"):
        assert stuk in pagina
    last = {
        "soort": "ongedaan",
        "opdracht": "Leeg de lekbak achter loods 2 geheel.",
        "adressaten": [o.overtreders.get().bronobject_id],
        "modaliteit": "ineens",
        "bedrag": "1000",
        "maximum": "500",
    }
    fout = post(jurist, f"{naar}/last", 422, **last)
    assert "lager dan het bedrag" in fout and "achter loods 2 geheel" in fout
    post(jurist, f"{naar}/last", **(last | {"maximum": "1000"}))
    assert Lastadressaat.objects.get(last__maatregel=m).maximum == 1000
    post(jurist, f"{naar}/niet_horen", waarom="spoed", toelichting="Er lekt vloeistof.")
    assert "Awb 4:8" not in jurist.get(naar).content.decode()
    assert jurist.post(f"{naar}/bestaat_niet").status_code == 404


def test_what_is_forfeited_is_claimed_and_paid_by_the_pages(jurist: Client) -> None:
    maatregel, wie = make_opgelegd()
    naar, van = f"/handhaving/maatregelen/{maatregel.pk}", maatregel.last.begunstiging_tot + DAG
    gezien = {
        "adressaat_id": wie.pk,
        "van": van,
        "tot": van + 6 * DAG,
        "grond": "Hercontrole: de bak is vol.",
    }
    post(jurist, f"{naar}/verbeurt", 422, **(gezien | {"tot": klok.today() + DAG}))
    post(jurist, f"{naar}/verbeurt", **gezien)
    v = Verbeurte.objects.get()
    assert "€ 1.000,00" in jurist.get("/handhaving/?tab=dwangsommen").content.decode()
    eigen = f"/handhaving/dwangsommen/{v.pk}"
    assert "Awb 5:37" in post(
        jurist, f"{eigen}/handeling", 422, verbeurten=[v.pk], soort="aanmaning", dag=klok.today()
    )
    for soort in ("voornemen", "invorderingsbeschikking"):
        post(jurist, f"{naar}/invorder", verbeurten=[v.pk], soort=soort, dag=klok.today())
    post(jurist, f"{eigen}/handeling", verbeurten=[v.pk], soort="uitstel_van_betaling", dag=klok.today())
    post(
        jurist,
        f"{eigen}/sluit",
        handeling_id=v.handelingen.get(soort="uitstel_van_betaling").pk,
        dag=klok.today(),
    )
    post(jurist, f"{eigen}/betaling", soort="betaling", bedrag="1000,00", dag=klok.today(), kenmerk="F-1")
    v.refresh_from_db()
    assert v.staat == "betaald" and "F-1" in jurist.get(eigen).content.decode()


def test_annulled_is_never_owed_and_others_see_or_do_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maatregel, wie = make_opgelegd()
    o, van = maatregel.overtredingen.get().overtreding, maatregel.last.begunstiging_tot + DAG
    log_in(client, monkeypatch, JURIST)
    naar = f"/handhaving/maatregelen/{maatregel.pk}"
    gezien = {
        "adressaat_id": wie.pk,
        "van": van,
        "tot": van + 6 * DAG,
        "grond": "Hercontrole: de bak is vol.",
    }
    post(client, f"{naar}/verbeurt", **gezien)
    post(client, f"{naar}/einde", hoe="vernietig", op=klok.today(), reden="De rechter vernietigde de last.")
    v = Verbeurte.objects.get()
    assert v.staat == "vernietigd"
    adressen = (naar, f"/handhaving/overtredingen/{o.pk}", f"/handhaving/dwangsommen/{v.pk}")
    log_in(client, monkeypatch, BUITEN)
    assert {client.get(a).status_code for a in adressen} == {404}
    log_in(client, monkeypatch, LEZER)
    for adres in adressen:
        antwoord = client.get(adres)
        assert antwoord.status_code == 404 or '<form class="vth-tekst"' not in antwoord.content.decode()


def test_a_finding_of_a_later_visit_is_the_proof_and_what_comes_next_is_said(jurist: Client) -> None:
    m, wie = make_opgelegd(onherroepelijk=False)
    bevinding = m.overtredingen.get().overtreding.bevindingen.get().bevinding
    refresh_dagen(m)
    m.save()
    naar = f"/handhaving/maatregelen/{m.pk}"
    pagina = jurist.get(naar).content.decode()
    assert "laat een hercontrole doen" in pagina and str(bevinding.pk) in pagina
    begin = m.last.begunstiging_tot + DAG
    velden = {"adressaat_id": wie.pk, "van": begin, "tot": begin + 6 * DAG}
    assert "Waaruit blijkt dat de last niet is nageleefd?" in post(jurist, f"{naar}/verbeurt", 422, **velden)
    post(jurist, f"{naar}/verbeurt", **velden, bevinding_id=bevinding.pk)
    v = Verbeurte.objects.get()
    assert (v.bevinding, v.dag) == (bevinding, begin + 6 * DAG)
    uitleg = jurist.get(f"/handhaving/dwangsommen/{v.pk}").content.decode()
    assert "mappingproxy" not in uitleg and "bezwaar of beroep tegen de last" in uitleg
