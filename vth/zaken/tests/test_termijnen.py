"""What people do with a term, and what the night does when the calendar turned out otherwise."""

from datetime import date
from typing import Any

import pytest

from vth.agenda.dagtaken import run_dagtaken
from vth.agenda.models import Agendapunt
from vth.agenda.services import DAGTAKEN as AGENDATAKEN
from vth.regelgeving.feestdagen import Feestdag, Kalender
from vth.tijd.rules import OPEN_DAG
from vth.zaken import dagloop
from vth.zaken.models import Kalenderstand, Termijngebeurtenis, Zaak, Zaaktermijn
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import read_soort
from vth.zaken.termijnen import (
    record_hervatting,
    record_ingebrekestelling,
    record_opschorting,
    record_verlenging,
)
from vth.zaken.termijnlezen import read_dwangsom, read_stand

from .builders import ANNA, make_zaak

pytestmark = pytest.mark.django_db
NOOIT = date(2025, 4, 28)


def extend(zaak: Zaak, **velden: Any) -> Any:
    vast = {"termijn": "beslistermijn", "aantal": 6, "eenheid": "weken", "bekendgemaakt_op": date(2025, 4, 1)}
    return record_verlenging(
        viewer=ANNA, zaak_id=zaak.pk, **(vast | {"reden": "advies is gevraagd"} | velden)
    )


def test_an_extension_moves_the_term_the_zaak_and_the_agenda_together():
    zaak = make_zaak()
    stand = extend(zaak)
    zaak.refresh_from_db()
    # Six weeks after Monday 28 April is Whit Monday: the term runs on to Tuesday.
    assert stand.uitkomst.laatste_dag == zaak.laatste_dag == date(2025, 6, 10)
    assert Agendapunt.objects.get(onderwerp=zaak.pk, sleutel="beslistermijn").dag == date(2025, 6, 10)
    assert "verlengd wegens Tweede Pinksterdag" in stand.uitkomst.samenvatting


def test_the_reasons_of_an_extension_are_asked_and_kept():
    zaak = make_zaak()
    with pytest.raises(ZaakError, match="waarom er meer tijd nodig is"):
        extend(zaak, reden="")
    extend(zaak)
    g = Termijngebeurtenis.objects.get(soort="verlenging")
    assert (g.reden, g.aantal, g.eenheid) == ("advies is gevraagd", 6, "weken")
    assert "16.64" in g.grondslag


def test_an_extended_procedure_is_extended_within_eight_weeks_or_not():
    zaak = make_zaak("aanvraag_uitgebreid")
    with pytest.raises(ZaakError, match="te laat"):
        extend(zaak, bekendgemaakt_op=date(2025, 6, 1))
    assert extend(zaak, bekendgemaakt_op=date(2025, 4, 28)).uitkomst.laatste_dag == date(2025, 10, 15)


def test_a_term_stands_still_only_with_a_reason_and_an_article():
    zaak = make_zaak()
    vast = {"viewer": ANNA, "zaak_id": zaak.pk, "termijn": "beslistermijn", "vanaf": date(2025, 3, 10)}
    with pytest.raises(ZaakError, match="Noem het artikel"):
        record_opschorting(**vast, reden="overmacht", grondslag="")
    record_opschorting(**vast, reden="overmacht", grondslag="Awb 4:15, tweede lid, onder c")
    zaak.refresh_from_db()
    assert zaak.laatste_dag == OPEN_DAG
    record_hervatting(viewer=ANNA, zaak_id=zaak.pk, termijn="beslistermijn", op=date(2025, 3, 17))
    zaak.refresh_from_db()
    assert zaak.laatste_dag == date(2025, 5, 6)


def test_a_late_decision_costs_money_after_it_was_called_late():
    zaak = make_zaak()
    record_ingebrekestelling(
        viewer=ANNA, zaak_id=zaak.pk, termijn="beslistermijn", ontvangen_op=date(2025, 4, 30)
    )
    termijn = zaak.termijnen.get()
    afspraak = read_soort(zaak).get_termijn("beslistermijn")
    dwangsom = read_dwangsom(termijn, afspraak, read_stand(termijn, afspraak), op=date(2025, 5, 20))
    assert dwangsom is not None and (dwangsom.dagen, dwangsom.bedrag) == (6, 6 * 23)
    assert dwangsom.as_dict()["gronden"]


def declare(monkeypatch: pytest.MonkeyPatch, dag: date) -> None:
    """Declare a day that nobody knew of: the calendar gives it from now on, wherever it is asked."""
    echt = Kalender.find_feestdag

    def find(zelf: Kalender, op: date) -> Feestdag | None:
        if op == dag:
            return Feestdag(dag, "Nationale dag", zelf.vast[0][0].op(dag))
        return echt(zelf, op)

    monkeypatch.setattr(Kalender, "find_feestdag", find)


def test_a_holiday_declared_afterwards_moves_the_terms_that_end_on_it_and_no_others(
    monkeypatch: pytest.MonkeyPatch,
):
    raakt, raakt_niet = make_zaak(), make_zaak(startdatum=date(2025, 3, 5))
    verlengd = make_zaak(startdatum=date(2025, 2, 24))
    extend(verlengd, aantal=1, bekendgemaakt_op=date(2025, 3, 4))
    assert dagloop.update_kalender(None, date(2025, 4, 1)) == 0
    declare(monkeypatch, NOOIT)
    assert dagloop.update_kalender(None, date(2025, 4, 2)) == 2
    for zaak in (raakt, raakt_niet, verlengd):
        zaak.refresh_from_db()
    assert (raakt.laatste_dag, verlengd.laatste_dag) == (date(2025, 4, 29), date(2025, 4, 29))
    assert raakt_niet.laatste_dag == date(2025, 4, 30)
    dagen = Agendapunt.objects.filter(onderwerp=raakt.pk).order_by("dag").values_list("dag", flat=True)
    assert list(dagen) == [date(2025, 4, 15), date(2025, 4, 26), date(2025, 4, 29), date(2025, 4, 30)]


def test_the_same_calendar_twice_does_nothing(monkeypatch: pytest.MonkeyPatch):
    make_zaak()
    dagloop.update_kalender(None, date(2025, 4, 1))
    declare(monkeypatch, NOOIT)
    assert [dagloop.update_kalender(None, date(2025, 4, dag)) for dag in (2, 3)] == [1, 0]
    assert NOOIT.isoformat() in Kalenderstand.objects.get(wie="*").dagen


def test_the_work_of_the_night_does_not_grow_with_what_is_not_near(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
):
    make_zaak()
    for dag in range(1, 5):
        make_zaak(startdatum=date(2025, 1, dag))
    dagloop.update_kalender(None, date(2025, 4, 1))
    declare(monkeypatch, NOOIT)
    gezien: list[str] = []
    echt = dagloop.derive_stand
    monkeypatch.setattr(dagloop, "derive_stand", lambda *a, **k: gezien.append("x") or echt(*a, **k))
    dagloop.update_kalender(None, date(2025, 4, 2))
    assert len(gezien) == 1


def test_the_work_of_the_day_is_done_once(zet_klok: Any):
    zet_klok(2026, 11, 26, 9)
    make_zaak()
    taken = (*dagloop.DAGTAKEN, *AGENDATAKEN)
    eerste = {v.titel: v.aantal for v in run_dagtaken(taken, op=date(2026, 11, 26))}
    assert eerste["dagen van de agenda gemeld"] == 4
    assert not any(v.gedaan for v in run_dagtaken(taken, op=date(2026, 11, 26)))
    assert Zaaktermijn.objects.get().laatste_dag == NOOIT
