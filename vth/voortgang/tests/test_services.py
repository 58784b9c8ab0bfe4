"""The records of a programme: who may write what, what is refused, and that what was known before stays."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from vth.agenda.models import Agendapunt
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import GeenToegangError
from vth.voortgang.models import Middel, Onderdeel, Onderdeelversie, Planning, Programma
from vth.voortgang.plannen import record_middel, record_oordeel, record_pijlerplan, record_planning
from vth.voortgang.rondes import record_bijdrage
from vth.voortgang.rules import AnderWasVoorError, VoortgangError
from vth.voortgang.selectors import get_bijdrage as see_bijdrage
from vth.voortgang.selectors import get_programma, list_planningen, list_programmas, read_beeld
from vth.voortgang.services import NieuwOnderdeel, record_onderdeel, record_programma, record_versie
from vth.zaken.selectors import BestaatNietError

from .builders import (
    BUREAU,
    BUREAULID,
    BUUR,
    EIGENAAR,
    LEZER,
    NOORD,
    REDEN,
    VREEMD,
    add,
    add_mijlpaal,
    add_onderwerp,
    get_bijdrage,
    get_deel,
    kwartaal,
    make_ronde,
    plan,
)

pytestmark = pytest.mark.django_db


def beeld(dag: date | None = None) -> Any:
    programma = Programma.objects.get()
    return read_beeld(programma, Peilmoment(dag, datetime.now(UTC)) if dag else None)


def test_a_programme_starts_from_its_file_and_is_seen_by_who_takes_part(programma: Programma):
    assert [p.nummer for p in beeld().list_soort("pijler")] == list("123456")
    assert get_programma(LEZER, programma.pk) == programma
    assert not list_programmas(VREEMD).exists()
    with pytest.raises(BestaatNietError):
        get_programma(VREEMD, programma.pk)
    with pytest.raises(VoortgangError, match="is er al"):
        record_programma(viewer=BUREAULID, code="ibp-vth", organisatie=BUREAU)
    with pytest.raises(VoortgangError, match="geen programma ‘maanreis’"):
        record_programma(viewer=BUREAULID, code="maanreis", organisatie=BUREAU)
    with pytest.raises(GeenToegangError):
        record_programma(viewer=EIGENAAR, code="ibp-vth", organisatie=BUREAU)


@pytest.mark.parametrize(
    ("nieuw", "ouder", "zegt"),
    [
        (NieuwOnderdeel("maan", "x"), "", "bestaat niet"),
        (NieuwOnderdeel("onderwerp", " "), "p1", "titel"),
        (NieuwOnderdeel("onderwerp", "Los"), "", "hoort onder pijler"),
        (NieuwOnderdeel("actie", "Los"), "p1", "hoort onder onderwerp of actie"),
        (NieuwOnderdeel("onderwerp", "Dubbel", inhoud={"nummer": "1"}), "p1", "is er al"),
        (NieuwOnderdeel("onderwerp", "x", inhoud={"kleur": "rood"}), "p1", "geen veld ‘kleur’"),
        (NieuwOnderdeel("risico", "x", inhoud={"kans": 6}), "p1.o1", "van 1 tot en met 5"),
        (NieuwOnderdeel("risico", "x", inhoud={"kans": True}), "p1.o1", "van 1 tot en met 5"),
        (NieuwOnderdeel("besluit", "x", inhoud={"datum": "31 februari"}), "", "geen dag"),
        (NieuwOnderdeel("besluit", "x", inhoud={"aard": "leuk"}), "", "Kies uit"),
        (NieuwOnderdeel("onderwerp", "x", partij="GM0000"), "p1", "geen organisatie"),
        (NieuwOnderdeel("onderwerp", "x", bekend_op=date(2024, 1, 16)), "p1", "moet nog komen"),
        (NieuwOnderdeel("samenhang", "x", inhoud={"van": "p1.o1", "naar": "p9"}), "", "‘p9’ staat niet"),
        (NieuwOnderdeel("samenhang", "x", inhoud={"van": "p1", "naar": "p1"}), "", "met zichzelf"),
        (
            NieuwOnderdeel("samenhang", "x", inhoud={"van": "p1", "naar": "p2", "aard": "afhankelijk"}),
            "",
            "kan niet op iets anders wachten",
        ),
    ],
)
def test_a_part_that_cannot_be_is_refused(programma: Programma, nieuw: NieuwOnderdeel, ouder: str, zegt: str):
    add_onderwerp()
    aantal = Onderdeel.objects.count()
    velden = {**vars(nieuw), "ouder_id": get_deel(ouder).pk if ouder else None}
    with pytest.raises(VoortgangError, match=zegt):
        record_onderdeel(viewer=BUREAULID, programma_id=programma.pk, nieuw=NieuwOnderdeel(**velden))
    assert Onderdeel.objects.count() == aantal


def test_an_owner_writes_under_an_own_topic_and_nowhere_else(programma: Programma):
    add_onderwerp()
    mijlpaal = add("mijlpaal", "Handreiking klaar", "p1.o1", viewer=EIGENAAR)
    plan(mijlpaal, "Q1 van 2024", viewer=EIGENAAR)
    for viewer, soort, ouder in (
        (BUUR, "mijlpaal", "p1.o1"),
        (EIGENAAR, "mijlpaal", "p2"),
        (EIGENAAR, "besluit", "p1.o1"),
        (LEZER, "risico", "p1.o1"),
    ):
        with pytest.raises(GeenToegangError):
            add(soort, "Anders", ouder, viewer=viewer)
    with pytest.raises(GeenToegangError):
        plan(mijlpaal, "Q2 van 2024", viewer=BUUR)
    with pytest.raises(BestaatNietError):
        plan(mijlpaal, "Q2 van 2024", viewer=VREEMD)
    punt = Agendapunt.objects.get(onderwerp=mijlpaal.pk)
    assert (punt.dag, punt.namens, punt.titel) == (
        date(2024, 3, 31),
        "OD-NOORD",
        "Mijlpaal: Handreiking klaar",
    )
    plan(mijlpaal, "Q1 van 2024", "gehaald")
    assert Agendapunt.objects.get(onderwerp=mijlpaal.pk).gedaan_op


def test_a_planning_has_a_reason_changes_something_and_stays(programma: Programma):
    add_onderwerp()
    mijlpaal = add_mijlpaal("Handreiking klaar", "p1.o1")
    plan(mijlpaal, "Q2 van 2024", "bijgesteld", besloten_door="stuurgroep", bekend_op=date(2023, 11, 21))
    for velden, zegt in (
        ({"wanneer": kwartaal("Q2 van 2024"), "stand": "bijgesteld", "reden": REDEN}, "Er verandert niets"),
        ({"wanneer": kwartaal("Q3 van 2024"), "stand": "gepland", "reden": "druk"}, "waarom de planning"),
        ({"wanneer": kwartaal("Q5 van 2024"), "stand": "gepland", "reden": REDEN}, "geen tijd die"),
        ({"wanneer": kwartaal("Q3 van 2024"), "stand": "prima", "reden": REDEN}, "bestaat niet"),
    ):
        with pytest.raises(VoortgangError, match=zegt):
            record_planning(viewer=BUREAULID, mijlpaal_id=mijlpaal.pk, **velden)
    with pytest.raises(AnderWasVoorError):
        plan(mijlpaal, "Q3 van 2024", gezien=1)
    with pytest.raises(VoortgangError, match="geen planning van zichzelf"):
        plan(get_deel("p1.o1"), "Q3 van 2024")
    assert [p.tekst for p in Planning.objects.order_by("volgnummer")] == ["Q4 van 2023", "Q2 van 2024"]
    assert beeld(date(2023, 11, 20)).find_planning(mijlpaal.pk).wanneer.tekst == "Q4 van 2023"
    (_, laatste) = list_planningen([mijlpaal.pk], date(2023, 11, 21))[mijlpaal.pk]
    assert laatste.besloten_door == "stuurgroep"


def test_the_baseline_is_the_pijlerplan_with_versions_and_not_the_last_round(programma: Programma):
    add_onderwerp()
    mijlpaal = add_mijlpaal("Handreiking klaar", "p1.o1")
    with pytest.raises(VoortgangError, match="geen mijlpalen met een dag"):
        record_pijlerplan(viewer=BUREAULID, pijler_id=get_deel("p2").pk, besluit=REDEN)
    record_pijlerplan(
        viewer=BUREAULID, pijler_id=get_deel("p1").pk, besluit=REDEN, bekend_op=date(2023, 5, 1)
    )
    plan(mijlpaal, "Q1 van 2024", bekend_op=date(2023, 6, 30))
    plan(mijlpaal, "Q2 van 2024", bekend_op=date(2023, 12, 31))
    assert beeld().statussen[mijlpaal.pk].kwartalen == 2
    assert beeld().statussen[get_deel("p1").pk].stand == "wijkt_sterk_af"
    record_pijlerplan(viewer=BUREAULID, pijler_id=get_deel("p1").pk, besluit=REDEN)
    assert beeld().statussen[mijlpaal.pk].stand == "volgens"
    assert beeld(date(2023, 12, 31)).statussen[mijlpaal.pk].stand == "wijkt_sterk_af"
    with pytest.raises(VoortgangError, match="kan daar niet na komen"):
        record_pijlerplan(
            viewer=BUREAULID, pijler_id=get_deel("p1").pk, besluit=REDEN, bekend_op=date(2023, 5, 1)
        )


def test_a_judgement_takes_the_place_of_the_rule_with_a_motivation_until_it_is_taken_back(
    programma: Programma,
):
    onderwerp = add_onderwerp()
    assert beeld().statussen[onderwerp.pk].stand == "niet_in_bron"

    def doe(stand, waarom=REDEN, viewer=BUREAULID):
        return record_oordeel(viewer=viewer, onderdeel_id=onderwerp.pk, stand=stand, motivering=waarom)

    for stand, waarom, zegt in (
        ("wijkt_af", "zomaar", "anders is dan de regel"),
        ("paars", REDEN, "niet in de legenda"),
        ("deels_afwijkend", REDEN, "niet in de legenda"),
        ("", REDEN, "geldt de regel al"),
    ):
        with pytest.raises(VoortgangError, match=zegt):
            doe(stand, waarom)
    with pytest.raises(GeenToegangError):
        doe("wijkt_af", viewer=EIGENAAR)
    oordeel = doe("wijkt_af")
    assert oordeel.regelstand == "niet_in_bron" and "geen planning" in oordeel.regelreden
    uitkomst = beeld().statussen[onderwerp.pk]
    assert uitkomst.stand == "wijkt_af" and REDEN in uitkomst.reden and "de regel zegt" in uitkomst.reden
    doe("")
    assert beeld().statussen[onderwerp.pk].stand == "niet_in_bron"


def test_money_is_exact_to_the_cent_and_more_than_awarded_is_explained(programma: Programma):
    onderwerp = add_onderwerp()

    def doe(erin, eruit, **velden):
        return record_middel(
            viewer=EIGENAAR,
            onderdeel_id=onderwerp.pk,
            regeling="SPUK IBP VTH",
            deelnemer="OD-NOORD",
            toegekend=erin,
            besteed=eruit,
            **velden,
        )

    for erin, eruit, zegt in (
        ("100,00", "1", "geen bedrag"),
        ("-1", "0", "kan niet"),
        ("1.001", "0", "kan niet"),
        ("NaN", "0", "kan niet"),
        ("10", "11", "meer dan toegekend"),
    ):
        with pytest.raises(VoortgangError, match=zegt):
            doe(erin, eruit)
    doe("0.30", "0.10")
    doe("0.30", "0.20")
    doe("0.30", "0.40", toelichting="De provincie vult het tekort aan.")
    over = [str(m.toegekend - m.besteed) for m in Middel.objects.order_by("volgnummer")]
    assert over == ["0.20", "0.10", "-0.10"]


def test_a_dependency_over_pijlers_that_makes_a_circle_is_refused_with_the_circle(programma: Programma):
    add_onderwerp("1", "p1")
    add_onderwerp("1", "p2")
    een = add_mijlpaal("Ontwerp", "p1.o1")
    add_mijlpaal("Bouw", "p2.o1", "Q1 van 2024")

    def bind(van, naar):
        return add("samenhang", "wacht", inhoud={"van": van, "naar": naar, "aard": "afhankelijk"})

    bind("p1.o1#mijlpaal1", "p2.o1#mijlpaal1")
    for van, naar in (
        ("p2.o1#mijlpaal1", "p1.o1#mijlpaal1"),
        ("p2.o1", "p1.o1#mijlpaal1"),
        ("p1.o1", "p1.o1#mijlpaal1"),
    ):
        with pytest.raises(VoortgangError, match=r"wacht iets op zichzelf: .*→"):
            bind(van, naar)
    plan(een, "Q2 van 2024")
    bouw = get_deel("p2.o1#mijlpaal1")
    assert beeld().verwacht[str(bouw.pk)] == (date(2024, 6, 30), str(een.pk))
    record_pijlerplan(viewer=BUREAULID, pijler_id=get_deel("p2").pk, besluit=REDEN)
    assert "wacht op ‘Ontwerp’" in beeld().statussen[bouw.pk].reden
    assert beeld().kritieke_keten == (str(een.pk), str(bouw.pk))


def test_what_is_said_of_a_part_stays_and_two_editors_do_not_overwrite_each_other(programma: Programma):
    onderwerp = add_onderwerp()
    velden: dict[str, Any] = {
        "viewer": BUREAULID,
        "onderdeel_id": onderwerp.pk,
        "inhoud": {"nummer": "1"},
        "reden": REDEN,
    }
    record_versie(titel="Anders genoemd", gezien=1, **velden)
    with pytest.raises(AnderWasVoorError):
        record_versie(titel="Nog anders", gezien=1, **velden)
    with pytest.raises(VoortgangError, match="waarom dit verandert"):
        record_versie(titel="Nog anders", **velden | {"reden": "tja"})
    with pytest.raises(VoortgangError, match="kan niet vervallen"):
        record_versie(titel="Pijler", vervallen=True, **velden | {"onderdeel_id": get_deel("p1").pk})
    assert beeld(date(2024, 1, 14)).delen[onderwerp.pk].titel == "Onderwerp 1"
    assert beeld().delen[onderwerp.pk].titel == "Anders genoemd"
    record_versie(titel="Anders genoemd", vervallen=True, **velden)
    assert onderwerp.pk not in beeld().delen and onderwerp.pk in beeld(date(2024, 1, 14)).delen


@pytest.mark.django_db
def test_the_database_itself_refuses_to_rewrite_what_was_said(programma: Programma):
    for rijen in (Onderdeelversie.objects.all(), Planning.objects.all()):
        add_mijlpaal(f"Mijlpaal {rijen.model.__name__}", "p1")
        with pytest.raises(DatabaseError), transaction.atomic():
            rijen.update(door="iemand anders")
        with pytest.raises(DatabaseError), transaction.atomic():
            rijen.model.objects.all()._raw_delete("default")


def test_an_act_that_was_undone_is_not_remembered(programma: Programma):
    """What was read within it is kept under its stamp, and the next act has another."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        add("onderwerp", "Dit gaat niet door", "p1", inhoud={"nummer": "7"})
        programma.refresh_from_db()
        assert read_beeld(programma).find_sleutel("p1.o7") is not None
        raise ZeroDivisionError
    add("onderwerp", "Dit wel", "p1", inhoud={"nummer": "8"})
    programma.refresh_from_db()
    beeld = read_beeld(programma)
    assert beeld.find_sleutel("p1.o7") is None and beeld.find_sleutel("p1.o8") is not None


def test_an_owner_may_stand_above_a_topic(programma: Programma):
    """Who owns a pijler writes about its topics, sees what is written, and has the milestones that a report tells of in the agenda."""
    pijler = get_deel("p1")
    record_versie(
        viewer=BUREAULID,
        onderdeel_id=pijler.pk,
        titel="Eerste",
        inhoud={"nummer": "1"},
        reden=REDEN,
        partij=NOORD,
    )
    add("onderwerp", "Zonder eigen eigenaar", "p1", inhoud={"nummer": "8"})
    bijdrage = get_bijdrage(make_ronde(), "p1.o8")
    record_bijdrage(viewer=EIGENAAR, bijdrage_id=bijdrage.pk, voortgang="Er is gewerkt.")
    assert see_bijdrage(EIGENAAR, bijdrage.pk).pk == bijdrage.pk
    with pytest.raises(BestaatNietError):
        see_bijdrage(BUUR, bijdrage.pk)
