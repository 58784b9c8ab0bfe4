"""Django application of the room `analyse`."""

from django.apps import AppConfig


class AnalyseConfig(AppConfig):
    """The room `analyse`."""

    name = "vth.analyse"
    label = "analyse"
