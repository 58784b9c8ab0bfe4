"""Delivered bytes go after their term: number and sum stay, what the rows said is gone from every file."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from vth.aanleveringen import uitvoer
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.rules import AanleveringError
from vth.aanleveringen.selectors import BestaatNietError, list_verslag
from vth.aanleveringen.services import process_aanlevering
from vth.aanleveringen.vernietiging import (
    TEKST,
    erase_aanleveringsbestanden,
    is_te_vernietigen,
    list_te_vernietigen,
)
from vth.aanleveringen.verslag import get_map
from vth.logboek.models import Gebeurtenis
from vth.register.models import Bronobject, Persoonsgegeven, VthObjectVoorkomen
from vth.toegang.rules import (
    ALLE_ORGANISATIES,
    ALLE_SOORTEN,
    NIEMAND,
    GeenToegangError,
    Viewer,
    Zicht,
    derive_niveaus,
)

from .builders import BEHEERDER, lever, make_site

pytestmark = pytest.mark.usefixtures("verse_database")
ARCHIVARIS = Viewer(
    actor="archiefbeheerder",
    zicht=Zicht(soorten=ALLE_SOORTEN, landelijk=True, niveaus=derive_niveaus("vertrouwelijk")),
    handelingen=frozenset({"aanlevering.erase"}),
    organisaties=frozenset({ALLE_ORGANISATIES}),
)
KLAAR = datetime(2024, 3, 1, 22, 59, tzinfo=UTC)  # the last minute of the first of March in the Netherlands
OP = date(2026, 3, 1)  # two years later: the term is an assumption that the rule file holds
NAAM = "Zonderlingstra"


def deliver(**anders: Any) -> Aanlevering:
    """A delivery long ago: good rows, a refused row and a row with a warning, each with a name in it."""
    rijen = [make_site(f"A{n:02d}", NAAM=f"{NAAM} {n}") for n in range(20)]
    rijen[0] |= {"SINDS": f"{NAAM}-1"}
    rijen[1] |= {"NAAM": f" {NAAM}\t"}
    aanlevering = lever(rijen, **anders)
    Aanlevering.objects.filter(pk=aanlevering.pk).update(afgerond_op=KLAAR)
    aanlevering.refresh_from_db()
    return aanlevering


def erase(aanlevering: Aanlevering, viewer: Viewer = ARCHIVARIS) -> int:
    return erase_aanleveringsbestanden(viewer=viewer, aanlevering_id=aanlevering.pk, grond="proef")


def list_ids(op: date = OP, viewer: Viewer = ARCHIVARIS) -> list[str]:
    return [r.sleutel for r in list_te_vernietigen(viewer, op=op, hoogstens=10)]


def find_spoor(map_: Path, spoor: str = NAAM) -> list[str]:
    """Name the files in which something is still to be read."""
    return [p.name for p in map_.rglob("*") if p.is_file() and spoor.encode() in p.read_bytes()]


def test_term_ends_on_its_legal_day() -> None:
    a = deliver()
    assert (list_ids(date(2026, 2, 28)), list_ids()) == ([], [str(a.pk)])
    (regel,) = list_te_vernietigen(ARCHIVARIS, op=OP, hoogstens=10)
    assert (regel.laatste_dag, regel.organisatie, regel.termijn) == (date(2024, 3, 1), "OD-PROEF", "2 jaren")


@pytest.mark.parametrize("staat", ["ontvangen", "bezig", "wacht_op_besluit"])
def test_what_is_not_at_its_end_never_goes(staat: str) -> None:
    a = deliver()
    Aanlevering.objects.filter(pk=a.pk).update(staat=staat)
    assert list_ids(date(2090, 1, 1)) == []
    with pytest.raises(AanleveringError, match="nog nodig"):
        erase(a)
    assert find_spoor(get_map(a))


def test_bytes_go_and_what_was_said_of_them_stays() -> None:
    a = deliver()
    uitvoer.make_uitvoer(a, "toetsverslag", "csv")
    uitvoer.make_uitvoer(a, "geweigerd", "json")
    (get_map(a) / "werk").mkdir()
    (get_map(a) / "werk" / "rest").write_text(NAAM)
    assert {"bestand", "verslag.parquet", "rest"} <= set(find_spoor(get_map(a)))
    assert erase(a) == a.bytes > 0
    assert [p.name for p in get_map(a).rglob("*")] == ["verslag.parquet"]
    assert find_spoor(get_map(a)) == []
    sha256, bytes_ = a.sha256, a.bytes
    a.refresh_from_db()
    assert (a.sha256, a.bytes, a.staat) == (sha256, bytes_, "verwerkt")
    assert a.vernietigd_op
    assert NAAM not in str(Aanlevering.objects.values()) + str(Gebeurtenis.objects.values())


def test_report_keeps_its_lines_without_what_it_quoted() -> None:
    a = deliver()
    voor = [(r.volgnummer, r.rijnummer, r.gegevensset, r.toets, r.ernst, r.veld) for r in list_verslag(a)]
    erase(a)
    na = list_verslag(a)
    assert [(r.volgnummer, r.rijnummer, r.gegevensset, r.toets, r.ernst, r.veld) for r in na] == voor != []
    assert {(r.sleutel, r.waarde, r.grens, r.tekst) for r in na} == {(None, None, None, TEKST)}
    assert a.toetstellingen.count()
    assert uitvoer.make_uitvoer(a, "toetsverslag", "csv").exists()


def test_register_keeps_what_was_delivered() -> None:
    a = deliver()
    erase(a)
    assert VthObjectVoorkomen.objects.count() == 19
    assert (
        lever(
            [make_site(f"A{n:02d}", NAAM=f"{NAAM} {n}") for n in range(2, 20)], peildatum=date(2024, 2, 1)
        ).staat
        == "verwerkt"
    )
    assert VthObjectVoorkomen.objects.count() == 19


def test_bsn_of_persons_goes_from_every_file_and_the_register_keeps_its_own_term() -> None:
    rijen = "BSN;LETTERS;NAAM\n" + "".join(f"12345678{n};J.;{NAAM}{n}\n" for n in (2, 3))
    a = lever(rijen, profiel="proef.personen")
    Aanlevering.objects.filter(pk=a.pk).update(afgerond_op=KLAAR)
    erase(a)
    assert find_spoor(get_map(a)) == find_spoor(get_map(a), "12345678") == []
    assert Persoonsgegeven.objects.filter(vernietigd_op=None).count() == Bronobject.objects.count()


def test_second_time_changes_and_logs_nothing() -> None:
    a = deliver()
    erase(a)
    toen = Aanlevering.objects.get().vernietigd_op
    assert erase(a) == 0
    assert Aanlevering.objects.get().vernietigd_op == toen
    assert list_ids() == []
    (regel,) = Gebeurtenis.objects.filter(handeling="aanlevering.erase")
    assert regel.inhoud == {"sha256": a.sha256, "bytes": a.bytes, "grond": "proef"}


@pytest.mark.parametrize("stap", ["_strip_verslag", "_remove"])
def test_broken_off_halfway_it_is_not_called_destroyed_and_can_be_done_again(
    stap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = deliver()

    def breek(paden: Any) -> None:
        if stap == "_remove":
            next(iter(paden)).unlink(missing_ok=True)
        raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr(f"vth.aanleveringen.vernietiging.{stap}", breek)
        with pytest.raises(KeyboardInterrupt):
            erase(a)
    assert Aanlevering.objects.get().vernietigd_op is None
    assert not Gebeurtenis.objects.filter(handeling="aanlevering.erase").exists()
    assert erase(a) == a.bytes
    assert find_spoor(get_map(a)) == []


def test_failed_delivery_is_not_tried_again_without_its_bytes() -> None:
    a = deliver()
    Aanlevering.objects.filter(pk=a.pk).update(staat="mislukt", uitleg=f"rij van {NAAM}")
    erase(a)
    assert process_aanlevering(a.pk).staat == "geweigerd"
    assert Aanlevering.objects.get().uitleg == TEKST


def test_folder_that_is_gone_already_is_no_error() -> None:
    a = deliver()
    for pad in get_map(a).iterdir():
        pad.unlink()
    get_map(a).rmdir()
    assert erase(a) == a.bytes


def test_only_who_may_destroy_and_may_see_destroys() -> None:
    a = deliver()
    elders = Viewer(
        "x",
        Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-ZUID"}), niveaus=derive_niveaus("intern")),
        ARCHIVARIS.handelingen,
    )
    for viewer, fout in (
        (BEHEERDER, GeenToegangError),
        (NIEMAND, BestaatNietError),
        (elders, BestaatNietError),
    ):
        with pytest.raises(fout):
            erase(a, viewer)
    assert (list_ids(viewer=elders), list_ids(viewer=NIEMAND)) == ([], [])
    assert is_te_vernietigen(a, op=OP)
    assert find_spoor(get_map(a))
