"""What is an assumption is told on every screen and in every letter that uses it: all pages of handhaving and opsporing are walked, and what each asked is counted apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from vth.handhaving.models import Maatregel, Overtreding, Verbeurte
from vth.handhaving.tests.briefbuilders import make_klaar, make_schuld, make_toegepast, make_verzoek
from vth.handhaving.tests.builders import JURIST, make_bevinding, make_overtreding
from vth.interface.tests.builders import log_in
from vth.regelgeving.rules import Grond, Regel
from vth.tijd import klok
from vth.toezicht.tests.builders import make_locatie

from .builders import BOA, make_dossier, make_procesverbaal, make_strafbeschikking

pytestmark = pytest.mark.django_db
KAMERS = ("handhaving", "opsporing")
# Not pages: files, and what only takes a form.
GEEN_PAGINA = {
    "handhaving:download",
    "handhaving:uitbestand",
    "handhaving:overtredinghandeling",
    "handhaving:maatregelhandeling",
    "handhaving:verbeurtehandeling",
    "handhaving:verzoekhandeling",
    "opsporing:handeling",
    "opsporing:openen",
    "opsporing:strafbestand",
    "opsporing:procesverbaalbestand",
    "opsporing:procesverbaalhandeling",
}
Adressen = dict[str, list[str]]


def list_paginanamen() -> set[str]:
    """The name of every address of both rooms."""
    uit = set()
    for url in get_resolver().url_patterns:
        for deel in getattr(url, "url_patterns", ()):
            if getattr(url, "namespace", "") in ("handhaving", "strategie", "opsporing"):
                uit.add(f"{url.namespace}:{deel.name}")
    return uit


@contextmanager
def count_aannames(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Count which assumptions of both rooms are asked for, below everything that could forget to: where a rule gives its value."""
    gevraagd: dict[str, str] = {}
    eigenlijk = Regel.op

    def op(self: Regel, *args: Any, **kwargs: Any) -> Grond:
        grond = eigenlijk(self, *args, **kwargs)
        if grond.is_aanname and self.kamer in KAMERS:
            gevraagd[grond.regel_id] = grond.titel
        return grond

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(Regel, "op", op)
        yield gevraagd


def make_handhaving() -> Adressen:
    """A file in every stage, and the address of every page about it."""
    bevinding, verzoek = make_bevinding(), make_verzoek(met_verzoeker=True)
    boete = make_klaar("bestuurlijke_boete", boetegrond="18.11", boetebedrag=Decimal(1500))
    schuld, dwang, open_ = make_schuld(), make_toegepast(), make_overtreding(gewogen=False)
    tabs = ("overtredingen", "maatregelen", "dwangsommen", "handhavingsverzoeken")
    los = ("handhaving:geld", "handhaving:uitvraag", "strategie:strategie", "strategie:leidraad")
    uit = {naam: [reverse(naam)] for naam in los} | {
        "handhaving:lijst": [reverse("handhaving:lijst") + f"?tab={t}" for t in tabs],
        "handhaving:maatregelbrief": [
            reverse("handhaving:maatregelbrief", args=[m.pk]) + f"?sjabloon={code}&verzending={klok.today()}"
            for m, code in ((schuld, "voornemen_invordering"), (boete, "voornemen_boete"))
        ],
    }
    for naam, rijen in (
        ("handhaving:overtredingnieuw", [bevinding]),
        ("handhaving:verzoeknieuw", [make_locatie("L-7")]),
        ("handhaving:verzoek", [verzoek]),
        ("handhaving:verbeurtebrief", Verbeurte.objects.all()),
        ("handhaving:overtreding", Overtreding.objects.all()),
        ("handhaving:maatregelnieuw", [open_]),
        ("strategie:afweging", Overtreding.objects.all()),
        ("handhaving:maatregel", Maatregel.objects.all()),
        ("handhaving:verbeurte", Verbeurte.objects.all()),
    ):
        uit[naam] = [reverse(naam, args=[rij.pk]) for rij in rijen]
    assert dwang.last and uit["handhaving:verbeurte"]
    return uit


def make_opsporing(client: Client) -> Adressen:
    """A criminal file with everything in it, opened for a purpose."""
    dossier, dicht = make_dossier(), make_dossier(titel="Nog niet geopend")
    make_strafbeschikking(dossier)
    pv = make_procesverbaal(dossier, dicht=False)
    client.post(reverse("opsporing:openen", args=[dossier.pk]), {"doel": "dagelijkse_taak"})
    return {
        **{naam: [reverse(naam)] for naam in ("opsporing:lijst", "opsporing:nieuw")},
        "opsporing:dossier": [reverse("opsporing:dossier", args=[d.pk]) for d in (dossier, dicht)],
        "opsporing:procesverbaal": [reverse("opsporing:procesverbaal", args=[dossier.pk, pv.pk])],
    }


def check_pagina(client: Client, monkeypatch: pytest.MonkeyPatch, adres: str) -> set[str]:
    """See that a page names every assumption that was asked for to make it; gives which."""
    with count_aannames(monkeypatch) as gevraagd:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200, (adres, antwoord.status_code)
    tekst = unescape(antwoord.content.decode())
    for titel in gevraagd.values():
        assert titel in tekst and "vth-toestand--aanname" in tekst, (adres, titel)
    return set(gevraagd)


def test_every_page_is_walked() -> None:
    assert list_paginanamen() >= GEEN_PAGINA and len(list_paginanamen()) > 20


@pytest.mark.parametrize(("kamer", "viewer"), [("handhaving", JURIST), ("opsporing", BOA)])
def test_a_page_names_each_assumption_that_it_used(
    client: Client, monkeypatch: pytest.MonkeyPatch, kamer: str, viewer: Any
) -> None:
    client = log_in(client, monkeypatch, viewer)
    adressen = make_handhaving() if kamer == "handhaving" else make_opsporing(client)
    namen = {n for n in list_paginanamen() - GEEN_PAGINA if (n[:9] == "opsporing") == (kamer == "opsporing")}
    assert set(adressen) == namen
    gevraagd: set[str] = set()
    for adres in (a for rij in adressen.values() for a in rij):
        gevraagd |= check_pagina(client, monkeypatch, adres)
    assert len(gevraagd) > 4
