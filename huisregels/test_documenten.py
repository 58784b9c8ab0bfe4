"""What the documents say is true: links lead somewhere, commands exist, settings are those of the program."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
import yaml

from config.opdracht import make_app
from vth.begrippen.publicatie.bundel import list_stale
from vth.regelgeving.selectors import list_regelboekverschillen

from .test_huis import HUIS

LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
KOP = re.compile(r"^#{1,6} +(.+?) *#*$", re.M)
BLOK = re.compile(r"^```.*?^```", re.M | re.S)
OPDRACHT = re.compile(r"(?:`|^|/)vth ([a-z]+)(?: ([a-z][a-z-]*))?", re.M)
DOEL = re.compile(r"(?:`|^)make ([a-z]+)", re.M)
ADR = HUIS / "docs" / "adr"
README = (HUIS / "README.md").read_text()


@cache
def list_documenten() -> tuple[Path, ...]:
    """Every document that belongs to the project, also when it is not committed yet."""
    opdracht = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    namen = subprocess.run(opdracht, cwd=HUIS, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(pad for naam in namen.splitlines() if (pad := HUIS / naam).is_file()))


def derive_anker(kop: str) -> str:
    """The anchor that a heading gets."""
    plat = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", kop).lower()
    return re.sub(r" ", "-", re.sub(r"[^\w\- ]", "", plat))


@cache
def list_ankers(document: Path) -> frozenset[str]:
    """Every place within a document that a link can lead to."""
    tekst = document.read_text()
    return frozenset(map(derive_anker, KOP.findall(tekst))) | set(re.findall(r"<a id=\"([^\"]+)\"", tekst))


def iter_links(document: Path) -> Iterator[tuple[str, Path, str]]:
    """Each link of a document to something in the project: as written, the file, and the anchor."""
    for doel in LINK.findall(BLOK.sub("", document.read_text())):
        if not re.match(r"[a-z]+:", doel):
            pad, _, anker = doel.partition("#")
            yield doel, (document.parent / pad).resolve() if pad else document, anker


def test_every_link_leads_somewhere() -> None:
    dood = []
    for document in list_documenten():
        for doel, bestand, anker in iter_links(document):
            if not bestand.exists() or (anker and anker not in list_ankers(bestand)):
                dood.append(f"{document.relative_to(HUIS)}: {doel}")
    assert not dood


def test_documents_and_code_name_decisions_that_exist() -> None:
    nummers = {f.name[:4] for f in ADR.glob("0*.md")}
    code = [f for p in ("config", "portaal", "voorbeelden", "vth", "bench") for f in (HUIS / p).rglob("*.py")]
    genoemd = {
        (str(f.relative_to(HUIS)), nummer)
        for f in (*list_documenten(), *code)
        for nummer in re.findall(r"(?:docs/adr/|ADR )(\d{4})", f.read_text())
    }
    assert genoemd
    assert not {paar for paar in genoemd if paar[1] not in nummers}


def test_decisions_are_numbered_whole_and_listed() -> None:
    paden = sorted(ADR.glob("0*.md"))
    assert [int(p.name[:4]) for p in paden] == list(range(1, len(paden) + 1))
    lijst = dict(re.findall(r"^- \[\d{4}\]\((\S+)\) (.+)$", (ADR / "README.md").read_text(), re.M))
    for pad in paden:
        tekst = pad.read_text()
        assert tekst.startswith(f"# {pad.name[:4]}. {lijst.pop(pad.name)}\n"), pad.name
        koppen = [kop for kop in KOP.findall(tekst)[1:] if kop in ("Context", "Decision", "Consequences")]
        assert koppen == ["Context", "Decision", "Consequences"] and "Status:" in tekst, pad.name
    assert not lijst


def list_opdrachten() -> dict[str, set[str]]:
    """The commands of `vth`, each with its own sub-commands."""
    huis = typer.main.get_command(make_app())
    ctx = typer.Context(huis)
    namen = huis.list_commands(ctx)
    return {naam: set(getattr(huis.get_command(ctx, naam), "commands", ())) for naam in namen}


def test_commands_in_documents_exist() -> None:
    bekend, onbekend = list_opdrachten(), []
    for document in list_documenten():
        for naam, onder in OPDRACHT.findall(document.read_text()):
            if naam not in bekend or (bekend[naam] and onder and onder not in bekend[naam]):
                onbekend.append(f"{document.relative_to(HUIS)}: vth {naam} {onder}".strip())
    assert not onbekend


def test_make_targets_in_documents_exist() -> None:
    doelen = set(re.findall(r"^([a-z]+):", (HUIS / "Makefile").read_text(), re.M))
    genoemd = {doel for document in list_documenten() for doel in DOEL.findall(document.read_text())}
    assert {"demo", "test", "check", "bench"} <= genoemd <= doelen


def test_readme_has_precisely_the_settings_of_the_program() -> None:
    instellingen = set(
        re.findall(r"os\.environ\.get\(\s*\"(\w+)\"", (HUIS / "config" / "settings.py").read_text())
    )
    tabel = README.split("\n## Settings\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", tabel, re.M)) == instellingen


def test_readme_has_the_defaults_of_the_program() -> None:
    vast = dict(
        re.findall(
            r"os\.environ\.get\(\"(\w+)\", \"([^\"]+)\"\)", (HUIS / "config" / "settings.py").read_text()
        )
    )
    genoemd = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", README, re.M))
    assert vast
    assert {naam: genoemd.get(naam) for naam in vast} == vast


def test_readme_names_every_folder_of_the_top_floor() -> None:
    namen = subprocess.run(["git", "ls-files"], cwd=HUIS, capture_output=True, text=True, check=True).stdout
    mappen = {n.split("/")[0] for n in namen.splitlines() if "/" in n and not n.startswith(".")}
    kaart = README.split("\n## Where things are\n")[1].split("```")[1]
    assert {f"{m}/" for m in mappen} <= set(re.findall(r"^([a-z]+/)", kaart, re.M))
    kamers = {p.parent.name for p in (HUIS / "vth").glob("*/__init__.py")}
    assert {k for k in kamers if f"{k}/" not in kaart} == set()


def test_generated_documents_are_up_to_date() -> None:
    assert list_stale(HUIS / "docs" / "begrippen") == []
    assert list_regelboekverschillen(doelmap=HUIS / "docs" / "regelboek") == []


def test_licence_is_the_whole_eupl() -> None:
    tekst = (HUIS / "LICENSE").read_text()
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in tekst
    assert [int(n) for n in re.findall(r"^## (\d+)\. ", tekst, re.M)] == list(range(1, 16))
    assert "## Appendix" in tekst and "require the production of a new\nEUPL version" in tekst


def read_publiccode() -> dict[str, object]:
    return yaml.safe_load((HUIS / "publiccode.yml").read_text(encoding="utf-8"))


VERPLICHT = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
)


@pytest.mark.parametrize("sleutel", VERPLICHT)
def test_publiccode_has_what_the_standard_asks(sleutel: str) -> None:
    assert read_publiccode()[sleutel]


def test_publiccode_keeps_to_the_sizes_and_the_facts_of_the_project() -> None:
    publiccode = read_publiccode()
    pakket = tomllib.loads((HUIS / "pyproject.toml").read_text())["project"]
    assert publiccode["publiccodeYmlVersion"] == "0.4"
    assert publiccode["softwareVersion"] == pakket["version"]
    assert publiccode["legal"]["license"] == pakket["license"]
    assert publiccode["softwareType"] == "standalone/web"
    for tekst in publiccode["description"].values():
        assert len(tekst["shortDescription"]) <= 150
        assert 150 <= len(tekst["longDescription"]) <= 10_000
        assert tekst["features"]
        assert all((HUIS / beeld).is_file() for beeld in tekst["screenshots"])


def test_changelog_has_the_form_of_keep_a_changelog() -> None:
    tekst = (HUIS / "CHANGELOG.md").read_text()
    versies = re.findall(r"^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$", tekst, re.M)
    assert versies[0] == ("Unreleased", "")
    assert all(dag for _, dag in versies[1:])
    soorten = set(re.findall(r"^### (.+)$", tekst, re.M))
    assert soorten <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_ci_runs_the_commands_of_the_readme() -> None:
    regels = (HUIS / ".ci" / "run").read_text().splitlines()
    assert [r for r in regels if r.startswith("make ")] == ["make test", "make check"]
