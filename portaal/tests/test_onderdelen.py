"""The index of the page of a thing: a link to each section that is there, in the order of the page, and to no other."""

import re

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.zaken.controle import Over
from vth.zaken.tests.builders import ANNA, make_zaak

from .builders import make_activiteit, make_site, make_vestiging, read_main

pytestmark = pytest.mark.django_db
WIJZER = re.compile(r'<nav class="po-wijzer[^>]*>.*?</nav>', re.DOTALL)


def read_ankers(client: Client, ding: Bronobject, vraag: str = "") -> tuple[list[str], list[str]]:
    """Give the anchors that the index leads to, and the headings that the page has."""
    html = read_main(client.get(f"/objecten/{ding.pk}{vraag}").content.decode())
    wijzer = WIJZER.search(html)
    assert wijzer
    kop = re.compile(r'<h2 id="(kop-[^"]*)"')
    return re.findall(r'href="#([^"]*)"', wijzer[0]), kop.findall(html)


def test_index_leads_to_every_section_that_is_there_in_its_order(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    make_activiteit(site)
    make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    log_in(client, monkeypatch, ANNA)
    ankers, koppen = read_ankers(client, site)
    assert ankers == koppen and "kop-zaken" in ankers and "kop-groep-1" in ankers
    toen, koppen_toen = read_ankers(client, site, "?geldigOp=2021-02-01")
    assert toen == koppen_toen and "kop-zaken" not in toen
    bedrijf, koppen_bedrijf = read_ankers(client, make_vestiging("V9"))
    assert bedrijf == koppen_bedrijf and "kop-ligging" not in bedrijf
