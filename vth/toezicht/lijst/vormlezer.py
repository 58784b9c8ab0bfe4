"""Reading YAML of others into a plain mapping, and putting an authority's additions into a list. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from .keuring import Meld, Melding

MAX_BYTES = 1_000_000


def read_vorm(tekst: str | bytes, bestand: str) -> Mapping[str, Any] | Melding:
    """Read YAML into a mapping, or give the remark that says why it is none.

    Refuses what is too large, a name that stands twice, and references within the file, with which a few lines can grow
    into gigabytes.
    """
    meld = Meld(bestand)
    try:
        if len(tekst) > MAX_BYTES:
            return meld.fault(
                "",
                f"het bestand telt {len(tekst)} bytes",
                f"Meer dan {MAX_BYTES} kan niet.",
                "Splits de lijst.",
            )
        leeslijst = yaml.CSafeLoader(tekst)
        knoop = leeslijst.get_single_node()
        if knoop is not None and (dubbel := next(_iter_dubbel(knoop, set()), None)):
            return meld.fault(
                "", dubbel, "Dan is niet te zeggen wat er geldt.", "Schrijf het één keer en voluit."
            )
        vorm = leeslijst.construct_document(knoop) if knoop is not None else None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as fout:
        return meld.fault(
            "", "het bestand is geen YAML", f"{fout}.".replace("\n", " "), "Controleer inspringen en komma's."
        )
    if not isinstance(vorm, dict):
        return meld.fault(
            "",
            "het bestand is leeg of heeft geen namen",
            "Een lijst begint met een kop.",
            "Begin met `code: …`.",
        )
    return vorm


def merge_vorm(basis: Mapping[str, Any], eigen: Mapping[str, Any]) -> dict[str, Any]:
    """Put an authority's additions into a list: its questions replace those with the same id, and others come at the end.

    What stands under `weg` goes out; the version says of both what it is.
    """
    weg = set(eigen.get("weg") or ())
    nieuw = {v.get("id"): v for h in eigen.get("hoofdstukken") or () for v in h.get("vragen") or ()}
    hoofdstukken = []
    for hoofdstuk in basis.get("hoofdstukken") or ():
        vragen = [nieuw.pop(v.get("id"), v) for v in hoofdstuk.get("vragen") or () if v.get("id") not in weg]
        hoofdstukken.append({**hoofdstuk, "vragen": vragen})
    for hoofdstuk in eigen.get("hoofdstukken") or ():
        erbij = [v for v in hoofdstuk.get("vragen") or () if v.get("id") in nieuw]
        bestaand = next((h for h in hoofdstukken if h.get("code") == hoofdstuk.get("code")), None)
        if bestaand is not None:
            bestaand["vragen"] += erbij
        elif erbij:
            hoofdstukken.append({**hoofdstuk, "vragen": erbij})
    kop = {k: v for k, v in eigen.items() if k not in ("breidt_uit", "weg", "hoofdstukken", "versie", "code")}
    versie = f"{basis.get('versie')}+{eigen.get('versie') or 'eigen'}"
    return {**basis, **kop, "versie": versie, "hoofdstukken": [h for h in hoofdstukken if h["vragen"]]}


def _iter_dubbel(knoop: yaml.Node, gezien: set[int]) -> Iterator[str]:
    """Find names that stand twice in one mapping, and nodes that stand in the file by reference."""
    if id(knoop) in gezien:
        yield f"regel {knoop.start_mark.line + 1} wordt met * of & herhaald"
        return
    if isinstance(knoop, yaml.CollectionNode):
        gezien.add(id(knoop))
    if isinstance(knoop, yaml.MappingNode):
        namen = [k.value for k, _ in knoop.value]
        if dubbel := [n for n in namen if isinstance(n, str) and namen.count(n) > 1]:
            yield f"onder regel {knoop.start_mark.line + 1} staat {dubbel[0]!r} twee keer"
    for deel in knoop.value if isinstance(knoop, yaml.CollectionNode) else ():
        for kind in deel if isinstance(deel, tuple) else (deel,):
            yield from _iter_dubbel(kind, gezien)
