"""Violations and measures of one organisation over a period, as the files that a national delivery needs: read, never written.

`overtreding.csv` and `handhavingsmaatregel.csv` have the columns of the profiles `openvth.overtreding` and `openvth.handhavingsmaatregel` of `aanleveringen`
(`register.uitlevering`). Nothing of criminal law goes out, also when it was delivered.
"""

from collections.abc import Mapping

import duckdb

from vth.register.uitlevering import (
    Uitlevering,
    Uitlevervraag,
    load_soort,
    make_bestand,
    select_laatste,
)
from vth.toegang.rules import Viewer

from .kern import STRAFRECHT

BESTANDEN = {"overtreding": "csv", "handhavingsmaatregel": "csv"}
# The day by which each kind is of a period, and what of it never goes out.
DAGEN = {"overtreding": "overtredingsdatum", "handhavingsmaatregel": "opgelegd_op"}
NIET = {
    "handhavingsmaatregel": f" AND x.handhavingsinstrument NOT IN ({', '.join(repr(c) for c in STRAFRECHT)})",
}


def make_uitlevering(viewer: Viewer, vraag: Uitlevervraag, naam: str) -> Uitlevering:
    """Make one of BESTANDEN and give its place; whoever asked removes it after it was sent.

    Raises UitleveringError for a period that cannot be, and for more than fits in one file.
    """

    def laad(con: duckdb.DuckDBPyConnection) -> int:
        keuze = select_laatste(viewer, vraag, naam, DAGEN[naam], NIET.get(naam, ""))
        return load_soort(con, viewer, vraag, naam, keuze)

    return make_bestand(vraag, BESTANDEN[naam], laad, f"SELECT * FROM uit_{naam} ORDER BY nummer")


def describe_bestanden() -> Mapping[str, str]:
    """Say for each file what it holds, for the page on which they are asked."""
    return {
        "overtreding": "Eén regel per overtreding die in de periode is gezien, met de nummers van waar, door wie en waarom.",
        "handhavingsmaatregel": "Eén regel per maatregel die in de periode is opgelegd, met de overtredingen, wie zij raakt en de bedragen. Niets van het strafrecht.",
    }
