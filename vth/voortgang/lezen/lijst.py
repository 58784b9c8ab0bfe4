"""A sentence that ends in a colon and a time ("voorzien in Q1 van 2027:"), and the list under it: each item is planned then."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..wanneer import find_wanneers
from .mijlpalen import Mijlpaal
from .zinnen import Zin

_PERSOONSVORM = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|zal|zullen|zou|kan|kunnen|moet|moeten|mag|gaat|gaan|komt|komen|volgt|volgen|loopt|lopen|ligt|liggen|blijft|geldt)\b",
    re.IGNORECASE,
)
_TWIJFEL = "De tijd staat in de zin boven de opsomming, en geldt voor elk punt ervan."


def unfold_lijst(
    gelezen: Sequence[tuple[Mijlpaal, Zin]], zinnen: Sequence[Zin]
) -> list[tuple[Mijlpaal, Zin]]:
    """Give the milestones of sentences, with those of a list in the place of the one that leads it in; one item is no list."""
    uit: list[tuple[Mijlpaal, Zin]] = []
    for mijlpaal, zin in gelezen:
        leidt_in = zin.tekst.endswith(":") and mijlpaal.stand == "gepland" and mijlpaal.wanneer
        punten = _list_punten(zin, zinnen) if leidt_in else []
        if len(punten) < 2:
            uit.append((mijlpaal, zin))
        else:
            uit.extend(
                (replace(mijlpaal, twijfel=f"{mijlpaal.twijfel} {_TWIJFEL}".strip()), p) for p in punten
            )
    return uit


def _list_punten(zin: Zin, zinnen: Sequence[Zin]) -> list[Zin]:
    """The items right after a sentence: without a time or a verb of their own, in the same part of the report."""
    plek = next((n for n, ander in enumerate(zinnen) if ander is zin), len(zinnen))
    uit = []
    for volgende in zinnen[plek + 1 : plek + 41]:
        if (
            volgende.rol != zin.rol
            or _PERSOONSVORM.search(volgende.tekst)
            or find_wanneers(volgende.tekst)
            or volgende.tekst.startswith("(")
        ):
            break
        uit.append(volgende)
    return uit


_LOSSE_STAND = re.compile(
    r"(?:gereed|afgerond|klaar|opgeleverd|op schema|op koers|vertraagd|vertraging|uitgesteld|stilgelegd|gestart|loopt|in uitvoering)[.!]?",
    re.IGNORECASE,
)


def tells_stand(vorige: tuple[Mijlpaal, Zin], nu: Mijlpaal, zin: Zin) -> bool:
    """Whether a milestone was only a word for how the whole stands ("Gereed."), and the sentence after it tells what was reached and when."""
    eerder, plek = vorige
    return (
        not (eerder.wanneer or eerder.was)
        and nu.wanneer is not None
        and nu.stand == eerder.stand == "gehaald"
        and (plek.regel, plek.rol) == (zin.regel, zin.rol)
        and bool(_LOSSE_STAND.fullmatch(plek.tekst))
    )
