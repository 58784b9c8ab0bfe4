"""What the page of one permit shows: what stands on the day that is asked for, where each part comes from, and its decisions."""

import uuid
from collections import Counter
from collections.abc import Sequence
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
from vth.vormgeving.opmaak import format_datum, format_telling

from .besluitenlijst import BESLUITKOLOMMEN, IN_STAND, list_besluiten
from .besluitstand import find_instandgelaten, find_werkend
from .boeking import SCHRIJVEN
from .consolidatie import Standregel
from .houders import Houder, read_houders
from .inhoud import Grenswaarde, Verplichting, Voorschrifttype
from .models import Mutatiewerking, Toestemming, Toestemmingonderwerp, Vergunning, Vergunningdocument
from .omgeving import read_bereikzinnen, read_opvolgers, say_opvolger
from .openbaar import Bron, Weggelaten, read_bron
from .selectors import get_vergunning, list_onderwerpen, list_toestemmingen

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
    in_stand: str
    grenzen: tuple[str, ...]
    plichten: tuple[str, ...]
    bereik: str
    opvolging: str
    opvolging_adres: str

    @property
    def bijzonder(self) -> tuple[str, ...]:
        """What is special about it besides its words: that a court annulled its decision, for what it is, and what kind it is."""
        delen = (
            f"besluit {self.in_stand}" if self.in_stand else "",
            f"alleen voor {self.bereik}" if self.bereik else "",
            "maatwerk" if self.regel.voorschrifttype == Voorschrifttype.MAATWERK else "",
            "" if self.regel.openbaar else "niet openbaar",
        )
        return tuple(d for d in delen if d)


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
    weggelaten: Weggelaten | None = None
    kolommen: tuple[Kolom, ...] = BESLUITKOLOMMEN


def make_vergunningpagina(
    viewer: Viewer,
    vergunning_id: uuid.UUID,
    peilmoment: Peilmoment,
    *,
    deel: str = ALLES,
    openbaar: bool = False,
) -> Vergunningpagina:
    """Put the page of a permit together for a moment; of a large one the chapter `deel`, else the first.

    With `openbaar` only what everybody may read of it, as whoever sees only public records sees it. Raises BestaatNietError, and
    GeenToegangError when a permit of which the public version is asked is not public itself.
    """
    vergunning = get_vergunning(viewer, vergunning_id)
    bron = read_bron(viewer, vergunning, peilmoment, openbaar=openbaar)
    toestemmingen = list_toestemmingen(vergunning)
    stappen = list_stappen(vergunning, peilmoment)
    dag = peilmoment.geldig_op
    getoond = derive_deel(bron.stand, deel)
    return Vergunningpagina(
        vergunning=vergunning,
        peilmoment=peilmoment,
        toestand=_find_toestand(bron, stappen, dag),
        voorschriften=tuple(_make_beelden(bron, vergunning, toestemmingen, peilmoment, getoond)),
        hoofdstukken=tuple(_list_hoofdstukken(bron.stand, getoond)),
        is_deel=len(getoond) < len(bron.stand),
        besluiten=tuple(_list_besluiten(bron, toestemmingen, peilmoment)),
        concepten=tuple(t for t in toestemmingen if t.staat == Toestemming.Staat.CONCEPT),
        kenmerken=tuple(_list_kenmerken(vergunning)),
        onderwerpen=tuple(_list_onderwerpen(bron, toestemmingen, peilmoment)),
        stukken=tuple(_list_stukken(bron.stukken)),
        stappen=stappen,
        vorige=max((d for d in stappen if d < dag), default=None),
        volgende=min((d for d in stappen if d > dag), default=None),
        mag=SCHRIJVEN in bron.viewer.handelingen and vergunning.leverancier in bron.viewer.organisaties,
        weggelaten=bron.weggelaten,
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


def _find_toestand(bron: Bron, stappen: Sequence[date], dag: date) -> tuple[str, str]:
    """Say how a permit stands on a day: word and shape."""
    if bron.heel:
        telling = format_telling(len(bron.stand), "voorschrift", "voorschriften")
        return "goed", f"geldt op {format_datum(dag)}: {telling}"
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


def _list_besluiten(
    bron: Bron, toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment
) -> list[dict[str, Any]]:
    """List the decisions of a permit: how each stands by all that it made, with how much of that is shown."""
    getoond = Counter(r.toestemming_id for r in bron.stand)
    rijen = list_besluiten(toestemmingen, peilmoment, Counter(r.toestemming_id for r in bron.heel))
    return [{**rij, "aantal": getoond[rij["id"]]} for rij in rijen]


def _make_beelden(
    bron: Bron,
    vergunning: Vergunning,
    toestemmingen: Sequence[Toestemming],
    peilmoment: Peilmoment,
    regels: Sequence[Standregel],
) -> list[Voorschriftbeeld]:
    """Make what is shown of voorschriften: each with what it is for, where it comes from and what comes after."""
    kenmerken = {t.pk: t.kenmerk for t in toestemmingen}
    opvolgers = read_opvolgers(vergunning.pk, peilmoment, [r.voorschrift_id for r in regels])
    bereik = read_bereikzinnen(bron.viewer, [r.mutatie_id for r in regels], peilmoment, bron.onzichtbaar)
    in_stand = find_instandgelaten(vergunning.pk, peilmoment)
    beelden = []
    for r in regels:
        opvolger = opvolgers.get(r.voorschrift_id)
        beelden.append(
            _make_beeld(
                r,
                kenmerken[r.toestemming_id],
                bereik=bereik.get(r.mutatie_id, ""),
                in_stand=r.mutatie_id in in_stand,
                opvolging=say_opvolger(opvolger, kenmerken),
                opvolger=opvolger.toestemming_id if opvolger else None,
            )
        )
    return beelden


def _make_beeld(
    regel: Standregel,
    kenmerk: str,
    *,
    bereik: str,
    in_stand: bool,
    opvolging: str,
    opvolger: uuid.UUID | None,
) -> Voorschriftbeeld:
    """Make what is shown of one voorschrift."""
    inhoud = regel.inhoud if regel.gegevens else None
    return Voorschriftbeeld(
        regel=regel,
        adres=reverse("vergunningen:voorschrift", args=[regel.voorschrift_id]),
        niveau=min(regel.diepte, DIEPST) + 3,
        herkomst=f"{kenmerk}, vanaf {format_datum(regel.sinds)}",
        in_stand=IN_STAND if in_stand else "",
        herkomst_adres=reverse("vergunningen:toestemming", args=[regel.toestemming_id]),
        grenzen=tuple(describe_grenswaarde(g) for g in inhoud.grenswaarden) if inhoud else (),
        plichten=tuple(describe_verplichting(v) for v in inhoud.verplichtingen) if inhoud else (),
        bereik=bereik,
        opvolging=opvolging,
        opvolging_adres=reverse("vergunningen:toestemming", args=[opvolger]) if opvolger else "",
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
    bron: Bron, toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment
) -> list[tuple[str, str, str]]:
    """List the activities of a permit and who hold it on the day, as far as the viewer may see: what, name, address.

    The public version tells no activity of what was not decided, or does not work on the day.
    """
    openbaar = bron.weggelaten is not None
    paren = list_onderwerpen(
        bron.viewer, find_werkend(toestemmingen, peilmoment) if openbaar else toestemmingen
    )
    records = {b.pk: b for o, b in paren if o.rol == Toestemmingonderwerp.Rol.ACTIVITEIT}
    namen = list_objectnamen(records.values(), peilmoment)
    regels = {
        (str(Toestemmingonderwerp.Rol.ACTIVITEIT.label), namen.get(pk) or b.sleutel, _make_adres(pk))
        for pk, b in records.items()
    }
    wie: dict[uuid.UUID, Houder] = {}
    for h in read_houders(bron.viewer, toestemmingen, peilmoment):
        eerder = wie.get(h.bronobject.pk)
        wie[h.bronobject.pk] = h if eerder is None or h.sinds < eerder.sinds else eerder
    regels |= {(f"houder sinds {format_datum(h.sinds)}", h.naam, h.adres) for h in wie.values()}
    return sorted(regels)


def _make_adres(bronobject_id: uuid.UUID) -> str:
    """Give the address of a record."""
    return reverse("portaal:object", args=[bronobject_id])


def _list_stukken(stukken: Sequence[Vergunningdocument]) -> list[dict[str, str]]:
    """List the documents of a permit."""
    return [
        {
            "url": reverse("zaken:document", args=[s.document_id]),
            "naam": s.document.titel,
            "als": str(s.get_onderdeel_display()),
            "besluit": s.toestemming.kenmerk,
            "openbaar": "openbaar" if s.openbaar else "niet openbaar",
        }
        for s in stukken
    ]
