"""Whatever happens halfway, the register is as before or as after, and the work can be done again."""

import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from vth.aanleveringen import services as aanleveringen
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.services import accept_aanlevering, process_aanlevering
from vth.register import stand
from vth.register.models import Bronobject, Relatie, Stand, VthObjectVoorkomen
from vth.register.stand import StandBezetError, claim_stand
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.rules import Viewer

from .builders import BEHEERDER, PROFIELEN, lever, make_csv, make_site

pytestmark = pytest.mark.usefixtures("verse_database")
PLAATSEN = [
    "lezen",
    "vertalen",
    "toetsen",
    "vergelijken",
    "verslag maken",
    "vastleggen",
    "binnen",
    "0.9",
    "1.3",
]
MAART = date(2024, 3, 1)


def make_url() -> str:
    """The address of this test's own database, for another process."""
    stand_ = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{stand_['NAME']}"
    return f"postgresql://{stand_['USER']}@/{stand_['NAME']}?host={stand_['HOST']}"


def make_opdracht(aanlevering: Aanlevering, plaats: str, settings: Any) -> dict[str, Any]:
    """What starts another process that works on the delivery, and dies at a place."""
    connection.close()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": make_url(),
        "VTH_VAR": str(settings.VAR_DIR),
        "VTH_PROFIELEN": str(PROFIELEN),
        "VTH_SLEUTEL": "proef",
    }
    opdracht = [sys.executable, str(Path(__file__).with_name("sterf.py")), str(aanlevering.pk), plaats]
    return {"args": opdracht, "env": env, "cwd": settings.BASE_DIR, "text": True}


def run_sterf(
    aanlevering: Aanlevering, plaats: str, settings: Any, **anders: Any
) -> subprocess.CompletedProcess[str]:
    """Process the delivery in another process that dies."""
    opdracht = make_opdracht(aanlevering, plaats, settings)
    return subprocess.run(capture_output=True, check=False, **opdracht, **anders)


def process_samen(aanleveringen_: list[Aanlevering], settings: Any) -> list[tuple[int, str]]:
    """Process these deliveries at the same time, each in a process of its own; gives their exit codes and last words."""
    opdrachten = [make_opdracht(a, "nergens", settings) for a in aanleveringen_]
    processen = [subprocess.Popen(stderr=subprocess.PIPE, **opdracht) for opdracht in opdrachten]
    woorden = [proces.communicate(timeout=120)[1] for proces in processen]
    for aanlevering in aanleveringen_:
        aanlevering.refresh_from_db()
    return [(proces.returncode, woord) for proces, woord in zip(processen, woorden, strict=True)]


def receive(
    rijen: list[dict[str, str]],
    peildatum: date = MAART,
    profiel: str = "proef.sites",
    viewer: Viewer = BEHEERDER,
) -> Aanlevering:
    """Take in a file without processing it."""
    return accept_aanlevering(
        viewer=viewer,
        profiel_id=profiel,
        brokken=[make_csv(rijen).encode()],
        bestandsnaam="x.csv",
        peildatum=peildatum,
    )


def read_register() -> tuple[Any, ...]:
    """All that the register holds."""
    voorkomens = VthObjectVoorkomen.objects.order_by(
        "bronobject__sleutel", "tijdstip_registratie", "begin_geldigheid"
    )
    return (
        list(
            voorkomens.values_list(
                "bronobject__sleutel", "naam", "begin_geldigheid", "eind_geldigheid", "eind_registratie"
            )
        ),
        Bronobject.objects.count(),
        Relatie.objects.count(),
    )


@pytest.mark.parametrize("plaats", PLAATSEN)
def test_killed_delivery_leaves_the_register_before_or_after_and_can_be_done_again(
    plaats: str, settings: Any
) -> None:
    lever([make_site(f"A{n}") for n in range(50)])
    voor = read_register()
    aanlevering = receive([make_site(f"A{n}", NAAM="Anders") for n in range(60)])
    uitkomst = run_sterf(aanlevering, plaats, settings)
    tijd = plaats.replace(".", "").isdigit()
    assert uitkomst.returncode == -9 or tijd, uitkomst.stderr
    na = read_register()
    if uitkomst.returncode == -9 and not tijd:
        assert na == voor
    else:
        assert na == voor or len(na[0]) == 50 * 3 + 10
    Stand.objects.update(bezet_tot=klok.now() - timedelta(hours=1))
    klaar = process_aanlevering(aanlevering.pk)
    assert klaar.staat == Aanlevering.Staat.VERWERKT, klaar.uitleg
    assert VthObjectVoorkomen.objects.believed().filter(naam="Anders", begin_geldigheid=MAART).count() == 60
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)


def test_full_disk_is_told_and_changes_nothing(settings: Any) -> None:
    lever([make_site("A1")])
    voor = read_register()
    aanlevering = receive([make_site(f"A{n}") for n in range(3000)])

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    uitkomst = run_sterf(aanlevering, "nergens", settings, preexec_fn=limit)
    assert uitkomst.returncode != 0
    assert read_register() == voor
    assert process_aanlevering(aanlevering.pk).staat == Aanlevering.Staat.VERWERKT


def test_two_deliveries_of_one_supplier_at_once_are_kept_apart() -> None:
    een, twee = receive([make_site("A1")]), receive([make_site("A2")])
    claim_stand("OD-PROEF", ["vthobject"], str(een.pk))
    with pytest.raises(StandBezetError, match="wordt nu verwerkt"):
        process_aanlevering(twee.pk)
    twee.refresh_from_db()
    assert twee.staat == Aanlevering.Staat.ONTVANGEN
    stand.release_stand("OD-PROEF", str(een.pk))
    assert process_aanlevering(twee.pk).staat == Aanlevering.Staat.VERWERKT


def test_two_suppliers_in_two_processes_at_once_both_come_in_whole(settings: Any) -> None:
    beiden = [receive([make_site(f"A{n}") for n in range(2000)])]
    buur = replace(BEHEERDER, organisaties=frozenset({"OD-BUUR"}))
    beiden.append(receive([make_site(f"A{n}") for n in range(1500)], profiel="proef.buur", viewer=buur))
    uitkomsten = process_samen(beiden, settings)
    assert [code for code, _ in uitkomsten] == [0, 0], uitkomsten
    assert {a.staat for a in beiden} == {Aanlevering.Staat.VERWERKT}
    per_leverancier = Counter(
        Bronobject.objects.filter(soort="vthobject").values_list("leverancier", flat=True)
    )
    assert per_leverancier == {"OD-PROEF": 2000, "OD-BUUR": 1500}
    assert VthObjectVoorkomen.objects.believed().count() == 3500


def test_one_supplier_in_two_processes_at_once_ends_as_one_after_the_other(settings: Any) -> None:
    lever([make_site(f"A{n}") for n in range(300)])
    beiden = [receive([make_site(f"A{n}", NAAM=naam) for n in range(300)]) for naam in ("Een", "Twee")]
    for aanlevering, (code, woorden) in zip(beiden, process_samen(beiden, settings), strict=True):
        if code:
            assert "wordt nu verwerkt" in woorden
            process_aanlevering(aanlevering.pk)
    namen = Counter(
        VthObjectVoorkomen.objects.believed().filter(begin_geldigheid=MAART).values_list("naam", flat=True)
    )
    assert sum(namen.values()) == 300
    assert len(namen) == 1


def test_lock_of_a_process_that_died_is_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    claim_stand("OD-PROEF", ["vthobject"], "dood")
    later = klok.now() + stand.SLOTDUUR + timedelta(minutes=1)
    monkeypatch.setattr(klok, "now", lambda: later)
    claim_stand("OD-PROEF", ["vthobject"], "levend")
    assert Stand.objects.get(soort="vthobject").bezet_door == "levend"


def test_write_between_comparing_and_recording_is_seen_and_compared_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lever([make_site("A1")])
    echt: Callable[..., None] = aanleveringen.record_verschil
    keren = []

    def ertussen(*args: Any) -> None:
        if not keren:
            make_object(
                "A1", leverancier="OD-PROEF", inhoud={"naam": "Met de hand", "hoofdtype": "inrichting"}
            )
        keren.append(1)
        echt(*args)

    monkeypatch.setattr(aanleveringen, "record_verschil", ertussen)
    aanlevering = lever([make_site("A1", NAAM="Uit het bestand")], peildatum=MAART)
    assert aanlevering.staat == Aanlevering.Staat.VERWERKT
    assert len(keren) == 2
    namen = VthObjectVoorkomen.objects.believed().order_by("begin_geldigheid").values_list("naam", flat=True)
    assert list(namen) == ["Met de hand", "Uit het bestand"]


def test_lost_copy_of_the_state_is_read_from_the_register_again(settings: Any) -> None:
    lever([make_site("A1"), make_site("A2")])
    for file in (settings.AANLEVERINGEN_DIR / "standen").rglob("*.parquet"):
        file.write_bytes(b"kapot")
    aanlevering = lever([make_site("A1"), make_site("A2")], peildatum=MAART)
    assert aanlevering.tellingen["verschil"]["vthobject"]["ongewijzigd"] == 2
