"""The writers of bestuursdwang that was applied: what was done, what it cost, and the decision by which those costs are claimed (Awb 5:25)."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.rules import Grond
from vth.regelgeving.termijn import derive_kaal_einde, make_termijn
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.models import Besluit

from .boeking import (
    GELD,
    IN_VOORBEREIDING,
    KORTSTE_REDEN,
    MAATREGEL,
    lock_maatregel,
    record_maatregelact,
    refresh_overtredingen,
)
from .invoer import check_bedrag
from .models import (
    Bestuursdwang,
    Invorderingshandeling,
    Kostenregel,
    Last,
    Lastadressaat,
    Maatregel,
    Verbeurte,
    Vervolgbesluit,
)
from .rules import DWANGSOM, IN_KRACHT, LASTEN, HandhavingError
from .schorsen import find_adressaten
from .selectors import find_last, find_regel, get_maatregel, list_schorsingen
from .termijnlezen import derive_betaaltermijn
from .verbeurteboeking import log_verbeurte, refresh_verbeurte

KOSTENTERMIJN = "regelgeving.kosten_bestuursdwang"


@dataclass(frozen=True)
class NieuweBestuursdwang:
    """What was done, from which day to which."""

    van: date
    tot: date
    omschrijving: str


@dataclass(frozen=True)
class NieuweKosten:
    """One line of what an act of bestuursdwang cost, in euro; `kenmerk` is the number of the bill."""

    bestuursdwang_id: int
    omschrijving: str
    bedrag: Decimal
    dag: date
    kenmerk: str = ""


@dataclass(frozen=True)
class Kostenbeschikking:
    """By which decision an addressee must pay how much of the costs, made known on `dag`, and why that is reasonable."""

    adressaat_id: int
    bedrag: Decimal
    dag: date
    motivering: str
    kenmerk: str = ""
    besluit_id: uuid.UUID | None = None


@transaction.atomic
@claim_alles()
def record_bestuursdwang(
    *, viewer: Viewer, maatregel_id: uuid.UUID, nieuw: NieuweBestuursdwang, gezien: int | None = None
) -> Bestuursdwang:
    """Note that bestuursdwang was applied; in an emergency before the decision, which is then still to be made known (Awb 5:31).

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a measure that is no last under bestuursdwang, days that
    cannot be, within the time that the offender had without an emergency, while the last is suspended, and no words.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    last = _check_soort(maatregel)
    _check_toepassing(maatregel, last, nieuw)
    gedaan = Bestuursdwang.objects.create(
        last=last,
        volgnummer=Bestuursdwang.objects.filter(last=last).count() + 1,
        van=nieuw.van,
        tot=nieuw.tot,
        omschrijving=nieuw.omschrijving.strip()[:2000],
        vooraf=maatregel.staat in IN_VOORBEREIDING,
        op=klok.now(),
        door=viewer.actor,
    )
    record_maatregelact(viewer, maatregel, "bestuursdwang", dag=nieuw.tot, reden=nieuw.omschrijving)
    refresh_overtredingen(viewer, maatregel)
    return gedaan


def _check_soort(maatregel: Maatregel) -> Last:
    """Give the last of a measure under which can be acted. Raises HandhavingError when there is none."""
    last = find_last(maatregel)
    if maatregel.instrument not in LASTEN or maatregel.instrument == DWANGSOM or last is None:
        raise HandhavingError(
            f"Maatregel {maatregel.kenmerk} is geen last onder bestuursdwang waarvan de last is geschreven. Alleen dan kan bestuursdwang worden "
            "toegepast (Awb 5:21)."
        )
    return last


def _check_toepassing(maatregel: Maatregel, last: Last, nieuw: NieuweBestuursdwang) -> None:
    """Refuse what cannot have been done, or was not allowed yet."""
    if not nieuw.van <= nieuw.tot <= klok.today():
        raise HandhavingError(
            f"Toegepast van {as_dagtekst(nieuw.van)} tot en met {as_dagtekst(nieuw.tot)} kan niet: dat loopt terug of is nog niet geweest. Controleer de datums."
        )
    if len(nieuw.omschrijving.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op wat er is gedaan.")
    if maatregel.staat in IN_VOORBEREIDING:
        if not last.spoed:
            raise HandhavingError(
                "De last is nog niet opgelegd. Toepassen voor het besluit kan alleen als het spoed heeft (Awb 5:31, tweede lid); zeg dat in de last."
            )
        return
    if maatregel.staat not in IN_KRACHT or maatregel.opgelegd_op is None:
        raise HandhavingError(
            f"Maatregel {maatregel.kenmerk} is {maatregel.get_staat_display()}. Zij geldt niet meer."
        )
    eerste = (
        maatregel.opgelegd_op if last.spoed else max(maatregel.opgelegd_op, last.begunstiging_tot or date.min)
    )
    if nieuw.van < eerste or (nieuw.van == eerste and not last.spoed):
        raise HandhavingError(
            f"Op {as_dagtekst(nieuw.van)} kon de overtreder het zelf nog doen: dat mocht tot en met {as_dagtekst(eerste)}. Bestuursdwang komt daarna (Awb 5:24)."
        )
    if any(
        s.adressaat_id is None and s.van <= nieuw.tot and nieuw.van <= (s.tot or nieuw.tot)
        for s in list_schorsingen(last)
    ):
        raise HandhavingError("De last was in die dagen geschorst. Bestuursdwang kon toen niet.")


@transaction.atomic
@claim_alles()
def record_kosten(
    *, viewer: Viewer, maatregel_id: uuid.UUID, nieuw: NieuweKosten, gezien: int | None = None
) -> Kostenregel:
    """Write one line of what bestuursdwang cost. Raises HandhavingError for an act of another last, no amount of euro, no words, and a day to come."""
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, GELD, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    gedaan = Bestuursdwang.objects.filter(last=_check_soort(maatregel), pk=nieuw.bestuursdwang_id).first()
    if gedaan is None:
        raise HandhavingError(
            "Deze toepassing van bestuursdwang hoort niet bij deze maatregel. Kies een andere."
        )
    check_bedrag(nieuw.bedrag, "Het bedrag")
    if len(nieuw.omschrijving.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarvoor dit is betaald, zoals: afvoeren van vier vaten.")
    if nieuw.dag > klok.today():
        raise HandhavingError(
            f"Kosten van {as_dagtekst(nieuw.dag)} zijn er nog niet. Leg ze vast als het zover is."
        )
    return _add_regel(viewer, maatregel, gedaan, nieuw, None)


@transaction.atomic
@claim_alles()
def withdraw_kosten(
    *, viewer: Viewer, maatregel_id: uuid.UUID, regel_id: int, reden: str, gezien: int | None = None
) -> Kostenregel:
    """Say that a line was wrong; it stays to be seen. Raises HandhavingError for one that is not there, no reason, and when more was claimed than is left."""
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, GELD, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    last = _check_soort(maatregel)
    rij = Kostenregel.objects.filter(
        bestuursdwang__last=last, pk=regel_id, sluit=None, ingetrokken_door=None
    ).first()
    if rij is None:
        raise HandhavingError("Deze regel bestaat niet, of is al ingetrokken.")
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom deze regel niet klopt.")
    over = read_kosten(last) - rij.bedrag
    if over < (al := read_verhaald(last)):
        raise HandhavingError(
            f"Er is al € {al} verhaald; zonder deze regel zijn de kosten € {over}. Scheld eerst kwijt wat te veel is verhaald."
        )
    weg = NieuweKosten(rij.bestuursdwang_id, reden, rij.bedrag, klok.today(), rij.kenmerk)
    return _add_regel(viewer, maatregel, rij.bestuursdwang, weg, rij)


def _add_regel(
    viewer: Viewer, maatregel: Maatregel, gedaan: Bestuursdwang, nieuw: NieuweKosten, weg: Kostenregel | None
) -> Kostenregel:
    """Write one line."""
    hoogste = Kostenregel.objects.filter(bestuursdwang=gedaan).aggregate(n=Max("volgnummer"))["n"] or 0
    regel = Kostenregel.objects.create(
        bestuursdwang=gedaan,
        volgnummer=hoogste + 1,
        omschrijving=nieuw.omschrijving.strip()[:300],
        bedrag=nieuw.bedrag,
        dag=nieuw.dag,
        kenmerk=nieuw.kenmerk.strip()[:100],
        sluit=weg,
        op=klok.now(),
        door=viewer.actor,
    )
    handeling = "kosten_weg" if weg else "kosten"
    record_maatregelact(
        viewer, maatregel, handeling, dag=nieuw.dag, reden=nieuw.omschrijving, bedrag=nieuw.bedrag
    )
    return regel


def read_kosten(last: Last) -> Decimal:
    """Add up what bestuursdwang under a last cost, without what was withdrawn, in euro."""
    rijen = Kostenregel.objects.filter(bestuursdwang__last=last, sluit=None, ingetrokken_door=None)
    return Decimal(rijen.aggregate(som=Sum("bedrag", default=0))["som"])


def read_verhaald(last: Last) -> Decimal:
    """Add up what of those costs was claimed and not waived, in euro."""
    rijen = Verbeurte.objects.filter(adressaat__last=last, aard=Verbeurte.Aard.KOSTEN).exclude(
        staat=Verbeurte.Staat.VERNIETIGD
    )
    som = rijen.aggregate(een=Sum("bedrag", default=0), weg=Sum("kwijtgescholden", default=0))
    return Decimal(som["een"]) - Decimal(som["weg"])


@transaction.atomic
@claim_alles()
def record_kostenbeschikking(
    *, viewer: Viewer, maatregel_id: uuid.UUID, nieuw: Kostenbeschikking, gezien: int | None = None
) -> Verbeurte:
    """Claim costs of bestuursdwang from an addressee: to be paid in the time of Awb 4:87, then claimed on as any other amount of a last.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a last that is not in force or was annulled, nothing
    that was applied, more than it cost, too late (Awb 5:25 lid 6), a day that cannot be, no reason, and two decisions for one person on a day.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, GELD, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    last = _check_soort(maatregel)
    if maatregel.staat in (*IN_VOORBEREIDING, Maatregel.Staat.VERNIETIGD, Maatregel.Staat.VERVALLEN):
        raise HandhavingError(
            f"Maatregel {maatregel.kenmerk} is {maatregel.get_staat_display()}. Kosten worden verhaald als de last is opgelegd."
        )
    [adressaat] = find_adressaten(last, nieuw.adressaat_id)
    check_voorbereid(adressaat, nieuw)
    check_kostenbeschikking(last, adressaat, nieuw)
    verbeurte = _create(viewer, maatregel, adressaat, nieuw)
    record_maatregelact(
        viewer, maatregel, "kostenbeschikking", dag=nieuw.dag, reden=nieuw.motivering, bedrag=nieuw.bedrag
    )
    return verbeurte


def check_voorbereid(adressaat: Lastadressaat, nieuw: Kostenbeschikking) -> None:
    """Refuse to record by hand what a decision that is prepared here will claim by itself: it would be claimed twice."""
    open_ = Vervolgbesluit.objects.filter(
        adressaat=adressaat, soort=Vervolgbesluit.Soort.KOSTEN, bedrag__isnull=False, uitvoering=None
    )
    open_ = open_.exclude(besluit__staat=Besluit.Staat.INGETROKKEN)
    if nieuw.besluit_id is not None:
        open_ = open_.exclude(besluit_id=nieuw.besluit_id)
    if (eerder := open_.select_related("besluit").first()) is not None:
        raise HandhavingError(
            f"Besluit {eerder.besluit.identificatie} over deze kosten is {eerder.besluit.get_staat_display()}. Leg bij dat besluit vast wanneer het is verzonden; "
            "het bedrag komt er dan vanzelf bij. Gaat dat besluit niet door, trek dan het concept in op de pagina van het besluit."
        )


def check_kostenbeschikking(last: Last, adressaat: Lastadressaat, nieuw: Kostenbeschikking) -> None:
    """Refuse what the law does not let claim."""
    check_bedrag(nieuw.bedrag, "Het bedrag")
    laatst = Bestuursdwang.objects.filter(last=last).aggregate(d=Max("tot"))["d"]
    if laatst is None:
        raise HandhavingError(
            "Er is nog geen bestuursdwang toegepast. Leg eerst vast wat er is gedaan en wat het kostte."
        )
    if not laatst <= nieuw.dag <= klok.today():
        raise HandhavingError(
            f"Bekendgemaakt op {as_dagtekst(nieuw.dag)} kan niet: de bestuursdwang eindigde op {as_dagtekst(laatst)} en vandaag is het {as_dagtekst(klok.today())}."
        )
    grond: Grond = find_regel(KOSTENTERMIJN, laatst)
    uiterst = derive_kaal_einde(make_termijn(grond), laatst)
    if nieuw.dag > uiterst:
        raise HandhavingError(
            f"De kosten konden tot en met {as_dagtekst(uiterst)} worden vastgesteld ({grond.verwijzing}); {as_dagtekst(nieuw.dag)} is te laat."
        )
    kosten, al = read_kosten(last), read_verhaald(last)
    if nieuw.bedrag > kosten - al:
        raise HandhavingError(
            f"€ {nieuw.bedrag} kan niet: de kosten zijn € {kosten} en daarvan is € {al} al verhaald. Leg eerst de kosten vast, of verhaal minder."
        )
    if len(nieuw.motivering.strip()) < KORTSTE_REDEN:
        raise HandhavingError(
            "Schrijf op waarom deze kosten redelijkerwijs voor de overtreder zijn (Awb 5:25)."
        )
    eerder = Verbeurte.objects.filter(adressaat=adressaat, aard=Verbeurte.Aard.KOSTEN, vanaf=nieuw.dag)
    if eerder.exclude(staat=Verbeurte.Staat.VERNIETIGD).exists():
        raise HandhavingError(
            f"Op {as_dagtekst(nieuw.dag)} is al een kostenbeschikking voor deze overtreder bekendgemaakt."
        )


def _create(
    viewer: Viewer, maatregel: Maatregel, adressaat: Lastadressaat, nieuw: Kostenbeschikking
) -> Verbeurte:
    """Write the claim, with the day by which it is to be paid and the act by which it came."""
    betalen = derive_betaaltermijn(Verbeurte.Aard.KOSTEN, nieuw.dag).laatste_dag
    assert betalen is not None
    verbeurte = Verbeurte.objects.create(
        soort="dwangsomdossier",
        leverancier=maatregel.leverancier,
        gebied=maatregel.gebied,
        vertrouwelijkheid=maatregel.vertrouwelijkheid,
        adressaat=adressaat,
        aard=Verbeurte.Aard.KOSTEN,
        vanaf=nieuw.dag,
        dag=nieuw.dag,
        bedrag=nieuw.bedrag,
        grond=nieuw.motivering.strip()[:1000],
        betalen_voor=betalen,
        ingevorderd_op=nieuw.dag,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    Invorderingshandeling.objects.create(
        verbeurte=verbeurte,
        volgnummer=1,
        soort="kostenbeschikking",
        dag=nieuw.dag,
        besluit_id=nieuw.besluit_id,
        toelichting=nieuw.kenmerk.strip()[:100],
        op=klok.now(),
        door=viewer.actor,
    )
    refresh_verbeurte(verbeurte, maatregel, op=klok.today())
    log_verbeurte(viewer, verbeurte, "kostenbeschikking", bedrag=nieuw.bedrag, dag=nieuw.dag)
    return verbeurte
