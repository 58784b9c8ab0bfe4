"""The OpenAPI document holds the NL API Design Rules 2.1 (the ruleset of Logius, `media/linter.yaml`, in our own words)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from vth.interface.document import finish_schema
from vth.interface.versie import VERSIE

Document = dict[str, Any]
Operatie = tuple[str, str, dict[str, Any]]
KEBAB = re.compile(r"^/(([a-z0-9-]+|\{[A-Za-z]+\})(/([a-z0-9-]+|\{[A-Za-z]+\}))*)$")
CAMEL = re.compile(r"^[a-z][a-z\d]*([A-Z][a-z\d]*)*$")
PASCAL = re.compile(r"^([A-Z][a-z\d]*)+$")
SEMVER = re.compile(r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")
DATUMNAAM = re.compile(r"^(date|datum)$|(\w+D|_[dD])(ate|atum)")
PROBLEEM = "application/problem+json"


@pytest.fixture
def document(client: Client, settings: Any) -> Document:
    settings.SITE_ADRES = "https://vth.example.nl"
    return client.get("/api/v1/openapi.json").json()  # type: ignore[no-any-return]


def list_operaties(document: Document) -> Iterator[Operatie]:
    for pad, wegen in document["paths"].items():
        for methode, operatie in wegen.items():
            yield pad, methode, operatie


def resolve(document: Document, waarde: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference inside the document."""
    while "$ref" in waarde:
        doel: Any = document
        for deel in waarde["$ref"].removeprefix("#/").split("/"):
            doel = doel[deel]
        waarde = doel
    return waarde


def walk(waarde: Any) -> Iterator[dict[str, Any]]:
    """Give every object in the document, at any depth."""
    if isinstance(waarde, dict):
        yield waarde
        waarde = list(waarde.values())
    if isinstance(waarde, list):
        for deel in waarde:
            yield from walk(deel)


def test_document_stands_at_the_base_path_for_everybody(client: Client) -> None:
    antwoord = client.get("/api/v1/openapi.json", headers={"Origin": "https://elders.example"})
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/json")
    assert antwoord["Access-Control-Allow-Origin"] == "*"
    assert antwoord["API-Version"] == VERSIE


def test_document_says_what_it_is_and_who_answers_for_it(document: Document) -> None:
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    info = document["info"]
    assert SEMVER.match(info["version"]) and info["version"] == VERSIE
    assert all(info["contact"][deel] for deel in ("name", "email", "url"))
    assert info["license"]["identifier"] == "EUPL-1.2"


def test_server_is_https_with_the_major_version(document: Document) -> None:
    assert [s["url"] for s in document["servers"]] == ["https://vth.example.nl/api/v1"]
    assert VERSIE.split(".")[0] == "1"


def test_server_is_relative_where_nobody_said_where_the_site_stands(client: Client) -> None:
    assert client.get("/api/v1/openapi.json").json()["servers"][0]["url"] == "/api/v1"


def test_paths_are_kebab_case_without_a_slash_at_the_end(document: Document) -> None:
    assert document["paths"]
    assert [pad for pad in document["paths"] if not KEBAB.match(pad)] == []


def test_operation_ids_and_tags_are_used_once_and_every_tag_is_explained(document: Document) -> None:
    ids = [o["operationId"] for _, _, o in list_operaties(document)]
    assert len(ids) == len(set(ids))
    labels = [t["name"] for t in document["tags"]]
    assert len(labels) == len(set(labels)) and all(t["description"] for t in document["tags"])
    assert {label for _, _, o in list_operaties(document) for label in o["tags"]} == set(labels)


def test_names_of_parameters_and_members_are_camel_case_and_schemas_pascal_case(document: Document) -> None:
    namen = {
        p["name"] for _, _, o in list_operaties(document) for p in o["parameters"] if p["in"] != "header"
    }
    namen |= {n for vorm in walk(document["components"]["schemas"]) for n in vorm.get("properties", {})}
    # `_links` is the name that HAL gives.
    assert [n for n in sorted(namen) if not CAMEL.match(n) and n != "_links"] == []
    assert [n for n in document["components"]["schemas"] if not PASCAL.match(n)] == []


def test_path_parameters_are_those_of_the_path(document: Document) -> None:
    for pad, _, operatie in list_operaties(document):
        gezegd = {p["name"] for p in operatie["parameters"] if p["in"] == "path"}
        assert gezegd == set(re.findall(r"\{(\w+)\}", pad)), pad
        assert all(p["required"] for p in operatie["parameters"] if p["in"] == "path")


def test_every_success_tells_the_version(document: Document) -> None:
    for pad, methode, operatie in list_operaties(document):
        for status, antwoord in operatie["responses"].items():
            koppen = resolve(document, antwoord).get("headers", {})
            assert "API-Version" in koppen, (pad, methode, status)
            assert all(resolve(document, k)["schema"] for k in koppen.values())


@pytest.mark.parametrize("status", ["400", "401", "403", "404", "429", "500"])
def test_every_operation_can_answer_with_a_problem(document: Document, status: str) -> None:
    for pad, methode, operatie in list_operaties(document):
        antwoord = resolve(document, operatie["responses"][status])
        vorm = resolve(document, antwoord["content"][PROBLEEM]["schema"])
        assert list(antwoord["content"]) == [PROBLEEM], (pad, methode)
        assert {"status", "title", "detail", "code"} <= set(vorm["required"]), (pad, methode)


def test_write_tells_what_can_be_wrong_with_what_is_written(document: Document) -> None:
    schrijvend = [o for _, m, o in list_operaties(document) if m not in ("get", "head")]
    assert schrijvend
    assert all({"409", "413", "422", "503"} <= set(o["responses"]) for o in schrijvend)


def test_members_and_parameters_are_described_in_words(document: Document) -> None:
    zwijgt = [
        (naam, veld)
        for naam, vorm in document["components"]["schemas"].items()
        for veld, inhoud in vorm.get("properties", {}).items()
        if not inhoud.get("description")
    ]
    zwijgt += [
        (pad, p["name"])
        for pad, _, o in list_operaties(document)
        for p in o["parameters"]
        if p["in"] != "path" and not p.get("description")
    ]
    assert zwijgt == []
    assert all(o["summary"] and o["description"] for _, _, o in list_operaties(document))


def test_dates_say_their_format_and_moments_have_a_time_zone(document: Document) -> None:
    for vorm in walk(document):
        if not isinstance(vorm.get("properties"), dict):
            continue
        for naam, inhoud in vorm["properties"].items():
            assert inhoud.get("format") not in ("time", "date-time-local"), naam
            if DATUMNAAM.search(naam):
                assert inhoud.get("format") == "date", naam


def test_nothing_is_said_to_be_null_for_what_is_not_known_is_left_out(document: Document) -> None:
    assert [v for v in walk(document["components"]["schemas"]) if v.get("type") == "null"] == []


def test_every_reference_leads_somewhere(document: Document) -> None:
    verwijzingen = [v for v in walk(document) if isinstance(v.get("$ref"), str)]
    assert verwijzingen and all(resolve(document, v) for v in verwijzingen)


def test_nothing_stands_in_the_document_that_no_operation_leads_to(document: Document) -> None:
    genoemd = {v["$ref"] for v in walk(document) if isinstance(v.get("$ref"), str)}
    over = [
        f"{soort}/{naam}"
        for soort in ("schemas", "responses", "headers")
        for naam in document["components"][soort]
        if f"#/components/{soort}/{naam}" not in genoemd
    ]
    assert over == []


def test_every_operation_says_who_may_ask_it(document: Document) -> None:
    manieren = set(document["components"]["securitySchemes"])
    rechten = document["components"]["securitySchemes"]["oauth"]["flows"]["clientCredentials"]["scopes"]
    for pad, _, operatie in list_operaties(document):
        assert {naam for manier in operatie["security"] for naam in manier} == manieren, pad
        assert {r for m in operatie["security"] for r in m.get("oauth", ())} <= set(rechten), pad


def test_read_can_be_asked_on_condition(document: Document) -> None:
    spaarzaam = [
        o
        for _, m, o in list_operaties(document)
        if m == "get" and "application/json" in o["responses"]["200"]["content"] and "304" in o["responses"]
    ]
    assert spaarzaam
    assert all("If-None-Match" in {p["name"] for p in o["parameters"]} for o in spaarzaam)


@pytest.mark.parametrize(
    ("ruw", "af"),
    [
        ({"anyOf": [{"type": "string"}, {"type": "null"}], "title": "X"}, {"type": "string"}),
        (
            {"properties": {"title": {"type": "string", "title": "T"}}},
            {"properties": {"title": {"type": "string"}}},
        ),
        ({"type": "string", "default": ""}, {"type": "string"}),
        ({"type": "integer", "default": 0}, {"type": "integer", "default": 0}),
    ],
)
def test_schema_says_only_what_means_something(ruw: Document, af: Document) -> None:
    assert finish_schema(ruw) == af


def find_operatie(document: Document) -> dict[str, Any]:
    operatie: dict[str, Any] = document["paths"]["/objecten"]["get"]
    return operatie


# One document per rule that breaks it and no other: what is looked at above can indeed fail.
BREUKEN: list[tuple[Callable[[Document], Any], Callable[[Document], None]]] = [
    (lambda d: d.update(openapi="2.0"), test_document_says_what_it_is_and_who_answers_for_it),
    (lambda d: d["info"].update(version="1.0"), test_document_says_what_it_is_and_who_answers_for_it),
    (
        lambda d: d["info"]["contact"].update(email=""),
        test_document_says_what_it_is_and_who_answers_for_it,
    ),
    (lambda d: d["servers"][0].update(url="http://x.nl/api/v1"), test_server_is_https_with_the_major_version),
    (lambda d: d["servers"][0].update(url="https://x.nl/api"), test_server_is_https_with_the_major_version),
    (lambda d: d["paths"].update({"/Objecten": {}}), test_paths_are_kebab_case_without_a_slash_at_the_end),
    (lambda d: d["paths"].update({"/objecten/": {}}), test_paths_are_kebab_case_without_a_slash_at_the_end),
    (
        lambda d: find_operatie(d).update(
            operationId=next(o["operationId"] for p, _, o in list_operaties(d) if p != "/objecten")
        ),
        test_operation_ids_and_tags_are_used_once_and_every_tag_is_explained,
    ),
    (
        lambda d: find_operatie(d)["parameters"].append({"name": "geldig_op", "in": "query"}),
        test_names_of_parameters_and_members_are_camel_case_and_schemas_pascal_case,
    ),
    (
        lambda d: d["components"]["schemas"].update(mijn_vorm={}),
        test_names_of_parameters_and_members_are_camel_case_and_schemas_pascal_case,
    ),
    (
        lambda d: find_operatie(d)["responses"]["200"]["headers"].pop("API-Version"),
        test_every_success_tells_the_version,
    ),
    (
        lambda d: find_operatie(d)["parameters"].append({"name": "id", "in": "path", "required": True}),
        test_path_parameters_are_those_of_the_path,
    ),
    (
        lambda d: d["components"]["schemas"]["Veldfout"]["properties"].update(beginDatum={"type": "string"}),
        test_dates_say_their_format_and_moments_have_a_time_zone,
    ),
    (
        lambda d: d["components"]["schemas"]["Veldfout"]["properties"].update(tijd={"format": "time"}),
        test_dates_say_their_format_and_moments_have_a_time_zone,
    ),
]


@pytest.mark.parametrize(("breek", "toets"), BREUKEN)
def test_document_with_one_rule_broken_is_found(
    document: Document, breek: Callable[[Document], Any], toets: Callable[[Document], None]
) -> None:
    toets(document)
    breek(document)
    with pytest.raises(AssertionError):
        toets(document)


def test_document_that_does_not_know_a_problem_is_found(document: Document) -> None:
    find_operatie(document)["responses"]["400"] = {"content": {"application/json": {"schema": {}}}}
    with pytest.raises((AssertionError, KeyError)):
        test_every_operation_can_answer_with_a_problem(document, "400")
