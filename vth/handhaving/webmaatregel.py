"""Measures in the site: look at one, prepare it, impose it, write what was forfeited, and end it."""

import uuid
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.register.selectors import find_zichtbaar, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toezicht.models import Bevinding, Controle
from vth.toezicht.rules import MET_OORDEEL
from vth.toezicht.selectors import list_zichtbaar as list_controles
from vth.zaken.conceptintrekking import is_ingetrokken_concept
from vth.zaken.selectors import BestaatNietError

from . import forms, horen, invorderen, maatregelen
from .lastrules import DAG
from .lasttekst import as_euro
from .maatregelpagina import Maatregelpagina, make_maatregelpagina
from .models import Last, Maatregel, Overtreding
from .plek import list_plekken, list_van_plek
from .web import do_act, make_kruimels
from .webbestuursdwang import DADEN as DWANGDADEN
from .webbestuursdwang import make_dwangforms
from .weblastloop import DADEN as LASTDADEN
from .weblastloop import make_lastloopforms
from .webvervolg import DADEN as VERVOLGDADEN
from .webvervolg import make_vervolgforms

EINDEN = {
    "rond_af": "de maatregel is afgerond",
    "trek_in": "ingetrokken of opgeheven",
    "vernietig": "vernietigd",
    "vervalt": "niet opgelegd",
}


@login_required
@require_safe
def show_maatregel(request: Vraag, maatregel_id: uuid.UUID) -> HttpResponse:
    """Show one measure."""
    return _render(request, maatregel_id)


def _render(
    request: Vraag, maatregel_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one measure with the forms of what the viewer may do."""
    with as_pagina(BestaatNietError):
        pagina = make_maatregelpagina(request.viewer, maatregel_id)
    note_rijen(request, "maatregel.read", list(pagina.records))
    context = {
        "pagina": pagina,
        "forms": _make_forms(request.viewer, pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("handhaving:maatregel", args=[maatregel_id]),
        "kruimels": make_kruimels((pagina.maatregel.kenmerk, "")),
    }
    return render(request, "handhaving/maatregel.html", context, status=status)


def _make_forms(viewer: Viewer, pagina: Maatregelpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a measure as it stands."""
    vast, gemaakt = {"gezien": pagina.maatregel.versie}, dict[str, Form]()
    if pagina.mag and pagina.voorbereiding:
        gemaakt = _make_voorbereiding(viewer, pagina, data, vast)
    if pagina.mag and "leg_op" in pagina.mogelijk and not pagina.is_besluit and not pagina.gebreken:
        gemaakt["leg_op"] = forms.OpleggenForm(data, initial=vast | {"op": klok.today()})
    if einden := [(c, n) for c, n in EINDEN.items() if c in pagina.mogelijk]:
        gemaakt["einde"] = forms.AfloopForm(data, keuzes=einden, initial=vast | {"op": klok.today()})
    gemaakt |= make_lastloopforms(pagina, data) | make_vervolgforms(pagina, data)
    if pagina.verbeurt:
        wie = [(a["id"], a["naam"]) for a in pagina.adressaten]
        last = pagina.last
        begin = last.begunstiging_tot + DAG if last and last.begunstiging_tot else None
        gemaakt["verbeurt"] = forms.VerbeurtForm(
            data,
            adressaten=wie,
            bevindingen=_list_niet_nageleefd(viewer, pagina.maatregel),
            initial=vast | {"van": None if pagina.verbeurten else begin},
        )
    open_ = [(v["id"], f"{v['bedrag']} van {v['dag']:%d-%m-%Y}") for v in pagina.verbeurten if v["open"]]
    gemaakt |= make_dwangforms(pagina, data)
    if pagina.mag_geld and open_:
        gemaakt["invorder"] = forms.HandelingForm(
            data,
            verbeurten=open_,
            aard="dwangsom" if pagina.is_dwangsom else "kosten",
            initial={"verbeurten": [id_ for id_, _ in open_]},
        )
    return gemaakt


def _list_niet_nageleefd(viewer: Viewer, m: Maatregel) -> list[tuple[str, str]]:
    """List what visits to the same places since the last was imposed found not to be in order."""
    plekken = list_plekken(viewer, Overtreding.objects.filter(maatregelen__maatregel=m))
    controles = list_controles(viewer).filter(
        onderwerpen__bronobject__in=plekken,
        staat=Controle.Staat.AFGEROND,
        controledatum__gte=m.opgelegd_op,
    )
    rijen = Bevinding.objects.filter(controle__in=controles, resultaat__in=MET_OORDEEL, ingetrokken_op=None)
    gezien = list(rijen.select_related("controle").order_by("-norm_op", "volgnummer").distinct()[:50])
    return [
        (
            str(b.pk),
            f"{b.controle.kenmerk}, {b.volgnummer}. {b.aandachtspunt or b.onderwerp} ({b.norm_op:%d-%m-%Y})",
        )
        for b in list_van_plek(gezien, plekken)
    ]


def _make_voorbereiding(
    viewer: Viewer, pagina: Maatregelpagina, data: Any, vast: dict[str, Any]
) -> dict[str, Form]:
    """Make the forms of a measure that is still prepared."""
    m = pagina.maatregel
    gemaakt: dict[str, Form] = {
        "motiveer": forms.MotiveringForm(
            data,
            instrument=m.instrument,
            initial=vast | {"motivering": m.motivering, "boetebedrag": m.boetebedrag, "tot": m.tot},
        )
    }
    if pagina.is_last:
        wie = _list_overtreders(viewer, m)
        gemaakt["last"] = forms.LastForm(
            data, adressaten=wie, initial=vast | _make_lastbegin(pagina.last, [id_ for id_, _ in wie])
        )
    if pagina.is_besluit:
        if m.instrument != "gedogen":
            gemaakt["voornemen"] = forms.VoornemenForm(data, initial=vast | {"op": klok.today()})
            gemaakt["niet_horen"] = forms.NietHorenForm(data, initial=vast)
        if m.voornemen_op:
            gemaakt["zienswijze"] = forms.ZienswijzeForm(data, initial=vast)
        if not pagina.gebreken and (m.besluit is None or is_ingetrokken_concept(m.besluit)):
            gemaakt["besluit"] = forms.GezienForm(data, initial=vast)
        if m.besluit is not None and m.besluit.verzenddatum:
            gemaakt["leg_op"] = forms.GezienForm(data, initial=vast)
    return gemaakt


def _list_overtreders(viewer: Viewer, m: Maatregel) -> list[tuple[str, str]]:
    """List who committed the violations, by name, as far as the viewer may see them."""
    rijen = Overtreding.objects.filter(maatregelen__maatregel=m).values_list(
        "overtreders__bronobject_id", flat=True
    )
    zichtbaar = find_zichtbaar(viewer, [id_ for id_ in rijen if id_])
    namen = list_namen(zichtbaar.values(), Peilmoment(klok.today(), klok.now()))
    return [(str(id_), namen[id_]) for id_ in zichtbaar]


def _make_lastbegin(last: Last | None, wie: list[str]) -> dict[str, Any]:
    """Fill the form of a last with what is known."""
    if last is None:
        return {"adressaten": wie, "soort": Last.Soort.ONGEDAAN}
    adressaten = list(last.adressaten.order_by("id"))
    eerste = adressaten[0] if adressaten else None
    velden: dict[str, Any] = {v: getattr(last, v) for v in maatregelen.LASTVELDEN}
    for a in adressaten[1:]:
        if eerste and (a.bedrag, a.maximum) != (eerste.bedrag, eerste.maximum):
            velden |= {
                f"eigen_bedrag_{a.bronobject_id}": a.bedrag,
                f"eigen_maximum_{a.bronobject_id}": a.maximum,
            }
    return velden | {
        "adressaten": [str(a.bronobject_id) for a in adressaten],
        "bedrag": eerste and eerste.bedrag,
        "maximum": eerste and eerste.maximum,
        "spoed": bool(last.spoed),
    }


@login_required
@require_POST
def act_maatregel(request: Vraag, maatregel_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a measure."""
    with as_pagina(BestaatNietError):
        pagina = make_maatregelpagina(request.viewer, maatregel_id)
    mogelijk = _make_forms(request.viewer, pagina, request.POST)
    daden = {naam: partial(daad, maatregel_id) for naam, daad in DADEN.items()}
    daden["last"] = partial(_write_last, mogelijk.get("last"), maatregel_id)
    return do_act(
        request,
        wat,
        mogelijk,
        daden,
        lambda fout, status: _render(request, maatregel_id, fout, status),
        reverse("handhaving:maatregel", args=[maatregel_id]),
    )


def _write_last(form: Form | None, id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Write the last; its form makes it of its fields."""
    assert isinstance(form, forms.LastForm)
    maatregelen.record_last(
        viewer=viewer, maatregel_id=id_, inhoud=form.make_inhoud(), gezien=velden["gezien"]
    )
    return "De last is vastgelegd."


def _write_motivering(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Write why."""
    maatregelen.record_motivering(viewer=viewer, maatregel_id=id_, **velden)
    return "De motivering is vastgelegd."


def _send_voornemen(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that the voornemen was sent."""
    horen.record_voornemen(viewer=viewer, maatregel_id=id_, **velden)
    return "Het voornemen is vastgelegd; de overtreder kan reageren."


def _note_zienswijze(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note the answer."""
    horen.record_zienswijze(viewer=viewer, maatregel_id=id_, **velden)
    return "De zienswijze is vastgelegd."


def _skip_horen(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note why nobody is heard first."""
    horen.record_niet_gehoord(viewer=viewer, maatregel_id=id_, **velden)
    return "Vastgelegd waarom horen achterwege blijft."


def _draft(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Draft the decision."""
    besluit = maatregelen.draft_besluit(viewer=viewer, maatregel_id=id_, **velden)
    return f"Besluit {besluit.identificatie} is opgesteld. Laat het goedkeuren en ondertekenen, en maak het bekend."


def _impose(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that it was imposed."""
    maatregelen.impose_maatregel(viewer=viewer, maatregel_id=id_, **({"op": klok.today()} | velden))
    return "De maatregel is opgelegd."


def _end(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """End it."""
    maatregelen.end_maatregel(viewer=viewer, maatregel_id=id_, **velden)
    return "Vastgelegd hoe de maatregel eindigt."


def _forfeit(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Write what was forfeited."""
    gezien = velden.pop("gezien")
    nieuw = invorderen.record_overtreden(
        viewer=viewer, maatregel_id=id_, gezien_is=invorderen.Waarneming(**velden), gezien=gezien
    )
    som = sum((v.bedrag for v in nieuw), start=nieuw[0].bedrag * 0)
    return f"Verbeurd: {as_euro(som)} in {len(nieuw)} {'bedrag' if len(nieuw) == 1 else 'bedragen'}."


def _claim(_id: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Write what was done to claim it."""
    wie = velden.pop("verbeurten")
    gedaan = invorderen.record_handeling(
        viewer=viewer, verbeurten=wie, nieuw=invorderen.NieuweHandeling(**velden)
    )
    return f"Vastgelegd bij {len(gedaan)} {'bedrag' if len(gedaan) == 1 else 'bedragen'}."


DADEN: dict[str, Any] = {
    "motiveer": _write_motivering,
    "voornemen": _send_voornemen,
    "zienswijze": _note_zienswijze,
    "niet_horen": _skip_horen,
    "besluit": _draft,
    "leg_op": _impose,
    "einde": _end,
    "verbeurt": _forfeit,
    "invorder": _claim,
    **LASTDADEN,
    **DWANGDADEN,
    **VERVOLGDADEN,
}
