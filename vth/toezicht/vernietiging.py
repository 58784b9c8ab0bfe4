"""What a visit, a signal and an incident say goes when their zaak was destroyed: the words, and who was spoken to. That they were there, when, and what came of them stays."""

import uuid
from collections.abc import Collection

from django.db.models import Model, Q, QuerySet

from vth.zaken.bewaring.meegaan import Meegaand
from vth.zaken.models import Zaak

from .models import (
    Antwoord,
    Bevinding,
    Controle,
    Controlegebeurtenis,
    Incident,
    Incidentsignaal,
    Labbestand,
    Lablevering,
    Labmelding,
    Meetresultaat,
    Monster,
    Monsterovergave,
    Signaalgebeurtenis,
    Veldstuk,
)
from .zoekregels import write_zoekregels

WEG = "vernietigd"
KLAAR = (Controle.Staat.AFGEROND, Controle.Staat.VERVALLEN)


def _loopt(zaak: Zaak) -> bool:
    """Tell whether a visit goes on, or a signal has no outcome yet."""
    loopt = Controle.objects.filter(zaak=zaak).exclude(staat__in=KLAAR)
    return loopt.exists() or Incidentsignaal.objects.filter(zaak=zaak, afloop="").exists()


def _empty(zaak: Zaak) -> None:
    """Empty the visits, signals and incidents of a zaak. Photos and reports are its documents and went with it; who told a signal goes by a term of its own."""
    _empty_controles(Controle.objects.filter(zaak=zaak))
    _empty_signalen(Incidentsignaal.objects.filter(zaak=zaak))
    Incident.objects.filter(zaak=zaak).update(omschrijving="")


def _empty_controles(controles: QuerySet[Controle]) -> None:
    """Empty visits, their findings, and what came from the field."""
    ids = list(controles.values_list("pk", flat=True))
    bevindingen = Bevinding.objects.filter(controle__in=ids)
    bevindingen.update(aandachtspunt="", bijzonderheden="", motivering="")
    bevindingen.exclude(ingetrokken_reden="").update(ingetrokken_reden=WEG)
    Antwoord.objects.filter(controlelijst__controle__in=ids).update(inhoud=[])
    Veldstuk.objects.filter(controle__in=ids).update(inhoud=[])
    Monster.objects.filter(controle__in=ids).update(opmerking="")
    Monsterovergave.objects.filter(monster__controle__in=ids).update(houder="")
    _empty_labbestanden(ids)
    _empty_redenen(Controlegebeurtenis, Q(controle__in=ids))
    woorden = ("omschrijving", "grond", "gesproken_met", "cautie_toelichting", "bijzonderheden", "reactie")
    controles.update(**dict.fromkeys(woorden, ""))
    write_zoekregels(ids)


def _empty_labbestanden(controles: Collection[uuid.UUID]) -> None:
    """Empty the files of laboratories with results of these visits: the bytes, the name, and what was said of rows. The results themselves are measured values and stay.

    A file that has results of a visit whose zaak is still there stays until that one goes.
    """
    van = Meetresultaat.objects.filter(monster__controle__in=controles, levering__isnull=False)
    ids = set(van.values_list("levering_id", flat=True))
    nog_nodig = Meetresultaat.objects.filter(levering__in=ids, monster__controle__zaak__vernietigd_op=None)
    weg = ids - set(nog_nodig.values_list("levering_id", flat=True))
    Labbestand.objects.filter(levering__in=weg).update(inhoud=b"")
    Labmelding.objects.filter(levering__in=weg).update(waarde="", melding="")
    Lablevering.objects.filter(pk__in=weg).update(bestandsnaam="", opmerkingen=[])


def _empty_signalen(signalen: QuerySet[Incidentsignaal]) -> None:
    """Empty signals: what was told, where it was, and what was said of how it ended."""
    ids = list(signalen.values_list("pk", flat=True))
    _empty_redenen(Signaalgebeurtenis, Q(signaal__in=ids))
    signalen.exclude(doorverwezen_naar="").update(doorverwezen_naar=WEG)
    signalen.update(omschrijving="", plek="", afloop_toelichting="", x=None, y=None)
    write_zoekregels(ids, model=Incidentsignaal)


def _empty_redenen(model: type[Model], van: Q) -> None:
    """Empty why something was done; the guard allows that and nothing else."""
    model._default_manager.filter(van).update(reden="")


DOSSIERS = Meegaand(
    "toezichtdossiers",
    "toezichtdossier",
    "toezicht.bewaartermijn",
    dict.fromkeys((Controle, Incident, Incidentsignaal), ~Q(omschrijving="")),
    _loopt,
    _empty,
)
