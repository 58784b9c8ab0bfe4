"""What else of the ZGW APIs reads: audit trails, filters by address, versions of a document, and relations of decisions."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.services import accept_document, accept_versie
from vth.zaken.documenten.tests.builders import make_document, make_pdf
from vth.zaken.models import Documentversie
from vth.zaken.services import close_zaak, record_stap

from .builders import ANNA, BUITEN, CHEF, make_ondertekend, make_zaak
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
    assert "geen moment" in vraag(adres, status=400, registratieOp="gisteren")["detail"]


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


def test_there_are_no_rights_of_use_and_of_what_is_not_there_nothing_is_told(vraag: Any) -> None:
    document = make_document(make_zaak())
    adres, stuk = "/zgw/documenten/v1/gebruiksrechten", f"{SITE}{DOCUMENTEN}/{document.pk}"
    assert vraag(adres) == vraag(adres, informatieobject=stuk, startdatum__lt="2019-01-03T12:00:00") == []
    vraag(adres, BUITEN, 404, informatieobject=stuk)
    vraag(adres, status=400, informatieobject="onzin")
