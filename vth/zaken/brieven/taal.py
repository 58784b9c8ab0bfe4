"""What a template may say: fields, if, and for over a list of the record. Nothing is called, included or worked out.

Runs apart, on templates that somebody brought: knows nothing of Django.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

# Field to the parts of each of its items; without parts it is one value.
Bekend = Mapping[str, Sequence[str]]
FILTERS = frozenset({"upper", "lower", "capitalize", "length", "first", "last"})
MAG = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.If,
    nodes.For,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Const,
    nodes.Filter,
)
WOORDEN = {
    nodes.Call: "roept iets aan",
    nodes.CallBlock: "roept iets aan",
    nodes.Include: "haalt een ander bestand erbij",
    nodes.Import: "haalt een ander bestand erbij",
    nodes.FromImport: "haalt een ander bestand erbij",
    nodes.Extends: "haalt een ander bestand erbij",
    nodes.Macro: "maakt een macro",
    nodes.Assign: "zet zelf een waarde",
    nodes.Getitem: "gebruikt vierkante haken",
}


@dataclass
class Bevinding:
    """What a template asks for, and what is wrong with it."""

    velden: list[str] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)


def make_omgeving() -> SandboxedEnvironment:
    """Make the engine: a sandbox in which a field that is not there is an error, with few filters and no functions."""
    omgeving = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    omgeving.globals.clear()
    omgeving.filters = {naam: f for naam, f in omgeving.filters.items() if naam in {*FILTERS, "e", "escape"}}
    return omgeving


def inspect(teksten: Sequence[str], bekend: Bekend) -> Bevinding:
    """Say which fields some texts ask for, and everything in them that a template may not say."""
    bevinding = Bevinding()
    for tekst in teksten:
        try:
            boom = make_omgeving().parse(tekst)
        except TemplateSyntaxError as fout:
            bevinding.fouten.append(f"Het sjabloon is niet te lezen bij regel {fout.lineno}: {fout.message}.")
            continue
        _walk(boom, bekend, {}, bevinding)
    bevinding.velden = sorted(set(bevinding.velden))
    bevinding.fouten = list(dict.fromkeys(bevinding.fouten))[:20]
    return bevinding


def _walk(knoop: nodes.Node, bekend: Bekend, lokaal: Mapping[str, str], uit: Bevinding) -> None:
    """Go through a piece of a template; `lokaal` are the names of loops around it, with the list that each walks."""
    if not isinstance(knoop, MAG):
        wat = next((w for soort, w in WOORDEN.items() if isinstance(knoop, soort)), "doet iets")
        uit.fouten.append(
            f"Het sjabloon {wat} ({type(knoop).__name__}), en dat mag niet. Gebruik alleen velden, if en for."
        )
        return
    if isinstance(knoop, nodes.For):
        _walk_lus(knoop, bekend, lokaal, uit)
        return
    if isinstance(knoop, nodes.Filter) and knoop.name not in FILTERS:
        uit.fouten.append(f"Het filter ‘{knoop.name}’ mag niet. Kies uit: {', '.join(sorted(FILTERS))}.")
    if isinstance(knoop, nodes.Name | nodes.Getattr):
        _note_veld(_read_naam(knoop), bekend, lokaal, uit)
        return
    for kind in knoop.iter_child_nodes():
        _walk(kind, bekend, lokaal, uit)


def _walk_lus(lus: nodes.For, bekend: Bekend, lokaal: Mapping[str, str], uit: Bevinding) -> None:
    """Go through a loop: only over a list of the record, and not in itself."""
    lijst = _read_naam(lus.iter)
    if not bekend.get(lijst):
        mag = ", ".join(naam for naam, delen in bekend.items() if delen)
        uit.fouten.append(
            f"Een for gaat alleen over een lijst van het dossier, niet over ‘{lijst}’. Kies uit: {mag}."
        )
        return
    if lus.recursive or lus.test is not None or not isinstance(lus.target, nodes.Name):
        uit.fouten.append("Schrijf een for als: for x in lijst, zonder meer.")
        return
    if lokaal:
        uit.fouten.append("Een for staat niet in een andere for.")
        return
    uit.velden.append(lijst)
    for kind in (*lus.body, *lus.else_):
        _walk(kind, bekend, {**lokaal, lus.target.name: lijst}, uit)


def _read_naam(knoop: nodes.Node) -> str:
    """Write a name with its parts, as it stands in the template; anything else is no name."""
    if isinstance(knoop, nodes.Name):
        return knoop.name
    if isinstance(knoop, nodes.Getattr):
        return f"{_read_naam(knoop.node)}.{knoop.attr}"
    return f"({type(knoop).__name__})"


def _note_veld(naam: str, bekend: Bekend, lokaal: Mapping[str, str], uit: Bevinding) -> None:
    """Note a field that is asked, or that it does not exist."""
    eerste, _, deel = naam.partition(".")
    if eerste == "loop" and lokaal and deel in ("first", "last", "index"):
        return
    if eerste in lokaal:
        if deel not in bekend[lokaal[eerste]]:
            mag = ", ".join(bekend[lokaal[eerste]])
            uit.fouten.append(f"‘{naam}’ bestaat niet; {lokaal[eerste]} heeft per regel: {mag}.")
        return
    if naam in bekend:
        uit.velden.append(naam)
        return
    lijkt = sorted(b for b in bekend if b.split(".")[-1] == naam.split(".")[-1] or b.startswith(f"{eerste}."))
    hulp = f" Bedoelt u een van: {', '.join(lijkt[:6])}?" if lijkt else ""
    uit.fouten.append(f"Het veld ‘{naam[:80]}’ bestaat niet.{hulp}")
