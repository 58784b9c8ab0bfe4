"""Looking at the site as somebody: a viewer with fixed rights, without memberships in the database."""

import re

import pytest
from django.test import Client

from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer

WISSELEND = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|Afgedrukt op [^<]*')
HEEL = re.compile(r'<span class="vth-heel">([^<]*)</span>')


def strip_wisselend(html: str) -> str:
    """Leave out of a page what differs each time it is asked: its secret, and the minute at which it would be printed."""
    return WISSELEND.sub("", html)


def strip_heel(html: str) -> str:
    """Leave out of a page what keeps a number on one line, so that a sentence with a number reads as a sentence."""
    return HEEL.sub(r"\1", html)


def log_in(client: Client, monkeypatch: pytest.MonkeyPatch, viewer: Viewer, *, naam: str = "proef") -> Client:
    """Sign in, and look with what `viewer` may see and do."""
    monkeypatch.setattr("config.middleware.read_viewer", lambda request: viewer)
    gebruiker, _ = Gebruiker.objects.get_or_create(username=naam, defaults={"naam": "Pia Proef"})
    client.force_login(gebruiker)
    return client
