"""Which norms an inspector can choose for a finding here, found by words: the voorschriften that stand that day, and other norms of this place."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vergunningen.consolidatie import read_stand
from vth.vergunningen.regelsvanpassing import list_normen
from vth.vergunningen.selectors import list_vergunningen_van

from .lijst.feiten import is_seveso
from .models import Controle
from .selectors import list_onderwerpen
from .seveso import list_categorieen

MEESTE = 40


@dataclass(frozen=True)
class Normaanbod:
    """What can be chosen, as (id, name); `meer` tells that words would find more than is shown, `seveso` are categories, where there is such a site."""

    voorschriften: list[tuple[str, str]]
    normen: list[tuple[str, str]]
    meer: bool
    seveso: list[tuple[str, str]]


def read_normaanbod(
    viewer: Viewer, controle: Controle, dag: date, zoek: str = "", gekozen: Collection[uuid.UUID] = ()
) -> Normaanbod:
    """List the norms for a finding at a controle on a day that have all these words; what was chosen stays among them."""
    records = [b for _, b in list_onderwerpen(viewer, controle)]
    woorden = zoek.lower().split()[:10]
    voorschriften: list[tuple[str, str]] = []
    for vergunning in list_vergunningen_van(viewer, [b.pk for b in records]):
        for r in read_stand(vergunning.pk, Peilmoment(dag, klok.now())):
            inhoud = f"{r.nummer} {r.titel} {r.tekst}"
            if r.tekst and (r.voorschrift_id in gekozen or _has_woorden(inhoud, woorden)):
                kort = " ".join(r.tekst.split())[:160]
                voorschriften.append(
                    (str(r.voorschrift_id), f"{vergunning.kenmerk} {r.nummer} {r.titel}: {kort}")
                )
    gebieden = {controle.gebied, *(b.gebied for b in records)}
    normen = [
        (str(n.pk), f"{n}: {n.omschrijving[:160]}")
        for n in list_normen(dag, gebieden=gebieden)
        if n.pk in gekozen or _has_woorden(f"{n} {n.omschrijving}", woorden)
    ]
    eerst = {str(id_) for id_ in gekozen}
    voorschriften.sort(key=lambda v: v[0] not in eerst)
    normen.sort(key=lambda n: n[0] not in eerst)
    ruim = MEESTE + len(eerst)
    seveso = list_categorieen(dag).items() if is_seveso(viewer, controle) else ()
    return Normaanbod(
        voorschriften[:ruim],
        normen[:ruim],
        meer=len(voorschriften) > ruim or len(normen) > ruim,
        seveso=[(code, str(wat["naam"])) for code, wat in seveso],
    )


def _has_woorden(tekst: str, woorden: Collection[str]) -> bool:
    """Tell whether all words stand in a text, wherever."""
    klein = tekst.lower()
    return all(woord in klein for woord in woorden)
