"""The writers of letters: take a template in, withdraw it, make a letter that becomes a version of a document."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.besluitboeking import get_laatste
from vth.zaken.conceptintrekking import is_ingetrokken_concept
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.inhoud import sniff_soort
from vth.zaken.documenten.opslag import Klaargezet, get_werkmap, measure, set_down
from vth.zaken.documenten.plek import NieuwDocument, check_open, clean_soort
from vth.zaken.documenten.rules import DocumentError, check_soort, derive_bestandsnaam
from vth.zaken.documenten.services import Bekeken, add_document, add_versie, look_at
from vth.zaken.documenten.virusscan import scan_bestand
from vth.zaken.models import (
    Brief,
    Briefsjabloon,
    Briefsjabloonversie,
    Document,
    Documentversie,
)
from vth.zaken.selectors import get_besluit, get_zaak

from .kamers import Briefbron, Briefonderwerp
from .sjablonen import (
    Sjabloon,
    get_eigen,
    get_sjabloon,
    inspect_sjabloon,
    list_teksten,
    make_bytes,
    read_tekstsjabloon,
    read_velden,
)
from .velden import AANNAMES, Herkomstregel, Waarde, as_bewaard, derive_aannames, derive_boom, derive_herkomst
from .waarden import read_alle_waarden

RECHT, SJABLONEN = "zaak.record", "sjabloon.record"
Vorm = Briefsjabloon.Vorm


@dataclass(frozen=True)
class NieuwSjabloon:
    """What is told of a template that comes in; a YAML file tells most of it itself."""

    organisatie: str
    code: str
    naam: str = ""
    documentsoort: str = ""
    bij_besluit: bool = False


def record_sjabloon(
    *, viewer: Viewer, nieuw: NieuwSjabloon, brokken: Iterable[bytes], bestandsnaam: str
) -> Briefsjabloonversie:
    """Take in a template, or its next version: Word, or the texts of a tagged PDF (YAML). It is looked at first.

    Raises GeenToegangError, and DocumentError that names every field that does not exist, and whatever else a template may
    not hold: a macro, a call, something from elsewhere. Then nothing is kept.
    """
    check_bevoegd(viewer, SJABLONEN, namens=nieuw.organisatie)
    code = clean_soort(nieuw.code)
    naam = derive_bestandsnaam(bestandsnaam)
    bestand = set_down(brokken)
    try:
        if naam.extensie in ("yaml", "yml"):
            sjabloon = read_tekstsjabloon(code, bestand.pad.read_bytes())
            velden = inspect_sjabloon(teksten=list_teksten(sjabloon.inhoud or {}))
            scan_bestand(bestand.pad)
            get_opslag().put(bestand.pad, bestand.sha256)
        else:
            sjabloon, velden = _look_at_word(nieuw, code, bestand, bestandsnaam)
        return _keep_sjabloon(viewer, nieuw.organisatie, sjabloon, naam.veilig, velden)
    finally:
        bestand.drop()


def _look_at_word(
    nieuw: NieuwSjabloon, code: str, bestand: Klaargezet, bestandsnaam: str
) -> tuple[Sjabloon, list[str]]:
    """Look at a Word template: what it is, and which fields it asks."""
    if not nieuw.naam.strip() or not nieuw.documentsoort.strip():
        raise DocumentError("Een sjabloon in Word heeft een naam en een soort document. Vul die in.")
    if not bestandsnaam.lower().endswith(".docx"):
        raise DocumentError(
            "Een sjabloon is een Worddocument (.docx) zonder macro's, of een YAML-bestand met teksten."
        )
    check_soort(derive_bestandsnaam(bestandsnaam), sniff_soort(bestand.pad))
    velden = inspect_sjabloon(docx=bestand.pad)
    look_at(bestand, bestandsnaam)
    soort = clean_soort(nieuw.documentsoort)
    return Sjabloon(
        code, nieuw.naam.strip()[:100], soort, nieuw.bij_besluit, Vorm.DOCX, bestand.sha256
    ), velden


@transaction.atomic
@claim_alles()
def _keep_sjabloon(
    viewer: Viewer, organisatie: str, sjabloon: Sjabloon, bestandsnaam: str, velden: list[str]
) -> Briefsjabloonversie:
    """Write a template with its next version."""
    gegevens = {
        "naam": sjabloon.naam,
        "documentsoort": clean_soort(sjabloon.documentsoort),
        "bij_besluit": sjabloon.bij_besluit,
        "vorm": sjabloon.vorm,
        "vervallen_op": None,
    }
    rij, _ = Briefsjabloon.objects.update_or_create(
        organisatie=organisatie, code=sjabloon.code, defaults=gegevens
    )
    laatste = rij.versies.order_by("-volgnummer").first()
    if laatste is not None and laatste.sha256 == sjabloon.sha256:
        return laatste
    versie = Briefsjabloonversie.objects.create(
        sjabloon=rij,
        volgnummer=(laatste.volgnummer if laatste else 0) + 1,
        sha256=sjabloon.sha256,
        bestandsnaam=bestandsnaam,
        velden=velden,
        door=viewer.actor,
        op=klok.now(),
    )
    _log_sjabloon(viewer, rij, "sjabloon.record", versie.sha256)
    return versie


def _log_sjabloon(viewer: Viewer, rij: Briefsjabloon, handeling: str, sha256: str = "") -> None:
    """Write the line of an act on a template."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=rij.organisatie,
        handeling=handeling,
        onderwerp=("briefsjabloon", str(rij.pk)),
        inhoud={"code": rij.code, "sha256": sha256},
    )


@transaction.atomic
@claim_alles()
def close_sjabloon(*, viewer: Viewer, sjabloon_id: uuid.UUID) -> Briefsjabloon:
    """Let a template count no more; letters that were made of it stay. Raises GeenToegangError and BestaatNietError."""
    rij = get_eigen(viewer, sjabloon_id)
    check_bevoegd(viewer, SJABLONEN, namens=rij.organisatie)
    rij.vervallen_op = klok.now()
    rij.save(update_fields=["vervallen_op"])
    _log_sjabloon(viewer, rij, "sjabloon.close")
    return rij


@dataclass(frozen=True)
class Briefproef:
    """A letter before it is made: the template, and of every field its value and where that came from."""

    sjabloon: Sjabloon
    bron: Briefbron
    waarden: dict[str, Waarde]
    herkomst: list[Herkomstregel]

    @property
    def personen(self) -> set[uuid.UUID]:
        """Give the keys of the natural persons whom the letter names."""
        return {wie for r in self.herkomst for wie in self.waarden[r.code].personen}

    @property
    def ontbrekend(self) -> list[Herkomstregel]:
        """Give what the letter asks and the record does not have."""
        return [r for r in self.herkomst if r.ontbreekt]


def find_bron(
    viewer: Viewer,
    zaak_id: uuid.UUID | None,
    besluit_id: uuid.UUID | None,
    dag: date,
    onderwerp: Briefonderwerp | None = None,
) -> Briefbron:
    """Find what a letter is about. Raises BestaatNietError, and DocumentError for a decision without a zaak."""
    besluit = get_besluit(viewer, besluit_id) if besluit_id else None
    id_ = besluit.zaak_id if besluit else zaak_id
    if id_ is None:
        raise DocumentError(
            "Dit besluit hoort niet bij een zaak. Alleen in een zaak wordt een brief gemaakt."
        )
    return Briefbron(get_zaak(viewer, id_), besluit, dag, onderwerp)


def make_proef(viewer: Viewer, bron: Briefbron, code: str) -> Briefproef:
    """Work out what a letter would hold. Raises BestaatNietError, and DocumentError for a template that asks another thing."""
    sjabloon = get_sjabloon(viewer, bron.zaak.leverancier, code)
    if sjabloon.bij_besluit and bron.besluit is None:
        raise DocumentError(
            f"Het sjabloon ‘{sjabloon.naam}’ hoort bij een besluit. Maak de brief op de pagina van het besluit."
        )
    waarden, velden = read_alle_waarden(viewer, bron), read_velden(sjabloon)
    waarden[AANNAMES] = derive_aannames(velden, waarden)
    return Briefproef(sjabloon, bron, waarden, derive_herkomst(velden, waarden))


def record_brief(
    *,
    viewer: Viewer,
    sjabloon: str,
    zaak_id: uuid.UUID | None = None,
    besluit_id: uuid.UUID | None = None,
    verzending: date | None = None,
    onderwerp: Briefonderwerp | None = None,
) -> Brief:
    """Make a letter: a document of the zaak or decision, or the next version of the one that was made of this template for the same thing.

    What is not known yet stands in it as that, and is listed. Raises GeenToegangError, BestaatNietError, and DocumentError: a
    closed zaak, a draft that was withdrawn, a template that cannot be filled in time.
    """
    check_bevoegd(viewer, RECHT)
    bron = find_bron(viewer, zaak_id, besluit_id, verzending or klok.today(), onderwerp)
    check_bevoegd(viewer, RECHT, namens=bron.zaak.leverancier)
    check_open(bron.zaak)
    if is_ingetrokken_concept(bron.besluit):
        raise DocumentError(
            "Het concept van dit besluit is ingetrokken. Maak de brief bij het besluit dat ervoor in de plaats komt."
        )
    proef = make_proef(viewer, bron, sjabloon)
    pad = get_werkmap() / f"{uuid.uuid4().hex}.deel"
    try:
        make_bytes(proef.sjabloon, derive_boom(proef.waarden), pad)
        bekeken = look_at(
            measure(pad), f"{proef.sjabloon.code}-{bron.zaak.identificatie}.{proef.sjabloon.vorm}"
        )
    finally:
        pad.unlink(missing_ok=True)
    return _keep_brief(viewer, proef, bekeken)


@transaction.atomic
@claim_alles()
def _keep_brief(viewer: Viewer, proef: Briefproef, bekeken: Bekeken) -> Brief:
    """Write the letter as a document or its next version, with what it was made of."""
    bron, sjabloon = proef.bron, proef.sjabloon
    eerder = _find_eerder(bron, sjabloon)
    if eerder is not None:
        versie = add_versie(viewer, eerder.pk, bekeken, "opnieuw gemaakt uit het sjabloon", None)
    else:
        versie = add_document(viewer, _make_nieuw(bron, sjabloon), bekeken).versies.get()
    bestaand = Brief.objects.filter(documentversie=versie).first()
    if bestaand is not None:
        return bestaand
    heeft_tekst = bron.besluit is not None and bool(bron.besluit.tekst)
    return Brief.objects.create(
        documentversie=versie,
        sjabloon=sjabloon.code,
        sjabloonversie=sjabloon.versie,
        sjabloon_sha256=sjabloon.sha256,
        besluitversie=get_laatste(bron.besluit) if bron.besluit is not None and heeft_tekst else None,
        verzending=bron.verzending,
        herkomst=as_bewaard(proef.herkomst, proef.waarden),
        door=viewer.actor,
        op=klok.now(),
    )


def _make_nieuw(bron: Briefbron, sjabloon: Sjabloon) -> NieuwDocument:
    """Say what document a letter becomes."""
    return NieuwDocument(
        titel=_write_titel(bron, sjabloon),
        documentsoort=sjabloon.documentsoort,
        zaak_id=bron.zaak.pk,
        besluit_id=bron.besluit.pk if bron.besluit else None,
    )


def _write_titel(bron: Briefbron, sjabloon: Sjabloon) -> str:
    """Write what a letter is called: its template, and the number of what it tells of."""
    over = bron.besluit.identificatie if bron.besluit else bron.zaak.identificatie
    return f"{sjabloon.naam} {bron.onderwerp.kenmerk if bron.onderwerp else over}"


def _find_eerder(bron: Briefbron, sjabloon: Sjabloon) -> Document | None:
    """Find the letter of a template that is still being worked on, so that it gets a version instead of a copy; of several things in a zaak each has its own."""
    ids = Brief.objects.filter(sjabloon=sjabloon.code, documentversie__document__zaak=bron.zaak)
    rijen = Document.objects.filter(
        pk__in=ids.values("documentversie__document_id"),
        besluit=bron.besluit,
        status=Document.Status.IN_BEWERKING,
        verzenddatum=None,
    )
    if bron.onderwerp is not None:
        rijen = rijen.filter(titel=_write_titel(bron, sjabloon))
    return rijen.order_by("-id").first()


def find_brief(versie: Documentversie) -> Brief | None:
    """Give what a version was made of, when it was made as a letter."""
    return (
        Brief.objects.filter(documentversie=versie).select_related("besluitversie", "sjabloonversie").first()
    )
