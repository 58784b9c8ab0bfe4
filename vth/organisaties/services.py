"""The only writers of organisations: reference data, borders, mandates, and who worked on what."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.tijd.services import Vaststelling, record_herkomst, record_voorkomen
from vth.toegang.rules import Viewer, check_bevoegd

from .grensbestand import Grens, GrenzenError, read_grensbestand
from .models import Betrokkenheid, Gebiedsgrens, Mandaat, MandaatVoorkomen, Organisatie
from .rules import MandaatError, check_mandaat
from .selectors import find_mandaat, list_codes
from .stambestand import read_stamgegevens
from .stamplan import apply_stamplan, make_stamplan
from .tijdlijnen import Opgave, apply_schrijfplan, make_schrijfplan

STAMGEGEVENS = Path(__file__).parent / "stamgegevens"

# The supplier codes of what comes with the program, and of what an installation says that is no organisation itself.
STAMLEVERANCIER, EIGEN = "OPEN-VTH", "INSTALLATIE"


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
            f"{bestand.name} heeft {len(onbekend)} codes die op {geldig_vanaf} geen gemeente zijn: "
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


@transaction.atomic
def record_mandaat(
    *,
    viewer: Viewer,
    mandaatgever: str,
    mandaatnemer: str,
    geldigheid: Geldigheid,
    inhoud: Mapping[str, Any],
    ondermandaat_van: uuid.UUID | None = None,
) -> Mandaat:
    """Write that one organisation may use a power of another in a period.

    `inhoud` holds the fields of MandaatVoorkomen: soort, regeling, artikel and both roles (offices, not persons), and
    optionally omvang, ondermandaat_toegestaan, instructies, instemming_op (Awb 10:4) and publicatie.
    Raises MandaatError where the Awb does not allow it, and GeenToegangError.
    """
    check_bevoegd(viewer, "stamgegevens.record", namens=mandaatgever)
    _refuse_mandaat(mandaatgever, mandaatnemer, geldigheid.begin, inhoud, ondermandaat_van)
    herkomst = record_herkomst(leverancier=mandaatgever, soort=Herkomst.Soort.HANDELING)
    mandaat = Mandaat.objects.create(
        mandaatgever_id=mandaatgever,
        mandaatnemer_id=mandaatnemer,
        ondermandaat_van_id=ondermandaat_van,
        herkomst=herkomst,
    )
    _write_mandaat(viewer, mandaat, geldigheid, [Vaststelling(geldigheid, inhoud)], herkomst)
    return mandaat


def _refuse_mandaat(
    mandaatgever: str,
    mandaatnemer: str,
    op: date,
    inhoud: Mapping[str, Any],
    ondermandaat_van: uuid.UUID | None,
) -> None:
    """Raise MandaatError for a mandate between whom or of what it cannot be."""
    if onbekend := sorted({mandaatgever, mandaatnemer} - list_codes(op)):
        raise MandaatError(f"{', '.join(onbekend)} bestaat niet op {op}. Kies een organisatie uit de lijst.")
    if (soort := inhoud.get("soort")) not in MandaatVoorkomen.Soort.values:
        raise MandaatError(f"{soort!r} is geen soort. Kies uit: {', '.join(MandaatVoorkomen.Soort.values)}.")
    boven = find_mandaat(ondermandaat_van, op) if ondermandaat_van else None
    van_gever = (
        boven is not None and boven.mandaat.mandaatnemer_id == mandaatgever and boven.ondermandaat_toegestaan
    )
    regeling, artikel = inhoud.get("regeling"), inhoud.get("artikel")
    fout = check_mandaat(
        soort=soort,
        mandaatgever=(mandaatgever, inhoud.get("mandaatgever_rol", "")),
        mandaatnemer=(mandaatnemer, inhoud.get("mandaatnemer_rol", "")),
        bevoegdheid=f"{regeling} {artikel}" if regeling and artikel else "",
        ondermandaat_mag=ondermandaat_van is None or van_gever,
    )
    if fout:
        raise MandaatError(fout)


@transaction.atomic
def close_mandaat(*, viewer: Viewer, mandaat_id: uuid.UUID, per: date) -> None:
    """Withdraw a mandate from a day on, which the mandator may do at any time (Awb 10:8)."""
    mandaat = Mandaat.objects.get(pk=mandaat_id)
    check_bevoegd(viewer, "stamgegevens.record", namens=mandaat.mandaatgever_id)
    herkomst = record_herkomst(leverancier=mandaat.mandaatgever_id, soort=Herkomst.Soort.HANDELING)
    _write_mandaat(viewer, mandaat, Geldigheid(per), [], herkomst)


def _write_mandaat(
    viewer: Viewer, mandaat: Mandaat, venster: Geldigheid, gezegd: list[Vaststelling], herkomst: Herkomst
) -> None:
    """Write what a mandate holds, and its line in the log."""
    record_voorkomen(
        MandaatVoorkomen,
        sleutel={"mandaat": mandaat},
        venster=venster,
        vaststellingen=gezegd,
        herkomst=herkomst,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=mandaat.mandaatgever_id,
        handeling="mandaat.record" if gezegd else "mandaat.close",
        onderwerp=("mandaat", str(mandaat.pk)),
        inhoud={"mandaatnemer": mandaat.mandaatnemer_id, "vanaf": str(venster.begin)},
    )


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
