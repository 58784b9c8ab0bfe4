"""The writers of decisions about what follows a measure: claiming what is owed, the costs of bestuursdwang, a request about the last; drafted here, signed in `zaken`."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.besluitboeking import Overwegingstekst
from vth.zaken.besluiten import record_besluit
from vth.zaken.models import Besluit

from .bestuursdwang import Kostenbeschikking, check_kostenbeschikking, check_voorbereid
from .boeking import GELD, KORTSTE_REDEN, MAATREGEL, lock_maatregel, record_maatregelact
from .lastrules import ZONDER_VERBEURTE
from .lasttekst import as_euro, write_lastbeslissing, write_verlenging
from .lasttermijn import Termijnbesluit, check_lasttermijn
from .lastverzoeken import Lastbeslissing, check_beslissing, check_jaar_van, check_verlaging
from .models import (
    Invorderingshandeling,
    Last,
    Lastverzoek,
    Lastverzoekbesluit,
    Maatregel,
    Verbeurte,
    Vervolgbesluit,
    Vervolgverbeurte,
)
from .rules import DWANGSOM, LASTEN, HandhavingError
from .schorsen import find_adressaten, lock_last
from .selectors import find_last, get_maatregel, get_verbeurte, read_instrument

Soort = Vervolgbesluit.Soort
# A decision in this state goes on no more.
WEG = Besluit.Staat.INGETROKKEN


@transaction.atomic
@claim_alles()
def record_invorderbesluit(
    *, viewer: Viewer, verbeurten: Sequence[uuid.UUID], motivering: str, niet_gehoord: str = ""
) -> Vervolgbesluit:
    """Draft the decision that claims forfeited amounts of one measure (Awb 5:37), its text from the record.

    Raises GeenToegangError, BestaatNietError, and HandhavingError for no amount, amounts of several measures, what is no penalty, is not open or is claimed
    already, no reason, and without a voornemen when it is not said why (Awb 4:8 and 4:11).
    """
    rijen = [get_verbeurte(viewer, id_) for id_ in dict.fromkeys(verbeurten)]
    if not rijen:
        raise HandhavingError("Kies ten minste een verbeurde dwangsom.")
    check_bevoegd(viewer, GELD, namens=rijen[0].leverancier)
    maatregelen = Maatregel.objects.filter(last__adressaten__in=[v.adressaat_id for v in rijen]).distinct()
    if len(maatregelen) != 1:
        raise HandhavingError(
            "Deze bedragen zijn van meer dan een maatregel. Neem per maatregel een besluit."
        )
    _check_schulden(rijen, niet_gehoord)
    _check_reden(motivering, "Schrijf op waarom u dit invordert.")
    maatregel = lock_maatregel(maatregelen[0], None)
    delen = ["Wij vorderen in:", "\n".join(_say_verbeurte(v) for v in rijen)]
    if niet_gehoord.strip():
        delen.append(f"U bent niet vooraf gehoord, omdat: {niet_gehoord.strip()} (Awb 4:11).")
    vervolg = _draft(viewer, maatregel, Soort.INVORDERING, delen, motivering)
    Vervolgverbeurte.objects.bulk_create(Vervolgverbeurte(vervolgbesluit=vervolg, verbeurte=v) for v in rijen)
    return vervolg


def _check_schulden(rijen: Sequence[Verbeurte], niet_gehoord: str) -> None:
    """Refuse what cannot be claimed, or about which nobody was heard."""
    for v in rijen:
        wat = f"{as_euro(v.bedrag)} van {as_dagtekst(v.dag)}"
        if v.aard != Verbeurte.Aard.DWANGSOM or v.staat != Verbeurte.Staat.OPEN or v.ingevorderd_op:
            raise HandhavingError(
                f"{wat} is {v.get_aard_display()}, {v.get_staat_display()}{', al ingevorderd' if v.ingevorderd_op else ''}. Alleen een open dwangsom wordt ingevorderd."
            )
        if _find_concept(v) is not None:
            raise HandhavingError(
                f"Over {wat} is al een besluit in voorbereiding. Werk daaraan verder, of trek dat concept in op zijn pagina."
            )
        voornemen = Invorderingshandeling.objects.filter(verbeurte=v, soort="voornemen")
        if not voornemen.exists() and len(niet_gehoord.strip()) < KORTSTE_REDEN:
            raise HandhavingError(
                f"Over {wat} is geen voornemen verzonden (Awb 4:8). Verzend het eerst, of schrijf op waarom dat hier niet hoeft."
            )


def _find_concept(v: Verbeurte) -> Besluit | None:
    """Find the decision about an amount that was drafted and still goes on."""
    rij = Vervolgverbeurte.objects.filter(verbeurte=v).exclude(vervolgbesluit__besluit__staat=WEG)
    vervolg = rij.select_related("vervolgbesluit__besluit").first()
    return vervolg.vervolgbesluit.besluit if vervolg else None


def say_vervolg(vervolg: Vervolgbesluit) -> list[str]:
    """Say in sentences of the draft what a decision will do when it was sent; nothing of one that was drafted before that was kept."""
    if vervolg.soort == Soort.KOSTEN:
        return [as_euro(vervolg.bedrag)] if vervolg.bedrag is not None else []
    if vervolg.soort == Soort.INVORDERING:
        rijen = Verbeurte.objects.filter(vervolgbesluiten__vervolgbesluit=vervolg).order_by("dag", "id")
        return [as_euro(v.rest) for v in rijen]
    if vervolg.soort == Soort.TERMIJN:
        return [f"tot en met {as_dagtekst(vervolg.tot)}"] if vervolg.tot else []
    verzoek = vervolg.lastverzoek
    if verzoek is None or not vervolg.uitkomst:
        return []
    return [_write(vervolg, verzoek.last)]


def _write(b: Vervolgbesluit | Lastbeslissing, last: Last) -> str:
    """Write what is decided on a request, as the draft and the last that it is about say."""
    return write_lastbeslissing(
        b.uitkomst, last, vanaf=b.vanaf, tot=b.tot, bedrag=b.bedrag, maximum=b.maximum
    )


def _say_verbeurte(v: Verbeurte) -> str:
    """Say one amount that is claimed."""
    return f"- {as_euro(v.rest)}, verbeurd op {as_dagtekst(v.dag)}"


@transaction.atomic
@claim_alles()
def record_kostenbesluit(
    *, viewer: Viewer, maatregel_id: uuid.UUID, kosten: Kostenbeschikking, gezien: int | None = None
) -> Vervolgbesluit:
    """Draft the decision that claims costs of bestuursdwang from one addressee (Awb 5:25); the claim is written when it was sent (`vervolgwerking`).

    Raises as `bestuursdwang.record_kostenbeschikking`, and HandhavingError while another one for this addressee is prepared.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, GELD, namens=maatregel.leverancier)
    maatregel, last = lock_maatregel(maatregel, gezien), find_last(maatregel)
    if maatregel.instrument not in LASTEN or maatregel.instrument == DWANGSOM or last is None:
        raise HandhavingError("Kosten zijn er alleen van bestuursdwang (Awb 5:25). Kies een ander besluit.")
    [adressaat] = find_adressaten(last, kosten.adressaat_id)
    check_voorbereid(adressaat, kosten)
    check_kostenbeschikking(last, adressaat, kosten)
    delen = [f"U betaalt {as_euro(kosten.bedrag)} van de kosten van bestuursdwang."]
    return _draft(
        viewer, maatregel, Soort.KOSTEN, delen, kosten.motivering, adressaat=adressaat, bedrag=kosten.bedrag
    )


@transaction.atomic
@claim_alles()
def record_lastbesluit(
    *,
    viewer: Viewer,
    maatregel_id: uuid.UUID,
    verzoek_id: int,
    beslissing: Lastbeslissing,
    tekst: str = "",
    gezien: int | None = None,
) -> Vervolgbesluit:
    """Draft the decision on a request about a last (Awb 5:34), its text from what is decided; what it changes is written when it was sent (`vervolgwerking`).

    `tekst` is what one wants to say besides. Raises as `lastverzoeken.decide_lastverzoek`, but the day from which it works may still come; and
    HandhavingError while another decision on this request is prepared.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    rijen = Lastverzoek.objects.select_related("last", "adressaat__last")
    verzoek = rijen.filter(last__maatregel=maatregel, pk=verzoek_id).first()
    if verzoek is None or Lastverzoekbesluit.objects.filter(verzoek=verzoek).exists():
        raise HandhavingError("Dit verzoek bestaat niet, of er is al over beslist. Bekijk de last opnieuw.")
    b = beslissing
    _check_reden(b.motivering, "Schrijf op waarom u zo beslist.")
    _check_lastbesluit(maatregel, verzoek, b)
    zin = _write(b, verzoek.last)
    return _draft(
        viewer,
        maatregel,
        Soort.LASTVERZOEK,
        [zin, *([tekst.strip()] if tekst.strip() else [])],
        b.motivering,
        adressaat=verzoek.adressaat,
        lastverzoek=verzoek,
        uitkomst=b.uitkomst,
        vanaf=b.vanaf,
        tot=b.tot,
        bedrag=b.bedrag,
        maximum=b.maximum,
    )


def _check_lastbesluit(maatregel: Maatregel, verzoek: Lastverzoek, b: Lastbeslissing) -> None:
    """Refuse a decision on a request that could not be carried out when it is sent, or a second one."""
    rijen = Vervolgbesluit.objects.filter(lastverzoek=verzoek, uitvoering=None).exclude(besluit__staat=WEG)
    if (eerder := rijen.select_related("besluit").first()) is not None:
        raise HandhavingError(
            f"Over dit verzoek is al een besluit in voorbereiding: {eerder.besluit.identificatie}. Werk daaraan verder, of trek dat concept in op zijn pagina."
        )
    check_beslissing(verzoek, b, uiterlijk=OPEN_DAG)
    if b.uitkomst == "opgeheven" and verzoek.grond == ZONDER_VERBEURTE:
        check_jaar_van(maatregel, verzoek.adressaat, klok.today())
    if b.uitkomst == "verlaagd":
        check_verlaging(verzoek.adressaat, b)


@transaction.atomic
@claim_alles()
def record_termijnbesluit(
    *, viewer: Viewer, maatregel_id: uuid.UUID, tot: date, motivering: str, gezien: int | None = None
) -> Vervolgbesluit:
    """Draft the decision that lengthens the term of a last (Awb 5:32a), of the kind by which the last was imposed; it works when it was sent.

    Raises as `lasttermijn.record_lasttermijn` for a decision of today, and HandhavingError while another one is prepared.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel, last = lock_last(maatregel, gezien)
    rijen = Vervolgbesluit.objects.filter(maatregel=maatregel, soort=Soort.TERMIJN, uitvoering=None)
    if (eerder := rijen.exclude(besluit__staat=WEG).select_related("besluit").first()) is not None:
        raise HandhavingError(
            f"Er is al een besluit over de termijn in voorbereiding: {eerder.besluit.identificatie}. Werk daaraan verder, of trek dat concept in op zijn pagina."
        )
    check_lasttermijn(maatregel, last, Termijnbesluit(tot, klok.today(), motivering))
    assert last.begunstiging_tot is not None
    zin = write_verlenging(last.begunstiging_tot, tot)
    besluitsoort = read_instrument(maatregel.instrument, klok.today())["besluit"]
    return _draft(viewer, maatregel, Soort.TERMIJN, [zin], motivering, besluitsoort=besluitsoort, tot=tot)


def _check_reden(motivering: str, zin: str) -> None:
    """Refuse a decision without a reason (Awb 3:46)."""
    if len(motivering.strip()) < KORTSTE_REDEN:
        raise HandhavingError(f"{zin} (Awb 3:46)")


def _draft(
    viewer: Viewer,
    maatregel: Maatregel,
    soort: Soort,
    delen: Sequence[str],
    motivering: str,
    *,
    besluitsoort: str = "",
    **velden: Any,
) -> Vervolgbesluit:
    """Draft a decision in the zaak of the measure, and note what it is about."""
    if maatregel.zaak is None or maatregel.opgelegd_op is None:
        raise HandhavingError("Deze maatregel is nog niet opgelegd. Er volgt nog niets uit.")
    besluit = record_besluit(
        viewer=viewer,
        zaak_id=maatregel.zaak.pk,
        besluitsoort=besluitsoort or str(soort),
        omschrijving=f"{maatregel.kenmerk} {soort.label}: {maatregel.omschrijving}"[:300],
        tekst="\n\n".join(delen),
        overwegingen=[Overwegingstekst("Waarom dit besluit", motivering.strip())],
    )
    vervolg = Vervolgbesluit.objects.create(
        besluit=besluit, maatregel=maatregel, soort=soort, op=klok.now(), door=viewer.actor, **velden
    )
    record_maatregelact(viewer, maatregel, "vervolgbesluit", besluit=besluit.identificatie, soort=soort)
    return vervolg
