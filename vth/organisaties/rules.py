"""What may stand in the reference data together, and what the memberships of one account add up to."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from vth.regelgeving.dagen import as_dagtekst, as_eindtekst
from vth.tijd.rules import Geldigheid
from vth.toegang.rules import (
    CODEPATROON,
    VERTROUWELIJKHEDEN,
    Grond,
    Viewer,
    Zicht,
    derive_handelingen,
    derive_niveaus,
)

LANDELIJK = "NL"
CODELENGTE = 40

# For these tasks the law or the stelsel knows exactly one omgevingsdienst per gemeente (Omgevingsbesluit 13.12).
ENKELVOUDIGE_TAKEN = ("basistaken", "seveso")


class StamgegevensError(Exception):
    """Reference data that cannot be loaded; the message says what, why and what to do, in Dutch."""


class MandaatError(Exception):
    """A mandate that the Awb does not allow, or that cannot be found."""


@dataclass(frozen=True)
class Dienstperiode:
    """That an organisation serves an area for a task in a period."""

    organisatie: str
    taak: str
    gebied: str
    geldigheid: Geldigheid


@dataclass(frozen=True)
class Aanspraak:
    """What one organisation gives an account: the joined roles it holds there on a day.

    `leveranciers` and `gebieden` follow from the organisation, `hoogste` and `handelingen` from the roles there.
    """

    organisatie: str
    rollen: frozenset[str]
    handelingen: frozenset[str]
    hoogste: str
    leveranciers: frozenset[str]
    gebieden: frozenset[str]
    landelijk: bool = False
    gronden: tuple[Grond, ...] = ()


def check_code(code: str) -> str:
    """Say in Dutch what is wrong with a code, or nothing."""
    if not re.fullmatch(CODEPATROON, code) or len(code) > CODELENGTE:
        return (
            f"{code!r} is geen code: een code begint met een letter of cijfer, heeft verder alleen letters, cijfers, "
            f"punt, streepje of onderstreping, en is hoogstens {CODELENGTE} tekens lang. Pas de code aan."
        )
    return ""


def check_enkelvoudig(perioden: Iterable[Dienstperiode]) -> list[str]:
    """Name in Dutch each area that on one day would have two omgevingsdiensten for a task that knows only one."""
    per_gebied: dict[tuple[str, str], list[Dienstperiode]] = defaultdict(list)
    for periode in perioden:
        if periode.taak in ENKELVOUDIGE_TAKEN:
            per_gebied[periode.taak, periode.gebied].append(periode)
    fouten = []
    for (taak, gebied), rijen in sorted(per_gebied.items()):
        rijen.sort(key=lambda p: p.geldigheid)
        for een, twee in pairwise(rijen):
            if een.geldigheid.overlaps(twee.geldigheid):
                fouten.append(
                    f"{gebied} heeft op {as_dagtekst(twee.geldigheid.begin)} voor {taak} twee diensten: {een.organisatie} en "
                    f"{twee.organisatie}. Beëindig een van de twee, of trek die in met een regel waarvan het einde "
                    "gelijk is aan het begin."
                )
    return fouten


def check_bestaan(naam: str, code: str, geldigheid: Geldigheid, einden: Mapping[str, date]) -> str:
    """Say in Dutch that something of `code` goes on after the organisation itself has ended, or nothing.

    `einden` gives the last day (out) of each organisation; NL always exists.
    """
    if code == LANDELIJK:
        return ""
    if code not in einden:
        return f"{naam} noemt {code}; die organisatie bestaat niet. Voeg haar toe aan organisaties.csv."
    if geldigheid.eind > einden[code]:
        return (
            f"{naam} van {code} loopt door {as_eindtekst(geldigheid.eind)}, maar {code} eindigt op {as_dagtekst(einden[code])}. "
            "Geef de regel hetzelfde einde, of noem de opvolger."
        )
    return ""


def derive_rechtsvoorgangers(
    codes: Iterable[str], opvolgers: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """Give the codes with all that went on as one of them; who was split up is nobody's predecessor.

    `opvolgers` gives for each organisation that was succeeded as whom it went on.
    """
    samen = set(codes)
    heel = {oud: nieuw for oud, nieuw in opvolgers.items() if len(nieuw) == 1}
    while erbij := {oud for oud, nieuw in heel.items() if oud not in samen and samen.issuperset(nieuw)}:
        samen |= erbij
    return frozenset(samen)


def derive_opvolgers(code: str, opvolgers: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Give as whom an organisation went on, followed to the end; itself when it was not succeeded."""
    einden: set[str] = set()
    bezig, gezien = {code}, set[str]()
    while bezig:
        gezien |= bezig
        einden |= {c for c in bezig if c not in opvolgers}
        bezig = {nieuw for c in bezig for nieuw in opvolgers.get(c, ())} - gezien
    return frozenset(einden)


def derive_aanspraak(
    organisatie: str,
    rollen: Collection[str],
    rollenregel: Mapping[str, Mapping[str, Any]],
    *,
    leveranciers: frozenset[str],
    gebieden: frozenset[str],
    landelijk: bool,
    gronden: Mapping[str, Sequence[Grond]],
) -> Aanspraak:
    """Give what the roles at one organisation add up to; a role that the rule file does not know gives nothing.

    `landelijk` says that the organisation is a national body. `toegang` lets who sees everything act in everybody's
    name; at a national body everything is meant only for reading. An account that may also write there sees all
    gemeenten, but not what lies in none. A role that is itself landelijk has both. `gronden` says per role for what it
    sees which kinds of data; a role without a ground sees nothing.
    """
    bekend = [rol for rol in rollen if rol in rollenregel]
    handelingen = derive_handelingen(bekend, rollenregel)
    alleen_lezen = all(h.endswith(".read") for h in handelingen)
    return Aanspraak(
        organisatie=organisatie,
        rollen=frozenset(bekend),
        handelingen=handelingen,
        hoogste=_derive_hoogste(str(rollenregel[rol].get("ziet")) for rol in bekend),
        leveranciers=leveranciers,
        gebieden=gebieden,
        landelijk=any(rollenregel[rol].get("landelijk") is True for rol in bekend)
        or (landelijk and alleen_lezen),
        gronden=tuple(dict.fromkeys(g for rol in sorted(bekend) for g in gronden.get(rol, ()))),
    )


def derive_viewer(actor: str, aanspraken: Sequence[Aanspraak], *, gebruiker_id: int | None) -> Viewer:
    """Join what several organisations give one account, so that the whole is never more than its parts.

    A Viewer has one sight and one list of acts for all its organisations. Over organisations the confidentiality is
    therefore the lowest of their highest levels, the kinds of data are those for which each gives a ground, and the account acts in the name of only those organisations that
    give it everything it may do. It sees the whole country at once only when the claims to that give it all its acts,
    for whoever sees everything acts in everybody's name. Who needs more for one organisation has an account there.
    """
    geldend = [a for a in aanspraken if a.rollen and a.hoogste in VERTROUWELIJKHEDEN]
    handelingen = frozenset(h for a in geldend for h in a.handelingen)
    heel = [a for a in geldend if a.landelijk]
    landelijk = bool(heel) and handelingen <= {h for a in heel for h in a.handelingen}
    gevend = heel if landelijk else geldend
    niveaus = sorted((a.hoogste for a in gevend), key=VERTROUWELIJKHEDEN.index)
    return Viewer(
        actor=actor,
        zicht=Zicht(
            leveranciers=frozenset(code for a in geldend for code in a.leveranciers),
            gebieden=frozenset(code for a in geldend for code in a.gebieden),
            niveaus=derive_niveaus(niveaus[-1 if landelijk else 0]) if niveaus else frozenset(),
            landelijk=landelijk,
            soorten=_join_soorten(gevend),
            eigen=frozenset(a.organisatie for a in geldend),
        ),
        handelingen=handelingen,
        organisaties=frozenset(a.organisatie for a in geldend if a.handelingen == handelingen),
        rollen=frozenset(rol for a in geldend for rol in a.rollen),
        gebruiker_id=gebruiker_id,
        gronden=tuple(dict.fromkeys(g for a in gevend for g in a.gronden)),
    )


def _join_soorten(aanspraken: Sequence[Aanspraak]) -> frozenset[str]:
    """Give the kinds of data for which every one of some organisations gives a ground: the whole is not more than its parts."""
    per = [frozenset(soort for g in a.gronden for soort in g.soorten) for a in aanspraken]
    return frozenset.intersection(*per) if per else frozenset()


def _derive_hoogste(niveaus: Iterable[str]) -> str:
    """Give the most closed of some confidentialities; unknown words do not count, none gives an empty text."""
    bekend = [n for n in niveaus if n in VERTROUWELIJKHEDEN]
    return max(bekend, key=VERTROUWELIJKHEDEN.index, default="")
