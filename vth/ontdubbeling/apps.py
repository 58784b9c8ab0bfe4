"""Django application of the room `ontdubbeling`."""

from django.apps import AppConfig


class OntdubbelingConfig(AppConfig):
    """The room `ontdubbeling`."""

    name = "vth.ontdubbeling"
    label = "ontdubbeling"
