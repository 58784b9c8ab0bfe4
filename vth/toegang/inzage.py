"""Who looked at what: for administrators, and for a person about whom something is kept.

The person gets the list of who looked at data about them, less what the data protection officer leaves out because
criminal investigation or a law asks for it; what was left out, and why, stays in the log.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from vth.logboek.models import Verwerking
from vth.logboek.services import record_gebeurtenis
from vth.logboek.verwerkingen import list_verwerkingen

from .rules import Viewer, check_bevoegd

LEZEN, BESLISSEN = "inzage.read", "inzage.decide"


class InzageError(Exception):
    """An overview that cannot be made; the message says what to do."""


@dataclass(frozen=True)
class Overzichtregel:
    """One line of the overview for a person: when, by which organisation, for what, and how it was found."""

    moment: datetime
    organisatie: str
    activiteit: str
    naam: str


def list_inzagen(
    viewer: Viewer, *, actor: str = "", vanaf: datetime | None = None, tot: datetime | None = None
) -> QuerySet[Verwerking]:
    """List who looked at what, newest first: of all organisations for who sees the whole country, else of the own.

    Raises GeenToegangError.
    """
    check_bevoegd(viewer, LEZEN)
    organisaties = None if viewer.zicht.landelijk else viewer.organisaties
    return list_verwerkingen(organisaties=organisaties, actor=actor, vanaf=vanaf, tot=tot)


def list_inzagen_over(viewer: Viewer, betrokkene: uuid.UUID) -> QuerySet[Verwerking]:
    """List every look at data about one natural person, by whomever, newest first; for the data protection officer.

    Raises GeenToegangError.
    """
    check_bevoegd(viewer, BESLISSEN)
    return list_verwerkingen(betrokkene=betrokkene)


@transaction.atomic
def record_inzageoverzicht(
    *, viewer: Viewer, betrokkene: uuid.UUID, weglaten: Mapping[uuid.UUID, str]
) -> list[Overzichtregel]:
    """Make the overview for a person: every look but those left out, each with its reason; and note that it was made.

    Names of the people who looked are not in it, their organisations are. Raises GeenToegangError, and InzageError for
    a line left out without a reason or one that is not about this person.
    """
    check_bevoegd(viewer, BESLISSEN)
    rijen = list(list_inzagen_over(viewer, betrokkene))
    if zonder := [id_ for id_, reden in weglaten.items() if not reden.strip()]:
        raise InzageError(
            f"Bij {len(zonder)} weggelaten {'regel' if len(zonder) == 1 else 'regels'} staat geen reden. Schrijf bij elke regel welk belang of welke wet dit vraagt."
        )
    if vreemd := set(weglaten) - {v.pk for v in rijen}:
        raise InzageError(
            f"{len(vreemd)} {'regel gaat' if len(vreemd) == 1 else 'regels gaan'} niet over deze persoon. Laad de bladzijde opnieuw."
        )
    getoond = [v for v in rijen if v.pk not in weglaten]
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=viewer.organisatie,
        handeling=BESLISSEN,
        onderwerp=("bronobject", str(betrokkene)),
        inhoud={
            "getoond": len(getoond),
            "weggelaten": {
                str(id_): reden for id_, reden in sorted(weglaten.items(), key=lambda p: str(p[0]))
            },
        },
    )
    return [Overzichtregel(v.begin, v.organisatie, v.activiteit, v.naam) for v in getoond]
