"""Reading evidence: the documents of the own dienst, and of another one only what a self-assessment in sight rests on."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from vth.toegang.rules import Viewer
from vth.zaken.selectors import BestaatNietError, get_zichtbaar

from .kader import Kader
from .models import Bewijs, Bewijsstuk, Bewijsversie, Oordeel, Visitatie, Visitatiebezoeker, Zelfbeoordeling
from .rules import MonitoringError
from .selectors import derive_lezer_q, list_zichtbaar
from .weergave import name_gebied

SCHEIDING = "/"


@dataclass(frozen=True)
class Plek:
    """What evidence shows: a criterion, or one field of expertise of it."""

    criterium: str
    gebied: str = ""

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"{self.criterium}{SCHEIDING}{self.gebied}" if self.gebied else self.criterium


def list_eigen_stukken(viewer: Viewer) -> QuerySet[Bewijsstuk]:
    """Give the documents of the diensten that the viewer belongs to."""
    return Bewijsstuk.objects.filter(derive_lezer_q(viewer))


def get_bewijsstuk(viewer: Viewer, id_: uuid.UUID | str) -> Bewijsstuk:
    """Give a document of the own dienst; raises BestaatNietError, also for one of another dienst."""
    return get_zichtbaar(list_eigen_stukken(viewer), id_, "Bewijsstuk")


def get_bewijsversie(viewer: Viewer, id_: uuid.UUID | str, volgnummer: int) -> Bewijsversie:
    """Give one version of a document: of the own dienst any, of another one that on which a self-assessment in sight rests or rested.

    What was taken back before it was handed in is seen by nobody else. Raises BestaatNietError.
    """
    gebruik = Bewijs.objects.filter(
        Q(ingetrokken_op=None) | Q(ingetrokken_op__gt=F("zelfbeoordeling__ingediend_op")),
        zelfbeoordeling__in=list_zichtbaar(viewer).values("pk"),
        bewijsstuk__isnull=False,
        stukversie=min(volgnummer, 2**31 - 1),
    )
    eigen = list_eigen_stukken(viewer).values("pk")
    mag = Bewijsstuk.objects.filter(Q(pk__in=eigen) | Q(pk__in=gebruik.values("bewijsstuk_id")))
    stuk = get_zichtbaar(mag, id_, "Bewijsstuk")
    versie = stuk.versies.filter(volgnummer=min(volgnummer, 2**31 - 1)).select_related("bewijsstuk").first()
    if versie is None:
        raise BestaatNietError(f"‘{stuk.titel}’ heeft geen versie {volgnummer}.")
    return versie


def list_eigen_visitaties(viewer: Viewer) -> QuerySet[Visitatie]:
    """Give the visits to the diensten that the viewer belongs to."""
    return Visitatie.objects.filter(derive_lezer_q(viewer))


def list_visitaties(viewer: Viewer) -> QuerySet[Visitatie]:
    """Give the visits that the viewer may read, all in one place: those to the own dienst, and those that stand and for which the own dienst is named as visitor.

    Nobody else: checker, ministry and who sees the whole country see what a self-assessment rests on, and a visit is no part of one.
    """
    kwam = Visitatiebezoeker.objects.filter(derive_lezer_q(viewer)).values("visitatie_id")
    return Visitatie.objects.filter(derive_lezer_q(viewer) | Q(ingetrokken_op=None, pk__in=kwam))


def get_visitatie(viewer: Viewer, id_: uuid.UUID | str) -> Visitatie:
    """Give a visit to the own dienst, which alone may take it back; raises BestaatNietError."""
    return get_zichtbaar(list_eigen_visitaties(viewer), id_, "Visitatie")


def read_laatste(stukken: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Give the number of the last version of each of some documents."""
    rijen = Bewijsversie.objects.filter(bewijsstuk__in=list(stukken)).values("bewijsstuk_id")
    return dict(rijen.annotate(laatste=Max("volgnummer")).values_list("bewijsstuk_id", "laatste"))


def read_versies(bewijzen: Iterable[Bewijs]) -> dict[tuple[uuid.UUID, int], Bewijsversie]:
    """Give the version of a document on which each of some evidence rests."""
    ids = {b.bewijsstuk_id for b in bewijzen if b.bewijsstuk_id}
    return {(v.bewijsstuk_id, v.volgnummer): v for v in Bewijsversie.objects.filter(bewijsstuk__in=ids)}


def find_zelfde(dienst: str, sha256: str) -> Bewijsversie | None:
    """Find the version of a document of a dienst that has these bytes."""
    return Bewijsversie.objects.filter(dienst=dienst, sha256=sha256).select_related("bewijsstuk").first()


def list_plekken(kader: Kader) -> list[tuple[str, str]]:
    """Give what evidence can show by this kader, with its name: each criterion, and each field of expertise."""
    plekken = [(c.code, c.titel) for c in kader.criteria]
    for gebied, eis in kader.gebieden.items():
        plekken.append(
            (Plek(eis.criterium, gebied).code, f"Deskundigheidsgebied {name_gebied(kader, gebied)}")
        )
    return plekken


def read_plekken(kader: Kader, codes: Iterable[str]) -> list[Plek]:
    """Read what evidence is said to show. Raises MonitoringError for nothing, and for what this kader does not know."""
    mag, gevraagd = dict(list_plekken(kader)), list(dict.fromkeys(codes))
    vreemd = [code for code in gevraagd if code not in mag]
    if vreemd or not gevraagd:
        raise MonitoringError(
            f"‘{vreemd[0][:60]}’ staat niet in versie {kader.versie} van het toetsingskader. Kies uit: {', '.join(mag)}."
            if vreemd
            else "Kies wat het bewijs aantoont: minstens één criterium of deskundigheidsgebied."
        )
    return [Plek(*code.partition(SCHEIDING)[::2]) for code in gevraagd]


def make_bewijsgrondslag(z: Zelfbeoordeling) -> list[dict[str, Any]]:
    """Keep on which evidence a verdict rested, with the hash of what was a file."""
    bewijzen = list(z.bewijzen.filter(ingetrokken_op=None).order_by("id"))
    versies = read_versies(bewijzen)
    rijen = []
    for b in bewijzen:
        rij: dict[str, Any] = {"id": b.pk, "criterium": b.criterium, "gebied": b.gebied, "titel": b.titel}
        if b.bewijsstuk_id is not None and b.stukversie is not None:
            versie = versies[b.bewijsstuk_id, b.stukversie]
            rij |= {"bewijsstuk": str(b.bewijsstuk_id), "versie": b.stukversie, "sha256": versie.sha256}
        else:
            rij["vindplaats"] = b.vindplaats
        rijen.append(rij)
    return rijen


def list_rustte_op(oordeel: Oordeel, bewijzen: Mapping[int, Bewijs]) -> list[dict[str, Any]]:
    """Give the evidence a verdict rested on, each with whether it was taken back since. A verdict from before evidence was kept with it has none."""
    rijen = []
    for rij in oordeel.grondslag.get("bewijs", []):
        bewijs = bewijzen.get(rij["id"])
        weg = bewijs is not None and bewijs.ingetrokken_op is not None
        reden = bewijs.reden_intrekking if bewijs is not None else ""
        plek = (rij["gebied"] or rij["criterium"]).replace("_", " ")
        rijen.append(
            rij | {"plek": plek, "stand": ("fout", f"ingetrokken: {reden}") if weg else ("goed", "geldt")}
        )
    return rijen
