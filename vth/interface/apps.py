"""Django application of the room `interface`."""

from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    """The room `interface`."""

    name = "vth.interface"
    label = "interface"
