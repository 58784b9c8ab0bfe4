"""The writers of what moves in a programme: plannings, baselines, judgements on the status, and money."""

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .agendapunten import put_mijlpaal
from .boeking import add_planning, check_bekend, lock_programma, record_act
from .lezen.uitkomst import STANDEN as MIJLPAALSTANDEN
from .models import Middel, Pijlerplanversie, Planning, Statusoordeel
from .rules import (
    BEHEREN,
    GEHAALD,
    INVULLEN,
    KORTSTE_MOTIVERING,
    OPNIEUW,
    SOORTEN,
    AnderWasVoorError,
    VoortgangError,
    check_bedrag,
    check_motivering,
    check_wanneer,
)
from .selectors import find_eigenaar, find_namens, get_onderdeel, read_beeld
from .status import BEELDSTANDEN, STANDEN, check_oordeel
from .wanneer import Wanneer, as_json


@transaction.atomic
@claim_alles()
def record_planning(
    *,
    viewer: Viewer,
    mijlpaal_id: uuid.UUID | str,
    wanneer: Wanneer | None,
    stand: str,
    reden: str = "",
    besloten_door: str = "",
    bekend_op: date | None = None,
    gezien: int | None = None,
) -> Planning:
    """Plan a milestone, or plan it anew with the reason and who decided it; `wanneer` None keeps the days and changes the state only.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and VoortgangError for what is no milestone, a time that was not understood, a
    state that does not exist, and a planning that changes nothing.
    """
    mijlpaal = get_onderdeel(viewer, mijlpaal_id)
    eigenaar = find_eigenaar(mijlpaal)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, mijlpaal.programma, eigenaar))
    programma = lock_programma(mijlpaal.programma)
    if mijlpaal.soort != "mijlpaal":
        raise VoortgangError(
            f"Een {SOORTEN[mijlpaal.soort].naam} heeft geen planning van zichzelf. Geef het een mijlpaal."
        )
    laatste = mijlpaal.planningen.order_by("-volgnummer").first()
    nieuw = _check_nieuw(laatste, wanneer, stand, reden, gezien)
    planning = add_planning(
        viewer,
        mijlpaal,
        nieuw,
        stand,
        bekend_op=max(check_bekend(bekend_op), laatste.bekend_op) if laatste else check_bekend(bekend_op),
        besloten_door=besloten_door,
        reden=reden,
    )
    put_mijlpaal(programma, mijlpaal, eigenaar, nieuw, stand)
    record_act(viewer, programma, "planning", ("mijlpaal", str(mijlpaal.pk)), tekst=nieuw.tekst, stand=stand)
    return planning


def _check_nieuw(
    laatste: Planning | None, wanneer: Wanneer | None, stand: str, reden: str, gezien: int | None
) -> Wanneer:
    """Give the planned time of a planning that changes something, was understood and has its reason."""
    if stand not in MIJLPAALSTANDEN:
        raise VoortgangError(f"De stand ‘{stand[:40]}’ bestaat niet. Kies uit: {', '.join(MIJLPAALSTANDEN)}.")
    if gezien is not None and (laatste.volgnummer if laatste else 0) != gezien:
        raise AnderWasVoorError(
            "De planning van deze mijlpaal is intussen door iemand anders gewijzigd. Bekijk wat er nu staat."
        )
    oud = Wanneer(laatste.soort, laatste.tekst, laatste.van, laatste.tot) if laatste else None
    nieuw = wanneer or oud or Wanneer("onbekend", "")
    check_wanneer(nieuw)
    if laatste and oud == nieuw and laatste.stand == stand:
        raise VoortgangError(f"De mijlpaal was al zo gepland ({laatste.tekst}, {stand}). Er verandert niets.")
    if laatste:
        check_motivering(reden, "waarom de planning verandert")
    return nieuw


@transaction.atomic
@claim_alles()
def record_pijlerplan(
    *, viewer: Viewer, pijler_id: uuid.UUID | str, besluit: str, bekend_op: date | None = None
) -> Pijlerplanversie:
    """Adopt a version of a pijlerplan: what is planned on that day becomes the baseline of the milestones of the pijler.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for what is no pijler, has no planned milestones, or lies before the last version.
    """
    pijler = get_onderdeel(viewer, pijler_id)
    check_bevoegd(viewer, BEHEREN, namens=pijler.programma.organisatie)
    programma = lock_programma(pijler.programma)
    check_motivering(besluit, "met welk besluit het pijlerplan is vastgesteld")
    dag = check_bekend(bekend_op)
    if pijler.soort != "pijler":
        raise VoortgangError("Alleen een pijler heeft een pijlerplan.")
    eerder = pijler.pijlerplannen.order_by("-volgnummer").first()
    if eerder and eerder.bekend_op > dag:
        raise VoortgangError(
            f"Versie {eerder.volgnummer} is van {as_dagtekst(eerder.bekend_op)}; een versie van {as_dagtekst(dag)} kan daar niet na komen."
        )
    beeld = read_beeld(programma, Peilmoment(dag, klok.now()))
    plannen = {m.id: beeld.find_planning(m.id) for m in beeld.list_onder("mijlpaal", pijler.pk)}
    mijlpalen = {
        str(id_): as_json(p.wanneer)
        for id_, p in plannen.items()
        if p and p.wanneer.tot and p.stand not in (GEHAALD, OPNIEUW)
    }
    if not mijlpalen:
        raise VoortgangError(
            f"Op {as_dagtekst(dag)} heeft deze pijler geen mijlpalen met een dag. Plan die eerst."
        )
    versie = Pijlerplanversie.objects.create(
        programma=programma,
        onderdeel=pijler,
        volgnummer=(eerder.volgnummer if eerder else 0) + 1,
        besluit=besluit.strip()[:500],
        mijlpalen=mijlpalen,
        bekend_op=dag,
        op=klok.now(),
        door=viewer.actor,
    )
    record_act(viewer, programma, "pijlerplan", ("pijler", str(pijler.pk)), versie=versie.volgnummer)
    return versie


@transaction.atomic
@claim_alles()
def record_oordeel(
    *,
    viewer: Viewer,
    onderdeel_id: uuid.UUID | str,
    stand: str,
    motivering: str,
    bekend_op: date | None = None,
) -> Statusoordeel:
    """Put another state in the place of the rule's, with a motivation; an empty state gives the rule its place back.

    A pijler may have one of the five states of the picture, other parts one of the table. Raises GeenToegangError, BestaatNietError, VoortgangError.
    """
    onderdeel = get_onderdeel(viewer, onderdeel_id)
    check_bevoegd(viewer, BEHEREN, namens=onderdeel.programma.organisatie)
    programma = lock_programma(onderdeel.programma)
    beeld = read_beeld(programma)
    uitkomst = beeld.statussen.get(onderdeel.pk)
    if uitkomst is None or onderdeel.soort == "mijlpaal":
        raise VoortgangError(
            "Een oordeel over de status kan alleen bij een pijler, een onderwerp of een actie."
        )
    if stand:
        check_oordeel(stand, BEELDSTANDEN if onderdeel.soort == "pijler" else STANDEN)
    elif onderdeel.pk not in beeld.oordelen or not beeld.oordelen[onderdeel.pk].stand:
        raise VoortgangError("Hier geldt de regel al. Er verandert niets.")
    check_motivering(motivering, "waarom de status anders is dan de regel zegt")
    oordeel = Statusoordeel.objects.create(
        programma=programma,
        onderdeel=onderdeel,
        volgnummer=onderdeel.statusoordelen.count() + 1,
        regelstand=uitkomst.stand if uitkomst.stand in STANDEN else STANDEN[-1],
        regelreden=uitkomst.reden,
        beeldstand=uitkomst.beeldstand,
        stand=stand,
        motivering=motivering.strip()[:2000],
        bekend_op=check_bekend(bekend_op),
        op=klok.now(),
        door=viewer.actor,
    )
    record_act(viewer, programma, "oordeel", (onderdeel.soort, str(onderdeel.pk)), stand=stand)
    return oordeel


def _check_bedragen(
    toegekend: Decimal | str, besteed: Decimal | str, toelichting: str
) -> tuple[Decimal, Decimal]:
    erin, eruit = check_bedrag(toegekend, "Toegekend"), check_bedrag(besteed, "Besteed")
    if eruit > erin and len(toelichting.strip()) < KORTSTE_MOTIVERING:
        raise VoortgangError(
            f"Besteed ({eruit}) is meer dan toegekend ({erin}). Leg in de toelichting uit hoe dat kan."
        )
    return erin, eruit


@transaction.atomic
@claim_alles()
def record_middel(
    *,
    viewer: Viewer,
    onderdeel_id: uuid.UUID | str,
    regeling: str,
    deelnemer: str,
    toegekend: Decimal | str,
    besteed: Decimal | str,
    toelichting: str = "",
    bekend_op: date | None = None,
) -> Middel:
    """Say what was awarded to a participant for a topic from a scheme and what of it is spent, up to a day; the last counts, all stay.

    Spending more than was awarded asks an explanation. Raises GeenToegangError, BestaatNietError, VoortgangError.
    """
    onderdeel = get_onderdeel(viewer, onderdeel_id)
    eigenaar = find_eigenaar(onderdeel)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, onderdeel.programma, eigenaar))
    programma = lock_programma(onderdeel.programma)
    if onderdeel.soort not in ("onderwerp", "actie", "tryout"):
        raise VoortgangError("Middelen horen bij een onderwerp, een actie of een try-out.")
    if not regeling.strip() or not deelnemer.strip():
        raise VoortgangError("Zeg uit welke regeling het geld komt, en welke deelnemer het krijgt.")
    erin, eruit = _check_bedragen(toegekend, besteed, toelichting)
    sleutel = {
        "onderdeel": onderdeel,
        "regeling": regeling.strip()[:100],
        "deelnemer": deelnemer.strip()[:40],
    }
    rij = Middel.objects.create(
        programma=programma,
        volgnummer=Middel.objects.filter(**sleutel).count() + 1,
        toegekend=erin,
        besteed=eruit,
        toelichting=toelichting.strip()[:1000],
        bekend_op=check_bekend(bekend_op),
        op=klok.now(),
        door=viewer.actor,
        **sleutel,
    )
    record_act(viewer, programma, "middel", (onderdeel.soort, str(onderdeel.pk)), regeling=regeling)
    return rij
