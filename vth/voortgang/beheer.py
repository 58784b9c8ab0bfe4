"""The life of a programme after its start: another name or end, who comes in and who leaves, and ending it. What was so before stays."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from vth.organisaties.selectors import list_bestaande_soorten
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .agendapunten import clear_programma, put_mijlpalen
from .boeking import NIVEAU, SOORT, check_bekend, lock_programma, record_act
from .models import Deelname, Programma, Programmaversie, Rapportageronde
from .rules import BEHEREN, AnderWasVoorError, VoortgangError, check_motivering
from .selectors import get_programma, read_beeld

LANGSTE_NAAM = 200


def add_programmaversie(
    viewer: Viewer, programma: Programma, *, deelnemers: Iterable[str], reden: str, bekend_op: date
) -> Programmaversie:
    """Keep how a programme is now, after how it was."""
    return Programmaversie.objects.create(
        programma=programma,
        volgnummer=programma.versies.count() + 1,
        naam=programma.naam,
        einddatum=programma.einddatum,
        deelnemers=sorted(deelnemers),
        geeindigd=programma.geeindigd_op is not None,
        reden=reden.strip()[:1000],
        bekend_op=bekend_op,
        op=klok.now(),
        door=viewer.actor,
    )


def add_deelnames(programma: Programma, leden: Iterable[str]) -> None:
    """Let organisations see a programme."""
    nu = klok.now()
    vast = {"soort": SOORT, "gebied": "", "vertrouwelijkheid": NIVEAU, "vanaf": nu}
    rijen = [Deelname(programma=programma, leverancier=code, **vast) for code in leden]
    Deelname.objects.bulk_create(rijen, ignore_conflicts=True)


def _begin(
    viewer: Viewer,
    programma_id: uuid.UUID | str,
    reden: str,
    wat: str,
    gezien: int | None = None,
    *,
    geeindigd: bool = False,
) -> tuple[Programma, Programmaversie]:
    """Give the programme, locked, with how it was last; refuses who saw an older one and what has no reason."""
    programma = lock_programma(get_programma(viewer, programma_id), geeindigd=geeindigd)
    laatste = programma.versies.latest("volgnummer")
    if gezien is not None and laatste.volgnummer != gezien:
        raise AnderWasVoorError(
            "Het programma is intussen door iemand anders gewijzigd. Uw wijziging is niet vastgelegd. Bekijk wat er nu staat."
        )
    check_motivering(reden, wat)
    return programma, laatste


def _keep(
    viewer: Viewer,
    programma: Programma,
    laatste: Programmaversie,
    handeling: str,
    *,
    reden: str,
    bekend_op: date | None,
    deelnemers: Iterable[str] | None = None,
) -> Programma:
    """Write the programme as it is now with its version and its line."""
    programma.save(update_fields=["naam", "einddatum", "geeindigd_op"])
    versie = add_programmaversie(
        viewer,
        programma,
        deelnemers=laatste.deelnemers if deelnemers is None else deelnemers,
        reden=reden,
        bekend_op=max(check_bekend(bekend_op), laatste.bekend_op),
    )
    record_act(viewer, programma, handeling, (SOORT, str(programma.pk)), versie=versie.volgnummer)
    return programma


@transaction.atomic
@claim_alles()
def change_programma(
    *,
    viewer: Viewer,
    programma_id: uuid.UUID | str,
    naam: str,
    einddatum: date,
    reden: str,
    bekend_op: date | None = None,
    gezien: int | None = None,
) -> Programma:
    """Call a programme otherwise, or let it run until another day, with the reason; a round that was locked keeps what it was then.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and VoortgangError for an empty name and for what changes nothing.
    """
    check_bevoegd(viewer, BEHEREN, namens=get_programma(viewer, programma_id).organisatie)
    programma, laatste = _begin(viewer, programma_id, reden, "waarom het programma verandert", gezien)
    schoon = " ".join(naam.split())
    if not schoon or len(schoon) > LANGSTE_NAAM:
        raise VoortgangError(
            f"De naam heeft {len(schoon)} tekens. Geef een naam van 1 tot en met {LANGSTE_NAAM} tekens."
        )
    if (schoon, einddatum) == (programma.naam, programma.einddatum):
        raise VoortgangError(
            f"Het programma heet al ‘{schoon}’ en loopt al tot en met {as_dagtekst(einddatum)}. Er verandert niets."
        )
    programma.naam, programma.einddatum = schoon, einddatum
    return _keep(viewer, programma, laatste, "programma", reden=reden, bekend_op=bekend_op)


@transaction.atomic
@claim_alles()
def add_deelnemer(
    *,
    viewer: Viewer,
    programma_id: uuid.UUID | str,
    organisatie: str,
    reden: str,
    bekend_op: date | None = None,
) -> Programma:
    """Let an organisation take part, and so see the programme.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for what is no organisation today and for one that takes part.
    """
    check_bevoegd(viewer, BEHEREN, namens=get_programma(viewer, programma_id).organisatie)
    programma, laatste = _begin(viewer, programma_id, reden, "waarom deze organisatie meedoet")
    code = organisatie.strip()
    if code in laatste.deelnemers:
        raise VoortgangError(f"{code[:40]} doet al mee. Er verandert niets.")
    if code not in list_bestaande_soorten([code], klok.today()):
        raise VoortgangError(
            f"‘{code[:40]}’ is vandaag geen organisatie. Kies een organisatie uit het register."
        )
    add_deelnames(programma, [code])
    deelnemers = [*laatste.deelnemers, code]
    return _keep(
        viewer, programma, laatste, "deelnemer", reden=reden, bekend_op=bekend_op, deelnemers=deelnemers
    )


@transaction.atomic
@claim_alles()
def remove_deelnemer(
    *,
    viewer: Viewer,
    programma_id: uuid.UUID | str,
    organisatie: str,
    reden: str,
    bekend_op: date | None = None,
) -> Programma:
    """Let an organisation leave: from now on it no longer sees the programme; what it wrote and decided stays.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for the holder, for who does not take part and for who still owns a part.
    """
    check_bevoegd(viewer, BEHEREN, namens=get_programma(viewer, programma_id).organisatie)
    programma, laatste = _begin(viewer, programma_id, reden, "waarom deze organisatie niet meer meedoet")
    code = organisatie.strip()
    if code not in laatste.deelnemers:
        raise VoortgangError(f"‘{code[:40]}’ doet niet mee. Kies uit: {', '.join(laatste.deelnemers)}.")
    if code == programma.organisatie:
        raise VoortgangError(f"{code} houdt het programma en kan er niet uit. Beëindig het programma.")
    eigen = sorted(d.naam for d in read_beeld(programma).delen.values() if d.partij == code)
    if eigen:
        meer = f" en nog {len(eigen) - 5}" if len(eigen) > 5 else ""
        raise VoortgangError(
            f"{code} is nog eigenaar van {'; '.join(eigen[:5])}{meer}. Geef dat eerst aan een ander."
        )
    Deelname.objects.filter(programma=programma, leverancier=code).delete()
    deelnemers = [d for d in laatste.deelnemers if d != code]
    return _keep(
        viewer, programma, laatste, "deelnemer", reden=reden, bekend_op=bekend_op, deelnemers=deelnemers
    )


@transaction.atomic
@claim_alles()
def end_programma(
    *,
    viewer: Viewer,
    programma_id: uuid.UUID | str,
    reden: str,
    bekend_op: date | None = None,
    gezien: int | None = None,
) -> Programma:
    """End a programme: it can be read as it was and no longer be written; its days leave the agenda.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and VoortgangError while a round is open or once it was ended.
    """
    check_bevoegd(viewer, BEHEREN, namens=get_programma(viewer, programma_id).organisatie)
    programma, laatste = _begin(viewer, programma_id, reden, "waarom het programma eindigt", gezien)
    namen = programma.rondes.filter(stand=Rapportageronde.Stand.OPEN).values_list("naam", flat=True)
    if namen:
        raise VoortgangError(f"Er is nog een ronde open: {', '.join(namen)}. Vergrendel die eerst.")
    programma.geeindigd_op = max(check_bekend(bekend_op), laatste.bekend_op)
    clear_programma(programma)
    return _keep(viewer, programma, laatste, "einde", reden=reden, bekend_op=bekend_op)


@transaction.atomic
@claim_alles()
def resume_programma(
    *, viewer: Viewer, programma_id: uuid.UUID | str, reden: str, gezien: int | None = None
) -> Programma:
    """Go on with a programme that was ended, with a reason that stays; its milestones to come are in the agenda again.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and VoortgangError for a programme that goes on already.
    """
    check_bevoegd(viewer, BEHEREN, namens=get_programma(viewer, programma_id).organisatie)
    wat = "waarom het programma weer doorgaat"
    programma, laatste = _begin(viewer, programma_id, reden, wat, gezien, geeindigd=True)
    if programma.geeindigd_op is None:
        raise VoortgangError(f"{programma.naam} is niet beëindigd. Er valt niets te hervatten.")
    programma.geeindigd_op = None
    beeld = read_beeld(programma)
    put_mijlpalen(programma, beeld, beeld.list_alle("mijlpaal"))
    return _keep(viewer, programma, laatste, "hervat", reden=reden, bekend_op=None)
