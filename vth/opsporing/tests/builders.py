"""Builders with fixed values: a boa, his chief, a file with a suspect who was cautioned, and a strafbeschikking that may go out."""

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from vth.opsporing import services
from vth.opsporing.models import (
    Opsporingsdossier,
    Opsporingshandeling,
    Procesverbaal,
    Strafbeschikking,
    Strafweging,
    Verdachte,
)
from vth.opsporing.processenverbaal import (
    close_procesverbaal,
    read_punten,
    record_kwaliteit,
    record_procesverbaal,
)
from vth.opsporing.strafbeschikkingen import (
    NieuweWeging,
    decide_strafbeschikking,
    record_strafbeschikking,
    record_weging,
)
from vth.tijd import klok
from vth.zaken.tests.builders import OD, make_viewer

ROL = ("opsporing.record", "controle.record", "register.record")
BOA = replace(make_viewer("gebruiker 951", *ROL), rollen=frozenset({"boa"}))
COLLEGA = replace(make_viewer("gebruiker 952", *ROL), rollen=frozenset({"boa"}))
LEIDER = replace(
    make_viewer("gebruiker 953", *ROL, "opsporing.assign", "strafbeschikking.decide"),
    rollen=frozenset({"opsporingsleider"}),
)
BUITEN = replace(
    make_viewer(
        "gebruiker 954",
        *ROL,
        "opsporing.assign",
        "strafbeschikking.decide",
        organisatie="OD-ZUID",
        gebied="GM9903",
    ),
    rollen=frozenset({"opsporingsleider"}),
)
JURIST = make_viewer("gebruiker 955", "overtreding.record", "maatregel.record", "controle.record")
UUR, DAG = timedelta(hours=1), timedelta(days=1)


def make_dossier(**velden: Any) -> Opsporingsdossier:
    """Open a file about something of two days ago."""
    vast: dict[str, Any] = {
        "organisatie": OD,
        "titel": "Storten van puin",
        "doel": "dagelijkse_taak",
        "verdenking_op": klok.now() - 2 * DAG,
        "verdenking_grond": "Vrachtwagen loste puin in de berm.",
    }
    return services.record_dossier(viewer=BOA, nieuw=services.NieuwDossier(**(vast | velden)))


def make_verdachte(
    dossier: Opsporingsdossier, soort: str = "natuurlijk_persoon", naam: str = "Kees Kruiwagen"
) -> Verdachte:
    """Suspect somebody."""
    nieuw = services.NieuweVerdachte(soort, naam)
    return services.record_verdachte(viewer=BOA, dossier_id=dossier.pk, nieuw=nieuw)


def do_handeling(
    dossier: Opsporingsdossier, soort: str, geleden: timedelta = DAG, **velden: Any
) -> Opsporingshandeling:
    """Write something that was seen or said some time ago."""
    vast = {"tekst": "" if soort == "cautie" else "Er lag een hoop puin."}
    nieuw = services.NieuweHandeling(soort, klok.now() - geleden, **(vast | velden))
    return services.record_handeling(viewer=BOA, dossier_id=dossier.pk, nieuw=nieuw)


def weeg(dossier: Opsporingsdossier, verdachte: Verdachte, **velden: Any) -> Strafweging:
    """Weigh one fact of yesterday."""
    vast: dict[str, Any] = {
        "verdachte": verdachte.pk,
        "feitdatum": klok.today() - DAG,
        "feiten": ["BO012"],
        "gering": True,
        "eenvoudig": True,
        "motivering": "Eén keer, klein, en al opgeruimd.",
    }
    return record_weging(viewer=BOA, dossier_id=dossier.pk, nieuw=NieuweWeging(**(vast | velden)))


def make_strafbeschikking(
    dossier: Opsporingsdossier | None = None,
    soort: str = "natuurlijk_persoon",
    bedrag: str = "",
    **velden: Any,
) -> Strafbeschikking:
    """Draft one for a suspect who was cautioned."""
    dossier = dossier or make_dossier()
    verdachte = make_verdachte(dossier, soort)
    do_handeling(dossier, "cautie", verdachte=verdachte.pk)
    weeg(dossier, verdachte, **velden)
    tarief = bedrag or {"natuurlijk_persoon": "750", "rechtspersoon": "3000"}[soort]
    return record_strafbeschikking(
        viewer=BOA, dossier_id=dossier.pk, verdachte=verdachte.pk, bedrag=Decimal(tarief)
    )


def geef_uit(s: Strafbeschikking, **velden: Any) -> Strafbeschikking:
    """Give it out today."""
    vast: dict[str, Any] = {
        "viewer": LEIDER,
        "dossier_id": s.dossier_id,
        "strafbeschikking": s.pk,
        "op": klok.today(),
        "mandaat": "Mandaatregister OD Noord, nummer 12",
    }
    return decide_strafbeschikking(**(vast | velden))


def make_procesverbaal(dossier: Opsporingsdossier, *, dicht: bool = True) -> Procesverbaal:
    """Make a proces-verbaal, looked over and closed unless asked otherwise."""
    pv = record_procesverbaal(
        viewer=BOA, dossier_id=dossier.pk, titel="PV puin", tekst="Ik, verbalisant, zag een hoop puin."
    )
    if not dicht:
        return pv
    answers = {code: {"oordeel": "ja"} for code in read_punten(dossier)}
    record_kwaliteit(viewer=BOA, dossier_id=dossier.pk, procesverbaal=pv.pk, antwoorden=answers)
    return close_procesverbaal(viewer=BOA, dossier_id=dossier.pk, procesverbaal=pv.pk)


ONBEKEND = uuid.UUID("01a20bc4-4925-4011-9917-878f2fe477e5")
