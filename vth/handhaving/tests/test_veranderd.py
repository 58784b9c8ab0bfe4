"""What changes around a last: a holiday that is declared later, an offender who dies, ends, goes bankrupt or turns out to be another."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.handhaving import dagloop
from vth.handhaving.dagloop import update_ingetrokken
from vth.handhaving.invorderen import Waarneming, close_handeling, record_overtreden
from vth.handhaving.lastverzoeken import NieuwLastverzoek, record_lastverzoek
from vth.handhaving.models import Invorderingshandeling, Lastadressaat, Maatregel, Verbeurte
from vth.handhaving.rules import HandhavingError
from vth.interface.tests.builders import log_in
from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.selectors import clear_regels
from vth.register.models import Bronobject
from vth.register.services import record_object, record_toewijzing
from vth.tijd import klok
from vth.tijd.services import record_herkomst
from vth.toezicht.bevindingen import withdraw_bevinding
from vth.toezicht.tests.builders import TINE
from vth.zaken.tests.builders import OD, make_viewer

from .builders import DAG, JURIST, make_bedrijf, make_opgelegd
from .test_invorderen import do, forfeit

pytestmark = pytest.mark.django_db
GROND = "Hercontrole: de lekbak staat nog vol."


@pytest.fixture
def declare(settings: Any, tmp_path: Path) -> Iterator[Any]:
    """Declare a day off, as a royal decree does later."""

    def write(dag: date) -> None:
        (tmp_path / "landelijk").mkdir(exist_ok=True)
        (tmp_path / "landelijk" / "vrij.yaml").write_text(
            "id: regelgeving.gelijkgestelde_dagen\ntitel: Vrije dagen\neenheid: geen\nperioden:\n"
            "  - {vanaf: 2020-01-01, zekerheid: vastgesteld, bron: [{regeling: Besluit, plaats: artikel 1}],\n"
            f"     waarde: [{{naam: nationale rouwdag, op: {dag}}}]}}\n"
        )
        settings.REGELS_DIR = str(tmp_path)
        clear_regels()

    yield write
    settings.REGELS_DIR = ""
    clear_regels()


def forfeit_laatst() -> tuple[Maatregel, Verbeurte]:
    """Forfeit an amount of which the term to pay is not over, and ends on a working day."""
    maatregel, wie = make_opgelegd(weken_geleden=5)
    tot = klok.today() - DAG
    v = record_overtreden(
        viewer=JURIST,
        maatregel_id=maatregel.pk,
        gezien_is=Waarneming(wie.pk, tot - 14 * DAG, tot, grond=GROND),
    )[-1]
    assert v.betalen_voor > klok.today()
    return maatregel, v


def test_a_holiday_declared_later_moves_what_is_not_over_and_says_why(
    client: Client, monkeypatch: pytest.MonkeyPatch, declare: Any
) -> None:
    _, v = forfeit_laatst()
    oud = v.betalen_voor
    Verbeurte.objects.exclude(pk=v.pk).update(betalen_voor=klok.today() - DAG)
    declare(oud)
    assert dagloop.update_kalender(None, klok.today()) == 1
    v.refresh_from_db()
    assert v.betalen_voor > oud
    assert dagloop.update_kalender(None, klok.today()) == 0
    rij = Invorderingshandeling.objects.get()
    assert rij.soort == "betaaltermijn" and "nationale rouwdag" in rij.toelichting
    log_in(client, monkeypatch, JURIST)
    pagina = client.get(f"/handhaving/dwangsommen/{v.pk}").content.decode()
    assert "nationale rouwdag" in pagina and "betaaltermijn verschoven" in pagina
    assert v.laatste_dag == v.dag.replace(year=v.dag.year + 1)


def test_a_term_that_is_over_stays(declare: Any) -> None:
    _, v = forfeit_laatst()
    declare(v.betalen_voor)
    assert dagloop.update_kalender(None, v.betalen_voor + DAG) == 0


def test_a_request_is_decided_later_when_its_last_day_is_declared_a_holiday(declare: Any) -> None:
    maatregel, wie = make_opgelegd()
    nieuw = NieuwLastverzoek(wie.pk, "opheffen", "onmogelijk", klok.today(), "Het kan niet.")
    verzoek = record_lastverzoek(viewer=JURIST, maatregel_id=maatregel.pk, nieuw=nieuw)
    Maatregel.objects.filter(pk=maatregel.pk).update(staat="uitgewerkt")
    declare(verzoek.beslissen_voor)
    dagloop.update_kalender(None, klok.today())
    maatregel.refresh_from_db()
    assert maatregel.laatste_dag > verzoek.beslissen_voor


def make_mens(sleutel: str = "P-1", **velden: Any) -> Bronobject:
    return record_object(
        viewer=JURIST,
        leverancier=OD,
        soort="natuurlijkpersoon",
        sleutel=sleutel,
        inhoud={"geslachtsnaam": "Kwast", **velden},
        begin_geldigheid=date(2015, 1, 1),
        gebied="GM9901",
    )


@pytest.mark.parametrize("soort", ["mens", "bedrijf"])
def test_who_is_no_more_forfeits_nothing_after_that_day(
    soort: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maatregel, wie = make_opgelegd()
    begin = maatregel.last.begunstiging_tot + DAG
    einde = begin + 8 * DAG
    record = make_mens(overlijdendatum=einde) if soort == "mens" else make_bedrijf("B-8", "Weg BV")
    if soort == "bedrijf":
        record_object(
            viewer=JURIST,
            leverancier=OD,
            soort="nietnatuurlijkpersoon",
            sleutel="B-8",
            inhoud={"naam": "Weg BV", "datum_beeindiging": einde},
            begin_geldigheid=date(2015, 1, 1),
            gebied="GM9901",
        )
    Lastadressaat.objects.filter(pk=wie.pk).update(bronobject=record)
    with pytest.raises(HandhavingError, match=f"sinds {as_dagtekst(einde)} niet meer"):
        forfeit(maatregel, wie.pk, 2)
    assert len(forfeit(maatregel, wie.pk, 1)) == 1
    log_in(client, monkeypatch, JURIST)
    pagina = client.get(f"/handhaving/maatregelen/{maatregel.pk}").content.decode()
    assert ("Overleden op" if soort == "mens" else "Beëindigd op") in pagina


def test_bankruptcy_holds_limitation_until_it_ends_and_the_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maatregel, wie = make_opgelegd()
    v = forfeit(maatregel, wie.pk, 1)[0]
    eerst = v.laatste_dag
    v = do(v, "faillissement", v.dag + 3 * DAG)
    assert v.verlengd
    log_in(client, monkeypatch, JURIST)
    adres = f"/handhaving/maatregelen/{maatregel.pk}"
    assert "Failliet sinds" in client.get(adres).content.decode()
    rij = Invorderingshandeling.objects.get(verbeurte=v)
    v = close_handeling(viewer=JURIST, handeling_id=rij.pk, dag=v.dag + 13 * DAG)
    assert v.laatste_dag == eerst + timedelta(days=10) and not v.verlengd
    assert "Failliet sinds" not in client.get(adres).content.decode()


def test_two_addressees_that_turn_out_one_keep_what_they_owe_and_the_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maatregel, wie = make_opgelegd()
    dubbel = make_bedrijf("B-2", "De Kwast B.V.")
    twee = Lastadressaat.objects.create(
        last=maatregel.last, bronobject=dubbel, bedrag=Decimal(10), maximum=Decimal(50)
    )
    eerst = [v.pk for wie_ in (wie, twee) for v in forfeit(maatregel, wie_.pk, 1)]
    koppelaar = make_viewer("gebruiker 947", "ontdubbeling.decide")
    herkomst = record_herkomst(leverancier=OD, soort="handeling")
    record_toewijzing(
        viewer=koppelaar, bronobject_id=dubbel.pk, identiteit=wie.bronobject_id, herkomst=herkomst
    )
    log_in(client, monkeypatch, JURIST)
    pagina = client.get(f"/handhaving/maatregelen/{maatregel.pk}").content.decode()
    assert "Volgens het register dezelfde als" in pagina
    assert set(Verbeurte.objects.filter(staat="open").values_list("pk", flat=True)) == set(eerst)


def test_a_finding_that_is_withdrawn_after_the_decision_is_told_with_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    m, wie = make_opgelegd()
    eerste = m.overtredingen.get().overtreding.bevindingen.get().bevinding
    begin = m.last.begunstiging_tot + DAG
    gezien = Waarneming(wie.pk, begin, begin + 6 * DAG, bevinding_id=eerste.pk)
    [v] = record_overtreden(viewer=JURIST, maatregel_id=m.pk, gezien_is=gezien)
    log_in(client, monkeypatch, JURIST)
    adressen = (f"/handhaving/maatregelen/{m.pk}", f"/handhaving/dwangsommen/{v.pk}")
    assert not any("bevinding ingetrokken" in client.get(a).content.decode() for a in adressen)
    withdraw_bevinding(viewer=TINE, bevinding_id=eerste.pk, reden="Verkeerd gemeten.")
    maatregel, bedrag = (client.get(a).content.decode() for a in adressen)
    assert (
        "Ga na of de overtreding nog vaststaat (Awb 5:9)" in maatregel and "Een verbeurd bedrag" in maatregel
    )
    assert "is ingetrokken op" in bedrag and "boek het bedrag weg als kwijtschelding" in bedrag
    assert [update_ingetrokken(None, klok.today()) for _ in range(2)] == [1, 1]
    assert Agendapunt.objects.filter(onderwerp=v.pk, sleutel="ingetrokken").count() == 1
    v.refresh_from_db()
    assert (v.staat, v.bedrag) == ("open", Decimal(1000))
