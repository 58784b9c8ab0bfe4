"""What the lists show: the pairs that ask for a person, the strangest first, and what was judged."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from vth.begrippen.selectors import read_objecttype
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_keuze
from vth.interface.plaats import make_plaats, read_plaats, read_sleutel
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.models import Bronobject
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Filterveld, Kolom

from . import selectors
from .models import Gelijkstelling, Koppeloordeel, Snede
from .profiel import read_profiel
from .selectors import GESNEDEN, SOORTEN, Paarfilter
from .services import BEOORDELEN
from .weergave import TOESTANDEN, Namen, make_paaradres, make_rij, make_snederij

PAREN, SNEDEN, OORDELEN, PER_BLADZIJ = "paren", "sneden", "oordelen", 50
UITKOMSTEN = {
    "te_beoordelen": "te beoordelen",
    GESNEDEN: "gekoppeld, maar uit elkaar gehouden",
    "gekoppeld": "gekoppeld, nog niet nagekeken",
}
GRONDEN = {"tegenspraak": "sleutel of tijd spreekt tegen", "sleutel": "zelfde sleutel", "score": "gelijkenis"}
PAARKOLOMMEN = (
    Kolom("links", "Gegeven"),
    Kolom("rechts", "Lijkt op"),
    Kolom("soort", "Soort"),
    Kolom("grond", "Waarom"),
    Kolom("kans", "Kans dat het één is"),
)
SNEDEKOLOMMEN = (
    Kolom("links", "Gegeven"),
    Kolom("rechts", "Gekoppeld aan"),
    Kolom("soort", "Soort"),
    Kolom("reden", "Waarom toch twee"),
    Kolom("kans", "Kans dat het één is"),
)
OORDEELKOLOMMEN = (
    Kolom("paar", "Paar"),
    Kolom("keuze", "Oordeel", "toestand"),
    Kolom("reden", "Reden"),
    Kolom("door", "Door"),
    Kolom("op", "Op", "tijdstip"),
)


@dataclass(frozen=True)
class Lijstpagina:
    """One page of a list, with the records that stand on it."""

    velden: tuple[Filterveld, ...]
    kolommen: tuple[Kolom, ...]
    rijen: tuple[dict[str, Any], ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    vergeleken: bool
    mag: bool
    records: tuple[Bronobject, ...]
    eerste: str = ""
    ook_gesneden: int = 0


def read_filter(vraag: Mapping[str, str]) -> Paarfilter:
    """Read `uitkomst`, `soort`, `leverancier` and `grond` from an address. Raises InvoerError for what does not exist."""
    leveranciers = selectors.list_leveranciers() if vraag.get("leverancier") else []
    keuzes = {"uitkomst": UITKOMSTEN, "soort": SOORTEN, "grond": GRONDEN, "leverancier": leveranciers}
    with collect_fouten() as read:
        waarden = {naam: read(read_keuze, vraag.get(naam) or "", mag, naam) for naam, mag in keuzes.items()}
    waarden["uitkomst"] = waarden["uitkomst"] or "te_beoordelen"
    return Paarfilter(**waarden)


def write_filter(filter_: Paarfilter) -> str:
    """Write a filter as it stands in an address."""
    delen = {"uitkomst": filter_.uitkomst if filter_.uitkomst != "te_beoordelen" else ""}
    delen |= {"soort": filter_.soort, "leverancier": filter_.leverancier, "grond": filter_.grond}
    return urlencode({k: v for k, v in delen.items() if v})


def read_lijstpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Lijstpagina:
    """Read the page of pairs that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    filter_ = read_filter(vraag)
    gesneden = filter_.uitkomst == GESNEDEN
    na = read_plek(filter_, vraag.get("vanaf", ""))
    bladzij, meer = list_bladzij(viewer, filter_, na=na, hoogstens=PER_BLADZIJ)
    rijen = selectors.filter_sneden(viewer, filter_) if gesneden else selectors.filter_paren(viewer, filter_)
    adres = write_filter(filter_)
    return Lijstpagina(
        velden=tuple(_list_velden()),
        kolommen=SNEDEKOLOMMEN if gesneden else PAARKOLOMMEN,
        rijen=tuple(_make_rijen(viewer, bladzij, adres)),
        aantal=rijen.values("pk")[: selectors.TELGRENS].count(),
        volgende=write_plaats(bladzij[-1]) if meer else "",
        gefilterd=bool(adres),
        blind=viewer.zicht.is_leeg,
        vergeleken=selectors.find_ronde() is not None,
        mag=BEOORDELEN in viewer.handelingen,
        records=tuple(b for p in bladzij for b in (p.links, p.rechts)),
        eerste=make_paaradres(bladzij[0].links_id, bladzij[0].rechts_id, adres) if bladzij else "",
        ook_gesneden=0
        if gesneden
        else selectors.filter_sneden(viewer, Paarfilter()).values("pk")[:100].count(),
    )


def list_bladzij(
    viewer: Viewer, filter_: Paarfilter, *, na: tuple[float, int] | None = None, hoogstens: int
) -> tuple[Sequence[Gelijkstelling | Snede], bool]:
    """List the pairs within a filter, cut or not, and tell whether there are more after them."""
    lees = selectors.list_sneden if filter_.uitkomst == GESNEDEN else selectors.list_paren
    gevonden = lees(viewer, filter_, na=na, hoogstens=hoogstens)
    return gevonden[:hoogstens], len(gevonden) > hoogstens


def _make_rijen(
    viewer: Viewer, bladzij: Sequence[Gelijkstelling | Snede], adres: str
) -> Iterable[dict[str, Any]]:
    """Make the rows of a table out of pairs."""
    namen, profiel = (
        Namen(b for p in bladzij for b in (p.links, p.rechts)),
        read_profiel(settings.KOPPELPROFIEL),
    )
    sneden = [p for p in bladzij if isinstance(p, Snede)]
    gevonden = selectors.find_gelijkstellingen(viewer, sneden) if sneden else {}
    for p in bladzij:
        if isinstance(p, Snede):
            yield make_snederij(p, gevonden.get((p.links_id, p.rechts_id)), namen, adres)
        else:
            yield make_rij(p, namen, profiel, adres)


def write_plaats(paar: Gelijkstelling | Snede) -> str:
    """Write the place in the list after a pair."""
    return make_plaats(SNEDEN if isinstance(paar, Snede) else PAREN, "na", f"{paar.rang!r} {paar.pk}")


def read_plek(filter_: Paarfilter, tekst: str) -> tuple[float, int] | None:
    """Read a place in the list that a filter asks for. Raises PlaatsError."""
    plaats = read_plaats(SNEDEN if filter_.uitkomst == GESNEDEN else PAREN, tekst)
    if plaats is None:
        return None
    rang, _, id_ = plaats.sleutel.partition(" ")
    return float(rang), int(id_)


def _list_velden() -> list[Filterveld]:
    """List the fields to choose with."""
    codes = selectors.list_leveranciers()
    namen = {c: shorten_organisatie(n) for c, n in list_organisatienamen(codes, klok.today()).items()}
    return [
        Filterveld("uitkomst", "Wat", list(UITKOMSTEN.items())),
        Filterveld("soort", "Soort", [(s, read_objecttype(s).meervoud) for s in SOORTEN]),
        Filterveld("grond", "Waarom", list(GRONDEN.items())),
        Filterveld("leverancier", "Leverancier", sorted(namen.items(), key=lambda paar: paar[1].lower())),
    ]


def read_oordelenpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Lijstpagina:
    """Read the page of judgements that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    keuze = vraag.get("keuze") or ""
    if keuze and keuze not in Koppeloordeel.Keuze.values:
        mag = ", ".join(Koppeloordeel.Keuze.values)
        raise InvoerError(
            [Veldfout("keuze", f"‘{keuze[:40]}’ is geen oordeel. Kies uit: {mag}.", "onbekend")]
        )
    na = read_sleutel(OORDELEN, vraag.get("vanaf", ""), uuid.UUID)
    gevonden = selectors.list_oordelen(viewer, keuze=keuze, na=na, hoogstens=PER_BLADZIJ)
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    records = tuple(b for o in bladzij for b in (o.links, o.rechts))
    rijen = selectors.list_zichtbare_oordelen(viewer)
    return Lijstpagina(
        velden=(Filterveld("keuze", "Oordeel", [(k.value, str(k.label)) for k in Koppeloordeel.Keuze]),),
        kolommen=OORDEELKOLOMMEN,
        rijen=tuple(make_oordeelrijen(bladzij)),
        aantal=(rijen.filter(keuze=keuze) if keuze else rijen).values("pk")[: selectors.TELGRENS].count(),
        volgende=make_plaats(OORDELEN, "na", bladzij[-1].pk) if meer else "",
        gefilterd=bool(keuze),
        blind=viewer.zicht.is_leeg,
        vergeleken=True,
        mag=BEOORDELEN in viewer.handelingen,
        records=records,
    )


def make_oordeelrijen(oordelen: list[Koppeloordeel]) -> list[dict[str, Any]]:
    """Make the rows of a table out of judgements."""
    namen = Namen(b for o in oordelen for b in (o.links, o.rechts))
    wie = list_actornamen(o.door for o in oordelen)
    return [
        {
            "url": make_paaradres(o.links_id, o.rechts_id),
            "paar": namen.name_paar(o.links, o.rechts),
            "keuze": TOESTANDEN[Koppeloordeel.Keuze(o.keuze)],
            "reden": o.reden,
            "door": wie[o.door],
            "op": o.op,
        }
        for o in oordelen
    ]
