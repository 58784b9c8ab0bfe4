"""The headers that every answer carries: a page may only use what comes from its own address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
    "Content-Security-Policy": "; ".join(f"{naam} {waarde}" for naam, waarde in BELEID.items()),
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
        for naam, waarde in KOPPEN.items():
            response.headers.setdefault(naam, waarde)
        return response
