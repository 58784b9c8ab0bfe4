"""Statements about one record, in the smallest register table that there is: its content is one word."""

from datetime import date, timedelta
from typing import Any

from vth.register.models import Bronobject, Leverstatus
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.tijd.services import Vaststelling, record_herkomst, record_voorkomen

DAG0 = date(2024, 1, 1)
STATUSSEN = tuple(Leverstatus.Status.values)


def make_dag(n: int) -> date:
    """Day number n; from 40 on it is the open end."""
    return OPEN_DAG if n >= 40 else DAG0 + timedelta(days=n)


def reken_dagen(velden: dict[str, Any]) -> dict[str, Any]:
    """The fields with a number of days from now as the day that it is when the test runs: a list of cases is made hours before."""
    return {naam: klok.today() + w if isinstance(w, timedelta) else w for naam, w in velden.items()}


def make_geldigheid(begin: int = 0, eind: int = 40) -> Geldigheid:
    return Geldigheid(make_dag(begin), make_dag(eind))


def make_herkomst(leverancier: str = "OD-NOORD") -> Herkomst:
    return record_herkomst(leverancier=leverancier, soort=Herkomst.Soort.HANDELING)


def make_bronobject(sleutel: str = "T1", *, herkomst: Herkomst | None = None) -> Bronobject:
    return Bronobject.objects.create(
        soort="vthobject",
        leverancier="OD-NOORD",
        sleutel=sleutel,
        reeks="proef",
        vertrouwelijkheid="intern",
        herkomst=herkomst or make_herkomst(),
    )


def record_status(
    bronobject: Bronobject,
    status: str | None = STATUSSEN[0],
    *,
    geldigheid: Geldigheid | None = None,
    herkomst: Herkomst | None = None,
) -> int:
    """Say that a record has this status in a period, or none at all."""
    venster = geldigheid or make_geldigheid()
    return record_voorkomen(
        Leverstatus,
        sleutel={"bronobject": bronobject},
        venster=venster,
        vaststellingen=[Vaststelling(venster, {"status": status})] if status else [],
        herkomst=herkomst or make_herkomst(),
    )
