"""Django application of the room `begrippen`."""

from django.apps import AppConfig


class BegrippenConfig(AppConfig):
    """The room `begrippen`."""

    name = "vth.begrippen"
    label = "begrippen"
