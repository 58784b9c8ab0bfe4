"""Taking in information on an activity and judging whether it is complete: no decision follows and nothing waits (Bal, information duties)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum
from vth.zaken.controle import NieuwVerzoek
from vth.zaken.models import Verzoek
from vth.zaken.selectors import get_verzoek
from vth.zaken.services import record_verzoek

from .informatielezen import get_informatie, list_gegevens, read_termijn
from .informatierules import derive_informatie
from .melding import RECHT, open_verzoekzaak
from .meldingrules import Gemis, MeldingError, check_gemis
from .models import Activiteitinformatie, Informatieoordeel

LANGSTE = 60
ZAAKSOORT = "informatie"


@dataclass(frozen=True)
class Plicht:
    """Which duty the information answers: the article, before what, and when that begins as far as it is known."""

    artikel: str
    voor: str = Activiteitinformatie.Voor.BEGIN
    begin_op: date | None = None


@transaction.atomic
@claim_alles()
def accept_informatie(*, viewer: Viewer, nieuw: NieuwVerzoek, plicht: Plicht) -> Activiteitinformatie:
    """Take in information for who handles it: its verzoek, and the zaak in which it is looked at.

    Raises GeenToegangError, BestaatNietError, ZaakError for a verzoek that cannot be or was taken in before, and MeldingError
    for one that is no information or names no article.
    """
    check_bevoegd(viewer, RECHT, namens=nieuw.organisatie)
    _check_type(nieuw.type)
    zaak = open_verzoekzaak(viewer, nieuw, ZAAKSOORT, "Informatie")
    verzoek = record_verzoek(viewer=viewer, nieuw=nieuw, zaak_id=zaak.pk)
    return take_informatie(viewer=viewer, verzoek_id=verzoek.pk, plicht=plicht)


@transaction.atomic
@claim_alles()
def take_informatie(*, viewer: Viewer, verzoek_id: uuid.UUID, plicht: Plicht) -> Activiteitinformatie:
    """Take a verzoek that is there already as the information that it is; doing it again changes nothing.

    Raises GeenToegangError, the BestaatNietError of `zaken`, and MeldingError for one that is no information or names no article.
    """
    verzoek = get_verzoek(viewer, verzoek_id)
    check_bevoegd(viewer, RECHT, namens=verzoek.leverancier)
    _check_type(verzoek.type)
    artikel = plicht.artikel.strip()
    if not artikel or len(artikel) > LANGSTE:
        raise MeldingError(
            f"Noem het artikel dat de informatie vraagt, zoals ‘Bal 3.204’, in hooguit {LANGSTE} tekens."
        )
    if plicht.voor not in Activiteitinformatie.Voor.values:
        raise MeldingError(
            f"‘{plicht.voor[:40]}’ is niet iets waarvoor informatie wordt gegeven. Kies begin of wijziging."
        )
    termijn = read_termijn(verzoek, verzoek.ontvangen_op)
    uitkomst = derive_informatie(plicht.begin_op, verzoek.ontvangen_op, termijn.waarde)
    informatie, nieuw = Activiteitinformatie.objects.get_or_create(
        verzoek=verzoek,
        defaults={
            "artikel": artikel,
            "voor": plicht.voor,
            "begin_op": plicht.begin_op,
            "uiterlijk": uitkomst.uiterlijk,
            "grond": termijn.as_dict(),
        },
    )
    if nieuw:
        _log(viewer, informatie, "informatie.accept")
    return informatie


def _check_type(type_: str) -> None:
    """Refuse a verzoek that is no information."""
    if type_ != Verzoek.Type.INFORMATIE:
        naam = Verzoek.Type(type_).label if type_ in Verzoek.Type.values else type_[:40]
        raise MeldingError(
            f"Dit verzoek is een {naam}, geen informatie over een activiteit. Leg het vast bij een zaak die erbij past."
        )


@transaction.atomic
@claim_alles()
def record_informatieoordeel(
    *,
    viewer: Viewer,
    verzoek_id: uuid.UUID,
    ontbreekt: Mapping[str, str],
    dag: date,
    begin_op: date | None,
    toelichting: str = "",
    gezien: int | None = None,
) -> Activiteitinformatie:
    """Judge whether information is complete by what was there on a day; `ontbreekt` says of each thing that lacks why.

    `begin_op` is when the activity begins or changes, as far as it is known by then: from that follows whether it was in time. A
    judgement can be followed by another one, and each stays. Raises GeenToegangError, BestaatNietError and MeldingError.
    """
    informatie = get_informatie(viewer, verzoek_id)
    verzoek = informatie.verzoek
    check_bevoegd(viewer, RECHT, namens=verzoek.leverancier)
    informatie = Activiteitinformatie.objects.select_for_update().get(pk=informatie.pk)
    if gezien is not None and gezien != informatie.versie:
        raise MeldingError(
            "Iemand anders heeft deze informatie intussen beoordeeld. Bekijk dat oordeel eerst."
        )
    if dag < verzoek.ontvangen_op or dag > klok.today():
        raise MeldingError(
            f"De informatie is ontvangen op {format_datum(verzoek.ontvangen_op)} en vandaag is het {format_datum(klok.today())}; {format_datum(dag)} valt daarbuiten. Kies een "
            "dag daartussen."
        )
    gemis = check_gemis(ontbreekt, list_gegevens(verzoek, dag), wat="Deze informatie")
    if begin_op is None and "begin" not in ontbreekt:
        raise MeldingError(
            "Er staat niet bij wanneer de activiteit begint of wijzigt. Vul die dag in, of schrijf op dat zij ontbreekt."
        )
    informatie.versie += 1
    _keep_oordeel(viewer, informatie, gemis, dag, begin_op, toelichting)
    termijn = read_termijn(verzoek, verzoek.ontvangen_op)
    informatie.begin_op, informatie.grond = begin_op, termijn.as_dict()
    informatie.uiterlijk = derive_informatie(begin_op, verzoek.ontvangen_op, termijn.waarde).uiterlijk
    informatie.volledig_op = None if gemis else dag
    informatie.save()
    _log(viewer, informatie, "informatie.oordeel")
    return informatie


def _keep_oordeel(
    viewer: Viewer,
    informatie: Activiteitinformatie,
    gemis: tuple[Gemis, ...],
    dag: date,
    begin_op: date | None,
    toelichting: str,
) -> None:
    """Keep one judgement."""
    Informatieoordeel.objects.create(
        informatie=informatie,
        volgnummer=informatie.versie,
        dag=dag,
        begin_op=begin_op,
        ontbreekt=[{"code": g.code, "naam": g.naam, "reden": g.reden} for g in gemis],
        toelichting=toelichting.strip()[:1000],
        op=klok.now(),
        door=viewer.actor,
    )


def _log(viewer: Viewer, informatie: Activiteitinformatie, handeling: str) -> None:
    """Write the line of an act on information."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=informatie.verzoek.leverancier,
        handeling=handeling,
        onderwerp=("verzoek", str(informatie.pk)),
        inhoud={
            "artikel": informatie.artikel,
            "uiterlijk": str(informatie.uiterlijk or ""),
            "volledig_op": str(informatie.volledig_op or ""),
        },
    )
