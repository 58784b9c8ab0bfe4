"""Obligations with their days: what a permit asks of its holder and by when, what was met, and the days of it in the agenda."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from vth.agenda.dagtaken import Dagtaak
from vth.agenda.models import Agendapunt
from vth.agenda.rules import Kalenderpunt, Punt, derive_kalender
from vth.agenda.services import replace_agendapunten
from vth.regelgeving.dagen import derive_dag_in_maand
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .boeking import SCHRIJVEN, lock_vergunning, record_act
from .consolidatie import Standregel, read_stand
from .inhoud import Verplichting
from .models import Mutatiewerking, Plichtafdoening, Vergunning
from .rules import VergunningError
from .selectors import get_vergunning

TERUG, VOORUIT = timedelta(days=365), timedelta(days=366)
ROL = "toezichthouder"
MEESTE = 1200


@dataclass(frozen=True)
class Plichtdag:
    """One day by which something must be done, by which voorschrift, and when that was met."""

    voorschrift_id: uuid.UUID
    plicht: int
    nummer: str
    verplichting: Verplichting
    dag: date
    voldaan_op: date | None = None
    toelichting: str = ""

    @property
    def sleutel(self) -> str:
        """Give the name of this day among those of its permit."""
        return f"{self.voorschrift_id}:{self.plicht}:{self.dag.isoformat()}"


def derive_plichtdagen(verplichting: Verplichting, van: date, tot: date) -> list[date]:
    """Give the days of an obligation from `van` up to `tot`, and of one that comes back also the first after that when there is none.

    A day that a month does not have becomes its last one; it never creeps forward, for each is counted from the first.
    """
    eerste, stap = verplichting.eerste_dag, verplichting.iedere_maanden
    if eerste is None:
        return []
    if not stap:
        return [eerste] if van <= eerste < tot else []
    begin = max(0, ((van.year - eerste.year) * 12 + van.month - eerste.month) // stap - 1)
    dagen: list[date] = []
    for n in range(begin, begin + MEESTE):
        dag, _ = derive_dag_in_maand(eerste, n * stap)
        if dag >= van:
            dagen.append(dag)
        if dag >= tot:
            break
    return dagen if len(dagen) == 1 else [d for d in dagen if d < tot]


def list_plichtdagen(vergunning: Vergunning, peilmoment: Peilmoment, van: date, tot: date) -> list[Plichtdag]:
    """List what a permit, as it stands at a moment, asks from `van` up to `tot`, in order, with what was met of it."""
    return derive_plichten(vergunning, read_stand(vergunning.pk, peilmoment), van, tot)


def derive_plichten(
    vergunning: Vergunning, stand: Iterable[Standregel], van: date, tot: date
) -> list[Plichtdag]:
    """List what a permit that was read already asks from `van` up to `tot`, in order, with what was met of it."""
    gedaan = {
        (p.voorschrift_id, p.plicht, p.dag): p
        for p in Plichtafdoening.objects.filter(vergunning=vergunning, dag__gte=van, dag__lt=tot)
    }
    dagen = []
    for regel in stand:
        for n, verplichting in enumerate(_list_verplichtingen(regel)):
            for dag in derive_plichtdagen(verplichting, max(van, regel.sinds), tot):
                af = gedaan.get((regel.voorschrift_id, n, dag))
                dagen.append(
                    Plichtdag(
                        regel.voorschrift_id,
                        n,
                        regel.nummer,
                        verplichting,
                        dag,
                        af.voldaan_op if af else None,
                        af.toelichting if af else "",
                    )
                )
    return sorted(dagen, key=lambda d: (d.dag, d.nummer, d.plicht))


def _list_verplichtingen(regel: Standregel) -> Sequence[Verplichting]:
    """List the obligations of a voorschrift that stands."""
    return regel.inhoud.verplichtingen if '"verplichtingen"' in regel.ruw else ()


def write_agenda(vergunning: Vergunning) -> None:
    """Make the open days of a permit in the agenda those that it asks now; inside the act or job that changed it."""
    op = klok.today()
    dagen = list_plichtdagen(
        vergunning, Peilmoment(op, klok.now() + timedelta(minutes=1)), op - TERUG, op + VOORUIT
    )
    punten = [
        Punt(d.sleutel, "termijn", d.dag, f"Voorschrift {d.nummer}: {d.verplichting.omschrijving}", rol=ROL)
        for d in dagen
        if d.voldaan_op is None
    ]
    heeft = bool(punten) or Agendapunt.objects.filter(soort="vergunning", onderwerp=vergunning.pk).exists()
    if heeft:
        replace_agendapunten(ding=vergunning, namens=vergunning.leverancier, punten=punten)


@transaction.atomic
@claim_alles()
def record_afdoening(
    *,
    viewer: Viewer,
    vergunning_id: uuid.UUID,
    voorschrift_id: uuid.UUID,
    plicht: int,
    dag: date,
    voldaan_op: date,
    toelichting: str = "",
) -> Plichtafdoening:
    """Record that an obligation of one day was met. Raises GeenToegangError, BestaatNietError, and VergunningError for a day that the

    permit does not ask, that lies ahead, or that was recorded already.
    """
    vergunning = get_vergunning(viewer, vergunning_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=vergunning.leverancier)
    if voldaan_op > klok.today():
        raise VergunningError(
            f"{format_datum(voldaan_op)} is in de toekomst. Geef de dag waarop het is gebeurd."
        )
    vergunning = lock_vergunning(vergunning, None)
    peilmoment = Peilmoment(klok.today(), klok.now() + timedelta(minutes=1))
    gevraagd = list_plichtdagen(vergunning, peilmoment, dag, dag + timedelta(days=1))
    if not any((d.voorschrift_id, d.plicht, d.dag) == (voorschrift_id, plicht, dag) for d in gevraagd):
        raise VergunningError(
            f"De vergunning vraagt op {format_datum(dag)} niets van dit voorschrift. Kies een dag uit de lijst."
        )
    try:
        with transaction.atomic():
            afdoening = Plichtafdoening.objects.create(
                vergunning=vergunning,
                voorschrift_id=voorschrift_id,
                plicht=plicht,
                dag=dag,
                voldaan_op=voldaan_op,
                toelichting=toelichting.strip()[:1000],
                door=viewer.actor,
                op=klok.now(),
            )
    except IntegrityError as fout:
        raise VergunningError(f"Dat op {format_datum(dag)} is voldaan, staat er al.") from fout
    write_agenda(vergunning)
    record_act(viewer, vergunning, "plicht_voldaan", voorschrift=voorschrift_id, dag=dag)
    return afdoening


def make_kalender(vergunning: Vergunning, dagen: Iterable[Plichtdag], adres: str) -> str:
    """Write the obligations of a permit as a calendar (RFC 5545) for the company's own program."""
    punten = [
        Kalenderpunt(
            f"{d.sleutel}@{vergunning.pk}",
            d.dag,
            f"Voorschrift {d.nummer}: {d.verplichting.omschrijving}",
            adres,
        )
        for d in dagen
        if d.voldaan_op is None
    ]
    return derive_kalender(punten, naam=f"Vergunning {vergunning.kenmerk}", stempel=klok.now())


def update_plichten(na: date | None, op: date) -> int:
    """Write the days anew of permits of which a day passed or something changed since `na`; what is not near costs nothing."""
    sinds = na or op - timedelta(days=1)
    voorbij = Agendapunt.objects.filter(
        soort="vergunning", dag__gt=sinds - timedelta(days=1), dag__lte=op, gedaan_op=None
    )
    anders = Mutatiewerking.objects.believed().filter(
        Q(begin_geldigheid__gt=sinds, begin_geldigheid__lte=op)
        | Q(eind_geldigheid__gt=sinds, eind_geldigheid__lte=op)
    )
    rijen = Vergunning.objects.filter(
        Q(pk__in=voorbij.values("onderwerp")) | Q(pk__in=anders.values("vergunning_id"))
    )
    aantal = 0
    for vergunning in rijen.iterator(chunk_size=500):
        write_agenda(vergunning)
        aantal += 1
    return aantal


DAGTAKEN = (
    Dagtaak(
        "vergunningen.plichten",
        "vergunningen waarvan verplichtingen opnieuw in de agenda staan",
        update_plichten,
    ),
)
