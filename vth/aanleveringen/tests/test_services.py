"""Taking in, deciding, accepting a warning and withdrawing it: who may, what is kept, and what is written in the log."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from vth.aanleveringen import services
from vth.aanleveringen.models import Aanlevering, Aanvaarding
from vth.aanleveringen.profiel import ProfielError
from vth.aanleveringen.profielbestanden import list_bestanden
from vth.aanleveringen.rules import AanleveringError
from vth.aanleveringen.selectors import (
    BestaatNietError,
    get_aanlevering,
    list_aanleveringen,
    list_aanvaardingen,
    list_scores,
    list_verslag,
)
from vth.aanleveringen.services import (
    accept_aanlevering,
    accept_waarschuwing,
    close_aanvaarding,
    decide_aanlevering,
    process_aanlevering,
)
from vth.logboek.models import Gebeurtenis
from vth.register.models import Leverstatus, VestigingVoorkomen, VthObjectVoorkomen
from vth.register.stand import StandBezetError, claim_stand, release_stand
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import ALLE_SOORTEN, GeenToegangError, Viewer, Zicht, derive_niveaus

from .builders import BEHEERDER, lever, make_csv, make_site
from .test_afbraak import receive

pytestmark = pytest.mark.usefixtures("verse_database")
MAART, JULI = date(2024, 3, 1), date(2024, 7, 1)
VERWERKT, WACHT = Aanlevering.Staat.VERWERKT, Aanlevering.Staat.WACHT
BUUR = Viewer(
    "Buur",
    Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-BUUR"}), niveaus=derive_niveaus("vertrouwelijk")),
    BEHEERDER.handelingen,
    frozenset({"OD-BUUR"}),
)
LEZER = replace(BEHEERDER, actor="Les Lezer", handelingen=frozenset({"register.read"}))
INTERN = replace(BEHEERDER, zicht=replace(BEHEERDER.zicht, niveaus=derive_niveaus("openbaar")))
TIEN = [make_site(f"A{n}") for n in range(10)]


def list_handelingen() -> list[str]:
    return list(Gebeurtenis.objects.order_by("id").values_list("handeling", flat=True))


def deliver_naamloos(dag: date, **anders: str) -> Aanlevering:
    """Twenty sites of which the third has no name: one warning."""
    rijen = [make_site(f"A{n}") for n in range(20)]
    rijen[2] |= {"NAAM": ""} | anders
    return lever(rijen, peildatum=dag)


def find_warnings(aanlevering: Aanlevering, toets: str = "veld.vulling") -> list[tuple[str | None, str]]:
    return [(r.sleutel, r.veld) for r in list_verslag(aanlevering) if r.toets == toets]


# Taking in


def test_bytes_are_kept_untouched_with_who_brought_them() -> None:
    inhoud = make_csv(TIEN).encode("cp1252")
    aanlevering = lever(inhoud)
    map_ = services.get_map(aanlevering)
    assert (map_ / "bestand").read_bytes() == inhoud
    assert (aanlevering.bytes, aanlevering.ingediend_door) == (len(inhoud), "Bo Beheerder")
    assert not (map_ / "werk").exists()


@pytest.mark.parametrize("viewer", [BUUR, LEZER])
def test_who_may_not_deliver_leaves_nothing(viewer: Viewer, settings: Any) -> None:
    with pytest.raises(GeenToegangError):
        lever(TIEN, viewer=viewer)
    assert not Aanlevering.objects.exists()
    assert not Path(settings.AANLEVERINGEN_DIR).exists()


def break_off(fout: BaseException) -> Iterator[bytes]:
    yield b"NR;NAAM\n"
    raise fout


@pytest.mark.parametrize(
    ("fout", "soort", "melding"),
    [
        (ConnectionResetError("weg"), ConnectionResetError, "weg"),
        (OSError(errno.ENOSPC, "No space left"), AanleveringError, "schijf van Open VTH is vol"),
    ],
)
def test_file_that_does_not_come_in_whole_leaves_nothing(
    fout: Exception, soort: type[Exception], melding: str, settings: Any
) -> None:
    with pytest.raises(soort, match=melding):
        accept_aanlevering(
            viewer=BEHEERDER, profiel_id="proef.sites", brokken=break_off(fout), bestandsnaam="x.csv"
        )
    assert not Aanlevering.objects.exists()
    assert not list(Path(settings.AANLEVERINGEN_DIR).iterdir())


def test_name_of_a_file_is_a_name_and_no_path() -> None:
    a = accept_aanlevering(
        viewer=BEHEERDER, profiel_id="proef.sites", brokken=[b"x"], bestandsnaam="../../etc/passwd"
    )
    assert a.bestandsnaam == "passwd"


def test_every_act_has_its_line_in_the_log() -> None:
    lever(TIEN)
    wacht = lever(TIEN[:3], peildatum=MAART)
    decide_aanlevering(viewer=BEHEERDER, aanlevering_id=wacht.pk, akkoord=False, reden="Half bestand")
    verwacht = ["accept", "record", "accept", "wacht_op_besluit", "decide"]
    assert [h for h in list_handelingen() if h.startswith("aanlevering.")] == [
        f"aanlevering.{h}" for h in verwacht
    ]


# Processing


def test_same_delivery_is_not_processed_twice_at_once() -> None:
    aanlevering = receive(TIEN)
    claim_stand("OD-PROEF", ["vthobject"], f"{aanlevering.pk}.abc")
    with pytest.raises(StandBezetError, match=str(aanlevering.pk)):
        process_aanlevering(aanlevering.pk)
    release_stand("OD-PROEF", f"{aanlevering.pk}.abc")
    assert process_aanlevering(aanlevering.pk).staat == VERWERKT


def test_delivery_that_has_its_end_is_left_alone() -> None:
    aanlevering = lever(TIEN)
    voor = list_handelingen()
    assert process_aanlevering(aanlevering.pk).afgerond_op == Aanlevering.objects.get().afgerond_op
    assert list_handelingen() == voor


def test_try_that_lost_its_lock_does_not_write_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    aanlevering = receive(TIEN)

    def lose(*_: Any) -> None:
        services.release_stand("OD-PROEF", houders[0])
        Aanlevering.objects.update(staat=VERWERKT)
        raise RuntimeError("te laat")

    houders: list[str] = []
    echt: Callable[..., None] = services.claim_stand
    monkeypatch.setattr(services, "claim_stand", lambda *a: (houders.append(a[2]), echt(*a)))
    monkeypatch.setattr(services.verwerking, "check_bestand", lose)
    with pytest.raises(RuntimeError):
        process_aanlevering(aanlevering.pk)
    assert Aanlevering.objects.get().staat == VERWERKT


@pytest.mark.parametrize(
    ("fout", "uitleg"),
    [
        (RuntimeError("BSN 123456782"), "mis in Open VTH zelf"),
        (OSError(errno.ENOSPC, "vol"), "De schijf van Open VTH is vol"),
        (MemoryError(), "Het geheugen dat Open VTH mag gebruiken"),
    ],
)
def test_fault_of_the_house_is_told_without_what_stands_in_the_file(
    fout: Exception, uitleg: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breek(*_: Any) -> None:
        raise fout

    monkeypatch.setattr(services.verwerking, "check_bestand", breek)
    aanlevering = receive(TIEN)
    with pytest.raises(type(fout)):
        process_aanlevering(aanlevering.pk)
    aanlevering.refresh_from_db()
    assert aanlevering.staat == Aanlevering.Staat.MISLUKT
    assert uitleg in aanlevering.uitleg and "Er is niets gewijzigd" in aanlevering.uitleg
    assert "123456782" not in aanlevering.uitleg


def test_delivery_whose_profile_is_gone_says_so_and_can_be_done_later(settings: Any, tmp_path: Path) -> None:
    aanlevering = receive(TIEN)
    eigen, settings.PROFIELEN_DIR = settings.PROFIELEN_DIR, str(tmp_path)
    assert process_aanlevering(aanlevering.pk).staat == Aanlevering.Staat.MISLUKT
    assert "'proef.sites' bestaat niet" in Aanlevering.objects.get().uitleg
    settings.PROFIELEN_DIR = eigen
    assert list_bestanden and process_aanlevering(aanlevering.pk).staat == VERWERKT


def test_refused_row_of_which_one_number_is_missing_ends_nothing_of_that_kind() -> None:
    rijen = [make_site(f"A{n:02d}") for n in range(20)]
    lever(rijen, profiel="proef.zonderkvk")
    rijen[3] |= {"KVK": "", "VEST": "", "SINDS": "nooit"}
    aanlevering = lever(rijen, profiel="proef.zonderkvk", peildatum=MAART)
    assert aanlevering.staat == VERWERKT, aanlevering.uitleg
    assert not VestigingVoorkomen.objects.believed().exclude(eind_geldigheid=OPEN_DAG).exists()
    assert "eindigen met deze aanlevering geen Vestigingen" in " ".join(aanlevering.opmerkingen)


# Deciding


def wait_for_person() -> Aanlevering:
    lever(TIEN)
    aanlevering = lever(TIEN[:3], peildatum=MAART)
    assert aanlevering.staat == WACHT
    return aanlevering


@pytest.mark.parametrize(
    ("viewer", "fout"), [(BUUR, BestaatNietError), (LEZER, GeenToegangError)], ids=["buur", "lezer"]
)
def test_who_may_not_decide_changes_nothing(viewer: Viewer, fout: type[Exception]) -> None:
    aanlevering = wait_for_person()
    with pytest.raises(fout):
        decide_aanlevering(viewer=viewer, aanlevering_id=aanlevering.pk, akkoord=True, reden="x")
    aanlevering.refresh_from_db()
    assert (aanlevering.staat, aanlevering.besluit) == (WACHT, "")


def test_decision_without_a_reason_is_refused() -> None:
    aanlevering = wait_for_person()
    with pytest.raises(AanleveringError, match="Schrijf op waarom"):
        decide_aanlevering(viewer=BEHEERDER, aanlevering_id=aanlevering.pk, akkoord=True, reden="  ")


def test_decision_is_about_what_was_seen_and_not_about_what_came_after() -> None:
    aanlevering = wait_for_person()
    lever([make_site(f"B{n}") for n in range(3)], profiel="proef.erbij", peildatum=date(2024, 2, 1))
    decide_aanlevering(viewer=BEHEERDER, aanlevering_id=aanlevering.pk, akkoord=True, reden="Zeven zijn weg")
    nog_eens = process_aanlevering(aanlevering.pk)
    assert nog_eens.staat == WACHT
    assert "Het eerdere besluit ging over 21 objecten" in nog_eens.uitleg
    assert not Leverstatus.objects.exists()


def test_waiting_delivery_behind_a_newer_one_is_refused() -> None:
    aanlevering = wait_for_person()
    assert lever(TIEN, peildatum=JULI).staat == VERWERKT
    decide_aanlevering(viewer=BEHEERDER, aanlevering_id=aanlevering.pk, akkoord=True, reden="Zeven zijn weg")
    assert process_aanlevering(aanlevering.pk).staat == Aanlevering.Staat.GEWEIGERD


# Seeing


def test_other_organisation_sees_no_delivery_and_no_report() -> None:
    aanlevering = deliver_naamloos(MAART)
    assert list(list_aanleveringen(BEHEERDER)) == [aanlevering]
    assert not list_aanleveringen(BUUR).exists()
    with pytest.raises(BestaatNietError):
        get_aanlevering(BUUR, aanlevering.pk)


@pytest.mark.parametrize("id_", ["geen-nummer", "", "00000000-0000-0000-0000-000000000000"])
def test_delivery_that_is_not_there_reads_as_one_that_may_not_be_seen(id_: str) -> None:
    with pytest.raises(BestaatNietError, match="bestaat niet, of u mag haar niet zien"):
        get_aanlevering(BEHEERDER, id_)


# Accepting a warning


def accept(aanlevering: Aanlevering, viewer: Viewer = BEHEERDER, toets: str = "veld.vulling") -> Aanvaarding:
    regel = next(r for r in list_verslag(aanlevering) if r.toets == toets)
    return accept_waarschuwing(
        viewer=viewer, aanlevering_id=aanlevering.pk, volgnummer=regel.volgnummer, reden="Heeft geen naam"
    )


def test_accepted_warning_stays_quiet_for_its_object_and_no_other() -> None:
    accept(deliver_naamloos(MAART))
    rijen = [make_site(f"A{n}", NAAM="" if n in (2, 5) else "Naam") for n in range(20)]
    assert find_warnings(lever(rijen, peildatum=JULI)) == [("A5", "naam")]


def test_accepted_warning_does_not_count_in_the_score() -> None:
    eerste = deliver_naamloos(MAART, X="900000", Y="900000")
    accept(eerste, toets="geoobject.buiten_nederland")
    deliver_naamloos(JULI, X="900000", Y="900000")
    voor, na = list_scores("OD-PROEF", "proef.sites")
    assert (voor.plausibiliteit, na.plausibiliteit) == (95.0, 100.0)
    assert voor.totaal < na.totaal


def test_accepting_the_same_twice_is_one_acceptance() -> None:
    aanlevering = deliver_naamloos(MAART)
    assert accept(aanlevering) == accept(aanlevering)
    assert list_handelingen().count("aanlevering.waarschuwing.accept") == 1


def test_withdrawn_acceptance_is_told_again_and_stays_to_be_read() -> None:
    aanvaarding = accept(deliver_naamloos(MAART))
    close_aanvaarding(viewer=BEHEERDER, aanvaarding_id=aanvaarding.pk)
    assert find_warnings(deliver_naamloos(JULI)) == [("A2", "naam")]
    [terug] = list_aanvaardingen(BEHEERDER)
    assert (terug.reden, bool(terug.ingetrokken_op)) == ("Heeft geen naam", True)
    with pytest.raises(AanleveringError, match="al ingetrokken"):
        close_aanvaarding(viewer=BEHEERDER, aanvaarding_id=aanvaarding.pk)


def test_what_was_withdrawn_can_be_accepted_again() -> None:
    aanlevering = deliver_naamloos(MAART)
    close_aanvaarding(viewer=BEHEERDER, aanvaarding_id=accept(aanlevering).pk)
    accept(aanlevering)
    assert Aanvaarding.objects.filter(ingetrokken_op=None).count() == 1
    assert not find_warnings(deliver_naamloos(JULI))


@pytest.mark.parametrize(
    ("anders", "toets", "reden"),
    [
        ({"SINDS": "nooit"}, "veld.omzetten", "Alleen een waarschuwing bij één object"),
        ({"KVK": "123"}, "veld.patroon", "niet overgenomen"),
    ],
)
def test_what_blocks_or_was_not_taken_over_cannot_be_accepted(
    anders: dict[str, str], toets: str, reden: str
) -> None:
    with pytest.raises(AanleveringError, match=reden):
        accept(deliver_naamloos(MAART, **anders), toets=toets)
    assert not Aanvaarding.objects.exists()


def test_finding_about_the_whole_file_cannot_be_accepted() -> None:
    lever(TIEN, profiel="proef.sites")
    aanlevering = lever([make_site(f"B{n}") for n in range(30)], peildatum=MAART)
    with pytest.raises(AanleveringError, match="bij één object"):
        accept(aanlevering, toets="verloop.aantal_rijen")


@pytest.mark.parametrize("nummer", [0, -1, 2, 10**18])
def test_line_that_is_not_in_the_report_cannot_be_accepted(nummer: int) -> None:
    aanlevering = deliver_naamloos(MAART)
    with pytest.raises(BestaatNietError, match="staat niet in dit toetsverslag"):
        accept_waarschuwing(viewer=BEHEERDER, aanlevering_id=aanlevering.pk, volgnummer=nummer, reden="x")


@pytest.mark.parametrize(
    ("viewer", "fout"),
    [(BUUR, BestaatNietError), (INTERN, BestaatNietError), (LEZER, GeenToegangError)],
    ids=["buur", "te weinig niveau", "lezer"],
)
def test_who_may_not_accept_or_withdraw_changes_nothing(viewer: Viewer, fout: type[Exception]) -> None:
    aanlevering = deliver_naamloos(MAART)
    with pytest.raises(fout):
        accept(aanlevering, viewer)
    aanvaarding = accept(aanlevering)
    if viewer != INTERN:
        with pytest.raises(BestaatNietError):
            close_aanvaarding(viewer=viewer, aanvaarding_id=aanvaarding.pk)
        aanvaarding.refresh_from_db()
        assert aanvaarding.ingetrokken_op is None


# The score through time


def test_score_rises_when_the_data_improve(zet_klok: Callable[..., datetime]) -> None:
    for maand, fout in enumerate((2, 1, 0), 1):
        zet_klok(2025, maand, 1)
        rijen = [make_site(f"A{n}", SINDS="nooit" if n < fout else "01-02-2003") for n in range(20)]
        lever(rijen, peildatum=date(2025, maand, 1))
    scores = list_scores("OD-PROEF", "proef.sites")
    assert [s.juistheid for s in scores] == [90.0, 95.0, 100.0]
    assert scores[0].totaal < scores[1].totaal < scores[2].totaal
    assert scores[0].grond["waarde"]["juistheid"] == 0.4


def test_lock_that_ran_out_is_taken_over_by_the_same_delivery(monkeypatch: pytest.MonkeyPatch) -> None:
    aanlevering = receive(TIEN)
    claim_stand("OD-PROEF", ["vthobject"], f"{aanlevering.pk}.oud")
    later = klok.now() + timedelta(minutes=20)
    monkeypatch.setattr(klok, "now", lambda: later)
    assert process_aanlevering(aanlevering.pk).staat == VERWERKT
    assert VthObjectVoorkomen.objects.count() == 10


def test_profile_that_does_not_exist_is_refused_before_anything_is_kept(settings: Any) -> None:
    with pytest.raises(ProfielError, match="Kies uit"):
        lever(TIEN, profiel="proef.bestaatniet")
    assert not Path(settings.AANLEVERINGEN_DIR).exists()
