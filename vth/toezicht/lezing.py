"""A controle as the rules look at it: what decides whether it can be concluded."""

from vth.toegang.rules import Viewer

from .beeindiging import find_einden, list_onderwerprecords
from .models import Bevinding, Controle
from .rules import Bevindingbeeld, Bezoekbeeld
from .selectors import list_normen


def make_bezoekbeeld(viewer: Viewer, controle: Controle) -> Bezoekbeeld:
    """Give what of a controle and its findings that count decides whether it can be concluded, with no name that the viewer may not see."""
    bevindingen = list(
        Bevinding.objects.filter(controle=controle, ingetrokken_op=None).order_by("volgnummer")
    )
    normen = list_normen(bevindingen)
    return Bezoekbeeld(
        controletype=controle.controletype,
        controledatum=controle.controledatum,
        uitkomst=controle.uitkomst,
        legitimatie_getoond=controle.legitimatie_getoond,
        bijzonderheden=controle.bijzonderheden,
        bevindingen=[
            Bevindingbeeld(
                b.volgnummer,
                b.resultaat,
                b.gevolg,
                b.gedrag,
                b.motivering,
                b.bijzonderheden,
                len(normen.get(b.pk, ())),
            )
            for b in bevindingen
        ],
        einden=find_einden(viewer, list_onderwerprecords(controle.pk), controle.controledatum)
        if controle.controledatum
        else (),
    )
