"""What a view is handed: a request that carries its viewer (`config.middleware.HandInViewer`)."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer


class Vraag(HttpRequest):
    """A request with who is looking; only a type, Django makes the object."""

    viewer: Viewer
    user: Gebruiker | AnonymousUser
