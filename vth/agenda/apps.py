"""Django application of the room `agenda`."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """The room `agenda`."""

    name = "vth.agenda"
    label = "agenda"
