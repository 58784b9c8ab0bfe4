"""A reminder goes to who is in default, and to nobody who still has time to pay: the day before, on and after each bound."""

from datetime import date, timedelta

import pytest

from vth.handhaving.invorderen import close_handeling
from vth.handhaving.models import Invorderingshandeling, Verbeurte
from vth.handhaving.rules import HandhavingError
from vth.handhaving.termijnlezen import derive_betaaltermijn
from vth.handhaving.verbeurteboeking import move_betaaltermijn
from vth.tijd import klok

from .builders import DAG, JURIST, make_opgelegd
from .test_invorderen import do, forfeit

pytestmark = pytest.mark.django_db


def make_ingevorderd() -> Verbeurte:
    """Give an amount that was forfeited long ago and claimed the same day."""
    maatregel, wie = make_opgelegd(weken_geleden=30)
    v = forfeit(maatregel, wie.pk, 1)[0]
    do(v, "voornemen", v.dag)
    return do(v, "invorderingsbeschikking", v.dag)


def count_aanmaningen(v: Verbeurte) -> int:
    """Count the reminders."""
    return Invorderingshandeling.objects.filter(verbeurte=v, soort="aanmaning").count()


@pytest.mark.parametrize(("verschil", "mag"), [(-1, False), (0, False), (1, True)])
def test_nobody_is_reminded_before_his_time_to_pay_is_over(verschil: int, mag: bool) -> None:
    v = make_ingevorderd()
    dag, eerst = v.betalen_voor + verschil * DAG, v.laatste_dag
    if mag:
        assert do(v, "aanmaning", dag).laatste_dag > eerst
        return
    with pytest.raises(HandhavingError, match=r"niet in verzuim \(Awb 4:112\). Maan aan vanaf") as fout:
        do(v, "aanmaning", dag)
    assert "factuur" in str(fout.value) and count_aanmaningen(v) == 0
    # What went out is kept all the same, and interrupts nothing.
    assert do(v, "factuur", dag).laatste_dag == eerst


def test_a_reason_does_not_put_somebody_in_default() -> None:
    v = make_ingevorderd()
    with pytest.raises(HandhavingError, match="Awb 4:112"):
        do(v, "aanmaning", v.betalen_voor, toelichting="Het bedrijf vertrekt binnenkort.")


def test_a_term_that_a_holiday_moved_counts_as_it_stands_now() -> None:
    v = make_ingevorderd()
    was = v.betalen_voor
    later = derive_betaaltermijn(v.aard, v.dag + timedelta(days=7))
    assert later.laatste_dag is not None and later.laatste_dag > was + DAG
    move_betaaltermijn(v, v.adressaat.last.maatregel, later, op=klok.today())
    with pytest.raises(HandhavingError, match="niet in verzuim"):
        do(v, "aanmaning", was + DAG)
    do(v, "aanmaning", later.laatste_dag + DAG)
    assert count_aanmaningen(v) == 1


@pytest.mark.parametrize("soort", ["uitstel_van_betaling", "schorsing_invordering"])
@pytest.mark.parametrize(("verschil", "mag"), [(-11, True), (-10, False), (0, False), (1, True)])
def test_nobody_is_reminded_while_payment_or_claiming_is_put_off(
    soort: str, verschil: int, mag: bool
) -> None:
    v = make_ingevorderd()
    van = v.betalen_voor + 20 * DAG
    tot = van + 10 * DAG
    do(v, soort, van, tot=tot)
    if mag:
        do(v, "aanmaning", tot + verschil * DAG)
    else:
        with pytest.raises(HandhavingError, match="Maan aan vanaf"):
            do(v, "aanmaning", tot + verschil * DAG)
    assert count_aanmaningen(v) == int(mag)


def test_what_runs_without_an_end_holds_until_it_is_ended() -> None:
    v = make_ingevorderd()
    van: date = v.betalen_voor + 5 * DAG
    do(v, "uitstel_van_betaling", van)
    with pytest.raises(HandhavingError, match=r"zonder einde.*Awb 4:94.*Leg eerst vast wanneer dat eindigde"):
        do(v, "aanmaning")
    rij = Invorderingshandeling.objects.get(verbeurte=v, soort="uitstel_van_betaling")
    close_handeling(viewer=JURIST, handeling_id=rij.pk, dag=van + 9 * DAG)
    with pytest.raises(HandhavingError, match="Maan aan vanaf"):
        do(v, "aanmaning", van + 9 * DAG)
    do(v, "aanmaning", van + 10 * DAG)
    assert count_aanmaningen(v) == 1


def test_bankruptcy_extends_and_does_not_forbid_a_reminder() -> None:
    v = make_ingevorderd()
    do(v, "faillissement", v.betalen_voor + DAG)
    do(v, "aanmaning", v.betalen_voor + 2 * DAG)
    assert count_aanmaningen(v) == 1
