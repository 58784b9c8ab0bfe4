"""A zaak from its opening to its closing: what is written, what is refused, and what stays."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from vth.agenda.models import Agendapunt
from vth.logboek.selectors import list_gebeurtenissen
from vth.organisaties.selectors import list_betrokkenheden
from vth.register.tests.builders import make_object
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import GeenToegangError
from vth.zaken.controle import NieuwVerzoek, Over
from vth.zaken.models import Zaakgebeurtenis, Zaaksoortversie
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.selectors import BestaatNietError, get_zaak, list_zaken_van
from vth.zaken.services import (
    assign_verzoek,
    close_zaak,
    record_onderwerpen,
    record_stap,
    record_verzoek,
    record_zaakrelatie,
    reopen_zaak,
)

from .builders import ANNA, BUITEN, CHEF, OD, make_ondertekend, make_viewer, make_zaak

pytestmark = pytest.mark.django_db


def step(zaak: Any, handeling: str, **velden: Any) -> Any:
    return record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling=handeling, **velden)


def test_a_zaak_opens_in_its_first_step_with_its_term_and_its_days():
    zaak = make_zaak()
    assert (zaak.status, zaak.behandelaar, zaak.vertrouwelijkheid) == (
        "ontvangen",
        ANNA.actor,
        "zaakvertrouwelijk",
    )
    assert zaak.laatste_dag == date(2025, 4, 28)
    dagen = Agendapunt.objects.filter(onderwerp=zaak.pk).order_by("dag").values_list("dag", "aard", "voor")
    assert list(dagen) == [
        (date(2025, 4, 14), "herinnering", ANNA.actor),
        (date(2025, 4, 25), "herinnering", ANNA.actor),
        (date(2025, 4, 28), "termijn", ANNA.actor),
        (date(2025, 4, 29), "te_laat", ""),
    ]


def test_every_act_has_its_line_its_event_and_its_involvement():
    zaak = make_zaak()
    step(zaak, "neem_in_behandeling")
    assert [g.handeling for g in list_gebeurtenissen("zaak", str(zaak.pk))] == [
        "zaak.neem_in_behandeling",
        "zaak.open",
    ]
    acts = Zaakgebeurtenis.objects.filter(zaak=zaak).order_by("volgnummer")
    assert [(g.volgnummer, g.handeling, g.grondslag) for g in acts][1] == (
        2,
        "neem_in_behandeling",
        "Omgevingswet 16.62",
    )
    assert [b.betrokkene for b in list_betrokkenheden(("zaak", str(zaak.pk)))] == [ANNA.actor] * 2


def test_who_works_on_a_zaak_worked_on_its_site():
    site = make_object()
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    step(zaak, "neem_in_behandeling")
    gewerkt = list_betrokkenheden(("bronobject", str(site.pk)))
    assert [b.handeling for b in gewerkt] == ["zaak.aanvraag_regulier"]
    assert list_zaken_van(ANNA, [site.pk]) == [zaak]


def test_asking_for_completion_lets_the_term_stand_still_and_the_answer_lets_it_go_on():
    zaak = make_zaak()
    step(zaak, "neem_in_behandeling", dag=date(2025, 3, 4))
    stil = step(zaak, "vraag_aanvulling", dag=date(2025, 3, 10), reden="bodemonderzoek ontbreekt")
    assert stil.laatste_dag == OPEN_DAG
    assert not Agendapunt.objects.filter(onderwerp=zaak.pk, gedaan_op=None).exists()
    verder = step(zaak, "ontvang_aanvulling", dag=date(2025, 3, 24))
    # From 11 up to 24 March: thirteen days after 28 April is Sunday 11 May, so Monday.
    assert verder.laatste_dag == date(2025, 5, 12)


def test_a_zaak_closes_with_a_result_and_its_term_asks_nothing_any_more():
    zaak = make_zaak()
    step(zaak, "neem_in_behandeling")
    make_ondertekend(zaak)
    besloten = step(zaak, "besluit")
    dicht = close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="verleend", gezien=besloten.versie)
    assert (dicht.status, dicht.resultaat, dicht.laatste_dag) == ("afgehandeld", "verleend", OPEN_DAG)
    assert dicht.termijnen.get().voldaan_op is not None
    assert not Agendapunt.objects.filter(onderwerp=zaak.pk, gedaan_op=None).exists()


def test_the_step_of_the_decision_needs_a_signed_decision():
    zaak = make_zaak()
    step(zaak, "neem_in_behandeling")
    with pytest.raises(ZaakError, match="nog geen besluit ondertekend"):
        step(zaak, "besluit")


def test_closing_twice_tells_the_second_what_the_first_did():
    zaak = make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde", gezien=zaak.versie, reden="alles klopt")
    with pytest.raises(AnderWasVoorError, match=r"deed ‘sluit’ op .* \(alles klopt\)"):
        close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="niet_in_orde", gezien=zaak.versie)


def test_a_closed_zaak_opens_again_only_with_a_reason_and_the_right():
    zaak = make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    with pytest.raises(ZaakError, match="met een reden"):
        reopen_zaak(viewer=CHEF, zaak_id=zaak.pk, reden=" ")
    with pytest.raises(ZaakError, match=r"zaak\.reopen"):
        reopen_zaak(viewer=ANNA, zaak_id=zaak.pk, reden="nieuwe feiten")
    weer = reopen_zaak(viewer=CHEF, zaak_id=zaak.pk, reden="nieuwe feiten")
    assert (weer.einddatum, weer.resultaat, weer.status) == (None, "", "in_behandeling")


def test_a_running_zaak_keeps_the_definition_it_started_under(settings: Any, monkeypatch: pytest.MonkeyPatch):
    zaak = make_zaak("melding")
    monkeypatch.setattr("vth.zaken.selectors.list_zaaksoorten", lambda op: {})
    assert step(zaak, "neem_in_behandeling").status == "in_behandeling"
    assert Zaaksoortversie.objects.get(pk=zaak.zaaksoortversie_id).zekerheid == "aanname"


def test_who_may_not_see_a_zaak_cannot_touch_it():
    zaak = make_zaak()
    with pytest.raises(BestaatNietError):
        record_stap(viewer=BUITEN, zaak_id=zaak.pk, handeling="neem_in_behandeling")
    with pytest.raises(BestaatNietError):
        get_zaak(make_viewer("lezer", niveau="intern"), zaak.pk)


def test_who_may_see_a_zaak_of_another_organisation_cannot_act_in_its_name():
    zaak = make_zaak()
    buur = make_viewer("buur", organisatie="GM9901")
    assert get_zaak(buur, zaak.pk) == zaak
    with pytest.raises(GeenToegangError):
        record_stap(viewer=buur, zaak_id=zaak.pk, handeling="neem_in_behandeling")


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"startdatum": date(2999, 1, 1)}, "nog niet geweest"),
        ({"soort": "onzin"}, "bestaat op"),
        ({"vertrouwelijkheid": "geheim"}, "ziet zelf geen gegevens"),
        ({"vertrouwelijkheid": "heel erg"}, "bestaat niet"),
        ({"onderwerpen": [Over(OD, "vthobject")]}, "bestaat niet, of u mag het niet zien"),
    ],
)
def test_what_cannot_be_a_zaak_is_refused(velden: dict[str, Any], melding: str):
    if "onderwerpen" in velden:
        velden = {"onderwerpen": [Over(make_object(leverancier="OD-ZUID", gebied="GM9903").pk, "vthobject")]}
    with pytest.raises(ZaakError, match=melding):
        make_zaak(velden.pop("soort", "melding"), **velden)


def test_a_part_has_no_parts():
    hoofd = make_zaak()
    deel = make_zaak("melding", hoofdzaak_id=hoofd.pk)
    with pytest.raises(ZaakError, match="heeft geen deelzaken"):
        make_zaak("melding", hoofdzaak_id=deel.pk)


def test_two_zaken_that_belong_together_are_tied_once():
    een, twee = make_zaak(), make_zaak("bezwaar")
    for _ in range(2):
        record_zaakrelatie(viewer=ANNA, van_id=een.pk, naar_id=twee.pk, aard="vervolg")
    assert een.relaties_heen.count() == 1
    with pytest.raises(ZaakError, match="andere zaak"):
        record_zaakrelatie(viewer=ANNA, van_id=een.pk, naar_id=een.pk, aard="vervolg")


def test_numbers_of_an_organisation_follow_each_other():
    nummers = [int(make_zaak("melding").identificatie.rpartition("-")[2]) for _ in range(3)]
    assert nummers == [nummers[0], nummers[0] + 1, nummers[0] + 2]


def make_verzoek(**velden: Any) -> Any:
    vast = {
        "organisatie": OD,
        "gebied": "GM9901",
        "verzoeknummer": "20250303001",
        "type": "aanvraag_vergunning",
    }
    datums = {"indiendatum": date(2025, 3, 1), "ontvangen_op": date(2025, 3, 3)}
    return record_verzoek(viewer=ANNA, nieuw=NieuwVerzoek(**(vast | datums | velden)))


def test_a_verzoek_is_handled_in_one_zaak():
    verzoek, zaak = make_verzoek(), make_zaak()
    assert assign_verzoek(viewer=ANNA, verzoek_id=verzoek.pk, zaak_id=zaak.pk).zaak == zaak
    with pytest.raises(ZaakError, match="al in een zaak"):
        assign_verzoek(viewer=ANNA, verzoek_id=verzoek.pk, zaak_id=make_zaak().pk)


def test_the_same_verzoek_is_taken_in_once_and_its_completion_under_the_next_number():
    make_verzoek()
    with pytest.raises(ZaakError, match="al eerder geregistreerd"):
        make_verzoek()
    assert str(make_verzoek(verzoekvolgnummer="2", doel="aanvulling")) == "20250303001-2"


def test_a_verzoek_is_not_received_before_it_is_handed_in():
    with pytest.raises(ZaakError, match="volgorde kan niet"):
        make_verzoek(indiendatum=date(2025, 3, 4))


def test_what_a_zaak_is_about_can_be_added():
    zaak, site = make_zaak(), make_object()
    record_onderwerpen(viewer=ANNA, zaak_id=zaak.pk, onderwerpen=[Over(site.pk, "vthobject")])
    assert zaak.onderwerpen.get().bronobject_id == site.pk


def test_an_act_on_a_zaak_is_never_changed_or_removed():
    zaak = make_zaak()
    for doe in (lambda r: r.update(door="x"), lambda r: r.delete()):
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            doe(Zaakgebeurtenis.objects.filter(zaak=zaak))
