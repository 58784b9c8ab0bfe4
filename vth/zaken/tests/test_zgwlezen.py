"""What else of the ZGW APIs reads: audit trails, filters by address, versions of a document, and relations of decisions."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth import zaken
from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking
from vth.organisaties.tests.builders import load_map
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zaken.besluiten import SCHRIJVEN, record_bestaand_besluit
from vth.zaken.controle import BestaandBesluit
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.services import accept_document, accept_versie
from vth.zaken.documenten.tests.builders import make_document, make_pdf
from vth.zaken.documenten.vernietiging import RECHT as VERNIETIGEN
from vth.zaken.goedkeuringen import GOEDKEUREN
from vth.zaken.models import Documentversie
from vth.zaken.overdracht import record_overdracht
from vth.zaken.rules import Datums
from vth.zaken.services import close_zaak, record_stap
from vth.zaken.zgw.audittrail import ZINNEN

from .builders import ANNA, BUITEN, CHEF, OD, make_ondertekend, make_viewer, make_zaak
from .test_overdracht import make_account
from .test_zgw import BESLUITEN, CATALOGI, DOCUMENTEN, SITE, ZAKEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def vraag(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    def vraag(adres: str, viewer: Viewer = ANNA, status: int = 200, **namen: str) -> Any:
        antwoord = log_in(client, monkeypatch, viewer).get(adres.removeprefix(SITE), namen)
        assert antwoord.status_code == status, antwoord.content
        return antwoord.json()

    return vraag


def test_the_audit_trail_tells_who_did_what_and_nothing_of_what_it_held(vraag: Any) -> None:
    zaak = make_zaak()
    record_stap(viewer=CHEF, zaak_id=zaak.pk, handeling="neem_in_behandeling")
    besluit, document = make_ondertekend(make_zaak()), make_document(make_zaak())
    for adres in (
        f"{ZAKEN}/zaken/{zaak.pk}",
        f"{BESLUITEN}/besluiten/{besluit.pk}",
        f"{DOCUMENTEN}/{document.pk}",
    ):
        regels = vraag(f"{adres}/audittrail")
        assert regels and all(r["hoofdObject"] == f"{SITE}{adres}" for r in regels)
        assert all(r["wijzigingen"] == {"oud": None, "nieuw": None} for r in regels)
        assert vraag(f"{adres}/audittrail/{regels[0]['uuid']}") == regels[0]
        vraag(f"{adres}/audittrail/{uuid.uuid4()}", status=404)
        vraag(f"{adres}/audittrail", BUITEN, 404)
        vraag(f"{adres}/audittrail/{regels[0]['uuid']}", BUITEN, 404)
    laatste, eerste = vraag(f"{ZAKEN}/zaken/{zaak.pk}/audittrail")
    assert (laatste["gebruikersId"], laatste["actie"]) == (CHEF.actor, "update")
    assert (eerste["gebruikersId"], eerste["actie"]) == (ANNA.actor, "create")


def test_every_act_has_its_own_words_and_what_began_a_thing_made_it(vraag: Any) -> None:
    besluit, document = make_ondertekend(make_zaak()), make_document(make_zaak())
    accept_versie(viewer=ANNA, document_id=document.pk, brokken=[make_pdf("2")], bestandsnaam="nieuw.pdf")
    oud = BestaandBesluit(OD, "GM9901", "MP-1994", "omgevingsvergunning", "Oud", Datums(date(1994, 6, 1)))
    ingelezen = record_bestaand_besluit(viewer=ANNA, bekend=oud)
    gelezen = {
        adres: [(r["actie"], r["actieWeergave"]) for r in reversed(vraag(f"{adres}/audittrail"))]
        for adres in (
            f"{BESLUITEN}/besluiten/{besluit.pk}",
            f"{BESLUITEN}/besluiten/{ingelezen.pk}",
            f"{DOCUMENTEN}/{document.pk}",
        )
    }
    assert list(gelezen.values()) == [
        [
            ("create", "Besluit opgesteld"),
            ("update", "Goedkeuring gevraagd"),
            ("update", "Over de goedkeuring beslist"),
            ("update", "Besluit ondertekend"),
        ],
        [("create", "Bestaand besluit vastgelegd")],
        [("create", "Document vastgelegd"), ("update", "Nieuwe versie vastgelegd")],
    ]


def test_that_a_zaak_was_handed_over_is_in_its_trail(vraag: Any, tmp_path: Path) -> None:
    load_map(tmp_path)
    twee, naar = [make_zaak(), make_zaak()], make_account("collega", OD, "vergunningverlener")
    record_overdracht(viewer=CHEF, zaak_ids=[z.pk for z in twee], naar=naar, reden="ziek")
    for zaak in twee:
        laatste, eerste = vraag(f"{ZAKEN}/zaken/{zaak.pk}/audittrail")
        assert (laatste["actie"], laatste["actieWeergave"]) == ("update", "Overgedragen")
        assert (laatste["gebruikersId"], eerste["actieWeergave"]) == (CHEF.actor, "Zaak geopend")
        assert vraag(f"{ZAKEN}/zaken/{zaak.pk}/audittrail/{laatste['uuid']}") == laatste


def test_every_act_in_the_log_on_a_decision_or_a_document_is_in_words() -> None:
    tekst = "".join(
        p.read_text() for p in Path(zaken.__file__).parent.rglob("*.py") if "tests" not in p.parts
    )
    namen = set(re.findall(r'record_besluitact\(\s*viewer,\s*besluit,\s*"([a-z.]+)"', tekst))
    namen |= set(re.findall(r'_record_documentact\(viewer, document, zaak, "([a-z.]+)"', tekst))
    namen |= {SCHRIJVEN, GOEDKEUREN, VERNIETIGEN}
    assert len(namen) > 10 and namen == set(ZINNEN)


def test_a_line_of_another_thing_is_not_in_this_trail(vraag: Any) -> None:
    een, ander = make_zaak(), make_zaak()
    regel = vraag(f"{ZAKEN}/zaken/{ander.pk}/audittrail")[0]["uuid"]
    vraag(f"{ZAKEN}/zaken/{een.pk}/audittrail/{regel}", status=404)


def test_parts_of_a_zaak_are_narrowed_by_their_type_or_document(vraag: Any) -> None:
    zaak = make_zaak()
    stukken = [make_document(zaak), make_document(zaak)]
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    url = f"{SITE}{ZAKEN}/zaken/{zaak.pk}"
    gelezen = vraag(url)
    status, resultaat = vraag(gelezen["status"]), vraag(gelezen["resultaat"])
    assert len(vraag(f"{ZAKEN}/statussen", zaak=url)["results"]) == 2
    (rij,) = vraag(f"{ZAKEN}/statussen", zaak=url, statustype=status["statustype"])["results"]
    assert rij["url"] == gelezen["status"]
    assert vraag(f"{ZAKEN}/resultaten", zaak=url, resultaattype=resultaat["resultaattype"])["count"] == 1
    assert vraag(f"{ZAKEN}/resultaten", zaak=url, resultaattype=status["statustype"])["count"] == 0
    stuk = f"{SITE}{DOCUMENTEN}/{stukken[1].pk}"
    (relatie,) = vraag(f"{ZAKEN}/zaakinformatieobjecten", zaak=url, informatieobject=stuk)
    assert relatie["informatieobject"] == stuk
    assert vraag(f"{url}/zaakeigenschappen") == []
    vraag(f"{url}/zaakeigenschappen", BUITEN, 404)


def test_a_decision_of_a_zaak_has_the_address_that_the_list_gives(vraag: Any) -> None:
    besluit = make_ondertekend(make_zaak())
    (rij,) = vraag(f"{ZAKEN}/zaken/{besluit.zaak_id}/besluiten")
    assert vraag(rij["url"]) == rij
    vraag(f"{ZAKEN}/zaken/{make_zaak().pk}/besluiten/{besluit.pk}", status=404)
    vraag(rij["url"], BUITEN, 404)


def test_the_documents_of_a_decision_are_listed_and_read(vraag: Any) -> None:
    besluit = make_ondertekend(make_zaak())
    nieuw = NieuwDocument("Het besluit", besluit_id=besluit.pk)
    stuk = accept_document(
        viewer=ANNA, nieuw=nieuw, brokken=[make_pdf("Besluit")], bestandsnaam="besluit.pdf"
    )
    lijst, url = f"{BESLUITEN}/besluitinformatieobjecten", f"{SITE}{BESLUITEN}/besluiten/{besluit.pk}"
    (rij,) = vraag(lijst, besluit=url)
    assert rij["besluit"] == url and vraag(rij["informatieobject"])["titel"] == "Het besluit"
    assert vraag(rij["url"]) == rij and vraag(lijst, besluit=url, informatieobject="onzin") == []
    vraag(lijst, status=400)
    vraag(lijst, status=400, besluit="onzin")
    vraag(lijst, BUITEN, 404, besluit=url)
    vraag(rij["url"], BUITEN, 404)
    vraag(f"{lijst}/{make_document(make_zaak()).pk}", status=404)
    assert stuk.besluit_id == besluit.pk


def test_a_document_is_read_as_it_was_in_a_version_or_at_a_moment(vraag: Any) -> None:
    document = make_document(make_zaak(), make_pdf("Eerste"))
    accept_versie(
        viewer=ANNA, document_id=document.pk, brokken=[make_pdf("Tweede")], bestandsnaam="nieuw.pdf"
    )
    adres, eerste = f"{DOCUMENTEN}/{document.pk}", Documentversie.objects.get(document=document, volgnummer=1)
    assert vraag(adres, versie="1")["versie"] == 1
    assert vraag(adres, registratieOp=eerste.op.isoformat())["versie"] == 1
    assert vraag(adres, registratieOp=klok.now().isoformat())["versie"] == 2
    toen = (eerste.op - timedelta(seconds=1)).isoformat()
    vraag(adres, status=404, registratieOp=toen)
    vraag(adres, status=404, versie="2", registratieOp=eerste.op.isoformat())
    vraag(f"{adres}/download", status=404, registratieOp=toen)
    vraag(adres, status=404, registratieOp="0001-01-02")


@pytest.mark.parametrize(
    "tekst", ["gisteren", "0001-01-01", "0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-02:00"]
)
def test_a_moment_that_cannot_be_is_refused(vraag: Any, tekst: str) -> None:
    adres = f"{DOCUMENTEN}/{make_document(make_zaak()).pk}"
    fout = vraag(adres, status=400, registratieOp=tekst)
    assert fout["velden"][0]["veld"] == "registratieOp" and "geen moment" in fout["detail"]
    vraag(f"{adres}/download", status=400, registratieOp=tekst)


@pytest.mark.parametrize(
    ("bron", "namen", "aantal"),
    [
        ("catalogussen", {"domein": "VTH"}, 1),
        ("catalogussen", {"domein": "ZGWT"}, 0),
        ("catalogussen", {"rsin": "000000000"}, 0),
        ("roltypen", {"omschrijvingGeneriek": "onzin"}, 0),
        ("informatieobjecttypen", {"omschrijving": "overig"}, 1),
        ("zaaktypen?identificatie=controle&status=alles", {}, 1),
        ("zaaktypen?identificatie=controle&status=definitief", {}, 1),
        ("zaaktypen?status=concept", {}, 0),
    ],
)
def test_the_catalogue_is_narrowed(vraag: Any, bron: str, namen: dict[str, str], aantal: int) -> None:
    assert vraag(f"{CATALOGI}/{bron}", **namen)["count"] == aantal


def test_a_filter_of_the_catalogue_that_cannot_be_is_refused(vraag: Any) -> None:
    (catalogus,) = vraag(f"{CATALOGI}/catalogussen")["results"]
    assert vraag(f"{CATALOGI}/besluittypen", catalogus=catalogus["url"])["count"] > 3
    vraag(f"{CATALOGI}/besluittypen", status=400, catalogus="onzin")
    vraag(f"{CATALOGI}/zaaktypen", status=400, domein="VTH")
    assert "Kies uit: alles" in vraag(f"{CATALOGI}/zaaktypen?status=onzin", status=400)["detail"]


def test_the_type_of_a_document_is_written_out_when_that_is_asked(vraag: Any) -> None:
    document = make_document(make_zaak(), documentsoort="aanvraag")
    gelezen = vraag(f"{DOCUMENTEN}/{document.pk}", expand="informatieobjecttype.catalogus")
    soort = gelezen["_expand"]["informatieobjecttype"]
    assert soort["url"] == gelezen["informatieobjecttype"] and soort["omschrijving"] == "aanvraag"
    assert soort["_expand"]["catalogus"]["url"] == soort["catalogus"]
    (rij,) = vraag(DOCUMENTEN, expand="informatieobjecttype.besluittypen.zaaktypen")["results"]
    assert rij["_expand"]["informatieobjecttype"]["_expand"] == {"besluittypen": []}
    assert "_expand" not in vraag(f"{DOCUMENTEN}/{document.pk}")
    diep = vraag(f"{DOCUMENTEN}/{document.pk}", expand="informatieobjecttype.catalogus.zaaktypen")
    assert len(diep["_expand"]["informatieobjecttype"]["_expand"]["catalogus"]["_expand"]["zaaktypen"]) > 3


@pytest.mark.parametrize(
    "expand",
    ["zaak", "informatieobjecttype.onzin", "informatieobjecttype.catalogus.zaaktypen.catalogus", "x" * 4000],
)
def test_what_cannot_be_written_out_is_refused(vraag: Any, expand: str) -> None:
    document = make_document(make_zaak())
    assert vraag(f"{DOCUMENTEN}/{document.pk}", status=400, expand=expand)["velden"][0]["veld"] == "expand"


@pytest.mark.parametrize(
    "expand",
    [
        "informatieobjecttype.onzin",
        "informatieobjecttype.catalogus.onzin",
        "informatieobjecttype.besluittypen.onzin",
        "informatieobjecttype.omschrijving.onzin",
    ],
)
def test_a_name_that_is_not_there_is_refused_whatever_rows_there_are(vraag: Any, expand: str) -> None:
    assert vraag(DOCUMENTEN, status=400, expand=expand)["velden"][0]["veld"] == "expand"
    zonder = make_document(make_zaak(), documentsoort="foto")
    assert vraag(f"{DOCUMENTEN}/{zonder.pk}", status=400, expand=expand)["velden"][0]["veld"] == "expand"


def test_a_list_does_not_write_the_catalogue_at_every_row(vraag: Any) -> None:
    make_document(make_zaak())
    fout = vraag(DOCUMENTEN, status=400, expand="informatieobjecttype.catalogus.zaaktypen")
    assert "niet bij elke rij" in fout["detail"]
    (rij,) = vraag(DOCUMENTEN, expand="informatieobjecttype.catalogus")["results"]
    assert rij["_expand"]["informatieobjecttype"]["_expand"]["catalogus"]["domein"]


def test_only_documents_that_are_shown_are_noted_as_read(vraag: Any) -> None:
    besluit = make_ondertekend(make_zaak())
    for titel in ("Een", "Twee"):
        nieuw = NieuwDocument(titel, besluit_id=besluit.pk)
        accept_document(viewer=ANNA, nieuw=nieuw, brokken=[make_pdf(titel)], bestandsnaam=f"{titel}.pdf")
    zaak = make_zaak()
    stukken = [make_document(zaak), make_document(zaak)]
    buur = make_viewer("gebruiker 908", organisatie="OD-ZUID")
    bio, van_besluit = f"{BESLUITEN}/besluitinformatieobjecten", f"{SITE}{BESLUITEN}/besluiten/{besluit.pk}"
    zio, van_zaak = f"{ZAKEN}/zaakinformatieobjecten", f"{SITE}{ZAKEN}/zaken/{zaak.pk}"
    (een, _) = vraag(bio, buur, besluit=van_besluit)
    for adres, wie, stuk, aantal in (
        (bio, {"besluit": van_besluit}, een["informatieobject"], 1),
        (bio, {"besluit": van_besluit}, "onzin", 0),
        (zio, {"zaak": van_zaak}, f"{SITE}{DOCUMENTEN}/{stukken[1].pk}", 1),
        (zio, {"zaak": van_zaak}, "onzin", 0),
    ):
        eerder = list(Verwerking.objects.values_list("pk", flat=True))
        assert len(vraag(adres, buur, informatieobject=stuk, **wie)) == aantal
        regels = Verwerking.objects.filter(naam="zgw.documenten.list").exclude(pk__in=eerder)
        assert [r.aantal for r in regels] == [1] * aantal


def test_there_are_no_rights_of_use_and_of_what_is_not_there_nothing_is_told(vraag: Any) -> None:
    document = make_document(make_zaak())
    adres, stuk = "/zgw/documenten/v1/gebruiksrechten", f"{SITE}{DOCUMENTEN}/{document.pk}"
    assert vraag(adres) == vraag(adres, informatieobject=stuk, startdatum__lt="2019-01-03T12:00:00") == []
    vraag(adres, BUITEN, 404, informatieobject=stuk)
    vraag(adres, status=400, informatieobject="onzin")
