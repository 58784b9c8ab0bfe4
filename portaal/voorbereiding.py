"""The page that an inspector reads before he goes: the place, its permit today, what is asked of it, what was found before, and dangers."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from vth.ontdubbeling.gouden import choose_gouden
from vth.register.models import Bronobject
from vth.register.selectors import find_identiteiten, list_bronobjecten, list_namen, read_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toezicht.models import Controle, Veiligheidswaarschuwing
from vth.toezicht.selectors import get_controle, list_onderwerpen, list_waarschuwingen
from vth.toezicht.weergave import Namen
from vth.vergunningen.consolidatie import Standregel, read_standen
from vth.vergunningen.models import Vergunning
from vth.vergunningen.plichten import derive_plichten
from vth.vergunningen.selectors import list_vergunningen_van
from vth.vormgeving.onderdelen import Kenmerk, Kolom
from vth.vormgeving.opmaak import shorten

from .objectkaart import Locatie, find_plaatsen, make_locatie
from .objectkenmerken import Bronnen, list_kenmerken, list_organisaties
from .objectrelaties import Groep, Opzoek, list_groepen
from .toezichtblokken import CONTROLEKOLOMMEN, Toezichtblok, list_controlerijen, make_toezichtblok
from .zaakblokken import ZAAKKOLOMMEN, list_zaakrijen

JAAR = timedelta(days=365)
MEESTE_PLICHTEN = 40
VERGUNNINGKOLOMMEN = (
    Kolom("kenmerk", "Vergunning"),
    Kolom("titel", "Titel"),
    Kolom("aantal", "Voorschriften", "getal"),
    Kolom("grenzen", "Met een grenswaarde", "getal"),
)
PLICHTKOLOMMEN = (
    Kolom("dag", "Uiterlijk", "datum"),
    Kolom("voorschrift", "Voorschrift"),
    Kolom("wat", "Wat"),
    Kolom("toestand", "Toestand", "toestand"),
)


@dataclass(frozen=True)
class Plek:
    """One place or activity that the controle is about: what is known of it now."""

    naam: str
    url: str
    kenmerken: tuple[Kenmerk, ...]
    groepen: tuple[Groep, ...]
    locatie: Locatie | None = None


@dataclass(frozen=True)
class Voorbereiding:
    """Everything that the page shows."""

    controle: Controle
    inspecteur: str
    plekken: tuple[Plek, ...]
    vergunningen: tuple[dict[str, Any], ...]
    plichten: tuple[dict[str, Any], ...]
    waarschuwingen: tuple[Veiligheidswaarschuwing, ...]
    controles: tuple[dict[str, Any], ...]
    zaken: tuple[dict[str, Any], ...]
    toezicht: Toezichtblok | None
    records: tuple[Bronobject, ...]
    vergunningkolommen: tuple[Kolom, ...] = VERGUNNINGKOLOMMEN
    plichtkolommen: tuple[Kolom, ...] = PLICHTKOLOMMEN
    controlekolommen: tuple[Kolom, ...] = CONTROLEKOLOMMEN
    zaakkolommen: tuple[Kolom, ...] = ZAAKKOLOMMEN


def make_voorbereiding(viewer: Viewer, controle_id: uuid.UUID) -> Voorbereiding:
    """Put together what an inspector must know before a controle. Raises BestaatNietError of `zaken`."""
    controle = get_controle(viewer, controle_id)
    nu = Peilmoment(klok.today(), klok.now())
    eigen = [b for _, b in list_onderwerpen(viewer, controle)]
    identiteiten = set(find_identiteiten([b.pk for b in eigen], nu).values())
    records = [b for i in sorted(identiteiten, key=str) for b in list_bronobjecten(viewer, i, nu)]
    ids = [b.pk for b in records]
    vergunningen = list_vergunningen_van(viewer, ids)
    standen = read_standen([v.pk for v in vergunningen], nu)
    return Voorbereiding(
        controle=controle,
        inspecteur=Namen([controle]).get_inspecteur(controle),
        plekken=tuple(_make_plek(viewer, i, nu) for i in sorted(identiteiten, key=str)),
        vergunningen=tuple(_make_vergunningrijen(vergunningen, standen)),
        plichten=tuple(_list_plichten(vergunningen, standen, nu.geldig_op)),
        waarschuwingen=tuple(list_waarschuwingen(viewer, ids)),
        controles=list_controlerijen(viewer, ids, zonder=controle.pk),
        zaken=tuple(z for z in list_zaakrijen(viewer, ids) if z["toestand"][0] != "goed"),
        toezicht=make_toezichtblok(viewer, records, nu) if records else None,
        records=tuple(records),
    )


def _make_plek(viewer: Viewer, identiteit: uuid.UUID, nu: Peilmoment) -> Plek:
    """Give what is known of one place, as its own page shows it."""
    gouden = choose_gouden(read_object(viewer, identiteit, nu))
    beeld = gouden.beeld
    opzoek, eerste = Opzoek(viewer, beeld), beeld.bronobjecten[0]
    plaatsen = find_plaatsen(viewer, beeld, opzoek)
    organisaties = {*list_organisaties(beeld), *opzoek.codes, *plaatsen.gemeenten}
    bronnen = Bronnen(viewer, [w.herkomst for w in beeld.waarden], organisaties, nu.geldig_op)
    naam = list_namen([eerste], nu, bekend=beeld.tijdlijnen)[eerste.pk]
    return Plek(
        naam=shorten(naam, 120),
        url=reverse("portaal:object", args=[identiteit]),
        kenmerken=tuple(list_kenmerken(beeld, bronnen, gouden.redenen, gouden.zekerheden)),
        groepen=tuple(list_groepen(opzoek, bronnen.get_naam)),
        locatie=make_locatie(beeld, plaatsen, naam, bronnen.get_naam),
    )


def _make_vergunningrijen(
    vergunningen: Sequence[Vergunning], standen: Mapping[uuid.UUID, Sequence[Standregel]]
) -> list[dict[str, Any]]:
    """List the permits as they stand today, with how many voorschriften there are to look at."""
    return [
        {
            "url": reverse("vergunningen:vergunning", args=[v.pk]),
            "kenmerk": v.kenmerk,
            "titel": v.titel,
            "aantal": sum(bool(r.tekst) for r in standen[v.pk]),
            "grenzen": sum(bool(r.tekst and r.gegevens.get("grenswaarden")) for r in standen[v.pk]),
        }
        for v in vergunningen
    ]


def _list_plichten(
    vergunningen: Sequence[Vergunning], standen: Mapping[uuid.UUID, Sequence[Standregel]], dag: date
) -> list[dict[str, Any]]:
    """List what the permits ask by a day: of the year behind what was not met, of the year to come all."""
    dagen = [d for v in vergunningen for d in derive_plichten(v, standen[v.pk], dag - JAAR, dag + JAAR)]
    open_ = sorted((d for d in dagen if d.voldaan_op is None), key=lambda d: d.dag)
    return [
        {
            "url": reverse("vergunningen:voorschrift", args=[d.voorschrift_id]),
            "dag": d.dag,
            "voorschrift": d.nummer,
            "wat": d.verplichting.omschrijving,
            "toestand": ("fout", "niet afgedaan") if d.dag < dag else ("wacht", "komt nog"),
        }
        for d in open_[:MEESTE_PLICHTEN]
    ]
