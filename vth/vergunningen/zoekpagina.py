"""Searching in voorschriften over all permits: by words, by limit, or both; what is shown stands on the day that is asked for."""

import re
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.urls import reverse

from vth.tijd import klok
from vth.tijd.rules import OPEN_TIJDSTIP
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zoeken.rules import derive_alle_woorden, derive_woorden
from vth.zoeken.selectors import find_treffers
from vth.zoeken.vondsten import Vondst, register_vondsten

from .eenheden import find_verwant
from .grenszoeken import KIJK, Grensregel, Zoekvraag, list_grensregels
from .inhoud import make_grenswaarde
from .models import Grenswaarderegel, Mutatie, Vergunning
from .vergunningpagina import describe_grenswaarde
from .zoekregels import SOORT

# So many limits or hits of words are looked at first, so many are read at a time, and so many are shown.
KIJK_EERST, LEES, TOON, RONDOM = 300, 130, 100, 160
HOE = (("boven", "boven"), ("onder", "onder"), ("gelijk", "gelijk aan"))


@dataclass(frozen=True)
class Gevonden:
    """One voorschrift that was found, as it stands on the day."""

    vergunning: Vergunning
    adres: str
    vergunning_adres: str
    nummer: str
    titel: str
    fragment: str
    grenzen: tuple[str, ...]


@dataclass(frozen=True)
class Zoekuitkomst:
    """What was found, whether there is more than is shown, and in which other unit there is something that may be meant as well."""

    gevonden: tuple[Gevonden, ...]
    meer: bool
    verwant: str = ""


def find_voorschriften(viewer: Viewer, vraag: Zoekvraag) -> Zoekuitkomst:
    """Find the voorschriften within sight that have all words and a limit as asked, and that stand on the day (today without one).

    Raises VoorschriftError for a value without a unit, or in a unit that is not known: without one nothing can be compared.
    """
    dag = vraag.op or klok.today()
    if not vraag.op_gegevens:
        return _find_met_woorden(viewer, vraag, dag)
    # Mostly the first few fill the page; only when they do not, more are looked at.
    for hoogstens in (KIJK_EERST, KIJK):
        regels = list_grensregels(viewer, vraag, hoogstens=hoogstens)
        mutaties, per_mutatie = _read_grensregels(viewer, regels, dag, vraag)
        if len(mutaties) > TOON or len(regels) < hoogstens:
            break
    grenzen: dict[int, list[Grenswaarderegel]] = {}
    getoond = [pk for m in mutaties[:TOON] for pk in per_mutatie[m.pk]]
    for rij in Grenswaarderegel.objects.filter(pk__in=getoond).order_by("pk"):
        grenzen.setdefault(rij.mutatie_id, []).append(rij)
    uitkomst = _make_uitkomst(mutaties, vraag, grenzen, vol=len(regels) == hoogstens)
    return replace(uitkomst, verwant=_find_verwant(viewer, vraag))


def _find_met_woorden(viewer: Viewer, vraag: Zoekvraag, dag: date) -> Zoekuitkomst:
    """Find by words alone. The index knows former versions too: when the first hits leave the page unfilled, more are looked at."""
    for hoogstens in (KIJK_EERST, KIJK):
        treffers = find_treffers(viewer, vraag.woorden, soorten=(SOORT,), hoogstens=hoogstens)
        mutaties = _read_tot_vol(viewer, [t.onderwerp for t in treffers], dag, None, vraag.woorden)
        if len(mutaties) > TOON or len(treffers) < hoogstens:
            break
    return _make_uitkomst(mutaties, vraag, {}, vol=len(treffers) == hoogstens)


def _read_grensregels(
    viewer: Viewer, regels: Sequence[Grensregel], dag: date, vraag: Zoekvraag
) -> tuple[list[Mutatie], dict[int, list[int]]]:
    """Read the voorschriften of some limits that stand on the day, and give of each mutation which limits those are."""
    per_mutatie: dict[int, list[int]] = {}
    for regel in regels:
        per_mutatie.setdefault(regel.mutatie_id, []).append(regel.id)
    ids = list(dict.fromkeys(regel.voorschrift_id for regel in regels))
    return _read_tot_vol(viewer, ids, dag, per_mutatie, vraag.woorden), per_mutatie


def _find_verwant(viewer: Viewer, vraag: Zoekvraag) -> str:
    """Give the unit that is not converted to the one of the question and in which limits are as asked too, on whatever day."""
    verwant = find_verwant(vraag.eenheid) if vraag.waarde is not None else ""
    return verwant if verwant and list_grensregels(viewer, vraag, verwant=verwant, hoogstens=1) else ""


def _make_uitkomst(
    mutaties: Sequence[Mutatie],
    vraag: Zoekvraag,
    grenzen: Mapping[int, Sequence[Grenswaarderegel]],
    *,
    vol: bool,
) -> Zoekuitkomst:
    """Make what is shown of what was found."""
    gevonden = tuple(_make_gevonden(m, vraag, grenzen.get(m.pk, ())) for m in mutaties[:TOON])
    return Zoekuitkomst(gevonden, vol or len(mutaties) > TOON)


def _read_tot_vol(
    viewer: Viewer, ids: Sequence[uuid.UUID], dag: date, grenzen: Collection[int] | None, woorden: str
) -> list[Mutatie]:
    """Read voorschriften in order, some at a time, until there is one more than is shown."""
    mutaties: list[Mutatie] = []
    for n in range(0, len(ids), LEES):
        if len(mutaties) > TOON:
            break
        mutaties += _read_deel(viewer, ids[n : n + LEES], dag, grenzen, woorden)
    return mutaties


def _read_deel(
    viewer: Viewer, ids: Sequence[uuid.UUID], dag: date, grenzen: Collection[int] | None, woorden: str
) -> list[Mutatie]:
    """Read, of some voorschriften in order, those that stand on the day with a limit as asked, or with the words as they run then."""
    staand = read_staand(ids, dag)
    if grenzen is not None:
        staand = {v: m for v, m in staand.items() if m in grenzen}
    mutaties = {m.pk: m for m in _list_mutaties(viewer, staand.values())}
    op_volgorde = [mutaties[staand[v]] for v in ids if staand.get(v) in mutaties]
    return [m for m in op_volgorde if grenzen is not None or _has_woorden(m, woorden)]


_STAAND = """
WITH w AS (
  SELECT w.voorschrift_id, w.mutatie_id, w.soort,
    row_number() OVER (PARTITION BY w.voorschrift_id ORDER BY w.rang DESC) AS nr,
    max(CASE WHEN w.soort = 'vervallen' THEN w.rang ELSE '' END) OVER (PARTITION BY w.voorschrift_id) AS weg,
    max(CASE WHEN w.soort = 'van_kracht' THEN w.rang ELSE '' END) OVER (PARTITION BY w.voorschrift_id) AS basis
  FROM vergunningen_mutatiewerking w
  WHERE w.voorschrift_id IN ({ids}) AND w.begin_geldigheid <= %s AND w.eind_geldigheid > %s AND w.eind_registratie = %s
)
SELECT w.voorschrift_id, w.mutatie_id FROM w WHERE w.nr = 1 AND w.soort <> 'vervallen' AND w.basis > w.weg
"""


def read_staand(ids: Collection[uuid.UUID], dag: date) -> dict[uuid.UUID, int]:
    """Give, of some voorschriften that stand on a day as it is known now, the mutation each has its words from.

    The same question as `consolidatie` asks of one permit.
    """
    if not ids:
        return {}
    lijst, op, op_dag = [*ids], OPEN_TIJDSTIP, dag
    sleutels: list[Any] = [i.hex for i in lijst] if connection.vendor == "sqlite" else list(lijst)
    tijden: list[Any] = [op_dag, op_dag, op]
    if connection.vendor == "sqlite":
        tijden = [dag.isoformat(), dag.isoformat(), connection.ops.adapt_datetimefield_value(op)]
    with connection.cursor() as cursor:
        cursor.execute(_STAAND.format(ids=", ".join(["%s"] * len(sleutels))), [*sleutels, *tijden])
        return {v if isinstance(v, uuid.UUID) else uuid.UUID(v): m for v, m in cursor.fetchall()}


def _list_mutaties(viewer: Viewer, ids: Iterable[int]) -> list[Mutatie]:
    """Read mutations with their permit, within sight, in the order of permits and numbers."""
    rijen = Mutatie.objects.filter(pk__in=list(ids)).filter(
        derive_zicht_q(viewer.zicht, "toestemming__vergunning__")
    )
    gevonden = rijen.select_related("toestemming__vergunning")
    return sorted(gevonden, key=lambda m: (m.toestemming.vergunning.kenmerk, m.plaats, m.pk))


def _has_woorden(mutatie: Mutatie, woorden: str) -> bool:
    """Tell whether the words stand in a voorschrift as it is now, or in the name of its permit; not only as it once was."""
    vergunning = mutatie.toestemming.vergunning
    tekst = f"{vergunning.kenmerk} {vergunning.titel} {mutatie.nummer} {mutatie.titel} {mutatie.tekst}"
    delen = derive_alle_woorden(tekst)
    return all(any(d.startswith(w) for d in delen) for w in derive_woorden(woorden))


def _make_gevonden(mutatie: Mutatie, vraag: Zoekvraag, regels: Iterable[Grenswaarderegel]) -> Gevonden:
    """Make what is shown of one voorschrift."""
    vergunning = mutatie.toestemming.vergunning
    return Gevonden(
        vergunning=vergunning,
        adres=reverse("vergunningen:voorschrift", args=[mutatie.voorschrift_id]),
        vergunning_adres=reverse("vergunningen:vergunning", args=[vergunning.pk]),
        nummer=mutatie.nummer,
        titel=mutatie.titel,
        fragment=derive_fragment(mutatie.tekst, vraag.woorden or vraag.stof),
        grenzen=tuple(_describe(r) for r in regels),
    )


def derive_fragment(tekst: str, woorden: str) -> str:
    """Give the part of a text around the first word that was asked for."""
    vlak = " ".join(tekst.split())
    plekken = [p for w in re.findall(r"\w+", woorden.lower()) if (p := vlak.lower().find(w)) >= 0]
    begin = max(0, min(plekken, default=0) - RONDOM // 2)
    stuk = vlak[begin : begin + 2 * RONDOM]
    return f"{'… ' if begin else ''}{stuk}{' …' if begin + len(stuk) < len(vlak) else ''}"


def _describe(regel: Grenswaarderegel) -> str:
    """Write a limit as people read it."""
    velden = (
        "naam",
        "stof",
        "medium",
        "vergelijking",
        "waarde",
        "waarde_tot",
        "eenheid",
        "middeling",
        "emissiepunt",
        "methode",
    )
    waarden = {v: getattr(regel, v) for v in velden}
    for v in ("waarde", "waarde_tot"):
        waarden[v] = None if waarden[v] is None else f"{Decimal(waarden[v]).normalize():f}"
    return describe_grenswaarde(make_grenswaarde(waarden))


def read_vondsten(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give voorschriften by their ids as they are shown among what was found: only what stands today."""
    return [
        Vondst(
            id=m.voorschrift_id,
            soort=SOORT,
            soortnaam="Voorschrift",
            naam=f"{m.nummer} {m.titel}".strip(),
            toelichting=f"{m.toestemming.vergunning} {derive_fragment(m.tekst, '')}"[:200],
            leverancier=m.toestemming.vergunning.leverancier,
            adres=reverse("vergunningen:voorschrift", args=[m.voorschrift_id]),
        )
        for m in _list_mutaties(viewer, read_staand(ids, klok.today()).values())
    ]


register_vondsten(SOORT, read_vondsten)
