"""A leverprofiel is made from its file, or refused with every fault and what to do."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vth.aanleveringen.profiel import Leverprofiel, ProfielError
from vth.aanleveringen.profielbestanden import list_bestanden, read_profielbestand
from vth.aanleveringen.profielmaken import make_leverprofiel
from vth.aanleveringen.selectors import list_eigen_profielen, list_profielen, list_profielfouten, read_profiel
from vth.begrippen.selectors import read_model

from .builders import BEHEERDER

FOUTEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "profielfouten.yaml").read_text())
GOED: dict[str, Any] = {
    "id": "proef.goed",
    "titel": "Een profiel dat klopt",
    "leverancier": "OD-PROEF",
    "bestand": {"soort": "csv"},
    "stromen": [
        {
            "gegevensset": "vthobject",
            "sleutel": "NR",
            "velden": {"naam": "NAAM", "hoofdtype": {"vast": "inrichting"}},
        }
    ],
}


def write_profiel(map_: Path, inhoud: Any, naam: str = "profiel.yaml") -> Path:
    """Write a profile file."""
    map_.mkdir(parents=True, exist_ok=True)
    file = map_ / naam
    file.write_text(inhoud if isinstance(inhoud, str) else yaml.safe_dump(inhoud, allow_unicode=True))
    return file


def make_inhoud(wijzig: dict[str, Any], stroom: dict[str, Any]) -> dict[str, Any]:
    """The good profile with something changed."""
    inhoud = copy.deepcopy(GOED) | wijzig
    if stroom:
        inhoud["stromen"][0] |= stroom
    return {k: v for k, v in inhoud.items() if v is not None}


def read(tmp_path: Path, **anders: Any) -> Leverprofiel:
    return read_profielbestand(write_profiel(tmp_path, GOED | anders))


def test_good_profile_is_made(tmp_path: Path) -> None:
    profiel = read(tmp_path)
    assert (profiel.id, profiel.gegevenssets, profiel.list_kolommen()) == (
        "proef.goed",
        ("vthobject",),
        ["NAAM", "NR"],
    )


@pytest.mark.parametrize("geval", FOUTEN, ids=[g["geval"] for g in FOUTEN])
def test_faulty_profile_is_refused_with_what_to_do(geval: dict[str, Any], tmp_path: Path) -> None:
    inhoud = make_inhoud(geval.get("wijzig", {}), geval.get("stroom", {}))
    with pytest.raises(ProfielError) as fout:
        read_profielbestand(write_profiel(tmp_path, inhoud))
    assert geval["melding"] in str(fout.value)
    assert "profiel.yaml" in str(fout.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ProfielError) as fout:
        read(tmp_path, leverancier="een naam", vertrouwelijkheid="x", levering="y")
    assert str(fout.value).count("\n- ") == 3


@pytest.mark.parametrize(
    "tekst", ["id: [", "id: a: b", "\t- x", "id: {a", "%YAML", "", "- a", "gewoon tekst"]
)
def test_what_is_no_profile_is_refused(tekst: str, tmp_path: Path) -> None:
    with pytest.raises(ProfielError, match=r"profiel\.yaml: dit is geen"):
        read_profielbestand(write_profiel(tmp_path, tekst))


def test_place_of_a_fault_in_the_yaml_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfielError, match="op regel 4"):
        read_profielbestand(write_profiel(tmp_path, "id: a\ntitel: b\nleverancier: [\n"))


def test_codes_are_text_as_they_stand_in_a_file(tmp_path: Path) -> None:
    tekst = yaml.safe_dump(GOED).replace(
        "naam: NAAM", "naam: {kolom: NAAM, codes: {0101: 007, yes: no, 1.0: 2e3}}"
    )
    naam = read_profielbestand(write_profiel(tmp_path, tekst)).stromen[0].velden["naam"]
    assert dict(naam.codes) == {"0101": "007", "yes": "no", "1.0": "2e3"}


def test_one_word_counts_as_a_list_of_one(tmp_path: Path) -> None:
    profiel = read(tmp_path, leeg="nvt", onbekend="onbekend", datums="%Y-%m-%d")
    assert (profiel.leeg, profiel.onbekend, profiel.datums) == (("nvt",), ("onbekend",), ("%Y-%m-%d",))


def test_threshold_may_have_a_comma(tmp_path: Path) -> None:
    assert read(tmp_path, drempels={"einden_procent": "2,5"}).einden_procent == 2.5


def test_unknown_id_is_told_with_what_exists() -> None:
    with pytest.raises(ProfielError, match=r"'proef.bestaatniet' bestaat niet. Kies uit: .*proef\.sites"):
        read_profiel("proef.bestaatniet")


def test_file_of_the_installation_comes_before_that_of_the_house(tmp_path: Path, settings: Any) -> None:
    write_profiel(tmp_path, GOED | {"id": "nea.ets", "titel": "Van onszelf"})
    settings.PROFIELEN_DIR = str(tmp_path)
    assert read_profiel("nea.ets").titel == "Van onszelf"


def test_one_faulty_file_does_not_take_the_others_away(tmp_path: Path, settings: Any) -> None:
    write_profiel(tmp_path, GOED, "goed.yaml")
    write_profiel(tmp_path, "id: [", "kapot.yaml")
    write_profiel(tmp_path, GOED | {"id": "proef.fout", "levering": "soms"}, "fout.yaml")
    settings.PROFIELEN_DIR = str(tmp_path)
    assert [p.id for p in list_eigen_profielen(BEHEERDER)] == ["proef.goed"]
    assert [f.split(":")[0] for f in list_profielfouten()] == ["kapot.yaml", "fout.yaml"]
    with pytest.raises(ProfielError, match="geen geldige YAML"):
        read_profiel("kapot")


def test_other_yaml_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    write_profiel(tmp_path, {"accounts": []}, "accounts.yaml")
    assert not list_bestanden((tmp_path,))


def test_every_profile_of_the_house_can_be_used() -> None:
    assert not list_profielfouten()
    assert {"rivm.ied", "nea.ets", "epa.tri"} <= {p.id for p in list_profielen()}


WAARDEN = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["vthobject", "NR", "naam", "ja", "csv"]),
    lambda deel: (
        st.lists(deel, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*GOED, "toetsen", "drempels", "gegevensset", "sleutel", "velden", "relaties", "waar"]
            )
            | st.text(max_size=5),
            deel,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    wijzig=st.dictionaries(
        st.sampled_from([*GOED, "toetsen", "drempels", "leeg", "historie", "reeks"]), WAARDEN
    )
)
def test_no_content_at_all_breaks_the_making(wijzig: dict[str, Any]) -> None:
    try:
        assert make_leverprofiel(GOED | wijzig, "proef.yaml", read_model()).stromen
    except ProfielError as fout:
        assert str(fout).startswith("proef.yaml: dit ")
