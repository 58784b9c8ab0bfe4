"""The writers of the assessment up to the check: invite, fill in, show evidence, hand in; and the decision of a board about the search."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.selectors import list_bestaande_soorten, list_deelnemers
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_telling

from .boeking import lock_open, lock_zelfbeoordeling, record_act, share_zelfbeoordeling
from .kader import read_kader
from .models import (
    Bewijs,
    Openstelling,
    Opgave,
    Ronde,
    Zelfbeoordeling,
)
from .rules import (
    BIJ_BESTUUR,
    INGEDIEND,
    INVULLEN,
    OORDELEN,
    PUBLICEREN,
    MonitoringError,
    check_motivering,
    check_op_tijd,
    check_stap,
    parse_waarde,
)
from .selectors import check_compleet, find_namens, get_zelfbeoordeling, read_kader_van, read_waarden_van

OPENSTELLEN = "fusie.open"
OMGEVINGSDIENST = "omgevingsdienst"


@transaction.atomic
@claim_alles()
def record_ronde(
    *,
    viewer: Viewer,
    naam: str,
    peildatum: date,
    indienen_voor: date,
    diensten: Iterable[str],
    organisatie: str,
) -> Ronde:
    """Open a round of `organisatie` (the ministry) and invite each dienst once; the kader of today holds for it to its end.

    Raises GeenToegangError, and MonitoringError for a name that is used, a deadline that passed or does not lie after the peildatum,
    for a code that is no omgevingsdienst on that day, and for a day without kader.
    """
    check_bevoegd(viewer, PUBLICEREN, namens=organisatie)
    vandaag, codes = klok.today(), sorted(set(diensten))
    if not naam.strip() or Ronde.objects.filter(naam=naam.strip()).exists():
        raise MonitoringError(
            f"De naam ‘{naam.strip()}’ is leeg of al gebruikt. Kies een andere naam voor de ronde."
        )
    if not max(peildatum, vandaag) < indienen_voor:
        raise MonitoringError(
            f"Indienen vóór {as_dagtekst(indienen_voor)} kan niet: dat moet na vandaag ({as_dagtekst(vandaag)}) en na de peildatum ({as_dagtekst(peildatum)}) liggen."
        )
    soorten = list_bestaande_soorten(codes, peildatum)
    vreemd = [code for code in codes if soorten.get(code) != OMGEVINGSDIENST]
    if vreemd or not codes:
        raise MonitoringError(
            f"{', '.join(vreemd) or 'Niemand'} is op {as_dagtekst(peildatum)} geen omgevingsdienst. Kies een of meer omgevingsdiensten."
        )
    read_kader(vandaag)
    ronde = Ronde.objects.create(
        naam=naam.strip()[:100],
        organisatie=organisatie,
        peildatum=peildatum,
        kader_op=vandaag,
        uitgenodigd_op=klok.now(),
        uitgenodigd_door=viewer.actor,
        indienen_voor=indienen_voor,
    )
    for code in codes:
        zelfbeoordeling = Zelfbeoordeling.objects.create(ronde=ronde, dienst=code)
        share_zelfbeoordeling(zelfbeoordeling, [code])
        record_act(viewer, zelfbeoordeling, "nodig_uit")
    return ronde


@transaction.atomic
@claim_alles()
def record_opgaven(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    waarden: Mapping[str, str],
    toelichting: str = "",
    gezien: int | None = None,
) -> Zelfbeoordeling:
    """Tell figures, as typed; an empty one takes back what was told, the same again writes nothing.

    Raises GeenToegangError, BestaatNietError, and MonitoringError for a figure the kader does not ask, that is no number or cannot be,
    and once it lies with the board or was handed in.
    """
    zelfbeoordeling = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, zelfbeoordeling.dienst))
    zelfbeoordeling = lock_open(zelfbeoordeling, gezien)
    kader = read_kader_van(zelfbeoordeling.ronde)
    vreemd = sorted(waarden.keys() - kader.metingen.keys())
    if vreemd:
        raise MonitoringError(
            f"Het cijfer ‘{vreemd[0][:60]}’ wordt in versie {kader.versie} van het kader niet gevraagd."
        )
    staat = read_waarden_van(zelfbeoordeling)
    nieuw = {
        code: parse_waarde(kader.metingen[code], tekst) if tekst.strip() else None
        for code, tekst in waarden.items()
    }
    anders = {code: waarde for code, waarde in nieuw.items() if waarde != staat.get(code)}
    if not anders:
        return zelfbeoordeling
    record_act(viewer, zelfbeoordeling, "opgave", reden=toelichting, cijfers=sorted(anders))
    Opgave.objects.bulk_create(
        Opgave(
            zelfbeoordeling=zelfbeoordeling,
            volgnummer=zelfbeoordeling.versie,
            meting=code,
            waarde=waarde,
            toelichting=toelichting.strip()[:2000],
            op=klok.now(),
            door=viewer.actor,
        )
        for code, waarde in anders.items()
    )
    return zelfbeoordeling


@transaction.atomic
@claim_alles()
def record_bewijs(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    criterium: str,
    titel: str,
    vindplaats: str,
    reden: str = "",
    gezien: int | None = None,
) -> Bewijs:
    """Say what shows a criterion, and where that stands when it is no file here (`bewijzen`). Refuses a criterion the kader does not know, evidence without a
    place, and after the deadline without a reason."""
    zelfbeoordeling = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, zelfbeoordeling.dienst))
    zelfbeoordeling = lock_open(zelfbeoordeling, gezien)
    read_kader_van(zelfbeoordeling.ronde).get_criterium(criterium)
    if not titel.strip() or not vindplaats.strip():
        raise MonitoringError(
            "Zeg wat het bewijs is, en waar het staat (het nummer van een document, of een adres)."
        )
    if zelfbeoordeling.ingediend_op is None:
        check_op_tijd(klok.today(), zelfbeoordeling.ronde.indienen_voor, reden)
    record_act(viewer, zelfbeoordeling, "bewijs", reden=titel, criterium=criterium)
    return Bewijs.objects.create(
        zelfbeoordeling=zelfbeoordeling,
        criterium=criterium,
        titel=titel.strip()[:200],
        vindplaats=vindplaats.strip()[:500],
        op=klok.now(),
        door=viewer.actor,
    )


@transaction.atomic
@claim_alles()
def cancel_bewijs(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    bewijs_id: int,
    reden: str,
    gezien: int | None = None,
) -> Bewijs:
    """Take evidence back, with the reason; also after it was handed in, for what is not true may not stay. The checker sees that."""
    zelfbeoordeling = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, zelfbeoordeling.dienst))
    zelfbeoordeling = lock_zelfbeoordeling(zelfbeoordeling, gezien)
    check_motivering(reden, "waarom het bewijs wordt ingetrokken")
    bewijs = zelfbeoordeling.bewijzen.filter(pk=bewijs_id, ingetrokken_op=None).first()
    if bewijs is None:
        raise MonitoringError("Dit bewijs staat er niet (meer). Bekijk opnieuw wat er ligt.")
    bewijs.ingetrokken_op, bewijs.ingetrokken_door, bewijs.reden_intrekking = (
        klok.now(),
        viewer.actor,
        reden.strip()[:2000],
    )
    bewijs.save()
    record_act(viewer, zelfbeoordeling, "bewijs_ingetrokken", reden=reden, criterium=bewijs.criterium)
    return bewijs


@transaction.atomic
@claim_alles()
def do_stap(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    stap: str,
    reden: str = "",
    gezien: int | None = None,
) -> Zelfbeoordeling:
    """Take a step of the cycle that carries nothing but a reason. Handing in asks that it is complete, and why when it is late.

    Raises GeenToegangError, BestaatNietError and MonitoringError.
    """
    zelfbeoordeling = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    recht = check_stap(stap, zelfbeoordeling.stand).recht
    if recht == OORDELEN:
        raise MonitoringError(
            "Een oordeel wordt per criterium gemotiveerd. Gebruik daarvoor het formulier van het oordeel."
        )
    namens = (
        find_namens(viewer, zelfbeoordeling.dienst)
        if recht == INVULLEN
        else zelfbeoordeling.ronde.organisatie
    )
    check_bevoegd(viewer, recht, namens=namens)
    zelfbeoordeling = lock_zelfbeoordeling(zelfbeoordeling, gezien)
    naar = check_stap(stap, zelfbeoordeling.stand).naar
    if naar == BIJ_BESTUUR:
        share_zelfbeoordeling(zelfbeoordeling, list_deelnemers(zelfbeoordeling.dienst, klok.today()))
    if naar == INGEDIEND:
        _hand_in(zelfbeoordeling, reden)
    if stap == "stuur_terug":
        check_motivering(reden, "waarom het terug moet")
    if stap == "rond_toets_af" and zelfbeoordeling.toetsvragen.filter(beantwoord_op=None).exists():
        raise MonitoringError(
            "Er staat nog een vraag open. Wacht op het antwoord, of stuur de zelfbeoordeling terug."
        )
    record_act(viewer, zelfbeoordeling, stap, naar=naar, reden=reden)
    return zelfbeoordeling


def _hand_in(zelfbeoordeling: Zelfbeoordeling, reden: str) -> None:
    kader = read_kader_van(zelfbeoordeling.ronde)
    mist = [
        b for b in check_compleet(zelfbeoordeling, kader, read_waarden_van(zelfbeoordeling)) if b.blokkeert
    ]
    if mist:
        eerste = f"{kader.get_criterium(mist[0].criterium).titel}: {mist[0].tekst}"
        raise MonitoringError(
            f"De zelfbeoordeling is niet compleet: {format_telling(len(mist), 'punt', 'punten')}. Het eerste: {eerste}"
        )
    zelfbeoordeling.op_tijd = check_op_tijd(klok.today(), zelfbeoordeling.ronde.indienen_voor, reden)
    zelfbeoordeling.ingediend_op = klok.now()
    share_zelfbeoordeling(zelfbeoordeling, [zelfbeoordeling.ronde.organisatie])


@transaction.atomic
def record_openstelling(*, viewer: Viewer, dienst: str, is_open: bool, besluit: str) -> Openstelling:
    """Open or close the search for mergers with this dienst, by a decision of its board. Raises GeenToegangError, MonitoringError."""
    check_bevoegd(viewer, OPENSTELLEN, namens=dienst)
    check_motivering(besluit, "met welk besluit van het bestuur")
    rij = Openstelling.objects.create(
        dienst=dienst, open=is_open, besluit=besluit.strip()[:500], op=klok.now(), door=viewer.actor
    )
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="fusie.open" if is_open else "fusie.sluit",
        organisatie=dienst,
        onderwerp=("dienst", dienst),
    )
    return rij
