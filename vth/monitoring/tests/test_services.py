"""The cycle from invitation to published verdict: who sees what when, what is refused, and that nothing is rewritten."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from vth.monitoring.kader import read_kader
from vth.monitoring.models import Opgave, Ronde, Zelfbeoordeling
from vth.monitoring.rules import AnderWasVoorError, MonitoringError
from vth.monitoring.selectors import (
    check_compleet,
    derive_uitkomsten,
    list_opengesteld,
    list_zichtbaar,
    read_kader_van,
    read_waarden_van,
)
from vth.monitoring.services import (
    cancel_bewijs,
    do_stap,
    record_bewijs,
    record_openstelling,
    record_opgaven,
)
from vth.monitoring.toetsen import answer_toetsvraag, publish_ronde, record_oordeel, record_toetsvraag
from vth.toegang.rules import GeenToegangError
from vth.zaken.selectors import BestaatNietError

from .builders import (
    BESTUUR,
    BUUR,
    MINISTER,
    NOORD,
    OPSTELLER,
    REDEN,
    TOETSER,
    ZUID,
    check,
    fill_in,
    get_van,
    hand_in,
    judge,
    make_lid,
    make_oordelen,
    make_ronde,
)

pytestmark = pytest.mark.django_db
DEELNEMER = make_lid("gebruiker 966", "GM9901")


def see(viewer: Any) -> set[str]:
    return set(list_zichtbaar(viewer).values_list("dienst", flat=True))


def test_who_sees_a_self_assessment_grows_with_its_stage(ronde: Ronde):
    z = fill_in(ronde)
    assert (see(OPSTELLER), see(BUUR), see(DEELNEMER), see(MINISTER)) == ({NOORD}, {ZUID}, set(), set())
    do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="leg_voor")
    assert (see(DEELNEMER), see(MINISTER)) == ({NOORD}, set())
    do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="dien_in")
    assert (see(DEELNEMER), see(MINISTER), see(TOETSER), see(BUUR)) == ({NOORD}, {NOORD}, {NOORD}, {ZUID})


def test_a_national_role_of_the_register_sees_no_self_assessment_that_is_not_shared_with_it(ronde: Ronde):
    fill_in(ronde)
    landelijk = make_lid("gebruiker 967", "RIJK")
    object.__setattr__(landelijk.zicht, "landelijk", True)
    assert see(landelijk) == set()


def test_the_last_figure_counts_an_empty_one_takes_back_and_all_stay(ronde: Ronde):
    z = get_van(ronde)
    for tekst in ("12", "13", ""):
        record_opgaven(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, waarden={"deelnemers": tekst})
    assert read_waarden_van(z) == {}
    record_opgaven(
        viewer=OPSTELLER, zelfbeoordeling_id=z.pk, waarden={"deelnemers": "14", "omzet_totaal": "1,50"}
    )
    assert read_waarden_van(z) == {"deelnemers": 14, "omzet_totaal": Decimal("1.50")}
    assert Opgave.objects.filter(zelfbeoordeling=z).count() == 5


def test_the_same_figures_again_write_nothing(ronde: Ronde):
    z = fill_in(ronde)
    eerder = z.versie
    record_opgaven(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, waarden={"deelnemers": " 4 "})
    assert get_van(ronde).versie == eerder


@pytest.mark.parametrize(
    ("meting", "tekst", "zegt"),
    [
        ("deelnemers", "veel", "geen getal"),
        ("deelnemers", "-1", "minstens 1"),
        ("deelnemers", "2,5", "geen heel getal"),
        ("deelnemers", "NaN", "geen getal"),
        ("deelnemers", "oneindig", "geen getal"),
        ("deelnemers", "Infinity", "geen getal"),
        ("omzet_totaal", "12 fte", "andere eenheid"),
        ("omzet_totaal", "1,005", "twee cijfers achter de komma"),
        ("omzet_totaal", "1e12", "geen getal"),
        ("omzet_totaal", "1000000000000", "hoogstens"),
        ("omzet_totaal", "1.000.000.000.000", "hoogstens"),
        ("aangesloten", "2", "hoogstens 1"),
        ("aandeel_schoenen", "3", "niet gevraagd"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_nothing_is_written(
    ronde: Ronde, meting: str, tekst: str, zegt: str
):
    z = get_van(ronde)
    with pytest.raises(MonitoringError, match=zegt):
        record_opgaven(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, waarden={meting: tekst})
    assert not Opgave.objects.exists() and get_van(ronde).versie == z.versie


def test_another_dienst_does_not_exist_for_one(ronde: Ronde):
    with pytest.raises(BestaatNietError):
        record_opgaven(viewer=BUUR, zelfbeoordeling_id=get_van(ronde).pk, waarden={"deelnemers": "4"})
    with pytest.raises(GeenToegangError):
        record_opgaven(
            viewer=make_lid("gebruiker 968", NOORD),
            zelfbeoordeling_id=get_van(ronde).pk,
            waarden={"deelnemers": "4"},
        )


def test_what_is_missing_keeps_it_from_being_handed_in_and_says_what(ronde: Ronde):
    z = get_van(ronde)
    do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="leg_voor")
    with pytest.raises(
        MonitoringError, match=r"niet compleet: 19 punten.*Volledig basistakenpakket: Er is geen bewijs"
    ):
        do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="dien_in")


def test_a_share_above_the_whole_blocks_and_what_contradicts_the_register_is_told(ronde: Ronde):
    z = fill_in(ronde, deelnemers_volledig="5")
    gevonden = {b.tekst: b.blokkeert for b in check_compleet(z, read_kader_van(ronde), read_waarden_van(z))}
    assert gevonden == {
        "Deelnemers met het volledige basistakenpakket (5) is meer dan deelnemers (4).": True,
        "Deelnemers: opgegeven is 4, het register kent er 3. Leg het verschil uit.": False,
    }


def test_handing_in_is_possible_up_to_the_day_before_the_deadline_and_later_with_a_reason(
    ronde: Ronde, zet_klok: Any
):
    z, laat = fill_in(ronde), fill_in(ronde, BUUR, ZUID)
    for viewer, wie in ((OPSTELLER, z), (BUUR, laat)):
        do_stap(viewer=viewer, zelfbeoordeling_id=wie.pk, stap="leg_voor")
    zet_klok(2024, 10, 2, 21)
    assert do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="dien_in").op_tijd is True
    zet_klok(2024, 10, 3, 9)
    with pytest.raises(MonitoringError, match="moest vóór do 3 oktober 2024"):
        do_stap(viewer=BUUR, zelfbeoordeling_id=laat.pk, stap="dien_in")
    assert do_stap(viewer=BUUR, zelfbeoordeling_id=laat.pk, stap="dien_in", reden=REDEN).op_tijd is False


def test_handed_in_twice_is_refused_and_figures_stand_still(ronde: Ronde):
    z = hand_in(ronde)
    with pytest.raises(MonitoringError, match="kan niet nu de zelfbeoordeling ingediend is"):
        do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="dien_in")
    with pytest.raises(MonitoringError, match="is dan niet te wijzigen"):
        record_opgaven(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, waarden={"deelnemers": "5"})
    with pytest.raises(AnderWasVoorError):
        do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="begin_toets", gezien=z.versie - 1)


def test_the_check_asks_answers_come_once_and_it_ends_when_all_are_answered(ronde: Ronde):
    z = hand_in(ronde)
    with pytest.raises(MonitoringError, match="zolang zij wordt getoetst"):
        record_toetsvraag(viewer=TOETSER, zelfbeoordeling_id=z.pk, criterium="omzet", vraag=REDEN)
    do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="begin_toets")
    vraag = record_toetsvraag(viewer=TOETSER, zelfbeoordeling_id=z.pk, criterium="omzet", vraag=REDEN)
    assert vraag.antwoord_voor == date(2024, 6, 14)
    with pytest.raises(MonitoringError, match="nog een vraag open"):
        do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="rond_toets_af")
    answer_toetsvraag(
        viewer=OPSTELLER, zelfbeoordeling_id=z.pk, vraag_id=vraag.pk, antwoord="Zie de jaarrekening."
    )
    with pytest.raises(MonitoringError, match="al beantwoord"):
        answer_toetsvraag(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, vraag_id=vraag.pk, antwoord="Nog eens.")
    assert do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="rond_toets_af").stand == "getoetst"


def test_sent_back_it_can_be_completed_and_handed_in_again(ronde: Ronde):
    z = hand_in(ronde)
    with pytest.raises(MonitoringError, match="waarom het terug moet"):
        do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="stuur_terug")
    do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="stuur_terug", reden=REDEN)
    record_opgaven(
        viewer=OPSTELLER,
        zelfbeoordeling_id=z.pk,
        waarden={"deelnemers": "3", "deelnemers_volledig": "3", "deelnemers_strategie": "3"},
    )
    for stap in ("leg_voor", "dien_in"):
        do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap=stap)
    assert get_van(ronde).stand == "ingediend"


def test_robust_only_if_every_criterion_is_met_and_a_verdict_can_be_revised(ronde: Ronde):
    z = judge(check(ronde), "omzet")
    assert (z.stand, z.robuust) == ("beoordeeld", False)
    z = judge(z)
    assert z.robuust is True
    eerste, tweede = z.oordelen.order_by("volgnummer")
    assert (eerste.robuust, tweede.robuust) == (False, True)
    assert tweede.grondslag["kader"] == "1.1" and tweede.grondslag["kwaliteitscriteria"] == "2.3"
    assert tweede.grondslag["waarden"]["omzet_basistaken"] == "18000000.00"


def test_a_verdict_leaves_no_criterion_out_says_why_and_is_not_of_the_checker(ronde: Ronde):
    z = check(ronde)
    oordelen = make_oordelen(z)
    with pytest.raises(MonitoringError, match="Over omzet staat er geen oordeel"):
        record_oordeel(
            viewer=MINISTER,
            zelfbeoordeling_id=z.pk,
            oordelen={c: o for c, o in oordelen.items() if c != "omzet"},
            motivering=REDEN,
        )
    with pytest.raises(MonitoringError, match="Motiveer het oordeel"):
        record_oordeel(viewer=MINISTER, zelfbeoordeling_id=z.pk, oordelen=oordelen, motivering="Prima.")
    beide = make_lid(TOETSER.actor, "IENW", "robuustheid.decide", "zelfbeoordeling.check")
    with pytest.raises(MonitoringError, match="aan iemand anders"):
        record_oordeel(viewer=beide, zelfbeoordeling_id=z.pk, oordelen=oordelen, motivering=REDEN)
    with pytest.raises(MonitoringError, match="formulier van het oordeel"):
        do_stap(viewer=MINISTER, zelfbeoordeling_id=z.pk, stap="oordeel")


def test_evidence_is_taken_back_with_a_reason_also_after_the_verdict(ronde: Ronde):
    z = judge(check(ronde))
    bewijs = z.bewijzen.order_by("id").first()
    with pytest.raises(MonitoringError, match="waarom het bewijs wordt ingetrokken"):
        cancel_bewijs(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, bewijs_id=bewijs.pk, reden="fout")
    cancel_bewijs(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, bewijs_id=bewijs.pk, reden=REDEN)
    with pytest.raises(MonitoringError, match="staat er niet"):
        cancel_bewijs(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, bewijs_id=bewijs.pk, reden=REDEN)
    assert any(
        "geen bewijs" in b.tekst
        for b in check_compleet(get_van(ronde), read_kader_van(ronde), read_waarden_van(get_van(ronde)))
    )


def test_evidence_needs_a_criterion_and_a_place(ronde: Ronde):
    z = get_van(ronde)
    with pytest.raises(MonitoringError, match=r"staat niet in versie 1\.1"):
        record_bewijs(
            viewer=OPSTELLER, zelfbeoordeling_id=z.pk, criterium="gezelligheid", titel="x", vindplaats="y"
        )
    with pytest.raises(MonitoringError, match="waar het staat"):
        record_bewijs(
            viewer=OPSTELLER, zelfbeoordeling_id=z.pk, criterium="omzet", titel="Jaarrekening", vindplaats=" "
        )


def test_a_round_is_published_when_everyone_was_judged_and_once(ronde: Ronde):
    judge(check(ronde))
    with pytest.raises(MonitoringError, match="Over 1 diensten is nog geen oordeel, zoals OD-ZUID"):
        publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    judge(check(ronde, BUUR, ZUID), "omzet")
    publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    with pytest.raises(MonitoringError, match="al openbaar"):
        publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    with pytest.raises(GeenToegangError):
        publish_ronde(viewer=OPSTELLER, ronde_id=ronde.pk)


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"naam": "Robuustheid 2024"}, "al gebruikt"),
        ({"naam": "  "}, "leeg"),
        ({"naam": "R", "indienen_voor": date(2024, 6, 3)}, "na vandaag"),
        ({"naam": "R", "peildatum": date(2025, 1, 1)}, "na de peildatum"),
        ({"naam": "R", "diensten": ["GM9901"]}, "GM9901 is op .* geen omgevingsdienst"),
        ({"naam": "R", "diensten": ["OD-BESTAATNIET"]}, "geen omgevingsdienst"),
        ({"naam": "R", "diensten": []}, "Niemand"),
    ],
)
def test_a_round_that_cannot_be_is_refused(ronde: Ronde, velden: dict[str, Any], zegt: str):
    with pytest.raises(MonitoringError, match=zegt):
        make_ronde(**velden)
    assert Ronde.objects.count() == 1


def test_a_day_before_there_was_a_kader_is_refused_with_the_file_that_lacks_it():
    with pytest.raises(MonitoringError, match=r"monitoring\.toetsingskader"):
        read_kader(date(2023, 6, 21))
    assert (read_kader(date(2023, 6, 22)).versie, read_kader(date(2023, 9, 12)).versie) == ("1.0", "1.0")
    assert read_kader(date(2023, 9, 13)).versie == "1.1"


def test_a_kader_that_changes_halfway_does_not_change_a_round(ronde: Ronde, zet_klok: Any):
    zet_klok(2026, 2, 1, 9)
    assert read_kader(date(2026, 2, 1)).kwaliteitscriteria == "3.0"
    assert read_kader_van(Ronde.objects.get()).kwaliteitscriteria == "2.3"
    assert "personen_circulair" not in read_kader_van(ronde).metingen


def test_the_proposal_is_worked_out_per_criterion_at_below_and_above_the_norm(ronde: Ronde):
    z, kader = fill_in(ronde), read_kader_van(ronde)
    for omzet, gehaald in (("14999999,99", False), ("15000000", True), ("15000000,01", True)):
        record_opgaven(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, waarden={"omzet_basistaken": omzet})
        (uitkomst,) = derive_uitkomsten(z, kader, read_waarden_van(z))["omzet"]
        assert uitkomst.voldoet is gehaald


def test_the_search_is_open_by_the_last_decision_of_the_board_itself(ronde: Ronde):
    record_openstelling(viewer=BESTUUR, dienst=NOORD, is_open=True, besluit=REDEN)
    assert list_opengesteld() == {NOORD}
    record_openstelling(viewer=BESTUUR, dienst=NOORD, is_open=False, besluit=REDEN)
    assert list_opengesteld() == frozenset()
    with pytest.raises(GeenToegangError):
        record_openstelling(viewer=BESTUUR, dienst=ZUID, is_open=True, besluit=REDEN)
    with pytest.raises(MonitoringError, match="welk besluit"):
        record_openstelling(viewer=BESTUUR, dienst=NOORD, is_open=True, besluit="ja")


def test_what_was_judged_cannot_be_rewritten(ronde: Ronde):
    z = judge(check(ronde))
    for model in (z.oordelen.get(), z.opgaven.first(), z.gebeurtenissen.first()):
        with pytest.raises(DatabaseError, match="nooit gewijzigd"), transaction.atomic():
            type(model).objects.filter(pk=model.pk).update(door="iemand anders")
    assert Zelfbeoordeling.objects.get(pk=z.pk).oordelen.get().door == MINISTER.actor
