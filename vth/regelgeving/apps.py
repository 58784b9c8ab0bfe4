"""Django application of the room `regelgeving`."""

from django.apps import AppConfig


class RegelgevingConfig(AppConfig):
    """The room `regelgeving`."""

    name = "vth.regelgeving"
    label = "regelgeving"
