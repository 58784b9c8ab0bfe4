"""What the list of deliveries shows: fields to choose with, one page of rows, and the places around it; and the whole list as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout, read_volgorde
from vth.interface.lijstuitvoer import MEESTE, Lijst, Meegenomen, cut_meeste
from vth.interface.plaats import make_plaats, name_lijst, read_plaats
from vth.organisaties.selectors import list_namen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom, make_volgordeveld
from vth.vormgeving.opmaak import format_tijdstip_iso, shorten

from . import selectors
from .models import Aanlevering
from .weergave import get_toestand

LIJST, PER_BLADZIJ, TELGRENS = "aanleveringen", 50, 1000
KOLOMMEN = (
    Kolom("bestand", "Bestand"),
    Kolom("leverancier", "Leverancier"),
    Kolom("peildatum", "Stand van", "datum"),
    Kolom("ontvangen", "Ontvangen", "tijdstip", sorteerbaar=True),
    Kolom("toestand", "Toestand", "toestand"),
    Kolom("rijen", "Rijen", "getal"),
    Kolom("geweigerd", "Geweigerd", "getal"),
    Kolom("score", "Score", "getal", decimalen=1),
)
VOLGORDES = {"-ontvangen": "De nieuwste bovenaan", "ontvangen": "De oudste bovenaan"}
KOPPEN = {k.naam: k.titel for k in KOLOMMEN} | {
    "reeks": "Afspraak",
    "id": "Id",
    "leverancierscode": "Leverancierscode",
}


@dataclass(frozen=True)
class Lijstpagina:
    """One page of the list of deliveries."""

    velden: tuple[Filterveld, ...]
    rijen: tuple[dict[str, Any], ...]
    aantal: int
    vorige: str
    volgende: str
    gefilterd: bool
    blind: bool
    levert: bool
    aanvaardt: bool
    oudste: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def read_lijstpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Lijstpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    filters = read_filters(vraag)
    rijen = selectors.list_aanleveringen(viewer, **filters)
    oudste = is_oudste_eerst(vraag)
    lijst = name_lijst(LIJST, af=oudste)
    plaats = read_plaats(lijst, vraag.get("vanaf", ""))
    terug = bool(plaats and plaats.richting == "voor")
    gevonden = selectors.list_bladzij(
        rijen,
        hoogstens=PER_BLADZIJ,
        oudste=oudste,
        na=plaats.sleutel if plaats and not terug else "",
        voor=plaats.sleutel if plaats and terug else "",
    )
    meer = len(gevonden) > PER_BLADZIJ
    bladzij = gevonden[-PER_BLADZIJ:] if terug else gevonden[:PER_BLADZIJ]
    meer_voor, meer_na = (meer, True) if terug else (bool(plaats), meer)
    codes = selectors.list_leveranciers(viewer)
    namen = {code: shorten_organisatie(naam) for code, naam in list_namen(codes, klok.today()).items()}
    return Lijstpagina(
        velden=tuple(_list_velden(namen, selectors.list_reeksen(viewer))),
        rijen=tuple(make_rij(a, namen) for a in bladzij),
        aantal=rijen.values("pk")[:TELGRENS].count(),
        vorige=make_plaats(lijst, "voor", bladzij[0].pk) if meer_voor and bladzij else "",
        volgende=make_plaats(lijst, "na", bladzij[-1].pk) if meer_na and bladzij else "",
        gefilterd=any(filters.values()),
        blind=viewer.zicht.is_leeg,
        levert="aanlevering.accept" in viewer.handelingen,
        aanvaardt="aanlevering.waarschuwing.accept" in viewer.handelingen,
        oudste=oudste,
    )


def is_oudste_eerst(vraag: Mapping[str, str]) -> bool:
    """Tell whether the oldest deliveries are asked first. Raises InvoerError for an order that does not exist."""
    return read_volgorde(vraag, VOLGORDES) == "ontvangen"


def make_lijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the whole list that an address asks for. Raises InvoerError for a state or an order that does not exist."""
    rijen = selectors.list_aanleveringen(viewer, **read_filters(vraag))
    gevonden = selectors.list_bladzij(rijen, hoogstens=MEESTE, oudste=is_oudste_eerst(vraag))
    aanleveringen, meer = cut_meeste(gevonden)
    namen = list_namen({a.leverancier_id for a in aanleveringen}, klok.today())
    soorten = {p.reeks or p.id: p.gegevenssets[0] for p in selectors.list_profielen() if p.gegevenssets}
    return Lijst(
        KOPPEN,
        (make_uitvoerrij(a, namen) for a in aanleveringen),
        [Meegenomen(a.leverancier_id, soorten.get(a.reeks, "")) for a in aanleveringen],
        meer,
        dagen=("peildatum",),
        aantallen=("rijen", "geweigerd"),
        getallen=("score",),
    )


def make_uitvoerrij(aanlevering: Aanlevering, namen: Mapping[str, str]) -> dict[str, Any]:
    """Make the row of a file out of a delivery: the cells of the list, whole, and the codes behind them."""
    return make_rij(aanlevering, namen) | {
        "bestand": aanlevering.bestandsnaam,
        "ontvangen": format_tijdstip_iso(aanlevering.ontvangen_op),
        "toestand": get_toestand(aanlevering)[1],
        "reeks": aanlevering.reeks,
        "id": str(aanlevering.pk),
        "leverancierscode": aanlevering.leverancier_id,
    }


def read_filters(vraag: Mapping[str, str]) -> dict[str, Any]:
    """Read `leverancier`, `staat` and `reeks`; raises InvoerError for a state that does not exist."""
    staat = vraag.get("staat") or ""
    if staat and staat not in Aanlevering.Staat.values:
        mag = ", ".join(Aanlevering.Staat.values)
        raise InvoerError(
            [Veldfout("staat", f"De staat {staat[:40]!r} bestaat niet. Kies uit: {mag}.", "onbekend")]
        )
    return {"leverancier": vraag.get("leverancier") or "", "staat": staat, "reeks": vraag.get("reeks") or ""}


def _list_velden(namen: Mapping[str, str], reeksen: list[str]) -> list[Filterveld]:
    """List the fields to choose with; a series is named after the profile that it is delivered by."""
    titels = {p.reeks or p.id: p.titel for p in selectors.list_profielen()}
    return [
        Filterveld("leverancier", "Leverancier", sorted(namen.items(), key=lambda paar: paar[1].lower())),
        Filterveld(
            "staat", "Toestand", [(str(code), str(label)) for code, label in Aanlevering.Staat.choices]
        ),
        Filterveld("reeks", "Afspraak", [(reeks, titels.get(reeks, reeks)) for reeks in reeksen]),
        make_volgordeveld(VOLGORDES),
    ]


def make_rij(aanlevering: Aanlevering, namen: Mapping[str, str]) -> dict[str, Any]:
    """Make the row of a table out of a delivery."""
    return {
        "url": reverse("aanleveringen:aanlevering", args=[aanlevering.pk]),
        "bestand": shorten(aanlevering.bestandsnaam, 50),
        "leverancier": namen.get(aanlevering.leverancier_id, aanlevering.leverancier_id),
        "peildatum": aanlevering.peildatum,
        "ontvangen": aanlevering.ontvangen_op,
        "toestand": get_toestand(aanlevering),
        "rijen": aanlevering.tellingen.get("rijen"),
        "geweigerd": aanlevering.tellingen.get("geweigerd"),
        "score": aanlevering.score.totaal if hasattr(aanlevering, "score") else None,
    }


def make_kruimels(
    laatste: str, aanlevering: Aanlevering | None = None, *tussen: tuple[str, str]
) -> list[tuple[str, str]]:
    """Make the way from the list to a page, through the delivery it belongs to."""
    weg = [("Aanleveringen", reverse("aanleveringen:lijst"))]
    if aanlevering:
        adres = reverse("aanleveringen:aanlevering", args=[aanlevering.pk])
        weg.append((shorten(aanlevering.bestandsnaam, 40), adres))
    return [*weg, *tussen, (laatste, "")]
