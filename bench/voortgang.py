"""A programme of five hundred topics and twenty rounds: every page warm, right after a write and with nothing remembered, as the first one of a process, and its report as PDF.

`python -m bench.voortgang [--omvang 500] [--database sqlite|postgresql] [--vragen 20]`. `omvang` is the number of topics, each with three milestones that were planned anew twice; twenty rounds, in each of which all
are written about. A page is asked from the site in this process, without the web around it. The floor is the page that says that something does not exist: the same frame without any programme in it.
"""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from .zaken import run

RONDEN, MIJLPALEN, ORGANISATIE = 20, 3, "LINDELAND"
STAMGEGEVENS = Path(__file__).parents[1] / "voorbeelden" / "stamgegevens"
BEGIN = date(2014, 1, 1)
BEELDEN = (
    "risicos",
    "besluiten",
    "verschuiving",
    "tijdlijn",
    "samenhang",
    "middelen",
    "tegenspraken",
    "watals",
)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    return run(argumenten, "bench.voortgang", __doc__, measure, omvang=500, vragen=20)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Ask every page of a large programme a number of times, each also right after a write, and make its report."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client

    from vth.tijd import klok
    from vth.voortgang.models import Programma

    viewer, programma, ronde, deel = fill(omvang)
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.create(username="bench-voortgang"))
    tijden: dict[str, float] = {}
    with mock.patch("config.middleware.read_viewer", lambda request: viewer):
        for naam, adres in list_adressen(programma, ronde, deel).items():
            _ask(client, adres)
            tijden[naam] = _measure(lambda adres=adres: _ask(client, adres), vragen)
        vloer = _measure(
            lambda: client.get("/voortgang/programmas/0192a5b0-0000-7000-8000-000000000001"), vragen
        )
        na: dict[str, float] = {}
        for naam, adres in list_adressen(programma, ronde, deel).items():
            keren = []
            for _ in range(min(vragen, 3)):
                Programma.objects.update(stempel=klok.make_uuid7())
                keren.append(_time(lambda adres=adres: _ask(client, adres)))
            na[naam] = median(keren)
        leeg = {
            naam: median(_measure_leeg(client, adres) for _ in range(min(vragen, 3)))
            for naam, adres in list_adressen(programma, ronde, deel).items()
        }
        pdf = _measure(lambda: _ask(client, f"/voortgang/rondes/{ronde}/rapport.pdf"), min(vragen, 3))
    # Another process sees nothing of what was not committed: the small measurement of all benches does without.
    eerste = {} if connection.in_atomic_block else measure_eerste(list_adressen(programma, ronde, deel))
    traagste = max(tijden, key=lambda naam: tijden[naam])
    return {
        "lat_bladzij_ms": 200,
        "bladzij_ms": {naam: round(t * 1000, 1) for naam, t in tijden.items()},
        "traagste": traagste,
        "na_wijziging_ms": {naam: round(t * 1000, 1) for naam, t in na.items()},
        "traagste_na_wijziging_ms": round(max(na.values()) * 1000, 1),
        "zonder_geheugen_ms": {naam: round(t * 1000, 1) for naam, t in leeg.items()},
        "traagste_zonder_geheugen_ms": round(max(leeg.values()) * 1000, 1),
        **eerste,
        "vloer_ms": round(vloer * 1000, 1),
        "traagste_tegen_vloer": round(tijden[traagste] / vloer, 1),
        "lat_pdf_s": 2,
        "pdf_s": round(pdf, 2),
    }


def list_adressen(programma: Any, ronde: Any, deel: Any) -> dict[str, str]:
    """Give the pages by name."""
    heel = f"/voortgang/programmas/{programma}"
    return {
        "programma": heel,
        "bijdragen": f"{heel}/bijdragen",
        "rondes": f"{heel}/rondes",
        **{naam: f"{heel}/beeld/{naam}" for naam in BEELDEN},
        "onderwerp": f"/voortgang/onderdelen/{deel}",
        "ronde": f"/voortgang/rondes/{ronde}",
        "samenvatting": f"/voortgang/rondes/{ronde}/samenvatting",
        "rapport": f"/voortgang/rondes/{ronde}/rapport",
    }


def measure_eerste(adressen: dict[str, str]) -> dict[str, Any]:
    """Ask each page as the first one of a process of its own, which started as a worker of the site does; and one without what that does beforehand."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from portaal.cli import migreer
    from vth.toegang.models import Lidmaatschap

    # A site that starts sees whether all its databases are guarded, also those that nothing here is written in.
    with redirect_stdout(io.StringIO()):
        migreer()
    gebruiker = get_user_model().objects.create(username="bench-eerste")
    Lidmaatschap.objects.create(
        gebruiker=gebruiker, organisatie=ORGANISATIE, rol="programmabureau", begin=BEGIN
    )
    client = Client()
    client.force_login(gebruiker)
    sessie = client.cookies["sessionid"].value
    keren = {naam: _run_eerste(sessie, adres) for naam, adres in adressen.items()}
    koud = _run_eerste(sessie, adressen["programma"], "--koud")
    return {
        "eerste_ms": {naam: round(keer["eerste_ms"], 1) for naam, keer in keren.items()},
        "traagste_eerste_ms": round(max(keer["eerste_ms"] for keer in keren.values()), 1),
        "start_s": round(median(keer["start_s"] for keer in keren.values()), 1),
        "koud": {naam: round(waarde, 1) for naam, waarde in koud.items()},
    }


def _run_eerste(sessie: str, adres: str, *rest: str) -> dict[str, float]:
    opdracht = [sys.executable, "-m", "bench.eerste", sessie, adres, *rest]
    uit = subprocess.run(
        opdracht,
        env=os.environ | {"VTH_TWEEDE_FACTOR": "vrij"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    gemeten: dict[str, float] = json.loads(uit.stdout)
    return gemeten


def _ask(client: Any, adres: str) -> None:
    antwoord = client.get(adres)
    if antwoord.status_code != 200:
        raise SystemExit(f"{adres} geeft {antwoord.status_code}: de maat deugt niet.")


def _measure_leeg(client: Any, adres: str) -> float:
    """Ask a page when nothing of any programme is remembered, as the first one after a start."""
    from vth.voortgang import rijlezing, rules, selectors

    for module in (rijlezing, rules, selectors):
        for deel in vars(module).values():
            if hasattr(deel, "cache_clear"):
                deel.cache_clear()
    return _time(lambda: _ask(client, adres))


def _time(doe: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    doe()
    return time.perf_counter() - begin


def _measure(doe: Callable[[], Any], keer: int) -> float:
    return median(_time(doe) for _ in range(keer))


def fill(omvang: int) -> tuple[Any, Any, Any, Any]:
    """Make the programme; gives who looks, and the ids of programme, last round and one topic."""
    from vth.organisaties.services import record_stamgegevens
    from vth.tijd import klok
    from vth.toegang.rules import Viewer, Zicht
    from vth.toegang.selectors import make_systeemviewer
    from vth.voortgang.models import Bijdrage, Onderdeel, Onderdeelversie, Planning, Programma
    from vth.voortgang.rondes import record_ronde
    from vth.voortgang.services import record_programma

    record_stamgegevens(viewer=make_systeemviewer("bench", op=klok.today()), map_=STAMGEGEVENS)
    zicht = Zicht(
        soorten=frozenset({"programma"}),
        leveranciers=frozenset({ORGANISATIE}),
        niveaus=frozenset({"openbaar", "intern"}),
    )
    rechten = frozenset({"programma.record", "bijdrage.record", "bijdrage.approve"})
    viewer = Viewer("bench", zicht, rechten, frozenset({ORGANISATIE}))
    programma = record_programma(viewer=viewer, code="ibp-vth", organisatie=ORGANISATIE, bekend_op=BEGIN)
    pijlers = list(Onderdeel.objects.filter(programma=programma, soort="pijler"))
    vast: dict[str, Any] = {"programma": programma, "bekend_op": BEGIN, "op": klok.now(), "door": "bench"}
    delen, versies, planningen = [], [], []
    for n in range(omvang):
        onderwerp = Onderdeel(
            programma=programma, soort="onderwerp", sleutel=f"p1.o{1000 + n}", ouder=pijlers[n % len(pijlers)]
        )
        delen.append(onderwerp)
        versies.append(
            Onderdeelversie(
                onderdeel=onderwerp, volgnummer=1, titel=f"Onderwerp {n}", inhoud={"nummer": str(n)}, **vast
            )
        )
        for m in range(MIJLPALEN):
            mijlpaal = Onderdeel(
                programma=programma, soort="mijlpaal", sleutel=f"p1.o{1000 + n}#m{m}", ouder=onderwerp
            )
            delen.append(mijlpaal)
            versies.append(
                Onderdeelversie(
                    onderdeel=mijlpaal, volgnummer=1, titel=f"Mijlpaal {n}.{m}", inhoud={}, **vast
                )
            )
            for keer in range(3):
                eind = BEGIN + timedelta(days=365 * 6 + 7 * (n % 300) + 91 * keer * (n % 3))
                planningen.append(
                    Planning(
                        onderdeel=mijlpaal,
                        volgnummer=keer + 1,
                        stand="gepland" if not keer else "bijgesteld",
                        reden="bench" if keer else "",
                        soort="dag",
                        tekst=str(eind),
                        van=eind,
                        tot=eind,
                        **vast | {"bekend_op": BEGIN + timedelta(days=300 * keer)},
                    )
                )
    for model, rijen in ((Onderdeel, delen), (Onderdeelversie, versies), (Planning, planningen)):
        model.objects.bulk_create(rijen, batch_size=500)
    Programma.objects.update(stempel=klok.make_uuid7())
    ronde = None
    for n in range(RONDEN):
        ronde = record_ronde(
            viewer=viewer,
            programma_id=programma.pk,
            naam=f"Ronde {n}",
            peildatum=BEGIN + timedelta(days=182 * (n + 1)),
            indienen_voor=klok.today() + timedelta(days=30),
        )
    assert ronde is not None
    # One round is being written; of those before it the work is done.
    eerder = programma.rondes.exclude(pk=ronde.pk)
    Bijdrage.objects.filter(ronde__in=eerder).update(stand="vergrendeld")
    eerder.update(stand="vergrendeld", vergrendeld_op=klok.now())
    return viewer, programma.pk, ronde.pk, delen[0].pk


if __name__ == "__main__":
    sys.exit(main())
