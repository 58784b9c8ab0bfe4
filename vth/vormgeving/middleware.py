"""Around every answer: the headers by which a page may only use what comes from its own address, and the count of the rules it rests on."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from vth.regelgeving.gebruik import follow_gebruik

# MapLibre and the components draw icons from `data:`; its worker is a file of our own, never a blob.
BELEID = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
KOPPEN = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


class ContentSecurityPolicy:
    """Add the security headers of the API Design Rules to every answer; what a view set itself stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and add the headers that are missing."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", write_beleid(settings.FORMULIERDOELEN))
        for naam, waarde in KOPPEN.items():
            response.headers.setdefault(naam, waarde)
        return response


class FollowRegels:
    """Keep count of the rules that an answer asks for, so that its page can name the assumptions (`aannames.py`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on within a count of its own."""
        with follow_gebruik():
            return self.get_response(request)


class PressPaginas:
    """Send pages pressed, for who looks at them over the line of a phone; a work list of fifty rows is 44 kB and becomes 6.

    Only whole pages: files and the interface go as they are. What an attacker could learn of a page from its length (BREACH) is hidden as
    Django does: the token of a form is masked anew on every page, and up to a hundred bytes of chance are added.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pers = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and press its page when the browser can take it so."""
        response = self.get_response(request)
        is_pagina = response.headers.get("Content-Type", "").startswith("text/html")
        return (
            self.pers.process_response(request, response)
            if is_pagina and not response.streaming
            else response
        )


def write_beleid(formulierdoelen: Iterable[str]) -> str:
    """Write the policy; a form may also lead to the places given (the directory where people sign in)."""
    beleid = {**BELEID, "form-action": " ".join([BELEID["form-action"], *formulierdoelen])}
    return "; ".join(f"{naam} {waarde}" for naam, waarde in beleid.items())
