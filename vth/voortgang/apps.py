"""Django application of the room `voortgang`."""

from django.apps import AppConfig


class VoortgangConfig(AppConfig):
    """The room `voortgang`."""

    name = "vth.voortgang"
    label = "voortgang"
