"""The writers of deliveries: accept the bytes, process them, decide when a person must, accept a warning."""

import hashlib
import logging
import secrets
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from vth.interface.inlezen import Leesfout
from vth.interface.storing import explain_storing, is_vol
from vth.logboek.services import record_gebeurtenis
from vth.organisaties.selectors import find_naam
from vth.regelgeving.selectors import find_grond
from vth.register.stand import claim_stand, holds_stand, release_stand, renew_stand
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer, check_bevoegd

from . import selectors, verwerking
from .models import Aanlevering, Aanvaarding, Kengetal, Leverancier, Score, Toetstelling
from .profiel import Leverprofiel, ProfielError
from .rules import (
    AanleveringError,
    Telling,
    check_drempel,
    check_peildatum,
    check_volgorde,
    decide_wacht,
    derive_score,
    derive_tot,
    explain_niet_te_aanvaarden,
)
from .toetsing import leegt_veld
from .vastlegging import StandVerouderdError, record_verschil
from .verslag import get_map, write_verslag
from .verwerking import Verwerking, Voortgang

logger = logging.getLogger(__name__)
POGINGEN = 3
TE_DOEN = (Aanlevering.Staat.ONTVANGEN, Aanlevering.Staat.BEZIG, Aanlevering.Staat.MISLUKT)
# In `tellingen`: how many endings a person decided about.
BESLOTEN = "besloten_einden"


def accept_aanlevering(
    *,
    viewer: Viewer,
    profiel_id: str,
    brokken: Iterable[bytes],
    bestandsnaam: str,
    peildatum: date | None = None,
    correctie: bool = False,
) -> Aanlevering:
    """Take in a file: keep its bytes untouched, note who brought it and for what day, and give the delivery.

    Nothing is read yet; `process_aanlevering` does that. `brokken` are the bytes in pieces. Raises GeenToegangError
    (the viewer does not deliver for this supplier), ProfielError, and AanleveringError for an impossible day or a
    file that is too large; then nothing is kept.
    """
    profiel = selectors.read_profiel(profiel_id)
    check_bevoegd(viewer, "aanlevering.accept", namens=profiel.leverancier)
    nu = klok.now()
    dag = peildatum or derive_legal_day(nu)
    check_peildatum(dag, derive_legal_day(nu))
    aanlevering = Aanlevering(
        profiel=profiel.id,
        reeks=profiel.reeks or profiel.id,
        bestandsnaam=Path(bestandsnaam).name[-200:],
        peildatum=dag,
        correctie=correctie,
        ontvangen_op=nu,
        ingediend_door=viewer.actor,
    )
    aanlevering.sha256, aanlevering.bytes = _store_bytes(aanlevering, brokken)
    try:
        _record_ontvangst(viewer, profiel, aanlevering)
    except BaseException:
        shutil.rmtree(get_map(aanlevering), ignore_errors=True)
        raise
    return aanlevering


@transaction.atomic
def _record_ontvangst(viewer: Viewer, profiel: Leverprofiel, aanlevering: Aanlevering) -> None:
    """Note that a file came in, with its line in the log; a supplier that is new is made."""
    naam = find_naam(profiel.leverancier, aanlevering.peildatum)
    aanlevering.leverancier, _ = Leverancier.objects.get_or_create(
        code=profiel.leverancier, defaults={"naam": naam}
    )
    aanlevering.save()
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=profiel.leverancier,
        handeling="aanlevering.accept",
        onderwerp=("aanlevering", str(aanlevering.pk)),
        inhoud={
            "sha256": aanlevering.sha256,
            "bytes": aanlevering.bytes,
            "profiel": profiel.id,
            "peildatum": str(aanlevering.peildatum),
        },
    )


def _store_bytes(aanlevering: Aanlevering, brokken: Iterable[bytes]) -> tuple[str, int]:
    """Write the bytes to their final place, all or nothing; gives their SHA-256 and number."""
    map_ = get_map(aanlevering)
    map_.mkdir(parents=True)
    som, aantal = hashlib.sha256(), 0
    try:
        with (map_ / "bestand.deel").open("wb") as uit:
            for brok in brokken:
                aantal += len(brok)
                if aantal > settings.AANLEVERING_MAX_BYTES:
                    raise AanleveringError(
                        f"Het bestand is groter dan {settings.AANLEVERING_MAX_BYTES / 2**20:.0f} MB. Lever het aan als Parquet, of in delen."
                    )
                som.update(brok)
                uit.write(brok)
        (map_ / "bestand.deel").rename(map_ / "bestand")
    except BaseException as fout:
        shutil.rmtree(map_, ignore_errors=True)
        if is_vol(fout):
            raise AanleveringError(
                "De schijf van Open VTH is vol. Er is niets bewaard. Vraag de beheerder om ruimte te maken, en lever opnieuw aan."
            ) from fout
        raise
    return som.hexdigest(), aantal


@dataclass(frozen=True)
class Poging:
    """One try to process a delivery: by which agreement, under which name the lock is held, and who follows it."""

    aanlevering: Aanlevering
    profiel: Leverprofiel
    houder: str
    meld: Voortgang | None

    def tell(self, stap: str, *_aantal: int) -> None:
        """Note how far it is, and keep the lock."""
        a, nummer = self.aanlevering, verwerking.STAPPEN.index(stap)
        Aanlevering.objects.filter(pk=a.pk).update(stap=stap, gedaan=nummer, totaal=len(verwerking.STAPPEN))
        renew_stand(self.profiel.leverancier, self.houder)
        if self.meld:
            self.meld(stap, nummer, len(verwerking.STAPPEN))


def process_aanlevering(aanlevering_id: uuid.UUID | str, *, meld: Voortgang | None = None) -> Aanlevering:
    """Carry a delivery to its end: registered, refused, or waiting for a person; gives it as it stands then.

    Safe to call again: a delivery that has its end is left alone, and one whose process died is done anew; the
    register is as before until the one transaction that makes it as after. Raises StandBezetError when a delivery
    of the same supplier is at work, be it this one in another process; it then stays as it is.
    """
    aanlevering = Aanlevering.objects.get(pk=aanlevering_id)
    if aanlevering.staat not in TE_DOEN:
        return aanlevering
    try:
        profiel = replace(selectors.read_profiel(aanlevering.profiel), reeks=aanlevering.reeks)
    except ProfielError as fout:
        _close(aanlevering, Aanlevering.Staat.MISLUKT, f"Er is niets gewijzigd. {fout}")
        return aanlevering
    houder = f"{aanlevering.pk}.{secrets.token_hex(2)[1:]}"
    claim_stand(profiel.leverancier, profiel.gegevenssets, houder)
    try:
        aanlevering.refresh_from_db()
        if aanlevering.staat in TE_DOEN:
            _try(Poging(aanlevering, profiel, houder, meld))
    finally:
        release_stand(profiel.leverancier, houder)
    return aanlevering


def _try(poging: Poging) -> None:
    """Process under the lock; what refuses the delivery or breaks off becomes its end."""
    aanlevering = poging.aanlevering
    try:
        _set_staat(aanlevering, Aanlevering.Staat.BEZIG)
        _process(poging)
    except (AanleveringError, Leesfout) as fout:
        _finish(poging, Aanlevering.Staat.GEWEIGERD, str(fout))
    except Exception as fout:
        logger.exception("aanlevering %s is mislukt", aanlevering.pk)
        _finish(poging, Aanlevering.Staat.MISLUKT, explain_storing(fout))
        raise
    finally:
        if holds_stand(poging.profiel.leverancier, poging.houder):
            shutil.rmtree(get_map(aanlevering) / "werk", ignore_errors=True)


def _process(poging: Poging) -> None:
    """Do the steps; what refuses the delivery is raised, after its report was kept."""
    aanlevering, profiel = poging.aanlevering, poging.profiel
    check_volgorde(
        aanlevering.peildatum,
        selectors.find_laatste_peildatum(profiel.leverancier, profiel.reeks),
        correctie=aanlevering.correctie,
    )
    werkmap = verwerking.make_werkmap(aanlevering)
    with verwerking.open_werk(werkmap) as con:
        werk = Verwerking(con, aanlevering, profiel, werkmap)
        telling = verwerking.check_bestand(werk, poging.tell)
        verwerking.drop_gelezen(werk)
        aanlevering.tellingen = {
            "rijen": telling.rijen,
            "geweigerd": telling.geweigerd,
            "met_waarschuwing": telling.met_waarschuwing,
        } | {k: n for k, n in aanlevering.tellingen.items() if k == BESLOTEN}
        try:
            check_drempel(telling, profiel)
        except AanleveringError:
            _store_uitkomsten(werk, telling, vergeleken=False)
            write_verslag(werk.con, get_map(aanlevering))
            raise
        for nummer in range(POGINGEN):
            if _compare_and_record(poging, werk, telling, laatste=nummer == POGINGEN - 1):
                return


def _compare_and_record(poging: Poging, werk: Verwerking, telling: Telling, *, laatste: bool) -> bool:
    """Compare and write; False when the register changed in between and it must be done once more."""
    poging.tell("vergelijken")
    a, profiel = werk.aanlevering, werk.profiel
    eerdere = selectors.list_peildatums(profiel.leverancier, profiel.reeks)
    verschil = verwerking.compare_bestand(werk, derive_tot(a.peildatum, eerdere, correctie=a.correctie))
    a.tellingen["verschil"] = verschil.tellingen
    poging.tell("verslag maken")
    _store_uitkomsten(werk, telling, vergeleken=True)
    if reden := decide_wacht(verschil.einden, verschil.bekend, profiel, besloten=a.tellingen.get(BESLOTEN)):
        write_verslag(werk.con, get_map(a))
        _finish(poging, Aanlevering.Staat.WACHT, reden)
        return True
    poging.tell("vastleggen")
    try:
        record_verschil(werk.con, a, verschil.geraakt, werk.nummers, werk.werkmap)
    except StandVerouderdError:
        if laatste:
            raise
        werk.nummers = verwerking.reload_stand(werk)
        return False
    return True


def _store_uitkomsten(werk: Verwerking, telling: Telling, *, vergeleken: bool) -> None:
    """Keep counts, figures and score of a checked delivery, in place of those of an earlier try; the report is made."""
    tellingen, cijfers = verwerking.make_uitkomsten(werk, vergeleken=vergeleken)
    grond = find_grond("aanleveringen.score", geldig_op=werk.ontvangen_op)
    score = Score(aanlevering=werk.aanlevering, grond=grond.as_dict(), **derive_score(telling, grond.waarde))
    with transaction.atomic():
        for model in (Toetstelling, Kengetal, Score):
            model.objects.filter(aanlevering=werk.aanlevering).delete()
        Toetstelling.objects.bulk_create(tellingen)
        Kengetal.objects.bulk_create(cijfers)
        score.save()
        werk.aanlevering.save()


def _set_staat(aanlevering: Aanlevering, staat: str) -> None:
    """Note how far the delivery is."""
    aanlevering.staat = staat
    aanlevering.uitleg = ""
    aanlevering.save(update_fields=["staat", "uitleg"])


def _finish(poging: Poging, staat: str, uitleg: str) -> None:
    """Note the end of a try, unless the lock was taken over by another try that is now in charge."""
    if holds_stand(poging.profiel.leverancier, poging.houder):
        _close(poging.aanlevering, staat, uitleg)


@transaction.atomic
def _close(aanlevering: Aanlevering, staat: str, uitleg: str) -> None:
    """Note the end of the work on a delivery that was not registered, with its line in the log."""
    aanlevering.staat, aanlevering.uitleg, aanlevering.afgerond_op = staat, uitleg, klok.now()
    aanlevering.save()
    record_gebeurtenis(
        actor=aanlevering.ingediend_door,
        organisatie=aanlevering.leverancier_id,
        handeling=f"aanlevering.{staat}",
        onderwerp=("aanlevering", str(aanlevering.pk)),
        inhoud={"sha256": aanlevering.sha256},
    )


@transaction.atomic
def decide_aanlevering(
    *, viewer: Viewer, aanlevering_id: uuid.UUID | str, akkoord: bool, reden: str
) -> Aanlevering:
    """Decide about a delivery that waits because much would end: go on with it, or refuse it; the reason is kept.

    Going on makes it `ontvangen` again, to be processed; when by then more would end than was decided about, it waits
    again. Raises BestaatNietError, GeenToegangError, and
    AanleveringError when it does not wait or no reason is given.
    """
    aanlevering = selectors.get_aanlevering(viewer, aanlevering_id)
    check_bevoegd(viewer, "aanlevering.decide", namens=aanlevering.leverancier_id)
    aanlevering = Aanlevering.objects.select_for_update().get(pk=aanlevering.pk)
    if aanlevering.staat != Aanlevering.Staat.WACHT:
        raise AanleveringError(
            f"Deze aanlevering is {aanlevering.get_staat_display()}; er valt niets (meer) te beslissen."
        )
    if not reden.strip():
        raise AanleveringError("Schrijf op waarom. Wie later terugkijkt, moet het besluit kunnen begrijpen.")
    aanlevering.besluit, aanlevering.besloten_door = reden.strip()[:300], viewer.actor
    aanlevering.staat = Aanlevering.Staat.ONTVANGEN if akkoord else Aanlevering.Staat.GEWEIGERD
    aanlevering.tellingen[BESLOTEN] = selectors.count_einden(aanlevering)
    if not akkoord:
        aanlevering.uitleg = f"Geweigerd door {viewer.actor}: {aanlevering.besluit}"
    aanlevering.save()
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=aanlevering.leverancier_id,
        handeling="aanlevering.decide",
        onderwerp=("aanlevering", str(aanlevering.pk)),
        inhoud={"akkoord": akkoord, "reden": aanlevering.besluit},
    )
    return aanlevering


@transaction.atomic
def accept_waarschuwing(
    *, viewer: Viewer, aanlevering_id: uuid.UUID | str, volgnummer: int, reden: str
) -> Aanvaarding:
    """Accept one warning of a report: it is right as it is, and stays quiet for this object from now on.

    Raises BestaatNietError (also for who may not read the report), GeenToegangError, and AanleveringError for a
    finding that cannot be accepted, or without a reason.
    """
    aanlevering, regel = selectors.get_bevinding(viewer, aanlevering_id, volgnummer)
    check_bevoegd(viewer, "aanlevering.waarschuwing.accept", namens=aanlevering.leverancier_id)
    if reden_niet := explain_niet_te_aanvaarden(regel.ernst, regel.sleutel, leegt=leegt_veld(regel.toets)):
        raise AanleveringError(reden_niet)
    if not reden.strip():
        raise AanleveringError("Schrijf op waarom de waarde klopt.")
    aanvaarding, nieuw = Aanvaarding.objects.get_or_create(
        leverancier=aanlevering.leverancier,
        gegevensset=regel.gegevensset,
        sleutel=regel.sleutel,
        toets=regel.toets,
        veld=regel.veld or "",
        ingetrokken_op=None,
        defaults={"reden": reden.strip()[:500], "door": viewer.actor, "op": klok.now()},
    )
    if nieuw:
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=aanlevering.leverancier_id,
            handeling="aanlevering.waarschuwing.accept",
            onderwerp=("aanlevering", str(aanlevering.pk)),
            inhoud={
                "toets": regel.toets,
                "sleutel": regel.sleutel,
                "veld": regel.veld,
                "reden": aanvaarding.reden,
            },
        )
    return aanvaarding


@transaction.atomic
def close_aanvaarding(*, viewer: Viewer, aanvaarding_id: int) -> Aanvaarding:
    """Withdraw an accepted warning: from the next delivery on it is told again. What was accepted stays to be read.

    Raises BestaatNietError, GeenToegangError, and AanleveringError when it was withdrawn before.
    """
    aanvaarding = selectors.get_aanvaarding(viewer, aanvaarding_id)
    check_bevoegd(viewer, "aanlevering.waarschuwing.accept", namens=aanvaarding.leverancier_id)
    aanvaarding = Aanvaarding.objects.select_for_update().get(pk=aanvaarding.pk)
    if aanvaarding.ingetrokken_op:
        raise AanleveringError("Deze aanvaarding is al ingetrokken; er verandert niets.")
    aanvaarding.ingetrokken_op = klok.now()
    aanvaarding.save(update_fields=["ingetrokken_op"])
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=aanvaarding.leverancier_id,
        handeling="aanlevering.waarschuwing.close",
        onderwerp=("aanvaarding", str(aanvaarding.pk)),
        inhoud={"toets": aanvaarding.toets, "sleutel": aanvaarding.sleutel, "veld": aanvaarding.veld},
    )
    return aanvaarding
