"""The checks alone beside the plain DuckDB queries they compile to, and the bare staging of a delivery; in the child process."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from vth.aanleveringen import toetsing, verwerking
from vth.aanleveringen.afbeelding import make_tabellen
from vth.aanleveringen.selectors import read_profiel
from vth.aanleveringen.services import accept_aanlevering
from vth.aanleveringen.verslag import get_map
from vth.aanleveringen.verwerking import Verwerking
from vth.interface.inlezen import read_bestand
from vth.register.services import get_pseudoniem
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

from .levering import read_brokken


def measure_toetsen(bestand: str, profiel: str, peildatum: str, herhaal: int) -> dict[str, Any]:
    """Check the same delivery several times, each time followed by the plain queries on the same tables."""
    gemeten, vloer = [], []
    for _ in range(herhaal):
        with open_verwerking(bestand, profiel, peildatum) as werk:
            gemeten.append(_time_toetsen(werk))
            kaal, vragen = run_kaal(werk)
            vloer.append(kaal)
            rijen = werk.con.execute("SELECT count(*) FROM bron").fetchone()[0]
    return {"gemeten": gemeten, "vloer": vloer, "rijen": rijen, "toetsen": vragen}


def _time_toetsen(werk: Verwerking) -> float:
    """Read, translate and check the delivery; gives the seconds from the first check to the end of the last."""
    momenten: dict[str, float] = {}
    verwerking.check_bestand(werk, lambda stap, *_: momenten.setdefault(stap, time.perf_counter()))
    return time.perf_counter() - momenten["toetsen"]


def measure_kaal(bestand: str, profiel: str, peildatum: str) -> dict[str, Any]:
    """Do the bare staging (read the file, translate it by the profile) and the plain queries of the checks; give the seconds.

    The queries also need what is derived of places; that is not in the floor, so they run on a set that is finished.
    """
    with open_verwerking(bestand, profiel, peildatum) as werk:
        begin = time.perf_counter()
        read_bestand(werk.con, get_map(werk.aanlevering) / "bestand", werk.profiel, werk.werkmap)
        gelezen = time.perf_counter()
        geheim = get_pseudoniem(werk.profiel.leverancier)
        dag = werk.aanlevering.peildatum
        make_tabellen(werk.con, werk.profiel, werk.model, peildatum=dag, pseudoniem=geheim)
        vertaald = time.perf_counter()
    with open_verwerking(bestand, profiel, peildatum) as werk:
        verwerking.check_bestand(werk, lambda *_: None)
        toetsen, _ = run_kaal(werk)
    return {"lezen": gelezen - begin, "vertalen": vertaald - gelezen, "toetsen": toetsen}


@contextmanager
def open_verwerking(bestand: str, profiel: str, peildatum: str) -> Iterator[Verwerking]:
    """Accept a file and open the work on it, in an installation that is thrown away."""
    aanlevering = accept_aanlevering(
        viewer=make_systeemviewer("bench", op=klok.today()),
        profiel_id=profiel,
        brokken=read_brokken(Path(bestand)),
        bestandsnaam=Path(bestand).name,
        peildatum=date.fromisoformat(peildatum),
    )
    werkmap = verwerking.make_werkmap(aanlevering)
    with verwerking.open_werk(werkmap) as con:
        yield Verwerking(con, aanlevering, read_profiel(profiel), werkmap)


def run_kaal(werk: Verwerking) -> tuple[float, int]:
    """Run each check's SELECT by itself and read its result to the end; gives the seconds of the SELECTs alone, and how many.

    The small tables that several checks look into (doubles, overlaps, codes) are made outside the clock.
    """
    totaal, aantal = 0.0, 0
    for gegevensset in werk.profiel.gegevenssets:
        toetsing.make_hulptabellen(werk.con, gegevensset, historie=werk.profiel.historie)
        vast = {
            "peildatum": werk.aanlevering.peildatum.isoformat(),
            "ontvangen_op": werk.ontvangen_op.isoformat(),
            "sleutelpatroon": werk.profiel.sleutelpatroon,
            "gegevensset": gegevensset,
        }
        toetsen = toetsing.list_toetsen(werk.profiel, werk.model[gegevensset])
        toetsen += toetsing.list_groep(werk.profiel, gegevensset, "relatie")
        begin = time.perf_counter()
        for toets in toetsen:
            werk.con.execute(*toetsing.write_vraag(toets, vast)).to_arrow_table()
        totaal, aantal = totaal + time.perf_counter() - begin, aantal + len(toetsen)
    return totaal, aantal
