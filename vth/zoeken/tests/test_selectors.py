"""Finding by words: the same on both databases, and never more than one may see."""

import uuid

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus, list_zichttermen
from vth.zoeken.rules import derive_woorden
from vth.zoeken.selectors import find_treffers

from .builders import LANDELIJK, NOORD, ZUID, make_regel

pytestmark = pytest.mark.django_db
IEDER_VOORBEELD = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def find(vraag: str, viewer: Viewer = LANDELIJK, **anders: object) -> list[uuid.UUID]:
    return [t.onderwerp for t in find_treffers(viewer, vraag, **anders)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tekst", "vraag"),
    [
        ("Café Zoë", "cafe zoe"),
        ("Cafe Zoe", "CAFÉ ZOË"),
        ("Tankstation De Linde", "tank lin"),
        ("Verfhandel 't Hoekje", "'t hoekje"),
        ("Garage Jansen/Pietersen", "pietersen"),
        ("Garage Jansen/Pietersen", "jansen"),
        ("NL-2024-0012", "0012"),
        ("NL-2024-0012", "nl-2024-0012"),
        ("NL-2024-0012", "NL-2024-00"),
        ("verf@linde.nl", "linde"),
        ("www.verf-linde.nl/folder_een", "folder"),
        ("www.verf-linde.nl/folder_een", "een"),
        ("3,5 ton per dag", "3,5 ton"),
        ("+31 6 12345678", "12345678"),
        ("Møller & zonen", "møller zonen"),
        ("Łódź œuvre ŉ", "łódź œuvre"),
        ("Straße 12", "straße"),
        ("1200 m² opslag", "m² opslag"),
        ("9901 AB", "9901AB 9901 ab"),
    ],
)
def test_words_find_the_text_they_stand_in(tekst: str, vraag: str) -> None:
    onderwerp = make_regel(f"{tekst} 9901AB" if "9901AB" in vraag else tekst)
    make_regel("iets heel anders")
    assert find(vraag) == [onderwerp]


@IEDER_VOORBEELD
@given(
    tekst=st.text(st.characters(codec="latin-1", exclude_categories=["No", "Cc"]), min_size=1, max_size=60)
)
@example(tekst="a/b.c-d_e@f+1.5e10 x'y\"z:w")
@example(tekst="12-34 -5 1e5 0x1F v1.2.3 <b>vet</b> &amp; /etc/passwd")
def test_every_text_is_found_by_its_own_words(tekst: str) -> None:
    onderwerp = make_regel(tekst)
    woorden = derive_woorden(tekst)
    assert (onderwerp in find(tekst, hoogstens=500)) is bool(woorden)
    for woord in woorden:
        assert onderwerp in find(woord, hoogstens=500), woord


@pytest.mark.parametrize("vraag", ["linden", "inde", "tankstation bakker", "xlinde", "linde zuid"])
def test_every_word_must_be_the_beginning_of_a_word(vraag: str) -> None:
    make_regel("Tankstation De Linde Noord")
    assert find(vraag) == []


@pytest.mark.parametrize("vraag", ["", "   ", "\0", "-", "'\"()*:^+", "%", "_", "…", "\u200b"])
def test_question_without_words_finds_nothing(vraag: str) -> None:
    make_regel("Tankstation De Linde % _ - …")
    assert find(vraag) == []


@pytest.mark.parametrize(
    "vraag",
    [
        'linde" OR "x',
        "linde OR niets",
        "linde AND NOT tankstation",
        "NEAR(linde tankstation, 1)",
        "tekst : linde",
        "zicht : zninterna",
        "{zicht} : linde",
        "linde*",
        "^linde",
        "linde) OR (tekst : *",
        "'; DROP TABLE zoeken_zoekregel; --",
        "linde' | '",
        "linde & !tankstation",
        "linde:*A <-> \\",
        "linde\0tank",
        "%s %(x)s %",
        "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "linde " * 400,
        "a" * 5000,
    ],
)
def test_operators_quotes_and_control_characters_are_only_words(vraag: str) -> None:
    onderwerp = make_regel("Tankstation De Linde")
    woorden = derive_woorden(vraag)
    gevonden = bool(woorden) and all(
        any(w.startswith(woord) for w in ("tankstation", "de", "linde")) for woord in woorden
    )
    assert find(vraag) == ([onderwerp] if gevonden else [])


@IEDER_VOORBEELD
@given(vraag=st.text(max_size=40))
def test_no_question_is_an_error(vraag: str) -> None:
    find(vraag)


def test_viewer_without_claim_finds_nothing() -> None:
    make_regel("Tankstation", vertrouwelijkheid="openbaar")
    assert find("tankstation", NIEMAND) == []
    assert (
        find("tankstation", Viewer("x", Zicht(soorten=ALLE_SOORTEN, niveaus=derive_niveaus("geheim")))) == []
    )
    assert find("tankstation", Viewer("x", Zicht(soorten=ALLE_SOORTEN, landelijk=True))) == []


def test_only_rows_within_sight_are_found() -> None:
    noord, zuid = make_regel("Tankstation"), make_regel("Tankstation", leverancier="OD-ZUID")
    geheim = make_regel("Tankstation", vertrouwelijkheid="geheim")
    assert (find("tankstation", NOORD), find("tankstation", ZUID)) == ([noord], [zuid])
    assert set(find("tankstation")) == {noord, zuid}
    assert geheim not in find("tankstation", hoogstens=500)


def test_sight_by_area_finds_what_lies_in_it() -> None:
    hier = make_regel("Tankstation", gebied="GM9901")
    make_regel("Tankstation", gebied="GM9902")
    buur = Viewer(
        "buur", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("intern"))
    )
    assert find("tankstation", buur) == [hier]


def test_text_that_looks_like_a_sight_term_gives_nobody_sight() -> None:
    """What a supplier writes in a name must not open the row for others, nor be asked for as sight."""
    make_regel(
        " ".join(["Tankstation", *list_zichttermen(ZUID.zicht), "=" + list_zichttermen(ZUID.zicht)[0]])
    )
    assert find("tankstation", ZUID) == []


def test_sight_terms_are_not_words_that_can_be_looked_for() -> None:
    make_regel("Tankstation")
    assert [find(term) for term in list_zichttermen(LANDELIJK.zicht)] == [[]] * len(
        list_zichttermen(LANDELIJK.zicht)
    )
    assert find("zn") == []


def test_kind_narrows_and_the_number_is_bounded() -> None:
    site = make_regel("Tankstation")
    vestiging = make_regel("Tankstation BV", soort="vestiging")
    assert find("tankstation", soorten=["vestiging"]) == [vestiging]
    assert set(find("tankstation")) == {site, vestiging}
    assert len(find("tankstation", hoogstens=1)) == 1


def test_supplier_and_area_narrow_before_the_list_is_cut_off() -> None:
    for _ in range(3):
        make_regel("Verf verf verf", gebied="GM9901")
    verder = make_regel("Handel in verf en nog veel meer dan dat", leverancier="OD-ZUID", gebied="GM9902")
    assert find("verf", leverancier="OD-ZUID", hoogstens=1) == [verder]
    assert find("verf", gebied="GM9902", hoogstens=1) == [verder]
    assert find("verf", leverancier="OD-ZUID", gebied="GM9901") == []
    assert find("verf", leverancier="bestaat \"niet' & x:y") == []


def test_narrowing_never_widens_sight() -> None:
    make_regel("Verf", leverancier="OD-ZUID", gebied="GM9902")
    make_regel("Verf", gebied="GM9902", vertrouwelijkheid="geheim")
    assert find("verf", NOORD, leverancier="OD-ZUID") == []
    assert find("verf", NOORD, gebied="GM9902") == []
    assert find("verf", NIEMAND, leverancier="OD-ZUID") == []


def test_better_match_comes_first() -> None:
    make_regel("Opslag van een handelaar in hout, wol, graan, kolen, verf, steen en zand")
    beste = make_regel("Verf verf")
    assert find("verf")[0] == beste


def test_hit_carries_what_the_owner_wrote() -> None:
    onderwerp = make_regel("T1 Tankstation De Linde", titel="De Linde")
    (treffer,) = find_treffers(LANDELIJK, "linde")
    assert (treffer.soort, treffer.onderwerp, treffer.titel) == ("vthobject", onderwerp, "De Linde")
    assert treffer.tekst == "T1 Tankstation De Linde"


def test_of_very_many_the_first_found_are_weighed_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three are weighed against each other: the fourth would have come first, and comes where nobody weighs."""
    eerst = [make_regel(f"loods {'vol ' * n}") for n in (3, 1, 2)]
    kort = make_regel("loods")
    weegt = connection.vendor == "sqlite"  # PostgreSQL does not count how long a text is.
    assert not weegt or find("loods")[0] == kort
    monkeypatch.setattr("vth.zoeken.selectors.WEEG", 3)
    assert not weegt or find("loods", hoogstens=2) == [eerst[1], eerst[2]]
    # Where PostgreSQL puts a row is its own affair.
    assert len(set(find("loods", hoogstens=3)) & {*eerst, kort}) == 3
    assert not weegt or set(find("loods", hoogstens=3)) == set(eerst)
    assert set(find("loods")) == {*eerst, kort}
    assert set(find("loods", gewogen=False)) == {*eerst, kort}
