"""What the reader finds in the invented reports beside what a person wrote down: precision and recall per kind of record.

Beside each report `naam.md` (or `naam.blokken.yaml`, of which a Word file is made) stands `naam.yaml`, one short line per record:

- `mijlpaal`: "p1.o2.A 2026Q1 < 2025Q3 bijgesteld @stuurgroep" — where, when, what it was, how it stands, who gets it; "-" for no time.
- `besluit`: "p1.o1 stuurgroep 2025-06-12 vastgesteld"; `risico`: its place and its first words; `product`, `samenhang`, `legenda` likewise.
- `voortgang` and `planning`: under what there is such a text.
"""

import io
import re
from calendar import monthrange
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from docx import Document

from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.uitkomst import GeenRapport, Gelezen, Voorstel
from vth.voortgang.wanneer import Wanneer

TEKSTEN = Path(__file__).parent / "lezen"
SETS = (
    "inregelen",
    "achtergehouden",
    "tweede",
    "derde",
    "vierde",
    "laatste",
    "blind",
    "fiches",
    "proza",
    "domeinen",
    "ongezien",
    "stijlen",
    "oefenen",
    "weggelegd",
    "nagekomen",
    "slot",
    "vreemd",
    "onbekend",
    "slotproef",
)
SOORTEN = (
    "rapport", "pijler", "onderwerp", "actie", "voortgang", "planning", "mijlpaal", "risico", "besluit",
    "product", "tryout", "onderzoek", "samenhang", "legenda",
)  # fmt: skip


def list_rapporten(welke: str) -> list[tuple[str, Gelezen, dict[str, list[str]]]]:
    """Read each report of a set: its name, the outcome, what a person wrote down."""
    uit = []
    for pad in sorted((TEKSTEN / welke).glob("*.yaml")):
        if not pad.stem.endswith(".blokken"):
            bron, vorm = read_bron(pad.with_suffix(""))
            uit.append((pad.stem, _read(bron, vorm), yaml.safe_load(pad.read_text())))
    return uit


def _read(bron: bytes, vorm: str) -> Gelezen:
    """Read a report; one that is refused gives nothing, and that counts as missed."""
    try:
        return read_rapport(bron, vorm=vorm)
    except GeenRapport:
        return Gelezen(())


def read_bron(pad: Path) -> tuple[bytes, str]:
    """The bytes of a report; a Word file is made of its list of blocks."""
    blokken = pad.with_suffix(".blokken.yaml")
    if not blokken.exists():
        vorm = "txt" if pad.with_suffix(".txt").exists() else "md"
        return pad.with_suffix(f".{vorm}").read_bytes(), vorm
    return make_word(yaml.safe_load(blokken.read_text())), "docx"


def make_word(blokken: list[list[Any]]) -> bytes:
    """Make a Word file of headings, paragraphs, list items and tables."""
    document = Document()
    for soort, *wat in blokken:
        if soort == "kop":
            document.add_heading(wat[1], level=wat[0])
        elif soort == "alinea":
            document.add_paragraph(wat[0])
        elif soort == "punt":
            document.add_paragraph(wat[0], style="List Bullet")
        elif soort == "rooster":
            _add_rooster(document, wat[0])
        else:
            tabel = document.add_table(rows=0, cols=len(wat[0][0]))
            for rij in wat[0]:
                for cel, tekst in zip(tabel.add_row().cells, rij, strict=True):
                    cel.text = tekst
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _add_rooster(document: Any, rijen: list[list[Any]]) -> None:
    """Add a table of which a cell can be as wide or high as several (`breed`, `hoog`), and can hold a table (`tabel`)."""
    tabel = document.add_table(rows=len(rijen), cols=len(rijen[0]))
    bezet: set[tuple[int, int]] = set()
    for y, rij in enumerate(rijen):
        x = 0
        for cel in rij:
            while (y, x) in bezet:
                x += 1
            wat = cel if isinstance(cel, dict) else {"tekst": cel}
            breed, hoog = wat.get("breed", 1), wat.get("hoog", 1)
            bezet |= {(y + dy, x + dx) for dy in range(hoog) for dx in range(breed)}
            plek = tabel.cell(y, x).merge(tabel.cell(y + hoog - 1, x + breed - 1))
            plek.text = wat.get("tekst", "")
            if "tabel" in wat:
                binnen = plek.add_table(rows=0, cols=len(wat["tabel"][0]))
                for regel in wat["tabel"]:
                    for doel, tekst in zip(binnen.add_row().cells, regel, strict=True):
                        doel.text = tekst
            x += breed


def measure(welke: str) -> dict[str, tuple[int, int, int]]:
    """Count per kind over all reports of a set: found and right, found, expected."""
    tel = {soort: [0, 0, 0] for soort in SOORTEN}
    for _, gelezen, verwacht in list_rapporten(welke):
        for soort, (goed, gevonden, hoort, _, _) in compare(gelezen, verwacht).items():
            tel[soort] = [a + b for a, b in zip(tel[soort], (goed, gevonden, hoort), strict=True)]
    return {soort: (g, v, h) for soort, (g, v, h) in tel.items()}


def compare(
    gelezen: Gelezen, verwacht: dict[str, list[str]]
) -> dict[str, tuple[int, int, int, list[str], list[str]]]:
    """Per kind: how many are right, found and expected, and which were missed and which were too many."""
    uit = {}
    for soort in SOORTEN:
        vond = Counter(_of_voorstel(v) for v in gelezen.voorstellen if v.soort == soort)
        hoort = Counter(_of_regel(soort, str(regel)) for regel in verwacht.get(soort, []))
        samen = vond & hoort
        uit[soort] = (
            samen.total(),
            vond.total(),
            hoort.total(),
            sorted((hoort - vond).elements()),
            sorted((vond - hoort).elements()),
        )
    return uit


def _plain(tekst: object) -> str:
    return " ".join(re.findall(r"\w+", str(tekst or "").casefold()))


def _of_voorstel(v: Voorstel) -> str:
    velden = v.velden
    match v.soort:
        case "rapport":
            return f"{_when(velden['periode'])} einde {_when(velden['einde'])}"
        case "pijler":
            return f"{v.sleutel} {_plain(velden['titel'])}"
        case "onderwerp" | "actie":
            return f"{v.sleutel} {_plain(velden['titel'])} {_plain(velden['eerst_gemeld'])}".strip()
        case "voortgang" | "planning":
            return v.ouder
        case "mijlpaal":
            was = f" < {_when(velden['was'])}" if velden["was"] else ""
            forum = f" @{velden['forum']}" if velden["forum"] else ""
            return f"{v.ouder} {_when(velden['wanneer'])}{was} {velden['stand']}{forum}"
        case "risico":
            return f"{v.ouder} {_plain(velden['tekst'])[:14]}"
        case "besluit":
            return f"{v.ouder} {velden['orgaan']} {_when(velden['datum'])} {velden['aard']}"
        case "product":
            return f"{v.ouder} {_plain(velden['titel'])}"
        case "tryout":
            return f"{_plain(velden['titel'])} {_when(velden['einde'])}"
        case "onderzoek":
            return f"{_plain(velden['titel'])} {velden['stand']}"
        case "samenhang":
            return f"{velden['van']} > {velden['naar']}"
        case _:
            return _plain(velden["tekst"])


def _of_regel(soort: str, regel: str) -> str:
    """The same line of what a person wrote down."""
    delen = [deel.strip() for deel in regel.split("|")]
    match soort:
        case "rapport":
            return f"{_span(delen[0])} einde {_span(delen[1].removeprefix('einde '))}"
        case "pijler" | "onderwerp" | "actie" | "product":
            return f"{delen[0]} {' '.join(_plain(deel) for deel in delen[1:])}".strip()
        case "mijlpaal":
            tijden, _, forum = regel.partition(" @")
            ouder, wanneer, *rest = tijden.split(" ")
            if rest[0] == "<":
                wanneer, rest = f"{_span(wanneer)} < {_span(rest[1])}", rest[2:]
            return f"{ouder} {_span(wanneer)} {' '.join(rest)}" + (f" @{forum}" if forum else "")
        case "risico":
            ouder, _, tekst = regel.partition(" ")
            return f"{ouder} {_plain(tekst)[:14]}"
        case "besluit":
            return re.sub(r" (\d{4}[-\dQ]*|-) ", lambda t: f" {_span(t[1])} ", regel, count=1)
        case "tryout":
            return f"{_plain(delen[0])} {_span(delen[1])}"
        case "onderzoek":
            return f"{_plain(delen[0])} {delen[1]}"
        case "legenda":
            return _plain(regel)
        case _:
            return regel


def _when(wanneer: object) -> str:
    if not isinstance(wanneer, Wanneer):
        return "-"
    return f"{wanneer.van}..{wanneer.tot}" if wanneer.van else wanneer.soort


def _span(kort: str) -> str:
    """Write "2025Q3", "2026H1", "2026-03", "2026Q2-2026Q3" or "2026-01..2026-06" as the first and last day."""
    if (
        " < " in kort
        or (".." in kort and re.match(r"\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d\Z", kort))
        or kort in ("-", "doorlopend", "onbekend")
    ):
        return kort
    if ".." in kort or re.search(r"Q\d-\d{4}Q", kort):
        eerst, laatst = re.split(r"\.\.|(?<=Q\d)-", kort)
        return f"{_span(eerst).split('..')[0]}..{_span(laatst).split('..')[1]}"
    van = {
        "Q1": ("01-01", "03-31"),
        "Q2": ("04-01", "06-30"),
        "Q3": ("07-01", "09-30"),
        "Q4": ("10-01", "12-31"),
        "H1": ("01-01", "06-30"),
        "H2": ("07-01", "12-31"),
    }
    jaar, rest = kort[:4], kort[4:]
    if rest in van:
        return f"{jaar}-{van[rest][0]}..{jaar}-{van[rest][1]}"
    if not rest:
        return f"{jaar}-01-01..{jaar}-12-31"
    if len(rest) == 3:
        return f"{kort}-01..{kort}-{monthrange(int(jaar), int(rest[1:]))[1]:02}"
    return f"{kort}..{kort}"


def list_zinnen() -> list[tuple[str, list[str]]]:
    """The single sentences that were written down with their milestones and decisions."""
    rijen = [
        rij
        for naam in ("zinnen", "zinnen2")
        for rij in yaml.safe_load((TEKSTEN / f"{naam}.yaml").read_text())
    ]
    return [(zin, verwacht) for zin, verwacht in rijen]


def compare_zin(zin: str, verwacht: list[str]) -> tuple[list[str], list[str]]:
    """Read a sentence in a report of June 2030: the milestones and decisions expected, and those found."""
    kop = {"p": "Planning", "v": "Voortgang"}[zin[0]]
    tekst = f"# Voortgangsrapportage Proef juni 2030\n\n## Pijler 1: Een\n\n### 1.1 Begin\n\nVoortgang: ok.\n\n{kop}: {zin[3:]}\n"
    voorstellen = read_rapport(tekst, vorm="md").voorstellen
    hoort = [
        _of_regel(
            "besluit" if regel.startswith("besluit: ") else "mijlpaal",
            f"p1.o1 {regel.removeprefix('besluit: ')}",
        )
        for regel in verwacht
    ]
    return sorted(hoort), sorted(_of_voorstel(v) for v in voorstellen if v.soort in ("mijlpaal", "besluit"))
