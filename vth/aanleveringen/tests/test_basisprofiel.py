"""A profile builds on another: what it does not say itself comes from there, and what it says counts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vth.aanleveringen.basisprofiel import apply_basis
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.profiel import Leverprofiel, ProfielError
from vth.aanleveringen.profielbestanden import PROFIELEN, list_basisprofielen, read_profielbestand
from vth.aanleveringen.selectors import list_profielen, read_profiel
from vth.begrippen.selectors import read_model, read_standaard
from vth.register.models import Persoonsgegeven

from .builders import lever
from .test_profiel import GOED, write_profiel

# The files of the national Baseline CSV, as `shared/feiten/cim_vth_flo/README.md` lists them.
BESTANDEN = {
    "inspectieobject", "vestiging", "binnenschip", "omgevingsobject", "natuurlijkpersoon", "niet-natuurlijkpersoon",
    "signaal", "inspectie", "bevinding", "overtreding", "inspectiedocument", "toestemming", "activiteituitvoering",
    "afvalmelding", "bodemmelding", "vuurwerkmelding", "asbestmelding", "notitie", "betrokkenpartij",
    "betrokkenovertreders", "certificaat", "certificaatoudnieuw",
}  # fmt: skip
KOLOMMEN = (
    "bsn,voornaam,voorletters,tussenvoegsel,achternaam,geboortedatum,geslachtsaanduiding,geboorteplaats,"
    "geboorteland_code,nationaliteit,documentnummer_id,wa_straatnaam,wa_huisnummer,wa_huisnr_toevoeging,"
    "wa_postcode_nl,wa_plaatsnaam,wa_gemeente,wa_landcode,wa_adresaanduiding"
)
KAMERS = {"register", "toezicht", "handhaving", "zaken", "uitwisseling"}
EIGEN = {
    "id": "proef.mensen",
    "titel": "Mensen",
    "leverancier": "OD-PROEF",
    "basis": "baseline.natuurlijkpersoon",
}


def read(tmp_path: Path, settings: Any, **anders: Any) -> Leverprofiel:
    """Read a profile that builds on the one of the Baseline."""
    settings.PROFIELEN_DIR = str(tmp_path)
    return read_profielbestand(write_profiel(tmp_path, EIGEN | anders))


def make_stroom(**velden: Any) -> list[dict[str, Any]]:
    return [{"gegevensset": "natuurlijkpersoon", "velden": velden}]


def test_family_has_one_file_for_each_file_of_the_baseline() -> None:
    namen = {f.stem for f in (PROFIELEN / "baseline").iterdir()}
    assert namen == BESTANDEN
    basis = {b.id: b for b in list_basisprofielen() if b.id.startswith("baseline.")}
    assert set(basis) == {f"baseline.{naam}" for naam in BESTANDEN}
    assert {b.bestandsnaam for b in basis.values()} == {f"{naam}.csv" for naam in BESTANDEN}


def test_only_the_file_of_which_the_columns_were_read_is_filled() -> None:
    assert [b.id for b in list_basisprofielen() if b.is_bekend and b.id.startswith("baseline.")] == [
        "baseline.natuurlijkpersoon"
    ]


@pytest.mark.parametrize("naam", sorted(BESTANDEN))
def test_each_file_says_where_it_belongs(naam: str) -> None:
    basis = next(b for b in list_basisprofielen() if b.id == f"baseline.{naam}")
    assert set(basis.objecttypen) <= set(read_standaard().objecttypen)
    assert set(basis.gegevenssets) <= set(read_model())
    assert basis.kamer in KAMERS
    assert bool(basis.gegevenssets) == (basis.kamer == "register")


@pytest.mark.parametrize("naam", sorted(BESTANDEN - {"natuurlijkpersoon"}))
def test_file_without_known_columns_is_refused_with_what_is_needed(naam: str) -> None:
    with pytest.raises(
        ProfielError, match=rf"^De kolommen van {naam}\.csv .* nog niet bekend.*kamer "
    ) as fout:
        read_profiel(f"baseline.{naam}")
    assert f"die vult baseline.{naam} aan" in str(fout.value)


def test_profile_without_supplier_cannot_be_delivered_by() -> None:
    with pytest.raises(
        ProfielError, match=r"Maak een eigen leverprofiel met `basis: baseline\.natuurlijkpersoon`"
    ):
        read_profiel("baseline.natuurlijkpersoon")
    assert not [p.id for p in list_profielen() if p.id.startswith("baseline.")]


def test_known_file_names_only_columns_that_were_read(tmp_path: Path, settings: Any) -> None:
    assert set(read(tmp_path, settings).list_kolommen()) <= set(KOLOMMEN.split(","))


def test_what_a_profile_does_not_say_comes_from_its_basis(tmp_path: Path, settings: Any) -> None:
    profiel = read(tmp_path, settings)
    assert (profiel.leverancier, profiel.basis) == ("OD-PROEF", "baseline.natuurlijkpersoon")
    assert (profiel.bestand.soort, profiel.vertrouwelijkheid) == ("csv", "vertrouwelijk")
    assert profiel.stromen[0].velden["geslachtsnaam"].kolom == "achternaam"
    assert profiel.toelichting == ""


def test_own_word_counts_before_that_of_the_basis(tmp_path: Path, settings: Any) -> None:
    profiel = read(
        tmp_path,
        settings,
        bestand={"scheiding": "|"},
        vertrouwelijkheid="confidentieel",
        stromen=make_stroom(geslachtsnaam="naam", postcode=None),
    )
    assert (profiel.bestand.soort, profiel.bestand.scheiding) == ("csv", "|")
    assert profiel.vertrouwelijkheid == "confidentieel"
    velden = profiel.stromen[0].velden
    assert velden["geslachtsnaam"].kolom == "naam"
    assert "postcode" not in velden and velden["woonplaats"].kolom == "wa_plaatsnaam"


def test_own_gegevensset_comes_beside_that_of_the_basis(tmp_path: Path, settings: Any) -> None:
    profiel = read(tmp_path, settings, stromen=GOED["stromen"])
    assert profiel.gegevenssets == ("natuurlijkpersoon", "vthobject")


def test_basis_may_build_on_another(tmp_path: Path, settings: Any) -> None:
    onder = EIGEN | {"id": "proef.tussen", "drempels": {"einden_procent": 7, "geweigerd_procent": 9}}
    write_profiel(tmp_path, onder, "tussen.yaml")
    profiel = read(tmp_path, settings, basis="proef.tussen", drempels={"einden_procent": 8})
    assert (profiel.einden_procent, profiel.geweigerd_procent) == (8, 9)
    assert profiel.stromen[0].velden["geslachtsnaam"].kolom == "achternaam"


def test_circle_of_profiles_is_refused(tmp_path: Path, settings: Any) -> None:
    write_profiel(tmp_path, EIGEN | {"id": "proef.tussen", "basis": "proef.mensen"}, "tussen.yaml")
    with pytest.raises(ProfielError, match="bouwt weer op dit profiel"):
        read(tmp_path, settings, basis="proef.tussen")


def test_overriding_one_of_two_equal_streams_is_refused() -> None:
    stroom = {"gegevensset": "vthobject", "sleutel": "A", "velden": {}}
    with pytest.raises(ProfielError, match="welke u bedoelt, is niet te zeggen"):
        apply_basis({"stromen": [stroom]}, {"stromen": [stroom, stroom]}, "x.yaml")


def test_nothing_of_the_basis_is_changed_by_who_builds_on_it(tmp_path: Path, settings: Any) -> None:
    voor = repr(read(tmp_path, settings).stromen)
    read(tmp_path / "ander", settings, id="proef.ander", stromen=make_stroom(postcode=None))
    assert repr(read(tmp_path / "nog", settings).stromen) == voor


def test_basisprofiel_that_does_not_say_what_it_is_of_is_refused(tmp_path: Path) -> None:
    file = write_profiel(tmp_path, {"id": "x", "titel": "X", "kolommen": "onbekend"})
    with pytest.raises(ProfielError, match="een basisprofiel noemt `bestandsnaam`"):
        read_profielbestand(file)


def test_file_of_the_baseline_is_delivered_by_an_own_profile(
    verse_database: None, tmp_path: Path, settings: Any
) -> None:
    codes = {"kolom": "geslachtsaanduiding", "codes": {"M": "man", "V": "vrouw"}}
    read(tmp_path, settings, stromen=make_stroom(geslachtsaanduiding=codes, adresaanduidingsoort=None))
    rij = "123456782,Bo,B.,de,Vries,1980-01-01,V,Lindeveen,6030,NL,,Dorpsstraat,12,a,9901 AB,Lindeveen,,,W"
    aanlevering = lever(f"{KOLOMMEN}\n{rij}\n", profiel="proef.mensen", peildatum=date(2025, 1, 1))
    assert aanlevering.staat == Aanlevering.Staat.VERWERKT, aanlevering.uitleg
    persoon = Persoonsgegeven.objects.get()
    assert (persoon.geslachtsnaam, persoon.geslachtsaanduiding, persoon.postcode) == (
        "Vries",
        "vrouw",
        "9901AB",
    )
    assert "voornaam" in aanlevering.opmerkingen[0]
