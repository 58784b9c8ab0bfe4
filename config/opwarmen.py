"""What the first page of a process would pay for, done before there is one: addresses loaded, templates compiled, and what the rooms keep in memory.

A room that keeps something has a module `opwarmen` with a function `warm_up`. Loading the addresses alone takes seconds, and each process does it for itself.
"""

import logging
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.module_loading import module_has_submodule

log = logging.getLogger(__name__)
MODULE = "opwarmen"


def warm_up() -> None:
    """Do everything once. What fails is told in the log and left: the page that needs it says better what is wrong, and the others work."""
    try:
        for naam, doe in [
            ("adressen", load_adressen),
            ("sjablonen", compile_sjablonen),
            *iter_kamers(),
        ]:
            _try(naam, doe)
    finally:
        connections.close_all()


def _try(naam: str, doe: Callable[[], None]) -> None:
    try:
        doe()
    except Exception:
        log.exception("Opwarmen van %s is niet gelukt; de site start zonder.", naam)


def load_adressen() -> None:
    """Import the views and forms of every room, and put the addresses in order as `reverse` needs them."""
    _ = get_resolver().reverse_dict


def compile_sjablonen() -> None:
    """Compile the templates of our own rooms; Django keeps them for the life of the process."""
    for config in apps.get_app_configs():
        if config.name == "portaal" or config.name.startswith("vth."):
            map_ = Path(config.path) / "templates"
            for bestand in sorted(map_.rglob("*.html")):
                get_template(bestand.relative_to(map_).as_posix())


def iter_kamers() -> Iterator[tuple[str, Callable[[], None]]]:
    """Give what each room does before the first page, by its name."""
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, MODULE):
            yield config.label, import_module(f"{config.name}.{MODULE}").warm_up
