"""Decisions about what follows a measure: drafted from the record, refused when the law does not let it, and never twice."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.handhaving.bestuursdwang import Kostenbeschikking
from vth.handhaving.models import Lastadressaat, Lastverzoek, Maatregel, Verbeurte, Vervolgbesluit
from vth.handhaving.rules import HandhavingError
from vth.handhaving.vervolgbesluiten import (
    record_invorderbesluit,
    record_kostenbesluit,
    record_lastbesluit,
)
from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.zaken.models import Besluit
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import make_viewer

from .briefbuilders import REDEN, make_invorderbesluit, make_lastbesluit, make_schuld, make_toegepast
from .builders import BUITEN, JURIST, make_opgelegd
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


def test_a_request_about_a_last_is_decided_once_and_with_words() -> None:
    vervolg = make_lastbesluit()
    verzoek = Lastverzoek.objects.get()
    assert vervolg.lastverzoek == verzoek and "€ 500,00 per week" in vervolg.besluit.tekst
    vast: dict[str, Any] = {
        "viewer": JURIST,
        "maatregel_id": vervolg.maatregel_id,
        "verzoek_id": verzoek.pk,
        "beslissing": "De last vervalt vandaag.",
        "motivering": WAAROM,
    }
    for velden, zin in (
        ({"beslissing": ""}, "wat u op het verzoek beslist"),
        ({"motivering": ""}, "Awb 3:46"),
        ({"verzoek_id": verzoek.pk + 9}, "bestaat niet"),
    ):
        with pytest.raises(HandhavingError, match=zin):
            record_lastbesluit(**(vast | velden))


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
