"""Builders with fixed values: one organisation, its people by what they may do, and a zaak that just came in."""

from datetime import date
from typing import Any

from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.zaken.besluitboeking import Overwegingstekst
from vth.zaken.besluiten import record_besluit, sign_besluit
from vth.zaken.controle import NieuweZaak
from vth.zaken.goedkeuringen import decide_goedkeuring, request_goedkeuring
from vth.zaken.models import Besluit, Zaak
from vth.zaken.services import open_zaak

OD = "OD-NOORD"
RECHTEN = frozenset({"register.read", "zaak.record", "besluit.record"})
REDEN = Overwegingstekst("Geluid", "Het geluid blijft onder de norm.")


def make_viewer(
    actor: str,
    *rechten: str,
    organisatie: str = OD,
    gebied: str = "GM9901",
    niveau: str = "zaakvertrouwelijk",
) -> Viewer:
    """Make somebody who works at one organisation and sees its zaken and its area."""
    return Viewer(
        actor=actor,
        zicht=Zicht(
            soorten=ALLE_SOORTEN,
            leveranciers=frozenset({organisatie}),
            gebieden=frozenset({gebied}),
            niveaus=derive_niveaus(niveau),
        ),
        handelingen=RECHTEN | set(rechten),
        organisaties=frozenset({organisatie}),
    )


ANNA = make_viewer("gebruiker 901")
BAS = make_viewer("gebruiker 902", "besluit.approve")
CHEF = make_viewer("gebruiker 903", "besluit.approve", "zaak.assign", "zaak.reopen")
BESTUUR = Viewer(
    "gebruiker 904",
    Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("zaakvertrouwelijk")),
    handelingen=RECHTEN | {"besluit.decide"},
    organisaties=frozenset({"GM9901", OD}),
)
BUITEN = make_viewer("gebruiker 905", organisatie="OD-ZUID", gebied="GM9903")


def make_zaak(soort: str = "aanvraag_regulier", *, viewer: Viewer = ANNA, **velden: Any) -> Zaak:
    """Open a zaak that came in on Monday 3 March 2025."""
    vast: dict[str, Any] = {
        "organisatie": OD,
        "gebied": "GM9901",
        "omschrijving": "Uitbreiding van een tankstation",
        "startdatum": date(2025, 3, 3),
    }
    if soort.startswith("bezwaar"):
        vast["termijn_vanaf"] = date(2025, 3, 20)
    return open_zaak(viewer=viewer, nieuw=NieuweZaak(soort, **(vast | velden)))


def make_besluit(zaak: Zaak, *, viewer: Viewer = ANNA, **velden: Any) -> Besluit:
    """Draft a permit in a zaak."""
    vast: dict[str, Any] = {
        "besluitsoort": "omgevingsvergunning",
        "omschrijving": "Vergunning voor een tankstation",
        "tekst": "De vergunning wordt verleend.",
        "overwegingen": [REDEN],
    }
    return record_besluit(viewer=viewer, zaak_id=zaak.pk, **(vast | velden))


def approve(besluit: Besluit, *, door: Viewer = BAS, aan: str = "") -> Besluit:
    """Have a second person agree with a draft."""
    gevraagd = request_goedkeuring(viewer=ANNA, besluit_id=besluit.pk, aan=aan)
    decide_goedkeuring(viewer=door, goedkeuring_id=gevraagd.pk, akkoord=True)
    besluit.refresh_from_db()
    return besluit


def make_ondertekend(zaak: Zaak, **velden: Any) -> Besluit:
    """Draft, approve and sign a permit."""
    besluit = approve(make_besluit(zaak, **velden))
    return sign_besluit(viewer=BESTUUR, besluit_id=besluit.pk)
