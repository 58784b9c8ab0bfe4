"""What happened to one thing, told in sentences that a stranger understands, newest first."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from vth.begrippen.rules import Attribuut, Objecttype
from vth.begrippen.selectors import find_label, read_objecttype
from vth.tijd.models import Herkomst
from vth.tijd.rules import OPEN_DAG, OPEN_TIJDSTIP, Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_bedrag, format_datum, format_getal

from .models import VOORKOMENS, Bronobject, Leverstatus, Objectvoorkomen, Relatie
from .selectors import Objectbeeld, Relatiebeeld, list_namen, ziet_record
from .tijdlijnen import list_tijdlijnen

# A value that stands behind another one as its unit is told with it.
EENHEDEN = {"capaciteit": "capaciteit_eenheid"}


@dataclass(frozen=True)
class Regel:
    """One event: on which day, what happened, and who said so in which act."""

    dag: date
    zin: str
    herkomst: Herkomst
    leverancier: str
    soort: str = "wijziging"


def list_geschiedenis(
    viewer: Viewer, bronobjecten: Iterable[Bronobject], peilmoment: Peilmoment
) -> list[Regel]:
    """Tell what happened to the records of one thing, as it was known at the moment: values, relations, deliveries."""
    records = list(bronobjecten)
    statussen = Leverstatus.objects.filter(bronobject_id__in=[b.pk for b in records]).known_at(peilmoment)
    tijdlijnen = list_tijdlijnen(records, peilmoment, herkomst=True)
    return _tell(viewer, records, peilmoment, tijdlijnen, statussen.select_related("herkomst"))


def tell_geschiedenis(
    viewer: Viewer, beeld: Objectbeeld, anderen: Mapping[uuid.UUID, Sequence[Any]]
) -> list[Regel]:
    """Tell what happened to a thing as `list_geschiedenis`, without asking again what was read of its records and of `anderen`."""
    lijnen = {**anderen, **beeld.tijdlijnen}
    return _tell(viewer, beeld.bronobjecten, beeld.peilmoment, lijnen, beeld.leverstatussen)


def _tell(
    viewer: Viewer,
    records: Sequence[Bronobject],
    peilmoment: Peilmoment,
    tijdlijnen: Mapping[uuid.UUID, Sequence[Any]],
    statussen: Iterable[Leverstatus],
) -> list[Regel]:
    """Tell of records, by what is known of them, newest first; as many questions for two records as for one."""
    relaties = _tell_relaties(viewer, records, peilmoment, tijdlijnen)
    per_record: dict[uuid.UUID, list[Leverstatus]] = defaultdict(list)
    for status in statussen:
        per_record[status.bronobject_id].append(status)
    regels: list[Regel] = []
    for b in records:
        regels += _tell_voorkomens(read_objecttype(b.soort), b, tijdlijnen.get(b.pk, ()))
        regels += relaties.get(b.pk, ())
        regels += _tell_statussen(b, per_record[b.pk])
    return sorted(regels, key=lambda r: (r.dag, r.herkomst.moment), reverse=True)


def find_kenniswijzigingen(
    bronobjecten: Iterable[Bronobject], peilmoment: Peilmoment
) -> tuple[datetime | None, datetime | None]:
    """Give the moments at which the register last and next learned something of a thing, seen from what was known at the moment.

    The last is None when nothing was known before it. Relations are left out: their times would tell of things out of sight.
    """
    momenten = {
        moment
        for soort, groep in groupby(sorted(bronobjecten, key=lambda b: b.soort), key=lambda b: b.soort)
        for rij in VOORKOMENS[soort]
        .objects.filter(bronobject__in=list(groep))
        .values_list("tijdstip_registratie", "eind_registratie")
        for moment in rij
        if moment < OPEN_TIJDSTIP
    }
    tot_nu = sorted(m for m in momenten if m <= peilmoment.beschikbaar_op)
    later = min((m for m in momenten if m > peilmoment.beschikbaar_op), default=None)
    return tot_nu[-1] if len(tot_nu) > 1 else None, later


def _tell_voorkomens(
    objecttype: Objecttype, bronobject: Bronobject, tijdlijn: Sequence[Objectvoorkomen]
) -> list[Regel]:
    """Tell when a record appeared, what changed, and when it ended."""
    if not tijdlijn:
        return []
    regel = lambda v, dag, zin, soort: Regel(dag, zin, v.herkomst, bronobject.leverancier, soort)  # noqa: E731
    eerste, laatste = tijdlijn[0], tijdlijn[-1]
    naam = getattr(eerste, "naam", None) or getattr(eerste, "omschrijving", None)
    heet = f" als ‘{naam}’" if naam else ""
    regels = [regel(eerste, eerste.begin_geldigheid, f"Verscheen in het register{heet}.", "begin")]
    for oud, nieuw in pairwise(tijdlijn):
        if oud.eind_geldigheid != nieuw.begin_geldigheid:
            regels.append(regel(nieuw, oud.eind_geldigheid, "Eindigde volgens de leverancier.", "einde"))
            regels.append(
                regel(nieuw, nieuw.begin_geldigheid, "Bestaat weer volgens de leverancier.", "begin")
            )
        for attribuut in objecttype.attributen:
            if zin := _tell_waarde(attribuut, oud, nieuw):
                regels.append(regel(nieuw, nieuw.begin_geldigheid, zin, "wijziging"))
    if laatste.eind_geldigheid != OPEN_DAG:
        regels.append(regel(laatste, laatste.eind_geldigheid, "Eindigde volgens de leverancier.", "einde"))
    return regels


def _tell_waarde(attribuut: Attribuut, oud: Objectvoorkomen, nieuw: Objectvoorkomen) -> str:
    """Tell one value that changed, in words."""
    eerst, nu = (getattr(v, attribuut.naam, None) for v in (oud, nieuw))
    if eerst == nu or _is_told_as_eenheid(attribuut, oud, nieuw):
        return ""
    if eerst is None:
        return f"{attribuut.titel} is ingevuld: {_write(attribuut, nieuw)}."
    if nu is None:
        return f"{attribuut.titel} ({_write(attribuut, oud)}) is niet meer gegeven."
    return f"{attribuut.titel} werd {_write(attribuut, nieuw)} (was {_write(attribuut, oud)})."


def _write(attribuut: Attribuut, voorkomen: Objectvoorkomen) -> str:
    """Write the value of a voorkomen with its unit, by the labels of the day that it began."""
    waarde = format_waarde(attribuut, getattr(voorkomen, attribuut.naam, None), voorkomen.begin_geldigheid)
    eenheid = getattr(voorkomen, EENHEDEN.get(attribuut.naam, ""), None)
    return f"{waarde} {eenheid}" if eenheid else waarde


def _is_told_as_eenheid(attribuut: Attribuut, oud: Objectvoorkomen, nieuw: Objectvoorkomen) -> bool:
    """Tell whether a unit is already named in the sentence about the value that it belongs to."""
    drager = next((naam for naam, eenheid in EENHEDEN.items() if eenheid == attribuut.naam), "")
    return bool(drager) and getattr(oud, drager, None) != getattr(nieuw, drager, None)


def format_waarde(attribuut: Attribuut, waarde: object, dag: date) -> str:
    """Write a value as people read it: codes by their label of that day, yes and no in words, days in full."""
    if waarde is None:
        return "niet bekend"
    if attribuut.soort == "janee":
        return "ja" if waarde else "nee"
    if attribuut.soort == "code":
        delen = str(waarde).split(";") if attribuut.meervoudig else [str(waarde)]
        return ", ".join(find_label(attribuut.lijst, deel, dag) for deel in delen)
    if attribuut.soort == "bedrag":
        return format_bedrag(waarde)
    if isinstance(waarde, date):
        return format_datum(waarde)
    if isinstance(waarde, float):
        return f"{waarde:.7g}".replace(".", ",") if attribuut.soort == "graad" else f"{waarde:.0f}"
    return format_getal(waarde) if isinstance(waarde, Decimal) else str(waarde)


def _tell_relaties(
    viewer: Viewer,
    records: Sequence[Bronobject],
    peilmoment: Peilmoment,
    bekend: Mapping[uuid.UUID, Sequence[Any]],
) -> dict[uuid.UUID, list[Regel]]:
    """Tell by record which relations began and ended, as far as the viewer may see the other side."""
    alle = _join_relaties(
        Relatie.objects.filter(van_id__in=[b.pk for b in records])
        .known_at(peilmoment)
        .select_related("naar", "herkomst")
        .order_by("begin_geldigheid")
    )
    rijen = [r for r in alle if r.soort != "locatie" and ziet_record(viewer, r.naar)]
    namen = list_namen([r.naar for r in rijen], peilmoment, bekend=bekend)
    van = {b.pk: b for b in records}
    per_record: dict[uuid.UUID, list[Regel]] = defaultdict(list)
    for r in rijen:
        bronobject = van[r.van_id]
        soort = read_objecttype(bronobject.soort).get_relatie(r.soort)
        titel = soort.titel if soort else r.soort
        naam, regels = namen[r.naar_id], per_record[r.van_id]
        regels.append(
            Regel(r.begin_geldigheid, f"{titel}: {naam}.", r.herkomst, bronobject.leverancier, "relatie")
        )
        if r.eind_geldigheid != OPEN_DAG:
            zin = f"{titel}: niet langer {naam}."
            regels.append(Regel(r.eind_geldigheid, zin, r.herkomst, bronobject.leverancier, "relatie"))
    return per_record


def _join_relaties(rijen: Iterable[Relatie]) -> list[Relatie]:
    """Join rows of one relation whose periods follow without a break: a row that was split tells nothing new."""
    open_: dict[tuple[uuid.UUID, str, uuid.UUID], Relatie] = {}
    uit: list[Relatie] = []
    for rij in rijen:
        eerder = open_.get((rij.van_id, rij.soort, rij.naar_id))
        if eerder is not None and eerder.eind_geldigheid == rij.begin_geldigheid:
            eerder.eind_geldigheid = rij.eind_geldigheid
            continue
        open_[rij.van_id, rij.soort, rij.naar_id] = rij
        uit.append(rij)
    return uit


def list_relatiebegin(
    relaties: Iterable[Relatiebeeld], peilmoment: Peilmoment
) -> dict[tuple[uuid.UUID, uuid.UUID, str], date]:
    """Give since when each relation holds without a break, by the ids of both sides and its kind; one query."""
    paren = {(r.eigen.pk, r.ander.pk) if r.heen else (r.ander.pk, r.eigen.pk) for r in relaties}
    rijen = (
        Relatie.objects.filter(van_id__in={van for van, _ in paren}, naar_id__in={naar for _, naar in paren})
        .known_at(peilmoment)
        .filter(begin_geldigheid__lte=peilmoment.geldig_op)
        .order_by("begin_geldigheid")
        .values_list("van_id", "naar_id", "soort", "begin_geldigheid", "eind_geldigheid")
    )
    begin: dict[tuple[uuid.UUID, uuid.UUID, str], date] = {}
    eind: dict[tuple[uuid.UUID, uuid.UUID, str], date] = {}
    for van, naar, soort, vanaf, tot in rijen:
        if eind.get((van, naar, soort)) != vanaf:
            begin[van, naar, soort] = vanaf
        eind[van, naar, soort] = tot
    return begin


def _tell_statussen(bronobject: Bronobject, statussen: Iterable[Leverstatus]) -> list[Regel]:
    """Tell when a supplier stopped and started keeping a record up to date."""
    regels = []
    for s in statussen:
        zin = f"De leverancier houdt dit niet bij: {s.get_status_display()}."
        regels.append(Regel(s.begin_geldigheid, zin, s.herkomst, bronobject.leverancier, "status"))
        if s.eind_geldigheid != OPEN_DAG:
            regels.append(
                Regel(
                    s.eind_geldigheid,
                    "De leverancier houdt dit weer bij.",
                    s.herkomst,
                    bronobject.leverancier,
                    "status",
                )
            )
    return regels
