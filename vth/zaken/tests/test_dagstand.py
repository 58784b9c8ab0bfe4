"""What leaves of the files in the dagstand: their course and outcome, never what people wrote or who they are."""

from datetime import date
from pathlib import Path

import duckdb

from vth.analyse.services import make_dagstand
from vth.analyse.tabellen import list_dagstandtabellen
from vth.zaken import models

from .builders import ANNA, make_besluit, make_zaak

# Columns of free text, or that name an account.
BLIJFT = {
    "omschrijving",
    "toelichting",
    "tekst",
    "reden",
    "behandelaar",
    "door",
    "ondertekend_door",
    "geregistreerd_door",
}


def test_course_and_outcome_of_files_leave_in_the_dagstand(verse_database: None):
    zaak = make_zaak(omschrijving="Geheim plan van Jansen")
    make_besluit(zaak)
    map_ = make_dagstand(op=date(2025, 3, 4))
    rijen = duckdb.sql(
        f"SELECT status, zaaksoort, leverancier FROM '{map_ / 'zaken_zaak.parquet'}'"
    ).fetchall()
    assert rijen == [(zaak.status, "aanvraag_regulier", "OD-NOORD")]
    assert duckdb.sql(f"SELECT count(*) FROM '{map_ / 'zaken_zaaktermijn.parquet'}'").fetchall() != [(0,)]
    assert not list_met(map_, "Jansen") and not list_met(map_, ANNA.actor)


def test_no_column_that_people_write_in_leaves(verse_database: None):
    map_ = make_dagstand(op=date(2025, 3, 4))
    for model in list_dagstandtabellen():
        if model.__module__.startswith(models.__name__):
            bestand = map_ / f"{model._meta.db_table}.parquet"
            kolommen = {rij[0] for rij in duckdb.sql(f"DESCRIBE FROM '{bestand}'").fetchall()}
            assert not kolommen & BLIJFT, model


def list_met(map_: Path, tekst: str) -> list[str]:
    """List the files that hold a text in any column."""
    gevonden = []
    for bestand in sorted(map_.glob("zaken_*.parquet")):
        rijen = duckdb.sql(f"SELECT COLUMNS(*)::VARCHAR FROM '{bestand}'").fetchall()
        if any(tekst in str(waarde) for rij in rijen for waarde in rij):
            gevonden.append(bestand.name)
    return gevonden
