"""Addresses of the page itself with other filters: the address holds the state, so that it can be mailed."""

from collections.abc import Iterable

from django.http import HttpRequest, QueryDict
from django.template import Context

# The place in a keyset list; whatever changes what the list holds starts again at its beginning.
PLAATS = "vanaf"
PEILMOMENT = ("geldigOp", "beschikbaarOp")


def read_query(context: Context) -> QueryDict:
    """Give the query of the request, or an empty one where a template is rendered without a request."""
    request = context.get("request")
    return request.GET if isinstance(request, HttpRequest) else QueryDict()


def derive_adres(context: Context, weg: Iterable[str] = (), **bij: str) -> str:
    """Give this page's address with some parameters changed (`bij`) and some left out (`weg`)."""
    query = read_query(context).copy()
    for naam in weg:
        query.pop(naam, None)
    for naam, waarde in bij.items():
        query[naam] = waarde
    return f"?{query.urlencode()}" if query else "?"


def list_verborgen(context: Context, zichtbaar: Iterable[str]) -> list[tuple[str, str]]:
    """List the parameters that a GET form must carry along because it has no field for them."""
    over = set(zichtbaar) | {PLAATS}
    return [
        (naam, waarde)
        for naam, waarden in read_query(context).lists()
        if naam not in over
        for waarde in waarden
    ]
