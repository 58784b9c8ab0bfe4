"""The written run on real data: `python -m bench.echte_gegevens ../shared/data [--jaren 31]`.

Delivers the Dutch sites of the EU Registry and the installations of the EU emissions trading system as two suppliers,
with the municipality derived from the coordinates, and the 31 yearly snapshots of the American toxic release register
as 31 full deliveries of one supplier; and the businesses, inspections and violations of San Francisco as one chain. Prints what each did, and the history of a few sites. Nothing is kept.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

console = Console(width=150)
# Three files as one chain, in this order.
KETEN = (
    ("businesses", "sf.horeca"),
    ("inspections_plus", "sf.horeca.inspecties"),
    ("violations_plus", "sf.horeca.overtredingen"),
)


def main() -> None:
    keuze = argparse.ArgumentParser()
    keuze.add_argument("data", type=Path)
    keuze.add_argument("--jaren", type=int, default=31)
    args = keuze.parse_args()
    if not (args.data / "nl_ied_locaties.csv").exists():
        sys.exit(f"{args.data} heeft geen nl_ied_locaties.csv; deze proef is overgeslagen.")
    with tempfile.TemporaryDirectory(prefix="vth-echt-") as var:
        os.environ |= {
            "VTH_VAR": var,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{var}/vth.sqlite",
        }
        import django

        django.setup()
        run(args.data, Path(var), args.jaren)


def run(data: Path, var: Path, jaren: int) -> None:
    from django.core.management import call_command

    from vth.organisaties.services import import_grenzen, record_stamgegevens
    from vth.tijd import klok
    from vth.toegang.selectors import make_systeemviewer

    call_command("migrate", verbosity=0)
    viewer = make_systeemviewer("proef op echte gegevens", op=klok.today())
    record_stamgegevens(viewer=viewer)
    verslag = import_grenzen(
        viewer=viewer, bestand=data / "gemeente_2025.geojson", geldig_vanaf=date(2017, 1, 1)
    )
    console.print(f"{verslag.gelezen} gemeentegrenzen gelezen, {len(verslag.waarschuwingen)} hersteld.")
    tabel = Table(
        "bestand",
        "peildatum",
        "staat",
        "rijen",
        "geweigerd",
        "waarschuwing",
        "nieuw",
        "gewijzigd",
        "beëindigd",
        "gelijk",
        "s",
    )
    deliver(viewer, data / "nl_ied_locaties.csv", "rivm.ied", date(2018, 12, 31), tabel)
    deliver(viewer, data / "nl_ets_installaties.csv", "nea.ets", date(2020, 12, 31), tabel)
    for naam, profiel in KETEN:
        deliver(viewer, data / "keten_horeca_sf" / f"{naam}.csv", profiel, date(2017, 12, 31), tabel)
    for bestand, dag in split_years(data / "us_tri_1988_2018.parquet", var, jaren):
        deliver(viewer, bestand, "epa.tri", dag, tabel)
        bestand.unlink()
    console.print(tabel)
    tell(viewer)
    console.print(f"Meeste geheugen: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def split_years(bron: Path, var: Path, jaren: int) -> Iterator[tuple[Path, date]]:
    gevonden = duckdb.sql(f"SELECT DISTINCT year FROM '{bron}' ORDER BY year").fetchall()[:jaren]
    for (jaar,) in gevonden:
        doel = var / f"tri-{jaar}.parquet"
        duckdb.sql(f"COPY (FROM '{bron}' WHERE year = {jaar}) TO '{doel}'")
        yield doel, date(jaar, 12, 31)


def deliver(viewer: object, bestand: Path, profiel: str, peildatum: date, tabel: Table) -> None:
    from vth.aanleveringen.services import accept_aanlevering, process_aanlevering

    begin = time.perf_counter()
    a = accept_aanlevering(
        viewer=viewer,
        profiel_id=profiel,
        brokken=[bestand.read_bytes()],
        bestandsnaam=bestand.name,
        peildatum=peildatum,  # type: ignore[arg-type]
    )
    a = process_aanlevering(a.pk)
    verschil = a.tellingen.get("verschil", {})
    t, v = (
        a.tellingen,
        next((verschil[s] for s in ("vthobject", "controle", "bevinding") if s in verschil), {}),
    )
    cijfers = [t.get("rijen"), t.get("geweigerd"), t.get("met_waarschuwing")]
    cijfers += [v.get(k) for k in ("nieuw", "gewijzigd", "beeindigd", "ongewijzigd")]
    tabel.add_row(
        bestand.name, str(peildatum), a.staat, *map(str, cijfers), f"{time.perf_counter() - begin:.1f}"
    )
    if a.uitleg:
        console.print(f"{bestand.name}: {a.uitleg}")


def tell(viewer: object) -> None:
    """Tell the history of sites that appeared, changed names and ended, as their pages do."""
    from django.db.models import Count

    from vth.register.geschiedenis import list_geschiedenis
    from vth.register.models import Bronobject, VthObjectVoorkomen
    from vth.tijd import klok
    from vth.tijd.rules import Peilmoment

    gemeenten = Bronobject.objects.filter(leverancier__in=["RIVM", "NEA"], soort="vthobject")
    console.print(
        f"{gemeenten.exclude(gebied='').count()} van {gemeenten.count()} Nederlandse objecten kregen hun gemeente uit de coördinaten."
    )
    nu = Peilmoment(klok.today(), klok.now())
    rijen = (
        VthObjectVoorkomen.objects.believed().filter(bronobject__leverancier="EPA-TRI").values("bronobject")
    )
    for groep in rijen.annotate(n=Count("id")).order_by("-n", "bronobject")[:3]:
        bronobject = Bronobject.objects.get(pk=groep["bronobject"])
        console.print(f"\n[bold]{bronobject.sleutel}[/bold]")
        for regel in list_geschiedenis(viewer, [bronobject], nu):  # type: ignore[arg-type]
            console.print(f"  {regel.dag}  {regel.zin}", highlight=False, markup=False)


if __name__ == "__main__":
    main()
