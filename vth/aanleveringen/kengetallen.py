"""How a delivery fills each field: counts, the commonest codes, and the commonest shapes of text.

A shape is the text with every capital as `A`, every other letter as `a` and every digit as `9`. Shapes and shares
are of a sample that depends on the rows alone, so the same delivery gives the same figures. Of natural persons
only the counts are kept.
"""

from collections.abc import Mapping
from typing import Any

import duckdb

from vth.analyse.motor import quote_name
from vth.begrippen.rules import Attribuut, Objecttype

from .models import Aanlevering, Kengetal
from .profiel import Leverprofiel

MONSTER = 20_000
MEESTE = 25
CODEACHTIG = ("code", "organisatie", "janee")
ONBEKEND = "(onbekende waarde)"


def make_kengetallen(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    model: Mapping[str, Objecttype],
    aanlevering: Aanlevering,
) -> list[Kengetal]:
    """Compute the figures of all gegevenssets of a delivery; nothing is saved yet."""
    kengetallen = []
    for gegevensset in profiel.gegevenssets:
        objecttype = model[gegevensset]
        velden = [
            a
            for a in objecttype.attributen
            if any(a.naam in s.velden for s in profiel.stromen if s.gegevensset == gegevensset)
        ]
        rijen, tellingen = _count_velden(con, gegevensset, velden)
        _make_monster(
            con, gegevensset, [a for a, (gevuld, _) in zip(velden, tellingen, strict=True) if gevuld]
        )
        for attribuut, (gevuld, verschillend) in zip(velden, tellingen, strict=True):
            kengetal = Kengetal(
                aanlevering=aanlevering,
                gegevensset=gegevensset,
                veld=attribuut.naam,
                rijen=rijen,
                gevuld=gevuld,
                verschillend=verschillend,
            )
            if not objecttype.persoonsgegevens and gevuld:
                kengetal.waarden, kengetal.vormen = _describe(con, attribuut)
            kengetallen.append(kengetal)
    return kengetallen


def _count_velden(
    con: duckdb.DuckDBPyConnection, gegevensset: str, velden: list[Attribuut]
) -> tuple[int, list[tuple[int, int]]]:
    """Count rows, filled fields and different values in one pass."""
    delen = [f"count({quote_name(a.naam)}), approx_count_distinct({quote_name(a.naam)})" for a in velden]
    rij = con.execute(
        f"SELECT {', '.join(['count(*)', *delen])} FROM {quote_name('c_' + gegevensset)}"
    ).fetchone()
    assert rij
    return int(rij[0]), [(int(rij[n]), int(rij[n + 1])) for n in range(1, len(rij), 2)]


def _make_monster(con: duckdb.DuckDBPyConnection, gegevensset: str, velden: list[Attribuut]) -> None:
    """Take the rows from which shares and shapes are told: all, or every so many."""
    tabel = quote_name("c_" + gegevensset)
    kolommen = ", ".join(["rijnummer", *(quote_name(a.naam) for a in velden)])
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE monster AS SELECT {kolommen} FROM {tabel} WHERE rijnummer % greatest(1, "
        f"(SELECT count(*) FROM {tabel}) // {MONSTER}) = 0"
    )


def _describe(
    con: duckdb.DuckDBPyConnection, attribuut: Attribuut
) -> tuple[dict[str, float], dict[str, float]]:
    """Give the commonest codes of a code field, and the commonest shapes of any other, with their shares."""
    kolom = quote_name(attribuut.naam)
    if attribuut.soort in CODEACHTIG:
        return _hide_onbekend(_share(con, kolom, kolom), _list_bekend(con, attribuut)), {}
    vorm = f"regexp_replace(regexp_replace(regexp_replace({kolom}[:24], '[0-9]', '9', 'g'), '[A-Z]', 'A', 'g'), '[a-z]+', 'a', 'g')"
    return {}, _share(con, vorm, kolom)


def _list_bekend(con: duckdb.DuckDBPyConnection, attribuut: Attribuut) -> set[str]:
    """List the codes that may stand in a field; who compares suppliers may read these and nothing else of a row."""
    if attribuut.soort == "janee":
        return {"ja", "nee"}
    if attribuut.soort == "organisatie":
        return {code for (code,) in con.execute("SELECT code FROM organisaties").fetchall()}
    return {
        c
        for (c,) in con.execute("SELECT code FROM codes WHERE lijst = $l", {"l": attribuut.lijst}).fetchall()
    }


def _hide_onbekend(aandelen: Mapping[str, float], bekend: set[str]) -> dict[str, float]:
    """Take what is no code together under one name: a column that shifted puts names of people among the codes."""
    uit: dict[str, float] = {}
    for waarde, deel in aandelen.items():
        naam = waarde if set(waarde.split(";")) <= bekend else ONBEKEND
        uit[naam] = round(uit.get(naam, 0.0) + deel, 4)
    return uit


def _share(con: duckdb.DuckDBPyConnection, uitdrukking: str, kolom: str) -> dict[str, float]:
    """Give the shares of the commonest outcomes of an expression."""
    rijen = con.execute(
        f"SELECT {uitdrukking} AS w, count(*) / sum(count(*)) OVER () AS deel FROM monster WHERE {kolom} IS NOT NULL "
        f"GROUP BY w ORDER BY deel DESC, w LIMIT {MEESTE}"
    ).fetchall()
    return {str(waarde): round(float(deel), 4) for waarde, deel in rijen}


def derive_afstand(een: Mapping[str, float], ander: Mapping[str, float]) -> float:
    """Tell how different two distributions are: 0 the same, 1 nothing in common (total variation distance)."""
    samen = set(een) | set(ander)
    return round(sum(abs(een.get(w, 0.0) - ander.get(w, 0.0)) for w in samen) / 2, 4) if samen else 0.0


def load_vorige(con: duckdb.DuckDBPyConnection, kengetallen: list[Kengetal], vorige: list[Kengetal]) -> None:
    """Put these figures and those of the supplier's last delivery side by side, for the checks on drift."""
    oud = {(k.gegevensset, k.veld): k for k in vorige}
    con.execute(
        "CREATE OR REPLACE TABLE kengetal (gegevensset VARCHAR, veld VARCHAR, rijen BIGINT, gevuld DOUBLE, "
        "vorige_rijen BIGINT, vorig_gevuld DOUBLE, afstand DOUBLE, nu VARCHAR, toen VARCHAR)"
    )
    rijen = [_compare(k, oud[k.gegevensset, k.veld]) for k in kengetallen if (k.gegevensset, k.veld) in oud]
    if rijen:
        con.executemany("INSERT INTO kengetal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rijen)


def _compare(nu: Kengetal, toen: Kengetal) -> list[Any]:
    """Put one field of two deliveries side by side."""
    verdeling = [(k.waarden or k.vormen) for k in (nu, toen)]
    return [
        nu.gegevensset,
        nu.veld,
        nu.rijen,
        nu.gevuld / max(nu.rijen, 1),
        toen.rijen,
        toen.gevuld / max(toen.rijen, 1),
        derive_afstand(*verdeling) if min(nu.gevuld, toen.gevuld) >= 20 else 0.0,
        *(_name_commonest(v) for v in verdeling),
    ]


def _name_commonest(verdeling: Mapping[str, float]) -> str:
    """Name the commonest of a distribution; its order is made again, because PostgreSQL does not keep that of a JSON object."""
    return ", ".join(sorted(verdeling, key=lambda w: (-verdeling[w], w))[:3])
