"""Django application of the room `monitoring`."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The room `monitoring`."""

    name = "vth.monitoring"
    label = "monitoring"
