"""What the page of one permit shows: what stands on the day that is asked for, where each part comes from, and its decisions."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.register.selectors import list_namen as list_objectnamen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kenmerk, Kolom
from vth.vormgeving.opmaak import format_datum

from .boeking import SCHRIJVEN
from .consolidatie import Standregel, find_verschil, read_stand
from .inhoud import Grenswaarde, Verplichting
from .models import Ingreep, Mutatiewerking, Toestemming, Vergunning
from .selectors import get_vergunning, list_ingrepen, list_onderwerpen, list_toestemmingen
from .stukken import list_stukken
from .verschil import Verschil, Verschilsoort

VERSCHILWOORD = {
    Verschilsoort.NIEUW: ("goed", "nieuw"),
    Verschilsoort.VERVALLEN: ("fout", "vervallen"),
    Verschilsoort.GEWIJZIGD: ("aandacht", "gewijzigd"),
    Verschilsoort.VERPLAATST: ("neutraal", "verplaatst"),
}
BESLUITKOLOMMEN = (
    Kolom("kenmerk", "Besluit"),
    Kolom("type", "Wat"),
    Kolom("onderwerp", "Onderwerp"),
    Kolom("vanaf", "In werking", "datum"),
    Kolom("aantal", "Voorschriften hieruit", "getal"),
    Kolom("toestand", "Toestand", "toestand"),
)
# Of a permit with more voorschriften a page shows one chapter at a time, unless all is asked.
GROOT, ALLES = 200, "alles"
# How deep a heading can go on the page; what stands deeper keeps the lowest.
DIEPST = 3


@dataclass(frozen=True)
class Voorschriftbeeld:
    """One voorschrift as the page shows it."""

    regel: Standregel
    adres: str
    niveau: int
    herkomst: str
    herkomst_adres: str
    grenzen: tuple[str, ...]
    plichten: tuple[str, ...]


@dataclass(frozen=True)
class Verschilbeeld:
    """One voorschrift that differs: its title and its text before and after."""

    nummer: str
    toestand: tuple[str, str]
    titels: tuple[str, str]
    teksten: tuple[str, str]
    anders: tuple[str, ...]
    adres: str


@dataclass(frozen=True)
class Hoofdstuk:
    """One voorschrift at the top of the tree: its name, and whether the page shows what stands under it."""

    code: str
    naam: str
    getoond: bool


@dataclass(frozen=True)
class Vergunningpagina:
    """Everything that the page of a permit shows."""

    vergunning: Vergunning
    peilmoment: Peilmoment
    toestand: tuple[str, str]
    voorschriften: tuple[Voorschriftbeeld, ...]
    hoofdstukken: tuple[Hoofdstuk, ...]
    is_deel: bool
    besluiten: tuple[dict[str, Any], ...]
    concepten: tuple[Toestemming, ...]
    kenmerken: tuple[Kenmerk, ...]
    onderwerpen: tuple[tuple[str, str, str], ...]
    stukken: tuple[dict[str, str], ...]
    stappen: tuple[date, ...]
    vorige: date | None
    volgende: date | None
    mag: bool
    kolommen: tuple[Kolom, ...] = BESLUITKOLOMMEN


def make_vergunningpagina(
    viewer: Viewer, vergunning_id: uuid.UUID, peilmoment: Peilmoment, *, deel: str = ALLES
) -> Vergunningpagina:
    """Put the page of a permit together for a moment; of a large one the chapter `deel`, else the first. Raises BestaatNietError."""
    vergunning = get_vergunning(viewer, vergunning_id)
    stand = read_stand(vergunning.pk, peilmoment)
    toestemmingen = list_toestemmingen(vergunning)
    per_id = {t.pk: t for t in toestemmingen}
    stappen = list_stappen(vergunning, peilmoment)
    dag = peilmoment.geldig_op
    getoond = derive_deel(stand, deel)
    return Vergunningpagina(
        vergunning=vergunning,
        peilmoment=peilmoment,
        toestand=_find_toestand(stand, stappen, dag),
        voorschriften=tuple(_make_beeld(r, per_id[r.toestemming_id]) for r in getoond),
        hoofdstukken=tuple(_list_hoofdstukken(stand, getoond)),
        is_deel=len(getoond) < len(stand),
        besluiten=tuple(_list_besluiten(toestemmingen, dag, Counter(r.toestemming_id for r in stand))),
        concepten=tuple(t for t in toestemmingen if t.staat == Toestemming.Staat.CONCEPT),
        kenmerken=tuple(_list_kenmerken(vergunning)),
        onderwerpen=tuple(_list_onderwerpen(viewer, vergunning, toestemmingen, peilmoment)),
        stukken=tuple(_list_stukken(viewer, vergunning)),
        stappen=stappen,
        vorige=max((d for d in stappen if d < dag), default=None),
        volgende=min((d for d in stappen if d > dag), default=None),
        mag=SCHRIJVEN in viewer.handelingen and vergunning.leverancier in viewer.organisaties,
    )


def derive_deel(stand: Sequence[Standregel], deel: str) -> Sequence[Standregel]:
    """Give what a page shows: all of a permit that is not large or of which all is asked, else one chapter with what is under it."""
    if len(stand) <= GROOT or deel == ALLES:
        return stand
    toppen = [n for n, r in enumerate(stand) if r.diepte == 0]
    gekozen = next((n for n in toppen if str(stand[n].voorschrift_id) == deel), toppen[0])
    return stand[gekozen : next((n for n in toppen if n > gekozen), len(stand))]


def _list_hoofdstukken(stand: Sequence[Standregel], getoond: Sequence[Standregel]) -> list[Hoofdstuk]:
    """List what stands at the top of the tree."""
    hier = {r.voorschrift_id for r in getoond if r.diepte == 0}
    return [
        Hoofdstuk(str(r.voorschrift_id), f"{r.nummer} {r.titel}".strip(), r.voorschrift_id in hier)
        for r in stand
        if r.diepte == 0
    ]


def list_stappen(vergunning: Vergunning, peilmoment: Peilmoment) -> tuple[date, ...]:
    """List the days on which something of a permit changes, as it was known."""
    rijen = Mutatiewerking.objects.known_at(peilmoment).filter(vergunning=vergunning)
    dagen = {d for paar in rijen.values_list("begin_geldigheid", "eind_geldigheid").distinct() for d in paar}
    return tuple(sorted(d for d in dagen if d.year < 9999))


def _find_toestand(stand: Sequence[Standregel], stappen: Sequence[date], dag: date) -> tuple[str, str]:
    """Say how a permit stands on a day: word and shape."""
    if stand:
        return (
            "goed",
            f"geldt op {format_datum(dag)}: {len(stand)} {'voorschrift' if len(stand) == 1 else 'voorschriften'}",
        )
    if stappen and dag < stappen[0]:
        return (
            "wacht",
            f"geldt nog niet op {format_datum(dag)}; het eerste besluit werkt vanaf {format_datum(stappen[0])}",
        )
    return (
        ("neutraal", f"geldt niet meer op {format_datum(dag)}")
        if stappen
        else ("wacht", "er is nog geen besluit vastgesteld")
    )


def _make_beeld(regel: Standregel, toestemming: Toestemming) -> Voorschriftbeeld:
    """Make what is shown of one voorschrift."""
    inhoud = regel.inhoud if regel.gegevens else None
    return Voorschriftbeeld(
        regel=regel,
        adres=reverse("vergunningen:voorschrift", args=[regel.voorschrift_id]),
        niveau=min(regel.diepte, DIEPST) + 3,
        herkomst=f"{toestemming.kenmerk}, vanaf {format_datum(regel.sinds)}",
        herkomst_adres=reverse("vergunningen:toestemming", args=[regel.toestemming_id]),
        grenzen=tuple(describe_grenswaarde(g) for g in inhoud.grenswaarden) if inhoud else (),
        plichten=tuple(describe_verplichting(v) for v in inhoud.verplichtingen) if inhoud else (),
    )


def describe_grenswaarde(grens: Grenswaarde) -> str:
    """Write a limit as people read it."""
    getal = f"{grens.waarde:f}".replace(".", ",")
    hoeveel = {
        "hoogstens": f"hoogstens {getal}",
        "minstens": f"minstens {getal}",
        "tussen": f"van {getal} tot {f'{grens.waarde_tot:f}'.replace('.', ',') if grens.waarde_tot is not None else ''}",
    }[grens.vergelijking.value]
    rest = [
        f"in {grens.medium.value}" if grens.medium.value != "overig" else "",
        _describe_middeling(grens.middeling),
        f"bij {grens.emissiepunt}" if grens.emissiepunt else "",
        f"volgens {grens.methode}" if grens.methode else "",
    ]
    stof = f" (CAS {grens.stof})" if grens.stof else ""
    return ", ".join([f"{grens.naam}{stof}: {hoeveel} {grens.eenheid}", *(deel for deel in rest if deel)])


def _describe_middeling(middeling: str) -> str:
    """Write over what a limit is averaged, or during which part of the day it holds."""
    if middeling in ("dag", "avond", "nacht"):
        return f"in de {middeling}periode"
    if middeling == "steekmonster" or middeling.endswith("percentiel"):
        return f"als {middeling}"
    return f"gemiddeld over {middeling}" if middeling else ""


def describe_verplichting(plicht: Verplichting) -> str:
    """Write an obligation as people read it."""
    if plicht.eerste_dag is None:
        wanneer = ""
    elif plicht.iedere_maanden:
        ritme = {12: "ieder jaar", 1: "iedere maand"}.get(
            plicht.iedere_maanden, f"iedere {plicht.iedere_maanden} maanden"
        )
        wanneer = f", {ritme}, voor het eerst uiterlijk {format_datum(plicht.eerste_dag)}"
    else:
        wanneer = f", uiterlijk {format_datum(plicht.eerste_dag)}"
    return f"{plicht.soort.value.capitalize()}: {plicht.omschrijving}{wanneer}"


def _list_besluiten(
    toestemmingen: Sequence[Toestemming], dag: date, telling: Mapping[uuid.UUID, int]
) -> list[dict[str, Any]]:
    """List the decisions that make a permit, the newest first, with how each stands on a day."""
    ingrepen: dict[uuid.UUID, list[Ingreep]] = {}
    for i in list_ingrepen(toestemmingen):
        if i.herroepen_op is None:
            ingrepen.setdefault(i.toestemming_id, []).append(i)
    return [
        {
            "url": reverse("vergunningen:toestemming", args=[t.pk]),
            "kenmerk": t.kenmerk,
            "type": t.toestemmingtype,
            "onderwerp": t.onderwerp,
            "vanaf": t.ingangsdatum,
            "aantal": telling.get(t.pk, 0),
            "toestand": find_toestemmingtoestand(t, ingrepen.get(t.pk, ()), dag),
        }
        for t in reversed(toestemmingen)
        if t.staat == Toestemming.Staat.VASTGESTELD
    ]


def find_toestemmingtoestand(t: Toestemming, ingrepen: Sequence[Ingreep], dag: date) -> tuple[str, str]:
    """Say how one toestemming stands on a day: code and word."""
    heel = [i for i in ingrepen if not i.mutaties]
    if t.staat != Toestemming.Staat.VASTGESTELD:
        return (
            ("bezig", "concept") if t.staat == Toestemming.Staat.CONCEPT else ("neutraal", "niet doorgegaan")
        )
    if weg := next(
        (i for i in heel if i.soort in (Ingreep.Soort.VERNIETIGING, Ingreep.Soort.HERROEPING)), None
    ):
        return "fout", str(weg.get_soort_display())
    if any(
        i.soort == Ingreep.Soort.SCHORSING and i.begin <= dag and (i.eind is None or dag < i.eind)
        for i in heel
    ):
        return "aandacht", "geschorst"
    if t.ingangsdatum is not None and dag < t.ingangsdatum:
        return "wacht", "nog niet in werking"
    if t.vervaldatum is not None and dag >= t.vervaldatum:
        return "neutraal", "verlopen"
    return (
        ("aandacht", "deels geschorst of vernietigd") if _is_deels(ingrepen, dag) else ("goed", "in werking")
    )


def _is_deels(ingrepen: Sequence[Ingreep], dag: date) -> bool:
    """Tell whether part of a toestemming does not work on a day."""
    return any(
        i.mutaties
        and i.soort != Ingreep.Soort.VOORWAARDE
        and (i.soort != Ingreep.Soort.SCHORSING or (i.begin <= dag and (i.eind is None or dag < i.eind)))
        for i in ingrepen
    )


def _list_kenmerken(vergunning: Vergunning) -> list[Kenmerk]:
    """List what is known of a permit itself."""
    namen = list_namen([vergunning.bevoegd_gezag, vergunning.leverancier, vergunning.gebied], klok.today())
    return [
        Kenmerk("Kenmerk", vergunning.kenmerk),
        Kenmerk("Bevoegd gezag", namen.get(vergunning.bevoegd_gezag, vergunning.bevoegd_gezag)),
        Kenmerk("Bijgehouden door", namen.get(vergunning.leverancier, vergunning.leverancier)),
        Kenmerk("Gemeente", namen.get(vergunning.gebied, vergunning.gebied) or "niet bekend"),
        Kenmerk("Vertrouwelijkheid", vergunning.vertrouwelijkheid.replace("_", " ")),
    ]


def _list_onderwerpen(
    viewer: Viewer, vergunning: Vergunning, toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment
) -> list[tuple[str, str, str]]:
    """List the place, the activities and the holders of a permit that the viewer may see: what, name, address."""
    gevonden = {o.bronobject_id: (o.get_rol_display(), b) for o, b in list_onderwerpen(viewer, toestemmingen)}
    records = [b for _, b in gevonden.values()]
    namen = list_objectnamen(records, peilmoment)
    return sorted(
        (str(rol), namen.get(b.pk) or b.sleutel, reverse("portaal:object", args=[b.pk]))
        for rol, b in gevonden.values()
    )


def _list_stukken(viewer: Viewer, vergunning: Vergunning) -> list[dict[str, str]]:
    """List the documents of a permit that the viewer may see."""
    return [
        {
            "url": reverse("zaken:document", args=[s.document_id]),
            "naam": s.document.titel,
            "als": str(s.get_onderdeel_display()),
            "besluit": s.toestemming.kenmerk,
            "openbaar": "openbaar" if s.openbaar else "niet openbaar",
        }
        for s in list_stukken(viewer, vergunning)
    ]


def make_verschilbeelden(verschillen: Sequence[Verschil]) -> list[Verschilbeeld]:
    """Make what is shown of a difference: each voorschrift with its words before and after, and what else is different."""
    beelden = []
    for d in verschillen:
        voor, na = d.voor, d.na
        anders = []
        if voor and na:
            paren = (
                ("nummer", voor.nummer, na.nummer),
                ("plaats in de vergunning", (voor.ouder, voor.plaats), (na.ouder, na.plaats)),
                ("grenswaarden en verplichtingen", voor.gegevens, na.gegevens),
                ("soort voorschrift", voor.voorschrifttype, na.voorschrifttype),
                ("openbaarheid", voor.openbaar, na.openbaar),
                ("waarvoor het geldt", voor.bereik, na.bereik),
            )
            anders = [naam for naam, a, b in paren if a != b]
        beelden.append(
            Verschilbeeld(
                nummer=(na or voor).nummer if (na or voor) else "",  # type: ignore[union-attr]
                toestand=VERSCHILWOORD[d.soort],
                titels=(voor.titel if voor else "", na.titel if na else ""),
                teksten=(voor.tekst if voor else "", na.tekst if na else ""),
                anders=tuple(anders),
                adres=reverse("vergunningen:voorschrift", args=[d.voorschrift]),
            )
        )
    return beelden


def make_verschil(vergunning: Vergunning, voor: Peilmoment, na: Peilmoment) -> list[Verschilbeeld]:
    """Give what differs in a permit between two moments, for the page that marks it."""
    return make_verschilbeelden(find_verschil(vergunning.pk, voor, na))
