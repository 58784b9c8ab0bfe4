"""A longer begunstigingstermijn: a decision of its own that the calendar follows, never after the term is over, with what stood there kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.handhaving.dagloop import update_vervolg
from vth.handhaving.invorderen import derive_nieuw
from vth.handhaving.lasttermijn import Termijnbesluit, record_lasttermijn
from vth.handhaving.models import (
    Last,
    Lastadressaat,
    Lasttermijn,
    Maatregel,
    Overtreding,
    Verbeurte,
    Vervolgbesluit,
)
from vth.handhaving.rules import HandhavingError
from vth.handhaving.vervolgbesluiten import record_termijnbesluit
from vth.interface.tests.builders import log_in
from vth.register.models import HandhavingsmaatregelVoorkomen
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.zaken.models import Besluit
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import make_viewer

from .briefbuilders import make_toegepast, send_besluit
from .builders import BUITEN, DAG, JURIST, make_maatregel, make_opgelegd
from .test_invorderen import forfeit
from .test_web import post

pytestmark = pytest.mark.django_db
WAAROM = "De inzamelaar kan pas later komen, en dat ligt niet aan het bedrijf."


def make_lopend(over: int = 7, **velden: Any) -> tuple[Maatregel, Lastadressaat]:
    """Give a last whose term ends so many days from today."""
    maatregel, wie = make_opgelegd(**velden)
    Last.objects.filter(pk=maatregel.pk).update(begunstiging_tot=klok.today() + over * DAG)
    maatregel = Maatregel.objects.get(pk=maatregel.pk)
    return maatregel, Lastadressaat.objects.select_related("last").get(pk=wie.pk)


def lengthen(maatregel: Maatregel, dagen: int = 28, viewer: Any = JURIST, **velden: Any) -> Lasttermijn:
    vast: dict[str, Any] = {
        "tot": klok.today() + dagen * DAG,
        "besloten_op": klok.today(),
        "motivering": WAAROM,
    }
    nieuw = Termijnbesluit(**(vast | velden))
    return record_lasttermijn(viewer=viewer, maatregel_id=maatregel.pk, nieuw=nieuw)


def find_hercontrole(maatregel: Maatregel) -> date:
    """The day of the re-inspection in the agenda."""
    return Agendapunt.objects.get(onderwerp=maatregel.pk, sleutel="begunstiging", gedaan_op=None).dag


def test_the_agenda_the_register_and_what_can_be_forfeited_follow_the_new_day() -> None:
    maatregel, wie = make_lopend()
    was, tot = maatregel.last.begunstiging_tot, klok.today() + 28 * DAG
    rij = lengthen(maatregel, kenmerk="B-12")
    maatregel, wie = Maatregel.objects.get(pk=maatregel.pk), Lastadressaat.objects.get(pk=wie.pk)
    assert (rij.was, rij.tot, maatregel.last.begunstiging_tot) == (was, tot, tot)
    assert find_hercontrole(maatregel) == maatregel.laatste_dag == tot + DAG
    uitkomst = derive_nieuw(maatregel, wie, was + DAG, tot)
    assert not uitkomst.nieuw and "pas vanaf" in " ".join(uitkomst.meldingen)
    assert derive_nieuw(maatregel, wie, was + DAG, tot + 7 * DAG).nieuw[0].vanaf == tot + DAG
    kern = HandhavingsmaatregelVoorkomen.objects.believed().filter(bronobject=maatregel.bronobject)
    assert kern.order_by("-begin_geldigheid")[0].begunstiging_tot == tot


def test_each_time_is_kept_and_nothing_of_it_changes() -> None:
    maatregel, _ = make_lopend()
    eerste, tweede = lengthen(maatregel, 20), lengthen(maatregel, 40)
    assert (eerste.volgnummer, tweede.volgnummer, tweede.was) == (1, 2, eerste.tot)
    with pytest.raises(DatabaseError), transaction.atomic():
        Lasttermijn.objects.filter(pk=eerste.pk).update(tot=tweede.tot)
    with pytest.raises(DatabaseError), transaction.atomic():
        Lasttermijn.objects.filter(pk=eerste.pk).delete()


@pytest.mark.parametrize(
    ("per", "geleden", "mag"),
    [
        ("week", -1, True),
        ("week", 0, True),
        ("week", 1, True),
        ("week", 7, True),
        ("week", 8, False),
        ("dag", 1, True),
        ("dag", 2, False),
        ("", 0, True),
        ("", 1, False),
    ],
)
def test_what_is_over_is_not_lengthened_but_a_new_term_can_be_until_the_first_unit_is_over(
    per: str, geleden: int, mag: bool
) -> None:
    maatregel, _ = make_lopend(-geleden)
    wijze = {"modaliteit": "tijdseenheid", "per": per} if per else {"modaliteit": "ineens", "per": ""}
    Last.objects.filter(pk=maatregel.pk).update(**wijze)
    if mag:
        assert lengthen(maatregel).volgnummer == 1
        return
    with pytest.raises(HandhavingError, match=r"kan niet worden verlengd.*Wel kan: schorsen.*Awb 5:34"):
        lengthen(maatregel)
    assert not Lasttermijn.objects.exists()


def test_no_new_term_once_something_was_forfeited() -> None:
    maatregel, wie = make_lopend(-3)
    Verbeurte.objects.create(
        soort="dwangsomdossier",
        leverancier=maatregel.leverancier,
        gebied=maatregel.gebied,
        vertrouwelijkheid=maatregel.vertrouwelijkheid,
        adressaat=wie,
        vanaf=klok.today(),
        dag=klok.today(),
        bedrag=1,
        grond="Gezien.",
        betalen_voor=klok.today(),
        geregistreerd_op=klok.now(),
        geregistreerd_door="x",
    )
    with pytest.raises(HandhavingError, match="ook al verbeurd"):
        lengthen(maatregel)


def test_told_afterwards_it_lets_go_of_what_was_written_over_the_days_that_were_added() -> None:
    maatregel, wie = make_opgelegd()
    was = maatregel.last.begunstiging_tot
    forfeit(maatregel, wie.pk, 5)
    maatregel.refresh_from_db()
    assert maatregel.staat == "uitgewerkt"
    lengthen(maatregel, tot=was + 14 * DAG, besloten_op=was - 2 * DAG, verzonden_op=was)
    maatregel.refresh_from_db()
    assert maatregel.staat == "lopend"
    open_ = Verbeurte.objects.filter(staat="open").order_by("vanaf")
    assert [v.vanaf for v in open_] == [was + DAG + n * timedelta(days=7) for n in (2, 3, 4)]


@pytest.mark.parametrize(
    ("velden", "soort", "zin"),
    [
        ({"tot": 7}, HandhavingError, "is niet later"),
        ({"tot": 6}, HandhavingError, "alleen met een nieuwe last"),
        ({"motivering": " "}, HandhavingError, "Awb 3:46"),
        ({"besloten_op": 1}, HandhavingError, "vandaag is het"),
        ({"besloten_op": -9000}, HandhavingError, "de last is opgelegd op"),
        ({"verzonden_op": -1}, HandhavingError, "Controleer de dagen"),
        ({"viewer": BUITEN}, BestaatNietError, "bestaat niet"),
        ({"viewer": make_viewer("gebruiker 949")}, GeenToegangError, "maatregel.record"),
    ],
)
def test_what_cannot_be_a_longer_term_is_refused(velden: dict[str, Any], soort: Any, zin: str) -> None:
    maatregel, _ = make_lopend()
    with pytest.raises(soort, match=zin):
        lengthen(maatregel, **{k: _count_dag(v) for k, v in velden.items()})
    assert not Lasttermijn.objects.exists()


def _count_dag(waarde: Any) -> Any:
    """Give the day that is so many days from today; what is no number stays."""
    return klok.today() + waarde * DAG if isinstance(waarde, int) else waarde


def test_there_must_be_a_term_that_runs_for_something() -> None:
    with pytest.raises(HandhavingError, match="die is opgelegd en nog geldt"):
        lengthen(make_maatregel())
    maatregel, _ = make_lopend()
    Last.objects.filter(pk=maatregel.pk).update(begunstiging_tot=None)
    with pytest.raises(HandhavingError, match="geen begunstigingstermijn"):
        lengthen(maatregel)
    Last.objects.filter(pk=maatregel.pk).update(begunstiging_tot=klok.today() + DAG)
    Overtreding.objects.update(staat="beeindigd", hersteldatum=klok.today(), hersteld_hoe="administratief")
    with pytest.raises(HandhavingError, match="is beëindigd op"):
        lengthen(maatregel)


def test_the_decision_is_drafted_signed_and_works_once_it_was_sent() -> None:
    maatregel, _ = make_lopend()
    was, tot = maatregel.last.begunstiging_tot, klok.today() + 30 * DAG
    vervolg = record_termijnbesluit(viewer=JURIST, maatregel_id=maatregel.pk, tot=tot, motivering=WAAROM)
    assert vervolg.besluit.besluitsoort == "last_onder_dwangsom" and "langer de tijd" in vervolg.besluit.tekst
    with pytest.raises(HandhavingError, match="al een besluit over de termijn"):
        record_termijnbesluit(viewer=JURIST, maatregel_id=maatregel.pk, tot=tot, motivering=WAAROM)
    assert update_vervolg(None, klok.today()) == 0
    send_besluit(vervolg.besluit)
    assert update_vervolg(None, klok.today()) == 1 and update_vervolg(None, klok.today()) == 0
    rij = Lasttermijn.objects.get()
    assert (rij.was, rij.tot, rij.besluit_id, rij.motivering) == (was, tot, vervolg.besluit_id, WAAROM)
    assert Besluit.objects.get(pk=rij.besluit_id).rechtsmiddel == "bezwaar"


def test_a_draft_that_comes_too_late_waits_and_says_why() -> None:
    maatregel, _ = make_lopend()
    tot = klok.today() + 30 * DAG
    vervolg = record_termijnbesluit(viewer=JURIST, maatregel_id=maatregel.pk, tot=tot, motivering=WAAROM)
    send_besluit(vervolg.besluit)
    Last.objects.filter(pk=maatregel.pk).update(begunstiging_tot=klok.today() - 10 * DAG)
    assert update_vervolg(None, klok.today()) == 0
    wacht = Vervolgbesluit.objects.get(pk=vervolg.pk).wacht
    assert (
        "al voorbij" in wacht.waarom
        and wacht.waarom.endswith("nieuwe last.")
        and not Lasttermijn.objects.exists()
    )


def test_a_last_under_bestuursdwang_gets_longer_too_and_not_after_its_term() -> None:
    maatregel = make_toegepast()
    with pytest.raises(HandhavingError, match="al voorbij"):
        lengthen(maatregel)
    Last.objects.filter(pk=maatregel.pk).update(begunstiging_tot=klok.today())
    assert lengthen(maatregel).tot == klok.today() + 28 * DAG


def test_by_the_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    maatregel, _ = make_lopend()
    log_in(client, monkeypatch, JURIST)
    naar, tot = f"/handhaving/maatregelen/{maatregel.pk}", klok.today() + 28 * DAG
    pagina = client.get(naar).content.decode()
    assert "De begunstigingstermijn is verlengd" in pagina and "Verlengde begunstigingstermijn" not in pagina
    velden = {
        "besloten_op": klok.today(),
        "verzonden_op": klok.today(),
        "motivering": WAAROM,
        "kenmerk": "B-9",
    }
    fout = post(client, f"{naar}/termijn", 422, tot=klok.today() + DAG, **velden)
    assert "is niet later" in fout
    post(client, f"{naar}/termijn", tot=tot, **velden)
    pagina = client.get(naar).content.decode()
    assert "Begunstigingstermijn verlengd op" in pagina and "tot en met" in pagina
    assert "Verlengde begunstigingstermijn" in pagina and "B-9" in pagina and WAAROM in pagina
    post(client, f"{naar}/termijnbesluit", tot=tot + 7 * DAG, motivering=WAAROM)
    assert "verlenging van de begunstigingstermijn" in client.get(naar).content.decode()


def test_the_page_of_a_violation_that_ended_offers_no_longer_term_and_says_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maatregel, _ = make_lopend()
    log_in(client, monkeypatch, JURIST)
    naar, tot = f"/handhaving/maatregelen/{maatregel.pk}", klok.today() + 28 * DAG
    pagina = client.get(naar).content.decode()
    assert f"{naar}/termijn" in pagina and "Er is geen termijn meer te verlengen" not in pagina
    Overtreding.objects.update(staat="beeindigd", hersteldatum=klok.today(), hersteld_hoe="administratief")
    pagina = client.get(naar).content.decode()
    assert f"{naar}/termijn" not in pagina and f"{naar}/schors" in pagina
    assert "Er is geen termijn meer te verlengen; rond de maatregel af." in pagina
    velden = {"besloten_op": klok.today(), "verzonden_op": klok.today(), "motivering": WAAROM}
    for wat in ("termijn", "termijnbesluit"):
        post(client, f"{naar}/{wat}", tot=tot, **velden)
    assert not Lasttermijn.objects.exists() and not Vervolgbesluit.objects.exists()
