"""What a request to enforce is about can be put right: who said what, when and why stays; who asked is nowhere."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.handhaving.models import Handhavingsverzoek, Handhavingsverzoekversie
from vth.handhaving.rules import AnderWasVoorError, HandhavingError
from vth.handhaving.vernietiging import DOSSIERS
from vth.handhaving.verzoeken import Verzoekcorrectie, assign_overtreding_aan_verzoek, record_correctie
from vth.handhaving.verzoekpagina import read_beslistermijn
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.register.models import HandhavingsverzoekVoorkomen, Relatie
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer
from vth.toezicht.tests.builders import make_locatie
from vth.zaken.begindag import record_begindag
from vth.zaken.bewaring.meegaan import erase_dossiers
from vth.zaken.models import Zaak
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import OD

from .briefbuilders import make_verzoek
from .builders import BUITEN, JURIST, make_bedrijf, make_overtreding

pytestmark = pytest.mark.django_db
REDEN = "De buurman bedoelde de loods ernaast."


def correct(verzoek: Handhavingsverzoek, gezien: int | None = None, **velden: Any) -> Handhavingsverzoek:
    """Put a request right."""
    vast: dict[str, Any] = {"omschrijving": verzoek.omschrijving, "vthobject_id": verzoek.vthobject_id}
    reden = velden.pop("reden", REDEN)
    return record_correctie(
        viewer=velden.pop("viewer", JURIST),
        verzoek_id=verzoek.pk,
        correctie=Verzoekcorrectie(**(vast | velden)),
        reden=reden,
        gezien=gezien,
    )


def test_a_correction_is_a_version_and_the_kernel_says_what_is_so_now() -> None:
    verzoek, ander, bedrijf = make_verzoek(), make_locatie("L-6"), make_bedrijf()
    toen = klok.now()
    verzoek = correct(verzoek, 1, vthobject_id=ander.pk, betrokkene_id=bedrijf.pk, omschrijving="Het stinkt")
    eerste, tweede = Handhavingsverzoekversie.objects.order_by("volgnummer")
    assert (eerste.omschrijving, eerste.reden, eerste.door) == ("Er ruikt iets", "", JURIST.actor)
    assert (tweede.omschrijving, tweede.reden, tweede.betrokkene) == ("Het stinkt", REDEN, str(bedrijf.pk))
    kern = HandhavingsverzoekVoorkomen.objects.believed().get(bronobject=verzoek.bronobject)
    assert (kern.omschrijving, kern.ontvangstdatum) == ("Het stinkt", klok.today())
    eerder = HandhavingsverzoekVoorkomen.objects.filter(
        bronobject=verzoek.bronobject, tijdstip_registratie__lte=toen, eind_registratie__gt=toen
    )
    assert [k.omschrijving for k in eerder] == ["Er ruikt iets"]
    wijst = Relatie.objects.believed().filter(van=verzoek.bronobject).values_list("soort", "naar_id")
    assert set(wijst) == {("verzoek_bij", ander.pk), ("mogelijk_begaan_door", bedrijf.pk)}
    assert Gebeurtenis.objects.filter(handeling="handhavingsverzoek.correct").count() == 1


def test_what_cannot_be_is_refused_and_nothing_changes() -> None:
    verzoek, bedrijf = make_verzoek(), make_bedrijf()
    elders = make_object("L-7", leverancier=OD, gebied="GM9902")
    slecht: list[tuple[dict[str, Any], type[Exception], str]] = [
        ({"reden": " ", "omschrijving": "Anders"}, HandhavingError, "waarom u dit verbetert"),
        ({"omschrijving": " "}, HandhavingError, "waar het verzoek"),
        ({}, HandhavingError, "wat er al staat"),
        ({"vthobject_id": bedrijf.pk}, HandhavingError, "VTH-object"),
        ({"vthobject_id": verzoek.pk}, HandhavingError, "bestaat niet"),
        ({"vthobject_id": elders.pk}, HandhavingError, "andere gemeente"),
        ({"betrokkene_id": verzoek.vthobject_id}, HandhavingError, "persoon of bedrijf"),
        ({"omschrijving": "Anders", "gezien": 7}, AnderWasVoorError, "iemand anders"),
        ({"omschrijving": "Anders", "viewer": BUITEN}, BestaatNietError, "bestaat niet"),
        (
            {"omschrijving": "Anders", "viewer": replace(JURIST, handelingen=frozenset({"register.read"}))},
            GeenToegangError,
            "overtreding.record",
        ),
    ]
    for velden, soort, zin in slecht:
        with pytest.raises(soort, match=zin):
            correct(verzoek, velden.pop("gezien", None), **velden)
    assert Handhavingsverzoekversie.objects.count() == 1
    verzoek.refresh_from_db()
    assert verzoek.omschrijving == "Er ruikt iets"


def test_a_request_of_before_there_were_versions_keeps_what_stood_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as vroeger:
        vroeger.setattr("vth.handhaving.verzoeken._keep_versie", lambda *_: None)
        verzoek = make_verzoek()
    correct(verzoek, 0, omschrijving="Het stinkt")
    eerste, tweede = Handhavingsverzoekversie.objects.order_by("volgnummer")
    assert (eerste.omschrijving, eerste.op) == ("Er ruikt iets", verzoek.geregistreerd_op)
    assert (tweede.omschrijving, tweede.reden) == ("Het stinkt", REDEN)


def test_another_day_of_receipt_counts_the_term_again_and_keeps_the_old_one() -> None:
    verzoek = make_verzoek()
    oud, toen, dag = verzoek.ontvangen_op, klok.now(), verzoek.ontvangen_op - timedelta(days=7)
    was = verzoek.zaak.termijnen.get().laatste_dag
    verzoek = correct(verzoek, 1, ontvangen_op=dag, reden=REDEN, omschrijving="Het stinkt")
    verzoek.verzoek.refresh_from_db()
    termijn = verzoek.zaak.termijnen.get()
    assert (
        termijn.laatste_dag < was and termijn.laatste_dag == read_beslistermijn(verzoek).uitkomst.laatste_dag
    )
    assert verzoek.ontvangen_op == verzoek.verzoek.ontvangen_op == termijn.dag == dag
    versies = Handhavingsverzoekversie.objects.order_by("volgnummer").values_list(
        "ontvangen_op", "omschrijving"
    )
    assert list(versies) == [(oud, "Er ruikt iets"), (dag, "Het stinkt")]
    kernen = HandhavingsverzoekVoorkomen.objects.filter(bronobject=verzoek.bronobject)
    nu = kernen.believed().get()
    assert (nu.ontvangstdatum, nu.begin_geldigheid) == (dag, dag)
    eerder = kernen.filter(tijdstip_registratie__lte=toen, eind_registratie__gt=toen)
    assert [k.ontvangstdatum for k in eerder] == [oud]
    with pytest.raises(ZaakError, match="ingeboekt op"):
        correct(verzoek, ontvangen_op=oud + timedelta(days=400))
    terug = correct(verzoek, ontvangen_op=oud, reden="Toch de eerste dag.")
    assert kernen.believed().get().ontvangstdatum == oud == terug.zaak.startdatum


def test_a_day_that_is_put_right_in_the_zaak_reaches_the_request() -> None:
    verzoek = make_verzoek()
    dag = verzoek.ontvangen_op - timedelta(days=3)
    record_begindag(
        viewer=JURIST, zaak_id=verzoek.zaak_id, termijn="beslistermijn", dag=dag, reden="Lag bij de balie."
    )
    verzoek.refresh_from_db()
    assert verzoek.ontvangen_op == dag and verzoek.versies.count() == 2
    assert HandhavingsverzoekVoorkomen.objects.believed().get().ontvangstdatum == dag


def test_versions_only_grow_and_go_with_the_zaak() -> None:
    verzoek = correct(make_verzoek(), omschrijving="Zonderlingstra ruikt iets")
    with pytest.raises(DatabaseError), transaction.atomic():
        Handhavingsverzoekversie.objects.update(omschrijving="anders")
    Zaak.objects.filter(pk=verzoek.zaak_id).update(vernietigd_op=klok.now(), einddatum=klok.today())
    archief = make_systeemviewer("archief", op=klok.today(), rol="archiefbeheerder")
    erase_dossiers(wat=DOSSIERS, viewer=archief, zaak_id=verzoek.zaak_id, grond="lijst 1")
    assert set(Handhavingsverzoekversie.objects.values_list("omschrijving", "reden")) == {("", "")}
    with pytest.raises(HandhavingError, match="vernietigd"):
        correct(verzoek, omschrijving="Toch nog iets")


def test_the_page_puts_it_right_and_shows_what_stood_there(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    verzoek = make_verzoek(met_verzoeker=True)
    o = make_overtreding()
    assign_overtreding_aan_verzoek(viewer=JURIST, verzoek_id=verzoek.pk, overtreding_id=o.pk)
    log_in(client, monkeypatch, JURIST)
    adres = f"/handhaving/verzoeken/{verzoek.pk}"
    pagina = client.get(adres).content.decode()
    assert "Er ruikt iets" in pagina and o.kenmerk in pagina and "Buurman" not in pagina
    assert adres in client.get(f"/handhaving/overtredingen/{o.pk}").content.decode()
    velden = {
        "omschrijving": "Het stinkt",
        "vthobject_id": verzoek.vthobject_id,
        "gezien": 1,
        "ontvangen_op": str(verzoek.ontvangen_op),
    }
    fout = client.post(f"{adres}/verbeter", velden)
    assert fout.status_code == 422 and "Het stinkt" in fout.content.decode()
    assert client.post(f"{adres}/verbeter", velden | {"reden": REDEN}).status_code == 302
    laat = client.post(f"{adres}/verbeter", velden | {"reden": REDEN, "omschrijving": "Nog anders"})
    assert laat.status_code == 409 and "iemand anders" in laat.content.decode()
    pagina = client.get(adres).content.decode()
    assert "Het stinkt" in pagina and "Er ruikt iets" in pagina and REDEN in pagina
    log_in(client, monkeypatch, BUITEN)
    assert client.get(adres).status_code == 404
    log_in(client, monkeypatch, replace(JURIST, handelingen=frozenset({"register.read"})))
    assert "Verbeter" not in client.get(adres).content.decode()
