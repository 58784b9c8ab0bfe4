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
    ("portaal/nieuws.py", "begin"),
    ("portaal/wachtblokken.py", "begin"),
    ("vth/aanleveringen/rules.py", "eerder"),
    ("vth/handhaving/lastlooppagina.py", "vanaf"),
    ("vth/handhaving/lasttekst.py", "dag"),
    ("vth/handhaving/lastverzoekdag.py", "vanaf"),
    ("vth/handhaving/strategie/aspecten.py", "eerder"),
    ("vth/monitoring/geschiedenispagina.py", "begin"),
    ("vth/monitoring/indicatoren/rekenen.py", "op"),
    ("vth/monitoring/webrapport.py", "peildatum"),
    ("vth/register/api.py", "begin"),
    ("vth/register/voedingapi.py", "begin"),
    ("vth/register/voedingapi.py", "vanaf"),
    ("vth/register/weergave.py", "vanaf"),
    ("vth/tijd/rules.py", "beschikbaar_op"),
    ("vth/tijd/rules.py", "geldigheid"),
    ("vth/toezicht/geschiedenis.py", "dag"),
    ("vth/toezicht/monster/pakket.py", "eerder"),
    ("vth/toezicht/ritme/dagplan.py", "_begin"),
    ("vth/toezicht/veld/services.py", "let_op"),
    ("vth/vergunningen/uitpapier/voorstelpagina.py", "dag"),
    ("vth/vergunningen/uitpapier/web.py", "vanaf"),
    ("vth/voortgang/boeking.py", "begin"),
    ("vth/voortgang/lezen/rapport.py", "eerder"),
    ("vth/voortgang/lezen/tegenronde.py", "eerder"),
    ("vth/voortgang/status.py", "wacht_op"),
    ("vth/zaken/bewaring/rules.py", "vanaf"),
    ("vth/zaken/brieven/sjablonen.py", "begin"),
    ("vth/zaken/brieven/sjablonen.py", "eind"),
    ("vth/zaken/documenten/ontvangst.py", "vanaf"),
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


def list_gevonden() -> set[tuple[str, str, int]]:
    """List every place where a day seems to stand bare: the file, the name and the line."""
    return {
        (blad, naam, regel)
        for map_ in ("vth", "portaal")
        for pad in (HUIS / map_).rglob("*.py")
        if not NIET & set(pad.relative_to(HUIS).parts)
        and (blad := str(pad.relative_to(HUIS))) not in BESTANDEN
        for regel, naam in list_kale_dagen(ast.parse(pad.read_text(encoding="utf-8")))
    }


def test_every_day_in_a_sentence_is_written_as_people_do():
    kaal = sorted(
        f"{blad}:{regel} {naam}" for blad, naam, regel in list_gevonden() if (blad, naam) not in GEEN_DAG
    )
    assert not kaal, "\n".join(kaal)


def test_what_is_passed_over_is_still_there():
    assert not [blad for blad in BESTANDEN if not (HUIS / blad).exists()]
    assert {(blad, naam) for blad, naam, _ in list_gevonden()} & GEEN_DAG == GEEN_DAG


def test_a_bare_day_is_found_and_a_written_one_is_not():
    boom = ast.parse(
        'f"Begonnen op {zaak.startdatum}, {klok.today()}"; f"Op {format_datum(dag)} {dag:%d-%m-%Y}"; '
        'f"Sinds {m.opgelegd_op or x}, {say_dag(nu.einddatum)}"'
    )
    assert [naam for _, naam in list_kale_dagen(boom)] == ["startdatum", "today", "opgelegd_op"]
