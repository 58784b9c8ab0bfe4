"""What may happen to a request for advice: pure, on values that are handed in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from vth.vormgeving.opmaak import format_datum

from ..rules import ZaakError

GEVRAAGD, TE_GEVEN = "gevraagd", "te_geven"
LOOPT, UITGEBRACHT, AFGEROND, INGETROKKEN = "loopt", "uitgebracht", "afgerond", "ingetrokken"
GEEN_ADVIES = "geen_advies"
# What each act on the record of one side tells the other, where both work here.
DEELT: Mapping[str, tuple[str, ...]] = {
    "uitstel": ("uiterlijk_op", "termijnregel", "grondslag"),
    "herinnering": (),
    "ingetrokken": ("staat",),
    "uitgebracht": ("staat", "uitgebracht_op", "strekking", "advies"),
    "opvolging": ("staat", "opvolging", "opvolging_reden", "opvolging_op"),
}
# Who does which: the adviser gives the advice, and who asked does the rest.
VAN_ADVISEUR = frozenset({"opgepakt", "uitvoeringstoets", "uitgebracht"})
VRAAGLENGTE, ADVIESLENGTE = 4_000, 20_000


@dataclass(frozen=True)
class Adviessoort:
    """A kind of advice: its name, the ground on which it is asked, the rule of its term, and whether the uitvoeringstoets belongs to it."""

    code: str
    naam: str
    grondslag: str
    termijn: str
    toets: bool


@dataclass(frozen=True)
class NieuwAdviesverzoek:
    """A request as it is to be written down. With a zaak, organisation and place come from there.

    Without `uiterlijk_op` the last day follows from the kind of advice; with it, `grondslag` says on what it rests.
    """

    richting: str
    adviessoort: str
    vraag: str
    gevraagd_op: date
    partij: str = ""
    partijnaam: str = ""
    over: str = ""
    uiterlijk_op: date | None = None
    grondslag: str = ""
    organisatie: str = ""
    gebied: str = ""
    vertrouwelijkheid: str = "zaakvertrouwelijk"


@dataclass(frozen=True)
class Uitgebracht:
    """An advice as it came in or went out; `toets` holds per question of the uitvoeringstoets (answer, words)."""

    op: date
    strekking: str
    advies: str
    toets: Mapping[str, tuple[str, str]]


def make_adviessoort(code: str, soorten: Mapping[str, Mapping[str, object]]) -> Adviessoort:
    """Give one kind of advice. Raises ZaakError for one that does not exist."""
    if code not in soorten:
        raise ZaakError(f"De adviessoort {code[:60]!r} bestaat niet. Kies uit: {', '.join(sorted(soorten))}.")
    w = soorten[code]
    return Adviessoort(
        code, str(w["naam"]), str(w["grondslag"]), str(w.get("termijn", "")), bool(w.get("toets"))
    )


def check_nieuw(nieuw: NieuwAdviesverzoek, *, met_zaak: bool, eigen: str, vandaag: date) -> None:
    """Refuse a request that asks nothing, of nobody, about nothing, or that is due before it is asked. Raises ZaakError."""
    if nieuw.richting not in (GEVRAAGD, TE_GEVEN):
        raise ZaakError(f"{nieuw.richting[:40]!r} bestaat niet. Kies of u advies vraagt of geeft.")
    if not nieuw.vraag.strip():
        raise ZaakError("Schrijf op waarover advies wordt gevraagd.")
    if len(nieuw.vraag) > VRAAGLENGTE:
        raise ZaakError(
            f"De vraag telt {len(nieuw.vraag)} tekens; er passen er {VRAAGLENGTE}. Maak haar korter."
        )
    if not met_zaak and not nieuw.over.strip():
        raise ZaakError("Zonder zaak moet erbij staan waar het advies over gaat, zoals een omgevingsplan.")
    if not nieuw.partij and not nieuw.partijnaam.strip():
        raise ZaakError("Noem de organisatie of commissie aan de andere kant.")
    if nieuw.partij == eigen:
        raise ZaakError(
            "Advies vraagt u aan een ander, of krijgt u van een ander gevraagd. Kies een andere organisatie."
        )
    if nieuw.gevraagd_op > vandaag:
        raise ZaakError(
            f"Gevraagd op {format_datum(nieuw.gevraagd_op)} is in de toekomst. Vandaag is het {format_datum(vandaag)}."
        )
    _check_uiterlijk(nieuw)


def _check_uiterlijk(nieuw: NieuwAdviesverzoek) -> None:
    """Refuse an own last day before the request, or without a ground."""
    if nieuw.uiterlijk_op is None:
        return
    if nieuw.uiterlijk_op < nieuw.gevraagd_op:
        raise ZaakError(
            f"Het advies moet er zijn op {format_datum(nieuw.uiterlijk_op)}, en is gevraagd op {format_datum(nieuw.gevraagd_op)}. Een termijn eindigt niet "
            "voordat hij begint. Verbeter een van de dagen."
        )
    if not nieuw.grondslag.strip():
        raise ZaakError(
            "Een eigen laatste dag heeft een grond: een artikel, een overeenkomst of een afspraak. Noem die, of laat de dag leeg."
        )


def check_uitstel(*, uiterlijk_op: date, nieuw: date, reden: str) -> None:
    """Refuse a delay that makes the term shorter, or without a reason. Raises ZaakError."""
    if nieuw <= uiterlijk_op:
        raise ZaakError(
            f"Het advies moet er nu zijn op {format_datum(uiterlijk_op)}. Uitstel tot {format_datum(nieuw)} is geen uitstel. Kies een latere dag."
        )
    if not reden.strip():
        raise ZaakError("Schrijf op waarom er uitstel is, en wie dat gaf.")


def check_uitgebracht(
    uit: Uitgebracht, *, gevraagd_op: date, vandaag: date, strekkingen: Collection[str]
) -> None:
    """Refuse an advice before it was asked, in the future, without words or without what it comes down to. Raises ZaakError."""
    if uit.op < gevraagd_op or uit.op > vandaag:
        raise ZaakError(
            f"Het advies is gevraagd op {format_datum(gevraagd_op)} en vandaag is het {format_datum(vandaag)}. Uitgebracht op {format_datum(uit.op)} kan niet. Verbeter de dag."
        )
    if uit.strekking not in strekkingen:
        raise ZaakError(
            f"De strekking {uit.strekking[:40]!r} bestaat niet. Kies uit: {', '.join(strekkingen)}."
        )
    if not uit.advies.strip():
        raise ZaakError(
            "Schrijf op wat het advies is, of waarom er geen is."
            if uit.strekking == GEEN_ADVIES
            else "Schrijf op wat het advies is."
        )
    if len(uit.advies) > ADVIESLENGTE:
        raise ZaakError(
            f"Het advies telt {len(uit.advies)} tekens; er passen er {ADVIESLENGTE}. Leg het als document vast en schrijf hier de kern."
        )


def check_toets(
    toets: Mapping[str, tuple[str, str]],
    *,
    vragen: Mapping[str, str],
    oordelen: Collection[str],
    volledig: bool,
) -> None:
    """Refuse an uitvoeringstoets with questions that are not asked, answers that do not exist, or (`volledig`) gaps.

    An answer of no, or of partly, says why. Raises ZaakError.
    """
    if vreemd := sorted(set(toets) - set(vragen)):
        raise ZaakError(f"De uitvoeringstoets heeft geen vraag {', '.join(vreemd)[:80]}.")
    mist = [vragen[v] for v in vragen if v not in toets]
    if volledig and mist:
        raise ZaakError(f"De uitvoeringstoets is niet af. Beantwoord nog: {' '.join(mist)}")
    for vraag, (oordeel, toelichting) in toets.items():
        if oordeel not in oordelen:
            raise ZaakError(f"Het antwoord {oordeel[:40]!r} bestaat niet. Kies uit: {', '.join(oordelen)}.")
        if oordeel in ("nee", "deels") and not toelichting.strip():
            raise ZaakError(f"Licht toe waarom het antwoord ‘{oordeel}’ is op: {vragen[vraag]}")


def check_opvolging(
    opvolging: str, reden: str, op: date, *, uitgebracht_op: date, vandaag: date, keuzes: Collection[str]
) -> None:
    """Refuse a follow-up before the advice, in the future, or that departs from it without a reason. Raises ZaakError."""
    if opvolging not in keuzes:
        raise ZaakError(f"{opvolging[:40]!r} bestaat niet. Kies uit: {', '.join(keuzes)}.")
    if not uitgebracht_op <= op <= vandaag:
        raise ZaakError(
            f"Het advies is van {format_datum(uitgebracht_op)} en vandaag is het {format_datum(vandaag)}. {format_datum(op)} valt daarbuiten. Verbeter de dag."
        )
    if opvolging != "gevolgd" and not reden.strip():
        raise ZaakError("Schrijf op waarom het advies niet of niet helemaal is gevolgd.")


def check_kant(handeling: str, *, is_adviseur: bool, andere: str) -> None:
    """Refuse an act of the other side, where both sides work here and each has its own record. Raises ZaakError."""
    if is_adviseur and handeling not in VAN_ADVISEUR:
        raise ZaakError(
            f"Dit doet {andere}, die het advies vroeg; dan verandert het hier vanzelf mee. Kunt u niet adviseren, breng dan "
            "‘geen advies’ uit met de reden."
        )
    if not is_adviseur and handeling in VAN_ADVISEUR:
        raise ZaakError(
            f"{andere} werkt ook met Open VTH en legt het advies zelf vast; dan staat het hier vanzelf. Komt het niet, trek het "
            "verzoek dan in en leg het opnieuw vast met alleen de naam van de ander."
        )


def is_te_laat(staat: str, uiterlijk_op: date, op: date) -> bool:
    """Tell whether an advice should have been there before a day and is not."""
    return staat == LOOPT and uiterlijk_op < op
