"""Advice that has been kept long enough: that without a zaak goes by its own term, and of a destroyed zaak an adviser keeps no words."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from portaal.vernietiging import KAMERS
from vth.logboek.models import Gebeurtenis
from vth.logboek.selectors import list_gebeurtenissen
from vth.organisaties.tests.builders import load_map
from vth.regelgeving.dagen import derive_dag_in_maand
from vth.tijd import klok
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer
from vth.zaken.advies import vernietiging
from vth.zaken.advies.pagina import make_advieskijk
from vth.zaken.advies.services import close_adviesverzoek, record_opvolging, record_uitvoeringstoets
from vth.zaken.models import Adviesgebeurtenis, Adviesverzoek, Uitvoeringstoetspunt
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import close_zaak
from vth.zoeken.models import Zoekregel

from .builders import ANNA, make_zaak
from .test_advies import APRIL, make_advies
from .test_adviestegenhanger import ZIGRID, ZUID, answer, ask
from .test_bewaring import ARCHIVARIS, GEHEIM, carry_out, make_getekend, make_verlopen

pytestmark = pytest.mark.django_db
KAMER = KAMERS["adviezen"]
LATER = date(2150, 1, 1)


@pytest.fixture(autouse=True)
def lid(tmp_path: Path) -> None:
    load_map(tmp_path)
    wie = Gebruiker.objects.create(username="zigrid")
    vast: dict[str, Any] = {"rol": "vergunningverlener", "begin": date(2024, 1, 1)}
    Lidmaatschap.objects.create(gebruiker=wie, organisatie=ZUID, **vast)


@pytest.fixture
def beheer() -> Any:
    return make_systeemviewer("proef", op=klok.today(), rol="archiefbeheerder")


def read_alles(*modellen: Any) -> str:
    """All that is kept of advice, and what can be found of it."""
    alle = modellen or (Adviesverzoek, Adviesgebeurtenis, Uitvoeringstoetspunt, Zoekregel)
    return str([list(model.objects.values()) for model in alle]).lower()


def make_los(**velden: Any) -> tuple[Adviesverzoek, Adviesverzoek]:
    """A request without a zaak with words in it, that was answered and followed up."""
    advies, ander = ask(over=f"over {GEHEIM}", adviessoort="omgevingsplan", vraag=GEHEIM, **velden)
    record_uitvoeringstoets(viewer=ZIGRID, advies_id=ander.pk, toets={"meetbaar": ("nee", GEHEIM)})
    answer(ander, strekking="geen_advies", advies=GEHEIM)
    wat: dict[str, Any] = {"opvolging": "niet_gevolgd", "op": APRIL, "reden": GEHEIM}
    record_opvolging(viewer=ANNA, advies_id=advies.pk, **wat)
    return advies, ander


def list_weg(viewer: Any, op: date = LATER) -> list[str]:
    return sorted(r.sleutel for r in KAMER.list_te_vernietigen(viewer, op=op, hoogstens=100))


def test_of_a_destroyed_zaak_an_adviser_keeps_what_was_asked_and_answered_and_no_words_of_it() -> None:
    zaak, blijft = make_zaak("melding", omschrijving=GEHEIM), make_zaak("melding", omschrijving="Blijft")
    _, ander = ask(zaak, vraag="Mag dit?")
    _, elders = ask(blijft, over="De sloot")
    answer(ander)
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    make_verlopen(zaak)
    assert GEHEIM.lower() in read_alles(Adviesverzoek) and GEHEIM.lower() in read_alles(Zoekregel)
    lijst = carry_out(make_getekend(zaak))
    assert GEHEIM.lower() not in read_alles() and lijst.verklaring["daarin"]["adviezen"] == 1
    ander.refresh_from_db()
    assert (ander.over, ander.vraag) == (f"zaak {zaak.identificatie}", "Mag dit?")
    assert ander.advies and ander.versie == ander.gebeurtenissen.count()
    elders.refresh_from_db()
    assert elders.over == f"De sloot. zaak {blijft.identificatie}: Blijft"
    zinnen = [g.zin for g in make_advieskijk(ZIGRID, ander.pk).tijdlijn]
    assert "De zaak van wie het vroeg is vernietigd." in zinnen
    regel = list_gebeurtenissen("adviesverzoek", str(ander.pk))[0]
    assert (regel.handeling, regel.organisatie) == ("advies.zaak_vernietigd", ZUID)
    assert (regel.actor, regel.inhoud["lijst"]) == (ARCHIVARIS.actor, lijst.controlegetal)


def test_advice_without_a_zaak_goes_at_both_sides_when_its_term_has_passed(beheer: Any) -> None:
    paar = make_los()
    ids, (grens, _) = sorted(str(rij.pk) for rij in paar), derive_dag_in_maand(klok.today(), 120)
    assert list_weg(beheer, grens - timedelta(days=1)) == []
    assert list_weg(beheer, grens + timedelta(days=1)) == list_weg(beheer) == ids
    assert GEHEIM.lower() in read_alles()
    for rij, sleutel in ((rij, str(rij.pk)) for rij in paar):
        assert KAMER.mag_nog(beheer, sleutel, LATER)
        assert [KAMER.erase(beheer, sleutel, "lijst 1"), KAMER.erase(beheer, sleutel, "lijst 1")] == [1, 0]
        assert not KAMER.mag_nog(beheer, sleutel, LATER)
        regel = Gebeurtenis.objects.get(handeling="advies.erase", onderwerp_id=sleutel)
        assert (regel.organisatie, regel.inhoud["grond"]) == (rij.leverancier, "lijst 1")
    assert GEHEIM.lower() not in read_alles() and not Uitvoeringstoetspunt.objects.exists()
    assert list_weg(beheer) == []
    assert "Vernietigd." in [g.zin for g in make_advieskijk(ZIGRID, paar[1].pk).tijdlijn]


def test_what_an_adviser_kept_of_a_destroyed_zaak_goes_by_its_own_term(beheer: Any) -> None:
    zaak = make_zaak("melding")
    _, ander = ask(zaak, vraag=GEHEIM)
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    make_verlopen(zaak)
    carry_out(make_getekend(zaak))
    assert list_weg(beheer) == [str(ander.pk)]
    KAMER.erase(beheer, str(ander.pk), "lijst 1")
    assert GEHEIM.lower() not in read_alles()


def test_what_runs_or_is_in_a_zaak_stays(beheer: Any) -> None:
    loopt = ask(vraag="Loopt nog")
    in_zaak = make_advies(make_zaak())
    close_adviesverzoek(viewer=ANNA, advies_id=in_zaak.pk, reden="niet nodig")
    assert list_weg(beheer) == []
    assert not any(KAMER.mag_nog(beheer, str(rij.pk), LATER) for rij in loopt)
    for sleutel in (str(in_zaak.pk), "onzin", "00000000-0000-7000-8000-000000000000"):
        with pytest.raises(BestaatNietError):
            KAMER.mag_nog(beheer, sleutel, LATER)


def test_a_list_holds_no_more_than_fits_and_names_the_term(beheer: Any) -> None:
    make_los(), make_los()
    regels = KAMER.list_te_vernietigen(beheer, op=LATER, hoogstens=3)
    assert len(regels) == 3 and {r.termijn for r in regels} == {"120 maanden"}
    assert {(r.kamer, r.laatste_dag) for r in regels} == {("adviezen", klok.today())}
    assert KAMER.find_termijn(ZUID, klok.today()).zekerheid == "aanname"


def test_who_may_not_destroy_does_not_and_of_another_there_is_nothing() -> None:
    advies, ander = make_los()
    with pytest.raises(GeenToegangError):
        vernietiging.erase_advies(viewer=ZIGRID, advies_id=ander.pk, grond="x")
    assert list_weg(ANNA) == [str(advies.pk)]
    with pytest.raises(BestaatNietError):
        vernietiging.is_te_vernietigen(ANNA, ander.pk, op=LATER)
