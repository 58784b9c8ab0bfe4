"""The nightly work: destroy what was kept long enough, seal the log of this room, and anchor it. It tells the same every night, whatever there is."""

import hashlib
import secrets
from datetime import date

from vth.agenda.dagtaken import Dagtaak
from vth.logboek.rules import Breuk, Regel, check_keten, derive_hash
from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok

from .boeking import write_regel
from .eigen import in_eigen
from .models import Opsporingsanker, Opsporingsdossier, Opsporingslogregel
from .models.slot import DELEN

ACTOR = "opsporing"
PER_KEER = 5000


def do_nacht(_na: date | None, op: date) -> int:
    """Do all of it; gives the same number every night, for a count would tell."""
    with in_eigen():
        destroy_verlopen(op)
        while seal_regels():
            pass
        anchor = make_anker(op)
    if anchor is not None:
        record_gebeurtenis(actor=ACTOR, handeling="opsporing.anker", onderwerp=("anker", anchor))
    return 1


def destroy_verlopen(op: date) -> int:
    """Destroy every closed file whose last day has passed; of each one line stays, that names it by a hash."""
    verlopen = list(
        Opsporingsdossier.objects.select_for_update().filter(bewaren_tot__lt=op).order_by("bewaren_tot")
    )
    for dossier in verlopen:
        dossier.vernietigd_op = klok.now()
        dossier.save()
        for model in DELEN:
            model._default_manager.filter(dossier=dossier).delete()
        write_regel(ACTOR, dossier, "dossier.erase")
        Opsporingsdossier.objects.filter(pk=dossier.pk).delete()
    return len(verlopen)


def seal_regels(*, hoogstens: int = PER_KEER) -> int:
    """Number and hash the lines that are not sealed yet, oldest first; gives how many."""
    laatste = Opsporingslogregel.objects.exclude(volgnummer=None).order_by("-volgnummer").first()
    nummer, vorige = (laatste.volgnummer or 0, laatste.hash) if laatste else (0, "")
    open_ = list(Opsporingslogregel.objects.filter(volgnummer=None).order_by("moment", "id")[:hoogstens])
    for regel in open_:
        nummer += 1
        vorige = derive_hash(as_regel(regel), nummer, vorige)
        regel.volgnummer, regel.hash = nummer, vorige
    Opsporingslogregel.objects.bulk_update(open_, ["volgnummer", "hash"], batch_size=200)
    return len(open_)


def make_anker(op: date) -> str | None:
    """Hide the end of the chain behind a number of this day only, and give the hash of both; nothing when this day has one."""
    if Opsporingsanker.objects.filter(dag=op).exists():
        return None
    laatste = Opsporingslogregel.objects.exclude(volgnummer=None).order_by("-volgnummer").first()
    nummer, eind, zout = (
        (laatste.volgnummer or 0 if laatste else 0),
        (laatste.hash if laatste else ""),
        secrets.token_hex(32),
    )
    anker = derive_anker(zout, nummer, eind)
    Opsporingsanker.objects.create(dag=op, volgnummer=nummer, hash=eind, zout=zout, anker=anker)
    return anker


def derive_anker(zout: str, volgnummer: int, hash_: str) -> str:
    """Give the hash that stands in the log of everybody."""
    return hashlib.sha256(f"{zout} {volgnummer} {hash_}".encode()).hexdigest()


def list_logbreuken() -> list[Breuk]:
    """List where the log of this room was changed after it was sealed; the last anchor holds its end."""
    anker = Opsporingsanker.objects.order_by("-dag").first()
    regels = Opsporingslogregel.objects.exclude(volgnummer=None).order_by("volgnummer")
    rijen = [as_regel(r) for r in regels]
    eind = (rijen[-1].volgnummer or 0, rijen[-1].hash) if rijen else (0, "")
    breuken = check_keten(rijen, *eind)
    if (
        anker is not None
        and anker.volgnummer
        and not any(r.volgnummer == anker.volgnummer and r.hash == anker.hash for r in rijen)
    ):
        breuken.append(
            Breuk(
                anker.volgnummer,
                "",
                f"Het anker van {as_dagtekst(anker.dag)} noemt regel {anker.volgnummer}, en die is er niet of heeft een andere hash. Vergelijk met een reservekopie.",
            )
        )
    return breuken


def as_regel(regel: Opsporingslogregel) -> Regel:
    """Give a line in the form that is hashed."""
    return Regel(
        id=str(regel.pk),
        moment=regel.moment,
        actor=regel.actor,
        organisatie=regel.organisatie,
        handeling=regel.handeling,
        onderwerp_soort="opsporingsdossier",
        onderwerp_id=regel.sleutel,
        inhoud={"doel": regel.doel},
        volgnummer=regel.volgnummer,
        hash=regel.hash,
    )


DAGTAKEN = (Dagtaak("opsporing.nacht", "anker van het logboek van de opsporing", do_nacht),)
