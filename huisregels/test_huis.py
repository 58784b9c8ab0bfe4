"""The house rules of `huisstijl.md`, as far as a machine can hold them."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLResolver, get_resolver

from vth.begrippen.selectors import list_onbekende_woorden

HUIS = Path(__file__).resolve().parent.parent
PAKKETTEN = ("config", "portaal", "voorbeelden", "vth")
KAMERS = sorted(p.parent for p in (HUIS / "vth").glob("*/__init__.py"))
KLOKKEN = {"today", "now", "localdate", "utcnow"}
MODULE_REGELS, FUNCTIE_REGELS, PROEF_REGELS = 400, 40, 30


def list_modules() -> list[Path]:
    """Every Python file of the house, migrations aside."""
    files = [f for p in PAKKETTEN for f in (HUIS / p).rglob("*.py")]
    return sorted(f for f in files if "migrations" not in f.parts)


def list_functies(boom: ast.AST) -> Iterator[ast.FunctionDef]:
    """Every function in a module, methods among them."""
    return (k for k in ast.walk(boom) if isinstance(k, ast.FunctionDef))


def count_regels(functie: ast.FunctionDef) -> int:
    """The lines of a function without its docstring: what a reader must hold in the head."""
    begin = functie.body[0]
    doc = (
        isinstance(begin, ast.Expr)
        and isinstance(begin.value, ast.Constant)
        and isinstance(begin.value.value, str)
    )
    docregels = (begin.end_lineno or 0) - begin.lineno + 1 if doc else 0
    return (functie.end_lineno or 0) - functie.lineno + 1 - docregels


MODULES = list_modules()


def test_modules_stay_small() -> None:
    groot = {
        str(f.relative_to(HUIS)): n for f in MODULES if (n := len(f.read_text().splitlines())) > MODULE_REGELS
    }
    assert not {f: n for f, n in groot.items() if "/tests/" not in f}


def test_functions_stay_small() -> None:
    groot = []
    for file in MODULES:
        grens = PROEF_REGELS if file.name.startswith("test_") else FUNCTIE_REGELS
        for functie in list_functies(ast.parse(file.read_text())):
            if (n := count_regels(functie)) > grens:
                groot.append(f"{file.relative_to(HUIS)}:{functie.lineno} {functie.name} telt {n} regels")
    assert not groot


def test_no_imports_inside_functions_and_no_signals() -> None:
    fout = []
    for file in MODULES:
        if file.parts[-2] in ("tests", "config") or "tests" in file.parts or "config" in file.parts:
            continue
        tekst = file.read_text()
        if "django.dispatch" in tekst or "models.signals" in tekst:
            fout.append(f"{file}: signalen")
        for functie in list_functies(ast.parse(tekst)):
            if any(isinstance(k, ast.Import | ast.ImportFrom) for k in ast.walk(functie)):
                fout.append(f"{file.relative_to(HUIS)}:{functie.lineno} importeert in {functie.name}")
    assert not fout


def list_klokken_bij_laden(knoop: ast.AST) -> Iterator[int]:
    """The lines that ask the time while a module is being read: not those inside a function or a lambda."""
    for kind in ast.iter_child_nodes(knoop):
        if isinstance(kind, ast.FunctionDef):
            for deel in (*kind.decorator_list, *kind.args.defaults, *filter(None, kind.args.kw_defaults)):
                yield from list_klokken_bij_laden(ast.Expr(deel))
        elif not isinstance(kind, ast.Lambda):
            if isinstance(kind, ast.Call) and ast.unparse(kind.func).split(".")[-1] in KLOKKEN:
                yield kind.lineno
            yield from list_klokken_bij_laden(kind)


def test_the_time_is_not_asked_while_a_module_is_read() -> None:
    """What was today when a program started is yesterday after midnight: the site runs for weeks, its tests for an hour."""
    te_vroeg = [
        f"{file.relative_to(HUIS)}:{regel}"
        for file in MODULES
        for regel in list_klokken_bij_laden(ast.parse(file.read_text()))
    ]
    assert not te_vroeg


def test_rules_are_pure() -> None:
    verboden = re.compile(r"^(from|import) (django\.(db|http|conf|shortcuts)|requests|os\b|duckdb)", re.M)
    toegestaan = {"from django.db.models import Q"}
    fout = [
        f"{file.relative_to(HUIS)}: {treffer.group(0)}"
        for file in MODULES
        if file.name == "rules.py"
        for treffer in verboden.finditer(file.read_text())
        if file.read_text()[treffer.start() :].splitlines()[0] not in toegestaan
    ]
    assert not fout


@pytest.mark.parametrize("kamer", KAMERS, ids=lambda k: k.name)
def test_room_has_its_furniture(kamer: Path) -> None:
    readme = kamer / "README.md"
    assert readme.exists(), f"{kamer.name} heeft geen README.md"
    assert len(readme.read_text().split()) < 1500, "een README van een kamer is één bladzijde"
    assert (kamer / "tests").is_dir()
    assert any((kamer / "tests").glob("test_*.py")), f"{kamer.name} heeft geen tests"


def list_modellen() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("vth.")]


def get_kamer(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def test_foreign_keys_lead_downstairs() -> None:
    toml = tomllib.loads((HUIS / "pyproject.toml").read_text())
    lagen = toml["tool"]["importlinter"]["contracts"][0]["layers"]
    hoogte = {
        naam.strip().removeprefix("vth."): n for n, laag in enumerate(lagen) for naam in laag.split(":")
    }
    omhoog = [
        f"{m._meta.label}.{f.name}"
        for m in list_modellen()
        for f in m._meta.concrete_fields
        if f.related_model and f.related_model.__module__.startswith("vth.")
        if hoogte[get_kamer(f.related_model)] < hoogte[get_kamer(m)]
    ]
    assert not omhoog


def test_names_of_models_fields_and_stored_values_are_words_of_the_field() -> None:
    vreemd = {}
    for model in list_modellen():
        eigen = [f.name for f in model._meta.local_fields if not f.auto_created]
        if model._meta.label == "toegang.Gebruiker":
            eigen = ["naam"]
        opgeslagen = [str(w) for f in model._meta.local_fields for w, _ in f.choices or ()]
        for naam in (model.__name__, *eigen, *opgeslagen):
            if woorden := list_onbekende_woorden(naam):
                vreemd[f"{model.__name__}.{naam}"] = woorden
    assert not vreemd


def list_paden(boom: URLResolver, voor: str = "") -> list[str]:
    """Every address of the site, with its variable parts between <>."""
    paden = []
    for deel in boom.url_patterns:
        pad = voor + str(deel.pattern)
        paden += list_paden(deel, pad) if isinstance(deel, URLResolver) else [pad]
    return paden


def test_addresses_are_words_of_the_field() -> None:
    vreemd = {}
    for pad in list_paden(get_resolver()):
        woorden = [
            w for w in re.split(r"[^a-z0-9_]+", re.sub(r"<[^>]*>", "", pad)) if not re.fullmatch(r"v\d+|", w)
        ]
        if onbekend := [w for w in woorden if list_onbekende_woorden(w)]:
            vreemd[pad] = onbekend
    assert not vreemd


def test_lock_files_name_only_the_public_index() -> None:
    hosts = set(re.findall(r"https?://([^/\"']+)", (HUIS / "uv.lock").read_text()))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}
    assert '"resolved"' not in (HUIS / "package-lock.json").read_text()


def test_templates_have_no_inline_style_or_script() -> None:
    patroon = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.I)
    files = [
        f
        for p in ("vth", "portaal")
        for f in (HUIS / p).rglob("templates/**/*.html")
        if "tests" not in f.parts
    ]
    assert files
    assert not [str(f.relative_to(HUIS)) for f in files if patroon.search(f.read_text())]


def test_pages_count_with_the_rule_that_knows_one_from_many() -> None:
    """`{{ n|telling:"zaak,zaken" }}`: a number before a plural would also say ‘1 zaken’."""
    patroon = re.compile(
        r"\{\{[^}]*\|(?:getal|length|aantal)[^}|]*\}\} (?!(?:uren|is|ten)\b)[a-z]+(?:en|s)\b"
    )
    fout = {
        str(f.relative_to(HUIS)): m[0]
        for p in ("vth", "portaal")
        for f in (HUIS / p).rglob("templates/**/*.html")
        for regel in f.read_text().splitlines()
        if (m := patroon.search(regel)) and " == 1 %}" not in regel
    }
    assert not fout
    assert patroon.search("{{ n|getal }} zaken") and not patroon.search('{{ n|telling:"zaak,zaken" }} staan')


def test_open_work_names_an_issue() -> None:
    patroon = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d)")
    assert not [str(f.relative_to(HUIS)) for f in MODULES if patroon.search(f.read_text())]


def test_nothing_of_the_shared_data_is_in_the_project() -> None:
    gedeeld = HUIS.parent / "shared"
    if not gedeeld.exists():
        pytest.skip("../shared is er niet; er valt niets te vergelijken")
    groot = {
        f.stat().st_size: f for d in ("data", "bronnen") for f in (gedeeld / d).rglob("*") if f.is_file()
    }
    eigen = subprocess.run(
        ["git", "ls-files"], cwd=HUIS, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    gelijk = [
        naam
        for naam in filter(None, eigen)
        if (pad := HUIS / naam).is_file()
        and (bron := groot.get(pad.stat().st_size))
        and pad.read_bytes() == bron.read_bytes()
    ]
    assert not gelijk
