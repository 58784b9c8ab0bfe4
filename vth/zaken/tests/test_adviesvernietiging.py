"""A zaak is destroyed in which advice was asked of who works here too: what the adviser has of it goes with it, and says so."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vth.logboek.selectors import list_gebeurtenissen
from vth.organisaties.tests.builders import load_map
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.zaken.advies.pagina import make_advieskijk
from vth.zaken.advies.services import record_herinnering, record_uitvoeringstoets
from vth.zaken.models import Adviesgebeurtenis, Adviesverzoek, Uitvoeringstoetspunt
from vth.zaken.services import close_zaak
from vth.zoeken.models import Zoekregel

from .builders import ANNA, make_zaak
from .test_adviestegenhanger import ZIGRID, ZUID, answer, ask
from .test_bewaring import ARCHIVARIS, GEHEIM, carry_out, make_getekend, make_verlopen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lid(tmp_path: Path) -> None:
    load_map(tmp_path)
    wie = Gebruiker.objects.create(username="zigrid")
    vast: dict[str, Any] = {"rol": "vergunningverlener", "begin": date(2024, 1, 1)}
    Lidmaatschap.objects.create(gebruiker=wie, organisatie=ZUID, **vast)


def read_alles() -> str:
    """All that is kept of advice, and what can be found of it."""
    modellen = (Adviesverzoek, Adviesgebeurtenis, Uitvoeringstoetspunt, Zoekregel)
    return str([list(model.objects.values()) for model in modellen]).lower()


@pytest.mark.parametrize("beantwoord", [True, False])
def test_what_the_adviser_has_of_a_zaak_goes_with_it(beantwoord: bool) -> None:
    zaak = make_zaak("melding", omschrijving=GEHEIM)
    advies, ander = ask(zaak, adviessoort="omgevingsplan", over=GEHEIM, vraag=GEHEIM)
    ander_zaak = make_zaak("melding", omschrijving="Blijft")
    blijft, blijft_daar = ask(ander_zaak, vraag="Deze vraag blijft")
    record_herinnering(viewer=ANNA, advies_id=advies.pk, op=date(2025, 4, 1), reden=GEHEIM)
    toets = {"meetbaar": ("nee", GEHEIM)}
    record_uitvoeringstoets(viewer=ZIGRID, advies_id=ander.pk, toets=toets)
    if beantwoord:
        answer(ander, strekking="geen_advies", advies=GEHEIM)
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    make_verlopen(zaak)
    assert GEHEIM.lower() in read_alles()
    klaar = carry_out(make_getekend(zaak))
    assert klaar.verklaring["daarin"]["adviezen"] == 2
    assert GEHEIM.lower() not in read_alles() and not Uitvoeringstoetspunt.objects.exists()
    assert zaak.identificatie not in Adviesverzoek.objects.get(pk=ander.pk).over
    for rij in (blijft, blijft_daar):
        assert Adviesverzoek.objects.get(pk=rij.pk).vraag == "Deze vraag blijft"


def test_the_adviser_reads_why_it_is_empty() -> None:
    zaak = make_zaak("melding")
    _, ander = ask(zaak)
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    make_verlopen(zaak)
    lijst = carry_out(make_getekend(zaak))
    gebeurtenissen = make_advieskijk(ZIGRID, ander.pk).tijdlijn
    assert "Vernietigd, met de zaak van wie het vroeg." in [g.zin for g in gebeurtenissen]
    regel = list_gebeurtenissen("adviesverzoek", str(ander.pk))[0]
    assert (regel.handeling, regel.organisatie, regel.actor) == ("advies.erase", ZUID, ARCHIVARIS.actor)
    assert regel.inhoud["lijst"] == lijst.controlegetal
    ander.refresh_from_db()
    assert ander.versie == ander.gebeurtenissen.count()
