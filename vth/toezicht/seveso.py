"""How bad a violation at a Seveso site is, in the categories that all authorities there use; beside gevolg and gedrag, which say it for the matrix."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond
from vth.toegang.rules import Viewer

from .lijst.feiten import is_seveso
from .models import Controle
from .rules import ToezichtError

REGEL = "toezicht.sevesocategorieen"


def find_categorieen(dag: date) -> Grond | None:
    """Give the categories that hold on a day with where they come from; nothing before there were any."""
    try:
        return find_grond(REGEL, geldig_op=dag)
    except RegelError:
        return None


def list_categorieen(dag: date) -> Mapping[str, Any]:
    """Give the categories of a day, as code and what goes with it."""
    grond = find_categorieen(dag)
    return grond.waarde if grond else {}


def find_categorienaam(code: str, dag: date) -> str:
    """Give a category in words; its code when the list of that day does not have it."""
    return str(list_categorieen(dag).get(code, {}).get("naam", code))


def check_sevesocategorie(viewer: Viewer, controle: Controle, code: str, resultaat: str, dag: date) -> None:
    """Refuse a category that does not exist, that does not go with the result, or where no Seveso site is.

    Raises ToezichtError. Whether there is one the register says, as far as the viewer may see it.
    """
    if not code:
        return
    mag = list_categorieen(dag)
    if code not in mag:
        raise ToezichtError(
            f"De Seveso-categorie ‘{code[:40]}’ bestaat niet op {as_dagtekst(dag)}. Kies uit: {', '.join(mag) or 'geen enkele'}."
        )
    if resultaat not in mag[code]["resultaten"]:
        raise ToezichtError(
            f"‘{mag[code]['naam']}’ past niet bij het resultaat {resultaat.replace('_', ' ')[:60]}. Een categorie 1, 2 of 3 is een "
            "overtreding en een afwijking is dat niet; kies een ander resultaat of een andere categorie."
        )
    if not is_seveso(viewer, controle):
        raise ToezichtError(
            "Volgens het register is hier geen Seveso-inrichting. Laat de Seveso-categorie leeg, of laat eerst het register verbeteren."
        )
