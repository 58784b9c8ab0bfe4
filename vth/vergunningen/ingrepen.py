"""What happens to a toestemming other than by a later one: a court suspends or annuls it, a condition is met; and taking that back."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum
from vth.zaken.models import Rechtsmiddelprocedure

from .boeking import (
    VASTSTELLEN,
    Deel,
    as_werkingen,
    derive_delen,
    describe_gebreken,
    lock_vergunning,
    read_werkingen,
    record_act,
    write_werkingen,
)
from .gevolgen import follow_vergunning
from .kern import record_kern
from .models import Ingreep, Mutatie, Toestemming
from .rules import VergunningError, Werking, list_nieuwe_gebreken
from .selectors import WEG, get_toestemming


@transaction.atomic
@claim_alles()
def record_ingreep(
    *,
    viewer: Viewer,
    toestemming_id: uuid.UUID,
    soort: str,
    begin: date,
    grond: str,
    eind: date | None = None,
    mutaties: Sequence[int] = (),
    procedure_id: uuid.UUID | None = None,
    met_gevolgen: bool = False,
    gezien: int | None = None,
) -> Ingreep:
    """Record what a court, the authority in bezwaar or a fulfilled condition did to an established toestemming.

    `mutaties` are the volgnummers that it is about; empty is all. Where later decisions build on what falls away, that is a
    question first: the refusal names them, and `met_gevolgen` accepts that those parts do not stand either. A court that annuls
    and lets what was decided stand (Awb 8:72, third lid) takes nothing away: the decision is told as annulled. Raises
    GeenToegangError, BestaatNietError and VergunningError.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    _check_ingreep(toestemming, soort, begin, eind, grond)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    rijen = list_werkend(toestemming)
    _check_volgnummers(toestemming, rijen, soort, mutaties)
    _check_procedure(toestemming, procedure_id)
    ingreep = Ingreep(
        toestemming=toestemming,
        soort=soort,
        begin=begin,
        eind=eind,
        mutaties=sorted(set(mutaties)),
        grond=grond.strip()[:300],
        procedure_id=procedure_id,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    ingrepen = [*toestemming.ingrepen.filter(herroepen_op=None), ingreep]
    _apply(toestemming, rijen, ingrepen, met_gevolgen=met_gevolgen)
    ingreep.save(force_insert=True)
    _follow_kern(viewer, toestemming, ingreep)
    record_act(
        viewer, vergunning, "ingreep", toestemming=toestemming.pk, soort=soort, begin=begin, eind=eind or ""
    )
    follow_vergunning(vergunning)
    return ingreep


@transaction.atomic
@claim_alles()
def revoke_ingreep(
    *,
    viewer: Viewer,
    ingreep_id: uuid.UUID,
    reden: str,
    met_gevolgen: bool = False,
    gezien: int | None = None,
) -> Ingreep:
    """Take back an ingreep, because a higher court did or because it was recorded by mistake: what stood before stands again.

    Raises GeenToegangError, BestaatNietError, and VergunningError without a reason or for one that was taken back.
    """
    gevonden = Ingreep.objects.filter(pk=ingreep_id).values_list("toestemming_id", flat=True).first()
    toestemming = get_toestemming(viewer, gevonden or ingreep_id)
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    ingreep = Ingreep.objects.get(pk=ingreep_id)
    if not reden.strip():
        raise VergunningError(
            "Zeg waarom de ingreep niet meer telt, bijvoorbeeld met de uitspraak in hoger beroep."
        )
    if ingreep.herroepen_op is not None:
        raise VergunningError(f"Deze ingreep telt al niet meer: {ingreep.herroepen_reden}.")
    rest = list(toestemming.ingrepen.filter(herroepen_op=None).exclude(pk=ingreep.pk))
    _apply(toestemming, list_werkend(toestemming), rest, met_gevolgen=met_gevolgen)
    ingreep.herroepen_op, ingreep.herroepen_reden = klok.now(), reden.strip()[:300]
    ingreep.save(update_fields=["herroepen_op", "herroepen_reden"])
    _follow_kern(viewer, toestemming, ingreep)
    record_act(viewer, vergunning, "ingreep_herroepen", toestemming=toestemming.pk, ingreep=ingreep.pk)
    follow_vergunning(vergunning)
    return ingreep


def _follow_kern(viewer: Viewer, toestemming: Toestemming, ingreep: Ingreep) -> None:
    """Let the register follow what happened to a toestemming as a whole."""
    if not ingreep.mutaties and ingreep.soort != Ingreep.Soort.VOORWAARDE:
        record_kern(viewer, toestemming)


def list_werkend(toestemming: Toestemming) -> list[Mutatie]:
    """List the mutations of a toestemming that count: those that no correction replaced."""
    return list(toestemming.mutaties.filter(correctie=None).order_by("volgnummer", "pk"))


def derive_na(
    bestaand: Sequence[Werking], eigen: Sequence[Mutatie], delen: Sequence[Deel], besluit: str
) -> list[Werking]:
    """Give all that works in a permit when the mutations of one decision work as `delen` say.

    A decision is known by the middle of the rang of its mutations: the day it was taken and its order on that day.
    """
    van = {(m.voorschrift_id, f"/{besluit}/{m.volgnummer:06d}") for m in eigen}
    rest = [w for w in bestaand if (w.voorschrift, w.rang[10:]) not in van]
    return [*rest, *as_werkingen(delen)]


def _apply(
    toestemming: Toestemming, rijen: list[Mutatie], ingrepen: Sequence[Ingreep], *, met_gevolgen: bool
) -> None:
    """Let the mutations of a toestemming work as far as its ingrepen leave them. Raises VergunningError."""
    dag = toestemming.ingangsdatum
    if dag is None:
        raise VergunningError(f"Toestemming {toestemming.kenmerk} heeft geen ingangsdatum.")
    delen = derive_delen(toestemming, rijen, ingrepen, dag)
    voor = read_werkingen(toestemming.vergunning)
    midden = f"{(toestemming.besluitdatum or dag).isoformat()}/{toestemming.volgorde:03d}"
    na = derive_na(voor, rijen, delen, midden)
    if not met_gevolgen and (gebreken := list_nieuwe_gebreken(voor, na)):
        raise VergunningError(
            "Latere besluiten bouwen hierop voort: "
            + " ".join(describe_gebreken(gebreken, [*voor, *na]))
            + " Neem eerst een besluit daarover, of bevestig dat ook die onderdelen dan niet gelden."
        )
    write_werkingen(toestemming.vergunning, delen)


def _check_ingreep(toestemming: Toestemming, soort: str, begin: date, eind: date | None, grond: str) -> None:
    """Refuse an ingreep on a draft, without a ground, of a kind that is none, or over days that cannot be."""
    if toestemming.staat != Toestemming.Staat.VASTGESTELD:
        raise VergunningError(
            f"Toestemming {toestemming.kenmerk} is nog niet vastgesteld. Er is niets om te schorsen of te vernietigen."
        )
    if soort not in Ingreep.Soort.values:
        raise VergunningError(
            f"De ingreep {soort[:40]!r} bestaat niet. Kies uit: {', '.join(Ingreep.Soort.values)}."
        )
    if not grond.strip():
        raise VergunningError(
            "Noem waarop de ingreep rust, bijvoorbeeld de uitspraak met haar datum en nummer."
        )
    if toestemming.besluitdatum is not None and begin < toestemming.besluitdatum:
        raise VergunningError(
            f"De ingreep begint op {format_datum(begin)}, voordat het besluit op {format_datum(toestemming.besluitdatum)} is genomen. Controleer de dag."
        )
    if eind is not None and (soort != Ingreep.Soort.SCHORSING or eind <= begin):
        raise VergunningError(
            f"De ingreep loopt van {format_datum(begin)} tot {format_datum(eind)}. Alleen een schorsing heeft een einde, en dat ligt na het begin."
        )


def _check_instandlating(toestemming: Toestemming, mutaties: set[int]) -> None:
    """Refuse that a court lets stand what was annulled without that, as a whole or that part, or what it let stand already."""
    for i in toestemming.ingrepen.filter(herroepen_op=None, soort__in=(*WEG, Ingreep.Soort.INSTANDLATING)):
        eerder = set(i.mutaties)
        if i.soort in WEG and (not eerder or eerder & mutaties):
            raise VergunningError(
                f"Toestemming {toestemming.kenmerk} is al vernietigd of herroepen zonder dat hiervan iets bleef staan. Leg eerst vast dat dat "
                "niet meer telt, en dan wat de rechter nu deed."
            )
        if i.soort not in WEG and (not eerder or (mutaties and mutaties <= eerder)):
            raise VergunningError(
                f"Van toestemming {toestemming.kenmerk} is al vastgelegd dat dit in stand bleef. Er verandert niets."
            )


def _check_procedure(toestemming: Toestemming, procedure_id: uuid.UUID | None) -> None:
    """Refuse a procedure that is not against the decision of this toestemming."""
    if procedure_id is None:
        return
    if not Rechtsmiddelprocedure.objects.filter(pk=procedure_id, besluit=toestemming.besluit_id).exists():
        raise VergunningError(
            "Die procedure hoort niet bij het besluit van deze toestemming. Kies een procedure van dit besluit."
        )


def _check_volgnummers(
    toestemming: Toestemming, rijen: Sequence[Mutatie], soort: str, mutaties: Sequence[int]
) -> None:
    """Refuse an ingreep on mutations that are not there, or the meeting of a condition that nothing has."""
    if vreemd := sorted(set(mutaties) - {m.volgnummer for m in rijen}):
        raise VergunningError(
            f"Deze toestemming heeft geen mutatie met volgnummer {vreemd[0]}. Kies uit haar eigen mutaties."
        )
    if soort == Ingreep.Soort.INSTANDLATING:
        _check_instandlating(toestemming, set(mutaties))
    geraakt = [m for m in rijen if not mutaties or m.volgnummer in mutaties]
    if soort == Ingreep.Soort.VOORWAARDE and not any(m.voorwaarde for m in geraakt):
        raise VergunningError("Geen van deze mutaties hangt van een voorwaarde af. Er is niets vervuld.")
