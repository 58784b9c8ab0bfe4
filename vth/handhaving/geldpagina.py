"""What the page of a measure shows of money: what is owed under it, what bestuursdwang was applied, and what that cost."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kenmerk, Kolom
from vth.zaken.selectors import list_zichtbare_besluiten

from .lasttekst import as_euro
from .models import Bestuursdwang, Kostenregel, Last, Maatregel, Verbeurte, Vervolgbesluit
from .rules import DWANGSOM
from .selectors import find_telling, read_bedragen
from .vervolghand import list_met_de_hand, say_doen
from .vervolgwerking import OVER_DE_LAST, is_uit_te_voeren, is_verzonden
from .weergave import get_toestand

VERBEURTEKOLOMMEN = (
    Kolom("dag", "Verschuldigd op", "datum"),
    Kolom("bedrag", "Bedrag"),
    Kolom("betalen", "Betalen voor", "datum"),
    Kolom("toestand", "Stand", "toestand"),
    Kolom("verjaart", "Te stuiten tot en met", "datum"),
)
BEDRAGEN = {
    "verbeurd": "Verbeurd",
    "ingevorderd": "Ingevorderd",
    "betaald": "Betaald",
    "kwijtgescholden": "Kwijtgescholden",
    "verjaard": "Verjaard",
    "open": "Nog open",
}
# Under a last under bestuursdwang nothing is forfeited: its costs are claimed.
KOSTENBEDRAGEN = {"verbeurd": "Verhaald bij beschikking"} | {
    naam: label for naam, label in BEDRAGEN.items() if naam not in ("verbeurd", "ingevorderd")
}
DWANGKOLOMMEN = (
    Kolom("van", "Toegepast vanaf", "datum"),
    Kolom("tot", "Tot en met", "datum"),
    Kolom("wat", "Wat is gedaan"),
    Kolom("wanneer", "Voor of na het besluit"),
)
VERVOLGKOLOMMEN = (Kolom("nummer", "Besluit"), Kolom("wat", "Waarover"), Kolom("stand", "Stand"))
KOSTENKOLOMMEN = (
    Kolom("dag", "Dag", "datum"),
    Kolom("wat", "Waarvoor"),
    Kolom("bedrag", "Bedrag"),
    Kolom("kenmerk", "Nummer"),
)


def list_verbeurten(m: Maatregel, last: Last | None) -> list[dict[str, Any]]:
    """List what is owed, the first to lapse first."""
    if last is None:
        return []
    rijen = list(Verbeurte.objects.filter(adressaat__last=last).order_by("laatste_dag", "dag")[:500])
    if rijen:
        # Asked so that the page says on which assumption the amounts were counted.
        find_telling(last, m)
    return [
        {
            "id": str(v.pk),
            "url": reverse("handhaving:verbeurte", args=[v.pk]),
            "dag": v.dag,
            "bedrag": as_euro(v.bedrag),
            "betalen": v.betalen_voor,
            "toestand": get_toestand(v, klok.today()),
            "verjaart": v.laatste_dag if v.staat == Verbeurte.Staat.OPEN else None,
            "open": v.staat == Verbeurte.Staat.OPEN,
            "ingevorderd": v.ingevorderd_op is not None,
        }
        for v in rijen
    ]


def list_vervolg(viewer: Viewer, m: Maatregel) -> list[dict[str, Any]]:
    """List the decisions about what follows a measure that the viewer may see, the newest first."""
    alle = Vervolgbesluit.objects.filter(maatregel=m, besluit__in=list_zichtbare_besluiten(viewer))
    rijen = list(alle.select_related("besluit", "uitvoering", "wacht").order_by("-besluit_id")[:100])
    met_de_hand = list_met_de_hand(m) if rijen else {}
    return [
        {
            "url": reverse("zaken:besluit", args=[v.besluit_id]),
            "nummer": v.besluit.identificatie,
            "wat": str(v.get_soort_display()),
            "stand": _say_vervolg(v, met_de_hand),
            "id": v.besluit_id,
            "geld": v.soort not in OVER_DE_LAST,
            "wacht": is_uit_te_voeren(v, klok.today()),
            "doen": say_doen(v) if is_verzonden(v, klok.today()) else "",
        }
        for v in rijen
    ]


def _say_vervolg(v: Vervolgbesluit, met_de_hand: Mapping[str, str]) -> str:
    """Say how a decision stands, and whether what it says was carried out here."""
    besluit, gedaan = v.besluit, getattr(v, "uitvoering", None)
    stand = str(besluit.get_staat_display())
    if besluit.verzenddatum is None:
        return stand
    stand += f", verzonden op {as_dagtekst(besluit.verzenddatum)}"
    if besluit.identificatie in met_de_hand:
        return f"{stand}; met de hand verwerkt: {met_de_hand[besluit.identificatie]}"
    if gedaan is not None:
        return f"{stand}; verwerkt"
    if v.vanaf is not None and v.vanaf > klok.today():
        return f"{stand}; werkt vanaf {as_dagtekst(v.vanaf)}"
    return f"{stand}; nog niet verwerkt"


def list_bedragen(m: Maatregel) -> list[Kenmerk]:
    """Add up the money."""
    som = read_bedragen(m)
    labels = BEDRAGEN if m.instrument == DWANGSOM else KOSTENBEDRAGEN
    return [Kenmerk(label, as_euro(som[naam])) for naam, label in labels.items()]


def list_bestuursdwang(last: Last | None) -> list[dict[str, Any]]:
    """List what was done under a last."""
    rijen = Bestuursdwang.objects.filter(last=last).order_by("volgnummer") if last else ()
    return [
        {
            "id": b.pk,
            "van": b.van,
            "tot": b.tot,
            "wat": b.omschrijving,
            "wanneer": "voor het besluit (Awb 5:31, tweede lid)" if b.vooraf else "na het besluit",
        }
        for b in rijen
    ]


def list_kosten(last: Last | None) -> list[dict[str, Any]]:
    """List what bestuursdwang cost; a line that was withdrawn says so and stays."""
    if last is None:
        return []
    rijen = Kostenregel.objects.filter(bestuursdwang__last=last, sluit=None)
    return [
        {
            "id": r.pk,
            "dag": r.dag,
            "wat": r.omschrijving if weg is None else f"{r.omschrijving} (ingetrokken: {weg.omschrijving})",
            "bedrag": as_euro(r.bedrag),
            "kenmerk": r.kenmerk,
            "telt": weg is None,
        }
        for r in rijen.select_related("ingetrokken_door").order_by("bestuursdwang_id", "volgnummer")
        for weg in [getattr(r, "ingetrokken_door", None)]
    ]
