"""What hangs to voorschriften: obligations by their days, standard texts by their versions, documents, and the passage of 2024."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vth.agenda.models import Agendapunt
from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vergunningen.consolidatie import read_stand
from vth.vergunningen.controle import Mutatievoorstel
from vth.vergunningen.inhoud import Plichtsoort, Verplichting
from vth.vergunningen.models import Mutatie, Ontwerpmutatie, Vergunning
from vth.vergunningen.overgang import Lot, Overgangskeuze, record_overgang
from vth.vergunningen.plichten import (
    derive_plichtdagen,
    list_plichtdagen,
    record_afdoening,
    update_plichten,
)
from vth.vergunningen.rules import VergunningError
from vth.vergunningen.services import record_vaststelling
from vth.vergunningen.standaard import list_standaarden, list_verouderd_gebruik, record_standaard
from vth.zaken.tests.builders import OD

from .builders import BUITEN, VERA, make_inhoud, make_toestemming, make_vergunning, stel

J20, DAG = date(2020, 1, 1), date(2024, 1, 1)


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 60),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.integers(0, 800),
)
def test_an_obligation_comes_back_on_its_own_day_and_never_creeps(
    eerste: date, stap: int, van: date, lengte: int
) -> None:
    """Each day is counted from the first; in a period are all of them, or of a long rhythm the next."""
    tot = van + timedelta(days=lengte)
    gevonden = derive_plichtdagen(Verplichting(Plichtsoort.METEN, "meten", eerste, stap), van, tot)
    assert gevonden == sorted(set(gevonden)) and all(d >= max(van, eerste) for d in gevonden)
    assert all(d.day == eerste.day or (d + timedelta(days=1)).day == 1 for d in gevonden)
    if not stap:
        assert gevonden == ([eerste] if van <= eerste < tot else [])
    elif gevonden:
        assert all(
            (d.year - eerste.year) * 12 + d.month - eerste.month in range(0, 1200, stap) for d in gevonden
        )
        assert len(gevonden) == 1 or gevonden[-1] < tot


def make_met_plicht(**velden: object) -> tuple[Vergunning, uuid.UUID]:
    """Make a permit that asks a report each year before 1 April."""
    plicht = Verplichting(Plichtsoort.RAPPORTEREN, "Emissies over het vorige jaar", date(2020, 4, 1), 12)
    v, a = make_vergunning(), uuid.uuid4()
    voorstel = Mutatievoorstel(
        "van_kracht", make_inhoud("1", verplichtingen=(plicht,)), voorschrift_id=a, **velden
    )  # type: ignore[arg-type]
    make_toestemming(v, J20, voorstel)
    return v, a


def dagen() -> list[date]:
    """Give the open days in the agenda."""
    return list(Agendapunt.objects.filter(gedaan_op=None).order_by("dag").values_list("dag", flat=True))


@pytest.mark.django_db
def test_what_a_permit_asks_stands_in_the_agenda_until_it_is_met(zet_klok: Callable[..., datetime]) -> None:
    """Each day of the years around now, once; what is met goes, and the next year comes when a day has passed."""
    zet_klok(2024, 5, 1)
    v, a = make_met_plicht()
    assert dagen() == [date(2024, 4, 1), date(2025, 4, 1)]
    gedaan = {
        "viewer": VERA,
        "vergunning_id": v.pk,
        "voorschrift_id": a,
        "plicht": 0,
        "dag": date(2024, 4, 1),
    }
    with pytest.raises(VergunningError, match="toekomst"):
        record_afdoening(**gedaan, voldaan_op=date(2024, 6, 1))  # type: ignore[arg-type]
    record_afdoening(**gedaan, voldaan_op=date(2024, 3, 20))  # type: ignore[arg-type]
    with pytest.raises(VergunningError, match="staat er al"):
        record_afdoening(**gedaan, voldaan_op=date(2024, 3, 20))  # type: ignore[arg-type]
    assert dagen() == [date(2025, 4, 1)]
    zet_klok(2025, 4, 2)
    assert update_plichten(date(2025, 3, 31), date(2025, 4, 2)) == 1
    assert dagen() == [date(2025, 4, 1), date(2026, 4, 1)]
    assert update_plichten(date(2025, 4, 2), date(2025, 4, 3)) == 0


@pytest.mark.django_db
def test_obligations_are_a_page_and_a_calendar(
    client: Client, monkeypatch: pytest.MonkeyPatch, zet_klok: Callable[..., datetime]
) -> None:
    """The days that were missed are told as such; the calendar holds what is open."""
    zet_klok(2024, 5, 1)
    v, _ = make_met_plicht()
    log_in(client, monkeypatch, VERA)
    pagina = client.get(f"/vergunningen/{v.pk}/verplichtingen").content.decode()
    assert "niet op tijd vastgelegd" in pagina and "1 april 2024" in pagina
    assert client.get(f"/vergunningen/{v.pk}/verplichtingen.ics").content.decode().count("BEGIN:VEVENT") == 2
    (dag,) = list_plichtdagen(
        v, Peilmoment(klok.today(), klok.now() + timedelta(hours=1)), date(2024, 1, 1), date(2025, 1, 1)
    )
    antwoord = client.post(
        f"/vergunningen/{v.pk}/verplichtingen", {"plichtdag": dag.sleutel, "voldaan_op": "2024-03-28"}
    )
    assert antwoord.status_code == 302
    log_in(client, monkeypatch, BUITEN)
    assert client.get(f"/vergunningen/{v.pk}/verplichtingen.ics").status_code == 404


@pytest.mark.django_db
def test_a_standard_text_tells_which_permits_stand_on_an_older_version() -> None:
    """The same text again is no version; one that begins earlier is refused; another organisation sees nothing of it."""
    vast = {"viewer": VERA, "organisatie": OD, "code": "geluid-1", "onderwerp": "Geluid", "titel": "Geluid"}
    een = record_standaard(**vast, tekst="Hoogstens 50 dB(A).", vanaf=J20)  # type: ignore[arg-type]
    assert record_standaard(**vast, tekst="Hoogstens 50 dB(A).", vanaf=date(2021, 1, 1)) == een  # type: ignore[arg-type]
    v = make_vergunning()
    make_toestemming(v, J20, replace(stel("1", "Hoogstens 50 dB(A)."), standaard_id=een.pk))
    assert [(g.aantal, g.ouder) for g in list_standaarden(VERA)] == [(1, 0)]
    with pytest.raises(VergunningError, match="begint later"):
        record_standaard(**vast, tekst="Hoogstens 45 dB(A).", vanaf=date(2019, 1, 1))  # type: ignore[arg-type]
    record_standaard(**vast, tekst="Hoogstens 45 dB(A).", vanaf=date(2023, 1, 1))  # type: ignore[arg-type]
    assert [(g.aantal, g.ouder) for g in list_standaarden(VERA)] == [(1, 1)]
    (gebruik,) = list_verouderd_gebruik(VERA, een.standaardvoorschrift_id)
    assert (gebruik.vergunning_id, gebruik.mutatie.nummer) == (v.pk, "1")
    assert list_standaarden(BUITEN) == []


@pytest.mark.django_db
def test_a_draft_takes_over_a_standard_text_and_remembers_its_version(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left empty comes from the text; what is written stays."""
    versie = record_standaard(
        viewer=VERA, organisatie=OD, code="stil", onderwerp="Geluid", titel="Geluid", tekst="Stil.", vanaf=J20
    )
    t = make_toestemming(make_vergunning(), None)
    log_in(client, monkeypatch, VERA)
    velden = {
        "soort": "van_kracht",
        "nummer": "1",
        "voorschrifttype": "standaard",
        "standaard": str(versie.pk),
    }
    assert client.post(f"/toestemmingen/{t.pk}/mutatie", velden | {"titel": "Eigen"}).status_code == 302
    rij = Ontwerpmutatie.objects.get()
    assert (rij.titel, rij.tekst, rij.standaard_id) == ("Eigen", "Stil.", versie.pk)


@pytest.mark.django_db
def test_the_passage_of_2024_is_a_draft_that_says_what_becomes_of_each(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stays is untouched, what becomes maatwerk keeps its words, what lapses goes; a second passage is refused."""
    v, a, b, c = make_vergunning(), uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    een = make_toestemming(v, J20, stel("1", id_=a), stel("2", id_=b), stel("3", id_=c))
    keuzes = {a: Overgangskeuze(Lot.MAATWERK), b: Overgangskeuze(Lot.VERVALT)}
    t = record_overgang(viewer=VERA, vergunning_id=v.pk, keuzes=keuzes)
    with pytest.raises(VergunningError, match="al vastgelegd"):
        record_overgang(viewer=VERA, vergunning_id=v.pk, keuzes={})
    record_vaststelling(viewer=VERA, toestemming_id=t.pk, ingangsdatum=DAG)
    stand = read_stand(v.pk, Peilmoment(DAG, klok.now()))
    assert [(r.nummer, r.voorschrifttype, r.tekst) for r in stand] == [
        ("1", "maatwerk", "Tekst van 1."),
        ("3", "standaard", "Tekst van 3."),
    ]
    assert [r.toestemming_id for r in stand] == [t.pk, een.pk]
    log_in(client, monkeypatch, VERA)
    assert "wordt maatwerk" not in client.get(f"/vergunningen/{v.pk}/overgang").content.decode()
    mutatie = Mutatie.objects.get(voorschrift=c)
    velden = {"soort": "van_kracht", "nummer": "3", "tekst": "Beter gelezen.", "voorschrifttype": "standaard"}
    assert client.post(f"/mutaties/{mutatie.pk}/correctie", velden).status_code == 422
    assert (
        client.post(f"/mutaties/{mutatie.pk}/correctie", velden | {"reden": "verkeerd gelezen"}).status_code
        == 302
    )
    assert "Beter gelezen." in client.get(f"/vergunningen/{v.pk}").content.decode()
