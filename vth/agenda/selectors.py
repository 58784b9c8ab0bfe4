"""Reading the agenda: only days about what the viewer may see, and that are asked of him or of his organisations."""

from datetime import date

from django.db.models import Q, QuerySet

from vth.toegang.models import Gebruiker
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, derive_zicht_q

from .models import Agendapunt, Agendasleutel
from .rules import derive_sleutelhash

# The kinds of things of which no room lists the work of one person, but for controles, of which it lists no repairs.
ZONDER_WERKLIJST = ("controledossier", "programma", "zelfbeoordeling")
INLEVEREN = ("indienen", "plan")


def list_agendapunten(viewer: Viewer, *, alleen_eigen: bool = False) -> QuerySet[Agendapunt]:
    """Give the open days for this viewer: those of its account and of its roles, and (not with `alleen_eigen`) of its organisations."""
    eigen = Q(namens__in=sorted(viewer.organisaties - {ALLE_ORGANISATIES}))
    wie = Q(voor=viewer.actor) | (eigen & Q(voor="", rol__in=sorted(viewer.rollen)))
    if not alleen_eigen:
        wie |= eigen
    return Agendapunt.objects.filter(derive_zicht_q(viewer.zicht), wie, gedaan_op=None).order_by("dag", "id")


def list_dagen(
    viewer: Viewer, *, vanaf: date, tot: date, alleen_eigen: bool = False, hoogstens: int = 500
) -> list[Agendapunt]:
    """List the open days in a half-open period, oldest first, one more than `hoogstens` when there are."""
    rijen = list_agendapunten(viewer, alleen_eigen=alleen_eigen).filter(dag__gte=vanaf, dag__lt=tot)
    return list(rijen[: hoogstens + 1])


def list_gemeld(viewer: Viewer, *, op: date, hoogstens: int = 50) -> list[Agendapunt]:
    """List the days that have come for the viewer's own account and are still open, oldest first."""
    return list(list_agendapunten(viewer, alleen_eigen=True).filter(dag__lte=op)[: hoogstens + 1])


def list_wachtend(viewer: Viewer, *, tot: date, hoogstens: int = 50) -> list[Agendapunt]:
    """List what is asked of the viewer's own account or role and has no work list of its own, oldest day first.

    What was violated and should be mended, and milestones and measures, up to and with `tot`; what is to be handed in or answered whenever that is.
    """
    wat = Q(sleutel__in=INLEVEREN) | Q(sleutel__startswith="vraag:")
    for begin in ("herstel:", "mijlpaal", "maatregel:"):
        wat |= Q(sleutel__startswith=begin, dag__lte=tot)
    rijen = list_agendapunten(viewer, alleen_eigen=True).filter(wat, soort__in=ZONDER_WERKLIJST)
    return list(rijen[:hoogstens])


def find_agendasleutel(viewer: Viewer) -> Agendasleutel | None:
    """Give the secret of the viewer's own calendar as it is kept, if there is one."""
    return Agendasleutel.objects.filter(gebruiker_id=viewer.gebruiker_id or 0, ingetrokken_op=None).first()


def find_agendagebruiker(geheim: str) -> Gebruiker | None:
    """Give the account whose calendar a secret opens; nothing for one that is unknown, withdrawn or of a closed account."""
    sleutels = Agendasleutel.objects.filter(sha256=derive_sleutelhash(geheim), ingetrokken_op=None)
    sleutel = sleutels.filter(gebruiker__is_active=True).select_related("gebruiker").first()
    return sleutel.gebruiker if sleutel else None
