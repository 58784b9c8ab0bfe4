"""Django application of the room `organisaties`."""

from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    """The room `organisaties`."""

    name = "vth.organisaties"
    label = "organisaties"
