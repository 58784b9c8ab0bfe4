"""`vth vernietig`: list, review, carry out, broken off, carried on; and nothing of what went is to be read anywhere."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from typer import Typer
from typer.testing import CliRunner

from portaal import vernietiging
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.tests.builders import PROFIELEN, lever, make_site
from vth.logboek.models import Gebeurtenis
from vth.logboek.services import seal_gebeurtenissen
from vth.logboek.vernietiging import VernietigingError
from vth.register.models import Bronobject, Persoonsgegeven
from vth.register.tests.builders import make_object
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer

pytestmark = [pytest.mark.usefixtures("verse_database"), pytest.mark.traag]
NAAM, OUD = "Zonderlingstra", datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def gemaakt(
    verse_moduledatabase: None,
    tmp_path_factory: pytest.TempPathFactory,
    mappen: Callable[[Path], dict[str, Path]],
) -> Path:
    """Make the world once, and give where its files are; each test gets a copy of both."""
    instellingen = mappen(tmp_path_factory.mktemp("wereld"))
    with override_settings(PROFIELEN_DIR=str(PROFIELEN), **instellingen):
        make_wereld()
    return instellingen["VAR_DIR"]


@pytest.fixture(autouse=True)
def wereld(gemaakt: Path, verse_database: None, settings: Any) -> None:
    """Let each test destroy in a world of its own."""
    settings.PROFIELEN_DIR = str(PROFIELEN)
    shutil.copytree(gemaakt, settings.VAR_DIR)


def make_wereld() -> None:
    """Two deliveries and two persons that have outlived their term, and one of each that has not."""
    for n in range(3):
        lever([make_site(NAAM=f"{NAAM} site {n}")], peildatum=date(2024, 1, 1 + n))
    oud = list(Aanlevering.objects.order_by("peildatum").values_list("pk", flat=True)[:2])
    Aanlevering.objects.filter(pk__in=oud).update(afgerond_op=OUD)
    for n, eind in enumerate([date(2018, 1, 1), date(2019, 1, 1), date(2026, 1, 1)]):
        make_object(
            f"P{n}",
            soort="natuurlijkpersoon",
            inhoud={"geslachtsnaam": f"{NAAM}{n}"},
            begin=date(2015, 1, 1),
            eind=eind,
        )


def run(*woorden: str, invoer: str = "") -> str:
    app = Typer()
    app.command()(vernietiging.vernietig)
    uitkomst = CliRunner().invoke(app, woorden, input=invoer)
    if uitkomst.exception and not isinstance(uitkomst.exception, SystemExit):
        raise uitkomst.exception
    return uitkomst.output


def count_over() -> tuple[int, int]:
    return Aanlevering.objects.filter(vernietigd_op=None).count(), Persoonsgegeven.objects.filter(
        vernietigd_op=None
    ).count()


def list_handelingen(*handelingen: str) -> int:
    return Gebeurtenis.objects.filter(handeling__in=handelingen).count()


def test_without_carrying_out_only_a_list_is_made(tmp_path: Path) -> None:
    csv = tmp_path / "lijst.csv"
    uitvoer = run("--bewaar", str(csv))
    assert "2 keer aangeleverde bestanden" in uitvoer
    assert "2 keer gegevens van natuurlijke personen zonder rol van OD-NOORD: 5 jaren (AANNAME" in uitvoer
    assert "er is niets vernietigd" in uitvoer
    assert count_over() == (3, 3)
    assert len(csv.read_text().splitlines()) == 5
    run()
    assert list_handelingen("vernietiging.lijst") == 1


def test_list_names_no_person_and_nothing_of_a_file() -> None:
    run()
    lijst = Gebeurtenis.objects.get(handeling="vernietiging.lijst")
    assert NAAM not in str(lijst.inhoud)
    assert lijst.inhoud["gronden"]["register OD-NOORD"]["zekerheid"] == "aanname"


def test_reviewed_list_is_carried_out_once_and_leaves_a_statement() -> None:
    run()
    uitvoer = run("--uitvoeren", "--ja")
    assert "vernietigd: 2 keer aanleveringen.aanlevering" in uitvoer
    assert "vernietigd: 2 keer register.natuurlijkpersoon" in uitvoer
    assert count_over() == (1, 1)
    assert list_handelingen("aanlevering.erase", "register.erase") == 4
    assert list_handelingen("vernietiging.verklaring") == 1
    assert "Er is niets dat zijn bewaartermijn voorbij is" in run()
    with pytest.raises(VernietigingError, match="geen lijst die op uitvoering wacht"):
        run("--uitvoeren", "--ja")


def test_same_list_again_gives_the_same_statement_and_does_nothing() -> None:
    run()
    kort = Gebeurtenis.objects.get(handeling="vernietiging.lijst").onderwerp_id[:8]
    eerste = run("--uitvoeren", "--ja", "--lijst", kort)
    regels = Gebeurtenis.objects.count()
    assert eerste.split("Verklaring")[1] == run("--uitvoeren", "--lijst", kort).split("Verklaring")[1]
    assert Gebeurtenis.objects.count() == regels


def test_without_agreement_nothing_goes() -> None:
    run()
    run("--uitvoeren", invoer="n\n")
    assert count_over() == (3, 3)
    run("--uitvoeren", invoer="j\n")
    assert count_over() == (3, 3)
    run("--uitvoeren", invoer="y\n")
    assert count_over() == (1, 1)


def test_nothing_goes_without_a_list() -> None:
    with pytest.raises(VernietigingError, match="Maak er een met `vth vernietig`"):
        run("--uitvoeren", "--ja")
    assert count_over() == (3, 3)


@pytest.mark.parametrize("na", [0, 1, 2, 3])
def test_broken_off_anywhere_the_same_list_is_carried_on_and_the_statement_tells_of_all(
    na: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    gedaan = []

    def break_off(kamer: vernietiging.Kamer) -> Any:
        def erase(*wat: Any) -> int:
            if len(gedaan) == na:
                raise KeyboardInterrupt
            gedaan.append(wat)
            return kamer.erase(*wat)

        return erase

    with monkeypatch.context() as m:
        for naam, kamer in vernietiging.KAMERS.items():
            m.setitem(vernietiging.KAMERS, naam, replace(kamer, erase=break_off(kamer)))
        with pytest.raises(KeyboardInterrupt):
            vernietiging.carry_out(
                make_systeemviewer("proef", op=date(2026, 11, 25), rol="archiefbeheerder"),
                vernietiging.find_vernietigingslijst(),
            )
    assert sum(count_over()) == 6 - na
    assert list_handelingen("vernietiging.verklaring") == 0
    uitvoer = run("--uitvoeren", "--ja")
    assert "vernietigd: 2 keer aanleveringen.aanlevering" in uitvoer
    assert "niet vernietigd" not in uitvoer
    assert (count_over(), list_handelingen("aanlevering.erase", "register.erase")) == ((1, 1), 4)


def test_person_who_got_a_role_again_after_the_review_stays_and_is_named() -> None:
    run()
    persoon = Bronobject.objects.filter(soort="natuurlijkpersoon").order_by("pk")[0]
    make_object(begin=date(2020, 1, 1), relaties={"eigenaar": [persoon]})
    uitvoer = run("--uitvoeren", "--ja")
    assert (
        f"niet vernietigd, want weer nodig of niet meer te zien: register natuurlijkpersoon {persoon.pk}"
        in uitvoer
    )
    assert count_over() == (1, 2)


def test_who_may_not_destroy_carries_nothing_out() -> None:
    run()
    with pytest.raises(GeenToegangError):
        vernietiging.carry_out(
            make_systeemviewer("proef", op=date(2026, 11, 25)), vernietiging.find_vernietigingslijst()
        )
    assert count_over() == (3, 3)


def test_what_went_is_in_no_file_of_the_installation(settings: Any) -> None:
    Aanlevering.objects.update(afgerond_op=OUD)
    run()
    run("--uitvoeren", "--ja")
    seal_gebeurtenissen()
    assert "Zonderlingstra0" not in str(Gebeurtenis.objects.values())
    mappen = [Path(settings.VAR_DIR)]
    if connection.vendor == "sqlite":
        mappen.append(Path(connection.settings_dict["NAME"]).parent)
    bestanden = {p for map_ in mappen for p in map_.rglob("*") if p.is_file()}
    assert bestanden
    assert not [p.name for p in bestanden for n in (0, 1) if f"{NAAM}{n}".encode() in p.read_bytes()]
    assert not [
        p
        for p in Path(settings.AANLEVERINGEN_DIR).rglob("*")
        if p.is_file() and NAAM.encode() in p.read_bytes()
    ]
