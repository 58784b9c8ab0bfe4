"""The writers of a decision: draft it, change its text, sign it, make it known, note the remedy; or take an old one in."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction

from vth.organisaties.mandaten.selectors import Besluitvraag, find_besluitsoort, list_bevoegdheden
from vth.regelgeving.selectors import find_grond
from vth.register.models import ActiviteituitvoeringVoorkomen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .besluitboeking import (
    DATUMVELDEN,
    Overwegingstekst,
    drop_goedkeuringen,
    get_laatste,
    keep_tekst,
    lock_besluit,
    read_besluitsoort,
    read_datums,
    read_rechtsmiddeltermijn,
    record_besluitact,
)
from .besluitsoort import derive_ingangsdatum, derive_onherroepelijk
from .bevoegdheid import check_bevoegdheid
from .boeking import lock_zaak, make_kenmerk, record_act
from .controle import BestaandBesluit, Omvang, check_niveau, check_onderwerpen
from .models import Besluit, Besluitonderwerp, Goedkeuring, Overweging, Zaak, Zaakonderwerp
from .ondertekend import list_ondertekende_stukken
from .rules import Datums, ZaakError, check_datums
from .selectors import get_besluit, get_zaak, list_zichtbare_besluiten
from .zoekregels import write_zoekregels

SCHRIJVEN, ONDERTEKENEN = "besluit.record", "besluit.decide"
Staat = Besluit.Staat
# How far a decision reaches when nobody said so.
ONBEKEND = Omvang()
OPEN = (Staat.CONCEPT, Staat.VOORGELEGD, Staat.GOEDGEKEURD)


@transaction.atomic
@claim_alles()
def record_besluit(
    *,
    viewer: Viewer,
    zaak_id: uuid.UUID,
    besluitsoort: str,
    omschrijving: str,
    tekst: str = "",
    overwegingen: Sequence[Overwegingstekst] = (),
) -> Besluit:
    """Draft a decision in an open zaak: about what the zaak is about, of its bevoegd gezag, as confidential as it is.

    Raises GeenToegangError, BestaatNietError, and ZaakError for a kind that does not exist or a zaak that is closed.
    """
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=zaak.leverancier)
    zaak = lock_zaak(zaak, None)
    if zaak.einddatum is not None:
        raise ZaakError(
            f"Zaak {zaak.identificatie} is gesloten op {format_datum(zaak.einddatum)}. Heropen haar eerst."
        )
    besluit = _make(
        viewer,
        zaak.leverancier,
        zaak.gebied,
        zaak.vertrouwelijkheid,
        zaak.bevoegd_gezag,
        besluitsoort,
        omschrijving,
        klok.today(),
    )
    besluit.zaak = zaak
    besluit.identificatie = make_kenmerk(zaak.leverancier, "B", klok.today())
    besluit.save()
    for over in Zaakonderwerp.objects.filter(zaak=zaak, vervallen_op=None):
        Besluitonderwerp.objects.create(besluit=besluit, bronobject_id=over.bronobject_id, rol=over.rol)
    keep_tekst(viewer, besluit, tekst, _check_overwegingen(overwegingen))
    record_besluitact(viewer, besluit, SCHRIJVEN)
    write_zoekregels(Besluit, [besluit.pk])
    record_act(viewer, zaak, "besluit_opgesteld", naar=besluit.identificatie)
    return besluit


@transaction.atomic
@claim_alles()
def record_bestaand_besluit(
    *, viewer: Viewer, bekend: BestaandBesluit, zaak_id: uuid.UUID | None = None
) -> Besluit:
    """Take in a decision that was taken elsewhere or long ago, with or without a zaak, as it is known.

    Raises GeenToegangError, BestaatNietError, and ZaakError for days that contradict each other or a number that is known.
    """
    check_bevoegd(viewer, SCHRIJVEN, namens=bekend.organisatie)
    zaak, datums = get_zaak(viewer, zaak_id) if zaak_id else None, bekend.datums
    if datums.besluitdatum is None or datums.besluitdatum > klok.today():
        raise ZaakError(
            f"Een besluit dat al genomen is, heeft een besluitdatum tot en met vandaag. Gegeven is {format_datum(datums.besluitdatum) or 'geen dag'}."
        )
    check_datums(datums)
    check_niveau(viewer, bekend.vertrouwelijkheid)
    check_onderwerpen(viewer, bekend.onderwerpen)
    gezag = bekend.bevoegd_gezag or bekend.gebied or bekend.organisatie
    plek = (bekend.organisatie, bekend.gebied, bekend.vertrouwelijkheid, gezag)
    besluit = _make(viewer, *plek, bekend.besluitsoort, bekend.omschrijving, datums.besluitdatum)
    besluit.zaak, besluit.identificatie = zaak, bekend.identificatie.strip()[:60]
    besluit.tekst = bekend.tekst.strip()
    besluit.staat = (
        Staat.BEKENDGEMAAKT if datums.verzenddatum or datums.ter_inzage_vanaf else Staat.ONDERTEKEND
    )
    _put_datums(besluit, datums)
    try:
        with transaction.atomic():
            besluit.save()
    except IntegrityError as fout:
        raise ZaakError(
            f"Besluit {besluit.identificatie!r} van {bekend.organisatie} is al vastgelegd. Zoek het op."
        ) from fout
    for over in dict.fromkeys(bekend.onderwerpen):
        Besluitonderwerp.objects.create(besluit=besluit, bronobject_id=over.bronobject_id, rol=over.rol)
    record_besluitact(viewer, besluit, "besluit.import", datum=str(datums.besluitdatum))
    write_zoekregels(Besluit, [besluit.pk])
    return besluit


def _make(
    viewer: Viewer,
    organisatie: str,
    gebied: str,
    vertrouwelijkheid: str,
    gezag: str,
    besluitsoort: str,
    omschrijving: str,
    op: date,
) -> Besluit:
    """Make a decision of a kind, not saved yet. Raises ZaakError for a kind that does not exist."""
    soort = read_besluitsoort(besluitsoort, op, gezag, organisatie)
    return Besluit(
        soort="besluit",
        leverancier=organisatie,
        gebied=gebied,
        vertrouwelijkheid=vertrouwelijkheid,
        besluitsoort=besluitsoort,
        omschrijving=omschrijving.strip()[:300],
        bevoegd_gezag=gezag,
        rechtsmiddel=soort.rechtsmiddel,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )


def _check_overwegingen(overwegingen: Sequence[Overwegingstekst]) -> Sequence[Overwegingstekst]:
    """Refuse a consideration without words or of a kind that does not exist."""
    for o in overwegingen:
        if not o.titel.strip() or not o.omschrijving.strip() or o.aard not in Overweging.Aard.values:
            raise ZaakError(
                f"De overweging {o.titel[:60]!r} is niet volledig. Geef een opschrift, een tekst, en als aard een van: "
                f"{', '.join(Overweging.Aard.values)}."
            )
    return overwegingen


def _put_datums(besluit: Besluit, datums: Datums) -> None:
    """Put days on a decision, with what follows from them: when it takes effect and the last day of the remedy."""
    op = datums.besluitdatum or klok.today()
    soort = read_besluitsoort(besluit.besluitsoort, op, besluit.bevoegd_gezag, besluit.leverancier)
    datums = replace(datums, ingangsdatum=derive_ingangsdatum(soort, datums))
    for veld in DATUMVELDEN:
        setattr(besluit, veld, getattr(datums, veld))
    uitkomst = read_rechtsmiddeltermijn(besluit, datums)
    besluit.rechtsmiddel_tot = uitkomst.laatste_dag if uitkomst else None
    if besluit.onherroepelijk_op is None:
        besluit.onherroepelijk_op = derive_onherroepelijk(
            besluit.rechtsmiddel_tot, besluit.rechtsmiddel_ingesteld_op, op=klok.today()
        )


@transaction.atomic
@claim_alles()
def record_besluittekst(
    *,
    viewer: Viewer,
    besluit_id: uuid.UUID,
    tekst: str,
    overwegingen: Sequence[Overwegingstekst],
    gezien: int | None = None,
) -> Besluit:
    """Change the text of a decision that is not signed yet; approvals of the earlier text count no more.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError and ZaakError.
    """
    besluit = get_besluit(viewer, besluit_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=besluit.leverancier)
    besluit = lock_besluit(besluit, gezien)
    if besluit.staat not in OPEN:
        raise ZaakError(
            f"Besluit {besluit.identificatie} is {besluit.get_staat_display()}. De tekst staat vast. Neem een nieuw besluit om het te "
            "wijzigen."
        )
    eerder = besluit.versies.count()
    versie = keep_tekst(viewer, besluit, tekst, _check_overwegingen(overwegingen))
    if versie.volgnummer > eerder:
        drop_goedkeuringen(besluit)
        besluit.staat = Staat.CONCEPT
        record_besluitact(viewer, besluit, "besluit.tekst", tekstversie=versie.volgnummer)
    return besluit


def needs_goedkeuring(besluit: Besluit) -> bool:
    """Tell whether a second person must agree before this decision is signed, by the rule of its authority."""
    grond = find_grond(
        "zaken.goedkeuring",
        geldig_op=klok.today(),
        bevoegd_gezag=besluit.bevoegd_gezag,
        omgevingsdienst=besluit.leverancier,
    )
    return besluit.besluitsoort not in grond.waarde["zonder"]


@transaction.atomic
@claim_alles()
def sign_besluit(
    *,
    viewer: Viewer,
    besluit_id: uuid.UUID,
    gezien: int | None = None,
    besluitdatum: date | None = None,
    omvang: Omvang = ONBEKEND,
) -> Besluit:
    """Sign a decision: its text is approved where that is asked, and the mandate register allows it at this moment.

    `omvang` tells how far the decision reaches, for mandates that are limited. The answer of the mandate register is kept with the decision. Raises GeenToegangError, BestaatNietError,
    AnderWasVoorError, and ZaakError that says what is missing or who may sign.
    """
    besluit = get_besluit(viewer, besluit_id)
    # The mandator stays competent (Awb 10:7): who works for the bevoegd gezag itself may sign as well.
    eigen = besluit.bevoegd_gezag in viewer.organisaties
    check_bevoegd(viewer, ONDERTEKENEN, namens=besluit.bevoegd_gezag if eigen else besluit.leverancier)
    besluit = lock_besluit(besluit, gezien)
    if besluit.staat not in OPEN:
        raise ZaakError(f"Besluit {besluit.identificatie} is al {besluit.get_staat_display()}.")
    versie, op = get_laatste(besluit), besluitdatum or klok.today()
    if op > klok.today():
        raise ZaakError(
            f"De besluitdatum {format_datum(op)} is in de toekomst. Een besluit wordt genomen op de dag van ondertekenen of eerder."
        )
    akkoord = Goedkeuring.objects.filter(besluit=besluit, versie=versie, uitkomst="akkoord").exists()
    if needs_goedkeuring(besluit) and not akkoord:
        raise ZaakError(
            f"Deze tekst van besluit {besluit.identificatie} is nog niet door een tweede persoon goedgekeurd. Vraag eerst goedkeuring."
        )
    vraag = _make_vraag(viewer, besluit, omvang)
    bevoegdheid = check_bevoegdheid(viewer, vraag, klok.now())
    if not bevoegdheid.mag:
        raise ZaakError(bevoegdheid.reden)
    if any(omvang.bevoegdheid):
        bevoegdheid = replace(bevoegdheid, genoemd=" ".join(omvang.bevoegdheid).strip())
    besluit.staat, besluit.besluitdatum = Staat.ONDERTEKEND, op
    besluit.ondertekend_door, besluit.ondertekend_op = viewer.actor, klok.now()
    besluit.ondertekend_namens, besluit.bevoegdheid = bevoegdheid.namens[:200], bevoegdheid.as_dict()
    if stukken := list_ondertekende_stukken(besluit, versie):
        besluit.bevoegdheid = {**besluit.bevoegdheid, "stukken": stukken}
    record_besluitact(viewer, besluit, "besluit.sign", sha256=versie.sha256)
    tell_zaak(viewer, besluit, "besluit_ondertekend", bevoegdheid.reden)
    return besluit


def _make_vraag(viewer: Viewer, besluit: Besluit, omvang: Omvang) -> Besluitvraag:
    """Make the question to the mandate register: the decision, the activities it is about, and how far it reaches."""
    tegen = None
    if omvang.bezwaar_tegen:
        bestreden = list_zichtbare_besluiten(viewer).filter(identificatie=omvang.bezwaar_tegen).first()
        if bestreden is None:
            raise ZaakError(
                f"Besluit {omvang.bezwaar_tegen[:60]} is er niet, of u mag het niet zien. Noem het kenmerk van het besluit "
                "waartegen het bezwaar is gericht."
            )
        tegen = ("besluit", str(bestreden.pk))
    regeling, artikel, lid = _check_bevoegdheid(besluit, omvang)
    activiteiten = ActiviteituitvoeringVoorkomen.objects.filter(
        bronobject_id__in=besluit.onderwerpen.values("bronobject_id")
    ).seen_at(Peilmoment(klok.today(), klok.now()))
    return Besluitvraag(
        gezag=besluit.bevoegd_gezag,
        besluitsoort=besluit.besluitsoort,
        regeling=regeling,
        artikel=artikel,
        lid=lid,
        gebied=besluit.gebied,
        onderwerp=("besluit", str(besluit.pk)),
        activiteiten=frozenset(activiteiten.values_list("activiteit", flat=True)) - {""},
        categorieen=frozenset(omvang.categorieen),
        bedrag_euro=omvang.bedrag_euro,
        gevoelig=omvang.gevoelig,
        gezag_besloot=omvang.gezag_besloot,
        bezwaar_tegen=tegen,
    )


def _check_bevoegdheid(besluit: Besluit, omvang: Omvang) -> tuple[str, str, str]:
    """Give the power that a signer named, where the kind of decision leaves that to him. Raises ZaakError for another one."""
    if not any(omvang.bevoegdheid):
        return omvang.bevoegdheid
    op = klok.today()
    if find_besluitsoort(besluit.besluitsoort, op, besluit.bevoegd_gezag).artikel:
        raise ZaakError("Bij deze soort besluit staat het artikel vast. Noem er geen ander.")
    bekend = list_bevoegdheden(besluit.bevoegd_gezag, besluit.besluitsoort, op)
    if omvang.bevoegdheid not in [(b.regeling, b.artikel, b.lid) for b in bekend]:
        noem = " ".join(omvang.bevoegdheid)[:60]
        raise ZaakError(
            f"Voor {noem!r} staat er geen mandaat van dit bevoegd gezag in het register. Kies een bevoegdheid uit de lijst."
        )
    return omvang.bevoegdheid


def tell_zaak(viewer: Viewer, besluit: Besluit, handeling: str, reden: str = "") -> None:
    """Write on the zaak what happened to its decision."""
    if besluit.zaak_id is not None:
        zaak = Zaak.objects.get(pk=besluit.zaak_id)
        record_act(viewer, lock_zaak(zaak, None), handeling, naar=besluit.identificatie, reden=reden)


@transaction.atomic
@claim_alles()
def record_bekendmaking(
    *, viewer: Viewer, besluit_id: uuid.UUID, datums: Datums, gezien: int | None = None
) -> Besluit:
    """Say when a signed decision was sent, laid open or published; the term of its remedy follows. Days left empty stay.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for a decision that is not signed or for days
    that contradict each other.
    """
    besluit = get_besluit(viewer, besluit_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=besluit.leverancier)
    besluit = lock_besluit(besluit, gezien)
    if besluit.staat not in (Staat.ONDERTEKEND, Staat.BEKENDGEMAAKT):
        raise ZaakError(
            f"Besluit {besluit.identificatie} is {besluit.get_staat_display()}. Alleen een ondertekend besluit wordt bekendgemaakt."
        )
    nieuw = {
        veld: getattr(datums, veld)
        for veld in DATUMVELDEN
        if veld != "besluitdatum" and getattr(datums, veld)
    }
    samen = replace(read_datums(besluit), **nieuw)
    check_datums(samen)
    if samen.verzenddatum is None and samen.ter_inzage_vanaf is None:
        raise ZaakError(
            "Een besluit wordt bekend door het te verzenden of ter inzage te leggen. Geef ten minste een van die dagen."
        )
    _put_datums(besluit, samen)
    besluit.staat = Staat.BEKENDGEMAAKT
    record_besluitact(viewer, besluit, "besluit.bekendmaking", **{k: str(v) for k, v in nieuw.items()})
    tell_zaak(viewer, besluit, "besluit_bekendgemaakt")
    return besluit
