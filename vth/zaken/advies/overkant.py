"""The other side of advice where that works here too: it gets a record of its own of what is asked of it."""

from vth.organisaties.selectors import find_organisatie
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toegang.selectors import has_werkend

from ..boeking import make_kenmerk
from ..models import Adviesverzoek
from ..zoekregels import write_zoekregels
from .boeking import record_adviesact, say_over
from .rules import DEELT, GEVRAAGD, TE_GEVEN
from .selectors import get_regelwie

# What the adviser reads of the request: what is asked, by when and why, as confidential and about the same place.
OVER = ("soort", "gebied", "vertrouwelijkheid", "adviessoort", "vraag", "gevraagd_op", *DEELT["uitstel"])


def decide_over_en_weer(advies: Adviesverzoek, recht: str) -> bool:
    """Decide whether the adviser gets a record of its own: it is there today, and somebody there may answer here and see this."""
    if advies.richting != GEVRAAGD or not advies.partij:
        return False
    # Of what does not exist any more a role that never ended gives nothing.
    if find_organisatie(advies.partij, Peilmoment(klok.today(), klok.now())) is None:
        return False
    plek = {"niveau": advies.vertrouwelijkheid, "gebied": advies.gebied}
    return has_werkend(advies.partij, recht=recht, op=klok.today(), **plek)


def send_over(viewer: Viewer, advies: Adviesverzoek) -> Adviesverzoek:
    """Give the adviser its record, inside the act that asks; who takes it up is for the people there to say."""
    zaak = advies.zaak
    ander = Adviesverzoek(
        **{veld: getattr(advies, veld) for veld in OVER},
        leverancier=advies.partij,
        identificatie=make_kenmerk(advies.partij, "A", klok.today()),
        richting=TE_GEVEN,
        partij=advies.leverancier,
        over=say_over(advies.over, f"{zaak.identificatie}: {zaak.omschrijving}" if zaak else ""),
        tegenhanger=advies,
        over_en_weer=True,
        regelgezag=get_regelwie(advies)["bevoegd_gezag"],
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    record_adviesact(viewer, ander, TE_GEVEN, dag=advies.gevraagd_op, deel=False, van=str(advies.pk))
    write_zoekregels(Adviesverzoek, [ander.pk])
    return ander
