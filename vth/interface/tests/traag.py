"""A site of one page, served as the real one is; for the test with slow clients."""

from collections.abc import Callable, Iterable
from typing import Any

from vth.interface.loket import Loket


def tell_lengte(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer how many bytes came in."""
    lengte = len(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(lengte).encode()]


application = Loket(tell_lengte, hoogstens=2**20)
