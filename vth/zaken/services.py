"""The writers of a zaak: open it, take a step, close and reopen it, say what it is about, take in a verzoek."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .advies.boeking import end_adviezen
from .bewaring.boeking import drop_bewaring, put_bewaring
from .boeking import lock_zaak, make_kenmerk, record_act
from .controle import (
    NieuweZaak,
    NieuwVerzoek,
    Over,
    check_hoofdzaak,
    check_niveau,
    check_onderwerpen,
    check_termijn_vanaf,
    check_verzoek,
)
from .documenten.vindbaar import follow_verzoek
from .models import Besluit, Verzoek, Verzoekonderwerp, Zaak, Zaakonderwerp, Zaakrelatie, Zaaksoortversie
from .rules import Overgang, ZaakError, check_overgang, check_resultaat
from .selectors import BestaatNietError, find_definitie, get_verzoek, get_zaak, read_soort
from .termijnboeking import begin_termijnen, end_termijnen, put_agenda, resume_termijnen, suspend_termijnen
from .zaaksoort import Zaaksoort, read_zaaksoort
from .zoekregels import write_zoekregels

RECHT = "zaak.record"
SLUIT, HEROPEN = "sluit", "heropen"
BESLOTEN = (Besluit.Staat.ONDERTEKEND, Besluit.Staat.BEKENDGEMAAKT)


@transaction.atomic
@claim_alles()
def open_zaak(*, viewer: Viewer, nieuw: NieuweZaak) -> Zaak:
    """Open a zaak of a kind for an organisation, under the definition and the law of its first day; its terms begin.

    Raises GeenToegangError, and ZaakError for a kind that does not exist, a day in the future, a confidentiality that the
    viewer cannot see himself, a term of which the day that it runs after is not given (`check_termijn_vanaf`), a record that is not there for him, or a hoofdzaak that is itself a part (ZGW: not nested).
    """
    check_bevoegd(viewer, RECHT, namens=nieuw.organisatie)
    if nieuw.startdatum > klok.today():
        raise ZaakError(
            f"De zaak zou beginnen op {format_datum(nieuw.startdatum)}, en dat is nog niet geweest. Kies een dag tot en met vandaag."
        )
    versie = _keep_definitie(nieuw)
    soort = read_zaaksoort(nieuw.zaaksoort, versie.definitie)
    check_termijn_vanaf(soort, nieuw.startdatum, nieuw.termijn_vanaf)
    niveau = nieuw.vertrouwelijkheid or soort.vertrouwelijkheid
    check_niveau(viewer, niveau)
    zaak = Zaak.objects.create(
        soort="zaak",
        leverancier=nieuw.organisatie,
        gebied=nieuw.gebied,
        vertrouwelijkheid=niveau,
        identificatie=make_kenmerk(nieuw.organisatie, "Z", klok.today()),
        omschrijving=nieuw.omschrijving.strip()[:300],
        toelichting=nieuw.toelichting.strip()[:4000],
        zaaksoort=nieuw.zaaksoort,
        zaaksoortversie=versie,
        recht_op=nieuw.startdatum,
        bevoegd_gezag=nieuw.gezag,
        behandelaar=nieuw.behandelaar or viewer.actor,
        team=nieuw.team,
        registratiedatum=klok.today(),
        startdatum=nieuw.startdatum,
        einddatum_gepland=nieuw.einddatum_gepland,
        status=soort.beginstap.code,
        hoofdzaak=check_hoofdzaak(viewer, nieuw.hoofdzaak_id),
    )
    _add_onderwerpen(viewer, zaak, nieuw.onderwerpen)
    _record_opening(viewer, zaak, soort, nieuw)
    write_zoekregels(Zaak, [zaak.pk])
    return zaak


def _record_opening(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, nieuw: NieuweZaak) -> None:
    """Write the first act of a zaak, and let its terms begin."""
    dag, reden = nieuw.startdatum, nieuw.omschrijving
    record_act(viewer, zaak, "open", dag=dag, naar=zaak.status, reden=reden, grondslag=soort.naam)
    begin_termijnen(viewer, zaak, soort, nieuw.termijn_vanaf)


def _keep_definitie(zaak: NieuweZaak) -> Zaaksoortversie:
    """Give the kept definition of a kind as it is on the first day, and keep it when nobody needed it before."""
    nieuw = find_definitie(
        zaak.zaaksoort, geldig_op=zaak.startdatum, bevoegd_gezag=zaak.gezag, omgevingsdienst=zaak.organisatie
    )
    velden = ("zaaksoort", "vanaf", "definitie", "laag", "zekerheid")
    bewaard, _ = Zaaksoortversie.objects.get_or_create(
        versie=nieuw.versie, defaults={veld: getattr(nieuw, veld) for veld in velden}
    )
    return bewaard


def _add_onderwerpen(viewer: Viewer, zaak: Zaak, onderwerpen: Sequence[Over]) -> None:
    """Write what a zaak is about; saying the same again adds nothing."""
    check_onderwerpen(viewer, onderwerpen)
    for over in dict.fromkeys(onderwerpen):
        Zaakonderwerp.objects.update_or_create(
            zaak=zaak,
            bronobject_id=over.bronobject_id,
            rol=over.rol,
            defaults={"vervallen_op": None},
        )


@transaction.atomic
@claim_alles()
def record_stap(
    *,
    viewer: Viewer,
    zaak_id: uuid.UUID,
    handeling: str,
    gezien: int | None = None,
    reden: str = "",
    resultaat: str = "",
    dag: date | None = None,
) -> Zaak:
    """Take one step in a zaak, by the table of its kind; `gezien` is the version that the page showed.

    The step may let terms stand still or go on, end them, or close the zaak with a `resultaat`. Raises GeenToegangError,
    BestaatNietError, AnderWasVoorError when somebody acted since, and ZaakError where the table does not allow it.
    """
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    zaak = lock_zaak(zaak, gezien)
    soort = read_soort(zaak)
    overgang = check_overgang(soort.overgangen, zaak.status, handeling, viewer.handelingen)
    check_resultaat(overgang, resultaat, soort.resultaten)
    op = _check_dag(zaak, dag or klok.today())
    van, naar = soort.get_stap(overgang.van), soort.get_stap(overgang.naar)
    besluit = _find_genomen(zaak) if overgang.besluit else None
    zaak.status = naar.code
    if naar.eind:
        zaak.einddatum, zaak.resultaat = op, resultaat
    elif van.eind:
        zaak.einddatum, zaak.resultaat = None, ""
        drop_bewaring(zaak)
    waarom = reden or resultaat
    record_act(
        viewer, zaak, handeling, dag=op, van=van.code, naar=naar.code, reden=waarom, grondslag=overgang.wet
    )
    _follow(viewer, zaak, soort, overgang, op, waarom)
    if besluit is not None and besluit.besluitdatum is not None:
        end_termijnen(
            viewer, zaak, soort, besluit.besluitdatum, "voldaan", f"besluit {besluit.identificatie}"
        )
    put_agenda(zaak, soort)
    return zaak


def _follow(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, overgang: Overgang, op: date, reden: str) -> None:
    """Let the terms of a zaak follow a step: stand still, go on, or ask nothing any more."""
    if overgang.opschort:
        suspend_termijnen(viewer, zaak, soort, op, reden or overgang.titel)
    if overgang.hervat:
        resume_termijnen(viewer, zaak, soort, op)
    if zaak.einddatum is not None:
        put_bewaring(zaak, soort)
        end_termijnen(viewer, zaak, soort, op, "vervallen", soort.resultaten[zaak.resultaat])
        end_adviezen(viewer, zaak, op)


def _check_dag(zaak: Zaak, dag: date) -> date:
    """Refuse a step before the zaak began, or in the future."""
    if dag < zaak.startdatum or dag > klok.today():
        raise ZaakError(
            f"De zaak begon op {format_datum(zaak.startdatum)} en vandaag is het {format_datum(klok.today())}; {format_datum(dag)} valt daarbuiten. Kies een dag daartussen."
        )
    return dag


def _find_genomen(zaak: Zaak) -> Besluit:
    """Give the last decision in a zaak that was signed. Raises ZaakError when there is none."""
    besluit = zaak.besluiten.filter(staat__in=BESLOTEN).order_by("-besluitdatum", "-id").first()
    if besluit is None:
        raise ZaakError(
            "In deze zaak is nog geen besluit ondertekend. Stel een besluit op, laat het goedkeuren en onderteken het; daarna kan "
            "deze stap."
        )
    return besluit


def close_zaak(
    *, viewer: Viewer, zaak_id: uuid.UUID, resultaat: str, gezien: int | None = None, reden: str = ""
) -> Zaak:
    """Close a zaak with a result; of two at once the second is told what the first did. Raises as `record_stap` does."""
    check_bevoegd(viewer, RECHT)
    return record_stap(
        viewer=viewer, zaak_id=zaak_id, handeling=SLUIT, resultaat=resultaat, gezien=gezien, reden=reden
    )


def reopen_zaak(*, viewer: Viewer, zaak_id: uuid.UUID, reden: str, gezien: int | None = None) -> Zaak:
    """Open a closed zaak again; a reason must be given. Raises as `record_stap` does."""
    check_bevoegd(viewer, RECHT)
    if not reden.strip():
        raise ZaakError("Een zaak die dicht was, gaat alleen weer open met een reden. Schrijf op waarom.")
    return record_stap(viewer=viewer, zaak_id=zaak_id, handeling=HEROPEN, gezien=gezien, reden=reden)


@transaction.atomic
@claim_alles()
def record_onderwerpen(
    *, viewer: Viewer, zaak_id: uuid.UUID, onderwerpen: Sequence[Over], gezien: int | None = None
) -> Zaak:
    """Say what else a zaak is about. Raises GeenToegangError, BestaatNietError and ZaakError."""
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    zaak = lock_zaak(zaak, gezien)
    _add_onderwerpen(viewer, zaak, onderwerpen)
    record_act(viewer, zaak, "onderwerp", naar=", ".join(o.rol for o in onderwerpen)[:200])
    return zaak


@transaction.atomic
@claim_alles()
def record_zaakrelatie(*, viewer: Viewer, van_id: uuid.UUID, naar_id: uuid.UUID, aard: str) -> Zaakrelatie:
    """Say that two zaken that the viewer may both see belong together. Raises GeenToegangError, BestaatNietError, ZaakError."""
    van, naar = get_zaak(viewer, van_id), get_zaak(viewer, naar_id)
    check_bevoegd(viewer, RECHT, namens=van.leverancier)
    if aard not in Zaakrelatie.Aard.values or van.pk == naar.pk:
        keuze = ", ".join(Zaakrelatie.Aard.values)
        raise ZaakError(f"Kies een andere zaak, en als aard een van: {keuze}.")
    relatie, nieuw = Zaakrelatie.objects.get_or_create(van=van, naar=naar, aard=aard)
    if nieuw:
        record_act(viewer, lock_zaak(van, None), "relatie", naar=f"{aard} {naar.identificatie}")
    return relatie


@transaction.atomic
@claim_alles()
def record_verzoek(*, viewer: Viewer, nieuw: NieuwVerzoek, zaak_id: uuid.UUID | None = None) -> Verzoek:
    """Take in a verzoek, for a zaak that is there or for one that is still to be opened.

    Raises GeenToegangError, BestaatNietError, and ZaakError for a type, purpose or day that cannot be, and for a number that
    was taken in before.
    """
    check_bevoegd(viewer, RECHT, namens=nieuw.organisatie)
    zaak = get_zaak(viewer, zaak_id) if zaak_id else None
    check_verzoek(nieuw)
    check_niveau(viewer, nieuw.vertrouwelijkheid)
    check_onderwerpen(viewer, nieuw.onderwerpen)
    try:
        with transaction.atomic():
            verzoek = _create_verzoek(viewer, nieuw, zaak)
    except IntegrityError as fout:
        raise ZaakError(
            f"Verzoek {nieuw.verzoeknummer[:60]}-{nieuw.verzoekvolgnummer} is al eerder geregistreerd. Zoek het op, of geef een "
            "aanvulling het volgende volgnummer."
        ) from fout
    _log_verzoek(viewer, verzoek, "verzoek.record")
    if zaak is not None:
        record_act(viewer, lock_zaak(zaak, None), "verzoek", naar=str(verzoek), dag=nieuw.ontvangen_op)
    return verzoek


def _create_verzoek(viewer: Viewer, nieuw: NieuwVerzoek, zaak: Zaak | None) -> Verzoek:
    """Write a verzoek with what it is about."""
    verzoek = Verzoek.objects.create(
        soort="verzoek",
        leverancier=nieuw.organisatie,
        gebied=nieuw.gebied,
        vertrouwelijkheid=nieuw.vertrouwelijkheid,
        verzoeknummer=nieuw.verzoeknummer.strip()[:60],
        verzoekvolgnummer=nieuw.verzoekvolgnummer,
        zaak=zaak,
        type=nieuw.type,
        plichttype=nieuw.plichttype,
        doel=nieuw.doel,
        indiendatum=nieuw.indiendatum,
        ontvangen_op=nieuw.ontvangen_op,
        bevoegd_gezag=nieuw.bevoegd_gezag or nieuw.gebied or nieuw.organisatie,
        omschrijving=nieuw.omschrijving.strip()[:1000],
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    for over in dict.fromkeys(nieuw.onderwerpen):
        Verzoekonderwerp.objects.create(verzoek=verzoek, bronobject_id=over.bronobject_id, rol=over.rol)
    write_zoekregels(Verzoek, [verzoek.pk])
    return verzoek


@transaction.atomic
@claim_alles()
def assign_verzoek(*, viewer: Viewer, verzoek_id: uuid.UUID, zaak_id: uuid.UUID) -> Verzoek:
    """Handle a verzoek that was taken in before in a zaak. Raises GeenToegangError, BestaatNietError and ZaakError."""
    verzoek, zaak = get_verzoek(viewer, verzoek_id), get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    if verzoek.leverancier != zaak.leverancier:
        raise BestaatNietError(f"Verzoek {verzoek} hoort niet bij de organisatie van deze zaak.")
    gewijzigd = Verzoek.objects.filter(pk=verzoek.pk, zaak=None).update(zaak=zaak)
    if not gewijzigd:
        raise ZaakError(f"Verzoek {verzoek} wordt al in een zaak behandeld. Een verzoek hoort bij één zaak.")
    verzoek.refresh_from_db()
    follow_verzoek(verzoek, zaak)
    _log_verzoek(viewer, verzoek, "verzoek.assign")
    record_act(viewer, lock_zaak(zaak, None), "verzoek", naar=str(verzoek))
    return verzoek


def _log_verzoek(viewer: Viewer, verzoek: Verzoek, handeling: str) -> None:
    """Write the line of an act on a verzoek."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=verzoek.leverancier,
        handeling=handeling,
        onderwerp=("verzoek", str(verzoek.pk)),
        inhoud={"nummer": str(verzoek), "zaak": str(verzoek.zaak_id or "")},
    )
