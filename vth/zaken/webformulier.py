"""The frame that every page with one form has: ask, do, and say what went wrong in the form itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from vth.interface.vraag import Vraag
from vth.vormgeving.onderdelen import Uitleg

# What was done, said to who did it, and where that can be seen.
Gedaan = tuple[str, str]


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
