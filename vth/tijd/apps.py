"""Django application of the room `tijd`."""

from django.apps import AppConfig


class TijdConfig(AppConfig):
    """The room `tijd`."""

    name = "vth.tijd"
    label = "tijd"
