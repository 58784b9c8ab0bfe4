"""The writers of controles: plan, begin, note what happened, conclude, cancel and reopen."""

import uuid
from dataclasses import fields
from datetime import datetime, time

from django.db import transaction

from vth.organisaties.taakregels import SCHEIDING, Bezwaar
from vth.organisaties.taakscheiding import find_bezwaren, list_afwijkingen
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.boeking import make_kenmerk
from vth.zaken.selectors import get_zaak

from .agendapunten import write_agenda
from .beeindiging import check_einden
from .bevindingboeking import record_kernen
from .boeking import SCHRIJVEN, VERDELEN, lock_controle, record_act
from .invoer import Bezoek, NieuweControle, Planning, check_bezoek, check_nieuw, check_planning
from .kern import record_kern
from .lezing import make_bezoekbeeld
from .models import Controle, Controleonderwerp
from .ritme.boeking import refresh_van
from .rules import ToezichtError, check_dag, check_duur, check_overgang, derive_gebreken
from .selectors import LOPEND, find_eerste_dag, get_controle
from .zoekregels import write_zoekregels

KORTSTE_REDEN = 5


@transaction.atomic
@claim_alles()
def record_controle(*, viewer: Viewer, nieuw: NieuweControle) -> Controle:
    """Plan a controle of sites or activities, for an inspector, a team or nobody yet.

    Raises GeenToegangError (planning for somebody else asks `controle.assign`), and ToezichtError for what `check_nieuw` refuses, for a
    place that has ended when no reason is given, and for an inspector who judged the permit here (Omgevingsbesluit 13.9 lid 2 b).
    """
    check_bevoegd(viewer, SCHRIJVEN, namens=nieuw.organisatie)
    bronobjecten = check_nieuw(viewer, nieuw)
    check_einden(viewer, bronobjecten.values(), nieuw.gepland_op or klok.today(), nieuw.grond)
    _check_verdeling(viewer, nieuw.organisatie, "", nieuw.inspecteur)
    check_inspecteur(viewer, nieuw.inspecteur, bronobjecten)
    controle = Controle.objects.create(
        soort="controledossier",
        leverancier=nieuw.organisatie,
        gebied=nieuw.gebied,
        vertrouwelijkheid=nieuw.vertrouwelijkheid,
        kenmerk=make_kenmerk(nieuw.organisatie, "C", klok.today()),
        omschrijving=nieuw.omschrijving.strip()[:300],
        bevoegd_gezag=nieuw.bevoegd_gezag or nieuw.gebied or nieuw.organisatie,
        partners=sorted(set(nieuw.partners) - {nieuw.organisatie}),
        controletype=nieuw.controletype,
        aanleiding=nieuw.aanleiding,
        grond=nieuw.grond.strip()[:300],
        gepland_op=nieuw.gepland_op,
        uiterlijk_op=nieuw.uiterlijk_op,
        inspecteur=nieuw.inspecteur,
        team=nieuw.team,
        uren=nieuw.uren,
        zaak=get_zaak(viewer, nieuw.zaak_id) if nieuw.zaak_id else None,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    for id_, bronobject in bronobjecten.items():
        Controleonderwerp.objects.create(controle=controle, bronobject_id=id_, rol=bronobject.soort)
    write_zoekregels([controle.pk])
    record_act(viewer, controle, "plan", reden=nieuw.grond, inspecteur=nieuw.inspecteur)
    write_agenda(controle)
    return controle


def _check_verdeling(viewer: Viewer, organisatie: str, van: str, naar: str) -> None:
    """Refuse to give work to somebody else, or to take it from him, without the right to."""
    if {van, naar} - {"", viewer.actor}:
        check_bevoegd(viewer, VERDELEN, namens=organisatie)


def check_inspecteur(
    viewer: Viewer, inspecteur: str, bronobjecten: dict[uuid.UUID, Bronobject]
) -> list[Bezwaar]:
    """Refuse an inspector who judged the permit at one of these places; gives what else speaks against him (his turn is over).

    A breaking of this that was written down with its reason today, for him, here, lets him go (`record_scheidingsafwijking`).
    """
    bezwaren: dict[str, Bezwaar] = {}
    if not inspecteur:
        return []
    vandaag_begon = datetime.combine(klok.today(), time(), AMSTERDAM)
    for id_ in bronobjecten:
        for bezwaar in find_bezwaren(inspecteur, ("bronobject", str(id_)), "toezicht", klok.today()):
            if (
                bezwaar.regel == SCHEIDING
                and not list_afwijkingen(viewer)
                .filter(
                    betrokkene=inspecteur,
                    onderwerp_soort="bronobject",
                    onderwerp_id=str(id_),
                    taak="toezicht",
                    moment__gte=vandaag_begon,
                )
                .exists()
            ):
                raise ToezichtError(
                    f"{inspecteur} kan deze controle niet doen. {bezwaar.reden} ({bezwaar.artikel}). Kies een ander, of leg vast "
                    "waarom het voor één keer niet anders kan."
                )
            bezwaren[bezwaar.regel] = bezwaar
    return list(bezwaren.values())


@transaction.atomic
@claim_alles()
def plan_controle(
    *, viewer: Viewer, controle_id: uuid.UUID, planning: Planning, gezien: int | None = None
) -> tuple[Controle, list[Bezwaar]]:
    """Change when and by whom a controle is done; gives it with what speaks against this inspector (rotation).

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError for one that is no longer planned, a plan that cannot be,
    and a day on which a place has ended when nobody said why to go there.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    check_overgang(controle.staat, "begin")
    _check_verdeling(viewer, controle.leverancier, controle.inspecteur, planning.inspecteur)
    check_planning(planning.gepland_op, planning.uiterlijk_op, planning.uren)
    bronobjecten = _read_bronobjecten(controle)
    controle.grond = check_einden(
        viewer, bronobjecten.values(), planning.gepland_op or klok.today(), controle.grond, planning.grond
    )
    bezwaren = check_inspecteur(viewer, planning.inspecteur, bronobjecten)
    for veld in ("gepland_op", "uiterlijk_op", "inspecteur", "team", "uren"):
        setattr(controle, veld, getattr(planning, veld))
    record_act(
        viewer,
        controle,
        "herplan",
        reden=planning.reden,
        gepland=planning.gepland_op,
        inspecteur=planning.inspecteur,
    )
    write_agenda(controle)
    return controle, bezwaren


@transaction.atomic
@claim_alles()
def begin_controle(
    *, viewer: Viewer, controle_id: uuid.UUID, bezoek: Bezoek | None = None, gezien: int | None = None
) -> Controle:
    """Begin a planned controle: now, or when `bezoek` says it began. Who begins it has it from then on when nobody had it.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError for a day on which it cannot have been.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    naar = check_overgang(controle.staat, "begin")
    if not controle.inspecteur:
        check_inspecteur(viewer, viewer.actor, _read_bronobjecten(controle))
        controle.inspecteur = viewer.actor
    nu = klok.now()
    controle.begonnen_op = bezoek.begonnen_op if bezoek and bezoek.begonnen_op else nu
    controle.controledatum = (bezoek.controledatum if bezoek else None) or derive_legal_day(
        controle.begonnen_op
    )
    _put_bezoek(controle, bezoek or Bezoek())
    record_act(viewer, controle, "begin", naar=naar)
    write_agenda(controle)
    return controle


@transaction.atomic
@claim_alles()
def record_bezoek(
    *, viewer: Viewer, controle_id: uuid.UUID, bezoek: Bezoek, eindig: bool = False, gezien: int | None = None
) -> Controle:
    """Write what happened at a visit that runs or was done: whom was spoken to, powers used, caution given, how it ended.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError for what cannot be.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    if controle.staat not in LOPEND:
        check_overgang(controle.staat, "rond_af")
    naar = ""
    if eindig and controle.staat == Controle.Staat.BEZIG:
        naar = check_overgang(controle.staat, "eindig")
        controle.geeindigd_op = bezoek.geeindigd_op or klok.now()
    _put_bezoek(controle, bezoek)
    record_act(viewer, controle, "eindig" if naar else "bezoek", naar=naar)
    return controle


def _put_bezoek(controle: Controle, bezoek: Bezoek) -> None:
    """Take over what was said of a visit; what was not said stays."""
    check_bezoek(bezoek)
    for veld in fields(bezoek):
        if (waarde := getattr(bezoek, veld.name)) is not None:
            setattr(controle, veld.name, waarde.strip() if isinstance(waarde, str) else waarde)
    controle.bevoegdheden = list(controle.bevoegdheden)
    bronobjecten = _read_bronobjecten(controle)
    if controle.controledatum is not None:
        check_dag(
            controle.controledatum, vandaag=klok.today(), bestaat_vanaf=find_eerste_dag(bronobjecten.values())
        )
    check_duur(controle.begonnen_op, controle.geeindigd_op)


@transaction.atomic
@claim_alles()
def conclude_controle(
    *, viewer: Viewer, controle_id: uuid.UUID, bezoek: Bezoek | None = None, gezien: int | None = None
) -> Controle:
    """Conclude a controle: from then on its findings stand, and it and they are in the register for every party.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError with everything that still lacks.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    naar = check_overgang(controle.staat, "rond_af")
    _put_bezoek(controle, bezoek or Bezoek())
    if gebreken := derive_gebreken(make_bezoekbeeld(viewer, controle)):
        raise ToezichtError("De controle kan nog niet worden afgerond. " + " ".join(gebreken))
    dag = controle.controledatum
    assert dag is not None
    controle.afgerond_op = klok.now()
    controle.geeindigd_op = controle.geeindigd_op or (controle.afgerond_op if controle.begonnen_op else None)
    controle.bronobject = record_kern(viewer, controle, dag)
    record_act(viewer, controle, "rond_af", naar=naar, uitkomst=controle.uitkomst)
    record_kernen(viewer, controle, dag)
    refresh_van([controle.pk])
    write_agenda(controle)
    return controle


@transaction.atomic
@claim_alles()
def cancel_controle(
    *, viewer: Viewer, controle_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Controle:
    """Say that a controle is not going to be done, and why. Raises GeenToegangError, BestaatNietError, AnderWasVoorError and ToezichtError."""
    return _move(viewer, controle_id, "vervalt", reden, gezien)


@transaction.atomic
@claim_alles()
def reopen_controle(
    *, viewer: Viewer, controle_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Controle:
    """Open a concluded controle again, to add or withdraw findings; what the register was told stays as it was known.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError and ToezichtError.
    """
    return _move(viewer, controle_id, "heropen", reden, gezien)


def _move(viewer: Viewer, controle_id: uuid.UUID, handeling: str, reden: str, gezien: int | None) -> Controle:
    """Do one act that asks nothing but a reason."""
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    naar = check_overgang(controle.staat, handeling)
    if len(reden.strip()) < KORTSTE_REDEN:
        raise ToezichtError(
            "Schrijf op waarom, in een zin die een ander begrijpt. Zonder reden kan dit niet."
        )
    if handeling == "heropen":
        # What was agreed with and sent was the report of before: the events keep that it was.
        controle.akkoord_op, controle.akkoord_door, controle.rapport_verzonden_op = None, "", None
    record_act(viewer, controle, handeling, naar=naar, reden=reden)
    write_agenda(controle)
    return controle


def _read_bronobjecten(controle: Controle) -> dict[uuid.UUID, Bronobject]:
    """Give the records that a controle is about, by id."""
    rijen = Controleonderwerp.objects.filter(controle=controle).select_related("bronobject")
    return {o.bronobject_id: o.bronobject for o in rijen}
