"""Django application of the room `toezicht`."""

from django.apps import AppConfig


class ToezichtConfig(AppConfig):
    """The room `toezicht`."""

    name = "vth.toezicht"
    label = "toezicht"
