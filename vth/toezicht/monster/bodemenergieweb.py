"""A closed ground energy system in the site: what was notified, what each article says of it, and writing the next version."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.register.models import Bronobject
from vth.register.selectors import BestaatNietError, get_bronobject, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vormgeving.formvelden import Getalveld, make_dag, make_tekst
from vth.vormgeving.onderdelen import Kenmerk, Kolom, ToestandCode, Uitleg
from vth.vormgeving.opmaak import format_getal
from vth.vormgeving.wettelijk import make_grond

from ..models import Bodemenergiestand
from ..rules import ToezichtError
from .bemonstering import MonsterError
from .bodemenergie import Controlepunt, Puntoordeel, check_systeem
from .bodemenergieboeking import record_bodemenergie
from .bodemenergiegegevens import (
    DAGEN,
    GETALLEN,
    make_systeem,
    read_jaren,
    read_lussen,
    read_uitvoerders,
    write_rijen,
)
from .regelset import read_bodemenergieregels
from .web import may_write

LABELS = {
    "bro_id": "Nummer in de Basisregistratie Ondergrond",
    "gemeld_op": "Gemeld op",
    "gegevens_op": "Gegevens ontvangen op",
    "begin_boring": "Begin boring",
    "begin_ondergronds": "Begin ondergrondse aanleg",
    "begin_bovengronds": "Begin bovengrondse aanleg",
    "in_gebruik_op": "In gebruik sinds",
    "eindigt_op": "Gebruik eindigt op",
    "einde_gemeld_op": "Einde gemeld op",
    "spf": "Opgegeven rendement (SPF)",
    "bodemvermogen_kw": "Bodemzijdig vermogen in kW",
    "warmtevraag_mwh": "Warmtevraag in MWh per jaar",
    "koudevraag_mwh": "Koudevraag in MWh per jaar",
}
JAARKOLOMMEN = (
    Kolom("jaar", "Jaar"),
    Kolom("warmte", "Warmte in MWh", "getal"),
    Kolom("koude", "Koude in MWh", "getal"),
    Kolom("energie", "Gebruikte energie in MWh", "getal"),
    Kolom("retour", "Retourtemperaturen in °C"),
    Kolom("ingediend", "Ingediend op", "datum"),
)
WOORDEN: dict[Puntoordeel, tuple[ToestandCode, str]] = {
    Puntoordeel.OVERTREDEN: ("fout", "niet nageleefd"),
    Puntoordeel.NADER_ONDERZOEK: ("wacht", "na te gaan"),
    Puntoordeel.NAGELEEFD: ("goed", "nageleefd"),
    Puntoordeel.NIET_VAN_TOEPASSING: ("neutraal", "niet van toepassing"),
}


class BodemenergieForm(forms.Form):
    """What is known of a system; what is not known stays empty."""

    field_order = (
        "gezien",
        "bro_id",
        *DAGEN,
        "situatietekening",
        "middelpunt_x",
        "middelpunt_y",
        "lussen",
        "circulatievloeistof",
        "uitvoerders",
        *GETALLEN,
    )

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)
    bro_id = forms.CharField(label=LABELS["bro_id"], required=False, max_length=60)
    situatietekening = forms.BooleanField(
        label="De situatietekening met lussen en middelpunt is er", required=False
    )
    middelpunt_x = Getalveld(label="Middelpunt, x", required=False)
    middelpunt_y = Getalveld(label="Middelpunt, y", required=False)
    lussen = make_tekst(
        "Lussen", regels=4, hoogstens=8000, hint="Per regel: einddiepte in meters; lengte in meters; x; y."
    )
    circulatievloeistof = forms.CharField(label="Circulatievloeistof", required=False, max_length=200)
    uitvoerders = make_tekst(
        "Wie werkt eraan",
        regels=3,
        hoogstens=2000,
        hint="Per regel: rol (boring, ondergronds of bovengronds); bedrijf; certificaat.",
    )
    geen_negatieve_interferentie = forms.NullBooleanField(
        label="Verklaard dat er geen ander systeem wordt gestoord",
        required=False,
        widget=forms.Select(
            choices=[
                ("unknown", "niet opgegeven"),
                ("true", "ja"),
                ("false", "nee, er is een ander systeem dat hinder heeft"),
            ]
        ),
    )
    is_eigen_woning = forms.BooleanField(label="Bij een woning buiten een woongebouw", required=False)
    jaren = make_tekst(
        "Jaaropgaven",
        regels=5,
        hoogstens=8000,
        hint="Per regel: jaar; warmte in MWh; koude in MWh; gebruikte energie in MWh; ingediend op; retourtemperaturen met een spatie ertussen.",
    )
    reden = forms.CharField(label="Waarom deze wijziging", required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask each day and each number."""
        super().__init__(*args, **kwargs)
        for naam in DAGEN:
            self.fields[naam] = make_dag(LABELS[naam], verplicht=False)
        for naam in GETALLEN:
            self.fields[naam] = Getalveld(
                label=LABELS[naam], required=False, help_text="1.500 is vijftienhonderd."
            )
        self.order_fields(self.field_order)

    def _read(self, veld: str, lees: Any) -> Any:
        """Read the lines of one field; what is wrong with a line stands at the field."""
        try:
            return lees(self.cleaned_data[veld])
        except MonsterError as fout:
            raise forms.ValidationError(str(fout)) from fout

    def clean_lussen(self) -> Any:
        """Read the loops."""
        return self._read("lussen", read_lussen)

    def clean_uitvoerders(self) -> Any:
        """Read who works on it."""
        return self._read("uitvoerders", read_uitvoerders)

    def clean_jaren(self) -> Any:
        """Read the yearly reports."""
        return self._read("jaren", read_jaren)

    def clean(self) -> None:
        """Refuse half a place."""
        super().clean()
        mist = [n for n in ("middelpunt_x", "middelpunt_y") if self.cleaned_data.get(n) is None]
        if len(mist) == 1 and mist[0] not in self.errors:
            self.add_error(
                mist[0], "Van het middelpunt is één getal gegeven. Vul x en y in, of geen van beide."
            )

    def make_gegevens(self) -> dict[str, Any]:
        """Give what was filled in as plain values."""
        v = dict(self.cleaned_data)
        x, y = v.pop("middelpunt_x"), v.pop("middelpunt_y")
        weg = ("gezien", "reden")
        return {k: w for k, w in v.items() if k not in weg and w not in (None, "")} | (
            {"middelpunt": [x, y]} if x is not None else {}
        )


@login_required
@require_http_methods(["GET", "POST"])
def show_bodemenergie(request: Vraag, bronobject_id: uuid.UUID) -> HttpResponse:
    """Show a ground energy system with what each article says of it, and write its next version."""
    with as_pagina(BestaatNietError):
        bronobject = get_bronobject(request.viewer, bronobject_id)
    stand = Bodemenergiestand.objects.filter(bronobject=bronobject).order_by("versie").last()
    note_rijen(request, "toezicht.bodemenergie", [bronobject])
    form = _make_form(request, bronobject, stand)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            record_bodemenergie(
                viewer=request.viewer,
                bronobject_id=bronobject_id,
                gegevens=form.make_gegevens(),
                reden=form.cleaned_data["reden"],
                gezien=form.cleaned_data["gezien"],
            )
        except ToezichtError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "De gegevens van het bodemenergiesysteem zijn vastgelegd.")
            return redirect("toezicht:bodemenergie", bronobject_id)
    naam = list_namen([bronobject], Peilmoment(klok.today(), klok.now())).get(
        bronobject.pk, bronobject.sleutel
    )
    context = {
        "naam": naam,
        "stand": stand,
        "kenmerken": _make_kenmerken(stand) if stand else [],
        "punten": _make_punten(stand, bronobject) if stand else [],
        "form": form,
        "jaren": _make_jaarrijen(stand) if stand else [],
        "jaarkolommen": JAARKOLOMMEN,
        "plek": reverse("portaal:object", args=[bronobject_id]),
        "kruimels": [
            ("Toezicht", reverse("toezicht:lijst")),
            (naam, reverse("portaal:object", args=[bronobject_id])),
            ("Bodemenergiesysteem", ""),
        ],
    }
    return render(request, "toezicht/bodemenergie.html", context, status=422 if form and form.errors else 200)


def _make_form(
    request: Vraag, bronobject: Bronobject, stand: Bodemenergiestand | None
) -> BodemenergieForm | None:
    """Make the form, beginning from what is known; nothing for who may not write."""
    if not may_write(request.viewer, bronobject.leverancier):
        return None
    gegevens = dict(stand.gegevens) if stand else {}
    systeem = make_systeem(gegevens)
    x, y = systeem.middelpunt or (None, None)
    # As numbers: a text would be read as if somebody typed it.
    getallen = {naam: getattr(systeem, naam) for naam in GETALLEN}
    begin = (
        gegevens
        | write_rijen(gegevens)
        | getallen
        | {"middelpunt_x": x, "middelpunt_y": y, "gezien": stand.versie if stand else 0}
    )
    return BodemenergieForm(request.POST or None, initial=begin)


def _make_kenmerken(stand: Bodemenergiestand) -> list[Kenmerk]:
    """List what is known of a system."""
    systeem = make_systeem(stand.gegevens)
    uit = [Kenmerk(LABELS[k], w) for k in LABELS if (w := getattr(systeem, k)) not in (None, "")]
    uit.append(
        Kenmerk(
            "Lussen",
            f"{len(systeem.lussen)}, tot {max(b.einddiepte_m for b in systeem.lussen)} m diep"
            if systeem.lussen
            else "geen opgegeven",
        )
    )
    if systeem.middelpunt:
        x, y = (format_getal(w) for w in systeem.middelpunt)
        uit.append(Kenmerk("Middelpunt (RD)", f"x {x}, y {y}"))
    uit.append(Kenmerk("Situatietekening", "ontvangen" if systeem.situatietekening else "niet ontvangen"))
    stoort = {None: "niet opgegeven", True: "nee, volgens de verklaring", False: "ja, er is hinder"}
    uit.append(Kenmerk("Stoort een ander systeem", stoort[systeem.geen_negatieve_interferentie]))
    uit.append(Kenmerk("Bij een woning buiten een woongebouw", "ja" if systeem.is_eigen_woning else "nee"))
    uit.append(Kenmerk("Vloeistof", systeem.circulatievloeistof or "niet opgegeven"))
    uit += [
        Kenmerk(f"Uitvoerder ({rol})", f"{naam}, {certificaat or 'geen certificaat'}")
        for rol, naam, certificaat in systeem.uitvoerders
    ]
    return uit


def _make_jaarrijen(stand: Bodemenergiestand) -> list[dict[str, Any]]:
    """List what was reported of each year, the last first."""
    jaren = sorted(make_systeem(stand.gegevens).jaren, key=lambda j: j.jaar, reverse=True)
    return [
        {
            "jaar": str(j.jaar),
            "warmte": j.warmte_mwh,
            "koude": j.koude_mwh,
            "energie": j.energie_mwh,
            "retour": " ".join(format_getal(t) for t in j.retourtemperaturen),
            "ingediend": j.ingediend_op,
        }
        for j in jaren
    ]


def _make_punten(
    stand: Bodemenergiestand, bronobject: Bronobject
) -> list[tuple[Controlepunt, ToestandCode, str, Uitleg]]:
    """Give what each article says, by the rules of today."""
    regels = read_bodemenergieregels(klok.today(), omgevingsdienst=bronobject.leverancier)
    uit = []
    for punt in check_systeem(make_systeem(stand.gegevens), regels, op=klok.today()):
        toestand, woord = WOORDEN[punt.oordeel]
        gronden = [make_grond(g, "zie de regel") for g in {g.regel_id: g for g in punt.gronden}.values()]
        uit.append(
            (punt, toestand, woord, Uitleg(f"Bal {punt.artikel}: {woord}", punt.uitleg, gronden, toestand))
        )
    return uit
