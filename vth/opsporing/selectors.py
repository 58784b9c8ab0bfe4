"""Reading criminal files: only for boas and their chief, of their own organisation. For anybody else there are none."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer

from .eigen import derive_sleutel
from .models import (
    Opsporingsdossier,
    Opsporingshandeling,
    Opsporingslogregel,
    Strafweging,
    Verdachte,
)
from .regelset import Regels
from .rules import CAUTIE, OpsporingError

OPSPOREN, LEIDEN, UITGEVEN = "opsporing.record", "opsporing.assign", "strafbeschikking.decide"
# Who gives out rights or reads what others did never investigates with the same account, whatever a file with roles of an organisation says.
BEHEER = frozenset({"stamgegevens.record", "logboek.read", "inzage.read"})


class BestaatNietError(Exception):
    """A file that is not there, or not for this viewer: the two are not told apart."""


def mag_opsporen(viewer: Viewer) -> bool:
    """Tell whether this room exists for somebody: who investigates or leads that, for an organisation by name, and administers nothing."""
    return OPSPOREN in viewer.handelingen and bool(_list_eigen(viewer)) and not BEHEER & viewer.handelingen


def _list_eigen(viewer: Viewer) -> frozenset[str]:
    """Give whose files somebody can work on; acting for everybody gives none."""
    return viewer.organisaties - {ALLE_ORGANISATIES}


def list_dossiers(viewer: Viewer) -> QuerySet[Opsporingsdossier]:
    """Give the files a viewer may see: those he works on, and of his organisation all when he leads."""
    if not mag_opsporen(viewer):
        return Opsporingsdossier.objects.none()
    eigen = Opsporingsdossier.objects.filter(organisatie__in=_list_eigen(viewer), vernietigd_op=None)
    if LEIDEN in viewer.handelingen:
        return eigen
    return eigen.filter(pk__in=_list_van(viewer))


def _list_van(viewer: Viewer) -> QuerySet[Any]:
    """Give the ids of the files that somebody works on."""
    return Opsporingsdossier.objects.filter(leden__betrokkene=viewer.actor).values("pk")


def list_bladzij(
    viewer: Viewer, *, staat: str = "", na: tuple[datetime, str] | None = None, hoogstens: int = 50
) -> list[Opsporingsdossier]:
    """List files, the newest first, one more than `hoogstens` when there are."""
    rijen = list_dossiers(viewer)
    if staat:
        rijen = rijen.filter(staat=staat)
    if na is not None:
        rijen = rijen.filter(Q(geopend_op__lt=na[0]) | Q(geopend_op=na[0], pk__lt=na[1]))
    return list(rijen.order_by("-geopend_op", "-pk")[: hoogstens + 1])


def list_dossiers_over(
    viewer: Viewer, *, controle: uuid.UUID | None = None, overtreding: uuid.UUID | None = None
) -> list[Opsporingsdossier]:
    """List the files that this viewer may see about one controle or violation."""
    over = Q(pk=None)
    over |= Q(controle=controle) if controle else Q(pk=None)
    over |= Q(overtreding=overtreding) if overtreding else Q(pk=None)
    return list(list_dossiers(viewer).filter(over).order_by("-geopend_op")[:20])


def get_dossier(viewer: Viewer, dossier_id: uuid.UUID | str) -> Opsporingsdossier:
    """Give one file; raises BestaatNietError when it is not there for this viewer."""
    try:
        dossier = list_dossiers(viewer).filter(pk=dossier_id).first()
    except ValidationError:
        dossier = None
    if dossier is None:
        raise BestaatNietError("Dit dossier bestaat niet, of u mag het niet zien.")
    return dossier


def find_regel(id_: str, dag: date, *, dienst: str = "") -> Grond:
    """Give a rule of this room on a day, an organisation's own file first. Raises OpsporingError that names the file that lacks it."""
    try:
        return find_grond(id_, geldig_op=dag, omgevingsdienst=dienst)
    except RegelError as fout:
        raise OpsporingError(
            f"Voor {dag:%d-%m-%Y} is er geen regel, dus dit kan niet worden vastgelegd. {fout}"
        ) from fout


def read_regels(dag: date, *, dienst: str = "") -> Regels:
    """Give what a strafbeschikking rests on, on the day of the fact. Raises OpsporingError for a day before the law or without a value."""
    return Regels(
        feiten=find_regel("opsporing.feiten", dag, dienst=dienst),
        hoordrempel=find_regel("opsporing.hoordrempel", dag, dienst=dienst),
        contra_indicaties=find_regel("opsporing.contra_indicaties", dag, dienst=dienst),
        gebruik=find_regel("opsporing.bevoegd_gebruik", dag, dienst=dienst),
    )


def read_keuzes(id_: str, dag: date, *, dienst: str = "") -> Mapping[str, Any]:
    """Give the codes of a rule that is a list of choices."""
    waarde: Mapping[str, Any] = find_regel(id_, dag, dienst=dienst).waarde
    return waarde


def check_keuze(id_: str, code: str, dag: date, *, dienst: str = "") -> Any:
    """Give what a code of such a list says. Raises OpsporingError for one that is not on it."""
    keuzes = read_keuzes(id_, dag, dienst=dienst)
    if code not in keuzes:
        raise OpsporingError(f"‘{code[:40]}’ staat niet in de lijst {id_}. Kies uit: {', '.join(keuzes)}.")
    return keuzes[code]


def list_cauties(verdachte: Verdachte) -> list[datetime]:
    """List when somebody was cautioned, oldest first."""
    return list(
        Opsporingshandeling.objects.filter(verdachte=verdachte, soort=CAUTIE)
        .order_by("op")
        .values_list("op", flat=True)
    )


def find_weging(verdachte: Verdachte) -> Strafweging | None:
    """Give the weighing that holds for somebody: the last one."""
    return Strafweging.objects.filter(verdachte=verdachte).order_by("-volgnummer").first()


def list_logregels(
    viewer: Viewer, dossier: Opsporingsdossier, hoogstens: int = 200
) -> list[Opsporingslogregel]:
    """List who did or looked at what in a file that the viewer may see, newest first."""
    get_dossier(viewer, dossier.pk)
    rijen = Opsporingslogregel.objects.filter(sleutel=derive_sleutel(dossier.pk))
    return list(rijen.order_by("-moment", "-pk")[:hoogstens])
