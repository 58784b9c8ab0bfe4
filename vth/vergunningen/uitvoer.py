"""The consolidated permit to take along: as data (JSON), as a tagged PDF and as a Word document, with moment and address in it."""

import json
import uuid
from collections.abc import Collection, Container, Sequence
from dataclasses import asdict
from typing import Any

from vth.register.selectors import list_zichtbare_ids
from vth.tijd.rules import AMSTERDAM, Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_datum
from vth.zaken.rapport import maken
from vth.zaken.rapport.blokken import LAAGSTE_KOP, Alinea, Blok, Kop, Lijst, Rapport, list_regels

from .besluitstand import find_instandgelaten
from .consolidatie import Standregel, read_bereik
from .houders import Houder, read_houders
from .models import Vergunning
from .omgeving import Opvolger, read_opvolgers
from .openbaar import read_bron
from .rules import VergunningError
from .selectors import list_toestemmingen
from .vergunningpagina import Vergunningpagina, Voorschriftbeeld, make_vergunningpagina

LOS = "Dit voorschrift staat onder een voorschrift dat op deze dag niet geldt."
VORMEN = {"json": "application/json", **maken.VORMEN}


def make_bestand(
    viewer: Viewer,
    vergunning: Vergunning,
    peilmoment: Peilmoment,
    vorm: str,
    adres: str,
    *,
    openbaar: bool = False,
) -> bytes:
    """Make the file of a permit as it stands at a moment, within what the viewer may see, or its public version.

    Raises VergunningError when it fails, and GeenToegangError for the public version of a permit that is not public.
    """
    if vorm == "json":
        inhoud = as_json(viewer, vergunning, peilmoment, adres, openbaar=openbaar)
        return json.dumps(inhoud, ensure_ascii=False, indent=1).encode()
    pagina = make_vergunningpagina(viewer, vergunning.pk, peilmoment, openbaar=openbaar)
    rapport = _make_document(pagina, adres)
    try:
        return maken.make_bestand(rapport, vorm)
    except maken.RapportError as fout:
        raise VergunningError(str(fout)) from fout


def as_json(
    viewer: Viewer, vergunning: Vergunning, peilmoment: Peilmoment, adres: str, *, openbaar: bool = False
) -> dict[str, Any]:
    """Give a permit at a moment as plain values: each voorschrift with its address, its parent, its origin and what comes after.

    `alleenVoor` is None for what is for the whole permit; of what is for some records it names those that the viewer may see. The
    public version says how much was left out (`weggelaten`).
    """
    bron = read_bron(viewer, vergunning, peilmoment, openbaar=openbaar)
    basis = adres.rsplit("/vergunningen/", 1)[0]
    opvolgers = read_opvolgers(vergunning.pk, peilmoment)
    in_stand = find_instandgelaten(vergunning.pk, peilmoment)
    bereik = read_bereik(r.mutatie_id for r in bron.stand)
    gezien = list_zichtbare_ids(bron.viewer, {r for records in bereik.values() for r in records})
    houders = read_houders(bron.viewer, list_toestemmingen(vergunning), peilmoment)
    return {
        "id": adres,
        "kenmerk": vergunning.kenmerk,
        "titel": vergunning.titel,
        "bevoegdGezag": vergunning.bevoegd_gezag,
        "geldigOp": peilmoment.geldig_op.isoformat(),
        "beschikbaarOp": peilmoment.beschikbaar_op.isoformat(),
        **({"weggelaten": asdict(bron.weggelaten)} if bron.weggelaten else {}),
        "houders": [_as_houder(h, basis) for h in houders],
        "voorschriften": [
            {
                **_as_regel(r, basis),
                "rechtsgevolgenInStand": r.mutatie_id in in_stand,
                "alleenVoor": as_bereik(bereik.get(r.mutatie_id), gezien, basis),
                **_as_opvolging(opvolgers.get(r.voorschrift_id), basis),
            }
            for r in bron.stand
        ],
    }


def _as_houder(houder: Houder, basis: str) -> dict[str, str]:
    """Give who holds a toestemming on the day as plain values."""
    return {
        "houder": f"{basis}/objecten/{houder.bronobject.pk}",
        "naam": houder.naam,
        "toestemming": f"{basis}/toestemmingen/{houder.toestemming.pk}",
        "sinds": houder.sinds.isoformat(),
    }


def _as_regel(r: Standregel, basis: str) -> dict[str, Any]:
    """Give one voorschrift as plain values, with permanent addresses."""
    return {
        "id": f"{basis}/voorschriften/{r.voorschrift_id}",
        "versie": f"{basis}/voorschriften/{r.voorschrift_id}/versies/{r.mutatie_id}",
        "toestemming": f"{basis}/toestemmingen/{r.toestemming_id}",
        "onder": f"{basis}/voorschriften/{r.ouder_id}" if r.ouder_id else None,
        "nummer": r.nummer,
        "titel": r.titel,
        "tekst": r.tekst,
        "voorschrifttype": r.voorschrifttype,
        "openbaar": r.openbaar,
        "sinds": r.sinds.isoformat(),
        **{k: list(r.gegevens.get(k, ())) for k in ("grenswaarden", "verplichtingen", "verwijzingen")},
    }


def as_bereik(
    records: Collection[uuid.UUID] | None, gezien: Container[uuid.UUID], basis: str
) -> list[str] | None:
    """Give the addresses of what a voorschrift is only for, as far as they are seen; None when it is for the whole permit."""
    return sorted(f"{basis}/objecten/{r}" for r in records if r in gezien) if records else None


def _as_opvolging(opvolger: Opvolger | None, basis: str) -> dict[str, Any]:
    """Give until when a voorschrift runs so and what comes then, as plain values."""
    if opvolger is None:
        return {"tot": None, "daarna": None, "opvolger": None}
    return {
        "tot": opvolger.opvolging.dag.isoformat(),
        "daarna": opvolger.opvolging.soort.value,
        "opvolger": f"{basis}/toestemmingen/{opvolger.toestemming_id}" if opvolger.toestemming_id else None,
    }


def _make_document(pagina: Vergunningpagina, adres: str) -> Rapport:
    """Give a permit as its document shows it."""
    op = pagina.peilmoment
    bekend = op.beschikbaar_op.astimezone(AMSTERDAM)
    voorschriften = [blok for b in pagina.voorschriften for blok in _make_voorschrift(b)]
    besluiten = tuple(
        f"{b['kenmerk']} ({b['type']}, {b['toestand'][1]}): {b['onderwerp']}" for b in pagina.besluiten
    )
    return Rapport(
        titel=f"{pagina.vergunning.kenmerk} {pagina.vergunning.titel}",
        organisatie=pagina.vergunning.bevoegd_gezag,
        kenmerken=(
            *((k.label, str(k.waarde)) for k in pagina.kenmerken),
            ("Toestand", pagina.toestand[1]),
        ),
        blokken=(
            *([Alinea(pagina.weggelaten.zin)] if pagina.weggelaten else []),
            Kop("Voorschriften"),
            *voorschriften,
            Kop("Besluiten die dit samen bepalen"),
            Lijst(besluiten),
            *_make_lijst(
                "Stukken",
                [f"{s['naam']} ({s['als']} bij {s['besluit']}, {s['openbaar']})" for s in pagina.stukken],
            ),
            *_make_lijst(
                "Waarvoor en voor wie", [f"{rol.capitalize()}: {naam}" for rol, naam, _ in pagina.onderwerpen]
            ),
        ),
        voet=f"Zoals geldig op {format_datum(op.geldig_op)}, bekend op {bekend:%d-%m-%Y %H:%M}. {adres}",
    )


def _make_voorschrift(b: Voorschriftbeeld) -> list[Blok]:
    """Give one voorschrift: its heading, its words, its limits and duties, and where it comes from."""
    regels = (*b.grenzen, *b.plichten)
    delen = ["; ".join((f"Uit {b.herkomst}", *b.bijzonder)), *([b.opvolging] if b.opvolging else [])]
    return [
        Kop(f"{b.regel.nummer} {b.regel.titel}".strip(), min(b.regel.diepte + 3, LAAGSTE_KOP)),
        *list_regels(b.regel.tekst),
        *([Lijst(regels)] if regels else []),
        *([Alinea(LOS, "zacht")] if b.regel.los else []),
        Alinea(". ".join(delen), "zacht"),
    ]


def _make_lijst(kop: str, regels: Sequence[str]) -> list[Blok]:
    """Give a heading with a list under it; nothing when there is nothing to list."""
    return [Kop(kop), Lijst(tuple(regels))] if regels else []
