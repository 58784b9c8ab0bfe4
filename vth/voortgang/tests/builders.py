"""Builders with fixed values: a programme of two pijlers, with topics, milestones and rounds."""

from datetime import date
from typing import Any

from vth.monitoring.tests.builders import make_lid
from vth.voortgang.models import Bijdrage, Onderdeel, Programma, Rapportageronde
from vth.voortgang.plannen import record_planning
from vth.voortgang.rondes import do_stap, record_bijdrage, record_ronde
from vth.voortgang.services import NieuwOnderdeel, record_onderdeel, record_programma
from vth.voortgang.wanneer import Wanneer, read_wanneer

NOORD, ZUID, BUREAU = "OD-NOORD", "OD-ZUID", "GM9901"
SOORT = ("programma",)
BUREAULID = make_lid(
    "gebruiker 971", BUREAU, "programma.record", "bijdrage.approve", "bijdrage.record", soorten=SOORT
)
COLLEGA = make_lid(
    "gebruiker 972", BUREAU, "programma.record", "bijdrage.approve", "bijdrage.record", soorten=SOORT
)
EIGENAAR = make_lid("gebruiker 973", NOORD, "bijdrage.record", soorten=SOORT)
BUUR = make_lid("gebruiker 974", ZUID, "bijdrage.record", soorten=SOORT)
LEZER = make_lid("gebruiker 975", ZUID, soorten=SOORT)
VREEMD = make_lid("gebruiker 976", "PV99", "bijdrage.record", "programma.record", soorten=SOORT)
REDEN = "Dat bleek uit het overleg van deze week."


def make_programma() -> Programma:
    """Start the programme that comes with Open VTH, seen by both diensten."""
    return record_programma(
        viewer=BUREAULID,
        code="ibp-vth",
        organisatie=BUREAU,
        deelnemers=[NOORD, ZUID],
        bekend_op=date(2023, 1, 2),
    )


def get_deel(sleutel: str) -> Onderdeel:
    """Give a part by its key."""
    return Onderdeel.objects.select_related("programma").get(sleutel=sleutel)


def add(soort: str, titel: str, ouder: str = "", viewer: Any = BUREAULID, **velden: Any) -> Onderdeel:
    """Add a part under the part with a key."""
    programma = Programma.objects.get()
    ouder_id = get_deel(ouder).pk if ouder else None
    inhoud = velden.pop("inhoud", {})
    nieuw = NieuwOnderdeel(soort, titel, ouder_id, inhoud, **{"bekend_op": date(2023, 1, 2)} | velden)
    return record_onderdeel(viewer=viewer, programma_id=programma.pk, nieuw=nieuw)


def add_onderwerp(nummer: str = "1", ouder: str = "p1", partij: str = NOORD) -> Onderdeel:
    """Add a topic of the northern dienst."""
    return add("onderwerp", f"Onderwerp {nummer}", ouder, inhoud={"nummer": nummer}, partij=partij)


def add_mijlpaal(titel: str, ouder: str, tekst: str = "Q4 van 2023", **velden: Any) -> Onderdeel:
    """Add a milestone with its first planning."""
    mijlpaal = add("mijlpaal", titel, ouder)
    plan(mijlpaal, tekst, **{"bekend_op": date(2023, 1, 2)} | velden)
    return mijlpaal


def plan(
    mijlpaal: Onderdeel, tekst: str, stand: str = "gepland", viewer: Any = BUREAULID, **velden: Any
) -> Any:
    """Plan a milestone."""
    return record_planning(
        viewer=viewer, mijlpaal_id=mijlpaal.pk, wanneer=kwartaal(tekst), stand=stand, reden=REDEN, **velden
    )


def kwartaal(tekst: str) -> Wanneer:
    """Read a planned time."""
    return read_wanneer(tekst)


def make_ronde(naam: str = "Juni 2023", peildatum: date = date(2023, 6, 30)) -> Rapportageronde:
    """Open a round."""
    return record_ronde(
        viewer=BUREAULID,
        programma_id=Programma.objects.get().pk,
        naam=naam,
        peildatum=peildatum,
        indienen_voor=date(2023, 12, 6),
    )


def get_bijdrage(ronde: Rapportageronde, sleutel: str = "p1.o1") -> Bijdrage:
    """Give a contribution as it stands."""
    return Bijdrage.objects.get(ronde=ronde, onderdeel__sleutel=sleutel)


def write_alles(ronde: Rapportageronde) -> None:
    """Let everything of a round be written by one of the office and approved by another."""
    for bijdrage in Bijdrage.objects.filter(ronde=ronde, stand="concept"):
        record_bijdrage(
            viewer=BUREAULID,
            bijdrage_id=bijdrage.pk,
            voortgang="Het gaat volgens plan.",
            planning="Klaar in 2023.",
        )
        do_stap(viewer=BUREAULID, bijdrage_id=bijdrage.pk, stap="dien_in")
        do_stap(viewer=COLLEGA, bijdrage_id=bijdrage.pk, stap="keur_goed")
