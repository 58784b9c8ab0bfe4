"""What one does around a draft in the site: documents that are part of it, days that were wrong, and what a page reads."""

import uuid
from datetime import date

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.vergunningen import consolidatie
from vth.zaken.documenten.tests.builders import make_document
from vth.zaken.tests.builders import make_besluit, make_zaak

from .builders import VERA, make_toestemming, make_vergunning, stel, wijzig

pytestmark = pytest.mark.django_db
J20, J21, J24 = date(2020, 1, 1), date(2021, 1, 1), date(2024, 1, 1)


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def test_a_document_is_chosen_from_the_zaak_taken_out_and_put_back(vera: Client) -> None:
    """What is part already is not offered again; another document goes by its number, and both at once are a question."""
    zaak = make_zaak()
    uit_zaak, ander = make_document(zaak, b"tekst", naam="a.txt"), make_document(make_zaak(), titel="Elders")
    t = make_toestemming(make_vergunning(), None, grondslag="", besluit_id=make_besluit(zaak).pk)
    adres, keuze = f"/toestemmingen/{t.pk}", f'<option value="{uit_zaak.pk}"'
    assert keuze in vera.get(adres).content.decode()
    gekozen = {"onderdeel": "rapport", "document_id": str(uit_zaak.pk)}
    assert vera.post(f"{adres}/stuk", gekozen | {"documentnummer": ander.identificatie}).status_code == 422
    openbaar = vera.post(f"{adres}/stuk", gekozen | {"openbaar": "on"})
    assert openbaar.status_code == 422 and "zonder de vertrouwelijke delen" in openbaar.content.decode()
    assert vera.post(f"{adres}/stuk", gekozen).status_code == 302
    nummer = {"onderdeel": "rapport", "documentnummer": ander.identificatie}
    assert vera.post(f"{adres}/stuk", nummer).status_code == 302
    assert vera.post(f"{adres}/stuk", nummer | {"documentnummer": "D-niets"}).status_code == 422
    pagina = vera.get(adres).content.decode()
    assert keuze not in pagina and f"/documenten/{uit_zaak.pk}" in pagina and "Elders" in pagina
    assert vera.post(f"{adres}/stukeruit", {"document": str(uit_zaak.pk)}).status_code == 302
    assert keuze in vera.get(adres).content.decode()
    assert vera.post(f"{adres}/stukeruit", {"document": "onzin"}).status_code == 404
    assert vera.post(f"{adres}/stuk", gekozen).status_code == 302
    assert keuze not in vera.get(adres).content.decode()


def test_days_that_were_taken_over_wrongly_are_put_right_in_the_site(vera: Client) -> None:
    """Without a reason it is refused; with one the permit of that day is another, and what was known stays."""
    v = make_vergunning()
    t = make_toestemming(v, J20, stel("1"))
    dagen = {"ingangsdatum": "2021-01-01"}
    assert vera.post(f"/toestemmingen/{t.pk}/dagen", dagen).status_code == 422
    assert (
        vera.post(f"/toestemmingen/{t.pk}/dagen", dagen | {"reden": "jaar verkeerd gelezen"}).status_code
        == 302
    )
    t.refresh_from_db()
    assert t.ingangsdatum == J21
    assert (
        "gelden op deze dag geen voorschriften"
        in vera.get(f"/vergunningen/{v.pk}?geldigOp=2020-06-01").content.decode()
    )


def test_the_page_of_a_voorschrift_reads_what_it_shows_and_not_the_permit(
    vera: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Itself, what it stands under and what stands under it on that day; of forty others nothing."""
    v, (boven, hier, onder, was) = make_vergunning(), [uuid.uuid4() for _ in range(4)]
    los = [stel(f"9.{n}") for n in range(40)]
    stam = [stel("1", id_=boven), stel("1.1", id_=hier, ouder_id=boven)]
    kinderen = [stel("1.1.1", id_=onder, ouder_id=hier), stel("1.1.2", id_=was, ouder_id=hier)]
    make_toestemming(v, J20, *stam, *kinderen, *los)
    make_toestemming(v, J24, wijzig(was, "2", "Staat nu elders."))
    gelezen: list[int] = []
    echt = consolidatie._make_stand
    monkeypatch.setattr(consolidatie, "_make_stand", lambda rijen: gelezen.append(len(rijen)) or echt(rijen))
    pagina = vera.get(f"/voorschriften/{hier}").content.decode()
    assert f"/voorschriften/{boven}" in pagina and f"/voorschriften/{onder}" in pagina
    assert f"/voorschriften/{was}" not in pagina and sum(gelezen) == 4
    assert f"/voorschriften/{was}" in vera.get(f"/voorschriften/{hier}?geldigOp=2023-01-01").content.decode()


def test_the_page_of_the_passage_says_on_which_rule_it_rests_and_how_certain_that_is(vera: Client) -> None:
    """The day and the ground are worked out of other law; that shows where one chooses."""
    v = make_vergunning()
    make_toestemming(v, J20, stel("1"))
    pagina = vera.get(f"/vergunningen/{v.pk}/overgang").content.decode()
    assert "1 januari 2024" in pagina and "(afgeleid)" in pagina and "inwerkingtreding" in pagina
