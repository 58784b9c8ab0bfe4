"""What the list of documents shows, on a page and as a file: what one brought oneself, all that one may see, or what has some words.

Without words it stands in the order in which documents were recorded, by an index. With words it stands by how well they fit: so many
of what has them are weighed as `zoeken` weighs, and the pages go through those.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vth.interface.invoer import read_keuze, read_volgorde
from vth.interface.lijstuitvoer import MEESTE, Lijst
from vth.interface.plaats import PlaatsError, make_plaats, name_lijst, read_sleutel
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom, make_volgordeveld
from vth.zaken.models import Document
from vth.zaken.werklijst import split_wegen
from vth.zoeken.selectors import WEEG, find_correctie, find_onderwerpen

from .documentpagina import KOLOMMEN, make_rijen
from .selectors import list_zichtbare_documenten

LIJST, PER_BLADZIJ, TELGRENS = "documenten", 50, 100
VOLGORDES = {"-vastgelegd": "Het laatst vastgelegd, bovenaan", "vastgelegd": "Het eerst vastgelegd, bovenaan"}
WIE = {"mijn": "Door mij vastgelegd", "alles": "Alles wat ik mag zien"}
KOPPEN = {k.naam: k.titel for k in KOLOMMEN} | {
    "zaak": "Zaak",
    "gemeente": "Gemeente",
    "id": "Id",
    "gemeentecode": "Gemeentecode",
}


@dataclass(frozen=True)
class Documentvraag:
    """What an address asks for: words, or else whose documents and in which order (`af`: the last one first)."""

    woorden: str
    wie: str
    gebied: str
    af: bool

    @property
    def lijst(self) -> str:
        """Name the list for the places in it."""
        return f"{LIJST}.woorden" if self.woorden else name_lijst(LIJST, af=self.af)


@dataclass(frozen=True)
class Lijstpagina:
    """One page of documents."""

    documenten: tuple[Document, ...]
    rijen: tuple[dict[str, Any], ...]
    velden: tuple[Filterveld, ...]
    vraag: Documentvraag
    aantal: int
    grens: int
    volgende: str
    correctie: str
    blind: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def read_vraag(vraag: Mapping[str, str]) -> Documentvraag:
    """Read what an address asks for. Raises InvoerError for what does not exist."""
    return Documentvraag(
        woorden=(vraag.get("q") or "").strip()[:200],
        wie=read_keuze(vraag.get("wie") or "", WIE, "wie") or "mijn",
        gebied=(vraag.get("gebied") or "")[:10],
        af=read_volgorde(vraag, VOLGORDES).startswith("-"),
    )


def read_lijstpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Lijstpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    gevraagd = read_vraag(vraag)
    na = read_sleutel(gevraagd.lijst, vraag.get("vanaf", ""), uuid.UUID)
    # Of what has the words the ids are there already, however many are shown.
    gewogen = _list_gewogen(viewer, gevraagd) if gevraagd.woorden else []
    ids = _cut_na(gewogen, na) if gevraagd.woorden else _list_ids(viewer, gevraagd, na, PER_BLADZIJ + 1)
    bladzij = fetch_documenten(viewer, ids[:PER_BLADZIJ])
    leeg = gevraagd.woorden and not bladzij and na is None
    return Lijstpagina(
        documenten=tuple(bladzij),
        rijen=make_rijen(bladzij),
        velden=tuple(_list_velden(viewer, gevraagd)),
        vraag=gevraagd,
        aantal=len(gewogen) if gevraagd.woorden else len(_list_ids(viewer, gevraagd, None, TELGRENS)),
        grens=WEEG if gevraagd.woorden else TELGRENS,
        volgende=make_plaats(gevraagd.lijst, "na", ids[PER_BLADZIJ - 1]) if len(ids) > PER_BLADZIJ else "",
        correctie=find_correctie(viewer, gevraagd.woorden) if leeg else "",
        blind=viewer.zicht.is_leeg,
    )


def make_lijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the whole list that an address asks for, from its begin. Raises InvoerError for what does not exist."""
    gevraagd = read_vraag(vraag)
    if gevraagd.woorden:
        ids = _list_gewogen(viewer, gevraagd)
        meer = len(ids) >= WEEG
    else:
        ids = _list_ids(viewer, gevraagd, None, MEESTE + 1)
        meer = len(ids) > MEESTE
    documenten = fetch_documenten(viewer, ids[:MEESTE])
    namen = list_namen({d.gebied for d in documenten if d.gebied}, klok.today())
    regels = (
        rij
        | {"toestand": rij["toestand"][1], "zaak": d.zaak.identificatie if d.zaak else ""}
        | {"gemeente": namen.get(d.gebied, ""), "id": str(d.pk), "gemeentecode": d.gebied}
        for d, rij in zip(documenten, make_rijen(documenten), strict=True)
    )
    return Lijst(KOPPEN, map(_keep_koppen, regels), documenten, meer, ("datum",), ("versie",))


def _keep_koppen(regel: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of a row what stands in the file."""
    return {naam: regel[naam] for naam in KOPPEN}


def fetch_documenten(viewer: Viewer, ids: Sequence[uuid.UUID]) -> list[Document]:
    """Give the documents with these ids that the viewer may see, in this order."""
    gevonden = list_zichtbare_documenten(viewer).select_related("zaak").filter(pk__een_van=ids).in_bulk()
    return [gevonden[id_] for id_ in ids if id_ in gevonden]


def _list_gewogen(viewer: Viewer, vraag: Documentvraag) -> list[uuid.UUID]:
    """List the ids of the documents that have the words, those that fit best first, up to WEEG."""
    return find_onderwerpen(viewer, vraag.woorden, soort="document", gebied=vraag.gebied)


def _cut_na(ids: list[uuid.UUID], na: uuid.UUID | None) -> list[uuid.UUID]:
    """Keep what stands after a document. Raises PlaatsError when that is no longer, or not for this viewer, among what was found."""
    if na is None:
        return ids
    if na not in ids:
        raise PlaatsError("Wat hier stond, is er niet meer. Begin opnieuw aan het begin van de lijst.")
    return ids[ids.index(na) + 1 :]


def _list_ids(viewer: Viewer, vraag: Documentvraag, na: uuid.UUID | None, hoogstens: int) -> list[uuid.UUID]:
    """List ids in the order in which documents were recorded, or the other way round; each stretch by its own index."""
    if viewer.zicht.is_leeg:
        return []
    rijen = list_zichtbare_documenten(viewer)
    if na is not None:
        rijen = rijen.filter(**{"pk__lt" if vraag.af else "pk__gt": na})
    if vraag.wie == "mijn":
        rijen = rijen.filter(geregistreerd_door=viewer.actor)
        rijen = rijen.filter(gebied=vraag.gebied) if vraag.gebied else rijen
        delen = [rijen]
    else:
        delen = split_wegen(viewer, rijen, gebied=vraag.gebied)
    gevonden: set[uuid.UUID] = set()
    for deel in delen:
        gevonden |= set(deel.order_by("-id" if vraag.af else "id").values_list("pk", flat=True)[:hoogstens])
    return sorted(gevonden, reverse=vraag.af)[:hoogstens]


def _list_velden(viewer: Viewer, vraag: Documentvraag) -> list[Filterveld]:
    """List the fields to choose with; what has words stands by how well they fit, and is of everybody."""
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen(gebieden, klok.today()) if gebieden else {}
    gemeenten = sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda paar: paar[1].lower())
    velden = [
        Filterveld("q", "Zoek in titel en tekst", soort="tekst"),
        Filterveld("gebied", "Gemeente", gemeenten),
    ]
    if vraag.woorden:
        return velden
    return [
        *velden,
        Filterveld("wie", "Welke", [("alles", WIE["alles"])], leeg=WIE["mijn"]),
        make_volgordeveld(VOLGORDES),
    ]
