"""Taking in a melding and judging whether it is complete: no decision follows, and the activity waits (Omgevingswet 4.4)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date

from django.db import IntegrityError, transaction

from vth.logboek.services import record_gebeurtenis
from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_kernniveau
from vth.vormgeving.opmaak import format_datum
from vth.zaken.controle import NieuweZaak, NieuwVerzoek
from vth.zaken.models import Verzoek, Zaak
from vth.zaken.rules import list_mogelijk
from vth.zaken.selectors import get_verzoek, get_zaak, list_zichtbare_onderwerpen, read_soort
from vth.zaken.services import open_zaak, record_stap, record_verzoek

from .meldingagenda import write_wachttijd
from .meldinglezen import get_melding, list_gegevens, read_wachttijd
from .meldingrules import Gemis, MeldingError, check_gemis, derive_melding
from .models import Melding, Meldingoordeel

RECHT, ZAAKSOORT, SOORT = "zaak.record", "melding", "activiteitmelding"
# Which step of the zaak a judgement is, when the zaak can take it.
STAPPEN = {
    True: ("neem_in_behandeling", "vraag_aanvulling"),
    False: ("neem_in_behandeling", "ontvang_aanvulling"),
}


# As what a record stands in a verzoek, and the relation that the kernel then has with it.
RELATIES = {"activiteituitvoering": "betreft", "vthobject": "betreft_vthobject", "aanvrager": "melder"}


@transaction.atomic
@claim_alles()
def accept_melding(*, viewer: Viewer, nieuw: NieuwVerzoek, zaak_id: uuid.UUID | None = None) -> Melding:
    """Take in a melding: its verzoek, the zaak in which it is looked at, and its kernel in the register.

    Until somebody judges it, it is not known to be complete. Raises GeenToegangError, BestaatNietError, ZaakError for a verzoek
    that cannot be or was taken in before, and MeldingError for one that is no melding.
    """
    check_bevoegd(viewer, RECHT, namens=nieuw.organisatie)
    _check_type(nieuw.type)
    zaak = get_zaak(viewer, zaak_id) if zaak_id else open_verzoekzaak(viewer, nieuw, ZAAKSOORT, "Melding")
    verzoek = record_verzoek(viewer=viewer, nieuw=nieuw, zaak_id=zaak.pk)
    return accept_verzoek(viewer=viewer, verzoek_id=verzoek.pk)


@transaction.atomic
@claim_alles()
def accept_verzoek(*, viewer: Viewer, verzoek_id: uuid.UUID) -> Melding:
    """Take a verzoek that is there already as the melding that it is; doing it again changes nothing.

    Raises GeenToegangError, the BestaatNietError of `zaken`, and MeldingError for one that is no melding.
    """
    verzoek = get_verzoek(viewer, verzoek_id)
    check_bevoegd(viewer, RECHT, namens=verzoek.leverancier)
    _check_type(verzoek.type)
    eerder = Melding.objects.filter(verzoek_id=verzoek.pk).select_related("verzoek").first()
    if eerder is not None:
        return eerder
    bronobject = _record_kern(viewer, verzoek, None, _list_relaties(viewer, verzoek))
    melding = Melding.objects.create(verzoek=verzoek, bronobject=bronobject)
    _log(viewer, melding, "melding.accept")
    return melding


def _check_type(type_: str) -> None:
    """Refuse a verzoek that is no melding."""
    if type_ != Verzoek.Type.MELDING:
        naam = Verzoek.Type(type_).label if type_ in Verzoek.Type.values else type_[:40]
        raise MeldingError(
            f"Dit verzoek is een {naam}, geen melding. Leg het vast bij een zaak die erbij past."
        )


def _list_relaties(viewer: Viewer, verzoek: Verzoek) -> dict[str, list[Bronobject]]:
    """Give to which records of its own organisation the kernel leads, as far as the viewer may see those."""
    uit: dict[str, list[Bronobject]] = {relatie: [] for relatie in RELATIES.values()}
    for onderwerp, record in list_zichtbare_onderwerpen(viewer, verzoek.onderwerpen.order_by("pk")):
        if onderwerp.rol in RELATIES and record.leverancier == verzoek.leverancier:
            uit[RELATIES[onderwerp.rol]].append(record)
    return uit


def open_verzoekzaak(viewer: Viewer, verzoek: NieuwVerzoek, zaaksoort: str, naam: str) -> Zaak:
    """Open the zaak in which a melding or information is looked at; the right is checked in `zaken`, whose errors it raises."""
    nieuw = NieuweZaak(
        zaaksoort,
        organisatie=verzoek.organisatie,
        gebied=verzoek.gebied,
        bevoegd_gezag=verzoek.bevoegd_gezag,
        omschrijving=verzoek.omschrijving or f"{naam} {verzoek.verzoeknummer}",
        startdatum=verzoek.ontvangen_op,
        onderwerpen=verzoek.onderwerpen,
    )
    return open_zaak(viewer=viewer, nieuw=nieuw)


def _record_kern(
    viewer: Viewer,
    verzoek: Verzoek,
    geaccepteerd: bool | None,
    relaties: Mapping[str, Sequence[Bronobject]] | None = None,
) -> Bronobject:
    """Write the kernel of a melding in the register, where every party finds it; without `relaties` those stay."""
    # Not `replace`: the viewer of a request is made only when it is asked for, and is no dataclass until then.
    velden = {f.name: getattr(viewer, f.name) for f in fields(Viewer)}
    mag = Viewer(**velden | {"handelingen": viewer.handelingen | {"register.record"}})
    inhoud = {
        "kenmerk": str(verzoek),
        "indiendatum": verzoek.indiendatum,
        "geaccepteerd": geaccepteerd,
        "omschrijving": verzoek.omschrijving or None,
    }
    return record_object(
        viewer=mag,
        leverancier=verzoek.leverancier,
        soort=SOORT,
        sleutel=str(verzoek.pk),
        inhoud={k: v for k, v in inhoud.items() if v is not None},
        begin_geldigheid=verzoek.indiendatum,
        relaties=relaties,
        gebied=verzoek.gebied,
        vertrouwelijkheid=derive_kernniveau(verzoek.vertrouwelijkheid),
    )


@transaction.atomic
@claim_alles()
def record_meldingoordeel(
    *,
    viewer: Viewer,
    verzoek_id: uuid.UUID,
    ontbreekt: Mapping[str, str],
    dag: date,
    toelichting: str = "",
    gezien: int | None = None,
) -> Melding:
    """Judge whether a melding is complete by what was there on a day; `ontbreekt` says of each thing that lacks why.

    Nothing lacking makes it complete since that day, and the activity may begin after the waiting time. A judgement can be
    followed by another one, and each stays. Raises GeenToegangError, BestaatNietError and MeldingError.
    """
    melding = get_melding(viewer, verzoek_id)
    verzoek = melding.verzoek
    check_bevoegd(viewer, RECHT, namens=verzoek.leverancier)
    melding = Melding.objects.select_for_update().select_related("verzoek").get(pk=melding.pk)
    if gezien is not None and gezien != melding.versie:
        raise MeldingError("Iemand anders heeft deze melding intussen beoordeeld. Bekijk dat oordeel eerst.")
    if dag < verzoek.ontvangen_op or dag > klok.today():
        raise MeldingError(
            f"De melding is ontvangen op {format_datum(verzoek.ontvangen_op)} en vandaag is het {format_datum(klok.today())}; {format_datum(dag)} valt daarbuiten. Kies een dag "
            "daartussen."
        )
    gemis = check_gemis(ontbreekt, list_gegevens(verzoek, dag))
    wachttijd = read_wachttijd(verzoek, dag)
    uitkomst = derive_melding(bool(gemis), dag, wachttijd.waarde, wachttijd.verwijzing)
    _keep_oordeel(viewer, melding, gemis, dag, toelichting)
    melding.volledig_op, melding.begin_vanaf = uitkomst.volledig_op, uitkomst.begin_vanaf
    melding.grond = wachttijd.as_dict()
    melding.versie += 1
    melding.save()
    write_wachttijd(melding)
    _record_kern(viewer, verzoek, not gemis)
    _take_stappen(viewer, verzoek, bool(gemis), dag, uitkomst.uitleg)
    _log(viewer, melding, "melding.oordeel")
    return melding


def _keep_oordeel(
    viewer: Viewer, melding: Melding, gemis: Sequence[Gemis], dag: date, toelichting: str
) -> None:
    """Keep one judgement. Raises MeldingError when another came in between."""
    try:
        with transaction.atomic():
            Meldingoordeel.objects.create(
                melding=melding,
                volgnummer=melding.versie + 1,
                dag=dag,
                ontbreekt=[{"code": g.code, "naam": g.naam, "reden": g.reden} for g in gemis],
                toelichting=toelichting.strip()[:1000],
                op=klok.now(),
                door=viewer.actor,
            )
    except IntegrityError as fout:
        raise MeldingError(
            "Iemand anders heeft deze melding intussen beoordeeld. Bekijk dat oordeel eerst."
        ) from fout


def _take_stappen(viewer: Viewer, verzoek: Verzoek, onvolledig: bool, dag: date, uitleg: str) -> None:
    """Let the zaak follow a judgement, as far as its kind has the step; a kind without it stays where it is."""
    if verzoek.zaak_id is None:
        return
    for handeling in STAPPEN[onvolledig]:
        zaak = get_zaak(viewer, verzoek.zaak_id)
        mogelijk = list_mogelijk(read_soort(zaak).overgangen, zaak.status, viewer.handelingen)
        if any(o.handeling == handeling for o in mogelijk):
            record_stap(
                viewer=viewer,
                zaak_id=zaak.pk,
                handeling=handeling,
                dag=max(dag, zaak.startdatum),
                reden=uitleg,
            )


def _log(viewer: Viewer, melding: Melding, handeling: str) -> None:
    """Write the line of an act on a melding."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=melding.verzoek.leverancier,
        handeling=handeling,
        onderwerp=("verzoek", str(melding.pk)),
        inhoud={"volledig_op": str(melding.volledig_op or ""), "begin_vanaf": str(melding.begin_vanaf or "")},
    )
