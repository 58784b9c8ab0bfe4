"""The writers of a zaak: open it, take a step, close and reopen it, say what it is about, take in a verzoek."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import lock_zaak, make_kenmerk, record_act
from .controle import Over, check_hoofdzaak, check_niveau, check_onderwerpen, check_verzoek
from .models import Besluit, Verzoek, Verzoekonderwerp, Zaak, Zaakonderwerp, Zaakrelatie, Zaaksoortversie
from .rules import ZaakError, check_overgang, check_resultaat
from .selectors import BestaatNietError, find_definitie, get_verzoek, get_zaak, read_soort
from .termijnboeking import begin_termijnen, end_termijnen, put_agenda, resume_termijnen, suspend_termijnen
from .zaaksoort import read_zaaksoort

RECHT = "zaak.record"
SLUIT, HEROPEN = "sluit", "heropen"
BESLOTEN = (Besluit.Staat.ONDERTEKEND, Besluit.Staat.BEKENDGEMAAKT)


@transaction.atomic
@claim_alles()
def open_zaak(
    *,
    viewer: Viewer,
    zaaksoort: str,
    organisatie: str,
    gebied: str,
    omschrijving: str,
    startdatum: date,
    onderwerpen: Sequence[Over] = (),
    bevoegd_gezag: str = "",
    behandelaar: str = "",
    team: str = "",
    toelichting: str = "",
    vertrouwelijkheid: str = "",
    hoofdzaak_id: uuid.UUID | None = None,
    einddatum_gepland: date | None = None,
    termijn_vanaf: date | None = None,
) -> Zaak:
    """Open a zaak of a kind for an organisation, under the definition and the law of `startdatum`; its terms begin.

    `termijn_vanaf` is the day of the event that the terms run after, when that is not `startdatum` (for an objection: the
    end of the term for it). Without `bevoegd_gezag` that is the gemeente. Raises GeenToegangError, and ZaakError for a kind
    that does not exist, a day in the future, a confidentiality that the viewer cannot see himself, a record that is not
    there for him, or a hoofdzaak that is itself a part (ZGW: not nested).
    """
    check_bevoegd(viewer, RECHT, namens=organisatie)
    gezag = bevoegd_gezag or gebied or organisatie
    if startdatum > klok.today():
        raise ZaakError(
            f"De zaak zou beginnen op {startdatum}, en dat is nog niet geweest. Kies een dag tot en met vandaag."
        )
    versie = _keep_definitie(zaaksoort, startdatum, gezag, organisatie)
    soort = read_zaaksoort(zaaksoort, versie.definitie)
    niveau = vertrouwelijkheid or soort.vertrouwelijkheid
    check_niveau(viewer, niveau)
    hoofd = check_hoofdzaak(viewer, hoofdzaak_id)
    zaak = Zaak.objects.create(
        soort="zaak",
        leverancier=organisatie,
        gebied=gebied,
        vertrouwelijkheid=niveau,
        identificatie=make_kenmerk(organisatie, "Z", klok.today()),
        omschrijving=omschrijving.strip()[:300],
        toelichting=toelichting.strip()[:4000],
        zaaksoort=zaaksoort,
        zaaksoortversie=versie,
        recht_op=startdatum,
        bevoegd_gezag=gezag,
        behandelaar=behandelaar or viewer.actor,
        team=team,
        registratiedatum=klok.today(),
        startdatum=startdatum,
        einddatum_gepland=einddatum_gepland,
        status=soort.beginstap.code,
        hoofdzaak=hoofd,
    )
    _add_onderwerpen(viewer, zaak, onderwerpen)
    record_act(
        viewer, zaak, "open", dag=startdatum, naar=zaak.status, reden=omschrijving, grondslag=soort.naam
    )
    begin_termijnen(viewer, zaak, soort, termijn_vanaf or startdatum)
    return zaak


def _keep_definitie(zaaksoort: str, dag: date, gezag: str, organisatie: str) -> Zaaksoortversie:
    """Give the kept definition of a kind as it is on a day, and keep it when nobody needed it before."""
    nieuw = find_definitie(zaaksoort, geldig_op=dag, bevoegd_gezag=gezag, omgevingsdienst=organisatie)
    velden = ("zaaksoort", "vanaf", "definitie", "laag", "zekerheid")
    bewaard, _ = Zaaksoortversie.objects.get_or_create(
        versie=nieuw.versie, defaults={veld: getattr(nieuw, veld) for veld in velden}
    )
    return bewaard


def _add_onderwerpen(viewer: Viewer, zaak: Zaak, onderwerpen: Sequence[Over]) -> None:
    """Write what a zaak is about; saying the same again adds nothing."""
    check_onderwerpen(viewer, onderwerpen)
    for over in dict.fromkeys(onderwerpen):
        Zaakonderwerp.objects.get_or_create(zaak=zaak, bronobject_id=over.bronobject_id, rol=over.rol)


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
    record_act(
        viewer,
        zaak,
        handeling,
        dag=op,
        van=van.code,
        naar=naar.code,
        reden=reden or resultaat,
        grondslag=overgang.wet,
    )
    if overgang.opschort:
        suspend_termijnen(viewer, zaak, soort, op, reden or overgang.titel)
    if overgang.hervat:
        resume_termijnen(viewer, zaak, soort, op)
    if besluit is not None and besluit.besluitdatum is not None:
        end_termijnen(
            viewer, zaak, soort, besluit.besluitdatum, "voldaan", f"besluit {besluit.identificatie}"
        )
    if naar.eind:
        end_termijnen(viewer, zaak, soort, op, "vervallen", soort.resultaten[resultaat])
    put_agenda(zaak, soort)
    return zaak


def _check_dag(zaak: Zaak, dag: date) -> date:
    """Refuse a step before the zaak began, or in the future."""
    if dag < zaak.startdatum or dag > klok.today():
        raise ZaakError(
            f"De zaak begon op {zaak.startdatum} en vandaag is het {klok.today()}; {dag} valt daarbuiten. Kies een dag daartussen."
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
def record_verzoek(
    *,
    viewer: Viewer,
    organisatie: str,
    gebied: str,
    verzoeknummer: str,
    type: str,
    indiendatum: date,
    ontvangen_op: date,
    verzoekvolgnummer: str = "1",
    doel: str = Verzoek.Doel.START,
    plichttype: str = "",
    bevoegd_gezag: str = "",
    omschrijving: str = "",
    vertrouwelijkheid: str = "zaakvertrouwelijk",
    onderwerpen: Sequence[Over] = (),
    zaak_id: uuid.UUID | None = None,
) -> Verzoek:
    """Take in a verzoek, for a zaak that is there or for one that is still to be opened.

    Raises GeenToegangError, BestaatNietError, and ZaakError for a type, purpose or day that cannot be, and for a number that
    was taken in before.
    """
    check_bevoegd(viewer, RECHT, namens=organisatie)
    zaak = get_zaak(viewer, zaak_id) if zaak_id else None
    check_verzoek(type, doel, indiendatum, ontvangen_op, verzoeknummer)
    check_niveau(viewer, vertrouwelijkheid)
    check_onderwerpen(viewer, onderwerpen)
    try:
        with transaction.atomic():
            verzoek = Verzoek.objects.create(
                soort="verzoek",
                leverancier=organisatie,
                gebied=gebied,
                vertrouwelijkheid=vertrouwelijkheid,
                verzoeknummer=verzoeknummer.strip()[:60],
                verzoekvolgnummer=verzoekvolgnummer,
                zaak=zaak,
                type=type,
                plichttype=plichttype,
                doel=doel,
                indiendatum=indiendatum,
                ontvangen_op=ontvangen_op,
                bevoegd_gezag=bevoegd_gezag or gebied or organisatie,
                omschrijving=omschrijving.strip()[:1000],
                geregistreerd_op=klok.now(),
                geregistreerd_door=viewer.actor,
            )
    except IntegrityError as fout:
        raise ZaakError(
            f"Verzoek {verzoeknummer[:60]}-{verzoekvolgnummer} is al eerder geregistreerd. Zoek het op, of geef een aanvulling het "
            "volgende volgnummer."
        ) from fout
    for over in dict.fromkeys(onderwerpen):
        Verzoekonderwerp.objects.create(verzoek=verzoek, bronobject_id=over.bronobject_id, rol=over.rol)
    _log_verzoek(viewer, verzoek, "verzoek.record")
    if zaak is not None:
        record_act(viewer, lock_zaak(zaak, None), "verzoek", naar=str(verzoek), dag=ontvangen_op)
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
