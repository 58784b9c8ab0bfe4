"""The story of README, on a register into which every example file was delivered, twice."""

import csv
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import duckdb
import pytest

from voorbeelden.demo import AANLEVERINGEN, MAP, make_demo
from voorbeelden.leveringen import Foutplek, Levering, list_foutplekken, list_leveringen
from voorbeelden.wereld import read_gegevens
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.selectors import Bevindingregel, list_verslag
from vth.aanleveringen.verslag import get_map
from vth.logboek.models import Gebeurtenis
from vth.logboek.selectors import list_breuken
from vth.ontdubbeling.selectors import count_te_beoordelen
from vth.organisaties.selectors import find_bronhouder, find_omgevingsdienst, make_viewer
from vth.register.models import Bronobject, Leverstatus, Relatie, VthObjectVoorkomen
from vth.register.selectors import find_identiteiten, list_zichtbaar
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.models import Gebruiker

from .conftest import Lindeland, count_herkomsten, count_register

pytestmark = [pytest.mark.django_db, pytest.mark.traag]
BUITEN_REGISTER = (
    "zelfbeoordelaar",
    "bestuurder",
    "toetser",
    "stelseloordelaar",
    "programmabureau",
    "onderwerpeigenaar",
)
Tijdlijn = list[tuple[date, date, str | None]]


def list_tijdlijn(leverancier: str, sleutel: str) -> list[VthObjectVoorkomen]:
    """What is believed of one record, oldest first."""
    rijen = VthObjectVoorkomen.objects.believed().filter(
        bronobject__leverancier=leverancier, bronobject__sleutel=sleutel
    )
    return list(rijen.order_by("begin_geldigheid"))


def read_readme_verhaal(kop: str) -> Tijdlijn:
    """The table under a heading of README: from, to, name."""
    tekst = (MAP / "README.md").read_text().split(f"### {kop}\n")[1].split("\n#")[0]
    rijen = re.findall(r"^\| (\d\S+) \| (\S*) \| ([^|]*) \|", tekst, re.M)
    dag = lambda t: datetime.strptime(t, "%d-%m-%Y").date() if t != "nu" else OPEN_DAG  # noqa: E731
    return [(dag(van), dag(tot), naam.strip()) for van, tot, naam in rijen]


@pytest.mark.parametrize(
    ("kop", "leverancier", "sleutel"),
    [
        ("Bremlaar: hernoemd, en een tikfout verbeterd", "OD-VEENRAND", "VR-00000001"),
        ("Schorreboer: verschenen, hernoemd en geëindigd", "OD-KUSTLAND", "K24-0000001"),
    ],
)
def test_history_is_what_readme_tells(
    in_lindeland: Lindeland, kop: str, leverancier: str, sleutel: str
) -> None:
    tijdlijn: Tijdlijn = []
    for v in list_tijdlijn(leverancier, sleutel):
        if tijdlijn and tijdlijn[-1][1:] == (v.begin_geldigheid, v.naam):
            tijdlijn[-1] = (tijdlijn[-1][0], v.eind_geldigheid, v.naam)
        else:
            tijdlijn.append((v.begin_geldigheid, v.eind_geldigheid, v.naam))
    assert tijdlijn == read_readme_verhaal(kop)
    assert tijdlijn


def test_correction_shows_what_was_known_before_it(in_lindeland: Lindeland) -> None:
    correctie = in_lindeland.aanleveringen[Path("OD-VEENRAND/2025-04-01-inrichtingen-correctie.csv")]
    assert correctie.herkomst
    rijen = VthObjectVoorkomen.objects.filter(bronobject__sleutel="VR-00000001")
    mei = date(2025, 5, 1)
    ervoor = Peilmoment(mei, correctie.herkomst.moment - timedelta(microseconds=1))
    assert rijen.seen_at(ervoor).get().capaciteit == 4500
    assert rijen.seen_at(Peilmoment(mei, klok.now())).get().capaciteit == 450


def test_site_that_ended_keeps_its_end_and_is_not_delivered_any_more(in_lindeland: Lindeland) -> None:
    laatste = list_tijdlijn("OD-VEENRAND", "VR-00000004")[-1]
    assert (laatste.beeindigingsdatum, laatste.eind_geldigheid) == (date(2025, 6, 15), OPEN_DAG)
    status = Leverstatus.objects.believed().get(
        bronobject__sleutel="VR-00000004", bronobject__soort="vthobject"
    )
    assert (status.status, status.begin_geldigheid) == ("niet_meer_aangeleverd", date(2025, 10, 1))


def test_site_that_was_forgotten_once_comes_back(in_lindeland: Lindeland) -> None:
    status = Leverstatus.objects.believed().get(
        bronobject__sleutel="VR-00000010", bronobject__soort="vthobject"
    )
    assert (status.begin_geldigheid, status.eind_geldigheid) == (date(2025, 7, 1), date(2025, 10, 1))


def test_other_operator_is_another_relation(in_lindeland: Lindeland) -> None:
    drijvers = Relatie.objects.believed().filter(van__sleutel="VR-00000002", soort="drijver")
    juli = date(2025, 7, 1)
    assert [(r.begin_geldigheid, r.eind_geldigheid) for r in drijvers.order_by("begin_geldigheid")] == [
        (date(2024, 10, 1), juli),
        (juli, OPEN_DAG),
    ]


def test_brakerzijl_went_over_to_the_other_dienst(in_lindeland: Lindeland) -> None:
    overgang = date(2025, 1, 1)
    for vraag in (find_omgevingsdienst, lambda g, d: find_bronhouder("vthobject", g, d)):
        assert vraag("GM9904", overgang - timedelta(days=1)) == "OD-VEENRAND"
        assert vraag("GM9904", overgang) == "OD-KUSTLAND"
    oud = Leverstatus.objects.believed().get(bronobject__sleutel="VR-00000005", bronobject__soort="vthobject")
    assert oud.begin_geldigheid == overgang
    [nieuw] = list_tijdlijn("OD-KUSTLAND", "K25-90000005")
    assert (nieuw.naam, nieuw.begin_geldigheid) == ("Jachthaven Brakermeer", overgang)


def test_parts_and_activities_without_a_site_are_there(in_lindeland: Lindeland) -> None:
    tanks = Relatie.objects.believed().filter(soort="deel_van", naar__sleutel="K24-0000002")
    assert tanks.count() == 4
    los = Relatie.objects.believed().filter(van__soort="activiteituitvoering", van__sleutel__startswith="KB-")
    assert los.filter(soort="locatie").count() > 30


def test_same_file_twice_changes_nothing(in_lindeland: Lindeland) -> None:
    assert len(in_lindeland.aanleveringen) == len(list_leveringen())
    assert in_lindeland.toch_gewijzigd == []


def test_demo_twice_changes_nothing(in_lindeland: Lindeland) -> None:
    def count() -> list[int]:
        return [*count_register(), count_herkomsten(), Gebeurtenis.objects.count(), Gebruiker.objects.count()]

    voor = count()
    verslag = make_demo()
    assert (verslag.geleverd, verslag.accounts) == ([], 0)
    assert count() == voor


def list_gelijk(van: dict[str, str]) -> set[tuple[str, str]]:
    """The pairs of records that are about one thing."""
    per = defaultdict(list)
    for record, ding in van.items():
        per[ding].append(record)
    return {paar for records in per.values() for paar in combinations(sorted(records), 2)}


def test_what_is_one_site_is_found_without_a_look_at_the_truth(in_lindeland: Lindeland) -> None:
    with (AANLEVERINGEN / "waarheid.csv").open() as file:
        plek = {(r["leverancier"], r["nummer"]): r["plek"] for r in csv.DictReader(file)}
    records = {
        str(b.pk): plek.get((b.leverancier, b.sleutel)) for b in Bronobject.objects.filter(soort="vthobject")
    }
    waar = {id_: p for id_, p in records.items() if p}
    nu = Peilmoment(klok.today(), klok.now())
    ding = {str(a): str(b) for a, b in find_identiteiten((uuid.UUID(i) for i in waar), nu).items()}
    gevonden, juist = list_gelijk(ding), list_gelijk(waar)
    assert not gevonden - juist
    assert len(gevonden) >= 0.9 * len(juist)


def test_pairs_of_which_one_cannot_be_sure_wait_for_who_may_judge_them(in_lindeland: Lindeland) -> None:
    for naam in ("stelsel", "veenrand-beoordelaar", "kustland-beheer"):
        viewer = make_viewer(Gebruiker.objects.get(username=naam), klok.today())
        assert count_te_beoordelen(viewer) > 0


def test_one_delivery_waits_and_one_was_refused(in_lindeland: Lindeland) -> None:
    staten = {str(pad): a.staat for pad, a in in_lindeland.aanleveringen.items()}
    anders = {pad: staat for pad, staat in staten.items() if staat != Aanlevering.Staat.VERWERKT}
    assert anders == {
        "OD-KUSTLAND/2026-04-01-activiteiten.json": Aanlevering.Staat.GEWEIGERD,
        "OD-VEENRAND/2026-04-01-inrichtingen.csv": Aanlevering.Staat.WACHT,
    }


def test_score_rises_while_the_supplier_mends_its_mistakes(in_lindeland: Lindeland) -> None:
    reeks = [
        a.score.totaal
        for pad, a in in_lindeland.aanleveringen.items()
        if re.fullmatch(r"202[45]-\d\d-01-inrichtingen\.csv", pad.name)
    ]
    assert reeks[-1] > reeks[0] + 3
    assert reeks[-1] == max(reeks)


def test_every_record_lies_in_a_gemeente_of_lindeland(in_lindeland: Lindeland) -> None:
    gebieden = set(Bronobject.objects.filter(soort="vthobject").values_list("gebied", flat=True))
    assert gebieden - {""} == {g["code"] for g in read_gegevens("gebied")["gemeenten"]}


def test_every_account_sees_what_its_organisation_may(in_lindeland: Lindeland) -> None:
    aantallen = {}
    for account in read_gegevens("accounts"):
        viewer = make_viewer(Gebruiker.objects.get(username=account["gebruiker"]), klok.today())
        aantallen[account["gebruiker"]] = list_zichtbaar(viewer).count()
    alles = Bronobject.objects.count()
    # Who keeps the system going has no ground to know who people are.
    personen = Bronobject.objects.filter(soort="natuurlijkpersoon").count()
    assert aantallen["stelsel"] == alles - personen
    # Who only judges whether a dienst is robust, or keeps a programme, has no ground to look into the register.
    zonder = {a["gebruiker"] for a in read_gegevens("accounts") if a["rol"] in BUITEN_REGISTER}
    assert zonder and {gebruiker for gebruiker, n in aantallen.items() if not n} == zonder
    assert all(n < alles for gebruiker, n in aantallen.items() if gebruiker != "stelsel")


def test_log_is_whole(in_lindeland: Lindeland) -> None:
    assert Gebeurtenis.objects.filter(handeling="aanlevering.record").exists()
    assert list_breuken() == []


# Mistakes


def read_fouten() -> dict[str, dict[int, str]]:
    """Per file, which mistake stands in which row, as the committed list says."""
    fouten: dict[str, dict[int, str]] = defaultdict(dict)
    with (AANLEVERINGEN / "fouten.csv").open(encoding="utf-8", newline="") as file:
        for regel in csv.DictReader(file):
            fouten[regel["bestand"]][int(regel["rij"])] = regel["fout"]
    return fouten


def find_plek(levering: Levering, fout: str) -> Foutplek:
    """Where a mistake stands in the files of this series."""
    return next(f for f in list_foutplekken() if (f.bestand, f.fout) == (levering.bestand, fout))


def list_geweigerde_waarden(aanlevering: Aanlevering) -> set[str]:
    """Every value that stands in a refused row: what others refer to may be among them."""
    pad = get_map(aanlevering) / "geweigerd.parquet"
    with duckdb.connect() as con:
        rijen = con.execute("FROM read_parquet(?)", [str(pad)]).fetchall()
    return {str(w) for rij in rijen for w in rij if w}


def iter_met_geweigerd(lindeland: Lindeland) -> Iterator[tuple[Levering, Aanlevering, set[str]]]:
    """Each delivery with what its supplier was refused so far."""
    geweigerd: dict[str, set[str]] = defaultdict(set)
    for levering in list_leveringen():
        aanlevering = lindeland.aanleveringen[levering.pad]
        geweigerd[levering.leverancier] |= list_geweigerde_waarden(aanlevering)
        yield levering, aanlevering, geweigerd[levering.leverancier]


def is_gevolg(regel: Bevindingregel, geweigerd: set[str]) -> bool:
    """Whether a reference fails only because what it refers to was refused."""
    delen = (regel.waarde or "").split("/")
    return regel.toets == "relatie.verwijzing_onbekend" and geweigerd.issuperset(delen)


def list_regels(aanlevering: Aanlevering) -> list[Bevindingregel]:
    return [r for r in list_verslag(aanlevering, hoogstens=10_000) if r.rijnummer is not None]


def test_every_mistake_is_found_by_the_check_that_should_find_it(in_lindeland: Lindeland) -> None:
    gemist = []
    fouten = read_fouten()
    for levering, aanlevering, _ in iter_met_geweigerd(in_lindeland):
        gezien = {(r.rijnummer, r.gegevensset, r.toets, r.veld) for r in list_regels(aanlevering)}
        if levering.uitkomst == "geweigerd":
            continue
        for rij, fout in fouten[str(levering.pad)].items():
            for toets in find_plek(levering, fout).toetsen:
                if (rij, *toets) not in gezien:
                    gemist.append((str(levering.pad), rij, fout, toets))
    assert gemist == []


def test_no_mistake_is_found_by_a_wrong_check_and_no_good_row_at_all(in_lindeland: Lindeland) -> None:
    fouten, ook = read_fouten(), {f["fout"]: f.get("ook", []) for f in read_gegevens("fouten")}
    onterecht = []
    for levering, aanlevering, geweigerd in iter_met_geweigerd(in_lindeland):
        if levering.uitkomst == "geweigerd":
            continue
        for regel in list_regels(aanlevering):
            fout = fouten[str(levering.pad)].get(regel.rijnummer or 0)
            terecht = {t for _, t, _ in find_plek(levering, fout).toetsen} | set(ook[fout]) if fout else set()
            if regel.toets not in terecht | {"veld.vulling"} and not is_gevolg(regel, geweigerd):
                onterecht.append((str(levering.pad), regel.rijnummer, fout, regel.toets, regel.waarde))
    assert onterecht == []


def test_refused_delivery_is_refused_for_its_new_words(in_lindeland: Lindeland) -> None:
    aanlevering = in_lindeland.aanleveringen[Path("OD-KUSTLAND/2026-04-01-activiteiten.json")]
    tellingen = {(t.toets, t.veld): t.aantal for t in aanlevering.toetstellingen.all()}
    assert tellingen["veld.codelijst", "activiteit"] == aanlevering.tellingen["rijen"]


def test_only_the_half_file_drifts(in_lindeland: Lindeland) -> None:
    volledig = {"OD-VEENRAND", "OD-KUSTLAND"}
    drift = {
        (str(levering.pad), r.toets)
        for levering, aanlevering, _ in iter_met_geweigerd(in_lindeland)
        if levering.leverancier in volledig
        for r in list_verslag(aanlevering, hoogstens=10_000)
        if r.rijnummer is None
    }
    assert drift == {("OD-VEENRAND/2026-04-01-inrichtingen.csv", "verloop.aantal_rijen")}
