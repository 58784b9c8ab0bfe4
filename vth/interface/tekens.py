"""One character that no text holds and that PostgreSQL refuses: asked for in an address, it is refused at the door."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\0"


class RefuseNultekens:
    """Answer an address with a NUL in it with 400, so that no room has to think of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let every other address pass."""
        if NUL in request.path or any(
            NUL in tekst for naam, teksten in request.GET.lists() for tekst in (naam, *teksten)
        ):
            raise BadRequest("In het adres staat een teken dat in geen tekst voorkomt (NUL). Haal het weg.")
        return self.get_response(request)
