import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from django.conf import settings
from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, RDF, SKOS
from typer.testing import CliRunner

from vth.begrippen import selectors
from vth.begrippen.cli import app
from vth.begrippen.publicatie.bundel import list_stale, make_bundel, write_bundel
from vth.begrippen.publicatie.informatiemodel import MIM
from vth.begrippen.publicatie.inhoud import make_inhoud
from vth.begrippen.publicatie.teksten import make_gegevenswoordenboek
from vth.begrippen.tests.builders import make_attribuut
from vth.begrippen.waardelijst import Lijstbestand, make_lijsten

DOCS = settings.BASE_DIR / "docs" / "begrippen"
VERBANDEN = (SKOS.broader, SKOS.narrower, SKOS.related)

# The properties that `mim-shapes.ttl` of MIM 1.2 asks for exactly once, by class.
ELK = {"naam", "modelelementidentificatie", "isGedefinieerdIn", "datumOpname"}
BETEKENIS = {"herkomst", "definitie", "herkomstDefinitie"}
HISTORIE = {
    "indicatieMaterieleHistorie",
    "indicatieFormeleHistorie",
    "heeftTijdlijnGeldigheid",
    "heeftTijdlijnRegistratie",
}
KENMERK = HISTORIE | {"kardinaliteit", "authentiek", "indicatieAfleidbaar", "mogelijkGeenWaarde"}
EENMAAL = {
    "Informatiemodel": ELK | {"basisUri", "informatiedomein", "informatiemodeltype", "relatiemodelleringstype", "mimversie"},
    "Objecttype": ELK | BETEKENIS | {"indicatieAbstractObject"},
    "Attribuutsoort": ELK | BETEKENIS | KENMERK | {"type", "indicatieClassificerend"},
    "Relatiesoort": ELK | BETEKENIS | KENMERK | {"bron", "doel", "unidirectioneel", "aggregatietype"},
    "Codelijst": ELK | {"herkomst", "definitie", "locatie"},
}  # fmt: skip


@cache
def bundel():
    return make_bundel()


@cache
def begrippen():
    return Graph().parse(data=bundel()["begrippenkader.ttl"], format="turtle")


@cache
def concepten():
    return frozenset(begrippen().subjects(RDF.type, SKOS.Concept))


@cache
def model():
    return Graph().parse(data=bundel()["informatiemodel.ttl"], format="turtle")


@cache
def definities():
    return json.loads(bundel()["register.schema.json"])["$defs"]


def test_what_is_published_in_docs_is_what_the_source_says():
    assert list_stale(DOCS) == []


def test_the_same_source_gives_the_same_bytes():
    assert make_bundel() == bundel()


def test_every_concept_has_one_dutch_name_and_a_definition():
    for concept in concepten():
        assert [naam.language for naam in begrippen().objects(concept, SKOS.prefLabel)] == ["nl"]
        assert [d.language for d in begrippen().objects(concept, SKOS.definition)] == ["nl"]


def test_every_concept_stands_in_one_scheme_and_has_a_source():
    schemas = set(begrippen().subjects(RDF.type, SKOS.ConceptScheme))
    for concept in concepten():
        assert len(set(begrippen().objects(concept, SKOS.inScheme)) & schemas) == 1
        assert all(
            begrippen().value(bron, DCTERMS.title) for bron in begrippen().objects(concept, DCTERMS.source)
        )
        assert begrippen().value(concept, DCTERMS.source, any=True)


def count_in_scheme(eigenschap):
    paren = [
        (begrippen().value(c, SKOS.inScheme), waarde) for c, waarde in begrippen().subject_objects(eigenschap)
    ]
    return [paar for paar, aantal in Counter(paren).items() if aantal > 1]


def test_a_name_stands_for_one_concept_within_a_scheme():
    paren = [
        (begrippen().value(c, SKOS.inScheme), str(begrippen().value(c, SKOS.prefLabel)).lower())
        for c in concepten()
    ]
    assert [paar for paar, aantal in Counter(paren).items() if aantal > 1] == []


def test_a_code_stands_for_one_concept_within_a_scheme():
    assert count_in_scheme(SKOS.notation) == []


def test_no_concept_is_an_orphan_and_no_top_concept_has_a_broader_one():
    for concept in concepten():
        top = (concept, SKOS.topConceptOf, None) in begrippen()
        verbonden = any(
            (concept, v, None) in begrippen() or (None, v, concept) in begrippen() for v in VERBANDEN
        )
        assert top or verbonden
        assert not (top and (concept, SKOS.broader, None) in begrippen())


def test_relations_between_concepts_lead_to_concepts_and_back():
    terug = {SKOS.broader: SKOS.narrower, SKOS.narrower: SKOS.broader, SKOS.related: SKOS.related}
    for verband, andersom in terug.items():
        for van, naar in begrippen().subject_objects(verband):
            assert naar in concepten() and (naar, andersom, van) in begrippen()


def test_a_term_is_not_both_preferred_and_alternative():
    for concept in concepten():
        namen = set(begrippen().objects(concept, SKOS.prefLabel))
        assert not namen & set(begrippen().objects(concept, SKOS.altLabel))


def test_every_concept_of_the_standard_is_matched():
    doelen = {str(doel) for doel in begrippen().objects(None, SKOS.closeMatch)}
    assert len(doelen) == 35
    assert "http://definities.geostandaarden.nl/vth/id/begrip/vthobject" in doelen


def test_every_code_of_a_list_is_published_with_its_code():
    for lijst in selectors.read_lijsten("").values():
        schema = next(s for s in begrippen().subjects() if str(s).endswith(f"/waardelijst/{lijst.id}"))
        if lijst.samengesteld_uit:
            leden = set(begrippen().objects(schema, SKOS.member))
            assert leden <= concepten() and len(leden) == len(lijst.codes)
        else:
            codes = [
                str(begrippen().value(c, SKOS.notation)) for c in begrippen().subjects(SKOS.inScheme, schema)
            ]
            assert sorted(codes) == sorted(lijst.codes)


@pytest.mark.parametrize("klasse", EENMAAL)
def test_every_element_of_the_model_has_what_mim_asks_for(klasse):
    elementen = list(model().subjects(RDF.type, MIM[klasse]))
    assert elementen
    for element in elementen:
        aantallen = {naam: len(list(model().objects(element, MIM[naam]))) for naam in EENMAAL[klasse]}
        assert {naam for naam, aantal in aantallen.items() if aantal != 1} == set()


def test_the_model_holds_every_object_type_attribute_and_relation():
    typen = selectors.read_model().values()
    aantal = {
        k: len(list(model().subjects(RDF.type, MIM[k])))
        for k in ("Objecttype", "Attribuutsoort", "Relatiesoort")
    }
    assert aantal["Objecttype"] == len(typen)
    assert aantal["Attribuutsoort"] == sum(len(o.attributen) for o in typen)
    assert aantal["Relatiesoort"] == sum(len(o.relaties) for o in typen)


def test_every_type_and_goal_in_the_model_exists():
    eigen = Namespace(str(selectors.read_kader()["basis"]))
    for eigenschap in (MIM.type, MIM.doel, MIM.bron):
        for doel in model().objects(None, eigenschap):
            assert (doel, RDF.type, None) in model() or not doel.startswith(eigen)


def test_every_reference_within_the_schema_leads_somewhere():
    for verwijzing in re.findall(r'"\$ref": "#/\$defs/([^"]+)"', bundel()["register.schema.json"]):
        assert verwijzing in definities()


def test_the_schema_holds_names_lengths_patterns_and_codes():
    vestiging = definities()["vestiging"]
    assert (
        vestiging["properties"]["kvk_nummer"] | {"pattern": "^(?:[0-9]{8})$", "maxLength": 8}
        == vestiging["properties"]["kvk_nummer"]
    )
    assert vestiging["properties"]["sbi"]["type"] == "array"
    assert vestiging["required"] == ["objecttype", "id", "naam"]
    hoofdtype = definities()["vthobject"]["properties"]["hoofdtype"]
    assert "inrichting" in definities()[hoofdtype["$ref"].split("/")[-1]]["enum"]


def test_no_attribute_hides_behind_what_every_record_has():
    gedeeld = {"objecttype", "id", "begin_geldigheid", "eind_geldigheid", "voidredenen"}
    for naam, objecttype in selectors.read_model().items():
        delen = [deel.naam for deel in (*objecttype.attributen, *objecttype.relaties)]
        assert sorted(definities()[naam]["properties"]) == sorted([*gedeeld, *delen])
        assert len(definities()[naam]["required"]) == len(set(definities()[naam]["required"]))


def test_every_pattern_of_the_schema_is_a_regular_expression():
    for patroon in re.findall(r'"pattern": ("[^"]+")', bundel()["register.schema.json"]):
        re.compile(json.loads(patroon))


def test_the_dictionary_names_every_attribute_relation_and_list():
    tekst = bundel()["gegevenswoordenboek.md"]
    for objecttype in selectors.read_model().values():
        for deel in (*objecttype.attributen, *objecttype.relaties):
            assert f"| `{deel.naam}` | {deel.titel} |" in tekst
    for lijst in selectors.read_lijsten("").values():
        assert f"(`{lijst.id}`)" in tekst


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    for naam in ("gegevenswoordenboek.md", "conformiteit.md"):
        breedte = 0
        for regel in bundel()[naam].splitlines():
            if not regel.startswith("|"):
                breedte = 0
                continue
            cellen = len(re.findall(r"(?<!\\)\|", regel))
            assert cellen == (breedte or cellen)
            breedte = cellen


def test_a_bar_in_a_text_does_not_break_a_table():
    inhoud = make_inhoud()
    soort = replace(inhoud.model["geoobject"], attributen=(make_attribuut(patroon="a|b", lengte=1),))
    tekst = make_gegevenswoordenboek(replace(inhoud, model={"geoobject": soort}))
    assert "patroon `a\\|b`" in tekst


def test_every_difference_is_in_the_published_conformity():
    for verschil in selectors.list_verschillen():
        assert f"| {verschil.onderdeel} |" in bundel()["conformiteit.md"]


def test_a_published_list_can_be_read_back_as_a_list():
    for lijst in selectors.read_lijsten("").values():
        rijen = list(csv.DictReader(io.StringIO(bundel()[f"waardelijsten/{lijst.id}.csv"])))
        kop = {"id": lijst.id, "titel": lijst.titel, "definitie": lijst.definitie, "bron": lijst.bron}
        terug = make_lijsten([Lijstbestand("terug.csv", kop | {"extra": dict(lijst.extra)}, rijen)])[lijst.id]
        assert terug.waarden == lijst.waarden


def test_the_command_writes_all_files_and_then_finds_them_up_to_date(tmp_path):
    assert CliRunner().invoke(app, ["maak", "--map", str(tmp_path)]).exit_code == 0
    uitkomst = CliRunner().invoke(app, ["controleer", "--map", str(tmp_path)])
    assert (uitkomst.exit_code, "passen bij de bron" in uitkomst.output) == (0, True)


def test_the_command_names_every_stale_file_and_fails(tmp_path):
    write_bundel(tmp_path)
    (tmp_path / "conformiteit.md").write_text("oud")
    (tmp_path / "waardelijsten" / "gedrag.csv").unlink()
    (tmp_path / "waardelijsten" / "vervallen.csv").write_text("code")
    uitkomst = CliRunner().invoke(app, ["controleer", "--map", str(tmp_path)])
    assert uitkomst.exit_code == 1
    assert [regel.split(" past ")[0] for regel in uitkomst.output.splitlines()] == [
        "conformiteit.md",
        "waardelijsten/gedrag.csv",
        "waardelijsten/vervallen.csv",
    ]


def test_writing_takes_away_old_lists_and_leaves_other_files_alone(tmp_path):
    write_bundel(tmp_path)
    (tmp_path / "waardelijsten" / "vervallen.csv").write_text("code")
    (tmp_path / "eigen.md").write_text("van een mens")
    write_bundel(tmp_path)
    assert list_stale(tmp_path) == []
    assert (tmp_path / "eigen.md").read_text() == "van een mens"


def test_what_an_installation_adds_is_not_published_as_ours(settings, tmp_path):
    (tmp_path / "x.yaml").write_text(
        "vult_aan: gedrag\nbron: e\nwaarden:\n  - {code: x, naam: x, definitie: X.}\n"
    )
    settings.LIJSTEN_DIR = str(tmp_path)
    assert make_bundel() == bundel()
