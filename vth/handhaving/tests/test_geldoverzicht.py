"""Money per year: exact, of what one may see, and shown as a picture with its table."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from vth.handhaving.geldoverzicht import REEKSEN, read_geld
from vth.handhaving.models import Betaling, Lastadressaat, Verbeurte
from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.zaken.tests.builders import OD

from .builders import BUITEN, JURIST, make_opgelegd

pytestmark = pytest.mark.django_db


def make(wie: Lastadressaat, dag: date, bedrag: str, **velden: Any) -> Verbeurte:
    """Write one amount as the table holds it."""
    vast: dict[str, Any] = {"vanaf": dag, "dag": dag, "bedrag": Decimal(bedrag), "betalen_voor": dag}
    return Verbeurte.objects.create(
        soort="dwangsomdossier",
        leverancier=OD,
        gebied="GM9901",
        vertrouwelijkheid="zaakvertrouwelijk",
        adressaat=wie,
        grond="Gezien.",
        geregistreerd_op=klok.now(),
        geregistreerd_door="x",
        **(vast | velden),
    )


def make_bedragen() -> None:
    """Amounts of some years, with what was booked on one."""
    _, wie = make_opgelegd()
    een = make(wie, date(2024, 12, 31), "1000.10", ingevorderd_op=date(2025, 1, 1), betaald=Decimal("400.05"))
    verjaard = {"staat": "verjaard", "laatste_dag": date(2026, 1, 1), "betaald": Decimal("0.05")}
    make(wie, date(2025, 1, 1), "0.20", **verjaard)
    make(wie, date(2025, 2, 1), "999", staat="vernietigd")
    make(wie, date(2025, 3, 1), "50", aard="kosten")
    boekingen = (("betaling", "500.05"), ("terugbetaling", "100"), ("kwijtschelding", "9"))
    for n, (soort, bedrag) in enumerate(boekingen):
        Betaling.objects.create(
            verbeurte=een,
            leverancier=OD,
            kenmerk=f"F-{n}",
            soort=soort,
            bedrag=Decimal(bedrag),
            dag=date(2025, 6, 1),
            op=klok.now(),
            door="x",
        )


def test_each_year_adds_up_to_the_cent() -> None:
    make_bedragen()
    geld = read_geld(JURIST, van=2024, tot=2026)
    assert [geld[j]["verbeurd"] for j in (2024, 2025, 2026)] == [Decimal("1000.10"), Decimal("50.20"), 0]
    assert geld[2025]["ingevorderd"] == Decimal("1000.10") and geld[2025]["betaald"] == Decimal("400.05")
    assert geld[2026]["verjaard"] == Decimal("0.15")
    assert read_geld(JURIST, van=2025, tot=2025, aard="kosten")[2025]["verbeurd"] == 50
    assert set(geld[2024]) == set(REEKSEN)


def test_of_another_organisation_nothing_is_added_up() -> None:
    make_bedragen()
    assert not any(som for per in read_geld(BUITEN, van=2024, tot=2026).values() for som in per.values())


def test_the_page_has_a_picture_and_its_table(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_bedragen()
    log_in(client, monkeypatch, JURIST)
    pagina = client.get("/handhaving/geld?jaren=10").content.decode()
    for stuk in ("<svg", "€ 1.000,10", "Toon als tabel", "Verjaard"):
        assert stuk in pagina
    for fout in ("jaren=0", "jaren=99", "jaren=veel", "aard=goud"):
        assert client.get(f"/handhaving/geld?{fout}").status_code == 400
    log_in(client, monkeypatch, BUITEN)
    assert "niets verbeurd" in client.get("/handhaving/geld").content.decode()
