"""What a delivery does to the register: new, changed, ended, absent, refused, corrected."""

from datetime import date

import pytest

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.rules import AanleveringError
from vth.aanleveringen.selectors import list_verslag
from vth.aanleveringen.services import decide_aanlevering, process_aanlevering
from vth.register.models import (
    Bronobject,
    GeoObjectVoorkomen,
    Leverstatus,
    Relatie,
    VestigingVoorkomen,
    VthObjectVoorkomen,
)
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import GeenToegangError, Viewer

from .builders import BEHEERDER, lever, load_organisaties, make_site

pytestmark = pytest.mark.usefixtures("verse_database")
JAN, MAART, JULI = date(2024, 1, 1), date(2024, 3, 1), date(2024, 7, 1)
VERWERKT, GEWEIGERD, WACHT = Aanlevering.Staat.VERWERKT, Aanlevering.Staat.GEWEIGERD, Aanlevering.Staat.WACHT


def list_tijdlijn(sleutel: str = "A1") -> list[tuple[date, date, str]]:
    """What is believed now of one site: from, to, name."""
    rijen = (
        VthObjectVoorkomen.objects.believed().filter(bronobject__sleutel=sleutel).order_by("begin_geldigheid")
    )
    return list(rijen.values_list("begin_geldigheid", "eind_geldigheid", "naam"))


def count_rijen() -> int:
    return VthObjectVoorkomen.objects.count() + GeoObjectVoorkomen.objects.count() + Relatie.objects.count()


def test_good_rows_are_registered_with_place_and_business() -> None:
    aanlevering = lever([make_site("A1"), make_site("A2", NAAM="Verfhandel")])
    assert aanlevering.staat == VERWERKT, aanlevering.uitleg
    assert {t[2] for t in (*list_tijdlijn("A1"), *list_tijdlijn("A2"))} == {
        "Tankstation De Linde",
        "Verfhandel",
    }
    assert GeoObjectVoorkomen.objects.believed().filter(postcode="9901AB", huisnummer=12).count() == 2
    assert VestigingVoorkomen.objects.believed().count() == 2
    assert Relatie.objects.believed().count() == 4


def test_same_file_twice_changes_nothing() -> None:
    lever([make_site("A1"), make_site("A2")])
    voor = count_rijen()
    aanlevering = lever([make_site("A1"), make_site("A2")])
    assert aanlevering.staat == VERWERKT
    assert count_rijen() == voor


def test_same_content_on_a_later_day_changes_nothing() -> None:
    lever([make_site("A1")])
    voor = count_rijen()
    lever([make_site("A1")], peildatum=MAART)
    assert count_rijen() == voor


def test_change_closes_and_adds_and_keeps_what_was_known() -> None:
    eerste = lever([make_site("A1", NAAM="Verf")])
    lever([make_site("A1", NAAM="Verfhandel")], peildatum=MAART)
    assert list_tijdlijn() == [(JAN, MAART, "Verf"), (MAART, OPEN_DAG, "Verfhandel")]
    assert eerste.herkomst
    toen = Peilmoment(date(2024, 6, 1), eerste.herkomst.moment)
    assert VthObjectVoorkomen.objects.seen_at(toen).get().naam == "Verf"


def test_a_b_and_a_again_is_news_each_time() -> None:
    for maand, naam in enumerate(("A", "B", "A"), 1):
        lever([make_site("A1", NAAM=naam)], peildatum=date(2024, maand, 1))
    assert [t[2] for t in list_tijdlijn()] == ["A", "B", "A"]


def test_values_keep_the_delivery_that_said_them() -> None:
    eerste = lever([make_site("A1", NAAM="Verf")])
    tweede = lever([make_site("A1", NAAM="Verfhandel")], peildatum=MAART)
    rijen = VthObjectVoorkomen.objects.believed().order_by("begin_geldigheid")
    assert [r.herkomst_id for r in rijen] == [eerste.herkomst_id, tweede.herkomst_id]


def test_relation_that_is_not_named_any_more_has_ended() -> None:
    lever([make_site("A1")])
    lever([make_site("A1", KVK="76543210", VEST="000000000001")], peildatum=MAART)
    drijvers = Relatie.objects.believed().filter(soort="drijver").order_by("begin_geldigheid")
    assert [(r.begin_geldigheid, r.eind_geldigheid) for r in drijvers] == [(JAN, MAART), (MAART, OPEN_DAG)]


def test_absent_record_is_not_delivered_any_more_but_has_not_ended() -> None:
    lever([make_site("A1"), make_site("A2"), make_site("A3")])
    aanlevering = lever([make_site("A1"), make_site("A2")], peildatum=MAART)
    assert aanlevering.tellingen["verschil"]["vthobject"]["niet_meer_aangeleverd"] == 1
    assert list_tijdlijn("A3")[0][1] == OPEN_DAG
    status = Leverstatus.objects.believed().get(bronobject__sleutel="A3", bronobject__soort="vthobject")
    assert (status.status, status.begin_geldigheid) == ("niet_meer_aangeleverd", MAART)


def test_absent_record_that_returns_is_up_to_date_again() -> None:
    alles = [make_site("A1"), make_site("A2"), make_site("A3")]
    lever(alles)
    lever(alles[:2], peildatum=MAART)
    lever(alles, peildatum=JULI)
    status = Leverstatus.objects.believed().get(bronobject__sleutel="A3", bronobject__soort="vthobject")
    assert (status.begin_geldigheid, status.eind_geldigheid) == (MAART, JULI)
    assert list_tijdlijn("A3") == [(JAN, OPEN_DAG, "Tankstation De Linde")]


def test_absence_ends_where_the_profile_says_so() -> None:
    lever([make_site("A1"), make_site("A2"), make_site("A3")], profiel="proef.einde")
    lever([make_site("A1"), make_site("A2")], profiel="proef.einde", peildatum=MAART)
    assert list_tijdlijn("A3") == [(JAN, MAART, "Tankstation De Linde")]
    relaties = Relatie.objects.believed().filter(van__sleutel="A3")
    assert set(relaties.values_list("eind_geldigheid", flat=True)) == {MAART}


def test_ended_record_that_comes_back_begins_again() -> None:
    alles = [make_site("A1"), make_site("A2"), make_site("A3")]
    lever(alles, profiel="proef.einde")
    lever(alles[:2], profiel="proef.einde", peildatum=MAART)
    lever(alles, profiel="proef.einde", peildatum=JULI)
    assert [t[:2] for t in list_tijdlijn("A3")] == [(JAN, MAART), (JULI, OPEN_DAG)]


def test_too_many_endings_wait_for_a_person() -> None:
    lever([make_site(f"A{n}") for n in range(10)])
    voor = count_rijen()
    aanlevering = lever([make_site("A1")], peildatum=MAART)
    assert aanlevering.staat == WACHT
    assert "iemand moet bekijken" in aanlevering.uitleg
    assert count_rijen() == voor
    assert not Leverstatus.objects.exists()


def test_person_lets_a_waiting_delivery_go_on() -> None:
    lever([make_site(f"A{n}") for n in range(10)])
    aanlevering = lever([make_site("A1")], peildatum=MAART)
    decide_aanlevering(
        viewer=BEHEERDER, aanlevering_id=aanlevering.pk, akkoord=True, reden="Negen sites zijn verhuisd"
    )
    aanlevering = process_aanlevering(aanlevering.pk)
    assert aanlevering.staat == VERWERKT
    assert Leverstatus.objects.believed().filter(bronobject__soort="vthobject").count() == 9


def test_person_refuses_a_waiting_delivery() -> None:
    lever([make_site(f"A{n}") for n in range(10)])
    aanlevering = lever([make_site("A1")], peildatum=MAART)
    decide_aanlevering(viewer=BEHEERDER, aanlevering_id=aanlevering.pk, akkoord=False, reden="Half bestand")
    assert process_aanlevering(aanlevering.pk).staat == GEWEIGERD


def test_decision_needs_a_reason_and_a_waiting_delivery() -> None:
    aanlevering = lever([make_site("A1")])
    with pytest.raises(AanleveringError, match="niets \\(meer\\) te beslissen"):
        decide_aanlevering(viewer=BEHEERDER, aanlevering_id=aanlevering.pk, akkoord=True, reden="x")


def test_refused_row_of_a_known_site_keeps_its_last_state() -> None:
    lever([make_site(f"A{n}") for n in range(20)])
    rijen = [make_site(f"A{n}") for n in range(20)]
    rijen[3] |= {"NAAM": "Nieuw", "SINDS": "31-02-2024"}
    aanlevering = lever(rijen, peildatum=MAART)
    assert aanlevering.staat == VERWERKT, aanlevering.uitleg
    assert list_tijdlijn("A3") == [(JAN, OPEN_DAG, "Tankstation De Linde")]
    status = Leverstatus.objects.believed().get(bronobject__sleutel="A3", bronobject__soort="vthobject")
    assert status.status == "niet_bijgewerkt"


def test_refused_row_without_number_blocks_all_endings() -> None:
    rijen = [make_site(f"A{n:02d}") for n in range(20)]
    lever(rijen, profiel="proef.einde")
    zonder = [*rijen[:17], make_site("A17", NR="")]
    aanlevering = lever(zonder, profiel="proef.einde", peildatum=MAART)
    assert aanlevering.staat == VERWERKT, aanlevering.uitleg
    assert list_tijdlijn("A19")[0][1] == OPEN_DAG
    assert any("eindigt met deze aanlevering geen enkel object" in o for o in aanlevering.opmerkingen)


def test_too_many_wrong_rows_refuse_the_whole_and_change_nothing() -> None:
    lever([make_site("A1")])
    voor = count_rijen()
    aanlevering = lever([make_site("A1", NAAM="Anders"), make_site("A2", SINDS="nooit")], peildatum=MAART)
    assert aanlevering.staat == GEWEIGERD
    assert "Er is niets gewijzigd" in aanlevering.uitleg
    assert count_rijen() == voor
    assert [r.toets for r in list_verslag(aanlevering)] == ["veld.omzetten"]


def test_older_snapshot_is_refused() -> None:
    lever([make_site("A1")], peildatum=MAART)
    aanlevering = lever([make_site("A1", NAAM="Oud")], peildatum=JAN)
    assert aanlevering.staat == GEWEIGERD
    assert "correctie" in aanlevering.uitleg


def test_correction_changes_only_up_to_the_next_snapshot() -> None:
    lever([make_site("A1", NAAM="X")], peildatum=JAN)
    lever([make_site("A1", NAAM="X")], peildatum=JULI)
    aanlevering = lever([make_site("A1", NAAM="Y")], peildatum=MAART, correctie=True)
    assert aanlevering.staat == VERWERKT, aanlevering.uitleg
    assert list_tijdlijn() == [(JAN, MAART, "X"), (MAART, JULI, "Y"), (JULI, OPEN_DAG, "X")]


def test_snapshot_from_the_future_is_refused() -> None:
    with pytest.raises(AanleveringError, match="toekomst"):
        lever([make_site("A1")], peildatum=date(klok.today().year + 1, 1, 1))


def test_history_profile_replaces_the_whole_timeline() -> None:
    kop = "NR;NAAM;VAN;TOT\n"
    lever(kop + "H1;Een;2020-01-01;2021-01-01\nH1;Twee;2021-01-01;\n", profiel="proef.historie")
    assert [t[2] for t in list_tijdlijn("H1")] == ["Een", "Twee"]
    lever(
        kop + "H1;Een;2020-01-01;2020-06-01\nH1;Twee;2020-06-01;\n", profiel="proef.historie", peildatum=MAART
    )
    assert list_tijdlijn("H1") == [
        (date(2020, 1, 1), date(2020, 6, 1), "Een"),
        (date(2020, 6, 1), OPEN_DAG, "Twee"),
    ]


def test_mutations_leave_what_they_do_not_mention() -> None:
    kop = "NR;NAAM;VAN;TOT\n"
    lever(kop + "M1;Een;2020-01-01;\nM2;Twee;2020-01-01;\n", profiel="proef.mutaties")
    lever(kop + "M1;Een en al;2021-01-01;\n", profiel="proef.mutaties", peildatum=MAART)
    assert [t[2] for t in list_tijdlijn("M1")] == ["Een", "Een en al"]
    assert list_tijdlijn("M2") == [(date(2020, 1, 1), OPEN_DAG, "Twee")]
    assert not Leverstatus.objects.exists()


def test_activity_without_a_site_is_as_easy_as_a_factory() -> None:
    load_organisaties()
    kop = "NR;WAT;STATUS;GEZAG;X;Y\n"
    aanlevering = lever(kop + "S1;bal-3.2.6;uitvoering;ILT;230000;580000\n", profiel="proef.activiteiten")
    assert aanlevering.staat == VERWERKT, [r.tekst for r in list_verslag(aanlevering)]
    assert Relatie.objects.believed().get().soort == "locatie"


def test_other_organisation_cannot_deliver_in_this_name() -> None:
    vreemd = Viewer(
        actor="Vreemd",
        zicht=BEHEERDER.zicht,
        handelingen=BEHEERDER.handelingen,
        organisaties=frozenset({"OD-ANDER"}),
    )
    with pytest.raises(GeenToegangError, match="werkt niet voor OD-PROEF"):
        lever([make_site("A1")], viewer=vreemd)
    assert not Bronobject.objects.exists()


def test_natural_person_is_stored_apart_and_unreadable_by_number() -> None:
    lever("BSN;LETTERS;NAAM\n123456782;J.;Veen\n", profiel="proef.personen")
    bronobject = Bronobject.objects.get(soort="natuurlijkpersoon")
    assert "123456782" not in bronobject.sleutel
    lever("BSN;LETTERS;NAAM\n123456782;J.;Veenstra\n", profiel="proef.personen", peildatum=MAART)
    assert Bronobject.objects.filter(soort="natuurlijkpersoon").count() == 1
