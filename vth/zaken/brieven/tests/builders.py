"""Builders with fixed values: a template in Word and in YAML, and a letter."""

import io
from typing import Any

import yaml
from docx import Document as Word

from vth.toegang.rules import Viewer
from vth.zaken.brieven.services import NieuwSjabloon, record_brief, record_sjabloon
from vth.zaken.models import Brief, Briefsjabloonversie
from vth.zaken.tests.builders import ANNA, OD, make_viewer

BEHEER = make_viewer("gebruiker 920", "sjabloon.record")
KADER = {
    "titel": "Brief",
    "afzender": "Dienst",
    "ontvanger": "",
    "datum": "{{ brief.datum }}",
    "kenmerk": "K",
}


def make_word(*alineas: str, kop: str = "") -> bytes:
    """Write a Word template."""
    word, uit = Word(), io.BytesIO()
    for alinea in alineas:
        word.add_paragraph(alinea)
    if kop:
        word.sections[0].header.paragraphs[0].text = kop
    word.save(uit)
    return uit.getvalue()


def make_yaml(*teksten: str, **anders: Any) -> bytes:
    """Write the texts of a letter."""
    vast = {"naam": "Eigen brief", "documentsoort": "brief", "bij_besluit": False, "kader": KADER}
    return yaml.safe_dump(vast | {"blokken": [{"tekst": t} for t in teksten]} | anders).encode()


def make_sjabloon(
    inhoud: bytes, *, naam: str = "brief.docx", viewer: Viewer = BEHEER, **velden: Any
) -> Briefsjabloonversie:
    """Take in a template of the organisation."""
    vast = {"organisatie": OD, "code": "eigen", "naam": "Eigen brief", "documentsoort": "brief"}
    nieuw = NieuwSjabloon(**(vast | velden))
    return record_sjabloon(viewer=viewer, nieuw=nieuw, brokken=[inhoud], bestandsnaam=naam)


def make_brief(code: str, *, viewer: Viewer = ANNA, **over: Any) -> Brief:
    """Make a letter."""
    return record_brief(viewer=viewer, sjabloon=code, **over)
