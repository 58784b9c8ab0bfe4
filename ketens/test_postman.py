"""The runner of VNG's Postman collections: what it asks, what it leaves out and says so, and that a fault is told as a fault."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from .postman import (
    Uitkomst,
    Verzoek,
    list_verzoeken,
    make_verzameling,
    read_uitkomst,
    read_waarden,
    run_verzameling,
    say_buiten,
    write_tabel,
)

NEWMAN = os.environ.get("VTH_NEWMAN") or shutil.which("newman") or ""
TOETS = {"listen": "test", "script": {"exec": ['pm.test("er", () => pm.response.to.have.status(200));']}}
ZET = {"listen": "test", "script": {"exec": ['pm.globals.set("regel", pm.response.json()[0].uuid);']}}


def make_deel(naam: str, adres: str, methode: str = "GET", *scripts: Any) -> dict[str, Any]:
    """Make one request of a collection."""
    return {"name": naam, "event": list(scripts), "request": {"method": methode, "url": {"raw": adres}}}


VERZAMELING = {
    "item": [
        {"name": "setUp", "item": [make_deel("Zoek", "{{ztc_url}}/catalogussen")]},
        {
            "name": "ZRC",
            "item": [
                make_deel("Alle", "{{zrc_url}}/zaken", "GET", TOETS),
                make_deel("Maak", "{{zrc_url}}/zaken", "POST", TOETS),
                make_deel("Regels", "{{zrc_url}}/audittrail", "GET", ZET),
                make_deel("Regel", "{{zrc_url}}/audittrail/{{regel}}", "GET", TOETS),
                make_deel("Vreemd", "{{nrc_url}}/kanaal", "GET", TOETS),
            ],
        },
    ]
}


def test_only_what_reads_and_has_a_value_is_asked_and_the_rest_says_why() -> None:
    verzoeken = list(list_verzoeken(VERZAMELING))
    assert [v.naam for v in verzoeken] == ["Zoek", "Alle", "Maak", "Regels", "Regel", "Vreemd"]
    bekend = {"zrc_url", "ztc_url"}
    redenen = [say_buiten(v, bekend, {"regel"}) for v in verzoeken]
    zonder = "heeft geen gegeven voor nrc_url"
    assert redenen == ["zet klaar of ruimt op", "", "schrijft (POST)", "", "", zonder]
    assert say_buiten(verzoeken[4], bekend, set()) == "heeft geen gegeven voor regel"
    assert say_buiten(verzoeken[1], set(), set()) == "heeft geen gegeven voor zrc_url"


@pytest.mark.parametrize(
    "adres",
    [
        "https://elders.example/zgw/zaken",
        "https://elders.example/?naar={{zrc_url}}",
        "{{regel}}/zaken",
        "{{zrc_url}}.elders.example/zaken",
        "{{zrc_url}}@elders.example/zaken",
        "elders.example/zaken",
        "",
    ],
)
def test_the_token_goes_to_no_other_site(adres: str) -> None:
    (verzoek,) = list_verzoeken({"item": [make_deel("Elders", adres, "GET", TOETS)]})
    assert say_buiten(verzoek, {"zrc_url", "regel"}, set()) == "vraagt iets buiten deze site"


@pytest.mark.parametrize("adres", ["{{zrc_url}}", "{{zrc_url}}/zaken", "{{zrc_url}}?page=1"])
def test_what_the_site_has_is_asked(adres: str) -> None:
    (verzoek,) = list_verzoeken({"item": [make_deel("Hier", adres, "GET", TOETS)]})
    assert say_buiten(verzoek, {"zrc_url"}, set()) == ""


def test_a_value_that_its_own_script_sets_is_no_gap() -> None:
    script = {"listen": "prerequest", "script": {"exec": ["pm.globals.set('nu', 1);"]}}
    (verzoek,) = list_verzoeken({"item": [make_deel("Toen", "{{zrc_url}}/x?op={{nu}}", "GET", script)]})
    assert say_buiten(verzoek, {"zrc_url"}, set()) == ""


def test_the_token_of_the_site_goes_in_the_place_of_that_of_the_collection() -> None:
    (alle,) = (v for v in list_verzoeken(VERZAMELING) if v.naam == "Alle")
    gemaakt = make_verzameling([(7, alle)])
    (deel,) = gemaakt["item"]
    assert deel["name"] == "7" and deel["event"] == [TOETS]
    assert deel["request"]["auth"]["bearer"][0]["value"] == "{{vth_token}}"


@pytest.mark.parametrize(
    ("executie", "soort", "waarom"),
    [
        ({"response": {"code": 200}, "assertions": [{"assertion": "er"}]}, "goed", "200, 1 toets"),
        (
            {"response": {"code": 404}, "assertions": [{"error": {"message": "was 404"}}]},
            "fout",
            "404: was 404",
        ),
        (
            {"response": {"code": 200}, "assertions": [{}, {"error": {"message": "mist"}}]},
            "fout",
            "200: mist",
        ),
        ({"response": {"code": 200}}, "goed", "200, zonder toets"),
        ({"response": {"code": 500}}, "fout", "500, zonder toets"),
        ({"requestError": {"code": "ECONNREFUSED"}}, "fout", "geen antwoord"),
    ],
)
def test_good_is_only_what_answered_and_held_every_assertion(
    executie: dict[str, Any], soort: str, waarom: str
) -> None:
    uitkomst = read_uitkomst(Verzoek((), "x", "GET", "y"), executie)
    assert (uitkomst.soort, uitkomst.waarom) == (soort, waarom)


def test_the_table_counts_all_and_shows_each_that_was_asked() -> None:
    soorten = [("goed", "200, 1 toets"), ("fout", "404: weg"), ("buiten", "schrijft (POST)")]
    tabel = write_tabel("proef.json", [Uitkomst(Verzoek((), s, "GET", "a"), s, w) for s, w in soorten])
    assert "3 verzoeken, 1 goed, 1 fout, 1 buiten bereik" in tabel
    assert "| fout | `a` | fout: 404: weg |" in tabel and "1 keer: schrijft (POST)" in tabel
    assert "| buiten |" not in tabel


class Leeg:
    """A site that holds nothing."""

    site, token = "http://leeg.example", "geheim"

    def list_rijen(self, *_delen: str, **_namen: str) -> list[dict[str, Any]]:
        """Give nothing."""
        return []


def test_of_an_empty_site_only_where_the_apis_stand_is_known() -> None:
    waarden = read_waarden(Leeg())  # type: ignore[arg-type]
    assert waarden["zrc_url"] == "http://leeg.example/zgw/zaken/v1" and "zaak_url" not in waarden


@pytest.mark.skipif(not NEWMAN, reason="newman staat er niet; zet het pad in VTH_NEWMAN")
def test_newman_itself_finds_what_holds_and_what_does_not(live_server: Any) -> None:
    uitkomsten = run_verzameling(VERZAMELING, {"zrc_url": f"{live_server.url}/zgw/zaken/v1"}, newman=NEWMAN)
    alle = next(u for u in uitkomsten if u.verzoek.naam == "Alle")
    assert alle.soort == "fout" and alle.waarom.startswith("401"), alle


def test_the_collections_of_vng_are_not_in_this_project() -> None:
    gevonden = [
        pad
        for pad in Path(__file__).parent.rglob("*.json")
        if "getpostman" in json.dumps(json.loads(pad.read_text(encoding="utf-8")))
    ]
    assert not gevonden
