"""What comes from the field: taken in once, told when it does not count, refused with a reason, and never lost without a word."""

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toezicht.lijst.feiten import list_regels
from vth.toezicht.lijst.selectors import MAP
from vth.toezicht.lijst.versies import accept_checklistversie, record_checklistversie, record_controlelijst
from vth.toezicht.lijst.voorstellen import Keuze, list_ingevuld, record_voorstellen
from vth.toezicht.lijst.voorwaarde import KENMERKEN
from vth.toezicht.lijst.vorm import LijstError
from vth.toezicht.models import Antwoord, Bevinding, Bevindingbewijs, Checklistversie, Controle, Veldstuk
from vth.toezicht.rules import ToezichtError
from vth.toezicht.services import cancel_controle
from vth.toezicht.veld.fotos import accept_fotodeel, count_ontvangen
from vth.toezicht.veld.pakket import derive_let_op, list_mijn_bezoeken, make_pakket
from vth.toezicht.veld.rules import VeldError
from vth.toezicht.veld.services import accept_stuk, list_geldend
from vth.vergunningen.tests.builders import make_toestemming, make_vergunning, stel
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, TEAM, TINE, begin, make_controle, make_locatie
from .veldbuilders import LIJST, eerder, make_bezoek, make_foto, make_invoer, stuur, stuur_foto

pytestmark = pytest.mark.django_db


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


BEHEER = replace(TINE, handelingen=TINE.handelingen | {"checklist.record"})


def test_the_same_piece_twice_is_one_and_gets_the_same_answer() -> None:
    _, lijst = make_bezoek()
    invoer = make_invoer(lijst, "moment", "gebruik")
    eerste, tweede = (accept_stuk(viewer=TINE, invoer=invoer) for _ in range(2))
    assert eerste == tweede and Antwoord.objects.count() == 1
    with pytest.raises(VeldError, match="al iets anders ontvangen"):
        accept_stuk(viewer=TINE, invoer=replace(invoer, inhoud={"waarde": "aanleg"}))
    assert Antwoord.objects.get().inhoud == {"waarde": "gebruik"}


def test_of_two_devices_the_answer_given_last_counts_and_both_are_told() -> None:
    """The order of arriving makes no difference: what was given at ten counts over what was given at nine."""
    _, lijst = make_bezoek()
    laat = stuur(lijst, "retour", "28", op=eerder(5), toestel="tablet")
    vroeg = stuur(lijst, "retour", "31", op=eerder(65), viewer=TEAM)
    assert laat.stand["geldt"] and laat.stand["ander"] is None
    assert not vroeg.stand["geldt"] and vroeg.stand["ander"]["inhoud"] == {"waarde": "28"}
    assert list_geldend([lijst.pk])[lijst.pk]["retour"].inhoud == {"waarde": "28"}
    assert Antwoord.objects.count() == 2


def test_a_wrong_clock_is_put_right_and_told() -> None:
    """A tablet that runs an hour ahead does not win with an older answer."""
    _, lijst = make_bezoek()
    uur = timedelta(hours=1)
    stuur(lijst, "retour", "28", op=eerder(5), toestel="tablet")
    voor = stuur(lijst, "retour", "31", op=eerder(10) + uur, klokverschil=-3_600_000)
    assert "60 minuten voor" in voor.stand["let_op"] and not voor.stand["geldt"]
    sprong = stuur(lijst, "retour", "30", op=klok.now() + uur)
    assert "in de toekomst" in sprong.stand["let_op"]
    assert Antwoord.objects.latest("ontvangen_op").geldt_op <= klok.now()


def test_a_controle_that_was_dropped_meanwhile_refuses_and_says_what_to_do() -> None:
    controle, lijst = make_bezoek(begonnen=False)
    cancel_controle(viewer=TINE, controle_id=controle.pk, reden="Het bedrijf is verhuisd.")
    with pytest.raises(VeldError, match=r"niet doorgegaan.*staat nog op uw toestel.*heropenen"):
        stuur(lijst, "moment", "gebruik")
    controle.refresh_from_db()
    assert "intussen niet doorgegaan" in derive_let_op(TINE, controle)
    with pytest.raises(BestaatNietError):
        stuur(lijst, "moment", "gebruik", viewer=BUITEN)
    assert not Antwoord.objects.exists()


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"soort": "filmpje"}, "bestaat niet"),
        ({"vraag": "bestaat_niet"}, "staat niet in"),
        ({"lijst_id": uuid.uuid4()}, "hoort niet bij deze controle"),
        ({"inhoud": {"waarde": {"a": 1}}}, "verkeerde vorm"),
        ({"inhoud": {"toelichting": "x" * 20_001}}, "langer dan"),
        ({"toesteltijd": 10**18}, "bestaat niet"),
    ],
)
def test_a_piece_that_cannot_be_is_refused_with_the_reason(anders: dict[str, object], waarom: str) -> None:
    _, lijst = make_bezoek()
    with pytest.raises(VeldError, match=waarom):
        accept_stuk(viewer=TINE, invoer=replace(make_invoer(lijst, "moment", "gebruik"), **anders))  # type: ignore[arg-type]
    assert not Antwoord.objects.exists()


def test_an_answer_is_never_changed_or_taken_away() -> None:
    _, lijst = make_bezoek()
    stuur(lijst, "moment", "gebruik")
    for doe in (lambda r: r.update(inhoud={"waarde": "aanleg"}), lambda r: r.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            doe(Antwoord.objects.all())


def test_the_course_of_the_visit_begins_and_ends_the_controle_at_its_own_time() -> None:
    controle, lijst = make_bezoek(begonnen=False)
    begin_ms, eind_ms = (round(eerder(m).timestamp() * 1000) for m in (90, 30))
    stuur(
        lijst, "verloop", None, soort="bezoek", inhoud={"begonnen_op": begin_ms, "legitimatie_getoond": True}
    )
    alles = {"begonnen_op": begin_ms, "geeindigd_op": eind_ms, "gesproken_met": "de bedrijfsleider"}
    stuur(lijst, "verloop", None, soort="bezoek", inhoud=alles)
    controle.refresh_from_db()
    assert (controle.staat, controle.gesproken_met, controle.legitimatie_getoond) == (
        "bezocht",
        "de bedrijfsleider",
        True,
    )
    assert controle.begonnen_op is not None and round(controle.begonnen_op.timestamp() * 1000) == begin_ms


def test_a_grab_sample_is_a_sample_of_the_controle_and_its_bottle_is_used_once() -> None:
    controle, lijst = make_bezoek()
    pakket = make_pakket(TINE, controle, list_regels(TINE, controle))["pakketten"][0][0]
    fles = {"fles": "F-1", "punt": "controleput", "wijze": "steek", "pakket": pakket}
    stuur(lijst, "", None, soort="monster", inhoud=fles)
    assert controle.monsters.get().nummer == "F-1"
    with pytest.raises(ToezichtError, match="F-1"):
        stuur(lijst, "", None, soort="monster", inhoud=fles)
    later = stuur(
        lijst, "", None, soort="monster", inhoud=fles | {"fles": "F-2", "wijze": "tijdproportioneel"}
    )
    assert "in het dossier" in later.stand["let_op"] and Veldstuk.objects.count() == 2


def test_a_photo_goes_on_where_it_broke_off_and_is_a_document_once() -> None:
    _, lijst = make_bezoek()
    foto = make_foto(400)
    invoer = make_invoer(
        lijst, "retour", soort="foto", inhoud={"naam": "meter.jpg", "bytes": len(foto)}, lijst_id=None
    )
    assert not accept_stuk(viewer=TINE, invoer=invoer).klaar
    deel = foto[:10_000]
    for _ in range(2):
        ontvangen = accept_fotodeel(
            viewer=TINE, stuk_id=invoer.id, vanaf=0, brokken=[deel], sha256=hashlib.sha256(deel).hexdigest()
        )
    assert ontvangen == count_ontvangen(TINE, invoer.id) == 10_000
    id_ = stuur_foto(lijst, foto)
    assert accept_stuk(viewer=TINE, invoer=replace(invoer, id=uuid.uuid4())).klaar is False
    versie = Veldstuk.objects.get(pk=id_).document.versies.get()  # type: ignore[union-attr]
    assert versie.sha256 == hashlib.sha256(foto).hexdigest()


def test_what_is_no_photo_is_refused_before_a_byte_is_kept() -> None:
    controle, lijst = make_bezoek()
    invoer = make_invoer(lijst, soort="foto", inhoud={"naam": "virus.jpg", "bytes": 9}, lijst_id=None)
    accept_stuk(viewer=TINE, invoer=invoer)
    with pytest.raises(VeldError, match=r"virus\.jpg is geen foto"):
        accept_fotodeel(viewer=TINE, stuk_id=invoer.id, vanaf=0, brokken=[b"MZ programma"], sha256="")
    controle.refresh_from_db()
    assert controle.zaak is None and count_ontvangen(TINE, invoer.id) == 0


def test_answers_become_findings_with_their_norm_and_photo_and_only_once() -> None:
    controle, lijst = make_bezoek()
    foto = stuur_foto(lijst, make_foto(), vraag="retour")
    for vraag, waarde in (("moment", "gebruik"), ("interferentie", "ja"), ("aanleg_voor_2013", "nee")):
        stuur(lijst, vraag, waarde)
    stuur(lijst, "retour", None, inhoud={"waarde": "31,5", "fotos": [str(foto)]})
    keuzes = [Keuze("interferentie"), Keuze("retour", gedrag="B", motivering="Al twee winters te warm.")]
    record_voorstellen(viewer=TINE, controle_id=controle.pk, lijst_id=lijst.pk, keuzes=keuzes)
    warm = Bevinding.objects.get(resultaat="overtreden")
    assert (warm.gevolg, warm.gedrag, warm.normen.get().citaat) == ("2", "B", "Bal 4.1141")
    assert Bevindingbewijs.objects.get().document_id == Veldstuk.objects.get(pk=foto).document_id
    with pytest.raises(ToezichtError, match="staat al een bevinding"):
        record_voorstellen(viewer=TINE, controle_id=controle.pk, lijst_id=lijst.pk, keuzes=keuzes)
    assert Bevinding.objects.count() == 2
    stuur(lijst, "retour", "20")
    (ingevuld,) = list_ingevuld(TINE, controle)
    regel = next(r for r in ingevuld.regels if r.voorstel.vraag == "retour")
    assert regel.voorstel.resultaat == "nageleefd" and regel.bevinding == warm


def test_a_question_about_the_permit_offers_its_voorschriften_by_keyword() -> None:
    locatie, a = make_locatie(), uuid.uuid4()
    make_toestemming(
        make_vergunning(vthobject_id=locatie.pk),
        klok.today(),
        stel("1", "De afscheider wordt jaarlijks geleegd.", id_=a),
    )
    controle = begin(make_controle(locatie))
    lijst = record_controlelijst(viewer=TINE, controle_id=controle.pk, code="indirecte_lozingen")
    for vraag, waarde in (
        ("stromen", ["proces"]),
        ("route", "vuilwaterriool"),
        ("voorzieningen", ["slib"]),
        ("legen", "2026-06-01"),
    ):
        stuur(lijst, vraag, waarde)
    (ingevuld,) = list_ingevuld(TINE, controle)
    regel = next(r for r in ingevuld.regels if r.voorstel.vraag == "legen")
    assert [k.voorschrift_id for k in regel.kandidaten] == [a]
    with pytest.raises(ToezichtError, match="norm"):
        record_voorstellen(
            viewer=TINE, controle_id=controle.pk, lijst_id=lijst.pk, keuzes=[Keuze("legen", "nageleefd")]
        )
    record_voorstellen(
        viewer=TINE, controle_id=controle.pk, lijst_id=lijst.pk, keuzes=[Keuze("legen", voorschrift_id=a)]
    )
    assert Bevinding.objects.get().normen.get().voorschrift_id == a


def test_a_visit_keeps_the_version_that_it_began_with() -> None:
    controle, lijst = make_bezoek()
    vorm = yaml.safe_load((MAP / f"{LIJST}.yaml").read_text()) | {"versie": "2", "titel": "Nieuw"}
    nieuw = record_checklistversie(
        viewer=BEHEER, organisatie="OD-NOORD", tekst=yaml.safe_dump(vorm).encode(), bestandsnaam="nieuw.yaml"
    )
    accept_checklistversie(viewer=BEHEER, versie_id=nieuw.pk)
    assert record_controlelijst(viewer=TINE, controle_id=controle.pk, code=LIJST) == lijst
    assert make_pakket(TINE, controle, list_regels(TINE, controle))["lijsten"][0]["inhoud"]["versie"] == "1"
    _, volgende = make_bezoek()
    assert volgende.checklistversie == nieuw
    with pytest.raises(LijstError, match=r"fout\.yaml.*geen YAML"):
        record_checklistversie(viewer=BEHEER, organisatie="OD-NOORD", tekst=b"a: [", bestandsnaam="fout.yaml")
    assert Checklistversie.objects.count() == 2


def test_the_packet_holds_the_place_its_permit_and_only_own_open_visits() -> None:
    locatie = make_locatie()
    make_toestemming(make_vergunning(vthobject_id=locatie.pk), klok.today(), stel("1", "Ten hoogste 5 kg."))
    controle = make_controle(locatie)
    tekst = json.dumps(make_pakket(TINE, controle, list_regels(TINE, controle)), ensure_ascii=False)
    assert "Verffabriek De Kwast" in tekst and "Ten hoogste 5 kg." in tekst
    assert [b["id"] for b in list_mijn_bezoeken(TINE)] == [str(controle.pk)]
    assert list_mijn_bezoeken(TEAM) == [] == list_mijn_bezoeken(BUITEN)


def test_the_doors_speak_json_and_never_send_a_device_to_another_page(
    client: Client, als: Callable[..., Client]
) -> None:
    controle, lijst = make_bezoek()
    adres = f"/toezicht/veld/stukken/{uuid.uuid4()}"
    assert client.put(adres, b"{}").status_code == 401
    web = als(TINE)
    fout = web.put(adres, b"geen json")
    assert fout.status_code == 422 and "niet te lezen" in fout.json()["reden"]
    stuk = {
        "controle": str(controle.pk),
        "soort": "antwoord",
        "lijst": str(lijst.pk),
        "vraag": "moment",
        "inhoud": {"waarde": "gebruik"},
    }
    tijd = {"toestel": "t", "toesteltijd": web.get("/toezicht/veld/tijd").json()["nu"], "klokverschil": 0}
    goed = web.put(adres, json.dumps(stuk | tijd).encode())
    assert goed.json() == {"klaar": True, "stand": {"geldt": True, "ander": None}}
    mee = web.post(f"/toezicht/veld/bezoeken/{controle.pk}/meenemen").json()
    assert mee["antwoorden"][0]["inhoud"] == {"waarde": "gebruik"}
    assert web.get("/toezicht/veld/dienst.js")["Content-Type"].startswith("text/javascript")


def test_pages_of_checklists_show_try_and_take_in(als: Callable[..., Client]) -> None:
    controle, lijst = make_bezoek()
    stuur(lijst, "moment", "gebruik")
    stuur(lijst, "interferentie", "ja")
    web = als(BEHEER)
    for pad in (
        "checklists/",
        f"checklists/{LIJST}",
        f"checklists/{LIJST}/proef",
        f"{controle.pk}/checklist",
    ):
        assert web.get(f"/toezicht/{pad}").status_code == 200
    assert web.get(f"/toezicht/checklists/{LIJST}/proef?inhoud").json()["lijst"]["code"] == LIJST
    proef = web.get(f"/toezicht/checklists/{LIJST}/proef").content.decode()
    assert set(re.findall(r'name="(\w+)" data-kenmerk', proef)) == set(KENMERKEN)
    assert proef.count('<option value="">niet bekend</option>') == len(KENMERKEN)
    fout = web.post(
        "/toezicht/checklists/nieuw",
        {"organisatie": "OD-NOORD", "bestand": SimpleUploadedFile("l.yaml", b"code: Fout!")},
    )
    assert fout.status_code == 422 and "l.yaml" in fout.content.decode()
    leg = {"lijst": str(lijst.pk), "vraag": ["interferentie"]}
    assert web.post(f"/toezicht/{controle.pk}/checklist", leg).status_code == 302
    assert Bevinding.objects.get().normen.get().citaat == "Bal 4.1139"
    assert Controle.objects.get().staat == "bezig"
