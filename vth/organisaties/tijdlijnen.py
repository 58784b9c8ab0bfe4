"""Writing many timelines of one register table at once: what is said is compared with what is believed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from vth.tijd.models import Herkomst, Voorkomen, list_inhoudskolommen, list_sleutelkolommen
from vth.tijd.rules import OPEN_TIJDSTIP, Geldigheid, Stuk, derive_tijdlijnwijziging
from vth.tijd.services import Vaststelling

STUKSGEWIJS = 500


@dataclass(frozen=True)
class Opgave:
    """What is said of one thing: its key (columns of the table), the window it is about, and what held in it."""

    sleutel: Mapping[str, Any]
    venster: Geldigheid
    vaststellingen: Sequence[Vaststelling]


@dataclass
class Schrijfplan:
    """What must be closed and added in one table so that it says what the opgaven say."""

    model: type[Voorkomen]
    dicht: list[int] = field(default_factory=list)
    nieuw: list[Voorkomen] = field(default_factory=list)
    overgeslagen: list[str] = field(default_factory=list)
    laatste: datetime | None = None

    @property
    def aantal(self) -> int:
        """Count the rows that are closed or added."""
        return len(self.dicht) + len(self.nieuw)


def make_schrijfplan(
    model: type[Voorkomen],
    opgaven: Sequence[Opgave],
    *,
    wijkt_behalve_voor: str = "",
    binnen: Q | None = None,
) -> Schrijfplan:
    """Compare what is said with what is believed; inside the transaction that will write it.

    With `wijkt_behalve_voor` a thing of which anybody but that supplier said something, or which another withdrew, is
    left alone and named in `overgeslagen`: the list of the program gives way to what an installation says itself. With
    `binnen` only those rows are read; it must hold every row of the keys that are named.
    Raises TijdError when periods of one thing overlap.
    """
    plan = Schrijfplan(model)
    geloofd = _read_believed(model, binnen)
    ingetrokken = _list_ingetrokken(model, wijkt_behalve_voor) if wijkt_behalve_voor else set()
    for opgave in opgaven:
        sleutel = _as_sleutel(model, opgave.sleutel)
        rijen = geloofd[sleutel]
        vreemd = any(r.herkomst.leverancier != wijkt_behalve_voor for r in rijen) or (
            not rijen and sleutel in ingetrokken
        )
        if wijkt_behalve_voor and vreemd:
            plan.overgeslagen.append(" ".join(str(w) for w in opgave.sleutel.values()))
            continue
        _plan_een(plan, opgave, rijen)
    return plan


def apply_schrijfplan(plan: Schrijfplan, herkomst: Herkomst) -> int:
    """Close and add what was planned under one origin, and give the number of rows."""
    gesloten = 0
    for begin in range(0, len(plan.dicht), STUKSGEWIJS):
        ids = plan.dicht[begin : begin + STUKSGEWIJS]
        gesloten += plan.model.objects.filter(pk__in=ids).believed().update(eind_registratie=herkomst.moment)
    if gesloten != len(plan.dicht):
        raise RuntimeError(f"{plan.model._meta.db_table}: {len(plan.dicht)} te sluiten, {gesloten} gesloten.")
    for rij in plan.nieuw:
        rij.tijdstip_registratie = herkomst.moment
        if rij.herkomst_id is None:
            rij.herkomst = herkomst
    plan.model.objects.bulk_create(plan.nieuw, batch_size=STUKSGEWIJS)
    return plan.aantal


def _read_believed(model: type[Voorkomen], binnen: Q | None) -> dict[tuple[Any, ...], list[Voorkomen]]:
    """Read the believed rows of a table by key, and hold them until the end of the transaction."""
    per_sleutel: dict[tuple[Any, ...], list[Voorkomen]] = defaultdict(list)
    kolommen = list_sleutelkolommen(model)
    geloofd = model.objects.believed().filter(binnen or Q())
    for rij in geloofd.select_related("herkomst").select_for_update(of=("self",)):
        per_sleutel[tuple(getattr(rij, kolom) for kolom in kolommen)].append(rij)
    return per_sleutel


def _list_ingetrokken(model: type[Voorkomen], eigen: str) -> set[tuple[Any, ...]]:
    """List the keys whose last closing was an act of another supplier of reference data than `eigen`."""
    vreemd = Herkomst.objects.filter(soort=Herkomst.Soort.STAMGEGEVENS).exclude(leverancier=eigen)
    momenten = set(vreemd.values_list("moment", flat=True))
    laatste: dict[tuple[Any, ...], datetime] = {}
    dicht = model.objects.exclude(eind_registratie=OPEN_TIJDSTIP).order_by("eind_registratie")
    for *sleutel, moment in dicht.values_list(*list_sleutelkolommen(model), "eind_registratie"):
        laatste[tuple(sleutel)] = moment
    return {sleutel for sleutel, moment in laatste.items() if moment in momenten}


def _as_sleutel(model: type[Voorkomen], sleutel: Mapping[str, Any]) -> tuple[Any, ...]:
    """Put the values of a key in the order of the table."""
    return tuple(sleutel[kolom] for kolom in list_sleutelkolommen(model))


def _plan_een(plan: Schrijfplan, opgave: Opgave, rijen: Sequence[Voorkomen]) -> None:
    """Work out what one opgave closes and adds."""
    kolommen = list_inhoudskolommen(plan.model)
    van = {Geldigheid(r.begin_geldigheid, r.eind_geldigheid): r for r in rijen}
    stukken = {g: Stuk(g, tuple(getattr(r, k) for k in kolommen)) for g, r in van.items()}
    gezegd = [Stuk(v.geldigheid, tuple(v.inhoud[k] for k in kolommen)) for v in opgave.vaststellingen]
    wijziging = derive_tijdlijnwijziging(stukken.values(), opgave.venster, gezegd)
    for stuk in wijziging.sluiten:
        rij = van[stuk.geldigheid]
        plan.dicht.append(rij.pk)
        plan.laatste = max(filter(None, (plan.laatste, rij.tijdstip_registratie)))
    for stuk in wijziging.toevoegen:
        rij = plan.model(**opgave.sleutel, **dict(zip(kolommen, stuk.inhoud, strict=True)))  # type: ignore[call-overload]
        rij.begin_geldigheid, rij.eind_geldigheid = stuk.geldigheid.begin, stuk.geldigheid.eind
        if not any(v.geldigheid.overlaps(stuk.geldigheid) for v in opgave.vaststellingen):
            rij.herkomst = _find_oorsprong(stuk, stukken.values(), van)
        plan.nieuw.append(rij)


def _find_oorsprong(knipsel: Stuk, stukken: Iterable[Stuk], van: Mapping[Geldigheid, Voorkomen]) -> Herkomst:
    """Give the origin of the row that a clipped piece was cut from: what it says was said there."""
    oud = next(s for s in stukken if s.inhoud == knipsel.inhoud and s.geldigheid.overlaps(knipsel.geldigheid))
    return van[oud.geldigheid].herkomst
