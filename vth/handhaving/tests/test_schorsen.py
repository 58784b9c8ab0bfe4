"""A suspended last: nothing is forfeited over its days, also when it is told afterwards, and the page says since when and by whom."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.handhaving.invoer import Overtrederkeuze
from vth.handhaving.models import Lastadressaat, Lastschorsing, Maatregel, Verbeurte
from vth.handhaving.rules import AnderWasVoorError, HandhavingError
from vth.handhaving.schorsen import NieuweSchorsing, end_schorsing, record_schorsing
from vth.handhaving.selectors import list_buiten_werking, list_schorsingen
from vth.handhaving.services import record_overtreder
from vth.handhaving.verbeuren import Verbeurd, is_weggevallen
from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toezicht.tests.builders import TINE
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, DAG, JURIST, make_bedrijf, make_maatregel, make_opgelegd
from .test_invorderen import forfeit
from .test_web import post

pytestmark = pytest.mark.django_db
WAAROM = "Uitspraak op het verzoek om voorlopige voorziening."


def suspend(maatregel: Maatregel, van: date, tot: date | None = None, **velden: Any) -> Lastschorsing:
    vast: dict[str, Any] = {"instantie": "rechter", "reden": WAAROM} | velden
    nieuw = NieuweSchorsing(van=van, tot=tot, **vast)
    return record_schorsing(viewer=JURIST, maatregel_id=maatregel.pk, nieuw=nieuw)


def test_what_was_written_over_suspended_days_is_let_go_and_the_last_lives_again() -> None:
    maatregel, wie = make_opgelegd()
    forfeit(maatregel, wie.pk, 5)
    maatregel.refresh_from_db()
    assert maatregel.staat == "uitgewerkt"
    begin = maatregel.last.begunstiging_tot + DAG
    suspend(maatregel, begin + 10 * DAG, begin + 12 * DAG)
    maatregel.refresh_from_db()
    staten = list(Verbeurte.objects.order_by("vanaf").values_list("staat", flat=True))
    assert staten == ["open", "vernietigd", "open", "open", "open"] and maatregel.staat == "lopend"
    weer = forfeit(maatregel, wie.pk, 6)
    assert [v.vanaf for v in weer] == [begin + 35 * DAG]
    maatregel.refresh_from_db()
    assert maatregel.staat == "uitgewerkt"


def test_nothing_is_forfeited_while_it_lasts_and_it_counts_again_when_it_ended() -> None:
    maatregel, wie = make_opgelegd()
    begin = maatregel.last.begunstiging_tot + DAG
    rij = suspend(maatregel, begin)
    with pytest.raises(HandhavingError, match="geschorst of opgeheven"):
        forfeit(maatregel, wie.pk, 3)
    assert not Agendapunt.objects.filter(onderwerp=maatregel.pk).exists()
    end_schorsing(
        viewer=JURIST, maatregel_id=maatregel.pk, schorsing_id=rij.pk, tot=begin + 6 * DAG, reden="Afgewezen."
    )
    assert [v.vanaf for v in forfeit(maatregel, wie.pk, 3)] == [begin + 7 * DAG, begin + 14 * DAG]
    maatregel.refresh_from_db()
    assert maatregel.laatste_dag == begin + 7 * DAG
    with pytest.raises(HandhavingError, match="loopt niet"):
        end_schorsing(
            viewer=JURIST, maatregel_id=maatregel.pk, schorsing_id=rij.pk, tot=begin, reden="Nog eens."
        )


def test_a_mistake_is_taken_back_without_losing_that_it_was_there() -> None:
    maatregel, wie = make_opgelegd()
    begin = maatregel.last.begunstiging_tot + DAG
    rij = suspend(maatregel, begin, begin + 20 * DAG)
    assert list_buiten_werking(wie) == [(begin, begin + 20 * DAG)]
    end_schorsing(
        viewer=JURIST, maatregel_id=maatregel.pk, schorsing_id=rij.pk, tot=begin - DAG, reden="Vergissing."
    )
    assert list_schorsingen(maatregel.last) == [] and Lastschorsing.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Lastschorsing.objects.filter(pk=rij.pk).update(tot=begin)


def test_suspension_of_one_offender_leaves_the_other() -> None:
    maatregel, wie = make_opgelegd()
    ander = make_bedrijf("B-2", "Pand BV")
    record_overtreder(
        viewer=JURIST,
        overtreding_id=maatregel.overtredingen.get().overtreding_id,
        keuze=Overtrederkeuze(ander.pk, "eigenaar van het pand"),
    )
    twee = Lastadressaat.objects.create(
        last=maatregel.last, bronobject=ander, bedrag=Decimal(100), maximum=Decimal(1000)
    )
    begin = maatregel.last.begunstiging_tot + DAG
    suspend(maatregel, begin, adressaat_id=wie.pk)
    with pytest.raises(HandhavingError, match="geschorst"):
        forfeit(maatregel, wie.pk)
    assert [v.bedrag for v in forfeit(maatregel, twee.pk)] == [100, 100]
    suspend(maatregel, begin + 20 * DAG, adressaat_id=twee.pk)
    with pytest.raises(HandhavingError, match="al geschorst"):
        suspend(maatregel, begin + 30 * DAG)


def test_what_cannot_be_a_suspension_is_refused() -> None:
    maatregel, _ = make_opgelegd()
    op = maatregel.opgelegd_op
    assert op is not None
    slecht: list[tuple[dict[str, Any], str]] = [
        ({"van": op - DAG}, "is opgelegd op"),
        ({"van": klok.today() + DAG}, "vandaag is het"),
        ({"tot": op - DAG}, "voor zij op"),
        ({"instantie": "de buurman"}, "bestaat niet"),
        ({"reden": " "}, "Schrijf op waarom"),
        ({"adressaat_id": 999_999}, "geen adressaat"),
    ]
    for velden, reden in slecht:
        with pytest.raises(HandhavingError, match=reden):
            suspend(maatregel, **({"van": op} | velden))
    waarschuwing = make_maatregel(maatregel.overtredingen.get().overtreding, "waarschuwing")
    with pytest.raises(HandhavingError, match="alleen bij een last"):
        suspend(waarschuwing, klok.today())
    nieuw = NieuweSchorsing("rechter", op, WAAROM)
    with pytest.raises(AnderWasVoorError):
        record_schorsing(viewer=JURIST, maatregel_id=maatregel.pk, nieuw=nieuw, gezien=99)
    with pytest.raises(BestaatNietError):
        record_schorsing(viewer=BUITEN, maatregel_id=maatregel.pk, nieuw=nieuw)
    with pytest.raises(GeenToegangError):
        record_schorsing(viewer=TINE, maatregel_id=maatregel.pk, nieuw=nieuw)
    assert not Lastschorsing.objects.exists()


def test_the_pages_follow_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    maatregel, wie = make_opgelegd()
    v = forfeit(maatregel, wie.pk, 1)[0]
    log_in(client, monkeypatch, JURIST)
    naar = f"/handhaving/maatregelen/{maatregel.pk}"
    velden = {"instantie": "rechter", "van": v.dag, "kenmerk": "AWB 26/123"}
    assert "Schrijf op waarom" in post(client, f"{naar}/schors", 422, **velden, reden="x")
    post(client, f"{naar}/schors", **velden, reden=WAAROM)
    pagina = client.get(naar).content.decode()
    for stuk in ("Geschorst sinds", "AWB 26/123", "de rechter", "Wanneer de last niet gold"):
        assert stuk in pagina
    assert "de last gold toen niet" in client.get(f"/handhaving/dwangsommen/{v.pk}").content.decode()
    rij = Lastschorsing.objects.get()
    post(
        client,
        f"{naar}/schors_einde",
        schorsing_id=rij.pk,
        tot=klok.today() - DAG,
        reden="Verzoek afgewezen.",
    )
    assert "Geschorst sinds" not in client.get(naar).content.decode()


@pytest.mark.parametrize(("heel", "weg"), [(True, [True, True, False]), (False, [False, True, False])])
def test_unit_falls_away_by_a_day_of_it_only_when_it_counts_wholly(heel: bool, weg: list[bool]) -> None:
    begin = date(2026, 3, 2)
    week = Verbeurd(begin, begin + timedelta(days=6), Decimal(1))
    dagen = (begin + 2 * DAG, begin + 6 * DAG, begin + 7 * DAG)
    assert [is_weggevallen(week, [(d, d)], heel=heel) for d in dagen] == weg
