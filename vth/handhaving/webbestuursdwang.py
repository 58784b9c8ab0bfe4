"""Bestuursdwang in the site: what was done, what it cost and how that is claimed; the page is that of its measure."""

import uuid
from typing import Any

from django import forms
from django.forms import Form

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.formvelden import make_bedrag, make_dag, make_tekst

from . import bestuursdwang
from .boeking import GEDEELD, IN_VOORBEREIDING
from .forms import GezienForm, Keuzes, RedenForm
from .lasttekst import as_euro
from .maatregelpagina import Maatregelpagina
from .rules import IN_KRACHT


class BestuursdwangForm(GezienForm):
    """What was done."""

    van = make_dag("Toegepast vanaf")
    tot = make_dag("Tot en met")
    omschrijving = make_tekst("Wat is er gedaan?", verplicht=True, hoogstens=2000, regels=3)


class KostenForm(GezienForm):
    """One line of what it cost."""

    bestuursdwang_id = forms.TypedChoiceField(label="Waarbij?", coerce=int)
    omschrijving = forms.CharField(label="Waarvoor?", max_length=300)
    bedrag = make_bedrag("Bedrag in euro")
    dag = make_dag("Dag")
    kenmerk = forms.CharField(label="Nummer van de rekening", max_length=100, required=False)

    def __init__(self, *args: Any, gedaan: Keuzes, **kwargs: Any) -> None:
        """Offer what was done."""
        super().__init__(*args, **kwargs)
        self.fields["bestuursdwang_id"].choices = gedaan  # type: ignore[attr-defined]


class KostenwegForm(RedenForm):
    """That a line was wrong."""

    regel_id = forms.TypedChoiceField(label="Welke regel?", coerce=int)
    field_order = ("regel_id", "reden")

    def __init__(self, *args: Any, regels: Keuzes, **kwargs: Any) -> None:
        """Offer the lines that count."""
        super().__init__(*args, **kwargs)
        self.fields["regel_id"].choices = regels  # type: ignore[attr-defined]


class KostenbeschikkingForm(GezienForm):
    """By which decision costs are claimed."""

    adressaat_id = forms.TypedChoiceField(label="Van wie?", coerce=int)
    bedrag = make_bedrag("Bedrag in euro")
    dag = make_dag("Bekendgemaakt op")
    kenmerk = forms.CharField(label="Nummer van de beschikking", max_length=100, required=False)
    motivering = make_tekst(
        "Waarom zijn deze kosten redelijkerwijs voor de overtreder?", verplicht=True, regels=3
    )

    def __init__(self, *args: Any, adressaten: Keuzes, **kwargs: Any) -> None:
        """Offer the addressees."""
        super().__init__(*args, **kwargs)
        self.fields["adressaat_id"].choices = adressaten  # type: ignore[attr-defined]


def make_dwangforms(pagina: Maatregelpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act of bestuursdwang that this viewer may do on a measure as it stands."""
    if not pagina.is_bestuursdwang or pagina.last is None:
        return {}
    staat, vast = pagina.maatregel.staat, {"gezien": pagina.maatregel.versie}
    gemaakt: dict[str, Form] = {}
    if pagina.mag and (staat in IN_KRACHT or (staat in IN_VOORBEREIDING and pagina.last.spoed)):
        gemaakt["bestuursdwang"] = BestuursdwangForm(data, initial=vast)
    if not pagina.mag_geld or not pagina.bestuursdwang:
        return gemaakt
    gedaan = [(b["id"], f"{b['van']:%d-%m-%Y}: {b['wat'][:80]}") for b in pagina.bestuursdwang]
    gemaakt["kosten"] = KostenForm(data, gedaan=gedaan, initial=vast | {"dag": klok.today()})
    if regels := [(r["id"], f"{r['wat']} {r['bedrag']}") for r in pagina.kosten if r["telt"]]:
        gemaakt["kosten_weg"] = KostenwegForm(data, regels=regels, initial=vast)
        if staat in GEDEELD and staat != "vernietigd":
            wie = [(a["id"], a["naam"]) for a in pagina.adressaten]
            over = bestuursdwang.read_kosten(pagina.last) - bestuursdwang.read_verhaald(pagina.last)
            begin = vast | {"dag": klok.today(), "bedrag": over or None}
            gemaakt["kostenbeschikking"] = KostenbeschikkingForm(data, adressaten=wie, initial=begin)
    return gemaakt


def _apply(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note what was done."""
    gezien = velden.pop("gezien")
    nieuw = bestuursdwang.NieuweBestuursdwang(**velden)
    gedaan = bestuursdwang.record_bestuursdwang(viewer=viewer, maatregel_id=id_, nieuw=nieuw, gezien=gezien)
    alsnog = " Maak het besluit alsnog bekend." if gedaan.vooraf else ""
    return f"De bestuursdwang is vastgelegd.{alsnog}"


def _add(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Add costs."""
    gezien = velden.pop("gezien")
    nieuw = bestuursdwang.NieuweKosten(**velden)
    regel = bestuursdwang.record_kosten(viewer=viewer, maatregel_id=id_, nieuw=nieuw, gezien=gezien)
    return f"{as_euro(regel.bedrag)} is toegevoegd."


def _withdraw(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Withdraw costs."""
    bestuursdwang.withdraw_kosten(viewer=viewer, maatregel_id=id_, **velden)
    return "De regel is ingetrokken; hij blijft te zien."


def _claim(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Claim costs."""
    gezien = velden.pop("gezien")
    nieuw = bestuursdwang.Kostenbeschikking(**velden)
    schuld = bestuursdwang.record_kostenbeschikking(
        viewer=viewer, maatregel_id=id_, nieuw=nieuw, gezien=gezien
    )
    return f"{as_euro(schuld.bedrag)} is verhaald; te betalen tot en met {schuld.betalen_voor:%d-%m-%Y}."


DADEN: dict[str, Any] = {
    "bestuursdwang": _apply,
    "kosten": _add,
    "kosten_weg": _withdraw,
    "kostenbeschikking": _claim,
}
