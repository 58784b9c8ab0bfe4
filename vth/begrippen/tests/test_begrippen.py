import pytest

from vth.begrippen import selectors
from vth.begrippen.begrip import derive_bron, derive_cim_adres, make_begrippen, make_bronnen
from vth.begrippen.rules import BegripError, Bron, derive_onbekende_woorden, derive_woorden
from vth.begrippen.tests.builders import make_begriprij, make_objecttype


def make(*rijen, model=None):
    return make_begrippen([("kamer.yaml", {"kamer": "kamer", "begrippen": list(rijen)})], model or {})


@pytest.mark.parametrize(
    ("rijen", "melding"),
    [
        ([make_begriprij(zonder="definitie")], "definitie ontbreekt"),
        ([make_begriprij(zonder="bron")], "bron ontbreekt"),
        ([make_begriprij(zonder="naam")], "naam ontbreekt"),
        ([make_begriprij(id="Een Stoel")], "een id heeft alleen kleine letters"),
        ([make_begriprij(kleur="rood")], "kleur is niet bekend"),
        ([make_begriprij(zekerheid="misschien")], "zekerheid 'misschien' bestaat niet"),
        ([make_begriprij(), make_begriprij()], "bestaat al in de kamer"),
        ([make_begriprij(), make_begriprij("zetel", naam="Stoel")], "heten allebei"),
        ([make_begriprij(breder=["meubel"])], "breder noemt meubel"),
        ([make_begriprij(gerelateerd=["tafel"])], "gerelateerd noemt tafel"),
        ([make_begriprij(breder=["stoel"])], "breder dan zichzelf"),
        ([make_begriprij("a", breder=["b"]), make_begriprij("b", breder=["a"])], "breder dan zichzelf"),
        (
            [make_begriprij("a", breder=["b"], gerelateerd=["b"]), make_begriprij("b")],
            "breder én gerelateerd",
        ),
        ([make_begriprij(vervangen_door=["stoel"])], "geen einddatum"),
        ([make_begriprij(model="stoel")], "het objecttype 'stoel' bestaat niet"),
    ],
)
def test_a_bad_concept_is_refused_with_the_reason(rijen, melding):
    with pytest.raises(BegripError, match=melding):
        make(*rijen)


def test_a_file_without_room_is_refused():
    with pytest.raises(BegripError, match="een bestand heeft een kamer en begrippen"):
        make_begrippen([("x.yaml", {"begrippen": []})], {})


def test_narrower_is_the_other_side_of_broader():
    begrippen = {b.id: b for b in make(make_begriprij("stoel", breder=["meubel"]), make_begriprij("meubel"))}
    assert begrippen["meubel"].nauwer == ("stoel",)


def test_a_concept_of_the_model_takes_name_and_definition_from_there():
    (begrip,) = make({"id": "vthobject", "model": "vthobject"}, model={"vthobject": make_objecttype()})
    assert (begrip.naam, begrip.definitie, begrip.cim) == ("vthobject", "Betekenis.", "VTH-OBJECT")
    assert begrip.bron == (derive_cim_adres("VTH-OBJECT"),)


def test_every_object_type_of_the_standard_has_a_concept_and_no_other_name_is_used():
    cim = [b.cim for b in selectors.list_begrippen() if b.cim]
    assert sorted(cim) == sorted(selectors.read_standaard().objecttypen)
    assert len(cim) == 35


def test_the_object_types_of_the_register_say_the_same_in_model_and_glossary():
    for naam, objecttype in selectors.read_model().items():
        assert selectors.read_begrip(naam).definitie == objecttype.definitie


def test_two_concepts_never_have_the_same_definition():
    definities = [b.definitie for b in selectors.list_begrippen()]
    assert len(definities) == len(set(definities))


def test_the_nouns_of_the_project_are_in_the_glossary():
    woorden = """
        aanlevering leverancier leverprofiel toets toetsverslag terugmelding bronhouder gegevensset bronobject toewijzing
        gelijkstelling entiteit geldigheid peilmoment herkomst voorkomen dagstand zicht viewer
    """
    assert {*woorden.split()} <= {b.naam for b in selectors.list_begrippen()}


def test_an_unknown_concept_is_refused_in_dutch():
    with pytest.raises(BegripError, match="begrip 'stoel' bestaat niet"):
        selectors.read_begrip("stoel")


@pytest.mark.parametrize(
    ("naam", "woorden"),
    [
        ("VthObjectVoorkomen", ("vth", "object", "voorkomen")),
        ("begin_geldigheid", ("begin", "geldigheid")),
        ("inhoud_md5", ("inhoud", "md5")),
        ("adres_buitenland_1", ("adres", "buitenland")),
        ("GEOObject", ("geo", "object")),
        ("beëindiging", ("beeindiging",)),
    ],
)
def test_a_name_is_split_into_its_words(naam, woorden):
    assert derive_woorden(naam) == woorden


def test_a_compound_counts_as_the_words_it_is_written_with():
    assert derive_onbekende_woorden("VthObjectVoorkomen", {"vthobject", "voorkomen"}) == ()
    assert derive_onbekende_woorden("begin_finding", {"begin"}) == ("finding",)
    assert derive_onbekende_woorden("begunstigings_termijn", {"begunstigingstermijn"}) == ()


@pytest.mark.parametrize(
    "naam", ["VthObjectVoorkomen", "eind_registratie", "sleutelvelden", "aantal_bevindingen"]
)
def test_names_in_our_own_words_are_known(naam):
    assert selectors.list_onbekende_woorden(naam.replace("sleutelvelden", "sleutel_veld")) == ()


@pytest.mark.parametrize("naam", ["finding_date", "Inspection", "toetsuitslagje"])
def test_names_in_other_words_are_named(naam):
    assert selectors.list_onbekende_woorden(naam)


def test_the_caller_gets_a_set_of_words_of_its_own():
    selectors.list_woorden().add("stoel")
    assert "stoel" not in selectors.list_woorden()
    assert {"vthobject", "geldigheid", "bevoegd", "gezag"} <= selectors.list_woorden()


def test_a_source_is_a_short_name_with_a_place_an_address_or_text():
    register = {"awb": Bron("Algemene wet bestuursrecht", "https://wet")}
    assert derive_bron("awb 5:32", register) == Bron("Algemene wet bestuursrecht, 5:32", "https://wet")
    assert derive_bron("https://elders", register) == Bron("https://elders", "https://elders")
    assert derive_bron("Eigen besluit", register) == Bron("Eigen besluit")


def test_a_source_without_title_is_refused():
    with pytest.raises(BegripError, match="bron 'awb' heeft een titel"):
        make_bronnen({"awb": {"url": "https://wet"}}, "bronnen.yaml")


def test_every_source_of_the_project_is_a_known_one_or_an_address():
    teksten = [t for b in selectors.list_begrippen() for t in b.bron]
    teksten += [
        t for x in selectors.read_lijsten("").values() for t in (x.bron, *(w.bron for w in x.waarden))
    ]
    onbekend = {
        t for t in teksten if not t.startswith("http") and t.split(" ")[0] not in selectors.read_bronnen()
    }
    assert onbekend == set()
