"""Of what in this room a letter tells: a measure, a decision about what follows it, amounts that are owed, or a request to enforce."""

from dataclasses import dataclass

from vth.toegang.rules import Viewer
from vth.zaken.brieven.kamers import Briefbron

from ..models import Handhavingsverzoek, Maatregel, Verbeurte, Vervolgbesluit
from ..selectors import (
    get_maatregel,
    get_verbeurte,
    list_zichtbare_maatregelen,
    list_zichtbare_verbeurten,
    list_zichtbare_verzoeken,
)

MAATREGEL, VERBEURTE = "maatregel", "verbeurte"
OP_VERZOEK = "besluit_op_handhavingsverzoek"


@dataclass(frozen=True)
class Briefdoel:
    """What was found for one letter, as far as the viewer may see it; `van_maatregel` says that it is about the measure itself."""

    maatregel: Maatregel | None = None
    van_maatregel: bool = False
    vervolg: Vervolgbesluit | None = None
    schulden: tuple[Verbeurte, ...] = ()
    verzoek: Handhavingsverzoek | None = None


def find_doel(viewer: Viewer, bron: Briefbron) -> Briefdoel:
    """Find of what a letter tells. Raises BestaatNietError for a thing that is not there for this viewer."""
    over = bron.onderwerp
    if over is not None and over.soort == VERBEURTE:
        v = get_verbeurte(viewer, over.sleutel)
        m = list_zichtbare_maatregelen(viewer).filter(last__adressaten=v.adressaat_id).first()
        return Briefdoel(m, schulden=(v,))
    if over is not None and over.soort == MAATREGEL:
        m = get_maatregel(viewer, over.sleutel)
        return Briefdoel(m, van_maatregel=True, schulden=_list_open(viewer, m))
    if bron.besluit is None:
        return Briefdoel()
    return _find_van_besluit(viewer, bron)


def _find_van_besluit(viewer: Viewer, bron: Briefbron) -> Briefdoel:
    """Find of what a decision is."""
    besluit = bron.besluit
    assert besluit is not None
    zichtbaar = list_zichtbare_maatregelen(viewer)
    if m := zichtbaar.filter(besluit=besluit).first():
        return Briefdoel(m, van_maatregel=True)
    vervolg = (
        Vervolgbesluit.objects.filter(besluit=besluit, maatregel__in=zichtbaar)
        .select_related("maatregel", "lastverzoek", "adressaat")
        .first()
    )
    if vervolg is not None:
        rijen = list_zichtbare_verbeurten(viewer).filter(vervolgbesluiten__vervolgbesluit=vervolg)
        return Briefdoel(vervolg.maatregel, vervolg=vervolg, schulden=tuple(rijen.order_by("dag", "id")))
    if besluit.besluitsoort == OP_VERZOEK:
        return Briefdoel(verzoek=list_zichtbare_verzoeken(viewer).filter(zaak=bron.zaak).first())
    return Briefdoel()


def _list_open(viewer: Viewer, m: Maatregel) -> tuple[Verbeurte, ...]:
    """List what is still owed under a measure."""
    rijen = list_zichtbare_verbeurten(viewer).filter(adressaat__last__maatregel=m, staat=Verbeurte.Staat.OPEN)
    return tuple(rijen.order_by("dag", "id")[:200])
