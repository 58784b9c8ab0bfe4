"""Django application of the room `zaken`."""

from django.apps import AppConfig


class ZakenConfig(AppConfig):
    """The room `zaken`."""

    name = "vth.zaken"
    label = "zaken"
