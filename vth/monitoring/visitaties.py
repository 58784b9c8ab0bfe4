"""The writers of visits by colleagues: what they saw and what came of it; the dienst writes, the diensten that it names as visitors may read."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.models import Organisatie
from vth.organisaties.selectors import list_codes
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .bewijslezen import get_bewijsstuk, get_visitatie, read_laatste
from .bewijzen import check_geldt
from .boeking import NIVEAU, SOORT
from .models import Bewijsstuk, Visitatie, Visitatiebewijs, Visitatiebezoeker
from .rules import INVULLEN, MonitoringError, check_motivering
from .selectors import find_namens


@transaction.atomic
@claim_alles()
def record_visitatie(
    *,
    viewer: Viewer,
    dienst: str,
    dag: date,
    bezoekers: str,
    uitkomst: str,
    bezoekende: Iterable[str] = (),
    bewijsstukken: Iterable[uuid.UUID | str] = (),
) -> Visitatie:
    """Write down a visit by colleagues, with the documents they saw, each in the version that is the last now, and the diensten they came from (`bezoekende`), which may read it.

    Raises GeenToegangError, BestaatNietError for a document of another dienst, and MonitoringError for a day to come, nobody, an outcome that says nothing,
    a visitor that is no other dienst of that day, and a document that was taken back.
    """
    check_bevoegd(viewer, INVULLEN, namens=dienst)
    if dag > klok.today():
        raise MonitoringError(
            f"De visitatie van {as_dagtekst(dag)} is nog niet geweest; vandaag is het {as_dagtekst(klok.today())}. Verbeter de datum."
        )
    if not bezoekers.strip():
        raise MonitoringError("Zeg wie er op bezoek was: van welke organisatie, in welke functie.")
    check_motivering(uitkomst, "de uitkomst van de visitatie")
    kwamen = _check_bezoekende(bezoekende, dienst, dag)
    stukken = [get_bewijsstuk(viewer, id_) for id_ in dict.fromkeys(map(str, bewijsstukken))]
    for stuk in stukken:
        check_geldt(stuk)
    visitatie = Visitatie.objects.create(
        soort=SOORT,
        leverancier=dienst,
        gebied="",
        vertrouwelijkheid=NIVEAU,
        dag=dag,
        bezoekers=bezoekers.strip()[:300],
        uitkomst=uitkomst.strip(),
        op=klok.now(),
        door=viewer.actor,
    )
    _add_rijen(visitatie, stukken, kwamen)
    _log_visitatie(viewer, visitatie, "visitatie.record")
    return visitatie


def _add_rijen(visitatie: Visitatie, stukken: Sequence[Bewijsstuk], kwamen: Iterable[str]) -> None:
    """Keep what a visit saw, each in its last version, and which diensten came."""
    laatste = read_laatste([stuk.pk for stuk in stukken])
    Visitatiebewijs.objects.bulk_create(
        Visitatiebewijs(visitatie=visitatie, bewijsstuk=stuk, stukversie=laatste[stuk.pk]) for stuk in stukken
    )
    Visitatiebezoeker.objects.bulk_create(
        Visitatiebezoeker(
            visitatie=visitatie, soort=SOORT, leverancier=code, gebied="", vertrouwelijkheid=NIVEAU
        )
        for code in kwamen
    )


def _check_bezoekende(codes: Iterable[str], dienst: str, dag: date) -> list[str]:
    """Give the diensten that came, each once. Raises MonitoringError for the dienst itself, and for what was no omgevingsdienst that day."""
    gevraagd = list(dict.fromkeys(codes))
    mag = list_codes(dag, soort=Organisatie.Soort.OMGEVINGSDIENST) - {dienst}
    vreemd = [code for code in gevraagd if code not in mag]
    if vreemd:
        raise MonitoringError(
            f"‘{vreemd[0][:40]}’ kan op {as_dagtekst(dag)} niet op bezoek zijn geweest: kies een andere omgevingsdienst, die op die dag bestond."
        )
    return gevraagd


@transaction.atomic
@claim_alles()
def cancel_visitatie(*, viewer: Viewer, visitatie_id: uuid.UUID | str, reden: str) -> Visitatie:
    """Take a visit back that was written down wrongly, with the reason. Raises GeenToegangError, BestaatNietError and MonitoringError."""
    visitatie = get_visitatie(viewer, visitatie_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, visitatie.leverancier))
    check_motivering(reden, "waarom de visitatie wordt ingetrokken")
    visitatie = Visitatie.objects.select_for_update().get(pk=visitatie.pk)
    if visitatie.ingetrokken_op is not None:
        raise MonitoringError("Deze visitatie is al ingetrokken.")
    visitatie.ingetrokken_op, visitatie.ingetrokken_door = klok.now(), viewer.actor
    visitatie.reden_intrekking = reden.strip()[:2000]
    visitatie.save()
    _log_visitatie(viewer, visitatie, "visitatie.cancel")
    return visitatie


def _log_visitatie(viewer: Viewer, visitatie: Visitatie, handeling: str) -> None:
    record_gebeurtenis(
        actor=viewer.actor,
        handeling=handeling,
        organisatie=visitatie.leverancier,
        onderwerp=("visitatie", str(visitatie.pk)),
        inhoud={"dag": visitatie.dag.isoformat()},
    )
