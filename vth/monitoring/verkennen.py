"""Searching mergers in the background: asked under assumptions, done from what was written down, kept with its outcome."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from django.db import transaction
from django_tasks import task

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.selectors import get_zichtbaar

from .afstanden import VERKENNEN, read_afstanden
from .fusie.model import Aannamen, Dienst, FusieError, Indeling, Zoekuitkomst
from .fusie.samen import derive_indeling
from .fusie.zoeken import find_indelingen
from .kader import Kader, read_kader
from .models import Ronde, Verkenning
from .rules import MonitoringError
from .selectors import list_diensten, list_opengesteld, read_kader_van

AANTAL, SECONDEN = 10, 170.0
Json = dict[str, Any]


@transaction.atomic
def record_verkenning(*, viewer: Viewer, ronde: Ronde, aannamen: Aannamen) -> Verkenning:
    """Ask for the best divisions under these assumptions; the figures of this moment are kept with the question.

    Raises GeenToegangError, and MonitoringError where nobody's figures are there or no board opened the search.
    """
    check_bevoegd(viewer, VERKENNEN)
    aannamen.list_eisen(read_kader_van(ronde).eisen)
    diensten, open_ = read_afstanden(viewer, list_diensten(viewer, ronde)), list_opengesteld()
    if not open_ & {d.code for d in diensten}:
        raise MonitoringError(
            "Zoeken naar fusies staat uit tot besturen het openstellen, en bij deze ronde is er geen dienst die dat deed. "
            "Met de hand samenvoegen kan wel."
        )
    verkenning = Verkenning.objects.create(
        ronde=ronde,
        aannamen=_as_json(asdict(aannamen)),
        grondslag={
            "kader_op": ronde.kader_op.isoformat(),
            "vast": sorted({d.code for d in diensten} - open_),
            "diensten": [_as_json(asdict(d)) for d in diensten],
        },
        gevraagd_op=klok.now(),
        door=viewer.actor,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="fusie.verken",
        onderwerp=("verkenning", str(verkenning.pk)),
        inhoud=verkenning.aannamen,
    )
    run_verkenning.enqueue(str(verkenning.pk))
    return verkenning


def get_verkenning(viewer: Viewer, id_: uuid.UUID | str) -> Verkenning:
    """Give a search of this viewer; raises BestaatNietError for one of somebody else."""
    return get_zichtbaar(Verkenning.objects.filter(door=viewer.actor), id_, "Verkenning")


@task()
def run_verkenning(id_: str) -> None:
    """Do one search; what cannot be answered is told in it and does not stop the queue. Done twice, the second time changes nothing."""
    # The worker has no viewer: the second lock is opened for reading the question and for writing the answer.
    with claim_alles():
        verkenning = Verkenning.objects.select_related("ronde").get(pk=id_)
    if verkenning.stand != Verkenning.Stand.WACHT:
        return
    try:
        uitkomst = search(verkenning)
        verkenning.uitkomst = {
            "indelingen": [
                [list(groep.diensten) for groep in indeling.groepen] for indeling in uitkomst.indelingen
            ],
            "bewezen": uitkomst.bewezen,
            "bekeken": uitkomst.groepen_bekeken,
            "robuust": uitkomst.groepen_robuust,
            "hopeloos": {code: list(criteria) for code, criteria in uitkomst.hopeloos.items()},
        }
        verkenning.stand = Verkenning.Stand.KLAAR
    except (FusieError, MonitoringError) as fout:
        verkenning.stand, verkenning.melding = Verkenning.Stand.MISLUKT, str(fout)[:1000]
    verkenning.klaar_op = klok.now()
    with claim_alles():
        verkenning.save()


def search(verkenning: Verkenning, *, seconden: float = SECONDEN) -> Zoekuitkomst:
    """Do a search from what was kept with it: again gives the same. Raises FusieError and MonitoringError."""
    kader, diensten, aannamen = read_grondslag(verkenning)
    return find_indelingen(
        diensten,
        aannamen.list_eisen(kader.eisen),
        aannamen,
        vast=verkenning.grondslag["vast"],
        aantal=AANTAL,
        seconden=seconden,
    )


def read_grondslag(verkenning: Verkenning) -> tuple[Kader, list[Dienst], Aannamen]:
    """Give the kader, the diensten and the assumptions of a search, as they were when it was asked."""
    kader = read_kader(verkenning.ronde.kader_op)
    return (
        kader,
        [_read_dienst(rij) for rij in verkenning.grondslag["diensten"]],
        read_aannamen(verkenning.aannamen),
    )


def list_eigen(viewer: Viewer, ronde: Ronde) -> list[Verkenning]:
    """List the searches of this viewer in a round, the last first."""
    return list(Verkenning.objects.filter(door=viewer.actor, ronde=ronde).order_by("-gevraagd_op"))


def read_indelingen(verkenning: Verkenning, hoogstens: int = AANTAL) -> list[Indeling]:
    """Give the divisions that were found, worked out again from their parts; the best first."""
    kader, diensten, aannamen = read_grondslag(verkenning)
    eisen = aannamen.list_eisen(kader.eisen)
    return [
        derive_indeling(groepen, diensten, eisen, aannamen)
        for groepen in verkenning.uitkomst.get("indelingen", [])[:hoogstens]
    ]


def read_aannamen(rij: Mapping[str, Any]) -> Aannamen:
    """Read assumptions from JSON."""
    bedragen = {f.name for f in fields(Aannamen) if f.type == "Decimal"}
    # A search from before there was a factor was done over the straight line.
    waarden: dict[str, Any] = {"omrijfactor": Decimal(1)} | {
        naam: Decimal(w) if naam in bedragen else w for naam, w in rij.items()
    }
    return Aannamen(**waarden | {"anders_opgelost": tuple(rij.get("anders_opgelost", ()))})


def _as_json(rij: Json) -> Json:
    return {
        naam: str(waarde)
        if isinstance(waarde, Decimal)
        else sorted(waarde)
        if isinstance(waarde, frozenset | tuple)
        else _as_json(dict(waarde))
        if isinstance(waarde, Mapping)
        else waarde
        for naam, waarde in rij.items()
    }


def _read_dienst(rij: Json) -> Dienst:
    sets = {naam: frozenset(rij[naam]) for naam in ("deelnemers", "provincies", "veiligheidsregios", "buren")}
    metingen = {naam: None if waarde is None else Decimal(waarde) for naam, waarde in rij["metingen"].items()}
    afstanden = {code: Decimal(km) for code, km in rij.get("afstanden", {}).items()}
    return Dienst(
        code=rij["code"],
        naam=rij["naam"],
        x=rij["x"],
        y=rij["y"],
        metingen=metingen,
        afstanden=afstanden,
        **sets,
    )


def read_kader_en_diensten(viewer: Viewer, ronde: Ronde) -> tuple[Kader, list[Dienst]]:
    """Give what a merger by hand is worked out from, now."""
    return read_kader_van(ronde), read_afstanden(viewer, list_diensten(viewer, ronde))
