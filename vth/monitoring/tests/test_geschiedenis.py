"""The explorer held against the mergers of 2026: what its rules say of them on public facts, and what it does not claim to know."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vth.monitoring.fusie.blokken import list_blokken
from vth.monitoring.fusie.geschiedenis import Vergelijking, derive_vergelijking
from vth.monitoring.fusie.model import Aannamen, FusieError, check_diensten
from vth.monitoring.geschiedenispagina import make_geschiedenispagina, read_diensten
from vth.organisaties.meegeleverd import list_dienstfeiten
from vth.organisaties.tests.builders import make_gebruiker
from vth.regelgeving.rules import RegelError

OUD, NIEUW = date(2025, 12, 31), date(2026, 1, 1)
UTRECHT, ARNHEM = ("OD-ODRU", "OD-RUDU"), ("OD-ODRA", "OD-ODRN")


def compare(codes: tuple[str, ...], naar: str, **anders: Any) -> Vergelijking:
    diensten, onbekend, _ = read_diensten(OUD)
    aannamen = Aannamen(**anders)
    opvolger = list_dienstfeiten(NIEUW)[naar].deelnemers
    return derive_vergelijking(codes, diensten, opvolger, aannamen=aannamen, onbekend=onbekend)


def test_the_merger_of_utrecht_is_what_the_rules_find_most_natural():
    v = compare(UTRECHT, "OD-ODU")
    assert v.groep.aaneengesloten and v.toegelaten and v.binnen_provincie
    assert v.groep.provincies == {"Utrecht"} and not v.groep.gebroken_veiligheidsregios
    assert v.herstelt == {"Utrecht"} and v.groep.onnatuurlijk == 0
    assert not v.erbij and not v.weg and len(v.groep.deelnemers) == 27
    assert not v.natuurlijker and not v.onbeslist and v.alternatieven[0].groep == v.groep


def test_the_merger_of_arnhem_and_nijmegen_is_possible_but_leaves_two_safety_regions_divided():
    v = compare(ARNHEM, "OD-ODGM")
    assert v.groep.aaneengesloten and v.toegelaten and v.binnen_provincie
    assert v.groep.gebroken_veiligheidsregios == {"Gelderland-Midden", "Gelderland-Zuid"} and not v.herstelt
    assert not v.erbij and not v.weg
    assert {a.groep.diensten for a in v.natuurlijker} == {("OD-ODDV", "OD-ODRA"), ("OD-ODR", "OD-ODRN")}
    assert all(not a.groep.gebroken_veiligheidsregios for a in v.natuurlijker) and not v.onbeslist


def test_a_merger_that_did_not_happen_of_diensten_far_apart_is_not_one_the_search_looks_at():
    v = compare(("OD-FUMO", "OD-ODZL"), "OD-ODU")
    assert not v.groep.aaneengesloten and not v.toegelaten and not v.binnen_provincie
    assert "PV26" in v.erbij and "PV31" in v.weg
    assert compare(("OD-FUMO", "OD-ODZL"), "OD-ODU", aaneengesloten=False).toegelaten


def test_when_safety_regions_do_not_weigh_no_group_is_more_natural_than_arnhem_and_nijmegen():
    assert not compare(ARNHEM, "OD-ODGM", gewicht_veiligheidsregio=0).natuurlijker


def test_what_is_not_known_is_never_called_more_natural():
    diensten, _, _ = read_diensten(OUD)
    beter = {("OD-ODDV", "OD-ODRA"), ("OD-ODR", "OD-ODRN")}
    for onbekend, zeker in ((diensten.keys(), set()), ({"OD-ODDV"}, {("OD-ODR", "OD-ODRN")})):
        v = derive_vergelijking(
            ARNHEM, diensten, frozenset(), aannamen=Aannamen(), onbekend=frozenset(onbekend)
        )
        assert {a.groep.diensten for a in v.natuurlijker} == zeker
        assert {a.groep.diensten for a in v.onbeslist} == beter - zeker


def test_by_hand_and_by_search_say_the_same_points_of_every_group():
    diensten, _, _ = read_diensten(OUD)
    zonder = Aannamen(gewicht_reisafstand_km=0, hoogstens_diensten=2)
    blokken = list_blokken(list(diensten.values()), list(diensten.values()), (), zonder)
    punten = {
        tuple(sorted(c for c, erin in zip(diensten, rij, strict=True) if erin)): int(p)
        for rij, p in zip(blokken.leden, blokken.onnatuurlijk, strict=True)
    }
    for codes, naar in ((UTRECHT, "OD-ODU"), (ARNHEM, "OD-ODGM")):
        for a in compare(codes, naar).alternatieven:
            assert punten[a.groep.diensten] == a.groep.onnatuurlijk


def test_the_facts_agree_with_each_other():
    diensten, onbekend, _ = read_diensten(OUD)
    check_diensten(list(diensten.values()))
    assert len(diensten) == 28 and all(d.buren and d.buren <= diensten.keys() for d in diensten.values())
    assert sum(len(d.buren) for d in diensten.values()) == 2 * 65
    assert not onbekend and len({r for d in diensten.values() for r in d.veiligheidsregios}) == 25
    assert all(d.metingen == {} and (d.x, d.y) == (0, 0) for d in diensten.values())


def test_a_merger_of_one_or_of_somebody_unknown_is_refused():
    diensten, _, _ = read_diensten(OUD)
    with pytest.raises(FusieError, match="minstens twee"):
        derive_vergelijking(["OD-ODRU", "OD-ODRU"], diensten, frozenset(), aannamen=Aannamen())
    with pytest.raises(FusieError, match="OD-WEG is niet bekend"):
        derive_vergelijking(["OD-ODRU", "OD-WEG"], diensten, frozenset(), aannamen=Aannamen())
    klein = replace(Aannamen(), hoogstens_diensten=1)
    v = derive_vergelijking(UTRECHT, diensten, frozenset(), aannamen=klein)
    assert not v.toegelaten and v.alternatieven == ()


def test_facts_of_another_day_are_refused_and_not_borrowed():
    with pytest.raises(RegelError, match=r"monitoring\.aangrenzend"):
        read_diensten(date(2023, 12, 31))


@pytest.mark.django_db
def test_the_page_tells_both_mergers_and_what_was_not_checked(client: Client, zet_klok: Any):
    client.force_login(make_gebruiker(("OD-NOORD", "lezer")))
    zet_klok(2026, 11, 1, 9)
    tekst = client.get(reverse("monitoring:geschiedenis")).content.decode()
    for zin in (
        "Omgevingsdienst Regio Arnhem en Omgevingsdienst Regio Nijmegen",
        "Vóór de fusie was Utrecht verdeeld.",
        "OD de Vallei + OD Regio Arnhem; OD Rivierenland + OD Regio Nijmegen",
        "is van die van de voorgangers gemaakt en bewijst dus niets",
        "De cijfers en oordelen van de diensten zijn niet gepubliceerd",
    ):
        assert zin in tekst, zin
    assert "robuust" not in tekst.split("Wat niet is nagegaan")[0].split("<h1")[1]
    zet_klok(2025, 12, 31, 9)
    assert "Er is nog geen fusie" in client.get(reverse("monitoring:geschiedenis")).content.decode()


def test_the_page_is_made_without_a_register():
    assert len(make_geschiedenispagina().blokken) == 2
