"""What a signal and an incident are made of when somebody writes them, and what they are refused for before anything is written."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from vth.begrippen.selectors import list_waarden
from vth.regelgeving.selectors import find_grond
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import VERTROUWELIJKHEDEN, Viewer
from vth.zaken.models import Verzoek
from vth.zaken.selectors import get_verzoek

from .invoer import check_code
from .models import Incidentsignaal
from .signaalrules import (
    VOORVAL,
    SignaalError,
    Triage,
    check_antwoorden,
    check_momenten,
    check_triage,
    check_waar,
    read_triage,
)

TRIAGE = "toezicht.triage"


@dataclass(frozen=True)
class Melder:
    """Who told it; everything may stay empty. This never goes anywhere but into its own row."""

    naam: str = ""
    telefoon: str = ""
    email: str = ""
    adres: str = ""
    terugkoppeling: bool = False

    @property
    def is_leeg(self) -> bool:
        """Tell whether nothing is known of who told it."""
        return not any(w.strip() for w in (self.naam, self.telefoon, self.email, self.adres))


@dataclass(frozen=True)
class NieuwSignaal:
    """A signal as it came in. `bij` is a site of the register, `verzoek_id` what was handed in when a company told it of itself."""

    organisatie: str
    gebied: str
    signaalsoort: str
    signaalcategorie: str
    omschrijving: str
    ontvangen_op: datetime
    gebeurd_op: datetime | None = None
    kanaal: str = ""
    plek: str = ""
    x: float | None = None
    y: float | None = None
    bij: uuid.UUID | None = None
    spoed: bool = False
    antwoorden: Mapping[str, str] = field(default_factory=dict)
    verzoek_id: uuid.UUID | None = None
    vertrouwelijkheid: str = "zaakvertrouwelijk"
    melder: Melder = Melder()


@dataclass(frozen=True)
class NieuwIncident:
    """An event as it is recorded; without a moment it is that of the signal it comes from."""

    omschrijving: str
    tijdstip: datetime | None = None
    incidenteffect: str = ""
    indicatie_veroorzaker: str = ""
    bij: uuid.UUID | None = None


def check_signaal(viewer: Viewer, nieuw: NieuwSignaal) -> Verzoek | None:
    """Refuse a signal that cannot be; gives the verzoek that it came as, when it did.

    Raises SignaalError for one without words or a place, in the future, about a site that is not there for this viewer, or so
    confidential that he would not see it; ToezichtError for a code that does not exist; BestaatNietError for a verzoek that is not there.
    """
    if not nieuw.omschrijving.strip():
        raise SignaalError(
            "Het bericht heeft geen omschrijving. Schrijf op wat er is gezien, gehoord of geroken."
        )
    check_momenten(nieuw.ontvangen_op, nieuw.gebeurd_op, nu=klok.now())
    dag = derive_legal_day(nieuw.ontvangen_op)
    check_code("signaalsoort", nieuw.signaalsoort, dag, "De soort")
    check_code("signaalcategorie", nieuw.signaalcategorie, dag, "De categorie")
    if (
        nieuw.vertrouwelijkheid not in VERTROUWELIJKHEDEN
        or nieuw.vertrouwelijkheid not in viewer.zicht.niveaus
    ):
        raise SignaalError(
            f"Berichten die {nieuw.vertrouwelijkheid[:40]} zijn, ziet u zelf niet. Kies een lagere vertrouwelijkheid."
        )
    find_site(viewer, nieuw.bij)
    check_waar(nieuw.plek, nieuw.x, nieuw.y, site=nieuw.bij is not None)
    check_antwoorden(find_triage(nieuw.organisatie, nieuw.signaalcategorie, dag), nieuw.antwoorden)
    return _check_verzoek(viewer, nieuw) if nieuw.verzoek_id else None


def _check_verzoek(viewer: Viewer, nieuw: NieuwSignaal) -> Verzoek:
    """Give the verzoek that a signal came as, and refuse one of another type or organisation, or that was taken in before."""
    assert nieuw.verzoek_id is not None
    verzoek = get_verzoek(viewer, nieuw.verzoek_id)
    if verzoek.type != Verzoek.Type.ONGEWOON_VOORVAL or nieuw.signaalsoort != VOORVAL:
        raise SignaalError(
            f"Verzoek {verzoek} is ‘{verzoek.get_type_display()}’. Alleen informatie over een ongewoon voorval wordt zo ingenomen."
        )
    if verzoek.leverancier != nieuw.organisatie:
        raise SignaalError(
            f"Verzoek {verzoek} is van {verzoek.leverancier}, niet van {nieuw.organisatie}. Kies die organisatie."
        )
    if eerder := Incidentsignaal.objects.filter(verzoek=verzoek).first():
        raise SignaalError(f"Verzoek {verzoek} is al ingenomen als {eerder.kenmerk}. Ga daar verder.")
    return verzoek


def find_site(viewer: Viewer, id_: uuid.UUID | None) -> Bronobject | None:
    """Give the site that a signal or incident is about. Raises SignaalError for one that is not there for this viewer or is no site."""
    if id_ is None:
        return None
    gevonden = find_zichtbaar(viewer, [id_]).get(id_)
    if gevonden is None:
        raise SignaalError(f"Plek {id_} bestaat niet, of u mag die niet zien. Zoek haar op in het register.")
    if gevonden.soort != "vthobject":
        raise SignaalError(f"{gevonden} is geen plek waar iets gebeurt. Kies een VTH-object.")
    return gevonden


def find_triage(organisatie: str, categorie: str, dag: date) -> Triage:
    """Give the questions of a category that an organisation asks on a day. Raises SignaalError when its file cannot be used."""
    grond = find_grond(TRIAGE, geldig_op=dag, omgevingsdienst=organisatie)
    if fouten := check_triage(grond.waarde, list_categorieen(dag)):
        raise SignaalError(
            f"De vragen in {grond.bestand} kunnen niet worden gebruikt. {' '.join(fouten[:5])}"
        )
    return read_triage(grond.waarde, categorie)


def list_categorieen(dag: date) -> dict[str, str]:
    """Give the categories of signals on a day: code and name."""
    return {w.code: w.naam for w in list_waarden("signaalcategorie", dag)}


def check_incident(viewer: Viewer, nieuw: NieuwIncident, dag: date) -> Bronobject | None:
    """Refuse an incident without words, in the future, with codes that do not exist, or at a site that is not there; gives the site."""
    if not nieuw.omschrijving.strip():
        raise SignaalError(
            "Het incident heeft geen omschrijving. Schrijf op wat er is gebeurd, zonder namen van mensen."
        )
    if nieuw.tijdstip is not None:
        check_momenten(klok.now(), nieuw.tijdstip, nu=klok.now())
    if nieuw.incidenteffect:
        check_code("incidenteffect", nieuw.incidenteffect, dag, "Het effect")
    if nieuw.indicatie_veroorzaker:
        check_code(
            "indicatie_veroorzaker", nieuw.indicatie_veroorzaker, dag, "De zekerheid over de veroorzaker"
        )
    return find_site(viewer, nieuw.bij)
