"""The page of one request to enforce: what is asked, what came of it, and what was said before it was put right."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, list_namen, list_relaties
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk, Kolom, Termijn
from vth.vormgeving.wettelijk import make_termijn
from vth.zaken.selectors import read_soort
from vth.zaken.termijnklok import Klokstand
from vth.zaken.termijnlezen import read_stand

from .boeking import OVERTREDING
from .invoer import list_personen_bij
from .models import Handhavingsverzoek, Handhavingsverzoekversie
from .selectors import get_verzoek, list_zichtbaar
from .verzoeken import BESLISTERMIJN
from .weergave import get_toestand

Keuzes = list[tuple[str, str]]
ONZICHTBAAR = "iets dat u niet mag zien"
OVERTREDINGKOLOMMEN = (
    Kolom("kenmerk", "Overtreding"),
    Kolom("aard", "Wat"),
    Kolom("toestand", "Stand", "toestand"),
)
VERSIEKOLOMMEN = (
    Kolom("nummer", "Versie", "getal"),
    Kolom("omschrijving", "Wat er stond"),
    Kolom("waar", "Waar"),
    Kolom("wie", "Wie"),
    Kolom("ontvangen", "Ontvangen op", "datum"),
    Kolom("door", "Door"),
    Kolom("op", "Op", "tijdstip"),
    Kolom("reden", "Waarom"),
)


@dataclass(frozen=True)
class Verzoekpagina:
    """Everything that the page of a request shows; `plekken` and `personen` are what it can be put right to."""

    verzoek: Handhavingsverzoek
    kenmerken: tuple[Kenmerk, ...]
    overtredingen: tuple[dict[str, Any], ...]
    versies: tuple[dict[str, Any], ...]
    plekken: Keuzes
    personen: Keuzes
    records: tuple[Handhavingsverzoek | Bronobject, ...]
    mag: bool
    termijn: Termijn | None
    overtredingkolommen: tuple[Kolom, ...] = OVERTREDINGKOLOMMEN
    versiekolommen: tuple[Kolom, ...] = VERSIEKOLOMMEN


def make_verzoekpagina(viewer: Viewer, verzoek_id: uuid.UUID | str) -> Verzoekpagina:
    """Put the page of a request together. Raises BestaatNietError."""
    v, nu = get_verzoek(viewer, verzoek_id), Peilmoment(klok.today(), klok.now())
    versies = list(v.versies.order_by("-volgnummer"))
    ids = {uuid.UUID(i) for r in versies for i in (r.vthobject, r.betrokkene) if i}
    zichtbaar = find_zichtbaar(
        viewer, ids | {v.vthobject_id} | ({v.betrokkene_id} if v.betrokkene_id else set())
    )
    namen = list_namen(zichtbaar.values(), nu)
    mag = decide_handeling(viewer, OVERTREDING, namens=v.leverancier).mag and v.zaak.vernietigd_op is None
    return Verzoekpagina(
        verzoek=v,
        kenmerken=tuple(_list_kenmerken(v, namen)),
        overtredingen=tuple(_list_overtredingen(viewer, v)),
        versies=tuple(_make_versierijen(versies, namen)),
        plekken=_list_plekken(viewer, v, namen, nu) if mag else [],
        personen=_list_personen(viewer, v, namen) if mag else [],
        records=(v, *zichtbaar.values()),
        mag=mag,
        termijn=_make_termijn(v),
    )


def read_beslistermijn(v: Handhavingsverzoek) -> Klokstand:
    """Work out until when is decided on a request, as its zaak counts it."""
    return read_stand(v.zaak.termijnen.get(code=BESLISTERMIJN), read_soort(v.zaak).get_termijn(BESLISTERMIJN))


def _make_termijn(v: Handhavingsverzoek) -> Termijn | None:
    """Make the picture of the term to decide with its reasoning; none of a file that was destroyed."""
    if v.zaak.vernietigd_op is not None:
        return None
    stand = read_beslistermijn(v)
    return make_termijn(stand.uitkomst, voldaan_op=stand.voldaan_op)


def _list_kenmerken(v: Handhavingsverzoek, namen: dict[uuid.UUID, str]) -> list[Kenmerk]:
    """List what is asked, where, of whom and when."""
    rijen: list[tuple[str, object]] = [
        ("Wat wordt gevraagd", v.omschrijving),
        ("Waar", namen.get(v.vthobject_id, ONZICHTBAAR)),
        ("Wie zou de overtreding begaan", namen.get(v.betrokkene_id, ONZICHTBAAR) if v.betrokkene_id else ""),
        ("Ontvangen op", v.ontvangen_op),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def _list_overtredingen(viewer: Viewer, v: Handhavingsverzoek) -> list[dict[str, Any]]:
    """List what was established because of it, as far as the viewer may see that."""
    rijen = list_zichtbaar(viewer).filter(verzoeken__handhavingsverzoek=v).order_by("id")
    return [
        {
            "url": reverse("handhaving:overtreding", args=[o.pk]),
            "kenmerk": o.kenmerk,
            "aard": o.aard,
            "toestand": get_toestand(o, klok.today()),
        }
        for o in rijen[:100]
    ]


def _make_versierijen(
    versies: list[Handhavingsverzoekversie], namen: dict[uuid.UUID, str]
) -> list[dict[str, Any]]:
    """Write what was said each time, by whom and why."""
    wie = list_actornamen({r.door for r in versies})
    return [
        {
            "nummer": r.volgnummer,
            "omschrijving": r.omschrijving,
            "waar": namen.get(uuid.UUID(r.vthobject), ONZICHTBAAR),
            "wie": namen.get(uuid.UUID(r.betrokkene), ONZICHTBAAR) if r.betrokkene else "",
            "ontvangen": r.ontvangen_op,
            "door": wie[r.door],
            "op": r.op,
            "reden": r.reden or "zoals ingeboekt",
        }
        for r in versies
    ]


def _list_plekken(
    viewer: Viewer, v: Handhavingsverzoek, namen: dict[uuid.UUID, str], nu: Peilmoment
) -> Keuzes:
    """List where it can be about: the place that stands there, and what belongs to that in the same area."""
    anderen = {
        r.ander.pk: r.ander
        for r in list_relaties(viewer, [v.vthobject_id], nu)
        if r.ander.soort == "vthobject" and r.ander.gebied == v.gebied
    }
    meer = list_namen(anderen.values(), nu)
    return [
        (str(v.vthobject_id), namen.get(v.vthobject_id, ONZICHTBAAR)),
        *((str(i), meer[i]) for i in anderen if i != v.vthobject_id),
    ]


def _list_personen(viewer: Viewer, v: Handhavingsverzoek, namen: dict[uuid.UUID, str]) -> Keuzes:
    """List by whom it can be: who belongs to the place, and who stands there now."""
    keuzes = {str(b.pk): naam for b, naam in list_personen_bij(viewer, [v.vthobject_id])}
    if v.betrokkene_id:
        keuzes.setdefault(str(v.betrokkene_id), namen.get(v.betrokkene_id, ONZICHTBAAR))
    return list(keuzes.items())
