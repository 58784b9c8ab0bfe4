"""The writers of deliveries: accept the bytes, process them, decide when a person must, accept a warning."""

import hashlib
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.selectors import find_naam
from vth.regelgeving.selectors import find_grond
from vth.register.stand import claim_stand, release_stand, renew_stand
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer, check_bevoegd

from . import selectors, verwerking
from .inlezen import Leesfout
from .models import Aanlevering, Aanvaarding, Kengetal, Leverancier, Score, Toetstelling
from .profiel import Leverprofiel
from .rules import (
    AanleveringError,
    Telling,
    check_drempel,
    check_peildatum,
    check_volgorde,
    decide_wacht,
    derive_score,
    derive_tot,
)
from .vastlegging import StandVerouderdError, record_verschil
from .verslag import get_map
from .verwerking import Verwerking, Voortgang

POGINGEN = 3


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
    _record_ontvangst(viewer, profiel, aanlevering)
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
    except BaseException:
        shutil.rmtree(map_, ignore_errors=True)
        raise
    return som.hexdigest(), aantal


def process_aanlevering(aanlevering_id: uuid.UUID | str, *, meld: Voortgang | None = None) -> Aanlevering:
    """Carry a delivery to its end: registered, refused, or waiting for a person; gives it as it stands then.

    Safe to call again: a delivery that has its end is left alone, and one whose process died is done anew; the
    register is as before until the one transaction that makes it as after. Raises StandBezetError when another
    delivery of the same supplier is at work; the delivery then stays `ontvangen`.
    """
    aanlevering = Aanlevering.objects.get(pk=aanlevering_id)
    if aanlevering.staat not in (
        Aanlevering.Staat.ONTVANGEN,
        Aanlevering.Staat.BEZIG,
        Aanlevering.Staat.MISLUKT,
    ):
        return aanlevering
    profiel = _freeze_reeks(selectors.read_profiel(aanlevering.profiel), aanlevering)
    claim_stand(profiel.leverancier, profiel.gegevenssets, str(aanlevering.pk))
    try:
        _set_staat(aanlevering, Aanlevering.Staat.BEZIG)
        _process(aanlevering, profiel, meld)
    except (AanleveringError, Leesfout) as fout:
        _finish(aanlevering, Aanlevering.Staat.GEWEIGERD, str(fout))
    except Exception as fout:
        _finish(
            aanlevering,
            Aanlevering.Staat.MISLUKT,
            f"Er ging iets mis in Open VTH zelf: {fout}. Er is niets gewijzigd.",
        )
        raise
    finally:
        release_stand(profiel.leverancier, str(aanlevering.pk))
        shutil.rmtree(get_map(aanlevering) / "werk", ignore_errors=True)
    return aanlevering


def _process(aanlevering: Aanlevering, profiel: Leverprofiel, meld: Voortgang | None) -> None:
    """Do the steps; what refuses the delivery is raised, after its report was kept."""

    def voortgang(stap: str, gedaan: int, totaal: int) -> None:
        nummer = verwerking.STAPPEN.index(stap) + 1
        Aanlevering.objects.filter(pk=aanlevering.pk).update(
            stap=stap, gedaan=nummer - 1, totaal=len(verwerking.STAPPEN)
        )
        renew_stand(profiel.leverancier, str(aanlevering.pk))
        if meld:
            meld(stap, nummer - 1, len(verwerking.STAPPEN))

    check_volgorde(
        aanlevering.peildatum,
        selectors.find_laatste_peildatum(profiel.leverancier, profiel.reeks),
        correctie=aanlevering.correctie,
    )
    werkmap = verwerking.make_werkmap(aanlevering)
    with verwerking.open_werk(werkmap) as con:
        werk = Verwerking(con, aanlevering, profiel, werkmap)
        telling = verwerking.check_bestand(werk, voortgang)
        aanlevering.tellingen = {
            "rijen": telling.rijen,
            "geweigerd": telling.geweigerd,
            "met_waarschuwing": telling.met_waarschuwing,
        }
        try:
            check_drempel(telling, profiel)
        except AanleveringError:
            _store_uitkomsten(werk, telling, vergeleken=False)
            raise
        for poging in range(POGINGEN):
            if _compare_and_record(werk, telling, voortgang, laatste=poging == POGINGEN - 1):
                return


def _compare_and_record(werk: Verwerking, telling: Telling, voortgang: Voortgang, *, laatste: bool) -> bool:
    """Compare and write; False when the register changed in between and it must be done once more."""
    voortgang("vergelijken", 0, telling.rijen)
    a, profiel = werk.aanlevering, werk.profiel
    eerdere = selectors.list_peildatums(profiel.leverancier, profiel.reeks)
    verschil = verwerking.compare_bestand(werk, derive_tot(a.peildatum, eerdere, correctie=a.correctie))
    a.tellingen["verschil"] = verschil.tellingen
    voortgang("verslag maken", 0, telling.rijen)
    _store_uitkomsten(werk, telling, vergeleken=True)
    reden = decide_wacht(verschil.einden, verschil.bekend, profiel)
    if reden and not a.besluit:
        _finish(a, Aanlevering.Staat.WACHT, reden)
        return True
    voortgang("vastleggen", 0, telling.rijen)
    try:
        record_verschil(werk.con, a, verschil.geraakt, werk.nummers, werk.werkmap)
    except StandVerouderdError:
        if laatste:
            raise
        werk.nummers = verwerking.reload_stand(werk)
        return False
    return True


def _store_uitkomsten(werk: Verwerking, telling: Telling, *, vergeleken: bool) -> None:
    """Keep report, counts, figures and score of a checked delivery, in place of those of an earlier try."""
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


def _freeze_reeks(profiel: Leverprofiel, aanlevering: Aanlevering) -> Leverprofiel:
    """Use the series that was noted when the file came in."""
    return replace(profiel, reeks=aanlevering.reeks)


def _set_staat(aanlevering: Aanlevering, staat: str) -> None:
    """Note how far the delivery is."""
    aanlevering.staat = staat
    aanlevering.uitleg = ""
    aanlevering.save(update_fields=["staat", "uitleg"])


@transaction.atomic
def _finish(aanlevering: Aanlevering, staat: str, uitleg: str) -> None:
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

    Going on makes it `ontvangen` again, to be processed. Raises BestaatNietError, GeenToegangError, and
    AanleveringError when it does not wait or no reason is given.
    """
    aanlevering = selectors.get_aanlevering(viewer, aanlevering_id)
    check_bevoegd(viewer, "aanlevering.decide", namens=aanlevering.leverancier_id)
    if aanlevering.staat != Aanlevering.Staat.WACHT:
        raise AanleveringError(
            f"Deze aanlevering is {aanlevering.get_staat_display()}; er valt niets (meer) te beslissen."
        )
    if not reden.strip():
        raise AanleveringError("Schrijf op waarom. Wie later terugkijkt, moet het besluit kunnen begrijpen.")
    aanlevering.besluit, aanlevering.besloten_door = reden.strip()[:300], viewer.actor
    aanlevering.staat = Aanlevering.Staat.ONTVANGEN if akkoord else Aanlevering.Staat.GEWEIGERD
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

    Raises BestaatNietError, GeenToegangError, and AanleveringError for a blocking finding, a finding that is not
    about one object, or without a reason.
    """
    aanlevering = selectors.get_aanlevering(viewer, aanlevering_id)
    check_bevoegd(viewer, "aanlevering.waarschuwing.accept", namens=aanlevering.leverancier_id)
    regel = next(iter(selectors.list_verslag(aanlevering, na=volgnummer - 1, hoogstens=1)), None)
    if regel is None or regel.volgnummer != volgnummer:
        raise selectors.BestaatNietError(f"Regel {volgnummer} staat niet in dit toetsverslag.")
    if regel.ernst != "waarschuwing" or not regel.sleutel:
        raise AanleveringError(
            "Alleen een waarschuwing bij één object kan worden aanvaard. Verbeter de gegevens."
        )
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
