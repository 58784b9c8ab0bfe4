"""What a controle and a finding are made of when somebody writes them, and what they are refused for before anything is written."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from vth.begrippen.selectors import list_waarden
from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.selectors import find_grond
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.toegang.rules import VERTROUWELIJKHEDEN, Viewer

from .models import Bevindingnorm, Controle, Controleonderwerp
from .rules import ToezichtError

ROLLEN = {rol.value for rol in Controleonderwerp.Rol}


@dataclass(frozen=True)
class NieuweControle:
    """A controle as it is to be planned. `onderwerpen` are records of the register: VTH-objecten and activities.

    Without `inspecteur` nobody has it yet; `uiterlijk_op` is the last day that it may be done and `grond` why.
    """

    organisatie: str
    gebied: str
    omschrijving: str
    controletype: str
    aanleiding: str
    onderwerpen: Sequence[uuid.UUID]
    bevoegd_gezag: str = ""
    partners: Sequence[str] = ()
    grond: str = ""
    gepland_op: date | None = None
    uiterlijk_op: date | None = None
    inspecteur: str = ""
    team: str = ""
    uren: Decimal | None = None
    vertrouwelijkheid: str = "zaakvertrouwelijk"
    zaak_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Planning:
    """When and by whom a controle is meant to be done; `grond` is why it is done where a place has ended, when somebody said so."""

    gepland_op: date | None
    uiterlijk_op: date | None
    inspecteur: str
    team: str = ""
    uren: Decimal | None = None
    reden: str = ""
    grond: str = ""


@dataclass(frozen=True)
class Bezoek:
    """What happened at a visit, apart from what was found. `None` leaves what is there."""

    controledatum: date | None = None
    begonnen_op: datetime | None = None
    geeindigd_op: datetime | None = None
    uitkomst: str | None = None
    gesproken_met: str | None = None
    legitimatie_getoond: bool | None = None
    bevoegdheden: Sequence[str] | None = None
    cautie_op: datetime | None = None
    cautie_toelichting: str | None = None
    bijzonderheden: str | None = None


@dataclass(frozen=True)
class Normkeuze:
    """One norm that a finding tests: a voorschrift of a permit, a recorded norm, or an article as it is cited."""

    voorschrift_id: uuid.UUID | None = None
    norm_id: uuid.UUID | None = None
    citaat: str = ""
    tekst: str = ""

    @property
    def soort(self) -> str:
        """Give which kind it is."""
        if self.voorschrift_id:
            return Bevindingnorm.Soort.VOORSCHRIFT
        return Bevindingnorm.Soort.NORM if self.norm_id else Bevindingnorm.Soort.ARTIKEL


@dataclass(frozen=True)
class NieuweBevinding:
    """A finding as it is to be written; `norm_op` is the day whose norms it tests, without it that of the controle.

    `bron` says what it came from (`vraag:<id>`, `meetresultaat:<id>`): from one source comes one finding.
    """

    onderwerp: str
    resultaat: str
    normen: Sequence[Normkeuze] = ()
    aandachtspunt: str = ""
    bijzonderheden: str = ""
    gevolg: str = ""
    gedrag: str = ""
    motivering: str = ""
    sevesocategorie: str = ""
    norm_op: date | None = None
    herstel_voor: date | None = None
    bron: str = ""
    onderwerpen: Sequence[uuid.UUID] = ()
    bewijzen: Sequence[uuid.UUID] = ()


def check_code(lijst: str, code: str, dag: date, wat: str) -> None:
    """Refuse a code that its list does not have on a day."""
    mag = {w.code for w in list_waarden(lijst, dag)}
    if code not in mag:
        raise ToezichtError(
            f"{wat} ‘{code[:40]}’ bestaat niet op {as_dagtekst(dag)}. Kies uit: {', '.join(sorted(mag))[:300]}."
        )


def check_nieuw(viewer: Viewer, nieuw: NieuweControle) -> dict[uuid.UUID, Bronobject]:
    """Refuse a controle that cannot be planned; gives the records that it is about, by id.

    Raises ToezichtError for one without a place or activity, with records that are not there for this viewer, with codes that
    do not exist, a day that has passed, or a confidentiality that would hide it from who plans it.
    """
    if not nieuw.omschrijving.strip():
        raise ToezichtError(
            "De controle heeft geen omschrijving. Schrijf in een paar woorden op waar zij over gaat."
        )
    check_code("controletype", nieuw.controletype, klok.today(), "Het controletype")
    if nieuw.aanleiding not in Controle.Aanleiding.values:
        raise ToezichtError(
            f"De aanleiding ‘{nieuw.aanleiding[:40]}’ bestaat niet. Kies uit: {', '.join(Controle.Aanleiding.values)}."
        )
    if (
        nieuw.vertrouwelijkheid not in VERTROUWELIJKHEDEN
        or nieuw.vertrouwelijkheid not in viewer.zicht.niveaus
    ):
        raise ToezichtError(
            f"Controles die {nieuw.vertrouwelijkheid[:40]} zijn, ziet u zelf niet. Kies een lagere vertrouwelijkheid."
        )
    check_planning(nieuw.gepland_op, nieuw.uiterlijk_op, nieuw.uren)
    return check_onderwerpen(viewer, nieuw.onderwerpen)


def check_onderwerpen(viewer: Viewer, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bronobject]:
    """Give the records that a controle is about. Raises ToezichtError for none, for one that is not there for this viewer, and for a kind that cannot be controlled."""
    gevraagd = list(dict.fromkeys(ids))
    if not gevraagd:
        raise ToezichtError(
            "De controle gaat nergens over. Kies een locatie of een activiteit uit het register."
        )
    zichtbaar = find_zichtbaar(viewer, gevraagd)
    for id_ in gevraagd:
        if id_ not in zichtbaar:
            raise ToezichtError(f"Gegeven {id_} bestaat niet, of u mag dat niet zien.")
        if zichtbaar[id_].soort not in ROLLEN:
            raise ToezichtError(
                f"{zichtbaar[id_]} is geen locatie of activiteit. Een controle gaat over een VTH-object of een activiteituitvoering."
            )
    return {id_: zichtbaar[id_] for id_ in gevraagd}


def check_planning(gepland_op: date | None, uiterlijk_op: date | None, uren: Decimal | None) -> None:
    """Refuse a plan that nobody can carry out: more hours than a week has, or a day in the past."""
    if gepland_op is not None and gepland_op < klok.today():
        raise ToezichtError(
            f"De controle is gepland op {as_dagtekst(gepland_op)}, en dat is voorbij. Kies vandaag of later; een controle die al is gedaan, "
            "legt u vast met de dag waarop zij was."
        )
    if uren is not None and not 0 < uren <= 200:
        raise ToezichtError(
            f"{uren} uur voor één controle kan niet. Vul de uren van het bezoek en de voorbereiding in."
        )
    if gepland_op and uiterlijk_op and gepland_op > uiterlijk_op:
        raise ToezichtError(
            f"De controle is gepland op {as_dagtekst(gepland_op)} en moet uiterlijk op {as_dagtekst(uiterlijk_op)} zijn gedaan. Kies een eerdere dag."
        )


def check_bezoek(bezoek: Bezoek) -> None:
    """Refuse codes that do not exist, and powers that no inspector has."""
    dag = bezoek.controledatum or klok.today()
    if bezoek.uitkomst:
        check_code("controleuitkomst", bezoek.uitkomst, dag, "De uitkomst")
    mag = find_grond("toezicht.bevoegdheden", geldig_op=dag).waarde
    for code in bezoek.bevoegdheden or ():
        if code not in mag:
            raise ToezichtError(f"De bevoegdheid ‘{code[:40]}’ bestaat niet. Kies uit: {', '.join(mag)}.")


def check_bevinding(nieuw: NieuweBevinding, dag: date) -> None:
    """Refuse a finding with codes that do not exist on its day, or a day of repair that lies before it."""
    check_code("controle_onderwerp", nieuw.onderwerp, dag, "Het onderwerp")
    check_code("resultaat_bevinding", nieuw.resultaat, dag, "Het resultaat")
    if nieuw.gevolg:
        check_code("gevolg", nieuw.gevolg, dag, "Het gevolg")
    if nieuw.gedrag:
        check_code("gedrag", nieuw.gedrag, dag, "Het gedrag")
    if nieuw.herstel_voor is not None and nieuw.herstel_voor <= dag:
        raise ToezichtError(
            f"Het herstel zou klaar moeten zijn op {as_dagtekst(nieuw.herstel_voor)}, en dat is niet na de controle ({as_dagtekst(dag)}). Kies een latere dag."
        )
