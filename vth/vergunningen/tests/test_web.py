"""The pages of permits: whoever may see them reads any day, whoever may write makes one, and what goes wrong is told."""

import json
import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.vergunningen.models import Mutatie, Ontwerpmutatie, Toestemming, Vergunning

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel, trek_in, wijzig

pytestmark = pytest.mark.django_db
J20, J24 = date(2020, 1, 1), date(2024, 1, 1)


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits at the organisation of the builders."""
    return log_in(client, monkeypatch, VERA)


def make_gevulde() -> tuple[Vergunning, uuid.UUID]:
    """Make a permit of two decisions."""
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a), stel("1.1", "Hoogstens <b>50</b> dB.", ouder_id=a))
    make_toestemming(v, J24, wijzig(a, "1", "Strenger dan dit."))
    return v, a


def test_one_permit_is_read_on_any_day_with_its_origin_and_what_changed(vera: Client) -> None:
    """The page, the difference, the voorschrift and the files tell of the day that is asked for."""
    v, a = make_gevulde()
    toen = vera.get(f"/vergunningen/{v.pk}?geldigOp=2021-01-01").content.decode()
    nu = vera.get(f"/vergunningen/{v.pk}").content.decode()
    assert "Tekst van 1." in toen and "Strenger" not in toen
    assert "Strenger dan dit." in nu and "&lt;b&gt;50" in nu and "Vorige verandering" in nu
    verschil = vera.get(f"/vergunningen/{v.pk}/verschil").content.decode()
    assert "<del>" in verschil and "<ins>" in verschil and "gewijzigd" in verschil
    voorschrift = vera.get(f"/voorschriften/{a}").content.decode()
    assert "Tekst" in voorschrift and "geldt op deze dag" in voorschrift
    oud = Mutatie.objects.get(voorschrift=a, soort="van_kracht")
    naar = vera.get(f"/voorschriften/{a}/versies/{oud.pk}").headers["Location"]
    assert naar.endswith(f"?geldigOp=2020-01-01#versie-{oud.pk}") and f'id="versie-{oud.pk}"' in voorschrift
    assert vera.get(f"/voorschriften/{a}/versies/999999").status_code == 404
    los = json.loads(vera.get(f"/vergunningen/{v.pk}/download.json?geldigOp=2021-01-01").content)
    assert [(r["nummer"], r["tekst"][:5]) for r in los["voorschriften"]] == [("1", "Tekst"), ("1.1", "Hoogs")]
    assert v.kenmerk in vera.get("/vergunningen/?q=verf").content.decode()
    assert v.kenmerk in vera.get("/register/?q=verff").content.decode()


def test_a_voorschrift_leads_to_what_took_its_place_and_back(vera: Client) -> None:
    v, oud, nieuw = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", "Lekbakken.", id_=oud))
    make_toestemming(v, J24, trek_in(oud), stel("1.2", "Dubbele wand.", id_=nieuw, vervangt_id=oud))
    eerder = vera.get(f"/voorschriften/{oud}").content.decode()
    assert "Geldt niet" in eerder and "Later kwam" in eerder and f'href="/voorschriften/{nieuw}"' in eerder
    later = vera.get(f"/voorschriften/{nieuw}").content.decode()
    assert "kwam in de plaats van" in later and f'href="/voorschriften/{oud}"' in later
    assert "Later kwam" not in later


def test_a_large_permit_is_read_a_chapter_at_a_time(vera: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one unless another is asked, and all when all is asked."""
    monkeypatch.setattr("vth.vergunningen.vergunningpagina.GROOT", 2)
    v, a, b = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    make_toestemming(
        v, J20, stel("1", id_=a), stel("1.1", ouder_id=a), stel("2", id_=b), stel("2.1", ouder_id=b)
    )

    def toont(vraag: str) -> list[str]:
        tekst = vera.get(f"/vergunningen/{v.pk}{vraag}").content.decode()
        return re.findall(r"Tekst van ([\d.]+)\.<", tekst)

    assert toont("") == ["1", "1.1"] and toont(f"?deel={b}") == ["2", "2.1"]
    assert toont("?deel=onzin") == ["1", "1.1"] and toont("?deel=alles") == ["1", "1.1", "2", "2.1"]


def test_documents_of_a_permit_are_a_tagged_pdf_and_a_word_file(vera: Client) -> None:
    """Both are what they say they are."""
    v, _ = make_gevulde()
    pdf = vera.get(f"/vergunningen/{v.pk}/download.pdf").content
    assert pdf.startswith(b"%PDF") and b"/StructTreeRoot" in pdf
    assert vera.get(f"/vergunningen/{v.pk}/download.docx").content.startswith(b"PK")
    assert vera.get(f"/vergunningen/{v.pk}/download.exe").status_code == 404


def begin(vera: Client) -> Toestemming:
    """Record a permit and begin a toestemming in it, by the forms."""
    gegeven = {"organisatie": "OD-NOORD", "gebied": "GM9901", "kenmerk": "W-1", "titel": "Depot"}
    assert vera.post("/vergunningen/nieuw", gegeven | {"vertrouwelijkheid": "openbaar"}).status_code == 302
    soort = {"toestemmingsoort": "vergunning", "toestemmingtype": "verlening"}
    velden = {"kenmerk": "B-1", "onderwerp": "Oprichten", "grondslag": "Invoeringswet", **soort}
    vera.post(f"/vergunningen/{Vergunning.objects.get().pk}/toestemming", velden)
    return Toestemming.objects.get()


def test_a_draft_is_written_in_the_site_and_what_was_wrong_stays_in_the_form(vera: Client) -> None:
    """A limit without a value is told; with one the draft holds it, and shows what it would change."""
    t = begin(vera)
    mutatie: dict[str, Any] = {"soort": "van_kracht", "nummer": "1", "titel": "Geluid", "tekst": "Stil."}
    mutatie["voorschrifttype"] = "standaard"
    fout = vera.post(
        f"/toestemmingen/{t.pk}/mutatie", mutatie | {"gegevens": "grenswaarden: [{naam: benzeen}]"}
    )
    assert fout.status_code == 422 and "Geluid" in fout.content.decode() and "waarde" in fout.content.decode()
    grens = "grenswaarden: [{naam: benzeen, medium: lucht, waarde: 1, eenheid: mg/Nm3}]"
    assert vera.post(f"/toestemmingen/{t.pk}/mutatie", mutatie | {"gegevens": grens}).status_code == 302
    assert Ontwerpmutatie.objects.get().gegevens["grenswaarden"][0]["naam"] == "benzeen"
    assert "nieuw" in vera.get(f"/toestemmingen/{t.pk}").content.decode()
    zonder = vera.post(f"/toestemmingen/{t.pk}/vaststellen", {})
    assert zonder.status_code == 422 and "ingangsdatum" in zonder.content.decode()
    assert vera.post(f"/toestemmingen/{t.pk}/vaststellen", {"ingangsdatum": "2020-01-01"}).status_code == 302
    assert (
        "benzeen: hoogstens 1 mg/Nm3, in lucht"
        in vera.get(f"/vergunningen/{t.vergunning_id}").content.decode()
    )


def test_a_draft_that_is_abandoned_does_nothing_and_stays_to_be_read(vera: Client) -> None:
    """Its mutations go, the permit stays as it is, and it cannot be established any more."""
    v, a = make_gevulde()
    t = make_toestemming(v, None, wijzig(a, "1", "Toch niet."))
    assert vera.post(f"/toestemmingen/{t.pk}/afzien").status_code == 302
    assert "niet doorgegaan" in vera.get(f"/toestemmingen/{t.pk}").content.decode()
    assert not Ontwerpmutatie.objects.exists()
    assert vera.post(f"/toestemmingen/{t.pk}/vaststellen", {"ingangsdatum": "2024-06-01"}).status_code == 404


def test_what_a_court_did_is_written_in_the_site(vera: Client) -> None:
    """While it stands still the permit of that day is empty; what cannot be done is not there."""
    v, _ = make_gevulde()
    t = v.toestemmingen.get(ingangsdatum=J20)
    schorsing = {"soort": "schorsing", "begin": "2020-03-01", "eind": "2020-04-01", "grond": "uitspraak"}
    assert vera.post(f"/toestemmingen/{t.pk}/ingreep", schorsing).status_code == 302
    stil = vera.get(f"/vergunningen/{v.pk}?geldigOp=2020-03-15").content.decode()
    assert "gelden op deze dag geen voorschriften" in stil
    assert vera.post(f"/toestemmingen/{t.pk}/onzin", {}).status_code == 404


def test_nonsense_in_an_address_is_told_and_a_stranger_finds_nothing(
    vera: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days that are none, places that are none, permits that are not there."""
    v, _ = make_gevulde()
    assert vera.get(f"/vergunningen/{v.pk}?geldigOp=gisteren").status_code == 400
    assert vera.get("/vergunningen/?vanaf=onzin").status_code == 400
    assert vera.get(f"/vergunningen/{v.pk}/verschil?van=x&tot=y").status_code == 422
    assert vera.get(f"/vergunningen/{uuid.uuid4()}").status_code == 404
    log_in(vera, monkeypatch, BUITEN)
    assert vera.get(f"/vergunningen/{v.pk}").status_code == 404
