"""Proposing that a permit is revised or changed by the authority itself: a zaak of the right kind, with what was seen as its reason."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from vth.register.selectors import list_zichtbare_ids
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.controle import NieuweZaak, Over
from vth.zaken.models import Zaak
from vth.zaken.models.velden import Onderwerp
from vth.zaken.selectors import list_zaaksoorten, list_zaken_van
from vth.zaken.services import open_zaak

from .models import Toestemming, Toestemmingonderwerp
from .rules import VergunningError
from .selectors import get_vergunning
from .verouderinglijst import list_vlaggen

RECHT = "zaak.record"
SOORTEN = (
    "revisie_ambtshalve",
    "revisie_ambtshalve_uitgebreid",
    "wijziging_ambtshalve",
    "wijziging_ambtshalve_uitgebreid",
    "intrekking_ambtshalve",
    "intrekking_ambtshalve_uitgebreid",
)
OMSCHRIJVING, TOELICHTING = 300, 4000


@dataclass(frozen=True)
class Soortkeuze:
    """One kind of zaak by which an authority revises a permit of itself."""

    code: str
    naam: str


def list_soorten() -> list[Soortkeuze]:
    """List the kinds of zaak to choose from."""
    namen = list_zaaksoorten(klok.today())
    return [Soortkeuze(c, namen[c]) for c in SOORTEN if c in namen]


@transaction.atomic
@claim_alles()
def open_herziening(*, viewer: Viewer, vergunning_id: uuid.UUID, zaaksoort: str) -> Zaak:
    """Open a zaak in which the authority itself revises, changes or withdraws a permit; the signs are its explanation.

    The zaak is about the place and the activities of the permit, as far as the viewer sees those. Raises GeenToegangError,
    BestaatNietError, and VergunningError for another kind of zaak or when one of these runs already.
    """
    vergunning = get_vergunning(viewer, vergunning_id)
    check_bevoegd(viewer, RECHT, namens=vergunning.leverancier)
    if zaaksoort not in SOORTEN:
        raise VergunningError(
            f"De zaaksoort {zaaksoort[:60]!r} is geen ambtshalve herziening. Kies uit: {', '.join(SOORTEN)}."
        )
    plek = [vergunning.vthobject_id] if vergunning.vthobject_id else []
    lopend = [z for z in list_zaken_van(viewer, plek) if z.zaaksoort in SOORTEN and z.einddatum is None]
    if lopend:
        raise VergunningError(
            f"Zaak {lopend[0].identificatie} loopt al en gaat over dezelfde plek. Werk daarin verder, of sluit haar eerst."
        )
    naam = list_zaaksoorten(klok.today())[zaaksoort]
    redenen = [f"- {v.reden}" for v in list_vlaggen(viewer, [vergunning.pk])[vergunning.pk]]
    nieuw = NieuweZaak(
        zaaksoort,
        organisatie=vergunning.leverancier,
        gebied=vergunning.gebied,
        bevoegd_gezag=vergunning.bevoegd_gezag,
        omschrijving=f"{vergunning.kenmerk}: {naam}"[:OMSCHRIJVING],
        startdatum=klok.today(),
        toelichting="\n".join(["Signalen bij het openen:", *redenen])[:TOELICHTING] if redenen else "",
        onderwerpen=_list_onderwerpen(viewer, vergunning.pk, plek),
    )
    return open_zaak(viewer=viewer, nieuw=nieuw)


def _list_onderwerpen(viewer: Viewer, vergunning_id: uuid.UUID, plek: list[uuid.UUID]) -> list[Over]:
    """List what the zaak is about: the place and the activities that the viewer may see."""
    toestemmingen = Toestemming.objects.filter(vergunning_id=vergunning_id)
    rijen = Toestemmingonderwerp.objects.filter(
        toestemming__in=toestemmingen, rol=Toestemmingonderwerp.Rol.ACTIVITEIT
    )
    activiteiten = sorted(set(rijen.values_list("bronobject_id", flat=True)))
    ziet = list_zichtbare_ids(viewer, [*plek, *activiteiten])
    return [
        *(Over(id_, Onderwerp.Rol.VTHOBJECT) for id_ in plek if id_ in ziet),
        *(Over(id_, Onderwerp.Rol.ACTIVITEITUITVOERING) for id_ in activiteiten if id_ in ziet),
    ]
