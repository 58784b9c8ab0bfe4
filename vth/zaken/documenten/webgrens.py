"""The bound on a form that brings a file, asked before anything of it is read; for every room in which documents come in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from vth.interface.probleem import RAND_BYTES
from vth.interface.vraag import Vraag


def refuse_te_groot(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse a form that is larger than a document may be before anything of it is read, the token of the form included."""

    @csrf_exempt
    def answer(request: Vraag, *args: Any, **kwargs: Any) -> HttpResponseBase:
        grens = settings.DOCUMENT_MAX_BYTES
        if int(request.META.get("CONTENT_LENGTH") or 0) > grens + RAND_BYTES:
            return render(request, "zaken/te_groot.html", {"grens": grens}, status=413)
        return csrf_protect(login_required(view))(request, *args, **kwargs)

    return answer
