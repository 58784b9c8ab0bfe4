"""Django application of the portal."""

from django.apps import AppConfig


class PortaalConfig(AppConfig):
    """The top floor."""

    name = "portaal"
