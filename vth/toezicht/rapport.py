"""The report of a concluded controle: composed from the record, looked at by a second person, sent, and answered by the operator."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import find_naam
from vth.regelgeving.dagen import as_dagtekst
from vth.register.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.services import accept_document, accept_versie
from vth.zaken.rapport import maken
from vth.zaken.rapport.blokken import Alinea, Blok, Kop, Lijst, Rapport, list_regels

from .boeking import SCHRIJVEN, lock_controle, open_dossier, record_act
from .models import Bevinding, Bevindingnorm, Controle
from .rules import ToezichtError, derive_naleving, derive_oordeel
from .selectors import get_controle, list_bevindingen, list_normen, list_onderwerpen
from .seveso import find_categorienaam
from .weergave import Namen

GOEDKEUREN = "controle.approve"


def make_bestand(viewer: Viewer, controle: Controle, vorm: str) -> bytes:
    """Make the report of a controle as a file, within what the viewer may see. Raises ToezichtError when it fails."""
    try:
        return maken.make_bestand(make_rapport(viewer, controle), vorm)
    except maken.RapportError as fout:
        raise ToezichtError(str(fout)) from fout


def make_rapport(viewer: Viewer, controle: Controle) -> Rapport:
    """Give what the report of a controle says: what was looked at, what was found, against which words of which norm."""
    bevindingen = [b for b in list_bevindingen(controle) if b.ingetrokken_op is None]
    normen = list_normen(bevindingen)
    records = [b for _, b in list_onderwerpen(viewer, controle)]
    waar = ", ".join(list_namen(records, Peilmoment(klok.today(), klok.now())).values())
    delen = [blok for b in bevindingen for blok in _make_bevinding(b, normen.get(b.pk, []))]
    reactie: list[Blok] = (
        [Kop("Reactie van het bedrijf"), *list_regels(controle.reactie)] if controle.reactie else []
    )
    return Rapport(
        titel=f"Rapport van controle {controle.kenmerk}",
        organisatie=find_naam(controle.leverancier, klok.today()),
        kenmerken=_list_gevuld(_list_kenmerken(controle, waar)),
        blokken=(
            Kop("Samenvatting"),
            Alinea(_write_samenvatting(controle, bevindingen)),
            Kop("Bevindingen"),
            *(delen or (Alinea("Er zijn geen bevindingen."),)),
            *reactie,
        ),
        voet=f"{controle.kenmerk}, versie {controle.versie} van {format_datum(klok.today())}.",
    )


def _list_kenmerken(c: Controle, waar: str) -> list[tuple[str, object]]:
    """List what stands at the head of the report; whom was spoken to is a function, not a name."""
    namen, dag = Namen([c]), klok.today()
    partners = ", ".join(find_naam(p, dag) for p in c.partners)
    return [
        ("Waar", waar),
        ("Waarover", c.omschrijving),
        ("Soort controle", namen.get_type(c)),
        ("Gecontroleerd op", format_datum(c.controledatum) if c.controledatum else ""),
        ("Uitkomst", find_label("controleuitkomst", c.uitkomst, dag) if c.uitkomst else ""),
        ("Uitgevoerd door", find_naam(c.leverancier, dag)),
        ("Samen met", partners),
        ("Bevoegd gezag", find_naam(c.bevoegd_gezag, dag)),
        ("Toezichthouder", namen.get_inspecteur(c)),
        ("Gesproken met", c.gesproken_met),
        ("Bijzonderheden", c.bijzonderheden),
    ]


def _list_gevuld(rijen: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    """Give labels and values that say something."""
    return tuple((naam, str(waarde)) for naam, waarde in rijen if waarde not in ("", None))


def _write_samenvatting(c: Controle, bevindingen: list[Bevinding]) -> str:
    """Say in a few sentences what the controle came to."""
    goed, tellend = derive_naleving([b.resultaat for b in bevindingen])
    mis = [str(b.volgnummer) for b in bevindingen if b.resultaat == "overtreden"]
    zinnen = (
        [f"Van {tellend} getoetste punten waren er {goed} in orde."]
        if tellend
        else ["Er is geen punt getoetst."]
    )
    if mis:
        zinnen.append(f"Niet in orde: bevinding {', '.join(mis)}.")
    dagen = sorted({b.herstel_voor for b in bevindingen if b.herstel_voor})
    if dagen:
        zinnen.append(f"Wat niet in orde is, moet hersteld zijn voor {format_datum(dagen[0])}.")
    return " ".join(zinnen)


def _make_bevinding(b: Bevinding, normen: list[Bevindingnorm]) -> list[Blok]:
    """Give one finding as the report shows it."""
    dag = b.norm_op
    oordeel = derive_oordeel(b.gevolg, b.gedrag)
    rijen: list[tuple[str, object]] = [
        ("Resultaat", find_label("resultaat_bevinding", b.resultaat, dag)),
        ("Wat er is gezien", b.bijzonderheden),
        ("Oordeel van de toezichthouder", oordeel),
        ("Waarom", b.motivering),
        ("Seveso (aanname)", b.sevesocategorie and find_categorienaam(b.sevesocategorie, dag)),
        ("Hersteld voor", format_datum(b.herstel_voor) if b.herstel_voor else ""),
    ]
    waarover = b.aandachtspunt or find_label("controle_onderwerp", b.onderwerp, dag)
    return [
        Kop(f"{b.volgnummer}. {waarover}", 3),
        *(Alinea(f"{naam}: {waarde}") for naam, waarde in _list_gevuld(rijen)),
        *(blok for n in normen for blok in _make_norm(n)),
    ]


def _make_norm(n: Bevindingnorm) -> tuple[Blok, ...]:
    return (Lijst((f"Norm: {n.citaat}",)), *list_regels(n.tekst))


@transaction.atomic
@claim_alles()
def record_rapport(*, viewer: Viewer, controle_id: uuid.UUID, gezien: int | None = None) -> Controle:
    """Make the report of a concluded controle and keep it in its zaak: the first time a document, then a version of it.

    A new version takes away that somebody agreed with the one before. Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and
    ToezichtError when the controle is not concluded or the report was sent.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    _check_afgerond(controle)
    if controle.rapport_verzonden_op:
        raise ToezichtError(
            f"Het rapport is verzonden op {as_dagtekst(controle.rapport_verzonden_op)}. Heropen de controle om iets te wijzigen; dan komt er een nieuw rapport."
        )
    inhoud, naam = make_bestand(viewer, controle, "pdf"), f"rapport-{controle.kenmerk}.pdf"
    zaak = open_dossier(viewer, controle)
    if controle.rapport is None:
        nieuw = NieuwDocument(
            titel=f"Rapport van controle {controle.kenmerk}", documentsoort="rapport", zaak_id=zaak.pk
        )
        controle.rapport = accept_document(viewer=viewer, nieuw=nieuw, brokken=[inhoud], bestandsnaam=naam)
    else:
        accept_versie(
            viewer=viewer,
            document_id=controle.rapport.pk,
            brokken=[inhoud],
            bestandsnaam=naam,
            reden="Opnieuw gemaakt",
        )
    controle.rapport_op, controle.rapport_door = klok.now(), viewer.actor
    controle.akkoord_op, controle.akkoord_door = None, ""
    record_act(viewer, controle, "rapport", document=controle.rapport.pk)
    return controle


def _check_afgerond(controle: Controle) -> None:
    """Refuse a report of what is not concluded."""
    if controle.staat != Controle.Staat.AFGEROND:
        raise ToezichtError(
            f"Controle {controle.kenmerk} is {controle.get_staat_display()}. Een rapport komt van een afgeronde controle; rond haar eerst af."
        )


@transaction.atomic
@claim_alles()
def approve_rapport(*, viewer: Viewer, controle_id: uuid.UUID, gezien: int | None = None) -> Controle:
    """Agree, as a second person, with a report that another made.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError for one's own report or when there is none.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, GOEDKEUREN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    if controle.rapport is None:
        raise ToezichtError("Er is nog geen rapport. Maak het eerst.")
    if viewer.actor in (controle.rapport_door, controle.inspecteur):
        raise ToezichtError(
            "U hebt dit rapport zelf gemaakt of de controle zelf gedaan. Vraag een collega om mee te lezen."
        )
    controle.akkoord_op, controle.akkoord_door = klok.now(), viewer.actor
    record_act(viewer, controle, "akkoord")
    return controle


@transaction.atomic
@claim_alles()
def send_rapport(
    *, viewer: Viewer, controle_id: uuid.UUID, verzonden_op: date, gezien: int | None = None
) -> Controle:
    """Say on which day the report was sent to the operator, after a second person agreed with it.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError without agreement or on a day that cannot be.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    _check_afgerond(controle)
    if controle.akkoord_op is None:
        raise ToezichtError(
            "Nog niemand heeft meegelezen. Laat een collega het rapport goedkeuren; verzend het dan."
        )
    assert controle.controledatum is not None
    if not controle.controledatum <= verzonden_op <= klok.today():
        raise ToezichtError(
            f"Het rapport zou verzonden zijn op {as_dagtekst(verzonden_op)}. Dat kan alleen na de controle ({as_dagtekst(controle.controledatum)}) en tot en met vandaag."
        )
    controle.rapport_verzonden_op = verzonden_op
    record_act(viewer, controle, "verzonden", reden=f"op {as_dagtekst(verzonden_op)}")
    return controle


@transaction.atomic
@claim_alles()
def record_reactie(
    *, viewer: Viewer, controle_id: uuid.UUID, reactie: str, reactie_op: date, gezien: int | None = None
) -> Controle:
    """Write what the operator says of the report; it stands with the report from then on.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError for a day that cannot be.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    _check_afgerond(controle)
    if reactie_op > klok.today():
        raise ToezichtError(
            f"De reactie zou ontvangen zijn op {as_dagtekst(reactie_op)}, en dat is nog niet geweest. Controleer de datum."
        )
    controle.reactie, controle.reactie_op = reactie.strip(), reactie_op
    record_act(viewer, controle, "reactie")
    return controle
