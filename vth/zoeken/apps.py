"""Django application of the room `zoeken`."""

from django.apps import AppConfig


class ZoekenConfig(AppConfig):
    """The room `zoeken`."""

    name = "vth.zoeken"
    label = "zoeken"
