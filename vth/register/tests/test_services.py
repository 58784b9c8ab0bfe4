"""Writing by hand: the same guard, the same timeline, the same log as a delivery."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from vth.begrippen.selectors import read_objecttype
from vth.logboek.models import Gebeurtenis
from vth.register.models import (
    Bronobject,
    NatuurlijkPersoonVoorkomen,
    Persoonsgegeven,
    Relatie,
    VthObjectVoorkomen,
)
from vth.register.rules import RegisterError, derive_inhoud_md5
from vth.register.selectors import BestaatNietError
from vth.register.services import erase_persoonsgegevens, record_object
from vth.register.stand import read_nummers
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, GeenToegangError, Viewer, Zicht, derive_niveaus
from vth.zoeken.selectors import find_treffers

from .builders import ADRES, LANDELIJK, TANKSTATION, make_object

pytestmark = pytest.mark.django_db
JAN, MAART = date(2024, 1, 1), date(2024, 3, 1)
ALLES = Zicht(soorten=ALLE_SOORTEN, niveaus=derive_niveaus("zeer_geheim"), landelijk=True)
PERSOON = {"voorletters": "J.", "geslachtsnaam": "Veen", "burgerservicenummer": "123456782"}


def test_later_statement_closes_and_adds() -> None:
    site = make_object(begin=JAN)
    make_object(inhoud=TANKSTATION | {"naam": "Verfhandel"}, begin=MAART)
    rijen = VthObjectVoorkomen.objects.filter(bronobject=site).believed().order_by("begin_geldigheid")
    assert [(r.naam, r.begin_geldigheid, r.eind_geldigheid) for r in rijen] == [
        ("Tankstation De Linde", JAN, MAART),
        ("Verfhandel", MAART, OPEN_DAG),
    ]


def test_saying_the_same_again_writes_no_voorkomen() -> None:
    make_object(begin=JAN)
    make_object(begin=MAART)
    assert VthObjectVoorkomen.objects.count() == 1


def test_relations_are_exactly_those_named_last() -> None:
    adres, ander = make_object("P1", soort="geoobject"), make_object("P2", soort="geoobject")
    site = make_object(begin=JAN, relaties={"locatie": [adres]})
    make_object(begin=MAART, relaties={"locatie": [ander]})
    nu = Relatie.objects.filter(van=site, eind_geldigheid=OPEN_DAG).believed()
    assert [r.naar_id for r in nu] == [ander.pk]
    assert Relatie.objects.filter(van=site, naar=adres).believed().get().eind_geldigheid == MAART


def test_relation_that_the_model_does_not_have_is_refused() -> None:
    site = make_object()
    with pytest.raises(RegisterError, match="loopt geen relatie"):
        make_object("T2", relaties={"locatie": [site]})
    assert not Bronobject.objects.filter(sleutel="T2").exists() or not Relatie.objects.exists()


def test_unknown_attribute_is_refused() -> None:
    with pytest.raises(RegisterError, match="kent geen kleur"):
        make_object(inhoud=TANKSTATION | {"kleur": "rood"})


def test_missing_required_attribute_is_refused() -> None:
    with pytest.raises(RegisterError, match="ontbreekt: Hoofdtype"):
        make_object(inhoud={"naam": "x"})


def test_who_may_not_write_writes_nothing() -> None:
    with pytest.raises(GeenToegangError):
        record_object(
            viewer=NIEMAND,
            leverancier="X",
            soort="vthobject",
            sleutel="1",
            inhoud=TANKSTATION,
            begin_geldigheid=JAN,
        )
    assert not Bronobject.objects.exists()


def record(viewer: Viewer, **anders: Any) -> Bronobject:
    standaard = {"leverancier": "OD-NOORD", "soort": "vthobject", "sleutel": "T1", "inhoud": TANKSTATION}
    return record_object(viewer=viewer, **standaard | {"begin_geldigheid": JAN} | anders)


def test_record_that_one_may_not_see_cannot_be_written_over_or_opened() -> None:
    """Its confidentiality would follow what is said now: who may not see it must not be able to lower it."""
    geheim = record(replace(LANDELIJK, zicht=ALLES), vertrouwelijkheid="geheim")
    with pytest.raises(BestaatNietError):
        record(LANDELIJK, vertrouwelijkheid="intern")
    geheim.refresh_from_db()
    assert geheim.vertrouwelijkheid == "geheim"
    assert Gebeurtenis.objects.count() == 1


def test_relation_to_what_one_may_not_see_or_to_another_supplier_is_refused() -> None:
    geheim = record(
        replace(LANDELIJK, zicht=ALLES),
        soort="geoobject",
        sleutel="P1",
        inhoud=ADRES,
        vertrouwelijkheid="geheim",
    )
    anders = make_object("P1", soort="geoobject", leverancier="OD-ZUID")
    with pytest.raises(BestaatNietError):
        record(LANDELIJK, relaties={"locatie": [geheim]})
    with pytest.raises(RegisterError, match="is van OD-ZUID"):
        record(LANDELIJK, relaties={"locatie": [anders]})
    assert not Bronobject.objects.filter(soort="vthobject").exists()


def test_code_that_its_list_does_not_have_on_that_day_is_refused() -> None:
    with pytest.raises(RegisterError, match="De lijst vthobject_hoofdtype heeft die code niet"):
        record(LANDELIJK, inhoud=TANKSTATION | {"hoofdtype": "ruimtestation"})
    with pytest.raises(RegisterError, match="kwalificatie_activiteituitvoering"):
        inhoud = {"activiteit": "bal-3.2.1", "status": "uitvoering", "bevoegd_gezag": "GM9901"}
        record(
            LANDELIJK, soort="activiteituitvoering", inhoud=inhoud | {"kwalificatie": "vergunningplicht;wens"}
        )
    assert not Bronobject.objects.exists()


def test_every_write_raises_the_number_and_writes_one_line() -> None:
    make_object(begin=JAN)
    make_object(begin=MAART, inhoud=TANKSTATION | {"naam": "Anders"})
    assert read_nummers("OD-NOORD", ["vthobject"]) == {"vthobject": 2}
    assert Gebeurtenis.objects.filter(handeling="register.record").count() == 2


def test_old_and_new_name_and_address_are_found() -> None:
    adres = make_object("P1", soort="geoobject")
    make_object(begin=JAN, relaties={"locatie": [adres]})
    make_object(begin=MAART, inhoud=TANKSTATION | {"naam": "Verfhandel"}, relaties={"locatie": [adres]})
    for vraag in ("tankst linde", "verfh", "dorpsstraat 12", "9901AB", "9901 ab", "lindeveen"):
        assert [t.titel for t in find_treffers(LANDELIJK, vraag, soorten=["vthobject"])] == ["Verfhandel"], (
            vraag
        )


def test_person_is_stored_once_and_erased_with_the_keys_left() -> None:
    persoon = make_object("123456782", soort="natuurlijkpersoon", inhoud=PERSOON)
    make_object("123456782", soort="natuurlijkpersoon", inhoud=PERSOON, begin=MAART)
    assert Persoonsgegeven.objects.count() == 1
    assert erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="Archiefwet") == 1
    leeg = Persoonsgegeven.objects.get()
    assert (leeg.geslachtsnaam, leeg.inhoud_md5) == (None, "")
    assert leeg.vernietigd_op
    assert NatuurlijkPersoonVoorkomen.objects.count() == 1


def test_person_leaves_no_trace_in_key_or_log_and_is_searched_by_name_alone() -> None:
    make_object("123456782", soort="natuurlijkpersoon", inhoud=PERSOON)
    assert "123456782" not in Bronobject.objects.get().sleutel
    regels = str(list(Gebeurtenis.objects.values_list("inhoud", "onderwerp_id")))
    md5 = derive_inhoud_md5(read_objecttype("natuurlijkpersoon"), PERSOON)
    assert not any(spoor in regels for spoor in ("123456782", "Veen", md5))
    assert find_treffers(LANDELIJK, "123456782") == []
    assert {t.soort for t in find_treffers(LANDELIJK, "veen")} == {"natuurlijkpersoon"}
