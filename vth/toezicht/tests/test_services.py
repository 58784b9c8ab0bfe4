"""What is done with a controle: planned, visited, concluded with its findings in the register; what cannot be is refused and changes nothing."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from vth.agenda.models import Agendapunt
from vth.organisaties.services import record_betrokkenheid, record_scheidingsafwijking
from vth.register.models import BevindingVoorkomen, ControleVoorkomen, Relatie
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toezicht.bevindingen import (
    change_bevinding,
    copy_bevinding,
    make_nieuw,
    plan_hercontrole,
    withdraw_bevinding,
)
from vth.toezicht.invoer import Normkeuze, Planning
from vth.toezicht.models import Bevinding, Bevindingnorm, Controle, Controlegebeurtenis
from vth.toezicht.rules import AnderWasVoorError, ToezichtError
from vth.toezicht.services import begin_controle, cancel_controle, plan_controle, reopen_controle
from vth.vergunningen.tests.builders import make_toestemming, make_vergunning, stel, wijzig
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import OD, make_viewer

from .builders import ARTIKEL, BUITEN, TEAM, TINE, begin, make_controle, make_locatie, rond_af, vind

pytestmark = pytest.mark.django_db
MANDAAT = make_viewer("gebruiker 926", "taakscheiding.record")
J20, J24 = date(2020, 1, 1), date(2024, 1, 1)


def test_a_concluded_controle_and_its_findings_stand_in_the_register_for_every_party() -> None:
    """Until then nobody outside learns that a visit is planned; afterwards the site leads to it and it to its findings."""
    locatie = make_locatie()
    controle = begin(make_controle(locatie))
    assert not ControleVoorkomen.objects.exists()
    vind(controle)
    vind(controle, "overtreden")
    af = rond_af(controle)
    kern = ControleVoorkomen.objects.get()
    assert (kern.kenmerk, kern.controledatum, kern.uitkomst) == (af.kenmerk, klok.today(), "uitgevoerd")
    assert Relatie.objects.get(soort="controle_van").naar == locatie
    assert (af.vertrouwelijkheid, kern.bronobject.vertrouwelijkheid) == ("zaakvertrouwelijk", "intern")
    tweede = BevindingVoorkomen.objects.get(volgnummer=2)
    assert (tweede.resultaat, tweede.gevolg, tweede.gedrag, tweede.norm) == (
        "overtreden",
        "3",
        "B",
        "Bal 4.1141",
    )
    assert tweede.bijzonderheden is None
    assert set(Relatie.objects.filter(naar=kern.bronobject).values_list("soort", flat=True)) == {
        "uitkomst_van"
    }


def test_a_finding_tests_a_voorschrift_in_its_version_of_that_day() -> None:
    """The permit changed in 2024; who tests the day before reads the old words, and they stay in the finding."""
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", "Ten hoogste 5 kg.", id_=a))
    make_toestemming(v, J24, wijzig(a, "1", "Ten hoogste 2 kg."))
    controle = begin(make_controle())
    keuze = Normkeuze(voorschrift_id=a)
    vind(controle, normen=[keuze], norm_op=J24 - timedelta(days=1))
    vind(controle, normen=[keuze, ARTIKEL])
    oud, nieuw, artikel = Bevindingnorm.objects.order_by("bevinding__volgnummer", "volgnummer")
    assert "Ten hoogste 5 kg." in oud.tekst and "Ten hoogste 2 kg." in nieuw.tekst
    assert oud.mutatie_id != nieuw.mutatie_id and artikel.citaat == "Bal 4.1141"
    with pytest.raises(ToezichtError, match="geldt niet op di 31 december 2019"):
        vind(controle, normen=[keuze], norm_op=date(2019, 12, 31))


def test_what_lacks_is_told_all_at_once_and_nothing_is_concluded() -> None:
    """Who concludes too early hears everything that must be done, and the controle stays as it was."""
    controle = begin(make_controle())
    vind(controle, "overtreden", motivering="", bijzonderheden="")
    vind(controle, "nader_onderzoek", normen=[])
    with pytest.raises(ToezichtError) as fout:
        rond_af(controle, legitimatie_getoond=None)
    for stuk in (
        "gelegitimeerd",
        "bevinding 1 op waarom",
        "bevinding 1 op wat u hebt gezien",
        "Bevinding 2 noemt geen norm",
    ):
        assert stuk in str(fout.value)
    controle.refresh_from_db()
    assert controle.staat == "bezig" and not ControleVoorkomen.objects.exists()


def test_a_visit_that_failed_is_concluded_with_why_and_needs_no_finding() -> None:
    """Nobody present and entry refused are outcomes of their own."""
    controle = begin(make_controle())
    with pytest.raises(ToezichtError, match="waarom de controle niet is gedaan"):
        rond_af(controle, uitkomst="toegang_geweigerd")
    af = rond_af(
        controle, uitkomst="toegang_geweigerd", bijzonderheden="De bedrijfsleider hield de poort dicht."
    )
    assert af.staat == "afgerond" and ControleVoorkomen.objects.get().uitkomst == "toegang_geweigerd"


def test_the_same_offline_finding_sent_twice_is_one() -> None:
    """A device that does not know whether its message came in sends it again."""
    controle, id_ = begin(make_controle()), uuid.uuid4()
    assert vind(controle, id_=id_) == vind(controle, id_=id_)
    assert Bevinding.objects.count() == 1
    ander = begin(make_controle(make_locatie("L-2")))
    with pytest.raises(ToezichtError, match="andere controle"):
        vind(ander, id_=id_)


def test_one_source_gives_one_finding_until_it_is_withdrawn() -> None:
    """A question of a checklist that was answered twice does not make two findings."""
    controle = begin(make_controle())
    eerste = vind(controle, bron="vraag:vet-3")
    with pytest.raises(ToezichtError, match="staat al een bevinding"):
        vind(controle, bron="vraag:vet-3")
    withdraw_bevinding(viewer=TINE, bevinding_id=eerste.pk, reden="Verkeerde put bekeken.")
    assert vind(controle, bron="vraag:vet-3").volgnummer == 2


def test_a_finding_that_stands_is_withdrawn_with_a_reason_and_never_changed() -> None:
    """The register no longer says that the norm was broken; that it did say so stays to be read."""
    controle = begin(make_controle())
    bevinding = vind(controle, "overtreden")
    rond_af(controle)
    with pytest.raises(ToezichtError, match="begin haar, of heropen"):
        vind(controle)
    reopen_controle(viewer=TINE, controle_id=controle.pk, reden="Verkeerde tank gecontroleerd.")
    with pytest.raises(ToezichtError, match="ligt vast"):
        change_bevinding(viewer=TINE, bevinding_id=bevinding.pk, nieuw=make_nieuw(bevinding))
    withdraw_bevinding(viewer=TINE, bevinding_id=bevinding.pk, reden="Verkeerde tank gecontroleerd.")
    assert list(BevindingVoorkomen.objects.believed().values_list("resultaat", flat=True)) == [None]
    assert BevindingVoorkomen.objects.filter(resultaat="overtreden").count() == 1
    with pytest.raises(ToezichtError, match="al ingetrokken"):
        withdraw_bevinding(viewer=TINE, bevinding_id=bevinding.pk, reden="Nog een keer.")


def test_a_copy_is_the_same_finding_without_its_evidence() -> None:
    """Who sees one thing in five places writes it once."""
    controle = begin(make_controle())
    eerste = vind(controle, "overtreden", bron="vraag:1", normen=[ARTIKEL, Normkeuze(citaat="zorgplicht")])
    tweede = copy_bevinding(viewer=TINE, bevinding_id=eerste.pk)
    assert (tweede.resultaat, tweede.gevolg, tweede.bron, tweede.volgnummer) == ("overtreden", "3", "", 2)
    assert list(tweede.normen.order_by("volgnummer").values_list("citaat", flat=True)) == [
        "Bal 4.1141",
        "zorgplicht",
    ]


def test_a_reinspection_is_made_from_the_findings_and_takes_their_day_off_the_agenda() -> None:
    """It is at the same place, says why, and leads back to what it looks at again."""
    controle = begin(make_controle())
    with pytest.raises(ToezichtError, match="niets om opnieuw te controleren"):
        plan_hercontrole(viewer=TINE, controle_id=controle.pk)
    over = klok.today() + timedelta(days=30)
    vind(controle, "overtreden", herstel_voor=over)
    rond_af(controle)
    assert Agendapunt.objects.filter(onderwerp=controle.pk, gedaan_op=None).get().dag == over
    her = plan_hercontrole(viewer=TINE, controle_id=controle.pk, uiterlijk_op=over)
    assert (her.hercontrole_van, her.controletype) == (controle, "hercontrole") and "Bevinding 1" in her.grond
    assert not Agendapunt.objects.filter(onderwerp=controle.pk, gedaan_op=None).exists()
    vind(begin(her))
    rond_af(her)
    assert Relatie.objects.filter(soort="hercontrole_van").count() == 1


def test_who_judged_the_permit_here_does_not_supervise_here() -> None:
    """Omgevingsbesluit 13.9 lid 2 b: refused at planning, before anybody goes."""
    locatie = make_locatie()
    record_betrokkenheid(
        viewer=TINE, onderwerp=("bronobject", str(locatie.pk)), handeling="vergunning.record"
    )
    with pytest.raises(ToezichtError, match="vergunningverlening"):
        make_controle(locatie)
    controle = make_controle(locatie, inspecteur="")
    with pytest.raises(ToezichtError, match="vergunningverlening"):
        begin_controle(viewer=TINE, controle_id=controle.pk)
    assert begin(controle, viewer=TEAM).inspecteur == TEAM.actor


def test_a_breaking_that_was_written_down_holds_for_that_day_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """For once is once: the day after the same person is refused again."""
    locatie = make_locatie()
    plek = ("bronobject", str(locatie.pk))
    record_betrokkenheid(viewer=TINE, onderwerp=plek, handeling="vergunning.record")
    wat = {"betrokkene": TINE.actor, "organisatie": OD, "onderwerp": plek, "taak": "toezicht"}
    record_scheidingsafwijking(viewer=MANDAAT, reden="Niemand anders kon vandaag gaan.", **wat)
    assert make_controle(locatie).inspecteur == TINE.actor
    morgen = klok.now() + timedelta(days=1)
    monkeypatch.setattr(klok, "now", lambda: morgen)
    with pytest.raises(ToezichtError, match="vergunningverlening"):
        make_controle(locatie)


def test_work_of_another_is_given_only_by_who_may() -> None:
    """Planning for oneself is free; giving to somebody else asks a right."""
    with pytest.raises(GeenToegangError):
        make_controle(inspecteur=TEAM.actor)
    controle = make_controle(make_locatie("L-2"), viewer=TEAM, inspecteur=TINE.actor)
    morgen = klok.today() + timedelta(days=1)
    plan, bezwaren = plan_controle(
        viewer=TINE, controle_id=controle.pk, planning=Planning(morgen, None, TINE.actor, reden="Ruilen")
    )
    assert (plan.gepland_op, bezwaren) == (morgen, [])
    with pytest.raises(GeenToegangError):
        plan_controle(viewer=TINE, controle_id=controle.pk, planning=Planning(morgen, None, TEAM.actor))


MORGEN = timedelta(days=1)
SLECHT: list[tuple[str, Callable[[Controle], object], str]] = [
    ("begonnen in de toekomst", lambda c: begin(c, klok.today() + MORGEN), "nog niet geweest"),
    ("voor er iets was", lambda c: begin(c, date(2014, 12, 31)), "pas iets vanaf do 1 januari 2015"),
    ("bevinding voor het begin", lambda c: vind(c), "hoort bij een controle die bezig is"),
    ("afronden voor het begin", lambda c: rond_af(c), "Dit kan alleen als zij bezig of bezocht is"),
    ("vervalt zonder reden", lambda c: cancel_controle(viewer=TINE, controle_id=c.pk, reden=" "), "waarom"),
    ("heropenen", lambda c: reopen_controle(viewer=TINE, controle_id=c.pk, reden="Zomaar wat."), "nog gepland"),
    ("oude versie", lambda c: cancel_controle(viewer=TINE, controle_id=c.pk, reden="Bedrijf weg.", gezien=0), "intussen door iemand anders"),
    ("plan in het verleden", lambda c: plan_controle(viewer=TINE, controle_id=c.pk, planning=Planning(J24, None, TINE.actor)), "dat is voorbij"),
]  # fmt: skip


@pytest.mark.parametrize(("wat", "doe", "melding"), SLECHT, ids=[s[0] for s in SLECHT])
def test_what_cannot_be_is_refused_and_changes_nothing(
    wat: str, doe: Callable[[Controle], object], melding: str
) -> None:
    """The message says what was seen and what to do; the controle stays planned with one act."""
    controle = make_controle()
    with pytest.raises(ToezichtError, match=melding) as fout:
        doe(controle)
    assert isinstance(fout.value, AnderWasVoorError) == (wat == "oude versie")
    controle.refresh_from_db()
    assert controle.staat == "gepland" and Controlegebeurtenis.objects.count() == 1


BEVINDINGEN = [
    ({"normen": []}, "aan welke norm"),
    ({"gevolg": "3"}, "horen bij elkaar"),
    ({"gevolg": "3", "gedrag": "B"}, "niets overtreden"),
    ({"resultaat": "prima"}, "Het resultaat ‘prima’ bestaat niet"),
    ({"onderwerp": "weer"}, "Het onderwerp ‘weer’ bestaat niet"),
    ({"normen": [Normkeuze(citaat=" ")]}, "heeft geen naam"),
    ({"normen": [Normkeuze(norm_id=uuid.uuid4())]}, "Deze norm geldt niet"),
    ({"herstel_voor": J24}, "niet na de controle"),
]


@pytest.mark.parametrize(("velden", "melding"), BEVINDINGEN, ids=[b[1] for b in BEVINDINGEN])
def test_a_finding_that_cannot_be_is_refused(velden: dict[str, object], melding: str) -> None:
    """A finding always rests on a norm, in a list that exists, with a whole judgement or none."""
    controle = begin(make_controle())
    with pytest.raises(ToezichtError, match=melding):
        vind(controle, **velden)
    assert not Bevinding.objects.exists()


def test_nobody_acts_on_a_controle_that_he_may_not_see() -> None:
    """Another service does not even learn that the visit exists."""
    controle = make_controle()
    for doe in (lambda: begin(controle, viewer=BUITEN), lambda: vind(controle, viewer=BUITEN)):
        with pytest.raises(BestaatNietError):
            doe()
