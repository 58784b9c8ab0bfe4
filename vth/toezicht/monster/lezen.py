"""Reading samples and files of laboratories: only what the viewer may see, by the sight of the controle or of the file."""

import uuid
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.vergunningen.eenheden import find_eenheid
from vth.vergunningen.inhoud import Medium
from vth.zaken.selectors import BestaatNietError, get_zichtbaar

from ..models import Controle, Lablevering, Meetresultaat, Monster, Monsterovergave
from .bemonstering import Bemonstering, Monsterpunt, Monsterwijze, Overgave
from .labbestand import Bekendmonster, Labuitslag
from .meting import Meting, Teken
from .parameter import Parameter


def list_zichtbare_monsters(viewer: Viewer) -> QuerySet[Monster]:
    """Give the samples of controles that the viewer may see."""
    return Monster.objects.filter(derive_zicht_q(viewer.zicht, "controle__"))


def get_monster(viewer: Viewer, monster_id: uuid.UUID | str) -> Monster:
    """Give one sample with its controle. Raises BestaatNietError when it is not there for this viewer."""
    try:
        gevonden = list_zichtbare_monsters(viewer).select_related("controle").filter(pk=monster_id).first()
    except ValidationError:
        gevonden = None
    if gevonden is None:
        raise BestaatNietError(f"Monster {str(monster_id)[:40]} bestaat niet, of u mag dat niet zien.")
    return gevonden


def list_monsters_van(viewer: Viewer, controle: Controle) -> list[Monster]:
    """List the samples of a controle that the viewer was given, in the order in which they were recorded."""
    return list(list_zichtbare_monsters(viewer).filter(controle=controle).order_by("id"))


def list_leveringen(viewer: Viewer, *, hoogstens: int = 50) -> list[Lablevering]:
    """List the files of laboratories that the viewer may see, the newest first."""
    return list(Lablevering.objects.filter(derive_zicht_q(viewer.zicht)).order_by("-id")[:hoogstens])


def get_levering(viewer: Viewer, levering_id: uuid.UUID | str) -> Lablevering:
    """Give one file of a laboratory. Raises BestaatNietError when it is not there for this viewer."""
    zichtbaar = Lablevering.objects.filter(derive_zicht_q(viewer.zicht))
    return get_zichtbaar(zichtbaar, levering_id, "Uitslag van een laboratorium")


def list_resultaten(monster_ids: Iterable[uuid.UUID]) -> list[Meetresultaat]:
    """List the results of samples that stand: those that no other row corrects, in the order of the laboratory."""
    rijen = Meetresultaat.objects.filter(monster_id__in=list(monster_ids), verbetering=None)
    return list(rijen.order_by("monster_id", "id"))


def make_metingen(resultaten: Iterable[Meetresultaat]) -> list[Meting]:
    """Make of stored results what the rules read."""
    return [
        Meting(Parameter(r.naam, r.cas), r.getal, r.eenheid, Teken(r.teken), r.onzekerheid, r.methode)
        for r in resultaten
    ]


def make_bemonstering(monster: Monster) -> Bemonstering:
    """Make of a stored sample what the rules read, with who had it."""
    overgaven = Monsterovergave.objects.filter(monster=monster).order_by("volgnummer")
    return Bemonstering(
        nummer=monster.nummer,
        punt=Monsterpunt(monster.punt, monster.punt, Medium(monster.medium), monster.emissiepunt),
        wijze=Monsterwijze(monster.wijze),
        begin=monster.begonnen_op,
        eind=monster.geeindigd_op,
        parameters=make_parameters(monster),
        overgaven=tuple(Overgave(o.houder, o.vanaf, o.tot) for o in overgaven),
    )


def make_parameters(monster: Monster) -> tuple[Parameter, ...]:
    """Give what was asked of the laboratory."""
    return tuple(Parameter(g["naam"], g.get("cas", "")) for g in monster.gevraagd)


def find_bekend(
    viewer: Viewer, organisatie: str, nummers: Sequence[str]
) -> tuple[list[Bekendmonster], list[Labuitslag]]:
    """Give of an organisation's samples with these numbers what was asked and what was delivered before, as far as the viewer may see them."""
    monsters = list(list_zichtbare_monsters(viewer).filter(leverancier=organisatie, nummer__in=list(nummers)))
    per_id = {m.pk: m.nummer for m in monsters}
    bekend = [
        Bekendmonster(
            m.nummer,
            derive_legal_day(m.geeindigd_op),
            tuple(
                (Parameter(g["naam"], g.get("cas", "")), _find_basis(g.get("eenheid", "")))
                for g in m.gevraagd
            ),
        )
        for m in monsters
    ]
    return bekend, [_make_uitslag(r, per_id[r.monster_id]) for r in list_resultaten(per_id)]


def _find_basis(geschreven: str) -> str:
    """Give the base unit in which something was asked; empty leaves it to the laboratory."""
    eenheid = find_eenheid(geschreven) if geschreven else None
    return eenheid.basis if eenheid else ""


def _make_uitslag(r: Meetresultaat, nummer: str) -> Labuitslag:
    """Make of a stored result what a new file is compared with."""
    return Labuitslag(
        r.rijnummer or 0,
        nummer,
        r.sleutel,
        r.naam,
        r.cas,
        r.teken,
        r.getal,
        r.eenheid,
        r.onzekerheid,
        r.methode,
        r.dag,
        r.basiswaarde,
        r.basiseenheid,
        f"{r.geschreven} {r.eenheid}",
    )
