"""The writers of measures: prepare, write the last, hear, impose when the law allows it, and end."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.besluitboeking import Overwegingstekst
from vth.zaken.besluiten import record_besluit
from vth.zaken.boeking import make_kenmerk
from vth.zaken.conceptintrekking import is_ingetrokken_concept
from vth.zaken.controle import NieuweZaak, Over
from vth.zaken.models import Besluit, Zaak
from vth.zaken.selectors import get_besluit
from vth.zaken.services import open_zaak

from .boeking import (
    KORTSTE_REDEN,
    MAATREGEL,
    lock_maatregel,
    lock_voorbereiding,
    record_maatregelact,
    refresh_overtredingen,
)
from .invoer import Lastinhoud, NieuweMaatregel, check_bedrag, check_last, derive_niveau
from .lasttekst import write_besluittekst
from .models import Bestuursdwang, Last, Lastadressaat, Maatregel, Maatregelovertreding, Overtreding
from .rules import BOETE, LASTEN, Gebrek, HandhavingError, check_overgang, derive_gebreken
from .selectors import (
    find_last,
    find_regel,
    get_maatregel,
    get_overtreding,
    make_maatregelbeeld,
    read_instrument,
)
from .strategie.leidraadlezen import find_leidraad_van
from .verbeurteboeking import annul_verbeurten
from .zoekregels import write_zoekregels

Staat = Maatregel.Staat
EINDEN = ("rond_af", "trek_in", "vernietig", "vervalt")


def list_gebreken(maatregel: Maatregel, op: date) -> list[Gebrek]:
    """List what the law still asks before a measure may be imposed on a day. Raises HandhavingError for a day that no rule covers."""
    return derive_gebreken(
        make_maatregelbeeld(maatregel, op),
        boetegronden=find_regel("handhaving.boetegronden", op).waarde
        if maatregel.instrument == BOETE
        else (),
        vage_woorden=find_regel("handhaving.vage_woorden", op).waarde,
    )


@transaction.atomic
@claim_alles()
def record_maatregel(*, viewer: Viewer, nieuw: NieuweMaatregel) -> Maatregel:
    """Begin a measure against violations of one organisation; its zaak is that of the violations, or a new one.

    Raises GeenToegangError, BestaatNietError, and HandhavingError for an instrument that does not exist, no violation, violations of
    several organisations, and a fine for which the law gives no ground (Awb 5:4).
    """
    overtredingen = [get_overtreding(viewer, id_) for id_ in dict.fromkeys(nieuw.overtredingen)]
    if not overtredingen:
        raise HandhavingError("Kies ten minste een overtreding waartegen de maatregel is.")
    if len({(o.leverancier, o.gebied, o.bevoegd_gezag) for o in overtredingen}) > 1:
        raise HandhavingError(
            "Deze overtredingen zijn niet van één bevoegd gezag en organisatie. Maak per bevoegd gezag een maatregel."
        )
    eerste = overtredingen[0]
    check_bevoegd(viewer, MAATREGEL, namens=eerste.leverancier)
    read_instrument(nieuw.instrument, klok.today())
    _check_grond(nieuw, eerste.recht_op)
    maatregel = Maatregel.objects.create(
        soort="maatregeldossier",
        leverancier=eerste.leverancier,
        gebied=eerste.gebied,
        vertrouwelijkheid=derive_niveau(o.vertrouwelijkheid for o in overtredingen),
        kenmerk=make_kenmerk(eerste.leverancier, "M", klok.today()),
        omschrijving=(nieuw.omschrijving.strip() or eerste.aard)[:300],
        instrument=nieuw.instrument,
        bevoegd_gezag=eerste.bevoegd_gezag,
        zaak=_find_zaak(viewer, overtredingen),
        afweging=eerste.afwegingen.order_by("-volgnummer").first(),
        motivering=nieuw.motivering.strip(),
        boetegrond=nieuw.boetegrond,
        boetebedrag=nieuw.boetebedrag,
        tot=nieuw.tot,
        jurist=nieuw.jurist or viewer.actor,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    Maatregelovertreding.objects.bulk_create(
        Maatregelovertreding(maatregel=maatregel, overtreding=o) for o in overtredingen
    )
    write_zoekregels([maatregel.pk], model=Maatregel)
    record_maatregelact(viewer, maatregel, "bereid_voor", instrument=nieuw.instrument)
    refresh_overtredingen(viewer, maatregel)
    return maatregel


def _check_grond(nieuw: NieuweMaatregel, recht_op: date) -> None:
    """Refuse a fine for which the law gives no ground."""
    _check_boetebedrag(nieuw.instrument, nieuw.boetebedrag)
    if nieuw.instrument != BOETE:
        return
    gronden = find_regel("handhaving.boetegronden", recht_op).waarde
    if nieuw.boetegrond not in gronden:
        raise HandhavingError(
            f"Een boete kan alleen als de wet dat zegt (Awb 5:4). Kies het artikel van de Omgevingswet: {', '.join(gronden)}; geldt er geen, kies "
            "dan een ander instrument."
        )


def _check_boetebedrag(instrument: str, bedrag: Decimal | None) -> None:
    """Refuse what is no amount of euro, and the amount of a fine where there is no fine."""
    check_bedrag(bedrag, "Het bedrag van de boete")
    if bedrag is not None and instrument != BOETE:
        raise HandhavingError(
            "Een bedrag van een boete hoort alleen bij een bestuurlijke boete. Laat het weg."
        )


def _find_zaak(viewer: Viewer, overtredingen: list[Overtreding]) -> Zaak:
    """Give the zaak in which these violations are handled; opened when there is none that is open."""
    for o in overtredingen:
        if o.zaak is not None and o.zaak.einddatum is None:
            return o.zaak
    eerste = overtredingen[0]
    over = {
        (r.bronobject_id, r.bronobject.soort)
        for o in overtredingen
        for r in o.onderwerpen.select_related("bronobject")
    }
    wie = {(r.bronobject_id, "overtreder") for o in overtredingen for r in o.overtreders.all()}
    zaak = open_zaak(
        viewer=viewer,
        nieuw=NieuweZaak(
            zaaksoort="handhaving",
            organisatie=eerste.leverancier,
            gebied=eerste.gebied,
            omschrijving=f"{eerste.kenmerk} {eerste.aard}"[:300],
            startdatum=klok.today(),
            onderwerpen=[Over(id_, rol) for id_, rol in sorted(over | wie, key=str)],
            bevoegd_gezag=eerste.bevoegd_gezag,
            behandelaar=eerste.jurist,
            team=eerste.team,
            vertrouwelijkheid=eerste.vertrouwelijkheid,
        ),
    )
    Overtreding.objects.filter(pk__in=[o.pk for o in overtredingen]).update(zaak=zaak)
    return zaak


@transaction.atomic
@claim_alles()
def record_last(
    *, viewer: Viewer, maatregel_id: uuid.UUID, inhoud: Lastinhoud, gezien: int | None = None
) -> Last:
    """Write or rewrite what a last orders while it is prepared. What still lacks is told, not refused: `list_gebreken`; what cannot be is (`check_last`)."""
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_voorbereiding(maatregel, gezien)
    if maatregel.instrument not in LASTEN:
        raise HandhavingError(
            "Alleen een last onder dwangsom of bestuursdwang draagt iets op. Kies een ander instrument, of laat de last weg."
        )
    mogelijk = set(
        Overtreding.objects.filter(maatregelen__maatregel=maatregel).values_list(
            "overtreders__bronobject_id", flat=True
        )
    )
    adressaten = check_last(viewer, inhoud, mogelijk)
    velden: dict[str, Any] = {v: getattr(inhoud, v) for v in LASTVELDEN}
    velden["leidraad"] = find_leidraad_van(maatregel, klok.today()).as_dict()
    last, _ = Last.objects.update_or_create(maatregel=maatregel, defaults=velden)
    Lastadressaat.objects.filter(last=last).delete()
    Lastadressaat.objects.bulk_create(
        Lastadressaat(last=last, bronobject_id=id_, bedrag=a.bedrag, maximum=a.maximum)
        for id_, a in adressaten.items()
    )
    record_maatregelact(viewer, maatregel, "last", adressaten=len(adressaten))
    return last


LASTVELDEN = (
    "soort",
    "opdracht",
    "begunstiging_tot",
    "begunstiging_motivering",
    "modaliteit",
    "per",
    "bedrag_motivering",
    "spoed",
    "spoed_motivering",
)


@transaction.atomic
@claim_alles()
def record_motivering(
    *,
    viewer: Viewer,
    maatregel_id: uuid.UUID,
    motivering: str,
    boetebedrag: Decimal | None = None,
    tot: date | None = None,
    gezien: int | None = None,
) -> Maatregel:
    """Write why this measure, against this offender (Awb 3:46); of a fine how much it is, and until when what is for a time holds, when those are given.

    Raises as `lock_voorbereiding`, and HandhavingError for an amount that is none, or that is no fine's.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_voorbereiding(maatregel, gezien)
    _check_boetebedrag(maatregel.instrument, boetebedrag)
    maatregel.motivering = motivering.strip()
    maatregel.boetebedrag = maatregel.boetebedrag if boetebedrag is None else boetebedrag
    maatregel.tot = tot or maatregel.tot
    record_maatregelact(viewer, maatregel, "motiveer")
    return maatregel


@transaction.atomic
@claim_alles()
def draft_besluit(*, viewer: Viewer, maatregel_id: uuid.UUID, gezien: int | None = None) -> Besluit:
    """Draft the decision of a measure in its zaak, its text from the record; there it is approved, signed and sent.

    A draft that was withdrawn stays in `zaken`; the new one comes instead. Raises HandhavingError that lists what the law still asks, for a measure that is
    no decision, and when there is a draft that goes on.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_voorbereiding(maatregel, gezien)
    soort = read_instrument(maatregel.instrument, klok.today())["besluit"]
    if not soort:
        raise HandhavingError("Deze maatregel is geen besluit. Leg hem direct vast.")
    if maatregel.besluit is not None and not is_ingetrokken_concept(maatregel.besluit):
        raise HandhavingError(
            f"Er is al een besluit in voorbereiding: {maatregel.besluit.identificatie}. Werk daaraan verder."
        )
    _check_gebreken(maatregel, klok.today())
    assert maatregel.zaak is not None
    besluit = record_besluit(
        viewer=viewer,
        zaak_id=maatregel.zaak.pk,
        besluitsoort=soort,
        omschrijving=f"{maatregel.kenmerk} {maatregel.omschrijving}"[:300],
        tekst=write_besluittekst(maatregel, find_last(maatregel)),
        overwegingen=[Overwegingstekst("Waarom deze maatregel", maatregel.motivering.strip())],
    )
    maatregel.besluit = besluit
    record_maatregelact(viewer, maatregel, "besluit", besluit=besluit.identificatie)
    return besluit


@transaction.atomic
@claim_alles()
def assign_besluit(
    *, viewer: Viewer, maatregel_id: uuid.UUID, besluit_id: uuid.UUID, gezien: int | None = None
) -> Maatregel:
    """Say which decision that was taken before (elsewhere, or long ago) is the one of a measure.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a decision of another organisation or kind, a draft that was
    withdrawn, and one that belongs to another measure.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    besluit = get_besluit(viewer, besluit_id)
    maatregel = lock_voorbereiding(maatregel, gezien)
    soort = read_instrument(maatregel.instrument, klok.today())["besluit"]
    if besluit.leverancier != maatregel.leverancier or besluit.besluitsoort != soort:
        raise HandhavingError(
            f"Besluit {besluit.identificatie} past niet bij deze maatregel: het is van een andere organisatie of soort. Kies een besluit van de soort "
            f"{soort.replace('_', ' ') or 'geen'}."
        )
    if is_ingetrokken_concept(besluit):
        raise HandhavingError(
            f"Besluit {besluit.identificatie} is een concept dat is ingetrokken; het is nooit genomen. Kies een ander besluit, of stel er een op."
        )
    if Maatregel.objects.filter(besluit=besluit).exclude(pk=maatregel.pk).exists():
        raise HandhavingError(f"Besluit {besluit.identificatie} hoort al bij een andere maatregel.")
    maatregel.besluit = besluit
    record_maatregelact(viewer, maatregel, "besluit", besluit=besluit.identificatie)
    return maatregel


def _check_gebreken(maatregel: Maatregel, op: date) -> None:
    """Refuse what the law does not allow, with the articles."""
    if gebreken := list_gebreken(maatregel, op):
        raise HandhavingError("Deze maatregel kan nog niet. " + " ".join(str(g) for g in gebreken))


@transaction.atomic
@claim_alles()
def impose_maatregel(
    *, viewer: Viewer, maatregel_id: uuid.UUID, op: date, gezien: int | None = None
) -> Maatregel:
    """Note that a measure was imposed: one that is a decision on the day it was sent, another on `op`.

    Raises HandhavingError when the decision was not sent, for a day in the future, and for what the law asks of a measure that is no decision. Of a
    decision that was sent the law's demands were checked when it was drafted; what is wrong with it now is told, not refused, for it is in force.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    naar = check_overgang(maatregel.staat, "leg_op")
    if read_instrument(maatregel.instrument, klok.today())["besluit"]:
        besluit = maatregel.besluit
        if besluit is None or besluit.verzenddatum is None:
            raise HandhavingError(
                "Het besluit is nog niet verzonden. Stel het op, laat het goedkeuren en ondertekenen, en maak het bekend."
            )
        op = besluit.verzenddatum
    else:
        if op > klok.today():
            raise HandhavingError(
                f"De maatregel zou zijn genomen op {as_dagtekst(op)}, en dat is nog niet geweest."
            )
        _check_gebreken(maatregel, op)
    maatregel.opgelegd_op = op
    record_maatregelact(viewer, maatregel, "leg_op", naar=naar, dag=op)
    refresh_overtredingen(viewer, maatregel, handhaven=True)
    return maatregel


@transaction.atomic
@claim_alles()
def end_maatregel(
    *, viewer: Viewer, maatregel_id: uuid.UUID, hoe: str, op: date, reden: str, gezien: int | None = None
) -> Maatregel:
    """End a measure: finished, withdrawn or lifted, annulled, or never imposed; with a reason. What was forfeited under it stays, unless it was annulled."""
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    if hoe not in EINDEN:
        raise HandhavingError(f"‘{hoe[:40]}’ bestaat niet. Kies uit: {', '.join(EINDEN)}.")
    naar = check_overgang(maatregel.staat, hoe)
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom de maatregel eindigt.")
    if op > klok.today() or (maatregel.opgelegd_op and op < maatregel.opgelegd_op):
        raise HandhavingError(
            f"Einde op {as_dagtekst(op)} kan niet: de maatregel is opgelegd op {as_dagtekst(maatregel.opgelegd_op) if maatregel.opgelegd_op else 'nog geen dag'} en vandaag is het {as_dagtekst(klok.today())}."
        )
    if hoe == "vervalt" and Bestuursdwang.objects.filter(last=maatregel.pk).exists():
        raise HandhavingError(
            "Er is al bestuursdwang toegepast. Maak het besluit alsnog bekend (Awb 5:31, tweede lid); daarna kan de maatregel eindigen."
        )
    maatregel.afgerond_op = op
    if hoe == "vernietig":
        annul_verbeurten(maatregel)
    record_maatregelact(viewer, maatregel, hoe, naar=naar, dag=op, reden=reden)
    refresh_overtredingen(viewer, maatregel)
    return maatregel
