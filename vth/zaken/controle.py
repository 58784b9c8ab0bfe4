"""What a zaak, a verzoek and a besluit are refused for before anything is written."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.toegang.rules import VERTROUWELIJKHEDEN, Viewer
from vth.vormgeving.opmaak import format_datum

from .models import Verzoek, Zaak
from .models.velden import Onderwerp
from .rules import Datums, ZaakError
from .selectors import get_zaak
from .zaaksoort import Termijnafspraak, Zaaksoort

# How far a day of its own may lie from the first day of a zaak: an objection may come years too late, a term for it does not last a year.
HOOGSTENS_ERNA, HOOGSTENS_ERVOOR = timedelta(days=366), timedelta(days=3653)


@dataclass(frozen=True)
class Over:
    """A record that a zaak, verzoek or besluit is about, and as what."""

    bronobject_id: uuid.UUID
    rol: str


@dataclass(frozen=True)
class NieuweZaak:
    """A zaak as it is to be opened. Without `bevoegd_gezag` that is the gemeente, without `behandelaar` who opens it.

    `termijn_vanaf` is the day of the event that the terms run after, when that is not `startdatum` (for an objection: the
    end of the term for it).
    """

    zaaksoort: str
    organisatie: str
    gebied: str
    omschrijving: str
    startdatum: date
    onderwerpen: Sequence[Over] = ()
    bevoegd_gezag: str = ""
    behandelaar: str = ""
    team: str = ""
    toelichting: str = ""
    vertrouwelijkheid: str = ""
    hoofdzaak_id: uuid.UUID | None = None
    einddatum_gepland: date | None = None
    termijn_vanaf: date | None = None

    @property
    def gezag(self) -> str:
        """Give who decides."""
        return self.bevoegd_gezag or self.gebied or self.organisatie


@dataclass(frozen=True)
class NieuwVerzoek:
    """A verzoek as it came in."""

    organisatie: str
    gebied: str
    verzoeknummer: str
    type: str
    indiendatum: date
    ontvangen_op: date
    verzoekvolgnummer: str = "1"
    doel: str = Verzoek.Doel.START
    plichttype: str = ""
    bevoegd_gezag: str = ""
    omschrijving: str = ""
    vertrouwelijkheid: str = "zaakvertrouwelijk"
    onderwerpen: Sequence[Over] = ()


@dataclass(frozen=True)
class Omvang:
    """How far a decision reaches, for mandates with limits: categories of bijlage VI, an amount, and what it is against.

    `bevoegdheid` is the power (law, article, paragraph) that the signer names, for a kind without a fixed article.
    """

    categorieen: tuple[str, ...] = ()
    bedrag_euro: Decimal | None = None
    gevoelig: bool = False
    gezag_besloot: bool = False
    bezwaar_tegen: str = ""
    bevoegdheid: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class BestaandBesluit:
    """A decision that was taken elsewhere or long ago, as it is known."""

    organisatie: str
    gebied: str
    identificatie: str
    besluitsoort: str
    omschrijving: str
    datums: Datums
    bevoegd_gezag: str = ""
    vertrouwelijkheid: str = "intern"
    onderwerpen: Sequence[Over] = ()
    tekst: str = ""


def check_termijn_vanaf(soort: Zaaksoort, startdatum: date, vanaf: date | None) -> None:
    """Refuse to open a zaak without the day that a term of its kind runs after, when that is not the day of receipt, and a day that cannot be it.

    An objection is decided upon within weeks after the end of the term for it, not after its receipt (Awb 7:10, first paragraph).
    """
    eigen = next((t for t in soort.termijnen if t.eigen_dag), None)
    if eigen is None:
        if vanaf is not None and vanaf != startdatum:
            raise ZaakError(
                f"Bij de soort ‘{soort.naam}’ loopt geen termijn na een andere dag dan die van ontvangst. Laat ‘De termijn loopt na’ leeg, en niet op {format_datum(vanaf)}."
            )
        return
    if vanaf is None:
        raise ZaakError(
            f"Bij de soort ‘{soort.naam}’ loopt ‘{eigen.naam}’ na {eigen.na}, en niet na ontvangst. Vul bij ‘De termijn loopt na’ in welke dag dat is."
        )
    check_eigen_dag(eigen, startdatum, vanaf)


def check_eigen_dag(termijn: Termijnafspraak, startdatum: date, dag: date) -> None:
    """Refuse a day that is too far from the first day of the zaak to be the one that its term runs after."""
    if dag - startdatum > HOOGSTENS_ERNA or startdatum - dag > HOOGSTENS_ERVOOR:
        raise ZaakError(
            f"De zaak begon op {format_datum(startdatum)}; {termijn.na} op {format_datum(dag)} is meer dan een jaar erna of tien jaar ervoor. Controleer het jaar."
        )


def check_niveau(viewer: Viewer, niveau: str) -> None:
    """Refuse a confidentiality that does not exist, or that would hide the thing from who makes it."""
    if niveau not in VERTROUWELIJKHEDEN:
        raise ZaakError(
            f"De vertrouwelijkheid {niveau[:40]!r} bestaat niet. Kies uit: {', '.join(VERTROUWELIJKHEDEN)}."
        )
    if niveau not in viewer.zicht.niveaus:
        raise ZaakError(
            f"U ziet zelf geen gegevens die {niveau.replace('_', ' ')} zijn, en zou deze zaak na het openen kwijt zijn. Kies een "
            "lagere vertrouwelijkheid, of vraag een collega met meer zicht."
        )


def check_hoofdzaak(viewer: Viewer, hoofdzaak_id: uuid.UUID | None) -> Zaak | None:
    """Give the main zaak, and refuse one that is itself a part of another (ZGW zrc-013)."""
    if hoofdzaak_id is None:
        return None
    hoofd = get_zaak(viewer, hoofdzaak_id)
    if hoofd.hoofdzaak_id is not None:
        raise ZaakError(
            f"Zaak {hoofd.identificatie} is zelf al deel van een andere zaak. Een deelzaak heeft geen deelzaken. Kies de hoofdzaak."
        )
    return hoofd


def check_onderwerpen(viewer: Viewer, onderwerpen: Sequence[Over]) -> None:
    """Refuse records that are not there for this viewer, and roles that do not exist."""
    zichtbaar = find_zichtbaar(viewer, [o.bronobject_id for o in onderwerpen])
    for over in onderwerpen:
        if over.rol not in Onderwerp.Rol.values:
            raise ZaakError(
                f"De rol {over.rol[:40]!r} bestaat niet. Kies uit: {', '.join(Onderwerp.Rol.values)}."
            )
        if over.bronobject_id not in zichtbaar:
            raise ZaakError(
                f"Het gegeven {over.bronobject_id} bestaat niet, of u mag het niet zien. Zoek het op in het register."
            )


def check_verzoek(nieuw: NieuwVerzoek) -> None:
    """Refuse what cannot be a verzoek."""
    keuzes: tuple[tuple[str, str, Collection[str]], ...] = (
        ("Het type", nieuw.type, Verzoek.Type.values),
        ("Het doel", nieuw.doel, Verzoek.Doel.values),
    )
    for wat, waarde, mag in keuzes:
        if waarde not in mag:
            raise ZaakError(f"{wat} {waarde[:40]!r} bestaat niet. Kies uit: {', '.join(mag)}.")
    if not nieuw.verzoeknummer.strip():
        raise ZaakError(
            "Een verzoek heeft een nummer. Neem dat van het Omgevingsloket over, of geef zelf een nummer."
        )
    if nieuw.indiendatum > nieuw.ontvangen_op or nieuw.ontvangen_op > klok.today():
        raise ZaakError(
            f"Ingediend op {format_datum(nieuw.indiendatum)}, ontvangen op {format_datum(nieuw.ontvangen_op)}, en vandaag is het {format_datum(klok.today())}. Die volgorde kan niet. "
            "Verbeter de datums."
        )
