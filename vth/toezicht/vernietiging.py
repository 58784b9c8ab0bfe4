"""What a visit, a signal and an incident say goes when their zaak was destroyed: the words, and who was spoken to. That they were there, when, and what came of them stays."""

import uuid
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from vth.logboek.services import record_gebeurtenis
from vth.logboek.vernietiging import Vernietigbaar
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_zicht_q
from vth.zaken.models import Zaak
from vth.zaken.selectors import BestaatNietError

from .models import (
    Antwoord,
    Bevinding,
    Controle,
    Controlegebeurtenis,
    Incident,
    Incidentsignaal,
    Monster,
    Monsterovergave,
    Signaalgebeurtenis,
    Veldstuk,
)
from .zoekregels import write_zoekregels

KAMER, SOORT = "toezichtdossiers", "toezichtdossier"
TERMIJN, HANDELING, WEG = "toezicht.bewaartermijn", "register.erase", "vernietigd"
KLAAR = (Controle.Staat.AFGEROND, Controle.Staat.VERVALLEN)
# Each says what it is about in this field; empty, it was destroyed.
DINGEN = (Controle, Incident, Incidentsignaal)


def find_termijn(leverancier: str, op: date) -> Grond:
    """Give how long words stay after the zaak was destroyed; an organisation's own rule file comes before that of the country."""
    return find_grond(TERMIJN, geldig_op=op, omgevingsdienst=leverancier)


def list_te_vernietigen(viewer: Viewer, *, op: date, hoogstens: int) -> list[Vernietigbaar]:
    """List the zaken that were destroyed while a visit, signal or incident of theirs still says something, as far as the viewer may see those.

    Never one with a visit that goes on or a signal without an outcome.
    """
    gevonden: list[Vernietigbaar] = []
    # Some of those that were destroyed first may not go yet: they may not keep the others waiting.
    for zaak in Zaak.objects.filter(pk__in=_list_zaken(viewer)).order_by("pk"):
        if len(gevonden) == hoogstens:
            break
        if not _may_go(zaak, op):
            continue
        assert zaak.vernietigd_op is not None
        grond = find_termijn(zaak.leverancier, op)
        dag = derive_legal_day(zaak.vernietigd_op)
        termijn = f"{grond.waarde} {grond.eenheid}"
        gevonden.append(Vernietigbaar(KAMER, SOORT, str(zaak.pk), zaak.leverancier, dag, termijn))
    return gevonden


def _list_zaken(viewer: Viewer) -> set[uuid.UUID]:
    """List the destroyed zaken of which something that the viewer may see still says something."""
    ids: set[uuid.UUID] = set()
    for model in DINGEN:
        rijen = model._default_manager.filter(derive_zicht_q(viewer.zicht), zaak__vernietigd_op__isnull=False)
        ids |= set(rijen.exclude(omschrijving="").order_by().values_list("zaak_id", flat=True).distinct())
    return ids


def _may_go(zaak: Zaak, op: date) -> bool:
    """Tell whether the term passed and nothing goes on."""
    if zaak.vernietigd_op is None:
        return False
    termijn = timedelta(days=int(find_termijn(zaak.leverancier, op).waarde))
    loopt = Controle.objects.filter(zaak=zaak).exclude(staat__in=KLAAR)
    open_ = Incidentsignaal.objects.filter(zaak=zaak, afloop="")
    return derive_legal_day(zaak.vernietigd_op) + termijn <= op and not loopt.exists() and not open_.exists()


def is_te_vernietigen(viewer: Viewer, zaak_id: uuid.UUID | str, *, op: date) -> bool:
    """Tell whether what one file says may go on a day. Raises BestaatNietError."""
    return _may_go(_get_zaak(viewer, zaak_id), op)


def _get_zaak(viewer: Viewer, zaak_id: uuid.UUID | str) -> Zaak:
    """Give the zaak of a file of which the viewer may see something. Raises BestaatNietError."""
    id_ = str(zaak_id)
    ziet = derive_zicht_q(viewer.zicht) & Q(zaak_id=id_)
    if not any(model._default_manager.filter(ziet).exists() for model in DINGEN):
        raise BestaatNietError(f"Dossier {id_[:40]} bestaat niet, of u mag het niet zien.")
    return Zaak.objects.get(pk=id_)


@transaction.atomic
@claim_alles()
def erase_dossiers(*, viewer: Viewer, zaak_id: uuid.UUID | str, grond: str) -> int:
    """Erase what the visits, signals and incidents of one destroyed zaak say; gives how many were emptied.

    Part of the controlled destruction (`vth vernietig`); `grond` is the ground that the log keeps. What was erased before writes no line. Photos and
    reports are documents of the zaak and went with it; who told a signal goes by a term of its own (`signaalvernietiging`). Raises GeenToegangError
    and BestaatNietError.
    """
    check_bevoegd(viewer, HANDELING)
    zaak = _get_zaak(viewer, zaak_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    aantal = sum(
        model._default_manager.filter(zaak=zaak).exclude(omschrijving="").count() for model in DINGEN
    )
    _empty_controles(Controle.objects.filter(zaak=zaak))
    _empty_signalen(Incidentsignaal.objects.filter(zaak=zaak))
    Incident.objects.filter(zaak=zaak).update(omschrijving="")
    if aantal:
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=zaak.leverancier,
            handeling="toezichtdossier.erase",
            onderwerp=(SOORT, str(zaak.pk)),
            inhoud={"aantal": aantal, "grond": grond},
        )
    return aantal


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
    _empty_redenen(Controlegebeurtenis, Q(controle__in=ids))
    woorden = ("omschrijving", "grond", "gesproken_met", "cautie_toelichting", "bijzonderheden", "reactie")
    controles.update(**dict.fromkeys(woorden, ""))
    write_zoekregels(ids)


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
