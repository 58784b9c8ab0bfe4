"""What is registered makes the permit, on any day and as it was known then; what cannot be is refused and changes nothing."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from vth.logboek.models import Gebeurtenis
from vth.register.models import ToestemmingVoorkomen
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import GeenToegangError
from vth.vergunningen.boeking import read_werkingen
from vth.vergunningen.consolidatie import (
    find_ontwerpverschil,
    find_verschil,
    read_stand,
)
from vth.vergunningen.controle import Mutatievoorstel, NieuweToestemming
from vth.vergunningen.correcties import record_correctie, record_dagcorrectie
from vth.vergunningen.ingrepen import record_ingreep, revoke_ingreep
from vth.vergunningen.inhoud import make_grenswaarde
from vth.vergunningen.models import Grenswaarderegel, Mutatie, Ontwerpmutatie, Vergunning
from vth.vergunningen.rules import VergunningError
from vth.vergunningen.selectors import get_vergunning, list_vergunningen_van
from vth.vergunningen.services import (
    record_alles_vervallen,
    record_ontwerp,
    record_ontwerpen,
    record_toestemming,
    record_vaststelling,
)
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, VERA, make_inhoud, make_toestemming, make_vergunning, stel, trek_in, wijzig

pytestmark = pytest.mark.django_db
J20, J22, J24 = date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)


def lees(vergunning: Vergunning, dag: date, op: datetime | None = None) -> dict[str, str]:
    """Give what stands on a day: number and text."""
    return {
        r.nummer: r.tekst
        for r in read_stand(vergunning.pk, Peilmoment(dag, op or klok.now() + timedelta(hours=1)))
    }


def test_three_decisions_make_the_permit_of_each_day() -> None:
    """What a later decision changes or ends, it does from its own day on; each condition names its one origin."""
    v, a, b = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    een = make_toestemming(v, J20, stel("1", id_=a), stel("1.1", ouder_id=a, id_=b))
    twee = make_toestemming(v, J22, wijzig(b, "1.1", "Strenger.", ouder_id=a), stel("2"))
    make_toestemming(v, J24, trek_in(b))
    assert lees(v, J20 - timedelta(days=1)) == {}
    assert lees(v, J20) == {"1": "Tekst van 1.", "1.1": "Tekst van 1.1."}
    assert lees(v, J22) == {"1": "Tekst van 1.", "1.1": "Strenger.", "2": "Tekst van 2."}
    assert lees(v, J24) == {"1": "Tekst van 1.", "2": "Tekst van 2."}
    stand = read_stand(v.pk, Peilmoment(J22, klok.now()))
    assert [(r.nummer, r.diepte, r.toestemming_id, r.sinds) for r in stand] == [
        ("1", 0, een.pk, J20),
        ("1.1", 1, twee.pk, J22),
        ("2", 0, twee.pk, J22),
    ]


def test_a_decision_that_is_registered_late_changes_no_day_that_it_is_not_about(
    zet_klok: Callable[..., datetime],
) -> None:
    """What was known before it stays to be read; days before it stay as they were."""
    zet_klok(2024, 5, 1)
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a))
    toen = klok.now() + timedelta(hours=1)
    zet_klok(2025, 5, 1)
    make_toestemming(v, J22, wijzig(a, "1", "Nieuw."))
    assert lees(v, J24, toen) == {"1": "Tekst van 1."}
    assert lees(v, J24) == {"1": "Nieuw."}
    assert lees(v, J20) == lees(v, J20, toen)


@pytest.mark.parametrize("eerst", [True, False])
def test_two_decisions_in_force_on_one_day_stand_in_the_order_they_were_given(eerst: bool) -> None:
    """Registered in either order, the last in `volgorde` decides."""
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a))
    paar = [("een", 1), ("twee", 2)]
    for tekst, volgorde in paar if eerst else reversed(paar):
        make_toestemming(v, J22, wijzig(a, "1", tekst), volgorde=volgorde, grondslag="Omgevingswet")
    assert lees(v, J22) == {"1": "twee"}


def test_what_cannot_be_is_refused_and_the_permit_stays_as_it_was() -> None:
    """Changing what is not there, ending what has children, a number twice, a circle, a day before the condition began."""
    v, a, b = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a), stel("1.1", ouder_id=a, id_=b))
    weg = uuid.uuid4()
    make_toestemming(v, J20, stel("7", id_=weg))
    make_toestemming(v, J22, trek_in(weg))
    gevallen = [
        (J24, wijzig(weg, "7", "x"), "geldt op 1 januari 2024 niet"),
        (date(2019, 1, 1), wijzig(a, "1", "x"), "geldt op 1 januari 2019 niet"),
        (J24, trek_in(a), "blijft op 1 januari 2024 over"),
        (J24, stel("1.1"), "twee keer"),
        (J24, stel("1", id_=a), "geldt op 1 januari 2024 al"),
        (J24, wijzig(a, "1", "x", ouder_id=b), "onder zichzelf"),
    ]
    voor = read_werkingen(v)
    for dag, voorstel, melding in gevallen:
        concept = make_toestemming(v, None, voorstel)
        with pytest.raises(VergunningError, match=melding):
            record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=dag)
    assert sorted(read_werkingen(v), key=str) == sorted(voor, key=str)
    assert Mutatie.objects.filter(toestemming__staat="concept").count() == 0


def test_a_decision_that_would_break_what_a_later_one_builds_on_is_refused() -> None:
    """An earlier withdrawal of what a later decision changes is a contradiction, told with the day on which it is one."""
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a))
    make_toestemming(v, J24, wijzig(a, "1", "Later."))
    concept = make_toestemming(v, None, trek_in(a))
    with pytest.raises(VergunningError, match="1 januari 2024"):
        record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J22)


def test_a_draft_shows_what_it_would_change_and_changes_nothing() -> None:
    """The difference it would make is told beforehand, and is the difference that it makes."""
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a), stel("2"))
    concept = make_toestemming(v, None, wijzig(a, "1", "Anders."), stel("3"))
    vooraf = [
        (d.soort, d.voorschrift, d.na.tekst if d.na else "") for d in find_ontwerpverschil(concept, J22)
    ]
    assert lees(v, J22) == {"1": "Tekst van 1.", "2": "Tekst van 2."}
    record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J22)
    nu = klok.now()
    achteraf = find_verschil(v.pk, Peilmoment(J22 - timedelta(days=1), nu), Peilmoment(J22, nu))
    assert vooraf == [(d.soort, d.voorschrift, d.na.tekst if d.na else "") for d in achteraf]
    assert Ontwerpmutatie.objects.count() == 0


def test_a_court_suspends_and_annuls_and_a_higher_court_takes_it_back(
    zet_klok: Callable[..., datetime],
) -> None:
    """While it stands still the former text holds; after all is taken back everything is as it was."""
    zet_klok(2024, 5, 1)
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a))
    twee = make_toestemming(v, J22, wijzig(a, "1", "Nieuw."))
    toen, voor = klok.now() + timedelta(hours=1), sorted(read_werkingen(v), key=str)
    zet_klok(2024, 6, 1)
    kort = record_ingreep(
        viewer=VERA,
        toestemming_id=twee.pk,
        soort="schorsing",
        begin=date(2022, 3, 1),
        eind=date(2022, 6, 1),
        grond="uitspraak",
    )
    assert [lees(v, d)["1"] for d in (J22, date(2022, 3, 1), date(2022, 6, 1))] == [
        "Nieuw.",
        "Tekst van 1.",
        "Nieuw.",
    ]
    assert lees(v, date(2022, 3, 1), toen) == {"1": "Nieuw."}
    lang = record_ingreep(
        viewer=VERA, toestemming_id=twee.pk, soort="vernietiging", begin=J24, grond="uitspraak"
    )
    assert lees(v, J22) == {"1": "Tekst van 1."}
    revoke_ingreep(viewer=VERA, ingreep_id=lang.pk, reden="hoger beroep")
    revoke_ingreep(viewer=VERA, ingreep_id=kort.pk, reden="hoger beroep")
    assert sorted(read_werkingen(v), key=str) == voor


def test_annulling_what_others_build_on_is_a_question_first() -> None:
    """The refusal names them; who accepts it gets a permit without both."""
    v, a = make_vergunning(), uuid.uuid4()
    een = make_toestemming(v, J20, stel("1", id_=a))
    make_toestemming(v, J22, wijzig(a, "1", "Later."), stel("2"))
    ingreep = {
        "viewer": VERA,
        "toestemming_id": een.pk,
        "soort": "vernietiging",
        "begin": J24,
        "grond": "uitspraak",
    }
    with pytest.raises(VergunningError, match="bouwen hierop voort"):
        record_ingreep(**ingreep)
    assert lees(v, J24) == {"1": "Later.", "2": "Tekst van 2."}
    record_ingreep(**ingreep, met_gevolgen=True)
    assert lees(v, J24) == {"2": "Tekst van 2."}


def test_temporary_conditional_and_partial_mutations_work_when_they_may() -> None:
    """A temporary text gives way to the former one; under a condition it waits for the day that was met."""
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a))
    twee = make_toestemming(
        v,
        J22,
        wijzig(a, "1", "Tijdelijk.", tot=date(2022, 7, 1)),
        stel("2", voorwaarde="De tank is gekeurd."),
    )
    assert [lees(v, d) for d in (J22, date(2022, 7, 1))] == [{"1": "Tijdelijk."}, {"1": "Tekst van 1."}]
    record_ingreep(
        viewer=VERA, toestemming_id=twee.pk, soort="voorwaarde", begin=J24, mutaties=[2], grond="keurrapport"
    )
    assert lees(v, date(2023, 12, 31)).keys() == {"1"}
    assert lees(v, J24).keys() == {"1", "2"}


def test_a_correction_keeps_what_was_known(zet_klok: Callable[..., datetime]) -> None:
    """The text as it is in the decision holds from its first day on; who asks what was known gets the mistake."""
    zet_klok(2024, 5, 1)
    v, a = make_vergunning(), uuid.uuid4()
    t = make_toestemming(v, J20, stel("1", "Hoogstens 50 mg.", id_=a))
    toen = klok.now() + timedelta(hours=1)
    zet_klok(2024, 6, 1)
    fout = Mutatie.objects.get()
    record_correctie(
        viewer=VERA, mutatie_id=fout.pk, voorstel=stel("1", "Hoogstens 5 mg."), reden="overgetikt"
    )
    assert lees(v, J22) == {"1": "Hoogstens 5 mg."}
    assert lees(v, J22, toen) == {"1": "Hoogstens 50 mg."}
    record_dagcorrectie(
        viewer=VERA, toestemming_id=t.pk, ingangsdatum=date(2020, 2, 1), reden="verkeerde dag"
    )
    assert (lees(v, J20), lees(v, date(2020, 2, 1))) == ({}, {"1": "Hoogstens 5 mg."})
    with pytest.raises(VergunningError, match="al gecorrigeerd"):
        record_correctie(viewer=VERA, mutatie_id=fout.pk, voorstel=stel("1"), reden="nog eens")


def test_a_revision_ends_all_that_it_does_not_name() -> None:
    """Everything that stood and is not in the draft lapses, parents and children alike."""
    v, a, b = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a), stel("1.1", ouder_id=a), stel("2", id_=b))
    concept = make_toestemming(v, None, wijzig(b, "1", "Revisie."), toestemmingtype="revisie")
    assert record_alles_vervallen(viewer=VERA, toestemming_id=concept.pk, op=J24) == 2
    record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J24)
    assert lees(v, J24) == {"1": "Revisie."}


def test_limits_become_columns_and_the_kernel_stands_in_the_register() -> None:
    """A limit can be searched in its base unit; the toestemming is an object of the register with its days."""
    v = make_vergunning()
    grens = make_grenswaarde(
        {"naam": "Benzeen", "medium": "lucht", "waarde": "0.001", "eenheid": "g/Nm3", "stof": "71-43-2"}
    )
    voorstel = Mutatievoorstel("van_kracht", make_inhoud("1", grenswaarden=(grens,)))
    t = make_toestemming(v, J20, voorstel)
    regel = Grenswaarderegel.objects.get()
    assert (regel.naam, regel.basiseenheid, regel.basiswaarde) == ("benzeen", "mg/Nm3", 1.0)
    kern = ToestemmingVoorkomen.objects.get(bronobject=t.bronobject)
    assert (kern.kenmerk, kern.inwerkingtredingsdatum, kern.begin_geldigheid) == (t.kenmerk, J20, J20)


def test_nobody_writes_in_a_permit_that_he_does_not_see_or_without_the_right() -> None:
    """Another organisation does not find it; a right is asked for each act, and each act leaves a line."""
    v = make_vergunning()
    with pytest.raises(BestaatNietError):
        get_vergunning(BUITEN, v.pk)
    with pytest.raises(BestaatNietError):
        make_toestemming(v, J20, stel("1"), viewer=BUITEN)
    zonder = replace(VERA, handelingen=frozenset({"vergunning.record"}))
    concept = make_toestemming(v, None, stel("1"), viewer=zonder)
    with pytest.raises(GeenToegangError):
        record_vaststelling(viewer=zonder, toestemming_id=concept.pk, ingangsdatum=J20)
    regels = Gebeurtenis.objects.filter(onderwerp_id=str(v.pk)).values_list("handeling", flat=True)
    assert list(regels.order_by("pk")) == [
        "vergunning.opgenomen",
        "vergunning.toestemming",
        "vergunning.ontwerp",
    ]


def test_what_rests_on_nothing_or_is_another_permits_is_refused() -> None:
    """No decision and no law, the same voorschrift twice in one draft, one of another permit, and two who act at once."""
    v, ander = make_vergunning(), make_vergunning(kenmerk="V-2")
    a = uuid.uuid4()
    make_toestemming(ander, J20, stel("1", id_=a))
    concept = make_toestemming(v, None, stel("1"), grondslag="")
    with pytest.raises(VergunningError, match="rust op geen besluit"):
        record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J20)
    with pytest.raises(VergunningError, match="hoort niet bij"):
        record_ontwerp(viewer=VERA, toestemming_id=concept.pk, voorstel=wijzig(a, "1", "x"))
    dubbel = stel("4")
    with pytest.raises(VergunningError, match="twee keer in dit ontwerp"):
        record_ontwerpen(viewer=VERA, toestemming_id=concept.pk, voorstellen=[dubbel, dubbel])
    with pytest.raises(VergunningError, match="intussen"):
        record_toestemming(viewer=VERA, vergunning_id=v.pk, nieuw=NieuweToestemming("T", "x"), gezien=0)
    with pytest.raises(VergunningError, match="al vastgelegd"):
        make_vergunning()


def test_permits_for_an_activity_never_push_out_those_for_the_place() -> None:
    inhoud = {"activiteit": "bal-3.2.9", "status": "uitvoering", "bevoegd_gezag": "GM9901"}
    plek, werk = make_object(), make_object("W1", soort="activiteituitvoering", inhoud=inhoud)
    for nummer in range(2):
        make_toestemming(make_vergunning(kenmerk=f"A-{nummer}"), J20, stel("1"), activiteiten=[werk.pk])
    make_vergunning(kenmerk="Z-1", vthobject_id=plek.pk)
    gevonden = list_vergunningen_van(VERA, [plek.pk, werk.pk], hoogstens=2)
    assert [v.kenmerk for v in gevonden] == ["Z-1", "A-0"]
