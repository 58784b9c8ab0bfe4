"""The six measurements of issue 2, each a ratio against a floor that was measured in the same run."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from voorbeelden.generator import make_voorbeeld

from .installaties import Bouwplaats, Installatie
from .proces import HUIS, probe_slot, run_apart
from .uitkomst import Regel

LEVERANCIER, SOORT, PROFIEL = "OD-VEENRAND", "inrichtingen", "lindeland.veenrand.inrichtingen"
KLEIN, KLEIN_PROFIEL = "OD-KUSTLAND", "bench.kustland.inrichtingen"
EERSTE_DAG, TWEEDE_DAG = date(2024, 10, 1), date(2025, 1, 1)
# The generator leaves out some sites that have ended: about 983 rows for every 1000 sites.
SITES_PER_RIJ = 1.018
LATTEN_WACHT = {"sqlite": 2.0, "postgresql": 3.5}


@dataclass
class Proefopzet:
    """What all measurements of one kind of database share: files, sizes, and installations to start from."""

    plaats: Bouwplaats
    omvang: int
    herhaal: int
    bestanden: Path
    meld: Callable[[str], None]
    stand: dict[str, Any] = field(default_factory=dict)

    @property
    def vaker(self) -> int:
        """Give how often a short measurement is repeated: at least three times, but for a trial of the bench itself."""
        return max(self.herhaal, 3) if self.omvang >= 1000 else self.herhaal

    def get_bestand(self, dag: date, klein: bool = False) -> Path:
        """Give the file of one delivery."""
        naam = KLEIN if klein else LEVERANCIER
        return self.bestanden / naam / f"{dag}-{SOORT}.csv"

    def deliver(self, installatie: Installatie, dag: date, *, klein: bool = False) -> dict[str, Any]:
        """Deliver in a process of its own."""
        return run_apart(
            "levering:deliver",
            installatie,
            bestand=str(self.get_bestand(dag, klein)),
            profiel=KLEIN_PROFIEL if klein else PROFIEL,
            peildatum=dag.isoformat(),
        )


def make_bestanden(map_: Path, omvang: int) -> None:
    """Make the files: of the large supplier, and of one with a hundredth of its sites and numbers of its own."""
    for naam, aantal in ((LEVERANCIER, omvang), (KLEIN, max(omvang // 100, 200))):
        werk = map_ / f"werk-{naam}"
        werk.mkdir(parents=True)
        make_voorbeeld(
            werk,
            omvang=round(aantal * SITES_PER_RIJ),
            leverancier=LEVERANCIER,
            soort=SOORT,
            peildatum=EERSTE_DAG,
            wijzig_procent=1,
        )
        (werk / LEVERANCIER).rename(map_ / naam)
        shutil.rmtree(werk)
    for bestand in (map_ / KLEIN).iterdir():
        bestand.write_bytes(bestand.read_bytes().replace(b"VR-", b"KL-"))


def write_profiel(map_: Path) -> None:
    """Write the profile of the small supplier: that of the large one under another name."""
    map_.mkdir(parents=True)
    tekst = (HUIS / "voorbeelden" / "profielen" / "veenrand.inrichtingen.yaml").read_text()
    for oud, nieuw in ((f"id: {PROFIEL}", f"id: {KLEIN_PROFIEL}"), (LEVERANCIER, KLEIN), ("VR-[", "KL-[")):
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    (map_ / "kustland.inrichtingen.yaml").write_text(tekst)


def prepare(opzet: Proefopzet) -> None:
    """Make the installation that all others are copied from: migrated, organisations known, the register empty."""
    write_profiel(opzet.plaats.map / "profielen")
    opzet.meld("een lege installatie maken")
    leeg = opzet.plaats.make("leeg")
    run_apart("levering:prepare", leeg)
    opzet.stand["leeg"] = leeg


def measure_eerste(opzet: Proefopzet) -> Iterator[Regel]:
    """1 and 2: a first delivery, beside the bare insert of its final rows; and that insert without the guard."""
    leveringen, sloten = [], []
    bewaakt, kaal = [], []
    for n in range(opzet.herhaal):
        opzet.meld(f"eerste levering {n + 1} van {opzet.herhaal}")
        vol = opzet.plaats.copy(opzet.stand["leeg"], f"vol_{n}")
        with probe_slot(vol) as slot:
            leveringen.append(opzet.deliver(vol, EERSTE_DAG))
        sloten.append(slot)
        if n == 0:
            opzet.stand["rijen"] = _keep(opzet, vol, leveringen[0]["herkomst"], "rijen")
            run_apart("levering:settle", vol)
            opzet.stand["vol"] = vol
        else:
            opzet.plaats.remove(vol)
        opzet.meld("dezelfde rijen zonder meer invoegen, met en zonder bewaking")
        bewaakt.append(_insert(opzet, "leeg", "rijen", bewaakt=True))
        kaal.append(_insert(opzet, "leeg", "rijen", bewaakt=False))
    yield from _tell_eerste(opzet, leveringen, sloten, bewaakt)
    yield Regel(
        "2",
        "de bewaking: de rijen van het register invoegen met, boven zonder",
        opzet.plaats.soort,
        [b["register_s"] for b in bewaakt],
        [k["register_s"] for k in kaal],
        LATTEN_WACHT[opzet.plaats.soort],
        bijzonderheden={"met": bewaakt, "zonder": kaal},
    )


def _tell_eerste(
    opzet: Proefopzet, leveringen: list[dict], sloten: list[dict], bewaakt: list[dict]
) -> Iterator[Regel]:
    """Tell of the first delivery: time, memory, and how long others waited."""
    t = leveringen[0]["tellingen"]
    rijen = sum(n for naam, n in opzet.stand["rijen"]["rijen"].items() if not naam.startswith("dicht_"))
    yield Regel(
        "1",
        "eerste levering, boven het kale invoegen van dezelfde eindrijen",
        opzet.plaats.soort,
        [x["s"] for x in leveringen],
        [x["s"] for x in bewaakt],
        2.0,
        toelichting=f"{t['rijen']} rijen in het bestand, {t['geweigerd']} geweigerd, {rijen} eindrijen. "
        + _tell_stappen(leveringen[-1]["stappen"]),
        bijzonderheden={"leveringen": leveringen},
    )
    yield Regel(
        "1g",
        "eerste levering: meeste geheugen van proces en kinderen",
        opzet.plaats.soort,
        [max(x["geheugen_mb"] for x in leveringen)],
        lat=2048,
        eenheid="MB",
    )
    yield Regel(
        "1s",
        "eerste levering: langst dat een ander moest wachten met schrijven",
        opzet.plaats.soort,
        [x["langste_s"] for x in sloten],
        toelichting=f"{sloten[-1]['schrijfpogingen']} schrijfpogingen tijdens de laatste levering.",
    )


def measure_opnieuw(opzet: Proefopzet) -> Iterator[Regel]:
    """3: the same file again with 1% changed, beside bare staging, checks, and insert of what changed."""
    gemeten, vloer, stappen = [], [], {}
    for n in range(opzet.herhaal):
        opzet.meld(f"herlevering met 1% gewijzigd, {n + 1} van {opzet.herhaal}")
        kopie = opzet.plaats.copy(opzet.stand["vol"], f"opnieuw_{n}")
        levering = opzet.deliver(kopie, TWEEDE_DAG)
        gemeten.append(levering)
        if n == 0:
            opzet.stand["anders"] = _keep(opzet, kopie, levering["herkomst"], "anders", zoeken=False)
        opzet.plaats.remove(kopie)
        proef = opzet.plaats.copy(opzet.stand["leeg"], f"kaal_{n}")
        bestand = str(opzet.get_bestand(TWEEDE_DAG))
        kaal = run_apart(
            "toetsen:measure_kaal",
            proef,
            bestand=bestand,
            profiel=PROFIEL,
            peildatum=TWEEDE_DAG.isoformat(),
        )
        opzet.plaats.remove(proef)
        kaal["invoegen"] = _insert(opzet, "vol", "anders", bewaakt=True)["s"]
        stappen = {k: kaal[k] for k in ("lezen", "vertalen", "toetsen", "invoegen")}
        vloer.append(sum(stappen.values()))
    geraakt = {k: v for k, v in opzet.stand["anders"]["rijen"].items() if v}
    yield Regel(
        "3",
        "dezelfde levering met 1% gewijzigd, boven kaal klaarzetten, toetsen en invoegen van wat wijzigt",
        opzet.plaats.soort,
        [x["s"] for x in gemeten],
        vloer,
        2.5,
        toelichting=f"{_tell_stappen(gemeten[-1]['stappen'])} Vloer: {_tell_stappen(stappen)} Geraakt: {geraakt}.",
        bijzonderheden={"leveringen": gemeten},
    )
    yield Regel(
        "3g",
        "herlevering: meeste geheugen van proces en kinderen",
        opzet.plaats.soort,
        [max(x["geheugen_mb"] for x in gemeten)],
        lat=2048,
        eenheid="MB",
    )


def measure_klein(opzet: Proefopzet) -> Iterator[Regel]:
    """4: a supplier with 1% of the register: first delivery and redelivery, beside the same in an empty register."""
    duren: dict[tuple[str, date], list[float]] = {}
    for n in range(opzet.vaker):
        for waar in ("vol", "leeg") if n % 2 else ("leeg", "vol"):
            opzet.meld(f"kleine leverancier, register {waar}, {n + 1}")
            kopie = opzet.plaats.copy(opzet.stand[waar], f"klein_{waar}_{n}")
            for dag in (EERSTE_DAG, TWEEDE_DAG):
                levering = opzet.deliver(kopie, dag, klein=True)
                duren.setdefault((waar, dag), []).append(levering["s"])
            opzet.plaats.remove(kopie)
    for dag, wat in ((EERSTE_DAG, "eerste levering"), (TWEEDE_DAG, "herlevering")):
        yield Regel(
            "4",
            f"leverancier met 1% van het register: {wat}, boven die in een leeg register",
            opzet.plaats.soort,
            duren["vol", dag],
            duren["leeg", dag],
            1.2,
        )


def measure_toetsen(opzet: Proefopzet) -> Iterator[Regel]:
    """5: the checks alone, beside the plain DuckDB queries that they compile to."""
    opzet.meld("alleen de toetsen")
    kopie = opzet.plaats.copy(opzet.stand["leeg"], "toetsen")
    uit = run_apart(
        "toetsen:measure_toetsen",
        kopie,
        bestand=str(opzet.get_bestand(EERSTE_DAG)),
        profiel=PROFIEL,
        peildatum=EERSTE_DAG.isoformat(),
        herhaal=opzet.herhaal,
    )
    opzet.plaats.remove(kopie)
    yield Regel(
        "5",
        "alleen de toetsen, boven de DuckDB-vragen waaruit zij bestaan",
        "duckdb",
        uit["gemeten"],
        uit["vloer"],
        2.0,
        toelichting=f"{uit['rijen']} rijen, {uit['toetsen']} vragen.",
    )


def measure_toestand(opzet: Proefopzet) -> Iterator[Regel]:
    """6: the state of one site on a date, beside the bare indexed query."""
    opzet.meld("toestand van één inrichting op een dag")
    uit = run_apart("site:measure_toestand", opzet.stand["vol"], herhaal=opzet.vaker)
    ms = {k: [1000 * s for s in uit[k]] for k in ("gemeten", "vloer", "django")}
    yield Regel(
        "6",
        "toestand van één inrichting op een dag, boven de kale vraag met index",
        opzet.plaats.soort,
        ms["gemeten"],
        ms["vloer"],
        3.0,
        eenheid="ms",
        toelichting=f"{uit['voorkomens']} voorkomens in de tabel.",
    )
    yield Regel(
        "6a",
        "hetzelfde, boven de kale vraag gesteld met de cursor van Django",
        opzet.plaats.soort,
        ms["gemeten"],
        ms["django"],
        eenheid="ms",
    )
    yield Regel(
        "6b",
        "alles voor de bladzijde van één inrichting (read_object)",
        opzet.plaats.soort,
        [1000 * uit["bladzij"]],
        eenheid="ms",
    )


def _keep(
    opzet: Proefopzet, van: Installatie, herkomst: int, naam: str, zoeken: bool = True
) -> dict[str, Any]:
    """Put the rows of a delivery aside."""
    map_ = opzet.plaats.map / f"apart-{naam}"
    map_.mkdir()
    return run_apart("vloer:keep_rows", van, map_=str(map_), herkomst=herkomst, zoeken=zoeken)


def _insert(opzet: Proefopzet, waar: str, naam: str, *, bewaakt: bool) -> dict[str, Any]:
    """Insert rows that were put aside into a copy of an installation."""
    apart = opzet.stand[naam]
    kopie = opzet.plaats.copy(opzet.stand[waar], f"vloer_{naam}")
    uitkomst = run_apart(
        "vloer:insert_rows",
        kopie,
        map_=str(opzet.plaats.map / f"apart-{naam}"),
        moment=apart["moment"],
        rijen=apart["rijen"],
        bewaakt=bewaakt,
    )
    opzet.plaats.remove(kopie)
    return uitkomst


def _tell_stappen(stappen: dict[str, float]) -> str:
    """Write how long each step took."""
    return ", ".join(f"{naam} {s:.1f}" for naam, s in stappen.items()) + " s."
