"""What a group of diensten would be together: each figure from its parts, whether that is robust, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from vth.monitoring.fusie.model import (
    Aannamen,
    Criteriumuitkomst,
    Dienst,
    Eis,
    FusieError,
    Groep,
    Indeling,
    check_diensten,
    is_aaneengesloten,
    measure_reis_m,
)

FTE = "fte"


def derive_uitkomst(eis: Eis, delen: Sequence[Dienst]) -> Criteriumuitkomst:
    """How these parts together stand on one condition; a figure that one of them did not tell makes the whole unknown."""
    zonder = tuple(
        dienst.code
        for dienst in delen
        if any(dienst.metingen.get(naam) is None for naam in eis.list_metingen())
    )
    if zonder:
        return Criteriumuitkomst(
            criterium=eis.criterium,
            teller=eis.teller,
            waarde=None,
            norm=eis.norm,
            voldoet=False,
            ontbreekt_bij=zonder,
        )
    teller = _add(delen, eis.teller)
    noemer = _add(delen, eis.noemer) if eis.noemer is not None else Decimal(1)
    verschil = teller - eis.norm * noemer
    return Criteriumuitkomst(
        criterium=eis.criterium,
        teller=eis.teller,
        waarde=teller / noemer if noemer else None,
        norm=eis.norm,
        # A share of nothing is not shown to be enough.
        voldoet=bool(noemer) and (verschil <= 0 if eis.hoogstens else verschil >= 0),
    )


def derive_groep(
    codes: Iterable[str], diensten: Mapping[str, Dienst], eisen: Sequence[Eis], aannamen: Aannamen
) -> Groep:
    """What these diensten would be as one. Refuses a code that is not in the list, and an empty group."""
    gekozen = tuple(sorted(set(codes)))
    vreemd = [code for code in gekozen if code not in diensten]
    if vreemd or not gekozen:
        raise FusieError(
            f"Omgevingsdienst {', '.join(vreemd)} is niet bekend. Kies uit de lijst."
            if vreemd
            else "Er is geen omgevingsdienst gekozen. Kies er een of meer."
        )
    delen = [diensten[code] for code in gekozen]
    gebroken = _find_gebroken(delen, diensten.values())
    provincies = frozenset().union(*(dienst.provincies for dienst in delen))
    zetel, reisafstand = _find_zetel(delen, aannamen)
    return Groep(
        diensten=gekozen,
        uitkomsten=tuple(derive_uitkomst(eis, delen) for eis in eisen),
        deelnemers=frozenset().union(*(dienst.deelnemers for dienst in delen)),
        provincies=provincies,
        gebroken_veiligheidsregios=gebroken,
        aaneengesloten=is_aaneengesloten(delen),
        zetel=zetel,
        reisafstand_km=reisafstand,
        eenmalige_kosten=_derive_kosten(delen, aannamen),
        onnatuurlijk=aannamen.gewicht_provincie * max(0, len(provincies) - 1)
        + aannamen.gewicht_veiligheidsregio * len(gebroken)
        + aannamen.gewicht_reisafstand_km * round(reisafstand),
    )


def derive_indeling(
    groepen: Iterable[Iterable[str]], diensten: Sequence[Dienst], eisen: Sequence[Eis], aannamen: Aannamen
) -> Indeling:
    """A whole division that somebody put together by hand; who is in no group stays by itself. Refuses a dienst in two groups."""
    check_diensten(diensten)
    per_code = {dienst.code: dienst for dienst in diensten}
    lijst = [tuple(groep) for groep in groepen if tuple(groep)]
    genoemd = [code for groep in lijst for code in set(groep)]
    twee = sorted({code for code in genoemd if genoemd.count(code) > 1})
    if twee:
        raise FusieError(
            f"Omgevingsdienst {', '.join(twee)} staat in twee groepen. Zet elke dienst in één groep."
        )
    alleen = [(code,) for code in sorted(per_code.keys() - set(genoemd))]
    return Indeling(
        groepen=tuple(derive_groep(groep, per_code, eisen, aannamen) for groep in sorted([*lijst, *alleen]))
    )


def _add(delen: Sequence[Dienst], naam: str) -> Decimal:
    return sum((dienst.metingen[naam] or Decimal(0) for dienst in delen), Decimal(0))


def _find_gebroken(delen: Sequence[Dienst], alle: Iterable[Dienst]) -> frozenset[str]:
    """The safety regions of which a part lies with somebody outside the group."""
    eigen = {dienst.code for dienst in delen}
    binnen = frozenset().union(*(dienst.veiligheidsregios for dienst in delen))
    buiten = frozenset().union(*(dienst.veiligheidsregios for dienst in alle if dienst.code not in eigen))
    return binnen & buiten


def _find_zetel(delen: Sequence[Dienst], aannamen: Aannamen) -> tuple[str, float]:
    """The seat to which the others travel least together, and the sum of those distances in km."""
    meters, zetel = min(
        (sum(measure_reis_m(ander, zetel, aannamen.omrijfactor) for ander in delen), zetel.code)
        for zetel in delen
    )
    return zetel, meters / 1000


def _derive_kosten(delen: Sequence[Dienst], aannamen: Aannamen) -> Decimal:
    """What a merger costs once: an amount per dienst that joins, and per fte of all who change employer."""
    if len(delen) < 2:
        return Decimal(0)
    fte = sum((dienst.metingen.get(FTE) or Decimal(0) for dienst in delen), Decimal(0))
    return aannamen.eenmalig_per_fusie * (len(delen) - 1) + aannamen.eenmalig_per_fte * fte
