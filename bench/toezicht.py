"""Toezicht at size: the whole inspection history of a site and the work list of an inspector, each beside the bare query.

`python -m bench.toezicht [--omvang 5000000] [--werk 1000000] [--open 5000] [--database sqlite|postgresql] [--vragen 200] [--map MAP]`. `omvang` is the number of
visits, with 2.4 findings each, ten to a site; `werk` the number of controles as work, of which `open` are still to be done. With `--map` a SQLite installation is
kept there and measured again without being filled again. Everything is asked in one process, one question after another, without the web around it.
"""

import argparse
import gc
import json
import os
import sys
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .zaken import _as_param, _time, run, settle

# In the small size that `bench.klein` measures, and otherwise.
KLEIN_WERK, KLEIN_OPEN, WERK, OPEN = 400, 100, 1_000_000, 5_000
# A prime: sites far apart are asked one after another, so that nothing of the one before is at hand.
STAP = 7_919


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print; with `--map` in an installation that is kept."""
    lezer = argparse.ArgumentParser(prog="python -m bench.toezicht", description=__doc__, add_help=False)
    lezer.add_argument("--map", type=Path)
    lezer.add_argument("--werk", type=int, default=WERK)
    lezer.add_argument("--open", type=int, default=OPEN)
    eigen, rest = lezer.parse_known_args(argumenten)
    if eigen.map is None:
        meet = lambda omvang, vragen: measure(omvang, vragen, werk=eigen.werk, open_=eigen.open)  # noqa: E731
        return run(rest, "bench.toezicht", __doc__, meet, omvang=5_000_000, vragen=200)
    lezer.add_argument("--omvang", type=int, default=5_000_000)
    lezer.add_argument("--vragen", type=int, default=200)
    return _run_bewaard(lezer.parse_args(argumenten))


def _run_bewaard(keuze: argparse.Namespace) -> int:
    """Measure in an installation that stays, and is filled only once."""
    keuze.map.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{keuze.map}/bench.sqlite"
    os.environ |= {
        "DATABASE_URL": url,
        "VTH_VAR": str(keuze.map),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    klaar = keuze.map / "klaar"
    if not klaar.exists():
        call_command("migrate", verbosity=0, interactive=False)
        fill(keuze.omvang, keuze.werk, keuze.open)
        klaar.write_text("")
    print(json.dumps({"omvang": keuze.omvang} | ask(keuze.vragen), indent=1))
    return 0


def measure(omvang: int, vragen: int, *, werk: int = KLEIN_WERK, open_: int = KLEIN_OPEN) -> dict[str, Any]:
    """Do all measurements in a fresh installation."""
    begin = time.perf_counter()
    fill(omvang, werk, open_)
    return {"vullen_s": round(time.perf_counter() - begin, 1)} | ask(vragen)


def fill(omvang: int, werk: int, open_: int) -> None:
    """Write the visits and the work, and let the database settle."""
    from .toezichtvulling import fill_controles, fill_werk

    fill_controles(omvang, meld=lambda regel: print(regel, file=sys.stderr, flush=True))
    fill_werk(werk, open_, omvang)
    settle()


def ask(vragen: int) -> dict[str, Any]:
    """Ask everything, as the site does after its start (`config.wsgi`)."""
    gc.collect()
    gc.freeze()
    return measure_geschiedenis(vragen) | measure_werklijst(vragen)


def measure_geschiedenis(vragen: int) -> dict[str, Any]:
    """Tell the history of one site after another, for a viewer of 1 and of 342 gemeenten; beside the bare queries of the same rows."""
    from vth.register.models import Bronobject
    from vth.tijd import klok
    from vth.tijd.rules import Peilmoment
    from vth.toezicht.geschiedenis import read_geschiedenis

    from .toezichtvulling import GEMEENTEN, make_id

    hoogste = (
        Bronobject.objects.filter(soort="vthobject").order_by("-pk").values_list("pk", flat=True).first()
    )
    assert hoogste
    locaties, nu = int(hoogste.hex[20:], 16) + 1, Peilmoment(klok.today(), klok.now())
    nummers = [n * STAP % locaties for n in range(vragen + 1)]
    records = Bronobject.objects.in_bulk([uuid.UUID(make_id("site", n)) for n in nummers])
    sites = [records[uuid.UUID(make_id("site", n))] for n in nummers]
    uit: dict[str, Any] = {"locaties": locaties, "kaal": _time(lambda n: _read_kaal(sites[n].pk), vragen)}
    for breed in (1, GEMEENTEN):

        def tell(n: int, breed: int = breed) -> None:
            viewer = _make_viewer([f"GM{(nummers[n] + k) % GEMEENTEN + 1:04}" for k in range(breed)])
            assert read_geschiedenis(viewer, [sites[n]], nu, 1_000).aantal

        uit[f"gemeenten_{breed}"] = _time(tell, vragen)
    uit["tegen_kaal_p50"] = round(uit["gemeenten_1"]["p50"] / uit["kaal"]["p50"], 2)
    return {"geschiedenis_ms": uit}


def _read_kaal(site: uuid.UUID) -> None:
    """Read the visits of a site and their findings, whole rows, by their keys and in no order: what the database needs at least."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.*, v.* FROM register_relatie r JOIN register_controlevoorkomen c ON c.bronobject_id = r.van_id "
            "JOIN register_relatie u ON u.naar_id = r.van_id AND u.soort = 'uitkomst_van' "
            "JOIN register_bevindingvoorkomen v ON v.bronobject_id = u.van_id WHERE r.naar_id = %s AND r.soort = 'controle_van'",
            [_as_param(site, connection.vendor)],
        )
        assert cursor.fetchall()


def measure_werklijst(vragen: int) -> dict[str, Any]:
    """Ask the first page of an inspector, and of somebody of 1 and 342 gemeenten; beside the bare query of one inspector."""
    from django.db import connection

    from vth.toezicht.models import Controle
    from vth.toezicht.werklijst import Werkfilter, list_werk

    from .toezichtvulling import GEMEENTEN, VANDAAG

    open_ = Controle.objects.filter(staat="gepland")
    namen = list(open_.order_by("inspecteur").values_list("inspecteur", flat=True).distinct()[:500])
    gebieden = list(open_.order_by("gebied").values_list("gebied", flat=True).distinct())

    def kaal(n: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM toezicht_controle WHERE inspecteur = %s AND staat IN ('gepland', 'bezig', 'bezocht') "
                "ORDER BY laatste_dag, id LIMIT 51",
                [namen[n % len(namen)]],
            )
            assert cursor.fetchall()

    alles = [f"GM{n:04}" for n in range(1, GEMEENTEN + 1)]
    uit: dict[str, Any] = {
        "rijen": Controle.objects.count(),
        "open": open_.count(),
        "kaal": _time(kaal, vragen),
    }

    def mijn(n: int) -> None:
        assert list_werk(_make_viewer(alles), Werkfilter(VANDAAG, inspecteur=namen[n % len(namen)]))

    def breed(n: int, aantal: int) -> None:
        begin = n % len(gebieden)
        assert list_werk(_make_viewer((gebieden[begin:] + gebieden[:begin])[:aantal]), Werkfilter(VANDAAG))

    uit["inspecteur"] = _time(mijn, vragen)
    uit["gemeenten_1"] = _time(lambda n: breed(n, 1), vragen)
    uit["gemeenten_alle"] = _time(lambda n: breed(n, GEMEENTEN), vragen)
    uit["tegen_kaal_p50"] = round(uit["inspecteur"]["p50"] / uit["kaal"]["p50"], 2)
    return {"werklijst_ms": uit}


def _make_viewer(gebieden: Sequence[str]) -> Any:
    """Make somebody who sees all kinds in these gemeenten."""
    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

    niveaus = derive_niveaus("zaakvertrouwelijk")
    return Viewer("x", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset(gebieden), niveaus=niveaus))


if __name__ == "__main__":
    sys.exit(main())
