"""What every act on a programme does: lock it, see that nobody was first, write the line of the log, and stamp the programme."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.rules import Viewer

from .models import (
    Bijdrage,
    Onderdeel,
    Onderdeelversie,
    Planning,
    Programma,
    Rapportageronde,
    Rondegebeurtenis,
)
from .rules import AnderWasVoorError, VoortgangError
from .wanneer import Wanneer

SOORT, NIVEAU = "programma", "intern"
# What is written about in a round.
GESCHREVEN = ("hoofdstuk", "onderwerp")


def lock_programma(programma: Programma, *, geeindigd: bool = False) -> Programma:
    """Lock a programme: acts on it come one after the other. Raises VoortgangError for one that was ended, unless the act is about that."""
    programma = Programma.objects.select_for_update().get(pk=programma.pk)
    if programma.geeindigd_op is not None and not geeindigd:
        raise VoortgangError(
            f"{programma.naam} is beëindigd op {as_dagtekst(programma.geeindigd_op)}. Er kan niets meer worden vastgelegd; hervat het programma eerst."
        )
    return programma


def lock_bijdrage(bijdrage_id: uuid.UUID, gezien: int | None) -> Bijdrage:
    """Lock a contribution, and refuse when somebody changed it since version `gezien` was looked at."""
    bijdrage = (
        Bijdrage.objects.select_for_update(of=("self",))
        .select_related("ronde", "onderdeel")
        .get(pk=bijdrage_id)
    )
    if gezien is not None and bijdrage.versie != gezien:
        raise AnderWasVoorError(
            "Deze bijdrage is intussen door iemand anders gewijzigd. Wat u schreef is niet vastgelegd en staat hieronder nog. "
            "Bekijk de tekst van de ander en neem over wat u wilt houden."
        )
    return bijdrage


def record_act(
    viewer: Viewer, programma: Programma, handeling: str, onderwerp: tuple[str, str], **inhoud: Any
) -> None:
    """Give a locked programme the stamp of this act, and write its line."""
    programma.stempel = klok.make_uuid7()
    programma.save(update_fields=["stempel"])
    record_gebeurtenis(
        actor=viewer.actor,
        handeling=f"voortgang.{handeling}",
        organisatie=programma.organisatie,
        onderwerp=onderwerp,
        inhoud={"programma": programma.code, **inhoud},
    )


def add_gebeurtenis(
    viewer: Viewer,
    ronde: Rapportageronde,
    handeling: str,
    *,
    bijdrage: Bijdrage | None = None,
    naar: str = "",
    reden: str = "",
) -> None:
    """Write what happened in a round, under the next number of that round."""
    ronde.versie += 1
    ronde.save(update_fields=["versie", "stand", "vergrendeld_op"])
    Rondegebeurtenis.objects.create(
        programma_id=ronde.programma_id,
        ronde=ronde,
        bijdrage=bijdrage,
        volgnummer=ronde.versie,
        handeling=handeling,
        naar=naar,
        reden=reden.strip()[:2000],
        op=klok.now(),
        door=viewer.actor,
    )


def check_bekend(bekend_op: date | None) -> date:
    """Give since when something is known: today when that is not said. Raises VoortgangError for a day that is still to come."""
    vandaag = klok.today()
    if bekend_op is not None and bekend_op > vandaag:
        raise VoortgangError(
            f"Bekend op {as_dagtekst(bekend_op)} kan niet: die dag moet nog komen. Kies vandaag ({as_dagtekst(vandaag)}) of eerder."
        )
    return bekend_op or vandaag


def add_onderdeel(
    viewer: Viewer,
    programma: Programma,
    *,
    soort: str,
    sleutel: str,
    ouder: Onderdeel | None,
    titel: str,
    inhoud: Mapping[str, Any],
    partij: str = "",
    bekend_op: date,
    zin: str = "",
) -> Onderdeel:
    """Write a new part with what is first said of it."""
    onderdeel = Onderdeel.objects.create(programma=programma, soort=soort, sleutel=sleutel, ouder=ouder)
    add_versie(viewer, onderdeel, titel=titel, inhoud=inhoud, partij=partij, bekend_op=bekend_op, zin=zin)
    return onderdeel


def add_versie(
    viewer: Viewer,
    onderdeel: Onderdeel,
    *,
    titel: str,
    inhoud: Mapping[str, Any],
    partij: str,
    bekend_op: date,
    zin: str = "",
    reden: str = "",
    vervallen: bool = False,
) -> Onderdeelversie:
    """Write what is said of a part now, after what was said before."""
    return Onderdeelversie.objects.create(
        programma_id=onderdeel.programma_id,
        onderdeel=onderdeel,
        volgnummer=onderdeel.versies.count() + 1,
        titel=titel.strip(),
        inhoud=dict(inhoud),
        partij=partij,
        vervallen=vervallen,
        zin=zin,
        reden=reden.strip()[:1000],
        bekend_op=bekend_op,
        op=klok.now(),
        door=viewer.actor,
    )


def add_planning(
    viewer: Viewer,
    mijlpaal: Onderdeel,
    wanneer: Wanneer,
    stand: str,
    *,
    bekend_op: date,
    besloten_door: str = "",
    reden: str = "",
    zin: str = "",
) -> Planning:
    """Write a planning after those that were."""
    return Planning.objects.create(
        programma_id=mijlpaal.programma_id,
        onderdeel=mijlpaal,
        volgnummer=mijlpaal.planningen.count() + 1,
        soort=wanneer.soort,
        tekst=wanneer.tekst.strip()[:200],
        van=wanneer.van,
        tot=wanneer.tot,
        stand=stand,
        besloten_door=besloten_door.strip()[:200],
        reden=reden.strip()[:1000],
        zin=zin,
        bekend_op=bekend_op,
        op=klok.now(),
        door=viewer.actor,
    )


def find_vrije_sleutel(programma: Programma, soort: str, ouder: Onderdeel | None) -> str:
    """Give a key for a new part that no report numbers: the kind with the next number, under the key of its parent."""
    begin = f"{ouder.sleutel}#{soort}" if ouder else f"#{soort}"
    bezet = set(
        Onderdeel.objects.filter(programma=programma, sleutel__startswith=begin).values_list(
            "sleutel", flat=True
        )
    )
    nummer = len(bezet) + 1
    while f"{begin}{nummer}" in bezet:
        nummer += 1
    return f"{begin}{nummer}"


def add_bijdragen(programma: Programma, onderdeel: Onderdeel) -> None:
    """Let a new topic or chapter be written about in the rounds that are open."""
    if onderdeel.soort in GESCHREVEN:
        Bijdrage.objects.bulk_create(
            Bijdrage(programma=programma, ronde=ronde, onderdeel=onderdeel)
            for ronde in programma.rondes.filter(stand=Rapportageronde.Stand.OPEN)
        )
