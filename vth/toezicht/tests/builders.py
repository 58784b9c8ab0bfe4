"""Builders with fixed values: one site of one organisation, a controle of it, and findings against a permit of it."""

import uuid
from datetime import date
from typing import Any

from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.toegang.rules import Viewer
from vth.toezicht.bevindingen import record_bevinding
from vth.toezicht.invoer import Bezoek, NieuweBevinding, NieuweControle, Normkeuze
from vth.toezicht.models import Bevinding, Controle
from vth.toezicht.services import begin_controle, conclude_controle, record_controle
from vth.zaken.tests.builders import OD, make_viewer

RECHTEN = ("controle.record", "zaak.record", "register.record", "signaal.record", "waarschuwing.record")
TINE = make_viewer("gebruiker 921", *RECHTEN)
TEAM = make_viewer("gebruiker 922", *RECHTEN, "controle.assign")
BUITEN = make_viewer("gebruiker 923", *RECHTEN, organisatie="OD-ZUID", gebied="GM9903")
ARTIKEL = Normkeuze(citaat="Bal 4.1141", tekst="De retourtemperatuur is -3 tot 30 graden.")


def make_locatie(
    sleutel: str = "L-1",
    *,
    vanaf: date = date(2015, 1, 1),
    viewer: Viewer = TINE,
    vertrouwelijkheid: str = "intern",
    **velden: Any,
) -> Bronobject:
    """Record a site."""
    return record_object(
        viewer=viewer,
        leverancier=OD,
        soort="vthobject",
        sleutel=sleutel,
        inhoud={"naam": "Verffabriek De Kwast", "hoofdtype": "inrichting"} | velden,
        begin_geldigheid=vanaf,
        gebied="GM9901",
        vertrouwelijkheid=vertrouwelijkheid,
    )


def make_controle(*locaties: Bronobject, viewer: Viewer = TINE, **velden: Any) -> Controle:
    """Plan a controle."""
    vast: dict[str, Any] = {
        "organisatie": OD,
        "gebied": "GM9901",
        "omschrijving": "Integrale controle",
        "controletype": "regulier",
        "aanleiding": "programma",
        "onderwerpen": [b.pk for b in locaties or (make_locatie(),)],
        "inspecteur": viewer.actor,
    }
    return record_controle(viewer=viewer, nieuw=NieuweControle(**(vast | velden)))


def begin(controle: Controle, dag: date | None = None, *, viewer: Viewer = TINE) -> Controle:
    """Begin a controle, on a day of the past when one is given."""
    return begin_controle(
        viewer=viewer, controle_id=controle.pk, bezoek=Bezoek(controledatum=dag) if dag else None
    )


def vind(
    controle: Controle,
    resultaat: str = "nageleefd",
    *,
    viewer: Viewer = TINE,
    id_: uuid.UUID | None = None,
    **velden: Any,
) -> Bevinding:
    """Record a finding; a violation gets a judgement."""
    vast: dict[str, Any] = {"onderwerp": "bodem", "resultaat": resultaat, "normen": [ARTIKEL]}
    if resultaat == "overtreden":
        vast |= {
            "gevolg": "3",
            "gedrag": "B",
            "motivering": "Kans op lekkage, al twee keer gezegd.",
            "bijzonderheden": "De lekbak is vol.",
        }
    return record_bevinding(
        viewer=viewer, controle_id=controle.pk, nieuw=NieuweBevinding(**(vast | velden)), id_=id_
    )


def rond_af(controle: Controle, *, viewer: Viewer = TINE, **velden: Any) -> Controle:
    """Conclude a controle that was done."""
    vast: dict[str, Any] = {"uitkomst": "uitgevoerd", "legitimatie_getoond": True}
    return conclude_controle(viewer=viewer, controle_id=controle.pk, bezoek=Bezoek(**(vast | velden)))
