"""The days of an assessment in the agenda of a dienst: handing in, answering, the plan van aanpak and its measures."""

from datetime import date, timedelta

from vth.agenda.rules import Ding, Punt
from vth.agenda.services import replace_agendapunten
from vth.regelgeving.selectors import find_grond

from .models import Plan, Planmaatregel, Zelfbeoordeling
from .rules import BIJ_BESTUUR, UITGENODIGD

SOORT, ROL = "zelfbeoordeling", "zelfbeoordelaar"
REGEL = "monitoring.beoordelingstermijnen"


def write_agenda(z: Zelfbeoordeling) -> None:
    """Bring the agenda up to date with one self-assessment, in the act that changed it."""
    replace_agendapunten(ding=Ding(z.pk, z.dienst, SOORT), namens=z.dienst, punten=_list_punten(z))


def _list_punten(z: Zelfbeoordeling) -> list[Punt]:
    """List what is asked of the dienst, each by its last day, with a reminder before it."""
    naam, dagen = z.ronde.naam, int(find_grond(REGEL, geldig_op=z.ronde.kader_op).waarde["herinnering"])
    punten: list[Punt] = []
    if z.stand in (UITGENODIGD, BIJ_BESTUUR):
        punten += _make_paar("indienen", z.ronde.indienen_voor, f"{naam}: zelfbeoordeling indienen", dagen)
    for vraag in z.toetsvragen.filter(beantwoord_op=None):
        dag = _get_laatste(vraag.antwoord_voor)
        punten.append(
            Punt(f"vraag:{vraag.pk}", "termijn", dag, f"{naam}: een vraag van de toetser beantwoorden", ROL)
        )
    if z.robuust is False:
        plan = Plan.objects.filter(zelfbeoordeling=z).first()
        if z.ronde.plan_voor and (plan is None or plan.stand == Plan.Stand.CONCEPT):
            punten += _make_paar("plan", z.ronde.plan_voor, f"{naam}: plan van aanpak inleveren", dagen)
        punten += [_make_maatregel(m) for m in (plan.maatregelen.filter(afgerond_op=None) if plan else ())]
    return punten


def _make_paar(sleutel: str, voor: date, zin: str, dagen: int) -> list[Punt]:
    """Give the last day before a deadline, and a reminder some days before that."""
    laatste = _get_laatste(voor)
    return [
        Punt(f"{sleutel}:herinnering", "herinnering", laatste - timedelta(days=dagen), zin, ROL),
        Punt(sleutel, "termijn", laatste, zin, ROL),
    ]


def _make_maatregel(maatregel: Planmaatregel) -> Punt:
    """Give by when a measure is to be ready, as it is planned now."""
    gereed_voor = maatregel.planningen.order_by("-volgnummer").values_list("gereed_voor", flat=True)[0]
    zin = f"Plan van aanpak: {maatregel.omschrijving[:150]}"
    return Punt(f"maatregel:{maatregel.pk}", "termijn", _get_laatste(gereed_voor), zin, ROL)


def _get_laatste(voor: date) -> date:
    return voor - timedelta(days=1)
