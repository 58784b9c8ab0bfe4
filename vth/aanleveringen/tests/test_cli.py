"""`vth lever` and `vth aanleveringen`: what somebody at the machine reads, and what a script reads in the exit code."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from config.opdracht import make_app
from vth.aanleveringen import services
from vth.aanleveringen.models import Aanlevering
from vth.register.models import VthObjectVoorkomen
from vth.register.stand import claim_stand, release_stand
from vth.tijd import klok

from .builders import lever, make_csv, make_site
from .test_afbraak import receive
from .test_profiel import GOED, write_profiel

pytestmark = pytest.mark.usefixtures("verse_database")
TIEN = [make_site(f"A{n}") for n in range(10)]


def run(*woorden: object) -> tuple[int, str]:
    """Run the command as it is called, and give its exit code with all that it says."""
    uitkomst = CliRunner().invoke(make_app(), [str(w) for w in woorden])
    assert uitkomst.exception is None or isinstance(uitkomst.exception, SystemExit), uitkomst.exception
    return uitkomst.exit_code, uitkomst.output


def write(tmp_path: Path, rijen: list[dict[str, str]]) -> Path:
    file = tmp_path / "sites.csv"
    file.write_text(make_csv(rijen))
    return file


def deliver(tmp_path: Path, rijen: list[dict[str, str]], peildatum: str = "2024-01-01") -> tuple[int, str]:
    return run("lever", write(tmp_path, rijen), "--profiel", "proef.sites", "--peildatum", peildatum)


def test_good_file_is_registered_and_told(tmp_path: Path) -> None:
    code, tekst = deliver(tmp_path, TIEN)
    assert code == 0
    assert ": verwerkt" in tekst
    assert "VTH-objecten │ 10 " in tekst
    assert VthObjectVoorkomen.objects.count() == 10


def test_file_is_of_today_when_no_day_is_given(tmp_path: Path) -> None:
    assert run("lever", write(tmp_path, TIEN), "--profiel", "proef.sites")[0] == 0
    assert Aanlevering.objects.get().peildatum == klok.today()


def test_finding_is_told_with_its_row_and_count(tmp_path: Path) -> None:
    rijen = [make_site(f"A{n}", BRZO="Q" if n == 3 else "N") for n in range(20)]
    code, tekst = deliver(tmp_path, rijen)
    assert code == 0
    assert "blokkerend, 1 keer, vthobject:veld.codelijst seveso_niveau" in tekst
    assert "rij 5: In Seveso-niveau staat ‘Q’." in tekst


def test_refused_file_ends_with_1(tmp_path: Path) -> None:
    code, tekst = deliver(tmp_path, [make_site("A1", SINDS="nooit")])
    assert code == 1
    assert ": geweigerd" in tekst and "Er is niets gewijzigd" in tekst


def test_unreadable_file_ends_with_1(tmp_path: Path) -> None:
    leeg = tmp_path / "leeg.csv"
    leeg.touch()
    code, tekst = run("lever", leeg, "--profiel", "proef.sites")
    assert (code, "leeg (0 bytes)" in tekst) == (1, True)


def test_waiting_file_ends_with_3_and_says_how_to_decide(tmp_path: Path) -> None:
    deliver(tmp_path, TIEN)
    code, tekst = deliver(tmp_path, TIEN[:3], "2024-03-01")
    aanlevering = Aanlevering.objects.get(staat=Aanlevering.Staat.WACHT)
    assert code == 3
    assert f"vth aanleveringen besluit {aanlevering.pk} --akkoord --reden" in tekst


@pytest.mark.parametrize(("keuze", "einde"), [("--akkoord", "verwerkt"), ("--weiger", "geweigerd")])
def test_decision_is_carried_out(keuze: str, einde: str, tmp_path: Path) -> None:
    deliver(tmp_path, TIEN)
    deliver(tmp_path, TIEN[:3], "2024-03-01")
    wacht = Aanlevering.objects.get(staat=Aanlevering.Staat.WACHT)
    code, _ = run("aanleveringen", "besluit", wacht.pk, keuze, "--reden", "Zeven sites zijn verhuisd")
    wacht.refresh_from_db()
    assert (code, wacht.staat) == (0, einde)
    assert wacht.besluit == "Zeven sites zijn verhuisd"


def test_decision_must_be_one_or_the_other(tmp_path: Path) -> None:
    assert run("aanleveringen", "besluit", "x", "--reden", "x")[0] == 2


def test_decision_about_what_does_not_wait_is_refused(tmp_path: Path) -> None:
    aanlevering = lever(TIEN)
    code, tekst = run("aanleveringen", "besluit", aanlevering.pk, "--akkoord", "--reden", "x")
    assert (code, "er valt niets (meer) te beslissen" in tekst) == (1, True)


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("{map}/nergens.csv", "--profiel", "proef.sites"), "bestaat niet. Controleer de naam"),
        (("{map}", "--profiel", "proef.sites"), "is een map. Noem een bestand"),
        (("{bestand}", "--profiel", "proef.niets"), "Kies uit: "),
        (("{bestand}", "--profiel", "baseline.inspectie"), "nog niet bekend"),
        (("{bestand}", "--profiel", "proef.sites", "--peildatum", "1-2-2024"), "is geen dag. Schrijf"),
    ],
)
def test_command_that_cannot_be_carried_out_ends_with_2(
    woorden: tuple[str, ...], melding: str, tmp_path: Path
) -> None:
    bestand = write(tmp_path, TIEN)
    code, tekst = run("lever", *(w.format(map=tmp_path, bestand=bestand) for w in woorden))
    assert code == 2
    assert melding in tekst
    assert not Aanlevering.objects.exists()


def test_day_in_the_future_is_refused(tmp_path: Path) -> None:
    code, tekst = deliver(tmp_path, TIEN, f"{klok.today().year + 1}-01-01")
    assert (code, "uit de toekomst" in tekst) == (1, True)


def test_correction_is_delivered_as_such(tmp_path: Path) -> None:
    deliver(tmp_path, TIEN, "2024-06-01")
    oud = ("lever", write(tmp_path, TIEN), "--profiel", "proef.sites", "--peildatum", "2024-02-01")
    assert run(*oud)[0] == 1
    assert run(*oud, "--correctie")[0] == 0


def test_file_behind_another_ends_with_4_and_is_finished_later(tmp_path: Path) -> None:
    claim_stand("OD-PROEF", ["vthobject"], "een-ander")
    code, tekst = deliver(tmp_path, TIEN)
    wacht = Aanlevering.objects.get()
    assert code == 4
    assert f"vth aanleveringen verwerk {wacht.pk}" in tekst
    assert run("aanleveringen", "verwerk")[0] == 4
    release_stand("OD-PROEF", "een-ander")
    code, tekst = run("aanleveringen", "verwerk")
    assert (code, f"{wacht.pk}: verwerkt" in tekst) == (0, True)


def test_failure_of_the_house_is_told_without_its_cause_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breek(*_: Any, **__: Any) -> None:
        raise RuntimeError("BSN 123456782 past niet")

    with monkeypatch.context() as even:
        even.setattr(services.verwerking, "check_bestand", breek)
        code, tekst = deliver(tmp_path, TIEN)
    aanlevering = Aanlevering.objects.get()
    assert (code, aanlevering.staat) == (1, Aanlevering.Staat.MISLUKT)
    assert "mis in Open VTH zelf" in tekst and "123456782" not in tekst
    assert run("aanleveringen", "verwerk", aanlevering.pk)[0] == 0
    assert VthObjectVoorkomen.objects.count() == 10


def test_one_failure_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    kapot, goed = receive([make_site("A1")], date(2024, 1, 1)), receive([make_site("A1")], date(2024, 2, 1))
    echt: Callable[..., Any] = services.verwerking.check_bestand

    def breek(werk: Any, voortgang: Any) -> Any:
        if werk.aanlevering.pk == kapot.pk:
            raise RuntimeError("kapot")
        return echt(werk, voortgang)

    monkeypatch.setattr(services.verwerking, "check_bestand", breek)
    code, tekst = run("aanleveringen", "verwerk")
    assert code == 1
    assert f"{kapot.pk}: mislukt" in tekst and f"{goed.pk}: verwerkt" in tekst


def test_unknown_delivery_cannot_be_processed() -> None:
    assert run("aanleveringen", "verwerk", "geen-nummer")[0] == 2


def test_list_tells_the_newest_first(zet_klok: Callable[..., datetime]) -> None:
    for dag in (1, 2):
        zet_klok(2025, 3, dag)
        lever(TIEN, peildatum=date(2025, 1, dag))
    tekst = run("aanleveringen", "lijst")[1]
    assert [regel.split()[1] for regel in tekst.splitlines()] == ["2025-03-02", "2025-03-01"]
    assert len(run("aanleveringen", "lijst", "--hoogstens", 1)[1].splitlines()) == 1


def test_profiles_are_listed_and_a_faulty_one_is_told(tmp_path: Path, settings: Any) -> None:
    code, tekst = run("aanleveringen", "profielen")
    assert code == 0
    assert "proef.sites" in tekst and "baseline." not in tekst
    settings.PROFIELEN_DIR = str(tmp_path)
    write_profiel(tmp_path, GOED | {"levering": "soms"}, "fout.yaml")
    code, tekst = run("aanleveringen", "profielen")
    assert (code, "fout.yaml: dit leverprofiel kan niet gebruikt worden" in tekst) == (1, True)


def test_profiles_to_build_on_are_listed() -> None:
    tekst = run("aanleveringen", "profielen", "--basis")[1]
    assert len(tekst.splitlines()) == 27
    assert "natuurlijkpersoon.csv" in tekst and "kolommen nog niet bekend" in tekst


def test_profile_that_somebody_makes_is_checked(tmp_path: Path) -> None:
    code, tekst = run("aanleveringen", "profiel", write_profiel(tmp_path, GOED))
    assert (code, "Kolommen in uw bestand: NAAM, NR." in tekst) == (0, True)
    code, tekst = run("aanleveringen", "profiel", write_profiel(tmp_path, GOED | {"crs": "RD"}, "fout.yaml"))
    assert (code, "crs is 'RD'. Kies uit: EPSG:28992" in tekst) == (2, True)


def test_trying_a_file_tells_everything_and_keeps_nothing(tmp_path: Path, settings: Any) -> None:
    profiel, bestand = write_profiel(tmp_path, GOED), tmp_path / "sites.csv"
    bestand.write_text("NR;NAAM\nA1;Tankstation De Linde\n;Zonder nummer\n")
    code, tekst = run("aanleveringen", "proef", bestand, "--profiel", profiel, "--peildatum", "2024-01-01")
    assert code == 1
    assert "2 rijen gelezen: 1 goed, 1 zouden worden geweigerd." in tekst
    assert "  Naam: Tankstation De Linde" in tekst
    assert "elk.sleutel_ontbreekt, rij 3: De rij heeft geen eigen nummer." in tekst
    assert not Aanlevering.objects.exists() and not VthObjectVoorkomen.objects.exists()
    assert not list(Path(settings.AANLEVERINGEN_DIR).iterdir())


def test_what_a_supplier_wrote_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    rijen = [make_site(f"A{n}") for n in range(20)]
    rijen[2]["BRZO"] = "[bold]\x1b[2J[/x]"
    code, tekst = deliver(tmp_path, rijen)
    assert code == 0
    assert "\x1b" not in tekst and "[bold]\ufffd[2J[/x]" in tekst
