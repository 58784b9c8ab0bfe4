"""Loading a folder: idempotent, correctable, and refused whole when a row is wrong."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from vth.logboek.models import Gebeurtenis
from vth.organisaties import selectors
from vth.organisaties.models import Opvolging, Organisatie, OrganisatieVoorkomen, Werkgebied
from vth.organisaties.rules import StamgegevensError
from vth.organisaties.services import record_stamgegevens
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import NIEMAND, GeenToegangError

from .builders import BASIS, BEHEERDER, load_map, make_map

OP = date(2024, 6, 1)
LINDEVEEN = {"code": "GM9901", "soort": "gemeente", "naam": "Lindeveen"}


@pytest.fixture
def basis(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    return tmp_path


def test_loading_the_same_folder_again_writes_nothing(basis: Path) -> None:
    regels = Gebeurtenis.objects.count()
    assert record_stamgegevens(viewer=BEHEERDER, map_=basis / "basis").aantal == 0
    assert Gebeurtenis.objects.count() == regels


def test_corrected_name_keeps_what_was_known_before(basis: Path) -> None:
    eerder = OrganisatieVoorkomen.objects.get(organisatie_id="GM9901").tijdstip_registratie
    load_map(basis / "beter", {"organisaties": [LINDEVEEN | {"naam": "Lindeveld"}]})
    later = datetime(2100, 1, 1, tzinfo=UTC)
    namen = [selectors.find_organisatie("GM9901", Peilmoment(OP, moment)).naam for moment in (eerder, later)]
    assert namen == ["Lindeveen", "Lindeveld"]


def test_new_name_from_a_day_leaves_the_days_before(basis: Path) -> None:
    oud = LINDEVEEN | {"eind_geldigheid": "2025-01-01"}
    nieuw = LINDEVEEN | {"naam": "Lindeveld", "begin_geldigheid": "2025-01-01"}
    load_map(basis / "later", {"organisaties": [oud, nieuw]})
    assert selectors.find_naam("GM9901", date(2024, 12, 31)) == "Lindeveen"
    assert selectors.find_naam("GM9901", date(2025, 1, 1)) == "Lindeveld"


def test_what_no_file_names_stays(basis: Path) -> None:
    load_map(basis / "klein", {"organisaties": [LINDEVEEN | {"afkorting": "LV"}]})
    assert len(selectors.list_codes(OP)) == len(BASIS["organisaties"])


def test_row_that_ends_where_it_begins_withdraws_the_statement(basis: Path) -> None:
    rij = {
        "organisatie": "OD-ZUID",
        "taak": "basistaken",
        "gebied": "GM9903",
        "eind_geldigheid": "2024-01-01",
    }
    load_map(basis / "weg", {"werkgebieden": [rij]})
    assert selectors.find_omgevingsdienst("GM9903", OP) == ""
    assert Werkgebied.objects.filter(gebied="GM9903", taak="basistaken").count() == 1


def test_own_statement_survives_a_reload_of_the_national_list(db: None, tmp_path: Path) -> None:
    record_stamgegevens(viewer=BEHEERDER)
    load_map(
        tmp_path / "eigen", {"organisaties": [{"code": "PV20", "soort": "provincie", "naam": "Eigen naam"}]}
    )
    verslag = record_stamgegevens(viewer=BEHEERDER)
    assert (verslag.aantal, verslag.overgeslagen) == (0, ("organisaties: PV20",))
    assert selectors.find_naam("PV20", OP) == "Eigen naam"


def test_own_withdrawal_survives_a_reload_of_the_national_list(db: None, tmp_path: Path) -> None:
    record_stamgegevens(viewer=BEHEERDER)
    weg = {"organisatie": "OD-DCMR", "taak": "seveso", "gebied": "GM0664", "eind_geldigheid": "2024-01-01"}
    fusie = {"voorganger": "OD-ODRN", "opvolger": "OD-ODGM", "datum": "2026-01-01", "ingetrokken": "ja"}
    load_map(tmp_path / "eigen", {"werkgebieden": [weg], "opvolgingen": [fusie]})
    verslag = record_stamgegevens(viewer=BEHEERDER)
    assert verslag.aantal == 0
    assert verslag.overgeslagen == ("werkgebieden: OD-DCMR seveso GM0664", "opvolgingen: OD-ODRN OD-ODGM")


def test_corrected_succession_withdraws_the_old_one(basis: Path) -> None:
    paar = {"voorganger": "OD-NOORD", "opvolger": "OD-ZUID"}
    for dag in ("2025-01-01", "2026-01-01"):
        load_map(basis / dag, {"opvolgingen": [paar | {"datum": dag}]})
    assert selectors.list_opvolgers("OD-NOORD", date(2025, 6, 1)) == {"OD-NOORD"}
    assert selectors.list_opvolgers("OD-NOORD", date(2026, 1, 1)) == {"OD-ZUID"}
    assert Opvolging.objects.count() == 2
    load_map(basis / "weg", {"opvolgingen": [paar | {"datum": "2026-01-01", "ingetrokken": "ja"}]})
    assert selectors.list_opvolgers("OD-NOORD", date(2026, 1, 1)) == {"OD-NOORD"}


def test_semicolons_and_a_byte_order_mark_are_read(db: None, tmp_path: Path) -> None:
    tekst = "code;soort;begin_geldigheid;naam;zekerheid;bron\nGM9901;gemeente;2024-01-01;Lindeveen;aanname;proef\n"
    (tmp_path / "organisaties.csv").write_text(tekst, encoding="utf-8-sig")
    assert record_stamgegevens(viewer=BEHEERDER, map_=tmp_path).organisaties == 1


WERK = {"organisatie": "OD-NOORD", "taak": "basistaken", "gebied": "GM9901"}
FOUTEN: list[tuple[str, dict[str, Any], str]] = [
    ("organisaties", LINDEVEEN | {"code": "GM 1"}, "is geen code"),
    ("organisaties", LINDEVEEN | {"code": "gm9901"}, "lijkt te veel op GM9901"),
    ("organisaties", LINDEVEEN | {"soort": "provincie"}, "bekend als gemeente"),
    ("organisaties", LINDEVEEN | {"soort": "stad"}, "'stad' kan hier niet"),
    ("organisaties", LINDEVEEN | {"naam": ""}, "er staat niets"),
    ("organisaties", LINDEVEEN | {"naam": "x" * 201}, "201 tekens"),
    ("organisaties", LINDEVEEN | {"zekerheid": "zeker"}, "'zeker' kan hier niet"),
    ("organisaties", LINDEVEEN | {"begin_geldigheid": "1-1-2024"}, "geen datum"),
    ("organisaties", LINDEVEEN | {"eind_geldigheid": "2023-01-01"}, "voor het begin"),
    ("organisaties", LINDEVEEN | {"burgemeester": "De Vries"}, "onbekende kolommen: burgemeester"),
    ("gemeenten", LINDEVEEN, "hoort bij geen tabel"),
    ("werkgebieden", WERK | {"organisatie": "OD-WEST"}, "OD-WEST bestaat niet"),
    ("werkgebieden", WERK | {"gebied": "PV99"}, "hier hoort een gemeente"),
    ("werkgebieden", WERK | {"organisatie": "OD-ZUID"}, "twee diensten: OD-NOORD en OD-ZUID"),
    ("deelnemingen", {"omgevingsdienst": "GM9901", "deelnemer": "GM9902"}, "hier hoort een omgevingsdienst"),
    (
        "bronhouderschappen",
        {"gegevensset": "zaak", "gebied": "NL", "organisatie": "RIJK"},
        "'zaak' bestaat niet",
    ),
    (
        "opvolgingen",
        {"voorganger": "LAB", "opvolger": "LAB", "datum": "2025-01-01"},
        "zichzelf niet opvolgen",
    ),
]


@pytest.mark.parametrize(("tabel", "rij", "melding"), FOUTEN, ids=[melding for _, _, melding in FOUTEN])
def test_wrong_row_is_refused(basis: Path, tabel: str, rij: dict[str, Any], melding: str) -> None:
    with pytest.raises(StamgegevensError, match=melding):
        load_map(basis / "fout", {tabel: [rij]})


def test_overlapping_states_of_one_thing_are_refused(basis: Path) -> None:
    rijen = [LINDEVEEN, LINDEVEEN | {"naam": "Lindeveld", "begin_geldigheid": "2025-01-01"}]
    with pytest.raises(StamgegevensError, match="overlapt die van"):
        load_map(basis / "fout", {"organisaties": rijen})


def test_only_the_first_state_can_have_an_unknown_begin(basis: Path) -> None:
    oud = LINDEVEEN | {"eind_geldigheid": "2025-01-01", "begin_bekend": "nee"}
    with pytest.raises(StamgegevensError, match="begin_bekend is nee"):
        load_map(
            basis / "fout",
            {"organisaties": [oud, LINDEVEEN | {"begin_geldigheid": "2025-01-01", "begin_bekend": "nee"}]},
        )


def test_werkgebied_cannot_outlive_its_dienst(basis: Path) -> None:
    eind = {"code": "OD-NOORD", "soort": "omgevingsdienst", "naam": "Noord", "eind_geldigheid": "2025-01-01"}
    with pytest.raises(StamgegevensError, match="OD-NOORD eindigt op wo 1 januari 2025"):
        load_map(basis / "fout", {"organisaties": [eind]})


def test_refused_folder_leaves_nothing_behind(basis: Path) -> None:
    goed, fout = {"code": "GM9904", "soort": "gemeente", "naam": "Nieuwland"}, LINDEVEEN | {"naam": ""}
    with pytest.raises(StamgegevensError, match="niets gewijzigd"):
        load_map(basis / "fout", {"organisaties": [goed, fout]})
    assert not Organisatie.objects.filter(code="GM9904").exists()


def test_empty_folder_and_other_encodings_are_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(StamgegevensError, match="geen CSV-bestanden"):
        record_stamgegevens(viewer=BEHEERDER, map_=tmp_path)
    (tmp_path / "organisaties.csv").write_bytes("code,naam\nGM9901,Súdwest".encode("latin-1"))
    with pytest.raises(StamgegevensError, match="geen UTF-8"):
        record_stamgegevens(viewer=BEHEERDER, map_=tmp_path)


def test_loading_asks_for_the_right(db: None, tmp_path: Path) -> None:
    with pytest.raises(GeenToegangError, match="het recht"):
        record_stamgegevens(viewer=NIEMAND, map_=make_map(tmp_path, BASIS))
