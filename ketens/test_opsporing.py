"""Every path twice, with and without a criminal file, as every other role: the answers are the same, byte for byte (`afspraken.md` 7)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

from vth.interface.aanmelding import Tempo
from vth.interface.tests.builders import log_in
from vth.opsporing import services
from vth.opsporing.models import Opsporingsdossier, Strafbeschikking
from vth.opsporing.strafbeschikkingen import (
    NieuweWeging,
    decide_strafbeschikking,
    record_strafbeschikking,
    record_weging,
)
from vth.organisaties.rules import derive_aanspraak, derive_viewer
from vth.tijd import klok
from vth.toegang.rules import NIEMAND, Viewer
from vth.toegang.selectors import read_gronden, read_rollen

from .test_zicht import ZONDER, fetch, iter_routes, list_paden, read_tekst
from .wereld import ALZIEND, Wereld

pytestmark = [pytest.mark.usefixtures("verse_moduledatabase"), pytest.mark.traag]
HIER = {"boa", "opsporingsleider"}
# Who sees everything walks every address; each other role every eighth (on PostgreSQL every 32nd), another part each, so that every address is walked by many roles.
LOOPT_ALLES, DELEN = ("alziend",), 8 if connection.vendor == "sqlite" else 32
OD = "OD-NOORD"
# What differs between any two answers: when a workbook was made, and the number that an error at /zgw/ has of its own.
WISSELT = re.compile(r"<dcterms:\w+[^>]*>[^<]*</dcterms:\w+>|urn:uuid:[0-9a-f-]{36}(?=\")")
KOPPEN = ("Content-Type", "Location", "Content-Disposition", "Link", "Vary", "Allow")


def make_rol(rol: str, actor: str = "kijker") -> Viewer:
    """Make somebody who has one role at one organisation."""
    op = klok.today()
    claim = derive_aanspraak(
        OD,
        [rol],
        read_rollen(op=op),
        leveranciers=frozenset({OD}),
        gebieden=frozenset({"GM9901"}),
        landelijk=False,
        gronden=read_gronden(op=op),
    )
    return derive_viewer(actor, [claim], gebruiker_id=None)


@pytest.fixture(autouse=True)
def ongeremd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one account ask as often as the walk needs, at one moment, with the same secret in every form."""
    monkeypatch.setattr(Tempo, "allow_request", lambda *_: True)
    monkeypatch.setattr("django.middleware.csrf.get_random_string", lambda lengte, **_: "a" * lengte)
    nu = klok.now()
    monkeypatch.setattr("vth.tijd.klok.now", lambda: nu)


def list_alle(wereld: Wereld) -> list[str]:
    """Give every address that shows something: those of the walk of `test_zicht`, and those that it leaves out and that need no number."""
    merken = sorted(wereld.objecten)[::80]
    paden = [pad for pad, _ in list_paden(wereld, merken, [0])]
    los = [
        f"/{r}".replace("/^", "/")
        for r in iter_routes(get_resolver().url_patterns)
        if "<" not in r and r in ZONDER
    ]
    return [*paden, *los, f"/zaken/{wereld.zaken[0].pk}/pakket"]


def read_alles(client: Client, paden: list[str]) -> Iterator[tuple[str, int, str, tuple[str | None, ...]]]:
    """Ask every address, each as if it were the first; what asking itself writes is undone."""
    for pad in paden:
        with transaction.atomic():
            antwoord = fetch(client, pad)
            koppen = tuple(antwoord.headers.get(k) for k in KOPPEN)
            yield pad, antwoord.status_code, WISSELT.sub("", read_tekst(antwoord)), koppen
            transaction.set_rollback(True)


def make_onderzoek(wereld: Wereld) -> Opsporingsdossier:
    """Investigate what other rooms know: a controle, a violation and a person of the world, up to a strafbeschikking that was sent."""
    boa, leider = make_rol("boa", "gebruiker 951"), make_rol("opsporingsleider", "gebruiker 952")
    nieuw = services.NieuwDossier(
        OD,
        "Onderzoek van merk0x",
        "dagelijkse_taak",
        klok.now() - timedelta(days=2),
        "Er werd afval gestort bij merk0x.",
        controle=wereld.controles[0].pk,
        overtreding=wereld.overtredingen[0].pk,
    )
    dossier = services.record_dossier(viewer=boa, nieuw=nieuw)
    vast: dict[str, Any] = {"viewer": boa, "dossier_id": dossier.pk}
    persoon = next(o for o in wereld.objecten.values() if o.soort == "natuurlijkpersoon")
    wie = services.record_verdachte(
        nieuw=services.NieuweVerdachte("natuurlijk_persoon", "merk0x", bronobject=persoon.pk), **vast
    )
    gezegd = services.NieuweHandeling("cautie", klok.now() - timedelta(days=1), verdachte=wie.pk)
    services.record_handeling(nieuw=gezegd, **vast)
    dag = klok.today() - timedelta(days=2)
    record_weging(nieuw=NieuweWeging(wie.pk, dag, ["BO012"], True, True, "Klein en eenmalig."), **vast)
    s = record_strafbeschikking(verdachte=wie.pk, bedrag=Decimal(750), **vast)
    uit = vast | {"viewer": leider}
    decide_strafbeschikking(strafbeschikking=s.pk, op=klok.today(), mandaat="Mandaat 12", **uit)
    services.record_inzage(viewer=leider, dossier_id=dossier.pk, doel="leiding")
    return dossier


def list_kijkers() -> dict[str, Viewer]:
    """Give somebody of every role that has nothing to do here, who sees everything, and nobody."""
    rollen = {rol: make_rol(rol) for rol in read_rollen(op=klok.today()) if rol not in HIER}
    return rollen | {"alziend": ALZIEND, "niemand": NIEMAND}


@pytest.fixture
def paden(wereld: Wereld) -> list[str]:
    return list_alle(wereld)


def test_every_other_role_gets_the_same_answer_with_and_without_a_file(
    wereld: Wereld, paden: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kijkers = list_kijkers()
    assert len(kijkers) >= 14
    for nummer, (rol, viewer) in enumerate(kijkers.items()):
        deze = paden if rol in LOOPT_ALLES else paden[nummer % DELEN :: DELEN]
        client = Client() if viewer is NIEMAND else log_in(Client(), monkeypatch, viewer)
        zonder = list(read_alles(client, deze))
        with transaction.atomic():
            dossier = make_onderzoek(wereld)
            assert Strafbeschikking.objects.get().verzet_tot
            eigen = ["/opsporing", "/opsporing/nieuw", f"/opsporing/{dossier.pk}"]
            assert [client.get(p).status_code for p in eigen] == [404] * 3, rol
            anders = [v[0] for v, n in zip(zonder, read_alles(client, deze), strict=True) if v != n]
            transaction.set_rollback(True)
        assert not anders, rol


def test_a_boa_who_is_not_on_it_gets_the_same_answers_too(
    wereld: Wereld, paden: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = log_in(Client(), monkeypatch, make_rol("boa", "gebruiker 999"))
    over = f"/opsporing/nieuw?controle={wereld.controles[0].pk}"
    paden = [*paden[::DELEN], "/opsporing", "/opsporing/nieuw", over]
    zonder = list(read_alles(client, paden))
    with transaction.atomic():
        make_onderzoek(wereld)
        assert list(read_alles(client, paden)) == zonder
        transaction.set_rollback(True)


def test_the_walk_would_see_a_difference(
    wereld: Wereld, paden: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this the tests above could hold because nothing is told at all."""
    leider = make_rol("opsporingsleider")
    client = log_in(Client(), monkeypatch, leider)
    paden = ["/", "/opsporing", f"/opsporing/nieuw?controle={wereld.controles[0].pk}"]
    zonder = list(read_alles(client, paden))
    assert [status for _, status, _, _ in zonder[:2]] == [200, 200]
    with transaction.atomic():
        make_onderzoek(wereld)
        na = list(read_alles(client, paden))
        transaction.set_rollback(True)
    assert na[0] == zonder[0] and na[1] != zonder[1]


def test_what_a_file_is_about_can_be_destroyed_as_if_it_were_not_there(wereld: Wereld) -> None:
    """A key from the file would refuse it, and so tell."""
    with transaction.atomic():
        make_onderzoek(wereld)
        controle = wereld.controles[0]
        assert {o.related_model._meta.app_label for o in type(controle)._meta.related_objects} <= {
            "toezicht",
            "handhaving",
        }
        transaction.set_rollback(True)


def test_acts_of_others_go_on_as_if_nothing_were_there(wereld: Wereld) -> None:
    """A right that is not one's own opens no file, whatever else one may do."""
    with transaction.atomic():
        dossier = make_onderzoek(wereld)
        for viewer in (
            *list_kijkers().values(),
            replace(ALZIEND, handelingen=ALZIEND.handelingen | {"opsporing.record"}),
        ):
            for doe in (
                lambda v: services.record_inzage(viewer=v, dossier_id=dossier.pk, doel="leiding"),
                lambda v: services.close_dossier(viewer=v, dossier_id=dossier.pk, reden="Weg ermee nu."),
            ):
                with pytest.raises(Exception, match=r"bestaat niet|heeft het recht"):
                    doe(viewer)
        transaction.set_rollback(True)
