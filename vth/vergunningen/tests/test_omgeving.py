"""What stands around a voorschrift: for what it is only, who holds the permit, and what came after; as far as one may see."""

import io
import json
import uuid
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject, Relatie
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen.correcties import record_correctie
from vth.vergunningen.ingrepen import record_ingreep
from vth.vergunningen.models import Mutatie, Mutatiebereik, Ontwerpmutatie, Toestemming, Vergunning

from .builders import VERA, make_toestemming, make_vergunning, stel, trek_in, wijzig

pytestmark = pytest.mark.django_db
J20, J22, J24 = date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def make_activiteit(naam: str, *binnen: Bronobject, **velden: object) -> Bronobject:
    """Register an activity at a place."""
    inhoud = {
        "activiteit": "bal-3.2.9",
        "status": "uitvoering",
        "omschrijving": naam,
        "bevoegd_gezag": "GM9901",
    }
    soort = {"soort": "activiteituitvoering", "begin": J20, "inhoud": inhoud}
    relaties = {"vindt_plaats_binnen": list(binnen)} if binnen else None
    return make_object(naam, relaties=relaties, **soort, **velden)  # type: ignore[arg-type]


def make_plaats() -> tuple[Vergunning, Bronobject, Bronobject]:
    """Make a permit for a place with two activities and a firm that drives it."""
    firma = make_object("F1", soort="vestiging", inhoud={"naam": "Verffabriek BV"}, begin=J20)
    site = make_object("S1", begin=J20, relaties={"drijver": [firma]})
    opslag, verf = make_activiteit("Opslag van harsen", site), make_activiteit("Verf maken", site)
    return make_vergunning(vthobject_id=site.pk), opslag, verf


def test_for_what_a_voorschrift_is_only_stands_on_every_page_and_in_every_file(vera: Client) -> None:
    """With the activity by its name on the permit, the voorschrift, the difference and in Word; with its address in data."""
    v, opslag, _ = make_plaats()
    a = uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a), stel("2"))
    make_toestemming(v, J24, wijzig(a, "1", "Tekst van 1.", bereik=(opslag.pk,)))
    zin = "alleen voor Opslag van harsen"
    assert vera.get(f"/vergunningen/{v.pk}").content.decode().count(zin) == 1
    assert zin not in vera.get(f"/vergunningen/{v.pk}?geldigOp=2023-12-31").content.decode()
    assert zin in vera.get(f"/voorschriften/{a}").content.decode()
    assert "<ins>" in (verschil := vera.get(f"/vergunningen/{v.pk}/verschil").content.decode())
    assert "Alleen voor: Opslag van harsen" in verschil
    with zipfile.ZipFile(io.BytesIO(vera.get(f"/vergunningen/{v.pk}/download.docx").content)) as word:
        assert zin in word.read("word/document.xml").decode()
    los = json.loads(vera.get(f"/vergunningen/{v.pk}/download.json").content)
    adres = f"http://testserver/objecten/{opslag.pk}"
    assert [r["alleenVoor"] for r in los["voorschriften"]] == [[adres], None]
    data = vera.get(f"/api/v1/vergunningen/{v.pk}/verschil").json()["verschillen"]
    assert [(d["voor"].get("alleenVoor"), d["na"]["alleenVoor"]) for d in data] == [(None, [adres])]


def test_what_one_may_not_see_is_not_named_and_does_not_look_like_the_whole_permit(vera: Client) -> None:
    """On the page as something that is not shown, in data as a list that is not empty by being absent."""
    v, geheim = make_vergunning(), make_activiteit("Geheim werk", leverancier="OD-ZUID", gebied="GM9903")
    alziend = make_systeemviewer("proef", op=klok.today())
    make_toestemming(v, J20, stel("1", bereik=(geheim.pk,)), viewer=alziend)
    pagina = vera.get(f"/vergunningen/{v.pk}").content.decode()
    assert "alleen voor iets dat u niet mag zien" in pagina and "Geheim werk" not in pagina
    (regel,) = json.loads(vera.get(f"/vergunningen/{v.pk}/download.json").content)["voorschriften"]
    (data,) = vera.get(f"/api/v1/vergunningen/{v.pk}").json()["voorschriften"]
    assert regel["alleenVoor"] == data["alleenVoor"] == []


def test_a_form_offers_what_is_at_the_place_and_keeps_for_what_a_voorschrift_is(vera: Client) -> None:
    """In a correction the reach stands chosen already; in a draft it can be chosen, and a standing one brings its own."""
    v, opslag, verf = make_plaats()
    a = uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a, bereik=(opslag.pk,)))
    t, mutatie = make_toestemming(v, None), Mutatie.objects.get()
    gekozen = f'<option value="{opslag.pk}" selected>Opslag van harsen</option>'
    for adres in (f"/mutaties/{mutatie.pk}/correctie", f"/toestemmingen/{t.pk}/mutatie?voorschrift={a}"):
        pagina = vera.get(adres).content.decode()
        assert gekozen in pagina and "Verf maken" in pagina and "Tankstation De Linde" in pagina
    velden = {"soort": "van_kracht", "nummer": "2", "tekst": "Stil.", "voorschrifttype": "standaard"}
    onzin = vera.post(f"/toestemmingen/{t.pk}/mutatie", velden | {"bereik": [str(uuid.uuid4())]})
    assert onzin.status_code == 422
    vera.post(f"/toestemmingen/{t.pk}/mutatie", velden | {"bereik": [str(verf.pk)]})
    assert Ontwerpmutatie.objects.get().bereik == [str(verf.pk)]


def test_a_toestemming_is_begun_with_its_activities_and_its_holder(vera: Client) -> None:
    """They are chosen from what is at the place; the kernel in the register leads to them, and the permit names them."""
    v, opslag, _ = make_plaats()
    firma = Bronobject.objects.get(soort="vestiging")
    velden = {
        "kenmerk": "B-1",
        "onderwerp": "Oprichten",
        "toestemmingsoort": "vergunning",
        "grondslag": "Wet",
    }
    velden |= {"toestemmingtype": "verlening", "activiteiten": [str(opslag.pk)], "houders": [str(firma.pk)]}  # type: ignore[dict-item]
    fout = vera.post(f"/vergunningen/{v.pk}/toestemming", velden | {"houders": [str(opslag.pk)]})
    assert fout.status_code == 422 and not Toestemming.objects.exists()
    assert vera.post(f"/vergunningen/{v.pk}/toestemming", velden).status_code == 302
    t = Toestemming.objects.get()
    vera.post(f"/toestemmingen/{t.pk}/vaststellen", {"ingangsdatum": "2020-01-01"})
    t.refresh_from_db()
    rijen = Relatie.objects.believed().filter(van=t.bronobject)
    assert set(rijen.values_list("soort", "naar_id")) == {("legitimeert", opslag.pk), ("houder", firma.pk)}
    assert "Houder sinds 1 januari 2020: <a" in vera.get(f"/vergunningen/{v.pk}").content.decode()


def test_in_the_passage_of_2024_one_inrichting_becomes_the_activities_of_its_place(vera: Client) -> None:
    """Though no decision of the old law names one: each voorschrift goes to its activity, and the permit to those chosen."""
    v, opslag, verf = make_plaats()
    a, b = uuid.uuid4(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a), stel("2", id_=b))
    assert "Opslag van harsen" in vera.get(f"/vergunningen/{v.pk}/overgang").content.decode()
    velden = {f"lot_{a}": "maatwerk", f"bereik_{a}": [str(opslag.pk)], f"lot_{b}": "blijft"}
    gedaan = vera.post(f"/vergunningen/{v.pk}/overgang", velden | {"activiteiten": [str(verf.pk)]})
    assert gedaan.status_code == 302
    t = Toestemming.objects.get(staat="concept")
    assert set(t.onderwerpen.values_list("bronobject_id", flat=True)) == {opslag.pk, verf.pk}
    vera.post(f"/toestemmingen/{t.pk}/vaststellen", {"ingangsdatum": "2024-01-01"})
    pagina = vera.get(f"/vergunningen/{v.pk}").content.decode()
    assert "alleen voor Opslag van harsen; maatwerk" in pagina
    assert list(Mutatiebereik.objects.values_list("bronobject_id", flat=True)) == [opslag.pk]


def test_each_voorschrift_of_an_earlier_day_says_what_came_after_it(vera: Client) -> None:
    """Changed, ended, run out, or the former text again; on the page, in the file and as data."""
    v, (a, b, c) = make_vergunning(), [uuid.uuid4() for _ in range(3)]
    make_toestemming(v, J20, stel("1", id_=a), stel("2", id_=b), stel("3", id_=c, tot=J22), kenmerk="EEN")
    make_toestemming(v, J22, wijzig(a, "1", "Even.", tot=J24), trek_in(b), kenmerk="TWEE")
    toen = vera.get(f"/vergunningen/{v.pk}?geldigOp=2021-01-01").content.decode()
    zinnen = ["dan gewijzigd door TWEE", "dan vervallen door TWEE", "dan geldt het niet meer"]
    assert [toen.count(f"Luidt zo tot 1 januari 2022; {zin}") for zin in zinnen] == [1, 1, 1]
    assert (
        "dan geldt weer de tekst uit EEN"
        in vera.get(f"/voorschriften/{a}?geldigOp=2023-01-01").content.decode()
    )
    assert "Luidt zo tot" not in vera.get(f"/vergunningen/{v.pk}").content.decode()
    data = vera.get(f"/api/v1/vergunningen/{v.pk}?geldigOp=2021-01-01").json()["voorschriften"]
    assert [(r["tot"], r["daarna"]) for r in data] == [
        ("2022-01-01", "gewijzigd"),
        ("2022-01-01", "vervallen"),
        ("2022-01-01", "eindigt"),
    ]
    assert "opvolger" not in data[2] and data[0]["opvolger"].startswith("http://testserver/toestemmingen/")


def test_the_decisions_beside_a_permit_are_those_that_were_known(
    vera: Client, zet_klok: Callable[..., datetime]
) -> None:
    """One that was registered later, or annulled later, is not told of before; one of which nothing is left says so."""
    zet_klok(2024, 5, 1)
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a), kenmerk="EEN")
    toen = zet_klok(2024, 6, 1)
    zet_klok(2024, 7, 1)
    t = make_toestemming(v, J22, wijzig(a, "1", "Anders."), kenmerk="TWEE")
    geen = "geen voorschrift meer hieruit"
    assert geen in vera.get(f"/vergunningen/{v.pk}").content.decode()
    eerder = vera.get(f"/vergunningen/{v.pk}", {"beschikbaarOp": toen.isoformat()}).content.decode()
    assert "TWEE" not in eerder and "EEN" in eerder and geen not in eerder
    tussen = zet_klok(2024, 8, 1)
    zet_klok(2024, 9, 1)
    record_ingreep(viewer=VERA, toestemming_id=t.pk, soort="vernietiging", begin=J24, grond="uitspraak")
    assert "vernietigd door de rechter" in vera.get(f"/vergunningen/{v.pk}").content.decode()
    eerder = vera.get(f"/vergunningen/{v.pk}", {"beschikbaarOp": tussen.isoformat()}).content.decode()
    assert "TWEE" in eerder and "vernietigd" not in eerder


def test_two_decisions_are_compared_though_they_work_from_one_day(vera: Client) -> None:
    """What each did of its own stands on its own page; limits are marked as well as words."""
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", "Hoogstens vijftig.", id_=a))
    een = make_toestemming(v, J22, wijzig(a, "1", "Hoogstens veertig."), volgorde=0, kenmerk="EEN")
    twee = make_toestemming(
        v, J22, wijzig(a, "1", "Hoogstens dertig."), stel("2"), volgorde=1, kenmerk="TWEE"
    )
    adres = f"/vergunningen/{v.pk}/verschil?van_besluit={een.pk}&tot_besluit={twee.pk}"
    pagina = vera.get(adres).content.decode()
    assert (
        "Tussen EEN en TWEE." in pagina
        and "veertig" in pagina
        and "vijftig" not in pagina
        and "nieuw" in pagina
    )
    eigen = vera.get(f"/toestemmingen/{een.pk}").content.decode()
    assert "Wat het veranderde op 1 januari 2022" in eigen and "vijftig" in eigen and "dertig" not in eigen


def test_two_decisions_are_compared_as_they_were_known_then(
    vera: Client, zet_klok: Callable[..., datetime]
) -> None:
    """A correction of later is not in it, and what was established later cannot be chosen."""
    zet_klok(2024, 6, 1)
    v, a = make_vergunning(), uuid.uuid4()
    een = make_toestemming(v, J20, stel("1", "Hoogstens veertig.", id_=a))
    twee = make_toestemming(v, J22, wijzig(a, "1", "Hoogstens dertig."))
    toen = zet_klok(2024, 7, 1)
    zet_klok(2024, 8, 1)
    fout = wijzig(a, "1", "Hoogstens dertien.")
    record_correctie(
        viewer=VERA,
        mutatie_id=Mutatie.objects.get(toestemming=twee).pk,
        voorstel=fout,
        reden="Verkeerd gelezen.",
    )
    drie = make_toestemming(v, J24, wijzig(a, "1", "Hoogstens tien."))
    adres = f"/vergunningen/{v.pk}/verschil?beschikbaarOp={toen:%Y-%m-%dT%H:%M:%SZ}&van_besluit={een.pk}"
    eerder = vera.get(f"{adres}&tot_besluit={twee.pk}").content.decode()
    assert "dertig" in eerder and "dertien" not in eerder
    assert "dertien" in vera.get(f"{adres}&tot_besluit={twee.pk}&beschikbaarOp=").content.decode()
    assert vera.get(f"{adres}&tot_besluit={drie.pk}").status_code == 422


def test_two_decisions_are_compared_as_data_and_what_is_no_pair_is_refused(vera: Client) -> None:
    v, a = make_vergunning(), uuid.uuid4()
    een = make_toestemming(v, J20, stel("1", "Hoogstens veertig.", id_=a))
    twee = make_toestemming(v, J22, wijzig(a, "1", "Hoogstens dertig."), stel("2"))
    los = f"/api/v1/vergunningen/{v.pk}/verschil"
    data = vera.get(f"{los}?vanBesluit={een.pk}&totBesluit={twee.pk}").json()["verschillen"]
    assert [(d["soort"], d.get("voor", {}).get("tekst")) for d in data] == [
        ("gewijzigd", "Hoogstens veertig."),
        ("nieuw", None),
    ]
    for onzin in (
        f"vanBesluit={een.pk}",
        f"vanBesluit={een.pk}&totBesluit={uuid.uuid4()}",
        "beschikbaarOp=gisteren",
    ):
        assert vera.get(f"{los}?{onzin}").status_code == 400
    assert (
        vera.get(f"/vergunningen/{v.pk}/verschil?van_besluit={een.pk}&tot_besluit=onzin").status_code == 422
    )
