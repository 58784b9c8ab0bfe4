"""Money: forfeited once, lapsing on its own day, claimed in the order of the law, paid exactly."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from vth.agenda.models import Agendapunt
from vth.handhaving import dagloop
from vth.handhaving.betalen import NieuweBetaling, record_betaling
from vth.handhaving.invorderen import (
    NieuweHandeling,
    Waarneming,
    close_handeling,
    record_handeling,
    record_overtreden,
)
from vth.handhaving.models import Invorderingshandeling, Maatregel, Verbeurte
from vth.handhaving.rules import HandhavingError
from vth.handhaving.selectors import read_bedragen
from vth.handhaving.termijnlezen import derive_betaaltermijn
from vth.handhaving.werklijst import Werkfilter, list_werk
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.zaken.besluiten import record_bestaand_besluit
from vth.zaken.controle import BestaandBesluit
from vth.zaken.rules import Datums
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import OD

from .builders import BUITEN, DAG, JURIST, make_maatregel, make_opgelegd

pytestmark = pytest.mark.django_db
GROND = "Hercontrole: de lekbak staat nog vol."


def forfeit(maatregel: Maatregel, wie: int, weken: int = 2) -> list[Verbeurte]:
    """Write that the last was not obeyed in the first weeks after its term."""
    begin = maatregel.last.begunstiging_tot + DAG
    gezien_is = Waarneming(wie, begin, begin + (7 * weken - 1) * DAG, grond=GROND)
    return record_overtreden(viewer=JURIST, maatregel_id=maatregel.pk, gezien_is=gezien_is)


def test_what_is_forfeited_is_written_once_and_at_the_maximum_the_last_has_worked_out() -> None:
    maatregel, wie = make_opgelegd()
    verbeurten = forfeit(maatregel, wie.pk)
    assert [v.bedrag for v in verbeurten] == [Decimal(1000), Decimal(1000)]
    assert verbeurten[0].laatste_dag == verbeurten[0].dag.replace(year=verbeurten[0].dag.year + 1)
    with pytest.raises(HandhavingError, match="verbeurt niets"):
        forfeit(maatregel, wie.pk)
    forfeit(maatregel, wie.pk, 8)
    maatregel.refresh_from_db()
    assert maatregel.staat == "uitgewerkt"
    assert read_bedragen(maatregel)["verbeurd"] == read_bedragen(maatregel)["open"] == 5000
    with pytest.raises(HandhavingError, match="maximum"):
        forfeit(maatregel, wie.pk, 8)


def test_what_nobody_saw_or_cannot_be_forfeits_nothing() -> None:
    maatregel, wie = make_opgelegd()
    van = maatregel.last.begunstiging_tot
    slecht: list[tuple[dict[str, Any], str]] = [
        ({"grond": ""}, "Waaruit blijkt"),
        ({"tot": klok.today() + DAG}, "nog niet geweest"),
        ({"van": van + 30 * DAG, "tot": van}, "loopt terug"),
        ({"adressaat_id": wie.pk + 99}, "geen adressaat"),
        ({"van": van - 7 * DAG, "tot": van}, "pas vanaf"),
    ]
    for velden, reden in slecht:
        vast = {"adressaat_id": wie.pk, "van": van + DAG, "tot": van + 7 * DAG, "grond": GROND}
        with pytest.raises(HandhavingError, match=reden):
            record_overtreden(
                viewer=JURIST, maatregel_id=maatregel.pk, gezien_is=Waarneming(**(vast | velden))
            )
    ander = make_maatregel(maatregel.overtredingen.get().overtreding, "waarschuwing")
    with pytest.raises(HandhavingError, match="Alleen een opgelegde last"):
        record_overtreden(
            viewer=JURIST, maatregel_id=ander.pk, gezien_is=Waarneming(wie.pk, van, van, grond=GROND)
        )


def test_a_finding_of_before_the_days_proves_nothing_about_them() -> None:
    maatregel, wie = make_opgelegd()
    bevinding = maatregel.overtredingen.get().overtreding.bevindingen.get().bevinding
    begin = maatregel.last.begunstiging_tot + DAG
    type(bevinding).objects.filter(pk=bevinding.pk).update(norm_op=begin - DAG)
    gezien = Waarneming(wie.pk, begin, begin + 6 * DAG, bevinding_id=bevinding.pk)
    with pytest.raises(
        HandhavingError, match=rf"is van {as_dagtekst(begin - DAG)}; wat vanaf {as_dagtekst(begin)} gebeurde"
    ):
        record_overtreden(viewer=JURIST, maatregel_id=maatregel.pk, gezien_is=gezien)
    type(bevinding).objects.filter(pk=bevinding.pk).update(norm_op=begin)
    assert len(record_overtreden(viewer=JURIST, maatregel_id=maatregel.pk, gezien_is=gezien)) == 1


@pytest.mark.parametrize(
    ("verzonden", "betalen", "bezwaar"),
    [
        (date(2024, 2, 28), date(2024, 4, 10), date(2024, 4, 10)),
        (date(2024, 2, 29), date(2024, 4, 11), date(2024, 4, 11)),
        (date(2024, 3, 1), date(2024, 4, 12), date(2024, 4, 12)),
    ],
)
def test_a_decision_sent_on_29_february_counts_from_that_day(
    verzonden: date, betalen: date, bezwaar: date
) -> None:
    oud = BestaandBesluit(
        OD, "GM9901", f"B-{verzonden}", "kostenbeschikking", "Kosten", Datums(verzonden, verzonden), "GM9901"
    )
    besluit = record_bestaand_besluit(viewer=JURIST, bekend=oud)
    assert besluit.rechtsmiddel_tot == bezwaar
    assert derive_betaaltermijn("kosten", verzonden).laatste_dag == betalen


def do(verbeurte: Verbeurte, soort: str, dag: Any = None, **velden: Any) -> Verbeurte:
    nieuw = NieuweHandeling(soort, dag or klok.today(), **velden)
    return record_handeling(viewer=JURIST, verbeurten=[verbeurte.pk], nieuw=nieuw)[0]


def test_claiming_goes_in_the_order_of_the_law_and_each_step_moves_the_last_day() -> None:
    maatregel, wie = make_opgelegd()
    v = forfeit(maatregel, wie.pk, 1)[0]
    for soort, artikel in (
        ("invorderingsbeschikking", "4:8"),
        ("aanmaning", "5:37"),
        ("dwangbevel", "4:114"),
    ):
        with pytest.raises(HandhavingError, match=artikel):
            do(v, soort)
    eerst = v.laatste_dag
    assert do(v, "voornemen").laatste_dag == eerst
    assert do(v, "factuur").laatste_dag == eerst
    v = do(v, "invorderingsbeschikking")
    assert v.laatste_dag.year == klok.today().year + 1 and v.ingevorderd_op == klok.today()
    do(v, "aanmaning")
    with pytest.raises(HandhavingError, match=r"geeft tot en met .* de tijd om te betalen \(Awb 4:112\)"):
        do(v, "dwangbevel")
    do(v, "dwangbevel", toelichting="De overtreder brengt zijn geld weg.")
    for soort, dag, reden in (
        ("boete", None, "bestaat niet"),
        ("erkenning", v.dag - DAG, "kan daar niet over"),
        ("erkenning", klok.today() + DAG, "nog niets gebeurd"),
    ):
        with pytest.raises(HandhavingError, match=reden):
            do(v, soort, dag)
    with pytest.raises(BestaatNietError):
        record_handeling(viewer=BUITEN, verbeurten=[v.pk], nieuw=NieuweHandeling("erkenning", klok.today()))


def test_what_extends_holds_the_day_until_it_ends() -> None:
    maatregel, wie = make_opgelegd(onherroepelijk=False)
    v = forfeit(maatregel, wie.pk, 1)[0]
    assert v.verlengd
    assert maatregel.besluit is not None
    type(maatregel.besluit).objects.filter(pk=maatregel.besluit_id).update(
        onherroepelijk_op=klok.today() - DAG
    )
    assert dagloop.update_verjaring(None, klok.today()) == 0
    v.refresh_from_db()
    assert not v.verlengd
    eerst = v.laatste_dag
    v = do(v, "uitstel_van_betaling", v.dag + 2 * DAG)
    assert v.verlengd
    rij = Invorderingshandeling.objects.get(verbeurte=v)
    v = close_handeling(viewer=JURIST, handeling_id=rij.pk, dag=v.dag + 12 * DAG)
    assert v.laatste_dag == eerst + 10 * DAG
    with pytest.raises(HandhavingError, match="al geëindigd"):
        close_handeling(viewer=JURIST, handeling_id=rij.pk, dag=klok.today())


def test_payments_are_exact_and_the_same_one_twice_is_one() -> None:
    maatregel, wie = make_opgelegd()
    v = forfeit(maatregel, wie.pk, 1)[0]
    vast: dict[str, Any] = {
        "kenmerk": "F-1",
        "soort": "betaling",
        "bedrag": Decimal("400.10"),
        "dag": klok.today(),
    }

    def pay(**velden: Any) -> Verbeurte:
        return record_betaling(viewer=JURIST, verbeurte_id=v.pk, nieuw=NieuweBetaling(**(vast | velden)))

    assert pay().betaald == pay().betaald == Decimal("400.10")
    for velden, reden in (
        ({"bedrag": Decimal("1.00")}, "al gebruikt"),
        ({"kenmerk": "F-2", "bedrag": Decimal("600.00")}, "staat nog open"),
        ({"kenmerk": "F-2", "bedrag": Decimal("-1")}, "groter dan nul"),
        ({"kenmerk": "F-2", "valuta": "USD"}, "in euro"),
        ({"kenmerk": "F-2", "dag": v.dag - DAG}, "kan niet"),
        ({"kenmerk": " "}, "nummer van de boeking"),
        ({"kenmerk": "F-2", "soort": "kwijtschelding"}, "waarom is kwijtgescholden"),
        ({"kenmerk": "F-2", "soort": "terugbetaling", "bedrag": Decimal("500")}, "is betaald"),
    ):
        with pytest.raises(HandhavingError, match=reden):
            pay(**velden)
    assert pay(kenmerk="F-3", bedrag=Decimal("599.90")).staat == "betaald"
    assert read_bedragen(maatregel)["open"] == 0
    assert pay(kenmerk="F-4", soort="terugbetaling", bedrag=Decimal("10")).staat == "open"


def test_an_amount_about_to_lapse_is_told_again_and_again_and_one_that_lapsed_is_known() -> None:
    maatregel, wie = make_opgelegd(weken_geleden=64)
    Verbeurte.objects.all().delete()
    begin = maatregel.last.begunstiging_tot + DAG
    v = record_overtreden(
        viewer=JURIST,
        maatregel_id=maatregel.pk,
        gezien_is=Waarneming(wie.pk, begin, begin + 6 * DAG, grond=GROND),
    )[0]
    punten = Agendapunt.objects.filter(onderwerp=v.pk, sleutel__startswith="verjaring")
    assert punten.count() == 8 or v.staat == "verjaard"
    dringend = list_werk(JURIST, Verbeurte, Werkfilter(tot=klok.today() + 400 * DAG))
    assert [d.pk for d in dringend] == ([v.pk] if v.staat == "open" else [])
    assert dagloop.update_verjaring(None, v.laatste_dag + DAG) == (1 if v.staat == "open" else 0)
    v.refresh_from_db()
    assert v.staat == "verjaard" and read_bedragen(maatregel)["verjaard"] == 1000
    assert list_werk(BUITEN, Verbeurte, Werkfilter()) == [] and connection.vendor
