"""What pages mark of a difference: only what changed, no more than one can read, and nothing that is untrue."""

import uuid
from datetime import date

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen import toestemmingpagina
from vth.vergunningen.controle import Mutatievoorstel
from vth.vergunningen.inhoud import make_inhoud
from vth.vergunningen.toestemmingpagina import make_toestemmingpagina

from .builders import VERA, make_toestemming, make_vergunning, stel, wijzig
from .test_omgeving import J20, J22, make_activiteit

pytestmark = pytest.mark.django_db


def make_gegevens(soort: str, id_: uuid.UUID, *regels: dict[str, object]) -> Mutatievoorstel:
    """Let a voorschrift be or become one with these duties or limits."""
    wat = "verplichtingen" if "omschrijving" in regels[0] else "grenswaarden"
    return Mutatievoorstel(soort, make_inhoud("1", "Over 1", "T.", {wat: list(regels)}), voorschrift_id=id_)


def test_a_duty_that_did_not_change_is_not_marked_when_one_before_it_goes() -> None:
    v, a = make_vergunning(), uuid.uuid4()
    plichten = [{"soort": "rapporteren", "omschrijving": n} for n in ("Lucht", "Water", "Bodem")]
    make_toestemming(v, J20, make_gegevens("van_kracht", a, *plichten))
    t = make_toestemming(v, J22, make_gegevens("gewijzigd", a, *plichten[1:]))
    (beeld,) = make_toestemmingpagina(VERA, t.pk).verschil
    assert beeld.gegevens == (("Rapporteren: Lucht", ""),)


def test_a_limit_of_one_substance_in_another_medium_is_another_limit() -> None:
    v, a = make_vergunning(), uuid.uuid4()
    vast = {"naam": "benzeen", "stof": "71-43-2", "waarde": 1}
    lucht, water = (
        vast | {"medium": "lucht", "eenheid": "mg/Nm3"},
        vast | {"medium": "water", "eenheid": "mg/l"},
    )
    make_toestemming(v, J20, make_gegevens("van_kracht", a, lucht, water))
    t = make_toestemming(v, J22, make_gegevens("gewijzigd", a, water))
    (beeld,) = make_toestemmingpagina(VERA, t.pk).verschil
    assert [(bool(voor), na) for voor, na in beeld.gegevens] == [(True, "")] and "lucht" in beeld.gegevens[0][
        0
    ]


def test_a_change_of_what_one_may_not_see_is_marked_as_one() -> None:
    v, a = make_vergunning(), uuid.uuid4()
    een, twee = (make_activiteit(n, leverancier="OD-ZUID", gebied="GM9903") for n in ("Een", "Twee"))
    alziend = make_systeemviewer("proef", op=klok.today())
    make_toestemming(v, J20, stel("1", "T.", id_=a, bereik=(een.pk,)), viewer=alziend)
    t = make_toestemming(v, J22, wijzig(a, "1", "T.", bereik=(twee.pk,)), viewer=alziend)
    (beeld,) = make_toestemmingpagina(VERA, t.pk).verschil
    zin = "Alleen voor: iets dat u niet mag zien"
    assert beeld.gegevens == ((zin, f"{zin} (iets anders dan eerst)"),)


def test_a_page_shows_no_more_than_one_can_read_and_an_act_makes_none_of_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera = log_in(client, monkeypatch, VERA)
    monkeypatch.setattr(toestemmingpagina, "GROOT", 2)
    t = make_toestemming(make_vergunning(), J20, *(stel(str(n)) for n in range(5)))
    pagina = vera.get(f"/toestemmingen/{t.pk}").content.decode()
    assert "de eerste 2 van 5 voorschriften" in pagina and pagina.count("<article") == 2
    monkeypatch.setattr(toestemmingpagina, "_make_verschil", lambda *_: pytest.fail("made for an act"))
    velden = {"soort": "schorsing", "begin": "2021-01-01", "eind": "2022-01-01", "grond": "uitspraak"}
    assert vera.post(f"/toestemmingen/{t.pk}/ingreep", velden).status_code == 302


def test_what_works_before_the_day_of_its_decision_is_not_told_as_later(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera = log_in(client, monkeypatch, VERA)
    t = make_toestemming(make_vergunning(), J22, stel("1", vanaf=date(2023, 1, 1)))
    assert (
        "het werkt eerder, later, onder een voorwaarde" in vera.get(f"/toestemmingen/{t.pk}").content.decode()
    )
