"""How a terminal shows a delivery. What a supplier wrote is shown as text: no colours, no commands to the terminal."""

from collections.abc import Iterable, Iterator, Mapping

from rich.table import Table

from .models import Toetstelling
from .proeflevering import Proefuitkomst
from .selectors import Bevindingregel
from .weergave import VERSCHILLEN, get_gegevenssetnaam


def write_leesbaar(tekst: str) -> str:
    """Write text without characters that do something in a terminal; line ends stay."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in tekst)


def make_verschiltabel(verschil: Mapping[str, Mapping[str, int]]) -> Table:
    """Show per gegevensset what a delivery did, or would do, to the register."""
    tabel = Table("gegevensset", *(titel.lower() for _, titel in VERSCHILLEN))
    for gegevensset, telling in verschil.items():
        aantallen = (f"{telling[code]:,}".replace(",", ".") for code, _ in VERSCHILLEN)
        tabel.add_row(get_gegevenssetnaam(gegevensset), *aantallen)
    return tabel


def make_toetstekst(
    tellingen: Iterable[Toetstelling], voorbeelden: Mapping[tuple[str, str, str, str], Bevindingregel]
) -> Iterator[str]:
    """Say what the checks found how often, with the first example of each, line by line."""
    for t in tellingen:
        eerste = voorbeelden.get((t.gegevensset, t.toets, t.ernst, t.veld))
        naam = f"{t.gegevensset}:{t.toets} {t.veld}".strip(": ")
        yield f"{t.ernst}, {t.aantal} keer, {naam}"
        if eerste:
            yield f"    {write_regel(eerste)}"


def write_regel(regel: Bevindingregel) -> str:
    """Write one finding in one line."""
    plek = f"rij {regel.rijnummer}: " if regel.rijnummer else ""
    return write_leesbaar(plek + regel.tekst).replace("\n", " ")


def make_proeftekst(uitkomst: Proefuitkomst, *, hoogstens: int) -> Iterator[str]:
    """Say what became of a file that was tried, line by line."""
    t = uitkomst.telling
    yield f"{t.rijen} rijen gelezen: {t.rijen - t.geweigerd} goed, {t.geweigerd} zouden worden geweigerd."
    yield from map(write_leesbaar, uitkomst.opmerkingen)
    for gegevensset, waarden in uitkomst.voorbeelden:
        yield f"\nZo leest Open VTH een rij ({get_gegevenssetnaam(gegevensset)}):"
        yield from (f"  {titel}: {write_leesbaar(waarde)}" for titel, waarde in waarden.items())
    if uitkomst.regels:
        yield "\nBevindingen:"
    for regel in uitkomst.regels[:hoogstens]:
        yield f"  {regel.ernst}, {regel.toets}, {write_regel(regel)}"
    if (meer := len(uitkomst.regels) - hoogstens) > 0:
        yield f"  … en nog {meer}."
    yield "\nDit was een proef: er is niets bewaard of geregistreerd."
