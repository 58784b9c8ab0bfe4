"""The list that comes with the program, read as it stands in its files; no register is asked."""

from datetime import date

from vth.organisaties.meegeleverd import list_dienstfeiten, list_samengegaan

VOOR, NA = date(2025, 12, 31), date(2026, 1, 1)


def test_there_were_28_diensten_and_from_2026_there_are_26_for_the_same_gemeenten():
    voor, na = list_dienstfeiten(VOOR), list_dienstfeiten(NA)
    assert (len(voor), len(na)) == (28, 26)
    assert {"OD-ODRU", "OD-RUDU", "OD-ODRA", "OD-ODRN"} == voor.keys() - na.keys()
    assert {"OD-ODU", "OD-ODGM"} == na.keys() - voor.keys()
    for feiten in (voor, na):
        alle = [g for f in feiten.values() for g in f.gemeenten]
        assert len(alle) == len(set(alle)) == 342


def test_a_dienst_lies_in_the_provinces_of_its_gemeenten():
    feiten = list_dienstfeiten(VOOR)
    assert feiten["OD-ODRN"].provincies == {"Provincie Gelderland"}
    assert feiten["OD-OFGV"].provincies == {"Provincie Flevoland", "Provincie Noord-Holland"}
    assert "PV25" in feiten["OD-ODRN"].deelnemers and "PV25" not in feiten["OD-ODRN"].gemeenten
    assert feiten["OD-ODRN"].zekerheden == {"aanname", "afgeleid"}


def test_who_went_on_as_one_is_told_with_its_day_and_source_and_not_before_it():
    fusies = {f.naar: f for f in list_samengegaan(NA)}
    assert fusies["OD-ODU"].delen == ("OD-ODRU", "OD-RUDU") and fusies["OD-ODU"].dag == NA
    assert fusies["OD-ODGM"].delen == ("OD-ODRA", "OD-ODRN")
    assert "gmb-2025-485351" in fusies["OD-ODU"].bron
    assert list_samengegaan(VOOR) == []


def test_before_the_list_begins_nothing_is_known():
    assert list_dienstfeiten(date(2023, 12, 31)) == {}
