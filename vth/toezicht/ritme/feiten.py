"""What the register and the controles know of sites with a rhythm: read for some hundreds at once, into DuckDB."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.db.models import Min, Q

from vth.analyse.motor import insert_teksten
from vth.analyse.sqlbestand import read_sqlbestand
from vth.register.models import (
    ActiviteituitvoeringVoorkomen,
    BevindingVoorkomen,
    Bronobject,
    ControleVoorkomen,
    Relatie,
    Toewijzing,
    VthObjectVoorkomen,
)
from vth.register.selectors import find_identiteiten
from vth.tijd import klok
from vth.tijd.rules import Peilmoment

from ..models import Controle, Toezichtrisico
from .ritme import Ritmebezoek, Ritmeobject, Ritmeregels
from .vervallijst import make_feitentabellen

BESTAND = Path(__file__).parent / "sql" / "ritmebezoek.sql"
SEVESO = ("hogedrempel", "lagedrempel")
PLICHT = Q(ippc=True) | Q(seveso_niveau__in=SEVESO)
OBJECTVELDEN = ("object", "sinds", "is_ippc", "risico", "seveso", "seveso_maanden", "eigen_maanden")


def list_met_ritme(op: date, eigen: Sequence[Any]) -> list[uuid.UUID]:
    """List the sites that have a rhythm on a day: by law, or by the own frequencies of authorities (`eigen`, the values of the rule)."""
    peilmoment = Peilmoment(op, klok.now())
    rijen = VthObjectVoorkomen.objects.seen_at(peilmoment)
    hoofdtypen = {h for waarde in eigen for h in waarde["hoofdtypen"]}
    ids = set(rijen.filter(PLICHT | Q(hoofdtype__in=hoofdtypen)).values_list("bronobject_id", flat=True))
    codes = {a for waarde in eigen for a in waarde["activiteiten"]}
    return sorted(ids | set(_list_activiteitplekken(codes, peilmoment).values_list("naar_id", flat=True)))


def load_feiten(
    con: duckdb.DuckDBPyConnection, objecten: Sequence[Bronobject], regels: Ritmeregels, op: date
) -> None:
    """Load sites that are under one set of rules with their visits into `ritmeobject` and `ritmebezoek`."""
    ids, peilmoment = [b.pk for b in objecten], Peilmoment(op, klok.now())
    make_feitentabellen(con)
    insert_teksten(
        con,
        "ritmeobject",
        OBJECTVELDEN,
        _list_objecten(ids, regels, peilmoment),
        "object, CAST(sinds AS DATE), CAST(is_ippc AS BOOLEAN), risico, seveso, CAST(seveso_maanden AS INTEGER), "
        "CAST(eigen_maanden AS INTEGER)",
    )
    _load_bezoeken(con, ids, regels, peilmoment)
    waarde = regels.gronden["bezoek"].waarde
    con.execute(
        f"INSERT INTO ritmebezoek {read_sqlbestand(BESTAND).sql}",
        {"routine": list(waarde["routine"]), "gedaan": list(waarde["gedaan"])},
    )


def read_feiten(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[Ritmeobject, list[Ritmebezoek]]]:
    """Give what was loaded as what the rules read, by site."""
    bezoeken: dict[str, list[Ritmebezoek]] = defaultdict(list)
    for object_, *rest in con.execute("FROM ritmebezoek").fetchall():
        bezoeken[object_].append(Ritmebezoek(*rest))
    objecten = [Ritmeobject(*rij) for rij in con.execute("FROM ritmeobject").fetchall()]
    return {o.id: (o, bezoeken[o.id]) for o in objecten}


def _list_objecten(
    ids: Sequence[uuid.UUID], regels: Ritmeregels, peilmoment: Peilmoment
) -> Iterable[tuple[Any, ...]]:
    """Give the facts of sites: since when they have their duty, and what was decided about their rhythm."""
    rijen = VthObjectVoorkomen.objects.filter(bronobject_id__een_van=ids)
    sinds = dict(
        rijen.known_at(peilmoment)
        .filter(PLICHT)
        .values_list("bronobject_id")
        .annotate(sinds=Min("begin_geldigheid"))
    )
    risico = {r.bronobject_id: r for r in Toezichtrisico.objects.filter(bronobject_id__in=ids).order_by("id")}
    eigen = _list_eigen(ids, regels, peilmoment)
    velden = ("bronobject_id", "ippc", "seveso_niveau", "hoofdtype", "begin_geldigheid", "beeindigingsdatum")
    for id_, ippc, seveso, hoofdtype, begin, eind in rijen.seen_at(peilmoment).values_list(*velden):
        if eind is not None and eind <= peilmoment.geldig_op:
            continue
        besluit = risico.get(id_)
        maanden = [*eigen.get(id_, ()), regels.gronden["eigen"].waarde["hoofdtypen"].get(hoofdtype)]
        yield (
            id_,
            # A site that was there before the rule is not late since before the rule.
            max(sinds.get(id_, begin), regels.plicht_vanaf),
            bool(ippc),
            besluit.risico if besluit else "",
            seveso if seveso in SEVESO else "",
            besluit.seveso_maanden if besluit else 0,
            min((m for m in maanden if m), default=0),
        )


def _list_eigen(
    ids: Sequence[uuid.UUID], regels: Ritmeregels, peilmoment: Peilmoment
) -> dict[uuid.UUID, list[int]]:
    """Give per site the own frequencies for its activities; nothing where the authority set none."""
    frequenties = regels.gronden["eigen"].waarde["activiteiten"]
    gevonden: dict[uuid.UUID, list[int]] = defaultdict(list)
    if frequenties:
        relaties = list(
            _list_activiteitplekken(set(frequenties), peilmoment)
            .filter(naar_id__in=ids)
            .values_list("van_id", "naar_id")
        )
        codes = dict(
            ActiviteituitvoeringVoorkomen.objects.seen_at(peilmoment)
            .filter(bronobject_id__in=[van for van, _ in relaties])
            .values_list("bronobject_id", "activiteit")
        )
        for van, naar in relaties:
            gevonden[naar].append(frequenties[codes[van]])
    return gevonden


def _list_activiteitplekken(codes: set[str], peilmoment: Peilmoment) -> Any:
    """Give the relations from activities of some kinds to the sites where they are."""
    activiteiten = ActiviteituitvoeringVoorkomen.objects.seen_at(peilmoment).filter(activiteit__in=codes)
    return Relatie.objects.seen_at(peilmoment).filter(
        soort="vindt_plaats_binnen", van_id__in=activiteiten.values("bronobject_id")
    )


def _load_bezoeken(
    con: duckdb.DuckDBPyConnection, ids: Sequence[uuid.UUID], regels: Ritmeregels, peilmoment: Peilmoment
) -> None:
    """Load the visits of sites, whoever delivered them, and of own visits what became of the report."""
    leden = _list_leden(ids, peilmoment)
    _load(con, "lid", ("object", "lid"), leden)
    relaties = Relatie.objects.known_at(peilmoment).filter(
        soort="controle_van", naar_id__een_van=sorted({lid for _, lid in leden})
    )
    paren = list(relaties.values_list("van_id", "naar_id").distinct())
    bezoeken = sorted({van for van, _ in paren})
    _load(con, "bezoekrelatie", ("bezoek", "lid"), paren)
    kernen = ControleVoorkomen.objects.known_at(peilmoment).filter(bronobject_id__een_van=bezoeken)
    velden = ("bronobject_id", "controledatum", "controletype", "uitkomst")
    _load(
        con,
        "bezoekkern",
        ("bezoek", "dag", "controletype", "uitkomst"),
        kernen.values_list(*velden),
        dagen=("dag",),
    )
    _load(con, "ernstigbezoek", ("bezoek",), _list_ernstige(bezoeken, regels, peilmoment))
    werk = Controle.objects.filter(bronobject_id__in=bezoeken)
    van_werk = ("bronobject_id", "rapport_verzonden_op", "verslagopenbaar__openbaar_op")
    _load(
        con,
        "bezoekwerk",
        ("bezoek", "verslag_op", "openbaar_op"),
        werk.values_list(*van_werk),
        dagen=("verslag_op", "openbaar_op"),
    )


def _list_ernstige(
    bezoeken: Sequence[uuid.UUID], regels: Ritmeregels, peilmoment: Peilmoment
) -> list[tuple[uuid.UUID]]:
    """List the visits with a serious violation: by its gevolg, or by its category at a Seveso site; whoever delivered them."""
    wat = regels.gronden["bezoek"].waarde
    zwaar = Q(gevolg__in=list(wat["ernstig_gevolg"])) | Q(
        sevesocategorie__in=list(wat.get("ernstig_seveso", ()))
    )
    ernstig = BevindingVoorkomen.objects.known_at(peilmoment).filter(zwaar, resultaat="overtreden")
    uitkomsten = Relatie.objects.known_at(peilmoment).filter(
        soort="uitkomst_van", naar_id__een_van=bezoeken, van_id__in=ernstig.values("bronobject_id")
    )
    return sorted(uitkomsten.values_list("naar_id"))


def _list_leden(ids: Sequence[uuid.UUID], peilmoment: Peilmoment) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Give for each site every record that is about the same real thing, itself among them."""
    identiteiten = find_identiteiten(ids, peilmoment)
    anderen: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rijen = Toewijzing.objects.seen_at(peilmoment).filter(identiteit__in=set(identiteiten.values()))
    for lid, identiteit in rijen.values_list("bronobject_id", "identiteit"):
        anderen[identiteit].add(lid)
    return sorted(
        (id_, lid)
        for id_ in ids
        for lid in {id_, identiteiten.get(id_, id_), *anderen.get(identiteiten.get(id_, id_), ())}
    )


def _load(
    con: duckdb.DuckDBPyConnection,
    tabel: str,
    kolommen: Sequence[str],
    rijen: Iterable[Sequence[Any]],
    *,
    dagen: Sequence[str] = (),
) -> None:
    """Make a table of rows; columns that are days are made so."""
    vormen = ", ".join(f"{k} {'DATE' if k in dagen else 'VARCHAR'}" for k in kolommen)
    con.execute(f"CREATE OR REPLACE TABLE {tabel} ({vormen})")
    keuze = ", ".join(f"CAST({k} AS DATE)" if k in dagen else k for k in kolommen)
    insert_teksten(con, tabel, kolommen, rijen, keuze)
