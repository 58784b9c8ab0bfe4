"""Lists in order for who sees many gemeenten: each page walks one index in its order, and nothing is sorted or read from end to end."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from vth.handhaving import verzoeklijst
from vth.handhaving import werklijst as handhaving
from vth.handhaving.models import Maatregel, Overtreding, Verbeurte
from vth.tijd.rules import OPEN_TIJDSTIP
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.toezicht import signaallijst
from vth.toezicht import werklijst as toezicht
from vth.zaken import werklijst as zaken

pytestmark = pytest.mark.django_db
OP, NUMMER = date(2026, 1, 15), "01890000-0000-7000-8000-000000000000"
Vraag = tuple[str, list[Any]]
Lijst = Callable[[Viewer, bool, bool], Vraag]


def make_plek(verder: bool) -> zaken.Plek | None:
    """Give a place in a list, for its second page."""
    return zaken.Plek.of(OP, NUMMER) if verder else None


def make_handhaving(model: Any) -> Lijst:
    """Give the question of one list of handhaving."""
    return lambda viewer, af, verder: handhaving.derive_werk_sql(
        viewer, model, handhaving.Werkfilter(af=af), make_plek(verder), 51
    )


def make_signalen(spoed: bool) -> Lijst:
    """Give the question of the urgent messages, or of the others."""

    def write(viewer: Viewer, af: bool, verder: bool) -> Vraag:
        volgorde = "-ontvangen_op" if af else signaallijst.SPOED
        plek = (
            signaallijst.Signaalplek(spoed, OPEN_TIJDSTIP, zaken.Plek.of(OP, NUMMER).id) if verder else None
        )
        return signaallijst.derive_lijst_sql(
            viewer, signaallijst.Signaalfilter(volgorde=volgorde), spoed, plek, 51
        )

    return write


LIJSTEN: dict[str, tuple[Lijst, str]] = {
    "zaken": (
        lambda v, af, verder: zaken.derive_werk_sql(v, zaken.Werkfilter(OP, af=af), make_plek(verder), 51),
        "zaak_open",
    ),
    "controles": (
        lambda v, af, verder: toezicht.derive_werk_sql(
            v, toezicht.Werkfilter(OP, af=af), make_plek(verder), 51
        ),
        "controle_open",
    ),
    "overtredingen": (make_handhaving(Overtreding), "overtreding_open"),
    "maatregelen": (make_handhaving(Maatregel), "maatregel_open"),
    "dwangsommen": (make_handhaving(Verbeurte), "verbeurte_open"),
    "handhavingsverzoeken": (
        lambda v, af, verder: verzoeklijst.derive_verzoek_sql(
            v, handhaving.Werkfilter(af=af), make_plek(verder), 51
        ),
        "zaak_open",
    ),
    "signalen met spoed": (make_signalen(True), "signaal_open_alle"),
    "andere signalen": (make_signalen(False), "signaal_open_alle"),
}


def explain(sql: str, params: list[Any]) -> str:
    """Give how the database would answer when a table is large: PostgreSQL may not read or sort a whole table if it can do without."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        else:
            for wat in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{wat} = off")
            cursor.execute(f"EXPLAIN {sql}", params)
        return "\n".join(str(rij[-1]) for rij in cursor.fetchall())


@pytest.mark.parametrize("hoeveel", [13, 30, 342])
@pytest.mark.parametrize("naam", LIJSTEN)
def test_who_sees_many_gemeenten_walks_one_index_in_its_order(naam: str, hoeveel: int) -> None:
    maak, index = LIJSTEN[naam]
    gebieden = frozenset(f"GM{n:04}" for n in range(hoeveel))
    viewer = Viewer("k", Zicht(soorten=ALLE_SOORTEN, gebieden=gebieden, niveaus=derive_niveaus("intern")))
    for af in (False, True):
        for verder in (False, True):
            plan = explain(*maak(viewer, af, verder))
            assert f"{index} " in f"{plan} ".replace("\n", " "), plan
            assert not [woord for woord in ("TEMP B-TREE", "Sort", "Seq Scan on") if woord in plan], plan
