"""Django application of the room `register`."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The room `register`."""

    name = "vth.register"
    label = "register"
