"""For who does not work here an address of this room is one that does not exist; and no list of models anywhere holds a model of it."""

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from vth.aanleveringen.models import Aanlevering
from vth.agenda.models import Agendapunt
from vth.analyse.tabellen import list_dagstandtabellen
from vth.interface.tests.builders import log_in, strip_wisselend
from vth.opsporing import eigen
from vth.opsporing.models import Opsporingsdossier, Opsporingslogregel
from vth.opsporing.router import Opsporingsrouter
from vth.register.models import VOORKOMENS
from vth.tijd import klok
from vth.tijd.slot import list_sloten
from vth.toegang.rules import Viewer
from vth.toegang.selectors import make_systeemviewer, read_gronden, read_rollen
from vth.zaken.models import Zaak
from vth.zoeken import vondsten

from .builders import BOA, BUITEN, COLLEGA, JURIST, LEIDER, ONBEKEND, make_dossier

OVERAL = (
    "",
    "/nieuw",
    "/{id}",
    "/{id}/openen",
    "/{id}/sluit",
    "/{id}/procesverbaal/{id}",
    "/{id}/procesverbaal/{id}/sluit",
    "/{id}/procesverbaal/{id}.pdf",
)
MAG_NIET = (
    JURIST,
    replace(BOA, handelingen=BOA.handelingen - {"opsporing.record"}),
    replace(BOA, organisaties=frozenset({"*"})),
)


def read(antwoord: Any, pad: str) -> tuple[int, str, dict[str, str]]:
    """Give all that an answer says, less its secret and its address."""
    koppen = {k: v for k, v in antwoord.headers.items() if k not in ("Content-Length",)}
    tekst = (
        strip_wisselend(antwoord.content.decode())
        .replace(pad, "HIER")
        .replace(pad.replace("/", "%2F"), "HIER")
    )
    return antwoord.status_code, tekst, {k: v.replace(pad, "HIER") for k, v in koppen.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "viewer", [*MAG_NIET, None], ids=["jurist", "zonder recht", "voor iedereen", "niet aangemeld"]
)
@pytest.mark.parametrize("deel", OVERAL)
def test_an_address_here_is_one_that_does_not_exist(
    monkeypatch: pytest.MonkeyPatch, viewer: Viewer | None, deel: str
) -> None:
    dossier = make_dossier()
    for kern in (dossier.pk, ONBEKEND):
        for wijze in ("get", "post", "head", "put", "delete", "options"):
            antwoorden = []
            for begin in ("/opsporing", "/nietsdaar"):
                client, pad = Client(enforce_csrf_checks=True), begin + deel.format(id=kern)
                if viewer is not None:
                    log_in(client, monkeypatch, viewer)
                antwoorden.append(read(getattr(client, wijze)(pad), pad))
            assert antwoorden[0] == antwoorden[1], (wijze, deel)
            assert antwoorden[0][0] == 404


@pytest.mark.django_db
@pytest.mark.parametrize("viewer", [COLLEGA, BUITEN])
def test_a_file_of_others_is_one_that_does_not_exist_for_a_boa_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, viewer: Viewer
) -> None:
    dossier = make_dossier()
    log_in(client, monkeypatch, viewer)
    wel, niet = (f"/opsporing/{id_}" for id_ in (dossier.pk, ONBEKEND))
    assert read(client.get(wel), wel) == read(client.get(niet), niet)
    assert read(client.post(f"{wel}/sluit"), wel) == read(client.post(f"{niet}/sluit"), niet)
    assert dossier.titel not in client.get("/opsporing").content.decode()


@pytest.mark.django_db
def test_a_program_with_a_token_never_comes_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = make_dossier()
    log_in(client, monkeypatch, LEIDER)
    assert client.get(f"/opsporing/{dossier.pk}").status_code == 200
    assert client.get(f"/opsporing/{dossier.pk}", headers={"Authorization": "Bearer x"}).status_code == 404


def test_only_boas_and_who_leads_them_have_the_right() -> None:
    rollen = read_rollen(op=klok.today())
    mag = {
        h: {rol for rol, wat in rollen.items() if h in wat["mag"]}
        for h in ("opsporing.record", "opsporing.assign", "strafbeschikking.decide")
    }
    assert mag == {
        "opsporing.record": {"boa", "opsporingsleider"},
        "opsporing.assign": {"opsporingsleider"},
        "strafbeschikking.decide": {"opsporingsleider"},
    }


@pytest.mark.django_db
@pytest.mark.parametrize("rol", ["stelselbeheerder", "functioneel_beheerder", "archiefbeheerder"])
def test_commands_of_the_machine_have_no_right_here(rol: str) -> None:
    viewer = make_systeemviewer("proef", op=klok.today(), rol=rol)
    assert not {"opsporing.record", "opsporing.assign", "strafbeschikking.decide"} & viewer.handelingen


def list_eigen() -> set[type]:
    """Give the models of this room."""
    return set(apps.get_app_config("opsporing").get_models())


def test_no_list_of_models_holds_one_of_this_room() -> None:
    eigen_ = list_eigen()
    assert len(eigen_) == 11
    tabellen = {m._meta.db_table for m in eigen_}
    assert not eigen_ & set(list_dagstandtabellen())
    assert not tabellen & {slot.tabel for slot in list_sloten()}, "het tweede slot geeft de werker alle rijen"
    assert not eigen_ & set(VOORKOMENS.values())
    soorten = {s for gronden in read_gronden(op=klok.today()).values() for g in gronden for s in g.soorten}
    assert not [s for s in (*soorten, *vondsten._LEZERS, *VOORKOMENS) if "opsporing" in s or "straf" in s]


def test_nothing_outside_refers_to_this_room_and_it_refers_to_nothing_by_key() -> None:
    eigen_ = list_eigen()
    for model in apps.get_models():
        for veld in model._meta.get_fields(include_hidden=True):
            ander = getattr(veld, "related_model", None)
            if ander in eigen_ or model in eigen_:
                assert ander is None or {model, ander} <= eigen_, (model, veld)


def test_ids_are_random_and_there_is_no_number_of_a_series() -> None:
    velden = {f.name for f in Opsporingsdossier._meta.concrete_fields}
    assert not velden & {"kenmerk", "nummer", "volgnummer", "identificatie"}
    assert Opsporingsdossier().pk.version == 4


@pytest.fixture
def eigen_database(settings: Any) -> None:
    """Let this room have its own database, as an installation has."""
    settings.OPSPORING_DATABASE = "opsporing"


def test_an_installation_keeps_this_room_in_a_database_of_its_own(eigen_database: None) -> None:
    router = Opsporingsrouter()
    assert router.db_for_read(Opsporingslogregel) == router.db_for_write(Opsporingsdossier) == "opsporing"
    assert router.db_for_read(Zaak) is router.db_for_write(Aanlevering) is None
    assert router.allow_migrate("opsporing", "opsporing") and not router.allow_migrate("default", "opsporing")
    assert router.allow_migrate("opsporing", "zaken") is False
    assert router.allow_migrate("default", "zaken") is None
    assert router.db_for_read(Agendapunt) is None
    assert settings.DATABASES["opsporing"]["NAME"] != settings.DATABASES["default"][
        "NAME"
    ] or "search_path=opsporing" in str(settings.DATABASES["opsporing"]["OPTIONS"])


def test_the_name_in_the_log_does_not_lead_back() -> None:
    dossier = Opsporingsdossier()
    sleutel = eigen.derive_sleutel(dossier.pk)
    assert len(sleutel) == 64 and sleutel == eigen.derive_sleutel(str(dossier.pk))
    assert sleutel != eigen.derive_sleutel(ONBEKEND) and dossier.pk.hex not in sleutel
