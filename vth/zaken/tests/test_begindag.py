"""The day that a term runs after can be put right: the terms, the verzoek and the money follow, what stood there stays."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.zaken.begindag import record_begindag, record_startdatum
from vth.zaken.besluiten import sign_besluit
from vth.zaken.controle import NieuwVerzoek
from vth.zaken.models import Termijngebeurtenis, Verzoek, Zaak, Zaakgebeurtenis
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.selectors import BestaatNietError, read_soort
from vth.zaken.services import record_verzoek
from vth.zaken.termijnen import record_ingebrekestelling, record_opschorting
from vth.zaken.termijnlezen import read_dwangsom, read_stand

from .builders import ANNA, BESTUUR, BUITEN, OD, approve, make_besluit, make_viewer, make_zaak

pytestmark = pytest.mark.django_db
MAANDAG, LATER = date(2025, 3, 3), date(2025, 3, 10)
REDEN = "Op de poststempel staat 10 maart."


def correct(zaak: Zaak, dag: date = LATER, **velden: Any) -> Any:
    vast: dict[str, Any] = {"viewer": ANNA, "termijn": "beslistermijn", "reden": REDEN}
    stand = record_begindag(zaak_id=zaak.pk, dag=dag, **(vast | velden))
    zaak.refresh_from_db()
    return stand


def take_in(zaak: Zaak, **velden: Any) -> Verzoek:
    vast: dict[str, Any] = {
        "organisatie": OD,
        "gebied": "GM9901",
        "verzoeknummer": "2025030300001",
        "type": "aanvraag_vergunning",
        "indiendatum": MAANDAG,
        "ontvangen_op": MAANDAG,
    }
    return record_verzoek(viewer=ANNA, nieuw=NieuwVerzoek(**(vast | velden)), zaak_id=zaak.pk)


def test_the_term_the_verzoek_and_the_agenda_follow_the_day_and_the_old_one_stays() -> None:
    zaak = make_zaak()
    verzoek = take_in(zaak)
    stand = correct(zaak)
    verzoek.refresh_from_db()
    # Eight weeks after Monday 10 March is Monday 5 May, Liberation Day in a fifth year.
    assert stand.uitkomst.laatste_dag == zaak.laatste_dag == date(2025, 5, 6)
    assert zaak.startdatum == zaak.recht_op == verzoek.ontvangen_op == verzoek.indiendatum == LATER
    assert Agendapunt.objects.get(onderwerp=zaak.pk, sleutel="beslistermijn").dag == date(2025, 5, 6)
    dagen = Termijngebeurtenis.objects.order_by("volgnummer").values_list("soort", "dag", "reden")
    assert list(dagen) == [("begin", MAANDAG, ""), ("verbetering", LATER, REDEN)]
    act = Zaakgebeurtenis.objects.get(handeling="begindag")
    assert (act.van, act.naar, act.reden) == ("03-03-2025", "10-03-2025", REDEN)
    assert Gebeurtenis.objects.filter(handeling="verzoek.begindag").count() == 1
    correct(zaak, MAANDAG, reden="Toch niet: het is aan de balie afgegeven.")
    assert (zaak.startdatum, zaak.laatste_dag) == (MAANDAG, date(2025, 4, 28))
    with pytest.raises(DatabaseError), transaction.atomic():
        Termijngebeurtenis.objects.update(dag=LATER)


def test_a_day_that_cannot_be_is_refused_and_nothing_changes() -> None:
    zaak = make_zaak()
    take_in(zaak, indiendatum=date(2025, 3, 1))
    vandaag = klok.today()
    slecht: list[tuple[dict[str, Any], type[Exception], str]] = [
        ({"reden": " "}, ZaakError, "waaruit de goede dag blijkt"),
        ({"dag": MAANDAG}, ZaakError, "die er al staat"),
        ({"dag": date(vandaag.year + 1, 1, 1)}, ZaakError, "ingeboekt op"),
        ({"dag": date(2025, 2, 26)}, ZaakError, "ingediend op 1 maart 2025"),
        ({"dag": date(1900, 1, 1)}, ZaakError, "bestaat op 1 januari 1900 niet"),
        ({"termijn": "anders"}, ZaakError, "anders"),
        ({"gezien": 99}, AnderWasVoorError, "intussen gewijzigd"),
        ({"viewer": BUITEN}, BestaatNietError, "bestaat niet"),
        ({"viewer": make_viewer("gebruiker 909", organisatie="OD-ZUID")}, GeenToegangError, "OD-NOORD"),
    ]
    for velden, soort, zin in slecht:
        with pytest.raises(soort, match=zin):
            correct(zaak, **velden)
    zaak.refresh_from_db()
    assert zaak.startdatum == MAANDAG and Termijngebeurtenis.objects.count() == 1


def test_what_happened_before_the_better_day_is_named() -> None:
    zaak = make_zaak()
    record_opschorting(
        viewer=ANNA,
        zaak_id=zaak.pk,
        termijn="beslistermijn",
        vanaf=date(2025, 3, 5),
        reden="overmacht",
        grondslag="Awb 4:15",
    )
    with pytest.raises(ZaakError, match="opschorting is van 5 maart 2025"):
        correct(zaak)
    besluit = approve(make_besluit(ander := make_zaak()))
    sign_besluit(viewer=BESTUUR, besluit_id=besluit.pk, besluitdatum=date(2025, 3, 6))
    with pytest.raises(ZaakError, match="is van 6 maart 2025"):
        correct(ander)


def test_a_notice_of_default_that_turns_out_too_early_costs_nothing_and_can_be_put_right() -> None:
    zaak = make_zaak()
    wat: dict[str, Any] = {"viewer": ANNA, "zaak_id": zaak.pk, "termijn": "beslistermijn"}
    record_ingebrekestelling(**wat, ontvangen_op=date(2025, 4, 30))
    afspraak = read_soort(zaak).get_termijn("beslistermijn")

    def cost() -> Any:
        termijn = zaak.termijnen.get()
        dwangsom = read_dwangsom(termijn, afspraak, read_stand(termijn, afspraak), op=date(2025, 5, 27))
        return dwangsom and dwangsom.dagen

    assert cost() == 13
    stand = correct(zaak)
    assert (stand.in_gebreke_op, stand.te_vroeg_op, cost()) == (None, date(2025, 4, 30), None)
    with pytest.raises(ZaakError, match="nog niet voorbij"):
        record_ingebrekestelling(**wat, ontvangen_op=date(2025, 5, 6))
    record_ingebrekestelling(
        **wat, ontvangen_op=date(2025, 5, 8), reden="Het briefje van april was een ander."
    )
    assert cost() == 5
    with pytest.raises(ZaakError, match="schrijf dan op waarom"):
        record_ingebrekestelling(**wat, ontvangen_op=date(2025, 5, 7))


def test_the_page_of_the_zaak_puts_it_right(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    zaak = make_zaak()
    log_in(client, monkeypatch, ANNA)
    adres = f"/zaken/{zaak.pk}/termijn/beslistermijn/begindag"
    assert adres in client.get(f"/zaken/{zaak.pk}").content.decode()
    fout = client.post(adres, {"dag": "2025-03-10", "reden": ""})
    assert fout.status_code == 422
    pagina = client.post(adres, {"dag": "2025-03-10", "reden": REDEN}, follow=True).content.decode()
    assert "6 mei 2025" in pagina and "begin verbeterd" in pagina and REDEN in pagina


def test_the_term_of_an_objection_runs_after_the_end_of_the_term_for_it() -> None:
    zaak = make_zaak("bezwaar")
    # Awb 7:10: six weeks from the day after Thursday 20 March end on Thursday 1 May.
    assert (zaak.startdatum, zaak.laatste_dag) == (MAANDAG, date(2025, 5, 1))
    bezwaren: list[tuple[str, date | None, str]] = [
        ("bezwaar", None, "na het einde van de bezwaartermijn, en niet na ontvangst"),
        ("bezwaar_commissie", None, "na het einde van de bezwaartermijn, en niet na ontvangst"),
        ("bezwaar", date(2205, 3, 20), "Controleer het jaar"),
        ("bezwaar", date.max, "Controleer het jaar"),
        ("bezwaar", date.min, "Controleer het jaar"),
        ("aanvraag_regulier", date(2025, 3, 20), "Laat ‘De termijn loopt na’ leeg"),
    ]
    voor = Zaak.objects.count()
    for soort, vanaf, zin in bezwaren:
        with pytest.raises(ZaakError, match=zin):
            make_zaak(soort, termijn_vanaf=vanaf)
    assert Zaak.objects.count() == voor


def test_the_day_of_receipt_and_the_end_of_the_term_for_an_objection_are_put_right_apart() -> None:
    zaak = make_zaak("bezwaar", termijn_vanaf=MAANDAG)
    verzoek = take_in(zaak)
    correct(zaak, date(2025, 3, 20))
    assert (zaak.startdatum, zaak.laatste_dag) == (MAANDAG, date(2025, 5, 1))
    zaak = record_startdatum(viewer=ANNA, zaak_id=zaak.pk, dag=LATER, reden=REDEN)
    verzoek.refresh_from_db()
    termijn = zaak.termijnen.get()
    assert zaak.startdatum == zaak.recht_op == termijn.recht_op == verzoek.ontvangen_op == LATER
    assert (termijn.dag, zaak.laatste_dag) == (date(2025, 3, 20), date(2025, 5, 1))
    # An objection that came too late: its term ended before it was received.
    correct(zaak, date(2025, 3, 5))
    assert (zaak.startdatum, zaak.termijnen.get().dag) == (LATER, date(2025, 3, 5))
    with pytest.raises(ZaakError, match="Controleer het jaar"):
        correct(zaak, date(2052, 3, 5))


def test_a_first_day_that_cannot_be_is_refused_and_nothing_changes() -> None:
    zaak = make_zaak("bezwaar", termijn_vanaf=date(2025, 2, 20))
    record_opschorting(
        viewer=ANNA,
        zaak_id=zaak.pk,
        termijn="beslistermijn",
        vanaf=date(2025, 3, 5),
        reden="overmacht",
        grondslag="Awb 4:15",
    )
    goed: dict[str, Any] = {"viewer": ANNA, "zaak_id": zaak.pk, "dag": date(2025, 3, 4), "reden": REDEN}
    slecht: list[tuple[dict[str, Any], type[Exception], str]] = [
        ({"reden": " "}, ZaakError, "waaruit de goede dag blijkt"),
        ({"dag": MAANDAG}, ZaakError, "die er al staat"),
        ({"dag": date.max}, ZaakError, "ingeboekt op"),
        ({"dag": date(1900, 1, 1)}, ZaakError, "bestaat op 1 januari 1900 niet"),
        ({"dag": LATER}, ZaakError, "opschorting van .* is van 5 maart 2025"),
        ({"gezien": 99}, AnderWasVoorError, "intussen gewijzigd"),
        ({"viewer": BUITEN}, BestaatNietError, "bestaat niet"),
        ({"viewer": make_viewer("gebruiker 909", organisatie="OD-ZUID")}, GeenToegangError, "OD-NOORD"),
    ]
    for velden, soort, zin in slecht:
        with pytest.raises(soort, match=zin):
            record_startdatum(**(goed | velden))
    zaak.refresh_from_db()
    assert zaak.startdatum == zaak.recht_op == MAANDAG
    assert record_startdatum(**goed).startdatum == date(2025, 3, 4)


def test_the_page_of_an_objection_puts_its_first_day_right(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    zaak = make_zaak("bezwaar")
    log_in(client, monkeypatch, ANNA)
    adres = f"/zaken/{zaak.pk}/startdatum"
    assert adres in client.get(f"/zaken/{zaak.pk}").content.decode()
    ander = make_zaak()
    assert f"/zaken/{ander.pk}/startdatum" not in client.get(f"/zaken/{ander.pk}").content.decode()
    assert client.post(adres, {"dag": "2025-03-10", "reden": ""}).status_code == 422
    pagina = client.post(adres, {"dag": "2025-03-10", "reden": REDEN}, follow=True).content.decode()
    assert "De begindag is verbeterd" in pagina and REDEN in pagina
    nieuw = {"zaaksoort": "bezwaar", "organisatie": OD, "gebied": "GM9901", "omschrijving": "Bezwaar"}
    fout = client.post("/zaken/nieuw", nieuw | {"startdatum": "2025-03-03"})
    assert fout.status_code == 422 and "niet na ontvangst" in fout.content.decode()
    goed = nieuw | {"startdatum": "2025-03-03", "termijn_vanaf": "2025-03-20"}
    assert "1 mei 2025" in client.post("/zaken/nieuw", goed, follow=True).content.decode()
