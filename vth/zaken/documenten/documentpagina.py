"""What pages show of documents: the block of a zaak or a decision, one document with its versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import find_naam
from vth.tijd import klok
from vth.toegang.rules import VERTROUWELIJKHEDEN, Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk, Kolom
from vth.zaken.conceptintrekking import is_ingetrokken_concept
from vth.zaken.models import Besluit, Document, Documentversie, Zaak
from vth.zaken.selectors import read_soort

from .selectors import (
    get_document,
    list_besluitdocumenten,
    list_verwacht,
    list_zaakdocumenten,
    read_laatste_versies,
    sees_documenten,
)
from .services import RECHT
from .voorbeeld import Voorbeeld, find_voorbeeld

KOLOMMEN = (
    Kolom("titel", "Document"),
    Kolom("soort", "Soort"),
    Kolom("identificatie", "Nummer"),
    Kolom("versie", "Versie", "getal"),
    Kolom("datum", "Vastgelegd", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)
VERSIEKOLOMMEN = (
    Kolom("naam", "Bestand"),
    Kolom("nummer", "Versie", "getal"),
    Kolom("omvang", "Omvang", "bytes"),
    Kolom("door", "Door"),
    Kolom("op", "Op", "tijdstip"),
    Kolom("scan", "Virusscan", "toestand"),
    Kolom("reden", "Wat is er anders"),
)
SCANTOESTAND = {"schoon": ("goed", "geen virus"), "niet_gescand": ("aandacht", "niet gescand")}
LEESTOESTAND = {"wacht": "wacht", "gelezen": "goed", "niet_leesbaar": "neutraal"}
TEKST_TEKENS = 3000


@dataclass(frozen=True)
class Documentblok:
    """The documents of a zaak or decision as its page shows them; what is expected, and whether it is there."""

    documenten: tuple[Document, ...]
    rijen: tuple[dict[str, Any], ...]
    verwacht: tuple[tuple[str, bool], ...]
    ziet: bool
    nieuw_url: str = ""
    brief_url: str = ""
    kolommen: tuple[Kolom, ...] = KOLOMMEN


@dataclass(frozen=True)
class Documentpagina:
    """Everything that the page of one document shows."""

    document: Document
    laatste: Documentversie
    kenmerken: tuple[Kenmerk, ...]
    versies: tuple[dict[str, Any], ...]
    voorbeeld: Voorbeeld
    bladen: tuple[int, ...]
    tekst: str
    leestoestand: tuple[str, str]
    leesuitleg: str
    vast: str
    mag: bool
    hoort_bij: tuple[tuple[str, str], ...]
    kolommen: tuple[Kolom, ...] = VERSIEKOLOMMEN


def make_zaakblok(viewer: Viewer, zaak: Zaak) -> Documentblok:
    """Make the block of documents of a zaak."""
    documenten = list_zaakdocumenten(viewer, zaak)
    mag = zaak.einddatum is None and decide_handeling(viewer, RECHT, namens=zaak.leverancier).mag
    return Documentblok(
        documenten=tuple(documenten),
        rijen=make_rijen(documenten),
        verwacht=tuple((name_soort(s), er) for s, er in list_verwacht(viewer, zaak)),
        ziet=sees_documenten(viewer),
        nieuw_url=reverse("zaken:documentnieuw", args=[zaak.pk]) if mag else "",
        brief_url=reverse("zaken:zaakbrief", args=[zaak.pk]) if mag else "",
    )


def make_besluitblok(viewer: Viewer, besluit: Besluit) -> Documentblok:
    """Make the block of documents of a decision."""
    documenten = list_besluitdocumenten(viewer, besluit.pk)
    open_ = besluit.zaak is not None and besluit.zaak.einddatum is None
    mag = (
        open_
        and not is_ingetrokken_concept(besluit)
        and decide_handeling(viewer, RECHT, namens=besluit.leverancier).mag
    )
    return Documentblok(
        documenten=tuple(documenten),
        rijen=make_rijen(documenten),
        verwacht=(),
        ziet=sees_documenten(viewer),
        brief_url=reverse("zaken:besluitbrief", args=[besluit.pk]) if mag else "",
    )


def make_rijen(documenten: Iterable[Document]) -> tuple[dict[str, Any], ...]:
    """Make the rows of a list of documents."""
    rijen = list(documenten)
    versies = read_laatste_versies(rijen)
    return tuple(
        {
            "url": reverse("zaken:document", args=[d.pk]),
            "titel": d.titel,
            "soort": name_soort(d.documentsoort),
            "identificatie": d.identificatie,
            "versie": versies[d.pk].volgnummer if d.pk in versies else None,
            "datum": d.geregistreerd_op.date(),
            "toestand": get_toestand(d),
        }
        for d in rijen
    )


def name_soort(code: str) -> str:
    """Name a kind of document as people read it."""
    return code.replace("_", " ")


def get_toestand(document: Document) -> tuple[str, str]:
    """Give shape and word for how a document stands."""
    if document.vernietigd_op is not None:
        return "neutraal", "vernietigd"
    if document.status == Document.Status.DEFINITIEF:
        return "goed", "definitief"
    return "bezig", "in bewerking"


def explain_vast(document: Document) -> str:
    """Say why a document gets no other version, or nothing when it may."""
    if document.vernietigd_op is not None:
        return "Dit document is vernietigd."
    if document.zaak is not None and document.zaak.einddatum is not None:
        return f"De zaak is gesloten op {document.zaak.einddatum:%d-%m-%Y}; het document staat vast tot zij wordt heropend."
    if document.status == Document.Status.DEFINITIEF:
        return "Dit document is definitief en verandert niet meer."
    return ""


def make_documentpagina(viewer: Viewer, document_id: Any) -> Documentpagina:
    """Put the page of a document together. Raises BestaatNietError."""
    document = get_document(viewer, document_id)
    versies = list(document.versies.select_related("lezing").order_by("-volgnummer"))
    namen = list_actornamen({v.door for v in versies} | {document.geregistreerd_door})
    laatste, vast = versies[0], explain_vast(document)
    lezing = laatste.lezing
    weg = document.vernietigd_op is not None
    voorbeeld = Voorbeeld(reden="het document is vernietigd") if weg else find_voorbeeld(laatste)
    return Documentpagina(
        document=document,
        laatste=laatste,
        kenmerken=tuple(_list_kenmerken(document, laatste, namen)),
        versies=() if weg else tuple(_make_versierij(v, namen) for v in versies),
        voorbeeld=voorbeeld,
        bladen=tuple(range(1, voorbeeld.bladen + 1)),
        tekst=lezing.tekst[:TEKST_TEKENS],
        leestoestand=(LEESTOESTAND[lezing.staat], lezing.get_staat_display()),
        leesuitleg=lezing.uitleg,
        vast=vast,
        mag=not vast and decide_handeling(viewer, RECHT, namens=document.leverancier).mag,
        hoort_bij=tuple(_list_plekken(document)),
    )


def _list_plekken(document: Document) -> list[tuple[str, str]]:
    """List what a document belongs to, with where that is."""
    plekken = []
    if document.zaak is not None:
        plekken.append(
            (f"zaak {document.zaak.identificatie}", reverse("zaken:zaak", args=[document.zaak_id]))
        )
    if document.besluit is not None:
        adres = reverse("zaken:besluit", args=[document.besluit_id])
        plekken.append((f"besluit {document.besluit.identificatie}", adres))
    if document.verzoek is not None:
        plekken.append((f"verzoek {document.verzoek}", ""))
    return plekken


def _list_kenmerken(document: Document, laatste: Documentversie, namen: dict[str, str]) -> list[Kenmerk]:
    """List what is told of a document."""
    kenmerken = [
        Kenmerk("Nummer", document.identificatie),
        Kenmerk("Soort", name_soort(document.documentsoort)),
        Kenmerk("Vertrouwelijkheid", document.vertrouwelijkheid.replace("_", " ")),
        Kenmerk("Delen kunnen openbaar", "ja" if document.openbare_delen else "nee"),
        Kenmerk("Auteur", document.auteur),
        Kenmerk("Gemaakt op", document.creatiedatum),
        Kenmerk("Ontvangen op", document.ontvangstdatum) if document.ontvangstdatum else None,
        Kenmerk("Verzonden op", document.verzenddatum) if document.verzenddatum else None,
        Kenmerk("Organisatie", find_naam(document.leverancier, klok.today())),
        Kenmerk("Vastgelegd door", namen[document.geregistreerd_door]),
        Kenmerk("Beschrijving", document.beschrijving) if document.beschrijving else None,
        Kenmerk("Controlegetal (SHA-256)", laatste.sha256),
    ]
    return [k for k in kenmerken if k is not None]


def _make_versierij(versie: Documentversie, namen: dict[str, str]) -> dict[str, Any]:
    """Make the row of one version."""
    return {
        "url": reverse("zaken:documentdownload", args=[versie.document_id, versie.volgnummer]),
        "naam": versie.bestandsnaam,
        "nummer": versie.volgnummer,
        "omvang": versie.bestandsomvang,
        "door": namen[versie.door],
        "op": versie.op,
        "scan": SCANTOESTAND[versie.scan],
        "reden": versie.reden,
    }


def list_keuzes(viewer: Viewer, zaak: Zaak | None, minstens: str) -> dict[str, list[tuple[str, str]]]:
    """List what can be chosen of a document: the kinds that its zaak expects, and how confidential it may be."""
    begin = VERTROUWELIJKHEDEN.index(minstens)
    niveaus = [n for n in VERTROUWELIJKHEDEN[begin:] if n in viewer.zicht.niveaus]
    soorten = read_soort(zaak).documenten if zaak is not None else ()
    return {
        "soorten": [(s, name_soort(s)) for s in soorten],
        "niveaus": [(n, n.replace("_", " ")) for n in niveaus],
    }
