"""The nightly work of this room: only what the day touches.

What was sent yesterday is imposed; claims whose limitation is held up, or whose last day came, are looked at again. Claims that nothing happened to keep
their day, so they cost nothing.
"""

from datetime import date

from django.db.models import Q

from vth.agenda.dagtaken import Dagtaak
from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok

from .boeking import refresh_dagen, refresh_overtredingen
from .models import Maatregel, Maatregelgebeurtenis, Verbeurte
from .rules import check_overgang
from .verbeurteboeking import refresh_verbeurte

ACTOR = "vth dagelijks"
Staat = Maatregel.Staat


def update_verzonden(_na: date | None, op: date) -> int:
    """Note that measures were imposed whose decision was sent; gives how many."""
    rijen = Maatregel.objects.filter(
        staat__in=(Staat.CONCEPT, Staat.VOORNEMEN), besluit__verzenddatum__lte=op
    ).select_related("besluit")
    aantal = 0
    for maatregel in rijen.select_for_update(of=("self",)):
        assert maatregel.besluit is not None
        maatregel.opgelegd_op = maatregel.besluit.verzenddatum
        maatregel.staat = check_overgang(maatregel.staat, "leg_op")
        maatregel.versie += 1
        refresh_dagen(maatregel)
        maatregel.save()
        Maatregelgebeurtenis.objects.create(
            maatregel=maatregel,
            volgnummer=maatregel.versie,
            handeling="leg_op",
            naar=maatregel.staat,
            dag=maatregel.opgelegd_op,
            op=klok.now(),
            door=ACTOR,
        )
        refresh_overtredingen(maatregel, handhaven=True)
        _log("maatregel.leg_op", maatregel.leverancier, ("maatregel", str(maatregel.pk)))
        aantal += 1
    return aantal


def update_verjaring(_na: date | None, op: date) -> int:
    """Look again at open claims that something holds up, or whose last day has come; a claim that lapsed is told in the log. Gives how many lapsed."""
    rijen = Verbeurte.objects.filter(Q(verlengd=True) | Q(laatste_dag__lt=op), staat=Verbeurte.Staat.OPEN)
    maatregelen: dict[int, Maatregel] = {}
    verjaard = 0
    for verbeurte in rijen.select_for_update().iterator(chunk_size=500):
        maatregel = maatregelen.get(verbeurte.adressaat_id)
        if maatregel is None:
            maatregel = maatregelen[verbeurte.adressaat_id] = Maatregel.objects.get(
                last__adressaten=verbeurte.adressaat_id
            )
        if refresh_verbeurte(verbeurte, maatregel, op=op):
            _log("verbeurte.verjaard", verbeurte.leverancier, ("verbeurte", str(verbeurte.pk)))
            verjaard += 1
    return verjaard


def _log(handeling: str, organisatie: str, onderwerp: tuple[str, str]) -> None:
    """Write what happened by itself."""
    record_gebeurtenis(
        actor=ACTOR, organisatie=organisatie, handeling=handeling, onderwerp=onderwerp, inhoud={}
    )


DAGTAKEN = (
    Dagtaak(
        "handhaving.verzonden", "maatregelen opgelegd waarvan het besluit is verzonden", update_verzonden
    ),
    Dagtaak("handhaving.verjaring", "verbeurde dwangsommen verjaard", update_verjaring),
)
