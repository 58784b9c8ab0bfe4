"""For what a voorschrift is, in the forms: all that is at the place, and nothing that it is for already is lost without a word."""

import uuid
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.register.services import record_toewijzing
from vth.register.tests.builders import LANDELIJK, make_object
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.services import record_herkomst
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen.models import Mutatie, Mutatiebereik, Toestemming, Vergunning
from vth.vergunningen.onderwerpkeuzes import read_onderwerpkeuzes
from vth.vergunningen.overgang import Lot, Overgangskeuze, record_overgang

from .builders import VERA, make_toestemming, make_vergunning, stel, trek_in
from .test_omgeving import J20, make_activiteit, make_plaats

pytestmark = pytest.mark.django_db
VELDEN: dict[str, Any] = {"nummer": "1", "tekst": "Beter.", "voorschrifttype": "standaard"}
STIL = '<option value="verborgen" selected>iets dat u niet mag zien</option>'


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def make_stil(*zichtbaar: Bronobject) -> tuple[Vergunning, uuid.UUID, set[uuid.UUID]]:
    """Make a permit with a voorschrift that is for two records out of sight, beside these."""
    v, a = make_vergunning(), uuid.uuid4()
    geheim = [make_activiteit(n, leverancier="OD-ZUID", gebied="GM9903") for n in ("Geheim", "Nog een")]
    bereik = [b.pk for b in (*geheim, *zichtbaar)]
    alziend = make_systeemviewer("proef", op=klok.today())
    make_toestemming(v, J20, stel("1", id_=a, bereik=bereik), viewer=alziend)
    return v, a, {b.pk for b in geheim}


def merge(daar: Bronobject, hier: Bronobject) -> None:
    """Judge that two records are about one thing."""
    koppelaar = LANDELIJK.with_handeling("ontdubbeling.decide")
    herkomst = record_herkomst(leverancier=hier.leverancier, soort=Herkomst.Soort.HANDELING)
    record_toewijzing(viewer=koppelaar, bronobject_id=daar.pk, identiteit=hier.pk, herkomst=herkomst)


def lees_bereik(soort: str) -> set[uuid.UUID]:
    """Give for what the last mutation of a kind is."""
    m = Mutatie.objects.filter(soort=soort).latest("pk")
    return set(Mutatiebereik.objects.filter(mutatie=m).values_list("bronobject_id", flat=True))


def test_of_what_several_supply_only_a_second_record_of_one_thing_is_left_out() -> None:
    """Neither the others at the place when the organisation has one of its own, nor when a toestemming names one already."""
    site, daar = make_object("S1", begin=J20), make_object("S2", begin=J20, leverancier="GM9901")
    merge(daar, site)
    eigen = make_activiteit("Opslag", site)
    elders = [make_activiteit(n, daar, leverancier="GM9901") for n in ("Opslag ook", "Verf", "Lijm")]
    v = make_vergunning(vthobject_id=site.pk)
    assert [n for _, n in read_onderwerpkeuzes(VERA, v).activiteiten] == [
        "Lijm",
        "Opslag",
        "Opslag ook",
        "Verf",
    ]
    merge(elders[0], eigen)
    make_toestemming(v, J20, stel("1"), activiteiten=[elders[1].pk])
    assert [n for _, n in read_onderwerpkeuzes(VERA, v).activiteiten] == ["Lijm", "Opslag", "Verf"]


def test_who_does_not_see_all_that_a_voorschrift_is_for_can_put_its_words_right(vera: Client) -> None:
    """In a correction and in a draft: what is hidden is one choice without name or number, and stays."""
    v, a, geheim = make_stil()
    adres = f"/mutaties/{Mutatie.objects.get().pk}/correctie"
    pagina = vera.get(adres).content.decode()
    assert pagina.count(STIL) == 1 and not [b for b in geheim if str(b) in pagina]
    gedaan = vera.post(adres, VELDEN | {"soort": "van_kracht", "reden": "x", "bereik": ["verborgen"]})
    assert gedaan.status_code == 302 and lees_bereik("van_kracht") == geheim
    t = make_toestemming(v, None)
    adres = f"/toestemmingen/{t.pk}/mutatie?voorschrift={a}"
    assert STIL in vera.get(adres).content.decode()
    velden = VELDEN | {"soort": "gewijzigd", "voorschrift_id": str(a), "bereik": ["verborgen"]}
    assert vera.post(adres, velden).status_code == 302
    assert STIL in vera.get(adres).content.decode()
    vera.post(f"/toestemmingen/{t.pk}/vaststellen", {"ingangsdatum": "2022-01-01"})
    assert lees_bereik("gewijzigd") == geheim


def test_the_hidden_part_belongs_to_the_voorschrift_that_was_opened_and_no_id_of_it_can_be_given(
    vera: Client,
) -> None:
    v, a, geheim = make_stil()
    t = make_toestemming(v, None)
    adres = f"/toestemmingen/{t.pk}/mutatie?voorschrift={a}"
    for bereik, zin in (("verborgen", "dat u opende"), (str(min(geheim)), "")):
        weg = vera.post(adres, VELDEN | {"soort": "van_kracht", "bereik": [bereik]})
        tekst = weg.content.decode()
        assert weg.status_code == 422 and zin in tekst and str(max(geheim)) not in tekst
    assert not t.ontwerp.exists()


def test_what_one_may_see_and_is_not_at_the_place_keeps_its_name(vera: Client) -> None:
    elders = make_activiteit("Werk elders")
    make_stil(elders)
    pagina = vera.get(f"/mutaties/{Mutatie.objects.get().pk}/correctie").content.decode()
    assert f'<option value="{elders.pk}" selected>Werk elders</option>' in pagina and STIL in pagina


def test_a_voorschrift_is_changed_from_its_own_page_and_not_in_an_empty_form(vera: Client) -> None:
    """Else for what it is would be gone; what the draft ends comes back with it."""
    v, opslag, _ = make_plaats()
    a = uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a, bereik=(opslag.pk,)))
    t = make_toestemming(v, None, trek_in(a))
    velden = VELDEN | {"soort": "gewijzigd", "voorschrift_id": str(a)}
    leeg = vera.post(f"/toestemmingen/{t.pk}/mutatie", velden)
    assert leeg.status_code == 422 and "Open het voorschrift zelf" in leeg.content.decode()
    pagina = vera.get(f"/toestemmingen/{t.pk}/mutatie?voorschrift={a}").content.decode()
    assert f'<option value="{opslag.pk}" selected>' in pagina and "Tekst van 1." in pagina
    assert '<option value="vervallen" selected>' in pagina


def test_in_the_passage_a_voorschrift_stays_for_what_it_was_unless_another_choice_is_made(
    vera: Client,
) -> None:
    """Also what is hidden; who takes the choice away makes it one for the whole permit."""
    v, a, geheim = make_stil()
    pagina = vera.get(f"/vergunningen/{v.pk}/overgang").content.decode()
    assert STIL in pagina
    velden = {f"lot_{a}": "maatwerk", f"bereik_{a}": ["verborgen"]}
    assert vera.post(f"/vergunningen/{v.pk}/overgang", velden).status_code == 302
    t = Toestemming.objects.get(staat="concept")
    assert {uuid.UUID(b) for b in t.ontwerp.get().bereik} == geheim
    vera.post(f"/toestemmingen/{t.pk}/afzien")
    vera.post(f"/vergunningen/{v.pk}/overgang", {f"lot_{a}": "blijft"})
    assert Toestemming.objects.get(staat="concept").ontwerp.get().bereik == []


def test_the_passage_without_a_word_on_it_leaves_for_what_a_voorschrift_is() -> None:
    v, opslag, _ = make_plaats()
    a = uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a, bereik=(opslag.pk,)))
    t = record_overgang(viewer=VERA, vergunning_id=v.pk, keuzes={a: Overgangskeuze(Lot.MAATWERK)})
    assert t.ontwerp.get().bereik == [str(opslag.pk)]
