from dataclasses import replace

import pytest

from vth.begrippen import selectors
from vth.begrippen.conformiteit import derive_verschillen
from vth.begrippen.rules import BegripError
from vth.begrippen.tests.builders import make_attribuut, make_objecttype
from vth.begrippen.verschil import Afwijking, Verschil, check_afwijkingen, make_afwijkingen

VERSCHIL = Verschil("formaat", "x", "a", "b")


def derive(model=None, lijsten=None):
    verschillen = derive_verschillen(
        selectors.read_standaard(),
        model if model is not None else selectors.read_model(),
        lijsten if lijsten is not None else selectors.read_lijsten(""),
    )
    return {(v.soort, v.onderdeel): v for v in verschillen}


def change(naam, attribuut=None, relatie=None, **velden):
    model = dict(selectors.read_model())
    oud = model[naam]
    if attribuut:
        delen = tuple(replace(a, **velden) if a.naam == attribuut else a for a in oud.attributen)
        model[naam] = replace(oud, attributen=delen)
    else:
        delen = tuple(replace(r, **velden) if r.naam == relatie else r for r in oud.relaties)
        model[naam] = replace(oud, relaties=delen)
    return model


def test_every_difference_with_the_standard_has_one_reason_and_every_reason_a_difference():
    assert selectors.list_afwijkingen()


def test_the_extensions_are_listed_with_their_reason():
    uitbreidingen = [v for v in selectors.list_verschillen() if v.soort == "uitbreiding"]
    assert {"vthobject.ippc", "vthobject.drijver", "waardelijst voidreden"} <= {
        v.onderdeel for v in uitbreidingen
    }
    assert all(v.reden for v in uitbreidingen)


@pytest.mark.parametrize(
    ("model", "soort", "onderdeel"),
    [
        (change("vthobject", "naam", soort="datum"), "formaat", "VTH-OBJECT: VTH-objectnaam (vthobject) als naam"),
        (change("vthobject", "naam", cim="", uitbreiding="x"), "attribuut ontbreekt", "VTH-OBJECT: VTH-objectnaam (vthobject)"),
        (change("vthobject", "naam", cim="", uitbreiding="x"), "uitbreiding", "vthobject.naam"),
        (change("vthobject", "naam", verplicht=True), "kardinaliteit strenger", "VTH-OBJECT: VTH-objectnaam (vthobject)"),
        (change("vthobject", "naam", meervoudig=True), "kardinaliteit anders", "VTH-OBJECT: VTH-objectnaam (vthobject)"),
        (change("vthobject", "hoofdtype", verplicht=False), "kardinaliteit losser", "VTH-OBJECT: Type VTH-object (vthobject)"),
        (change("vthobject", "hoofdtype", lijst="gedrag"), "formaat", "VTH-OBJECT: Type VTH-object (vthobject) als hoofdtype"),
        (change("vthobject", relatie="deel_van", meervoudig=True), "kardinaliteit anders", "VTH-OBJECT maakt deel uit van VTH-OBJECT (vthobject)"),
        (change("vthobject", relatie="deel_van", naar=("geoobject",)), "doel", "VTH-OBJECT maakt deel uit van VTH-OBJECT"),
        (change("vthobject", relatie="deel_van", naar=("vthobject", "geoobject")), "doel", "VTH-OBJECT maakt deel uit van VTH-OBJECT"),
        (change("vthobject", relatie="deel_van", cim="", uitbreiding="x"), "relatie ontbreekt", "VTH-OBJECT maakt deel uit van VTH-OBJECT"),
        (change("vestiging", "land", cim="", uitbreiding="x"), "attribuut ontbreekt", "BETROKKENE: Adres buitenland - Land (vestiging)"),
    ],
)  # fmt: skip
def test_a_change_of_the_model_shows_as_a_difference(model, soort, onderdeel):
    assert (soort, onderdeel) not in derive()
    assert (soort, onderdeel) in derive(model)


def test_an_object_type_that_is_not_held_is_a_difference():
    model = {naam: o for naam, o in selectors.read_model().items() if naam != "toestemming"}
    assert ("objecttype ontbreekt", "TOESTEMMING") in derive(model)


@pytest.mark.parametrize("cim", ["Kleur", "VERZOEK: Kleur", "VTH-OBJECT heeft kleur KLEUR"])
def test_a_reference_to_what_the_standard_does_not_have_is_refused(cim):
    with pytest.raises(BegripError, match="staat niet in CIm VTH FLo"):
        derive({"vthobject": make_objecttype(make_attribuut(cim=cim))})


def change_lijst(id_, **velden):
    lijsten = dict(selectors.read_lijsten(""))
    lijsten[id_] = replace(lijsten[id_], **velden)
    return lijsten


def test_a_value_that_is_missing_added_or_spelled_otherwise_shows_as_a_difference():
    waarden = selectors.read_lijst("gedrag").waarden
    zonder = derive(lijsten=change_lijst("gedrag", waarden=waarden[1:]))
    assert ("waarde ontbreekt", "Gedrag: goedwillend") in zonder
    erbij = derive(
        lijsten=change_lijst("gedrag", waarden=(*waarden, replace(waarden[0], code="E", naam="braaf")))
    )
    assert ("waarde erbij", "Gedrag: braaf") in erbij
    anders = derive(
        lijsten=change_lijst("gedrag", waarden=(replace(waarden[0], naam="Goedwillend"), *waarden[1:]))
    )
    assert ("spelling", "Gedrag: goedwillend") in anders


def test_a_code_of_the_standard_that_is_used_otherwise_shows_as_a_difference():
    a, *rest = selectors.read_lijst("gedrag").waarden
    verschillen = derive(lijsten=change_lijst("gedrag", waarden=(replace(a, code="E"), *rest)))
    assert verschillen["code", "Gedrag: goedwillend"].project == "E"


def test_a_list_that_is_not_held_is_a_difference():
    verschillen = derive(lijsten=change_lijst("gedrag", cim="") | change_lijst("gedrag", cim=""))
    assert ("lijst ontbreekt", "Gedrag") in verschillen
    zonder = {naam: lijst for naam, lijst in selectors.read_lijsten("").items() if naam != "controletype"}
    assert ("lijst ontbreekt", "Controletype") in derive(lijsten=zonder)


def test_an_element_of_a_reference_list_that_is_not_held_is_a_difference():
    lijsten = change_lijst("handhavingsinstrument", extra={})
    assert ("element ontbreekt", "Handhavingsinstrument: Zwaarte") in derive(lijsten=lijsten)


def test_a_difference_without_reason_is_refused():
    with pytest.raises(BegripError, match="geen reden voor het verschil: formaat / x"):
        check_afwijkingen([VERSCHIL], [])


def test_a_reason_without_difference_is_refused():
    with pytest.raises(BegripError, match="geen verschil bij de reden: formaat / y"):
        check_afwijkingen([VERSCHIL], [Afwijking("formaat", ("x", "y"), "Daarom.")])


def test_two_reasons_for_one_difference_are_refused():
    with pytest.raises(BegripError, match="twee redenen voor één verschil"):
        check_afwijkingen(
            [VERSCHIL], [Afwijking("formaat", ("x",), "A."), Afwijking("formaat", ("x",), "B.")]
        )


@pytest.mark.parametrize(
    "rij", [{"soort": "formaat", "onderdelen": ["x"]}, {"soort": "s", "onderdelen": [], "reden": "R."}]
)
def test_a_reason_that_lacks_something_is_refused(rij):
    with pytest.raises(BegripError, match="elke afwijking heeft"):
        make_afwijkingen({"afwijkingen": [rij]}, "afwijkingen.yaml")
