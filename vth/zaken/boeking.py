"""What every act on a zaak does: lock it, see that nobody was first, and write the act, its line and who did it."""

import uuid
from collections.abc import Collection
from datetime import date

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.models import Betrokkenheid
from vth.organisaties.services import record_betrokkenheid
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen

from .models import Kenmerkreeks, Zaak, Zaakgebeurtenis, Zaakonderwerp
from .rules import AnderWasVoorError, ZaakError
from .selectors import read_soort

# Of what a zaak is about, that on which duties are kept apart (Omgevingsbesluit 13.9).
GESCHEIDEN = ("vthobject", "activiteituitvoering")
TOON = 3


def lock_zaak(zaak: Zaak, gezien: int | None) -> Zaak:
    """Lock a zaak that the viewer may see, and refuse when somebody acted on it since version `gezien` was looked at.

    Without `gezien` whatever happened is accepted. Raises AnderWasVoorError that says who did what, and ZaakError for a zaak
    that was destroyed.
    """
    vast = Zaak.objects.select_for_update().select_related("zaaksoortversie").get(pk=zaak.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(_say_intussen(vast, gezien))
    refuse_vernietigd(vast)
    return vast


def refuse_vernietigd(zaak: Zaak) -> None:
    """Refuse to act on a zaak of which only the frame is left. Raises ZaakError."""
    if zaak.vernietigd_op is not None:
        dag = zaak.vernietigd_op.astimezone(AMSTERDAM)
        raise ZaakError(
            f"Zaak {zaak.identificatie} is vernietigd op {dag:%d-%m-%Y}. Er kan niets meer mee. Open een nieuwe zaak."
        )


def _say_intussen(zaak: Zaak, gezien: int) -> str:
    """Say what happened to a zaak since a version."""
    later = list(zaak.gebeurtenissen.filter(volgnummer__gt=gezien).order_by("-volgnummer")[:TOON])
    namen = list_actornamen(g.door for g in later)
    wat = "; ".join(
        f"{namen[g.door]} deed ‘{g.handeling.replace('_', ' ')}’ op {g.op.astimezone(AMSTERDAM):%d-%m-%Y om %H:%M}"
        + (f" ({g.reden})" if g.reden else "")
        for g in later
    )
    return (
        f"Zaak {zaak.identificatie} is intussen gewijzigd: {wat or 'iemand was u voor'}. Uw handeling is niet vastgelegd. "
        "Bekijk de zaak opnieuw en kies dan."
    )


def record_act(
    viewer: Viewer,
    zaak: Zaak,
    handeling: str,
    *,
    dag: date | None = None,
    van: str = "",
    naar: str = "",
    reden: str = "",
    grondslag: str = "",
    betrokken: bool = True,
) -> Zaakgebeurtenis:
    """Write one act on a locked zaak: the event, the new version, the line of the log, and (`betrokken`) who worked on what."""
    zaak.versie += 1
    zaak.save()
    gebeurtenis = Zaakgebeurtenis.objects.create(
        zaak=zaak,
        volgnummer=zaak.versie,
        handeling=handeling,
        van=van,
        naar=naar,
        dag=dag or klok.today(),
        op=klok.now(),
        door=viewer.actor,
        namens=viewer.organisatie,
        reden=reden.strip()[:1000],
        grondslag=grondslag,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=zaak.leverancier,
        handeling=f"zaak.{handeling}",
        onderwerp=("zaak", str(zaak.pk)),
        inhoud={"van": van, "naar": naar, "grondslag": grondslag, "versie": zaak.versie},
    )
    if betrokken:
        note_betrokkenheid(viewer, zaak, handeling)
    return gebeurtenis


def note_betrokkenheid(viewer: Viewer, zaak: Zaak, handeling: str) -> None:
    """Write that the viewer worked on the zaak, and once per task on each site and activity that it is about."""
    record_betrokkenheid(viewer=viewer, onderwerp=("zaak", str(zaak.pk)), handeling=handeling)
    taak = f"{read_soort(zaak).taak or 'zaak'}.{zaak.zaaksoort}"
    ids = Zaakonderwerp.objects.filter(zaak=zaak, vervallen_op=None, rol__in=GESCHEIDEN).values_list(
        "bronobject_id", flat=True
    )
    for id_ in ids:
        bekend = Betrokkenheid.objects.filter(
            onderwerp_soort="bronobject", onderwerp_id=str(id_), betrokkene=viewer.actor, handeling=taak
        )
        if not bekend.exists():
            record_betrokkenheid(viewer=viewer, onderwerp=("bronobject", str(id_)), handeling=taak)


def lock_kenmerken(organisaties: Collection[str], dag: date) -> None:
    """Lock the numbers of organisations before each gives one, always in one order: two that ask each other do not wait for ever."""
    for organisatie in sorted(organisaties):
        Kenmerkreeks.objects.get_or_create(organisatie=organisatie, jaar=dag.year)
        Kenmerkreeks.objects.select_for_update().get(organisatie=organisatie, jaar=dag.year)


def make_kenmerk(organisatie: str, letter: str, dag: date) -> str:
    """Give the next number of an organisation in the year of a day: for people to say, never to refer by."""
    Kenmerkreeks.objects.get_or_create(organisatie=organisatie, jaar=dag.year)
    reeks = Kenmerkreeks.objects.select_for_update().get(organisatie=organisatie, jaar=dag.year)
    reeks.nummer += 1
    reeks.save(update_fields=["nummer"])
    return f"{letter}{dag.year}-{reeks.nummer:06d}"


def as_ids(ids: list[uuid.UUID]) -> list[str]:
    """Write ids as they stand in the log, no more than fit a line."""
    return [str(id_) for id_ in ids[:50]]
