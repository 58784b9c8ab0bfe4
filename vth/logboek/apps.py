"""Django application of the room `logboek`."""

from django.apps import AppConfig


class LogboekConfig(AppConfig):
    """The room `logboek`."""

    name = "vth.logboek"
    label = "logboek"
