"""What every act on a request for advice does: lock it, see that nobody was first, and write act, line, involvement and days."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from vth.agenda.rules import Herinnering, derive_termijnpunten
from vth.agenda.services import assign_agendapunten, replace_agendapunten
from vth.logboek.services import record_gebeurtenis
from vth.organisaties.services import record_betrokkenheid
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen

from ..boeking import lock_zaak, record_act, refuse_vernietigd
from ..models import Adviesgebeurtenis, Adviesverzoek, Zaak
from ..rules import AnderWasVoorError
from ..zoekregels import write_zoekregels
from .rules import DEELT, INGETROKKEN, LOOPT
from .selectors import find_andere, get_regelwie

GESLOTEN = "De zaak is gesloten voordat het advies er was."


def lock_advies(advies: Adviesverzoek, gezien: int | None) -> Adviesverzoek:
    """Lock a request that the viewer may see, and refuse when somebody acted on it since version `gezien` was looked at."""
    # That of the other side with it, always in one order, and their zaak first, as who closes it does: all of it may change.
    paar = Q(pk=advies.pk) | Q(pk=advies.tegenhanger_id) | Q(tegenhanger=advies.pk)
    zaken = Adviesverzoek.objects.filter(paar, zaak__isnull=False).values_list("zaak_id", flat=True)
    for zaak in Zaak.objects.select_for_update().filter(pk__in=list(zaken)).order_by("pk"):
        refuse_vernietigd(zaak)
    rijen = Adviesverzoek.objects.select_for_update().filter(paar).order_by("pk")
    vast = next(rij for rij in rijen if rij.pk == advies.pk)
    if gezien is not None and vast.versie != gezien:
        laatste = vast.gebeurtenissen.order_by("-volgnummer").first()
        wie = list_actornamen([laatste.door])[laatste.door] if laatste else "Iemand"
        wat = laatste.handeling.replace("_", " ") if laatste else "iets"
        raise AnderWasVoorError(
            f"Adviesverzoek {vast.identificatie} is intussen gewijzigd: {wie} deed ‘{wat}’, en nu is de stand: "
            f"{vast.get_staat_display()}. Uw handeling is niet vastgelegd. Bekijk het opnieuw en kies dan."
        )
    return vast


def record_adviesact(
    viewer: Viewer,
    advies: Adviesverzoek,
    handeling: str,
    *,
    dag: date | None = None,
    reden: str = "",
    op_zaak: bool = True,
    deel: bool = True,
    **inhoud: object,
) -> None:
    """Save a locked request under its next version, with act, log, who worked on it and its days; on its zaak (`op_zaak`) and the other side (`deel`) too.

    Without `deel` it is the record of the other side that follows: who acted did not work there, nor on that zaak.
    """
    advies.versie += 1
    advies.save()
    Adviesgebeurtenis.objects.create(
        adviesverzoek=advies,
        volgnummer=advies.versie,
        handeling=handeling,
        dag=dag or klok.today(),
        reden=reden.strip()[:1000],
        door=viewer.actor,
        op=klok.now(),
    )
    _log(viewer, advies, handeling, inhoud)
    if deel:
        wat = ("adviesverzoek", str(advies.pk))
        record_betrokkenheid(viewer=viewer, onderwerp=wat, handeling=f"advies.{handeling}")
    put_agenda(advies)
    if op_zaak and advies.zaak_id is not None:
        zaak = lock_zaak(Zaak.objects.get(pk=advies.zaak_id), None)
        act, naar = f"advies_{handeling}", advies.identificatie
        record_act(viewer, zaak, act, naar=naar, dag=dag, reden=reden, betrokken=deel)
    if deel and handeling in DEELT and (ander := find_andere(advies)) is not None:
        _share(viewer, advies, ander, handeling, dag=dag, reden=reden)


def _log(viewer: Viewer, advies: Adviesverzoek, handeling: str, inhoud: dict[str, object]) -> None:
    """Write the line of an act in the log of whose record it is."""
    vast = {"zaak": str(advies.zaak_id or ""), "staat": advies.staat, "versie": advies.versie}
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=advies.leverancier,
        handeling=f"advies.{handeling}",
        onderwerp=("adviesverzoek", str(advies.pk)),
        inhoud=vast | inhoud,
    )


def _share(
    viewer: Viewer,
    advies: Adviesverzoek,
    ander: Adviesverzoek,
    handeling: str,
    *,
    dag: date | None,
    reden: str,
) -> None:
    """Let the record of the other side follow an act; an advice takes its uitvoeringstoets along."""
    for veld in DEELT[handeling]:
        setattr(ander, veld, getattr(advies, veld))
    if handeling == "uitgebracht":
        for punt in advies.toetspunten.all():
            antwoord = {"oordeel": punt.oordeel, "toelichting": punt.toelichting}
            ander.toetspunten.update_or_create(vraag=punt.vraag, defaults=antwoord)
    record_adviesact(viewer, ander, handeling, dag=dag, reden=reden, deel=False, van=str(advies.pk))


def put_agenda(advies: Adviesverzoek) -> None:
    """Bring the days in the agenda in line with a request: its last day and its reminders, as long as it waits."""
    grond = find_grond(
        "zaken.adviesherinneringen",
        geldig_op=advies.gevraagd_op,
        **get_regelwie(advies),
    )
    punten = derive_termijnpunten(
        "advies",
        f"{advies.identificatie}: {advies.get_richting_display()}",
        advies.uiterlijk_op,
        voor=advies.behandelaar,
        rol="behandelaar",
        herinneringen=[Herinnering(int(h["dagen_ervoor"]), str(h["rol"])) for h in grond.waarde],
    )
    replace_agendapunten(
        ding=advies, namens=advies.leverancier, punten=punten if advies.staat == LOOPT else ()
    )


def end_adviezen(viewer: Viewer, zaak: Zaak, dag: date) -> None:
    """Withdraw what was still asked in a zaak that closes: nobody waits for it any more."""
    open_ = Adviesverzoek.objects.select_for_update().filter(zaak=zaak, staat=LOOPT)
    for advies in open_:
        advies.staat = INGETROKKEN
        record_adviesact(viewer, advies, "ingetrokken", dag=dag, reden=GESLOTEN, op_zaak=False)


def list_lopend_van(behandelaar: str) -> QuerySet[Adviesverzoek]:
    """Give the requests of a handler that still wait, with or without a zaak, whoever may see them."""
    return Adviesverzoek.objects.filter(behandelaar=behandelaar, staat=LOOPT)


def hand_over_adviezen(rijen: QuerySet[Adviesverzoek], *, van: str, naar: str) -> int:
    """Let open requests go to another handler with their days; set-based, inside the act that hands over."""
    # First the requests and then their days, as every other act does it.
    list(rijen.select_for_update().order_by("pk").values_list("pk"))
    assign_agendapunten(soort="adviesverzoek", onderwerpen=rijen.values("pk"), van=van, naar=naar)
    return rijen.update(behandelaar=naar)


def note_zaak_weg(viewer: Viewer, zaak_ids: Collection[uuid.UUID], *, lijst: str) -> None:
    """Take the words of zaken that are destroyed out of what advisers here have of them; inside that act, before anything went.

    What was asked of them and what they answered is their own, and goes by its own term (`vernietiging`).
    """
    rijen = Adviesverzoek.objects.filter(tegenhanger__zaak_id__een_van=zaak_ids).order_by("pk")
    adviezen = list(rijen.select_related("tegenhanger__zaak").select_for_update(of=("self",)))
    for advies in adviezen:
        gevraagd = advies.tegenhanger
        assert gevraagd is not None and gevraagd.zaak is not None
        advies.over = say_over(gevraagd.over, gevraagd.zaak.identificatie)
        advies.versie += 1
        _log(viewer, advies, "zaak_vernietigd", {"lijst": lijst})
    Adviesverzoek.objects.bulk_update(adviezen, ["over", "versie"], batch_size=500)
    _add_gebeurtenissen(viewer, adviezen, "zaak_vernietigd")
    write_zoekregels(Adviesverzoek, [advies.pk for advies in adviezen])


def say_over(over: str, zaak: str) -> str:
    """Say what a request is about to who does not see its zaak."""
    return ". ".join(deel for deel in (over, f"zaak {zaak}" if zaak else "") if deel)[:300]


def note_vernietigd(viewer: Viewer, advies: Adviesverzoek, *, grond: str) -> None:
    """Write on a locked request that it is destroyed, with its line in the log; inside that act."""
    advies.versie += 1
    advies.save(update_fields=["versie"])
    _log(viewer, advies, "erase", {"grond": grond})
    _add_gebeurtenissen(viewer, [advies], "vernietigd")


def _add_gebeurtenissen(viewer: Viewer, adviezen: Collection[Adviesverzoek], handeling: str) -> None:
    """Write one act on some requests, each under the version that it has by it."""
    vast = {"handeling": handeling, "dag": klok.today(), "door": viewer.actor, "op": klok.now()}
    Adviesgebeurtenis.objects.bulk_create(
        Adviesgebeurtenis(adviesverzoek=advies, volgnummer=advies.versie, **vast) for advies in adviezen
    )
