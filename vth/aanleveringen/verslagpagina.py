"""What the page of a toetsverslag shows: the lines, which object each is about, and which were accepted since."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.interface.plaats import PlaatsError, make_plaats, read_plaats
from vth.register.selectors import find_bronobjecten
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Filterveld

from . import selectors
from .detailpagina import list_downloads
from .models import Aanlevering, Aanvaarding
from .rules import explain_niet_te_aanvaarden
from .selectors import Bevindingregel
from .toetsing import leegt_veld
from .toetswoorden import name_gemeenten
from .weergave import get_gegevenssetnaam, get_toetsnaam, get_veldtitel

PER_BLADZIJ = 100
ERNSTEN = (("blokkerend", "blokkerend"), ("waarschuwing", "waarschuwing"))


@dataclass(frozen=True)
class Verslagregel:
    """One line of a report as it is shown."""

    regel: Bevindingregel
    tekst: str
    veldtitel: str
    object_url: str
    aanvaarding: Aanvaarding | None
    door: str
    aanvaard_url: str
    intrek_url: str = ""


@dataclass(frozen=True)
class Verslagpagina:
    """One page of a report."""

    aanlevering: Aanlevering
    regels: tuple[Verslagregel, ...]
    velden: tuple[Filterveld, ...]
    aantal: int
    totaal: int
    vorige: str
    volgende: str
    downloads: tuple[tuple[str, str], ...]


def read_regel(viewer: Viewer, aanlevering_id: uuid.UUID, volgnummer: int) -> dict[str, Any]:
    """Give one line of a report with its delivery; raises BestaatNietError."""
    aanlevering, regel = selectors.get_bevinding(viewer, aanlevering_id, volgnummer)
    return {"aanlevering": aanlevering, "verslag": _make_regels(viewer, aanlevering, [regel])[0]}


def read_verslagpagina(viewer: Viewer, aanlevering_id: uuid.UUID, vraag: Mapping[str, str]) -> Verslagpagina:
    """Read the page that an address asks for. Raises BestaatNietError and PlaatsError."""
    aanlevering = selectors.get_leesbaar(viewer, aanlevering_id)
    filters = {naam: vraag.get(naam) or "" for naam in ("toets", "ernst", "veld")}
    tellingen = list(aanlevering.toetstellingen.all())
    regels, vorige, volgende = list_bladzij(aanlevering, filters, vraag.get("vanaf", ""))
    aantal = sum(
        t.aantal for t in tellingen if all(not w or getattr(t, naam) == w for naam, w in filters.items())
    )
    toetsen = sorted({(t.toets, get_toetsnaam(t.toets)) for t in tellingen}, key=lambda paar: paar[1])
    velden = sorted(
        {(t.veld, get_veldtitel(t.gegevensset, t.veld)) for t in tellingen if t.veld}, key=lambda p: p[1]
    )
    return Verslagpagina(
        aanlevering=aanlevering,
        regels=tuple(_make_regels(viewer, aanlevering, regels)),
        velden=(
            Filterveld("ernst", "Ernst", ERNSTEN),
            Filterveld("toets", "Toets", toetsen),
            Filterveld("veld", "Veld", list(dict(velden).items())),
        ),
        aantal=aantal,
        totaal=sum(t.aantal for t in tellingen),
        vorige=vorige,
        volgende=volgende,
        downloads=tuple(list_downloads(aanlevering, "toetsverslag")),
    )


def list_bladzij(
    aanlevering: Aanlevering, filters: Mapping[str, str], vanaf: str, *, per: int = PER_BLADZIJ
) -> tuple[list[Bevindingregel], str, str]:
    """Give one page of lines, and the places before and after it. Raises PlaatsError for an unreadable place."""
    lijst = f"aanleveringen.verslag.{aanlevering.pk}"
    plaats = read_plaats(lijst, vanaf)
    if plaats and not plaats.sleutel.isdigit():
        raise PlaatsError("Deze plaats in de lijst bestaat niet. Begin opnieuw aan het begin van de lijst.")
    terug = bool(plaats and plaats.richting == "voor")
    nummer = int(plaats.sleutel) if plaats else 0
    gevonden = selectors.list_verslag(
        aanlevering,
        na=0 if terug else nummer,
        voor=nummer if terug else 0,
        hoogstens=per + 1,
        toets=filters.get("toets", ""),
        ernst=filters.get("ernst", ""),
        veld=filters.get("veld", ""),
    )
    meer = len(gevonden) > per
    regels = gevonden[-per:] if terug else gevonden[:per]
    meer_voor, meer_na = (meer, True) if terug else (bool(plaats), meer)
    vorige = make_plaats(lijst, "voor", regels[0].volgnummer) if meer_voor and regels else ""
    return regels, vorige, make_plaats(lijst, "na", regels[-1].volgnummer) if meer_na and regels else ""


def _make_regels(
    viewer: Viewer, aanlevering: Aanlevering, regels: Sequence[Bevindingregel]
) -> list[Verslagregel]:
    """Put beside each line which object it is about, and whether it was accepted or may be."""
    objecten = find_bronobjecten(
        viewer, aanlevering.leverancier_id, ((r.gegevensset, r.sleutel) for r in regels if r.sleutel)
    )
    aanvaard = selectors.list_aanvaard(aanlevering, regels)
    namen = list_actornamen(a.door for a in aanvaard.values())
    mag = decide_handeling(viewer, "aanlevering.waarschuwing.accept", namens=aanlevering.leverancier_id).mag
    uit = []
    teksten = name_gemeenten([r.tekst for r in regels], klok.today())
    for r, tekst in zip(regels, teksten, strict=True):
        id_ = objecten.get((r.gegevensset, r.sleutel or ""))
        niet = explain_niet_te_aanvaarden(r.ernst, r.sleutel, leegt=leegt_veld(r.toets))
        kan = mag and not niet and r.volgnummer not in aanvaard
        uit.append(
            Verslagregel(
                regel=r,
                tekst=tekst,
                veldtitel=get_veldtitel(r.gegevensset, r.veld)
                if r.veld
                else get_gegevenssetnaam(r.gegevensset),
                object_url=reverse("portaal:object", args=[id_]) if id_ else "",
                aanvaarding=(aanvaarding := aanvaard.get(r.volgnummer)),
                door=namen[aanvaarding.door] if aanvaarding else "",
                aanvaard_url=reverse("aanleveringen:aanvaarden", args=[aanlevering.pk, r.volgnummer])
                if kan
                else "",
                intrek_url=reverse("aanleveringen:intrekken", args=[aanvaard[r.volgnummer].pk])
                if mag and r.volgnummer in aanvaard
                else "",
            )
        )
    return uit
