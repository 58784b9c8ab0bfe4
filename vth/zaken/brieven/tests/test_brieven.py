"""A letter: filled from the record, each value with its source; what is missing is told; the right last day stands in it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2 as pdfium
import pytest

from vth.register.tests.builders import make_object
from vth.toegang.rules import GeenToegangError
from vth.zaken.besluiten import record_bekendmaking, record_besluittekst, sign_besluit
from vth.zaken.brieven.ontbreekt import list_gemis
from vth.zaken.brieven.services import find_bron, make_proef, record_brief
from vth.zaken.brieven.sjablonen import list_sjablonen, read_meegeleverd, read_velden
from vth.zaken.controle import NieuwVerzoek, Over
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.lezing import read_versie
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.models import Brief, Document
from vth.zaken.rules import Datums
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import close_zaak, record_verzoek
from vth.zaken.termijnen import record_ingebrekestelling
from vth.zaken.tests.builders import (
    ANNA,
    BESTUUR,
    BUITEN,
    CHEF,
    OD,
    REDEN,
    approve,
    make_besluit,
    make_ondertekend,
    make_zaak,
)

from .builders import make_brief, make_sjabloon, make_word, make_yaml

pytestmark = pytest.mark.django_db
DAG = date(2025, 4, 1)
JANSEN = {"geslachtsnaam": "Jansen", "voorletters": "J."}


def read_tekst(brief: Brief) -> str:
    """The text of a letter as it is read for searching, in one line."""
    return " ".join(read_versie(brief.documentversie_id).tekst.split())


def get_waarden(brief: Brief) -> dict[str, dict[str, Any]]:
    return {r["veld"]: r for r in brief.herkomst}


def test_a_decision_becomes_a_letter_with_the_last_day_of_its_remedy():
    besluit = make_besluit(make_zaak())
    brief = make_brief("besluit", besluit_id=besluit.pk, verzending=DAG)
    tekst = read_tekst(brief)
    assert "De vergunning wordt verleend." in tekst and "Het geluid blijft onder de norm." in tekst
    assert "bezwaar maken" in tekst and "tot en met 13 mei 2025" in tekst
    laatste = get_waarden(brief)["besluit.rechtsmiddel_tekst"]
    assert "Algemene wet bestuursrecht" in laatste["regel"] and besluit.identificatie in laatste["bron"]
    document = brief.documentversie.document
    assert (document.besluit_id, document.zaak_id) == (besluit.pk, besluit.zaak_id)
    assert (document.documentsoort, brief.documentversie.formaat) == ("besluit", "application/pdf")
    assert brief.besluitversie == besluit.versies.get()


@pytest.mark.parametrize(
    ("soort", "woord", "dag"),
    [
        ("omgevingsvergunning", "bezwaar maken", "13 mei 2025"),
        ("beslissing_op_bezwaar", "in beroep gaan bij de rechtbank", "13 mei 2025"),
        ("strafbeschikking", "in verzet gaan bij de officier van justitie", "15 april 2025"),
    ],
)
def test_the_clause_is_that_of_the_kind_of_decision(soort: str, woord: str, dag: str):
    besluit = make_besluit(make_zaak(), besluitsoort=soort)
    proef = make_proef(ANNA, find_bron(ANNA, None, besluit.pk, DAG), "besluit")
    tekst = proef.waarden["besluit.rechtsmiddel_tekst"].waarde
    assert woord in tekst and f"tot en met {dag}" in tekst


def test_a_decision_without_remedy_has_no_clause_and_misses_none():
    besluit = make_besluit(make_zaak(), besluitsoort="ontwerpbesluit")
    brief = make_brief("besluit", besluit_id=besluit.pk, verzending=DAG)
    assert "niet mee eens" not in read_tekst(brief)
    assert not get_waarden(brief)["besluit.rechtsmiddel_tekst"]["ontbreekt"]


def test_where_the_term_runs_from_terinzagelegging_the_day_is_missing_until_that_is_known():
    besluit = make_besluit(make_zaak("aanvraag_uitgebreid"), besluitsoort="omgevingsvergunning_uitgebreid")
    proef = make_proef(ANNA, find_bron(ANNA, None, besluit.pk, DAG), "besluit")
    assert "ter inzage ligt" in next(r.reden for r in proef.ontbrekend if r.code.endswith("_tekst"))


def test_the_day_of_sending_that_is_kept_goes_before_the_one_that_is_chosen(zet_klok: Any):
    besluit = make_ondertekend(make_zaak())
    assert besluit.besluitdatum
    record_bekendmaking(viewer=ANNA, besluit_id=besluit.pk, datums=Datums(verzenddatum=besluit.besluitdatum))
    proef = make_proef(ANNA, find_bron(ANNA, None, besluit.pk, DAG), "besluit")
    assert "verzonden op" in proef.waarden["besluit.verzenddatum"].bron
    besluit.refresh_from_db()
    assert besluit.rechtsmiddel_tot
    assert str(besluit.rechtsmiddel_tot.year) in proef.waarden["besluit.rechtsmiddel_laatste_dag"].waarde


def test_what_is_not_known_yet_stands_in_the_letter_as_that_and_is_listed():
    besluit = make_besluit(make_zaak())
    brief = make_brief("besluit", besluit_id=besluit.pk, verzending=DAG)
    assert "[nog niet bekend: ondertekening]" in read_tekst(brief)
    assert [r["veld"] for r in brief.herkomst if r["ontbreekt"]] == ["besluit.ondertekening"]


def test_what_is_missing_before_signing_is_listed_until_nothing_is():
    besluit = make_besluit(make_zaak(), tekst="", overwegingen=[])
    assert [g.wat for g in list_gemis(ANNA, besluit)] == [
        "De tekst van het besluit",
        "Een overweging",
        "De brief met het besluit",
    ]
    record_besluittekst(viewer=ANNA, besluit_id=besluit.pk, tekst="Verleend.", overwegingen=[REDEN])
    make_brief("besluit", besluit_id=besluit.pk, verzending=DAG)
    besluit.refresh_from_db()
    assert [g.doe for g in list_gemis(ANNA, besluit)] == ["Leg het besluit voor aan een collega."]
    approve(besluit)
    assert list_gemis(ANNA, besluit) == []


def test_a_letter_of_an_earlier_text_is_told_and_made_again_as_the_next_version():
    besluit = make_besluit(make_zaak())
    eerst = make_brief("besluit", besluit_id=besluit.pk, verzending=DAG)
    record_besluittekst(viewer=ANNA, besluit_id=besluit.pk, tekst="Geweigerd.", overwegingen=[REDEN])
    besluit.refresh_from_db()
    assert "De brief met de tekst van nu" in [g.wat for g in list_gemis(ANNA, besluit)]
    opnieuw = make_brief("besluit", besluit_id=besluit.pk, verzending=DAG)
    assert opnieuw.documentversie.document_id == eerst.documentversie.document_id
    assert opnieuw.documentversie.volgnummer == 2 and Document.objects.count() == 1
    assert make_brief("besluit", besluit_id=besluit.pk, verzending=DAG) == opnieuw


def test_a_signature_keeps_which_letter_lay_before_who_signed():
    besluit = make_besluit(make_zaak())
    brief = make_brief("besluit", besluit_id=besluit.pk, verzending=DAG)
    approve(besluit)
    getekend = sign_besluit(viewer=BESTUUR, besluit_id=besluit.pk)
    (stuk,) = getekend.bevoegdheid["stukken"]
    assert (stuk["versie"], stuk["sha256"]) == (1, brief.documentversie.sha256)


def test_every_template_of_the_program_can_be_made_and_is_a_tagged_pdf():
    zaak = make_zaak()
    besluit = make_besluit(zaak)
    for code, sjabloon in read_meegeleverd().items():
        over = {"besluit_id": besluit.pk} if sjabloon.bij_besluit else {"zaak_id": zaak.pk}
        versie = make_brief(code, verzending=DAG, **over).documentversie
        inhoud = get_opslag().open(versie.sha256).read()
        assert b"/StructTreeRoot" in inhoud and b"/Lang" in inhoud
        assert pdfium.PdfDocument(inhoud).is_tagged()
        assert read_velden(sjabloon)


def test_an_acknowledgement_says_what_came_in_and_when_one_hears():
    zaak = make_zaak()
    dag = date(2025, 3, 3)
    verzoek = NieuwVerzoek(OD, "GM9901", "20250303001", "aanvraag_vergunning", dag, dag)
    record_verzoek(viewer=ANNA, nieuw=verzoek, zaak_id=zaak.pk)
    tekst = read_tekst(make_brief("ontvangstbevestiging", zaak_id=zaak.pk, verzending=DAG))
    assert "Op 3 maart 2025" in tekst and "20250303001" in tekst and "uiterlijk op 28 april 2025" in tekst


def test_an_answer_to_an_ingebrekestelling_says_from_when_a_penalty_runs(zet_klok: Any):
    zet_klok(2025, 6, 2, 9)
    zaak = make_zaak()
    assert make_proef(ANNA, find_bron(ANNA, zaak.pk, None, DAG), "ingebrekestelling_antwoord").ontbrekend
    record_ingebrekestelling(
        viewer=ANNA, zaak_id=zaak.pk, termijn="beslistermijn", ontvangen_op=date(2025, 6, 2)
    )
    tekst = read_tekst(make_brief("ingebrekestelling_antwoord", zaak_id=zaak.pk, verzending=DAG))
    assert "Op 2 juni 2025" in tekst and "voor 17 juni 2025" in tekst and "€ 1442" in tekst


def test_what_is_filled_in_is_never_read_as_markup():
    kwaad = '#read("/etc/passwd") *dik* <b>x</b> {{ zaak.nummer }} $x$ @y'
    besluit = make_besluit(make_zaak(omschrijving=kwaad), tekst=kwaad)
    tekst = read_tekst(make_brief("besluit", besluit_id=besluit.pk, verzending=DAG))
    assert tekst.count('#read("/etc/passwd") *dik* <b>x</b> {{ zaak.nummer }}') >= 2 and "root:" not in tekst
    make_sjabloon(make_word("Over {{ zaak.omschrijving }}."))
    word = make_brief("eigen", zaak_id=besluit.zaak_id, verzending=DAG)
    assert f"Over {kwaad}." in read_tekst(word)


def test_the_name_of_a_natural_person_is_in_the_letter_and_not_kept_beside_it():
    persoon = make_object("P1", soort="natuurlijkpersoon", leverancier=OD, inhoud=JANSEN)
    zaak = make_zaak(onderwerpen=[Over(persoon.pk, "aanvrager")])
    proef = make_proef(ANNA, find_bron(ANNA, zaak.pk, None, DAG), "ontvangstbevestiging")
    assert proef.personen == {persoon.pk}
    brief = make_brief("ontvangstbevestiging", zaak_id=zaak.pk, verzending=DAG)
    assert "Aan J. Jansen" in read_tekst(brief)
    regel = get_waarden(brief)["aanvrager.naam"]
    assert (regel["waarde"], regel["bron"]) == ("", f"register, natuurlijkpersoon van {OD}")


def test_a_template_of_the_organisation_goes_before_that_of_the_program():
    zaak = make_zaak()
    make_sjabloon(make_word("Eigen ontvangst van {{ zaak.nummer }}."), code="ontvangstbevestiging")
    make_sjabloon(make_yaml("Zaak {{ zaak.nummer }}"), code="los", naam="los.yaml")
    brief = make_brief("ontvangstbevestiging", zaak_id=zaak.pk, verzending=DAG)
    assert f"Eigen ontvangst van {zaak.identificatie}." in read_tekst(brief)
    assert brief.documentversie.formaat.endswith("wordprocessingml.document")
    assert f"Zaak {zaak.identificatie}" in read_tekst(make_brief("los", zaak_id=zaak.pk, verzending=DAG))
    assert {"los", "besluit"} <= {s.code for s in list_sjablonen(ANNA, OD)}
    assert "los" not in {s.code for s in list_sjablonen(BUITEN, OD)}


def test_who_may_not_act_makes_no_letter():
    zaak = make_zaak()
    with pytest.raises(BestaatNietError):
        make_brief("ontvangstbevestiging", viewer=BUITEN, zaak_id=zaak.pk)
    lezer = replace(ANNA, handelingen=frozenset({"register.read"}))
    with pytest.raises(GeenToegangError):
        make_brief("ontvangstbevestiging", viewer=lezer, zaak_id=zaak.pk)
    with pytest.raises(BestaatNietError):
        make_brief("onzin", zaak_id=zaak.pk)
    with pytest.raises(DocumentError, match="hoort bij een besluit"):
        make_brief("besluit", zaak_id=zaak.pk)


def test_a_closed_zaak_gets_no_letter():
    zaak = make_zaak()
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    with pytest.raises(DocumentError, match="gesloten"):
        record_brief(viewer=ANNA, sjabloon="ontvangstbevestiging", zaak_id=zaak.pk)
