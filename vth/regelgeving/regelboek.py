"""The regelboek: pages for people, made from the rule files, one per room."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from vth.tijd.rules import OPEN_DAG

from .rules import Bron, Periode, Regel, as_json

KOP = "<!-- Gemaakt door `vth regelboek maak` uit de regelbestanden. Wijzig het regelbestand, niet deze bladzijde. -->"
UITLEG = {
    "vastgesteld": "vergeleken met de geldende tekst van de bron",
    "afgeleid": "gelezen in een oudere tekst of in een afgeleide bron; nog na te gaan in de geldende tekst",
    "aanname": "niet in de bron nagegaan; pas op bij het gebruik",
}


def derive_bladzijden(regels: Iterable[Regel]) -> dict[str, str]:
    """Make the pages by file name: one per room that has rules, and a list of contents."""
    per_kamer: dict[str, list[Regel]] = {}
    for regel in sorted(regels, key=lambda r: r.id):
        per_kamer.setdefault(regel.kamer, []).append(regel)
    bladzijden = {f"{kamer}.md": _make_bladzijde(kamer, eigen) for kamer, eigen in per_kamer.items()}
    return {"README.md": _make_inhoud(per_kamer), **bladzijden}


def _make_inhoud(per_kamer: Mapping[str, list[Regel]]) -> str:
    """Make the list of contents with the number of rules and of assumptions per room."""
    regels = [
        KOP,
        "",
        "# Regelboek",
        "",
        "Alle waarden uit wet en beleid waar Open VTH mee rekent, met de bron en met hoe zeker de waarde is.",
        "",
        "| zekerheid | betekenis |",
        "|---|---|",
        *(f"| {_mark(zekerheid)} | {uitleg} |" for zekerheid, uitleg in UITLEG.items()),
        "",
        "| kamer | regels | waarvan met een aanname |",
        "|---|---|---|",
    ]
    for kamer, eigen in sorted(per_kamer.items()):
        aannames = sum(any(p.zekerheid == "aanname" for p in regel.perioden) for regel in eigen)
        regels.append(f"| [{kamer}]({kamer}.md) | {len(eigen)} | {aannames} |")
    return "\n".join(regels) + "\n"


def _make_bladzijde(kamer: str, regels: list[Regel]) -> str:
    """Make the page of one room: the rules in a table, then each rule in full."""
    tekst = [
        KOP,
        "",
        f"# Regels van de kamer {kamer}",
        "",
        "| regel | waarde nu | zekerheid |",
        "|---|---|---|",
    ]
    for regel in regels:
        laatste = regel.perioden[-1]
        waarde = _say_kern(laatste.waarde, regel.eenheid, anders="zie hieronder")
        anker = regel.id.replace(".", "")
        tekst.append(f"| [{regel.titel}](#{anker}) | {waarde} | {_mark(laatste.zekerheid)} |")
    for regel in regels:
        tekst += ["", *_make_regel(regel)]
    return "\n".join(tekst) + "\n"


def _make_regel(regel: Regel) -> list[str]:
    """Write one rule: its title, where it stands, and its periods, newest first."""
    tekst = [f"## {regel.id}", "", f"**{regel.titel}**, in `{regel.plaats}`", ""]
    if regel.toelichting:
        tekst += [regel.toelichting, ""]
    for periode in reversed(regel.perioden):
        tekst += _make_periode(periode, regel.eenheid)
    return tekst[:-1]


def _make_periode(periode: Periode, eenheid: str) -> list[str]:
    """Write one period: from when, the value, how sure, and the sources."""
    begin, eind = periode.geldigheid.begin, periode.geldigheid.eind
    wanneer = f"vanaf {begin}" if eind == OPEN_DAG else f"van {begin} tot {eind}"
    samengesteld = _is_samengesteld(periode.waarde)
    kern = _say_kern(periode.waarde, eenheid, anders="zie het blok")
    regels = [f"- {wanneer}: **{kern}**, {_mark(periode.zekerheid)}"]
    regels += [f"  - bron: {_say_bron(bron)}" for bron in periode.bronnen]
    if periode.toelichting:
        regels.append(f"  - toelichting: {' '.join(periode.toelichting.split())}")
    if samengesteld:
        blok = yaml.safe_dump(_as_yaml(periode.waarde), allow_unicode=True, sort_keys=False, width=100)
        regels += ["", "  ```yaml", *(f"  {regel}" for regel in blok.splitlines()), "  ```"]
    return [*regels, ""]


def _mark(zekerheid: str) -> str:
    """Write a certainty so that an assumption is seen without colour."""
    return "⚠ **AANNAME**" if zekerheid == "aanname" else zekerheid


def _say_bron(bron: Bron) -> str:
    """Write a source, as a link when it has an address."""
    return f"[{bron}]({bron.url})" if bron.url else str(bron)


def _is_samengesteld(waarde: Any) -> bool:
    """Tell whether a value needs more than one line."""
    return isinstance(waarde, Mapping | tuple)


def _say_kern(waarde: Any, eenheid: str, *, anders: str) -> str:
    """Write a value with its unit on one line: of a term its number, of another composed value only `anders`."""
    if isinstance(waarde, Mapping) and "aantal" in waarde:
        return f"{waarde['aantal']} {eenheid}, {anders}"
    if _is_samengesteld(waarde):
        return anders
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(as_json(waarde)) if eenheid == "geen" else f"{as_json(waarde)} {eenheid}"


def _as_yaml(waarde: Any) -> Any:
    """Give a value as it stood in the file: plain blocks and lists, days as days."""
    if isinstance(waarde, Mapping):
        return {sleutel: _as_yaml(w) for sleutel, w in waarde.items()}
    return [_as_yaml(w) for w in waarde] if isinstance(waarde, tuple) else waarde
