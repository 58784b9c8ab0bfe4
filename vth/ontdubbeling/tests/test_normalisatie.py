"""Names and addresses are read the same whoever wrote them, in Python and in SQL alike."""

from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vth.ontdubbeling.normalisatie import (
    derive_kern,
    fold,
    normalise_cijfers,
    normalise_plaats,
    normalise_postcode,
    split_straat,
)
from vth.ontdubbeling.normalisatie_sql import (
    fold_sql,
    normalise_cijfers_sql,
    select_adres_sql,
    select_kern_sql,
)
from vth.ontdubbeling.profiel import list_profielen, read_profiel

NL, US = read_profiel("nl"), read_profiel("us")


@pytest.mark.parametrize(
    ("geschreven", "kern"),
    [
        ("Bakkerij Jansen B.V.", "bakkerij jansen"),
        ("BAKKERIJ JANSEN BV", "bakkerij jansen"),
        ("Jansen Bakkerij b. v.", "bakkerij jansen"),
        ("Maatschap De Vries", "vries"),
        ("V.O.F. Gebr. de Vries", "gebroeders vries"),
        ("Vof Gebroeders De Vries", "gebroeders vries"),
        ("Stichting Café 't Zand", "cafe zand"),
        ("van Dalen & Zn. N.V.", "dalen zonen"),
        ("C.V. Zon", "zon"),
        ("Eenmanszaak P. Bakker", "bakker p"),
        ("Stichting BV", "bv stichting"),
        ("-", None),
        ("onbekend", None),
        ("n.v.t.", None),
        ("0000", None),
        ("x", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_is_its_words_without_legal_form_and_order(geschreven: str | None, kern: str | None) -> None:
    assert derive_kern(geschreven, NL) == kern


@pytest.mark.parametrize(
    ("straat", "huisnummer", "gelezen"),
    [
        ("Dorpsstr. 12", None, ("dorpsstraat", "12", "")),
        ("Dorpsstraat", "12", ("dorpsstraat", "12", "")),
        ("Dorpsstraat", "12-A", ("dorpsstraat", "12", "a")),
        ("Dorpsstraat 12a", None, ("dorpsstraat", "12", "a")),
        ("Dorpsstraat 12-3", None, ("dorpsstraat", "12", "3")),
        ("Burg. van der Laanwg. 7", None, ("burgemeestervanderlaanweg", "7", "")),
        ("Burgemeester van der Laanweg", "007", ("burgemeestervanderlaanweg", "7", "")),
        ("Plein 1944 nr 5", None, ("plein1944", "5", "")),
        ("Lindenln", "3 bis", ("lindenlaan", "3", "bis")),
        ("Haven", "0000", ("haven", None, "")),
        ("-", None, (None, None, "")),
    ],
)
def test_an_address_is_street_number_and_addition(
    straat: str, huisnummer: str | None, gelezen: tuple[str | None, str | None, str]
) -> None:
    assert split_straat(straat, huisnummer, NL) == gelezen


@pytest.mark.parametrize(
    ("straat", "gelezen"),
    [
        ("13500 NORTH CENTRAL EXPRESSWAY", ("ncentralexpy", "13500", "")),
        ("13500 N. Central Expressway", ("ncentralexpy", "13500", "")),
        ("3333C HWY. 6 S.", ("hwy6s", "3333", "c")),
        ("138 W Karcher Rd", ("wkarcherrd", "138", "")),
        ("1 COUNCIL AVE", ("councilave", "1", "")),
        ("One Council Avenue", ("councilave", "1", "")),
    ],
)
def test_an_american_address_has_its_number_in_front(
    straat: str, gelezen: tuple[str | None, str | None, str]
) -> None:
    assert split_straat(straat, None, US) == gelezen


@pytest.mark.parametrize(
    ("postcode", "gelezen"),
    [
        ("1234 AB", ("1234ab", "1234")),
        ("1234ab", ("1234ab", "1234")),
        ("1234", (None, "1234")),
        ("0000", (None, None)),
        ("AB", (None, None)),
    ],
)
def test_a_postcode_needs_no_space(postcode: str, gelezen: tuple[str | None, str | None]) -> None:
    assert normalise_postcode(postcode, NL) == gelezen


def test_an_american_postcode_gets_its_zeros_back() -> None:
    assert normalise_postcode("3904", US) == ("03904", "03904")
    assert normalise_postcode("37415-3899", US) == ("37415", "37415")


@pytest.mark.parametrize("naam", ["'s-Gravenhage", "s Gravenhage", "DEN HAAG", "Den-Haag"])
def test_a_place_with_two_names_is_one_place(naam: str) -> None:
    assert normalise_plaats(naam, NL) == "denhaag"


def test_the_other_den_is_another_place() -> None:
    assert normalise_plaats("'s-Hertogenbosch", NL) == normalise_plaats("Den Bosch", NL) == "denbosch"


@pytest.mark.parametrize(
    ("nummer", "gelezen"),
    [
        ("1234567", "01234567"),
        ("12345678", "12345678"),
        ("0000", None),
        ("00000000", None),
        ("KvK 12345678", None),
        ("123456789", None),
        (None, None),
    ],
)
def test_a_kvk_number_has_eight_digits_or_is_none(nummer: str | None, gelezen: str | None) -> None:
    assert normalise_cijfers(nummer, *NL.cijfers["kvk"]) == gelezen


# Dotless and dotted capitals fold differently in every library; no Dutch or American register holds them.
LATIJN = st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_characters="İıŉſĸ")
TEKST = st.one_of(
    st.none(),
    st.text(LATIJN, max_size=25),
    st.lists(
        st.sampled_from(
            [
                "B.V.",
                "bv",
                "b",
                "v",
                "Gebr.",
                "&",
                "de",
                "Jansen",
                "12-a",
                "12",
                "3bis",
                "str.",
                "Dorpsstr",
                "wg",
                "'s-Gravenhage",
                "Den",
                "Haag",
                "1234",
                "AB",
                "0000",
                "-",
                "n.v.t.",
                "onbekend",
                "nr",
                "One",
                "HWY",
                "suite",
                "4",
                "'état",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)


def fetch(vraag: str, rij: dict[str, Any]) -> tuple[Any, ...]:
    """Answer a question about a table `bron` of one row of text."""
    with duckdb.connect() as con:
        kolommen = ", ".join(f"?::VARCHAR AS {k}" for k in rij)
        con.execute(f"CREATE TABLE bron AS SELECT {kolommen}", list(rij.values()))
        return con.execute(vraag).fetchone() or ()


@given(tekst=TEKST, land=st.sampled_from(list_profielen()))
@settings(max_examples=150, deadline=None)
def test_sql_reads_a_name_as_python_does(tekst: str | None, land: str) -> None:
    profiel = read_profiel(land)
    gelezen = fetch(select_kern_sql("(SELECT 'a' AS id, naam FROM bron)", profiel), {"naam": tekst})
    assert gelezen[2] == derive_kern(tekst, profiel)
    assert fetch(f"SELECT {fold_sql('naam')} FROM bron", {"naam": tekst})[0] == fold(tekst)


@example(straat="0 1", huisnummer="00 a", postcode=None, plaats=None, land="nl")
@example(straat="dorp", huisnummer="0 a", postcode=None, plaats=None, land="nl")
@given(straat=TEKST, huisnummer=TEKST, postcode=TEKST, plaats=TEKST, land=st.sampled_from(list_profielen()))
@settings(max_examples=150, deadline=None)
def test_sql_reads_an_address_as_python_does(
    straat: str | None, huisnummer: str | None, postcode: str | None, plaats: str | None, land: str
) -> None:
    profiel = read_profiel(land)
    rij = {
        "id": "a",
        "straat": straat,
        "huisnummer": huisnummer,
        "toevoeging": None,
        "postcode": postcode,
        "plaats": plaats,
    }
    python = (*split_straat(straat, huisnummer, profiel), *normalise_postcode(postcode, profiel))
    assert fetch(select_adres_sql("bron", profiel), rij)[1:] == (*python, normalise_plaats(plaats, profiel))


@given(tekst=TEKST)
@settings(max_examples=50, deadline=None)
def test_sql_reads_a_number_as_python_does(tekst: str | None) -> None:
    sql = f"SELECT {normalise_cijfers_sql('nummer', 7, 8)} FROM bron"
    assert fetch(sql, {"nummer": tekst})[0] == normalise_cijfers(tekst, 7, 8)
