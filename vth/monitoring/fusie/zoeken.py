"""Which divisions of the country make every dienst robust with the fewest and the most natural mergers.

Every group that the assumptions allow is judged first (`blokken`); choosing among them is a set partitioning problem, which
HiGHS (in scipy) solves to proven optimality. First the fewest diensten left behind, then the fewest mergers, then the most natural.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # loads its parts when they are first asked for: half a second of each start
from numpy.typing import NDArray

from vth.monitoring.fusie.blokken import Blokken, list_blokken
from vth.monitoring.fusie.model import (
    Aannamen,
    Dienst,
    Eis,
    FusieError,
    Indeling,
    Zoekuitkomst,
    check_diensten,
)
from vth.monitoring.fusie.samen import derive_groep

GEVONDEN, ONMOGELIJK = 0, 2
RUIS = 1e-6
EERSTE_GROEPEN = 1500


def find_indelingen(
    diensten: Sequence[Dienst],
    eisen: Sequence[Eis],
    aannamen: Aannamen,
    *,
    vast: Iterable[str] = (),
    aantal: int = 10,
    seconden: float = 60.0,
) -> Zoekuitkomst:
    """The `aantal` best divisions, best first, proven unless the seconds ran out.

    Who is in `vast` stays as it is, robust or not: its board did not open the search. Where not everyone can become robust the
    nearest divisions come back, with who stays behind (`Indeling.niet_robuust`) and, for each of those in the best one, the criteria
    that no allowed group with that dienst meets (`hopeloos`). Refuses nothing to search, and more groups than can be looked at.
    """
    check_diensten(diensten)
    dicht = frozenset(vast)
    # The order in which diensten are handed in may not choose between equals.
    vrij = sorted((dienst for dienst in diensten if dienst.code not in dicht), key=lambda dienst: dienst.code)
    if not vrij or aantal < 1:
        raise FusieError(
            "Er is geen omgevingsdienst waarvoor het zoeken is opengesteld. Laat de besturen die het betreft het openstellen."
            if not vrij
            else f"{aantal} indelingen is geen aantal. Vraag er 1 of meer."
        )
    blokken = list_blokken(vrij, diensten, eisen, aannamen)
    keuzes, bewezen = _Verdeling(blokken, len(vrij), time.monotonic() + seconden).list_beste(aantal)
    per_code = {dienst.code: dienst for dienst in diensten}
    alleen = [(code,) for code in dicht & per_code.keys()]
    indelingen = tuple(
        Indeling(
            groepen=tuple(derive_groep(g, per_code, eisen, aannamen) for g in sorted([*groepen, *alleen]))
        )
        for groepen in (_name(blokken, keuze, vrij) for keuze in keuzes)
    )
    blijft = [code for code in indelingen[0].niet_robuust if code not in dicht] if indelingen else []
    return Zoekuitkomst(
        indelingen=indelingen,
        bewezen=bewezen,
        groepen_bekeken=len(blokken.bits),
        groepen_robuust=int(blokken.robuust.sum()),
        hopeloos=_explain(blijft, vrij, blokken, eisen),
    )


def _name(blokken: Blokken, keuze: Iterable[int], vrij: Sequence[Dienst]) -> list[tuple[str, ...]]:
    return [tuple(vrij[int(nummer)].code for nummer in np.flatnonzero(blokken.leden[blok])) for blok in keuze]


def _explain(
    blijft: Iterable[str], vrij: Sequence[Dienst], blokken: Blokken, eisen: Sequence[Eis]
) -> Mapping[str, tuple[str, ...]]:
    plek = {dienst.code: nummer for nummer, dienst in enumerate(vrij)}
    uitleg = {}
    for code in blijft:
        haalbaar: list[bool] = np.any(blokken.haalt[blokken.leden[:, plek[code]]], axis=0).tolist()
        uitleg[code] = tuple(
            dict.fromkeys(eis.criterium for eis, kan in zip(eisen, haalbaar, strict=True) if not kan)
        )
    return uitleg


@dataclass
class _Verdeling:
    """Choosing groups so that every dienst is in exactly one: the robust ones, and each dienst left as it is.

    The linear relaxation bounds what a choice can cost, and by its reduced costs which groups a choice within that bound can hold.
    Only those go to the integer solver; what it finds within the bound is therefore the best of all.
    """

    blokken: Blokken
    diensten: int
    klaar: float

    def __post_init__(self) -> None:
        grootte = self.blokken.leden.sum(axis=1)
        robuust = self.blokken.robuust
        self.kolommen = np.flatnonzero(robuust | (grootte == 1))
        # One dienst left behind weighs more than all mergers together.
        self.kosten = (grootte[self.kolommen] - 1 + ~robuust[self.kolommen] * self.diensten).astype(float)
        self.natuur = self.blokken.onnatuurlijk[self.kolommen].astype(float)
        self.dekt = scipy.sparse.csr_array(self.blokken.leden[self.kolommen].T.astype(float))

    def list_beste(self, aantal: int) -> tuple[list[list[int]], bool]:
        """Choices of groups, best first: per number of mergers the most natural, until there are `aantal` or no more exist.

        No choice leaves more diensten behind than the best one does.
        """
        gevonden: list[list[int]] = []
        hoogstens = math.inf
        try:
            kosten = self._bound_kosten(0)
            while kosten is not None and kosten <= hoogstens and len(gevonden) < aantal:
                for keuze in self._walk_even_duur(kosten, aantal - len(gevonden)):
                    gevonden.append(keuze)
                    hoogstens = (kosten // self.diensten + 1) * self.diensten - 1
                kosten = self._bound_kosten(kosten + 1)
        except TimeoutError:
            return gevonden, False
        return gevonden, True

    def _bound_kosten(self, minstens: int) -> int | None:
        """The least that a choice can cost from `minstens` on; None where no choice costs that much."""
        uitkomst = scipy.optimize.linprog(
            self.kosten,
            A_eq=self.dekt,
            b_eq=np.ones(self.diensten),
            A_ub=scipy.sparse.csr_array(-self.kosten[None, :]),
            b_ub=[-minstens],
            options={"time_limit": self._read_resterend()},
        )
        if uitkomst.status == ONMOGELIJK:
            return None
        if uitkomst.status != GEVONDEN:
            raise TimeoutError
        return math.ceil(uitkomst.fun - RUIS)

    def _walk_even_duur(self, kosten: int, aantal: int) -> Iterator[list[int]]:
        """The choices that cost precisely this, the most natural first."""
        rijen = scipy.sparse.vstack([self.dekt, scipy.sparse.csr_array(self.kosten[None, :])]).tocsc()
        grenzen = np.array([1.0] * self.diensten + [kosten])
        grond = scipy.optimize.linprog(
            self.natuur, A_eq=rijen, b_eq=grenzen, options={"time_limit": self._read_resterend()}
        )
        if grond.status == ONMOGELIJK:
            return
        if grond.status != GEVONDEN:
            raise TimeoutError
        gemist = np.maximum(grond.lower.marginals, 0)
        oplopend = np.sort(gemist)
        speling = oplopend[min(EERSTE_GROEPEN, len(oplopend)) - 1]
        sneden: list[list[int]] = []
        while len(sneden) < aantal:
            mee = np.flatnonzero(gemist <= speling + RUIS)
            keuze = self._choose(mee, rijen[:, mee], grenzen, sneden)
            tekort = (self.natuur[keuze].sum() if keuze else math.inf) - grond.fun - speling
            if len(mee) < len(gemist) and tekort > RUIS:
                ruimer = oplopend[min(4 * len(mee), len(oplopend)) - 1]
                speling = max(ruimer, speling + RUIS) if keuze is None else speling + tekort
                continue
            if keuze is None:
                return
            sneden.append(keuze)
            yield [int(self.kolommen[kolom]) for kolom in keuze]

    def _choose(
        self,
        mee: NDArray[np.intp],
        rijen: scipy.sparse.csc_array,
        grenzen: NDArray[np.float64],
        sneden: list[list[int]],
    ) -> list[int] | None:
        """The most natural choice among these columns that was not chosen before, proven; None where there is none."""
        lijnen = scipy.sparse.csr_array(
            np.array([np.isin(mee, snede) for snede in sneden], dtype=float).reshape(-1, len(mee))
        )
        laag = np.concatenate([grenzen, np.full(len(sneden), -np.inf)])
        hoog = np.concatenate([grenzen, [len(snede) - 1 for snede in sneden]])
        uitkomst = scipy.optimize.milp(
            self.natuur[mee],
            integrality=np.ones(len(mee)),
            bounds=scipy.optimize.Bounds(0, 1),
            constraints=scipy.optimize.LinearConstraint(scipy.sparse.vstack([rijen, lijnen]), laag, hoog),
            options={"mip_rel_gap": 0, "time_limit": self._read_resterend()},
        )
        if uitkomst.status == ONMOGELIJK:
            return None
        if uitkomst.status != GEVONDEN:
            raise TimeoutError
        return [int(kolom) for kolom in mee[uitkomst.x > 0.5]]

    def _read_resterend(self) -> float:
        over = self.klaar - time.monotonic()
        if over <= 0:
            raise TimeoutError
        return over
