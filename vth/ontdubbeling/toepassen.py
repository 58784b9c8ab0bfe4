"""What a judgement does at once: the ring of records around it is put together anew, as a run would do it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import duckdb

from vth.analyse.motor import insert_teksten, open_duckdb
from vth.register.models import Bronobject, Toewijzing

from . import verschil
from .clusters import make_clusters
from .identiteit import make_identiteiten
from .lezen import get_map
from .models import Entiteit, Gelijkstelling
from .oordelen import find_kring, list_geldend

PAREN = "links VARCHAR, rechts VARCHAR, soort VARCHAR, kans DOUBLE, gewicht DOUBLE, grond VARCHAR, uitkomst VARCHAR, bewijs JSON"


@dataclass(frozen=True)
class Omzetting:
    """What happens to the ids of some records: who is about what now and next, what that makes of the Entiteiten, and what is cut."""

    nu: dict[uuid.UUID, uuid.UUID]
    verhuist: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID]]
    entiteiten: tuple[tuple[uuid.UUID, str], ...]
    gebeurtenissen: tuple[dict[str, Any], ...]
    verplaatst: tuple[tuple[uuid.UUID, uuid.UUID | None], ...]
    sneden: dict[tuple[uuid.UUID, uuid.UUID], dict[str, Any]]


LEEG = Omzetting({}, {}, (), (), (), {})


def derive_omzetting(
    ids: Collection[uuid.UUID], *, proef: tuple[uuid.UUID, uuid.UUID, str] | None = None
) -> Omzetting:
    """Work out what the judgements that hold make of the records around some, reading and not writing.

    With `proef` as if that (links, rechts, `gelijk` or `verschillend`) had been judged too: what a page shows before a
    merge is confirmed. A ring that is too large is left to the next run and gives nothing.
    """
    kring = find_kring(ids)
    if not kring:
        return LEEG
    with open_duckdb(get_map() / "werk") as con:
        _load(con, kring, proef)
        make_clusters(con, "oordelen", "kring")
        verschil.make_universum(con, "SELECT id FROM kring")
        verschil.make_sneden(con)
        make_identiteiten(con)
        verschil.make_identiteitverschil(con)
        return _read(con)


def _load(
    con: duckdb.DuckDBPyConnection, kring: set[uuid.UUID], proef: tuple[uuid.UUID, uuid.UUID, str] | None
) -> None:
    """Put into DuckDB what ties the records of a ring, and which ids they have."""
    con.execute(f"CREATE TABLE paren ({PAREN})")
    rijen = Gelijkstelling.objects.filter(
        links_id__in=kring, rechts_id__in=kring, uitkomst=Gelijkstelling.Uitkomst.GEKOPPELD
    )
    paren = [
        [str(p.links_id), str(p.rechts_id), p.soort, p.kans, p.gewicht, p.grond, p.uitkomst]
        for p in rijen.believed().defer("bewijs")
    ]
    if paren:
        con.executemany("INSERT INTO paren VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", paren)
    oordelen = {(a, b): o for a, b, o in list_geldend(links_id__in=kring, rechts_id__in=kring)}
    if proef:
        oordelen[proef[:2]] = proef[2]
    verschil.load_oordelen(con, [(*paar, o) for paar, o in oordelen.items()])
    gezegd = (
        Toewijzing.objects.filter(bronobject_id__in=kring)
        .believed()
        .values_list("bronobject_id", "identiteit")
    )
    identiteiten = kring | {i for _, i in gezegd}
    _fill(con, "toewijzingen", "id, identiteit", gezegd)
    bekend = Entiteit.objects.filter(pk__in=identiteiten).values_list("pk", "opgegaan_in")
    _fill(con, "bekend", "identiteit, opgegaan_in", bekend)
    records = Bronobject.objects.filter(pk__in=kring).order_by("pk")
    _fill(con, "kring", "id, leverancier", records.values_list("pk", "leverancier"))
    _fill(con, "soorten", "id, objecttype", records.values_list("pk", "soort"))


def _fill(con: duckdb.DuckDBPyConnection, tabel: str, kolommen: str, rijen: Any) -> None:
    """Make a table of two columns of text."""
    namen = kolommen.split(", ")
    con.execute(f"CREATE TABLE {tabel} ({', '.join(f'{k} VARCHAR' for k in namen)})")
    insert_teksten(con, tabel, namen, rijen)


def _read(con: duckdb.DuckDBPyConnection) -> Omzetting:
    """Read back what follows."""
    uitkomst = con.execute("SELECT id::UUID, oud::UUID, nieuw::UUID FROM uitkomst").fetchall()
    namen = ("entiteit", "soort", "ander", "bronobject_id")
    sneden = con.execute("SELECT links::UUID, rechts::UUID, soort, reden, rang FROM sneden").fetchall()
    gebeurtenissen = con.execute("FROM nieuw_ontdubbeling_entiteitgebeurtenis").fetchall()
    return Omzetting(
        nu={id_: nieuw for id_, _, nieuw in uitkomst},
        verhuist={id_: (oud, nieuw) for id_, oud, nieuw in uitkomst if oud != nieuw},
        entiteiten=tuple(
            con.execute("SELECT id, soort FROM nieuw_ontdubbeling_entiteit ORDER BY id").fetchall()
        ),
        gebeurtenissen=tuple(dict(zip(namen, rij, strict=True)) for rij in gebeurtenissen),
        verplaatst=tuple(con.execute("SELECT id, opgegaan_in FROM verplaatst ORDER BY id").fetchall()),
        sneden={(a, b): {"soort": s, "reden": reden, "rang": rang} for a, b, s, reden, rang in sneden},
    )
