"""The door at signing: the question of another room, answered from the register of a day."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.organisaties.mandaten import Besluitvraag, Mandaatoordeel, check_bevoegdheid
from vth.organisaties.mandaten.services import close_mandaat, record_functievervulling, record_mandaatingreep
from vth.organisaties.rules import MandaatError
from vth.organisaties.services import record_betrokkenheid
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, Geldigheid

from .builders import BEHEERDER, give_mandaat, load_map, make_mandaatviewer

PIET = make_mandaatviewer("OD-NOORD", actor="gebruiker 7")
VRAAG = {
    "gezag": "GM9901",
    "gezag_functie": "College",
    "regeling": "Ow",
    "artikel": "5.1",
    "besluitsoort": "omgevingsvergunning",
}


@pytest.fixture
def directeur(db: None, tmp_path: Path) -> None:
    load_map(tmp_path / "basis")
    hold("directeur")


def hold(functie: str, organisatie: str = "OD-NOORD") -> None:
    record_functievervulling(
        viewer=BEHEERDER,
        organisatie=organisatie,
        functie=functie,
        betrokkene=PIET.actor,
        geldigheid=Geldigheid(date(2024, 1, 1)),
    )


def ask(op: date = date(2026, 5, 1), **rest: Any) -> Mandaatoordeel:
    beschikbaar_op = rest.pop("beschikbaar_op", None)
    moment = datetime(op.year, op.month, op.day, 12, tzinfo=AMSTERDAM)
    return check_bevoegdheid(PIET, Besluitvraag(**VRAAG | rest), moment, beschikbaar_op=beschikbaar_op)


def test_director_signs_in_the_name_of_the_college(directeur: None) -> None:
    assert not ask().mag
    give_mandaat()
    oordeel = ask(gebied="GM9901")
    assert (
        oordeel.mag
        and oordeel.ondertekening == "namens college van Lindeveen, directeur van Omgevingsdienst Noord"
    )
    assert oordeel.zekerheid == "afgeleid"


def test_sub_mandate_of_a_sub_mandate_is_found(directeur: None) -> None:
    give_mandaat(ondermandaat_niveaus=2, mandaatnemer_functie="secretaris")
    onder = {"mandaatgever": "OD-NOORD", "ondergeschikt": True}
    give_mandaat(
        **onder,
        kenmerk="O1",
        mandaatgever_functie="secretaris",
        mandaatnemer_functie="hoofd",
        ondermandaat_van="M1",
        ondermandaat_niveaus=1,
    )
    give_mandaat(
        **onder,
        kenmerk="O2",
        mandaatgever_functie="hoofd",
        mandaatnemer_functie="directeur",
        ondermandaat_van="O1",
    )
    assert [s.kenmerk for s in ask().keten] == ["M1", "O1", "O2"]


def test_withdrawn_mandate_holds_up_to_its_last_day(directeur: None) -> None:
    mandaat = give_mandaat()
    close_mandaat(viewer=BEHEERDER, mandaat_id=mandaat.pk, per=date(2026, 5, 1), reden="besluit 12")
    assert ask(date(2026, 4, 30)).mag
    assert ask().artikel == "Awb 10:8"


def test_what_was_known_then_is_answered_as_it_was_known(directeur: None) -> None:
    mandaat = give_mandaat()
    toen = klok.now()
    close_mandaat(viewer=BEHEERDER, mandaat_id=mandaat.pk, per=date(2026, 5, 1), reden="besluit 12")
    assert ask(beschikbaar_op=toen).mag and not ask().mag


def test_power_taken_back_in_one_case_is_kept_to(directeur: None) -> None:
    mandaat = give_mandaat()
    record_mandaatingreep(
        viewer=BEHEERDER,
        mandaat_id=mandaat.pk,
        soort="terugname",
        op=date(2026, 4, 1),
        reden="gevoelig",
        onderwerp=("zaak", "Z1"),
    )
    assert not ask(onderwerp=("zaak", "Z1")).mag
    assert ask(onderwerp=("zaak", "Z2")).mag


def test_who_took_the_decision_does_not_decide_on_the_objection(directeur: None) -> None:
    give_mandaat()
    record_betrokkenheid(viewer=PIET, onderwerp=("besluit", "B1"), handeling="besluit.sign")
    assert (
        ask(besluitsoort="beslissing_op_bezwaar", bezwaar_tegen=("besluit", "B1")).artikel == "Awb 10:3 lid 3"
    )
    anders = ask(besluitsoort="beslissing_op_bezwaar", bezwaar_tegen=("besluit", "B2"))
    assert anders.mag and "10:3 lid 3" in anders.waarschuwingen[0]
    with pytest.raises(MandaatError, match="tegen welk besluit"):
        ask(besluitsoort="beslissing_op_bezwaar")


def test_who_made_the_report_does_not_impose_the_fine(directeur: None) -> None:
    give_mandaat()
    record_betrokkenheid(viewer=PIET, onderwerp=("rapport", "R1"), handeling="rapport.record")
    assert ask(besluitsoort="boete", rapport=("rapport", "R1")).artikel == "Awb 10:3"


def test_unknown_kind_of_decision_is_an_error_and_not_a_verdict(directeur: None) -> None:
    with pytest.raises(MandaatError, match="'gunst' bestaat niet"):
        ask(besluitsoort="gunst")


def test_usual_organ_and_article_of_a_kind_of_decision_count_where_none_is_named(directeur: None) -> None:
    give_mandaat(mandaatgever_functie="college van burgemeester en wethouders")
    kort = {"gezag_functie": "", "regeling": "", "artikel": ""}
    oordeel = ask(**kort)
    assert oordeel.mag and oordeel.keten[0].van.naam == "college van burgemeester en wethouders"
    assert not ask(**kort, besluitsoort="maatwerkvoorschrift").mag
    with pytest.raises(MandaatError, match="vast artikel"):
        ask(**kort, besluitsoort="gedoogbeschikking")
    with pytest.raises(MandaatError, match="welk bestuursorgaan"):
        ask(**kort | {"gezag": "LAB"})


def test_number_of_questions_does_not_grow_with_the_register(directeur: None) -> None:
    aantallen = []
    for n in range(2):
        for m in range(10):
            give_mandaat(kenmerk=f"M{n}{m}", gebieden="GM9902")
            give_mandaat(kenmerk=f"A{n}{m}", artikel=f"5.{m + 2}")
        with CaptureQueriesContext(connection) as gezien:
            ask(gebied="GM9901")
        aantallen.append(len(gezien))
    assert aantallen[0] == aantallen[1] <= 9
