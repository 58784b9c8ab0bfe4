"""Emptying zaken of what they say: set-based, inside one act; what stays is that they were there, with their number and days."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Case, F, Model, Value, When
from django.db.models.query import QuerySet

from vth.tijd import klok

from ..documenten.vernietiging import derive_van_zaken, erase_documenten
from ..models import (
    Adviesgebeurtenis,
    Adviesverzoek,
    Besluit,
    Besluitonderwerp,
    Besluitversie,
    Document,
    Goedkeuring,
    Goedkeuringsopmerking,
    Overweging,
    Rechtsmiddelprocedure,
    Termijngebeurtenis,
    Uitvoeringstoetspunt,
    Verzoek,
    Verzoekonderwerp,
    Zaak,
    Zaakgebeurtenis,
    Zaakonderwerp,
    Zaakrelatie,
)
from ..zoekregels import write_zoekregels

WEG = "vernietigd"


def erase_inhoud(zaak_ids: Collection[uuid.UUID]) -> dict[str, int]:
    """Empty some zaken, and give how much of what went; inside the transaction and after the checks of the caller.

    Texts go, and so does whom and what a zaak was about; numbers, kinds, days, results and who acted (a key) stay.
    """
    ids = list(zaak_ids)
    besluiten = Besluit.objects.filter(zaak_id__een_van=ids)
    van_besluit = {"besluit__in": besluiten.values("pk")}
    verzoeken = Verzoek.objects.filter(zaak_id__een_van=ids)
    adviezen = Adviesverzoek.objects.filter(zaak_id__een_van=ids)
    geteld = {
        "besluiten": besluiten.count(),
        "verzoeken": verzoeken.count(),
        "adviezen": adviezen.count(),
        "versies": Besluitversie.objects.filter(**van_besluit).count(),
    }
    geteld |= {"documenten": erase_documenten(Document.objects.filter(derive_van_zaken(ids)))}
    _erase_besluiten(besluiten, van_besluit)
    erase_adviezen(adviezen)
    Verzoekonderwerp.objects.filter(verzoek__in=verzoeken.values("pk")).delete()
    verzoeken.update(omschrijving="")
    Termijngebeurtenis.objects.filter(termijn__zaak_id__een_van=ids).exclude(reden="").update(reden="")
    Zaakgebeurtenis.objects.filter(zaak_id__een_van=ids).exclude(reden="").update(reden="")
    _delete(Zaakonderwerp.objects.filter(zaak_id__een_van=ids))
    _delete(Zaakrelatie.objects.filter(van_id__een_van=ids))
    _delete(Zaakrelatie.objects.filter(naar_id__een_van=ids))
    nu = klok.now()
    Zaak.objects.filter(pk__een_van=ids).update(
        omschrijving="", toelichting="", vernietigd_op=nu, versie=F("versie") + 1
    )
    _forget_woorden(ids, besluiten, verzoeken)
    return geteld


def _forget_woorden(ids: Collection[uuid.UUID], *andere: QuerySet[Any]) -> None:
    """Let the search box find these by their number and kind only."""
    if ids:
        write_zoekregels(Zaak, ids)
    for rijen in andere:
        write_zoekregels(rijen.model, list(rijen.values_list("pk", flat=True)))


def _erase_besluiten(besluiten: QuerySet[Besluit], van_besluit: dict[str, QuerySet]) -> None:
    """Empty decisions with their versions, considerations, approvals and comments."""
    Besluitversie.objects.filter(**van_besluit).exclude(tekst="").update(tekst="")
    Goedkeuringsopmerking.objects.filter(**van_besluit).exclude(tekst="").update(tekst="")
    Goedkeuring.objects.filter(**van_besluit).update(opmerking="")
    Rechtsmiddelprocedure.objects.filter(**van_besluit).update(toelichting="")
    _delete(Overweging.objects.filter(**van_besluit))
    _delete(Besluitonderwerp.objects.filter(**van_besluit))
    besluiten.update(omschrijving="", tekst="", bevoegdheid={}, ondertekend_namens="")


def erase_adviezen(adviezen: QuerySet[Adviesverzoek]) -> None:
    """Empty requests for advice, and forget their words; of one whose other side had only a name, that it had one stays."""
    van_advies = {"adviesverzoek__in": adviezen.values("pk")}
    Adviesgebeurtenis.objects.filter(**van_advies).exclude(reden="").update(reden="")
    _delete(Uitvoeringstoetspunt.objects.filter(**van_advies))
    naam = Case(When(partij="", then=Value(WEG)), default=Value(""))
    adviezen.update(over="", vraag="", advies="", opvolging_reden="", grondslag="", partijnaam=naam)
    _forget_woorden((), adviezen)


def _delete(rijen: QuerySet[Model]) -> None:
    """Delete rows in one statement."""
    rijen._raw_delete(rijen.db)
