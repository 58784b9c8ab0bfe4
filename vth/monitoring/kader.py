"""The toetsingskader of a day: which criteria, which figures each asks, which norm, and on which version of the kwaliteitscriteria it rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond

from .fusie.model import Eis
from .lijsten.rules import Voorwaarden
from .rules import Meting, MonitoringError

DIENSTEN = "diensten"
VELD = "personen_"


@dataclass(frozen=True)
class Criterium:
    """One thing that a robust dienst must meet."""

    code: str
    titel: str
    vraag: str
    eisen: tuple[Eis, ...]
    bewijs: tuple[str, ...]
    na_fusie: str = ""

    @property
    def metingen(self) -> tuple[str, ...]:
        """The figures that a dienst must tell for it, in order."""
        alle = [naam for eis in self.eisen for naam in eis.list_metingen()]
        return tuple(naam for naam in dict.fromkeys(alle) if naam != DIENSTEN)


@dataclass(frozen=True)
class Kader:
    """The criteria of one version with the figures they ask; `gronden` say where they come from and how sure they are."""

    versie: str
    kwaliteitscriteria: str
    criteria: tuple[Criterium, ...]
    metingen: Mapping[str, Meting]
    antwoorddagen: int
    afwijking: Decimal
    voorwaarden: Voorwaarden
    gronden: tuple[Grond, ...]

    @property
    def eisen(self) -> tuple[Eis, ...]:
        """Every condition of every criterion, in order."""
        return tuple(eis for criterium in self.criteria for eis in criterium.eisen)

    @property
    def gebieden(self) -> dict[str, Eis]:
        """The fields of expertise by their code, each with how many people it asks."""
        return {eis.teller.removeprefix(VELD): eis for eis in self.eisen if eis.teller.startswith(VELD)}

    def get_criterium(self, code: str) -> Criterium:
        """Give a criterion; raises MonitoringError for one that this version does not know."""
        for criterium in self.criteria:
            if criterium.code == code:
                return criterium
        raise MonitoringError(
            f"Criterium ‘{code[:60]}’ staat niet in versie {self.versie} van het toetsingskader. "
            f"Kies uit: {', '.join(c.code for c in self.criteria)}."
        )


def read_kader(dag: date) -> Kader:
    """Give the toetsingskader as it holds on a day, with the kritieke massa of the kwaliteitscriteria of that day.

    Raises MonitoringError that names the file where a day has no rule, or where the rule cannot be used.
    """
    try:
        gronden = tuple(
            find_grond(f"monitoring.{naam}", geldig_op=dag)
            for naam in ("toetsingskader", "metingen", "kritieke_massa", "beoordelingstermijnen")
        )
    except RegelError as fout:
        raise MonitoringError(f"Voor {as_dagtekst(dag)} is er geen toetsingskader. {fout}") from fout
    kader, metingen, massa, termijnen = gronden
    try:
        return _make_kader(kader.waarde, metingen.waarde, massa.waarde, termijnen.waarde, gronden)
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as fout:
        raise MonitoringError(
            f"{kader.bestand}: het toetsingskader heeft niet de vorm van de meegeleverde regel ({fout!r}). Vergelijk het met het regelboek."
        ) from fout


def _make_kader(
    kader: Mapping[str, Any],
    metingen: Mapping[str, Any],
    massa: Mapping[str, Any],
    termijnen: Mapping[str, Any],
    gronden: tuple[Grond, ...],
) -> Kader:
    velden = {f"{VELD}{code}": rij for code, rij in massa["gebieden"].items()}
    alle = {code: Meting.read(code, rij) for code, rij in metingen.items()}
    alle |= {
        code: Meting(code, f"mensen voor {rij['naam']}", "aantal", Decimal(0), Decimal(5000))
        for code, rij in velden.items()
    }
    criteria = [_make_criterium(code, rij, velden) for code, rij in kader["criteria"].items()]
    onbekend = {naam for c in criteria for naam in c.metingen} - alle.keys()
    if onbekend or not all(c.eisen for c in criteria):
        raise ValueError(f"onbekend cijfer {sorted(onbekend)}, of een criterium zonder eis")
    return Kader(
        versie=kader["versie"],
        kwaliteitscriteria=massa["versie"],
        criteria=tuple(criteria),
        metingen=alle,
        antwoorddagen=int(termijnen["antwoord_op_toetsvraag"]),
        afwijking=Decimal(termijnen["afwijking_van_register"]),
        voorwaarden=Voorwaarden(
            ervaring_jaren=Decimal(massa["voorwaarden"]["ervaring_jaren"]),
            uren_per_jaar=Decimal(massa["voorwaarden"]["uren_per_jaar"]),
            gebieden_per_medewerker=int(massa["voorwaarden"]["gebieden_per_medewerker"]),
        ),
        gronden=gronden,
    )


def _make_criterium(code: str, rij: Mapping[str, Any], velden: Mapping[str, Mapping[str, Any]]) -> Criterium:
    """Read one criterion; one that asks the kritieke massa has a condition per field of expertise."""
    eisen = [
        Eis(
            criterium=code,
            teller=eis["teller"],
            noemer=eis.get("noemer"),
            norm=Decimal(eis["norm"]),
            hoogstens=eis.get("hoogstens", False),
        )
        for eis in rij["eisen"]
    ]
    if rij.get("velden"):
        eisen += [Eis(criterium=code, teller=veld, norm=Decimal(v["personen"])) for veld, v in velden.items()]
    return Criterium(
        code, rij["titel"], rij["vraag"], tuple(eisen), tuple(rij["bewijs"]), rij.get("na_fusie", "")
    )
