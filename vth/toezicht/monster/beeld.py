"""What the results of one stored sample say: against the permit of that day, the general limits, and the list of substances."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vth.regelgeving.rules import Grond, RegelError
from vth.tijd import klok
from vth.tijd.rules import Peilmoment, derive_legal_day
from vth.toegang.rules import Viewer
from vth.vergunningen.consolidatie import read_stand
from vth.vergunningen.selectors import list_vergunningen_van
from vth.vergunningen.verouderingsregels import list_zzs

from ..models import Controleonderwerp, Meetresultaat, Monster
from .bemonstering import derive_middeling, list_niet_onderzocht
from .lezen import list_resultaten, make_bemonstering, make_metingen, make_parameters
from .lozing import Lozingsnorm, check_monster, list_lozingsnormen, list_zonder_grens, make_vergunningnorm
from .meting import Meting
from .parameter import Parameter
from .regelset import read_monsterregels
from .toetsing import Toetsuitkomst
from .zzs import Zzsbeeld, derive_zzs


@dataclass(frozen=True)
class Monsterbeeld:
    """A sample with what its results say; `middeling` is what it averages over."""

    monster: Monster
    dag: date
    middeling: str
    resultaten: tuple[Meetresultaat, ...]
    uitkomsten: tuple[Toetsuitkomst, ...]
    zonder_grens: tuple[Meting, ...]
    niet_onderzocht: tuple[Parameter, ...]
    zzs: Zzsbeeld
    opmerkingen: tuple[str, ...] = ()


def read_monsterbeeld(viewer: Viewer, monster: Monster) -> Monsterbeeld:
    """Test the results of a sample that the viewer was given, by the limits and rules of the day it was taken."""
    dag = derive_legal_day(monster.geeindigd_op)
    resultaten = list_resultaten([monster.pk])
    metingen = make_metingen(resultaten)
    normen, gronden, opmerkingen, middeling = _list_normen(viewer, monster, dag)
    uitkomsten = check_monster(metingen, normen, middeling=middeling, gronden=gronden) if metingen else []
    return Monsterbeeld(
        monster=monster,
        dag=dag,
        middeling=middeling,
        resultaten=tuple(resultaten),
        uitkomsten=tuple(uitkomsten),
        zonder_grens=tuple(list_zonder_grens(metingen, normen)),
        niet_onderzocht=list_niet_onderzocht(
            make_parameters(monster), {m.parameter.sleutel: m for m in metingen}
        ),
        zzs=derive_zzs(metingen, list_zzs(dag)),
        opmerkingen=tuple(opmerkingen),
    )


def _list_normen(
    viewer: Viewer, monster: Monster, dag: date
) -> tuple[list[Lozingsnorm], tuple[Grond, ...], list[str], str]:
    """Give the limits of the day: of the permits here, and of the branch; with the rules used and what is to be said of them."""
    normen = list(_list_vergunningnormen(viewer, monster, dag))
    try:
        regels = read_monsterregels(
            dag,
            bevoegd_gezag=monster.controle.bevoegd_gezag,
            omgevingsdienst=monster.leverancier,
        )
    except RegelError as fout:
        return normen, (), [str(fout)], ""
    middeling = derive_middeling(make_bemonstering(monster), regels.etmaal)
    if monster.branche:
        normen += list_lozingsnormen(
            regels.grenzen,
            branche=monster.branche,
            route=monster.route or "vuilwaterriool",
            voorzieningen=monster.voorzieningen,
        )
    opmerkingen = (
        []
        if normen
        else [
            "Er is geen grens om mee te vergelijken: geen vergunning met een grens, en geen branche gekozen."
        ]
    )
    return normen, (regels.etmaal,), opmerkingen, middeling


def _list_vergunningnormen(viewer: Viewer, monster: Monster, dag: date) -> Iterator[Lozingsnorm]:
    """List the limits of the permits of what is controlled, as they stood on the day of the sample, in the medium and at the point of it."""
    onderwerpen = Controleonderwerp.objects.filter(controle_id=monster.controle_id)
    ids: list[uuid.UUID] = list(onderwerpen.values_list("bronobject_id", flat=True))
    peilmoment = Peilmoment(dag, klok.now())
    for vergunning in list_vergunningen_van(viewer, ids):
        for regel in read_stand(vergunning.pk, peilmoment):
            for grens in regel.inhoud.grenswaarden if '"grenswaarden"' in regel.ruw else ():
                elders = (
                    grens.emissiepunt and monster.emissiepunt and grens.emissiepunt != monster.emissiepunt
                )
                if grens.medium.value == monster.medium and not elders:
                    yield make_vergunningnorm(
                        grens,
                        f"voorschrift {regel.nummer} van {vergunning.kenmerk}",
                        voorschrift=str(regel.voorschrift_id),
                    )
