"""What is found while typing: a few links within what one may see, and a way out of a typing error."""

from collections.abc import Callable

import pytest
from django.test import Client

from vth.toegang.rules import NIEMAND, Viewer

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    make_object("T1", inhoud={"naam": "<b>Tankstation</b> De Linde", "hoofdtype": "inrichting"})


@pytest.mark.parametrize(
    ("vraag", "staat_er"), [("tankst", True), ("t", False), ("", False), ("zwembad", False)]
)
def test_shows_what_begins_so(als: Callable[[Viewer], Client], vraag: str, staat_er: bool) -> None:
    html = als(LANDELIJK).get("/register/direct", {"q": vraag}).content.decode()
    assert ("&lt;b&gt;Tankstation&lt;/b&gt; De Linde" in html) is staat_er
    assert "<b>" not in html


def test_nobody_finds_nothing(als: Callable[[Viewer], Client]) -> None:
    assert als(NIEMAND).get("/register/direct?q=tank").content == b""


def test_proposes_what_was_meant(als: Callable[[Viewer], Client]) -> None:
    assert "q=tankstation" in als(LANDELIJK).get("/register/direct?q=tanksation").content.decode()
    assert "Bedoelde u" in als(LANDELIJK).get("/register/?q=tanksation").content.decode()
