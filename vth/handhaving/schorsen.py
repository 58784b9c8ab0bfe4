"""The writers of a suspension of a last: by a judge or by the authority itself. While it lasts nothing is forfeited and nothing is applied."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import KORTSTE_REDEN, MAATREGEL, lock_maatregel, record_maatregelact
from .models import Last, Lastadressaat, Lastschorsing, Maatregel
from .rules import IN_KRACHT, HandhavingError, check_overgang
from .selectors import Schorsbeeld, find_last, get_maatregel, list_adressaten, list_schorsingen
from .verbeurteboeking import annul_geschorst, is_vol

Instantie = Lastschorsing.Instantie
DAG = timedelta(days=1)


@dataclass(frozen=True)
class NieuweSchorsing:
    """A suspension as it was decided: by whom, from and until which day (both count), for one addressee or for all, and why."""

    instantie: str
    van: date
    reden: str
    tot: date | None = None
    adressaat_id: int | None = None
    kenmerk: str = ""


@transaction.atomic
@claim_alles()
def record_schorsing(
    *, viewer: Viewer, maatregel_id: uuid.UUID, nieuw: NieuweSchorsing, gezien: int | None = None
) -> Lastschorsing:
    """Note that a last was suspended; what was written as forfeited over those days is let go of, and a full last that is full no more lives again.

    The begunstigingstermijn itself does not move: an authority that wants a later one says so in a decision. Raises GeenToegangError,
    BestaatNietError, AnderWasVoorError, and HandhavingError for a measure that is no last in force, days that cannot be, nobody who suspended
    it, an addressee of another last, no reason, and days on which it is suspended already.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel, last = lock_last(maatregel, gezien)
    wie = find_adressaten(last, nieuw.adressaat_id)
    _check_schorsing(maatregel, last, nieuw)
    rij = _create(
        viewer,
        last,
        nieuw.van,
        nieuw.tot,
        nieuw.reden,
        instantie=nieuw.instantie,
        kenmerk=nieuw.kenmerk.strip()[:100],
        adressaat=wie[0] if nieuw.adressaat_id is not None else None,
    )
    put_buiten_werking(viewer, maatregel, wie, nieuw.van, nieuw.tot)
    record_maatregelact(
        viewer, maatregel, "schors", dag=nieuw.van, reden=nieuw.reden, instantie=nieuw.instantie
    )
    return rij


@transaction.atomic
@claim_alles()
def end_schorsing(
    *,
    viewer: Viewer,
    maatregel_id: uuid.UUID,
    schorsing_id: int,
    tot: date,
    reden: str,
    gezien: int | None = None,
) -> Lastschorsing:
    """Note the last day of a suspension that runs, or that it ended before the day that was told; the day before it began says that it was a mistake.

    Raises as `record_schorsing`, and HandhavingError for one that is not there or was ended, and a day later than the one that was told.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel, last = lock_last(maatregel, gezien)
    rij = Lastschorsing.objects.filter(last=last, pk=schorsing_id, sluit=None).first()
    if rij is None or Lastschorsing.objects.filter(sluit=rij).exists():
        raise HandhavingError(
            "Deze schorsing loopt niet, of het einde is al vastgelegd. Bekijk de last opnieuw."
        )
    uiterst = min(rij.tot or OPEN_DAG, klok.today())
    if not rij.van - DAG <= tot <= uiterst:
        raise HandhavingError(
            f"Geschorst tot en met {as_dagtekst(tot)} kan niet: het begon op {as_dagtekst(rij.van)} en kan eindigen tot en met {as_dagtekst(uiterst)}. Was de schorsing een vergissing, "
            f"kies dan {as_dagtekst(rij.van - DAG)}."
        )
    _check_reden(reden, "de schorsing eindigt")
    einde = _create(
        viewer, last, rij.van, tot, reden, instantie=rij.instantie, adressaat=rij.adressaat, sluit=rij
    )
    record_maatregelact(viewer, maatregel, "schors_einde", dag=tot, reden=reden)
    return einde


def lock_last(maatregel: Maatregel, gezien: int | None) -> tuple[Maatregel, Last]:
    """Lock a measure that the viewer may see, with its last. Raises HandhavingError for one that is no last in force."""
    maatregel = lock_maatregel(maatregel, gezien)
    last = find_last(maatregel)
    if last is None or maatregel.staat not in IN_KRACHT:
        raise HandhavingError(
            f"Maatregel {maatregel.kenmerk} is {maatregel.get_staat_display()} ({maatregel.instrument.replace('_', ' ')}). Dit kan alleen bij een "
            "last die is opgelegd en nog geldt."
        )
    return maatregel, last


def find_adressaten(last: Last, adressaat_id: int | None) -> list[Lastadressaat]:
    """Give one addressee of a last, or all. Raises HandhavingError for one of another last."""
    alle = list_adressaten(last)
    if adressaat_id is None:
        return alle
    wie = [a for a in alle if a.pk == adressaat_id]
    if not wie:
        raise HandhavingError("Deze persoon is geen adressaat van de last. Kies een van de adressaten.")
    return wie


def put_buiten_werking(
    viewer: Viewer, maatregel: Maatregel, wie: list[Lastadressaat], van: date, tot: date | None
) -> None:
    """Let go of what was written as forfeited over days on which a last does not hold; one that was full and is full no more lives again."""
    weg = annul_geschorst(viewer, maatregel, wie, [(van, tot or OPEN_DAG)])
    if weg and maatregel.staat == Maatregel.Staat.UITGEWERKT and not is_vol(maatregel):
        naar = check_overgang(maatregel.staat, "herleeft")
        record_maatregelact(viewer, maatregel, "herleeft", naar=naar, dag=van)


def _check_schorsing(maatregel: Maatregel, last: Last, nieuw: NieuweSchorsing) -> None:
    """Refuse a suspension that cannot be."""
    if nieuw.instantie not in Instantie.values:
        raise HandhavingError(
            f"‘{nieuw.instantie[:40]}’ bestaat niet. Kies uit: {', '.join(Instantie.values)}."
        )
    assert maatregel.opgelegd_op is not None
    if not maatregel.opgelegd_op <= nieuw.van <= klok.today():
        raise HandhavingError(
            f"Geschorst vanaf {as_dagtekst(nieuw.van)} kan niet: de last is opgelegd op {as_dagtekst(maatregel.opgelegd_op)} en vandaag is het {as_dagtekst(klok.today())}."
        )
    if nieuw.tot is not None and nieuw.tot < nieuw.van:
        raise HandhavingError(
            f"De schorsing zou eindigen op {as_dagtekst(nieuw.tot)}, voor zij op {as_dagtekst(nieuw.van)} begint. Verwissel de datums."
        )
    _check_reden(nieuw.reden, "de last is geschorst")
    for s in list_schorsingen(last):
        if _overlaps(s, nieuw):
            tot = f"tot en met {as_dagtekst(s.tot)}" if s.tot else "zonder einde"
            raise HandhavingError(
                f"De last is al geschorst vanaf {as_dagtekst(s.van)}, {tot}. Leg eerst vast wanneer dat eindigde, of kies andere dagen."
            )


def _overlaps(s: Schorsbeeld, nieuw: NieuweSchorsing) -> bool:
    """Tell whether a new suspension shares a day and an addressee with one that is there."""
    samen = s.adressaat_id is None or nieuw.adressaat_id in (None, s.adressaat_id)
    return samen and s.van <= (nieuw.tot or OPEN_DAG) and nieuw.van <= (s.tot or OPEN_DAG)


def _check_reden(reden: str, wat: str) -> None:
    """Refuse what has no reason."""
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError(
            f"Schrijf op waarom {wat}, zoals: uitspraak op het verzoek om voorlopige voorziening."
        )


def _create(
    viewer: Viewer, last: Last, van: date, tot: date | None, reden: str, **velden: object
) -> Lastschorsing:
    """Write one row."""
    return Lastschorsing.objects.create(
        last=last,
        volgnummer=Lastschorsing.objects.filter(last=last).count() + 1,
        van=van,
        tot=tot,
        reden=reden.strip()[:1000],
        op=klok.now(),
        door=viewer.actor,
        **velden,
    )
