"""The glossary and the code lists as linked data, after NL-SBB (SKOS): concepts, schemes, collections, sources."""

from datetime import date
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS

from vth.tijd.rules import BEGIN_DAG, OPEN_DAG

from ..begrip import CIM_BEGRIP, derive_bron
from ..rules import Begrip, Waarde, Waardelijst
from .inhoud import Inhoud


def make_begrippenkader(inhoud: Inhoud) -> str:
    """Give the whole as Turtle: one scheme for the glossary, and one for each list that has values of its own.

    A list that is built out of others is a collection of the concepts of those lists.
    """
    graaf = Graph()
    for prefix, ruimte in (("skos", SKOS), ("dct", DCTERMS), ("foaf", FOAF)):
        graaf.bind(prefix, ruimte)
    kader = URIRef(inhoud.make_id("begrippenkader", "open-vth"))
    _add_schema(graaf, kader, inhoud.titel, inhoud.definitie)
    graaf.add((kader, DCTERMS.hasVersion, Literal(inhoud.versie)))
    graaf.add((kader, DCTERMS.source, _add_bron(graaf, inhoud, "cim")))
    for begrip in inhoud.begrippen:
        _add_begrip(graaf, inhoud, kader, begrip)
    for lijst in inhoud.lijsten.values():
        if lijst.samengesteld_uit:
            _add_collectie(graaf, inhoud, lijst)
        else:
            _add_lijst(graaf, inhoud, lijst)
    return graaf.serialize(format="turtle")


def _nl(tekst: str) -> Literal:
    """Give a Dutch text."""
    return Literal(tekst, lang="nl")


def _waarde_id(inhoud: Inhoud, lijst: str, code: str) -> URIRef:
    """Give the address of one code of a list."""
    return URIRef(inhoud.make_id("waardelijst", f"{lijst}/{quote(code, safe='')}"))


def _add_schema(graaf: Graph, schema: URIRef, titel: str, definitie: str) -> None:
    """Add a concept scheme."""
    graaf.add((schema, RDF.type, SKOS.ConceptScheme))
    graaf.add((schema, DCTERMS.title, _nl(titel)))
    graaf.add((schema, SKOS.prefLabel, _nl(titel)))
    graaf.add((schema, RDFS.comment, _nl(definitie)))


def _add_bron(graaf: Graph, inhoud: Inhoud, tekst: str) -> URIRef:
    """Add a source document with its title, and its page when it has one."""
    bron = derive_bron(tekst, inhoud.bronnen)
    if bron.titel == bron.url:
        document = URIRef(bron.url)
        titel = "Begrip in CIm VTH FLo 1.0.1" if bron.url.startswith(CIM_BEGRIP) else bron.titel
    else:
        document, titel = URIRef(inhoud.make_id("bron", quote(tekst, safe=""))), bron.titel
    graaf.add((document, DCTERMS.title, _nl(titel)))
    if bron.url and not bron.url.startswith(CIM_BEGRIP):
        graaf.add((document, FOAF.page, URIRef(bron.url)))
    return document


def _add_begrip(graaf: Graph, inhoud: Inhoud, kader: URIRef, begrip: Begrip) -> None:
    """Add one concept of the glossary with its relations, in both directions."""

    def adres(id_: str) -> URIRef:
        return URIRef(inhoud.make_id("begrip", id_))

    dit = adres(begrip.id)
    graaf.add((dit, RDF.type, SKOS.Concept))
    graaf.add((dit, SKOS.inScheme, kader))
    graaf.add((dit, SKOS.prefLabel, _nl(begrip.naam)))
    graaf.add((dit, SKOS.definition, _nl(begrip.definitie)))
    for term in begrip.synoniemen:
        graaf.add((dit, SKOS.altLabel, _nl(term)))
    if begrip.uitleg:
        graaf.add((dit, SKOS.scopeNote, _nl(begrip.uitleg)))
    for tekst in begrip.bron:
        graaf.add((dit, DCTERMS.source, _add_bron(graaf, inhoud, tekst)))
        if tekst.startswith(CIM_BEGRIP):
            graaf.add((dit, SKOS.closeMatch, URIRef(tekst)))
    if not begrip.breder:
        graaf.add((kader, SKOS.hasTopConcept, dit))
        graaf.add((dit, SKOS.topConceptOf, kader))
    for ander in begrip.breder:
        graaf.add((dit, SKOS.broader, adres(ander)))
        graaf.add((adres(ander), SKOS.narrower, dit))
    for ander in begrip.gerelateerd:
        graaf.add((dit, SKOS.related, adres(ander)))
        graaf.add((adres(ander), SKOS.related, dit))
    for ander in begrip.vervangen_door:
        graaf.add((dit, DCTERMS.isReplacedBy, adres(ander)))
    _add_geldigheid(graaf, dit, begrip.begin, begrip.eind, begrip.zekerheid)


def _add_geldigheid(graaf: Graph, dit: URIRef, begin: date, eind: date, zekerheid: str) -> None:
    """Add since when and until when something may be used, and that it is not checked when it is not."""
    delen = [f"vanaf {begin.isoformat()}"] if begin != BEGIN_DAG else []
    delen += [f"tot {eind.isoformat()}"] if eind != OPEN_DAG else []
    if delen:
        graaf.add((dit, SKOS.historyNote, _nl(f"Geldig {' '.join(delen)}.")))
    if zekerheid != "vastgesteld":
        graaf.add((dit, SKOS.editorialNote, _nl(f"Zekerheid: {zekerheid}.")))


def _add_lijst(graaf: Graph, inhoud: Inhoud, lijst: Waardelijst) -> None:
    """Add a code list as a scheme of its own."""
    schema = URIRef(inhoud.make_id("waardelijst", lijst.id))
    _add_schema(graaf, schema, lijst.titel, lijst.definitie)
    graaf.add((schema, DCTERMS.source, _add_bron(graaf, inhoud, lijst.bron)))
    for code in lijst.codes:
        _add_waarde(graaf, inhoud, schema, lijst, code)


def _add_waarde(graaf: Graph, inhoud: Inhoud, schema: URIRef, lijst: Waardelijst, code: str) -> None:
    """Add one code as a concept; what it was called earlier is an alternative term."""
    *eerder, waarde = lijst.list_versies(code)
    dit = _waarde_id(inhoud, lijst.id, code)
    graaf.add((dit, RDF.type, SKOS.Concept))
    graaf.add((dit, SKOS.inScheme, schema))
    graaf.add((dit, SKOS.topConceptOf, schema))
    graaf.add((schema, SKOS.hasTopConcept, dit))
    graaf.add((dit, SKOS.notation, Literal(code)))
    graaf.add((dit, SKOS.prefLabel, _nl(waarde.naam)))
    graaf.add((dit, SKOS.definition, _nl(waarde.definitie)))
    graaf.add((dit, DCTERMS.source, _add_bron(graaf, inhoud, waarde.bron)))
    for vroeger in eerder:
        _add_vroeger(graaf, dit, waarde, vroeger)
    for opvolger in waarde.vervangen_door:
        graaf.add((dit, DCTERMS.isReplacedBy, _waarde_id(inhoud, lijst.id, opvolger)))
    _add_geldigheid(graaf, dit, waarde.begin, waarde.eind, waarde.zekerheid)


def _add_vroeger(graaf: Graph, dit: URIRef, waarde: Waarde, vroeger: Waarde) -> None:
    """Add what a code stood for in an earlier period."""
    if vroeger.naam != waarde.naam:
        graaf.add((dit, SKOS.altLabel, _nl(vroeger.naam)))
    graaf.add(
        (dit, SKOS.historyNote, _nl(f"Tot {vroeger.eind.isoformat()}: {vroeger.naam}. {vroeger.definitie}"))
    )


def _add_collectie(graaf: Graph, inhoud: Inhoud, lijst: Waardelijst) -> None:
    """Add a list that is built out of others; its own code is a search term of the concept it takes over."""
    collectie = URIRef(inhoud.make_id("waardelijst", lijst.id))
    graaf.add((collectie, RDF.type, SKOS.Collection))
    graaf.add((collectie, SKOS.prefLabel, _nl(lijst.titel)))
    graaf.add((collectie, RDFS.comment, _nl(lijst.definitie)))
    for waarde in lijst.waarden:
        lid = _waarde_id(inhoud, waarde.extra["lijst"], waarde.extra["broncode"])
        graaf.add((collectie, SKOS.member, lid))
        if waarde.code != waarde.extra["broncode"]:
            graaf.add((lid, SKOS.hiddenLabel, _nl(waarde.code)))
