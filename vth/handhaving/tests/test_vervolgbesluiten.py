"""Decisions about what follows a measure: drafted from the record, refused when the law does not let it, and never twice."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.handhaving.bestuursdwang import Kostenbeschikking, record_kostenbeschikking, withdraw_kosten
from vth.handhaving.brieven.kamer import list_gemis
from vth.handhaving.dagloop import update_vervolg
from vth.handhaving.lastverzoeken import Lastbeslissing, NieuwLastverzoek, record_lastverzoek
from vth.handhaving.models import (
    Invorderingshandeling,
    Kostenregel,
    Lastadressaat,
    Lastbedrag,
    Lastschorsing,
    Lastverzoek,
    Lastverzoekbesluit,
    Maatregel,
    Verbeurte,
    Vervolgbesluit,
    Vervolguitvoering,
)
from vth.handhaving.rules import HandhavingError
from vth.handhaving.vervolgbesluiten import (
    record_invorderbesluit,
    record_kostenbesluit,
    record_lastbesluit,
)
from vth.handhaving.vervolgwerking import list_uit_te_voeren, record_vervolgwerking
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.zaken.models import Besluit
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import make_viewer

from .briefbuilders import (
    REDEN,
    make_invorderbesluit,
    make_kostenbesluit,
    make_lastbesluit,
    make_schuld,
    make_toegepast,
    send_besluit,
)
from .builders import BUITEN, DAG, JURIST, make_opgelegd
from .test_invorderen import do, forfeit

pytestmark = pytest.mark.django_db
WAAROM = "Er is geen reden om af te zien."
LEZER = make_viewer("gebruiker 949")


def list_ids() -> list[Any]:
    """The ids of what is owed."""
    return list(Verbeurte.objects.order_by("dag").values_list("pk", flat=True))


def test_what_was_forfeited_is_claimed_by_a_decision_that_names_each_amount() -> None:
    vervolg = make_invorderbesluit()
    assert "€ 1.000,00, verbeurd op" in vervolg.besluit.tekst and vervolg.verbeurten.count() == 2
    assert vervolg.besluit.besluitsoort == "invorderingsbeschikking"
    assert vervolg.besluit.overwegingen.get().omschrijving == WAAROM
    with pytest.raises(HandhavingError, match="al een besluit in voorbereiding"):
        record_invorderbesluit(viewer=JURIST, verbeurten=list_ids(), motivering=WAAROM)
    Besluit.objects.update(staat="ingetrokken")
    assert record_invorderbesluit(viewer=JURIST, verbeurten=list_ids(), motivering=WAAROM)
    with pytest.raises(DatabaseError), transaction.atomic():
        Vervolgbesluit.objects.update(soort="kostenbeschikking")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"verbeurten": []}, "ten minste een"),
        ({"motivering": " "}, "Awb 3:46"),
        ({"viewer": LEZER}, "invordering.record"),
        ({"viewer": BUITEN}, "bestaat niet"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(velden: dict[str, Any], zin: str) -> None:
    make_schuld()
    vast: dict[str, Any] = {"viewer": JURIST, "verbeurten": list_ids(), "motivering": WAAROM}
    with pytest.raises((HandhavingError, GeenToegangError, BestaatNietError), match=zin):
        record_invorderbesluit(**(vast | velden))
    assert not Vervolgbesluit.objects.exists() and Besluit.objects.count() == 1


def test_nobody_is_claimed_from_unheard_or_twice() -> None:
    m, wie = make_opgelegd()
    forfeit(m, wie.pk, 1)
    ids = list_ids()
    with pytest.raises(HandhavingError, match="Awb 4:8"):
        record_invorderbesluit(viewer=JURIST, verbeurten=ids, motivering=WAAROM)
    vervolg = record_invorderbesluit(
        viewer=JURIST, verbeurten=ids, motivering=WAAROM, niet_gehoord="Er is haast, het bedrijf vertrekt."
    )
    assert "Awb 4:11" in vervolg.besluit.tekst
    Besluit.objects.filter(pk=vervolg.besluit_id).update(staat="ingetrokken")
    do(Verbeurte.objects.get(), "invorderingsbeschikking", toelichting="Zonder voornemen, haast.")
    with pytest.raises(HandhavingError, match="al ingevorderd"):
        record_invorderbesluit(viewer=JURIST, verbeurten=ids, motivering=WAAROM)


def test_amounts_of_two_measures_are_two_decisions() -> None:
    for _ in range(2):
        m, wie = make_opgelegd()
        forfeit(m, wie.pk, 1)
    with pytest.raises(HandhavingError, match="meer dan een maatregel"):
        record_invorderbesluit(viewer=JURIST, verbeurten=list_ids(), motivering=WAAROM)


def test_costs_are_claimed_from_who_had_to_obey_and_no_more_than_they_were() -> None:
    m = make_toegepast()
    wie = Lastadressaat.objects.get(last__maatregel=m)

    def draft(bedrag: str, motivering: str = REDEN) -> Vervolgbesluit:
        kosten = Kostenbeschikking(wie.pk, Decimal(bedrag), klok.today(), motivering)
        return record_kostenbesluit(viewer=JURIST, maatregel_id=m.pk, kosten=kosten)

    for bedrag, motivering, zin in (("812.51", REDEN, "kan niet"), ("800", "", "redelijkerwijs")):
        with pytest.raises(HandhavingError, match=zin):
            draft(bedrag, motivering)
    vervolg = draft("812.50")
    assert (vervolg.adressaat, vervolg.soort) == (wie, "kostenbeschikking")
    ander, _ = make_opgelegd()
    with pytest.raises(HandhavingError, match="alleen van bestuursdwang"):
        record_kostenbesluit(
            viewer=JURIST,
            maatregel_id=ander.pk,
            kosten=Kostenbeschikking(wie.pk, Decimal(1), klok.today(), REDEN),
        )


def make_vraag(vraag: str = "verminderen") -> tuple[Maatregel, Lastverzoek]:
    """Give a last in force about which something was asked."""
    m, wie = make_opgelegd()
    nieuw = NieuwLastverzoek(wie.pk, vraag, "onmogelijk", klok.today(), "De inzamelaar kan pas later komen.")
    return m, record_lastverzoek(viewer=JURIST, maatregel_id=m.pk, nieuw=nieuw)


def decide(m: Maatregel, verzoek: Lastverzoek, uitkomst: str = "verlaagd", **velden: Any) -> Vervolgbesluit:
    """Draft what is decided on a request."""
    vast: dict[str, Any] = {"besloten_op": klok.today(), "motivering": WAAROM}
    if uitkomst != "afgewezen":
        vast["vanaf"] = klok.today()
    if uitkomst == "verlaagd":
        vast |= {"bedrag": Decimal(500), "maximum": Decimal(2000)}
    verzoek_id = velden.pop("verzoek_id", verzoek.pk)
    return record_lastbesluit(
        viewer=JURIST,
        maatregel_id=m.pk,
        verzoek_id=verzoek_id,
        beslissing=Lastbeslissing(uitkomst, **(vast | velden)),
    )


def test_a_request_about_a_last_is_decided_once_and_by_what_can_be() -> None:
    m, verzoek = make_vraag()
    slecht: list[tuple[dict[str, Any], str]] = [
        ({"motivering": ""}, "Awb 3:46"),
        ({"verzoek_id": verzoek.pk + 9}, "bestaat niet"),
        ({"uitkomst": "verdubbeld"}, "Kies uit"),
        ({"vanaf": None}, "geen dag"),
        ({"vanaf": klok.today() - DAG}, "kies een dag van"),
        ({"bedrag": Decimal(5000), "maximum": Decimal(90000)}, "geen verlaging"),
        ({"maximum": None}, "Vul beide in"),
        ({"uitkomst": "afgewezen", "bedrag": Decimal(1)}, "Bij afwijzen verandert er niets"),
    ]
    for velden, zin in slecht:
        with pytest.raises(HandhavingError, match=zin):
            decide(m, verzoek, velden.pop("uitkomst", "verlaagd"), **velden)
    vervolg = decide(m, verzoek)
    assert vervolg.lastverzoek == verzoek and "naar € 500,00 per week" in vervolg.besluit.tekst
    with pytest.raises(HandhavingError, match="al een besluit in voorbereiding"):
        decide(m, verzoek)


@pytest.mark.parametrize(
    ("uitkomst", "zin"),
    [
        ("opgeheven", "Wij heffen de last voor u op vanaf"),
        ("geschorst", "tot wij anders besluiten"),
        ("verlaagd", "tot een maximum van € 2.000,00"),
        ("afgewezen", "Wij wijzen uw verzoek af"),
    ],
)
def test_what_is_decided_works_when_it_was_sent_and_not_before(uitkomst: str, zin: str) -> None:
    m, verzoek = make_vraag("opheffen" if uitkomst == "opgeheven" else "verminderen")
    vervolg = decide(m, verzoek, uitkomst)
    assert zin in vervolg.besluit.tekst
    assert update_vervolg(None, klok.today()) == 0 and not Lastverzoekbesluit.objects.exists()
    send_besluit(vervolg.besluit)
    assert [update_vervolg(None, klok.today()) for _ in range(2)] == [1, 0]
    besluit = Lastverzoekbesluit.objects.get()
    assert (besluit.uitkomst, besluit.kenmerk) == (uitkomst, vervolg.besluit.identificatie)
    assert besluit.motivering == WAAROM and besluit.besloten_op == klok.today()
    m.refresh_from_db()
    assert m.staat == ("ingetrokken" if uitkomst == "opgeheven" else "lopend")
    assert Lastbedrag.objects.count() == (uitkomst == "verlaagd")
    assert Lastschorsing.objects.count() == (uitkomst == "geschorst")


def test_a_claim_that_was_sent_is_written_on_each_amount_with_its_day_and_decision() -> None:
    vervolg = make_invorderbesluit()
    eerste, tweede = Verbeurte.objects.order_by("dag")
    do(eerste, "invorderingsbeschikking")
    Verbeurte.objects.filter(pk=eerste.pk).update(ingevorderd_op=klok.today() - DAG)
    besluit = send_besluit(vervolg.besluit)
    gedaan = record_vervolgwerking(viewer=JURIST, maatregel_id=vervolg.maatregel_id, besluit_id=besluit.pk)
    handeling = Invorderingshandeling.objects.get(verbeurte=tweede, soort="invorderingsbeschikking")
    assert (handeling.dag, handeling.besluit, gedaan.dag) == (klok.today(), besluit, klok.today())
    tweede.refresh_from_db()
    assert tweede.ingevorderd_op == klok.today() and tweede.laatste_dag > klok.today() + 360 * DAG
    assert (
        Invorderingshandeling.objects.filter(verbeurte=eerste, soort="invorderingsbeschikking").count() == 1
    )
    with pytest.raises(HandhavingError, match="al verwerkt"):
        record_vervolgwerking(viewer=JURIST, maatregel_id=vervolg.maatregel_id, besluit_id=besluit.pk)


def test_costs_that_were_claimed_and_sent_are_due_once() -> None:
    vervolg = make_kostenbesluit()
    wie = vervolg.adressaat_id
    assert wie is not None
    met_de_hand = Kostenbeschikking(wie, Decimal("812.50"), klok.today(), REDEN)
    with pytest.raises(HandhavingError, match="komt er dan vanzelf bij"):
        record_kostenbeschikking(viewer=JURIST, maatregel_id=vervolg.maatregel_id, nieuw=met_de_hand)
    with pytest.raises(HandhavingError, match="is concept"):
        record_kostenbesluit(viewer=JURIST, maatregel_id=vervolg.maatregel_id, kosten=met_de_hand)
    with pytest.raises(HandhavingError, match="nog niet verzonden"):
        record_vervolgwerking(viewer=JURIST, maatregel_id=vervolg.maatregel_id, besluit_id=vervolg.besluit_id)
    besluit = send_besluit(vervolg.besluit)
    assert [update_vervolg(None, klok.today()) for _ in range(2)] == [1, 0]
    schuld = Verbeurte.objects.get(aard="kosten")
    assert (schuld.bedrag, schuld.grond, schuld.dag) == (Decimal("812.50"), REDEN, klok.today())
    assert schuld.handelingen.get().besluit == besluit and schuld.betalen_voor >= klok.today() + 42 * DAG


def test_what_cannot_be_any_more_waits_in_the_agenda_and_says_why() -> None:
    vervolg = make_kostenbesluit()
    send_besluit(vervolg.besluit)
    regel = Kostenregel.objects.get()
    withdraw_kosten(viewer=JURIST, maatregel_id=vervolg.maatregel_id, regel_id=regel.pk, reden="Was dubbel.")
    assert update_vervolg(None, klok.today()) == 0 and not Verbeurte.objects.filter(aard="kosten").exists()
    wacht = Gebeurtenis.objects.get(handeling="maatregel.vervolg_wacht")
    assert "de kosten zijn € 0" in str(wacht.inhoud)
    [punt] = Agendapunt.objects.filter(onderwerp=vervolg.maatregel_id, sleutel__startswith="vervolg:")
    assert "nog niet verwerkt" in punt.titel
    with pytest.raises(HandhavingError, match="de kosten zijn € 0"):
        record_vervolgwerking(viewer=JURIST, maatregel_id=vervolg.maatregel_id, besluit_id=vervolg.besluit_id)


def test_a_decision_that_works_from_a_later_day_waits_for_that_day() -> None:
    m, verzoek = make_vraag()
    vervolg = decide(m, verzoek, vanaf=klok.today() + 3 * DAG)
    send_besluit(vervolg.besluit)
    assert update_vervolg(None, klok.today()) == 0
    with pytest.raises(HandhavingError, match="werkt vanaf"):
        record_vervolgwerking(viewer=JURIST, maatregel_id=m.pk, besluit_id=vervolg.besluit_id)
    assert list(list_uit_te_voeren(klok.today() + 3 * DAG)) == [vervolg]


def test_a_text_that_says_something_else_than_will_be_done_is_told_before_it_is_signed() -> None:
    vervolg = make_lastbesluit()
    assert not list(list_gemis(JURIST, vervolg.besluit))
    Besluit.objects.filter(pk=vervolg.besluit_id).update(tekst="De dwangsom wordt € 50,00.")
    [gemis] = list_gemis(JURIST, Besluit.objects.get(pk=vervolg.besluit_id))
    assert "€ 500,00" in str(gemis)


def test_only_who_may_carries_it_out_on_the_measure_that_it_is_of() -> None:
    vervolg = make_lastbesluit()
    send_besluit(vervolg.besluit)
    wat: dict[str, Any] = {"maatregel_id": vervolg.maatregel_id, "besluit_id": vervolg.besluit_id}
    for viewer, fout, zin in (
        (LEZER, GeenToegangError, "maatregel.record"),
        (BUITEN, BestaatNietError, "bestaat niet"),
    ):
        with pytest.raises(fout, match=zin):
            record_vervolgwerking(viewer=viewer, **wat)
    with pytest.raises(HandhavingError, match="hoort niet bij"):
        record_vervolgwerking(viewer=JURIST, **(wat | {"maatregel_id": make_opgelegd()[0].pk}))
    assert not Vervolguitvoering.objects.exists()


def test_the_page_shows_what_waits_and_carries_it_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    vervolg = make_invorderbesluit()
    log_in(client, monkeypatch, JURIST)
    adres = f"/handhaving/maatregelen/{vervolg.maatregel_id}"
    assert f"{adres}/vervolg" not in client.get(adres).content.decode()
    send_besluit(vervolg.besluit)
    pagina = client.get(adres).content.decode()
    assert "nog niet verwerkt" in pagina and f"{adres}/vervolg" in pagina
    pagina = client.post(f"{adres}/vervolg", {"besluit_id": vervolg.besluit_id}, follow=True).content.decode()
    assert "is verwerkt." in pagina and f"{adres}/vervolg" not in pagina


def post(client: Client, m: Maatregel, wat: str, **velden: Any) -> str:
    """Do an act of the page and give the page after it."""
    antwoord = client.post(f"/handhaving/maatregelen/{m.pk}/{wat}", velden, follow=True)
    return antwoord.content.decode()


@pytest.mark.parametrize(
    ("maak", "wat", "velden", "soort"),
    [
        (make_schuld, "invorderbesluit", {"motivering": WAAROM}, "invorderingsbeschikking"),
        (make_toegepast, "kostenbesluit", {"motivering": REDEN, "bedrag": "812,50"}, "kostenbeschikking"),
    ],
)
def test_the_page_of_a_measure_drafts_it_and_shows_it(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    maak: Callable[[], Maatregel],
    wat: str,
    velden: dict[str, Any],
    soort: str,
) -> None:
    m = maak()
    log_in(client, monkeypatch, JURIST)
    wie = Lastadressaat.objects.get(last__maatregel=m)
    velden |= {"verbeurten": [str(i) for i in list_ids()], "adressaat_id": wie.pk}
    fout = client.post(f"/handhaving/maatregelen/{m.pk}/{wat}", velden | {"motivering": ""})
    assert fout.status_code == 422 and not Vervolgbesluit.objects.exists()
    pagina = post(client, m, wat, **velden)
    besluit = Vervolgbesluit.objects.get().besluit
    assert "Besluiten die hierop volgden" in pagina and besluit.identificatie in pagina
    brief = client.get(f"/besluiten/{besluit.pk}/brief").content.decode()
    assert f'<option value="{soort}">' in brief and '<option value="besluit">' in brief


def test_letters_of_a_measure_and_an_amount_have_their_own_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    m = make_schuld()
    v = Verbeurte.objects.order_by("dag")[0]
    log_in(client, monkeypatch, JURIST)
    adres = f"/handhaving/dwangsommen/{v.pk}/brief"
    assert adres in client.get(f"/handhaving/dwangsommen/{v.pk}").content.decode()
    assert (
        f"/handhaving/maatregelen/{m.pk}/brief"
        in client.get(f"/handhaving/maatregelen/{m.pk}").content.decode()
    )
    velden = {"sjabloon": "voornemen_invordering", "verzending": str(klok.today())}
    pagina = client.get(adres, velden).content.decode()
    assert "€ 1.000,00" in pagina and "compleet" in pagina
    gemaakt = client.post(adres, velden)
    assert gemaakt.status_code == 302 and gemaakt["Location"].startswith("/documenten/")
    assert client.get(adres, {"sjabloon": "waarschuwing", "verzending": "2026-01-01"}).status_code == 422
    log_in(client, monkeypatch, BUITEN)
    assert client.get(adres).status_code == 404
    assert client.get(f"/handhaving/maatregelen/{m.pk}/brief").status_code == 404


def test_where_no_letter_fits_the_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    m, _ = make_opgelegd()
    log_in(client, monkeypatch, JURIST)
    pagina = client.get(f"/handhaving/maatregelen/{m.pk}/brief").content.decode()
    assert "Hier past nu geen brief bij" in pagina and "Bekijk wat erin komt" not in pagina
