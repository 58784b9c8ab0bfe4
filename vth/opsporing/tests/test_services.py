"""Opening, acting, sharing and closing: what is allowed to whom, and what is refused with what reason."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from vth.logboek.models import Gebeurtenis, Verwerking
from vth.opsporing import services
from vth.opsporing.models import (
    Opsporingsdossier,
    Opsporingshandeling,
    Opsporingslogregel,
    Overdracht,
    Procesverbaal,
)
from vth.opsporing.overdrachten import NieuweOverdracht, record_overdracht, record_uitkomst
from vth.opsporing.processenverbaal import close_procesverbaal, record_kwaliteit
from vth.opsporing.rules import AnderWasVoorError, OpsporingError
from vth.opsporing.selectors import BEHEER, BestaatNietError, get_dossier, list_dossiers, list_dossiers_over
from vth.tijd import klok
from vth.tijd.tests.builders import reken_dagen
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import ALLE_ORGANISATIES, NIEMAND, GeenToegangError, Viewer
from vth.toegang.selectors import make_systeemviewer

from .builders import (
    BOA,
    BUITEN,
    COLLEGA,
    DAG,
    JURIST,
    LEIDER,
    OD,
    ONBEKEND,
    UUR,
    do_handeling,
    geef_uit,
    make_dossier,
    make_procesverbaal,
    make_strafbeschikking,
    make_verdachte,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "viewer",
    [
        COLLEGA,
        BUITEN,
        JURIST,
        NIEMAND,
        replace(BOA, organisaties=frozenset({ALLE_ORGANISATIES})),
        replace(BOA, handelingen=frozenset({"opsporing.assign", "strafbeschikking.decide"})),
        *(replace(LEIDER, handelingen=LEIDER.handelingen | {h}) for h in sorted(BEHEER)),
    ],
)
def test_a_file_is_not_there_for_who_does_not_work_on_it(viewer: Viewer) -> None:
    dossier = make_dossier()
    assert not list_dossiers(viewer).exists()
    with pytest.raises(BestaatNietError):
        get_dossier(viewer, dossier.pk)
    with pytest.raises((BestaatNietError, GeenToegangError)):
        services.close_dossier(viewer=viewer, dossier_id=dossier.pk, reden="Weg ermee.")


def test_the_administrator_of_the_machine_is_nobody_here() -> None:
    dossier = make_dossier()
    for rol in ("stelselbeheerder", "archiefbeheerder", "functionaris_gegevensbescherming"):
        with pytest.raises(BestaatNietError):
            get_dossier(make_systeemviewer("opdrachtregel", op=klok.today(), rol=rol), dossier.pk)


def test_who_opened_it_and_who_leads_see_it() -> None:
    dossier = make_dossier()
    assert get_dossier(BOA, dossier.pk) == get_dossier(LEIDER, str(dossier.pk)) == dossier
    for vreemd in ("x", ONBEKEND):
        with pytest.raises(BestaatNietError):
            get_dossier(LEIDER, vreemd)


def test_the_chief_puts_a_colleague_on_it_and_nobody_else() -> None:
    gebruiker = Gebruiker.objects.create(pk=952, username="collega", naam="Coba")
    dossier, actor = make_dossier(), f"gebruiker {gebruiker.pk}"
    with pytest.raises(OpsporingError, match="Alleen een boa van uw eigen organisatie"):
        services.record_lid(viewer=LEIDER, dossier_id=dossier.pk, betrokkene=actor)
    Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=OD, rol="boa", begin=klok.today() - DAG)
    with pytest.raises(GeenToegangError):
        services.record_lid(viewer=BOA, dossier_id=dossier.pk, betrokkene=actor)
    services.record_lid(viewer=LEIDER, dossier_id=dossier.pk, betrokkene=actor)
    assert get_dossier(COLLEGA, dossier.pk)
    with pytest.raises(OpsporingError, match="werkt al aan"):
        services.record_lid(viewer=LEIDER, dossier_id=dossier.pk, betrokkene=actor)
    with pytest.raises(OpsporingError, match="Alleen een boa"):
        services.record_lid(viewer=LEIDER, dossier_id=dossier.pk, betrokkene="een proces")


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"doel": "nieuwsgierig"}, "staat niet in de lijst opsporing.doeleinden"),
        ({"doel": ""}, "staat niet in de lijst"),
        ({"titel": " "}, "leeg of te kort"),
        ({"verdenking_grond": "Ja."}, "leeg of te kort"),
        ({"verdenking_op": datetime(2199, 1, 1, tzinfo=UTC)}, "nog niet geweest"),
    ],
)
def test_a_file_is_opened_for_a_purpose_and_with_a_reason(velden: dict[str, Any], fout: str) -> None:
    with pytest.raises(OpsporingError, match=fout):
        make_dossier(**velden)
    assert not Opsporingsdossier.objects.exists()


def test_a_file_of_another_organisation_is_not_opened() -> None:
    with pytest.raises(GeenToegangError):
        make_dossier(organisatie="OD-ZUID")


def test_the_log_of_everybody_says_nothing_and_the_own_log_names_a_hash() -> None:
    voor = Gebeurtenis.objects.count(), Verwerking.objects.count()
    dossier = make_dossier()
    services.record_inzage(viewer=LEIDER, dossier_id=dossier.pk, doel="leiding")
    assert (Gebeurtenis.objects.count(), Verwerking.objects.count()) == voor
    regels = Opsporingslogregel.objects.order_by("moment", "handeling")
    assert [(r.actor, r.handeling, r.doel) for r in regels] == [
        (BOA.actor, "dossier.open", ""),
        (LEIDER.actor, "dossier.read", "leiding"),
    ]
    assert not any(str(dossier.pk) in str(r.__dict__) or dossier.titel in str(r.__dict__) for r in regels)


def test_a_look_without_a_purpose_is_refused() -> None:
    dossier = make_dossier()
    with pytest.raises(OpsporingError, match="doeleinden"):
        services.record_inzage(viewer=LEIDER, dossier_id=dossier.pk, doel="zomaar")


def test_supervision_and_investigation_are_kept_apart_by_the_moment() -> None:
    dossier = make_dossier()
    voor = do_handeling(dossier, "waarneming", geleden=3 * DAG)
    na = do_handeling(dossier, "waarneming", geleden=DAG)
    assert (voor.fase, na.fase) == ("toezicht", "opsporing")


def test_a_statement_without_caution_is_refused_and_after_it_taken() -> None:
    dossier = make_dossier()
    verdachte, ander = make_verdachte(dossier), make_verdachte(dossier, naam="Nel Nors")
    do_handeling(dossier, "cautie", verdachte=ander.pk)
    with pytest.raises(OpsporingError, match=r"Kees Kruiwagen legde om .* geen cautie"):
        do_handeling(dossier, "verklaring_verdachte", geleden=UUR, verdachte=verdachte.pk)
    do_handeling(dossier, "cautie", geleden=2 * UUR, verdachte=verdachte.pk)
    assert do_handeling(dossier, "verklaring_verdachte", geleden=UUR, verdachte=verdachte.pk)


@pytest.mark.parametrize(
    ("soort", "naam", "fout"),
    [
        ("vereniging", "Kees", "geen soort persoon"),
        ("rechtspersoon", " ", "geen naam"),
        ("rechtspersoon", "Kees Kruiwagen", "staat al"),
    ],
)
def test_bad_suspects_are_refused(soort: str, naam: str, fout: str) -> None:
    dossier = make_dossier()
    make_verdachte(dossier)
    with pytest.raises(OpsporingError, match=fout):
        make_verdachte(dossier, soort, naam)


def test_a_suspect_of_another_file_is_not_there() -> None:
    vreemd = make_verdachte(make_dossier())
    with pytest.raises(BestaatNietError):
        do_handeling(make_dossier(), "cautie", verdachte=vreemd.pk)


def test_who_was_second_is_told_and_nothing_is_written() -> None:
    dossier = make_dossier()
    gezien = Opsporingsdossier.objects.get(pk=dossier.pk).versie
    make_verdachte(dossier)
    with pytest.raises(AnderWasVoorError):
        services.close_dossier(
            viewer=BOA, dossier_id=dossier.pk, reden="Klaar met het onderzoek.", gezien=gezien
        )


def hand_over(dossier: Opsporingsdossier, pv: Procesverbaal | None = None, **velden: Any) -> Overdracht:
    """Hand something to the Functioneel Parket."""
    vast: dict[str, Any] = {
        "aan": "functioneel_parket",
        "grond": "contra_indicatie",
        "stukken": ["PV puin", "Foto's"],
        "op": klok.today(),
        "procesverbaal": pv.pk if pv else None,
    }
    return record_overdracht(viewer=BOA, dossier_id=dossier.pk, nieuw=NieuweOverdracht(**(vast | velden)))


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"aan": "krant"}, "opsporing.ontvangers"),
        ({"grond": "zomaar"}, "opsporing.deelgronden"),
        ({"stukken": [" "]}, "niet wat u hebt gedeeld"),
        ({"op": 9 * DAG}, "ligt niet tussen"),
        ({"op": -9 * DAG}, "ligt niet tussen"),
        ({"procesverbaal": None}, "gesloten proces-verbaal"),
    ],
)
def test_a_handover_says_to_whom_what_and_why(velden: dict[str, Any], fout: str) -> None:
    dossier = make_dossier()
    with pytest.raises(OpsporingError, match=fout):
        hand_over(dossier, make_procesverbaal(dossier), **reken_dagen(velden))


def test_an_open_procesverbaal_does_not_go_along_and_police_need_none() -> None:
    dossier = make_dossier()
    with pytest.raises(OpsporingError, match="gesloten proces-verbaal"):
        hand_over(dossier, make_procesverbaal(dossier, dicht=False))
    with pytest.raises(BestaatNietError):
        hand_over(dossier, make_procesverbaal(make_dossier()))
    assert hand_over(dossier, aan="politie", grond="samenwerking").stukken == ["PV puin", "Foto's"]


def test_outcome_comes_back_once_and_after_closing_too() -> None:
    dossier = make_dossier()
    overdracht = hand_over(dossier, make_procesverbaal(dossier))
    services.close_dossier(viewer=BOA, dossier_id=dossier.pk, reden="Alles is overgedragen.")
    vast: dict[str, Any] = {
        "viewer": BOA,
        "dossier_id": dossier.pk,
        "overdracht": overdracht.pk,
        "soort": "sepot",
    }
    with pytest.raises(OpsporingError, match="volgt op de overdracht"):
        record_uitkomst(dag=klok.today() - DAG, **vast)
    with pytest.raises(OpsporingError, match=r"opsporing\.uitkomsten"):
        record_uitkomst(dag=klok.today(), **(vast | {"soort": "prijs"}))
    assert record_uitkomst(dag=klok.today(), **vast).soort == "sepot"
    with pytest.raises(OpsporingError, match="staat al vast"):
        record_uitkomst(dag=klok.today(), **vast)


def test_outcome_without_a_handover_is_refused() -> None:
    dossier = make_dossier()
    with pytest.raises(BestaatNietError, match="geen overdracht"):
        record_uitkomst(
            viewer=BOA, dossier_id=dossier.pk, overdracht=ONBEKEND, soort="sepot", dag=klok.today()
        )


def test_a_procesverbaal_is_closed_by_who_made_it_when_all_points_are_answered() -> None:
    dossier = make_dossier()
    pv = make_procesverbaal(dossier, dicht=False)
    vast: dict[str, Any] = {"dossier_id": dossier.pk, "procesverbaal": pv.pk}
    with pytest.raises(OpsporingError, match="kan nog niet dicht"):
        close_procesverbaal(viewer=BOA, **vast)
    with pytest.raises(OpsporingError, match="Alleen wie het proces-verbaal opmaakte"):
        close_procesverbaal(viewer=LEIDER, **vast)
    with pytest.raises(OpsporingError, match="staat niet op de lijst"):
        record_kwaliteit(viewer=BOA, antwoorden={"kleur": {"oordeel": "ja"}}, **vast)
    with pytest.raises(OpsporingError, match="niet ja, nee of"):
        record_kwaliteit(viewer=BOA, antwoorden={"wie": {"oordeel": "misschien"}}, **vast)


def test_a_closed_procesverbaal_changes_no_more_not_even_in_the_database() -> None:
    dossier = make_dossier()
    pv = make_procesverbaal(dossier)
    with pytest.raises(OpsporingError, match="gesloten en verandert niet"):
        record_kwaliteit(
            viewer=BOA, dossier_id=dossier.pk, procesverbaal=pv.pk, antwoorden={}, tekst="Toch anders."
        )
    with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
        Procesverbaal.objects.filter(pk=pv.pk).update(tekst="Toch anders.")


def test_closing_waits_for_verzet_and_sets_how_long_it_is_kept() -> None:
    s = make_strafbeschikking()
    geef_uit(s)
    with pytest.raises(OpsporingError, match=r"nog tot en met .* verzet"):
        services.close_dossier(viewer=BOA, dossier_id=s.dossier_id, reden="Klaar met het onderzoek.")
    dossier = make_dossier()
    dicht = services.close_dossier(viewer=BOA, dossier_id=dossier.pk, reden="Geen strafbaar feit.")
    assert dicht.bewaren_tot is not None and dicht.bewaren_tot.year == klok.today().year + 5
    with pytest.raises(OpsporingError, match="gesloten"):
        make_verdachte(dossier)


def test_what_was_done_is_neither_changed_nor_taken_away() -> None:
    dossier = make_dossier()
    do_handeling(dossier, "waarneming")
    for doe in (
        lambda: Opsporingshandeling.objects.update(tekst="Er lag niets."),
        lambda: Opsporingshandeling.objects.all().delete(),
        lambda: Opsporingslogregel.objects.all().delete(),
        lambda: Opsporingsdossier.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            doe()
    assert Opsporingshandeling.objects.get().tekst == "Er lag een hoop puin."


def test_files_about_a_controle_are_told_only_to_who_sees_them() -> None:
    controle = uuid.uuid4()
    dossier = make_dossier(controle=controle)
    assert list_dossiers_over(BOA, controle=controle) == [dossier]
    assert list_dossiers_over(COLLEGA, controle=controle) == list_dossiers_over(BOA) == []
