"""Django application of the room `aanleveringen`."""

from django.apps import AppConfig


class AanleveringenConfig(AppConfig):
    """The room `aanleveringen`."""

    name = "vth.aanleveringen"
    label = "aanleveringen"
