"""Who did what to a zaak, a decision or a document, as the audit trail of the standard: from the log, without what an act held."""

import uuid

from vth.logboek.models import Gebeurtenis
from vth.logboek.selectors import list_gebeurtenissen
from vth.toegang.selectors import list_actornamen

from ..selectors import BestaatNietError
from .antwoord import Rij

# So many of the latest acts; a zaak has some tens.
MEESTE = 1000
# What the standard calls an act, by how ours begins.
ACTIES = {"open": "create", "opgesteld": "create", "toegevoegd": "create", "vernietig": "destroy"}


def list_regels(soort: str, id_: uuid.UUID, url: str) -> list[Rij]:
    """List the acts on one thing that the viewer was found to see, the latest first; `url` is where that thing stands."""
    acts = list_gebeurtenissen(soort, str(id_), hoogstens=MEESTE)
    namen = list_actornamen({g.actor for g in acts})
    return [_make_regel(g, namen, url, soort) for g in acts]


def get_regel(soort: str, id_: uuid.UUID, url: str, regel: uuid.UUID) -> Rij:
    """Give one of the acts on a thing. Raises BestaatNietError."""
    gevonden = next((r for r in list_regels(soort, id_, url) if r["uuid"] == str(regel)), None)
    if gevonden is None:
        raise BestaatNietError("Deze regel bestaat niet.")
    return gevonden


def _make_regel(g: Gebeurtenis, namen: dict[str, str], url: str, soort: str) -> Rij:
    """Write one act."""
    wat = g.handeling.rpartition(".")[2]
    return {
        "uuid": str(g.pk),
        "bron": {"zaak": "zrc", "besluit": "brc"}.get(soort, "drc"),
        "applicatieId": "open-vth",
        "applicatieWeergave": "Open VTH",
        "gebruikersId": g.actor,
        "gebruikersWeergave": namen[g.actor],
        "actie": next((a for begin, a in ACTIES.items() if wat.startswith(begin)), "update"),
        "actieWeergave": wat.replace("_", " "),
        "resultaat": 200,
        "hoofdObject": url,
        "resource": soort,
        "resourceUrl": url,
        "toelichting": "",
        "resourceWeergave": wat.replace("_", " "),
        "aanmaakdatum": g.moment,
        # The log holds what an act was about, not the whole record before and after it.
        "wijzigingen": {"oud": None, "nieuw": None},
    }
