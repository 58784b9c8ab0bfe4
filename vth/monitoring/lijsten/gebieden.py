"""What the checker finds of each field of expertise, comply or explain, over what the list of staff says."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..boeking import lock_zelfbeoordeling, record_act
from ..kader import VELD, Kader
from ..models import Gebiedoordeel, Lijst, Zelfbeoordeling
from ..rules import BEOORDEELD, GETOETST, IN_TOETS, TOETSEN, MonitoringError, check_motivering
from ..selectors import get_zelfbeoordeling, read_kader_van, read_waarden_van
from .selectors import read_regels

U = Gebiedoordeel.Uitkomst
ONBEKEND, UITGELEGD = "onbekend", "uitgelegd"
TE_OORDELEN = frozenset({IN_TOETS, GETOETST, BEOORDEELD})


def derive_gebieden(z: Zelfbeoordeling, kader: Kader) -> dict[str, str]:
    """Say per field what follows from figures and explanation: met, explained, short, or unknown without a figure. A proposal, never the verdict."""
    waarden = read_waarden_van(z)
    uitleg = {r["gebied"] for r in read_regels(z, Lijst.Soort.UITLEG)}
    uit = {}
    for gebied, eis in kader.gebieden.items():
        aantal = waarden.get(VELD + gebied)
        tekort = UITGELEGD if gebied in uitleg else str(U.VOLDOET_NIET)
        uit[gebied] = ONBEKEND if aantal is None else str(U.VOLDOET) if aantal >= eis.norm else tekort
    return uit


@transaction.atomic
@claim_alles()
def record_gebiedoordeel(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    gebied: str,
    uitkomst: str,
    motivering: str,
    gezien: int | None = None,
) -> Gebiedoordeel:
    """Write what the checker finds of one field of expertise, over what the figures say; again makes another one, all stay.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and MonitoringError for a field the kader does not know, a reason that says nothing, an
    explanation that is called enough where none was given, and before the check began.
    """
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, TOETSEN, namens=z.ronde.organisatie)
    z = lock_zelfbeoordeling(z, gezien)
    afgeleid = derive_gebieden(z, read_kader_van(z.ronde))
    _check_gebiedoordeel(z, afgeleid, gebied, uitkomst)
    check_motivering(motivering, f"het oordeel over {gebied}")
    eerder = z.gebiedoordelen.filter(gebied=gebied).order_by("-volgnummer").first()
    tekst = motivering.strip()[:2000]
    if eerder is not None and (eerder.uitkomst, eerder.motivering) == (uitkomst, tekst):
        return eerder
    record_act(viewer, z, "gebiedoordeel", reden=f"{gebied}: {tekst}", gebied=gebied, uitkomst=uitkomst)
    return Gebiedoordeel.objects.create(
        zelfbeoordeling=z,
        gebied=gebied,
        volgnummer=z.versie,
        uitkomst=uitkomst,
        afgeleid=afgeleid[gebied],
        motivering=tekst,
        op=klok.now(),
        door=viewer.actor,
    )


def _check_gebiedoordeel(z: Zelfbeoordeling, afgeleid: Mapping[str, str], gebied: str, uitkomst: str) -> None:
    if z.stand not in TE_OORDELEN:
        raise MonitoringError(
            f"De zelfbeoordeling {z.get_stand_display()}. Een gebied beoordelen kan zodra zij wordt getoetst."
        )
    if gebied not in afgeleid:
        raise MonitoringError(
            f"Het gebied ‘{gebied[:40]}’ staat niet in de kwaliteitscriteria van deze ronde. Kies uit: {', '.join(afgeleid)}."
        )
    if uitkomst not in U.values:
        raise MonitoringError(
            f"‘{uitkomst[:40]}’ is geen oordeel over een gebied. Kies uit: {', '.join(U.values)}."
        )
    if uitkomst == U.UITLEG_VOLSTAAT and gebied not in _list_uitgelegd(z):
        raise MonitoringError(
            f"De dienst legde niet uit waarom {gebied} tekortschiet, dus de uitleg kan niet volstaan. Vraag de uitleg, of kies een ander oordeel."
        )


def _list_uitgelegd(z: Zelfbeoordeling) -> set[str]:
    return {r["gebied"] for r in read_regels(z, Lijst.Soort.UITLEG)}
