"""Every check points at what is wrong and not at what is like it, and says what was seen, why that is wrong, what to do."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.aanleveringen.proeflevering import check_proeflevering
from vth.aanleveringen.profiel import Leverprofiel
from vth.aanleveringen.profielmaken import make_leverprofiel
from vth.aanleveringen.selectors import Bevindingregel, list_verslag
from vth.aanleveringen.toetsing import KOP, TOETSEN, list_bestanden
from vth.analyse.sqlbestand import SqlBestandError, read_sqlbestand
from vth.begrippen.selectors import read_model
from vth.organisaties.tests.builders import load_map, load_vierkanten, make_vierkant
from vth.register.tests.builders import make_object

from .builders import lever, make_csv
from .test_profiel import write_profiel

MAP = Path(__file__).parent / "gevallen"
GEVALLEN = yaml.load((MAP / "toetsen.yaml").read_text(), Loader=yaml.BaseLoader)
VERLOOP = yaml.load((MAP / "verloop.yaml").read_text(), Loader=yaml.BaseLoader)
# What a row needs to be a row at all; a case names only what it is about.
GEWOON = {
    "vthobject": {"hoofdtype": "inrichting"},
    "activiteituitvoering": {"activiteit": "bal-3.2.6", "status": "uitvoering", "bevoegd_gezag": "GM9901"},
    "activiteitmelding": {"kenmerk": "Z-1"},
    "toestemming": {"kenmerk": "Z-1", "toestemmingsoort": "vergunning"},
    "geoobject": {"soort": "ander_geoobject"},
    "vestiging": {"naam": "De Linde BV"},
    "nietnatuurlijkpersoon": {"naam": "De Linde BV"},
    "natuurlijkpersoon": {"geslachtsnaam": "Veen"},
    "controle": {"controletype": "regulier", "controledatum": "2025-03-01"},
    "bevinding": {"volgnummer": "1", "onderwerp": "bodem", "resultaat": "nageleefd"},
    "incident": {"incidentdatum": "2025-03-01"},
    "incidentsignaal": {"signaalsoort": "klacht", "signaalcategorie": "geur", "signaaldatum": "2025-03-01"},
    "overtreding": {"overtredingsdatum": "2025-03-01", "aard": "Olie in de bodem"},
    "handhavingsmaatregel": {
        "handhavingsinstrument": "last_onder_dwangsom",
        "opgelegd_op": "2025-03-01",
        "opgelegd_door": "GM9901",
        "status": "in_uitvoering",
    },
    "handhavingsverzoek": {"ontvangstdatum": "2025-03-01", "omschrijving": "Olie in de sloot"},
}
# With one of these words begins what the sender has to do.
DOE = [
    "Verbeter",
    "Vul",
    "Controleer",
    "Kies",
    "Lever",
    "Laat",
    "Exporteer",
    "Kort",
    "Schrijf",
    "Teken",
    "Wissel",
    "Verwijder",
    "Zorg",
    "Gebruik",
    "verbeter",
]
VAST = ("sleutel", "begin_geldigheid", "eind_geldigheid")
PERIODE = ("begin_geldigheid", "eind_geldigheid")


def name_geval(geval: dict[str, Any]) -> str:
    return f"{geval['toets']} {geval['tekst'][:40]}"


def make_rijen(geval: dict[str, Any], welke: str) -> list[dict[str, str]]:
    """The rows of a case, complete."""
    rijen = geval[welke] if isinstance(geval[welke], list) else [geval[welke]]
    gewoon = {"sleutel": "R1"} | GEWOON[geval["gegevensset"]] | geval.get("rij", {})
    volledig = [gewoon | {k: _repeat(w) for k, w in rij.items()} for rij in rijen]
    kolommen = dict.fromkeys(k for rij in volledig for k in rij)
    return [{k: rij.get(k, "") for k in kolommen} for rij in volledig]


def _repeat(waarde: str) -> str:
    """`A*201` is 201 times an A."""
    treffer = re.fullmatch(r"(\w)\*(\d+)", waarde)
    return treffer[1] * int(treffer[2]) if treffer else waarde


def make_profiel(gegevensset: str, kolommen: list[str], **anders: Any) -> Leverprofiel:
    """A profile in which each column has the name of its field or relation."""
    objecttype = read_model()[gegevensset]
    relaties = {k: {"naar": r.naar[0], "sleutel": k} for k in kolommen if (r := objecttype.get_relatie(k))}
    stroom = {
        "gegevensset": gegevensset,
        "sleutel": "sleutel",
        "velden": {k: k for k in kolommen if k not in relaties and k not in VAST},
        "relaties": relaties,
        **{k: k for k in kolommen if k in PERIODE},
    }
    inhoud = {"id": "proef.toets", "titel": "Toets", "leverancier": "OD-PROEF", "stromen": [stroom]}
    return make_leverprofiel(
        inhoud | {"bestand": {"soort": "csv", "scheiding": ";"}} | anders, "proef.yaml", read_model()
    )


def find_regels(geval: dict[str, Any], welke: str, tmp_path: Path) -> list[Bevindingregel]:
    """What the check of this case says about the rows."""
    rijen = make_rijen(geval, welke)
    bestand = tmp_path / "rijen.csv"
    bestand.write_text(
        make_csv([{k: f'"{w}"' if w else "" for k, w in r.items()} for r in rijen], ";".join(rijen[0]))
    )
    profiel = make_profiel(geval["gegevensset"], list(rijen[0]), **geval.get("profiel", {}))
    uitkomst = check_proeflevering(profiel, bestand, peildatum=date(2025, 6, 1))
    return [r for r in uitkomst.regels if r.toets == geval["toets"]]


@pytest.fixture
def lindeveen(db: None, tmp_path: Path, zet_klok: Callable[..., datetime]) -> None:
    """A day of receipt that stands still, and one gemeente with a border."""
    zet_klok(2025, 6, 30, 12)
    load_map(tmp_path / "organisaties")
    load_vierkanten(tmp_path / "grens.geojson", {"GM9901": make_vierkant(230_000, 580_000, 10_000)})


@pytest.mark.parametrize("geval", GEVALLEN, ids=map(name_geval, GEVALLEN))
def test_check_points_at_what_is_wrong(geval: dict[str, Any], lindeveen: None, tmp_path: Path) -> None:
    regels = find_regels(geval, "fout", tmp_path)
    assert regels
    assert regels[0].tekst == geval["tekst"]


@pytest.mark.parametrize("geval", GEVALLEN, ids=map(name_geval, GEVALLEN))
def test_check_leaves_alone_what_is_like_it(geval: dict[str, Any], lindeveen: None, tmp_path: Path) -> None:
    assert not find_regels(geval, "goed", tmp_path)


@pytest.mark.parametrize("geval", [*GEVALLEN, *VERLOOP], ids=map(name_geval, [*GEVALLEN, *VERLOOP]))
def test_message_says_what_was_seen_why_and_what_to_do(geval: dict[str, Any]) -> None:
    zinnen = re.split(r"(?<=[.?;,]) ", geval["tekst"])
    assert len(zinnen) >= 2
    assert any(zin.split()[0] in DOE or (set(zin.split()) & {"verbeter"}) for zin in zinnen), zinnen
    assert not re.search(r"\{[a-z]+\}|  |\(\)|‘’", geval["tekst"]), "er staat een gat in de melding"


def test_no_check_lacks_a_case() -> None:
    assert {b.kop["id"] for b in list_bestanden()} == {g["toets"] for g in [*GEVALLEN, *VERLOOP]}


@pytest.mark.parametrize("file", sorted(TOETSEN.rglob("*.sql")), ids=lambda f: f.stem)
def test_header_says_what_the_check_is(file: Path) -> None:
    kop = read_sqlbestand(file, KOP).kop
    assert kop["id"] == f"{file.parent.name}.{file.stem}"
    assert kop["ernst"] in ("blokkerend", "waarschuwing")
    assert set(kop) <= {*KOP, "voor", "leegt", "vast", "met", "melding_licht"}
    assert set(re.findall(r"\{(\w+)\}", kop["melding"])) <= {"waarde", "kaal", "grens", "titel"}


@pytest.mark.parametrize("weg", KOP)
def test_check_without_a_part_of_its_header_is_refused(weg: str, tmp_path: Path) -> None:
    file = tmp_path / "x.sql"
    file.write_text("".join(f"-- {k}: x\n" for k in KOP if k != weg) + "SELECT 1")
    with pytest.raises(SqlBestandError, match=f"ontbreekt {weg}"):
        read_sqlbestand(file, KOP)


# The delivery as a whole


def make_verlooprijen(deel: dict[str, Any]) -> str:
    """As many rows as are asked, of which the first `leeg` have no name."""
    leeg = int(deel.get("leeg", 0))
    namen = [
        "" if n <= leeg else deel.get("naam", "Vast").replace("#", str(n))
        for n in range(1, int(deel["aantal"]) + 1)
    ]
    rijen = [
        {"NR": deel.get("sleutel", "A#").replace("#", str(n)), "NAAM": naam}
        for n, naam in enumerate(namen, 1)
    ]
    return make_csv(rijen, "NR;NAAM")


def deliver_verloop(geval: dict[str, Any], welke: str) -> set[tuple[str, str]]:
    """Deliver twice, and give what the second report says: check and text."""
    lever(make_verlooprijen(geval["eerst"]), profiel="proef.verloop")
    for sleutel in geval.get("ander", []):
        make_object(sleutel, leverancier="OD-ANDER")
    aanlevering = lever(make_verlooprijen(geval[welke]), profiel="proef.verloop", peildatum=date(2024, 3, 1))
    return {(r.toets, r.tekst) for r in list_verslag(aanlevering, hoogstens=500)}


@pytest.mark.parametrize("geval", VERLOOP, ids=map(name_geval, VERLOOP))
def test_change_since_the_last_delivery_is_told(geval: dict[str, Any], verse_database: None) -> None:
    assert (geval["toets"], geval["tekst"]) in deliver_verloop(geval, "fout")


@pytest.mark.parametrize("geval", VERLOOP, ids=map(name_geval, VERLOOP))
def test_ordinary_change_is_not_told(geval: dict[str, Any], verse_database: None) -> None:
    assert geval["toets"] not in {toets for toets, _ in deliver_verloop(geval, "goed")}


# What was agreed about a check


@pytest.mark.parametrize(
    ("afspraak", "ernst"),
    [
        ({}, "blokkerend"),
        ({"veld.jaartal": "waarschuwing"}, "waarschuwing"),
        ({"veld.jaartal": "uit"}, ""),
        ({"veld.jaartal": "uit", "vthobject:veld.jaartal": "waarschuwing"}, "waarschuwing"),
    ],
)
def test_agreement_changes_the_weight_and_the_nearest_counts(
    afspraak: dict[str, str], ernst: str, db: None, tmp_path: Path
) -> None:
    toetsen = {naam: {"ernst": e, "reden": "Zo afgesproken"} for naam, e in afspraak.items()}
    geval = next(g for g in GEVALLEN if g["toets"] == "veld.jaartal") | {"profiel": {"toetsen": toetsen}}
    assert [r.ernst for r in find_regels(geval, "fout", tmp_path)] == ([ernst] if ernst else [])


def test_value_of_which_is_only_warned_but_that_does_not_fit_is_not_taken_over(
    verse_database: None, tmp_path: Path, settings: Any
) -> None:
    settings.PROFIELEN_DIR = str(tmp_path)
    licht = {"veld.codelijst": {"ernst": "waarschuwing", "reden": "Wij ruimen dit op"}}
    velden = {"hoofdtype": {"vast": "inrichting"}, "seveso_niveau": "BRZO"}
    stroom = {"gegevensset": "vthobject", "sleutel": "NR", "velden": velden}
    inhoud = {"id": "proef.licht", "titel": "Licht", "leverancier": "OD-PROEF", "bestand": {"soort": "csv"}}
    write_profiel(tmp_path, inhoud | {"stromen": [stroom], "toetsen": licht})
    aanlevering = lever("NR;BRZO\nA1;hoog\n", profiel="proef.licht")
    assert aanlevering.staat == "verwerkt", aanlevering.uitleg
    rijen = list_verslag(aanlevering, toets="veld.codelijst")
    assert [(r.ernst, r.waarde) for r in rijen] == [("waarschuwing", "hoog")]
