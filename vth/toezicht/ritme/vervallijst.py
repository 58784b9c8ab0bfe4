"""The due list of all sites at once, in DuckDB; the same as `derive_vervaldagen` per site, for half a million sites in seconds."""

from datetime import date, timedelta
from pathlib import Path

import duckdb

from vth.analyse.motor import insert_teksten
from vth.analyse.sqlbestand import read_sqlbestand
from vth.regelgeving.atw import find_reden_zonder_atw
from vth.regelgeving.feestdagen import Kalender
from vth.regelgeving.rules import RegelError
from vth.regelgeving.termijn import Tijdseenheid, make_termijn

from .ritme import Ritmeregels

BESTAND = Path(__file__).parent / "sql" / "vervaldagen.sql"
OBJECTKOLOMMEN = "object VARCHAR, sinds DATE, is_ippc BOOLEAN, risico VARCHAR, seveso VARCHAR, seveso_maanden INTEGER, eigen_maanden INTEGER"
BEZOEKKOLOMMEN = "object VARCHAR, bezoek VARCHAR, dag DATE, is_routine BOOLEAN, is_ernstig BOOLEAN, verslag_op DATE, openbaar_op DATE"
NIET_GETELD = ("eigen", "onbekend_risico", "bezoek")


def make_feitentabellen(con: duckdb.DuckDBPyConnection) -> None:
    """Make the empty tables `ritmeobject` and `ritmebezoek` that the list is made of."""
    con.execute(f"CREATE OR REPLACE TABLE ritmeobject ({OBJECTKOLOMMEN})")
    con.execute(f"CREATE OR REPLACE TABLE ritmebezoek ({BEZOEKKOLOMMEN})")


def make_vervallijst(con: duckdb.DuckDBPyConnection, regels: Ritmeregels, *, op: date) -> None:
    """Make the table `vervallijst` (object, soort, aanleiding, vanaf, uiterlijk, regel) of the facts in `ritmeobject` and `ritmebezoek`."""
    con.execute("CREATE OR REPLACE TABLE ritmetermijn (naam VARCHAR, maanden INTEGER, schuift BOOLEAN)")
    insert_teksten(
        con,
        "ritmetermijn",
        ("naam", "maanden", "schuift"),
        _list_termijnen(regels),
        "naam, CAST(maanden AS INTEGER), CAST(schuift AS BOOLEAN)",
    )
    con.execute("CREATE OR REPLACE TABLE gewonedag (dag DATE, gewoon DATE)")
    eerste = con.execute("SELECT min(dag) FROM ritmebezoek").fetchone()
    insert_teksten(
        con,
        "gewonedag",
        ("dag", "gewoon"),
        _list_schuivend(regels.termijnregels.kalender, (eerste and eerste[0]) or op, op),
        "CAST(dag AS DATE), CAST(gewoon AS DATE)",
    )
    con.execute(
        f"CREATE OR REPLACE TABLE vervallijst AS {read_sqlbestand(BESTAND).sql}",
        {"op": op, "onbekend_risico": regels.gronden["onbekend_risico"].waarde},
    )


def _list_termijnen(regels: Ritmeregels) -> list[tuple[str, int, bool]]:
    """Give each term in months, and whether its end moves past a weekend or holiday (Algemene termijnenwet)."""
    rijen = []
    for naam, grond in regels.gronden.items():
        if naam in NIET_GETELD:
            continue
        termijn = make_termijn(grond)
        keer = {Tijdseenheid.MAANDEN: 1, Tijdseenheid.JAREN: 12}.get(termijn.eenheid)
        if keer is None:
            raise RegelError(
                f"Regel {grond.regel_id} is in {termijn.eenheid}. Een ritme wordt in maanden of jaren gesteld. Herstel het regelbestand "
                f"{grond.bestand}."
            )
        schuift = find_reden_zonder_atw(termijn, regels.termijnregels) is None
        rijen.append((naam, termijn.aantal * keer, schuift))
    return rijen


def _list_schuivend(kalender: Kalender, eerste: date, op: date) -> list[tuple[date, date]]:
    """Give each day on which a term cannot end, with the day on which it ends instead, from the first visit to well after `op`."""
    rijen, dag, gewoon = [], op + timedelta(days=400), op + timedelta(days=400)
    while dag >= eerste:
        if kalender.is_gewone_dag(dag):
            gewoon = dag
        else:
            rijen.append((dag, gewoon))
        dag -= timedelta(days=1)
    return rijen
