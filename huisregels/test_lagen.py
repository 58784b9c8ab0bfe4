"""Storeys, doors and envelopes: who may import whom, who writes, and who only carries."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from .test_huis import HUIS, KAMERS, MODULES, list_functies

# What of a room is nobody else's business: its envelopes and its wiring.
BINNENWERK = {"api", "apps", "forms", "migrations", "tasks", "templatetags", "tests", "urls", "web"}
SCHRIJFT = ("accept_", "close_", "decide_", "erase_", "record_", "refuse_")
# Writers below the viewer, or inside an act that has been checked already; each with the reason.
ZONDER_VIEWER = {
    "record_levering": "draait binnen de transactie van een aanlevering, die zelf op bevoegdheid is getoetst",
    "record_toewijzingen": "draait binnen de transactie van een ronde, die zelf op bevoegdheid is getoetst",
    "erase_resten": "laat de database opruimen wat al gewist is; wist zelf niets",
}
ZONDER_TOETS = ZONDER_VIEWER | {
    "record_betrokkenheid": "legt een handeling vast die haar eigen dienst al op bevoegdheid heeft getoetst",
    "record_toegangstoken": "maakt een sleutel van het eigen account, met niet meer dan de eigen rechten",
    "close_toegangstoken": "trekt een sleutel van het eigen account in",
}
# Upward references by name only, which no import shows: URL and template names that a lower room may know.
OPWAARTS = {
    "register:zoeken",
    "register:direct",
    "portaal:start",
    "portaal:object",
    "portaal:inzageoverzicht",
    "portaal:kaart",
    "portaal:toegankelijkheid",
    "portaal:voorbereiding",
    "handhaving:overtredingnieuw",
    "opsporing:nieuw",
    "vergunningen:kennisgeving",
    "vergunningen:informatie",
    "vergunningen:melding",
    "vormgeving/",
}
URLNAAM = re.compile(r"""(?:url|reverse|redirect|reverse_lazy)[ (]+["']([a-z_]+:[a-z_-]+)["']""")
SJABLOON = re.compile(r"""(?:extends|include|render\(\w+,|template_name\w* =) *["']([a-z_]+)/[\w/.-]+["']""")
BEWAAR = re.compile(r"\.(save|create|bulk_create|bulk_update|get_or_create|update_or_create|delete)\(")


def read_lagen() -> list[str]:
    """The storeys, from the top down, rooms on one storey after each other."""
    toml = tomllib.loads((HUIS / "pyproject.toml").read_text())
    lagen = toml["tool"]["importlinter"]["contracts"][0]["layers"]
    return [naam.strip() for laag in lagen for naam in laag.split(":")]


def list_bronnen() -> list[Path]:
    """Every module that is no test."""
    return [f for f in MODULES if "tests" not in f.parts]


def iter_imports(file: Path) -> Iterator[tuple[str, str]]:
    """Each name that a module imports from elsewhere in the house: the module it comes from, and the name."""
    for knoop in ast.walk(ast.parse(file.read_text())):
        if isinstance(knoop, ast.ImportFrom) and knoop.module and not knoop.level:
            yield from ((knoop.module, naam.name) for naam in knoop.names)


def get_kamer(file: Path) -> str:
    delen = file.relative_to(HUIS).parts
    return delen[1] if delen[0] == "vth" else delen[0]


def test_imports_only_lead_downstairs(capsys: pytest.CaptureFixture[str]) -> None:
    uitkomst = lint_imports(config_filename=str(HUIS / "pyproject.toml"), no_cache=True)
    assert uitkomst == 0, capsys.readouterr().out


def test_every_room_has_a_storey() -> None:
    ondergronds = {f"vth.{kamer.name}" for kamer in KAMERS} - set(read_lagen())
    assert not ondergronds


def test_no_room_reaches_into_the_inside_of_another() -> None:
    fout = []
    for file in list_bronnen():
        for module, naam in iter_imports(file) if get_kamer(file) != "config" else ():
            delen = module.split(".")
            if delen[0] != "vth" or len(delen) < 2 or delen[1] == get_kamer(file):
                continue
            if BINNENWERK & {*delen[2:], naam} or naam.startswith("_"):
                fout.append(f"{file.relative_to(HUIS)} importeert {module}.{naam}")
    assert not fout


def iter_diensten() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """The public writers of all rooms above `toegang`."""
    lagen = read_lagen()
    boven = {naam.removeprefix("vth.") for naam in lagen[: lagen.index("vth.toegang") + 1]}
    for kamer in (k for k in KAMERS if k.name in boven):
        for file in sorted(kamer.rglob("*.py")):
            if "tests" in file.parts or file.stem in BINNENWERK:
                continue
            for functie in ast.parse(file.read_text()).body:
                if not isinstance(functie, ast.FunctionDef) or not functie.name.startswith(SCHRIJFT):
                    continue
                # A room may spread its writers over modules: those take a viewer by name too.
                if file.name == "services.py" or "viewer" in {a.arg for a in functie.args.kwonlyargs}:
                    yield kamer, functie


def test_services_take_keywords_and_know_who_asks() -> None:
    fout = []
    for kamer, functie in iter_diensten():
        namen = {a.arg for a in functie.args.kwonlyargs}
        if functie.args.args or functie.args.posonlyargs:
            fout.append(f"{kamer.name}.{functie.name} neemt argumenten zonder naam")
        if "viewer" not in namen and functie.name not in ZONDER_VIEWER:
            fout.append(f"{kamer.name}.{functie.name} kent geen viewer")
    assert not fout


def test_services_ask_whether_it_is_allowed() -> None:
    fout = []
    for kamer, functie in iter_diensten():
        roept = {ast.unparse(k.func).split(".")[-1] for k in ast.walk(functie) if isinstance(k, ast.Call)}
        if functie.name not in ZONDER_TOETS and "check_bevoegd" not in roept:
            fout.append(f"{kamer.name}.{functie.name}")
    assert not fout


def test_envelopes_and_readers_save_nothing() -> None:
    draagt = {"api.py", "context.py", "forms.py", "selectors.py", "urls.py", "web.py"}
    fout = []
    for file in list_bronnen():
        if file.name in draagt or file.name.endswith("pagina.py"):
            for treffer in BEWAAR.finditer(file.read_text()):
                fout.append(f"{file.relative_to(HUIS)}: {treffer.group(0)}")
    assert not fout


def test_migrations_and_models_decide_nothing_in_save() -> None:
    fout = [
        f"{file.relative_to(HUIS)}:{functie.lineno}"
        for file in list_bronnen()
        for functie in list_functies(ast.parse(file.read_text()))
        if functie.name in ("save", "delete", "full_clean") and functie.args.args[:1]
    ]
    assert not fout


def iter_namen(kamer: Path) -> Iterator[tuple[Path, str, str]]:
    """Each URL or template that a room names: the file, the name, and the room that it belongs to."""
    for file in sorted([*kamer.rglob("*.html"), *kamer.rglob("*.py")]):
        if "tests" not in file.parts:
            tekst = file.read_text()
            yield from ((file, naam, naam.split(":")[0]) for naam in URLNAAM.findall(tekst))
            yield from ((file, f"{naam}/", naam) for naam in SJABLOON.findall(tekst))


def test_upward_names_are_listed() -> None:
    hoogte = {naam.removeprefix("vth."): -n for n, naam in enumerate(read_lagen())}
    fout, gebruikt = set(), set()
    for kamer in KAMERS:
        for file, naam, doel in iter_namen(kamer):
            if hoogte.get(doel, -99) > hoogte[kamer.name]:
                gebruikt.add(naam)
                if naam not in OPWAARTS:
                    fout.add(f"{file.relative_to(HUIS)}: {naam}")
    assert not fout
    assert gebruikt == OPWAARTS, "haal weg wat niet meer omhoog wijst"
