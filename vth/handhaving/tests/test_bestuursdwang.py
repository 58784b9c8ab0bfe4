"""Bestuursdwang that was applied: in time or in an emergency, what it cost, and how that is claimed until it lapses."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.handhaving.bestuursdwang import (
    Kostenbeschikking,
    NieuweBestuursdwang,
    NieuweKosten,
    read_kosten,
    record_bestuursdwang,
    record_kosten,
    record_kostenbeschikking,
    withdraw_kosten,
)
from vth.handhaving.betalen import NieuweBetaling, record_betaling
from vth.handhaving.invoer import Adressaatkeuze
from vth.handhaving.maatregelen import end_maatregel
from vth.handhaving.models import Bestuursdwang, Kostenregel, Lastadressaat, Maatregel, Verbeurte
from vth.handhaving.rules import HandhavingError
from vth.handhaving.schorsen import NieuweSchorsing, record_schorsing
from vth.handhaving.selectors import read_bedragen
from vth.handhaving.verjaarlezen import read_verjaring
from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toezicht.tests.builders import TINE
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, DAG, JURIST, make_last, make_maatregel, make_overtreding
from .test_invorderen import do
from .test_web import post

pytestmark = pytest.mark.django_db


def make_dwang(
    *, spoed: bool = False, opgelegd: bool = True, weken: int = 10
) -> tuple[Maatregel, Lastadressaat]:
    """Give a last under bestuursdwang that was imposed weeks ago with two weeks to obey, or in an emergency none."""
    m = make_maatregel(make_overtreding(), "last_onder_bestuursdwang")
    wie = m.overtredingen.get().overtreding.overtreders.get().bronobject_id
    velden: dict[str, Any] = {
        "adressaten": [Adressaatkeuze(wie)],
        "modaliteit": "",
        "per": "",
        "bedrag_motivering": "",
    }
    if spoed:
        velden |= {"spoed": "spoed", "spoed_motivering": "Er lekt vloeistof.", "begunstiging_tot": None}
    adressaat = make_last(m, **velden)
    op = klok.today() - 7 * weken * DAG
    if opgelegd:
        Maatregel.objects.filter(pk=m.pk).update(staat="lopend", opgelegd_op=op)
    if not spoed:
        type(adressaat.last).objects.filter(pk=m.pk).update(begunstiging_tot=op + 14 * DAG)
    m.refresh_from_db()
    return m, Lastadressaat.objects.select_related("last").get(pk=adressaat.pk)


def apply(m: Maatregel, van: date, tot: date | None = None, wat: str = "Vaten afgevoerd.") -> Bestuursdwang:
    return record_bestuursdwang(
        viewer=JURIST, maatregel_id=m.pk, nieuw=NieuweBestuursdwang(van, tot or van, wat)
    )


def cost(m: Maatregel, gedaan: Bestuursdwang, bedrag: str, **velden: Any) -> Kostenregel:
    vast: dict[str, Any] = {"omschrijving": "Afvoeren van vier vaten", "dag": gedaan.tot} | velden
    nieuw = NieuweKosten(gedaan.pk, bedrag=Decimal(bedrag), **vast)
    return record_kosten(viewer=JURIST, maatregel_id=m.pk, nieuw=nieuw)


def claim(m: Maatregel, wie: Lastadressaat, bedrag: str, **velden: Any) -> Verbeurte:
    vast: dict[str, Any] = {"dag": klok.today(), "motivering": "Het bedrijf liet de vaten staan."} | velden
    nieuw = Kostenbeschikking(wie.pk, Decimal(bedrag), **vast)
    return record_kostenbeschikking(viewer=JURIST, maatregel_id=m.pk, nieuw=nieuw)


def test_costs_are_exact_and_claimed_once() -> None:
    m, wie = make_dwang()
    gedaan = apply(m, klok.today() - 20 * DAG, klok.today() - 19 * DAG)
    cost(m, gedaan, "1200.10")
    fout = cost(m, gedaan, "99.90")
    assert read_kosten(wie.last) == Decimal("1300.00")
    withdraw_kosten(viewer=JURIST, maatregel_id=m.pk, regel_id=fout.pk, reden="Dubbel geboekt.")
    assert read_kosten(wie.last) == Decimal("1200.10") and Kostenregel.objects.count() == 3
    with pytest.raises(HandhavingError, match="al ingetrokken"):
        withdraw_kosten(viewer=JURIST, maatregel_id=m.pk, regel_id=fout.pk, reden="Nog een keer.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Kostenregel.objects.filter(pk=fout.pk).update(bedrag=1)
    with pytest.raises(HandhavingError, match=r"daarvan is € 0.* al verhaald"):
        claim(m, wie, "1200.11")
    v = claim(m, wie, "1200.10")
    assert (v.aard, v.bedrag, v.ingevorderd_op) == ("kosten", Decimal("1200.10"), klok.today())
    assert v.betalen_voor >= klok.today() + 42 * DAG
    with pytest.raises(HandhavingError, match="al verhaald"):
        claim(m, wie, "0.01")
    laatste = Kostenregel.objects.get(sluit=None, ingetrokken_door=None)
    with pytest.raises(HandhavingError, match="Er is al"):
        withdraw_kosten(viewer=JURIST, maatregel_id=m.pk, regel_id=laatste.pk, reden="Klopt niet.")


def test_costs_lapse_five_years_after_the_last_day_to_pay_and_are_claimed_in_the_order_of_the_law() -> None:
    m, wie = make_dwang(weken=20)
    cost(m, apply(m, klok.today() - 80 * DAG), "500")
    v = claim(m, wie, "500", dag=klok.today() - 60 * DAG)
    assert v.laatste_dag == v.betalen_voor.replace(year=v.betalen_voor.year + 5) and not v.verlengd
    uitkomst = read_verjaring(v, op=klok.today())
    assert "4:104" in str([g.as_dict() for g in uitkomst.gronden]) and not uitkomst.waarschuwingen
    for soort, reden in (
        ("invorderingsbeschikking", "past niet bij dit bedrag"),
        ("kostenbeschikking", "past niet bij dit bedrag"),
        ("dwangbevel", "4:114"),
    ):
        with pytest.raises(HandhavingError, match=reden):
            do(v, soort)
    do(v, "aanmaning")
    do(v, "dwangbevel", toelichting="De overtreder brengt zijn geld weg.")
    betaald = record_betaling(
        viewer=JURIST,
        verbeurte_id=v.pk,
        nieuw=NieuweBetaling("F-9", "betaling", Decimal(500), klok.today()),
    )
    assert betaald.staat == "betaald" and read_bedragen(m)["open"] == 0


def test_in_an_emergency_it_comes_first_and_the_decision_afterwards() -> None:
    m, wie = make_dwang(spoed=True, opgelegd=False)
    gedaan = apply(m, klok.today() - DAG)
    assert gedaan.vooraf
    m.refresh_from_db()
    assert m.waarom.startswith("Besluit alsnog") and m.laatste_dag == gedaan.tot
    assert Agendapunt.objects.filter(onderwerp=m.pk, sleutel="alsnog").exists()
    cost(m, gedaan, "100")
    with pytest.raises(HandhavingError, match="als de last is opgelegd"):
        claim(m, wie, "100")
    with pytest.raises(HandhavingError, match=r"5:31"):
        end_maatregel(
            viewer=JURIST, maatregel_id=m.pk, hoe="vervalt", op=klok.today(), reden="Toch maar niet."
        )


def test_it_is_not_applied_before_the_offender_had_his_time_or_while_the_last_is_suspended() -> None:
    m, _ = make_dwang()
    assert m.opgelegd_op is not None
    eerste = m.opgelegd_op + 14 * DAG
    with pytest.raises(HandhavingError, match=r"5:24"):
        apply(m, eerste)
    apply(m, eerste + DAG)
    nieuw = NieuweSchorsing("rechter", eerste + 10 * DAG, "Uitspraak van de rechter.", tot=eerste + 20 * DAG)
    record_schorsing(viewer=JURIST, maatregel_id=m.pk, nieuw=nieuw)
    with pytest.raises(HandhavingError, match="geschorst"):
        apply(m, eerste + 5 * DAG, eerste + 10 * DAG)
    apply(m, eerste + 21 * DAG)


def test_what_cannot_have_been_done_or_cost_is_refused() -> None:
    m, wie = make_dwang()
    op = klok.today() - 10 * DAG
    with pytest.raises(HandhavingError, match="nog geen bestuursdwang"):
        claim(m, wie, "1")
    for van, tot, wat, reden in (
        (op, op - DAG, "Vaten weg.", "loopt terug"),
        (op, klok.today() + DAG, "Vaten weg.", "nog niet geweest"),
        (op, op, " ", "wat er is gedaan"),
    ):
        with pytest.raises(HandhavingError, match=reden):
            apply(m, van, tot, wat)
    gedaan = apply(m, op)
    slecht: list[tuple[str, dict[str, Any], str]] = [
        ("-1", {}, "groter dan nul"),
        ("0.001", {}, "twee decimalen"),
        ("5", {"omschrijving": ""}, "waarvoor"),
        ("5", {"dag": klok.today() + DAG}, "nog niet"),
    ]
    for bedrag, velden, reden in slecht:
        with pytest.raises(HandhavingError, match=reden):
            cost(m, gedaan, bedrag, **velden)


def test_what_cannot_be_claimed_is_refused() -> None:
    m, wie = make_dwang()
    op = klok.today() - 10 * DAG
    cost(m, apply(m, op), "100")
    slecht: list[tuple[str, dict[str, Any], str]] = [
        ("0", {}, "groter dan nul"),
        ("10", {"dag": op - DAG}, "eindigde op"),
        ("10", {"dag": klok.today() + DAG}, "vandaag is het"),
        ("10", {"motivering": ""}, "redelijkerwijs"),
    ]
    for bedrag, velden, reden in slecht:
        with pytest.raises(HandhavingError, match=reden):
            claim(m, wie, bedrag, **velden)
    claim(m, wie, "10")
    with pytest.raises(HandhavingError, match="al een kostenbeschikking"):
        claim(m, wie, "10")


def test_costs_are_set_within_five_years_and_a_day_before_that_law_is_refused_with_its_file() -> None:
    m, wie = make_dwang(weken=320)
    cost(m, apply(m, klok.today() - timedelta(days=5 * 366 + 20)), "100")
    with pytest.raises(HandhavingError, match=r"5:25, zesde lid.*te laat"):
        claim(m, wie, "100")
    oud, ander = make_dwang(weken=320)
    cost(oud, apply(oud, date(2021, 3, 31)), "100")
    with pytest.raises(HandhavingError, match=r"Voor wo 31 maart 2021 is er geen regel"):
        claim(oud, ander, "100")


def test_others_do_nothing_and_a_last_under_penalty_is_no_bestuursdwang() -> None:
    m, _ = make_dwang()
    nieuw = NieuweBestuursdwang(klok.today(), klok.today(), "Vaten weg.")
    with pytest.raises(BestaatNietError):
        record_bestuursdwang(viewer=BUITEN, maatregel_id=m.pk, nieuw=nieuw)
    with pytest.raises(GeenToegangError):
        record_bestuursdwang(viewer=TINE, maatregel_id=m.pk, nieuw=nieuw)
    Maatregel.objects.filter(pk=m.pk).update(instrument="last_onder_dwangsom")
    with pytest.raises(HandhavingError, match="geen last onder bestuursdwang"):
        apply(m, klok.today())


def test_by_the_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    m, wie = make_dwang()
    log_in(client, monkeypatch, JURIST)
    naar, op = f"/handhaving/maatregelen/{m.pk}", klok.today() - 5 * DAG
    post(client, f"{naar}/bestuursdwang", van=op, tot=op, omschrijving="Vaten afgevoerd.")
    gedaan = Bestuursdwang.objects.get()
    kosten = {"bestuursdwang_id": gedaan.pk, "omschrijving": "Afvoeren", "dag": op}
    post(client, f"{naar}/kosten", 422, **kosten, bedrag="-1")
    post(client, f"{naar}/kosten", **kosten, bedrag="1250,50", kenmerk="R-1")
    post(client, f"{naar}/kosten", **kosten, bedrag="10,00")
    dubbel = Kostenregel.objects.get(bedrag=10)
    post(client, f"{naar}/kosten_weg", regel_id=dubbel.pk, reden="Dubbel geboekt.")
    besluit = {"adressaat_id": wie.pk, "dag": klok.today(), "motivering": "Liet de vaten staan."}
    post(client, f"{naar}/kostenbeschikking", **besluit, bedrag="1250,50", kenmerk="KB-1")
    pagina = client.get(naar).content.decode()
    for stuk in ("Vaten afgevoerd.", "€ 1.250,50", "ingetrokken: Dubbel geboekt.", "Verhaalde kosten", "R-1"):
        assert stuk in pagina
    v = Verbeurte.objects.get()
    eigen = client.get(f"/handhaving/dwangsommen/{v.pk}").content.decode()
    assert "Kosten van bestuursdwang" in eigen and "4:104" in eigen and "5:35" not in eigen
    te_vroeg = {"verbeurten": [v.pk], "soort": "aanmaning", "dag": klok.today()}
    assert "Awb 4:112" in post(client, f"{naar}/invorder", 422, **te_vroeg)
    assert "Kosten van bestuursdwang" in client.get("/handhaving/?tab=dwangsommen").content.decode()
