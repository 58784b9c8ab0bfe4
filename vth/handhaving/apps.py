"""Django application of the room `handhaving`."""

from django.apps import AppConfig


class HandhavingConfig(AppConfig):
    """The room `handhaving`."""

    name = "vth.handhaving"
    label = "handhaving"
    # A page that asked a rule of this room that is an assumption, says so (`vormgeving.aannames`).
    toont_aannames = True
