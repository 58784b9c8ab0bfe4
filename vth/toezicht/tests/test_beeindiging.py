"""A place that ended: planning asks why, a visit is never lost, concluding asks what was found, and the pages say it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject, Relatie
from vth.register.services import record_object, record_toewijzing
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.tijd.services import record_herkomst
from vth.tijd.slot import SITE
from vth.tijd.tests.rollen import work_as
from vth.toegang.claim import claim_zicht
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.toezicht.beeindiging import derive_einde, find_einden
from vth.toezicht.bevindingen import plan_hercontrole
from vth.toezicht.invoer import NieuweControle, Planning
from vth.toezicht.lijst.versies import record_controlelijst
from vth.toezicht.models import Controle
from vth.toezicht.rules import ToezichtError
from vth.toezicht.services import plan_controle
from vth.toezicht.signalen import plan_signaalcontrole
from vth.toezicht.veld.pakket import derive_let_op
from vth.toezicht.veld.services import accept_stuk
from vth.zaken.tests.builders import OD, make_viewer

from .builders import BUITEN, RECHTEN, TINE, begin, make_controle, make_locatie, rond_af, vind
from .signaalbuilders import make_signaal
from .veldbuilders import LIJST, make_invoer

RUIM = make_viewer("gebruiker 933", *RECHTEN, niveau="geheim")
ALZIEND = Viewer(
    "gebruiker 934",
    Zicht(landelijk=True, niveaus=derive_niveaus("zaakvertrouwelijk"), soorten=ALLE_SOORTEN),
    handelingen=frozenset({"ontdubbeling.decide"}),
    organisaties=frozenset({OD, "OD-ZUID"}),
)

BEGIN, EIND = date(2015, 1, 1), date(2025, 6, 1)
MAART, APRIL, LEVERING, WEER = date(2025, 3, 1), date(2025, 4, 1), date(2025, 6, 15), date(2026, 1, 1)
# A delivery of 15 June tells that the place ended on 1 March; its state begins on the day of the delivery.
ACHTERAF = [(BEGIN, LEVERING, None), (LEVERING, OPEN_DAG, MAART)]
HEROPEND = [(BEGIN, LEVERING, None), (LEVERING, WEER, MAART), (WEER, OPEN_DAG, None)]


@pytest.mark.parametrize(
    ("records", "op", "einde"),
    [
        ([[(BEGIN, OPEN_DAG, None)]], EIND, None),
        ([[(BEGIN, EIND, None)]], EIND, EIND),
        ([[(BEGIN, EIND, None)]], EIND - timedelta(days=1), None),
        ([[(BEGIN, OPEN_DAG, EIND)]], EIND, EIND),
        ([[(BEGIN, OPEN_DAG, EIND)]], EIND - timedelta(days=1), None),
        ([[(BEGIN, EIND, None), (EIND, OPEN_DAG, EIND)]], EIND, EIND),
        ([[(BEGIN, EIND, None)], [(BEGIN, OPEN_DAG, None)]], EIND, None),
        ([[(BEGIN, EIND, None)], [(WEER, OPEN_DAG, None)]], EIND, EIND),
        ([[(BEGIN, EIND, None)], [(BEGIN, OPEN_DAG, MAART)]], EIND, EIND),
        ([[(EIND, OPEN_DAG, None)]], BEGIN, None),
        ([[(EIND, OPEN_DAG, MAART)]], APRIL, None),
        ([ACHTERAF], LEVERING, MAART),
        ([ACHTERAF], APRIL, MAART),
        ([ACHTERAF], MAART - timedelta(days=1), None),
        ([ACHTERAF[::-1]], APRIL, MAART),
        ([ACHTERAF, [(BEGIN, OPEN_DAG, None)]], LEVERING, None),
        ([HEROPEND], LEVERING, MAART),
        ([HEROPEND], WEER, None),
        ([[(BEGIN, MAART, None), (WEER, OPEN_DAG, None)]], APRIL, MAART),
        ([[]], EIND, None),
        ([], EIND, None),
    ],
)
def test_a_thing_has_ended_when_nothing_says_that_it_is_there(
    records: list[list[tuple[date, date, date | None]]], op: date, einde: date | None
) -> None:
    assert derive_einde(records, op) == einde


def make_beeindigd(sleutel: str = "L-1") -> Bronobject:
    """A site that its supplier ended."""
    make_locatie(sleutel)
    return make_locatie(sleutel, vanaf=EIND, beeindigingsdatum=EIND)


def make_kluiscontrole() -> Controle:
    """A visit of a site, and of one that ended and that TINE may not see."""
    velden = {"naam": "De Kluis", "vertrouwelijkheid": "geheim", "viewer": RUIM}
    make_locatie("L-9", **velden)
    kluis = make_locatie("L-9", vanaf=EIND, beeindigingsdatum=EIND, **velden)
    return make_controle(make_locatie(), kluis, viewer=RUIM, grond="Wat er nog ligt.", inspecteur="")


def make_bij_buren() -> Bronobject:
    """A site that is still there, of a supplier whose records TINE may not see."""
    return record_object(
        viewer=BUITEN,
        leverancier="OD-ZUID",
        soort="vthobject",
        sleutel="Z-1",
        inhoud={"naam": "Verffabriek De Kwast", "hoofdtype": "inrichting"},
        begin_geldigheid=BEGIN,
        gebied="GM9903",
    )


def make_gesloten() -> Bronobject:
    """A site of which nothing is said any more since a day."""
    return record_object(
        viewer=TINE,
        leverancier=OD,
        soort="vthobject",
        sleutel="L-1",
        inhoud={"naam": "Verffabriek De Kwast", "hoofdtype": "inrichting"},
        begin_geldigheid=BEGIN,
        eind_geldigheid=EIND,
        gebied="GM9901",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("maak", [make_beeindigd, make_gesloten])
def test_a_visit_to_what_has_ended_is_planned_with_a_reason_only(maak: Callable[[], Bronobject]) -> None:
    plek = maak()
    with pytest.raises(ToezichtError, match="De Kwast is volgens het register beëindigd op 1 juni 2025"):
        make_controle(plek, grond="  x ")
    controle = make_controle(plek, grond="Kijken of de tanks leeg zijn.")
    assert controle.gebeurtenissen.get().reden == "Kijken of de tanks leeg zijn."


@pytest.mark.django_db
def test_a_visit_is_moved_to_a_day_after_the_end_with_a_reason_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    controle, morgen = make_controle(make_locatie(), uren=2), klok.today() + timedelta(days=1)
    make_locatie(vanaf=EIND, beeindigingsdatum=EIND)
    tine = log_in(client, monkeypatch, TINE)
    adres, plan = f"/toezicht/{controle.pk}", {"gezien": controle.versie, "gepland_op": morgen.isoformat()}
    fout = tine.post(f"{adres}/herplan", plan | {"reden": " x "})
    assert fout.status_code == 422 and "beëindigd op 1 juni 2025" in fout.content.decode()
    assert Controle.objects.get().gepland_op is None
    assert tine.post(f"{adres}/herplan", plan | {"reden": "Zien of het leeg is."}).status_code == 302
    assert (nu := Controle.objects.get()).gepland_op == morgen and nu.grond == "Zien of het leeg is."
    planning = Planning(morgen, None, TINE.actor, reden="dagplan")
    nu, _ = plan_controle(viewer=TINE, controle_id=controle.pk, planning=planning)
    assert nu.grond == "Zien of het leeg is."


@pytest.mark.django_db
def test_a_day_plan_with_a_visit_to_what_has_ended_is_not_made_at_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which visit, which can then be left out; the others are not planned half."""
    gewoon = [make_controle(make_locatie(f"L-{n}"), uren=1, omschrijving=n) for n in ("a", "z")]
    controle = make_controle(make_locatie(), uren=1, omschrijving="m")
    make_locatie(vanaf=EIND, beeindigingsdatum=EIND)
    vast = "&".join(f"vast={c.pk}" for c in (*gewoon, controle))
    tine, adres = log_in(client, monkeypatch, TINE), f"/toezicht/dagplan?dag={klok.today()}&uren=8&"
    fout = tine.post(adres + vast)
    assert fout.status_code == 422 and "beëindigd op 1 juni 2025" in fout.content.decode()
    assert f"{controle.kenmerk} kan zo niet in dit dagplan" in fout.content.decode()
    assert not Controle.objects.exclude(gepland_op=None).exists()
    assert tine.post(f"{adres}{vast.rpartition('&')[0]}&weg={controle.pk}").status_code == 302
    assert set(Controle.objects.exclude(gepland_op=None)) == set(gewoon)


@pytest.mark.django_db
def test_a_signal_about_what_has_ended_is_itself_the_reason_to_go_there() -> None:
    plek = make_beeindigd()
    signaal = make_signaal(bij=plek.pk)
    nieuw = NieuweControle("", "", "Stank", "incident", "", [plek.pk], inspecteur=TINE.actor)
    controle = plan_signaalcontrole(viewer=TINE, signaal_id=signaal.pk, nieuw=nieuw)
    assert controle.grond == f"Bericht {signaal.kenmerk}."


@pytest.mark.django_db
def test_a_plan_for_what_is_still_there_leaves_the_reason_of_the_visit_alone() -> None:
    controle = make_controle(make_locatie())
    planning = Planning(klok.today(), None, TINE.actor, reden="Ruilen", grond="Ruilen")
    assert plan_controle(viewer=TINE, controle_id=controle.pk, planning=planning)[0].grond == ""


@pytest.mark.django_db
def test_what_another_supplier_still_says_to_be_there_has_not_ended() -> None:
    plek, ander = make_beeindigd(), make_locatie("L-2")
    assert [e.dag for e in find_einden(TINE, [plek], klok.today())] == [EIND]
    koppelaar = make_viewer("gebruiker 932", "ontdubbeling.decide")
    herkomst = record_herkomst(leverancier=OD, soort="handeling")
    record_toewijzing(viewer=koppelaar, bronobject_id=plek.pk, identiteit=ander.pk, herkomst=herkomst)
    assert find_einden(TINE, [plek], klok.today()) == []
    controle = make_controle(plek)
    assert "samengevoegd" in derive_let_op(TINE, controle)
    assert "beëindigd" not in derive_let_op(TINE, controle)


@pytest.mark.django_db
def test_a_visit_made_offline_to_a_place_that_ended_meanwhile_is_taken_in_and_marked() -> None:
    controle = make_controle(make_locatie())
    lijst = record_controlelijst(viewer=TINE, controle_id=controle.pk, code=LIJST)
    make_locatie(vanaf=EIND, beeindigingsdatum=EIND)
    nu = round(klok.now().timestamp() * 1000)
    vast = {"soort": "bezoek", "lijst_id": None}
    invoer = make_invoer(lijst, inhoud={"begonnen_op": nu, "legitimatie_getoond": True}, **vast)
    stand = accept_stuk(viewer=TINE, invoer=invoer).stand
    assert "beëindigd op 1 juni 2025. Uw bezoek is vastgelegd" in stand["let_op"]
    assert accept_stuk(viewer=TINE, invoer=invoer).stand == stand
    assert "let_op" not in accept_stuk(viewer=TINE, invoer=make_invoer(lijst, "retour", "28")).stand
    controle.refresh_from_db()
    assert controle.staat == "bezig" and "beëindigd op 1 juni 2025" in derive_let_op(TINE, controle)
    # The device has notes, and no field of the name that concluding asks for.
    for tekst in (stand["let_op"], derive_let_op(TINE, controle)):
        assert (
            "Maak een notitie van wat u er aantreft; bij het afronden" in tekst and "bij de bijz" not in tekst
        )


@pytest.mark.django_db
def test_who_concludes_a_visit_to_what_had_ended_says_what_was_there_and_it_stands_in_the_register() -> None:
    controle = begin(make_controle(make_beeindigd(), grond="Kijken of de tanks leeg zijn."))
    vind(controle, "overtreden")
    with pytest.raises(ToezichtError, match=r"niets meer: Verffabriek De Kwast. Schrijf bij de bijz"):
        rond_af(controle)
    controle = rond_af(controle, bijzonderheden="De hal is leeg, twee tanks staan er nog.")
    assert Relatie.objects.filter(soort="controle_van", van=controle.bronobject).count() == 1
    assert plan_hercontrole(viewer=TINE, controle_id=controle.pk).grond


@pytest.mark.django_db
def test_a_visit_of_before_the_end_is_concluded_as_any_other() -> None:
    controle = begin(make_controle(make_locatie()), EIND - timedelta(days=1))
    vind(controle)
    make_locatie(vanaf=EIND, beeindigingsdatum=EIND)
    assert rond_af(controle).staat == "afgerond"


@pytest.mark.django_db
def test_a_visit_of_after_the_end_says_what_was_there_though_the_end_was_delivered_later() -> None:
    controle = begin(make_controle(make_locatie()), APRIL)
    vind(controle)
    make_locatie(vanaf=LEVERING, beeindigingsdatum=MAART)
    with pytest.raises(ToezichtError, match="op de dag van het bezoek niets meer"):
        rond_af(controle)


@pytest.mark.django_db
def test_what_ended_and_may_not_be_seen_is_named_nowhere(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not on the page, not to who concludes, not on the device: only that there is such a place, so that one knows what is asked."""
    controle = make_kluiscontrole()
    lijst = record_controlelijst(viewer=TINE, controle_id=controle.pk, code=LIJST)
    begonnen = {"begonnen_op": round(klok.now().timestamp() * 1000)}
    invoer = make_invoer(lijst, soort="bezoek", lijst_id=None, inhoud=begonnen)
    toestel = accept_stuk(viewer=TINE, invoer=invoer).stand["let_op"]
    vind(controle)
    with pytest.raises(ToezichtError) as fout:
        rond_af(controle)
    pagina = log_in(client, monkeypatch, TINE).get(f"/toezicht/{controle.pk}").content.decode()
    for tekst in (str(fout.value), pagina, toestel):
        assert "een plek die u niet mag zien" in tekst.lower() and "Kluis" not in tekst
    assert "juni" not in toestel
    ruim = log_in(client, monkeypatch, RUIM).get(f"/toezicht/{controle.pk}").content.decode()
    assert "niets meer: De Kluis" in ruim


@pytest.fixture
def gesloten_site(verse_database: None) -> Callable[[], AbstractContextManager[None]]:
    """Go on as the site, with the second lock shut; SQLite has none, and says the same."""
    return lambda: work_as(SITE) if connection.vendor == "postgresql" else nullcontext()


def test_with_the_second_lock_shut_what_a_hidden_record_says_to_be_there_has_not_ended(
    client: Client, monkeypatch: pytest.MonkeyPatch, gesloten_site: Callable[[], AbstractContextManager[None]]
) -> None:
    plek, buur = make_beeindigd(), make_bij_buren()
    adres = f"/toezicht/nieuw/{plek.pk}"
    tine = log_in(client, monkeypatch, TINE)
    with gesloten_site():
        assert "beëindigd op 1 juni 2025" in tine.get(adres).content.decode()
    herkomst = record_herkomst(leverancier=OD, soort="handeling")
    record_toewijzing(viewer=ALZIEND, bronobject_id=plek.pk, identiteit=buur.pk, herkomst=herkomst)
    controle = make_controle(plek)
    with gesloten_site():
        assert "beëindigd" not in tine.get(adres).content.decode()
        assert "beëindigd" not in tine.get(f"/toezicht/{controle.pk}").content.decode()


def test_with_the_second_lock_shut_the_page_asks_what_concluding_asks(
    client: Client, monkeypatch: pytest.MonkeyPatch, gesloten_site: Callable[[], AbstractContextManager[None]]
) -> None:
    controle = begin(make_kluiscontrole())
    vind(controle)
    tine = log_in(client, monkeypatch, TINE)
    zin = "niets meer: een plek die u niet mag zien. Schrijf bij de bijzonderheden"
    with gesloten_site():
        assert zin in tine.get(f"/toezicht/{controle.pk}").content.decode()
        with claim_zicht(TINE.zicht), pytest.raises(ToezichtError, match=zin):
            rond_af(controle)


@pytest.mark.django_db
def test_the_pages_say_that_a_place_has_ended(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tine, plek = log_in(client, monkeypatch, TINE), make_beeindigd()
    adres = f"/toezicht/nieuw/{plek.pk}"
    assert "waarom u er toch heen gaat" in tine.get(adres).content.decode()
    vast = {"organisatie": OD, "omschrijving": "Leegstand", "controletype": "regulier", "aanleiding": "eigen"}
    fout = tine.post(adres, vast)
    assert fout.status_code == 422 and "Doe een terugmelding" in fout.content.decode()
    assert not Controle.objects.exists()
    naar = tine.post(adres, vast | {"grond": "Kijken of de tanks leeg zijn."})
    assert naar.status_code == 302
    assert "beëindigd op 1 juni 2025. Klopt dat niet?" in tine.get(naar.url).content.decode()
    gewoon = make_controle(make_locatie("L-2"))
    assert "Klopt dat niet?" not in tine.get(f"/toezicht/{gewoon.pk}").content.decode()
