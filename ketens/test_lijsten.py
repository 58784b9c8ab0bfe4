"""Every big list that one works from: in each order its pages and its file hold the same rows, nobody else's, and no cell that runs."""

import csv
import io
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.test import Client

from vth.aanleveringen.models import Aanlevering, Leverancier
from vth.handhaving.models import Maatregel, Verbeurte
from vth.handhaving.tests.briefbuilders import make_verzoek
from vth.handhaving.tests.builders import JURIST, make_last, make_maatregel, make_overtreding
from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking
from vth.logboek.tests.test_verwerkingen import make_verwerking
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer, Zicht
from vth.toezicht.models import Controle, Incidentsignaal
from vth.toezicht.tests.builders import TINE, make_controle
from vth.toezicht.tests.signaalbuilders import make_signaal
from vth.vergunningen.models import Vergunning
from vth.vergunningen.tests.builders import VERA, make_vergunning
from vth.zaken.advies.rules import NieuwAdviesverzoek
from vth.zaken.advies.services import record_adviesverzoek
from vth.zaken.documenten.tests.builders import make_document
from vth.zaken.models import Zaak
from vth.zaken.tests.builders import ANNA, OD, make_zaak

pytestmark = pytest.mark.django_db
FORMULE = "=HYPERLINK(1)"
DAG = timedelta(days=1)
ANDERS = {"leverancier": "OD-ZUID", "gebied": "GM9903"}


@dataclass(frozen=True)
class Geval:
    """A list: its page and what is asked there, its other orders, where a row of it is, who works from it, and how its rows are made.

    `make` gives rows of the viewer's organisation in the order of the list, the first with a text that a spreadsheet would run,
    after it made some of another organisation.
    """

    naam: str
    adres: str
    vraag: str
    volgordes: tuple[str, ...]
    rij: str
    viewer: Viewer
    make: Callable[[], list[Any]]


def copy(rij: Any, **velden: Any) -> Any:
    """Write the same row once more, with another number."""
    nieuw = type(rij).objects.get(pk=rij.pk)
    nieuw.pk, nieuw._state.adding = klok.make_uuid7(), True
    for naam, waarde in velden.items():
        setattr(nieuw, naam, waarde)
    nieuw.save(force_insert=True)
    return nieuw


def spread(
    rij: Any, tekst: str, dag: str = "laatste_dag", kenmerk: str = "kenmerk", eerst: timedelta = -DAG
) -> list[Any]:
    """Make five rows out of one, two of them on one day and one without, and two of another organisation."""
    op = klok.today() + eerst + DAG
    dagen = [op - DAG, op + DAG, op + DAG, op + 3 * DAG, OPEN_DAG]
    eigen = [
        copy(rij, **{tekst: FORMULE if n == 0 else f"rij {n}", dag: waarde} | make_kenmerk(rij, kenmerk, n))
        for n, waarde in enumerate(dagen)
    ]
    for n, waarde in enumerate(dagen[:2], 5):
        copy(rij, **{tekst: "van een ander", dag: waarde} | make_kenmerk(rij, kenmerk, n) | ANDERS)
    type(rij).objects.filter(pk=rij.pk).update(**ANDERS)
    return sorted(eigen, key=lambda r: (getattr(r, dag), r.pk))


def make_kenmerk(rij: Any, kenmerk: str, n: int) -> dict[str, Any]:
    """Number a copy; the kernel in the register is of one row only."""
    kern = {"bronobject": None} if hasattr(rij, "bronobject_id") and hasattr(rij, "versie") else {}
    return kern | ({kenmerk: f"K-{n}"} if kenmerk else {})


def make_verbeurten() -> list[Any]:
    """Make amounts that were forfeited; what they are for is the text of the measure."""
    adressaat = make_last(make_maatregel())
    Maatregel.objects.update(omschrijving=FORMULE)
    vast = {"soort": "dwangsomdossier", "leverancier": OD, "gebied": "GM9901", "vertrouwelijkheid": "intern"}
    wie = {"geregistreerd_op": klok.now(), "geregistreerd_door": "proef"}
    dag = date(2026, 1, 1)
    rijen = [
        Verbeurte.objects.create(
            adressaat=adressaat, vanaf=dag + n * DAG, dag=dag + n * DAG, bedrag=n + 1, grond="Niet gedaan.",
            betalen_voor=dag + 50 * DAG, laatste_dag=dag + (n // 2) * DAG, **wie, **vast | (ANDERS if n > 4 else {}),
        )
        for n in range(7)
    ]  # fmt: skip
    return sorted(rijen[:5], key=lambda r: (r.laatste_dag, r.pk))


def make_verzoeken() -> list[Any]:
    """Make requests to enforce: one whose zaak is secret, one that is so itself, and one that was decided are not in the list."""
    rijen = [make_verzoek(sleutel=f"L-{n}") for n in range(8)]
    for n, rij in enumerate(rijen):
        dag = klok.today() + (n // 2) * DAG
        anders = {"vertrouwelijkheid": "geheim"} if n == 5 else {"einddatum": klok.today()} if n == 7 else {}
        Zaak.objects.filter(pk=rij.zaak_id).update(**{"laatste_dag": dag} | anders)
    rijen[6].vertrouwelijkheid = "geheim"
    rijen[0].omschrijving = FORMULE
    for rij in rijen:
        rij.save()
        rij.zaak.refresh_from_db()
    return sorted(rijen[:5], key=lambda r: (r.zaak.laatste_dag, r.zaak_id))


def make_signalen() -> list[Any]:
    """Make messages by the moment they came in; the second and fourth are urgent."""
    nu = klok.now()
    rijen = [
        make_signaal(plek=FORMULE if n == 0 else f"Straat {n}", ontvangen_op=nu - (9 - n) * DAG)
        for n in range(7)
    ]
    Incidentsignaal.objects.update(spoed=False)
    Incidentsignaal.objects.filter(pk__in=[rijen[1].pk, rijen[3].pk]).update(spoed=True)
    Incidentsignaal.objects.filter(pk__in=[r.pk for r in rijen[5:]]).update(**ANDERS)
    return [rijen[n] for n in (1, 3, 0, 2, 4)]


def make_vergunningen() -> list[Any]:
    """Make permits; the last one stands first."""
    rijen = [make_vergunning(kenmerk=f"V-{n}", titel=FORMULE if n == 4 else f"Fabriek {n}") for n in range(7)]
    Vergunning.objects.filter(pk__in=[r.pk for r in rijen[5:]]).update(**ANDERS)
    return sorted(rijen[:5], key=lambda r: r.pk, reverse=True)


def make_aanleveringen() -> list[Any]:
    """Make deliveries; the last one stands first, and of one moment the last number."""
    for code in (OD, "OD-ZUID"):
        Leverancier.objects.get_or_create(code=code, defaults={"naam": code})
    nu = klok.now()
    rijen = [
        Aanlevering.objects.create(
            leverancier_id="OD-ZUID" if n > 4 else OD, profiel="p", reeks="p", sha256="0" * 64, bytes=1,
            bestandsnaam=FORMULE if n == 4 else f"bestand{n}.csv", peildatum=date(2024, 1, 1),
            ontvangen_op=nu + (n // 2) * DAG, ingediend_door="proef", tellingen={"rijen": n},
        )
        for n in range(7)
    ]  # fmt: skip
    return sorted(rijen[:5], key=lambda r: (r.ontvangen_op, r.pk), reverse=True)


def make_adviezen() -> list[Any]:
    """Make requests for advice."""
    nieuw = NieuwAdviesverzoek("gevraagd", "advies", "over", klok.today(), partijnaam="Een ander")
    rij = record_adviesverzoek(viewer=ANNA, nieuw=nieuw, zaak_id=make_zaak().pk)
    return spread(rij, "over", dag="uiterlijk_op", kenmerk="identificatie", eerst=DAG)


def make_documenten() -> list[Any]:
    """Make documents; the last one stands first."""
    rij = make_document(make_zaak())
    eigen = [copy(rij, titel=FORMULE if n == 4 else f"Stuk {n}", identificatie=f"D-{n}") for n in range(5)]
    for n in range(5, 7):
        copy(rij, titel="van een ander", identificatie=f"D-{n}", **ANDERS)
    type(rij).objects.filter(pk=rij.pk).update(**ANDERS)
    return sorted(eigen, key=lambda r: r.pk, reverse=True)


DAGEN, KENMERK = ("laatste_dag", "-laatste_dag"), f"(?:{'[0-9a-f]' * 8}-[0-9a-f-]{{27}})"
HH = "/handhaving/"
GEVALLEN = [
    Geval("zaken", "/zaken/", "wie=alles", DAGEN, "/zaken/", ANNA,
        lambda: spread(make_zaak(), "omschrijving", kenmerk="identificatie")),
    Geval("adviezen", "/adviezen/", "", ("uiterlijk_op", "-uiterlijk_op"), "/adviezen/", ANNA, make_adviezen),
    Geval("controles", "/toezicht/", "wie=alles", DAGEN, "/toezicht/", TINE,
        lambda: spread(make_controle(), "omschrijving")),
    Geval("signalen", "/signalen/", "wie=alles", ("spoed",), "/signalen/", TINE, make_signalen),
    Geval("overtredingen", HH, "tab=overtredingen", DAGEN, f"{HH}overtredingen/", JURIST,
        lambda: spread(make_overtreding(), "aard")),
    Geval("maatregelen", HH, "tab=maatregelen", DAGEN, f"{HH}maatregelen/", JURIST,
        lambda: spread(make_maatregel(), "omschrijving")),
    Geval("dwangsommen", HH, "tab=dwangsommen", DAGEN, f"{HH}dwangsommen/", JURIST, make_verbeurten),
    Geval("handhavingsverzoeken", HH, "tab=handhavingsverzoeken", DAGEN, f"{HH}verzoeken/", JURIST, make_verzoeken),
    Geval("vergunningen", "/vergunningen/", "", ("-vastgelegd", "vastgelegd"), "/vergunningen/", VERA, make_vergunningen),
    Geval("documenten", "/documenten/", "wie=alles", ("-vastgelegd", "vastgelegd"), "/documenten/", ANNA, make_documenten),
    Geval("aanleveringen", "/aanleveringen/", "", ("-ontvangen", "ontvangen"), "/aanleveringen/", VERA, make_aanleveringen),
]  # fmt: skip
ELK = pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g.naam)
BLADEN = (
    "vth.zaken.lijstpagina",
    "vth.zaken.advies.lijst",
    "vth.zaken.documenten.lijstpagina",
    "vth.toezicht.lijstpagina",
    "vth.toezicht.signaallijstpagina",
    "vth.handhaving.lijstpagina",
    "vth.vergunningen.lijstpagina",
    "vth.aanleveringen.lijstpagina",
    "portaal.inzagen",
)
VORMEN = ("csv", "xlsx", "parquet")


@pytest.fixture(autouse=True)
def kleine_bladen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page hold two rows, so that a list of five has three."""
    for module in BLADEN:
        monkeypatch.setattr(f"{module}.PER_BLADZIJ", 2)


def walk(client: Client, adres: str, rij: str) -> list[str]:
    """Give the numbers of the rows of all pages, in order."""
    gezien: list[str] = []
    plek = adres
    for _ in range(9):
        html = client.get(plek).content.decode()
        # What lapses soon stands above the tabs, whichever list is looked at.
        lijst = html[max(0, html.find('class="vth-tabs"')) :]
        gezien += dict.fromkeys(re.findall(f'href="{rij}({KENMERK})"', lijst))
        volgende = re.search(r'href="([^"]+)" rel="next"', html)
        if not volgende:
            return gezien
        plek = adres.partition("?")[0] + volgende[1].replace("&amp;", "&")
    raise AssertionError(f"{adres} houdt niet op")


def fetch(client: Client, geval: Geval, vorm: str, meer: str = "") -> bytes:
    """Take a list along."""
    antwoord = client.get(f"{geval.adres}download.{vorm}?{geval.vraag}{meer}")
    assert antwoord.status_code == 200, antwoord.content.decode()[-2000:]
    return b"".join(antwoord.streaming_content)  # type: ignore[attr-defined]


def read_ids(client: Client, geval: Geval, meer: str = "") -> list[str]:
    """Give the numbers in a file, in order."""
    return list(pq.read_table(io.BytesIO(fetch(client, geval, "parquet", meer))).column("id").to_pylist())


@ELK
def test_in_each_order_pages_and_file_hold_the_same_rows_and_nobody_elses(
    geval: Geval, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    verwacht = [str(rij.pk) for rij in geval.make()]
    log_in(client, monkeypatch, geval.viewer)
    assert read_ids(client, geval) == verwacht
    for n, volgorde in enumerate(geval.volgordes):
        meer = f"&sorteer={volgorde}"
        rijen = verwacht[::-1] if n else verwacht
        assert walk(client, f"{geval.adres}?{geval.vraag}{meer}", geval.rij) == rijen, volgorde
        assert read_ids(client, geval, meer) == rijen, volgorde


@ELK
def test_a_file_is_noted_whoever_said_it_and_holds_no_cell_that_runs(
    geval: Geval, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    geval.make()
    log_in(client, monkeypatch, geval.viewer)
    for vorm in VORMEN:
        inhoud = fetch(client, geval, vorm)
        if vorm == "csv":
            cellen = [
                c for rij in csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";") for c in rij
            ]
            assert f"'{FORMULE}" in cellen
            assert not [c for c in cellen if c[:1] in ("=", "+", "-", "@")]
        elif vorm == "xlsx":
            assert inhoud[:2] == b"PK"
    regels = Verwerking.objects.filter(naam=f"{geval.naam}.download")
    assert [(r.aantal, r.actor, geval.adres in r.vraag) for r in regels] == 3 * [
        (5, geval.viewer.actor, True)
    ]


@ELK
def test_what_does_not_exist_is_refused_in_words(
    geval: Geval, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client, monkeypatch, geval.viewer)
    for adres in (geval.adres, f"{geval.adres}download.csv"):
        for onzin in ("onzin", "--", "id", "1;drop"):
            antwoord = client.get(f"{adres}?{geval.vraag}&sorteer={onzin}")
            assert antwoord.status_code == 400
            assert "bestaat hier niet. Kies uit: " in antwoord.content.decode(), onzin
    for vorm in ("pdf", "json", "CSV", "x" * 99):
        assert client.get(f"{geval.adres}download.{vorm}?{geval.vraag}").status_code == 404, vorm
    log_in(client, monkeypatch, replace(geval.viewer, zicht=Zicht()))
    assert client.get(f"{geval.adres}download.csv?{geval.vraag}").status_code == 403
    assert client.post(f"{geval.adres}download.csv").status_code == 405
    assert Client().get(f"{geval.adres}download.csv").status_code == 302
    assert not Verwerking.objects.filter(naam=f"{geval.naam}.download").exists()


@ELK
def test_an_empty_list_is_a_file_with_its_headings_and_no_look(
    geval: Geval, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client, monkeypatch, geval.viewer)
    kop, *rijen = fetch(client, geval, "csv").decode("utf-8-sig").splitlines()
    assert rijen == [] and kop.count(";") > 3
    assert not Verwerking.objects.exists()


@ELK
def test_a_place_of_one_order_is_none_of_another(
    geval: Geval, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that goes on in another order would skip rows; who changes the order begins at the begin."""
    geval.make()
    log_in(client, monkeypatch, geval.viewer)
    html = client.get(f"{geval.adres}?{geval.vraag}").content.decode()
    assert "Neem deze lijst mee (hoogstens 10.000 " in html and f'href="{geval.adres}download.csv' in html
    volgende = re.search(r'href="\?([^"]+)" rel="next"', html)
    assert volgende and not re.search(r'download\.csv\?[^"]*vanaf', html)
    if geval.naam not in ("vergunningen", "signalen"):
        meer = volgende[1].replace("&amp;", "&")
        assert client.get(f"{geval.adres}?{meer}&sorteer={geval.volgordes[1]}").status_code == 400


@pytest.mark.parametrize("volgorde", ["-ontvangen", "ontvangen"])
def test_a_list_is_walked_back_as_it_was_walked(
    client: Client, monkeypatch: pytest.MonkeyPatch, volgorde: str
) -> None:
    make_aanleveringen()
    log_in(client, monkeypatch, VERA)
    plek, heen, terug = f"?sorteer={volgorde}", [], []
    for richting, waar in (("next", heen), ("prev", terug)):
        for n in range(3):
            html = client.get(f"/aanleveringen/{plek}").content.decode()
            waar.append(re.findall(f'href="/aanleveringen/({KENMERK})"', html))
            if n < 2:
                plek = re.search(rf'href="(\?[^"]+)" rel="{richting}"', html)[1].replace("&amp;", "&")  # type: ignore[index]
    assert terug == heen[::-1] and len({id_ for blad in heen for id_ in blad}) == 5


def test_messages_stand_by_the_moment_they_came_in_when_that_is_asked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    geval = next(g for g in GEVALLEN if g.naam == "signalen")
    op_moment = [str(r.pk) for r in sorted(geval.make(), key=lambda s: s.ontvangen_op)]
    log_in(client, monkeypatch, TINE)
    for volgorde, verwacht in (("ontvangen_op", op_moment), ("-ontvangen_op", op_moment[::-1])):
        meer = f"&sorteer={volgorde}"
        assert walk(client, f"/signalen/?wie=alles{meer}", "/signalen/") == verwacht
        assert read_ids(client, geval, meer) == verwacht


def test_a_file_that_is_cut_off_says_so_in_its_name(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    geval = next(g for g in GEVALLEN if g.naam == "controles")
    geval.make()
    log_in(client, monkeypatch, TINE)
    heel = client.get("/toezicht/download.csv?wie=alles")["Content-Disposition"]
    for module in ("vth.interface.lijstuitvoer", "vth.toezicht.lijstbestand"):
        monkeypatch.setattr(f"{module}.MEESTE", 3)
    deel = client.get("/toezicht/download.csv?wie=alles")["Content-Disposition"]
    assert "-eerste-3.csv" in deel and "eerste" not in heel
    assert len(read_ids(client, geval)) == 3


def test_a_filter_holds_for_the_file_as_for_the_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rijen = next(g for g in GEVALLEN if g.naam == "controles").make()
    Controle.objects.filter(pk=rijen[1].pk).update(staat="bezig")
    log_in(client, monkeypatch, TINE)
    for vraag, hoeveel in (
        ("staat=bezig", 1),
        ("wanneer=te_laat", 1),
        ("wanneer=geen", 1),
        ("gebied=GM9903", 0),
    ):
        antwoord = client.get(f"/toezicht/download.parquet?wie=alles&{vraag}")
        tabel = pq.read_table(io.BytesIO(b"".join(antwoord.streaming_content)))  # type: ignore[attr-defined]
        adres = f"/toezicht/?wie=alles&{vraag}"
        assert (
            tabel.column("id").to_pylist() == walk(client, adres, "/toezicht/") and tabel.num_rows == hoeveel
        )


def test_who_looked_goes_along_for_who_may_see_that_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the own people; a right and no sight decides, and that it was taken along is noted like any other look."""
    for n in range(3):
        make_verwerking(organisatie=OD, na=n, actor=f"gebruiker {n}")
    make_verwerking(organisatie="OD-ZUID", na=9)
    beheer = replace(ANNA, handelingen=frozenset({"inzage.read"}), actor="gebruiker 990")
    log_in(client, monkeypatch, replace(beheer, zicht=Zicht()))
    for sorteer, eerst in (("", "gebruiker 2"), ("?sorteer=moment", "gebruiker 0")):
        antwoord = client.get(f"/inzagen/download.csv{sorteer}")
        inhoud = b"".join(antwoord.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        kop, *rijen = list(csv.reader(io.StringIO(inhoud), delimiter=";"))
        gezien = [rij[1] for rij in rijen if rij[3] == "Eén object"]
        assert kop[:2] == ["Wanneer", "Wie"] and len(gezien) == 3 and gezien[0] == eerst
    assert Verwerking.objects.filter(naam="inzagen.download", actor=beheer.actor).count() == 2
    assert client.get("/inzagen/download.csv?sorteer=onzin").status_code == 400
    assert client.get("/inzagen/download.csv?dag=gisteren").status_code == 400
    log_in(client, monkeypatch, ANNA)
    assert client.get("/inzagen/download.csv").status_code == 403


def test_a_request_to_enforce_is_hidden_with_its_zaak_and_with_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who sees only one of the two learns of neither from the list; `make_verzoeken` hides one of each."""
    rijen = make_verzoeken()
    log_in(client, monkeypatch, replace(JURIST, actor=str(uuid.uuid4())))
    assert f"{len(rijen)} verzoeken om handhaving" in client.get(
        f"{HH}?tab=handhavingsverzoeken"
    ).content.decode().replace("\u00a0", " ")
    assert walk(client, f"{HH}?tab=handhavingsverzoeken&wie=mijn", f"{HH}verzoeken/") == []
    Zaak.objects.exclude(pk=rijen[2].zaak_id).update(behandelaar="")
    log_in(client, monkeypatch, JURIST)
    adres = f"{HH}?tab=handhavingsverzoeken&wie=mijn&binnen=30"
    assert walk(client, adres, f"{HH}verzoeken/") == [str(rijen[2].pk)]
