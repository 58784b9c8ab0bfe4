"""What the checker finds of a field of expertise, comply or explain, over what the figures say; its history, and who reads it."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from vth.monitoring.landelijk import make_rapport, read_stand
from vth.monitoring.lijsten.gebieden import derive_gebieden, record_gebiedoordeel
from vth.monitoring.lijsten.services import record_gebieduitleg
from vth.monitoring.models import Gebiedoordeel, Ronde
from vth.monitoring.rules import AnderWasVoorError, MonitoringError
from vth.monitoring.selectors import read_kader_van
from vth.monitoring.services import do_stap
from vth.monitoring.toetsen import publish_ronde, record_oordeel
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError, Viewer
from vth.zaken.rapport.blokken import Tabel
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
    get_van,
    hand_in,
    judge,
    make_lid,
    make_oordelen,
)
from .test_web import sign_in

pytestmark = pytest.mark.django_db
UITLEG = "De buurdienst doet dit werk onder een vaste afspraak."


def find(ronde: Ronde, gebied: str = "bodem", uitkomst: str = "voldoet", **velden: Any) -> Gebiedoordeel:
    vast: dict[str, Any] = {"viewer": TOETSER, "motivering": REDEN} | velden
    return record_gebiedoordeel(
        zelfbeoordeling_id=get_van(ronde).pk, gebied=gebied, uitkomst=uitkomst, **vast
    )


def start(ronde: Ronde, **cijfers: str) -> Ronde:
    z = get_van(ronde)
    record_gebieduitleg(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, gebied="geluid", uitleg=UITLEG)
    hand_in(ronde, **{"personen_geluid": "1", "personen_lucht": "1"} | cijfers)
    do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="begin_toets")
    return ronde


def test_figures_and_explanation_give_a_proposal_and_the_checker_writes_over_it(ronde: Ronde):
    start(ronde)
    afgeleid = derive_gebieden(get_van(ronde), read_kader_van(ronde))
    assert (afgeleid["bodem"], afgeleid["geluid"], afgeleid["lucht"]) == (
        "voldoet",
        "uitgelegd",
        "voldoet_niet",
    )
    oordeel = find(ronde, "bodem", "voldoet_niet")
    assert (oordeel.afgeleid, oordeel.uitkomst) == ("voldoet", "voldoet_niet")
    assert find(ronde, "geluid", "uitleg_volstaat").afgeleid == "uitgelegd"


def test_again_makes_another_one_all_stay_and_the_same_again_writes_nothing(ronde: Ronde):
    start(ronde)
    find(ronde), find(ronde), find(ronde, uitkomst="voldoet_niet")
    assert [o.uitkomst for o in Gebiedoordeel.objects.order_by("volgnummer")] == ["voldoet", "voldoet_niet"]
    with pytest.raises(DatabaseError, match="nooit gewijzigd"), transaction.atomic():
        Gebiedoordeel.objects.update(motivering="iets anders")
    with pytest.raises(AnderWasVoorError):
        find(ronde, "lucht", gezien=1)


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"gebied": "koken"}, "‘koken’ staat niet in de kwaliteitscriteria"),
        ({"uitkomst": "misschien"}, "‘misschien’ is geen oordeel"),
        ({"motivering": "Prima."}, "Motiveer het oordeel over bodem"),
        ({"gebied": "lucht", "uitkomst": "uitleg_volstaat"}, "legde niet uit waarom lucht"),
    ],
)
def test_a_verdict_that_cannot_be_is_refused(ronde: Ronde, velden: dict[str, Any], zegt: str):
    start(ronde)
    with pytest.raises(MonitoringError, match=zegt):
        find(ronde, **velden)
    assert not Gebiedoordeel.objects.exists()


def test_only_a_checker_writes_it_and_not_before_the_check(ronde: Ronde):
    hand_in(ronde)
    with pytest.raises(MonitoringError, match="zodra zij wordt getoetst"):
        find(ronde)
    with pytest.raises(GeenToegangError):
        find(ronde, viewer=OPSTELLER)
    with pytest.raises(BestaatNietError):
        find(ronde, viewer=BUUR)


def test_who_judged_a_field_does_not_judge_the_dienst_and_the_verdict_keeps_the_fields(ronde: Ronde):
    start(ronde)
    find(ronde)
    z = do_stap(
        viewer=make_lid("gebruiker 972", "IENW", "zelfbeoordeling.check"),
        zelfbeoordeling_id=get_van(ronde).pk,
        stap="rond_toets_af",
    )
    beide = make_lid(TOETSER.actor, "IENW", "robuustheid.decide")
    with pytest.raises(MonitoringError, match="aan iemand anders"):
        record_oordeel(viewer=beide, zelfbeoordeling_id=z.pk, oordelen=make_oordelen(z), motivering=REDEN)
    oordeel = judge(z).oordelen.get()
    assert oordeel.grondslag["gebieden"] == {"bodem": {"uitkomst": "voldoet", "motivering": REDEN}}


def read_rijen(viewer: Viewer, ronde: Ronde, op: Any) -> list[tuple[str, ...]]:
    blokken = make_rapport(viewer, read_stand(viewer, ronde, op)).blokken
    return [rij for b in blokken if isinstance(b, Tabel) and b.kop[1] == "Gebied" for rij in b.rijen]


def test_the_report_shows_it_as_of_its_moment_and_why_only_to_who_may_see_the_file(
    ronde: Ronde, zet_klok: Any
):
    start(ronde)
    toen = klok.now()
    zet_klok(2024, 6, 4, 9)
    find(ronde, "geluid", "uitleg_volstaat")
    assert read_rijen(MINISTER, ronde, toen) == []
    ((dienst, gebied, woord, waarom),) = read_rijen(MINISTER, ronde, klok.now())
    assert (gebied, woord, waarom) == (
        "geluid",
        "voldoet niet, de uitleg volstaat",
        REDEN,
    ) and "Noord" in dienst
    assert read_rijen(BUUR, ronde, klok.now()) == []
    do_stap(viewer=TOETSER, zelfbeoordeling_id=get_van(ronde).pk, stap="rond_toets_af")
    judge(get_van(ronde)), judge(check(ronde, BUUR, ZUID))
    openbaar = publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    ((*_, waarom),) = read_rijen(BUUR, openbaar, klok.now())
    assert waarom == "niet openbaar"


def test_the_checker_judges_a_field_in_the_site_and_earlier_ones_stay_in_sight(ronde: Ronde):
    Ronde.objects.update(organisatie="LAB")
    hand_in(ronde)
    toetser, z = sign_in("LAB", "toetser"), get_van(ronde)
    adres = reverse("monitoring:lijsten", args=[z.pk])
    assert "Beoordeel een gebied" not in toetser.get(adres).content.decode()
    toetser.post(reverse("monitoring:handeling", args=[z.pk, "begin_toets"]), {"gezien": z.versie})
    for uitkomst in ("voldoet", "voldoet_niet"):
        velden = {
            "gezien": get_van(ronde).versie,
            "gebied": "bodem",
            "uitkomst": uitkomst,
            "motivering": REDEN,
        }
        assert toetser.post(reverse("monitoring:lijst", args=[z.pk, "oordeel"]), velden).status_code == 302
    tekst = toetser.get(adres).content.decode()
    assert "Eerdere oordelen over gebieden" in tekst and REDEN in tekst
    kort = velden | {"gezien": get_van(ronde).versie, "motivering": "x"}
    assert toetser.post(reverse("monitoring:lijst", args=[z.pk, "oordeel"]), kort).status_code == 422
    dienst = sign_in(NOORD, "zelfbeoordelaar")
    assert "Beoordeel een gebied" not in dienst.get(adres).content.decode()
