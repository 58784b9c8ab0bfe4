"""The frame that every page with one form has: ask, do, and say what went wrong in the form itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from vth.interface.vraag import Vraag
from vth.vormgeving.onderdelen import Uitleg
from vth.zaken.selectors import BestaatNietError

from .boeking import SCHRIJVEN, VASTSTELLEN
from .inhoud import VoorschriftError
from .rules import VergunningError

RECHTEN = {SCHRIJVEN: "in vergunningen schrijven", VASTSTELLEN: "in vergunningen vaststellen en verbeteren"}
# What was done, said to who did it, and where that can be seen.
Gedaan = tuple[str, str]


def check_recht(request: Vraag, recht: str) -> None:
    """Refuse a page with a form that the viewer may not send. Raises PermissionDenied with whom to ask."""
    if recht not in request.viewer.handelingen:
        raise PermissionDenied(
            f"U mag niet {RECHTEN[recht]}. Vraag uw functioneel beheerder om het recht {recht}."
        )


def handle_formulier(
    request: Vraag,
    form: Form,
    doe: Callable[[dict[str, Any]], Gedaan],
    *,
    titel: str,
    knop: str,
    kruimels: list[tuple[str, str]],
    uitleg: Uitleg | None = None,
) -> HttpResponse:
    """Show a form; when it was sent and can be read, do it, say so and go there. What is refused is told in the form, which keeps all."""
    if request.method == "POST" and form.is_valid():
        try:
            zin, adres = doe(dict(form.cleaned_data))
        except (VergunningError, VoorschriftError, BestaatNietError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, zin)
            return redirect(adres)
    context = {"form": form, "titel": titel, "knop": knop, "kruimels": kruimels, "uitleg": uitleg}
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)
