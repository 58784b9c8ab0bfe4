"""Evidence as files: brought once, used where it shows something, replaced, taken back with a reason; and who may open it when."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from vth.monitoring.bewijslezen import get_bewijsversie, list_rustte_op
from vth.monitoring.bewijzen import (
    accept_bewijsstuk,
    accept_bewijsversie,
    accept_stukbewijs,
    cancel_bewijsstuk,
    record_stukbewijs,
)
from vth.monitoring.models import Bewijs, Bewijsstuk, Bewijsversie, Ronde, Visitatie
from vth.monitoring.rules import AnderWasVoorError, MonitoringError
from vth.monitoring.selectors import check_compleet, read_kader_van, read_waarden_van
from vth.monitoring.services import cancel_bewijs, do_stap, record_bewijs
from vth.monitoring.toetsen import publish_ronde
from vth.monitoring.visitaties import record_visitatie
from vth.organisaties.tests.builders import load_map
from vth.toegang.rules import GeenToegangError, Viewer
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.opruimen import find_gebruikt, sweep_opslag
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.tests.builders import EICAR, make_docx, make_pdf
from vth.zaken.selectors import BestaatNietError

from .builders import (
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
    make_ronde,
)
from .test_web import sign_in

pytestmark = pytest.mark.django_db
DEELNEMER = make_lid("gebruiker 969", "GM9901")
JAARREKENING = make_pdf("De omzet uit basistaken is 18 miljoen.")


@pytest.fixture(autouse=True)
def opslag(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTEN_DIR = tmp_path / "documenten"


def bring(
    inhoud: bytes = JAARREKENING, viewer: Viewer = OPSTELLER, dienst: str = NOORD, **velden: Any
) -> Any:
    vast = {"titel": "Jaarrekening 2023", "bestandsnaam": "jaarrekening.pdf"} | velden
    return accept_bewijsstuk(viewer=viewer, dienst=dienst, brokken=[inhoud], **vast)


def attach(
    ronde: Ronde, stuk: Any, *voor: str, viewer: Viewer = OPSTELLER, dienst: str = NOORD, **velden: Any
) -> Any:
    z = get_van(ronde, dienst)
    return record_stukbewijs(
        viewer=viewer, zelfbeoordeling_id=z.pk, bewijsstuk_id=stuk.pk, voor=voor or ("omzet",), **velden
    )


def see(viewer: Viewer, versie: Bewijsversie) -> bool:
    try:
        return get_bewijsversie(viewer, versie.bewijsstuk_id, versie.volgnummer) == versie
    except BestaatNietError:
        return False


def test_one_document_shows_several_criteria_and_fields_and_stands_in_the_store_once(ronde: Ronde):
    gebracht = bring()
    bewijzen = attach(ronde, gebracht.versie.bewijsstuk, "omzet", "ontwikkeling", "kwaliteitscriteria/bodem")
    assert [(b.criterium, b.gebied, b.stukversie) for b in bewijzen] == [
        ("omzet", "", 1),
        ("ontwikkeling", "", 1),
        ("kwaliteitscriteria", "bodem", 1),
    ]
    assert get_opslag().open(gebracht.versie.sha256).read() == JAARREKENING
    kader, z = read_kader_van(ronde), get_van(ronde)
    zonder = {b.criterium for b in check_compleet(z, kader, read_waarden_van(z)) if "geen bewijs" in b.tekst}
    assert zonder == {"basistakenpakket", "strategie", "informatie"}
    assert attach(ronde, gebracht.versie.bewijsstuk, "omzet") == [] and get_van(ronde).versie == z.versie


def test_the_same_bytes_again_are_the_document_that_is_there_and_that_is_told(ronde: Ronde):
    eerste, tweede = bring(), bring(titel="Iets anders", bestandsnaam="kopie.pdf")
    assert (eerste.nieuw, tweede.nieuw) == (True, False) and eerste.versie == tweede.versie
    assert Bewijsstuk.objects.count() == Bewijsversie.objects.count() == 1
    ander = bring(viewer=BUUR, dienst=ZUID)
    assert ander.nieuw and ander.versie.bewijsstuk_id != eerste.versie.bewijsstuk_id


@pytest.mark.parametrize(
    ("inhoud", "naam", "zegt"),
    [
        (b"", "leeg.pdf", "leeg: het telt 0 bytes"),
        (b"gewoon tekst", "jaarrekening.pdf", "heet PDF, maar is tekst"),
        (make_pdf(), "jaarrekening.exe", "eindigt niet op een soort"),
        (b"\x7fELF" + b"0" * 100, "jaarrekening.pdf", "programma"),
        (make_docx(), "jaarrekening.pdf", "heet PDF, maar is Word"),
        (b"<html><script>x</script></html>", "stuk.txt", "webpagina"),
        (make_pdf(), "", "eindigt niet op een soort"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(
    ronde: Ronde, inhoud: bytes, naam: str, zegt: str
):
    with pytest.raises(DocumentError, match=zegt):
        bring(inhoud, bestandsnaam=naam)
    assert not Bewijsstuk.objects.exists()


def test_a_file_that_is_too_large_or_has_a_virus_is_refused(ronde: Ronde, settings: Any, monkeypatch: Any):
    settings.DOCUMENT_MAX_BYTES = 10
    with pytest.raises(DocumentError, match="hoogstens"):
        bring()
    settings.DOCUMENT_MAX_BYTES = 1 << 20

    def vind(_pad: Path) -> None:
        raise DocumentError("Er zit een virus in.")

    monkeypatch.setattr("vth.zaken.documenten.services.scan_bestand", vind)
    with pytest.raises(DocumentError, match="virus"):
        bring(EICAR, bestandsnaam="stuk.txt")
    assert not Bewijsstuk.objects.exists()


def test_a_document_needs_a_title_a_dienst_and_the_right(ronde: Ronde):
    with pytest.raises(MonitoringError, match="titel"):
        bring(titel="  ")
    with pytest.raises(GeenToegangError):
        bring(dienst=ZUID)
    with pytest.raises(GeenToegangError):
        bring(viewer=make_lid("gebruiker 968", NOORD))
    gemeente = make_lid("gebruiker 970", "GM9901", "zelfbeoordeling.record")
    with pytest.raises(MonitoringError, match="geen omgevingsdienst"):
        bring(viewer=gemeente, dienst="GM9901")


def test_a_document_of_another_dienst_does_not_exist_and_one_of_a_second_own_dienst_is_refused(ronde: Ronde):
    vreemd = bring(viewer=BUUR, dienst=ZUID).versie.bewijsstuk
    with pytest.raises(BestaatNietError):
        attach(ronde, vreemd)
    beide = make_lid("gebruiker 971", NOORD, "zelfbeoordeling.record")
    object.__setattr__(beide.zicht, "leveranciers", frozenset({NOORD, ZUID}))
    object.__setattr__(beide, "organisaties", frozenset({NOORD, ZUID}))
    with pytest.raises(MonitoringError, match="is van OD-ZUID, en dit is de zelfbeoordeling van OD-NOORD"):
        attach(ronde, vreemd, viewer=beide)
    assert not Bewijs.objects.exists()


@pytest.mark.parametrize(
    ("voor", "zegt"),
    [
        (("gezelligheid",), "staat niet in versie 1.1"),
        (("kwaliteitscriteria/koken",), "staat niet in versie"),
        (("omzet/bodem",), "staat niet in versie"),
        ((), "Kies wat het bewijs aantoont"),
    ],
)
def test_evidence_shows_something_that_the_kader_knows(ronde: Ronde, voor: tuple[str, ...], zegt: str):
    z = get_van(ronde)
    with pytest.raises(MonitoringError, match=zegt):
        accept_stukbewijs(
            viewer=OPSTELLER,
            zelfbeoordeling_id=z.pk,
            titel="x",
            brokken=[JAARREKENING],
            bestandsnaam="a.pdf",
            voor=voor,
        )
    assert not Bewijsstuk.objects.exists()


def test_evidence_after_the_deadline_asks_why_and_what_was_sent_back_does_not(ronde: Ronde, zet_klok: Any):
    stuk = bring().versie.bewijsstuk
    terug = hand_in(ronde, BUUR, ZUID)
    ander = bring(viewer=BUUR, dienst=ZUID).versie.bewijsstuk
    do_stap(viewer=TOETSER, zelfbeoordeling_id=terug.pk, stap="stuur_terug", reden=REDEN)
    zet_klok(2024, 10, 3, 9)
    with pytest.raises(MonitoringError, match="moest vóór do 3 oktober 2024"):
        attach(ronde, stuk)
    with pytest.raises(MonitoringError, match="moest vóór do 3 oktober 2024"):
        record_bewijs(
            viewer=OPSTELLER,
            zelfbeoordeling_id=get_van(ronde).pk,
            criterium="omzet",
            titel="x",
            vindplaats="y",
        )
    assert attach(ronde, stuk, reden=REDEN) and attach(ronde, ander, viewer=BUUR, dienst=ZUID)
    assert REDEN in get_van(ronde).gebeurtenissen.order_by("-volgnummer")[0].reden


def test_once_handed_in_no_evidence_is_added(ronde: Ronde):
    stuk = bring().versie.bewijsstuk
    hand_in(ronde)
    with pytest.raises(MonitoringError, match="is dan niet te wijzigen"):
        attach(ronde, stuk)


def test_another_version_changes_nothing_until_it_is_attached_and_then_takes_the_place(ronde: Ronde):
    stuk = bring().versie.bewijsstuk
    attach(ronde, stuk)
    nieuw = accept_bewijsversie(
        viewer=OPSTELLER, bewijsstuk_id=stuk.pk, brokken=[make_pdf("Verbeterd.")], bestandsnaam="b.pdf"
    )
    assert nieuw.nieuw and nieuw.versie.volgnummer == 2
    assert [b.stukversie for b in Bewijs.objects.filter(ingetrokken_op=None)] == [1]
    attach(ronde, stuk)
    assert [b.stukversie for b in Bewijs.objects.filter(ingetrokken_op=None)] == [2]
    assert "versie 2" in Bewijs.objects.get(stukversie=1).reden_intrekking


def test_a_version_of_the_same_bytes_is_none_and_of_another_document_is_refused(ronde: Ronde):
    stuk = bring().versie.bewijsstuk
    vast: dict[str, Any] = {"viewer": OPSTELLER, "bestandsnaam": "b.pdf"}
    assert not accept_bewijsversie(bewijsstuk_id=stuk.pk, brokken=[JAARREKENING], **vast).nieuw
    ander = bring(make_pdf("Iets anders."), titel="Begroting").versie.bewijsstuk
    with pytest.raises(MonitoringError, match="Dit bestand is er al, als versie 1 van ‘Jaarrekening 2023’"):
        accept_bewijsversie(bewijsstuk_id=ander.pk, brokken=[JAARREKENING], **vast)
    with pytest.raises(AnderWasVoorError):
        accept_bewijsversie(bewijsstuk_id=ander.pk, brokken=[make_pdf("C")], gezien=0, **vast)
    with pytest.raises(BestaatNietError):
        accept_bewijsversie(bewijsstuk_id=stuk.pk, brokken=[make_pdf("D")], viewer=BUUR, bestandsnaam="b.pdf")


def test_the_next_round_uses_the_same_document_and_so_does_who_goes_on_for_a_dienst(
    ronde: Ronde, tmp_path: Path, zet_klok: Any
):
    stuk = bring().versie.bewijsstuk
    attach(ronde, stuk)
    volgende = make_ronde(naam="Robuustheid 2025", diensten=[NOORD])
    assert attach(volgende, stuk) and stuk.versies.count() == 1
    load_map(
        tmp_path / "fusie", {"opvolgingen": [{"voorganger": NOORD, "opvolger": ZUID, "datum": "2024-07-01"}]}
    )
    zet_klok(2024, 7, 1, 9)
    client = sign_in(ZUID, "zelfbeoordelaar")
    z = get_van(volgende)
    antwoord = client.post(
        reverse("monitoring:handeling", args=[z.pk, "stuk"]),
        {"gezien": z.versie, "bewijsstuk_id": str(stuk.pk), "voor": ["strategie"]},
    )
    assert antwoord.status_code == 302
    assert Bewijs.objects.filter(zelfbeoordeling=z, criterium="strategie", bewijsstuk=stuk).exists()


def test_who_opens_evidence_is_who_may_see_the_self_assessment_and_publication_opens_nothing(ronde: Ronde):
    versie, los = bring().versie, bring(make_pdf("Los stuk."), titel="Los").versie
    attach(ronde, versie.bewijsstuk, "omzet")
    landelijk = make_lid("gebruiker 967", "RIJK")
    object.__setattr__(landelijk.zicht, "landelijk", True)
    wie = {"dienst": OPSTELLER, "buur": BUUR, "deelnemer": DEELNEMER, "minister": MINISTER, "rijk": landelijk}
    ziet = lambda: {naam for naam, viewer in wie.items() if see(viewer, versie)}  # noqa: E731
    assert ziet() == {"dienst"}
    z = fill_in(ronde)
    do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="leg_voor")
    assert ziet() == {"dienst", "deelnemer"}
    do_stap(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, stap="dien_in")
    assert ziet() == {"dienst", "deelnemer", "minister"} and see(TOETSER, versie)
    for stap in ("begin_toets", "rond_toets_af"):
        do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap=stap)
    judge(get_van(ronde))
    judge(check(ronde, BUUR, ZUID))
    publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    assert ziet() == {"dienst", "deelnemer", "minister"}
    assert [see(viewer, los) for viewer in wie.values()] == [True, False, False, False, False]


def test_another_version_than_the_one_attached_is_seen_by_the_dienst_alone(ronde: Ronde):
    versie = bring().versie
    attach(ronde, versie.bewijsstuk)
    later = accept_bewijsversie(
        viewer=OPSTELLER, bewijsstuk_id=versie.bewijsstuk_id, brokken=[make_pdf("B")], bestandsnaam="b.pdf"
    ).versie
    hand_in(ronde)
    assert see(TOETSER, versie) and not see(TOETSER, later) and see(OPSTELLER, later)
    for nummer in (0, 3, 10**12):
        with pytest.raises(BestaatNietError):
            get_bewijsversie(OPSTELLER, versie.bewijsstuk_id, nummer)


def test_what_was_taken_back_before_it_was_handed_in_is_seen_by_nobody_else(ronde: Ronde):
    versie = bring().versie
    (bewijs,) = attach(ronde, versie.bewijsstuk)
    cancel_bewijs(viewer=OPSTELLER, zelfbeoordeling_id=get_van(ronde).pk, bewijs_id=bewijs.pk, reden=REDEN)
    hand_in(ronde)
    assert see(OPSTELLER, versie) and not see(TOETSER, versie)


def test_taking_a_document_back_takes_back_all_that_rested_on_it_and_the_verdict_keeps_it(
    ronde: Ronde, zet_klok: Any
):
    versie = bring().versie
    attach(ronde, versie.bewijsstuk, "omzet", "kwaliteitscriteria/bodem")
    volgende = make_ronde(naam="Robuustheid 2025", diensten=[NOORD])
    attach(volgende, versie.bewijsstuk)
    z = judge(check(ronde))
    zet_klok(2024, 6, 4, 9)
    with pytest.raises(MonitoringError, match="waarom het bewijs wordt ingetrokken"):
        cancel_bewijsstuk(viewer=OPSTELLER, bewijsstuk_id=versie.bewijsstuk_id, reden="fout")
    with pytest.raises(BestaatNietError):
        cancel_bewijsstuk(viewer=BUUR, bewijsstuk_id=versie.bewijsstuk_id, reden=REDEN)
    cancel_bewijsstuk(viewer=OPSTELLER, bewijsstuk_id=versie.bewijsstuk_id, reden=REDEN)
    assert not Bewijs.objects.filter(bewijsstuk=versie.bewijsstuk, ingetrokken_op=None).exists()
    for r in (ronde, volgende):
        assert get_van(r).gebeurtenissen.order_by("-volgnummer")[0].handeling == "bewijs_ingetrokken"
    oordeel = z.oordelen.get()
    kop = next(b for b in oordeel.grondslag["bewijs"] if b.get("bewijsstuk"))
    assert (kop["versie"], kop["sha256"]) == (1, versie.sha256)
    rust = list_rustte_op(oordeel, {b.pk: b for b in z.bewijzen.all()})
    assert {r["stand"][0] for r in rust if r.get("bewijsstuk")} == {"fout"}
    assert {r["stand"][0] for r in rust if not r.get("bewijsstuk")} == {"goed"}
    assert see(TOETSER, versie), "waarop een oordeel rustte, blijft te zien"
    tekst = (
        sign_in(NOORD, "zelfbeoordelaar")
        .get(reverse("monitoring:zelfbeoordeling", args=[z.pk]))
        .content.decode()
    )
    assert "Ingetrokken sinds het indienen" in tekst and "Na het oordeel is bewijs ingetrokken" in tekst


def test_a_document_that_was_taken_back_shows_nothing_any_more(ronde: Ronde):
    stuk = bring().versie.bewijsstuk
    cancel_bewijsstuk(viewer=OPSTELLER, bewijsstuk_id=stuk.pk, reden=REDEN)
    pogingen: tuple[Callable[[], Any], ...] = (
        lambda: attach(ronde, stuk),
        bring,
        lambda: cancel_bewijsstuk(viewer=OPSTELLER, bewijsstuk_id=stuk.pk, reden=REDEN),
        lambda: accept_bewijsversie(
            viewer=OPSTELLER, bewijsstuk_id=stuk.pk, brokken=[make_pdf("B")], bestandsnaam="b.pdf"
        ),
        lambda: visit(stuk),
    )
    for poging in pogingen:
        with pytest.raises(MonitoringError, match="is ingetrokken op 03-06-2024"):
            poging()


def visit(*stukken: Bewijsstuk, viewer: Viewer = OPSTELLER, **velden: Any) -> Visitatie:
    vast: dict[str, Any] = {"dag": "2024-05-01", "bezoekers": "Twee directeuren", "uitkomst": REDEN}
    vast |= velden
    dag = date.fromisoformat(vast.pop("dag"))
    return record_visitatie(
        viewer=viewer, dienst=NOORD, dag=dag, bewijsstukken=[s.pk for s in stukken], **vast
    )


def test_versions_only_grow_and_their_bytes_are_not_swept(ronde: Ronde):
    versie = bring().versie
    with pytest.raises(DatabaseError, match="nooit gewijzigd"), transaction.atomic():
        Bewijsversie.objects.update(sha256="0" * 64)
    cancel_bewijsstuk(viewer=OPSTELLER, bewijsstuk_id=versie.bewijsstuk_id, reden=REDEN)
    assert find_gebruikt([versie.sha256, "0" * 64]) == {versie.sha256}
    assert sweep_opslag(rust=-60) == 0 and get_opslag().has(versie.sha256)
