"""Checklists: what is wrong with one, what comes out of answers, and that the phone says the same as the server."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.toezicht.lijst.antwoord import Antwoord, make_antwoord
from vth.toezicht.lijst.lezer import Lezing, read_checklist
from vth.toezicht.lijst.rules import Locatiefeiten, derive_stand, stand_as_dict
from vth.toezicht.lijst.selectors import list_checklists, list_passend, read_bestand, read_codes
from vth.toezicht.lijst.voorwaarde import read_voorwaarde, say_voorwaarde
from vth.toezicht.lijst.vorm import Checklist, Vraagsoort, make_checklist
from vth.toezicht.lijst.vormlezer import read_vorm

GEVALLEN = Path(__file__).parent / "gevallen"
JS = Path(__file__).parents[1] / "static" / "toezicht" / "lijst.js"
DAG = date(2026, 6, 15)
STEL = yaml.safe_load((GEVALLEN / "lijst.yaml").read_text())
FOUTEN = yaml.safe_load((GEVALLEN / "lijstfouten.yaml").read_text())
GETALLEN = yaml.safe_load((Path(__file__).parents[2] / "vormgeving" / "tests" / "getallen.yaml").read_text())
GETYPT = ["<0,05", "< 500", "1.500", "<1.500,25", "12.5", "-007", "1.50,5", "9" * 41, "nvt", " 7 ", "abc", 3]
KOP = {"code": "x", "versie": "1", "titel": "X", "geldig_vanaf": date(2026, 1, 1), "bronnen": ["eigen"]}


def read(vorm: dict[str, Any]) -> Lezing:
    return read_checklist(vorm, "proef.yaml", read_codes(DAG))


def make_lijst() -> Checklist:
    lezing = read(STEL["lijst"])
    assert lezing.lijst and not lezing.meldingen
    return lezing.lijst


def make_feiten(vorm: dict[str, Any]) -> Locatiefeiten:
    lijst = {n: tuple(vorm.get(n, ())) for n in ("activiteiten", "objecttypen")}
    return Locatiefeiten(**lijst, kenmerken=vorm.get("kenmerken", {}))


@pytest.fixture(scope="module")
def telefoon() -> Iterator[Callable[..., dict[str, Any]]]:
    """The engine of the phone in node: one process, one question and one answer per line."""
    if not shutil.which("node"):
        pytest.skip("node is er niet; de telefoon is niet naast de server gehouden")
    harnas = (
        f"import {{deriveStand}} from {json.dumps(JS.as_uri())};"
        "import {createInterface} from 'node:readline';"
        "for await (const regel of createInterface({input: process.stdin}))"
        " console.log(JSON.stringify(deriveStand(...JSON.parse(regel))));"
    )
    opdracht = ["node", "--input-type=module", "-e", harnas]
    with subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as proces:
        assert proces.stdin and proces.stdout

        def ask(*delen: Any) -> dict[str, Any]:
            proces.stdin.write(json.dumps(delen) + "\n")
            proces.stdin.flush()
            antwoord: dict[str, Any] = json.loads(proces.stdout.readline())
            return antwoord

        yield ask
        proces.stdin.close()


def derive(lijst: Checklist, feiten: dict[str, Any], antwoorden: dict[str, Any], dag: date) -> dict[str, Any]:
    gelezen = {id_: make_antwoord(a) for id_, a in antwoorden.items()}
    return stand_as_dict(derive_stand(lijst, make_feiten(feiten), gelezen, dag=dag))


@pytest.mark.parametrize("geval", STEL["gevallen"], ids=lambda g: g["geval"])
def test_answers_give_what_the_case_says_here_and_on_the_phone(
    geval: dict[str, Any], telefoon: Callable[..., dict[str, Any]]
) -> None:
    lijst, dag = make_lijst(), geval.get("dag", DAG)
    stand = derive(lijst, geval["feiten"], geval["antwoorden"], dag)
    assert telefoon(lijst.as_dict(), geval["feiten"], geval["antwoorden"], dag.isoformat()) == stand
    dan = dict(geval["dan"])
    if "resultaten" in dan:
        assert {v["vraag"]: v["resultaat"] for v in stand["voorstellen"]} == dan.pop("resultaten")
    if "voorstel" in dan:
        assert dan.pop("voorstel") in stand["voorstellen"]
    assert {naam: stand[naam] for naam in dan} == dan


@pytest.mark.parametrize(("tekst", "getal", "getoond"), GETALLEN["goed"])
def test_a_typed_number_is_read_and_shown_as_every_form_does_here_and_on_the_phone(
    tekst: str, getal: str, getoond: str, telefoon: Callable[..., dict[str, Any]]
) -> None:
    lijst = make_lijst()
    for kleiner in ("", "<", "< "):
        antwoorden = {"loost": "ja", "route": "riool", "olie": f"{kleiner}{tekst.strip()}"}
        stand = derive(lijst, {}, antwoorden, DAG)
        assert telefoon(lijst.as_dict(), {}, antwoorden, DAG.isoformat()) == stand
        (voorstel,) = (v for v in stand["voorstellen"] if v["vraag"] == "olie")
        assert voorstel["toelichting"].endswith(f"Antwoord: {kleiner.strip()}{getoond} mg/l.")
    assert (voorstel["resultaat"] == "nader_onderzoek") is (float(getal) > 0.7)


@pytest.mark.parametrize("tekst", [t for t in GETALLEN["slecht"] if t])
def test_what_no_form_takes_as_a_number_no_checklist_does_here_or_on_the_phone(
    tekst: str, telefoon: Callable[..., dict[str, Any]]
) -> None:
    lijst, antwoorden = make_lijst(), {"loost": "ja", "route": "riool", "olie": tekst}
    stand = derive(lijst, {}, antwoorden, DAG)
    assert telefoon(lijst.as_dict(), {}, antwoorden, DAG.isoformat()) == stand
    assert [f["vraag"] for f in stand["fout"]] == ["olie"]


@pytest.mark.parametrize("geval", FOUTEN, ids=lambda g: g["geval"])
def test_fault_in_a_list_is_told_with_its_place_and_what_to_do(geval: dict[str, Any]) -> None:
    hoofdstuk = {"code": "een", "titel": "Een", "vragen": geval["vragen"]}
    lezing = read({**KOP, "hoofdstukken": [hoofdstuk]})
    dan = geval["dan"]
    raak = [m for m in lezing.meldingen if (m.ernst, m.vraag, m.gezien) == tuple(dan.values())]
    assert raak, [str(m) for m in lezing.meldingen]
    assert raak[0].bestand == "proef.yaml" and raak[0].waarom and raak[0].doe
    assert (lezing.lijst is None) == (dan["ernst"] == "fout")


@pytest.mark.parametrize(
    ("tekst", "gezien"),
    [
        ("", "het bestand is leeg of heeft geen namen"),
        ("code: [", "het bestand is geen YAML"),
        ("a: 1\na: 2", "onder regel 1 staat 'a' twee keer"),
        ("a: &x [1]\nb: [*x, *x]", "regel 1 wordt met * of & herhaald"),
        ("a: " + "x" * 1_000_001, "het bestand telt 1000004 bytes"),
    ],
)
def test_file_that_is_no_list_is_refused_with_its_reason(tekst: str, gezien: str) -> None:
    assert read_vorm(tekst, "x.yaml").gezien == gezien  # type: ignore[union-attr]


def test_every_fault_is_told_at_once() -> None:
    vragen = [
        {"id": "a"},
        {"id": "b", "vraag": "B?", "soort": "raar"},
        {"id": "c", "vraag": "C?", "soort": "foto"},
    ]
    lezing = read({**KOP, "hoofdstukken": [{"code": "een", "titel": "Een", "vragen": vragen}]})
    assert [m.vraag for m in lezing.fouten] == ["a", "b", "c"]


def test_own_file_adds_to_a_list_of_the_project_and_replaces_by_id() -> None:
    basis = list_checklists(dag=DAG)[0]
    eerste = next(v for _, v in basis.iter_vragen())
    vraag = {"vraag": "Anders gevraagd?", "soort": "tekst", "hulp": "h", "norm": "geen"}
    eigen = {
        "breidt_uit": basis.code,
        "versie": "gemeente 2",
        "hoofdstukken": [
            {"code": basis.hoofdstukken[0].code, "vragen": [{"id": "erbij", **vraag}]},
            {"code": "eigen_deel", "titel": "Eigen", "vragen": [{"id": "nieuw", **vraag}]},
        ],
    }
    lezing = read_bestand(yaml.safe_dump(eigen), "eigen.yaml", dag=DAG)
    assert lezing.lijst, lezing.meldingen
    ids = [v.id for _, v in lezing.lijst.iter_vragen()]
    assert {"erbij", "nieuw", eerste.id} <= set(ids)
    assert lezing.lijst.versie == f"{basis.versie}+gemeente 2"


@pytest.mark.parametrize("lijst", list_checklists(dag=DAG), ids=lambda li: li.code)
def test_shipped_list_is_whole_and_worth_taking_along(lijst: Checklist) -> None:
    lezing = read_bestand(
        (Path(__file__).parents[1] / "lijst" / "lijsten" / f"{lijst.code}.yaml").read_bytes(),
        lijst.code,
        dag=DAG,
    )
    assert not [str(m) for m in lezing.meldingen]
    vragen = [v for _, v in lijst.iter_vragen()]
    assert len(vragen) >= 12 and sum(bool(v.als) for v in vragen) >= 3
    assert all(len(v.hulp) > 40 for v in vragen)
    assert sum(bool(v.bevinding) for v in vragen) >= 10
    assert make_checklist(json.loads(json.dumps(lijst.as_dict()))) == lijst


def list_waarden(vraag: Any) -> st.SearchStrategy[Any]:
    """Answers to a question, good ones and others."""
    keuzes = [*vraag.keuzes, "ja", "nee", "hersteld", "nvt", "onbekend", "raar", ""]
    codes = st.sampled_from(keuzes)
    match vraag.soort:
        case Vraagsoort.MEERKEUZE:
            waarde = st.lists(codes, max_size=3) | codes
        case Vraagsoort.GETAL:
            getal = st.decimals(-1000, 1000, places=3, allow_nan=False).map(
                lambda d: str(d).replace(".", ",")
            )
            waarde = getal | st.sampled_from(GETYPT)
        case Vraagsoort.DATUM:
            waarde = st.dates(date(2015, 1, 1), date(2027, 1, 1)).map(str) | st.sampled_from(
                ["2024-02-29", "2025-02-29", "x", 3]
            )
        case Vraagsoort.FOTO | Vraagsoort.MONSTER:
            waarde = st.lists(st.sampled_from(["a", "b"]), max_size=2) | st.just("x")
        case _:
            waarde = codes
    eenheden = [e.code for e in vraag.eenheden] + ["", "kg"]
    heel = {
        "waarde": waarde,
        "eenheid": st.sampled_from(eenheden),
        "toelichting": st.sampled_from(["", " ", "zo"]),
    }
    return waarde | st.fixed_dictionaries(heel, optional={"fotos": st.just(["f"])})


@st.composite
def bezoeken(draw: st.DrawFn) -> tuple[Checklist, dict[str, Any], dict[str, Any]]:
    """A shipped list, a site, and answers to some of its questions."""
    lijst = draw(st.sampled_from(list_checklists(dag=DAG)))
    vragen = [v for _, v in lijst.iter_vragen()]
    gekozen = draw(st.lists(st.sampled_from(vragen), max_size=25, unique_by=lambda v: v.id))
    antwoorden = {v.id: draw(list_waarden(v)) for v in gekozen}
    kenmerken = draw(
        st.dictionaries(st.sampled_from(["ippc", "vergunning", "woning"]), st.sampled_from(["ja", "nee"]))
    )
    activiteiten = draw(st.lists(st.sampled_from([*lijst.activiteiten, "3.2.6"]), max_size=3))
    feiten = {
        "activiteiten": activiteiten,
        "objecttypen": list(lijst.objecttypen[:1]),
        "kenmerken": kenmerken,
    }
    return lijst, feiten, antwoorden


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(bezoeken())
def test_phone_and_server_never_differ(telefoon: Callable[..., dict[str, Any]], bezoek: Any) -> None:
    lijst, feiten, antwoorden = bezoek
    stand = derive(lijst, feiten, antwoorden, DAG)
    assert telefoon(lijst.as_dict(), feiten, antwoorden, DAG.isoformat()) == stand


@settings(max_examples=60)
@given(bezoeken(), st.randoms())
def test_order_of_answering_makes_no_difference(bezoek: Any, toeval: Any) -> None:
    lijst, feiten, antwoorden = bezoek
    anders = list(antwoorden.items())
    toeval.shuffle(anders)
    assert derive(lijst, feiten, dict(anders), DAG) == derive(lijst, feiten, antwoorden, DAG)


@settings(max_examples=60)
@given(bezoeken(), st.data())
def test_hiding_and_showing_again_restores(bezoek: Any, data: st.DataObject) -> None:
    lijst, feiten, antwoorden = bezoek
    voor = derive(lijst, feiten, antwoorden, DAG)
    vraag = data.draw(st.sampled_from([v for _, v in lijst.iter_vragen()]))
    tussen = {**antwoorden, vraag.id: data.draw(list_waarden(vraag))}
    terug = {id_: a for id_, a in tussen.items() if id_ != vraag.id} | (
        {vraag.id: antwoorden[vraag.id]} if vraag.id in antwoorden else {}
    )
    assert set(derive(lijst, feiten, tussen, DAG)["telt_niet"]) <= set(tussen)
    assert derive(lijst, feiten, terug, DAG) == voor


def test_question_is_asked_only_when_what_it_waits_for_is_asked() -> None:
    lijst = make_lijst()
    antwoorden = {"loost": Antwoord("nee"), "route": Antwoord("riool"), "olie": Antwoord("300")}
    stand = derive_stand(lijst, Locatiefeiten(), antwoorden, dag=DAG)
    assert "hoog" not in stand.zichtbaar and stand.telt_niet == ("olie", "route")


@pytest.mark.parametrize(
    "tekst",
    [
        "a = ja",
        "niet (a = ja of b in (x, y)) en c >= -3.5",
        "beantwoord(a)",
        "locatie.ippc = ja en activiteit = 3.8.4",
    ],
)
def test_condition_reads_back_as_it_was_written(tekst: str) -> None:
    assert say_voorwaarde(read_voorwaarde(tekst)) == tekst


def test_lists_that_fit_a_site_come_with_the_best_first() -> None:
    lijsten = list_checklists(dag=DAG)
    feiten = Locatiefeiten(activiteiten=("3.2.6",), objecttypen=("bodemenergiesysteem",))
    assert list_passend(lijsten, feiten)[0].code == "gesloten_bodemenergie"
