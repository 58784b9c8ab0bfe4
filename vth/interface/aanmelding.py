"""Who may ask the interface: whoever shows a token, or is signed in on the site; and how often."""

import math
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from ninja.errors import Throttled
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import SimpleRateThrottle

from vth.toegang.rules import NIEMAND, Viewer


class TokenAuth(HttpBearer):
    """A personal token, or one that a client got at `/oauth/token`; the middleware has read it into the viewer."""

    openapi_name = "token"
    openapi_description = "Een token uit uw account, of een van /oauth/token (OAuth 2.0 client credentials)."

    def __init__(self) -> None:
        super().__init__()
        self.geweigerd = Geweigerd(settings.API_TEMPO)

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """Give the viewer, or nothing for a token that is worth nothing.

        Raises JwtError with what is wrong with a JWT, and Throttled for an address that shows many of those.
        """
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.actor == NIEMAND.actor and (fout := getattr(request, "aanmeldfout", None)):
            if wacht := check_tempo(self.geweigerd, request):
                raise Throttled(wait=wacht)
            raise fout
        return viewer if viewer.actor != NIEMAND.actor else None


class EigenSessie(SessionAuth):
    """The session of the site; not beside a token, for then what was shown counts."""

    def __call__(self, request: HttpRequest) -> Any:
        """Look for a session only where there can be one: who shows none misses no CSRF token but an account."""
        if "Authorization" in request.headers or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        return super().__call__(request)


class Tempo(SimpleRateThrottle):
    """So many requests a minute for one account, whatever the number of processes: each counts for itself and lets its share through.

    Counting together would make every request that reads write in the database, and wait there for a large delivery. So who asks
    one process only is refused at its share; nobody ever gets more than the whole.
    """

    scope = "account"

    def __init__(self, rate: str) -> None:
        super().__init__(rate)
        aantal, _ = self.parse_rate(rate)
        self.num_requests = max((aantal or 0) // settings.SITE_PROCESSEN, 1)
        self.cache = caches["snel"]

    def get_cache_key(self, request: HttpRequest) -> str:
        """Count per account; who is nobody is counted per address."""
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        wie = viewer.gebruiker_id or self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": wie}


class Geweigerd(Tempo):
    """So many refused JWTs a minute from one address; they do not count for who shows a good one."""

    scope = "geweigerd"


def is_bekend(request: Any) -> bool:
    """Tell whether somebody is known who asks outside the API's own views: by a token, or else by a session."""
    soort = request.headers.get("Authorization", "bearer").partition(" ")[0].lower()
    return soort == "bearer" and bool(request.viewer.actor != NIEMAND.actor)


def check_tempo(tempo: Tempo, request: HttpRequest) -> int:
    """Count a question outside the API's own views; give after how many seconds to come back, 0 when it may be put."""
    return 0 if tempo.allow_request(request) else max(math.ceil(tempo.wait() or 1), 1)


def list_aanmeldingen() -> list[Any]:
    """Give the ways to be known to the interface, in the order in which they are tried."""
    return [TokenAuth(), EigenSessie()]
