"""What every act on a forfeited amount does: lock it, work out again when it lapses, put its days in the agenda, and write the log."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Max

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.termijnen import Termijnuitkomst
from vth.tijd import klok
from vth.toegang.rules import Viewer

from .agendapunten import list_verbeurtepunten, write_agenda
from .models import Invorderingshandeling, Last, Lastadressaat, Maatregel, Verbeurte
from .selectors import find_bedragen, find_last, find_telling, list_adressaten, list_verbeurd
from .verbeuren import Periode, Verbeurd, is_weggevallen
from .verjaarlezen import read_verjaring
from .verjaren import derive_waakdag

Staat = Verbeurte.Staat


def lock_verbeurte(verbeurte: Verbeurte) -> tuple[Verbeurte, Maatregel]:
    """Lock a claim that the viewer may see, and give it with its measure."""
    verbeurte = Verbeurte.objects.select_for_update().get(pk=verbeurte.pk)
    return verbeurte, Maatregel.objects.get(last__adressaten=verbeurte.adressaat_id)


def refresh_verbeurte(verbeurte: Verbeurte, maatregel: Maatregel, *, op: date) -> bool:
    """Work out again when a claim lapses and what has become of it, and put its days in the agenda; tells whether it lapsed on `op`."""
    uitkomst = read_verjaring(verbeurte, op=op)
    verbeurte.laatste_dag, verbeurte.verlengd = derive_waakdag(uitkomst), uitkomst.laatste_dag is None
    open_ = verbeurte.bedrag - verbeurte.betaald - verbeurte.kwijtgescholden
    if verbeurte.staat != Staat.VERNIETIGD:
        verbeurte.staat = (
            Staat.OPEN if open_ > 0 else Staat.KWIJTGESCHOLDEN if not verbeurte.betaald else Staat.BETAALD
        )
        if open_ > 0 and uitkomst.verjaard:
            verbeurte.staat = Staat.VERJAARD
    verbeurte.save()
    write_agenda(
        verbeurte,
        list_verbeurtepunten(verbeurte, f"{maatregel.kenmerk} {maatregel.omschrijving}", maatregel.jurist),
    )
    return verbeurte.staat == Staat.VERJAARD


def annul_verbeurten(maatregel: Maatregel) -> None:
    """Let go of what was forfeited under a last that was annulled: it was never owed. What was paid stands with it, to be paid back."""
    for verbeurte in Verbeurte.objects.filter(adressaat__last__maatregel=maatregel).select_for_update():
        verbeurte.staat = Staat.VERNIETIGD
        refresh_verbeurte(verbeurte, maatregel, op=klok.today())


def annul_geschorst(
    viewer: Viewer, maatregel: Maatregel, adressaten: Sequence[Lastadressaat], perioden: Sequence[Periode]
) -> int:
    """Let go of what was written as forfeited over days on which the last turned out not to hold; gives how many amounts.

    What was paid stands with it, to be paid back. A unit of time that counts wholly falls away when one of its days does.
    """
    last = Last.objects.get(maatregel=maatregel)
    telling = find_telling(last, maatregel)
    heel = telling is not None and telling.waarde == "volledig"
    aantal = 0
    rijen = Verbeurte.objects.filter(
        adressaat__in=[a.pk for a in adressaten], aard=Verbeurte.Aard.DWANGSOM
    ).exclude(staat=Staat.VERNIETIGD)
    for verbeurte in rijen.select_for_update():
        if is_weggevallen(Verbeurd(verbeurte.vanaf, verbeurte.dag, verbeurte.bedrag), perioden, heel=heel):
            verbeurte.staat = Staat.VERNIETIGD
            refresh_verbeurte(verbeurte, maatregel, op=klok.today())
            log_verbeurte(viewer, verbeurte, "buiten_werking")
            aantal += 1
    return aantal


def next_nummer(verbeurte: Verbeurte) -> int:
    """Give the next number of what was done to a claim."""
    hoogste = Invorderingshandeling.objects.filter(verbeurte=verbeurte).aggregate(n=Max("volgnummer"))["n"]
    return (hoogste or 0) + 1


def move_betaaltermijn(
    verbeurte: Verbeurte, maatregel: Maatregel, nieuw: Termijnuitkomst, *, op: date
) -> None:
    """Let a claim be paid later, because the days off are other than was known; what was told before stays with it."""
    assert nieuw.laatste_dag is not None
    Invorderingshandeling.objects.create(
        verbeurte=verbeurte,
        volgnummer=next_nummer(verbeurte),
        soort="betaaltermijn",
        dag=op,
        toelichting=f"Te betalen tot en met {as_dagtekst(verbeurte.betalen_voor)} werd {nieuw.samenvatting}",
        op=klok.now(),
        door="vth dagelijks",
    )
    verbeurte.betalen_voor = nieuw.laatste_dag
    refresh_verbeurte(verbeurte, maatregel, op=op)


def is_vol(maatregel: Maatregel) -> bool:
    """Tell whether every addressee forfeited his maximum."""
    last = find_last(maatregel)
    return last is not None and all(
        sum((v.bedrag for v in list_verbeurd(a)), Decimal(0)) >= (find_bedragen(a, klok.today()).maximum or 0)
        for a in list_adressaten(last)
    )


def log_verbeurte(viewer: Viewer, verbeurte: Verbeurte, handeling: str, **inhoud: object) -> None:
    """Write the line of an act on a claim."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=verbeurte.leverancier,
        handeling=f"verbeurte.{handeling}",
        onderwerp=("verbeurte", str(verbeurte.pk)),
        inhoud={k: str(v) for k, v in inhoud.items()},
    )
