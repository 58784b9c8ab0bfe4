"""The pages of a programme as a whole: the picture per pijler with its table, what changed since the last round, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.interface.invoer import read_peilmoment
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Tegel, make_tegelkaart
from vth.vormgeving.onderdelen import Grafiek, Kolom, Uitleg
from vth.vormgeving.opmaak import format_telling

from .beeld import Deel, Programmabeeld
from .bladeren import PER_BLADZIJ
from .configuratie import Configuratie, read_configuratie
from .models import Programma, Rapportageronde
from .rules import VERGRENDELD
from .selectors import is_bureau, list_programmas, list_rondes, read_beeld, read_rondebeeld
from .veranderingen import derive_veranderingen
from .weergave import get_adres, get_toestand, make_uitleg, name_partijen, say_merken

PROGRAMMAKOLOMMEN = (
    Kolom("naam", "Programma"),
    Kolom("ronde", "Lopende ronde"),
    Kolom("einde", "Loopt tot en met", "datum"),
)
ONDERWERPKOLOMMEN = (
    Kolom("naam", "Onderwerp"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("merken", "Merken"),
    Kolom("waarom", "Waarom"),
    Kolom("eigenaar", "Eigenaar"),
)
VERANDERKOLOMMEN = (
    Kolom("deel", "Waar"),
    Kolom("wat", "Wat er veranderde"),
    Kolom("stand", "Hoe", "toestand"),
)
RICHTING = {"aandacht": "slechter", "goed": "beter", "neutraal": "anders"}
PER_REGEL, MEESTE_TEGELS = 12, 120


@dataclass(frozen=True)
class Pijlerblok:
    """One pijler with its topics as rows."""

    deel: Deel
    url: str
    toestand: tuple[str, str]
    rijen: tuple[dict[str, Any], ...]
    leeg: str


@dataclass(frozen=True)
class Programmapagina:
    """Everything that the page of a programme shows."""

    programma: Programma
    peilmoment: Peilmoment
    zin: str
    kaart: Grafiek
    blokken: tuple[Pijlerblok, ...]
    veranderd: tuple[dict[str, Any], ...]
    meer: int
    sinds: str
    mist: tuple[tuple[str, int, str], ...]
    rondes: tuple[Rapportageronde, ...]
    uitleg: Uitleg
    is_bureau: bool
    kolommen: tuple[Kolom, ...] = ONDERWERPKOLOMMEN
    veranderkolommen: tuple[Kolom, ...] = VERANDERKOLOMMEN


def list_programmarijen(viewer: Viewer) -> list[dict[str, Any]]:
    """Give the programmes of a viewer as rows."""
    return [
        {
            "naam": p.naam,
            "url": reverse("voortgang:programma", args=[p.pk]),
            "ronde": ", ".join(r.naam for r in list_rondes(p) if r.stand == Rapportageronde.Stand.OPEN)
            or "geen",
            "einde": p.einddatum,
        }
        for p in list_programmas(viewer)
    ]


def make_programmapagina(viewer: Viewer, programma: Programma, vraag: Mapping[str, str]) -> Programmapagina:
    """Put the page together for the moment that an address asks for. Raises InvoerError for one that cannot be read."""
    peil = read_peilmoment(vraag)
    nu = not (vraag.get("geldigOp") or vraag.get("beschikbaarOp"))
    c, beeld = read_configuratie(programma.code), read_beeld(programma, None if nu else peil)
    rondes = list_rondes(programma)
    vorige = next((r for r in rondes if r.stand == VERGRENDELD and r.peildatum < beeld.dag), None)
    veranderd = list_veranderrijen(read_rondebeeld(vorige), beeld, c) if vorige else []
    namen = name_partijen(beeld)
    return Programmapagina(
        programma=programma,
        peilmoment=peil,
        zin=say_telling(beeld, c),
        kaart=make_pijlerbeeld(beeld, c),
        blokken=tuple(make_blok(beeld, pijler, c, namen) for pijler in beeld.list_soort("pijler")),
        veranderd=tuple(veranderd[:PER_BLADZIJ]),
        meer=len(veranderd) - PER_BLADZIJ,
        sinds=vorige.naam if vorige else "",
        mist=tuple(_list_mist(viewer, programma, rondes)),
        rondes=tuple(rondes),
        uitleg=make_uitleg(beeld),
        is_bureau=is_bureau(viewer, programma),
    )


def say_telling(beeld: Programmabeeld, c: Configuratie) -> str:
    """Count the topics by state, in a sentence."""
    standen = [beeld.statussen[d.id].stand for d in beeld.list_alle("onderwerp") if d.id in beeld.statussen]
    delen = [f"{standen.count(s)} {c.tabellegenda[s].lower()}" for s in c.tabellegenda if s in standen]
    return (
        f"{format_telling(len(standen), 'onderwerp', 'onderwerpen')}: {', '.join(delen)}."
        if standen
        else "Er zijn nog geen onderwerpen."
    )


def make_pijlerbeeld(beeld: Programmabeeld, c: Configuratie) -> Grafiek:
    """Draw each pijler on its own line: its own state, then its topics; of a very large programme the pijlers only."""
    tegels, regel = [], 0
    veel = len(beeld.list_alle("onderwerp")) > MEESTE_TEGELS
    for pijler in beeld.list_soort("pijler"):
        onder = [] if veel else beeld.list_soort("onderwerp", pijler.id)
        for n, deel in enumerate([pijler, *onder]):
            toestand, woord = get_toestand(beeld.statussen[deel.id].beeldstand, c, beeld=True)
            kort = f"P{pijler.nummer}" if deel is pijler else f"{pijler.nummer}.{deel.nummer}"
            naam = deel.naam if deel is pijler else f"{pijler.nummer}.{deel.nummer} {deel.titel}"
            plek = (n % PER_REGEL, regel + n // PER_REGEL)
            tegels.append(Tegel(kort, naam, *plek, toestand, woord, nadruk=deel is pijler))
        regel += 1 + len(onder) // PER_REGEL
    return make_tegelkaart(
        f"Voortgang per {c.deelwoord}",
        tegels,
        bron=f"Open VTH: {c.naam}, regel voortgang.status",
        datum=beeld.dag,
    )


def make_blok(beeld: Programmabeeld, pijler: Deel, c: Configuratie, namen: Mapping[str, str]) -> Pijlerblok:
    """Give a pijler with its topics."""
    rijen, onder = [], beeld.list_soort("onderwerp", pijler.id)
    for deel in onder if len(beeld.list_alle("onderwerp")) <= MEESTE_TEGELS else ():
        uitkomst, partij = beeld.statussen[deel.id], beeld.find_partij(deel)
        rijen.append(
            {
                "naam": deel.naam,
                "url": get_adres(deel),
                "stand": get_toestand(uitkomst.stand, c),
                "merken": say_merken(beeld.derive_merken(deel), deel, c),
                "waarom": uitkomst.reden,
                "eigenaar": namen.get(partij, partij),
            }
        )
    stand = get_toestand(beeld.statussen[pijler.id].beeldstand, c, beeld=True)
    leeg = (
        f"{format_telling(len(onder), 'onderwerp; het staat', 'onderwerpen; zij staan')} op de pagina van de pijler."
        if onder
        else "Er zijn nog geen onderwerpen."
    )
    return Pijlerblok(pijler, get_adres(pijler), stand, tuple(rijen), leeg)


def list_veranderrijen(oud: Programmabeeld, nieuw: Programmabeeld, c: Configuratie) -> list[dict[str, Any]]:
    """Give what changed between two moments as rows."""
    rijen = []
    for v in derive_veranderingen(oud, nieuw, c.tabellegenda):
        boven = nieuw.find_boven(v.deel, "onderwerp") or nieuw.find_boven(v.deel, "pijler") or v.deel
        rijen.append(
            {
                "deel": boven.naam,
                "url": get_adres(v.deel),
                "wat": v.zin,
                "stand": (v.toestand, RICHTING[v.toestand]),
            }
        )
    return rijen


def _list_mist(
    viewer: Viewer, programma: Programma, rondes: list[Rapportageronde]
) -> list[tuple[str, int, str]]:
    """Tell who runs the programme what waits: per open round how many contributions are not approved, and what lies on the desks."""
    if not is_bureau(viewer, programma):
        return []
    mist = [
        (
            f"bijdragen van {r.naam} zijn nog niet goedgekeurd",
            r.bijdragen.exclude(stand="goedgekeurd").count(),
            reverse("voortgang:ronde", args=[r.pk]),
        )
        for r in rondes
        if r.stand == Rapportageronde.Stand.OPEN
    ]
    for inlezing in programma.inlezingen.order_by("-op"):
        aantal = inlezing.voorstellen.filter(stand="open").count()
        mist.append(
            (
                f"voorstellen uit {inlezing.bestandsnaam} wachten op een besluit",
                aantal,
                reverse("voortgang:inlezing", args=[inlezing.pk]),
            )
        )
    aantal = programma.tegenspraken.filter(besloten_op=None).count()
    mist.append(
        (
            "tegenspraken zijn nog niet beslecht",
            aantal,
            reverse("voortgang:beeld", args=[programma.pk, "tegenspraken"]),
        )
    )
    return [m for m in mist if m[1]]
