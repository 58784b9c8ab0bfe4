"""The page of the evidence of the own diensten: each document with its versions and where it is used, and the visits that saw it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.organisaties.models import Organisatie
from vth.organisaties.selectors import list_namen, list_organisaties
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import format_bytes, format_datum

from .bewijslezen import list_eigen_stukken, list_eigen_visitaties, list_visitaties
from .models import Bewijs, Bewijsstuk, Bewijsversie, Visitatie
from .rules import INVULLEN

STUKKOLOMMEN = (
    Kolom("titel", "Stuk"),
    Kolom("bestand", "Bestand"),
    Kolom("versie", "Versie", "getal"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("waar", "Toont aan"),
)
VISITATIEKOLOMMEN = (
    Kolom("dag", "Dag", "datum"),
    Kolom("bezoekers", "Wie"),
    Kolom("stukken", "Zag"),
    Kolom("uitkomst", "Uitkomst"),
    Kolom("leest", "Leest ook mee"),
    Kolom("stand", "Stand", "toestand"),
)
GEBRACHTKOLOMMEN = (
    Kolom("dag", "Dag", "datum"),
    Kolom("bij", "Bij"),
    Kolom("bezoekers", "Wie"),
    Kolom("stukken", "Zag"),
    Kolom("uitkomst", "Uitkomst"),
)
Keuzes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bewijspagina:
    """Everything that the page shows; the choices are of what still stands."""

    stukken: tuple[dict[str, Any], ...]
    visitaties: tuple[dict[str, Any], ...]
    gebracht: tuple[dict[str, Any], ...]
    bij: tuple[str, ...]
    mag: bool
    diensten: Keuzes
    stukkeuzes: Keuzes
    visitatiekeuzes: Keuzes
    bezoekkeuzes: Keuzes
    stukkolommen: tuple[Kolom, ...] = STUKKOLOMMEN
    visitatiekolommen: tuple[Kolom, ...] = VISITATIEKOLOMMEN
    gebrachtkolommen: tuple[Kolom, ...] = GEBRACHTKOLOMMEN


def make_bewijspagina(viewer: Viewer) -> Bewijspagina:
    """Put the page together for who belongs to a dienst."""
    stukken = list(list_eigen_stukken(viewer).prefetch_related("versies").order_by("-id"))
    visitaties = list(
        list_eigen_visitaties(viewer)
        .prefetch_related("bewijzen__bewijsstuk", "bezoekende")
        .order_by("-dag", "-id")
    )
    elders = list_visitaties(viewer).exclude(pk__in=[v.pk for v in visitaties])
    gebracht = list(elders.prefetch_related("bewijzen").order_by("-dag", "-id"))
    gebruik: dict[Any, list[Bewijs]] = {}
    for bewijs in Bewijs.objects.filter(bewijsstuk__in=stukken).select_related("zelfbeoordeling__ronde"):
        gebruik.setdefault(bewijs.bewijsstuk_id, []).append(bewijs)
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    kwamen = {b.leverancier for v in visitaties for b in v.bezoekende.all()}
    namen = list_namen({*eigen, *kwamen, *(v.leverancier for v in gebracht)}, klok.today())
    diensten = list_organisaties(soort=Organisatie.Soort.OMGEVINGSDIENST, op=klok.today())
    return Bewijspagina(
        stukken=tuple(_make_stukrij(stuk, gebruik.get(stuk.pk, ())) for stuk in stukken),
        visitaties=tuple(_make_visitatierij(v, namen) for v in visitaties),
        gebracht=tuple(_make_gebrachtrij(v, namen) for v in gebracht),
        bij=tuple(sorted({v.leverancier for v in gebracht})),
        bezoekkeuzes=tuple((d.organisatie_id, d.naam) for d in diensten if [d.organisatie_id] != eigen),
        mag=INVULLEN in viewer.handelingen,
        diensten=tuple((code, namen.get(code, code)) for code in eigen),
        stukkeuzes=list_stukkeuzes(stukken),
        visitatiekeuzes=tuple(
            (str(v.pk), f"{format_datum(v.dag)}: {v.bezoekers}") for v in visitaties if not v.ingetrokken_op
        ),
    )


def list_stukkeuzes(stukken: Sequence[Bewijsstuk]) -> Keuzes:
    """Offer the documents that stand."""
    return tuple((str(stuk.pk), stuk.titel) for stuk in stukken if stuk.ingetrokken_op is None)


def make_stand(ding: Bewijsstuk | Bewijs | Visitatie) -> tuple[str, str]:
    """Say whether a thing stands; why not is told by `say_intrekking`, for a reason may be long."""
    return ("fout", "ingetrokken") if ding.ingetrokken_op else ("goed", "geldt")


def say_intrekking(ding: Bewijsstuk | Bewijs | Visitatie, tekst: str) -> str:
    """Give a text with, behind it, why the thing was taken back."""
    return f"{tekst} Ingetrokken: {ding.reden_intrekking}".strip() if ding.ingetrokken_op else tekst


def say_bestand(versie: Bewijsversie) -> str:
    """Name a file with its size."""
    return f"{versie.bestandsnaam} ({format_bytes(versie.bestandsomvang)})"


def get_adres(versie: Bewijsversie) -> str:
    """Give where a version is sent from."""
    return reverse("monitoring:bewijsbestand", args=[versie.bewijsstuk_id, versie.volgnummer])


def _make_stukrij(stuk: Bewijsstuk, gebruik: Sequence[Bewijs]) -> dict[str, Any]:
    laatste = max(stuk.versies.all(), key=lambda v: v.volgnummer)
    waar: Mapping[str, None] = dict.fromkeys(
        f"{b.zelfbeoordeling.ronde.naam}: {b.gebied or b.criterium} (versie {b.stukversie})"
        for b in gebruik
        if not b.ingetrokken_op
    )
    return {
        "titel": stuk.titel,
        "url": get_adres(laatste),
        "bestand": say_bestand(laatste),
        "versie": laatste.volgnummer,
        "stand": make_stand(stuk),
        "waar": say_intrekking(stuk, "; ".join(waar) or ("" if stuk.ingetrokken_op else "nog niets")),
    }


def _make_visitatierij(visitatie: Visitatie, namen: Mapping[str, str]) -> dict[str, Any]:
    stukken = [
        f"{b.bewijsstuk.titel} (versie {b.stukversie}{', later ingetrokken' if b.bewijsstuk.ingetrokken_op else ''})"
        for b in visitatie.bewijzen.all()
    ]
    kwamen = [b.leverancier for b in visitatie.bezoekende.all()]
    return {
        "dag": visitatie.dag,
        "bezoekers": visitatie.bezoekers,
        "leest": ", ".join(sorted(namen.get(code, code) for code in kwamen)) or "alleen uw eigen dienst",
        "stukken": "; ".join(stukken) or "geen stukken",
        "uitkomst": say_intrekking(visitatie, visitatie.uitkomst),
        "stand": make_stand(visitatie),
    }


def _make_gebrachtrij(visitatie: Visitatie, namen: Mapping[str, str]) -> dict[str, Any]:
    """A visit that the own dienst made elsewhere: what was seen there stays there, and is counted."""
    aantal = len(visitatie.bewijzen.all())
    return {
        "dag": visitatie.dag,
        "bij": namen.get(visitatie.leverancier, visitatie.leverancier),
        "bezoekers": visitatie.bezoekers,
        "stukken": "geen stukken" if not aantal else "1 stuk" if aantal == 1 else f"{aantal} stukken",
        "uitkomst": visitatie.uitkomst,
    }
