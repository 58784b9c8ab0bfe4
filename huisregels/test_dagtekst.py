"""What people read of a day is a day as people write it: no sentence of these rooms shows 2025-04-22."""

import ast
from collections.abc import Iterator
from pathlib import Path

VTH = Path(__file__).parent.parent / "vth"
# A room comes in here once its sentences are right.
KAMERS = ("zaken", "vergunningen")
# For programs, or never on a page.
NIET = {"tests", "zgw", "migrations", "models"}
WOORDEN = {"op", "dag", "datum", "vandaag", "today", "eerder", "begin", "eind", "vanaf", "geldigheid"}
# Names of these kinds that hold no day: where bytes begin, a marker, a name of a column, a word of the selection list, a part of a sentence or of an address.
GEEN_DAG = {
    ("ontvangst.py", "vanaf"),
    ("sjablonen.py", "begin"),
    ("sjablonen.py", "eind"),
    ("rules.py", "vanaf"),
    ("voorstelpagina.py", "dag"),
    ("web.py", "vanaf"),
}


def _name(deel: ast.expr) -> str:
    """Give the last name of an expression: of a call what is called."""
    if isinstance(deel, ast.Call):
        return _name(deel.func)
    naam = deel.attr if isinstance(deel, ast.Attribute) else getattr(deel, "id", "")
    return "" if naam.startswith("format_") else naam


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
        f"{pad.relative_to(VTH)}:{regel} {naam}"
        for kamer in KAMERS
        for pad in sorted((VTH / kamer).rglob("*.py"))
        if not NIET & set(pad.relative_to(VTH).parts)
        for regel, naam in list_kale_dagen(ast.parse(pad.read_text(encoding="utf-8")))
        if (pad.name, naam) not in GEEN_DAG
    ]
    assert not gevonden, "\n".join(gevonden)


def test_a_bare_day_is_found_and_a_written_one_is_not():
    boom = ast.parse(
        'f"Begonnen op {zaak.startdatum}, {klok.today()}"; f"Op {format_datum(dag)} {dag:%d-%m-%Y}"'
    )
    assert [naam for _, naam in list_kale_dagen(boom)] == ["startdatum", "today"]
