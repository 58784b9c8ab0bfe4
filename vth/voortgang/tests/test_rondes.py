"""The reporting cycle: owners get only their own, four eyes approve, a locked round stays as it was known, and two editors see each other."""

from datetime import date
from typing import Any

import pytest

from vth.agenda.models import Agendapunt
from vth.toegang.rules import GeenToegangError
from vth.voortgang.models import Bijdrage, Bijdragetekst, Programma, Rondegebeurtenis
from vth.voortgang.rondes import close_ronde, do_stap, do_stap_alle, record_bijdrage, reopen_ronde
from vth.voortgang.rules import AnderWasVoorError, VoortgangError
from vth.voortgang.selectors import list_bijdragen, read_beeld, read_bevroren, read_rondebeeld, read_teksten
from vth.zaken.selectors import BestaatNietError

from .builders import (
    BUREAULID,
    BUUR,
    COLLEGA,
    EIGENAAR,
    LEZER,
    REDEN,
    add_mijlpaal,
    add_onderwerp,
    get_bijdrage,
    get_deel,
    make_ronde,
    plan,
    write_alles,
)

pytestmark = pytest.mark.django_db


def write(
    ronde: Any,
    viewer: Any = EIGENAAR,
    sleutel: str = "p1.o1",
    tekst: str = "De handreiking is klaar.",
    **velden: Any,
) -> Any:
    return record_bijdrage(
        viewer=viewer, bijdrage_id=get_bijdrage(ronde, sleutel).pk, voortgang=tekst, **velden
    )


def test_owners_get_only_their_topics_and_the_office_sees_all(programma: Programma):
    add_onderwerp("1")
    add_onderwerp("2", partij="OD-ZUID")
    ronde = make_ronde()
    beeld = read_beeld(Programma.objects.get())
    zien = lambda viewer: {b.onderdeel.sleutel for b in list_bijdragen(viewer, ronde, beeld)}  # noqa: E731
    assert zien(EIGENAAR) == {"p1.o1"} and zien(BUUR) == {"p1.o2"} and zien(LEZER) == set()
    assert zien(BUREAULID) == {"p1.o1", "p1.o2", "algemeen", "samenhang"}
    with pytest.raises(BestaatNietError):
        write(ronde, EIGENAAR, "p1.o2")
    later = add_onderwerp("3")
    assert Bijdrage.objects.filter(onderdeel=later, ronde=ronde).exists()


def test_the_cycle_is_written_handed_in_returned_and_approved_by_somebody_else(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()

    def stap(viewer, naam, **velden):
        return do_stap(viewer=viewer, bijdrage_id=get_bijdrage(ronde).pk, stap=naam, **velden)

    with pytest.raises(VoortgangError, match="nog niets geschreven"):
        stap(EIGENAAR, "dien_in")
    write(ronde)
    write(ronde)
    assert Bijdragetekst.objects.count() == 1
    dagen = Agendapunt.objects.filter(onderwerp=get_bijdrage(ronde).pk, gedaan_op=None)
    assert {p.aard for p in dagen} == {"termijn", "herinnering"}
    stap(EIGENAAR, "dien_in")
    assert not dagen.all().exists()
    with pytest.raises(VoortgangError, match="niet te wijzigen"):
        write(ronde, tekst="Nog iets.")
    with pytest.raises(VoortgangError, match="waarom de bijdrage teruggaat"):
        stap(BUREAULID, "geef_terug", reden="nee")
    stap(BUREAULID, "geef_terug", reden=REDEN)
    write(ronde, tekst="De handreiking is klaar en gedeeld.")
    stap(EIGENAAR, "dien_in")
    with pytest.raises(GeenToegangError):
        stap(EIGENAAR, "keur_goed")
    assert stap(BUREAULID, "keur_goed").stand == "goedgekeurd"
    gebeurd = Rondegebeurtenis.objects.filter(bijdrage=get_bijdrage(ronde)).values_list(
        "handeling", flat=True
    )
    assert list(gebeurd) == ["tekst", "dien_in", "geef_terug", "tekst", "dien_in", "keur_goed"]


def test_a_step_that_cannot_be_taken_now_or_does_not_exist_says_so(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    for naam, zegt in (("keur_goed", "kan niet nu"), ("toveren", "bestaat niet")):
        with pytest.raises(VoortgangError, match=zegt):
            do_stap(viewer=BUREAULID, bijdrage_id=get_bijdrage(ronde).pk, stap=naam)


def test_who_wrote_or_handed_in_does_not_approve(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    write(ronde, BUREAULID)
    do_stap(viewer=EIGENAAR, bijdrage_id=get_bijdrage(ronde).pk, stap="dien_in")
    with pytest.raises(VoortgangError, match="Vraag een collega"):
        do_stap(viewer=BUREAULID, bijdrage_id=get_bijdrage(ronde).pk, stap="keur_goed")
    assert (
        do_stap(viewer=COLLEGA, bijdrage_id=get_bijdrage(ronde).pk, stap="keur_goed").stand == "goedgekeurd"
    )


def test_two_editors_at_once_do_not_overwrite_each_other(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    write(ronde, gezien=0)
    with pytest.raises(AnderWasVoorError, match="intussen door iemand anders"):
        write(ronde, BUREAULID, tekst="Anders.", gezien=0)
    with pytest.raises(AnderWasVoorError):
        do_stap(viewer=EIGENAAR, bijdrage_id=get_bijdrage(ronde).pk, stap="dien_in", gezien=0)
    assert Bijdragetekst.objects.get().voortgang == "De handreiking is klaar."


def test_a_round_with_open_topics_is_not_locked_and_says_which(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    with pytest.raises(
        VoortgangError, match=r"3 bijdragen zijn nog niet goedgekeurd: .*\(1\) Onderwerp 1 \(concept\)"
    ):
        close_ronde(viewer=BUREAULID, ronde_id=ronde.pk)
    with pytest.raises(GeenToegangError):
        close_ronde(viewer=EIGENAAR, ronde_id=ronde.pk)
    write_alles(ronde)
    assert close_ronde(viewer=BUREAULID, ronde_id=ronde.pk).stand == "vergrendeld"
    with pytest.raises(VoortgangError, match="al vergrendeld"):
        close_ronde(viewer=BUREAULID, ronde_id=ronde.pk)


def test_a_locked_round_stays_as_it_was_known_and_reopens_only_with_a_reason(
    programma: Programma, zet_klok: Any
):
    add_onderwerp()
    mijlpaal = add_mijlpaal("Handreiking", "p1.o1")
    ronde = make_ronde()
    write_alles(ronde)
    ronde = close_ronde(viewer=BUREAULID, ronde_id=ronde.pk)
    zet_klok(2024, 1, 16, 9)
    plan(mijlpaal, "Q2 van 2024", bekend_op=date(2023, 6, 29))
    ronde.programma.refresh_from_db()
    assert read_rondebeeld(ronde).find_planning(mijlpaal.pk).wanneer.tekst == "Q4 van 2023"
    assert read_beeld(ronde.programma).find_planning(mijlpaal.pk).wanneer.tekst == "Q2 van 2024"
    assert get_deel("p1.o1").pk in read_bevroren(ronde)
    with pytest.raises(VoortgangError, match="waarom de ronde"):
        reopen_ronde(viewer=BUREAULID, ronde_id=ronde.pk, reden=" ")
    open_ = reopen_ronde(viewer=BUREAULID, ronde_id=ronde.pk, reden=REDEN)
    assert open_.vergrendeld_op is None and get_bijdrage(ronde).stand == "goedgekeurd"
    with pytest.raises(VoortgangError, match="is open"):
        reopen_ronde(viewer=BUREAULID, ronde_id=ronde.pk, reden=REDEN)
    assert Rondegebeurtenis.objects.get(handeling="heropen").reden == REDEN
    open_.programma.refresh_from_db()
    assert read_rondebeeld(open_).find_planning(mijlpaal.pk).wanneer.tekst == "Q2 van 2024"


@pytest.mark.parametrize(
    ("naam", "dag", "zegt"),
    [
        ("juni 2023", date(2023, 12, 31), "al gebruikt"),
        (" ", date(2023, 12, 31), "leeg"),
        ("Ander", date(2023, 6, 30), "gaat al over"),
    ],
)
def test_a_round_that_is_there_already_is_refused(programma: Programma, naam: str, dag: date, zegt: str):
    make_ronde()
    with pytest.raises(VoortgangError, match=zegt):
        make_ronde(naam, dag)


def test_a_step_for_all_says_why_some_did_not(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    write(ronde, EIGENAAR)
    assert do_stap_alle(viewer=BUREAULID, ronde_id=ronde.pk, stap="dien_in") == (1, [])
    gedaan, niet = do_stap_alle(viewer=BUREAULID, ronde_id=ronde.pk, stap="keur_goed")
    assert gedaan == 0 and "Vraag een collega" in niet[0]
    assert do_stap_alle(viewer=COLLEGA, ronde_id=ronde.pk, stap="keur_goed") == (1, [])
    with pytest.raises(VoortgangError, match="niet voor alle"):
        do_stap_alle(viewer=BUREAULID, ronde_id=ronde.pk, stap="geef_terug")
    assert read_teksten(list(ronde.bijdragen.all()))[get_deel("p1.o1").pk].voortgang


def test_handing_in_all_that_is_written_leaves_what_was_returned_until_it_is_written_again(
    programma: Programma,
):
    add_onderwerp()
    ronde = make_ronde()
    write(ronde, EIGENAAR)
    do_stap(viewer=EIGENAAR, bijdrage_id=get_bijdrage(ronde).pk, stap="dien_in")
    do_stap(viewer=EIGENAAR, bijdrage_id=get_bijdrage(ronde).pk, stap="haal_terug")
    assert do_stap_alle(viewer=BUREAULID, ronde_id=ronde.pk, stap="dien_in") == (1, [])
    do_stap(viewer=COLLEGA, bijdrage_id=get_bijdrage(ronde).pk, stap="geef_terug", reden=REDEN)
    assert do_stap_alle(viewer=BUREAULID, ronde_id=ronde.pk, stap="dien_in") == (0, [])
    assert get_bijdrage(ronde).stand == "teruggegeven"
    write(ronde, EIGENAAR, tekst="Met het besluit erbij.")
    assert do_stap_alle(viewer=BUREAULID, ronde_id=ronde.pk, stap="dien_in") == (1, [])


def test_writing_and_handing_in_are_one_act_or_none(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    with pytest.raises(VoortgangError, match="nog niets geschreven"):
        write(ronde, tekst=" ", indienen=True)
    assert not Bijdragetekst.objects.exists() and get_bijdrage(ronde).stand == "concept"
    assert write(ronde, indienen=True).stand == "ingediend"
    with pytest.raises(VoortgangError, match="niet te wijzigen"):
        write(ronde, indienen=True)
    with pytest.raises(BestaatNietError):
        write(ronde, BUUR, indienen=True)
