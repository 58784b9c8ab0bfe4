"""The register as a list: fields to choose with, a page of mandates, and the place after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Q
from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout, read_peilmoment
from vth.interface.plaats import PlaatsError, make_plaats, read_plaats
from vth.tijd.models import VoorkomenQuerySet
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom

from ..models import MandaatVoorkomen
from ..selectors import list_namen
from .begrippen import Functie
from .omzetten import make_functienaam
from .selectors import list_zichtbare_mandaten, list_zichtbare_voorkomens
from .weergave import get_toestand, make_woorden, say_bedrag, say_bevoegdheid, say_tot

LIJST, PER_BLADZIJ, TELGRENS = "mandaten", 50, 1000
VOLGORDE = ("mandaat__mandaatgever_id", "mandaat__kenmerk", "mandaat_id")
KOLOMMEN = (
    Kolom("kenmerk", "Kenmerk"),
    Kolom("gever", "Mandaatgever"),
    Kolom("nemer", "Mandaatnemer"),
    Kolom("bevoegdheid", "Bevoegdheid"),
    Kolom("bedrag", "Bedrag"),
    Kolom("tot", "Geldt tot", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)


@dataclass(frozen=True)
class Lijstpagina:
    """One page of the register on a day."""

    peilmoment: Peilmoment
    velden: tuple[Filterveld, ...]
    rijen: tuple[dict[str, Any], ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def read_lijstpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Lijstpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    peil = read_peilmoment(vraag)
    rijen, gefilterd = filter_voorkomens(viewer, peil, vraag)
    gevonden = list(rijen.filter(_read_na(vraag.get("vanaf", ""))).order_by(*VOLGORDE)[: PER_BLADZIJ + 1])
    bladzij = gevonden[:PER_BLADZIJ]
    return Lijstpagina(
        peilmoment=peil,
        velden=tuple(_list_velden(viewer, peil)),
        rijen=tuple(_make_rijen(bladzij, peil)),
        aantal=rijen.values("pk")[:TELGRENS].count(),
        volgende=_write_plaats(bladzij[-1]) if len(gevonden) > PER_BLADZIJ else "",
        gefilterd=gefilterd,
        blind=viewer.zicht.is_leeg,
        mag="mandaat.record" in viewer.handelingen,
    )


def filter_voorkomens(
    viewer: Viewer, peil: Peilmoment, vraag: Mapping[str, str]
) -> tuple[VoorkomenQuerySet[MandaatVoorkomen], bool]:
    """Keep what an address asks for of the mandates that the viewer sees on a day; and whether it asks for less than all.

    Raises InvoerError for a kind that does not exist.
    """
    soort, vorm = vraag.get("soort") or "", vraag.get("vorm") or ""
    fouten = []
    if soort and soort not in MandaatVoorkomen.Soort.values:
        fouten.append(Veldfout("soort", f"‘{soort[:40]}’ is geen soort mandaat.", "onbekend"))
    if vorm and vorm not in ("mandaat", "ondermandaat"):
        fouten.append(
            Veldfout("vorm", f"‘{vorm[:40]}’ bestaat hier niet. Kies mandaat of ondermandaat.", "onbekend")
        )
    if fouten:
        raise InvoerError(fouten)
    rijen = list_zichtbare_voorkomens(viewer, peil)
    delen = {
        "mandaat__mandaatgever_id": vraag.get("gever") or "",
        "mandaat__mandaatnemer_id": vraag.get("nemer") or "",
        "regeling": vraag.get("regeling") or "",
        "artikel": vraag.get("artikel") or "",
        "soort": soort,
    }
    rijen = rijen.filter(**{veld: waarde for veld, waarde in delen.items() if waarde})
    if functie := make_functienaam(vraag.get("functie") or ""):
        rijen = rijen.filter(mandaatnemer_functie__contains=functie)
    if vorm:
        rijen = rijen.filter(mandaat__ondermandaat_van__isnull=vorm == "mandaat")
    return rijen, any([*delen.values(), functie, vorm])


def _write_plaats(rij: MandaatVoorkomen) -> str:
    """Write the place in the list after a row."""
    sleutel = [rij.mandaat.mandaatgever_id, rij.mandaat.kenmerk, str(rij.mandaat_id)]
    return make_plaats(LIJST, "na", orjson.dumps(sleutel).decode())


def _read_na(tekst: str) -> Q:
    """Read a place in the list as a filter on what comes after it."""
    plaats = read_plaats(LIJST, tekst)
    if plaats is None:
        return Q()
    try:
        gever, kenmerk, id_ = orjson.loads(plaats.sleutel)
    except ValueError as fout:
        raise PlaatsError("Deze plaats in de lijst kan niet. Begin opnieuw aan het begin.") from fout
    zelfde = Q(mandaat__mandaatgever_id=gever)
    return (
        Q(mandaat__mandaatgever_id__gt=gever)
        | zelfde & Q(mandaat__kenmerk__gt=kenmerk)
        | zelfde & Q(mandaat__kenmerk=kenmerk, mandaat_id__gt=id_)
    )


def _make_rijen(rijen: list[MandaatVoorkomen], peil: Peilmoment) -> list[dict[str, Any]]:
    """Make the rows of the table."""
    op = peil.geldig_op
    codes = {c for r in rijen for c in (r.mandaat.mandaatgever_id, r.mandaat.mandaatnemer_id)}
    woorden = make_woorden(codes, op)
    return [
        {
            "url": reverse("organisaties:mandaat", args=[r.mandaat_id]),
            "kenmerk": r.mandaat.kenmerk or "zonder kenmerk",
            "gever": woorden.say_functie(Functie(r.mandaat.mandaatgever_id, r.mandaatgever_functie)),
            "nemer": woorden.say_functie(Functie(r.mandaat.mandaatnemer_id, r.mandaatnemer_functie)),
            "bevoegdheid": say_bevoegdheid(r.regeling, r.artikel, r.lid),
            "bedrag": say_bedrag(r) if r.hoogste_bedrag_euro is not None else "",
            "tot": say_tot(r.eind_geldigheid),
            "toestand": get_toestand(r, op),
        }
        for r in rijen
    ]


def _list_velden(viewer: Viewer, peil: Peilmoment) -> list[Filterveld]:
    """List the fields to choose with, of what the viewer sees."""
    mandaten = list_zichtbare_mandaten(viewer)
    gevers = set(mandaten.values_list("mandaatgever_id", flat=True).distinct())
    nemers = set(mandaten.values_list("mandaatnemer_id", flat=True).distinct())
    namen = list_namen(gevers | nemers, peil.geldig_op)
    regelingen = set(list_zichtbare_voorkomens(viewer, peil).values_list("regeling", flat=True).distinct())
    return [
        Filterveld("functie", "Functie van de mandaatnemer", soort="tekst"),
        Filterveld("gever", "Mandaatgever", _order({c: namen[c] for c in gevers})),
        Filterveld("nemer", "Mandaatnemer", _order({c: namen[c] for c in nemers})),
        Filterveld("regeling", "Regeling", sorted((r, r) for r in regelingen)),
        Filterveld("soort", "Soort", [(str(c), str(n)) for c, n in MandaatVoorkomen.Soort.choices]),
        Filterveld("vorm", "Vorm", [("mandaat", "van het bestuur zelf"), ("ondermandaat", "ondermandaat")]),
    ]


def _order(namen: Mapping[str, str]) -> list[tuple[str, str]]:
    """Put choices in the order of their names."""
    return sorted(namen.items(), key=lambda paar: paar[1].lower())
