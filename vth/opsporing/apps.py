"""Django application of the room `opsporing`."""

from django.apps import AppConfig


class OpsporingConfig(AppConfig):
    """The room `opsporing`."""

    name = "vth.opsporing"
    label = "opsporing"
    # A page that asked a rule of this room that is an assumption, says so (`vormgeving.aannames`).
    toont_aannames = True
