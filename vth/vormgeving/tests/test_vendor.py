"""The npm files: where they come from, under which licence, and that nothing points outside."""

import json
import re
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[3]
VENDOR = WORTEL / "vth" / "vormgeving" / "static" / "vendor"
VRIJ = {"EUPL-1.2", "MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "OFL-1.1", "(MIT OR Apache-2.0)"}
er_is_vendor = pytest.mark.skipif(
    not (VENDOR / "klaar").exists(), reason="static/vendor is niet gemaakt: make installeer"
)


def test_lock_names_no_download_address() -> None:
    tekst = (WORTEL / "package-lock.json").read_text()
    assert '"resolved"' not in tekst and "registry" not in tekst
    assert (WORTEL / ".npmrc").read_text().split() == [
        "omit-lockfile-registry-resolved=true",
        "ignore-scripts=true",
    ]


def test_every_package_that_is_shipped_is_free_to_ship() -> None:
    pakketten = json.loads((WORTEL / "package-lock.json").read_text())["packages"]
    vreemd = {
        n: p.get("license")
        for n, p in pakketten.items()
        if n and not p.get("dev") and p.get("license") not in VRIJ
    }
    assert not vreemd


def test_direct_packages_are_pinned() -> None:
    pakket = json.loads((WORTEL / "package.json").read_text())
    versies = {**pakket["dependencies"], **pakket["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", versie) for versie in versies.values())


@er_is_vendor
def test_copied_files_name_no_source_map_and_carry_their_licence() -> None:
    for bestand in VENDOR.rglob("*"):
        if bestand.suffix in (".js", ".mjs", ".css"):
            assert "sourceMappingURL=" not in bestand.read_text()
    assert len(list((VENDOR / "licenties").iterdir())) == 6
    assert not list(VENDOR.rglob("axe*")), "het toetsgereedschap wordt niet uitgeserveerd"


@er_is_vendor
@pytest.mark.parametrize("thema", ["voorbeeld", "ma"])
def test_theme_defines_what_our_own_css_uses(thema: str) -> None:
    tokens = (VENDOR / "thema" / thema / "tokens.css").read_text()
    eigen = "".join(f.read_text() for f in (VENDOR.parent / "vormgeving").glob("*.css"))
    gebruikt = set(re.findall(r"var\((--basis-[\w-]+)", eigen))
    assert gebruikt and not {naam for naam in gebruikt if f"{naam}:" not in tokens}


def test_every_token_that_we_use_has_something_to_fall_back_on() -> None:
    css = {f.name: f.read_text() for f in (VENDOR.parent / "vormgeving").glob("*.css")}
    gebruikt = set(re.findall(r"var\((--basis-[\w-]+)", "".join(css.values())))
    assert not {naam for naam in gebruikt if f"{naam}:" not in css["thema.css"]}
