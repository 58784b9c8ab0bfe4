"""Which checklists there are: those of the project, and of an authority's own folder what it adds or puts in their place."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from vth.begrippen.selectors import read_lijst
from vth.toezicht.seveso import list_categorieen
from vth.vergunningen.balregels import list_paragrafen

from .keuring import Meld, Melding
from .lezer import Lezing, read_checklist
from .rules import Locatiefeiten
from .veldlezer import Codes
from .vorm import Checklist, LijstError
from .vormlezer import merge_vorm, read_vorm

MAP = Path(__file__).parent / "lijsten"


@cache
def read_codes(dag: date) -> Codes:
    """Give the codes that a checklist may use on a day."""
    bal = read_lijst("bal_paragraaf")
    regels = (w.extra.get("regels_paragrafen_h4_h5", "") for w in bal.waarden if w.holds_on(dag))
    return Codes(
        activiteiten=frozenset(w.code for w in bal.waarden if w.holds_on(dag)),
        objecttypen=_list_codes("vthobject_subtype", dag),
        onderwerpen=_list_codes("controle_onderwerp", dag),
        gevolgen=_list_codes("gevolg", dag),
        gedragingen=_list_codes("gedrag", dag),
        sevesocategorieen=frozenset(list_categorieen(dag)),
        paragrafen=frozenset(p for tekst in regels for p in list_paragrafen(tekst)),
    )


def read_bestand(tekst: str | bytes, bestand: str, *, dag: date) -> Lezing:
    """Read one checklist as somebody wrote it; one that adds to another (`breidt_uit`) is read together with that one."""
    vorm = read_vorm(tekst, bestand)
    if isinstance(vorm, Melding):
        return Lezing(None, (vorm,))
    basis = vorm.get("breidt_uit")
    if basis is None:
        return read_checklist(vorm, bestand, read_codes(dag))
    if basis not in (vormen := _read_vormen(MAP)):
        waarom = f"Die lijst is er niet; er zijn: {', '.join(vormen)}."
        return Lezing(
            None, (Meld(bestand).fault("", f"`breidt_uit` noemt {basis!r}", waarom, "Verbeter de code."),)
        )
    try:
        return read_checklist(merge_vorm(vormen[basis], vorm), bestand, read_codes(dag))
    except (AttributeError, TypeError) as fout:
        waarom = f"De vorm klopt niet ({fout})."
        doe = "Schrijf hoofdstukken met vragen, elk met een id."
        return Lezing(None, (Meld(bestand).fault("", "de aanvulling is niet in te passen", waarom, doe),))


def list_checklists(*, dag: date) -> tuple[Checklist, ...]:
    """Give the checklists of this installation in order of title; raises LijstError with every fault when one is wrong."""
    lezingen = read_alles(settings.CHECKLISTS_DIR, dag=dag)
    if fouten := [str(m) for lezing in lezingen.values() for m in lezing.fouten]:
        raise LijstError("\n".join(fouten))
    lijsten = [lezing.lijst for lezing in lezingen.values() if lezing.lijst]
    return tuple(sorted(lijsten, key=lambda lijst: lijst.titel))


def find_checklist(code: str, *, dag: date) -> Checklist:
    """Give one checklist by its code; raises LijstError for one that is not there."""
    lijsten = {lijst.code: lijst for lijst in list_checklists(dag=dag)}
    if code not in lijsten:
        raise LijstError(f"De checklist {code!r} bestaat niet. Kies uit: {', '.join(sorted(lijsten))}.")
    return lijsten[code]


def list_passend(lijsten: Sequence[Checklist], feiten: Locatiefeiten) -> tuple[Checklist, ...]:
    """Give the lists that were written for something of this site, those that fit most first; a list for all comes last."""

    def count(lijst: Checklist) -> int:
        return len(set(lijst.activiteiten) & set(feiten.activiteiten)) + len(
            set(lijst.objecttypen) & set(feiten.objecttypen)
        )

    passend = [li for li in lijsten if count(li) or not (li.activiteiten or li.objecttypen)]
    return tuple(sorted(passend, key=lambda li: (-count(li), li.titel)))


@cache
def read_alles(eigen: str, *, dag: date) -> Mapping[str, Lezing]:
    """Read every list by its code; of the installation's own folder a list with a known code takes the place of that one."""
    if eigen and not Path(eigen).is_dir():
        raise LijstError(
            f"VTH_CHECKLISTS wijst naar {eigen} en die map bestaat niet. Maak de map, of haal VTH_CHECKLISTS weg."
        )
    lezingen: dict[str, Lezing] = {}
    for map_ in filter(None, (MAP, Path(eigen) if eigen else None)):
        for file in sorted(map_.glob("*.yaml")):
            lezing = read_bestand(file.read_bytes(), file.name, dag=dag)
            lezingen[lezing.lijst.code if lezing.lijst else file.name] = lezing
    return lezingen


@cache
def _read_vormen(map_: Path) -> Mapping[str, Mapping[str, Any]]:
    """Read the lists of the project as they were written, by code."""
    vormen = (read_vorm(file.read_bytes(), file.name) for file in sorted(map_.glob("*.yaml")))
    return {v["code"]: v for v in vormen if not isinstance(v, Melding)}


def _list_codes(lijst: str, dag: date) -> frozenset[str]:
    """Give the codes of a list that may be used on a day."""
    return frozenset(w.code for w in read_lijst(lijst).waarden if w.holds_on(dag))
