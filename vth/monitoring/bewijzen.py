"""The writers of evidence as files: brought once by a dienst, used where it shows something, replaced by a version, taken back with a reason.

The bytes go the way of every document (`zaken.documenten`): set down and looked at outside the transaction, put in the store, then the row.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.selectors import list_bestaande_soorten
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.documenten.opslag import set_down
from vth.zaken.documenten.rules import derive_bestandsnaam
from vth.zaken.documenten.services import Bekeken, look_at

from .bewijslezen import Plek, find_zelfde, get_bewijsstuk, read_laatste, read_plekken
from .boeking import NIVEAU, SOORT, lock_open, lock_zelfbeoordeling, record_act
from .models import Bewijs, Bewijsstuk, Bewijsversie, Zelfbeoordeling
from .rules import (
    INVULLEN,
    AnderWasVoorError,
    MonitoringError,
    check_motivering,
    check_op_tijd,
)
from .selectors import find_namens, get_zelfbeoordeling, read_kader_van

OMGEVINGSDIENST = "omgevingsdienst"


@dataclass(frozen=True)
class Gebracht:
    """A document that was brought: the version with these bytes, and whether that is new."""

    versie: Bewijsversie
    nieuw: bool


def accept_bewijsstuk(
    *, viewer: Viewer, dienst: str, titel: str, brokken: Iterable[bytes], bestandsnaam: str
) -> Gebracht:
    """Take in a document of a dienst. The same bytes again are the document that is there already, whatever they are called now.

    Raises GeenToegangError, MonitoringError for no title, no omgevingsdienst and bytes that were taken back, and DocumentError for a file that is empty,
    too large, of another kind than it says, or holds a virus.
    """
    check_bevoegd(viewer, INVULLEN, namens=dienst)
    if not titel.strip():
        raise MonitoringError("Geef het bewijs een titel, zodat de toetser weet wat het is.")
    if list_bestaande_soorten([dienst], klok.today()).get(dienst) != OMGEVINGSDIENST:
        raise MonitoringError(f"{dienst} is vandaag geen omgevingsdienst. Bewijs is van een omgevingsdienst.")
    derive_bestandsnaam(bestandsnaam)
    bestand = set_down(brokken)
    try:
        bekend = _find_bekend(dienst, bestand.sha256)
        if bekend is not None:
            return Gebracht(bekend, nieuw=False)
        return _add_stuk(viewer, dienst, titel, look_at(bestand, bestandsnaam))
    finally:
        bestand.drop()


@claim_alles()
def _find_bekend(dienst: str, sha256: str) -> Bewijsversie | None:
    """Find these bytes among the documents of the dienst. Raises MonitoringError when they were taken back."""
    bekend = find_zelfde(dienst, sha256)
    if bekend is not None:
        check_geldt(bekend.bewijsstuk)
    return bekend


def check_geldt(stuk: Bewijsstuk) -> None:
    """Refuse a document that was taken back. Raises MonitoringError."""
    if stuk.ingetrokken_op is not None:
        raise MonitoringError(
            f"‘{stuk.titel}’ is ingetrokken op {stuk.ingetrokken_op:%d-%m-%Y}: {stuk.reden_intrekking} Het toont niets meer aan. Gebruik een ander stuk."
        )


def _add_stuk(viewer: Viewer, dienst: str, titel: str, bekeken: Bekeken) -> Gebracht:
    try:
        with transaction.atomic(), claim_alles():
            stuk = Bewijsstuk.objects.create(
                soort=SOORT,
                leverancier=dienst,
                gebied="",
                vertrouwelijkheid=NIVEAU,
                titel=titel.strip()[:200],
                op=klok.now(),
                door=viewer.actor,
            )
            return Gebracht(_write_versie(viewer, stuk, bekeken, 1, ""), nieuw=True)
    except IntegrityError:
        # Somebody brought the same bytes at this moment.
        bekend = _find_bekend(dienst, bekeken.bestand.sha256)
        if bekend is None:
            raise
        return Gebracht(bekend, nieuw=False)


def accept_bewijsversie(
    *,
    viewer: Viewer,
    bewijsstuk_id: uuid.UUID | str,
    brokken: Iterable[bytes],
    bestandsnaam: str,
    reden: str = "",
    gezien: int | None = None,
) -> Gebracht:
    """Take in the next version of a document; what rests on an earlier one goes on resting on that, until it is attached again.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, MonitoringError for a document that was taken back and for bytes that another document
    has, and DocumentError as `accept_bewijsstuk`.
    """
    stuk = get_bewijsstuk(viewer, bewijsstuk_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, stuk.leverancier))
    check_geldt(stuk)
    derive_bestandsnaam(bestandsnaam)
    bestand = set_down(brokken)
    try:
        return _add_versie(viewer, stuk, look_at(bestand, bestandsnaam), reden, gezien)
    finally:
        bestand.drop()


@transaction.atomic
@claim_alles()
def _add_versie(
    viewer: Viewer, stuk: Bewijsstuk, bekeken: Bekeken, reden: str, gezien: int | None
) -> Gebracht:
    stuk = _lock_stuk(stuk, gezien)
    bekend = find_zelfde(stuk.leverancier, bekeken.bestand.sha256)
    laatste = read_laatste([stuk.pk])[stuk.pk]
    if bekend is not None and (bekend.bewijsstuk_id, bekend.volgnummer) == (stuk.pk, laatste):
        return Gebracht(bekend, nieuw=False)
    if bekend is not None:
        raise MonitoringError(
            f"Dit bestand is er al, als versie {bekend.volgnummer} van ‘{bekend.bewijsstuk.titel}’. Gebruik dat stuk, of kies een ander bestand."
        )
    return Gebracht(_write_versie(viewer, stuk, bekeken, laatste + 1, reden), nieuw=True)


def _lock_stuk(stuk: Bewijsstuk, gezien: int | None) -> Bewijsstuk:
    """Lock a document. Raises AnderWasVoorError when somebody changed it, and MonitoringError once it was taken back."""
    vast = Bewijsstuk.objects.select_for_update().get(pk=stuk.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"‘{vast.titel}’ is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk opnieuw hoe het er voor staat."
        )
    check_geldt(vast)
    return vast


def _write_versie(
    viewer: Viewer, stuk: Bewijsstuk, bekeken: Bekeken, nummer: int, reden: str
) -> Bewijsversie:
    versie = Bewijsversie.objects.create(
        bewijsstuk=stuk,
        dienst=stuk.leverancier,
        volgnummer=nummer,
        sha256=bekeken.bestand.sha256,
        bestandsomvang=bekeken.bestand.bestandsomvang,
        formaat=bekeken.soort.formaat,
        bestandsnaam=bekeken.naam.veilig,
        naam_gegeven=bekeken.naam.gegeven,
        scan=bekeken.scan,
        reden=reden.strip()[:300],
        op=klok.now(),
        door=viewer.actor,
    )
    _save_stuk(
        viewer, stuk, "bewijsstuk.record", versie=nummer, sha256=versie.sha256, bytes=versie.bestandsomvang
    )
    return versie


def _save_stuk(viewer: Viewer, stuk: Bewijsstuk, handeling: str, **inhoud: object) -> None:
    stuk.versie += 1
    stuk.save()
    record_gebeurtenis(
        actor=viewer.actor,
        handeling=handeling,
        organisatie=stuk.leverancier,
        onderwerp=("bewijsstuk", str(stuk.pk)),
        inhoud=inhoud,
    )


@transaction.atomic
@claim_alles()
def record_stukbewijs(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    bewijsstuk_id: uuid.UUID | str,
    voor: Iterable[str],
    stukversie: int | None = None,
    reden: str = "",
    gezien: int | None = None,
) -> list[Bewijs]:
    """Use a document of the dienst, its last version unless another is named, for criteria (`omzet`) and fields of expertise (`kwaliteitscriteria/bodem`).

    Where it was used already in that version nothing is written; an earlier version there gives way. Raises GeenToegangError, BestaatNietError for a
    document of another dienst, and MonitoringError for one that was taken back, a place the kader does not know, once it lies with the board, and after
    the deadline without a reason.
    """
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    stuk = get_bewijsstuk(viewer, bewijsstuk_id)
    check_zelfde_dienst(viewer, z, stuk)
    z = lock_open(z, gezien)
    stuk = _lock_stuk(stuk, None)
    plekken = read_plekken(read_kader_van(z.ronde), voor)
    check_nog_op_tijd(z, reden)
    nummer = stukversie or read_laatste([stuk.pk])[stuk.pk]
    nieuw = _attach(viewer, z, stuk, nummer, plekken)
    if nieuw:
        tekst = f"{stuk.titel}. {reden.strip()}".strip()
        record_act(
            viewer, z, "bewijs", reden=tekst, bewijsstuk=str(stuk.pk), voor=[plek.code for plek in plekken]
        )
    return nieuw


def _attach(
    viewer: Viewer, z: Zelfbeoordeling, stuk: Bewijsstuk, nummer: int, plekken: list[Plek]
) -> list[Bewijs]:
    """Write where a version is used now; where it was already nothing, and an earlier version there gives way."""
    nu = {(b.criterium, b.gebied): b for b in stuk.gebruik.filter(zelfbeoordeling=z, ingetrokken_op=None)}
    nieuw = []
    for plek in plekken:
        eerder = nu.get((plek.criterium, plek.gebied))
        if eerder is not None and eerder.stukversie == nummer:
            continue
        if eerder is not None:
            _close_gebruik(viewer, eerder, f"Vervangen door versie {nummer} van hetzelfde stuk.")
        nieuw.append(
            Bewijs.objects.create(
                zelfbeoordeling=z,
                criterium=plek.criterium,
                gebied=plek.gebied,
                titel=stuk.titel,
                bewijsstuk=stuk,
                stukversie=nummer,
                op=klok.now(),
                door=viewer.actor,
            )
        )
    return nieuw


def check_zelfde_dienst(viewer: Viewer, z: Zelfbeoordeling, stuk: Bewijsstuk) -> None:
    """Refuse a document of another dienst than the self-assessment is of, or that goes on for it. Raises MonitoringError."""
    if stuk.leverancier not in (z.dienst, find_namens(viewer, z.dienst)):
        raise MonitoringError(
            f"‘{stuk.titel}’ is van {stuk.leverancier}, en dit is de zelfbeoordeling van {z.dienst}. Gebruik bewijs van de dienst zelf."
        )


def check_nog_op_tijd(z: Zelfbeoordeling, reden: str) -> None:
    """Ask why evidence comes after the deadline, unless the checker sent the self-assessment back for it. Raises MonitoringError."""
    if z.ingediend_op is None:
        check_op_tijd(klok.today(), z.ronde.indienen_voor, reden)


def accept_stukbewijs(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    titel: str,
    brokken: Iterable[bytes],
    bestandsnaam: str,
    voor: Iterable[str],
    reden: str = "",
    gezien: int | None = None,
) -> Gebracht:
    """Take in a document and use it at once in a self-assessment. Raises as `accept_bewijsstuk` and `record_stukbewijs`; what can be refused without the
    file is refused before it is taken in."""
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    namens = find_namens(viewer, z.dienst)
    check_bevoegd(viewer, INVULLEN, namens=namens)
    codes = [plek.code for plek in read_plekken(read_kader_van(z.ronde), voor)]
    with transaction.atomic():
        lock_open(z, gezien)
    check_nog_op_tijd(z, reden)
    gebracht = accept_bewijsstuk(
        viewer=viewer, dienst=namens, titel=titel, brokken=brokken, bestandsnaam=bestandsnaam
    )
    record_stukbewijs(
        viewer=viewer,
        zelfbeoordeling_id=z.pk,
        bewijsstuk_id=gebracht.versie.bewijsstuk_id,
        stukversie=gebracht.versie.volgnummer,
        voor=codes,
        reden=reden,
        gezien=gezien,
    )
    return gebracht


@transaction.atomic
@claim_alles()
def cancel_bewijsstuk(
    *, viewer: Viewer, bewijsstuk_id: uuid.UUID | str, reden: str, gezien: int | None = None
) -> Bewijsstuk:
    """Take a document back, with the reason, and with it all evidence that it was; also after a verdict, which keeps that it rested on it.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError and MonitoringError.
    """
    stuk = get_bewijsstuk(viewer, bewijsstuk_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, stuk.leverancier))
    check_motivering(reden, "waarom het bewijs wordt ingetrokken")
    # In the same order as evidence is attached: first what rests on it, then the document.
    rust = stuk.gebruik.filter(ingetrokken_op=None).values("zelfbeoordeling_id")
    rijen = Zelfbeoordeling.objects.select_related("ronde").filter(pk__in=rust).order_by("pk")
    vast = {z.pk: lock_zelfbeoordeling(z, None) for z in rijen}
    stuk = _lock_stuk(stuk, gezien)
    stuk.ingetrokken_op, stuk.ingetrokken_door = klok.now(), viewer.actor
    stuk.reden_intrekking = reden.strip()[:2000]
    gebruik = list(stuk.gebruik.filter(ingetrokken_op=None).order_by("id"))
    if not {bewijs.zelfbeoordeling_id for bewijs in gebruik} <= vast.keys():
        raise AnderWasVoorError(
            f"Iemand anders gebruikte ‘{stuk.titel}’ zojuist ergens. Bekijk opnieuw waar het ligt, en trek het dan in."
        )
    for bewijs in gebruik:
        _close_gebruik(viewer, bewijs, stuk.reden_intrekking)
    for z in vast.values():
        record_act(viewer, z, "bewijs_ingetrokken", reden=reden, bewijsstuk=str(stuk.pk))
    _save_stuk(viewer, stuk, "bewijsstuk.cancel", reden=stuk.reden_intrekking)
    return stuk


def _close_gebruik(viewer: Viewer, bewijs: Bewijs, reden: str) -> None:
    bewijs.ingetrokken_op, bewijs.ingetrokken_door = klok.now(), viewer.actor
    bewijs.reden_intrekking = reden[:2000]
    bewijs.save()
