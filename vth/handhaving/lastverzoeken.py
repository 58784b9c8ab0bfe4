"""The writers of requests about a last in force (Awb 5:34): taken in with a term, and decided: lifted, suspended, lowered or refused."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.selectors import find_termijn
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import KORTSTE_REDEN, MAATREGEL, record_maatregelact, refresh_overtredingen
from .invoer import check_bedrag
from .lastrules import UITKOMSTEN, ZONDER_VERBEURTE, check_grond, check_jaar
from .models import Last, Lastadressaat, Lastbedrag, Lastverzoek, Lastverzoekbesluit, Maatregel
from .rules import DWANGSOM, HandhavingError, check_overgang
from .schorsen import NieuweSchorsing, find_adressaten, lock_last, put_buiten_werking, record_schorsing
from .selectors import find_bedragen, get_maatregel, list_adressaten, list_buiten_werking, list_verbeurd
from .termijnlezen import derive_beslistermijn

Uitkomst = Lastverzoekbesluit.Uitkomst


@dataclass(frozen=True)
class NieuwLastverzoek:
    """A request as it came in: of which addressee, what he asks and on which ground."""

    adressaat_id: int
    vraag: str
    grond: str
    ontvangen_op: date
    toelichting: str


@dataclass(frozen=True)
class Lastbeslissing:
    """What is decided: `vanaf` says from when, `tot` until when it is suspended; amounts in euro when it is lowered."""

    uitkomst: str
    besloten_op: date
    motivering: str
    vanaf: date | None = None
    tot: date | None = None
    bedrag: Decimal | None = None
    maximum: Decimal | None = None
    kenmerk: str = ""


@transaction.atomic
@claim_alles()
def record_lastverzoek(
    *, viewer: Viewer, maatregel_id: uuid.UUID, nieuw: NieuwLastverzoek, gezien: int | None = None
) -> Lastverzoek:
    """Take in a request of an addressee about a last under penalty, with the day by which is decided (Awb 4:13).

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a measure that is no last under penalty in force, an
    addressee of another last, a question that the law does not know on this ground, no words, a day in the future or before the last, and a
    request of the same person that is not decided yet.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel, last = lock_last(maatregel, gezien)
    if maatregel.instrument != DWANGSOM:
        raise HandhavingError(
            "Zo'n verzoek gaat over een last onder dwangsom (Awb 5:34). Behandel dit als een ander verzoek."
        )
    [adressaat] = find_adressaten(last, nieuw.adressaat_id)
    _check_verzoek(maatregel, last, adressaat, nieuw)
    termijn = derive_beslistermijn(nieuw.ontvangen_op)
    assert termijn.laatste_dag is not None
    verzoek = Lastverzoek.objects.create(
        last=last,
        volgnummer=Lastverzoek.objects.filter(last=last).count() + 1,
        adressaat=adressaat,
        vraag=nieuw.vraag,
        grond=nieuw.grond,
        ontvangen_op=nieuw.ontvangen_op,
        toelichting=nieuw.toelichting.strip()[:2000],
        beslissen_voor=termijn.laatste_dag,
        termijn=termijn.as_dict(),
        op=klok.now(),
        door=viewer.actor,
    )
    record_maatregelact(
        viewer, maatregel, "lastverzoek", dag=nieuw.ontvangen_op, reden=nieuw.toelichting, vraag=nieuw.vraag
    )
    return verzoek


def _check_verzoek(
    maatregel: Maatregel, last: Last, adressaat: Lastadressaat, nieuw: NieuwLastverzoek
) -> None:
    """Refuse what cannot be asked."""
    check_grond(nieuw.vraag, nieuw.grond)
    assert maatregel.opgelegd_op is not None
    if not maatregel.opgelegd_op <= nieuw.ontvangen_op <= klok.today():
        raise HandhavingError(
            f"Ontvangen op {as_dagtekst(nieuw.ontvangen_op)} kan niet: de last is opgelegd op {as_dagtekst(maatregel.opgelegd_op)} en vandaag is het {as_dagtekst(klok.today())}."
        )
    if len(nieuw.toelichting.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom de overtreder dit vraagt.")
    if Lastverzoek.objects.filter(last=last, adressaat=adressaat, besluit=None).exists():
        raise HandhavingError(
            "Over een eerder verzoek van deze overtreder is nog niet beslist. Beslis daar eerst over."
        )


@transaction.atomic
@claim_alles()
def decide_lastverzoek(
    *,
    viewer: Viewer,
    maatregel_id: uuid.UUID,
    verzoek_id: int,
    beslissing: Lastbeslissing,
    gezien: int | None = None,
) -> Lastverzoekbesluit:
    """Decide a request about a last and let it have effect: the last does not hold, does not hold for a time, or costs less from a day on.

    A last that is lifted for every addressee is ended. Raises as `record_lastverzoek`, and HandhavingError for a request that is not there or
    was decided, an outcome that does not fit its ground, no reason, days that cannot be, a year that is not over, and amounts that are not
    lower. What was forfeited before that day stays owed.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel, last = lock_last(maatregel, gezien)
    verzoek = Lastverzoek.objects.select_related("adressaat__last").filter(last=last, pk=verzoek_id).first()
    if verzoek is None or Lastverzoekbesluit.objects.filter(verzoek=verzoek).exists():
        raise HandhavingError("Dit verzoek bestaat niet, of er is al over beslist. Bekijk de last opnieuw.")
    check_beslissing(verzoek, beslissing, uiterlijk=klok.today())
    if beslissing.uitkomst == Uitkomst.OPGEHEVEN and verzoek.grond == ZONDER_VERBEURTE:
        check_jaar_van(maatregel, verzoek.adressaat, beslissing.besloten_op)
    besluit = Lastverzoekbesluit.objects.create(
        verzoek=verzoek,
        uitkomst=beslissing.uitkomst,
        besloten_op=beslissing.besloten_op,
        vanaf=beslissing.vanaf,
        kenmerk=beslissing.kenmerk.strip()[:100],
        motivering=beslissing.motivering.strip()[:4000],
        op=klok.now(),
        door=viewer.actor,
    )
    _let_work(viewer, maatregel, verzoek, beslissing)
    return besluit


def _let_work(viewer: Viewer, maatregel: Maatregel, verzoek: Lastverzoek, b: Lastbeslissing) -> None:
    """Let a decision have effect, and write the act."""
    if b.uitkomst == Uitkomst.VERLAAGD:
        _lower(viewer, verzoek, b)
    record_maatregelact(
        viewer,
        maatregel,
        "lastverzoek_besluit",
        dag=b.besloten_op,
        reden=b.motivering,
        uitkomst=b.uitkomst,
    )
    if b.uitkomst == Uitkomst.OPGEHEVEN:
        _lift(viewer, maatregel, verzoek.adressaat, b)
    if b.uitkomst == Uitkomst.GESCHORST:
        _suspend(viewer, maatregel, verzoek, b)


def check_beslissing(verzoek: Lastverzoek, b: Lastbeslissing, *, uiterlijk: date) -> None:
    """Refuse a decision that cannot be, or that works after a day; one that is drafted can work from a day to come."""
    if b.uitkomst not in UITKOMSTEN:
        raise HandhavingError(f"‘{b.uitkomst[:40]}’ bestaat niet. Kies uit: {', '.join(UITKOMSTEN)}.")
    if verzoek.grond not in UITKOMSTEN[b.uitkomst]:
        raise HandhavingError(
            "Na een jaar zonder verbeurte kan een last worden opgeheven, of het verzoek afgewezen (Awb 5:34, tweede lid)."
        )
    if len(b.motivering.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom zo is beslist.")
    if not verzoek.stand.ontvangen_op <= b.besloten_op <= klok.today():
        raise HandhavingError(
            f"Beslist op {as_dagtekst(b.besloten_op)} kan niet: het verzoek kwam op {as_dagtekst(verzoek.stand.ontvangen_op)} en vandaag is het {as_dagtekst(klok.today())}."
        )
    if b.uitkomst == Uitkomst.AFGEWEZEN:
        if b.vanaf or b.tot or b.bedrag or b.maximum:
            raise HandhavingError("Bij afwijzen verandert er niets. Laat de dagen en bedragen weg.")
        return
    if b.vanaf is None or not verzoek.stand.ontvangen_op <= b.vanaf <= uiterlijk:
        tot = "tot en met vandaag" if uiterlijk == klok.today() else "af"
        raise HandhavingError(
            f"Vanaf {as_dagtekst(b.vanaf) if b.vanaf else 'geen dag'} kan niet: kies een dag van {as_dagtekst(verzoek.stand.ontvangen_op)} {tot}."
        )
    if (b.uitkomst == Uitkomst.VERLAAGD) != (b.bedrag is not None and b.maximum is not None):
        raise HandhavingError(
            "Alleen bij verlagen hoort een nieuw bedrag, en dan met een maximum. Vul beide in, of laat ze weg."
        )
    if b.tot is not None and b.uitkomst != Uitkomst.GESCHORST:
        raise HandhavingError("Alleen een schorsing heeft een laatste dag. Laat die weg, of kies geschorst.")


def check_jaar_van(maatregel: Maatregel, adressaat: Lastadressaat, besloten_op: date) -> None:
    """Refuse to lift for a year without forfeiture when that is not so."""
    assert maatregel.opgelegd_op is not None
    check_jaar(
        maatregel.opgelegd_op,
        list_buiten_werking(adressaat),
        [v.dag for v in list_verbeurd(adressaat)],
        besloten_op,
        find_termijn("regelgeving.opheffing_last", geldig_op=maatregel.opgelegd_op),
    )


def check_verlaging(adressaat: Lastadressaat, b: Lastbeslissing) -> None:
    """Refuse new amounts that are none, are not lower, or would change what was forfeited already."""
    assert b.bedrag is not None and b.maximum is not None and b.vanaf is not None
    check_bedrag(b.bedrag, "Het bedrag")
    check_bedrag(b.maximum, "Het maximum")
    oud = find_bedragen(adressaat, b.vanaf)
    if oud.bedrag is None or oud.maximum is None:
        raise HandhavingError("Bij deze overtreder staat geen dwangsom. Er is niets te verlagen.")
    lager = (
        b.bedrag <= oud.bedrag
        and b.maximum <= oud.maximum
        and (b.bedrag, b.maximum) != (oud.bedrag, oud.maximum)
    )
    if not lager or b.maximum < b.bedrag:
        raise HandhavingError(
            f"€ {b.bedrag} met een maximum van € {b.maximum} is geen verlaging van € {oud.bedrag} met een maximum van € {oud.maximum}. Geen van beide "
            "mag hoger zijn, een van beide is lager, en het maximum is niet lager dan het bedrag."
        )
    later = [v.dag for v in list_verbeurd(adressaat) if v.dag >= b.vanaf]
    if later:
        raise HandhavingError(
            f"Op {max(later)} is al verbeurd naar het oude bedrag. Kies een latere dag, of laat die verbeurte eerst kwijtschelden."
        )


def _lower(viewer: Viewer, verzoek: Lastverzoek, b: Lastbeslissing) -> None:
    """Write the new amounts. Raises as `check_verlaging`."""
    adressaat = verzoek.adressaat
    check_verlaging(adressaat, b)
    assert b.bedrag is not None and b.maximum is not None and b.vanaf is not None
    Lastbedrag.objects.create(
        adressaat=adressaat,
        volgnummer=Lastbedrag.objects.filter(adressaat=adressaat).count() + 1,
        vanaf=b.vanaf,
        bedrag=b.bedrag,
        maximum=b.maximum,
        verzoek=verzoek,
        op=klok.now(),
        door=viewer.actor,
    )


def _lift(viewer: Viewer, maatregel: Maatregel, adressaat: Lastadressaat, b: Lastbeslissing) -> None:
    """Let the last go for one addressee; for the last of them it ends."""
    assert b.vanaf is not None
    last = adressaat.last
    put_buiten_werking(viewer, maatregel, [adressaat], b.vanaf, None)
    opgeheven = Lastverzoekbesluit.objects.filter(verzoek__last=last, uitkomst=Uitkomst.OPGEHEVEN)
    if set(opgeheven.values_list("verzoek__adressaat_id", flat=True)) != {
        a.pk for a in list_adressaten(last)
    }:
        return
    naar = check_overgang(maatregel.staat, "trek_in")
    maatregel.afgerond_op = b.vanaf
    record_maatregelact(viewer, maatregel, "trek_in", naar=naar, dag=b.vanaf, reden=b.motivering)
    refresh_overtredingen(viewer, maatregel)


def _suspend(viewer: Viewer, maatregel: Maatregel, verzoek: Lastverzoek, b: Lastbeslissing) -> None:
    """Suspend the last for who asked."""
    assert b.vanaf is not None
    nieuw = NieuweSchorsing(
        "bestuursorgaan",
        b.vanaf,
        b.motivering,
        tot=b.tot,
        adressaat_id=verzoek.adressaat_id,
        kenmerk=b.kenmerk,
    )
    record_schorsing(viewer=viewer, maatregel_id=maatregel.pk, nieuw=nieuw)
