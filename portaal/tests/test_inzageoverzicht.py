"""The overview for one person: only of whom one may see, page by page, in the same words on the page and in the file."""

import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from portaal.inzageoverzicht import PER_BLADZIJ
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis, Verwerking
from vth.logboek.tests.test_verwerkingen import make_verwerking
from vth.register.models import Bronobject
from vth.register.tests.builders import make_object
from vth.toegang.models import Gebruiker
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.toezicht.models import Signaalmelder
from vth.toezicht.tests.signaalbuilders import BUURVROUW, make_signaal

pytestmark = pytest.mark.django_db
FG = Viewer(
    actor="gebruiker 6",
    zicht=Zicht(
        frozenset({"OD-NOORD"}), frozenset({"GM9901"}), derive_niveaus("vertrouwelijk"), soorten=ALLE_SOORTEN
    ),
    handelingen=frozenset({"inzage.read", "inzage.decide", "register.read"}),
    organisaties=frozenset({"OD-NOORD"}),
)


def make_persoon(sleutel: str = "P1", **anders: Any) -> Bronobject:
    return make_object(sleutel, soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Linde"}, **anders)


def open_as(viewer: Viewer, wie: object, monkeypatch: pytest.MonkeyPatch, **post: Any) -> Any:
    client, adres = log_in(Client(), monkeypatch, viewer), f"/inzagen/betrokkene/{wie}"
    return client.post(adres, post) if post else client.get(adres)


def read_veld(html: str, naam: str, knop: str = "") -> str:
    patroon = rf'name="{naam}" value="([^"]*)">{knop}'
    return re.search(patroon, html)[1]  # type: ignore[index]


@pytest.mark.parametrize("post", [{}, {"hier": ""}, {"naar": "onzin"}])
def test_person_who_may_not_be_seen_answers_as_one_who_does_not_exist(
    monkeypatch: pytest.MonkeyPatch, post: dict[str, str]
) -> None:
    vreemd = make_persoon(leverancier="OD-ZUID", gebied="GM9903")
    make_verwerking(vreemd.pk, organisatie="OD-ZUID")
    wie = (vreemd.pk, uuid.uuid4(), make_object().pk)
    uitkomsten = [open_as(FG, id_, monkeypatch, **post) for id_ in wie]
    assert [u.status_code for u in uitkomsten] == [404] * 3
    kaal = {
        re.sub(rb'csrf\w*" value="\w+"', b"", u.content.replace(str(id_).encode(), b""))
        for u, id_ in zip(uitkomsten, wie, strict=True)
    }
    assert len(kaal) == 1
    assert not Gebeurtenis.objects.filter(handeling="inzage.decide").exists()


def test_who_may_not_decide_is_refused_before_it_is_said_whether_the_person_exists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zonder = replace(FG, handelingen=frozenset({"inzage.read"}))
    for wie in (make_persoon().pk, uuid.uuid4()):
        assert open_as(zonder, wie, monkeypatch).status_code == 403


def test_page_and_file_tell_the_same_time_and_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portaal.inzagen.list_namen", lambda codes, dag: {"OD-A": "Dienst A", "OD-B": "=B"})
    monkeypatch.setattr(
        "portaal.inzageoverzicht.list_namen", lambda codes, dag: {"OD-A": "Dienst A", "OD-B": "=B"}
    )
    persoon = make_persoon().pk
    make_verwerking(persoon, organisatie="OD-A")
    make_verwerking(persoon, organisatie="OD-B,OD-A", na=9)
    html = open_as(FG, persoon, monkeypatch).content.decode()
    tekst = open_as(FG, persoon, monkeypatch, hier="").content.decode("utf-8-sig")
    assert tekst.splitlines()[1:] == [
        "1 maart 2025, 10:00;'=B, Dienst A;Uitvoeren van VTH-taken;Eén object",
        "1 maart 2025, 10:00;Dienst A;Uitvoeren van VTH-taken;Eén object",
    ]
    assert "1 maart 2025, 10:00</strong>" in html and "voor Dienst A" in html and "OD-A" not in html + tekst


def test_people_of_another_organisation_are_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    persoon = make_persoon().pk
    for naam, organisatie in (("Eigen Ella", "OD-NOORD"), ("Vreemde Vera", "OD-ZUID")):
        gebruiker = Gebruiker.objects.create(username=naam, naam=naam)
        make_verwerking(persoon, actor=f"gebruiker {gebruiker.pk}", organisatie=organisatie)
    html = open_as(FG, persoon, monkeypatch).content.decode()
    assert "Eigen Ella" in html and "Vreemde Vera" not in html and "een medewerker" in html
    heel = replace(FG, zicht=replace(FG.zicht, landelijk=True))
    assert "Vreemde Vera" in open_as(heel, persoon, monkeypatch).content.decode()


def test_lines_of_every_page_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    persoon = make_persoon().pk
    regels = [make_verwerking(persoon, organisatie="OD-A", na=n) for n in range(PER_BLADZIJ + 5)]
    oud, nieuw = regels[0], regels[-1]
    eerste = open_as(FG, persoon, monkeypatch).content.decode()
    assert str(nieuw.pk) in eerste and str(oud.pk) not in eerste and "Nieuwere regels" not in eerste
    velden = {"eerder": read_veld(eerste, "eerder"), "getoond": [str(nieuw.pk)], "weglaten": [str(nieuw.pk)]}
    naar = read_veld(eerste, "naar", "Oudere")
    zonder = open_as(FG, persoon, monkeypatch, **velden, naar=naar)
    assert zonder.status_code == 422 and str(nieuw.pk) in zonder.content.decode()
    tweede = open_as(
        FG, persoon, monkeypatch, **velden, **{f"reden-{nieuw.pk}": "Eerst"}, naar=naar
    ).content.decode()
    assert str(oud.pk) in tweede and tweede.count("Laat weg") == 5 and "liet u 1 regel weg" in tweede
    verder = {
        "eerder": read_veld(tweede, "eerder"),
        "hier": read_veld(tweede, "hier"),
        "weglaten": [str(oud.pk)],
    }
    bestand = open_as(FG, persoon, monkeypatch, **verder, **{f"reden-{oud.pk}": "Oud"}).content.decode()
    assert bestand.count("OD-A") == PER_BLADZIJ + 3
    weg = Gebeurtenis.objects.get(handeling="inzage.decide").inhoud["weggelaten"]
    assert weg == {str(nieuw.pk): "Eerst", str(oud.pk): "Oud"}


def test_going_back_shows_what_was_chosen_and_it_can_be_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    persoon = make_persoon().pk
    regels = [make_verwerking(persoon, na=n) for n in range(PER_BLADZIJ + 1)]
    id_ = str(regels[-1].pk)
    html = open_as(FG, persoon, monkeypatch).content.decode()
    gekozen = {"getoond": [id_], "weglaten": [id_], f"reden-{id_}": "Daarom"}
    naar = read_veld(html, "naar", "Oudere")
    tweede = open_as(
        FG, persoon, monkeypatch, eerder=read_veld(html, "eerder"), naar=naar, **gekozen
    ).content.decode()
    terug = {"eerder": read_veld(tweede, "eerder"), "naar": read_veld(tweede, "naar", "Nieuwere")}
    html = open_as(FG, persoon, monkeypatch, **terug).content.decode()
    assert "checked" in html and 'value="Daarom"' in html and html.count("Laat weg") == PER_BLADZIJ
    assert "Nieuwere regels" not in html
    weer = open_as(
        FG, persoon, monkeypatch, eerder=read_veld(html, "eerder"), getoond=[id_], naar=naar
    ).content.decode()
    assert "liet u" not in weer


@pytest.mark.parametrize("veld", ["eerder", "naar"])
def test_what_this_site_did_not_send_along_is_refused(monkeypatch: pytest.MonkeyPatch, veld: str) -> None:
    persoon, ander = make_persoon().pk, make_persoon("P2").pk
    for n in range(PER_BLADZIJ + 1):
        make_verwerking(persoon, ander, na=n)
    van_een_ander = read_veld(open_as(FG, ander, monkeypatch).content.decode(), veld)
    for waarde in ("onzin", van_een_ander):
        assert open_as(FG, persoon, monkeypatch, **{veld: waarde}).status_code == 400
    assert Verwerking.objects.count() == PER_BLADZIJ + 1


def test_page_of_a_person_leads_to_it_for_who_decides_and_for_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    persoon = make_persoon()
    link = f"/inzagen/betrokkene/{persoon.pk}"
    adres = f"/objecten/{persoon.pk}"
    assert link in log_in(Client(), monkeypatch, FG).get(adres).content.decode()
    zonder = replace(FG, handelingen=FG.handelingen - {"inzage.decide"})
    assert link not in log_in(Client(), monkeypatch, zonder).get(adres).content.decode()
    assert (
        "/inzagen/betrokkene/"
        not in log_in(Client(), monkeypatch, FG).get(f"/objecten/{make_object().pk}").content.decode()
    )


def test_who_told_a_signal_is_a_person_too_for_who_may_see_the_signal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    melder = Signaalmelder.objects.get(signaal=make_signaal(melder=BUURVROUW)).pk
    assert open_as(FG, melder, monkeypatch).status_code == 200
    elders = replace(FG, zicht=replace(FG.zicht, leveranciers=frozenset(), gebieden=frozenset({"GM9903"})))
    assert open_as(elders, melder, monkeypatch).status_code == 404
