"""The ZGW APIs: what a case system of a service reads, by the names and addresses of the standard."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.rules import NIEMAND, Viewer
from vth.zaken.besluiten import record_bekendmaking
from vth.zaken.controle import Over
from vth.zaken.documenten.services import accept_versie
from vth.zaken.documenten.tests.builders import make_document, make_pdf
from vth.zaken.models import Document, Zaak, Zaakbewaring
from vth.zaken.rules import Datums
from vth.zaken.services import close_zaak, record_stap, record_zaakrelatie
from vth.zaken.zgw import lezen
from vth.zaken.zgw.adressen import RIJSOORTEN, Adressen, make_rijid, make_typeid, read_rijid

from .builders import ANNA, BUITEN, CHEF, OD, make_besluit, make_ondertekend, make_zaak

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
ZAKEN, BESLUITEN, CATALOGI = (f"/zgw/{api}/v1" for api in ("zaken", "besluiten", "catalogi"))
DOCUMENTEN = "/zgw/documenten/v1/enkelvoudiginformatieobjecten"
OBJECTEN = "/zgw/documenten/v1/objectinformatieobjecten"
DELEN = ("statussen", "resultaten", "rollen", "zaakobjecten")


@pytest.fixture
def vraag(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    def vraag(adres: str, viewer: Viewer = ANNA, status: int = 200, **namen: str) -> Any:
        antwoord = log_in(client, monkeypatch, viewer).get(adres.removeprefix(SITE), namen)
        assert antwoord.status_code == status, antwoord.content
        return antwoord.json()

    return vraag


def test_a_zaak_is_read_by_the_names_of_the_standard(vraag: Any):
    zaak = make_zaak()
    gelezen = vraag(f"{ZAKEN}/zaken/{zaak.pk}")
    assert gelezen["url"] == f"{SITE}{ZAKEN}/zaken/{zaak.pk}"
    assert gelezen["identificatie"] == zaak.identificatie
    assert gelezen["startdatum"] == "2025-03-03" and gelezen["einddatum"] is None
    assert gelezen["uiterlijkeEinddatumAfdoening"] == zaak.laatste_dag.isoformat()
    assert gelezen["opschorting"] == {"indicatie": False, "reden": ""}
    assert gelezen["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"


def test_every_address_in_a_zaak_leads_to_what_it_names(vraag: Any):
    site = make_object("VthObject", leverancier=OD, gebied="GM9901")
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="neem_in_behandeling")
    gelezen = vraag(f"{ZAKEN}/zaken/{zaak.pk}")
    status = vraag(gelezen["status"])
    assert status["url"] == gelezen["status"] and status["zaak"] == gelezen["url"]
    assert vraag(status["statustype"])["omschrijving"] == "In behandeling"
    (zaakobject,) = (vraag(adres) for adres in gelezen["zaakobjecten"])
    assert zaakobject["object"] == f"{SITE}/api/v1/objecten/{site.pk}"
    (rol,) = (vraag(adres) for adres in gelezen["rollen"])
    assert rol["omschrijvingGeneriek"] == "behandelaar" == vraag(rol["roltype"])["omschrijvingGeneriek"]
    zaaktype = vraag(gelezen["zaaktype"])
    assert zaaktype["identificatie"] == "aanvraag_regulier" and zaaktype["doorlooptijd"] == "P8W"
    for soort in ("statustypen", "resultaattypen", "roltypen", "informatieobjecttypen"):
        assert all(vraag(adres)["url"] == adres for adres in zaaktype[soort]), soort


def test_a_closed_zaak_has_an_outcome_and_all_its_steps(vraag: Any):
    zaak = make_zaak()
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    gelezen = vraag(f"{ZAKEN}/zaken/{zaak.pk}")
    assert vraag(vraag(gelezen["resultaat"])["resultaattype"])["omschrijvingGeneriek"] == "ingetrokken"
    stappen = vraag(f"{ZAKEN}/statussen", zaak=gelezen["url"])["results"]
    assert [s["indicatieLaatstGezetteStatus"] for s in stappen] == [False, True]
    assert vraag(stappen[-1]["statustype"])["isEindstatus"] and stappen[-1]["url"] == gelezen["status"]


def test_a_closed_zaak_says_when_it_may_go_and_a_destroyed_one_is_not_there(vraag: Any):
    zaak = make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    gelezen = vraag(f"{ZAKEN}/zaken/{zaak.pk}")
    assert gelezen["archiefnominatie"] == "vernietigen"
    assert gelezen["archiefactiedatum"] == Zaakbewaring.objects.get().vernietigen_op.isoformat()
    Zaak.objects.filter(pk=zaak.pk).update(vernietigd_op=klok.now())
    vraag(f"{ZAKEN}/zaken/{zaak.pk}", status=404)
    assert vraag(f"{ZAKEN}/zaken")["count"] == 0


def test_parts_related_zaken_and_an_extension_stand_in_the_zaak(vraag: Any):
    hoofd, ander = make_zaak(), make_zaak()
    deel = make_zaak(hoofdzaak_id=hoofd.pk)
    record_zaakrelatie(viewer=ANNA, van_id=hoofd.pk, naar_id=ander.pk, aard="vervolg")
    gelezen = vraag(f"{ZAKEN}/zaken/{hoofd.pk}")
    assert gelezen["deelzaken"] == [f"{SITE}{ZAKEN}/zaken/{deel.pk}"]
    assert gelezen["relevanteAndereZaken"] == [
        {"url": f"{SITE}{ZAKEN}/zaken/{ander.pk}", "aardRelatie": "vervolg"}
    ]
    assert vraag(f"{ZAKEN}/zaken/{deel.pk}")["hoofdzaak"] == gelezen["url"]
    Zaak.objects.filter(pk__in=[ander.pk, deel.pk]).update(vertrouwelijkheid="geheim")
    gelezen = vraag(f"{ZAKEN}/zaken/{hoofd.pk}")
    assert gelezen["deelzaken"] == gelezen["relevanteAndereZaken"] == []


def test_who_may_not_see_a_zaak_reads_nothing_of_it(vraag: Any):
    zaak = make_zaak()
    url = f"{SITE}{ZAKEN}/zaken/{zaak.pk}"
    stap = vraag(f"{ZAKEN}/zaken/{zaak.pk}")["status"]
    for viewer in (BUITEN, NIEMAND):
        for adres in (url, stap, f"{ZAKEN}/resultaten/{zaak.pk}", f"{ZAKEN}/rollen/{zaak.pk}"):
            vraag(adres, viewer, 404)
    assert vraag(f"{ZAKEN}/zaken", BUITEN) == {"count": 0, "next": None, "previous": None, "results": []}
    for deel in DELEN:
        vraag(f"{ZAKEN}/{deel}", BUITEN, 404, zaak=url)


def test_a_subject_that_the_viewer_may_not_see_is_not_named(vraag: Any):
    site = make_object("VthObject", leverancier=OD, gebied="GM9901")
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    adres = vraag(f"{ZAKEN}/zaken/{zaak.pk}")["zaakobjecten"][0]
    type(site).objects.filter(pk=site.pk).update(vertrouwelijkheid="geheim")
    assert vraag(f"{ZAKEN}/zaken/{zaak.pk}")["zaakobjecten"] == []
    vraag(adres, status=404)


def test_the_list_goes_page_by_page_and_holds_each_zaak_once(vraag: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lezen, "PER_BLADZIJ", 2)
    namen = [make_zaak().identificatie for _ in range(5)]
    gelezen, adres = [], f"{ZAKEN}/zaken?startdatum__gte=2025-01-01"
    while adres:
        bladzij = vraag(adres)
        assert bladzij["count"] == 5 and len(bladzij["results"]) <= 2
        gelezen += [z["identificatie"] for z in bladzij["results"]]
        adres = bladzij["next"]
    assert gelezen == namen


@pytest.mark.parametrize(
    ("naam", "waarde", "aantal"),
    [
        ("identificatie", "geen", 0),
        ("bronorganisatie", OD, 2),
        ("bronorganisatie", "123456789", 0),
        ("startdatum", "2025-03-03", 1),
        ("startdatum__gt", "2025-03-03", 1),
        ("startdatum__lt", "2025-03-03", 0),
        ("einddatum__isnull", "true", 2),
        ("einddatum__isnull", "false", 0),
    ],
)
def test_the_list_is_narrowed_by_the_names_of_the_standard(vraag: Any, naam: str, waarde: str, aantal: int):
    make_zaak(), make_zaak(startdatum=date(2025, 3, 4))
    assert vraag(f"{ZAKEN}/zaken", **{naam: waarde})["count"] == aantal


def test_the_list_is_narrowed_to_one_zaaktype(vraag: Any):
    zaak = make_zaak()
    make_zaak("controle")
    zaaktype = vraag(f"{ZAKEN}/zaken/{zaak.pk}")["zaaktype"]
    gelezen = vraag(f"{ZAKEN}/zaken", zaaktype=zaaktype)["results"]
    assert [z["identificatie"] for z in gelezen] == [zaak.identificatie]


@pytest.mark.parametrize(
    ("naam", "waarde", "melding"),
    [
        ("startdatum", "3 maart", "geen dag"),
        ("einddatum__isnull", "misschien", "geen ja of nee"),
        ("zaaktype", "https://elders.example/zaaktypen/1", "geen adres van zaaktypen"),
        ("zaaktype", f"{SITE}{ZAKEN}/zaken/{uuid.UUID(int=1)}", "geen adres van zaaktypen"),
        ("page", "2", "Volg het adres in `next`"),
        ("vanaf", "onzin", "niet door deze site gegeven"),
        ("zaaktype__in", "x", "bestaat niet"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_never_passed_over(
    vraag: Any, naam: str, waarde: str, melding: str
):
    assert melding in vraag(f"{ZAKEN}/zaken", status=400, **{naam: waarde})["detail"]


@pytest.mark.parametrize("deel", DELEN)
def test_parts_are_asked_of_one_zaak(vraag: Any, deel: str):
    assert vraag(f"{ZAKEN}/{deel}", status=400)["velden"][0]["veld"] == "zaak"
    vraag(f"{ZAKEN}/{deel}", status=400, zaak="onzin")
    vraag(f"{ZAKEN}/{deel}", status=404, zaak=f"{SITE}{ZAKEN}/zaken/{uuid.uuid4()}")
    vraag(f"{ZAKEN}/{deel}/{uuid.uuid4()}", status=404)
    if deel in RIJSOORTEN:
        vraag(f"{ZAKEN}/{deel}/{make_rijid(deel, 999_999)}", status=404)


def test_a_decision_is_read_once_it_was_taken(vraag: Any):
    zaak = make_zaak()
    make_besluit(zaak)
    besluit = make_ondertekend(zaak)
    record_bekendmaking(viewer=ANNA, besluit_id=besluit.pk, datums=Datums(verzenddatum=besluit.besluitdatum))
    besluit.refresh_from_db()
    url = f"{SITE}{BESLUITEN}/besluiten/{besluit.pk}"
    (gelezen,) = vraag(f"{BESLUITEN}/besluiten", zaak=f"{SITE}{ZAKEN}/zaken/{zaak.pk}")["results"]
    assert gelezen == vraag(url) and gelezen["url"] == url
    assert gelezen["uiterlijkeReactiedatum"] == besluit.rechtsmiddel_tot.isoformat()
    assert vraag(gelezen["besluittype"])["omschrijvingGeneriek"] == "omgevingsvergunning"
    assert vraag(gelezen["zaak"])["identificatie"] == zaak.identificatie
    assert [b["besluit"] for b in vraag(f"{ZAKEN}/zaken/{zaak.pk}/besluiten")] == [url]
    assert vraag(f"{BESLUITEN}/besluiten", besluittype=gelezen["besluittype"])["count"] == 1
    assert vraag(f"{BESLUITEN}/besluiten", verantwoordelijkeOrganisatie="GM9999")["count"] == 0
    vraag(url, BUITEN, 404)


def test_a_document_is_read_with_its_last_version_and_its_bytes(vraag: Any, client: Client):
    zaak = make_zaak()
    document = make_document(zaak, make_pdf("Eerste"), documentsoort="aanvraag")
    accept_versie(
        viewer=ANNA, document_id=document.pk, brokken=[make_pdf("Tweede")], bestandsnaam="nieuw.pdf"
    )
    (adres,) = vraag(f"{ZAKEN}/zaken/{zaak.pk}")["zaakinformatieobjecten"]
    gelezen = vraag(vraag(adres)["informatieobject"])
    assert (gelezen["versie"], gelezen["bestandsnaam"], gelezen["formaat"]) == (
        2,
        "nieuw.pdf",
        "application/pdf",
    )
    assert vraag(gelezen["informatieobjecttype"])["omschrijving"] == "aanvraag"
    inhoud = b"".join(client.get(gelezen["inhoud"].removeprefix(SITE)).streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(inhoud).hexdigest() == gelezen["integriteit"]["waarde"] and inhoud == make_pdf(
        "Tweede"
    )


def test_an_earlier_version_is_sent_as_it_was_and_nothing_in_it_runs(vraag: Any, client: Client):
    document = make_document(make_zaak(), make_pdf("Eerste"))
    accept_versie(
        viewer=ANNA, document_id=document.pk, brokken=[make_pdf("Tweede")], bestandsnaam="nieuw.pdf"
    )
    vraag(f"{DOCUMENTEN}/{document.pk}")
    eerste = client.get(f"{DOCUMENTEN}/{document.pk}/download?versie=1")
    assert b"".join(eerste.streaming_content) == make_pdf("Eerste")  # type: ignore[attr-defined]
    assert (
        eerste["Content-Disposition"].startswith("attachment")
        and "sandbox" in eerste["Content-Security-Policy"]
    )


def test_the_documents_of_a_zaak_are_listed_from_either_side(vraag: Any):
    document = make_document(make_zaak())
    zaak = f"{SITE}{ZAKEN}/zaken/{document.zaak_id}"
    (relatie,) = vraag(f"{ZAKEN}/zaakinformatieobjecten", zaak=zaak)
    assert [relatie["url"]] == vraag(zaak)["zaakinformatieobjecten"]
    (gelezen,) = vraag(DOCUMENTEN)["results"]
    assert [o["informatieobject"] for o in vraag(OBJECTEN, object=zaak)] == [gelezen["url"]]
    assert relatie["informatieobject"] == gelezen["url"]


def test_a_document_that_the_viewer_may_not_see_or_that_was_destroyed_is_not_there(vraag: Any):
    zaak = make_zaak()
    geheim, weg = make_document(zaak), make_document(zaak)
    Document.objects.filter(pk=geheim.pk).update(vertrouwelijkheid="geheim")
    Document.objects.filter(pk=weg.pk).update(vernietigd_op=klok.now())
    assert vraag(f"{ZAKEN}/zaken/{zaak.pk}")["zaakinformatieobjecten"] == []
    assert vraag(DOCUMENTEN)["count"] == 0
    for document in (geheim, weg):
        for adres in (
            f"{DOCUMENTEN}/{document.pk}",
            f"{DOCUMENTEN}/{document.pk}/download",
            f"{ZAKEN}/zaakinformatieobjecten/{document.pk}",
        ):
            vraag(adres, status=404)
    assert vraag(OBJECTEN, BUITEN, object=f"{SITE}{ZAKEN}/zaken/{zaak.pk}") == []


def test_a_document_of_another_name_has_a_type_that_exists(vraag: Any):
    document = make_document(make_zaak(), documentsoort="vleermuizenonderzoek")
    soort = vraag(f"{DOCUMENTEN}/{document.pk}")["informatieobjecttype"]
    assert vraag(soort)["omschrijving"] == "overig"


@pytest.mark.parametrize("versie", ["9", "x"])
def test_a_version_that_is_not_there_is_refused(vraag: Any, versie: str):
    document = make_document(make_zaak())
    for deel in ("", "/download"):
        vraag(f"{DOCUMENTEN}/{document.pk}{deel}", status=404 if versie == "9" else 400, versie=versie)
    vraag(OBJECTEN, status=400, object="onzin")


def test_a_draft_is_not_there(vraag: Any):
    besluit = make_besluit(make_zaak())
    vraag(f"{BESLUITEN}/besluiten/{besluit.pk}", status=404)
    assert vraag(f"{BESLUITEN}/besluiten")["count"] == 0


def test_a_zaaktype_of_a_running_zaak_stays_when_the_configuration_changes(vraag: Any, monkeypatch: Any):
    zaak = make_zaak()
    zaaktype = vraag(f"{ZAKEN}/zaken/{zaak.pk}")["zaaktype"]
    monkeypatch.setattr("vth.zaken.zgw.typen.list_zaaksoorten", lambda op: {})
    assert vraag(zaaktype)["identificatie"] == "aanvraag_regulier"


def test_the_catalogue_lists_everything_that_its_parts_name(vraag: Any):
    (catalogus,) = vraag(f"{CATALOGI}/catalogussen")["results"]
    for bron in ("zaaktypen", "besluittypen", "informatieobjecttypen"):
        gelezen = [r["url"] for r in vraag(f"{CATALOGI}/{bron}")["results"]]
        assert gelezen == catalogus[bron] and len(set(gelezen)) == len(gelezen) > 3
    (een,) = vraag(f"{CATALOGI}/zaaktypen", identificatie="controle")["results"]
    assert {s["zaaktype"] for s in vraag(f"{CATALOGI}/statustypen", zaaktype=een["url"])["results"]} == {
        een["url"]
    }
    vraag(f"{CATALOGI}/statustypen", status=400, zaaktype="onzin")
    vraag(f"{CATALOGI}/zaaktypen/{uuid.uuid4()}", status=404)
    vraag(f"{CATALOGI}/eigenschappen", status=404)
    assert (
        "niet te kiezen op zaaktype"
        in vraag(f"{CATALOGI}/besluittypen", status=400, zaaktype=een["url"])["detail"]
    )


def test_who_is_nobody_is_told_to_sign_in_and_writing_is_not_there(client: Client):
    for adres in (f"{ZAKEN}/zaken", f"{BESLUITEN}/besluiten", f"{CATALOGI}/zaaktypen"):
        antwoord = client.get(adres)
        assert (antwoord.status_code, antwoord.json()["code"]) == (401, "niet_aangemeld")
        assert client.post(adres).status_code == 405
    assert client.get("/zgw/zaken/v1/onzin").json()["code"] == "bestaat_niet"


def test_a_look_at_the_zaak_of_another_is_a_line(vraag: Any):
    zaak = make_zaak()
    gemeente = Viewer(
        "gebruiker 906", ANNA.zicht.__class__(**(vars(ANNA.zicht) | {"leveranciers": frozenset()}))
    )
    vraag(f"{ZAKEN}/zaken/{zaak.pk}", gemeente)
    regel = Verwerking.objects.get()
    assert (regel.naam, regel.actor) == ("zgw.zaak.read", "gebruiker 906")


@given(st.sampled_from(sorted(RIJSOORTEN)), st.integers(0, 2**62 - 1))
def test_a_number_in_a_uuid_comes_back_and_only_for_its_own_kind(soort: str, nummer: int):
    id_ = make_rijid(soort, nummer)
    assert read_rijid(soort, id_) == nummer and id_.version == 8
    assert all(read_rijid(ander, id_) is None for ander in RIJSOORTEN if ander != soort)


@given(st.uuids())
def test_another_uuid_holds_no_number(id_: uuid.UUID):
    assert all(read_rijid(soort, id_) is None for soort in RIJSOORTEN)


@pytest.mark.parametrize(
    "adres", ["", "onzin", f"{SITE}/zgw/", f"{SITE}/zaken/", "http://testserver.elders/zgw/zaken/v1/zaken/x"]
)
def test_an_address_of_elsewhere_names_nothing(adres: str):
    assert Adressen(SITE).read(adres, "zaken") is None


def test_a_part_of_a_configuration_has_one_uuid():
    assert make_typeid("a", "b") == make_typeid("a", "b") != make_typeid("a", "c")
