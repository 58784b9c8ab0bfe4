"""Tags of the page itself: theme, title, peilmoment, version, print line."""

import html
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import strip_tags

from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM

from ..onderdelen import NOG_NU
from ._adres import PEILMOMENT, derive_adres, list_verborgen

register = template.Library()
ONDERDELEN = "vormgeving/onderdelen/"


@cache
def find_thema(thema: str) -> str:
    """Find the tokens of a theme: an organisation's own `thema/<name>/tokens.css` before a shipped one."""
    eigen = f"thema/{thema}/tokens.css"
    return eigen if finders.find(eigen) else f"vendor/{eigen}"


@register.simple_tag
def thema() -> str:
    """Give the name of the theme; its tokens stand under the class `<name>-theme`, as in NL Design System."""
    return settings.VORMGEVING_THEMA


@register.simple_tag
def thema_bestand() -> str:
    """Give the address of the theme's tokens."""
    return static(find_thema(settings.VORMGEVING_THEMA))


@register.simple_tag
@cache
def softwareversie() -> str:
    """Give the version of this installation for the footer."""
    try:
        return version("open-vth")
    except PackageNotFoundError:
        return "zonder versie"


@register.simple_tag(takes_context=True)
def bloktekst(context: Context, naam: str) -> str:
    """Give the plain text of a block of this page, so that the title is written once and shown twice."""
    blokken = context.render_context.get(BLOCK_CONTEXT_KEY)
    blok = blokken.get_block(naam) if blokken else None
    return " ".join(html.unescape(strip_tags(blok.render(context))).split()) if blok else ""


@register.simple_tag(takes_context=True)
def paginaadres(context: Context) -> str:
    """Give the full address of this page, for the printed page and for copying."""
    request = context.get("request")
    return request.build_absolute_uri() if request else ""


@register.simple_tag
def nu() -> datetime:
    """Give the present moment, by the one clock."""
    return klok.now()


@register.inclusion_tag(ONDERDELEN + "peilmoment.html", takes_context=True)
def peilmoment(context: Context, plek: str = "band") -> dict[str, Any]:
    """Show for which day and as known when this page answers: quiet in the header (`kop`) when that is now, a
    band over the page (`band`) when it is not.

    Reads `peilmoment` (a Peilmoment, or nothing for now) and `peilmoment_kiesbaar` (the page can answer for
    another one, so show the form) from the context.
    """
    moment = context.get("peilmoment")
    dag = moment.geldig_op if moment else klok.today()
    andere_kennis = moment is not None and moment.beschikbaar_op < klok.now() - NOG_NU
    return {
        "moment": moment,
        "plek": plek,
        "is_nu": dag == klok.today() and not andere_kennis,
        "andere_kennis": andere_kennis,
        "kiesbaar": context.get("peilmoment_kiesbaar", False),
        "terug_url": derive_adres(context, [*PEILMOMENT, "vanaf"]),
        "verborgen": list_verborgen(context, PEILMOMENT),
        "geldig_op": dag.isoformat(),
        "beschikbaar_op": _as_invoer(moment.beschikbaar_op) if moment and andere_kennis else "",
    }


def _as_invoer(moment: datetime) -> str:
    """Write a moment as a `datetime-local` field wants it, in Dutch legal time."""
    return moment.astimezone(AMSTERDAM).strftime("%Y-%m-%dT%H:%M")


@register.inclusion_tag(ONDERDELEN + "account.html", takes_context=True)
def account(context: Context) -> dict[str, Any]:
    """Show who is signed in, and the way out; reads `account` (naam, organisatie, rollen) or the request."""
    request = context.get("request")
    user, viewer = getattr(request, "user", None), getattr(request, "viewer", None)
    eigen: Mapping[str, Any] = context.get("account") or {}
    naam = eigen.get("naam") or (str(user) if user is not None and user.is_authenticated else "")
    return {
        "request": request,
        "naam": naam,
        "organisatie": eigen.get("organisatie") or getattr(viewer, "organisatie", ""),
        "rollen": eigen.get("rollen") or sorted(getattr(viewer, "rollen", ())),
        "links": eigen.get("links") or (),
    }


@register.simple_tag(takes_context=True)
def adres_met(context: Context, naam: str, waarde: object) -> str:
    """Give this page's address with one parameter changed, from the beginning of the list."""
    return derive_adres(context, ["vanaf"], **{naam: str(waarde)})


@register.simple_tag(takes_context=True)
def adres_zonder(context: Context, *namen: str) -> str:
    """Give this page's address without these parameters, from the beginning of the list."""
    return derive_adres(context, ["vanaf", *namen])
