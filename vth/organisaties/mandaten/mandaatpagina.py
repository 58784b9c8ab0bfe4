"""One mandate: what it holds on a day, the chain it stands in, and what happened to it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kenmerk, Kolom
from vth.vormgeving.opmaak import format_datum, format_tijdstip

from ..models import Mandaat, Mandaatingreep, MandaatVoorkomen
from ..selectors import list_namen
from .begrippen import Functie
from .omzetten import read_codes
from .rules import LANGSTE_KETEN
from .selectors import get_mandaat, list_ingrepen, list_vervullingen, list_zichtbare_mandaten
from .services import VASTLEGGEN, derive_namens
from .weergave import (
    Woorden,
    get_toestand,
    list_activiteitnamen,
    make_woorden,
    say_bedrag,
    say_bevoegdheid,
    say_codes,
    say_tot,
)

KETENKOLOMMEN = (
    Kolom("kenmerk", "Kenmerk"),
    Kolom("gever", "Van"),
    Kolom("nemer", "Aan"),
    Kolom("plek", "Plek in de keten"),
    Kolom("toestand", "Toestand", "toestand"),
)


class BestaatDanNietError(Exception):
    """A mandate that was not known yet at the moment that is asked about."""


@dataclass(frozen=True)
class Mandaatpagina:
    """What the page of one mandate shows."""

    mandaat: Mandaat
    peilmoment: Peilmoment
    titel: str
    toestand: tuple[str, str]
    zin: str
    kenmerken: tuple[Kenmerk, ...]
    keten: tuple[dict[str, Any], ...]
    houders: str
    tijdlijn: tuple[Gebeurtenis, ...]
    mag: bool
    ketenkolommen: tuple[Kolom, ...] = KETENKOLOMMEN


def make_mandaatpagina(viewer: Viewer, mandaat_id: uuid.UUID, peil: Peilmoment) -> Mandaatpagina:
    """Put together the page of one mandate; raises BestaatNietError for one that the viewer may not see."""
    mandaat = get_mandaat(viewer, mandaat_id)
    familie = _list_familie(viewer, mandaat)
    rijen = _read_rijen([m for m, _ in familie], peil)
    rij = _choose_rij(rijen[mandaat.pk], peil)
    codes = {c for m, _ in familie for c in (m.mandaatgever_id, m.mandaatnemer_id)}
    woorden = make_woorden(codes, peil.geldig_op)
    namens = derive_namens(viewer, mandaat.mandaatgever_id, mandaat.mandaatnemer_id)
    return Mandaatpagina(
        mandaat=mandaat,
        peilmoment=peil,
        titel=f"{mandaat.kenmerk or 'Mandaat'}: {say_bevoegdheid(rij.regeling, rij.artikel, rij.lid)}",
        toestand=get_toestand(rij, peil.geldig_op),
        zin=f"{_say_gever(woorden, rij)} geeft {rij.get_soort_display()} aan {_say_nemer(woorden, rij)}.",
        kenmerken=tuple(_list_kenmerken(rij, woorden, peil)),
        keten=tuple(_make_keten(familie, rijen, woorden, peil)),
        houders=_say_houders(rij, peil),
        tijdlijn=tuple(_list_tijdlijn(viewer, mandaat, rijen[mandaat.pk])),
        mag=decide_handeling(viewer, VASTLEGGEN, namens=namens).mag,
    )


def _say_gever(woorden: Woorden, rij: MandaatVoorkomen) -> str:
    """Write who gave it."""
    return woorden.say_functie(Functie(rij.mandaat.mandaatgever_id, rij.mandaatgever_functie))


def _say_nemer(woorden: Woorden, rij: MandaatVoorkomen) -> str:
    """Write who got it."""
    return woorden.say_functie(Functie(rij.mandaat.mandaatnemer_id, rij.mandaatnemer_functie))


def _list_familie(viewer: Viewer, mandaat: Mandaat) -> list[tuple[Mandaat, str]]:
    """List the chain above a mandate, itself, and what hangs right below it, as far as the viewer sees them."""
    boven: list[Mandaat] = []
    nu = mandaat
    while nu.ondermandaat_van_id and len(boven) < LANGSTE_KETEN:
        hoger = list_zichtbare_mandaten(viewer).filter(pk=nu.ondermandaat_van_id).first()
        if hoger is None or hoger in boven:
            break
        boven.append(hoger)
        nu = hoger
    onder = (
        list_zichtbare_mandaten(viewer)
        .filter(ondermandaat_van=mandaat)
        .order_by("mandaatgever_id", "kenmerk")
    )
    return [
        *((m, "hierboven") for m in reversed(boven)),
        (mandaat, "dit mandaat"),
        *((m, "ondermandaat") for m in onder),
    ]


def _read_rijen(mandaten: Iterable[Mandaat], peil: Peilmoment) -> dict[uuid.UUID, list[MandaatVoorkomen]]:
    """Read the timelines of some mandates as they were known."""
    uit: dict[uuid.UUID, list[MandaatVoorkomen]] = {m.pk: [] for m in mandaten}
    rijen = MandaatVoorkomen.objects.known_at(peil).filter(mandaat__in=list(uit)).select_related("mandaat")
    for rij in rijen.order_by("begin_geldigheid"):
        uit[rij.mandaat_id].append(rij)
    return uit


def _choose_rij(rijen: list[MandaatVoorkomen], peil: Peilmoment) -> MandaatVoorkomen:
    """Give what holds on the day, else what came last before it, else what comes first."""
    voor = [r for r in rijen if r.begin_geldigheid <= peil.geldig_op]
    if not rijen:
        raise BestaatDanNietError("Dit mandaat was op dat moment nog niet bekend. Kies een later moment.")
    return voor[-1] if voor else rijen[0]


def _list_kenmerken(rij: MandaatVoorkomen, woorden: Woorden, peil: Peilmoment) -> list[Kenmerk]:
    """List what the mandate holds."""
    op = peil.geldig_op
    niveaus = rij.ondermandaat_niveaus
    kenmerken = [
        Kenmerk("Mandaatgever", _say_gever(woorden, rij)),
        Kenmerk("Mandaatnemer", _say_nemer(woorden, rij)),
        Kenmerk("Soort", rij.get_soort_display()),
        Kenmerk("Bevoegdheid", say_bevoegdheid(rij.regeling, rij.artikel, rij.lid)),
        Kenmerk("Omschrijving", rij.omvang),
        Kenmerk(
            "Besluitsoorten",
            say_codes(rij.besluitsoorten, woorden.besluitsoorten, "alle besluiten op dit artikel"),
        ),
        Kenmerk(
            "Activiteiten",
            say_codes(rij.activiteiten, list_activiteitnamen(rij.activiteiten, op), "alle activiteiten"),
        ),
        Kenmerk("Categorieën", say_codes(rij.categorieen, {}, "alle categorieën van bijlage VI")),
        Kenmerk(
            "Gebied", say_codes(rij.gebieden, list_namen(read_codes(rij.gebieden), op), "het hele gebied")
        ),
        Kenmerk("Processtappen", say_codes(rij.processtappen, woorden.processtappen, "alle stappen")),
        Kenmerk("Bedrag", say_bedrag(rij)),
        Kenmerk("Politiek gevoelig", "gaat terug naar de mandaatgever" if rij.gevoelig_terug else "mag ook"),
        Kenmerk("Ondermandaat", f"tot en met niveau {niveaus}" if niveaus else "niet toegestaan (Awb 10:9)"),
        Kenmerk("Instemming", _say_instemming(rij)),
        Kenmerk("Beperkingen", rij.beperkingen),
        Kenmerk("Instructies", rij.instructies),
        Kenmerk("Mandaatbesluit", rij.mandaatbesluit or "ontbreekt (Awb 10:5)"),
        Kenmerk(
            "Gepubliceerd",
            " ".join(filter(None, [format_datum(rij.gepubliceerd_op), rij.publicatie])) or "niet bekend",
        ),
        Kenmerk("Geldt vanaf", rij.begin_geldigheid),
        Kenmerk("Geldt tot", say_tot(rij.eind_geldigheid) or "zonder einde"),
    ]
    return [k for k in kenmerken if k.waarde != ""]


def _say_instemming(rij: MandaatVoorkomen) -> str:
    """Say who agreed and when, or that nobody has to (Awb 10:4)."""
    if rij.ondergeschikt:
        return "niet nodig: werkt onder de mandaatgever (Awb 10:4)"
    dagen = (("mandaatnemer", rij.instemming_op), ("leiding", rij.instemming_leiding_op))
    return "; ".join(f"{wie}: {format_datum(dag) or 'ontbreekt'}" for wie, dag in dagen)


def _make_keten(
    familie: list[tuple[Mandaat, str]],
    rijen: dict[uuid.UUID, list[MandaatVoorkomen]],
    woorden: Woorden,
    peil: Peilmoment,
) -> list[dict[str, Any]]:
    """Make the rows of the chain, from the authority down."""
    uit = []
    for mandaat, plek in familie:
        if not rijen[mandaat.pk]:
            continue
        rij = _choose_rij(rijen[mandaat.pk], peil)
        uit.append(
            {
                "url": reverse("organisaties:mandaat", args=[mandaat.pk]),
                "kenmerk": mandaat.kenmerk or "zonder kenmerk",
                "gever": _say_gever(woorden, rij),
                "nemer": _say_nemer(woorden, rij),
                "plek": plek,
                "toestand": get_toestand(rij, peil.geldig_op),
            }
        )
    return uit


def _say_houders(rij: MandaatVoorkomen, peil: Peilmoment) -> str:
    """Say who may use this mandate that day: who holds the function, and who replaces."""
    houders = [
        v
        for v in list_vervullingen([rij.mandaat.mandaatnemer_id], peil.geldig_op)
        if v.functie == rij.mandaatnemer_functie
    ]
    namen = list_actornamen(v.betrokkene for v in houders)
    return ", ".join(
        namen[v.betrokkene] + (" (plaatsvervanger)" if v.plaatsvervanger else "") for v in houders
    )


def _list_tijdlijn(viewer: Viewer, mandaat: Mandaat, rijen: list[MandaatVoorkomen]) -> list[Gebeurtenis]:
    """List what happened: each period with when it was written down, and what the mandator did."""
    uit = []
    for n, rij in enumerate(rijen):
        zin = "Het mandaat gaat in." if n == 0 else "Het mandaat verandert."
        bron = f"vastgelegd op {format_tijdstip(rij.tijdstip_registratie)}"
        uit.append(Gebeurtenis(rij.begin_geldigheid, zin, bron=bron))
        volgt = n + 1 < len(rijen) and rijen[n + 1].begin_geldigheid == rij.eind_geldigheid
        if rij.eind_geldigheid < OPEN_DAG and not volgt:
            uit.append(Gebeurtenis(rij.eind_geldigheid, "Het mandaat geldt niet meer.", bron=bron))
    ingrepen = list(list_ingrepen(viewer, mandaat=mandaat))
    namen = list_actornamen(i.door for i in ingrepen)
    return uit + [Gebeurtenis(i.op, say_ingreep(i), actor=namen[i.door]) for i in ingrepen]


def say_ingreep(ingreep: Mandaatingreep) -> str:
    """Write what a mandator did as one sentence."""
    over = f" ({ingreep.onderwerp_soort} {ingreep.onderwerp_id})" if ingreep.onderwerp_id else ""
    inhoud = f": {ingreep.inhoud}" if ingreep.inhoud else ""
    return f"{ingreep.get_soort_display().capitalize()}{over}{inhoud}. Reden: {ingreep.reden}"
