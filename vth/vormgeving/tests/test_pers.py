"""A page is sent pressed to who can take it so; nothing else is."""

import gzip
from collections.abc import Callable

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from vth.vormgeving.middleware import PressPaginas

PAGINA = "<tr><td>Verffabriek De Kwast</td></tr>" * 400


def ask(maak: Callable[[], HttpResponse], *, kan: str = "gzip, deflate, br") -> HttpResponseBase:
    pers = PressPaginas(lambda _: maak())
    return pers(RequestFactory().get("/", headers={"accept-encoding": kan}))


def test_a_page_comes_pressed_and_is_the_same_page() -> None:
    antwoord = ask(lambda: HttpResponse(PAGINA))
    assert isinstance(antwoord, HttpResponse)
    assert antwoord.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in antwoord.headers["Vary"]
    assert gzip.decompress(antwoord.content).decode() == PAGINA
    assert len(antwoord.content) == int(antwoord.headers["Content-Length"]) < len(PAGINA) / 10


def test_the_length_of_a_page_does_not_tell_what_is_in_it() -> None:
    """Django adds bytes of chance (BREACH), so that the same page has more than one length."""
    assert len({ask(lambda: HttpResponse(PAGINA)).headers["Content-Length"] for _ in range(40)}) > 1


@pytest.mark.parametrize(
    ("maak", "kan"),
    [
        (lambda: HttpResponse(PAGINA), "identity"),
        (lambda: HttpResponse("kort"), "gzip"),
        (lambda: HttpResponse(PAGINA, content_type="application/json"), "gzip"),
        (lambda: HttpResponse(PAGINA, content_type="text/csv"), "gzip"),
        (lambda: StreamingHttpResponse(iter([PAGINA])), "gzip"),
        (lambda: HttpResponse(PAGINA, headers={"Content-Encoding": "br"}), "gzip"),
    ],
)
def test_what_is_no_page_or_cannot_be_taken_so_goes_as_it_is(
    maak: Callable[[], HttpResponse], kan: str
) -> None:
    antwoord = ask(maak, kan=kan)
    assert antwoord.headers.get("Content-Encoding") != "gzip"
    inhoud = antwoord.getvalue() if isinstance(antwoord, StreamingHttpResponse) else antwoord.content  # type: ignore[attr-defined]
    assert inhoud in (PAGINA.encode(), b"kort")
