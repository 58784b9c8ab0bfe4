"""What a violation, a measure and a last are made of when somebody writes them, and what they are refused for before anything is written."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vth.regelgeving.dagen import as_dagtekst
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, list_namen, list_relaties
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import VERTROUWELIJKHEDEN, Viewer
from vth.toezicht.models import Bevinding, Controle
from vth.toezicht.rules import MET_OORDEEL
from vth.toezicht.selectors import get_bevinding, list_onderwerpen

from .models import Last
from .rules import HandhavingError
from .selectors import find_regel

PERSONEN = ("vestiging", "nietnatuurlijkpersoon", "natuurlijkpersoon")
PLEKKEN = ("vthobject", "activiteituitvoering")
HOOGSTE_BEDRAG = Decimal("100000000")


@dataclass(frozen=True)
class Overtrederkeuze:
    """Who broke the norm, and on what ground that is said: a record of the register, never the site."""

    bronobject_id: uuid.UUID
    grond: str


@dataclass(frozen=True)
class NieuweOvertreding:
    """A violation as it is to be established. Without `normen` those of the findings are meant; without days that of the earliest finding.

    `citaten` are norms that are broken besides those that the findings tested.
    """

    aard: str
    bevindingen: Sequence[uuid.UUID]
    overtreders: Sequence[Overtrederkeuze]
    citaten: Sequence[str] = ()
    overtredingsdatum: date | None = None
    begonnen_op: date | None = None
    toelichting: str = ""
    jurist: str = ""
    team: str = ""
    bevoegd_gezag: str = ""
    vertrouwelijkheid: str = "zaakvertrouwelijk"


@dataclass(frozen=True)
class NieuweMaatregel:
    """A measure as it is to be prepared against violations of one organisation."""

    instrument: str
    overtredingen: Sequence[uuid.UUID]
    omschrijving: str
    motivering: str = ""
    boetegrond: str = ""
    boetebedrag: Decimal | None = None
    tot: date | None = None
    jurist: str = ""


@dataclass(frozen=True)
class Adressaatkeuze:
    """Who must obey, and what he forfeits in euro."""

    bronobject_id: uuid.UUID
    bedrag: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True)
class Lastinhoud:
    """What a last orders; see `Last`."""

    soort: str
    opdracht: str
    adressaten: Sequence[Adressaatkeuze]
    begunstiging_tot: date | None = None
    begunstiging_motivering: str = ""
    modaliteit: str = ""
    per: str = ""
    bedrag_motivering: str = ""
    spoed: str = ""
    spoed_motivering: str = ""


def check_bevindingen(viewer: Viewer, ids: Sequence[uuid.UUID]) -> list[Bevinding]:
    """Give the findings that a violation is established from.

    Raises BestaatNietError, and HandhavingError for none, for one of a controle that was not concluded, one that was withdrawn, one
    that says that nothing was wrong, and findings of several organisations.
    """
    if not ids:
        raise HandhavingError("Een overtreding rust op een bevinding. Kies er ten minste een.")
    gevonden = [get_bevinding(viewer, id_) for id_ in dict.fromkeys(ids)]
    for b in gevonden:
        naam = f"Bevinding {b.volgnummer} van controle {b.controle.kenmerk}"
        if b.controle.staat != Controle.Staat.AFGEROND:
            raise HandhavingError(
                f"{naam} kan nog veranderen: de controle is niet afgerond. Wacht tot de toezichthouder haar afrondt."
            )
        if b.ingetrokken_op:
            raise HandhavingError(f"{naam} is ingetrokken: {b.ingetrokken_reden} Kies een andere bevinding.")
        if b.resultaat not in MET_OORDEEL:
            raise HandhavingError(f"{naam} zegt niet dat een norm is overtreden. Kies een andere bevinding.")
    if len({(b.controle.leverancier, b.controle.gebied) for b in gevonden}) > 1:
        raise HandhavingError(
            "Deze bevindingen zijn van meer dan één organisatie of gemeente. Stel per organisatie een overtreding vast."
        )
    return gevonden


def list_mogelijke_overtreders(viewer: Viewer, controle: Controle) -> list[tuple[Bronobject, str]]:
    """List who of the register belongs to what was visited, or to an activity there, by name: who can be the offender."""
    return list_personen_bij(viewer, [b.pk for _, b in list_onderwerpen(viewer, controle)])


def list_personen_bij(viewer: Viewer, plekken: Sequence[uuid.UUID]) -> list[tuple[Bronobject, str]]:
    """List who of the register belongs to some places, or to what is done there, by name."""
    peilmoment = Peilmoment(klok.today(), klok.now())
    eerste = [r.ander for r in list_relaties(viewer, plekken, peilmoment)]
    verder = [b.pk for b in eerste if b.soort not in PERSONEN][:50]
    tweede = [r.ander for r in list_relaties(viewer, verder, peilmoment)] if verder else []
    personen = {b.pk: b for b in (*eerste, *tweede) if b.soort in PERSONEN}
    namen = list_namen(personen.values(), peilmoment)
    return sorted(((b, namen[b.pk]) for b in personen.values()), key=lambda p: (p[1], p[0].sleutel))[:200]


def check_overtreders(viewer: Viewer, keuzes: Sequence[Overtrederkeuze]) -> list[tuple[Bronobject, str]]:
    """Give who broke the norm. Raises HandhavingError for nobody, for a record that is not there for this viewer, and for one that is no person."""
    if not keuzes:
        raise HandhavingError(
            "Er staat niet wie de overtreder is. Kies een persoon of een bedrijf uit het register."
        )
    zichtbaar = find_zichtbaar(viewer, [k.bronobject_id for k in keuzes])
    uit = []
    for k in {k.bronobject_id: k for k in keuzes}.values():
        record = zichtbaar.get(k.bronobject_id)
        if record is None:
            raise HandhavingError(f"Gegeven {k.bronobject_id} bestaat niet, of u mag dat niet zien.")
        if record.soort not in PERSONEN:
            raise HandhavingError(
                f"{record} is geen persoon of bedrijf. Een overtreding begaat iemand, niet een locatie."
            )
        if len(k.grond.strip()) < 5:
            raise HandhavingError(
                f"Schrijf op waarom {record} de overtreder is, zoals: drijft de inrichting en kon de overtreding beëindigen."
            )
        uit.append((record, k.grond.strip()[:500]))
    return uit


def check_dagen(overtredingsdatum: date, begonnen_op: date | None) -> None:
    """Refuse days that cannot be: in the future, a begin after what was seen, or a day for which this program has no law."""
    if overtredingsdatum > klok.today():
        raise HandhavingError(
            f"De overtreding zou gezien zijn op {as_dagtekst(overtredingsdatum)}, en dat is nog niet geweest. Controleer de datum."
        )
    if begonnen_op is not None and begonnen_op > overtredingsdatum:
        raise HandhavingError(
            f"De overtreding zou zijn begonnen op {as_dagtekst(begonnen_op)}, na de dag waarop zij werd gezien ({as_dagtekst(overtredingsdatum)}). Controleer de datums."
        )
    find_regel("handhaving.instrumenten", overtredingsdatum)


def derive_niveau(niveaus: Iterable[str]) -> str:
    """Give the most confidential of some: what rests on a thing is never less confidential than it."""
    return max(niveaus, key=VERTROUWELIJKHEDEN.index)


def check_niveau(viewer: Viewer, niveau: str) -> None:
    """Refuse a confidentiality that does not exist, or that would hide the thing from who makes it."""
    if niveau not in VERTROUWELIJKHEDEN or niveau not in viewer.zicht.niveaus:
        raise HandhavingError(f"Wat {niveau[:40]} is, ziet u zelf niet. Kies een lagere vertrouwelijkheid.")


def check_last(
    viewer: Viewer, inhoud: Lastinhoud, mogelijk: set[uuid.UUID]
) -> dict[uuid.UUID, Adressaatkeuze]:
    """Give the addressees of a last by id.

    Raises HandhavingError for a kind or modality that does not exist, a unit of time where none is asked, an amount that is no amount of euro,
    and an addressee who is no offender (`mogelijk`).
    """
    if inhoud.soort not in Last.Soort.values:
        raise HandhavingError(
            f"De soort last ‘{inhoud.soort[:40]}’ bestaat niet. Kies uit: {', '.join(Last.Soort.values)}."
        )
    if inhoud.modaliteit and inhoud.modaliteit not in Last.Modaliteit.values:
        raise HandhavingError(
            f"De wijze van verbeuren ‘{inhoud.modaliteit[:40]}’ bestaat niet. Kies uit: {', '.join(Last.Modaliteit.values)}."
        )
    if (inhoud.modaliteit == "tijdseenheid") != (inhoud.per in Last.Per.values):
        raise HandhavingError(
            "Bij een dwangsom per tijdseenheid hoort dag, week of maand; bij een andere dwangsom niet. Kies opnieuw."
        )
    for a in inhoud.adressaten:
        if a.bronobject_id not in mogelijk:
            raise HandhavingError(
                "Een last is voor wie de overtreding beging. Kies een van de overtreders, of leg eerst vast dat deze persoon dat is."
            )
        check_bedrag(a.bedrag, "Het bedrag")
        check_bedrag(a.maximum, "Het maximum")
        if (a.bedrag is None) != (a.maximum is None):
            raise HandhavingError("Bij een bedrag hoort een maximum (Awb 5:32b, tweede lid). Vul beide in.")
        if a.bedrag is not None and a.maximum is not None and a.maximum < a.bedrag:
            raise HandhavingError(
                f"Het maximum (€ {a.maximum}) is lager dan het bedrag (€ {a.bedrag}). Verhoog het maximum (Awb 5:32b)."
            )
    return {a.bronobject_id: a for a in inhoud.adressaten}


def check_bedrag(bedrag: Decimal | None, wat: str) -> None:
    """Refuse what is no amount of euro: not positive, parts of cents, or more than anybody ever owed."""
    if bedrag is None:
        return
    if (
        not bedrag.is_finite()
        or bedrag <= 0
        or bedrag != bedrag.quantize(Decimal("0.01"))
        or bedrag > HOOGSTE_BEDRAG
    ):
        raise HandhavingError(
            f"{wat} is {bedrag}. Geef een bedrag in euro, groter dan nul en met hoogstens twee decimalen."
        )
