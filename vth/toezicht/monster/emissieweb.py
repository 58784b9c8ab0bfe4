"""An emission to air in the site: held against the limit of its class, and how often the source must be measured; nothing is kept."""

from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.vraag import Vraag
from vth.regelgeving.rules import RegelError
from vth.tijd import klok
from vth.vormgeving.onderdelen import Uitleg
from vth.vormgeving.wettelijk import make_grond

from .bemonstering import MonsterError
from .emissie import (
    Emissieregels,
    check_emissie,
    derive_controleregime,
    derive_storingsemissie,
    make_klassenorm,
)
from .emissieform import EmissieForm
from .meting import Meting, as_getal
from .monsterpagina import WOORDEN, make_toetsuitleg
from .parameter import Parameter
from .regelset import read_emissieregels


@login_required
@require_safe
def show_emissie(request: Vraag) -> HttpResponse:
    """Work out what was filled in; the address holds the whole question, so that it can be kept and sent."""
    form = EmissieForm(request.GET or None, regels=read_emissieregels(klok.today()))
    uitkomsten: list[Uitleg] = []
    if form.is_bound and form.is_valid():
        try:
            regels = read_emissieregels(form.cleaned_data["dag"])
            uitkomsten = list(_list_uitkomsten(form, regels))
        except (RegelError, MonsterError) as fout:
            form.add_error(None, str(fout))
    status = 422 if form.is_bound and form.errors else 200
    kruimels = [
        ("Toezicht", reverse("toezicht:lijst")),
        ("Laboratorium", reverse("toezicht:laboratorium")),
        ("Emissie naar lucht", ""),
    ]
    gelezen = form.describe_delen() if uitkomsten else ""
    context = {"form": form, "uitkomsten": uitkomsten, "gelezen": gelezen, "kruimels": kruimels}
    return render(request, "toezicht/emissie.html", context, status=status)


def _list_uitkomsten(form: EmissieForm, regels: Emissieregels) -> Iterator[Uitleg]:
    """Give the judgement on the measurement and the regime of the source, as far as they were asked."""
    v = form.cleaned_data
    if v["delen"]:
        yield _make_toets(form, regels)
    if v["massastroom"] is not None:
        grens = make_klassenorm(v["klasse"], regels).grens
        # Of ERS the limit is in TEQ, and its regime is fixed.
        vast = v["klasse"] in regels.regimes.waarde["altijd"]
        storing = v["debiet"] * 0 if vast else derive_storingsemissie(v["massastroom"], v["debiet"], grens)
        regime = derive_controleregime(storing, v["klasse"], regels)
        gebruikt = "; ".join(f"{naam}: {waarde}" for naam, waarde in regime.gebruikt)
        gronden = [make_grond(g, "zie de regel") for g in (regime.grond, regels.klassen)]
        yield Uitleg(
            f"Controleregime {regime.regime}", f"{regime.plicht.capitalize()}. Gebruikt: {gebruikt}.", gronden
        )


def _make_toets(form: EmissieForm, regels: Emissieregels) -> Uitleg:
    """Hold the measurement against the limit of its class."""
    v = form.cleaned_data
    vracht = None
    if v["jaarvracht"] is not None:
        drempeleenheid = regels.klassen.waarde[v["klasse"]]["drempeleenheid"]
        vracht = Meting(Parameter(v["klasse"]), v["jaarvracht"], drempeleenheid)
    uitkomst = check_emissie(form.make_delen(), v["klasse"], regels, jaarvracht=vracht)
    grens, woord = uitkomst.norm.grens, WOORDEN[uitkomst.oordeel][1]
    titel = f"{grens.naam}: {woord} (grens {as_getal(grens.waarde)} {grens.eenheid}, {uitkomst.norm.plaats})"
    uitleg = make_toetsuitleg(uitkomst, titel)
    if vracht is not None:
        return uitleg
    zonder = "De jaarvracht is niet ingevuld: onder de jaardrempel geldt de grens niet."
    return replace(uitleg, waarom=f"{uitleg.waarom} {zonder}")
