"""On which terms a role is given: for good, or as a replacement or on-call duty that ends by itself; everywhere or in part."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import AMSTERDAM, derive_legal_day

VAST = "vast"
REDEN_MAX = 300


class RolError(Exception):
    """A role or a period of a role that cannot be; the message says what, why and what to do."""


@dataclass(frozen=True)
class Voorwaarden:
    """On which terms a role is given; `gebieden` narrow it to some municipalities, none does not."""

    soort: str = VAST
    vervalt_op: datetime | None = None
    gebieden: frozenset[str] = frozenset()
    reden: str = ""

    def derive_eind(self, eind: date) -> date:
        """Give the day up to which the role can hold: not after the day of the moment at which it ends by itself."""
        if self.vervalt_op is None:
            return eind
        return min(eind, derive_legal_day(self.vervalt_op) + timedelta(days=1))


VOOR_VAST = Voorwaarden()


def check_voorwaarden(v: Voorwaarden, *, begin: date, nu: datetime, hoogstens: Mapping[str, int]) -> None:
    """Refuse terms that cannot be: temporary without an end or a reason, over already, too long, or for good with an end.

    `hoogstens` is for how many days each temporary kind may be given. Raises RolError.
    """
    if len(v.reden) > REDEN_MAX:
        raise RolError(f"De reden heeft {len(v.reden)} tekens. Schrijf haar in hoogstens {REDEN_MAX}.")
    if v.soort == VAST:
        if v.vervalt_op is not None:
            raise RolError(
                "Een vaste rol vervalt niet op een tijdstip. Geef een einddag, of kies vervanging of piket."
            )
        return
    if v.soort not in hoogstens:
        raise RolError(
            f"{v.soort[:40]!r} is geen soort rol. Kies uit: {', '.join([VAST, *sorted(hoogstens)])}."
        )
    if not v.reden.strip():
        raise RolError(
            f"Bij een {v.soort} hoort een reden. Schrijf wie wordt vervangen, of voor welke dienst."
        )
    _check_moment(v, begin=begin, nu=nu, dagen=hoogstens[v.soort])


def _check_moment(v: Voorwaarden, *, begin: date, nu: datetime, dagen: int) -> None:
    """Refuse a moment at which a temporary role ends that is missing, past, or too far away."""
    if v.vervalt_op is None or v.vervalt_op.tzinfo is None:
        raise RolError(
            f"Een {v.soort} vervalt vanzelf. Geef het tijdstip in Nederlandse tijd, zoals 2026-01-31T08:00."
        )
    if v.vervalt_op <= nu:
        raise RolError(
            f"{write_tijdstip(v.vervalt_op)} is al voorbij: de rol zou nooit gelden. Kies een later tijdstip."
        )
    vanaf = datetime.combine(begin, time(), AMSTERDAM)
    if v.vervalt_op <= vanaf:
        raise RolError(
            f"De rol begint op {as_dagtekst(begin)} en vervalt al op {write_tijdstip(v.vervalt_op)}. Kies een later tijdstip."
        )
    laatste = datetime.combine(begin + timedelta(days=dagen), time(23, 59, 59), AMSTERDAM)
    if v.vervalt_op > laatste:
        raise RolError(
            f"Een {v.soort} duurt hoogstens {dagen} dagen; van {as_dagtekst(begin)} tot {write_tijdstip(v.vervalt_op)} is langer. "
            "Kies een eerder tijdstip en geef zo nodig later een nieuwe. Een organisatie kan de grens zelf bepalen in "
            "een regelbestand `toegang.tijdelijk`."
        )


def check_gebieden(
    gebieden: Collection[str], *, organisatie: str, werkgebied: Collection[str], landelijk: bool
) -> None:
    """Refuse to narrow a role to what the organisation does not have, or a role that sees the whole country. Raises RolError."""
    if not gebieden:
        return
    if landelijk:
        raise RolError(
            "Deze rol ziet het hele land en kan niet tot gemeenten worden beperkt. Kies een andere rol."
        )
    if vreemd := sorted(set(gebieden) - set(werkgebied)):
        kan = ", ".join(sorted(werkgebied)[:20]) or "geen enkele gemeente"
        raise RolError(
            f"{', '.join(repr(g[:40]) for g in vreemd[:10])} hoort niet bij het gebied van {organisatie}. "
            f"Kies uit de codes van gemeenten: {kan}."
        )


def check_naast(rol: str, gebieden: Collection[str], anders: Iterable[tuple[str, Collection[str]]]) -> None:
    """Refuse terms that would widen what the account has already; `anders` are its other roles there, with their areas.

    The roles an account has at one organisation are added up: what one may hold in one municipality it would hold in
    all of them. Raises RolError.
    """
    for andere, waar in anders:
        if andere != rol and set(waar) != set(gebieden):
            raise RolError(
                f"Dit account heeft bij deze organisatie al de rol {andere!r} voor {write_gebieden(waar)}. Rollen bij één "
                f"organisatie tellen op: {rol!r} voor {write_gebieden(gebieden)} zou verder reiken dan bedoeld. Geef "
                "dezelfde gebieden, of maak een tweede account."
            )


def write_gebieden(gebieden: Collection[str]) -> str:
    """Write for which municipalities a role is."""
    return ", ".join(sorted(gebieden)) or "het hele gebied"


def write_tijdstip(moment: datetime) -> str:
    """Write a moment in Dutch time, as one types it in."""
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
