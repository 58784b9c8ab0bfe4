"""Django application of the room `opsporing`."""

from django.apps import AppConfig


class OpsporingConfig(AppConfig):
    """The room `opsporing`."""

    name = "vth.opsporing"
    label = "opsporing"
