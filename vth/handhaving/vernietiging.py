"""What a file of enforcement says goes when its zaak was destroyed: the words, and whom it was about. That it was there, its days and its money stay."""

import uuid
from collections.abc import Mapping

from django.db.models import Model, Q, QuerySet

from vth.zaken.bewaring.meegaan import Meegaand
from vth.zaken.models import Zaak

from .models import (
    Afweging,
    Bestuursdwang,
    Betaling,
    Handhavingsverzoek,
    Handhavingsverzoekversie,
    Invorderingshandeling,
    Kostenregel,
    Last,
    Lastschorsing,
    Lasttermijn,
    Lastverzoek,
    Lastverzoekbesluit,
    Lastverzoekdag,
    Maatregel,
    Maatregelgebeurtenis,
    Overtreder,
    Overtreding,
    Overtredingsgebeurtenis,
    Overtredingsonderwerp,
    Verbeurte,
    Vervolgwacht,
)
from .models.slot import WOORDEN
from .zoekregels import write_zoekregels

WEG = "vernietigd"
KLAAR = ("afgerond", "ingetrokken", "vernietigd", "vervallen")
# By which way each table hangs to the violations and the measures of a zaak.
VAN_OVERTREDING: Mapping[type[Model], str] = {Afweging: "overtreding", Overtredingsgebeurtenis: "overtreding"}
VAN_MAATREGEL: Mapping[type[Model], str] = {
    Maatregelgebeurtenis: "maatregel",
    Lastschorsing: "last__maatregel",
    Lasttermijn: "last__maatregel",
    Lastverzoek: "last__maatregel",
    Lastverzoekdag: "verzoek__last__maatregel",
    Lastverzoekbesluit: "verzoek__last__maatregel",
    Bestuursdwang: "last__maatregel",
    Kostenregel: "bestuursdwang__last__maatregel",
    Invorderingshandeling: "verbeurte__adressaat__last__maatregel",
    Betaling: "verbeurte__adressaat__last__maatregel",
}


def _loopt(zaak: Zaak) -> bool:
    """Tell whether a measure goes on, or money is open."""
    loopt = Maatregel.objects.filter(zaak=zaak).exclude(staat__in=KLAAR)
    open_ = Verbeurte.objects.filter(adressaat__last__maatregel__zaak=zaak, staat=Verbeurte.Staat.OPEN)
    return loopt.exists() or open_.exists()


def _empty_dossier(zaak: Zaak) -> None:
    """Empty what the file of a zaak says, and whom it was about."""
    _empty_overtredingen(Overtreding.objects.filter(zaak=zaak))
    _empty_maatregelen(Maatregel.objects.filter(zaak=zaak))
    verzoeken = Handhavingsverzoek.objects.filter(zaak=zaak)
    _empty({Handhavingsverzoekversie: "handhavingsverzoek"}, list(verzoeken.values_list("pk", flat=True)))
    verzoeken.update(omschrijving="", betrokkene=None)


def _empty_overtredingen(overtredingen: QuerySet[Overtreding]) -> None:
    """Empty violations and what hangs to them."""
    ids = list(overtredingen.values_list("pk", flat=True))
    _empty(VAN_OVERTREDING, ids)
    Overtreder.objects.filter(overtreding__in=ids).delete()
    Overtredingsonderwerp.objects.filter(overtreding__in=ids).delete()
    overtredingen.update(aard="", toelichting="", legalisatie_toelichting="", waarom="")
    overtredingen.exclude(reden_geen="").update(reden_geen=WEG)
    write_zoekregels(ids)


def _empty_maatregelen(maatregelen: QuerySet[Maatregel]) -> None:
    """Empty measures, their lasts and the money under them."""
    ids = list(maatregelen.values_list("pk", flat=True))
    _empty(VAN_MAATREGEL, ids)
    Vervolgwacht.objects.filter(vervolgbesluit__maatregel__in=ids).delete()
    Verbeurte.objects.filter(adressaat__last__maatregel__in=ids).update(grond="")
    motiveringen = ("begunstiging_motivering", "bedrag_motivering", "spoed_motivering")
    Last.objects.filter(maatregel__in=ids).update(opdracht="", **dict.fromkeys(motiveringen, ""))
    maatregelen.update(omschrijving="", motivering="", zienswijze_oordeel="", niet_gehoord="", waarom="")
    write_zoekregels(ids, model=Maatregel)


def _empty(tabellen: Mapping[type[Model], str], ids: list[uuid.UUID]) -> None:
    """Empty the words of what only grows; the guard allows that and nothing else."""
    for model, pad in tabellen.items():
        leeg = {
            veld: [] if model._meta.get_field(veld).get_internal_type() == "JSONField" else ""
            for veld in WOORDEN[model]
        }
        model._default_manager.filter(**{f"{pad}__in": ids}).update(**leeg)


DOSSIERS = Meegaand(
    "handhaving",
    "handhavingsdossier",
    "handhaving.bewaartermijn",
    {Overtreding: ~Q(aard=""), Maatregel: ~Q(omschrijving=""), Handhavingsverzoek: ~Q(omschrijving="")},
    _loopt,
    _empty_dossier,
)
