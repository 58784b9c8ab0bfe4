"""The object types as a MIM 1.2 model in linked data.

Namespace, class and property names follow Geonovum/MIM-Werkomgeving (`media/mim.ttl`, `media/mim-shapes.ttl`), read
for this.
"""

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from ..rules import Attribuut, Objecttype, Relatiesoort, Waardelijst
from .inhoud import Inhoud

MIM = Namespace("http://modellen.mim-standaard.nl/def/mim#")
MODEL = "register"

# The primitive datatype of MIM behind each kind of attribute; a code has its list as datatype.
DATATYPEN = {
    "tekst": "CharacterString",
    "organisatie": "CharacterString",
    "datum": "Date",
    "getal": "Decimal",
    "bedrag": "Decimal",
    "geheel": "Integer",
    "janee": "Boolean",
    "coordinaat": "Real",
    "graad": "Real",
}
GEOMETRIE = "GM_MultiGeometry"

TOELICHTING = "De namen van klassen en eigenschappen zijn die van MIM 1.2 (Geonovum/MIM-Werkomgeving)."


def make_informatiemodel(inhoud: Inhoud) -> str:
    """Give the model as Turtle: object types with their attributes and relations, and the lists they use."""
    graaf = Graph()
    graaf.bind("mim", MIM)
    graaf.bind("rdfs", RDFS)
    model = URIRef(inhoud.make_id("informatiemodel", MODEL))
    _add_informatiemodel(graaf, inhoud, model)
    _add_geometrie(graaf, inhoud)
    for lijst in inhoud.lijsten.values():
        _add_codelijst(graaf, inhoud, lijst)
    for objecttype in inhoud.model.values():
        _add_objecttype(graaf, inhoud, model, objecttype)
    return graaf.serialize(format="turtle")


def _add_informatiemodel(graaf: Graph, inhoud: Inhoud, model: URIRef) -> None:
    """Add the model as a whole."""
    _add_naam(graaf, inhoud, model, "Informatiemodel", "Open VTH register")
    graaf.add((model, MIM.basisUri, Literal(inhoud.basis, datatype=XSD.anyURI)))
    graaf.add((model, MIM.informatiedomein, Literal("Vergunningverlening, toezicht en handhaving")))
    graaf.add((model, MIM.informatiemodeltype, MIM.LogischInformatiemodel))
    graaf.add((model, MIM.relatiemodelleringstype, MIM.RelatiesoortLeidend))
    graaf.add((model, MIM.mimversie, Literal("1.2")))
    graaf.add((model, MIM.mimtaal, Literal("NL")))
    graaf.add((model, RDFS.comment, Literal(TOELICHTING, lang="nl")))


def _add_naam(graaf: Graph, inhoud: Inhoud, element: URIRef, klasse: str, naam: str) -> None:
    """Add what every element has: class, name, identification, the day it was taken in."""
    graaf.add((element, RDF.type, MIM[klasse]))
    graaf.add((element, RDFS.label, Literal(naam, lang="nl")))
    graaf.add((element, MIM.naam, Literal(naam, lang="nl")))
    graaf.add((element, MIM.modelelementidentificatie, Literal(str(element), datatype=XSD.anyURI)))
    graaf.add((element, MIM.isGedefinieerdIn, URIRef(inhoud.make_id("informatiemodel", MODEL))))
    graaf.add((element, MIM.datumOpname, Literal(inhoud.datum_opname, datatype=XSD.date)))


def _add_betekenis(graaf: Graph, element: URIRef, definitie: str, herkomst: str) -> None:
    """Add what it means and where it comes from; every definition is Open VTH's own wording."""
    graaf.add((element, MIM.definitie, Literal(definitie, lang="nl")))
    graaf.add((element, MIM.herkomst, Literal(herkomst)))
    graaf.add((element, MIM.herkomstDefinitie, Literal("Open VTH")))


def _derive_herkomst(deel: Attribuut | Relatiesoort) -> str:
    """Say whether something comes from the standard or was added."""
    return (
        f"CIm VTH FLo 1.0.1: {'; '.join((deel.cim, *deel.cim_ook))}" if deel.cim else "Open VTH (uitbreiding)"
    )


def _add_geometrie(graaf: Graph, inhoud: Inhoud) -> None:
    """Add the datatype for geometry, which MIM takes from ISO 19107."""
    element = URIRef(inhoud.make_id("datatype", GEOMETRIE))
    _add_naam(graaf, inhoud, element, "PrimitiefDatatype", GEOMETRIE)
    _add_betekenis(
        graaf, element, "Punten, lijnen of vlakken in EPSG:28992, geschreven als WKT.", "ISO 19107"
    )


def _add_codelijst(graaf: Graph, inhoud: Inhoud, lijst: Waardelijst) -> None:
    """Add a code list; its values stand outside the model, under its location."""
    element = URIRef(inhoud.make_id("codelijst", lijst.id))
    _add_naam(graaf, inhoud, element, "Codelijst", lijst.titel)
    _add_betekenis(
        graaf,
        element,
        lijst.definitie,
        f"CIm VTH FLo 1.0.1: {lijst.cim}" if lijst.cim else "Open VTH (uitbreiding)",
    )
    graaf.add((element, MIM.locatie, Literal(inhoud.make_id("waardelijst", lijst.id))))


def _add_objecttype(graaf: Graph, inhoud: Inhoud, model: URIRef, objecttype: Objecttype) -> None:
    """Add one object type with all its parts."""
    element = URIRef(inhoud.make_id("objecttype", objecttype.naam))
    _add_naam(graaf, inhoud, element, "Objecttype", objecttype.titel)
    _add_betekenis(graaf, element, objecttype.definitie, f"CIm VTH FLo 1.0.1: {objecttype.cim}")
    graaf.add((element, MIM.begrip, URIRef(inhoud.make_id("begrip", objecttype.naam))))
    graaf.add((element, MIM.indicatieAbstractObject, Literal(False)))
    graaf.add((model, MIM.bevatModelelement, element))
    for attribuut in objecttype.attributen:
        _add_attribuut(graaf, inhoud, element, objecttype, attribuut)
    for relatie in objecttype.relaties:
        _add_relatie(graaf, inhoud, element, objecttype, relatie)


def _add_kenmerken(graaf: Graph, element: URIRef, deel: Attribuut | Relatiesoort) -> None:
    """Add how many there may be and that both kinds of history are kept."""
    hoogste = "*" if deel.meervoudig else "1"
    graaf.add((element, MIM.kardinaliteit, Literal(f"{'1' if deel.verplicht else '0'}..{hoogste}")))
    for historie in ("indicatieMaterieleHistorie", "indicatieFormeleHistorie"):
        graaf.add((element, MIM[historie], Literal(True)))
    for tijdlijn in ("heeftTijdlijnGeldigheid", "heeftTijdlijnRegistratie"):
        graaf.add((element, MIM[tijdlijn], Literal(True)))
    graaf.add((element, MIM.authentiek, MIM.OverigeAuthenticiteit))
    graaf.add((element, MIM.indicatieAfleidbaar, Literal(False)))
    graaf.add((element, MIM.mogelijkGeenWaarde, Literal(not deel.verplicht)))


def _add_attribuut(
    graaf: Graph, inhoud: Inhoud, objecttype: URIRef, van: Objecttype, attribuut: Attribuut
) -> None:
    """Add one attribute."""
    element = URIRef(inhoud.make_id("attribuutsoort", f"{van.naam}/{attribuut.naam}"))
    _add_naam(graaf, inhoud, element, "Attribuutsoort", attribuut.titel)
    _add_betekenis(graaf, element, attribuut.definitie, _derive_herkomst(attribuut))
    _add_kenmerken(graaf, element, attribuut)
    graaf.add((objecttype, MIM.attribuut, element))
    graaf.add((element, MIM.indicatieClassificerend, Literal(False)))
    if attribuut.lijst:
        graaf.add((element, MIM.type, URIRef(inhoud.make_id("codelijst", attribuut.lijst))))
    elif attribuut.soort == "geometrie":
        graaf.add((element, MIM.type, URIRef(inhoud.make_id("datatype", GEOMETRIE))))
    else:
        graaf.add((element, MIM.type, MIM[DATATYPEN[attribuut.soort]]))
    if attribuut.lengte:
        graaf.add((element, MIM.lengte, Literal(str(attribuut.lengte))))
    if attribuut.patroon:
        graaf.add((element, MIM.formeelPatroon, Literal(attribuut.patroon)))
    for grens, naam in (
        (attribuut.ondergrens, "minimumwaardeInclusief"),
        (attribuut.bovengrens, "maximumwaardeInclusief"),
    ):
        if grens is not None:
            graaf.add((element, MIM[naam], Literal(grens)))


def _add_relatie(
    graaf: Graph, inhoud: Inhoud, objecttype: URIRef, van: Objecttype, relatie: Relatiesoort
) -> None:
    """Add one kind of relation; when it may lead to several object types its goal is a choice of those."""
    element = URIRef(inhoud.make_id("relatiesoort", f"{van.naam}/{relatie.naam}"))
    _add_naam(graaf, inhoud, element, "Relatiesoort", relatie.titel)
    _add_betekenis(graaf, element, relatie.definitie, _derive_herkomst(relatie))
    _add_kenmerken(graaf, element, relatie)
    graaf.add((element, MIM.unidirectioneel, Literal(True)))
    graaf.add((element, MIM.aggregatietype, MIM.Geen))
    graaf.add((element, MIM.bron, objecttype))
    doelen = [URIRef(inhoud.make_id("objecttype", naam)) for naam in relatie.naar]
    if len(doelen) == 1:
        graaf.add((element, MIM.doel, doelen[0]))
        return
    keuze = URIRef(inhoud.make_id("keuze", f"{van.naam}/{relatie.naam}"))
    _add_naam(graaf, inhoud, keuze, "Keuze", relatie.titel)
    _add_betekenis(graaf, keuze, f"Waar {relatie.titel.lower()} naar kan leiden.", "Open VTH (uitbreiding)")
    graaf.add((element, MIM.doel, keuze))
    for doel in doelen:
        graaf.add((keuze, MIM.doel, doel))
