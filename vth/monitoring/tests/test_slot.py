"""With the second lock of PostgreSQL shut, this room says to each role just what it says without it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from vth.monitoring.indicatoren.services import record_indicatorstand
from vth.monitoring.lijsten.services import record_financiering
from vth.monitoring.models import Ronde
from vth.monitoring.toetsen import publish_ronde
from vth.organisaties.tests.builders import BASIS, load_map
from vth.tijd.slot import SITE
from vth.tijd.tests.rollen import work_as

from .builders import BUUR, MINISTER, NOORD, OPSTELLER, ZUID, check, get_van, judge, make_ronde
from .dagstanden import make_controles, write_dagstand
from .test_indicatoren import CONTROLES, STAND, TOT, VAN, VASTLEGGER
from .test_lijsten import GELDKOP
from .test_web import make_beelden, sign_in

pytestmark = [
    pytest.mark.usefixtures("verse_database"),
    pytest.mark.traag,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot"),
]


def _make_land(tmp_path: Path, zet_klok: Callable[..., Any], *, openbaar: bool) -> Ronde:
    load_map(tmp_path / "land", BASIS)
    zet_klok(2024, 6, 3, 9)
    ronde = make_ronde()
    make_beelden()
    for viewer, dienst in ((OPSTELLER, NOORD), (BUUR, ZUID)):
        geld = f"{GELDKOP}X1;taak;basis;100;2;1"
        record_financiering(viewer=viewer, zelfbeoordeling_id=get_van(ronde, dienst).pk, tekst=geld)
        judge(check(ronde, viewer, dienst), "omzet")
    if openbaar:
        publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    zet_klok(2026, 2, 3, 9)
    write_dagstand(STAND, make_controles(*CONTROLES))
    record_indicatorstand(viewer=VASTLEGGER, code="uitgevoerde_controles", van=VAN, tot=TOT)
    return ronde


def _read(client: Client, ronde: Ronde) -> dict[str, tuple[int, bool, bool]]:
    """Give of each page its state, and whether it tells of each dienst."""
    pagina = f"/monitoring/rondes/{ronde.pk}"
    adressen = ["", "/rapport", "/rapport.md", "/financiering", "/kwaliteitscriteria", "/fusies"]
    paden = [f"{pagina}{a}" for a in adressen] + ["/monitoring/indicatoren/uitgevoerde_controles"]
    uit = {}
    for pad in paden:
        antwoord = client.get(pad)
        tekst = antwoord.content.decode()
        uit[pad] = (antwoord.status_code, "Omgevingsdienst Noord" in tekst, "Omgevingsdienst Zuid" in tekst)
    return uit


@pytest.mark.parametrize("openbaar", [False, True])
@pytest.mark.parametrize(
    ("organisatie", "rol"),
    [(NOORD, "zelfbeoordelaar"), ("GM9901", "bestuurder"), ("LAB", "stelseloordelaar")],
)
def test_the_pages_say_the_same_with_the_second_lock_shut(
    tmp_path: Path, zet_klok: Callable[..., Any], openbaar: bool, organisatie: str, rol: str
) -> None:
    ronde = _make_land(tmp_path, zet_klok, openbaar=openbaar)
    client = sign_in(organisatie, rol)
    open_ = _read(client, ronde)
    with work_as(SITE):
        assert _read(client, ronde) == open_
