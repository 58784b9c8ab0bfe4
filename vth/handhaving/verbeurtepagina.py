"""The page of one forfeited amount: how it stands, until when it can be claimed with every step, what was done, and what was paid."""

import uuid
from dataclasses import dataclass
from typing import Any

from vth.regelgeving.selectors import read_kalender
from vth.regelgeving.termijnen import Termijnuitkomst
from vth.regelgeving.verjaring import Verjaringsuitkomst
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk, Kolom, Uitleg
from vth.vormgeving.wettelijk import make_grond

from .boeking import GELD
from .gegrond import list_gegrond
from .ingetrokken import say_ingetrokken
from .lasttekst import as_euro
from .models import Invorderingshandeling, Maatregel, Verbeurte
from .selectors import find_last, find_regel, find_telling, get_verbeurte
from .termijnlezen import derive_betaaltermijn
from .verjaarlezen import read_laststand, read_verjaring
from .weergave import get_toestand

HANDELINGKOLOMMEN = (
    Kolom("dag", "Dag", "datum"),
    Kolom("wat", "Wat"),
    Kolom("tot", "Tot en met", "datum"),
    Kolom("toelichting", "Toelichting"),
    Kolom("door", "Vastgelegd door"),
)
BETAALKOLOMMEN = (
    Kolom("dag", "Dag", "datum"),
    Kolom("wat", "Wat"),
    Kolom("bedrag", "Bedrag"),
    Kolom("kenmerk", "Boeking"),
    Kolom("reden", "Reden"),
)


@dataclass(frozen=True)
class Verbeurtepagina:
    """Everything that the page of a claim shows."""

    verbeurte: Verbeurte
    maatregel: Maatregel
    bedrag: str
    wat: str
    toestand: tuple[str, str]
    zin: str
    uitkomst: Verjaringsuitkomst
    betaaltermijn: Termijnuitkomst | None
    uitleg: Uitleg
    kenmerken: tuple[Kenmerk, ...]
    handelingen: tuple[dict[str, Any], ...]
    betalingen: tuple[dict[str, Any], ...]
    lopend: list[tuple[int, str]]
    last_betwist: bool
    ingetrokken: str
    gegrond: tuple[str, ...]
    mag: bool
    handelingkolommen: tuple[Kolom, ...] = HANDELINGKOLOMMEN
    betaalkolommen: tuple[Kolom, ...] = BETAALKOLOMMEN


def make_verbeurtepagina(viewer: Viewer, verbeurte_id: uuid.UUID | str) -> Verbeurtepagina:
    """Put the page of a forfeited amount together. Raises BestaatNietError."""
    v = get_verbeurte(viewer, verbeurte_id)
    maatregel = Maatregel.objects.get(last__adressaten=v.adressaat_id)
    uitkomst = read_verjaring(v, op=klok.today())
    if v.aard == Verbeurte.Aard.DWANGSOM and (last := find_last(maatregel)):
        # Asked so that the page says on which assumption the amount was counted.
        find_telling(last, maatregel)
    handelingen = list(
        Invorderingshandeling.objects.filter(verbeurte=v)
        .select_related("sluit")
        .order_by("dag", "volgnummer")
    )
    laststand = read_laststand(v)
    soorten = find_regel("handhaving.invorderingshandelingen", v.dag).waarde
    dicht = {h.sluit_id for h in handelingen if h.sluit_id}
    return Verbeurtepagina(
        verbeurte=v,
        maatregel=maatregel,
        bedrag=as_euro(v.bedrag),
        wat="Kosten van bestuursdwang" if v.aard == Verbeurte.Aard.KOSTEN else "Dwangsom",
        toestand=get_toestand(v, klok.today()),
        zin=_say_stand(v, maatregel, uitkomst),
        uitkomst=uitkomst,
        betaaltermijn=_find_betaaltermijn(v),
        uitleg=_make_uitleg(v, uitkomst),
        kenmerken=tuple(_list_kenmerken(v)),
        handelingen=tuple(_list_handelingen(handelingen, soorten)),
        betalingen=tuple(_list_betalingen(v)),
        lopend=[
            (h.pk, f"{soorten[h.soort]['naam']} sinds {h.dag:%d-%m-%Y}")
            for h in handelingen
            if _is_lopend(h, soorten, dicht)
        ],
        last_betwist=v.aard == Verbeurte.Aard.DWANGSOM
        and laststand.verzonden_op is not None
        and laststand.onherroepelijk_op is None,
        ingetrokken=say_ingetrokken(v),
        gegrond=tuple(list_gegrond(maatregel)),
        mag=decide_handeling(viewer, GELD, namens=v.leverancier).mag,
    )


def _make_uitleg(v: Verbeurte, uitkomst: Verjaringsuitkomst) -> Uitleg:
    """Explain until when it can be claimed."""
    return Uitleg(
        uitkomst=uitkomst.samenvatting[:1].upper() + uitkomst.samenvatting[1:],
        waarom="Kosten die zijn vastgesteld, verjaren als andere geldschulden: na de laatste dag om te betalen (Awb 4:104)."
        if v.aard == Verbeurte.Aard.KOSTEN
        else "Elk verbeurd bedrag heeft zijn eigen verjaring (Awb 5:35).",
        gronden=[make_grond(g) for g in uitkomst.gronden],
        toestand="fout" if uitkomst.verjaard else "aandacht",
    )


def _find_betaaltermijn(v: Verbeurte) -> Termijnuitkomst | None:
    """Give the term to pay with its reasoning, while it is open and holds as it was written."""
    termijn = derive_betaaltermijn(v.aard, v.dag)
    return termijn if v.staat == Verbeurte.Staat.OPEN and termijn.laatste_dag == v.betalen_voor else None


def _say_stand(v: Verbeurte, maatregel: Maatregel, uitkomst: Verjaringsuitkomst) -> str:
    """Say until when it can be claimed, or why it was never owed."""
    if v.staat == Verbeurte.Staat.VERNIETIGD and maatregel.staat != Maatregel.Staat.VERNIETIGD:
        return "Toch niet verbeurd: de last gold toen niet."
    zin = uitkomst.samenvatting
    return f"{zin[:1].upper()}{zin[1:]}.{_say_weekend(v)}" if v.staat in ("open", "verjaard") else ""


def _say_weekend(v: Verbeurte) -> str:
    """Say that a last day on a day off stays where it is: who waits for the Monday is late."""
    if v.staat != Verbeurte.Staat.OPEN or v.verlengd or read_kalender().is_gewone_dag(v.laatste_dag):
        return ""
    return " Die dag is een weekenddag of feestdag. De verjaring loopt daarvoor niet door, want de termijn telt jaren (Algemene termijnenwet, artikel 4). Stuit haar eerder."


def _is_lopend(h: Invorderingshandeling, soorten: Any, dicht: set[int]) -> bool:
    """Tell whether something that lasts has not ended."""
    return bool(soorten[h.soort]["duurt"]) and h.tot is None and h.sluit_id is None and h.pk not in dicht


def _list_kenmerken(v: Verbeurte) -> list[Kenmerk]:
    """List how much, when, why, and what is left."""
    open_ = v.bedrag - v.betaald - v.kwijtgescholden
    rijen: list[tuple[str, object]] = [
        ("Bedrag", as_euro(v.bedrag)),
        ("Vastgesteld op" if v.aard == Verbeurte.Aard.KOSTEN else "Verbeurd op", v.dag),
        ("Voor de tijd vanaf", v.vanaf if v.vanaf != v.dag else None),
        ("Waaruit dat blijkt", v.grond),
        ("Te betalen tot en met", v.betalen_voor),
        ("Ingevorderd op", v.ingevorderd_op),
        ("Betaald", as_euro(v.betaald)),
        ("Kwijtgescholden", as_euro(v.kwijtgescholden) if v.kwijtgescholden else ""),
        ("Nog open", as_euro(open_)),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def _list_handelingen(handelingen: list[Invorderingshandeling], soorten: Any) -> list[dict[str, Any]]:
    """List what was done and what happened, in order of time."""
    namen = list_actornamen({h.door for h in handelingen})
    return [
        {
            "dag": h.dag,
            "wat": soorten[h.soort]["naam"] + (" (geëindigd)" if h.sluit_id else ""),
            "tot": h.tot,
            "toelichting": h.toelichting,
            "door": namen.get(h.door, h.door),
        }
        for h in handelingen
    ]


def _list_betalingen(v: Verbeurte) -> list[dict[str, Any]]:
    """List what the financial administration told."""
    return [
        {
            "dag": b.dag,
            "wat": str(b.get_soort_display()),
            "bedrag": as_euro(b.bedrag),
            "kenmerk": b.kenmerk,
            "reden": b.reden,
        }
        for b in v.betalingen.order_by("dag", "id")
    ]
