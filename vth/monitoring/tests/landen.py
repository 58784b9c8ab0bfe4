"""Small invented countries for the tests of the merger explorer, and the slow way to search them."""

from collections.abc import Iterator
from decimal import Decimal

from vth.monitoring.fusie.model import Aannamen, Dienst, Eis, Indeling
from vth.monitoring.fusie.samen import derive_groep

EISEN = (
    Eis(criterium="omzet", teller="omzet", norm=Decimal(15)),
    Eis(criterium="pakket", teller="volledig", noemer="deelnemers", norm=Decimal("0.5")),
    Eis(criterium="kwaliteit", teller="bodem", norm=Decimal(3)),
)
RIJ = 5


def make_dienst(nummer: int, *, buren: frozenset[str] | None = None, **metingen: object) -> Dienst:
    """Dienst number `nummer` in a country of rows of five; each has the one beside, above and below as neighbour."""
    rij, plek = divmod(nummer, RIJ)
    naast = [
        (rij + dr, plek + dp)
        for dr, dp in ((0, 1), (0, -1), (1, 0), (-1, 0))
        if 0 <= plek + dp < RIJ and rij + dr >= 0
    ]
    waarden = {"omzet": 9, "volledig": 2, "deelnemers": 4, "bodem": 2} | metingen
    return Dienst(
        code=f"OD-{nummer:02}",
        naam=f"Dienst {nummer}",
        metingen={naam: None if waarde is None else Decimal(str(waarde)) for naam, waarde in waarden.items()},
        deelnemers=frozenset({f"GM{nummer}"}),
        provincies=frozenset({f"PV{plek // 3}"}),
        veiligheidsregios=frozenset({f"VR{nummer // 2}"}),
        buren=frozenset(f"OD-{r * RIJ + p:02}" for r, p in naast) if buren is None else buren,
        x=plek * 20_000.0,
        y=rij * 15_000.0,
    )


def make_land(*rijen: dict[str, object]) -> list[Dienst]:
    """One dienst per row of figures; neighbours outside the country fall away."""
    codes = {f"OD-{nummer:02}" for nummer in range(len(rijen))}
    los = [make_dienst(nummer, **rij) for nummer, rij in enumerate(rijen)]
    return [make_dienst(nummer, buren=los[nummer].buren & codes, **rij) for nummer, rij in enumerate(rijen)]


def search_traag(diensten: list[Dienst], aannamen: Aannamen) -> tuple[int, int, int]:
    """The best (left behind, mergers, unnatural) over every division there is, one after the other."""
    per_code = {dienst.code: dienst for dienst in diensten}
    gezien = {}

    def find_groep(codes: frozenset[str]) -> object:
        if codes not in gezien:
            groep = derive_groep(codes, per_code, EISEN, aannamen)
            mag = len(codes) == 1 or (
                groep.robuust
                and groep.aaneengesloten
                and len(codes) <= aannamen.hoogstens_diensten
                and (not aannamen.binnen_provincie or len(groep.provincies) == 1)
            )
            gezien[codes] = groep if mag else None
        return gezien[codes]

    beste = None
    for verdeling in _walk_verdelingen(sorted(per_code)):
        groepen = [find_groep(frozenset(codes)) for codes in verdeling]
        if all(groepen):
            indeling = Indeling(groepen=tuple(groepen))
            waarde = (len(indeling.niet_robuust), indeling.fusies, indeling.onnatuurlijk)
            beste = waarde if beste is None else min(beste, waarde)
    return beste


def _walk_verdelingen(codes: list[str]) -> Iterator[list[list[str]]]:
    if not codes:
        yield []
        return
    eerste, *rest = codes
    for verdeling in _walk_verdelingen(rest):
        for nummer, groep in enumerate(verdeling):
            yield [*verdeling[:nummer], [eerste, *groep], *verdeling[nummer + 1 :]]
        yield [[eerste], *verdeling]
