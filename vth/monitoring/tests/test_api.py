"""The room for programs: the catalogue, figures, rounds, verdicts, plans and funding, each as far as the reader may see."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth.logboek.models import Verwerking
from vth.monitoring.indicatoren.catalogus import list_indicatoren
from vth.monitoring.indicatoren.services import record_indicatorstand
from vth.monitoring.lijsten.services import record_financiering
from vth.monitoring.models import Ronde
from vth.monitoring.plannen import NieuweMaatregel, record_planmaatregel, replan_maatregel
from vth.monitoring.toetsen import publish_ronde
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import make_gebruiker
from vth.tijd import klok
from vth.toegang.tokens import record_toegangstoken

from .builders import BUUR, MINISTER, NOORD, OPSTELLER, REDEN, ZUID, check, get_van, judge
from .dagstanden import make_controles, write_dagstand
from .test_indicatoren import CONTROLES, STAND, TOT, VAN, VASTLEGGER
from .test_lijsten import GELDKOP

pytestmark = pytest.mark.django_db
API = "/api/v1/monitoring"


def ask(organisatie: str, rol: str) -> Callable[..., Any]:
    """Give how somebody asks the interface."""
    viewer = make_viewer(make_gebruiker((organisatie, rol)), klok.today())
    _, geheim = record_toegangstoken(viewer=viewer, naam="proef", rechten=viewer.handelingen, dagen=1)
    kop = {"Authorization": f"Bearer {geheim.waarde}"}
    return lambda pad, **vraag: Client().get(f"{API}/{pad}", vraag, headers=kop)


def play(ronde: Ronde, *, openbaar: bool) -> None:
    for viewer, dienst in ((OPSTELLER, NOORD), (BUUR, ZUID)):
        geld = f"{GELDKOP}{'GM9901' if dienst == NOORD else 'X1'};taak;basis;100,10;2;1"
        record_financiering(viewer=viewer, zelfbeoordeling_id=get_van(ronde, dienst).pk, tekst=geld)
        judge(check(ronde, viewer, dienst), "omzet")
    if openbaar:
        publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)


def test_the_catalogue_is_read_page_by_page(ronde: Ronde):
    vraag = ask("GM9901", "lezer")
    eerste = vraag("indicatoren", aantal=3).json()
    assert [i["code"] for i in eerste["indicatoren"]] == list(list_indicatoren())[:3]
    assert eerste["indicatoren"][0]["sql"] and eerste["indicatoren"][0]["zekerheid"]
    verder = eerste["_links"]["next"]["href"].split("vanaf=")[1].split("&")[0]
    rest = vraag("indicatoren", vanaf=verder).json()
    assert [i["code"] for i in rest["indicatoren"]] == list(list_indicatoren())[3:]
    assert "next" not in rest["_links"]


def test_figures_of_the_country_are_for_all_and_of_an_organisation_for_itself(
    ronde: Ronde, zet_klok: Any, tmp_path: Path
):
    zet_klok(2026, 2, 3, 9)
    write_dagstand(STAND, make_controles(*CONTROLES))
    stand = record_indicatorstand(viewer=VASTLEGGER, code="uitgevoerde_controles", van=VAN, tot=TOT)
    (cijfer,) = ask("GM9901", "lezer")("cijfers").json()["cijfers"]
    assert cijfer["id"] == str(stand.pk) and cijfer["geldt"] is True and cijfer["controlesom"]
    vol = ask("GM9901", "lezer")(f"cijfers/{stand.pk}").json()
    assert vol["waarden"] == [] and vol["sql"] == stand.sql
    eigen = ask(NOORD, "zelfbeoordelaar")(f"cijfers/{stand.pk}").json()
    assert {w["organisatie"] for w in eigen["waarden"]} <= {NOORD}
    vraag = ask("GM9901", "lezer")
    assert vraag("cijfers", indicator="hersteld").json()["cijfers"] == []
    fout = vraag("cijfers", indicator="gezelligheid")
    assert fout.status_code == 400 and "gezelligheid" in fout.content.decode()


@pytest.mark.parametrize("openbaar", [False, True])
def test_before_publication_one_reads_oneself_and_after_it_verdicts_without_reasons(
    ronde: Ronde, openbaar: bool
):
    play(ronde, openbaar=openbaar)
    lijst = ask(NOORD, "zelfbeoordelaar")(f"rondes/{ronde.pk}/oordelen").json()
    assert lijst["openbaar"] is openbaar
    per = {o["dienst"]: o for o in lijst["oordelen"]}
    assert set(per) == ({NOORD, ZUID} if openbaar else {NOORD})
    assert per[NOORD]["motivering"] == REDEN and per[NOORD]["robuust"] is False
    if openbaar:
        assert "motivering" not in per[ZUID] and all("motivering" not in c for c in per[ZUID]["criteria"])
        assert {c["criterium"] for c in per[ZUID]["criteria"] if not c["voldoet"]} == {"omzet"}
    lezer = ask("GM9903", "lezer")(f"rondes/{ronde.pk}/oordelen").json()
    assert len(lezer["oordelen"]) == (2 if openbaar else 0)


def test_verdicts_are_read_as_they_were_known(ronde: Ronde, zet_klok: Any):
    toen = klok.now()
    zet_klok(2024, 6, 4, 9)
    play(ronde, openbaar=True)
    vraag = ask(NOORD, "zelfbeoordelaar")
    (eerder,) = vraag(f"rondes/{ronde.pk}/oordelen", beschikbaarOp=toen.isoformat()).json()["oordelen"]
    assert "robuust" not in eerder and eerder["criteria"] == []
    assert vraag(f"rondes/{ronde.pk}/oordelen", beschikbaarOp="gisteren").status_code == 400


def test_plans_show_every_planning_to_who_may_see_the_file(ronde: Ronde):
    play(ronde, openbaar=True)
    z = get_van(ronde)
    nieuw = NieuweMaatregel(
        criterium="omzet",
        omschrijving="Meer basistaken",
        eigenaar="directeur",
        gereed_voor=klok.today().replace(month=9),
        bedrag=None,
        besluit_door="",
        risico="",
    )
    m = record_planmaatregel(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, nieuw=nieuw)
    replan_maatregel(
        viewer=OPSTELLER,
        zelfbeoordeling_id=z.pk,
        maatregel_id=m.pk,
        gereed_voor=klok.today().replace(month=11),
        reden=REDEN,
    )
    (plan,) = ask(NOORD, "zelfbeoordelaar")(f"rondes/{ronde.pk}/plannen").json()["plannen"]
    assert [p["gereedVoor"][5:7] for p in plan["maatregelen"][0]["planningen"]] == ["09", "11"]
    for wie in ((ZUID, "zelfbeoordelaar"), ("GM9903", "lezer")):
        assert ask(*wie)(f"rondes/{ronde.pk}/plannen").json()["plannen"] == []


def test_funding_is_exact_and_rows_are_for_who_may_see_the_file(ronde: Ronde):
    play(ronde, openbaar=True)
    alle = ask(NOORD, "bestuurder")(f"rondes/{ronde.pk}/financiering").json()["financiering"]
    assert [(f["dienst"], f["bijdrage"], f["perUur"]) for f in alle] == [
        (NOORD, "100.10", "50.05"),
        (ZUID, "100.10", "50.05"),
    ]
    assert alle[0]["regels"][0]["bijdrage"] == "100.10" and alle[1]["regels"] == []
    assert ask("GM9903", "lezer")(f"rondes/{ronde.pk}/financiering").json()["financiering"] == []
    assert Verwerking.objects.filter(naam="zelfbeoordeling.read").count() == 1


def test_rounds_are_listed_with_the_addresses_of_what_hangs_to_them(ronde: Ronde):
    (rij,) = ask("GM9903", "lezer")("rondes").json()["rondes"]
    assert (rij["naam"], rij["kader"], rij["peildatum"]) == ("Robuustheid 2024", "1.1", "2024-01-01")
    assert set(rij["_links"]) == {"oordelen", "plannen", "financiering"} and "gepubliceerdOp" not in rij
