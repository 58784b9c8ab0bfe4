"""Django application of the room `vormgeving`."""

from django.apps import AppConfig


class VormgevingConfig(AppConfig):
    """The room `vormgeving`."""

    name = "vth.vormgeving"
    label = "vormgeving"
