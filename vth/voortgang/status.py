"""How a milestone, an action, a topic and a pijler stand against the pijlerplan: by rule, with the reason in Dutch, in the words of both legends."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from vth.regelgeving.dagen import as_dagtekst

from .lezen.uitkomst import STANDEN as MIJLPAALSTANDEN
from .rules import BIJGESTELD, GEHAALD, NIET_GEHAALD, OPNIEUW, VoortgangError
from .wanneer import Wanneer

VOLGENS, WIJKT_AF, STERK, NIET_IN_BRON = "volgens", "wijkt_af", "wijkt_sterk_af", "niet_in_bron"
DEELS_AF, DEELS_STERK = "deels_afwijkend", "deels_sterk_afwijkend"
# The table has three states, the picture per pijler five; what nothing is known of is neither.
STANDEN = (VOLGENS, WIJKT_AF, STERK, NIET_IN_BRON)
BEELDSTANDEN = (VOLGENS, WIJKT_AF, STERK, DEELS_AF, DEELS_STERK, NIET_IN_BRON)
NIEUW, AFGEROND, RISICO = "nieuw", "afgerond", "risico"
MERKEN = (NIEUW, AFGEROND, RISICO)
ERNST = {NIET_IN_BRON: -1, VOLGENS: 0, WIJKT_AF: 1, STERK: 2}


@dataclass(frozen=True, slots=True)
class Drempels:
    """From how many quarters later it deviates strongly, and what a milestone without a new planning is."""

    sterk_vanaf_kwartalen: int
    zonder_planning: str

    @classmethod
    def read(cls, rij: Mapping[str, Any]) -> "Drempels":
        """Read them from their rule. Raises VoortgangError for a rule that cannot be used."""
        try:
            drempels = cls(int(rij["sterk_vanaf_kwartalen"]), str(rij["zonder_planning"]))
        except (KeyError, TypeError, ValueError) as fout:
            raise VoortgangError(
                f"De regel voortgang.status heeft niet de vorm van de meegeleverde regel ({fout!r}). Vergelijk hem met het regelboek."
            ) from fout
        if drempels.sterk_vanaf_kwartalen < 1 or drempels.zonder_planning not in (WIJKT_AF, STERK):
            raise VoortgangError(
                "De regel voortgang.status kan zo niet: sterk afwijken begint bij minstens één kwartaal, en zonder nieuwe planning is het wijkt_af of wijkt_sterk_af."
            )
        return drempels


class Uitkomst(NamedTuple):
    """How something stands: the state of the table, that of the picture, why, whether it is finished, and how many quarters it slipped."""

    stand: str
    reden: str
    afgerond: bool = False
    kwartalen: int | None = None
    beeld: str = ""

    @property
    def beeldstand(self) -> str:
        """Give the state in the picture."""
        return self.beeld or self.stand


class Mijlpaalvraag(NamedTuple):
    """What the rule needs to know of a milestone: baseline, planning and state now, and until when what it waits for lasts."""

    titel: str
    basis: Wanneer | None
    planning: Wanneer | None
    stand: str
    wacht_tot: date | None = None
    wacht_op: str = ""


def count_kwartalen(van: date, tot: date) -> int:
    """Count how many quarters the second day lies after the first; below zero when it lies before."""
    return (tot.year - van.year) * 4 + (tot.month - 1) // 3 - (van.month - 1) // 3


def derive_mijlpaal(vraag: Mijlpaalvraag, *, op: date, einde: date, drempels: Drempels) -> Uitkomst:
    """Say how a milestone stands on a day against its baseline; what is not known is `niet in bron`, never guessed."""
    if vraag.stand not in MIJLPAALSTANDEN:
        raise VoortgangError(
            f"De stand ‘{vraag.stand[:40]}’ bestaat niet. Kies uit: {', '.join(MIJLPAALSTANDEN)}."
        )
    nu, basis = vraag.planning, vraag.basis
    if vraag.stand == GEHAALD:
        return Uitkomst(VOLGENS, f"‘{vraag.titel}’ is gehaald.", afgerond=True)
    if nu is None or nu.tot is None:
        return _derive_zonder_dag(vraag, drempels)
    if vraag.stand == OPNIEUW:
        return Uitkomst(
            drempels.zonder_planning, f"‘{vraag.titel}’ wordt opnieuw gepland; {nu.tekst} geldt niet meer."
        )
    if basis is None or basis.tot is None:
        return _derive_zonder_basis(vraag, nu.tot, op)
    schuif = count_kwartalen(basis.tot, nu.tot)
    if nu.tot > basis.tot:
        past_niet = basis.tot <= einde < nu.tot
        sterk = schuif >= drempels.sterk_vanaf_kwartalen or past_niet
        waarom = f"‘{vraag.titel}’ stond gepland voor {basis.tekst} en nu voor {nu.tekst}: {say_kwartalen(schuif)} later"
        waarom += f", na het einde van het programma ({as_dagtekst(einde)})." if past_niet else "."
        return Uitkomst(STERK if sterk else WIJKT_AF, waarom, kwartalen=schuif)
    if nu.tot < op or vraag.stand == NIET_GEHAALD:
        hoe = "niet gehaald" if vraag.stand == NIET_GEHAALD else "nog niet als gehaald gemeld"
        zin = f"‘{vraag.titel}’ was gepland voor {nu.tekst} en is {hoe}."
        return Uitkomst(WIJKT_AF, zin, kwartalen=max(schuif, 0))
    if vraag.wacht_tot and vraag.wacht_tot > nu.tot:
        return Uitkomst(
            WIJKT_AF,
            f"‘{vraag.titel}’ is gepland voor {nu.tekst}, maar wacht op ‘{vraag.wacht_op}’, dat op {as_dagtekst(vraag.wacht_tot)} klaar is.",
            kwartalen=schuif,
        )
    return Uitkomst(
        VOLGENS, f"‘{vraag.titel}’ is gepland voor {nu.tekst}, zoals in het pijlerplan.", kwartalen=schuif
    )


def _derive_zonder_dag(vraag: Mijlpaalvraag, drempels: Drempels) -> Uitkomst:
    if vraag.stand in (NIET_GEHAALD, OPNIEUW, BIJGESTELD):
        return Uitkomst(
            drempels.zonder_planning, f"‘{vraag.titel}’ is {vraag.stand} en heeft nog geen nieuwe planning."
        )
    if vraag.planning is not None and vraag.planning.soort == "doorlopend":
        return Uitkomst(NIET_IN_BRON, f"‘{vraag.titel}’ loopt door en heeft geen dag om aan te meten.")
    return Uitkomst(NIET_IN_BRON, f"Van ‘{vraag.titel}’ is geen planning bekend.")


def _derive_zonder_basis(vraag: Mijlpaalvraag, tot: date, op: date) -> Uitkomst:
    """Without a baseline only what the source itself says, or a day that passed, tells of a deviation."""
    if vraag.stand in (BIJGESTELD, NIET_GEHAALD):
        return Uitkomst(
            WIJKT_AF,
            f"‘{vraag.titel}’ is volgens de bron {vraag.stand}; hoe het eerder was gepland, is niet bekend.",
        )
    if tot < op:
        return Uitkomst(
            WIJKT_AF,
            f"‘{vraag.titel}’ was gepland tot en met {as_dagtekst(tot)} en is nog niet als gehaald gemeld.",
        )
    return Uitkomst(
        NIET_IN_BRON, f"Van ‘{vraag.titel}’ staat niet in een pijlerplan wanneer het klaar moest zijn."
    )


def derive_samen(delen: Sequence[Uitkomst]) -> Uitkomst:
    """Say how something stands that is made of parts: the worst of them in the table, their mix in the picture.

    Parts of which nothing is known do not count; when nothing is known of any, neither is of the whole.
    """
    bekend = [u for u in delen if u.stand != NIET_IN_BRON]
    if not bekend:
        return Uitkomst(
            NIET_IN_BRON, delen[0].reden if len(delen) == 1 else "Er is geen planning bekend om aan te meten."
        )
    ergst = max(bekend, key=lambda u: (ERNST[u.stand], u.kwartalen or 0))
    afgerond = all(u.afgerond for u in delen)
    schuiven = [u.kwartalen for u in bekend if u.kwartalen is not None]
    beeld = derive_beeldstand(u.beeldstand for u in bekend)
    kwartalen = max(schuiven, default=None)
    if afgerond:
        return Uitkomst(VOLGENS, "Alles is afgerond.", True, kwartalen, beeld)
    if ergst.stand == VOLGENS:
        stil = len(delen) - len(bekend)
        rest = f" Van {stil} is niets bekend." if stil else ""
        return Uitkomst(
            VOLGENS,
            f"Alles waarvan de planning bekend is, gaat volgens planning.{rest}",
            False,
            kwartalen,
            beeld,
        )
    return Uitkomst(ergst.stand, ergst.reden, False, kwartalen, beeld)


def derive_beeldstand(standen: Iterable[str]) -> str:
    """Give the state in the picture of a whole whose known parts stand like this."""
    telling = Counter(standen)
    telling.pop(NIET_IN_BRON, None)
    if not telling:
        return NIET_IN_BRON
    if len(telling) == 1:
        return next(iter(telling))
    if telling[VOLGENS] or telling[DEELS_AF]:
        return DEELS_AF
    return DEELS_STERK


def derive_merken(uitkomst: Uitkomst, *, nieuw: bool, risicos: int) -> tuple[str, ...]:
    """Give the markers of the table beside the state."""
    aan = {NIEUW: nieuw, AFGEROND: uitkomst.afgerond, RISICO: risicos > 0}
    return tuple(merk for merk in MERKEN if aan[merk])


def say_kwartalen(aantal: int) -> str:
    """Say how many quarters in words."""
    if aantal == 0:
        return "binnen hetzelfde kwartaal"
    return "1 kwartaal" if aantal == 1 else f"{aantal} kwartalen"


def check_oordeel(stand: str, mogelijk: Collection[str] = STANDEN) -> None:
    """Refuse a state that the legend does not have. Raises VoortgangError."""
    if stand not in mogelijk:
        raise VoortgangError(
            f"De stand ‘{stand[:40]}’ staat niet in de legenda. Kies uit: {', '.join(mogelijk)}."
        )
