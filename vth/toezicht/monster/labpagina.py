"""What the page of one file of a laboratory shows: what was taken over, and what is to be said of each row."""

from collections.abc import Mapping
from dataclasses import dataclass

from vth.interface.invoer import read_keuze
from vth.interface.plaats import as_nummer, make_plaats, read_sleutel
from vth.vormgeving.onderdelen import Filterveld

from ..models import Lablevering, Labmelding, Monster
from .bestanden import list_labprofielen

LIJST, PER_BLADZIJ = "labmeldingen", 100
ERNST = {
    "blokkerend": "Geweigerd",
    "waarschuwing": "Overgenomen met een waarschuwing",
    "informatie": "Ter informatie",
}


@dataclass(frozen=True)
class Labpagina:
    """The report on one file, a page at a time."""

    levering: Lablevering
    profielnaam: str
    velden: tuple[Filterveld, ...]
    meldingen: tuple[Labmelding, ...]
    monsters: tuple[Monster, ...]
    totaal: int
    volgende: str


def make_labpagina(levering: Lablevering, vraag: Mapping[str, str]) -> Labpagina:
    """Make the report of a file that the viewer was given. Raises InvoerError and PlaatsError for an address that cannot be read."""
    ernst = read_keuze(vraag.get("ernst", ""), ERNST, "ernst")
    rijen = Labmelding.objects.filter(levering=levering)
    totaal = rijen.count()
    if ernst:
        rijen = rijen.filter(ernst=ernst)
    na = read_sleutel(LIJST, vraag.get("vanaf", ""), as_nummer) or 0
    rijen = rijen.filter(volgnummer__gt=na)
    gevonden = list(rijen.order_by("volgnummer")[: PER_BLADZIJ + 1])
    bladzij = gevonden[:PER_BLADZIJ]
    profiel = list_labprofielen().get(levering.profiel)
    monsters = Monster.objects.filter(resultaten__levering=levering).distinct().order_by("nummer")
    return Labpagina(
        levering=levering,
        profielnaam=profiel.naam if profiel else levering.profiel,
        velden=(Filterveld("ernst", "Ernst", list(ERNST.items())),),
        meldingen=tuple(bladzij),
        monsters=tuple(monsters[:200]),
        totaal=totaal,
        volgende=make_plaats(LIJST, "na", bladzij[-1].volgnummer) if len(gevonden) > PER_BLADZIJ else "",
    )
