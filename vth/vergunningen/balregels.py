"""Which paragraphs of the Bal hold for activities: those of hoofdstuk 3 that name them, and those of 4 and 5 that these switch on. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vth.begrippen.rules import Waarde

_REEKS = re.compile(r"(\d+(?:\.\d+)*\.)(\d+)-(?:\1)?(\d+)")
_GETAL = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Balactiviteit:
    """One activity as it is carried out on a day: what it is called and its paragraph, empty when that is not known."""

    naam: str
    paragraaf: str


@dataclass(frozen=True)
class Balparagraaf:
    """One paragraph of hoofdstuk 3 that names an activity, and the paragraphs of 4 and 5 that hold for it."""

    code: str
    naam: str
    activiteiten: tuple[str, ...]
    aanwijzing: str
    vergunning: str
    informatieplicht: str
    regels: tuple[str, ...]
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Algemeneregels:
    """The rules of the Bal for a place on a day; `onbekend` are activities of which the paragraph is not known that day."""

    paragrafen: tuple[Balparagraaf, ...]
    regels: tuple[tuple[str, tuple[str, ...]], ...]
    onbekend: tuple[str, ...]


def list_paragrafen(tekst: str) -> list[str]:
    """Write a list of paragraphs out: `4.3;4.11-4.13` is 4.3, 4.11, 4.12 and 4.13; one that is no range stays as it is."""
    uit: list[str] = []
    for deel in (d.strip() for d in tekst.split(";") if d.strip()):
        reeks = _REEKS.fullmatch(deel)
        if reeks and int(reeks[2]) <= int(reeks[3]):
            uit += [f"{reeks[1]}{nr}" for nr in range(int(reeks[2]), int(reeks[3]) + 1)]
        else:
            uit.append(deel)
    return list(dict.fromkeys(uit))


def derive_orde(paragraaf: str) -> tuple[object, ...]:
    """Give how paragraphs are ordered: 4.9 before 4.11, 4.30 before 4.30a."""
    return tuple((0, int(d), "") if d.isdigit() else (1, 0, d) for d in _GETAL.split(paragraaf) if d)


def derive_regels(
    activiteiten: Sequence[Balactiviteit], lijst: Sequence[Waarde], dag: date
) -> Algemeneregels:
    """Give the rules that hold on a day for activities, by the list of paragraphs as it is that day."""
    bekend = {w.code: w for w in lijst if w.holds_on(dag)}
    per_code: dict[str, list[str]] = {}
    onbekend: list[str] = []
    for a in activiteiten:
        if a.paragraaf in bekend:
            per_code.setdefault(a.paragraaf, []).append(a.naam)
        else:
            onbekend.append(f"{a.naam} ({a.paragraaf})" if a.paragraaf else a.naam)
    codes = sorted(per_code, key=derive_orde)
    paragrafen = tuple(_make_paragraaf(bekend[c], per_code[c]) for c in codes)
    door: dict[str, list[str]] = {}
    for p in paragrafen:
        for regel in p.regels:
            door.setdefault(regel, []).append(p.code)
    regels = tuple((r, tuple(door[r])) for r in sorted(door, key=derive_orde))
    return Algemeneregels(paragrafen, regels, tuple(dict.fromkeys(onbekend)))


def _make_paragraaf(waarde: Waarde, namen: Sequence[str]) -> Balparagraaf:
    """Make of one row of the list what is shown of it."""
    extra = waarde.extra
    return Balparagraaf(
        code=waarde.code,
        naam=waarde.naam,
        activiteiten=tuple(dict.fromkeys(namen)),
        aanwijzing=extra.get("aanwijzing_artikel", ""),
        vergunning=_write_vergunning(extra),
        informatieplicht=extra.get("informatieplicht_artikel", ""),
        regels=tuple(list_paragrafen(extra.get("regels_paragrafen_h4_h5", ""))),
        bron=waarde.bron,
        zekerheid=waarde.zekerheid,
    )


def _write_vergunning(extra: Mapping[str, str]) -> str:
    """Say whether a permit is needed, in a few words."""
    artikelen = extra.get("vergunning_artikelen", "").replace(";", ", ")
    plicht, grond = extra.get("vergunningplicht_mba", ""), extra.get("vergunning_grond", "")
    if plicht.startswith("geheel"):
        return f"altijd (artikel {artikelen})" if artikelen else "altijd"
    if plicht == "deels":
        return f"soms (artikel {artikelen}): {grond}" if artikelen else f"soms: {grond}"
    return "nee"
