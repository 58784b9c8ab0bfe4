"""Retention: from when a closed zaak may go, what stands in the way, and destruction by two people that leaves a protocol."""

import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from vth.logboek.models import Gebeurtenis
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError, Viewer
from vth.zaken import dagloop
from vth.zaken.advies.rules import NieuwAdviesverzoek
from vth.zaken.advies.services import record_adviesverzoek
from vth.zaken.besluiten import record_bekendmaking
from vth.zaken.bewaring.boeking import update_bewaring
from vth.zaken.bewaring.pakket import make_pakket
from vth.zaken.bewaring.rules import (
    Besluitdagen,
    Bewaarregel,
    Stand,
    derive_bewaring,
    list_bezwaren,
    make_bewaarregel,
)
from vth.zaken.bewaring.selectors import list_aan_de_beurt
from vth.zaken.bewaring.services import (
    carry_out_vernietiging,
    close_uitzondering,
    decide_voorstel,
    record_overbrenging,
    record_uitzondering,
    record_voorstel,
)
from vth.zaken.controle import Over
from vth.zaken.documenten.tests.builders import make_document, make_pdf
from vth.zaken.models import (
    Besluit,
    Besluitversie,
    Document,
    Zaak,
    Zaakbewaring,
    Zaakgebeurtenis,
    Zaakvernietiging,
    Zaakvernietigingsregel,
)
from vth.zaken.rechtsmiddelen import record_rechtsmiddel
from vth.zaken.rules import AnderWasVoorError, Datums, ZaakError
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import close_zaak, record_stap, record_zaakrelatie, reopen_zaak
from vth.zoeken.models import Zoekregel

from .builders import ANNA, BUITEN, CHEF, OD, make_besluit, make_ondertekend, make_viewer, make_zaak

pytestmark = pytest.mark.django_db
RECHTEN = ("vernietiging.record", "vernietiging.decide", "bewaring.record")
ARCHIVARIS, TWEEDE = make_viewer("gebruiker 931", *RECHTEN), make_viewer("gebruiker 932", *RECHTEN)
GEHEIM = "Zonderlingstra"
INHOUD = make_pdf("Zeldzame inhoud")


def make_oud(soort: str = "melding", *, viewer: Viewer = ANNA, **velden: Any) -> Zaak:
    """A zaak with words in it, that closed and whose term is over."""
    zaak = make_zaak(soort, viewer=viewer, **({"omschrijving": f"over {GEHEIM}"} | velden))
    resultaat = {"melding": "in_orde", "controle": "geen_overtreding"}.get(soort, "ingetrokken")
    close_zaak(viewer=viewer, zaak_id=zaak.pk, resultaat=resultaat, reden=GEHEIM)
    return make_verlopen(zaak)


def make_verlopen(zaak: Zaak) -> Zaak:
    """Let the term of a closed zaak be over since yesterday."""
    Zaakbewaring.objects.filter(zaak=zaak).update(
        wijze="vernietigen", vernietigen_op=klok.today() - timedelta(days=1)
    )
    return Zaak.objects.get(pk=zaak.pk)


def make_getekend(*zaken: Zaak) -> Zaakvernietiging:
    """A list that a second person signed."""
    lijst = record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[z.pk for z in zaken])
    return decide_voorstel(viewer=TWEEDE, vernietiging_id=lijst.pk, akkoord=True)


def carry_out(lijst: Zaakvernietiging, viewer: Viewer = ARCHIVARIS) -> Zaakvernietiging:
    return carry_out_vernietiging(viewer=viewer, vernietiging_id=lijst.pk)


def test_closing_says_from_when_a_zaak_may_go_and_by_which_rule(zet_klok: Any):
    zet_klok(2025, 3, 10, 9)
    zaak = make_zaak("controle")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="niet_uitgevoerd")
    bewaring = Zaakbewaring.objects.get(zaak=zaak)
    assert (bewaring.jaren, bewaring.vanaf, bewaring.vernietigen_op) == (
        1,
        date(2025, 3, 10),
        date(2026, 3, 11),
    )
    assert bewaring.grond["zekerheid"] == "aanname" and "1 jaar na het sluiten" in bewaring.waarom


def test_a_zaak_that_opens_again_has_no_day_any_more():
    zaak = make_oud()
    reopen_zaak(viewer=CHEF, zaak_id=zaak.pk, reden="nieuwe feiten")
    assert not Zaakbewaring.objects.exists()


def test_a_permit_has_no_day_while_it_holds_and_gets_one_when_it_ends(zet_klok: Any):
    zet_klok(2025, 4, 1, 9)
    zaak = make_zaak()
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="neem_in_behandeling")
    besluit = make_ondertekend(zaak)
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="besluit")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="verleend")
    assert "nog niet bekend" in Zaakbewaring.objects.get(zaak=zaak).waarom
    dagen = Datums(verzenddatum=date(2025, 4, 1), vervaldatum=date(2030, 1, 1))
    record_bekendmaking(viewer=ANNA, besluit_id=besluit.pk, datums=dagen)
    assert Zaakbewaring.objects.get(zaak=zaak).vernietigen_op == date(2040, 1, 2)


def test_a_refusal_gets_its_day_in_the_night_after_it_became_irrevocable(zet_klok: Any):
    zet_klok(2025, 4, 1, 9)
    zaak = make_zaak()
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="neem_in_behandeling")
    besluit = make_ondertekend(zaak)
    dagen = Datums(verzenddatum=date(2025, 4, 1))
    record_bekendmaking(viewer=ANNA, besluit_id=besluit.pk, datums=dagen)
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="besluit")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="geweigerd")
    assert update_bewaring(None, date(2025, 4, 1)) == 0
    nacht = (date(2025, 5, 13), date(2025, 5, 14))
    assert dagloop.update_onherroepelijk(*nacht) == 1
    assert [update_bewaring(*nacht), update_bewaring(*nacht)] == [1, 0]
    assert Zaakbewaring.objects.get(zaak=zaak).vernietigen_op == date(2035, 5, 15)


@given(
    jaren=st.integers(0, 100),
    einddatum=st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    vanaf=st.sampled_from(["afhandeling", "onherroepelijk", "einde_werking"]),
    dagen=st.lists(st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)), max_size=4),
)
def test_a_zaak_never_goes_before_it_closed_and_more_years_never_bring_it_forward(
    jaren: int, einddatum: date, vanaf: str, dagen: list[date | None]
):
    besluiten = [Besluitdagen(einddatum, "bezwaar", d, d) for d in dagen]
    uitkomsten = [
        derive_bewaring(Bewaarregel("vernietigen", n, vanaf), einddatum=einddatum, besluiten=besluiten)
        for n in (jaren, jaren + 1)
    ]
    eerst, later = (u.vernietigen_op for u in uitkomsten)
    assert (eerst is None) == (later is None) == (vanaf != "afhandeling" and None in dagen)
    assert eerst is None or later is None or einddatum < eerst < later


@pytest.mark.parametrize(
    ("anders", "bezwaar"),
    [
        ({"gesloten": False}, "niet gesloten"),
        ({"vernietigd": True}, "al vernietigd"),
        ({"wijze": "blijvend_bewaren"}, "blijvend"),
        ({"vernietigen_op": None}, "nog niet bekend"),
        ({"vernietigen_op": date(2026, 1, 2)}, "bewaartermijn loopt"),
        ({"uitzondering": "hotspot"}, "uitgezonderd"),
        ({"termijnen": 1}, "1 termijnen"),
        ({"procedures": 1}, "1 procedures"),
        ({"rechtsmiddel_tot": date(2026, 1, 1)}, "tot en met 1 januari 2026"),
        ({"open_zaken": 2}, "2 zaken"),
        ({"niet_bekendgemaakt": 1}, "niet bekendgemaakt"),
        ({"adviezen": 1}, "1 adviezen"),
    ],
)
def test_whatever_stands_in_the_way_is_named(anders: dict[str, Any], bezwaar: str):
    goed: dict[str, Any] = {
        "identificatie": "Z1",
        "gesloten": True,
        "vernietigd": False,
        "wijze": "vernietigen",
        "vernietigen_op": date(2026, 1, 1),
    }
    assert list_bezwaren(Stand(**goed), date(2026, 1, 1)) == []
    assert bezwaar in " ".join(list_bezwaren(Stand(**(goed | anders)), date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("regels", "melding"),
    [
        ({}, "zegt niets over"),
        ({"m": {"wijze": "weg"}}, "klopt niet"),
        ({"m": {"wijze": "vernietigen"}}, "geen aantal jaren"),
        ({"m": {"wijze": "vernietigen", "jaren": -1}}, "geen aantal jaren"),
        ({"m": {"wijze": "vernietigen", "jaren": 1, "vanaf": "ooit"}}, "klopt niet"),
    ],
)
def test_a_selection_list_that_cannot_be_is_refused(regels: dict[str, Any], melding: str):
    with pytest.raises(ZaakError, match=melding):
        make_bewaarregel("m", "r", regels)


def read_alles() -> str:
    """All text that this room holds."""
    delen = []
    for model in (Zaak, Zaakgebeurtenis, Besluit, Besluitversie):
        delen += [str(list(model.objects.values()))]
    return " ".join(delen)


def test_two_people_destroy_a_zaak_and_nothing_of_what_it_said_is_left():
    site = make_object()
    zaak = make_zaak(omschrijving=GEHEIM, onderwerpen=[Over(site.pk, "vthobject")], toelichting=GEHEIM)
    make_besluit(zaak, tekst=GEHEIM, omschrijving=GEHEIM)
    vraag = NieuwAdviesverzoek("gevraagd", "advies", GEHEIM, date(2025, 3, 3), partijnaam=GEHEIM)
    record_adviesverzoek(viewer=ANNA, nieuw=vraag, zaak_id=zaak.pk)
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="ingetrokken", reden=GEHEIM)
    make_verlopen(zaak)
    assert GEHEIM in read_alles()
    klaar = carry_out(make_getekend(zaak))
    zaak.refresh_from_db()
    assert GEHEIM not in read_alles() and GEHEIM not in str(list(zaak.adviesverzoeken.values()))
    gevonden = str(list(Zoekregel.objects.values())).lower()
    assert GEHEIM.lower() not in gevonden and zaak.identificatie.lower() in gevonden
    assert not zaak.onderwerpen.exists() and zaak.vernietigd_op is not None
    assert (zaak.resultaat, zaak.identificatie != "") == ("ingetrokken", True)
    assert zaak.gebeurtenissen.latest("volgnummer").handeling == "vernietigd"
    assert klaar.verklaring["zaken"] == {"aanvraag_regulier": 1}
    assert klaar.verklaring["daarin"]["besluiten"] == 1
    assert "zaken.bewaartermijnen" in klaar.verklaring["gronden"][0]
    assert len(Besluitversie.objects.get().sha256) == 64


def test_the_log_keeps_the_proof_and_no_person():
    zaak = make_oud()
    lijst = carry_out(make_getekend(zaak))
    regels = Gebeurtenis.objects.filter(handeling__in=["zaak.erase", "vernietiging.verklaring"])
    assert {r.handeling for r in regels} == {"zaak.erase", "vernietiging.verklaring"}
    assert all(r.inhoud["lijst"] == lijst.controlegetal for r in regels)
    assert GEHEIM not in str(list(Gebeurtenis.objects.values_list("inhoud", flat=True)))
    assert GEHEIM not in json.dumps(lijst.verklaring)


def test_who_made_the_list_never_signs_it_and_nothing_goes_without_a_signature():
    zaak = make_oud()
    lijst = record_voorstel(viewer=ARCHIVARIS, organisatie=OD)
    with pytest.raises(ZaakError, match="U hebt deze lijst gemaakt"):
        decide_voorstel(viewer=ARCHIVARIS, vernietiging_id=lijst.pk, akkoord=True)
    with pytest.raises(AnderWasVoorError, match="wacht op een tweede persoon"):
        carry_out(lijst)
    with pytest.raises(DatabaseError), transaction.atomic():
        Zaakvernietiging.objects.filter(pk=lijst.pk).update(beoordeeld_door=ARCHIVARIS.actor)
    with pytest.raises(ZaakError, match="Schrijf op waarom"):
        decide_voorstel(viewer=TWEEDE, vernietiging_id=lijst.pk, akkoord=False)
    decide_voorstel(viewer=TWEEDE, vernietiging_id=lijst.pk, akkoord=False, reden="te vroeg")
    with pytest.raises(AnderWasVoorError, match="geweigerd"):
        carry_out(lijst)
    zaak.refresh_from_db()
    assert zaak.vernietigd_op is None
    assert [b.zaak_id for b in list_aan_de_beurt(ARCHIVARIS, op=klok.today(), hoogstens=5)] == [zaak.pk]


def test_a_list_is_carried_out_once():
    lijst = make_getekend(make_oud())
    eerste = carry_out(lijst)
    with pytest.raises(AnderWasVoorError, match="uitgevoerd"):
        carry_out(lijst, TWEEDE)
    lijst.refresh_from_db()
    assert lijst.verklaring == eerste.verklaring


def test_a_zaak_stands_on_one_list_at_a_time():
    zaak = make_oud()
    record_voorstel(viewer=ARCHIVARIS, organisatie=OD)
    with pytest.raises(ZaakError, match="geen zaak die nu"):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD)
    with pytest.raises(ZaakError, match="staat al op een lijst"):
        record_voorstel(viewer=TWEEDE, organisatie=OD, zaak_ids=[zaak.pk])


def make_bezwaar(zaak: Zaak) -> None:
    """A signed decision in a zaak, with an objection that runs."""
    besluit = Besluit.objects.get(zaak=zaak)
    record_rechtsmiddel(viewer=ANNA, besluit_id=besluit.pk, ingesteld_op=klok.today())
    make_verlopen(zaak)


def make_besloten() -> Zaak:
    """A zaak that closed with a permit, whose term is over."""
    zaak = make_zaak()
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="neem_in_behandeling")
    make_ondertekend(zaak)
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="besluit")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="verleend")
    zaak.besluiten.update(onherroepelijk_op=klok.today())
    return make_verlopen(zaak)


def test_a_zaak_with_a_running_appeal_is_not_proposed():
    zaak = make_besloten()
    make_bezwaar(zaak)
    with pytest.raises(ZaakError, match=r"Er lopen nog 1 procedures"):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk])


def test_an_appeal_after_the_signature_still_saves_the_zaak():
    zaak, ander = make_besloten(), make_oud()
    lijst = make_getekend(zaak, ander)
    make_bezwaar(zaak)
    klaar = carry_out(lijst)
    zaak.refresh_from_db()
    assert zaak.vernietigd_op is None and zaak.omschrijving
    assert klaar.verklaring["overgeslagen"] == 1 and klaar.verklaring["zaken"] == {"melding": 1}
    assert "procedures" in Zaakvernietigingsregel.objects.get(zaak=zaak).reden


def test_while_something_is_open_against_a_decision_it_stays():
    zaak = make_besloten()
    besluit = Besluit.objects.get(zaak=zaak)
    zaak.besluiten.update(onherroepelijk_op=None)
    with pytest.raises(ZaakError, match="1 ondertekende besluiten zijn nog niet bekendgemaakt"):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk])
    record_bekendmaking(viewer=ANNA, besluit_id=besluit.pk, datums=Datums(verzenddatum=klok.today()))
    make_verlopen(zaak)
    with pytest.raises(ZaakError, match="nog iets open"):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk])


@pytest.mark.parametrize("hoe", ["relatie_heen", "relatie_terug", "hoofdzaak", "deelzaak"])
def test_while_a_zaak_beside_it_is_open_it_stays(hoe: str):
    open_ = make_zaak()
    zaak = make_oud(hoofdzaak_id=open_.pk) if hoe == "hoofdzaak" else make_oud()
    if hoe == "deelzaak":
        Zaak.objects.filter(pk=open_.pk).update(hoofdzaak=zaak)
    elif hoe.startswith("relatie"):
        van, naar = (zaak, open_) if hoe == "relatie_heen" else (open_, zaak)
        record_zaakrelatie(viewer=ANNA, van_id=van.pk, naar_id=naar.pk, aard="vervolg")
    with pytest.raises(ZaakError, match="1 zaken bij die open zijn"):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk])


def test_an_exception_keeps_a_zaak_until_it_is_lifted_with_a_reason():
    zaak = make_oud()
    wat: dict[str, Any] = {"viewer": ARCHIVARIS, "zaak_id": zaak.pk}
    with pytest.raises(ZaakError, match="Schrijf op waarom"):
        record_uitzondering(soort="hotspot", reden=" ", **wat)
    with pytest.raises(ZaakError, match="bestaat niet"):
        record_uitzondering(soort="zomaar", reden="x", **wat)
    record_uitzondering(soort="rechtsvordering", reden="claim van de buren", **wat)
    with pytest.raises(ZaakError, match="uitgezonderd"):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk])
    with pytest.raises(ZaakError, match="niet langer"):
        close_uitzondering(reden="", **wat)
    close_uitzondering(reden="claim is afgewezen", **wat)
    assert record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk]).regels.count() == 1
    with pytest.raises(ZaakError, match="niet gesloten"):
        record_uitzondering(viewer=ARCHIVARIS, zaak_id=make_zaak().pk, soort="hotspot", reden="x")


def test_a_term_that_is_not_over_is_told():
    zaak = make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    with pytest.raises(ZaakError, match="De bewaartermijn loopt"):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD, zaak_ids=[zaak.pk])


def test_what_was_destroyed_can_do_nothing_any_more():
    zaak = make_oud()
    carry_out(make_getekend(zaak))
    with pytest.raises(ZaakError, match="is vernietigd op"):
        reopen_zaak(viewer=CHEF, zaak_id=zaak.pk, reden="toch")
    with pytest.raises(ZaakError, match="gesloten zaak die er nog is"):
        make_pakket(ARCHIVARIS, zaak.pk)


def test_rights_and_sight_hold_for_destruction():
    zaak = make_oud()
    with pytest.raises(GeenToegangError):
        record_voorstel(viewer=ANNA, organisatie=OD)
    lijst = record_voorstel(viewer=ARCHIVARIS, organisatie=OD)
    with pytest.raises(BestaatNietError):
        decide_voorstel(viewer=BUITEN, vernietiging_id=lijst.pk, akkoord=True)
    laag = make_viewer("laag", *RECHTEN, niveau="intern")
    with pytest.raises(ZaakError, match="1 zaken die u niet mag zien"):
        decide_voorstel(viewer=laag, vernietiging_id=lijst.pk, akkoord=True)
    with pytest.raises(ZaakError, match="mag u niet zien"):
        record_voorstel(viewer=laag, organisatie=OD, zaak_ids=[zaak.pk])


def test_the_guard_lets_words_be_emptied_and_never_be_changed():
    zaak = make_oud()
    rijen = Zaakgebeurtenis.objects.filter(zaak=zaak).exclude(reden="")
    for doe in (
        lambda: rijen.update(reden="anders"),
        lambda: rijen.update(reden="", door="x"),
        lambda: Zaakvernietigingsregel.objects.all().delete(),
    ):
        record_voorstel(viewer=ARCHIVARIS, organisatie=OD) if not Zaakvernietiging.objects.exists() else None
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            doe()
    assert rijen.update(reden="") == 2


def make_met_document() -> Document:
    """A document of a zaak whose term is over."""
    zaak = make_zaak("melding")
    document = make_document(zaak, INHOUD, titel="Zeldzaam stuk")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    make_verlopen(zaak)
    return document


def test_the_documents_of_a_zaak_go_in_the_same_act(django_capture_on_commit_callbacks: Any):
    document = make_met_document()
    with django_capture_on_commit_callbacks(execute=True):
        vernietiging = carry_out(make_getekend(document.zaak))
    document.refresh_from_db()
    assert vernietiging.verklaring["daarin"]["documenten"] == 1
    assert document.vernietigd_op and document.titel == "vernietigd document"
    assert list(document.versies.values_list("bestandsnaam", "naam_gegeven")) == [("", "")]
    assert not Zoekregel.objects.filter(onderwerp=document.pk).exists()


def test_the_documents_of_a_zaak_come_along_in_its_package():
    document = make_met_document()
    naam = f"documenten/{document.identificatie}/1-{document.versies.get().bestandsnaam}"
    _, pakket = make_pakket(ARCHIVARIS, document.zaak_id)
    with zipfile.ZipFile(pakket) as zip_:
        assert zip_.read(naam) == INHOUD
        (regel,) = (r for r in zip_.read("inhoud.csv").decode().splitlines() if r.startswith(naam))
    assert regel.split(";")[1:] == [str(len(INHOUD)), document.versies.get().sha256]


def test_a_package_that_would_not_be_whole_is_refused():
    document = make_met_document()
    Document.objects.filter(pk=document.pk).update(vertrouwelijkheid="geheim")
    with pytest.raises(ZaakError, match="niet volledig"):
        make_pakket(ARCHIVARIS, document.zaak_id)


def test_a_package_holds_the_zaak_with_sums_and_is_the_same_twice():
    zaak = make_besloten()
    _, een = make_pakket(ARCHIVARIS, zaak.pk)
    _, twee = make_pakket(ARCHIVARIS, zaak.pk)
    assert een.read_bytes() == twee.read_bytes()
    with zipfile.ZipFile(een) as zip_:
        inhoud = json.loads(zip_.read("zaak.json"))
        index = zip_.read("inhoud.csv").decode().splitlines()
    assert inhoud["zaak"]["identificatie"] == zaak.identificatie
    assert inhoud["besluiten"][0]["versies"][0]["tekst"]
    assert index[0] == "bestand;bytes;sha256" and index[1].startswith("zaak.json;")
    with pytest.raises(ZaakError, match="gesloten zaak"):
        make_pakket(ARCHIVARIS, make_zaak().pk)
    with pytest.raises(GeenToegangError):
        make_pakket(ANNA, zaak.pk)


def test_what_is_kept_for_ever_goes_to_an_archive_and_is_not_destroyed():
    zaak, op = make_oud(), klok.today()
    wat: dict[str, Any] = {"viewer": ARCHIVARIS, "zaak_id": zaak.pk, "naar": "Regionaal archief", "op": op}
    with pytest.raises(ZaakError, match="Alleen wat blijvend"):
        record_overbrenging(**wat)
    Zaakbewaring.objects.filter(zaak=zaak).update(wijze="blijvend_bewaren", vernietigen_op=None)
    with pytest.raises(ZaakError, match="Geef de naam"):
        record_overbrenging(**wat | {"naar": " "})
    assert record_overbrenging(**wat).overgebracht_op == op
    with pytest.raises(ZaakError, match="al overgebracht"):
        record_overbrenging(**wat)


def test_a_destruction_is_told_at_its_moment(zet_klok: Any):
    lijst = make_getekend(make_oud())
    zet_klok(2030, 1, 1, 12)
    assert carry_out(lijst).uitgevoerd_op == datetime(2030, 1, 1, 12, tzinfo=UTC)
