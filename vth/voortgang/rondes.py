"""The reporting cycle: a round opens, owners write and hand in, somebody else approves or returns, the round is locked; opening again has a reason."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_telling

from .agendapunten import put_bijdrage
from .beeld import Programmabeeld
from .boeking import GESCHREVEN, add_gebeurtenis, lock_bijdrage, lock_programma, record_act
from .models import Bijdrage, Bijdragetekst, Programma, Rapportageronde, Statusoordeel
from .rules import (
    BEHEREN,
    GOEDGEKEURD,
    INVULLEN,
    STAPPEN,
    TE_SCHRIJVEN,
    VERGRENDELD,
    AnderWasVoorError,
    VoortgangError,
    check_motivering,
    check_stap,
)
from .selectors import (
    derive_geschreven_q,
    find_eigenaar,
    find_namens,
    get_bijdrage,
    get_programma,
    get_ronde,
    list_handen,
    read_beeld,
    read_rondebeeld,
)
from .status import STANDEN

LANGST = 40_000
NIETS_GESCHREVEN = "Er is nog niets geschreven. Schrijf eerst de voortgang op, ook als er niets is gebeurd."


@transaction.atomic
@claim_alles()
def record_ronde(
    *, viewer: Viewer, programma_id: uuid.UUID | str, naam: str, peildatum: date, indienen_voor: date
) -> Rapportageronde:
    """Open a round: every topic and chapter gets a contribution that its owner writes.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for a name or day that another round has.
    """
    programma = get_programma(viewer, programma_id)
    check_bevoegd(viewer, BEHEREN, namens=programma.organisatie)
    programma, naam = lock_programma(programma), naam.strip()[:100]
    if not naam or programma.rondes.filter(naam__iexact=naam).exists():
        raise VoortgangError(f"De naam ‘{naam}’ is leeg of al gebruikt. Kies een andere naam voor de ronde.")
    zelfde = programma.rondes.filter(peildatum=peildatum).first()
    if zelfde:
        raise VoortgangError(
            f"‘{zelfde.naam}’ gaat al over {as_dagtekst(peildatum)}. Kies een andere peildatum, of ga daar verder."
        )
    ronde = Rapportageronde.objects.create(
        programma=programma,
        naam=naam,
        peildatum=peildatum,
        indienen_voor=indienen_voor,
        geopend_op=klok.now(),
    )
    add_gebeurtenis(viewer, ronde, "open")
    beeld = read_beeld(programma)
    for deel in (d for soort in GESCHREVEN for d in beeld.list_alle(soort)):
        bijdrage = Bijdrage.objects.create(programma=programma, ronde=ronde, onderdeel_id=deel.id)
        put_bijdrage(programma, ronde, bijdrage, deel.titel, deel.partij)
    record_act(viewer, programma, "ronde", ("rapportageronde", str(ronde.pk)), naam=naam)
    return ronde


@transaction.atomic
@claim_alles()
def record_bijdrage(
    *,
    viewer: Viewer,
    bijdrage_id: uuid.UUID | str,
    voortgang: str,
    planning: str = "",
    indienen: bool = False,
    gezien: int | None = None,
) -> Bijdrage:
    """Write the text of a contribution, and with `indienen` hand it in at once; the same text again writes nothing.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and VoortgangError once it was handed in, for a text that is too long, and for handing in nothing.
    """
    bijdrage = get_bijdrage(viewer, bijdrage_id)
    eigenaar = find_eigenaar(bijdrage.onderdeel)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, bijdrage.programma, eigenaar))
    programma = lock_programma(bijdrage.programma)
    bijdrage = lock_bijdrage(bijdrage.pk, gezien)
    if bijdrage.stand not in TE_SCHRIJVEN:
        raise VoortgangError(
            f"De bijdrage is {bijdrage.get_stand_display()} en dan niet te wijzigen. Haal haar terug, of vraag het programmabureau haar terug te geven."
        )
    if max(len(voortgang), len(planning)) > LANGST:
        raise VoortgangError(f"De tekst is langer dan {LANGST} tekens. Kort haar in.")
    if indienen and not (voortgang.strip() or planning.strip()):
        raise VoortgangError(NIETS_GESCHREVEN)
    laatste = bijdrage.teksten.order_by("-volgnummer").first()
    if laatste is None or (laatste.voortgang, laatste.planning) != (voortgang.strip(), planning.strip()):
        add_tekst(viewer, bijdrage, voortgang, planning)
        record_act(viewer, programma, "bijdrage", ("bijdrage", str(bijdrage.pk)))
    if indienen:
        _take_stap(viewer, programma, bijdrage, "dien_in")
        record_act(viewer, programma, "dien_in", ("bijdrage", str(bijdrage.pk)))
    return bijdrage


def add_tekst(viewer: Viewer, bijdrage: Bijdrage, voortgang: str, planning: str) -> Bijdragetekst:
    """Write a text of a locked contribution after those that were."""
    bijdrage.versie += 1
    bijdrage.save(update_fields=["versie"])
    add_gebeurtenis(viewer, bijdrage.ronde, "tekst", bijdrage=bijdrage)
    return Bijdragetekst.objects.create(
        programma_id=bijdrage.programma_id,
        bijdrage=bijdrage,
        volgnummer=bijdrage.versie,
        voortgang=voortgang.strip(),
        planning=planning.strip(),
        op=klok.now(),
        door=viewer.actor,
    )


@transaction.atomic
@claim_alles()
def do_stap(
    *, viewer: Viewer, bijdrage_id: uuid.UUID | str, stap: str, reden: str = "", gezien: int | None = None
) -> Bijdrage:
    """Take a step of the cycle with a contribution. Who wrote it or handed it in does not approve it.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and VoortgangError for a step that cannot be taken now.
    """
    bijdrage = get_bijdrage(viewer, bijdrage_id)
    recht = check_stap(stap, bijdrage.stand).recht
    eigenaar = find_eigenaar(bijdrage.onderdeel)
    check_bevoegd(
        viewer,
        recht,
        namens=find_namens(viewer, bijdrage.programma, eigenaar)
        if recht == INVULLEN
        else bijdrage.programma.organisatie,
    )
    programma = lock_programma(bijdrage.programma)
    bijdrage = lock_bijdrage(bijdrage.pk, gezien)
    _take_stap(viewer, programma, bijdrage, stap, reden)
    record_act(viewer, programma, stap, ("bijdrage", str(bijdrage.pk)))
    return bijdrage


def _take_stap(viewer: Viewer, programma: Programma, bijdrage: Bijdrage, stap: str, reden: str = "") -> None:
    """Take a step with a locked contribution; what cannot be is refused before anything is written. Raises VoortgangError."""
    regel = check_stap(stap, bijdrage.stand)
    if regel.reden:
        check_motivering(reden, "waarom de bijdrage teruggaat")
    if stap == "dien_in" and not bijdrage.teksten.exists():
        raise VoortgangError(NIETS_GESCHREVEN)
    if stap == "keur_goed":
        _check_vier_ogen(viewer, bijdrage)
    bijdrage.stand, bijdrage.versie = regel.naar, bijdrage.versie + 1
    bijdrage.save(update_fields=["stand", "versie"])
    add_gebeurtenis(viewer, bijdrage.ronde, stap, bijdrage=bijdrage, naar=regel.naar, reden=reden)
    titel = bijdrage.onderdeel.versies.latest("volgnummer").titel
    put_bijdrage(programma, bijdrage.ronde, bijdrage, titel, find_eigenaar(bijdrage.onderdeel))


def _check_vier_ogen(viewer: Viewer, bijdrage: Bijdrage) -> None:
    """Refuse who had a hand in it. Raises VoortgangError."""
    if viewer.actor in list_handen(bijdrage):
        raise VoortgangError(
            "U schreef deze bijdrage of diende haar in, en kunt haar dan niet goedkeuren. Vraag een collega van het programmabureau."
        )


@transaction.atomic
@claim_alles()
def do_stap_alle(*, viewer: Viewer, ronde_id: uuid.UUID | str, stap: str) -> tuple[int, list[str]]:
    """Take a step that asks no reason with every contribution of a round that can take it; gives how many did, and why others could not.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for a step that does not exist or asks a reason.
    """
    ronde = get_ronde(viewer, ronde_id)
    check_bevoegd(viewer, BEHEREN, namens=ronde.programma.organisatie)
    if stap not in STAPPEN or STAPPEN[stap].reden:
        raise VoortgangError("Deze stap kan niet voor alle bijdragen tegelijk.")
    check_bevoegd(viewer, STAPPEN[stap].recht, namens=ronde.programma.organisatie)
    programma, ronde = _lock_ronde(viewer, ronde, None)
    gedaan, niet = list[str](), list[str]()
    wacht = ronde.bijdragen.filter(stand__in=STAPPEN[stap].van).select_related("onderdeel")
    if stap == "dien_in":
        wacht = wacht.filter(derive_geschreven_q())
    for bijdrage in wacht.order_by("onderdeel__sleutel").select_for_update(of=("self",)):
        bijdrage.ronde = ronde
        try:
            _take_stap(viewer, programma, bijdrage, stap)
        except VoortgangError as fout:
            niet.append(str(fout))
        else:
            gedaan.append(bijdrage.onderdeel.sleutel)
    if gedaan:
        record_act(viewer, programma, stap, ("rapportageronde", str(ronde.pk)), onderdelen=gedaan)
    return len(gedaan), list(dict.fromkeys(niet))


def _lock_ronde(
    viewer: Viewer, ronde: Rapportageronde, gezien: int | None
) -> tuple[Programma, Rapportageronde]:
    programma = lock_programma(ronde.programma)
    vast = Rapportageronde.objects.select_for_update().get(pk=ronde.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            "In deze ronde is intussen iets veranderd. Bekijk opnieuw hoe zij ervoor staat."
        )
    return programma, vast


@transaction.atomic
@claim_alles()
def close_ronde(*, viewer: Viewer, ronde_id: uuid.UUID | str, gezien: int | None = None) -> Rapportageronde:
    """Lock a round in which everything was approved; how each topic stands is kept with it.

    Raises GeenToegangError, BestaatNietError, and VoortgangError that lists what is still open.
    """
    ronde = get_ronde(viewer, ronde_id)
    check_bevoegd(viewer, BEHEREN, namens=ronde.programma.organisatie)
    programma, ronde = _lock_ronde(viewer, ronde, gezien)
    if ronde.stand == VERGRENDELD:
        raise VoortgangError(
            f"{ronde.naam} is al vergrendeld. Heropen de ronde met een reden als er iets moet veranderen."
        )
    if ronde.peildatum > klok.today():
        raise VoortgangError(
            f"{ronde.naam} gaat over {as_dagtekst(ronde.peildatum)}, en die dag moet nog komen. Vergrendel de ronde daarna."
        )
    beeld = read_rondebeeld(ronde)
    open_ = [b for b in ronde.bijdragen.exclude(stand=GOEDGEKEURD) if b.onderdeel_id in beeld.delen]
    if open_:
        namen = sorted(beeld.delen[b.onderdeel_id].naam + f" ({b.get_stand_display()})" for b in open_)
        meer = f" en nog {len(namen) - 10}" if len(namen) > 10 else ""
        raise VoortgangError(
            f"{format_telling(len(namen), 'bijdrage is', 'bijdragen zijn')} nog niet goedgekeurd: {'; '.join(namen[:10])}{meer}."
        )
    freeze_statussen(viewer, ronde, beeld)
    ronde.bijdragen.update(stand=VERGRENDELD)
    ronde.stand, ronde.vergrendeld_op = VERGRENDELD, klok.now()
    add_gebeurtenis(viewer, ronde, "vergrendel", naar=VERGRENDELD)
    record_act(viewer, programma, "vergrendel", ("rapportageronde", str(ronde.pk)))
    return ronde


def freeze_statussen(viewer: Viewer, ronde: Rapportageronde, beeld: Programmabeeld) -> None:
    """Keep with a round how each pijler, topic and action stood."""
    delen = [d for d in beeld.delen.values() if d.soort in ("pijler", "onderwerp", "actie")]
    nummers = _count_oordelen(d.id for d in delen)
    rijen = []
    for deel in delen:
        uitkomst = beeld.statussen[deel.id]
        rijen.append(
            Statusoordeel(
                programma_id=ronde.programma_id,
                onderdeel_id=deel.id,
                ronde=ronde,
                volgnummer=nummers.get(deel.id, 0) + 1,
                regelstand=uitkomst.stand if uitkomst.stand in STANDEN else STANDEN[-1],
                regelreden=uitkomst.reden,
                beeldstand=uitkomst.beeldstand,
                merken=list(beeld.derive_merken(deel)),
                bekend_op=ronde.peildatum,
                op=klok.now(),
                door=viewer.actor,
            )
        )
    Statusoordeel.objects.bulk_create(rijen, batch_size=200)


def _count_oordelen(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    rijen = Statusoordeel.objects.filter(onderdeel__in=list(ids)).order_by("volgnummer")
    return dict(rijen.values_list("onderdeel_id", "volgnummer"))


@transaction.atomic
@claim_alles()
def reopen_ronde(
    *, viewer: Viewer, ronde_id: uuid.UUID | str, reden: str, gezien: int | None = None
) -> Rapportageronde:
    """Open a locked round again, with a reason that stays; its contributions are approved as they were.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for a round that is open.
    """
    ronde = get_ronde(viewer, ronde_id)
    check_bevoegd(viewer, BEHEREN, namens=ronde.programma.organisatie)
    programma, ronde = _lock_ronde(viewer, ronde, gezien)
    if ronde.stand != VERGRENDELD:
        raise VoortgangError(f"{ronde.naam} is open. Er valt niets te heropenen.")
    check_motivering(reden, "waarom de ronde opnieuw opengaat")
    ronde.bijdragen.update(stand=GOEDGEKEURD)
    ronde.stand, ronde.vergrendeld_op = Rapportageronde.Stand.OPEN, None
    add_gebeurtenis(viewer, ronde, "heropen", naar=ronde.stand, reden=reden)
    record_act(viewer, programma, "heropen", ("rapportageronde", str(ronde.pk)), reden=reden)
    return ronde
