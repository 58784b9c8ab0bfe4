"""What is due for one site, when, and on which ground (Ob 13.7, 13.21, 13.23, and an authority's own frequency). Pure.

`vervaldagen.sql` says the same of all sites at once; a property test holds the two together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vth.regelgeving.rules import Grond, derive_zekerheid
from vth.regelgeving.termijn import GesteldIn, Termijn, Tijdseenheid, make_termijn
from vth.regelgeving.termijnen import Termijnregels, Termijnuitkomst, derive_einde
from vth.tijd.rules import BEGIN_DAG
from vth.vormgeving.opmaak import format_datum


class Vervalsoort(StrEnum):
    """What is due."""

    ROUTINE_IPPC = "routine_ippc"
    ROUTINE_SEVESO = "routine_seveso"
    ROUTINE_EIGEN = "routine_eigen"
    NA_OVERTREDING = "na_overtreding"
    VERSLAG = "verslag"
    OPENBAAR = "openbaar"


NAMEN = {
    Vervalsoort.ROUTINE_IPPC: "Routinecontrole ippc-installatie",
    Vervalsoort.ROUTINE_SEVESO: "Routinecontrole Seveso-inrichting",
    Vervalsoort.ROUTINE_EIGEN: "Routinecontrole naar eigen frequentie",
    Vervalsoort.NA_OVERTREDING: "Controle na een ernstige overtreding",
    Vervalsoort.VERSLAG: "Verslag naar wie het aangaat",
    Vervalsoort.OPENBAAR: "Verslag openbaar",
}


@dataclass(frozen=True)
class Ritmeobject:
    """What of a site sets its rhythm, since when. `risico` is empty as long as nobody has assessed it.

    `seveso_maanden` is what a systematic evaluation of the hazards set instead of the term of the law; `eigen_maanden` is the
    authority's own frequency.
    """

    id: str
    sinds: date
    is_ippc: bool = False
    risico: str = ""
    seveso: str = ""
    seveso_maanden: int = 0
    eigen_maanden: int = 0


@dataclass(frozen=True)
class Ritmebezoek:
    """A visit that was: the day, whether it was routine, whether a serious violation was seen, and what became of its report."""

    id: str
    dag: date
    is_routine: bool = True
    is_ernstig: bool = False
    verslag_op: date | None = None
    openbaar_op: date | None = None


@dataclass(frozen=True)
class Ritmeregels:
    """The rules of the day: grounds by name without `toezicht.ritme_`, what counting a term needs, and since when there is a rule at all."""

    gronden: dict[str, Grond]
    termijnregels: Termijnregels
    plicht_vanaf: date = BEGIN_DAG


@dataclass(frozen=True)
class Vervaldag:
    """One thing that is due: the last day on which it is in time, counted from when, on which ground; `aanleiding` is the visit."""

    object: str
    soort: Vervalsoort
    vanaf: date
    uiterlijk: date
    uitleg: str
    aanleiding: str = ""
    gronden: tuple[Grond, ...] = field(default=(), compare=False)

    @property
    def zekerheid(self) -> str:
        """Give the certainty: that of the weakest rule that was used."""
        return derive_zekerheid(self.gronden)

    def dagen_over(self, op: date) -> int:
        """Count the days left; negative is late."""
        return (self.uiterlijk - op).days


def derive_vervaldagen(
    object_: Ritmeobject, bezoeken: Sequence[Ritmebezoek], regels: Ritmeregels, *, op: date
) -> list[Vervaldag]:
    """List what is due for a site, the first first. Visits after `op` do not count yet."""
    geweest = sorted((b for b in bezoeken if b.dag <= op), key=lambda b: (b.dag, b.id))
    dagen = [
        *_list_routines(object_, geweest, regels),
        *_list_na_overtreding(object_, geweest, regels),
        *_list_verslagen(object_, geweest, regels),
    ]
    return sorted(dagen, key=lambda v: (v.uiterlijk, v.soort, v.aanleiding))


def derive_eigen_maanden(activiteiten: Sequence[str], hoofdtype: str, eigen: Grond) -> int:
    """Give the authority's own frequency for a site: the shortest of those for its activities and its type; 0 without one."""
    waarde = eigen.waarde
    gevonden = [waarde["activiteiten"][a] for a in activiteiten if a in waarde["activiteiten"]]
    gevonden += [waarde["hoofdtypen"][hoofdtype]] if hoofdtype in waarde["hoofdtypen"] else []
    return min(gevonden, default=0)


def derive_risico(object_: Ritmeobject, regels: Ritmeregels) -> tuple[str, tuple[Grond, ...]]:
    """Give the risk that is counted with, and the rule that says which when nobody has assessed it."""
    onbekend = regels.gronden["onbekend_risico"]
    return (object_.risico, ()) if object_.risico else (onbekend.waarde, (onbekend,))


def _list_routines(
    object_: Ritmeobject, geweest: Sequence[Ritmebezoek], regels: Ritmeregels
) -> Iterator[Vervaldag]:
    """List the next routine visits: each counts from the last routine visit, or from when the site has the duty."""
    laatste = max((b.dag for b in geweest if b.is_routine), default=None)
    if object_.is_ippc:
        risico, extra = derive_risico(object_, regels)
        termijn = make_termijn(regels.gronden[f"ippc_{risico}"])
        toelichting = "" if object_.risico else f"; het risico is niet vastgesteld en gerekend als {risico}"
        yield _make_routine(object_, Vervalsoort.ROUTINE_IPPC, termijn, laatste, regels, extra, toelichting)
    if object_.seveso:
        grond = regels.gronden[f"seveso_{object_.seveso}"]
        termijn = make_termijn(grond)
        toelichting = ""
        if object_.seveso_maanden:
            termijn = Termijn(
                object_.seveso_maanden, Tijdseenheid.MAANDEN, gesteld_in=GesteldIn.BESLUIT, grond=grond
            )
            toelichting = "; volgens de systematische evaluatie van de gevaren"
        yield _make_routine(object_, Vervalsoort.ROUTINE_SEVESO, termijn, laatste, regels, (), toelichting)
    if object_.eigen_maanden:
        termijn = Termijn(
            object_.eigen_maanden,
            Tijdseenheid.MAANDEN,
            gesteld_in=GesteldIn.BESLUIT,
            grond=regels.gronden["eigen"],
        )
        yield _make_routine(object_, Vervalsoort.ROUTINE_EIGEN, termijn, laatste, regels, (), "")


def _make_routine(
    object_: Ritmeobject,
    soort: Vervalsoort,
    termijn: Termijn,
    laatste: date | None,
    regels: Ritmeregels,
    extra: tuple[Grond, ...],
    toelichting: str,
) -> Vervaldag:
    """Make the day of a next routine visit; a visit of before the site had the duty does not count as none."""
    vanaf = laatste or object_.sinds
    gebeurtenis = "de laatste routinecontrole" if laatste else "het begin van de plicht, nog nooit bezocht"
    uitkomst = derive_einde(termijn, vanaf, regels=regels.termijnregels, gebeurtenis=gebeurtenis)
    return _make_dag(object_, soort, uitkomst, extra=extra, toelichting=toelichting)


def _list_na_overtreding(
    object_: Ritmeobject, geweest: Sequence[Ritmebezoek], regels: Ritmeregels
) -> Iterator[Vervaldag]:
    """List the visits with a serious violation after which nobody has been there: one more within the term of the law."""
    namen = [f"na_overtreding_{s}" for s in _list_soorten(object_)]
    for bezoek in geweest:
        if namen and bezoek.is_ernstig and bezoek.dag == geweest[-1].dag:
            yield _make_eerste(
                object_, Vervalsoort.NA_OVERTREDING, namen, bezoek, regels, "de ernstige overtreding"
            )


def _list_verslagen(
    object_: Ritmeobject, geweest: Sequence[Ritmebezoek], regels: Ritmeregels
) -> Iterator[Vervaldag]:
    """List the reports that are not out: to the operator, and to everyone.

    Of a Seveso site only the routine visit is made public (Ob 13.24), of an ippc installation every visit (13.7).
    """
    soorten = _list_soorten(object_)
    for bezoek in geweest:
        openbaar = [f"openbaar_{s}" for s in soorten if s == "ippc" or bezoek.is_routine]
        if soorten and bezoek.verslag_op is None:
            namen = [f"verslag_{s}" for s in soorten]
            yield _make_eerste(object_, Vervalsoort.VERSLAG, namen, bezoek, regels, "het bezoek")
        if openbaar and bezoek.openbaar_op is None:
            yield _make_eerste(object_, Vervalsoort.OPENBAAR, openbaar, bezoek, regels, "het bezoek")


def _list_soorten(object_: Ritmeobject) -> list[str]:
    """List as what the law knows a site, ippc before Seveso: of two terms that end on one day the first is told."""
    return [s for s, is_er in (("ippc", object_.is_ippc), ("seveso", bool(object_.seveso))) if is_er]


def _make_eerste(
    object_: Ritmeobject,
    soort: Vervalsoort,
    namen: Sequence[str],
    bezoek: Ritmebezoek,
    regels: Ritmeregels,
    gebeurtenis: str,
) -> Vervaldag:
    """Make the day of the term that ends first, and say of the others when they end: who keeps the first keeps them all."""
    uitkomsten = [
        derive_einde(
            make_termijn(regels.gronden[naam]),
            bezoek.dag,
            regels=regels.termijnregels,
            gebeurtenis=gebeurtenis,
        )
        for naam in namen
    ]
    eerste, *later = sorted(uitkomsten, key=_give_einde)
    toelichting = "".join(_say_ander(u, _give_einde(eerste)) for u in later)
    if eerste.termijn.grond and eerste.termijn.grond.is_aanname:
        toelichting += "; deze termijn is een aanname, want de wet noemt er voor zover gelezen geen"
    return _make_dag(object_, soort, eerste, bezoek=bezoek, toelichting=toelichting)


def _give_einde(uitkomst: Termijnuitkomst) -> date:
    """Give the last day on which it is in time."""
    return uitkomst.laatste_dag or uitkomst.kaal_einde


def _say_ander(ander: Termijnuitkomst, eerste: date) -> str:
    """Say of a term that does not count what it is, where it stands, and why it does not.

    It is no ground of the day: what is law is not made an assumption by a term beside it.
    """
    grond, einde = ander.termijn.grond, _give_einde(ander)
    naam = grond.titel if grond else "een andere regel"
    waar = f" ({grond.bronnen[0]}{', aangenomen' if grond.is_aanname else ''})" if grond else ""
    if einde == eerste:
        return f"; ook de termijn ‘{naam}’ eindigt op die dag{waar}"
    return f"; deze termijn telt, want zij eindigt eerder dan die van ‘{naam}’: {format_datum(einde)}{waar}"


def _make_dag(
    object_: Ritmeobject,
    soort: Vervalsoort,
    uitkomst: Termijnuitkomst,
    *,
    bezoek: Ritmebezoek | None = None,
    extra: tuple[Grond, ...] = (),
    toelichting: str = "",
) -> Vervaldag:
    """Make one day of what counting its term gave."""
    gronden = (uitkomst.termijn.grond,) if uitkomst.termijn.grond else ()
    return Vervaldag(
        object=object_.id,
        soort=soort,
        vanaf=uitkomst.dag,
        uiterlijk=_give_einde(uitkomst),
        uitleg=f"{NAMEN[soort]}: {uitkomst.samenvatting}{toelichting}.",
        aanleiding=bezoek.id if bezoek else "",
        gronden=(*gronden, *extra),
    )
