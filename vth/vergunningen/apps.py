"""Django application of the room `vergunningen`."""

from django.apps import AppConfig


class VergunningenConfig(AppConfig):
    """The room `vergunningen`."""

    name = "vth.vergunningen"
    label = "vergunningen"
