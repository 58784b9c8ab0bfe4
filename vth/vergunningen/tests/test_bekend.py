"""Decisions as they were known: their days before those were corrected, and found by number, kenmerk or address."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vergunningen.besluitenlijst import list_besluiten
from vth.vergunningen.besluitstand import find_werkend
from vth.vergunningen.besluitvinden import find_besluit
from vth.vergunningen.correcties import record_dagcorrectie
from vth.vergunningen.ingrepen import record_ingreep
from vth.vergunningen.models import Vergunning
from vth.vergunningen.rules import VergunningError
from vth.vergunningen.selectors import list_toestemmingen

from .builders import VERA, make_toestemming, make_vergunning, stel

pytestmark = pytest.mark.django_db
J20, J22, J24, J26 = (date(jaar, 1, 1) for jaar in (2020, 2022, 2024, 2026))


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def lees(v: Vergunning, dag: date, op: datetime) -> list[tuple[str, Any, str]]:
    """Give of each decision its kenmerk, first day and state, as known at a moment."""
    besluiten = list_besluiten(list_toestemmingen(v), Peilmoment(dag, op), {})
    return [(b["kenmerk"], b["vanaf"], b["toestand"][1]) for b in besluiten]


def test_the_list_of_decisions_has_the_days_as_they_were_known(
    vera: Client, zet_klok: Callable[..., datetime]
) -> None:
    """Before a correction the first day and the end are those of then, with the state and the order that follow from them."""
    zet_klok(2024, 5, 1)
    v = make_vergunning()
    a = make_toestemming(v, J20, stel("1"), kenmerk="A", vervaldatum=J24)
    make_toestemming(v, J22, stel("2"), kenmerk="B")
    toen = klok.now() + timedelta(hours=1)
    zet_klok(2025, 5, 1)
    record_dagcorrectie(
        viewer=VERA, toestemming_id=a.pk, ingangsdatum=date(2023, 1, 1), vervaldatum=J26, reden="verkeerd"
    )
    nu = klok.now() + timedelta(hours=1)
    leeg = "geen voorschrift meer hieruit"
    assert lees(v, J24, toen) == [("B", J22, leeg), ("A", J20, "verlopen")]
    assert lees(v, J24, nu) == [("A", date(2023, 1, 1), leeg), ("B", J22, leeg)]
    assert lees(v, J22, toen)[1] == ("A", J20, leeg) and lees(v, J22, nu)[0][2] == "nog niet in werking"
    rijen = list_toestemmingen(v)
    assert [t.kenmerk for t in find_werkend(rijen, Peilmoment(J24, toen))] == ["B"]
    assert {t.kenmerk for t in find_werkend(rijen, Peilmoment(J24, nu))} == {"A", "B"}
    pagina = vera.get(f"/vergunningen/{v.pk}", {"geldigOp": "2024-01-01", "beschikbaarOp": toen.isoformat()})
    assert "verlopen" in pagina.content.decode()


def test_of_what_was_taken_away_as_a_whole_the_days_are_told_too(zet_klok: Callable[..., datetime]) -> None:
    """The register holds it on no day then; who asks before that gets what was known."""
    zet_klok(2024, 5, 1)
    v = make_vergunning()
    a = make_toestemming(v, J20, stel("1"), kenmerk="A")
    toen = klok.now() + timedelta(hours=1)
    zet_klok(2025, 5, 1)
    record_ingreep(viewer=VERA, toestemming_id=a.pk, soort="vernietiging", begin=J22, grond="uitspraak")
    nu = klok.now() + timedelta(hours=1)
    assert lees(v, J24, nu) == [("A", J20, "vernietigd door de rechter")]
    assert lees(v, J24, toen)[0][:2] == ("A", J20)
    rijen = list_toestemmingen(v)
    assert not find_werkend(rijen, Peilmoment(J24, nu)) and find_werkend(rijen, Peilmoment(J24, toen))


def test_two_decisions_are_compared_by_number_kenmerk_or_address(vera: Client) -> None:
    """Each in its own way; what is none, of another permit, a draft or one alone is told with what can be given."""
    v, ander = make_vergunning(), make_vergunning(kenmerk="V-2")
    a = make_toestemming(v, J20, stel("1"), kenmerk="OV-2020/1")
    b = make_toestemming(v, J22, stel("2"), kenmerk="OV-2022/1")
    make_toestemming(v, None, stel("3"), kenmerk="CONCEPT")
    make_toestemming(ander, J20, stel("1"), kenmerk="ELDERS")
    adres = f"/api/v1/vergunningen/{v.pk}/verschil"
    manieren = ("OV-2022/1", " ov-2022/1 ", str(b.pk), str(b.pk).upper(), f"/toestemmingen/{b.pk}")
    manieren += (
        f"http://testserver/toestemmingen/{b.pk}",
        f"https://vth.example.nl/toestemmingen/{b.pk}?op=2024-01-01",
    )
    for manier in manieren:
        antwoord = vera.get(adres, {"vanBesluit": "OV-2020/1", "totBesluit": manier})
        assert antwoord.status_code == 200, manier
        assert [d["na"]["nummer"] for d in antwoord.json()["verschillen"]] == ["2"]
    for fout in (
        "OV-1999",
        "CONCEPT",
        "ELDERS",
        f"/toestemmingen/{ander.pk}",
        f"/elders/{a.pk}",
        "x" * 500,
        "",
    ):
        antwoord = vera.get(adres, {"vanBesluit": "OV-2020/1", "totBesluit": fout})
        assert antwoord.status_code == 400 and "het kenmerk of het adres" in antwoord.content.decode(), fout


def test_a_kenmerk_that_two_decisions_have_is_a_question() -> None:
    """The numbers to choose from are told; of kenmerken that differ in case only the exact one is meant."""
    v = make_vergunning()
    twee = [make_toestemming(v, dag, stel(str(dag.year)), kenmerk="OV-1") for dag in (J20, J22)]
    klein = make_toestemming(v, J24, stel("3"), kenmerk="ov-1")
    with pytest.raises(VergunningError, match=f"2 toestemmingen.*{twee[0].pk}, {twee[1].pk}"):
        find_besluit([*twee, klein], "OV-1")
    assert find_besluit([*twee, klein], "ov-1") == klein


def test_decisions_are_compared_by_the_days_and_the_decisions_that_were_known(
    vera: Client, zet_klok: Callable[..., datetime]
) -> None:
    """Before a correction on the first day of then; what was decided since is no decision then."""
    zet_klok(2024, 5, 1)
    v, id_ = make_vergunning(), uuid.uuid4()
    a = make_toestemming(v, J20, stel("1", id_=id_), kenmerk="A")
    make_toestemming(v, J22, stel("2"), kenmerk="B")
    toen = (klok.now() + timedelta(hours=1)).isoformat()
    zet_klok(2025, 5, 1)
    record_dagcorrectie(viewer=VERA, toestemming_id=a.pk, ingangsdatum=date(2023, 1, 1), reden="verkeerd")
    make_toestemming(v, J24, stel("3"), kenmerk="C")
    adres = f"/api/v1/vergunningen/{v.pk}/verschil"
    antwoord = vera.get(adres, {"vanBesluit": "A", "totBesluit": "B", "beschikbaarOp": toen}).json()
    assert (antwoord["van"], antwoord["tot"]) == ("2020-01-01", "2022-01-01")
    assert [(d["soort"], d["na"]["nummer"]) for d in antwoord["verschillen"]] == [("nieuw", "2")]
    later = vera.get(adres, {"vanBesluit": "A", "totBesluit": "C", "beschikbaarOp": toen})
    assert later.status_code == 400
