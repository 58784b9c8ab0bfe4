"""Reading which rule a question tests. Pure.

norm: {bal: "4.1141"}                     an article of the Bal
norm: {paragraaf: "4.123"}                a paragraph of hoofdstuk 4 or 5 of the Bal
norm: {zorgplicht: "…"}                   a duty of care, and for what
norm: {voorschrift: "…", trefwoorden: […]} a condition that is chosen from the permit at the visit
norm: {regel: "…"}                        another rule that is named in words, for want of its article
norm: geen                                nothing is tested: a question that only leads on
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .keuring import Meld, Melding
from .vorm import Norm, Normsoort

ARTIKEL = re.compile(r"\d{1,2}\.\d{1,4}[a-z]{0,2}")
NAMEN = {*Normsoort, "omschrijving", "zekerheid", "trefwoorden"}
ZEKERHEDEN = ("vastgesteld", "afgeleid", "aanname")


def read_norm(
    vraag: Mapping[str, Any], paragrafen: Collection[str], meld: Meld
) -> tuple[Norm | None, list[Melding]]:
    """Read the norm of a question; a question without one, that does not say `geen`, is a fault."""
    id_, vorm = str(vraag.get("id")), vraag.get("norm")
    if vorm == "geen":
        return None, []
    if vorm is None:
        return None, [
            meld.fault(
                id_,
                "er staat geen norm bij",
                "Een bevinding rust altijd op een norm.",
                "Zet erbij welke regel de vraag toetst, of schrijf `norm: geen` als zij alleen de weg wijst.",
            )
        ]
    soorten = [s for s in Normsoort if isinstance(vorm, dict) and s in vorm]
    if len(soorten) != 1 or (vreemd := [n for n in vorm if n not in NAMEN]):
        gezien = f"`norm` is {vorm!r}" if len(soorten) != 1 else f"`norm` heeft {vreemd[0]!r}"
        waarom, doe = "Daar hoort één regel.", f"Schrijf `norm: geen`, of een van: {', '.join(Normsoort)}."
        return None, [meld.fault(id_, gezien, waarom, doe)]
    return _make_norm(soorten[0], vorm, id_, paragrafen, meld)


def _make_norm(
    soort: Normsoort, vorm: Mapping[str, Any], id_: str, paragrafen: Collection[str], meld: Meld
) -> tuple[Norm | None, list[Melding]]:
    """Make the norm, and say what is wrong with its place."""
    plaats = vorm[soort]
    zekerheid = vorm.get("zekerheid") or ("vastgesteld" if soort == Normsoort.BAL else "aanname")
    if not isinstance(plaats, str) or not plaats.strip():
        return None, [
            meld.fault(
                id_,
                f"`norm` noemt {plaats!r}",
                "Zonder aanhalingstekens leest YAML een artikel als getal, en wordt 4.1140 hetzelfde als 4.114.",
                'Schrijf het tussen aanhalingstekens: {bal: "4.1140"}.',
            )
        ]
    meldingen = list(_check_plaats(soort, plaats, zekerheid, id_, paragrafen, meld))
    woorden = vorm.get("trefwoorden") or ()
    eigen = soort in (Normsoort.BAL, Normsoort.PARAGRAAF)
    return Norm(
        soort=soort,
        plaats=plaats if eigen else "",
        omschrijving=str(vorm.get("omschrijving") or ("" if eigen else plaats)),
        zekerheid=zekerheid if zekerheid in ZEKERHEDEN else "aanname",
        trefwoorden=tuple(map(str, woorden)) if isinstance(woorden, list) else (),
    ), meldingen


def _check_plaats(
    soort: Normsoort, plaats: str, zekerheid: object, id_: str, paragrafen: Collection[str], meld: Meld
) -> Iterator[Melding]:
    """Say what is wrong with where a rule stands, and how sure that is."""
    if soort == Normsoort.BAL and not ARTIKEL.fullmatch(plaats):
        doe = "Schrijf bijvoorbeeld 4.1147a."
        yield meld.fault(id_, f"het artikel is {plaats}", "Zo heet geen artikel van het Bal.", doe)
    if soort == Normsoort.PARAGRAAF and plaats not in paragrafen:
        waarom = "De waardelijst bal_paragraaf noemt die paragraaf bij geen enkele activiteit."
        yield meld.warn(id_, f"de paragraaf is {plaats}", waarom, "Controleer het nummer.")
    if zekerheid not in ZEKERHEDEN:
        doe = f"Kies uit: {', '.join(ZEKERHEDEN)}."
        yield meld.fault(id_, f"zekerheid is {zekerheid!r}", "Die bestaat niet.", doe)
