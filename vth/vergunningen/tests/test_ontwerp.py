"""What a decision cannot do: work before it was taken, never work, replace what is not there. And what its draft looks at."""

import uuid
from datetime import date

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vergunningen import ontwerprules
from vth.vergunningen.consolidatie import read_stand
from vth.vergunningen.correcties import record_correctie, record_dagcorrectie
from vth.vergunningen.models import Mutatie, Ontwerpmutatie, Toestemming, Vergunning
from vth.vergunningen.ontwerprules import Ontwerpdagen, list_dagbezwaren
from vth.vergunningen.rules import VergunningError, derive_stand
from vth.vergunningen.services import record_vaststelling
from vth.zaken.tests.builders import make_ondertekend, make_zaak

from .builders import VERA, make_toestemming, make_vergunning, stel, trek_in

pytestmark = pytest.mark.django_db
J19, J20, J22, J24 = date(2019, 1, 1), date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def lees(v: Vergunning, dag: date) -> dict[str, str]:
    """Give what stands on a day: number and text."""
    return {r.nummer: r.tekst for r in read_stand(v.pk, Peilmoment(dag, klok.now()))}


@pytest.mark.parametrize(
    ("dagen", "bezwaar"),
    [
        ({}, ""),
        ({"vanaf": J22}, ""),
        ({"vanaf": J20, "tot": J22}, ""),
        ({"vanaf": J19}, "voordat het besluit op 1 januari 2020 is genomen"),
        ({"tot": date(2020, 6, 1)}, "het zou nooit gelden"),
        ({"vanaf": date(2026, 1, 1)}, "tot 1 januari 2026, maar begint op 1 januari 2026"),
    ],
)
def test_days_of_one_voorschrift_that_cannot_be_are_told(dagen: dict[str, date], bezwaar: str) -> None:
    """Taken on 1 January 2020, in force half a year later, until 2026; between taken and in force it may begin."""
    gevonden = list_dagbezwaren(
        [Ontwerpdagen("Voorschrift 1", **dagen)],
        besluitdatum=J20,
        ingangsdatum=date(2020, 6, 1),
        vervaldatum=date(2026, 1, 1),
    )
    assert bezwaar in " ".join(gevonden) and bool(gevonden) == bool(bezwaar)


def test_a_voorschrift_in_force_before_its_decision_was_taken_is_refused_and_nothing_changes() -> None:
    """In a draft, in a correction and when days are put right; one of the law itself works from its own day."""
    v, a = make_vergunning(), uuid.uuid4()
    t = make_toestemming(v, J20, stel("1", id_=a, tot=J22))
    concept = make_toestemming(v, None, stel("2", vanaf=J20))
    with pytest.raises(VergunningError, match="voordat de toestemming op 1 januari 2024 ingaat"):
        record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J24)
    fout = Mutatie.objects.get(voorschrift=a)
    with pytest.raises(VergunningError, match="zou werken vanaf 1 januari 2019"):
        record_correctie(viewer=VERA, mutatie_id=fout.pk, voorstel=stel("1", vanaf=J19), reden="x")
    with pytest.raises(VergunningError, match="het zou nooit gelden"):
        record_dagcorrectie(viewer=VERA, toestemming_id=t.pk, ingangsdatum=J24, reden="x")
    t.refresh_from_db()
    assert (t.ingangsdatum, concept.ontwerp.count()) == (J20, 1)
    assert (lees(v, J20), lees(v, J24)) == ({"1": "Tekst van 1."}, {})


def test_a_part_of_a_decision_may_begin_between_the_day_it_was_taken_and_its_own() -> None:
    """Not a day earlier: that is told on the page of the draft as well."""
    besluit = make_ondertekend(make_zaak())
    genomen = besluit.besluitdatum
    assert genomen is not None
    v = make_vergunning()
    t = make_toestemming(v, None, stel("1", vanaf=genomen), grondslag="", besluit_id=besluit.pk)
    record_vaststelling(viewer=VERA, toestemming_id=t.pk, ingangsdatum=genomen.replace(year=genomen.year + 1))
    assert lees(v, genomen) == {"1": "Tekst van 1."}


@pytest.mark.parametrize("weg", [J22, None])
def test_replacing_what_was_withdrawn_or_never_stood_is_refused(weg: date | None) -> None:
    v, oud, kop = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    make_toestemming(v, J20 if weg else J24.replace(year=2025), stel("1", id_=oud), stel("9", id_=kop))
    if weg:
        make_toestemming(v, weg, trek_in(oud))
    concept = make_toestemming(v, None, stel("2", vervangt_id=oud))
    with pytest.raises(VergunningError, match="in de plaats van 1, maar dat geldt op 1 januari 2024 niet"):
        record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J24)
    assert Toestemming.objects.get(pk=concept.pk).staat == "concept"


def test_what_is_replaced_must_go() -> None:
    """A new text beside the old one is a question; with the old one ended it is taken."""
    v, oud = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=oud))
    concept = make_toestemming(v, None, stel("2", vervangt_id=oud))
    with pytest.raises(VergunningError, match="blijft op 1 januari 2024 gelden"):
        record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J24)
    make_toestemming(v, J24, trek_in(oud), stel("3", vervangt_id=oud))
    assert lees(v, J24).keys() == {"3"}


def test_the_site_replaces_changes_what_stands_and_says_beforehand_what_is_wrong(vera: Client) -> None:
    """The old one comes into the draft as ended; the form of a standing voorschrift holds its words."""
    v, oud = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", "Lekbakken.", id_=oud))
    t = make_toestemming(v, None)
    assert "Lekbakken." in vera.get(f"/toestemmingen/{t.pk}/mutatie?voorschrift={oud}").content.decode()
    assert (
        f"/toestemmingen/{t.pk}/mutatie?voorschrift={oud}"
        in vera.get(f"/voorschriften/{oud}").content.decode()
    )
    velden = {"soort": "van_kracht", "nummer": "2", "tekst": "Dubbele wand.", "voorschrifttype": "standaard"}
    fout = vera.post(
        f"/toestemmingen/{t.pk}/mutatie",
        velden | {"soort": "gewijzigd", "voorschrift_id": str(oud), "vervangt_id": str(oud)},
    )
    assert fout.status_code == 422 and "Alleen een nieuw voorschrift" in fout.content.decode()
    assert vera.post(f"/toestemmingen/{t.pk}/mutatie", velden | {"vervangt_id": str(oud)}).status_code == 302
    assert sorted(Ontwerpmutatie.objects.values_list("soort", "nummer")) == [
        ("van_kracht", "2"),
        ("vervallen", ""),
    ]
    vera.post(f"/toestemmingen/{t.pk}/mutatie", velden | {"nummer": "3", "vanaf": "2019-01-01"})
    pagina = vera.get(f"/toestemmingen/{t.pk}?op=2024-01-01").content.decode()
    assert (
        "Zo kan dit concept niet worden vastgesteld" in pagina
        and "Voorschrift 3 zou werken vanaf 1 januari 2019" in pagina
    )


def test_what_is_ended_is_named_by_its_number_where_its_days_cannot_be() -> None:
    v, a = make_vergunning(), uuid.uuid4()
    make_toestemming(v, J20, stel("4.2", id_=a))
    concept = make_toestemming(v, None, trek_in(a, vanaf=J22))
    with pytest.raises(VergunningError, match=r"^Voorschrift 4\.2 zou werken vanaf 1 januari 2022"):
        record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=J24)


def test_many_replacements_are_judged_each_by_its_own_voorschrift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the whole permit again for each of them: what one voorschrift is on a day follows from itself."""
    gezien: list[int] = []
    monkeypatch.setattr(
        ontwerprules,
        "derive_stand",
        lambda werkingen, dag: gezien.append(len(werkingen)) or derive_stand(werkingen, dag),
    )
    v, oud = make_vergunning(), [uuid.uuid4() for _ in range(20)]
    make_toestemming(v, J20, *(stel(str(n), id_=id_) for n, id_ in enumerate(oud)))
    nieuw = [stel(f"n{n}", vervangt_id=id_) for n, id_ in enumerate(oud)]
    make_toestemming(v, J24, *nieuw, *(trek_in(id_) for id_ in oud))
    assert len(lees(v, J24)) == 20 and gezien and max(gezien) <= 2


def test_a_revision_of_years_ago_ends_what_stood_then(vera: Client) -> None:
    """Not what stands today: the day that the draft is looked at is the one that counts."""
    v, a, b = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    make_toestemming(v, J20, stel("1", id_=a))
    make_toestemming(v, J24, trek_in(a), stel("2", id_=b))
    t = make_toestemming(v, None, stel("3"))
    assert vera.post(f"/toestemmingen/{t.pk}/vervalt", {"op": "2022-01-01"}).status_code == 302
    assert list(t.ontwerp.filter(soort="vervallen").values_list("voorschrift_id", flat=True)) == [a]
    assert (
        f'name="op" value="{klok.today().isoformat()}"' in vera.get(f"/toestemmingen/{t.pk}").content.decode()
    )
