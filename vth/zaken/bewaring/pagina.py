"""The pages of the archivist: what is due and what stands in its way, what is kept, the lists of destruction, and one of those."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import find_naam
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk, Kolom

from ..models import Zaak, Zaakbewaring, Zaakvernietiging
from .rules import list_bezwaren
from .selectors import (
    get_vernietiging,
    list_aan_de_beurt,
    list_blijvend,
    list_onbekend,
    list_uitzonderingen,
    list_vernietigingen,
    list_zichtbare_regels,
    read_standen,
)
from .services import BEOORDELEN, BEWAREN, MEESTE, VOORSTELLEN

WAT = {
    "beurt": "Aan de beurt",
    "blijvend": "Blijvend bewaren",
    "uitzondering": "Uitgezonderd",
    "onbekend": "Zonder dag",
    "lijsten": "Vernietigingslijsten",
}
KOLOMMEN = (
    Kolom("identificatie", "Zaak"),
    Kolom("gesloten", "Gesloten op", "datum"),
    Kolom("vernietigen", "Mag weg vanaf", "datum"),
    Kolom("waarom", "Waarom"),
)
LIJSTKOLOMMEN = (
    Kolom("identificatie", "Lijst"),
    Kolom("opgesteld", "Gemaakt op", "tijdstip"),
    Kolom("door", "Gemaakt door"),
    Kolom("aantal", "Zaken", "getal"),
    Kolom("toestand", "Toestand", "toestand"),
)
REGELKOLOMMEN = (
    Kolom("identificatie", "Zaak"),
    Kolom("zaaksoort", "Soort"),
    Kolom("gesloten", "Gesloten op", "datum"),
    Kolom("vernietigen", "Mag weg vanaf", "datum"),
    Kolom("waarom", "Waarom"),
    Kolom("toestand", "Uitkomst", "toestand"),
)
STAATCODES = {"voorgelegd": "wacht", "ondertekend": "bezig", "uitgevoerd": "goed", "geweigerd": "neutraal"}
UITKOMSTCODES = {"voorgesteld": "wacht", "vernietigd": "goed", "overgeslagen": "aandacht"}


@dataclass(frozen=True)
class Bewaarpagina:
    """What one tab of the archivist shows."""

    wat: str
    tabs: tuple[tuple[str, str, bool], ...]
    rijen: tuple[dict[str, Any], ...]
    lijsten: tuple[dict[str, Any], ...]
    zaken: tuple[Zaak, ...]
    organisaties: tuple[tuple[str, str], ...]
    meer: bool
    blind: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN
    lijstkolommen: tuple[Kolom, ...] = LIJSTKOLOMMEN


def make_bewaarpagina(viewer: Viewer, wat: str) -> Bewaarpagina:
    """Put one tab together; what cannot go is shown with the reason."""
    op = klok.today()
    lezers = {
        "beurt": lambda: list_aan_de_beurt(viewer, op=op, hoogstens=MEESTE + 1),
        "blijvend": lambda: list_blijvend(viewer, hoogstens=MEESTE + 1),
        "uitzondering": lambda: list_uitzonderingen(viewer, hoogstens=MEESTE + 1),
        "onbekend": lambda: list_onbekend(viewer, hoogstens=MEESTE + 1),
    }
    gevonden = lezers[wat]() if wat in lezers and not viewer.zicht.is_leeg else []
    bladzij = gevonden[:MEESTE]
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    mag = [o for o in eigen if decide_handeling(viewer, VOORSTELLEN, namens=o).mag]
    return Bewaarpagina(
        wat=wat,
        tabs=tuple((code, naam, code == wat) for code, naam in WAT.items()),
        rijen=tuple(_make_rijen(bladzij)),
        lijsten=tuple(_make_lijstrijen(list_vernietigingen(viewer))) if wat == "lijsten" else (),
        zaken=tuple(b.zaak for b in bladzij),
        organisaties=tuple((o, find_naam(o, op)) for o in mag),
        meer=len(gevonden) > MEESTE,
        blind=viewer.zicht.is_leeg,
    )


def _make_rijen(bewaring: list[Zaakbewaring]) -> list[dict[str, Any]]:
    """Make the row of each zaak, with what stands in the way of its destruction."""
    standen, op = read_standen([b.zaak_id for b in bewaring]), klok.today()
    return [
        {
            "id": str(b.zaak_id),
            "url": reverse("zaken:zaak", args=[b.zaak_id]),
            "identificatie": f"{b.zaak.identificatie} {b.zaak.omschrijving}".strip(),
            "gesloten": b.zaak.einddatum,
            "vernietigen": b.vernietigen_op,
            "waarom": f"{b.get_uitzondering_display()}: {b.uitzondering_reden}"
            if b.uitzondering
            else b.waarom,
            "aanname": b.grond.get("zekerheid") == "aanname" and not b.uitzondering,
            "bezwaren": list_bezwaren(standen[b.zaak_id], op),
        }
        for b in bewaring
    ]


def _make_lijstrijen(lijsten: list[Zaakvernietiging]) -> list[dict[str, Any]]:
    """Make the row of each list of destruction."""
    namen = list_actornamen({v.opgesteld_door for v in lijsten})
    return [
        {
            "url": reverse("zaken:vernietiging", args=[v.pk]),
            "identificatie": v.identificatie,
            "opgesteld": v.opgesteld_op.astimezone(AMSTERDAM),
            "door": namen[v.opgesteld_door],
            "aantal": v.regels.count(),
            "toestand": (STAATCODES[v.staat], str(v.get_staat_display())),
        }
        for v in lijsten
    ]


@dataclass(frozen=True)
class Vernietigingspagina:
    """What the page of one list of destruction shows."""

    vernietiging: Zaakvernietiging
    toestand: tuple[str, str]
    kenmerken: tuple[Kenmerk, ...]
    regels: tuple[dict[str, Any], ...]
    verborgen: int
    zaken: tuple[Zaak, ...]
    kan: frozenset[str]
    kolommen: tuple[Kolom, ...] = REGELKOLOMMEN


def make_vernietigingspagina(viewer: Viewer, vernietiging_id: Any) -> Vernietigingspagina:
    """Put the page of one list together. Raises BestaatNietError."""
    vernietiging = get_vernietiging(viewer, vernietiging_id)
    regels = list(list_zichtbare_regels(viewer, vernietiging))
    return Vernietigingspagina(
        vernietiging=vernietiging,
        toestand=(STAATCODES[vernietiging.staat], str(vernietiging.get_staat_display())),
        kenmerken=tuple(_list_kenmerken(vernietiging)),
        regels=tuple(
            {
                "url": reverse("zaken:zaak", args=[r.zaak_id]),
                "identificatie": r.identificatie,
                "zaaksoort": r.zaaksoort.replace("_", " "),
                "gesloten": r.einddatum,
                "vernietigen": r.vernietigen_op,
                "waarom": r.reden or r.waarom,
                "toestand": (UITKOMSTCODES[r.uitkomst], str(r.get_uitkomst_display())),
            }
            for r in regels
        ),
        verborgen=vernietiging.regels.count() - len(regels),
        zaken=tuple(r.zaak for r in regels),
        kan=_derive_kan(viewer, vernietiging),
    )


def _derive_kan(viewer: Viewer, vernietiging: Zaakvernietiging) -> frozenset[str]:
    """List what the viewer can do with a list as it stands."""
    wie, kan = vernietiging.organisatie, set[str]()
    if vernietiging.staat == "voorgelegd" and vernietiging.opgesteld_door != viewer.actor:
        kan |= {"oordeel"} if decide_handeling(viewer, BEOORDELEN, namens=wie).mag else set()
    if vernietiging.staat == "ondertekend":
        kan |= {"uitvoeren"} if decide_handeling(viewer, VOORSTELLEN, namens=wie).mag else set()
    return frozenset(kan)


def _list_kenmerken(v: Zaakvernietiging) -> list[Kenmerk]:
    """List who did what when, and what the protocol says."""
    namen = list_actornamen({v.opgesteld_door, v.beoordeeld_door, v.uitgevoerd_door})
    kenmerken: list[Kenmerk | None] = [
        Kenmerk("Organisatie", find_naam(v.organisatie, klok.today())),
        Kenmerk("Gemaakt", f"{namen[v.opgesteld_door]}, {_say(v.opgesteld_op)}"),
        Kenmerk("Beoordeeld", f"{namen[v.beoordeeld_door]}, {_say(v.beoordeeld_op)}")
        if v.beoordeeld_op
        else None,
        Kenmerk("Reden", v.reden) if v.reden else None,
        Kenmerk("Uitgevoerd", f"{namen[v.uitgevoerd_door]}, {_say(v.uitgevoerd_op)}")
        if v.uitgevoerd_op
        else None,
    ]
    if v.verklaring:
        for naam, aantallen in (("Vernietigde zaken", "zaken"), ("Daarin", "daarin")):
            tekst = "; ".join(f"{k.replace('_', ' ')}: {n}" for k, n in v.verklaring[aantallen].items() if n)
            kenmerken.append(Kenmerk(naam, tekst or "geen"))
        kenmerken.append(Kenmerk("Niet vernietigd", v.verklaring["overgeslagen"]))
        kenmerken.append(Kenmerk("Volgens", "; ".join(v.verklaring["gronden"]) or "onbekend"))
    kenmerken.append(Kenmerk("Controlegetal", v.controlegetal))
    return [k for k in kenmerken if k is not None]


def _say(moment: Any) -> str:
    """Write a moment as people do."""
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def list_bewaarkenmerken(viewer: Viewer, zaak: Zaak) -> tuple[list[Kenmerk], frozenset[str]]:
    """Give what becomes of one closed zaak, and what the viewer can do about it; nothing for one that is open."""
    bewaring = Zaakbewaring.objects.filter(zaak=zaak).first()
    if bewaring is None:
        return [], frozenset()
    kenmerken = [
        Kenmerk("Wat ermee gebeurt", bewaring.get_wijze_display()),
        Kenmerk("Waarom", bewaring.waarom),
        Kenmerk("Zekerheid", bewaring.grond.get("zekerheid", "onbekend")),
    ]
    if bewaring.vernietigen_op:
        kenmerken.append(Kenmerk("Mag weg vanaf", bewaring.vernietigen_op))
    if bewaring.uitzondering:
        tekst = f"{bewaring.get_uitzondering_display()}. {bewaring.uitzondering_reden}"
        kenmerken.append(Kenmerk("Uitgezonderd", tekst))
    if bewaring.overgebracht_op:
        kenmerken.append(Kenmerk("Overgebracht op", bewaring.overgebracht_op))
        kenmerken.append(Kenmerk("Naar", bewaring.overgebracht_naar))
    if zaak.vernietigd_op or not decide_handeling(viewer, BEWAREN, namens=zaak.leverancier).mag:
        return kenmerken, frozenset()
    kan = {"opheffen" if bewaring.uitzondering else "uitzonderen", "pakket"}
    if bewaring.wijze == "blijvend_bewaren" and not bewaring.overgebracht_op:
        kan.add("overbrengen")
    return kenmerken, frozenset(kan)
