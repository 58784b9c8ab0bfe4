"""Django application of the room `toegang`."""

from django.apps import AppConfig


class ToegangConfig(AppConfig):
    """The room `toegang`."""

    name = "vth.toegang"
    label = "toegang"
