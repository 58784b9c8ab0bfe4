"""The register shows of toestemmingen and meldingen what this room says of them, at once or at the latest in the night."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.begrippen.selectors import list_waarden
from vth.logboek.models import Gebeurtenis
from vth.register.bijstelling import close_object, record_zicht
from vth.register.models import Bronobject, Relatie, Stand, ToestemmingVoorkomen, Zichtwijziging
from vth.register.rules import RegisterError
from vth.register.selectors import BestaatNietError
from vth.register.tests.builders import LANDELIJK, make_object
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import GeenToegangError
from vth.vergunningen import kernnacht
from vth.vergunningen.correcties import record_dagcorrectie
from vth.vergunningen.ingrepen import record_ingreep, revoke_ingreep
from vth.vergunningen.melding import accept_melding
from vth.vergunningen.models import Toestemming
from vth.vergunningen.overdracht import Overdracht, record_overdracht
from vth.vergunningen.rules import VergunningError
from vth.zaken.tests.builders import OD

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel
from .test_melding import make_melding

pytestmark = pytest.mark.django_db
J20, J21, J22, J23, J24 = (date(jaar, 1, 1) for jaar in range(2020, 2025))


def read_perioden(t: Toestemming) -> list[tuple[date, date]]:
    """Give when the register holds that a toestemming works."""
    rijen = ToestemmingVoorkomen.objects.filter(bronobject=t.bronobject).believed()
    return list(rijen.order_by("begin_geldigheid").values_list("begin_geldigheid", "eind_geldigheid"))


def make_met_activiteit() -> Toestemming:
    """Establish a toestemming for an activity."""
    inhoud = {
        "activiteit": "bal-3.2.9",
        "status": "uitvoering",
        "omschrijving": "Opslag",
        "bevoegd_gezag": "GM9901",
    }
    a = make_object("A1", soort="activiteituitvoering", inhoud=inhoud, begin=J20)
    return make_toestemming(make_vergunning(), J20, stel("1"), activiteiten=[a.pk])


def test_what_a_court_takes_away_as_a_whole_is_gone_from_the_register_and_comes_back_when_that_is_undone(
    zet_klok: Callable[..., datetime],
) -> None:
    """With what it leads to; who asks what was known before still finds it. A suspension is a gap."""
    zet_klok(2024, 5, 1)
    t = make_met_activiteit()
    toen = zet_klok(2024, 6, 1)
    vast = {"viewer": VERA, "toestemming_id": t.pk, "grond": "uitspraak"}
    schorsing = record_ingreep(soort="schorsing", begin=J21, eind=J22, **vast)  # type: ignore[arg-type]
    assert read_perioden(t) == [(J20, J21), (J22, OPEN_DAG)]
    zet_klok(2024, 7, 1)
    weg = record_ingreep(soort="vernietiging", begin=J24, **vast)  # type: ignore[arg-type]
    relaties = Relatie.objects.filter(van=t.bronobject, soort="legitimeert")
    assert read_perioden(t) == [] and not relaties.believed().exists()
    eerder = ToestemmingVoorkomen.objects.filter(bronobject=t.bronobject).seen_at(Peilmoment(J23, toen))
    assert eerder.count() == 1
    zet_klok(2024, 8, 1)
    revoke_ingreep(viewer=VERA, ingreep_id=weg.pk, reden="hoger beroep")
    revoke_ingreep(viewer=VERA, ingreep_id=schorsing.pk, reden="hoger beroep")
    assert read_perioden(t) == [(J20, OPEN_DAG)]
    assert [(r.begin_geldigheid, r.eind_geldigheid) for r in relaties.believed()] == [(J20, OPEN_DAG)]


def test_what_happens_to_a_part_leaves_the_kernel_and_a_later_first_day_leaves_no_earlier_ones() -> None:
    t = make_met_activiteit()
    record_ingreep(viewer=VERA, toestemming_id=t.pk, soort="vernietiging", begin=J24, mutaties=[1], grond="x")
    assert read_perioden(t) == [(J20, OPEN_DAG)]
    record_dagcorrectie(viewer=VERA, toestemming_id=t.pk, ingangsdatum=J21, vervaldatum=J24, reden="verkeerd")
    assert read_perioden(t) == [(J21, J24)]


def test_kernels_from_before_are_put_right_in_the_night_and_the_next_night_has_nothing_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a toestemming that was annulled when nothing told the register, and one that is right is not touched."""
    goed, t = make_met_activiteit(), make_toestemming(make_vergunning(kenmerk="V-2"), J20, stel("1"))
    with monkeypatch.context() as oud:
        oud.setattr("vth.vergunningen.ingrepen.record_kern", lambda *_: None)
        record_ingreep(viewer=VERA, toestemming_id=t.pk, soort="herroeping", begin=J24, grond="bezwaar")
    assert read_perioden(t) == [(J20, OPEN_DAG)]
    assert kernnacht.update_toestemmingkernen(None, klok.today()) == 1
    assert (read_perioden(t), read_perioden(goed)) == ([], [(J20, OPEN_DAG)])
    assert kernnacht.update_toestemmingkernen(None, klok.today()) == 0


def test_a_first_day_that_was_put_later_when_nothing_told_the_register_is_put_right_in_the_night(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though nothing took it out of force; one that began on the day that it says is not touched."""
    t = make_met_activiteit()
    with monkeypatch.context() as oud:
        oud.setattr("vth.vergunningen.correcties.record_kern", lambda *_: None)
        record_dagcorrectie(viewer=VERA, toestemming_id=t.pk, ingangsdatum=J22, reden="verkeerd")
    assert read_perioden(t) == [(J20, OPEN_DAG)]
    assert kernnacht.update_toestemmingkernen(None, klok.today()) == 1
    assert read_perioden(t) == [(J22, OPEN_DAG)]
    assert kernnacht.update_toestemmingkernen(None, klok.today()) == 0


def test_what_the_register_refuses_is_told_and_holds_up_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A code that its list does not have any more when a suspension ends: the act says so, the night goes on with the next."""
    een = make_met_activiteit()
    twee = make_toestemming(make_vergunning(kenmerk="V-2"), J20, stel("1"), toestemmingsoort="ontheffing")
    with monkeypatch.context() as oud:
        oud.setattr("vth.vergunningen.ingrepen.record_kern", lambda *_: None)
        for t in (een, twee):
            record_ingreep(
                viewer=VERA, toestemming_id=t.pk, soort="schorsing", begin=J21, eind=J24, grond="x"
            )
    echt = list_waarden
    weg = {"toestemmingsoort": {een.toestemmingsoort}}
    monkeypatch.setattr(
        "vth.register.services.list_waarden",
        lambda lijst, dag: [w for w in echt(lijst, dag) if dag < J24 or w.code not in weg.get(lijst, ())],
    )
    assert kernnacht.update_toestemmingkernen(None, klok.today()) == 1
    assert (read_perioden(een), len(read_perioden(twee))) == ([(J20, OPEN_DAG)], 2)
    assert str(een.pk) in caplog.text and "vanaf 1 januari 2024" in caplog.text
    with pytest.raises(VergunningError, match="neemt toestemming T 2020-01-01 1 niet op"):
        record_ingreep(viewer=VERA, toestemming_id=een.pk, soort="schorsing", begin=J22, eind=J24, grond="x")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
def test_the_night_locks_the_permits_that_it_looks_at() -> None:
    """What is taken back meanwhile waits, or is seen."""
    t = make_met_activiteit()
    record_ingreep(viewer=VERA, toestemming_id=t.pk, soort="herroeping", begin=J24, grond="bezwaar")
    with CaptureQueriesContext(connection) as vragen:
        kernnacht.update_toestemmingkernen(None, klok.today())
    zinnen = [v["sql"] for v in vragen]
    slot = next(n for n, sql in enumerate(zinnen) if "FOR UPDATE" in sql and "vergunningen_vergunning" in sql)
    assert any("vergunningen_ingreep" in sql for sql in zinnen[slot:])


def test_a_kernel_of_a_confidential_melding_from_before_is_hidden_in_the_night(
    zet_klok: Callable[..., datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set-based, once, with a line in the log, the number raised and what it was kept for the feed; others are not touched."""
    zet_klok(2026, 3, 20)
    gewoon = accept_melding(viewer=VERA, nieuw=make_melding(vertrouwelijkheid="intern"))
    with monkeypatch.context() as oud:
        oud.setattr("vth.vergunningen.melding.derive_kernniveau", lambda _: "openbaar")
        stil = accept_melding(
            viewer=VERA, nieuw=make_melding(verzoeknummer="M-2", vertrouwelijkheid="intern")
        )
    nummer = Stand.objects.get(leverancier=OD, soort="activiteitmelding").nummer
    monkeypatch.setattr(kernnacht, "PER_KEER", 1)
    assert kernnacht.update_meldingniveaus(None, klok.today()) == 1
    niveaus = Bronobject.objects.filter(soort="activiteitmelding").values_list("pk", "vertrouwelijkheid")
    assert dict(niveaus) == {gewoon.bronobject_id: "intern", stil.bronobject_id: "intern"}
    assert Zichtwijziging.objects.get(bronobject=stil.bronobject_id).vertrouwelijkheid == "openbaar"
    assert Gebeurtenis.objects.filter(handeling="register.zicht").count() == 1
    assert Stand.objects.get(leverancier=OD, soort="activiteitmelding").nummer == nummer + 1
    assert kernnacht.update_meldingniveaus(None, klok.today()) == 0


def test_the_night_puts_right_what_is_more_confidential_than_it_sees_itself(
    zet_klok: Callable[..., datetime],
) -> None:
    zet_klok(2026, 3, 20)
    melding = accept_melding(viewer=VERA, nieuw=make_melding(vertrouwelijkheid="intern"))
    Bronobject.objects.filter(pk=melding.bronobject_id).update(vertrouwelijkheid="geheim")
    assert kernnacht.update_meldingniveaus(None, klok.today()) == 1
    assert Bronobject.objects.get(pk=melding.bronobject_id).vertrouwelijkheid == "intern"


def test_only_who_may_writes_and_only_what_is_there() -> None:
    """Another organisation, a record out of sight, a level that does not exist; again changes nothing."""
    site = make_object("S1", begin=J20)
    mag = VERA.with_handeling("register.record")
    with pytest.raises(GeenToegangError):
        close_object(viewer=VERA, bronobject_id=site.pk, vanaf=J24)
    with pytest.raises(BestaatNietError):
        close_object(viewer=BUITEN.with_handeling("register.record"), bronobject_id=site.pk, vanaf=J24)
    assert close_object(viewer=mag, bronobject_id=site.pk, vanaf=J24)
    assert not close_object(viewer=mag, bronobject_id=site.pk, vanaf=J24 + timedelta(days=1))
    vast = {"leverancier": OD, "soort": "vthobject", "ids": [site.pk]}
    ver = replace(BUITEN.with_handeling("register.record"), organisaties=mag.organisaties)
    with pytest.raises(GeenToegangError):
        record_zicht(viewer=BUITEN.with_handeling("register.record"), vertrouwelijkheid="intern", **vast)
    with pytest.raises(RegisterError, match="bestaat niet"):
        record_zicht(viewer=mag, vertrouwelijkheid="zomaar", **vast)
    assert record_zicht(viewer=ver, vertrouwelijkheid="intern", **vast) == 0
    assert record_zicht(viewer=LANDELIJK, vertrouwelijkheid="vertrouwelijk", **vast) == 1
    assert record_zicht(viewer=mag, vertrouwelijkheid="openbaar", **vast) == 0
    assert record_zicht(viewer=LANDELIJK, vertrouwelijkheid="vertrouwelijk", **vast) == 0


def test_what_was_suspended_and_went_to_another_holder_is_not_written_again_each_night() -> None:
    oud, nieuw = (make_object(n, soort="vestiging", inhoud={"naam": n}, begin=J20) for n in ("Oud", "Nieuw"))
    t = make_toestemming(make_vergunning(), J20, stel("1"), houders=[oud.pk])
    record_overdracht(viewer=VERA, toestemming_id=t.pk, overdracht=Overdracht(nieuw.pk, J24, "Brief"))
    record_ingreep(viewer=VERA, toestemming_id=t.pk, soort="schorsing", begin=J21, eind=J22, grond="x")
    assert (J24, OPEN_DAG) in read_perioden(t)
    assert kernnacht.update_toestemmingkernen(None, klok.today()) == 0
