"""Django application of the room `handhaving`."""

from django.apps import AppConfig


class HandhavingConfig(AppConfig):
    """The room `handhaving`."""

    name = "vth.handhaving"
    label = "handhaving"
