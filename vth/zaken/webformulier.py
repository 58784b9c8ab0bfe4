"""The frame of every page with one form, and of every page with an act per form: ask, do, and say what went wrong in the form itself."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Uitleg

# What was done, said to who did it, and where that can be seen.
Gedaan = tuple[str, str]
# Does an act with the cleaned fields of its form; gives what is said to who did it.
Daad = Callable[[Viewer, dict[str, Any]], str]


def handle_formulier(
    request: Vraag,
    form: Form,
    doe: Callable[[dict[str, Any]], Gedaan],
    *,
    weigert: tuple[type[Exception], ...],
    titel: str,
    knop: str,
    kruimels: list[tuple[str, str]],
    uitleg: Uitleg | None = None,
) -> HttpResponse:
    """Show a form; when it was sent and can be read, do it, say so and go there.

    What is refused with one of `weigert` is told in the form, which keeps all that was given.
    """
    if request.method == "POST" and form.is_valid():
        try:
            zin, adres = doe(dict(form.cleaned_data))
        except weigert as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, zin)
            return redirect(adres)
    context = {"form": form, "titel": titel, "knop": knop, "kruimels": kruimels, "uitleg": uitleg}
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


def make_daad(dienst: Callable[..., object], zin: str, **vast: object) -> Daad:
    """Give an act that calls a service with the fields of its form and what is fixed, and says what was done."""

    def doe(viewer: Viewer, velden: dict[str, Any]) -> str:
        """Call the service, and say what was done."""
        dienst(viewer=viewer, **vast, **velden)
        return zin

    return doe


def do_act(
    request: Vraag,
    wat: str,
    mogelijk: Mapping[str, Form],
    daden: Mapping[str, Daad],
    toon: Callable[[tuple[str, Form], int], HttpResponse],
    adres: str,
    *,
    weigert: tuple[type[Exception], ...],
    ander_was_voor: tuple[type[Exception], ...],
    bestaat_niet: tuple[type[Exception], ...],
) -> HttpResponse:
    """Do one act of a page: `mogelijk` holds the form of each act that can be done now, `daden` what each does, `toon` shows the page again.

    What is refused with one of `weigert` comes back in its form with what was given, 409 when it is one of `ander_was_voor`; what turns out not to
    be there 404.
    """
    if wat not in daden:
        raise Http404("Deze handeling bestaat niet.")
    if wat not in mogelijk:
        messages.error(
            request, "Dit kan hier niet (meer), of u mag het niet. Bekijk hoe het er nu voor staat."
        )
        return redirect(adres)
    form = mogelijk[wat]
    if not form.is_valid():
        return toon((wat, form), 422)
    try:
        with as_pagina(*bestaat_niet):
            melding = daden[wat](request.viewer, dict(form.cleaned_data))
    except weigert as fout:
        form.add_error(None, str(fout))
        return toon((wat, form), 409 if isinstance(fout, ander_was_voor) else 422)
    messages.success(request, melding)
    return redirect(adres)
