"""What every act on a decision does: lock it, see that nobody was first, keep its text, and write line and involvement."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.services import record_betrokkenheid
from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond, find_termijn, read_regel, read_termijnregels
from vth.regelgeving.termijnen import Termijnuitkomst
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen

from .besluitsoort import Besluitsoort, derive_rechtsmiddeltermijn, make_besluitsoort
from .bewaring.boeking import refresh_bewaring
from .boeking import refuse_vernietigd
from .models import Besluit, Besluitversie, Goedkeuring, Overweging
from .rules import AnderWasVoorError, Datums, ZaakError

SOORTEN = "zaken.besluitsoorten"
DATUMVELDEN = (
    "besluitdatum",
    "verzenddatum",
    "ter_inzage_vanaf",
    "ter_inzage_tot",
    "publicatiedatum",
    "ingangsdatum",
    "vervaldatum",
    "onherroepelijk_op",
)


@dataclass(frozen=True)
class Overwegingstekst:
    """One consideration as somebody writes it."""

    titel: str
    omschrijving: str
    aard: str = "inhoudelijk"


def read_besluitsoort(
    code: str, op: date, bevoegd_gezag: str = "", omgevingsdienst: str = ""
) -> Besluitsoort:
    """Give a kind of decision by the rules of a day; of a day before the first rules, by the first. Raises ZaakError."""
    try:
        soorten = find_grond(
            SOORTEN, geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
        ).waarde
    except RegelError:
        soorten = read_regel(SOORTEN).perioden[0].waarde
    return make_besluitsoort(code, soorten)


def read_rechtsmiddeltermijn(besluit: Besluit, datums: Datums) -> Termijnuitkomst | None:
    """Work out the term of the remedy against a decision; nothing without one, or where no rule covers its day."""
    op = datums.verzenddatum or datums.ter_inzage_vanaf or datums.besluitdatum
    if op is None:
        return None
    wie = {"bevoegd_gezag": besluit.bevoegd_gezag, "omgevingsdienst": besluit.leverancier}
    soort = read_besluitsoort(besluit.besluitsoort, op, **wie)
    if not soort.termijn:
        return None
    try:
        termijn = find_termijn(soort.termijn, geldig_op=op, **wie)
        regels = read_termijnregels(geldig_op=op, **wie)
    except RegelError:
        return None
    return derive_rechtsmiddeltermijn(soort, datums, termijn, regels)


def read_datums(besluit: Besluit) -> Datums:
    """Give the days of a decision."""
    return Datums(**{veld: getattr(besluit, veld) for veld in DATUMVELDEN})


def lock_besluit(besluit: Besluit, gezien: int | None) -> Besluit:
    """Lock a decision that the viewer may see, and refuse when somebody acted on it since version `gezien` was looked at."""
    vast = Besluit.objects.select_for_update().get(pk=besluit.pk)
    if gezien is not None and vast.versie != gezien:
        laatste = vast.versies.order_by("-volgnummer").first()
        wie = list_actornamen([laatste.door])[laatste.door] if laatste else "Iemand"
        raise AnderWasVoorError(
            f"Besluit {vast.identificatie} is intussen gewijzigd en nu {vast.get_staat_display()}; het laatst aan de tekst schreef "
            f"{wie}. Uw handeling is niet vastgelegd. Bekijk het besluit opnieuw en kies dan."
        )
    if vast.zaak is not None:
        refuse_vernietigd(vast.zaak)
    return vast


def write_tekst(tekst: str, overwegingen: Sequence[Overwegingstekst]) -> str:
    """Write a decision as one text, as it is compared and kept: the considerations, then what is decided."""
    delen = [f"[{o.aard}] {o.titel.strip()}\n{o.omschrijving.strip()}" for o in overwegingen]
    return "\n\n".join([*delen, f"Besluit\n{tekst.strip()}"])


def keep_tekst(
    viewer: Viewer, besluit: Besluit, tekst: str, overwegingen: Sequence[Overwegingstekst]
) -> Besluitversie:
    """Make this the text of a decision, and keep it as its next version; the same text again is no new version."""
    heel = write_tekst(tekst, overwegingen)
    sha256 = hashlib.sha256(heel.encode()).hexdigest()
    laatste = besluit.versies.order_by("-volgnummer").first()
    if laatste is not None and laatste.sha256 == sha256:
        return laatste
    besluit.tekst = tekst.strip()
    Overweging.objects.filter(besluit=besluit).delete()
    Overweging.objects.bulk_create(
        Overweging(
            besluit=besluit,
            volgnummer=n,
            titel=o.titel.strip()[:200],
            omschrijving=o.omschrijving.strip(),
            aard=o.aard,
        )
        for n, o in enumerate(overwegingen, 1)
    )
    return Besluitversie.objects.create(
        besluit=besluit,
        volgnummer=(laatste.volgnummer if laatste else 0) + 1,
        tekst=heel,
        sha256=sha256,
        door=viewer.actor,
        op=klok.now(),
    )


def get_laatste(besluit: Besluit) -> Besluitversie:
    """Give the text of a decision as it is now. Raises ZaakError when nothing was written yet."""
    laatste = besluit.versies.order_by("-volgnummer").first()
    if laatste is None or not besluit.tekst:
        raise ZaakError(
            f"Besluit {besluit.identificatie} heeft nog geen tekst. Schrijf eerst op wat er wordt besloten."
        )
    return laatste


def drop_goedkeuringen(besluit: Besluit) -> None:
    """Let approvals of an earlier text count no more."""
    rijen = Goedkeuring.objects.filter(besluit=besluit, uitkomst__in=("gevraagd", "akkoord"))
    rijen.update(uitkomst=Goedkeuring.Uitkomst.VERVALLEN)


def record_besluitact(viewer: Viewer, besluit: Besluit, handeling: str, **inhoud: object) -> None:
    """Save a locked decision under its next version, with the line of the log and who worked on it.

    Of a zaak that is closed it may change from when that may be destroyed.
    """
    besluit.versie += 1
    besluit.save()
    if besluit.zaak is not None and besluit.zaak.einddatum is not None:
        refresh_bewaring([besluit.zaak])
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=besluit.leverancier,
        handeling=handeling,
        onderwerp=("besluit", str(besluit.pk)),
        inhoud={
            "zaak": str(besluit.zaak_id or ""),
            "staat": besluit.staat,
            "versie": besluit.versie,
            **inhoud,
        },
    )
    record_betrokkenheid(viewer=viewer, onderwerp=("besluit", str(besluit.pk)), handeling=handeling)
