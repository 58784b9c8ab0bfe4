"""Exact keys, each with its own trust, and when a pair may not be linked whatever it weighs.

A key says that two records are one; name and place may contradict it, and then it is a question. A key that many
records share (one KvK-nummer on two hundred sites) is no key, and neither is a KvK-nummer without vestigingsnummer for a
site.
"""

import math

from .normalisatie_sql import quote
from .profiel import Profiel, Sleutel
from .vergelijkingen import ACTIVITEIT, ADRES, HERKOMST, KENMERK, NAAM, TIJD, Vergelijking, find_gamma

# On pairs with the columns of both records, as `<column>_l` and `<column>_r`, and their levels as `gamma_<fact>`.
ZWAKKE_NAAM = ("anders", "deelt_gewoon")
ZWAKKE_PLEK = ("plaats", "ver", "omgeving", "leeg")
ANDER_NUMMER = "len(nummers_l) > 0 AND len(nummers_r) > 0 AND NOT list_has_any(nummers_l, nummers_r)"
ZELFDE_NAAM = ("gelijk", "eerder")
STERKE_NAAM = ("gelijk", "eerder", "omvat", "lijkt", "deelt_meer", "deelt_een", "deelt_gewoon_meer")


def write_niveau(vergelijking: Vergelijking, *codes: str) -> str:
    """Write the condition that a pair stands on one of these levels."""
    return f"gamma_{vergelijking.code} IN ({', '.join(str(find_gamma(vergelijking, c)) for c in codes)})"


def write_treffer(sleutel: Sleutel) -> str:
    """Write the condition that both records carry this key, the same, and that it is not shared by too many."""
    gelijk = " AND ".join(f"{k}_l = {k}_r" for k in sleutel.kolommen)
    soorten = ", ".join(quote(s) for s in sorted(sleutel.soorten))
    delen = [gelijk, f"soort_l IN ({soorten})"]
    if sleutel.code == "kvk":
        delen.append("vestiging_l IS NULL AND vestiging_r IS NULL")
    if sleutel.vraagt_naam:
        delen.append(write_niveau(NAAM, *STERKE_NAAM))
    delen += [f"NOT coalesce(druk_{sleutel.code}_l, FALSE)"]
    return "(" + " AND ".join(delen) + ")"


def write_gelijk(profiel: Profiel) -> str:
    """Write the condition that a pair shares any key at all, whatever else it says."""
    delen = [" AND ".join(f"{k}_l = {k}_r" for k in s.kolommen) for s in profiel.sleutels]
    return " OR ".join(f"({d})" for d in delen) or "FALSE"


def write_sleutel(profiel: Profiel) -> str:
    """Write which key a pair shares, the most trusted first; NULL without one."""
    op_vertrouwen = sorted(profiel.sleutels, key=lambda s: -s.vertrouwen)
    gevallen = " ".join(f"WHEN {write_treffer(s)} THEN {quote(s.code)}" for s in op_vertrouwen)
    return f"CASE {gevallen} END" if gevallen else "NULL::VARCHAR"


def write_vertrouwen(profiel: Profiel) -> str:
    """Write the weight (log2 of the odds) that the trust in column `sleutel` comes to."""
    gevallen = " ".join(
        f"WHEN {quote(s.code)} THEN {math.log2(s.vertrouwen / (1 - s.vertrouwen)):.6f}"
        for s in profiel.sleutels
    )
    return f"CASE sleutel {gevallen} END" if gevallen else "NULL::DOUBLE"


def write_tegenspraak(profiel: Profiel) -> str:
    """Write why a pair that would be linked is put before a judge; NULL when nothing contradicts it.

    In order: the key against name and place; two establishments of one firm; another firm after the first ended; names
    that each hold a number, and not the same (the fourth and the fifth installation of one firm at its address); a pair
    that only its place holds together; one that only its name does, not even the same name; and what may be two
    sites of one firm: far apart, or elsewhere with a KvK-nummer but without vestigingsnummer.

    A firm that was renamed keeps its trade: not a betrokkene, but a site that two suppliers know at the same address, with
    the same activity and a common word in both names (`Bakkerij Jansen`, `Bakkerij De Korenaar`) is more than its place,
    unless many share that address.
    """
    zwak = f"{write_niveau(NAAM, *ZWAKKE_NAAM)} AND {write_niveau(ADRES, *ZWAKKE_PLEK)}"
    naamloos = f"{write_niveau(NAAM, 'leeg')} AND {write_niveau(ADRES, 'ver')}"
    ander = write_niveau(KENMERK, "kvk_anders")
    inschrijving = write_niveau(KENMERK, "kvk", "vestiging")
    opvolger = (
        f"{write_niveau(TIJD, 'na_elkaar')} AND NOT {write_niveau(NAAM, *ZELFDE_NAAM, 'lijkt', 'omvat')}"
    )
    elders = f"{write_niveau(ADRES, *ZWAKKE_PLEK, 'straat')} AND NOT {write_niveau(NAAM, *ZELFDE_NAAM)}"
    filiaal = (
        f"soort_l = 'vthobject' AND {write_niveau(KENMERK, 'kvk')} AND {write_niveau(ADRES, *ZWAKKE_PLEK)}"
    )
    hernoemd = (
        f"soort_l <> 'betrokkene' AND {write_niveau(NAAM, 'deelt_gewoon')} AND {write_niveau(ADRES, 'zelfde')}"
        f" AND {write_niveau(ACTIVITEIT, 'gelijk')} AND {write_niveau(HERKOMST, 'ander')} AND NOT druk_pand_l"
    )
    return f"""CASE
        WHEN sleutel IS NOT NULL AND (({zwak}) OR ({naamloos})) THEN sleutel
        WHEN {ander} THEN 'vestiging'
        WHEN {opvolger} THEN 'tijd'
        WHEN sleutel IS NULL AND {ANDER_NUMMER} THEN 'nummer'
        WHEN sleutel IS NULL AND {write_niveau(NAAM, *profiel.geen_naam)}
            AND NOT ({inschrijving} OR {hernoemd}) THEN 'naam'
        WHEN sleutel IS NULL AND (({elders}) OR ({filiaal})) THEN 'plek'
        END"""
