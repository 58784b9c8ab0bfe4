"""The strategy in the site: weigh by the form, see what was refused beside its field, read the versions, the figures and the leidraad."""

from typing import Any

import pytest
from django.test import Client

from vth.handhaving.models import Afweging
from vth.interface.tests.builders import log_in
from vth.organisaties.tests.builders import load_map
from vth.toezicht.tests.builders import begin, make_controle, rond_af, vind

from .strategiebuilders import BUITEN, JURIST, LEZER, WAAROM, make_bedrijf, make_overtreding

pytestmark = pytest.mark.django_db
FORM = {
    "plaats": "B3",
    "gevolg_grond": WAAROM,
    "gedrag_grond": WAAROM,
    "gekozen": ["waarschuwing"],
    "motivering": WAAROM,
    "gezien": "0",
}


@pytest.fixture
def jurist(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in a lawyer."""
    return log_in(client, monkeypatch, JURIST)


OVERLEG = {
    "overleg": "ja",
    "met": ["om"],
    "overleg_op": "2026-03-01",
    "uitkomst": "Het OM vervolgt zelf.",
}


def test_a_violation_is_weighed_by_its_page_and_weighed_again(jurist: Client) -> None:
    controle = begin(make_controle())
    bevinding = vind(controle, "overtreden")
    rond_af(controle)
    wie = make_bedrijf()
    o = make_overtreding(bevindingen=(bevinding,), wie=wie)
    make_overtreding("O-eerder", o.overtredingsdatum.replace(year=2025), wie=wie, staat="beeindigd")
    hier = f"/handhaving/overtredingen/{o.pk}/afweging"
    assert_delen(
        jurist.get(hier),
        ("De toezichthouder stelt B3 voor", "O-eerder (2 maart 2025)", "aanname", "van belang", 'value="D4"'),
    )
    mis = jurist.post(hier, FORM | {"telt_recidive": "on", "gekozen": ["intrekking"]})
    fouten = (
        "staat niet in cel B3",
        "waaruit dit blijkt",
        "waarom u haar overslaat",
        "verzwarend aspect mee",
    )
    assert mis.status_code == 422
    assert_delen(mis, (*fouten, WAAROM))
    aspect = {"telt_recidive": "on", "grond_recidive": "Tweede keer.", "niet_informeren": "Al gedaan."}
    goed = FORM | OVERLEG | aspect | {"bewijzen": [f"bevinding:{bevinding.pk}"]}
    assert jurist.post(hier, goed).status_code == 302
    check_versies(jurist, hier)


def assert_delen(antwoord: Any, delen: tuple[str, ...]) -> None:
    """A page says each of these."""
    tekst = antwoord.content.decode()
    assert [d for d in delen if d not in tekst] == []


def check_versies(jurist: Client, hier: str) -> None:
    """What was recorded is read, an old page is refused, and a next version shows what changed."""
    gelezen = ("Eerste afweging", "Tweede keer.", "Het OM vervolgt zelf.", "informeren: Al gedaan.")
    assert_delen(jurist.get(hier), (*gelezen, "steunt op een aanname", "1 maart 2026"))
    oud = jurist.post(hier, FORM | {"reden": "De overtreding gaat door."})
    assert oud.status_code == 409
    assert_delen(oud, ("intussen door iemand anders",))
    zwaarder = {
        "reden": "De overtreding gaat door.",
        "zwaarder": "on",
        "gezien": "1",
        "zonder_waarschuwing": WAAROM,
    }
    volgende = FORM | OVERLEG | zwaarder | {"plaats": "C3", "gekozen": ["last_onder_dwangsom"]}
    assert jurist.post(hier, volgende).status_code == 302
    assert_delen(
        jurist.get(hier), ("Versie 2", "De overtreding gaat door.", "zwaarder, omdat", "Wat anders werd")
    )
    assert [a.aard for a in Afweging.objects.order_by("volgnummer")] == ["eerste", "escalatie"]


def test_who_may_only_read_sees_the_matrix_and_no_form_and_others_see_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    o = make_overtreding()
    hier = f"/handhaving/overtredingen/{o.pk}/afweging"
    log_in(client, monkeypatch, LEZER)
    blad = client.get(hier).content.decode()
    assert "U mag geen overtredingen afwegen" in blad and "D4" in blad and 'name="plaats"' not in blad
    assert client.post(hier, FORM).status_code == 403
    log_in(client, monkeypatch, BUITEN)
    assert client.get(hier).status_code == client.post(hier, FORM).status_code == 404
    log_in(client, monkeypatch, JURIST)
    dicht = make_overtreding("O-2", staat="vervallen")
    assert "vervallen" in client.post(f"/handhaving/overtredingen/{dicht.pk}/afweging", FORM).content.decode()


def test_the_strategy_tells_who_adopted_what_and_how_it_is_used(jurist: Client, tmp_path: Any) -> None:
    load_map(tmp_path / "stam")
    leeg = jurist.get("/handhaving/strategie").content.decode()
    assert "Er is niets te tellen" in leeg and "Lindeveen" in leeg and "meegeleverd, een aanname" in leeg
    controle = begin(make_controle())
    o = make_overtreding(bevindingen=(vind(controle, "overtreden"),))
    afwijkend = FORM | {
        "gekozen": ["intrekking"],
        "afwijking": "De houder is failliet.",
        "zonder_waarschuwing": WAAROM,
    }
    assert jurist.post(f"/handhaving/overtredingen/{o.pk}/afweging", afwijkend).status_code == 302
    blad = jurist.get("/handhaving/strategie?organisatie=OD-NOORD").content.decode()
    for deel in (
        "<svg",
        "Waar overtredingen staan",
        "De houder is failliet.",
        "O-1",
        "intrekken van een vergunning",
        "Bij 1 van de 1",
    ):
        assert deel in blad, deel
    assert jurist.get("/handhaving/strategie?van=gisteren").status_code == 400
    assert jurist.get("/handhaving/strategie?van=2026-02-01&tot=2026-01-01").status_code == 400
    assert (
        "Er is niets te tellen"
        in jurist.get("/handhaving/strategie?tot=2020-01-01&van=2019-01-01").content.decode()
    )


def test_the_leidraad_shows_its_list_cases_and_what_lacks(jurist: Client) -> None:
    blad = jurist.get("/handhaving/leidraad").content.decode()
    assert "De lijst is leeg" in blad and "Deventer" in blad and "40.000" in blad
    geur = jurist.get("/handhaving/leidraad?aard=geluid&gezag=GM9901").content.decode()
    assert "Er is geen voorstel" in geur and "leidraad.yaml" in geur and "Deventer" not in geur
