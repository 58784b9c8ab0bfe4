"""The only writers of organisations: reference data, borders, and who worked on what; of mandates see `mandaten.services`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.tijd.services import Vaststelling, record_herkomst
from vth.toegang.rules import Viewer, check_bevoegd

from .grensbestand import Grens, GrenzenError, read_grensbestand
from .models import Betrokkenheid, Gebiedsgrens, Organisatie, Scheidingsafwijking
from .selectors import list_codes
from .stambestand import read_stamgegevens
from .stamplan import apply_stamplan, make_stamplan
from .taakregels import TaakscheidingError
from .taakscheiding import find_bezwaren, list_taaknamen
from .tijdlijnen import Opgave, apply_schrijfplan, make_schrijfplan

STAMGEGEVENS = Path(__file__).parent / "stamgegevens"

# The supplier codes of what comes with the program, and of what an installation says that is no organisation itself.
STAMLEVERANCIER, EIGEN = "OPEN-VTH", "INSTALLATIE"
# A reason of fewer letters says nothing.
KORTSTE_REDEN = 10


@dataclass(frozen=True)
class Laadverslag:
    """What loading wrote: new organisations, rows closed or added per table, and what was left alone."""

    organisaties: int = 0
    rijen: dict[str, int] = field(default_factory=dict)
    overgeslagen: tuple[str, ...] = ()

    @property
    def aantal(self) -> int:
        """Count all that was written."""
        return self.organisaties + sum(self.rijen.values())


@dataclass(frozen=True)
class Grensverslag:
    """What an import of borders wrote, what it repaired, and which gemeenten it did not hold."""

    rijen: int
    gelezen: int
    waarschuwingen: tuple[str, ...]
    ontbrekend: tuple[str, ...]


@transaction.atomic
def record_stamgegevens(*, viewer: Viewer, map_: Path | None = None) -> Laadverslag:
    """Bring the register in line with a folder of reference data; loading the same folder again writes nothing.

    Of each thing that a file names it states the whole timeline; what no file names stays as it is. Without `map_`
    the list that comes with the program is loaded, and leaves alone whatever the installation stated itself.
    Raises StamgegevensError that names all faults (nothing is written then) and GeenToegangError.
    """
    check_bevoegd(viewer, "stamgegevens.record")
    eigen = map_ is not None and map_.resolve() != STAMGEGEVENS
    bron = map_ if map_ is not None else STAMGEGEVENS
    stam = read_stamgegevens(bron)
    leverancier = (viewer.organisatie or EIGEN) if eigen else STAMLEVERANCIER
    plan = make_stamplan(stam, wijkt_behalve_voor="" if eigen else leverancier)
    verslag = Laadverslag(len(plan.nieuw), plan.count_rijen(), plan.list_overgeslagen())
    if verslag.aantal:
        herkomst = record_herkomst(
            leverancier=leverancier, soort=Herkomst.Soort.STAMGEGEVENS, na=plan.laatste
        )
        apply_stamplan(plan, herkomst, bron.name)
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=viewer.organisatie,
            handeling="stamgegevens.record",
            onderwerp=("stamgegevens", leverancier),
            inhoud={"bestanden": stam.bestanden, "organisaties": len(plan.nieuw), "rijen": verslag.rijen},
        )
    return verslag


@transaction.atomic
def import_grenzen(
    *, viewer: Viewer, bestand: Path, geldig_vanaf: date, bron: str = "", crs: str = ""
) -> Grensverslag:
    """Take in the borders of gemeenten as they run from a day, until the next borders that are already known.

    Importing the same file again writes nothing. `crs` is the coordinate system of the file, when it does not say
    so itself; `bron` says where the file comes from. Raises GrenzenError and GeenToegangError.
    """
    check_bevoegd(viewer, "stamgegevens.record")
    inhoud = read_grensbestand(bestand, crs=crs)
    bekend = list_codes(geldig_vanaf, soort=Organisatie.Soort.GEMEENTE)
    if onbekend := sorted(set(inhoud.grenzen) - bekend):
        raise GrenzenError(
            f"{bestand.name} heeft {len(onbekend)} codes die op {as_dagtekst(geldig_vanaf)} geen gemeente zijn: "
            f"{', '.join(onbekend[:10])}. Controleer de datum, of laad eerst de gemeenten met `vth organisaties laad`."
        )
    plan = make_schrijfplan(
        Gebiedsgrens, _list_grensopgaven(inhoud.grenzen, geldig_vanaf, bron or bestand.name)
    )
    ontbrekend = tuple(sorted(bekend - set(inhoud.grenzen)))
    verslag = Grensverslag(plan.aantal, len(inhoud.grenzen), inhoud.waarschuwingen, ontbrekend)
    if plan.aantal:
        leverancier = viewer.organisatie or EIGEN
        herkomst = record_herkomst(
            leverancier=leverancier, soort=Herkomst.Soort.STAMGEGEVENS, na=plan.laatste
        )
        apply_schrijfplan(plan, herkomst)
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=viewer.organisatie,
            handeling="gebiedsgrens.record",
            onderwerp=("gebiedsgrens", str(geldig_vanaf)),
            inhoud={"bestand": bestand.name, "rijen": plan.aantal, "hersteld": len(inhoud.waarschuwingen)},
        )
    return verslag


def _list_grensopgaven(grenzen: Mapping[str, Grens], geldig_vanaf: date, bron: str) -> list[Opgave]:
    """Say what each border is from the day on; the borders of a later list that is already known stay as they are."""
    later: dict[str, date] = {}
    rijen = (
        Gebiedsgrens.objects.believed()
        .filter(begin_geldigheid__gt=geldig_vanaf)
        .order_by("-begin_geldigheid")
    )
    for gebied, begin in rijen.values_list("gebied", "begin_geldigheid"):
        later[gebied] = begin
    opgaven = []
    for code, grens in grenzen.items():
        venster = Geldigheid(geldig_vanaf, later.get(code, OPEN_DAG))
        inhoud = {"geometrie": grens.wkt, "inhoud_md5": grens.inhoud_md5, "bron": bron}
        opgaven.append(Opgave({"gebied": code}, venster, [Vaststelling(venster, inhoud)]))
    return opgaven


def record_betrokkenheid(*, viewer: Viewer, onderwerp: tuple[str, str], handeling: str) -> Betrokkenheid:
    """Write that the viewer worked on something; `onderwerp` is (kind, id), `handeling` what was done.

    Called inside the act itself, by the service that has already checked that the viewer may do it.
    """
    soort, id_ = onderwerp
    return Betrokkenheid.objects.create(
        betrokkene=viewer.actor,
        organisatie=viewer.organisatie,
        onderwerp_soort=soort,
        onderwerp_id=str(id_),
        handeling=handeling,
        moment=klok.now(),
    )


@transaction.atomic
def record_scheidingsafwijking(
    *, viewer: Viewer, betrokkene: str, organisatie: str, onderwerp: tuple[str, str], taak: str, reden: str
) -> list[Scheidingsafwijking]:
    """Write down that, for once, somebody does a task at an activity although duties must be apart or another has the turn.

    For an emergency: it asks a reason and is counted (Omgevingsbesluit 13.9). One line per rule that is broken. Raises
    TaakscheidingError without a reason, for a task that does not exist, and where no rule is broken; GeenToegangError.
    """
    check_bevoegd(viewer, "taakscheiding.record", namens=organisatie)
    if len(reden.strip()) < KORTSTE_REDEN:
        raise TaakscheidingError(
            "Schrijf op waarom het niet anders kon, in een zin die een ander begrijpt. Zonder reden kan dit niet."
        )
    if taak not in (namen := list_taaknamen(klok.today())):
        raise TaakscheidingError(f"De taak {taak!r} bestaat niet. Kies uit: {', '.join(namen)}.")
    bezwaren = find_bezwaren(betrokkene, onderwerp, taak, klok.today())
    if not bezwaren:
        raise TaakscheidingError("Er wordt geen regel doorbroken; u kunt deze persoon gewoon inzetten.")
    afwijkingen = [
        Scheidingsafwijking.objects.create(
            regel=bezwaar.regel,
            betrokkene=betrokkene,
            organisatie=organisatie,
            onderwerp_soort=onderwerp[0],
            onderwerp_id=str(onderwerp[1]),
            taak=taak,
            reden=reden.strip(),
            door=viewer.actor,
            moment=klok.now(),
        )
        for bezwaar in bezwaren
    ]
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=organisatie,
        handeling="taakscheiding.record",
        onderwerp=(onderwerp[0], str(onderwerp[1])),
        inhoud={
            "betrokkene": betrokkene,
            "taak": taak,
            "regels": [b.regel for b in bezwaren],
            "reden": reden.strip(),
        },
    )
    return afwijkingen
