"""What people read of a day is a day as people write it: no sentence of any room shows 2025-04-22."""

import ast
from collections.abc import Iterator
from pathlib import Path

HUIS = Path(__file__).parent.parent
# For programs, or never on a page. On the command line one types days as a program writes them, and gets them so.
NIET = {"tests", "zgw", "migrations", "models", "models.py", "cli.py"}
# What reads or writes files and SQL: there a day stands as the file has it, and a fault quotes the file.
BESTANDEN = {
    "vth/aanleveringen/afbeelding.py",
    "vth/aanleveringen/verschil.py",
    "vth/begrippen/begrip.py",
    "vth/begrippen/waardelijst.py",
    "vth/regelgeving/keuring.py",
    "vth/regelgeving/regelboek.py",
    "vth/register/tegels.py",
    "vth/register/uitlevering.py",
    "vth/tijd/slot.py",
    "vth/toezicht/lijst/lezer.py",
    "vth/vormgeving/opmaak.py",
    "vth/zoeken/herbouw.py",
}
WOORDEN = {"op", "dag", "datum", "vandaag", "today", "eerder", "begin", "eind", "vanaf", "geldigheid"}
# What writes a day itself.
SCHRIJVERS = ("format_", "say_", "_say_", "write_", "as_")
# Names of these kinds that hold no day: where bytes begin, a marker, a name of a column, a word of the selection list, a part of a sentence, of an address or
# of the name of a file.
GEEN_DAG = {
    ("ontvangst.py", "vanaf"),
    ("sjablonen.py", "begin"),
    ("sjablonen.py", "eind"),
    ("rules.py", "vanaf"),
    ("voorstelpagina.py", "dag"),
    ("web.py", "vanaf"),
    ("api.py", "begin"),
    ("aspecten.py", "eerder"),
    ("boeking.py", "begin"),
    ("dagplan.py", "_begin"),
    ("geschiedenis.py", "dag"),
    ("geschiedenispagina.py", "begin"),
    ("lastlooppagina.py", "vanaf"),
    ("lasttekst.py", "dag"),
    ("lastverzoekdag.py", "vanaf"),
    ("nieuws.py", "begin"),
    ("pakket.py", "eerder"),
    ("rapport.py", "eerder"),
    ("rekenen.py", "op"),
    ("rules.py", "beschikbaar_op"),
    ("rules.py", "eerder"),
    ("rules.py", "geldigheid"),
    ("services.py", "let_op"),
    ("status.py", "wacht_op"),
    ("tegenronde.py", "eerder"),
    ("voedingapi.py", "begin"),
    ("voedingapi.py", "vanaf"),
    ("wachtblokken.py", "begin"),
    ("webrapport.py", "peildatum"),
    ("weergave.py", "vanaf"),
}


def _name(deel: ast.expr) -> str:
    """Give the last name of an expression: of a call what is called."""
    if isinstance(deel, ast.Call):
        return _name(deel.func)
    if isinstance(deel, ast.BoolOp):
        return _name(deel.values[0])
    naam = deel.attr if isinstance(deel, ast.Attribute) else getattr(deel, "id", "")
    return "" if naam.startswith(SCHRIJVERS) else naam


def list_kale_dagen(boom: ast.AST) -> Iterator[tuple[int, str]]:
    """List the days that stand in a sentence as a program writes them."""
    for zin in ast.walk(boom):
        for deel in zin.values if isinstance(zin, ast.JoinedStr) else ():
            if isinstance(deel, ast.FormattedValue) and deel.format_spec is None:
                naam = _name(deel.value)
                if naam.rpartition("_")[2] in WOORDEN or naam.endswith(("datum", "dag")):
                    yield deel.value.lineno, naam


def test_every_day_in_a_sentence_is_written_as_people_do():
    gevonden = [
        f"{pad.relative_to(HUIS)}:{regel} {naam}"
        for map_ in ("vth", "portaal")
        for pad in sorted((HUIS / map_).rglob("*.py"))
        if not NIET & set(pad.relative_to(HUIS).parts) and str(pad.relative_to(HUIS)) not in BESTANDEN
        for regel, naam in list_kale_dagen(ast.parse(pad.read_text(encoding="utf-8")))
        if (pad.name, naam) not in GEEN_DAG
    ]
    assert not gevonden, "\n".join(gevonden)


def test_what_is_passed_over_is_still_there():
    bladen = {pad.name for map_ in ("vth", "portaal") for pad in (HUIS / map_).rglob("*.py")}
    assert not [pad for pad in BESTANDEN if not (HUIS / pad).exists()]
    assert not [naam for naam, _ in GEEN_DAG if naam not in bladen]


def test_a_bare_day_is_found_and_a_written_one_is_not():
    boom = ast.parse(
        'f"Begonnen op {zaak.startdatum}, {klok.today()}"; f"Op {format_datum(dag)} {dag:%d-%m-%Y}"; '
        'f"Sinds {m.opgelegd_op or x}, {say_dag(nu.einddatum)}"'
    )
    assert [naam for _, naam in list_kale_dagen(boom)] == ["startdatum", "today", "opgelegd_op"]
