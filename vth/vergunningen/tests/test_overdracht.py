"""Somebody else comes to hold a toestemming: from a day on, as known from a moment on, and never when it cannot be (Ow 5.37)."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.register.models import Bronobject, Relatie
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import GeenToegangError
from vth.vergunningen.boeking import lock_vergunning
from vth.vergunningen.houderrules import Wissel, check_wissels, derive_houders, derive_overdrachtmelding
from vth.vergunningen.houders import read_houders
from vth.vergunningen.ingrepen import record_ingreep
from vth.vergunningen.models import Houderwissel, Toestemming, Toestemmingonderwerp, Vergunning
from vth.vergunningen.onderwerpen import record_onderwerpen
from vth.vergunningen.overdracht import Overdracht, record_overdracht, revoke_overdracht
from vth.vergunningen.rules import VergunningError
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel, trek_in
from .test_bereikvorm import merge

pytestmark = pytest.mark.django_db
J20, J22, J24, J26 = (date(jaar, 1, 1) for jaar in (2020, 2022, 2024, 2026))


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def make_firma(naam: str, **velden: object) -> Bronobject:
    """Register a firm."""
    return make_object(naam, soort="vestiging", inhoud={"naam": naam}, begin=J20, **velden)  # type: ignore[arg-type]


def make_gehouden(*houders: Bronobject, **velden: object) -> Toestemming:
    """Establish a toestemming that was given to these."""
    return make_toestemming(make_vergunning(), J20, stel("1"), houders=[h.pk for h in houders], **velden)


def neem_over(t: Toestemming, houder: Bronobject, vanaf: date, **velden: object) -> Houderwissel:
    """Record that somebody else holds it."""
    over = Overdracht(houder.pk, vanaf, "Brief van de houder", **velden)  # type: ignore[arg-type]
    return record_overdracht(viewer=VERA, toestemming_id=t.pk, overdracht=over)


def lees(t: Toestemming, dag: date, op: datetime | None = None) -> dict[str, date]:
    """Give who hold a toestemming on a day, as known at a moment, and since when."""
    t = Toestemming.objects.get(pk=t.pk)
    moment = Peilmoment(dag, op or klok.now() + timedelta(hours=1))
    return {h.naam: h.sinds for h in read_houders(VERA, [t], moment)}


WIE = (("A", "OD-NOORD"), ("A2", "GM9901"), ("B", "OD-NOORD"), ("C", "OD-NOORD"))
DAGEN = st.dates(date(2020, 1, 1), date(2024, 12, 31))
WISSELS = st.lists(st.builds(Wissel, DAGEN, st.integers(0, 4), st.none() | st.integers(0, 4)), max_size=6)


@given(st.sets(st.integers(0, 4)), WISSELS, DAGEN, DAGEN)
def test_what_is_recorded_of_a_later_day_changes_no_earlier_one(
    eerste: set[int], wissels: list[Wissel[int]], vanaf: date, dag: date
) -> None:
    """And whoever comes to hold it holds it on that day, since a day that is not after it."""
    nieuw = Wissel(vanaf, 9)
    met = derive_houders(eerste, J20, [*wissels, nieuw], dag)
    if dag < vanaf:
        assert met == derive_houders(eerste, J20, wissels, dag)
    assert derive_houders(eerste, J20, [*wissels, nieuw], vanaf) == {9: vanaf}
    assert all(sinds <= max(dag, J20) for sinds in met.values())


def test_of_two_holders_one_can_go_and_what_cannot_follow_is_refused() -> None:
    """Who stays keeps his first day; a change from somebody who does not hold it, or that changes nothing, is none."""
    weg = Wissel(J22, "C", "A")
    assert derive_houders("AB", J20, [weg], J22) == {"B": J20, "C": J22}
    assert derive_houders("AB", J20, [Wissel(J22, "B", "A")], J22) == {"B": J20}
    check_wissels("AB", [weg, Wissel(J24, "D")])
    for fout, melding in ((Wissel(J24, "D", "A"), "niet"), (Wissel(J22, "C", "C"), "al de houder")):
        with pytest.raises(VergunningError, match=melding):
            check_wissels("AB", [weg, fout])


@pytest.mark.parametrize(
    ("gemeld_op", "weken", "te_laat", "woord"),
    [
        (date(2025, 5, 4), 4, False, "op tijd"),
        (date(2025, 5, 5), 4, True, "1 dag te laat"),
        (date(2025, 6, 11), 4, True, "38 dagen te laat"),
        (None, 4, False, "niet bekend"),
        (date(2025, 6, 11), None, False, "Gemeld op 11 juni 2025."),
    ],
)
def test_it_is_told_whether_the_authority_heard_it_four_weeks_before(
    gemeld_op: date | None, weken: int | None, te_laat: bool, woord: str
) -> None:
    """Counted back from 1 June 2025; without a rule for the day nothing is judged."""
    melding = derive_overdrachtmelding(date(2025, 6, 1), gemeld_op, weken)
    assert melding.te_laat is te_laat and woord in melding.uitleg


def test_another_holder_holds_from_his_day_on_and_who_asks_what_was_known_gets_the_former(
    zet_klok: Callable[..., datetime],
) -> None:
    """Both times are kept; taken back the first holds it again, and that it was thought otherwise stays to be read."""
    zet_klok(2025, 5, 1)
    oud, nieuw = make_firma("Oud BV"), make_firma("Nieuw BV")
    t = make_gehouden(oud)
    toen = klok.now() + timedelta(hours=1)
    zet_klok(2025, 6, 1)
    rij = neem_over(t, nieuw, J24, vorige=oud.pk, gemeld_op=date(2023, 11, 1))
    assert lees(t, J24) == {"Nieuw BV": J24} and lees(t, J22) == {"Oud BV": J20}
    assert lees(t, J24, toen) == {"Oud BV": J20}
    tussen = klok.now() + timedelta(hours=1)
    zet_klok(2025, 7, 1)
    revoke_overdracht(viewer=VERA, houderwissel_id=rij.pk, reden="ging niet door")
    assert lees(t, J24) == {"Oud BV": J20} and lees(t, J24, tussen) == {"Nieuw BV": J24}
    assert lees(t, date(2019, 1, 1)) == {}
    handelingen = Gebeurtenis.objects.filter(handeling__startswith="vergunning.overdracht")
    assert [g.handeling for g in handelingen.order_by("pk")] == [
        "vergunning.overdracht",
        "vergunning.overdracht_herroepen",
    ]


def test_the_register_follows_with_the_holder_of_each_period() -> None:
    """Also through a suspension; of a record of another supplier the relation stays in this room."""
    oud, nieuw, ver = make_firma("Oud BV"), make_firma("Nieuw BV"), make_firma("Ver BV", leverancier="GM9901")
    t = make_gehouden(oud)

    def perioden() -> list[tuple[str, date, date]]:
        rijen = Relatie.objects.filter(van=t.bronobject, soort="houder").believed()
        return list(
            rijen.order_by("begin_geldigheid").values_list(
                "naar__sleutel", "begin_geldigheid", "eind_geldigheid"
            )
        )

    neem_over(t, nieuw, J24)
    assert perioden() == [("Oud BV", J20, J24), ("Nieuw BV", J24, OPEN_DAG)]
    record_ingreep(
        viewer=VERA,
        toestemming_id=t.pk,
        soort="schorsing",
        begin=J22,
        eind=date(2024, 6, 1),
        grond="uitspraak",
    )
    assert perioden() == [("Oud BV", J20, J22), ("Nieuw BV", date(2024, 6, 1), OPEN_DAG)]
    neem_over(t, ver, date(2025, 1, 1))
    assert perioden()[-1] == ("Nieuw BV", date(2024, 6, 1), date(2025, 1, 1))
    assert lees(t, date(2025, 1, 1)) == {"Ver BV": date(2025, 1, 1)}


def test_what_cannot_be_is_refused_and_nothing_is_written() -> None:
    """The same holder, also by another record; a day outside the toestemming; somebody unknown; no ground; told tomorrow."""
    oud, nieuw = make_firma("Oud BV"), make_firma("Nieuw BV")
    zelfde, site = make_firma("Oud B.V.", leverancier="GM9901"), make_object("S1", begin=J20)
    merge(zelfde, oud)
    geheim = make_firma("Geheim", leverancier="OD-ZUID", gebied="GM9903")
    t = make_gehouden(oud, vervaldatum=J26)
    goed = Overdracht(nieuw.pk, J24, "Brief")
    gevallen = [
        (replace(goed, houder=oud.pk), "al de houder"),
        (replace(goed, houder=zelfde.pk), "al de houder"),
        (replace(goed, vanaf=date(2019, 12, 31)), "voordat toestemming"),
        (replace(goed, vanaf=J26), "niet meer"),
        (replace(goed, houder=uuid.uuid4()), "bestaat niet"),
        (replace(goed, houder=geheim.pk), "bestaat niet"),
        (replace(goed, houder=site.pk), "hier hoort"),
        (replace(goed, vorige=nieuw.pk), "houdt deze toestemming op 1 januari 2024 niet"),
        (replace(goed, vorige=uuid.uuid4()), "bestaat niet"),
        (replace(goed, vorige=geheim.pk), "bestaat niet"),
        (replace(goed, grond="  "), "Noem waaruit"),
        (replace(goed, gemeld_op=klok.today() + timedelta(days=1)), "toekomst"),
    ]
    for overdracht, melding in gevallen:
        with pytest.raises(VergunningError, match=melding):
            record_overdracht(viewer=VERA, toestemming_id=t.pk, overdracht=overdracht)
    assert not Houderwissel.objects.exists()
    record_overdracht(viewer=VERA, toestemming_id=t.pk, overdracht=replace(goed, vanaf=date(2025, 12, 31)))


def test_only_who_may_records_it_of_what_is_established_and_stands() -> None:
    oud, nieuw = make_firma("Oud BV"), make_firma("Nieuw BV")
    t, concept = (
        make_gehouden(oud),
        make_toestemming(make_vergunning(kenmerk="V-2"), None, houders=[oud.pk]),
    )
    vast = {"overdracht": Overdracht(nieuw.pk, J24, "Brief")}
    with pytest.raises(VergunningError, match="is concept"):
        record_overdracht(viewer=VERA, toestemming_id=concept.pk, **vast)
    mag_niet = replace(VERA, handelingen=VERA.handelingen - {"vergunning.decide"})
    with pytest.raises(GeenToegangError):
        record_overdracht(viewer=mag_niet, toestemming_id=t.pk, **vast)
    with pytest.raises(BestaatNietError):
        record_overdracht(viewer=BUITEN, toestemming_id=t.pk, **vast)
    with pytest.raises(VergunningError, match="door iemand anders"):
        record_overdracht(viewer=VERA, toestemming_id=t.pk, gezien=-1, **vast)
    record_ingreep(viewer=VERA, toestemming_id=t.pk, soort="herroeping", begin=J24, grond="bezwaar")
    with pytest.raises(VergunningError, match="vernietigd of herroepen"):
        record_overdracht(viewer=VERA, toestemming_id=t.pk, **vast)
    assert lees(t, J24) == {}


def test_the_other_decisions_of_the_permit_with_the_same_holder_go_along_when_asked() -> None:
    """Also what begins later, from its first day; what others hold and what was annulled stays, and one that cannot refuses all."""
    a, a2, b, c = (make_firma(n, leverancier=lev) for n, lev in WIE)
    merge(a2, a)
    v = make_vergunning()

    def make(kenmerk: str, vanaf: date, *houders: Bronobject) -> Toestemming:
        ids = [h.pk for h in houders]
        return make_toestemming(v, vanaf, stel(kenmerk), kenmerk=kenmerk, houders=ids)

    een, ook, samen = make("een", J20, a), make("ook", J22, a2), make("samen", J22, a, c)
    anders, later, weg = make("anders", J20, c), make("later", J26, a), make("weg", J20, a)
    record_ingreep(viewer=VERA, toestemming_id=weg.pk, soort="herroeping", begin=J22, grond="bezwaar")
    vast = {"viewer": VERA, "toestemming_id": een.pk, "hele_vergunning": True}
    record_overdracht(overdracht=Overdracht(b.pk, J24, "Brief"), **vast)  # type: ignore[arg-type]
    op = [set(lees(t, J26)) for t in (een, ook, samen, anders, later, weg)]
    assert op == [{"B"}, {"B"}, {"A", "C"}, {"C"}, {"B"}, set()]
    assert lees(later, J26) == {"B": J26}
    vorige = Overdracht(c.pk, date(2025, 1, 1), "Brief", vorige=b.pk)
    neem_over(ook, a, date(2025, 6, 1), vorige=b.pk)
    with pytest.raises(VergunningError, match="Toestemming ook: "):
        record_overdracht(overdracht=vorige, **vast)  # type: ignore[arg-type]
    assert set(lees(een, J26)) == {"B"}


def test_who_holds_it_by_another_record_goes_by_the_record_by_which_he_holds_it() -> None:
    a, a2, b, c = (make_firma(n, leverancier=lev) for n, lev in WIE)
    merge(a2, a)
    t = make_gehouden(a, c)
    neem_over(t, b, J22, vorige=a2.pk)
    assert set(lees(t, J22)) == {"B", "C"}
    neem_over(t, b, J24, vorige=c.pk)
    assert lees(t, J24) == {"B": J22}


def test_taking_back_needs_a_reason_and_nothing_that_builds_on_it() -> None:
    """An earlier one may not come under a later one that it would contradict either."""
    a, b, c = (make_firma(naam) for naam in ("A BV", "B BV", "C BV"))
    t = make_gehouden(a)
    een = neem_over(t, b, J22)
    twee = neem_over(t, c, J24, vorige=b.pk)
    for reden, melding in (("", "Zeg waarom"), ("vergissing", "bouwt hierop voort")):
        with pytest.raises(VergunningError, match=melding):
            revoke_overdracht(viewer=VERA, houderwissel_id=een.pk, reden=reden)
    with pytest.raises(VergunningError, match="houdt deze toestemming op 1 januari 2024 niet"):
        neem_over(t, c, date(2023, 1, 1))
    assert lees(t, J24) == {"C BV": J24}
    revoke_overdracht(viewer=VERA, houderwissel_id=twee.pk, reden="vergissing")
    with pytest.raises(VergunningError, match="telt al niet meer"):
        revoke_overdracht(viewer=VERA, houderwissel_id=twee.pk, reden="nog eens")
    with pytest.raises(BestaatNietError):
        revoke_overdracht(viewer=VERA, houderwissel_id=uuid.uuid4(), reden="x")


def test_the_form_records_it_and_pages_and_data_tell_the_holder_of_the_day(vera: Client) -> None:
    """With whether it was told in time and by which rule; a wrong choice is told in the form and keeps what was given."""
    oud, nieuw = make_firma("Oud BV"), make_firma("Nieuw BV")
    t = make_gehouden(oud)
    adres, v = f"/toestemmingen/{t.pk}", t.vergunning_id
    velden = {"houdernummer": str(nieuw.pk), "vanaf": "2024-06-01", "gemeld_op": "2024-05-10"}
    assert "Oud BV" in vera.get(adres).content.decode()
    fout = vera.post(f"{adres}/overdracht", velden | {"vanaf": "2019-01-01", "grond": "Brief 7"})
    assert fout.status_code == 422 and "voordat toestemming" in fout.content.decode()
    assert 'value="Brief 7"' in fout.content.decode()
    niets = vera.post(f"{adres}/overdracht", {"vanaf": "2024-06-01", "grond": "x"})
    assert niets.status_code == 422 and "Kies een nieuwe houder" in niets.content.decode()
    assert vera.post(f"{adres}/overdracht", velden | {"grond": "Brief 7"}).status_code == 302
    pagina = vera.get(adres).content.decode()
    assert "Nieuw BV</a>, sinds 1 juni 2024" in pagina and "6 dagen te laat" in pagina
    assert "artikel 5.37" in pagina and "aanname" in pagina
    assert "Houder sinds 1 juni 2024: " in vera.get(f"/vergunningen/{v}").content.decode()
    eerder = vera.get(f"/vergunningen/{v}?geldigOp=2024-05-31").content.decode()
    assert "Houder sinds 1 januari 2020: " in eerder and "Nieuw BV" not in eerder
    (houder,) = vera.get(f"/api/v1/vergunningen/{v}?geldigOp=2024-06-01").json()["houders"]
    assert (houder["naam"], houder["sinds"]) == ("Nieuw BV", "2024-06-01")
    weg = {"houderwissel_id": str(Houderwissel.objects.get().pk), "reden": "vergissing"}
    assert vera.post(f"{adres}/overdrachtherroep", weg).status_code == 302
    assert "telt niet meer sinds" in vera.get(adres).content.decode()


def make_met_verborgen() -> tuple[Toestemming, Bronobject, Bronobject, Bronobject]:
    """Establish a toestemming with a holder who is seen and one who is not; with a third that can take it over."""
    a, b = make_firma("A BV"), make_firma("B BV")
    geheim = make_firma("Geheim BV", leverancier="OD-ZUID", gebied="GM9903")
    t = make_gehouden(a)
    Toestemmingonderwerp.objects.create(toestemming=t, bronobject=geheim, rol="houder")
    return t, a, b, geheim


def test_a_holder_who_is_not_seen_is_not_replaced_unsaid_nor_told_apart(vera: Client) -> None:
    """Who takes over from whom must be chosen; the form has no number of who may not be seen, and a guess tells nothing."""
    t, a, b, geheim = make_met_verborgen()
    with pytest.raises(VergunningError, match="niet mag zien"):
        neem_over(t, b, J24)
    with pytest.raises(VergunningError, match="bestaat niet"):
        neem_over(t, b, J24, vorige=geheim.pk)
    tekst = vera.get(f"/toestemmingen/{t.pk}").content.decode()
    assert 'name="vorige"' in tekst and str(geheim.pk) not in tekst
    neem_over(t, b, J24, vorige=a.pk)
    assert Houderwissel.objects.get().vorige_id == a.pk


def test_the_number_of_who_took_over_and_may_not_be_seen_is_not_on_the_page(vera: Client) -> None:
    t, _, b, geheim = make_met_verborgen()
    rij = {
        "toestemming": t,
        "vanaf": J22,
        "grond": "x",
        "geregistreerd_op": klok.now(),
        "geregistreerd_door": "x",
    }
    Houderwissel.objects.create(houder=geheim, **rij)
    Houderwissel.objects.create(houder=b, **rij | {"vanaf": J24})
    tekst = vera.get(f"/toestemmingen/{t.pk}").content.decode()
    assert str(geheim.pk) not in tekst and "iemand die u niet mag zien" in tekst


def test_of_what_was_withdrawn_nobody_is_the_holder_and_nobody_takes_it_over() -> None:
    """From the day on which no voorschrift is left; before that the holder is told as ever."""
    oud, nieuw, id_ = make_firma("Oud BV"), make_firma("Nieuw BV"), uuid.uuid4()
    t = make_toestemming(make_vergunning(), J20, stel("1", id_=id_), houders=[oud.pk])
    make_toestemming(t.vergunning, J22, trek_in(id_), toestemmingtype="intrekking")
    assert lees(t, J24) == {} and lees(t, date(2021, 1, 1)) == {"Oud BV": J20}
    with pytest.raises(VergunningError, match="ingetrokken"):
        neem_over(t, nieuw, J24)
    neem_over(t, nieuw, date(2021, 1, 1))


def test_what_another_act_did_while_this_one_waited_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a toestemming for a change of holder; that it is established for its holders."""
    oud, nieuw = make_firma("Oud BV"), make_firma("Nieuw BV")
    t, v = make_gehouden(oud), make_vergunning(kenmerk="V-2")
    concept = make_toestemming(v, None, stel("1"), houders=[oud.pk])

    def wait(*args: Any) -> Vergunning:
        Toestemming.objects.filter(pk=t.pk).update(vervaldatum=J22)
        Toestemming.objects.filter(pk=concept.pk).update(staat="vervallen")
        return lock_vergunning(*args)

    for kamer in ("overdracht", "onderwerpen"):
        monkeypatch.setattr(f"vth.vergunningen.{kamer}.lock_vergunning", wait)
    with pytest.raises(VergunningError, match="niet meer"):
        neem_over(t, nieuw, J24)
    with pytest.raises(VergunningError, match="verandert alleen nog"):
        record_onderwerpen(viewer=VERA, toestemming_id=concept.pk, houders=[nieuw.pk])


@pytest.mark.parametrize("anders", [{"vanaf": J22}, {"gemeld_op": J22}, {"grond": "x"}, None])
def test_the_database_keeps_a_change_of_holder(anders: dict[str, object] | None) -> None:
    """Nothing of it changes and it does not go; only that it counts no more can be added, and its ground be emptied."""
    t = make_gehouden(make_firma("Oud BV"))
    rijen = Houderwissel.objects.filter(pk=neem_over(t, make_firma("Nieuw BV"), J24).pk)
    assert rijen.update(herroepen_op=klok.now(), herroepen_reden="x", grond="") == 1
    with pytest.raises(DatabaseError, match="regels worden nooit"), transaction.atomic():
        rijen.update(**anders) if anders else rijen.delete()


def test_four_weeks_are_judged_of_a_vergunning_only(vera: Client) -> None:
    """Of another kind it is only told when it was told; and that a vergunning goes over is said with reserve."""
    oud, nieuw = make_firma("Oud BV"), make_firma("Nieuw BV")
    t, v = make_gehouden(oud), make_vergunning(kenmerk="V-2")
    ander = make_toestemming(v, J20, stel("1"), houders=[oud.pk], toestemmingsoort="gedoogbeschikking")
    for rij in (t, ander):
        neem_over(rij, nieuw, J24, gemeld_op=date(2023, 12, 31))
    tekst = vera.get(f"/toestemmingen/{ander.pk}").content.decode()
    assert "Gemeld op 31 december 2023." in tekst and "te laat" not in tekst and "5.37" not in tekst
    assert "tenzij het besluit anders bepaalt" in vera.get(f"/toestemmingen/{t.pk}").content.decode()


def test_that_two_holders_turn_out_to_be_one_refuses_nothing_later() -> None:
    """Nor the taking back of what came after; what is itself no change is refused as ever."""
    a, b, c = make_firma("A BV"), make_firma("B BV", leverancier="GM9901"), make_firma("C BV")
    t = make_gehouden(a)
    neem_over(t, b, J22)
    merge(b, a)
    with pytest.raises(VergunningError, match="al de houder"):
        neem_over(t, a, J22)
    rij = neem_over(t, c, J24)
    assert lees(t, J24) == {"C BV": J24}
    revoke_overdracht(viewer=VERA, houderwissel_id=rij.pk, reden="ging niet door")
    assert lees(t, J24) == {"B BV": J22}
