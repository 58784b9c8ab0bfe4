"""The app in the field: a checklist of 200 questions taken along, then 50 answers and 20 photos over a line that breaks every 3 seconds.

`python -m bench.veld [--omvang 200] [--vragen 50] [--database sqlite|postgresql]`. `--omvang` is the number of questions, `--vragen`
that of answers. Chromium as a phone, over a line of 250 kB a second. Told: whether everything arrived, once; how long each change took to be safe on
the device; and the bytes that went over the line beside the bytes of the pieces themselves.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

from .zaken import run

FOTOS, TEMPO, HEEL, STUK = 20, 250_000, 3.0, 0.5


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    return run(argumenten, "bench.veld", __doc__, measure, omvang=200, vragen=50)


def make_lijst(aantal: int) -> Any:
    """Make a checklist of so many questions; every tenth leads on to the nine after it."""
    from vth.toezicht.lijst.lezer import read_checklist
    from vth.toezicht.lijst.selectors import read_codes

    vragen = [
        {
            "id": f"v{n}",
            "vraag": f"Is punt {n} in orde?",
            "soort": "ja_nee",
            "hulp": "Kijk goed, en vergelijk met wat de vergunning op dit punt vraagt. " * 2,
            "norm": {"zorgplicht": f"punt {n}"},
            "bevinding": {"ja": "nageleefd", "nee": "overtreden", "hersteld": "akkoord_na_aanwijzing"},
            **({"als": f"v{n - n % 10} in (ja, nee)"} if n % 10 else {}),
        }
        for n in range(aantal)
    ]
    vorm = {
        "code": "groot",
        "versie": "1",
        "titel": "Grote lijst",
        "geldig_vanaf": date(2026, 1, 1),
        "bronnen": ["bench"],
    }
    vorm["hoofdstukken"] = [{"code": "alles", "titel": "Alles", "vragen": vragen}]
    lezing = read_checklist(vorm, "bench", read_codes(date(2026, 6, 1)))
    assert lezing.lijst, lezing.meldingen
    return lezing.lijst


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all of it in a fresh installation."""
    import os

    from django.conf import settings
    from django.core.management import call_command
    from playwright.sync_api import sync_playwright

    import config.middleware
    from vth.toezicht.lijst import versies
    from vth.toezicht.tests.builders import TINE, make_controle
    from vth.toezicht.tests.lijn import lay_lijn
    from vth.toezicht.tests.veldbrowser import Telefoon, make_sessie, serve

    # Playwright runs a loop in this thread; the database is asked between its steps.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "ja"
    settings.TWEEDE_FACTOR = "vrij"
    if settings.VERWERKINGEN_DATABASE != "default":
        call_command("migrate", database=settings.VERWERKINGEN_DATABASE, verbosity=0, interactive=False)
    config.middleware.read_viewer = lambda request: TINE
    versies._add_versie(TINE, "OD-NOORD", make_lijst(omvang), vast=True)
    controle = make_controle()
    versies.record_controlelijst(viewer=TINE, controle_id=controle.pk, code="groot")
    with (
        serve() as poort,
        lay_lijn(poort, TEMPO) as lijn,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as map_,
    ):
        telefoon = Telefoon(
            playwright, Path(map_) / "telefoon", f"http://127.0.0.1:{lijn.poort}", make_sessie()
        )
        uit = measure_meenemen(telefoon, lijn)
        lijn.cut()
        uit |= measure_invullen(telefoon, vragen)
        uit |= measure_versturen(telefoon, lijn)
        telefoon.close()
    return uit | check_heel(vragen)


def measure_meenemen(telefoon: Any, lijn: Any) -> dict[str, Any]:
    """Open the app for the first time and take the visit along; told in bytes over the line and seconds."""
    from vth.toezicht.tests.test_veldchromium import take_along, wait_ready

    begin = time.perf_counter()
    page = telefoon.start()
    take_along(page)
    wait_ready(page)
    return {"meenemen_s": round(time.perf_counter() - begin, 1), "meenemen_kb": round(lijn.gegaan / 1000)}


def measure_invullen(telefoon: Any, vragen: int) -> dict[str, Any]:
    """Answer and photograph without a line; told is how long it took until the device said that it was safe."""
    from playwright.sync_api import expect

    from vth.toezicht.tests.test_veldchromium import open_deel
    from vth.toezicht.tests.veldbuilders import make_foto

    page = telefoon.context.pages[0]
    open_deel(page, "Vragen")
    tijden = []
    for n in range(vragen):
        vak = page.locator(f'[data-vraag="v{n}"]')
        begin = time.perf_counter()
        vak.get_by_label("ja", exact=True).check()
        expect(vak.locator(".veld-staat--toestel, .veld-staat--onderweg").first).to_be_attached()
        tijden.append(time.perf_counter() - begin)
    open_deel(page, "Foto's en notities")
    for n in range(FOTOS):
        foto = {"name": f"foto{n}.jpg", "mimeType": "image/jpeg", "buffer": make_foto(900)}
        page.locator("input[type=file]").set_input_files([foto])
        expect(page.locator("figure")).to_have_count(n + 1)
    return {
        "veilig_ms": {
            "midden": round(sorted(tijden)[len(tijden) // 2] * 1000),
            "hoogste": round(max(tijden) * 1000),
        }
    }


def measure_versturen(telefoon: Any, lijn: Any) -> dict[str, Any]:
    """Send everything over a line that breaks every 3 seconds and comes back half a second later."""
    from playwright.sync_api import expect

    klaar, breuken = Event(), [0]

    def break_lijn() -> None:
        while not klaar.is_set():
            lijn.mend()
            klaar.wait(HEEL)
            lijn.cut()
            breuken[0] += 1
            klaar.wait(STUK)
        lijn.mend()

    draad, begin, al = Thread(target=break_lijn), time.perf_counter(), lijn.gegaan
    draad.start()
    page = telefoon.context.pages[0]
    try:
        expect(page.locator("[data-open]")).to_have_attribute("data-open", "0", timeout=600_000)
    finally:
        klaar.set()
        draad.join()
    expect(page.locator("[data-fout]")).to_have_attribute("data-fout", "0")
    return {
        "versturen_s": round(time.perf_counter() - begin, 1),
        "breuken": breuken[0],
        "over_de_lijn_kb": round((lijn.gegaan - al) / 1000),
    }


def check_heel(vragen: int) -> dict[str, Any]:
    """Count what arrived beside what was made; every piece once, every photo whole."""
    from django.db.models import Sum

    from vth.toezicht.models import Antwoord, Veldstuk
    from vth.zaken.models import Documentversie

    fotos = Veldstuk.objects.filter(soort="foto", document__isnull=False)
    bytes_ = (
        Documentversie.objects.filter(document__in=fotos.values("document")).aggregate(
            n=Sum("bestandsomvang")
        )["n"]
        or 0
    )
    antwoorden = Antwoord.objects.values("vraag").distinct().count()
    return {
        "antwoorden": [antwoorden, vragen],
        "fotos": [fotos.count(), FOTOS],
        "dubbel": Antwoord.objects.count() - antwoorden,
        "foto_kb": round(bytes_ / 1000),
        "verloren": vragen - antwoorden + FOTOS - fotos.count(),
    }


if __name__ == "__main__":
    sys.exit(main())
