"""What followed on a violation: how it ended, whether it was a repetition, and how often norms were complied with. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .rules import MET_OORDEEL, NA_AANWIJZING, NAGELEEFD, derive_naleving

GEEN_ONDERWERP = ("", "niet_van_toepassing")
# How a violation can have ended, as far as the register says.
DIRECT, HERSTELD, OPNIEUW = "direct_hersteld", "hersteld", "opnieuw_overtreden"
ZONDER_BEVINDING, NIET_BEKEND = "hercontrole_zonder_bevinding", "niet_bekend"
EEN_NORM, EEN_ONDERWERP = "norm", "onderwerp"


@dataclass(frozen=True)
class Feit:
    """One finding as the rules look at it: at which visit, on which day, against which norm, with which result."""

    id: str
    controle: str
    leverancier: str
    dag: date
    resultaat: str
    onderwerp: str = ""
    norm: str = ""


@dataclass(frozen=True)
class Afloop:
    """How a violation ended: in which way, on which day, and which visit showed it."""

    soort: str
    dag: date | None = None
    controle: str = ""


@dataclass(frozen=True)
class Herhaling:
    """That the same was violated before: by the same norm or the same subject, how often, and last when."""

    door: str
    aantal: int
    laatste: date


@dataclass(frozen=True)
class Nalevingjaar:
    """How many norms were complied with in a year, of how many that were looked at; `procent` is None where none was."""

    jaar: int
    nageleefd: int
    bekeken: int

    @property
    def procent(self) -> float | None:
        """Give the share, one decimal."""
        return round(100 * self.nageleefd / self.bekeken, 1) if self.bekeken else None


def is_overtreding(resultaat: str) -> bool:
    """Tell whether a norm was not complied with when the inspector looked, even when it was put right at once."""
    return resultaat in MET_OORDEEL


def derive_sleutels(feit: Feit) -> list[tuple[str, str]]:
    """List by what another finding can be about the same: each norm that it cites, and its subject when that says something; norms first."""
    normen = [" ".join(n.lower().split()) for n in feit.norm.split(";")]
    sleutels = [(EEN_NORM, n) for n in normen if n]
    return sleutels if feit.onderwerp in GEEN_ONDERWERP else [*sleutels, (EEN_ONDERWERP, feit.onderwerp)]


def derive_aflopen(
    feiten: Sequence[Feit], hercontroles: Mapping[str, Sequence[tuple[date, str]]]
) -> dict[str, Afloop]:
    """Say of each violation how it ended.

    The first later day with a finding on one of its norms decides (without a norm: on the same subject): complied with, or violated again, of which the
    worst counts. What must still be looked into or does not apply decides nothing. Is there none, but was there a re-inspection of that visit
    (`hercontroles`: by visit the day and visit of each), then that is all that is known.
    """
    later = _sort_per_sleutel([f for f in feiten if f.resultaat in (NAGELEEFD, *MET_OORDEEL)])
    uit = {}
    for feit in feiten:
        if not is_overtreding(feit.resultaat):
            continue
        sleutels = derive_sleutels(feit)
        normen = [s for s in sleutels if s[0] == EEN_NORM]
        volgende = min(
            (f for s in normen or sleutels for f in later[s] if f.dag > feit.dag),
            key=lambda f: (f.dag, not is_overtreding(f.resultaat)),
            default=None,
        )
        uit[feit.id] = _derive_afloop(feit, volgende, sorted(hercontroles.get(feit.controle, ())))
    return uit


def _derive_afloop(feit: Feit, volgende: Feit | None, hercontroles: Sequence[tuple[date, str]]) -> Afloop:
    """Say how one violation ended, by the first later finding about the same and the re-inspections of its visit."""
    if feit.resultaat == NA_AANWIJZING:
        return Afloop(DIRECT, feit.dag, feit.controle)
    if volgende is not None:
        soort = HERSTELD if volgende.resultaat == NAGELEEFD else OPNIEUW
        return Afloop(soort, volgende.dag, volgende.controle)
    if hercontroles:
        return Afloop(ZONDER_BEVINDING, *hercontroles[0])
    return Afloop(NIET_BEKEND)


def derive_herhalingen(feiten: Sequence[Feit], jaren: int) -> dict[str, Herhaling]:
    """Say of each violation whether the same norm, or else the same subject, was violated at an earlier visit less than `jaren` years before."""
    per = _sort_per_sleutel([f for f in feiten if is_overtreding(f.resultaat)])
    uit = {}
    for feit in feiten:
        if not is_overtreding(feit.resultaat):
            continue
        vanaf = _shift_jaren(feit.dag, -jaren)
        for sleutel in derive_sleutels(feit):
            eerdere = {f.controle: f.dag for f in per[sleutel] if vanaf < f.dag < feit.dag}
            if eerdere:
                uit[feit.id] = Herhaling(sleutel[0], len(eerdere), max(eerdere.values()))
                break
    return uit


def derive_nalevingjaren(feiten: Sequence[Feit], zonder: Collection[str] = ()) -> list[Nalevingjaar]:
    """Count per year how many norms were complied with of those that were looked at; years without a count between stay in, empty.

    `zonder` are suppliers that only tell what was wrong (`list_alleen_overtreding`): of them no share can be made.
    """
    per: dict[int, list[str]] = defaultdict(list)
    for feit in feiten:
        if feit.leverancier not in zonder:
            per[feit.dag.year].append(feit.resultaat)
    if not per:
        return []
    tellingen = {jaar: derive_naleving(per.get(jaar, [])) for jaar in range(min(per), max(per) + 1)}
    return [Nalevingjaar(jaar, goed, bekeken) for jaar, (goed, bekeken) in tellingen.items()]


def list_alleen_overtreding(feiten: Sequence[Feit]) -> list[str]:
    """List the suppliers that never say that a norm was complied with, but do tell violations."""
    gezien: dict[str, set[str]] = defaultdict(set)
    for feit in feiten:
        gezien[feit.leverancier].add(feit.resultaat)
    return sorted(lev for lev, r in gezien.items() if r & set(MET_OORDEEL) and NAGELEEFD not in r)


def _sort_per_sleutel(feiten: Sequence[Feit]) -> dict[tuple[str, str], list[Feit]]:
    """Put findings together by what they are about, oldest first."""
    per: dict[tuple[str, str], list[Feit]] = defaultdict(list)
    for feit in sorted(feiten, key=lambda f: (f.dag, f.id)):
        for sleutel in derive_sleutels(feit):
            per[sleutel].append(feit)
    return per


def _shift_jaren(dag: date, jaren: int) -> date:
    """Give the same day so many years on; the last of February where there is no 29th."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return dag.replace(year=dag.year + jaren, day=28)
