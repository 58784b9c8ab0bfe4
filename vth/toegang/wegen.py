"""How a list that is read in order is walked by its indexes: each organisation and gemeente of a viewer on its own, or the whole. Pure."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .rules import Zicht, derive_zicht_sql

# So many organisations and gemeenten are each asked on their own; with more the whole list is walked.
WEINIG = 12
Weg = tuple[str, str]


def list_wegen(zicht: Zicht, alias: str, *, weinig: int = WEINIG) -> list[Weg]:
    """List the stretches of an index that together hold what may be seen: a column with its value, or `("", "")` for the whole list.

    From more than `weinig` own codes it is the whole list.
    """
    eigen = [(f"{alias}.leverancier", c) for c in sorted(zicht.leveranciers)]
    eigen += [(f"{alias}.gebied", c) for c in sorted(zicht.gebieden)]
    return [("", "")] if zicht.landelijk or len(eigen) > weinig else eigen


def derive_wegzicht_sql(zicht: Zicht, alias: str, wegen: Sequence[Weg], vendor: str) -> tuple[str, list[Any]]:
    """Render sight for rows that are found by `wegen`: whose they are is asked again only where the stretches do not settle it.

    Where each stretch is an own organisation or gemeente, asking it twice changes no answer; but PostgreSQL multiplies the
    two, expects hardly a row, and sorts all of a gemeente instead of walking the index as far as the page goes.
    """
    eigen = {(f"{alias}.leverancier", c) for c in zicht.leveranciers}
    eigen |= {(f"{alias}.gebied", c) for c in zicht.gebieden}
    if wegen and not zicht.is_leeg and eigen.issuperset(wegen):
        zicht = replace(zicht, landelijk=True)
    return derive_zicht_sql(zicht, alias, vendor, in_rij=True)


def join_delen(
    wegen: Sequence[Weg], select: str, *, vast: str, params: Sequence[Any], orde: str, vendor: str
) -> tuple[list[str], list[Any]]:
    """Write one question per stretch, or on PostgreSQL per column, each in order and bounded; give them with their parameters.

    `select` is the question up to its WHERE, `vast` what must hold in each row. PostgreSQL plans each part of a UNION on its own, with
    the whole of its second lock: ten parts took a tenth of a second of planning; a LATERAL walks as many values for the price of one.
    """
    samen: dict[str, list[str]] = {}
    for n, (kolom, waarde) in enumerate(wegen):
        sleutel = kolom if vendor != "sqlite" else f"{n}/{kolom}"
        samen.setdefault(sleutel, []).append(waarde)
    delen, alles = [], list[Any]()
    for sleutel, waarden in samen.items():
        kolom = sleutel.rpartition("/")[2]
        if len(waarden) > 1:
            binnen = f"{select} WHERE {kolom} = weg_.code AND {vast} {orde}"
            delen.append(f"SELECT d.* FROM unnest(%s::text[]) AS weg_(code), LATERAL ({binnen}) d")
            alles += [waarden, *params]
            continue
        delen.append(
            f"{select} WHERE {kolom} = %s AND {vast} {orde}" if kolom else f"{select} WHERE {vast} {orde}"
        )
        alles += [*(waarden if kolom else ()), *params]
    return delen, alles


def write_bladzij(
    wegen: Sequence[Weg],
    *,
    tabel: str,
    alias: str,
    kolom: str,
    vast: str,
    params: Sequence[Any],
    hoogstens: int,
    vendor: str,
    af: bool = False,
) -> tuple[str, list[Any]]:
    """Write the question for one page of a list in order of a column and then of id: the ids with that column, each stretch by its own index.

    With `af` the same index is walked from its end. `vast` is what must hold in each row, with its `params`; the columns in it and in `wegen` are those of `alias`.
    """
    om = " DESC" if af else ""
    orde = f"ORDER BY {{a}}.{kolom}{om}, {{a}}.id{om} LIMIT {int(hoogstens)}"
    select = f"SELECT {alias}.id, {alias}.{kolom} FROM {tabel} {alias}"
    delen, alles = join_delen(
        wegen, select, vast=vast, params=params, orde=orde.format(a=alias), vendor=vendor
    )
    if len(delen) == 1 and delen[0].startswith(select):
        return delen[0], alles
    # UNION and not UNION ALL: a thing of an own organisation in an own gemeente comes along both ways.
    samen = " UNION ".join(f"SELECT id, {kolom} FROM ({deel}) d{n}" for n, deel in enumerate(delen))
    return f"SELECT l.id, l.{kolom} FROM ({samen}) l {orde.format(a='l')}", alles


def write_na(
    alias: str, kolom: str, plek: tuple[Any, uuid.UUID], *, vendor: str, af: bool = False
) -> tuple[str, list[Any]]:
    """Write that a row stands after a place in the order of `write_bladzij`: after that value of the column and that id."""
    waarde, id_ = plek
    teken = "<" if af else ">"
    return f"({alias}.{kolom}, {alias}.id) {teken} (%s, %s)", [waarde, id_.hex if vendor == "sqlite" else id_]
