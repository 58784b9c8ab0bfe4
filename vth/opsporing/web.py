"""What hides this room: for who does not work in it an address of it is one that does not exist, whatever is asked there and how."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from vth.interface.vraag import Vraag

from .eigen import derive_sleutel
from .selectors import mag_opsporen

View = Callable[..., HttpResponse]
IN_SESSIE, MEESTE = "opsporing", 20


def hide(view: View) -> View:
    """Let a view exist only for who investigates and came in by signing in; for others all is as if the address were not there.

    The look at the token against forgery comes after that: before it, a form without one would be answered differently here than where nothing is.
    """
    beschermd = csrf_protect(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, or say that nothing is here."""
        if not _bestaat(request):
            raise Http404
        return beschermd(request, *args, **kwargs)

    return csrf_exempt(answer)


def _bestaat(request: Any) -> bool:
    """Tell whether this room is there for who asks; a program with a token never comes in."""
    return (
        request.user.is_authenticated
        and "Authorization" not in request.headers
        and mag_opsporen(request.viewer)
    )


def find_doel(request: Vraag, dossier_id: object) -> str:
    """Give the purpose for which this session opened a file; empty when it did not."""
    doel = request.session.get(IN_SESSIE, {}).get(derive_sleutel(str(dossier_id)), "")
    return str(doel)


def keep_doel(request: Vraag, dossier_id: object, doel: str) -> None:
    """Remember the purpose in this session, of the last files only."""
    eerder = dict(list(request.session.get(IN_SESSIE, {}).items())[-MEESTE:])
    request.session[IN_SESSIE] = eerder | {derive_sleutel(str(dossier_id)): doel}
