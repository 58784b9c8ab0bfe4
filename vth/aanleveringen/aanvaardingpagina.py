"""What the page of accepted warnings shows: which, of which object, why, by whom, and which may be withdrawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.plaats import PlaatsError, make_plaats, read_plaats
from vth.register.selectors import find_bronobjecten
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Filterveld

from . import selectors
from .models import Aanvaarding
from .weergave import get_gegevenssetnaam, get_toetsnaam, get_veldtitel

LIJST, PER_BLADZIJ, TELGRENS = "aanleveringen.aanvaardingen", 50, 1000
STANDEN = (("geldig", "stil"), ("ingetrokken", "ingetrokken"))


@dataclass(frozen=True)
class Aanvaardingregel:
    """One accepted warning as it is shown; without `intrek_url` it was withdrawn."""

    aanvaarding: Aanvaarding
    gegevensset: str
    toetsnaam: str
    veldtitel: str
    object_url: str
    door: str
    intrek_url: str


@dataclass(frozen=True)
class Aanvaardingpagina:
    """One page of accepted warnings, the newest first."""

    regels: tuple[Aanvaardingregel, ...]
    velden: tuple[Filterveld, ...]
    aantal: int
    gefilterd: bool
    vorige: str
    volgende: str


def read_aanvaardingpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Aanvaardingpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    stand = vraag.get("stand") or ""
    if stand and stand not in dict(STANDEN):
        melding = f"De toestand {stand[:40]!r} bestaat niet. Kies uit: {', '.join(dict(STANDEN))}."
        raise InvoerError([Veldfout("stand", melding, "onbekend")])
    rijen = selectors.list_aanvaardingen(viewer)
    if stand:
        rijen = rijen.filter(ingetrokken_op__isnull=stand == "geldig")
    plaats = read_plaats(LIJST, vraag.get("vanaf", ""))
    if plaats and not plaats.sleutel.isdigit():
        raise PlaatsError("Deze plaats in de lijst bestaat niet. Begin opnieuw aan het begin van de lijst.")
    terug = bool(plaats and plaats.richting == "voor")
    if plaats:
        deel = rijen.filter(**{"pk__gt" if terug else "pk__lt": int(plaats.sleutel)})
    else:
        deel = rijen
    gevonden = list(deel.order_by("pk" if terug else "-pk")[: PER_BLADZIJ + 1])
    meer, bladzij = len(gevonden) > PER_BLADZIJ, gevonden[:PER_BLADZIJ]
    bladzij = bladzij[::-1] if terug else bladzij
    meer_voor, meer_na = (meer, True) if terug else (bool(plaats), meer)
    return Aanvaardingpagina(
        regels=tuple(_make_regels(viewer, bladzij)),
        velden=(Filterveld("stand", "Toestand", STANDEN),),
        aantal=rijen.values("pk")[:TELGRENS].count(),
        gefilterd=bool(stand),
        vorige=make_plaats(LIJST, "voor", bladzij[0].pk) if meer_voor and bladzij else "",
        volgende=make_plaats(LIJST, "na", bladzij[-1].pk) if meer_na and bladzij else "",
    )


def _make_regels(viewer: Viewer, aanvaardingen: Sequence[Aanvaarding]) -> Iterator[Aanvaardingregel]:
    """Put beside each accepted warning which object it is about and what it is called."""
    objecten = {
        (leverancier, *sleutel): id_
        for leverancier in {a.leverancier_id for a in aanvaardingen}
        for sleutel, id_ in find_bronobjecten(
            viewer,
            leverancier,
            [(a.gegevensset, a.sleutel) for a in aanvaardingen if a.leverancier_id == leverancier],
        ).items()
    }
    namen = list_actornamen(a.door for a in aanvaardingen)
    for a in aanvaardingen:
        id_ = objecten.get((a.leverancier_id, a.gegevensset, a.sleutel))
        yield Aanvaardingregel(
            aanvaarding=a,
            gegevensset=get_gegevenssetnaam(a.gegevensset),
            toetsnaam=get_toetsnaam(a.toets),
            veldtitel=get_veldtitel(a.gegevensset, a.veld) if a.veld else "",
            object_url=reverse("portaal:object", args=[id_]) if id_ else "",
            door=namen[a.door],
            intrek_url="" if a.ingetrokken_op else reverse("aanleveringen:intrekken", args=[a.pk]),
        )
