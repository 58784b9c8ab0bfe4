import pytest

from vth.begrippen import selectors
from vth.begrippen.rules import BegripError, make_objecttype

ATTRIBUUT = {
    "naam": "naam",
    "titel": "Naam",
    "soort": "tekst",
    "lengte": 10,
    "definitie": "Hoe het heet.",
    "cim": "Naam",
}
RELATIE = {
    "naam": "deel_van",
    "titel": "Deel van",
    "naar": ["ding"],
    "definitie": "Waar het bij hoort.",
    "cim": "X",
}


def make(attributen=(), relaties=(), **kop):
    vast = {"naam": "ding", "titel": "Ding", "meervoud": "Dingen", "cim": "DING", "definitie": "Een ding."}
    return make_objecttype(
        vast | kop | {"attributen": list(attributen), "relaties": list(relaties)}, "ding.yaml"
    )


@pytest.mark.parametrize(
    ("attribuut", "melding"),
    [
        (ATTRIBUUT | {"soort": "kleur"}, "heeft soort 'kleur'"),
        (ATTRIBUUT | {"soort": "code"}, "een code heeft een lijst"),
        (ATTRIBUUT | {"lijst": "gedrag"}, "een code heeft een lijst"),
        (ATTRIBUUT | {"lengte": 0}, "tekst zonder lengte"),
        (ATTRIBUUT | {"cim": ""}, "noemt geen naam uit CIm VTH FLo"),
        (ATTRIBUUT | {"kleur": "rood"}, "kent kleur niet"),
        ({"naam": "naam"}, "is onvolledig"),
    ],
)
def test_a_bad_attribute_is_refused_with_the_reason(attribuut, melding):
    with pytest.raises(BegripError, match=melding):
        make([attribuut])


def test_a_relation_without_ground_and_a_name_used_twice_are_refused():
    with pytest.raises(BegripError, match="noemt geen naam uit CIm VTH FLo"):
        make(relaties=[RELATIE | {"cim": ""}])
    with pytest.raises(BegripError, match="staat er twee keer in"):
        make([ATTRIBUUT], [RELATIE | {"naam": "naam"}])


def test_every_relation_leads_to_object_types_that_exist():
    model = selectors.read_model()
    for objecttype in model.values():
        for relatie in objecttype.relaties:
            assert relatie.naar and set(relatie.naar) <= set(model)


def test_every_part_has_a_title_and_a_definition():
    for objecttype in selectors.read_model().values():
        for deel in (*objecttype.attributen, *objecttype.relaties):
            assert deel.titel and deel.definitie.endswith("."), f"{objecttype.naam}.{deel.naam}"


def test_an_unknown_object_type_is_refused_in_dutch():
    with pytest.raises(BegripError, match="objecttype 'ding' bestaat niet"):
        selectors.read_objecttype("ding")
