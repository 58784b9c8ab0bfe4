"""Sorted lists: every record once, in one order forward and back, with equal and missing values, by an index."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vth.interface.invoer import InvoerError
from vth.interface.plaats import make_plaats
from vth.register.models import Bronobject
from vth.register.overzicht import make_filter, read_bladzij
from vth.register.selectors import GEZOCHT, Filter, list_gefilterd, list_objecten, make_reeks
from vth.register.volgorde import SORTERINGEN, Plek, Reeks, derive_stuk_sql
from vth.tijd.models import Herkomst
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.zoeken.models import Zoekregel
from vth.zoeken.selectors import find_treffers

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db
# So many records on a page.
PER = (1, 2, 3, 20)
VOLGORDES = [f"{teken}{naam}" for naam in SORTERINGEN for teken in ("", "-")]
SMAL = Viewer(
    "smal",
    Zicht(
        soorten=ALLE_SOORTEN,
        leveranciers=frozenset({"OD-NOORD"}),
        gebieden=frozenset({"GM9902"}),
        niveaus=derive_niveaus("intern"),
    ),
)
BREED = Viewer(
    "breed",
    Zicht(
        soorten=frozenset({"vthobject", "vestiging"}),
        gebieden=frozenset(f"GM{n}" for n in range(9600, 9999)),
        niveaus=derive_niveaus("intern"),
    ),
)
NAMEN = ("Zagerij", "aardbei", "Aardbei", "Étagère", "zagerij", "Molen 10", "Molen 2", "aardbei")
GEBIEDEN = ("GM9901", "", "GM9902", "GM9901", "GM9902", "", "GM9903", "GM9901")


@pytest.fixture
def sites() -> list[Bronobject]:
    """Eight sites with equal names, without gemeente, one without a name in the index, two changed later; and a business."""
    gemaakt = [
        make_object(
            f"T{n}",
            inhoud={"naam": naam, "hoofdtype": "inrichting"},
            gebied=gebied,
            leverancier="OD-NOORD" if n % 2 else "OD-ZUID",
        )
        for n, (naam, gebied) in enumerate(zip(NAMEN, GEBIEDEN, strict=True))
    ]
    for n in (2, 0):
        anders = {"naam": f"{NAMEN[n]} II", "hoofdtype": "inrichting"}
        make_object(f"T{n}", inhoud=anders, begin=date(2025, 1, 1), leverancier="OD-ZUID", gebied=GEBIEDEN[n])
    bedrijf = make_object("V1", soort="vestiging", inhoud={"naam": "Molen 2 BV"}, gebied="GM9902")
    Zoekregel.objects.filter(onderwerp=gemaakt[6].pk).delete()
    return [*gemaakt, bedrijf]


def walk(viewer: Viewer, filter_: Filter, per: int) -> list[Bronobject]:
    """Read a list page after page to its end, and back from every page on the way."""
    gezien: list[object] = []
    na, eerder = "", ()
    while True:
        bladzij = read_bladzij(viewer, replace(filter_, na=na), per=per, tel=False)
        assert bladzij.regels or not gezien
        assert bladzij.meer_voor is bool(gezien)
        if gezien:
            terug = read_bladzij(viewer, replace(filter_, voor=bladzij.eerste), per=per, tel=False)
            assert [r.id for r in terug.regels] == [r.id for r in eerder]
            assert terug.meer_na and terug.meer_voor is (len(gezien) > per)
        gezien += bladzij.regels
        eerder, na = bladzij.regels, bladzij.laatste
        if not bladzij.meer_na:
            return [Bronobject.objects.get(pk=r.id) for r in gezien]  # type: ignore[attr-defined]


def read_waarde(sorteer: str, site: Bronobject) -> object:
    """Give by hand what a record is sorted by."""
    if sorteer == "naam":
        with connection.cursor() as cursor:
            eigen = site.pk.hex if connection.vendor == "sqlite" else site.pk
            cursor.execute("SELECT lower(titel) FROM zoeken_zoekregel WHERE onderwerp = %s", [eigen])
            return next((naam for (naam,) in cursor.fetchall()), None)
    if sorteer == "gemeente":
        return site.gebied or None
    return max(
        h.pk for h in Herkomst.objects.filter(leverancier=site.leverancier) if h.pk in _list_daden(site)
    )


def _list_daden(site: Bronobject) -> set[int]:
    from_ = {"vthobject": "register_vthobjectvoorkomen", "vestiging": "register_vestigingvoorkomen"}[
        site.soort
    ]
    with connection.cursor() as cursor:
        eigen = site.pk.hex if connection.vendor == "sqlite" else site.pk
        cursor.execute(f"SELECT herkomst_id FROM {from_} WHERE bronobject_id = %s", [eigen])
        return {h for (h,) in cursor.fetchall()}


@pytest.mark.parametrize("sorteer", VOLGORDES)
@pytest.mark.parametrize("viewer", [LANDELIJK, SMAL, BREED], ids=lambda v: v.actor)
def test_order_shows_every_record_once_forward_and_back(
    sites: list[Bronobject], viewer: Viewer, sorteer: str
) -> None:
    filter_ = Filter(soort="", sorteer=sorteer)
    gezien, *anders = (walk(viewer, filter_, per) for per in PER)
    assert all(a == gezien for a in anders)
    assert {b.pk for b in gezien} == {b.pk for b in list_objecten(viewer, replace(filter_, sorteer=""))}
    assert len(gezien) == len({b.pk for b in gezien})
    waarden = [read_waarde(sorteer.removeprefix("-"), b) for b in gezien]
    met = [w for w in waarden if w is not None]
    assert waarden[: len(met)] == met, "wat geen waarde heeft, staat achteraan"
    if connection.vendor == "sqlite" or sorteer.endswith(("gewijzigd", "gemeente")):
        assert met == sorted(met, reverse=sorteer.startswith("-"))  # type: ignore[type-var]


@pytest.mark.parametrize("viewer", [LANDELIJK, SMAL, BREED], ids=lambda v: v.actor)
def test_what_was_found_by_words_shows_once_forward_and_back(sites: list[Bronobject], viewer: Viewer) -> None:
    """Of what is found some is of a kind that the list is not about: no page stays short for it."""
    make_object("V2", soort="vestiging", inhoud={"naam": "Aardbei en zagerij BV"}, gebied="GM9902")
    for woord, soorten in product(("aardbei", "zagerij", "molen"), (("vthobject",), GEZOCHT)):
        filter_ = Filter(soort="", vraag=woord, soorten=soorten)
        heel = list_objecten(viewer, filter_, hoogstens=100)
        assert {b.pk for b in heel} == {
            t.onderwerp for t in find_treffers(viewer, woord) if t.soort in soorten
        }
        for per in PER:
            assert walk(viewer, filter_, per) == heel, per


@pytest.mark.parametrize("sorteer", VOLGORDES)
def test_what_was_found_by_words_is_sorted_the_same_way(sites: list[Bronobject], sorteer: str) -> None:
    filter_ = Filter(soort="", vraag="molen", sorteer=sorteer)
    gevonden = list_objecten(LANDELIJK, filter_)
    assert {b.pk for b in gevonden} == {sites[5].pk, sites[8].pk}
    assert walk(LANDELIJK, filter_, 1) == gevonden
    volgorde = [b for b in list_objecten(LANDELIJK, replace(filter_, vraag="")) if b in gevonden]
    assert gevonden == volgorde


def test_name_of_a_person_does_not_show_in_the_order() -> None:
    personen = [
        make_object(f"P{n}", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": naam})
        for n, naam in enumerate(("Zwart", "Aalders"))
    ]
    for sorteer, op_nummer in (("naam", personen), ("-naam", personen[::-1])):
        assert list_objecten(LANDELIJK, Filter(soort="natuurlijkpersoon", sorteer=sorteer)) == op_nummer


def test_order_that_does_not_exist_is_refused_with_what_may() -> None:
    with pytest.raises(InvoerError, match="gewijzigd, -gewijzigd"):
        make_filter({"sorteer": "leverancier"})


def explain(sql: str, params: list[object]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}", params)
        return "\n".join(str(rij[-1]) for rij in cursor.fetchall())


def get_reeks(sorteer: str, viewer: Viewer = LANDELIJK) -> Reeks:
    filter_ = Filter(soort="vthobject", sorteer=sorteer)
    return make_reeks(viewer, filter_, list_gefilterd(viewer, filter_))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL kiest zijn weg naar omvang")
@pytest.mark.parametrize("sorteer", ["naam", "-naam", "gewijzigd", "-gewijzigd"])
@pytest.mark.parametrize("verder", [False, True])
@pytest.mark.parametrize("viewer", [LANDELIJK, BREED], ids=lambda v: v.actor)
def test_page_of_an_order_walks_an_index(
    sites: list[Bronobject], viewer: Viewer, sorteer: str, verder: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And sight is looked at in the row that it gives: no area is looked up for each of them."""
    waarde = "aardbei" if sorteer.endswith("naam") else 1
    vanaf = Plek(sorteer.removeprefix("-"), waarde, sites[0].pk) if verder else None
    monkeypatch.setattr("vth.register.volgorde.VEEL", 1)
    sql, params = derive_stuk_sql(get_reeks(sorteer, viewer), vanaf, af=sorteer.startswith("-"), hoogstens=51)
    tak = sql.partition("(SELECT * FROM (")[2].partition(") t")[0]
    plan = explain(tak, params[:-1])
    assert "TEMP B-TREE" not in plan, plan
    assert "zoekregel_titel" in plan or "vthobject_herkomst" in plan, plan
    assert "bronobject_gebied" not in plan, plan


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL kiest zijn weg naar omvang")
@pytest.mark.parametrize("viewer", [LANDELIJK, SMAL, BREED], ids=lambda v: v.actor)
def test_page_of_many_without_an_order_sorts_nothing(
    sites: list[Bronobject], viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vth.register.volgorde.VEEL", 2)
    filter_ = Filter(soort="", na=str(sites[1].pk))
    with CaptureQueriesContext(connection) as vragen:
        gevonden = list_objecten(viewer, filter_, hoogstens=3)
    sql = next(v["sql"] for v in vragen if "ORDER BY" in v["sql"])
    assert "TEMP B-TREE" not in explain(sql.replace("%", "%%"), [])
    monkeypatch.setattr("vth.register.volgorde.VEEL", 2000)
    assert gevonden == list_objecten(viewer, filter_, hoogstens=3)


@pytest.mark.parametrize("sorteer", VOLGORDES)
@pytest.mark.parametrize("viewer", [LANDELIJK, SMAL, BREED], ids=lambda v: v.actor)
def test_few_and_many_come_in_the_same_order(
    sites: list[Bronobject], viewer: Viewer, sorteer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    weinig = walk(viewer, Filter(soort="", sorteer=sorteer), 2)
    monkeypatch.setattr("vth.register.volgorde.VEEL", 1)
    assert walk(viewer, Filter(soort="", sorteer=sorteer), 2) == weinig


def test_headings_of_the_list_sort_and_keep_the_filter(
    als: Callable[[Viewer], Client], sites: list[Bronobject]
) -> None:
    html = als(LANDELIJK).get("/register/?soort=vthobject&sorteer=naam").content.decode()
    assert 'aria-sort="ascending"' in html
    assert "soort=vthobject&amp;sorteer=-naam" in html
    assert html.index("Molen 10") < html.index("Zagerij II")


def test_place_of_another_order_is_refused(als: Callable[[Viewer], Client], sites: list[Bronobject]) -> None:
    client = als(LANDELIJK)
    op_naam = make_plaats("register.objecten.naam", "na", Plek("naam", "aardbei", sites[1].pk).write())
    assert client.get("/register/", {"sorteer": "naam", "vanaf": op_naam}).status_code == 200
    for anders in ({"sorteer": "-naam"}, {"sorteer": "gemeente"}, {}, {"sorteer": "naam", "q": "molen"}):
        assert client.get("/register/", {**anders, "vanaf": op_naam}).status_code == 400
