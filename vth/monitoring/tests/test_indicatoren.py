"""The indicators: what each counts, that a frozen figure stays and can be computed again, and who sees whose."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.analyse.services import find_dagstand, make_dagstand
from vth.analyse.sqlbestand import SqlBestandError, read_sqlbestand
from vth.analyse.tabellen import list_dagstandtabellen
from vth.logboek.models import Verwerking
from vth.monitoring.indicatoren import catalogus
from vth.monitoring.indicatoren.catalogus import list_indicatoren
from vth.monitoring.indicatoren.rekenen import Uitkomst, compute, open_dagstand
from vth.monitoring.indicatoren.selectors import (
    derive_volledigheid,
    derive_waarde,
    list_geldend,
    list_waarden,
)
from vth.monitoring.indicatoren.services import (
    check_stand,
    read_periode,
    record_indicatorstand,
    record_standen,
)
from vth.monitoring.indicatoren.wachtrij import run_vastlegging
from vth.monitoring.models import Indicatorstand, Vastlegging
from vth.monitoring.rules import AnderWasVoorError, MonitoringError
from vth.organisaties.tests.builders import BASIS, load_map
from vth.toegang.rules import GeenToegangError

from .builders import NOORD, ZUID, make_lid
from .dagstanden import TABELLEN, make_controles, make_id, write_dagstand
from .test_web import sign_in

VAN, TOT = date(2025, 1, 1), date(2026, 1, 1)
STAND = date(2026, 1, 5)
IN, UIT = date(2025, 6, 1), date(2026, 1, 1)
VASTLEGGER = make_lid("gebruiker 971", "IENW", "indicator.record", soorten=("indicator",))
LEZER = make_lid("gebruiker 972", NOORD, soorten=("indicator",))
CONTROLES = (
    (1, NOORD, IN, "uitgevoerd"),
    (2, NOORD, IN, "toegang_geweigerd"),
    (3, NOORD, IN, None),
    (4, ZUID, IN, "uitgevoerd"),
    (5, ZUID, UIT, "uitgevoerd"),
)


def run(code: str, rijen: Any) -> Uitkomst:
    """Compute one indicator over 2025."""
    with open_dagstand(write_dagstand(STAND, rijen), STAND, VAN, TOT) as con:
        return compute(con, list_indicatoren()[code].sql)


def bron(*paren: tuple[int, str]) -> list[dict[str, str]]:
    return [{"id": make_id(n), "leverancier": van} for n, van in paren]


def as_getallen(uitkomst: Uitkomst, dienst: str = "") -> tuple[int, int, Decimal, Decimal]:
    t = uitkomst.diensten[dienst] if dienst else uitkomst.landelijk
    return t.records, t.bruikbaar, t.teller, t.noemer


def test_what_was_carried_out_counts_and_what_is_unknown_is_told_apart() -> None:
    uitkomst = run("uitgevoerde_controles", make_controles(*CONTROLES))
    assert as_getallen(uitkomst, NOORD) == (3, 2, 1, 2)
    assert as_getallen(uitkomst, ZUID) == (1, 1, 1, 1)
    assert as_getallen(uitkomst) == (4, 3, 2, 3)
    assert derive_waarde("uitgevoerde_controles", uitkomst.landelijk) == 2
    assert derive_volledigheid(uitkomst.landelijk) == 75


def test_what_no_longer_holds_or_is_no_longer_believed_does_not_count() -> None:
    rijen = make_controles(*CONTROLES)
    rijen["register_controlevoorkomen"][0]["eind_registratie"] = datetime(2025, 12, 1)
    rijen["register_controlevoorkomen"][3]["eind_geldigheid"] = date(2025, 7, 1)
    assert as_getallen(run("uitgevoerde_controles", rijen)) == (2, 1, 0, 1)


def test_what_happened_counts_whenever_it_was_told_what_is_only_from_then_on() -> None:
    """A visit of June that was delivered as it stood in January counts in June; a site of which was told in January was not there in December."""
    rijen = make_controles((1, NOORD, IN, "uitgevoerd")) | {
        "register_activiteituitvoeringvoorkomen": [{"bronobject_id": make_id(2), "bevoegd_gezag": "GM9901"}]
    }
    rijen["register_bronobject"] += bron((2, NOORD))
    for tabel in ("register_controlevoorkomen", "register_activiteituitvoeringvoorkomen"):
        rijen[tabel][0]["begin_geldigheid"] = STAND
    assert as_getallen(run("uitgevoerde_controles", rijen)) == (1, 1, 1, 1)
    assert as_getallen(run("gezag_bekend", rijen))[0] == 0


def test_two_suppliers_of_one_visit_count_it_once_for_the_country() -> None:
    rijen = make_controles(*CONTROLES)
    rijen["register_toewijzing"] = [{"bronobject_id": make_id(n), "identiteit": make_id(900)} for n in (1, 4)]
    uitkomst = run("uitgevoerde_controles", rijen)
    assert as_getallen(uitkomst) == (3, 2, 1, 2)
    assert as_getallen(uitkomst, NOORD)[2] == as_getallen(uitkomst, ZUID)[2] == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([NOORD, ZUID, "OD-OOST"]), st.integers(0, 3), st.booleans()), max_size=12
    )
)
def test_the_country_counts_each_real_thing_once(rijen: list[tuple[str, int, bool]]) -> None:
    """Held against counting by hand: of each identity the first supplier by name, and of that its first record; group 0 stands alone."""
    controles = make_controles(
        *((n, van, IN, "uitgevoerd" if ja else None) for n, (van, _, ja) in enumerate(rijen))
    )
    controles["register_toewijzing"] = [
        {"bronobject_id": make_id(n), "identiteit": make_id(900 + groep)}
        for n, (_, groep, _) in enumerate(rijen)
        if groep
    ]
    eerste: dict[Any, tuple[str, int, bool]] = {}
    for n, (van, groep, ja) in enumerate(rijen):
        sleutel = groep or ("los", n)
        eerste[sleutel] = min(eerste.get(sleutel, (van, n, ja)), (van, n, ja))
    records, bruikbaar, teller, _ = as_getallen(run("uitgevoerde_controles", controles))
    assert (records, bruikbaar) == (len(eerste), sum(ja for _, _, ja in eerste.values()))
    assert teller == bruikbaar


def test_compliance_counts_judgements_only() -> None:
    rijen = make_controles((1, NOORD, IN, "uitgevoerd"), (2, NOORD, UIT, "uitgevoerd"))
    resultaten = ("nageleefd", "akkoord_na_aanwijzing", "overtreden", "nader_onderzoek", "nageleefd")
    rijen["register_bronobject"] += bron(*((10 + n, NOORD) for n in range(5)))
    rijen["register_bevindingvoorkomen"] = [
        {"bronobject_id": make_id(10 + n), "resultaat": r} for n, r in enumerate(resultaten)
    ]
    rijen["register_relatie"] = [
        {"van_id": make_id(10 + n), "naar_id": make_id(2 if n == 4 else 1), "soort": "uitkomst_van"}
        for n in range(5)
    ]
    assert as_getallen(run("naleving", rijen)) == (4, 3, 2, 3)


def test_violations_restored_and_acted_on() -> None:
    rijen = {
        "register_bronobject": bron((1, NOORD), (2, NOORD), (3, NOORD), (4, NOORD)),
        "register_overtredingvoorkomen": [
            {
                "bronobject_id": make_id(1),
                "overtredingsdatum": IN,
                "hersteldatum": IN,
                "indicatie_handhaving": 0,
            },
            {
                "bronobject_id": make_id(2),
                "overtredingsdatum": IN,
                "hersteldatum": UIT,
                "indicatie_handhaving": 1,
            },
            {"bronobject_id": make_id(3), "overtredingsdatum": IN},
            {"bronobject_id": make_id(4), "overtredingsdatum": UIT, "hersteldatum": UIT},
        ],
    }
    assert as_getallen(run("hersteld", rijen)) == (3, 3, 1, 3)
    assert as_getallen(run("opgetreden", rijen)) == (3, 2, 1, 2)


def test_penalties_are_shares_of_money_and_unknown_payments_no_zero() -> None:
    bedragen = ((1000.0, 250.5), (500.0, None), (0.0, 0.0))
    rijen = {
        "register_bronobject": bron(*((n, ZUID) for n in range(3))),
        "register_handhavingsmaatregelvoorkomen": [
            {"bronobject_id": make_id(n), "opgelegd_op": IN, "verbeurd": v, "geind": g}
            for n, (v, g) in enumerate(bedragen)
        ],
    }
    uitkomst = run("geinde_dwangsommen", rijen)
    assert as_getallen(uitkomst) == (2, 1, Decimal("250.50"), Decimal(1000))
    assert derive_waarde("geinde_dwangsommen", uitkomst.landelijk) == Decimal("25.05")


def test_a_site_is_visited_by_whoever_went() -> None:
    """The province knows the site, the dienst knows it too and went: both have a visited site."""
    rijen = make_controles((1, NOORD, IN, "uitgevoerd"))
    rijen["register_bronobject"] += bron((20, NOORD), (21, "PV99"), (22, "PV99"), (23, "PV99"))
    rijen["register_vthobjectvoorkomen"] = [
        {"bronobject_id": make_id(20 + n), "ippc": ippc} for n, ippc in enumerate((1, 1, 1, 0))
    ]
    rijen["register_toewijzing"] = [
        {"bronobject_id": make_id(n), "identiteit": make_id(800)} for n in (20, 21)
    ]
    rijen["register_relatie"] = [{"van_id": make_id(1), "naar_id": make_id(20), "soort": "controle_van"}]
    uitkomst = run("ippc_bezocht", rijen)
    assert as_getallen(uitkomst, "PV99") == (2, 2, 1, 2)
    assert as_getallen(uitkomst, NOORD) == (1, 1, 1, 1)
    assert as_getallen(uitkomst) == (2, 2, 1, 2)


def test_terms_and_authority() -> None:
    dagen = ((IN, IN, None), (IN, UIT, None), (IN, None, None), (IN, None, IN), (UIT, IN, None))
    rijen = {
        "zaken_zaak": [{"id": make_id(1), "leverancier": NOORD}],
        "zaken_zaaktermijn": [
            {
                "zaak_id": make_id(1),
                "code": "beslistermijn",
                "laatste_dag": uiterlijk,
                "voldaan_op": v,
                "vervallen_op": w,
            }
            for uiterlijk, v, w in dagen
        ],
        "register_bronobject": bron((1, ZUID), (2, ZUID)),
        "register_activiteituitvoeringvoorkomen": [
            {"bronobject_id": make_id(1), "bevoegd_gezag": "GM9901"},
            {"bronobject_id": make_id(2), "bevoegd_gezag": ""},
        ],
    }
    assert as_getallen(run("op_tijd_beslist", rijen)) == (3, 3, 1, 3)
    assert as_getallen(run("gezag_bekend", rijen)) == (2, 2, 1, 2)


def test_every_source_of_the_catalogue_is_in_the_dagstand() -> None:
    kolommen = {
        m._meta.db_table: {v.column for v in m._meta.concrete_fields} for m in list_dagstandtabellen()
    }
    genoemd = {bron for i in list_indicatoren().values() for bron in i.bronnen}
    assert genoemd <= kolommen.keys()
    assert genoemd <= TABELLEN.keys()
    for tabel, velden in TABELLEN.items():
        assert velden.keys() <= kolommen[tabel], tabel


def test_a_file_of_another_kind_is_refused(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "raar.sql"
    kop = dict.fromkeys(catalogus.KOP, "x")
    for velden, zegt in ((kop, "soort is ‘x’"), (kop | {"soort": "aantal"}, "zekerheid is ‘x’")):
        pad.write_text(
            "".join(f"-- {k}: {w}\n" for k, w in velden.items()) + f"SELECT {len(velden['soort'])}"
        )
        read_sqlbestand.cache_clear()
        with pytest.raises(SqlBestandError, match=zegt):
            catalogus._read(pad)


def freeze(**anders: Any) -> Indicatorstand:
    return record_indicatorstand(
        **{"viewer": VASTLEGGER, "code": "uitgevoerde_controles", "van": VAN, "tot": TOT} | anders
    )


@pytest.mark.django_db
def test_a_frozen_figure_stays_and_a_correction_comes_beside_it() -> None:
    write_dagstand(STAND, make_controles(*CONTROLES))
    stand = freeze()
    assert (stand.volgnummer, stand.teller, stand.bruikbaar, stand.records) == (1, 2, 3, 4)
    assert freeze().pk == stand.pk and Indicatorstand.objects.count() == 1
    assert check_stand(stand)[0] is True
    later = date(2026, 2, 1)
    write_dagstand(later, make_controles(*CONTROLES, (6, ZUID, IN, "uitgevoerd")))
    with pytest.raises(MonitoringError, match="waarom het cijfer opnieuw"):
        freeze()
    nieuw = freeze(reden="Zuid leverde een controle na.")
    assert (nieuw.volgnummer, nieuw.teller, nieuw.dagstand) == (2, 3, later)
    stand.refresh_from_db()
    assert stand.teller == 2 and [s.pk for s in list_geldend()] == [nieuw.pk]


@pytest.mark.django_db
def test_computing_again_tells_when_it_is_another_number_or_cannot_be() -> None:
    write_dagstand(STAND, make_controles(*CONTROLES))
    stand = freeze()
    stand.teller = Decimal(99)
    assert check_stand(stand)[0] is False
    write_dagstand(STAND, make_controles(*CONTROLES[:1]))
    uitkomst, zin = check_stand(stand)
    assert uitkomst is None and "is er niet meer" in zin
    stand.dagstand = date(2001, 1, 1)
    assert check_stand(stand)[0] is None


def test_a_dagstand_of_which_a_figure_was_made_stays(verse_database: None) -> None:
    """Really made, of an empty register: every indicator has its columns, and the dagstand made again the same day comes beside it."""
    make_dagstand(op=STAND)
    standen = record_standen(viewer=VASTLEGGER, codes=list_indicatoren(), van=VAN, tot=TOT)
    assert [s.records for s in standen] == [0] * len(list_indicatoren())
    make_dagstand(op=STAND)
    laatste = find_dagstand(STAND)
    assert laatste is not None
    (laatste / "manifest.json").write_text("{}")
    assert {check_stand(s)[0] for s in standen} == {True}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"code": "bestaat_niet"}, "staat niet in de catalogus"),
        ({"van": TOT, "tot": VAN}, "is leeg"),
        ({"tot": date(2027, 1, 1)}, "weet nog niet alles"),
        ({"dagstand": date(2026, 3, 3)}, "geen dagstand van di 3 maart 2026"),
    ],
)
def test_what_cannot_be_frozen(velden: dict[str, Any], zegt: str) -> None:
    write_dagstand(STAND, make_controles(*CONTROLES))
    with pytest.raises(MonitoringError, match=zegt):
        freeze(**velden)
    assert not Indicatorstand.objects.exists()


@pytest.mark.django_db
def test_without_dagstand_or_right_nothing_is_frozen() -> None:
    with pytest.raises(MonitoringError, match="nog geen dagstand"):
        freeze()
    with pytest.raises(GeenToegangError):
        freeze(viewer=LEZER)


@pytest.mark.django_db
def test_two_at_once_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the first had not been there yet when the second looked."""
    write_dagstand(STAND, make_controles(*CONTROLES))
    freeze()
    leeg = Indicatorstand.objects.none()
    monkeypatch.setattr(Indicatorstand.objects, "select_for_update", lambda: leeg)
    with pytest.raises(AnderWasVoorError, match="zojuist"):
        freeze()
    monkeypatch.undo()
    assert Indicatorstand.objects.count() == 1


@pytest.mark.django_db
def test_half_a_dagstand_is_told_and_nothing_is_kept() -> None:
    map_ = write_dagstand(STAND, make_controles(*CONTROLES))
    (map_ / "register_controlevoorkomen.parquet").unlink()
    with pytest.raises(MonitoringError, match="niet te berekenen"):
        freeze()
    (map_ / "register_controlevoorkomen.parquet").write_bytes(b"half")
    with pytest.raises(MonitoringError, match="niet te"):
        freeze()
    assert not Indicatorstand.objects.exists()


@pytest.mark.parametrize(
    ("tekst", "periode"),
    [
        ("2025", (date(2025, 1, 1), date(2026, 1, 1))),
        ("2025H2", (date(2025, 7, 1), date(2026, 1, 1))),
        ("2025-q1", (date(2025, 1, 1), date(2025, 4, 1))),
        (" 2024K4 ", (date(2024, 10, 1), date(2025, 1, 1))),
    ],
)
def test_a_period_as_people_name_it(tekst: str, periode: tuple[date, date]) -> None:
    assert read_periode(tekst) == periode


@pytest.mark.parametrize("tekst", ["", "2025Q5", "25", "2025H3", "volgend jaar", "1999", "2025Q1Q2"])
def test_what_is_no_period(tekst: str) -> None:
    with pytest.raises(MonitoringError, match="is geen periode"):
        read_periode(tekst)


@pytest.mark.django_db
def test_an_organisation_sees_its_own_figure_only() -> None:
    write_dagstand(STAND, make_controles(*CONTROLES))
    stand = freeze()
    assert [w.dienst for w in list_waarden(LEZER, [stand])] == [NOORD]
    assert [w.dienst for w in list_waarden(VASTLEGGER, [stand])] == [NOORD, ZUID]
    assert list_waarden(make_lid("gebruiker 973", NOORD, soorten=("zaak",)), [stand]) == []
    assert list_waarden(make_lid("gebruiker 974", "GM9901", soorten=("indicator",)), [stand]) == []


@pytest.fixture
def land(db: Any, tmp_path: Any, zet_klok: Any) -> None:
    load_map(tmp_path / "land", BASIS)
    zet_klok(2026, 2, 3, 9)
    write_dagstand(STAND, make_controles(*CONTROLES))


def _sees(client: Client, adres: str, *woorden: str) -> str:
    antwoord = client.get(adres)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    for woord in woorden:
        assert woord in tekst, woord
    return tekst


def test_from_catalogue_to_records(land: None) -> None:
    toetser, noord = sign_in("LAB", "toetser"), sign_in(NOORD, "zelfbeoordelaar")
    adres = "/monitoring/indicatoren/uitgevoerde_controles"
    antwoord = toetser.post(f"{adres}/vastleggen", {"periode": "2025"}, follow=True)
    assert "Gevraagd: Uitgevoerde controles" in antwoord.content.decode()
    run_vastlegging.func(str(Vastlegging.objects.get().pk))
    stand = Indicatorstand.objects.get()
    _sees(
        toetser,
        "/monitoring/indicatoren",
        "Uitgevoerde controles",
        "2 controles",
        "75,0%",
        "nog niet vastgelegd",
    )
    eigen = _sees(noord, f"/monitoring/cijfers/{stand.pk}?narekenen=ja", "hetzelfde getal", "66,7%")
    assert f"{stand.pk}/{NOORD}" in eigen and ZUID not in eigen
    _sees(noord, adres, "SELECT", "aanname", "1 januari 2025 tot en met 31 december 2025")
    records = _sees(noord, f"/monitoring/cijfers/{stand.pk}/{NOORD}", "2 van 3 records zijn bruikbaar")
    assert records.count("een record dat u niet mag zien") == 3
    assert noord.get(f"/monitoring/cijfers/{stand.pk}/{ZUID}").status_code == 404


def test_bad_input_and_strangers(land: None) -> None:
    toetser, noord = sign_in("LAB", "toetser"), sign_in(NOORD, "zelfbeoordelaar")
    adres = "/monitoring/indicatoren/uitgevoerde_controles/vastleggen"
    antwoord = toetser.post(adres, {"periode": "Q5 van 2025"})
    assert antwoord.status_code == 422 and "is geen periode" in antwoord.content.decode()
    assert noord.get(adres).status_code == 403
    assert toetser.get("/monitoring/indicatoren/onzin").status_code == 404
    assert toetser.get("/monitoring/indicatoren/onzin/vastleggen").status_code == 404
    assert toetser.get(f"/monitoring/cijfers/{make_id(1)}").status_code == 404
    assert not Verwerking.objects.filter(naam="indicator.read").exists()
