"""What pages show of letters and templates: where each value comes from, what is missing, which templates there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import shorten
from vth.zaken.models import Brief, Briefsjabloon

from .kamers import Briefbron, list_briefkamers, list_passend
from .services import SJABLONEN
from .sjablonen import get_eigen, list_sjablonen, read_meegeleverd
from .velden import NAMEN, Herkomstregel, list_velden

HERKOMSTKOLOMMEN = (
    Kolom("naam", "Gegeven"),
    Kolom("waarde", "Waarde"),
    Kolom("bron", "Waar het vandaan komt"),
    Kolom("regel", "Regel"),
    Kolom("toestand", "Toestand", "toestand"),
)
SJABLOONKOLOMMEN = (
    Kolom("naam", "Sjabloon"),
    Kolom("code", "Code"),
    Kolom("van", "Van"),
    Kolom("vorm", "Vorm"),
    Kolom("bij", "Hoort bij"),
    Kolom("toestand", "Toestand", "toestand"),
)
VELDKOLOMMEN = (Kolom("code", "Veld"), Kolom("naam", "Wat het is"), Kolom("delen", "Per regel"))
VERSIEKOLOMMEN = (
    Kolom("naam", "Bestand"),
    Kolom("nummer", "Versie", "getal"),
    Kolom("door", "Door"),
    Kolom("op", "Op", "tijdstip"),
)


def make_herkomstrijen(regels: Iterable[Herkomstregel]) -> tuple[dict[str, Any], ...]:
    """Make the table of what a letter will hold, and where each value comes from."""
    return tuple(
        {
            "naam": r.naam,
            "waarde": shorten(r.waarde, 200) or r.reden,
            "bron": r.bron,
            "regel": r.regel,
            "toestand": _get_toestand(r.ontbreekt, bool(r.waarde)),
        }
        for r in regels
    )


def _get_toestand(ontbreekt: bool, er: bool) -> tuple[str, str]:
    """Give shape and word for a value."""
    if ontbreekt:
        return "aandacht", "ontbreekt"
    return ("goed", "ingevuld") if er else ("neutraal", "niet ingevuld")


def make_bewaarderijen(brief: Brief) -> tuple[dict[str, Any], ...]:
    """Make the same table of a letter that was made, as it was kept."""
    return tuple(
        {
            "naam": NAMEN.get(r["veld"], r["veld"]),
            "waarde": shorten(r["waarde"], 200),
            "bron": r["bron"],
            "regel": r["regel"],
            "toestand": _get_toestand(r["ontbreekt"], bool(r["waarde"] or r["bron"])),
        }
        for r in brief.herkomst
    )


def list_keuzes(viewer: Viewer, bron: Briefbron) -> list[tuple[str, str]]:
    """List the templates that can be used for a letter, those that are made for it first.

    A template of a room above is only for what that room says; a letter about a thing of that room is made with its templates or with one's own.
    """
    passend, meegeleverd = list_passend(viewer, bron), read_meegeleverd()
    vreemd = {code for kamer in list_briefkamers() for code in kamer.sjablonen()} - passend
    sjablonen = [
        s
        for s in list_sjablonen(viewer, bron.zaak.leverancier)
        if s.bij_besluit == (bron.besluit is not None)
        and s.code not in vreemd
        and (bron.onderwerp is None or s.code in passend or s.code not in meegeleverd)
    ]
    return [(s.code, s.naam) for s in sorted(sjablonen, key=lambda s: s.code not in passend)]


@dataclass(frozen=True)
class Sjablonenpagina:
    """The templates that the viewer can use, and the fields that they can ask."""

    rijen: tuple[dict[str, Any], ...]
    velden: tuple[dict[str, Any], ...]
    mag: tuple[tuple[str, str], ...]
    kolommen: tuple[Kolom, ...] = SJABLOONKOLOMMEN
    veldkolommen: tuple[Kolom, ...] = VELDKOLOMMEN


def make_sjablonenpagina(viewer: Viewer) -> Sjablonenpagina:
    """Put the page of templates together: those of the viewer's organisations, then those of the program."""
    eigen = Briefsjabloon.objects.filter(organisatie__in=viewer.organisaties).order_by("naam", "code")
    codes = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_namen(codes, klok.today())
    return Sjablonenpagina(
        rijen=(*(_make_rij(s, namen) for s in eigen), *_list_meegeleverd()),
        velden=tuple({"code": v.code, "naam": v.naam, "delen": ", ".join(v.delen)} for v in list_velden()),
        mag=tuple((c, namen.get(c, c)) for c in codes if decide_handeling(viewer, SJABLONEN, namens=c).mag),
    )


def _make_rij(s: Briefsjabloon, namen: Mapping[str, str]) -> dict[str, Any]:
    """Make the row of a template of an organisation."""
    return {
        "url": reverse("zaken:briefsjabloon", args=[s.pk]),
        "naam": s.naam,
        "code": s.code,
        "van": namen.get(s.organisatie, s.organisatie),
        "vorm": s.get_vorm_display(),
        "bij": "een besluit" if s.bij_besluit else "een zaak",
        "toestand": ("neutraal", "vervallen") if s.vervallen_op else ("goed", "in gebruik"),
    }


def _list_meegeleverd() -> list[dict[str, Any]]:
    """Make the rows of the templates that come with the program."""
    return [
        {
            "naam": s.naam,
            "code": s.code,
            "van": "Open VTH",
            "vorm": "PDF",
            "bij": "een besluit" if s.bij_besluit else "een zaak",
            "toestand": ("goed", "meegeleverd"),
        }
        for s in read_meegeleverd().values()
    ]


@dataclass(frozen=True)
class Sjabloonpagina:
    """One template with its versions and the fields that the last one asks."""

    sjabloon: Briefsjabloon
    versies: tuple[dict[str, Any], ...]
    velden: tuple[tuple[str, str], ...]
    laatste: int
    mag: bool
    kolommen: tuple[Kolom, ...] = VERSIEKOLOMMEN


def make_sjabloonpagina(viewer: Viewer, sjabloon_id: Any) -> Sjabloonpagina:
    """Put the page of a template together. Raises BestaatNietError."""
    sjabloon = get_eigen(viewer, sjabloon_id)
    versies = list(sjabloon.versies.order_by("-volgnummer"))
    namen = list_actornamen(v.door for v in versies)
    return Sjabloonpagina(
        sjabloon=sjabloon,
        versies=tuple(
            {
                "url": reverse("zaken:briefsjabloondownload", args=[sjabloon.pk, v.volgnummer]),
                "naam": v.bestandsnaam,
                "nummer": v.volgnummer,
                "door": namen[v.door],
                "op": v.op,
            }
            for v in versies
        ),
        velden=tuple((code, NAMEN.get(code, code)) for code in versies[0].velden),
        laatste=versies[0].volgnummer,
        mag=sjabloon.vervallen_op is None
        and decide_handeling(viewer, SJABLONEN, namens=sjabloon.organisatie).mag,
    )
