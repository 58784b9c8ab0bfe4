"""What a page says at its end: which assumptions it rests on, from the rules that were asked for while it was made."""

from collections.abc import Callable

from django.apps import apps
from django.http import HttpRequest

from vth.regelgeving.gebruik import list_gebruikte_aannames
from vth.regelgeving.rules import Grond


def make_aannames(_request: HttpRequest) -> dict[str, Callable[[], list[Grond]]]:
    """Give the template a list that is made when it is asked, at the end of the page: what its tags ask for counts too."""
    return {"aannames": list_aannames}


def list_aannames() -> list[Grond]:
    """List what was used so far of the rooms that want it told on every page (`toont_aannames` of their application)."""
    return [g for g in list_gebruikte_aannames() if wants_aannames(g.regel_id)]


def wants_aannames(regel_id: str) -> bool:
    """Tell whether the room of a rule wants its assumptions on every page that asks for them."""
    kamer = regel_id.partition(".")[0]
    return kamer in apps.app_configs and getattr(apps.app_configs[kamer], "toont_aannames", False)
