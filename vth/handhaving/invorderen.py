"""The writers of money: what was forfeited, what was done to claim it, and what was paid. No amount is lost without somebody being told."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.selectors import find_termijn, read_termijnregels
from vth.regelgeving.termijnen import derive_einde
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toezicht.models import Bevinding
from vth.toezicht.rules import MET_OORDEEL
from vth.toezicht.selectors import get_bevinding
from vth.zaken.selectors import BestaatNietError, get_besluit

from .adressaatstand import find_einde
from .boeking import GELD, lock_maatregel, record_maatregelact
from .models import Invorderingshandeling, Lastadressaat, Maatregel, Overtreding, Verbeurte
from .plek import check_plek
from .rules import DWANGSOM, IN_KRACHT, HandhavingError
from .selectors import (
    derive_eerste_dag,
    find_last,
    find_regel,
    find_telling,
    get_maatregel,
    get_verbeurte,
    list_adressaten,
    list_buiten_werking,
    list_verbeurd,
    list_wijzigingen,
    list_zichtbare_verbeurten,
)
from .termijnlezen import derive_betaaltermijn
from .verbeuren import Dwangsom, Verbeurd, Verbeurduitkomst, derive_verbeurd
from .verbeurteboeking import is_vol, lock_verbeurte, log_verbeurte, next_nummer, refresh_verbeurte
from .verzuim import check_verzuim

Staat = Verbeurte.Staat
AANMANING = "aanmaning"


@dataclass(frozen=True)
class Waarneming:
    """That a last was seen not to be obeyed by one addressee, from a day to a day, by a finding or for a reason that is told."""

    adressaat_id: int
    van: date
    tot: date
    bevinding_id: uuid.UUID | None = None
    grond: str = ""


@dataclass(frozen=True)
class NieuweHandeling:
    """Something done to, or that happened to, one or more claims."""

    soort: str
    dag: date
    tot: date | None = None
    besluit_id: uuid.UUID | None = None
    toelichting: str = ""


def derive_nieuw(maatregel: Maatregel, adressaat: Lastadressaat, van: date, tot: date) -> Verbeurduitkomst:
    """Work out what an addressee forfeits by not obeying from a day to a day, besides what he did; nothing is written."""
    last = adressaat.last
    if adressaat.bedrag is None or adressaat.maximum is None or maatregel.opgelegd_op is None:
        raise HandhavingError("Aan deze last is geen dwangsom verbonden, of zij is nog niet opgelegd.")
    telling = find_telling(last, maatregel)
    return derive_verbeurd(
        Dwangsom(
            last.modaliteit,
            last.per,
            adressaat.bedrag,
            adressaat.maximum,
            derive_eerste_dag(last, maatregel),
            tuple(list_wijzigingen(adressaat)),
        ),
        [(van, tot)],
        eerder=list_verbeurd(adressaat),
        geschorst=list_buiten_werking(adressaat),
        telt=str(telling.waarde) if telling else "volledig",
    )


@transaction.atomic
@claim_alles()
def record_overtreden(
    *, viewer: Viewer, maatregel_id: uuid.UUID, gezien_is: Waarneming, gezien: int | None = None
) -> list[Verbeurte]:
    """Write what was forfeited by operation of law because a last was seen not to be obeyed; at the maximum the measure is `uitgewerkt`.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a measure without penalty or not in force, days in the
    future or before the last was imposed, neither a finding nor a reason, a finding of another place, and where nothing is forfeited (it says why).
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, GELD, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    if maatregel.instrument != DWANGSOM or maatregel.staat not in IN_KRACHT:
        raise HandhavingError(
            f"Maatregel {maatregel.kenmerk} is {maatregel.get_staat_display()} ({maatregel.instrument.replace('_', ' ')}). Alleen een opgelegde last onder dwangsom verbeurt."
        )
    last = find_last(maatregel)
    adressaat = (
        next((a for a in list_adressaten(last) if a.pk == gezien_is.adressaat_id), None) if last else None
    )
    if adressaat is None:
        raise HandhavingError("Deze persoon is geen adressaat van de last. Kies een van de adressaten.")
    bevinding = _check_waarneming(viewer, gezien_is)
    if bevinding is not None:
        check_plek(viewer, bevinding, Overtreding.objects.filter(maatregelen__maatregel=maatregel))
    _check_bestaat(adressaat, gezien_is.tot)
    uitkomst = derive_nieuw(maatregel, adressaat, gezien_is.van, gezien_is.tot)
    if not uitkomst.nieuw:
        waarom = " ".join(uitkomst.meldingen) or (
            "Het maximum is al bereikt."
            if uitkomst.vol
            else "Wat hiervoor verbeurt, is al vastgelegd, of de tijdseenheid is nog niet voorbij."
        )
        raise HandhavingError(f"Hiermee verbeurt niets. {waarom}")
    verbeurten = [_create(viewer, maatregel, adressaat, v, bevinding, gezien_is) for v in uitkomst.nieuw]
    record_maatregelact(
        viewer,
        maatregel,
        "verbeurt",
        dag=gezien_is.tot,
        aantal=len(verbeurten),
        bedrag=sum(v.bedrag for v in uitkomst.nieuw),
    )
    if maatregel.staat == Maatregel.Staat.LOPEND and is_vol(maatregel):
        record_maatregelact(viewer, maatregel, "uitgewerkt", naar="uitgewerkt", dag=verbeurten[-1].dag)
    return verbeurten


def _check_waarneming(viewer: Viewer, gezien_is: Waarneming) -> Bevinding | None:
    """Refuse what nobody saw, or saw on days that cannot be."""
    if not gezien_is.van <= gezien_is.tot <= klok.today():
        raise HandhavingError(
            f"Niet nageleefd van {as_dagtekst(gezien_is.van)} tot en met {as_dagtekst(gezien_is.tot)} kan niet: dat loopt terug of is nog niet geweest. Controleer de datums."
        )
    if gezien_is.bevinding_id is None:
        if len(gezien_is.grond.strip()) < 10:
            raise HandhavingError(
                "Waaruit blijkt dat de last niet is nageleefd? Kies een bevinding, of schrijf op wat het bewijs is."
            )
        return None
    bevinding = get_bevinding(viewer, gezien_is.bevinding_id)
    if bevinding.ingetrokken_op or bevinding.resultaat not in MET_OORDEEL:
        raise HandhavingError(
            f"Bevinding {bevinding.volgnummer} van {bevinding.controle.kenmerk} zegt niet dat er iets is overtreden. Kies een andere."
        )
    if bevinding.norm_op < gezien_is.van:
        raise HandhavingError(
            f"Bevinding {bevinding.volgnummer} van {bevinding.controle.kenmerk} is van {as_dagtekst(bevinding.norm_op)}; wat vanaf {as_dagtekst(gezien_is.van)} gebeurde, kan daaruit niet blijken. "
            "Kies een bevinding van die dag of later, of schrijf op wat het bewijs is."
        )
    return bevinding


def _check_bestaat(adressaat: Lastadressaat, tot: date) -> None:
    """Refuse what somebody would forfeit who died or ended before."""
    einde = find_einde(adressaat.bronobject)
    if einde is not None and tot > einde:
        raise HandhavingError(
            f"Deze overtreder is er volgens het register sinds {as_dagtekst(einde)} niet meer; daarna verbeurt hij niets. Kies een laatste dag tot en met {as_dagtekst(einde)}, "
            "en richt een nieuwe last aan wie het nu kan beëindigen."
        )


def _create(
    viewer: Viewer,
    maatregel: Maatregel,
    adressaat: Lastadressaat,
    v: Verbeurd,
    bevinding: Bevinding | None,
    gezien_is: Waarneming,
) -> Verbeurte:
    """Write one forfeited amount with the day by which it is to be paid and the day on which it lapses."""
    betalen = derive_betaaltermijn(Verbeurte.Aard.DWANGSOM, v.dag).laatste_dag
    assert betalen is not None
    verbeurte = Verbeurte.objects.create(
        soort="dwangsomdossier",
        leverancier=maatregel.leverancier,
        gebied=maatregel.gebied,
        vertrouwelijkheid=maatregel.vertrouwelijkheid,
        adressaat=adressaat,
        vanaf=v.vanaf,
        dag=v.dag,
        bedrag=v.bedrag,
        bevinding=bevinding,
        grond=gezien_is.grond.strip()[:1000]
        or f"{bevinding} van controle {bevinding and bevinding.controle}",
        betalen_voor=betalen,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    refresh_verbeurte(verbeurte, maatregel, op=klok.today())
    return verbeurte


@transaction.atomic
@claim_alles()
def record_handeling(
    *, viewer: Viewer, verbeurten: Sequence[uuid.UUID], nieuw: NieuweHandeling
) -> list[Verbeurte]:
    """Write what was done to, or happened to, claims: each lapses anew from it when it interrupts, or is held up while it lasts.

    Raises GeenToegangError, BestaatNietError, and HandhavingError for a kind that does not exist, a day in the future or not after the
    forfeiture, an end where there is none, and an act that another must come before (a reminder before the invorderingsbeschikking), or whose time to pay is
    not over or was put off (a reminder, a dwangbevel).
    """
    soorten = find_regel("handhaving.invorderingshandelingen", nieuw.dag).waarde
    if nieuw.soort not in soorten:
        raise HandhavingError(f"‘{nieuw.soort[:40]}’ bestaat niet. Kies uit: {', '.join(soorten)}.")
    if not verbeurten:
        raise HandhavingError("Kies ten minste een verbeurde dwangsom.")
    if nieuw.dag > klok.today():
        raise HandhavingError(
            f"Op {as_dagtekst(nieuw.dag)} is nog niets gebeurd. Leg het vast als het zover is."
        )
    if nieuw.tot is not None and (not soorten[nieuw.soort]["duurt"] or nieuw.tot < nieuw.dag):
        raise HandhavingError(
            f"Tot {as_dagtekst(nieuw.tot)} kan niet: het heeft geen duur, of het eindigt voor {as_dagtekst(nieuw.dag)}. Laat het einde weg of verbeter het."
        )
    besluit = get_besluit(viewer, nieuw.besluit_id) if nieuw.besluit_id else None
    gedaan = []
    for id_ in dict.fromkeys(verbeurten):
        verbeurte = get_verbeurte(viewer, id_)
        check_bevoegd(viewer, GELD, namens=verbeurte.leverancier)
        verbeurte, maatregel = lock_verbeurte(verbeurte)
        _check_handeling(verbeurte, nieuw)
        Invorderingshandeling.objects.create(
            verbeurte=verbeurte,
            volgnummer=next_nummer(verbeurte),
            soort=nieuw.soort,
            dag=nieuw.dag,
            tot=nieuw.tot,
            besluit=besluit,
            toelichting=nieuw.toelichting.strip()[:1000],
            op=klok.now(),
            door=viewer.actor,
        )
        if nieuw.soort == "invorderingsbeschikking":
            verbeurte.ingevorderd_op = nieuw.dag
        refresh_verbeurte(verbeurte, maatregel, op=klok.today())
        log_verbeurte(viewer, verbeurte, "handeling", soort=nieuw.soort, dag=nieuw.dag)
        gedaan.append(verbeurte)
    return gedaan


def _check_handeling(verbeurte: Verbeurte, nieuw: NieuweHandeling) -> None:
    """Refuse an act before the forfeiture, or before what the law asks first; a reason tells why a voornemen was left out."""
    if nieuw.dag < verbeurte.dag:
        raise HandhavingError(
            f"Het bedrag is verschuldigd sinds {as_dagtekst(verbeurte.dag)}; iets van {as_dagtekst(nieuw.dag)} kan daar niet over gaan. Controleer de datum."
        )
    if verbeurte.staat == Staat.VERNIETIGD:
        raise HandhavingError("Deze verbeurte is vernietigd. Er is niets meer te innen.")
    soorten = find_regel("handhaving.invorderingshandelingen", nieuw.dag).waarde
    regel = soorten[nieuw.soort]
    if regel.get("zelf") or regel.get("alleen", verbeurte.aard) != verbeurte.aard:
        raise HandhavingError(
            f"‘{regel['naam']}’ past niet bij dit bedrag ({verbeurte.get_aard_display()}), of wordt op de pagina van de maatregel vastgelegd. Kies iets anders."
        )
    if stappen := [
        s for s in regel.get("eerst", ()) if soorten[s].get("alleen", verbeurte.aard) == verbeurte.aard
    ]:
        eerst, mag_zonder = stappen[0], bool(regel.get("mag_zonder"))
        al = Invorderingshandeling.objects.filter(verbeurte=verbeurte, soort__in=stappen, dag__lte=nieuw.dag)
        if not al.exists() and not (mag_zonder and nieuw.toelichting.strip()):
            of = " Of schrijf bij de toelichting op waarom dat hier niet hoefde." if mag_zonder else ""
            raise HandhavingError(
                f"Een {nieuw.soort} van {as_dagtekst(nieuw.dag)}: eerst een {eerst} ({regel['wet']}).{of}"
            )
        if regel.get("na_termijn") and not nieuw.toelichting.strip() and al.exists():
            _check_na_termijn(nieuw, regel["na_termijn"], max(al.values_list("dag", flat=True)), eerst)
    if nieuw.soort == AANMANING:
        check_verzuim(verbeurte, nieuw.dag)


def _check_na_termijn(nieuw: NieuweHandeling, termijn: str, sinds: date, eerst: str) -> None:
    """Refuse an act while what came before still gives time to pay (Awb 4:112); who did it earlier says why."""
    uitkomst = derive_einde(
        find_termijn(termijn, geldig_op=sinds),
        sinds,
        regels=read_termijnregels(geldig_op=sinds),
        gebeurtenis=eerst,
    )
    if uitkomst.laatste_dag is not None and nieuw.dag <= uitkomst.laatste_dag:
        raise HandhavingError(
            f"Een {nieuw.soort} van {as_dagtekst(nieuw.dag)}: de {eerst} van {as_dagtekst(sinds)} geeft tot en met {as_dagtekst(uitkomst.laatste_dag)} de tijd om te betalen (Awb 4:112). Wacht tot daarna, of schrijf bij de "
            "toelichting op waarom het eerder ging."
        )


@transaction.atomic
@claim_alles()
def close_handeling(*, viewer: Viewer, handeling_id: int, dag: date, toelichting: str = "") -> Verbeurte:
    """Note that what extended a claim ended on a day. Raises HandhavingError for what has no duration or ended, and a day before it began or to come."""
    rijen = Invorderingshandeling.objects.filter(verbeurte__in=list_zichtbare_verbeurten(viewer))
    rij = rijen.select_related("verbeurte").filter(pk=handeling_id).first()
    if rij is None:
        raise BestaatNietError("Deze handeling bestaat niet, of u mag die niet zien.")
    verbeurte = rij.verbeurte
    check_bevoegd(viewer, GELD, namens=verbeurte.leverancier)
    verbeurte, maatregel = lock_verbeurte(verbeurte)
    duurt = find_regel("handhaving.invorderingshandelingen", rij.dag).waarde[rij.soort]["duurt"]
    if not duurt or rij.tot is not None or Invorderingshandeling.objects.filter(sluit=rij).exists():
        raise HandhavingError("Dit loopt niet, of het is al geëindigd.")
    if not rij.dag <= dag <= klok.today():
        raise HandhavingError(
            f"Geëindigd op {as_dagtekst(dag)} kan niet: het begon op {as_dagtekst(rij.dag)} en vandaag is het {as_dagtekst(klok.today())}."
        )
    Invorderingshandeling.objects.create(
        verbeurte=verbeurte,
        volgnummer=next_nummer(verbeurte),
        soort=rij.soort,
        dag=dag,
        sluit=rij,
        toelichting=toelichting.strip()[:1000],
        op=klok.now(),
        door=viewer.actor,
    )
    refresh_verbeurte(verbeurte, maatregel, op=klok.today())
    log_verbeurte(viewer, verbeurte, "handeling_einde", soort=rij.soort, dag=dag)
    return verbeurte
