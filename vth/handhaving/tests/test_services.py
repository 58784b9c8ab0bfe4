"""What happens with violations: established on findings only, by persons only, and never lost while a sanction rests on them."""

from datetime import date, timedelta
from typing import Any

import pytest

from vth.handhaving.boeking import record_maatregelact
from vth.handhaving.invoer import NieuweOvertreding, Overtrederkeuze, derive_niveau
from vth.handhaving.models import Maatregel, Overtredingsgebeurtenis
from vth.handhaving.rules import AnderWasVoorError, HandhavingError
from vth.handhaving.services import (
    assign_overtreding,
    cancel_overtreding,
    decide_handhaving,
    end_overtreding,
    record_legalisatie,
    record_overtreder,
    record_overtreding,
    reopen_overtreding,
)
from vth.handhaving.verzoeken import (
    NieuwHandhavingsverzoek,
    assign_overtreding_aan_verzoek,
    record_handhavingsverzoek,
)
from vth.register.models import (
    HandhavingsmaatregelVoorkomen,
    HandhavingsverzoekVoorkomen,
    OvertredingVoorkomen,
    Relatie,
)
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toezicht.bevindingen import withdraw_bevinding
from vth.toezicht.tests.builders import TINE, make_locatie
from vth.zaken.models import Zaaktermijn
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import OD

from .builders import (
    BUITEN,
    CHEF,
    DAG,
    JURIST,
    make_bedrijf,
    make_bevinding,
    make_maatregel,
    make_opgelegd,
    make_overtreding,
)

pytestmark = pytest.mark.django_db


def test_a_violation_keeps_its_norms_its_place_and_who_did_it() -> None:
    o = make_overtreding(gewogen=False)
    assert [n.citaat for n in o.normen.all()] == ["Bal 4.1141"]
    assert o.normen.get().tekst.startswith("De retourtemperatuur")
    assert o.onderwerpen.count() == o.overtreders.count() == o.bevindingen.count() == 1
    assert (o.recht_op, o.staat, o.versie) == (klok.today(), "vastgesteld", 1)
    assert o.laatste_dag == klok.today() + timedelta(days=14) and o.waarom.startswith("Afwegen")
    record_overtreder(
        viewer=JURIST,
        overtreding_id=o.pk,
        keuze=Overtrederkeuze(make_bedrijf("B-2", "Pand BV").pk, "eigenaar van het pand"),
    )
    assert o.overtreders.count() == 2


@pytest.mark.parametrize(
    ("hoe", "reden"),
    [
        ({"resultaat": "nageleefd"}, "niet dat een norm is overtreden"),
        ({"afgerond": False}, "niet afgerond"),
        ({"weg": True}, "is ingetrokken"),
    ],
)
def test_only_a_concluded_finding_that_stands_makes_a_violation(hoe: dict[str, Any], reden: str) -> None:
    weg = hoe.pop("weg", False)
    bevinding = make_bevinding(**hoe)
    if weg:
        withdraw_bevinding(viewer=TINE, bevinding_id=bevinding.pk, reden="Verkeerd gemeten.")
    with pytest.raises(HandhavingError, match=reden):
        make_overtreding(bevinding)


def test_what_cannot_be_a_violation_is_refused() -> None:
    bevinding, bedrijf = make_bevinding(), make_bedrijf()
    wie = [Overtrederkeuze(bedrijf.pk, "drijft het bedrijf")]
    vast: dict[str, Any] = {"aard": "Lekbak", "bevindingen": [bevinding.pk], "overtreders": wie}
    slecht: list[tuple[dict[str, Any], str]] = [
        ({"overtreders": []}, "wie de overtreder is"),
        ({"overtreders": [Overtrederkeuze(make_locatie("L-9").pk, "de plek")]}, "geen persoon of bedrijf"),
        ({"overtreders": [Overtrederkeuze(bedrijf.pk, "")]}, "waarom"),
        ({"bevindingen": []}, "rust op een bevinding"),
        ({"aard": " "}, "wat er is overtreden"),
        ({"overtredingsdatum": klok.today() + DAG}, "nog niet geweest"),
        ({"begonnen_op": klok.today() + DAG}, "zou zijn begonnen"),
        ({"overtredingsdatum": date(2010, 1, 1)}, "er geen regel"),
        ({"vertrouwelijkheid": "geheim"}, "ziet u zelf niet"),
    ]
    for velden, reden in slecht:
        with pytest.raises(HandhavingError, match=reden):
            record_overtreding(viewer=JURIST, nieuw=NieuweOvertreding(**(vast | velden)))
    with pytest.raises(BestaatNietError):
        record_overtreding(viewer=BUITEN, nieuw=NieuweOvertreding(**vast))
    with pytest.raises(GeenToegangError):
        record_overtreding(viewer=TINE, nieuw=NieuweOvertreding(**vast))


def test_a_violation_ends_by_what_was_seen_and_opens_again_with_a_reason() -> None:
    o = make_overtreding()
    with pytest.raises(HandhavingError, match="kies de bevinding"):
        end_overtreding(viewer=JURIST, overtreding_id=o.pk, hersteldatum=klok.today(), hoe="hercontrole")
    with pytest.raises(HandhavingError, match="kan niet"):
        end_overtreding(
            viewer=JURIST,
            overtreding_id=o.pk,
            hersteldatum=klok.today() + DAG,
            hoe="bewijs",
            toelichting="Foto gezien",
        )
    goed = make_bevinding("nageleefd")
    klaar = end_overtreding(
        viewer=JURIST, overtreding_id=o.pk, hersteldatum=klok.today(), hoe="hercontrole", bevinding_id=goed.pk
    )
    assert (klaar.staat, klaar.hersteld_door) == ("beeindigd", goed)
    with pytest.raises(HandhavingError, match="Heropen"):
        decide_handhaving(viewer=JURIST, overtreding_id=o.pk, handhaven=True)
    weer = reopen_overtreding(viewer=JURIST, overtreding_id=o.pk, reden="Toch nog lekkage.")
    assert (weer.staat, weer.hersteldatum) == ("vastgesteld", None)
    assert list(
        Overtredingsgebeurtenis.objects.filter(overtreding=o).values_list("volgnummer", flat=True)
    ) == [1, 2, 3, 4]


def test_not_enforcing_is_the_exception_and_a_sanction_never_loses_its_ground() -> None:
    o = make_overtreding()
    with pytest.raises(HandhavingError, match="de uitzondering"):
        decide_handhaving(viewer=JURIST, overtreding_id=o.pk, handhaven=False)
    maatregel, _ = make_opgelegd()
    met = maatregel.overtredingen.get().overtreding
    for doe in (
        lambda: cancel_overtreding(viewer=JURIST, overtreding_id=met.pk, reden="Bevinding ingetrokken."),
        lambda: decide_handhaving(viewer=JURIST, overtreding_id=met.pk, handhaven=False, reden="Te licht."),
    ):
        with pytest.raises(HandhavingError, match=f"last onder dwangsom {maatregel.kenmerk}"):
            doe()
    Maatregel.objects.filter(pk=maatregel.pk).update(staat="ingetrokken")
    assert (
        cancel_overtreding(viewer=JURIST, overtreding_id=met.pk, reden="Bevinding ingetrokken.").staat
        == "vervallen"
    )


def test_work_of_another_is_given_only_by_who_may_and_two_at_once_are_told() -> None:
    o = make_overtreding(gewogen=False)
    assert assign_overtreding(viewer=JURIST, overtreding_id=o.pk, jurist=JURIST.actor).jurist == JURIST.actor
    with pytest.raises(GeenToegangError):
        assign_overtreding(viewer=JURIST, overtreding_id=o.pk, jurist=CHEF.actor)
    assert assign_overtreding(viewer=CHEF, overtreding_id=o.pk, jurist=CHEF.actor).jurist == CHEF.actor
    with pytest.raises(AnderWasVoorError):
        record_legalisatie(
            viewer=JURIST, overtreding_id=o.pk, keuze="geen", toelichting="Niets aangevraagd.", gezien=1
        )
    with pytest.raises(BestaatNietError):
        decide_handhaving(viewer=BUITEN, overtreding_id=o.pk, handhaven=True)
    with pytest.raises(HandhavingError, match="waaruit"):
        record_legalisatie(viewer=JURIST, overtreding_id=o.pk, keuze="concreet", toelichting="")


def test_a_request_to_enforce_has_its_own_zaak_and_term_and_leads_to_what_was_found() -> None:
    plek, bedrijf = make_locatie("L-5"), make_bedrijf()
    vast: dict[str, Any] = {
        "organisatie": OD,
        "gebied": "GM9901",
        "vthobject_id": plek.pk,
        "omschrijving": "Stank in de avond",
        "ontvangen_op": klok.today(),
        "betrokkene_id": bedrijf.pk,
    }
    verzoek = record_handhavingsverzoek(viewer=JURIST, nieuw=NieuwHandhavingsverzoek(**vast))
    assert verzoek.zaak.zaaksoort == "handhavingsverzoek"
    kern = HandhavingsverzoekVoorkomen.objects.believed().get(bronobject=verzoek.bronobject)
    assert (kern.ontvangstdatum, kern.omschrijving) == (klok.today(), "Stank in de avond")
    wijst = Relatie.objects.believed().filter(van=verzoek.bronobject).values_list("soort", "naar_id")
    assert set(wijst) == {("verzoek_bij", plek.pk), ("mogelijk_begaan_door", bedrijf.pk)}
    assert Zaaktermijn.objects.filter(zaak=verzoek.zaak).exists()
    assign_overtreding_aan_verzoek(
        viewer=JURIST, verzoek_id=verzoek.pk, overtreding_id=make_overtreding(wie=bedrijf).pk
    )
    assert verzoek.overtredingen.count() == 1
    for velden, reden in (
        ({"omschrijving": ""}, "waar het verzoek"),
        ({"vthobject_id": bedrijf.pk}, "VTH-object"),
        ({"betrokkene_id": plek.pk}, "persoon of bedrijf"),
    ):
        with pytest.raises(HandhavingError, match=reden):
            record_handhavingsverzoek(viewer=JURIST, nieuw=NieuwHandhavingsverzoek(**(vast | velden)))


def test_every_party_finds_what_was_violated_and_done_and_nothing_of_criminal_law() -> None:
    """The kernel follows: established, weighed, imposed, forfeited; a PV is no part of it."""
    maatregel, _ = make_opgelegd()
    o = maatregel.overtredingen.get().overtreding
    kern = OvertredingVoorkomen.objects.believed().get(bronobject=o.bronobject)
    assert (kern.aard, kern.norm, kern.overtredingsdatum) == ("Lekbak vol", "Bal 4.1141", klok.today())
    soorten = Relatie.objects.believed().filter(van=o.bronobject).values_list("soort", flat=True)
    assert set(soorten) == {"overtreding_bij", "begaan_door", "vanwege_bevinding"}
    record_maatregelact(JURIST, maatregel, "leg_op")
    last = HandhavingsmaatregelVoorkomen.objects.believed().get(bronobject=maatregel.bronobject)
    assert (last.handhavingsinstrument, last.status, last.dwangsommaximum) == (
        "last_onder_dwangsom",
        "in_uitvoering",
        5000,
    )
    pv = make_maatregel(o, "proces_verbaal")
    Maatregel.objects.filter(pk=pv.pk).update(staat="lopend", opgelegd_op=klok.today())
    pv.refresh_from_db()
    record_maatregelact(JURIST, pv, "leg_op")
    assert pv.bronobject is None
    end_overtreding(
        viewer=JURIST, overtreding_id=o.pk, hersteldatum=klok.today(), hoe="bewijs", toelichting="Foto gezien"
    )
    assert (
        OvertredingVoorkomen.objects.believed()
        .filter(bronobject=o.bronobject, hersteldatum=klok.today())
        .exists()
    )


def test_what_rests_on_a_thing_is_as_confidential_as_it() -> None:
    assert derive_niveau(["intern", "zaakvertrouwelijk", "openbaar"]) == "zaakvertrouwelijk"
    assert derive_niveau(["vertrouwelijk", "zeer_geheim"]) == "zeer_geheim"
    o = make_overtreding(vertrouwelijkheid="intern", gewogen=False)
    assert o.vertrouwelijkheid == "zaakvertrouwelijk"


def test_measure_opens_one_zaak_for_its_violation() -> None:
    o = make_overtreding()
    eerste, tweede = make_maatregel(o, "waarschuwing"), make_maatregel(o)
    assert eerste.zaak is not None and eerste.zaak == tweede.zaak
    o.refresh_from_db()
    assert o.zaak == eerste.zaak
