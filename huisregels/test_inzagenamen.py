"""What somebody looked at is told in words: every name with which a look is noted has them, and no others stand there."""

import ast
from collections.abc import Iterator

from portaal.inzagen import WAT
from vth.aanleveringen.uitvoer import SOORTEN
from vth.handhaving.lijstpagina import TABS

from .test_huis import HUIS
from .test_lagen import list_bronnen

# Names that are put together, by the way they are: what comes out.
SAMENGESTELD = {
    ("vth/handhaving/web.py", "f'{pagina.tab}.list'"): {f"{tab}.list" for tab in TABS},
    ("vth/handhaving/web.py", "f'{tab}.download'"): {f"{tab}.download" for tab in TABS},
    ("vth/handhaving/api.py", "f'{naam}.list'"): {f"{tab}.list" for tab in TABS},
    ("vth/aanleveringen/webverslag.py", "f'{soort}.download'"): {f"{soort}.download" for soort in SOORTEN},
}
# What hands on a name that was given to it.
DOORGEGEVEN = {"naam", "deur.handeling"}


def list_bomen() -> list[tuple[str, ast.Module]]:
    return [(str(f.relative_to(HUIS)), ast.parse(f.read_text())) for f in list_bronnen()]


def list_deuren(bomen: list[tuple[str, ast.Module]]) -> set[tuple[str, str]]:
    """The functions that note a look under a name that is their second argument, a private one with its module."""
    return {
        (pad if f.name.startswith("_") else "", f.name)
        for pad, boom in bomen
        for f in ast.walk(boom)
        if isinstance(f, ast.FunctionDef)
        and "note" in f.name
        and [a.arg for a in f.args.args[:2]] == ["request", "naam"]
    }


def list_namen(pad: str, boom: ast.Module, deuren: set[tuple[str, str]]) -> Iterator[str]:
    """The names that one module notes looks under; one that cannot be known is an error."""
    for knoop in ast.walk(boom):
        if not isinstance(knoop, ast.Call):
            continue
        functie = ast.unparse(knoop.func).split(".")[-1]
        if functie == "Deur":
            yield from (str(ast.literal_eval(k.value)) for k in knoop.keywords if k.arg == "handeling")
        if not {("", functie), (pad, functie)} & deuren:
            continue
        naam = knoop.args[1]
        if isinstance(naam, ast.Constant):
            yield str(naam.value)
        elif ast.unparse(naam) not in DOORGEGEVEN:
            sleutel = (pad, ast.unparse(naam))
            assert sleutel in SAMENGESTELD, (
                f"{pad}:{knoop.lineno} noteert een inzage onder een naam die niemand kent."
            )
            yield from SAMENGESTELD[sleutel]


def test_every_look_has_words_and_no_words_are_left_over() -> None:
    bomen = list_bomen()
    deuren = list_deuren(bomen)
    assert {naam for _, naam in deuren} >= {"note_inzage", "note_rijen", "note_beeld", "_note"}
    namen = {naam for pad, boom in bomen for naam in list_namen(pad, boom, deuren)}
    assert sorted(namen - set(WAT)) == []
    assert sorted(set(WAT) - namen) == []


def test_words_are_no_codes_and_no_two_looks_have_the_same() -> None:
    assert [w for w in WAT.values() if not w[0].isupper() or "." in w] == []
    assert len(set(WAT.values())) == len(WAT)
