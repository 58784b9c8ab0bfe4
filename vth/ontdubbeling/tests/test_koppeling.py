"""What becomes of a pair: linked, put before a judge, or neither; and every kind of bad input that suppliers send."""

import json
from typing import Any

import pytest

from vth.ontdubbeling import koppeling, voorbereiding
from vth.ontdubbeling.koppeling import KoppelingError
from vth.ontdubbeling.model import read_model
from vth.ontdubbeling.uitleg import explain_pair
from vth.ontdubbeling.voorbereiding import RecordsError

from .koppelbouw import JANSEN, NL, add_records, fetch_paar, link, list_paren, open_records

SLEUTEL = {"kvk": "12345678", "vestiging": "000012345678"}
ELDERS = {"naam": "Kwekerij Zon", "straat": "Elders 5", "postcode": "9999 ZZ", "plaats": "Verweg"}


def test_one_firm_spelled_in_two_ways_at_one_address_is_linked() -> None:
    ander = {
        **JANSEN,
        "naam": "JANSEN BAKKERIJ BV",
        "straat": "Dorpsstr. 12",
        "huisnummer": None,
        "postcode": "1234ab",
    }
    assert fetch_paar(JANSEN, {**ander, "leverancier": "GEM"}) == ("gekoppeld", "score")


def test_a_key_links_what_name_and_place_do_not_contradict() -> None:
    ander = {"naam": "Bakkerij Jansen", "leverancier": "GEM", **SLEUTEL}
    assert fetch_paar({**JANSEN, **SLEUTEL}, ander) == ("gekoppeld", "sleutel:kvk_vestiging")


def test_a_key_that_contradicts_name_and_place_is_a_question() -> None:
    uitkomst = fetch_paar({**JANSEN, **SLEUTEL}, {**ELDERS, **SLEUTEL, "leverancier": "GEM"})
    assert uitkomst == ("te_beoordelen", "tegenspraak:kvk_vestiging")


def test_a_firm_that_moved_and_keeps_its_key_is_one() -> None:
    verhuisd = {**ELDERS, "naam": JANSEN["naam"], **SLEUTEL, "leverancier": "GEM"}
    assert fetch_paar({**JANSEN, **SLEUTEL}, verhuisd) == ("gekoppeld", "sleutel:kvk_vestiging")


def test_a_firm_that_was_renamed_and_stayed_is_one_when_its_former_name_is_known() -> None:
    hernoemd = {**JANSEN, "naam": "De Gouden Korenaar", "namen": ["Bakkerij Jansen"], "leverancier": "GEM"}
    assert fetch_paar(JANSEN, hernoemd) == ("gekoppeld", "score")


KORENAAR = {**JANSEN, "naam": "Bakkerij De Korenaar", "leverancier": "GEM", "activiteit": ["1071"]}
BAKKERIJEN = [
    {"id": f"x{n:02}", "naam": f"Bakkerij Zaak{n:02}q", "postcode": f"{2000 + n} AA", "huisnummer": "1"}
    for n in range(30)
]


def fetch_hernoemd(*erbij: dict[str, Any], **anders: Any) -> str | None:
    """What becomes of Bakkerij Jansen and Bakkerij De Korenaar at one address, in a place full of bakeries."""
    oud = {**JANSEN, "id": "a", "activiteit": ["1071"], "soort": anders.get("soort", "vthobject")}
    with open_records(oud, {**KORENAAR, "id": "b", **anders}, *BAKKERIJEN, *erbij) as con:
        link(con)
        return list_paren(con).get(("a", "b"), (None, None))[0]


def test_a_firm_that_was_renamed_and_kept_its_trade_and_address_is_one() -> None:
    assert fetch_hernoemd() == "gekoppeld"


@pytest.mark.parametrize(
    "anders",
    [
        {"activiteit": ["4711"]},
        {"activiteit": []},
        {"leverancier": "OD"},
        {"huisnummer": "14"},
        {"naam": "Slagerij De Korenaar"},
        {"soort": "betrokkene"},
    ],
)
def test_a_common_word_at_one_address_links_nothing_when_more_differs(anders: dict[str, Any]) -> None:
    assert fetch_hernoemd(**anders) != "gekoppeld"


def test_a_common_word_links_nothing_at_an_address_that_many_share() -> None:
    buren = [{**JANSEN, "id": f"z{n}", "naam": f"Winkel Zaak{n}y"} for n in range(4)]
    assert fetch_hernoemd(*buren) != "gekoppeld"


def test_a_name_that_too_many_have_is_found_where_it_is() -> None:
    overal = [{"id": f"f{n:03}", "naam": "Bakkerij Jansen", "postcode": f"{1000 + n} AA"} for n in range(120)]
    with open_records(*overal, {"id": "z", "naam": "Jansen Bakkerij", "postcode": "1007 ZZ"}) as con:
        model = link(con).model
        gevonden = con.execute(
            "SELECT l.id, r.id FROM kandidaten JOIN voorbereid l ON l.nr = nr_l JOIN voorbereid r ON r.nr = nr_r"
        ).fetchall()
        assert gevonden == [("f007", "z")]
        add_records(con, [{"id": "zz", "naam": "Bakkerij Jansen", "postcode": "1009 XX"}])
        assert link(con, nieuw=["zz"], model=model).vergeleken == 1


def test_a_new_firm_at_an_old_address_is_not_the_old_one() -> None:
    oud = {**JANSEN, "begin": "2010-01-01", "eind": "2020-01-01"}
    nieuw = {**JANSEN, "naam": "Bakkerij Pietersen", "begin": "2020-01-01", "leverancier": "GEM"}
    assert (fetch_paar(oud, nieuw) or ("", ""))[0] != "gekoppeld"


def test_two_establishments_of_one_firm_at_one_address_are_a_question() -> None:
    links = {**JANSEN, **SLEUTEL}
    rechts = {**JANSEN, "kvk": "12345678", "vestiging": "000087654321", "leverancier": "GEM"}
    assert fetch_paar(links, rechts) == ("te_beoordelen", "tegenspraak:vestiging")


def test_installations_of_one_firm_that_differ_in_their_number_are_a_question() -> None:
    links = {**JANSEN, "naam": "Chemie Jansen B.V. BKG 4"}
    rechts = {**JANSEN, "naam": "Chemie Jansen B.V. BKG 05", "leverancier": "GEM"}
    assert (fetch_paar(links, rechts) or ("", ""))[0] != "gekoppeld"
    assert fetch_paar(links, {**rechts, "naam": "Chemie Jansen BKG 04"}) == ("gekoppeld", "score")


def test_a_kvk_number_alone_is_no_key_of_a_site() -> None:
    ander = {**ELDERS, "naam": "Bakkerij Jansen", "kvk": "12345678", "leverancier": "GEM"}
    assert (fetch_paar({**JANSEN, "kvk": "12345678"}, ander) or ("", ""))[0] != "gekoppeld"


def test_a_sole_trader_without_vestigingsnummer_is_found_by_kvk_and_name_as_a_betrokkene() -> None:
    links = {**JANSEN, "naam": "P. Bakker", "kvk": "12345678", "soort": "betrokkene"}
    rechts = {"naam": "Bakker P", "kvk": "1234 5678", "soort": "betrokkene", "leverancier": "GEM"}
    assert fetch_paar(links, rechts) == ("gekoppeld", "sleutel:kvk")


@pytest.mark.parametrize("naam", ["", "x", "-", "onbekend", "0000", None])
def test_a_name_that_says_nothing_links_nothing(naam: str | None) -> None:
    uitkomst = fetch_paar({**JANSEN, "naam": naam}, {**JANSEN, "naam": naam, "leverancier": "GEM"})
    assert uitkomst is None or uitkomst[0] == "te_beoordelen"


@pytest.mark.parametrize("waarde", ["-", "onbekend", "0000", "n.v.t.", "00000000"])
def test_a_placeholder_is_no_key_and_no_address(waarde: str) -> None:
    leeg = {
        "kvk": waarde,
        "vestiging": waarde,
        "bag": waarde,
        "eu_id": waarde,
        "postcode": waarde,
        "straat": waarde,
    }
    assert fetch_paar({"naam": "Bakkerij Jansen", **leeg}, {"naam": "Garage de Vries", **leeg}) is None


def test_a_number_that_two_hundred_sites_share_is_no_key() -> None:
    sites = [
        {
            "id": f"s{n:03}",
            "naam": f"Tankstation {chr(97 + n % 26)}{n}baan",
            "postcode": f"{1000 + n} AA",
            "huisnummer": "1",
            **SLEUTEL,
        }
        for n in range(200)
    ]
    with open_records(*sites) as con:
        uitkomst = link(con)
        assert uitkomst.gekoppeld == 0
        assert uitkomst.vergeleken < 200


def test_sixty_firms_at_one_address_stay_sixty() -> None:
    namen = ("berg", "dal", "veld", "zee", "bos", "duin")
    firmas = [
        {
            **JANSEN,
            "id": f"f{n:02}",
            "naam": f"{namen[n % 6]}{namen[n // 6 % 6]}{chr(97 + n)}ker {chr(98 + n % 20)}onsult",
        }
        for n in range(60)
    ]
    with open_records(*firmas) as con:
        assert link(con).gekoppeld == 0


def test_an_address_that_more_share_than_the_bound_finds_nobody_and_names_still_do() -> None:
    firmas = [{**JANSEN, "id": f"f{n:03}", "naam": f"Firma{n:03}x Beheer"} for n in range(150)]
    with open_records(
        *firmas, {**JANSEN, "id": "z", "naam": "Firma007x Beheer BV", "leverancier": "GEM"}
    ) as con:
        assert link(con).vergeleken < 1000
        assert list_paren(con)[("f007", "z")][0] == "gekoppeld"


def test_swapped_coordinates_are_read_the_right_way_round_and_those_at_sea_not_at_all() -> None:
    plekken = [(155000.0, 463000.0), (463000.0, 155000.0), (0.0, 0.0), (52.1, 5.3)]
    with open_records(
        *({"id": str(n), "naam": "Kwekerij Zon", "x": x, "y": y} for n, (x, y) in enumerate(plekken))
    ) as con:
        link(con)
        gelezen = con.execute("SELECT x, y FROM voorbereid ORDER BY id").fetchall()
    assert gelezen == [(155000.0, 463000.0), (155000.0, 463000.0), (None, None), (None, None)]


def test_a_supplier_that_renumbers_all_its_records_gets_them_linked_to_the_old_ones() -> None:
    oud = [
        {**JANSEN, "id": f"oud{n}", "naam": f"Bakkerij {w}", "huisnummer": str(n + 1), "eind": "2020-01-01"}
        for n, w in enumerate(("Aalberse", "Bolsward", "Cuperus"))
    ]
    nieuw = [{**r, "id": r["id"].replace("oud", "nieuw"), "begin": "2020-01-01", "eind": None} for r in oud]
    with open_records(*oud, *nieuw) as con:
        link(con)
        gekoppeld = {p for p, (uitkomst, _) in list_paren(con).items() if uitkomst == "gekoppeld"}
    assert gekoppeld == {(f"nieuw{n}", f"oud{n}") for n in range(3)}


def test_a_judge_sees_evidence_that_adds_up() -> None:
    with open_records(
        {**JANSEN, **SLEUTEL, "id": "a"}, {"naam": "Bakkerij Jansen", **SLEUTEL, "id": "b"}
    ) as con:
        model = link(con).model
        gewicht, bewijs = con.execute("SELECT gewicht, bewijs FROM paren").fetchone()
        u = explain_pair(con, NL, "b", "a", model=model)
    assert sum(r["gewicht"] for r in json.loads(bewijs)) + u.begin == pytest.approx(gewicht, abs=0.01)
    assert (u.links, u.rechts, u.uitkomst, u.gewicht) == ("a", "b", "gekoppeld", gewicht)


def test_a_pair_below_the_bar_is_explained_too() -> None:
    with open_records({**JANSEN, "id": "a"}, {**ELDERS, "id": "b"}) as con:
        model = link(con).model
        assert explain_pair(con, NL, "a", "b", model=model).uitkomst == "niet_gekoppeld"


@pytest.mark.parametrize("paar", [("a", "weg"), ("a", "a"), ("a", "p")])
def test_what_cannot_be_compared_is_refused(paar: tuple[str, str]) -> None:
    with open_records({**JANSEN, "id": "a"}, {**JANSEN, "id": "p", "soort": "betrokkene"}) as con:
        model = link(con).model
        with pytest.raises(KoppelingError):
            explain_pair(con, NL, *paar, model=model)


def test_records_of_another_kind_never_meet() -> None:
    assert fetch_paar({**JANSEN, **SLEUTEL}, {**JANSEN, **SLEUTEL, "soort": "betrokkene"}) is None


def test_an_id_that_stands_twice_is_refused() -> None:
    with (
        open_records({**JANSEN, "id": "a"}, {**JANSEN, "id": "a"}) as con,
        pytest.raises(RecordsError, match="2 rijen"),
    ):
        link(con)


def test_an_increment_without_a_model_is_refused() -> None:
    with open_records({**JANSEN, "id": "a"}) as con, pytest.raises(KoppelingError):
        link(con, nieuw=["a"])


def test_no_records_make_no_pairs() -> None:
    with open_records() as con:
        assert link(con).vergeleken == 0


def test_a_model_is_read_back_as_it_was_written() -> None:
    with open_records({**JANSEN, "id": "a"}) as con:
        model = link(con).model
    assert read_model(model.to_json()) == model
    assert read_model(model.to_json()).versie == model.versie


def test_a_record_that_vanished_has_no_pairs_after_an_increment() -> None:
    with open_records({**JANSEN, "id": "a"}, {**JANSEN, "id": "b", "leverancier": "GEM"}) as con:
        model = link(con).model
        con.execute("DELETE FROM records WHERE id = 'b'")
        link(con, nieuw=["b"], model=model)
        assert list_paren(con) == {}
        add_records(con, [{**JANSEN, "id": "c", "leverancier": "GEM"}])
        link(con, nieuw=["c"], model=model)
        assert set(list_paren(con)) == {("a", "c")}


def test_pairs_that_get_their_evidence_in_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [
        {**JANSEN, "id": f"{n:02}-{kant}", "naam": f"Bakkerij Jansen {'abcdefghij'[n]}", "leverancier": kant}
        for n in range(10)
        for kant in ("OD", "WS")
    ]
    with open_records(*records) as con:
        link(con)
        ineens = con.execute("FROM paren ORDER BY ALL").fetchall()
        monkeypatch.setattr(koppeling, "INEENS", 0)
        monkeypatch.setattr(koppeling, "INEENS_WEGEN", 0)
        monkeypatch.setattr(voorbereiding, "DEEL", 3)
        link(con)
        assert len(ineens) >= 10 and con.execute("FROM paren ORDER BY ALL").fetchall() == ineens
