"""The child process of one measurement: `python -m bench.kind OPDRACHT.json`."""

import json
import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Carry out the order and leave the outcome in a file."""
    order = json.loads(Path(sys.argv[1]).read_text())
    import django

    django.setup()
    module, _, naam = order["functie"].partition(":")
    uitkomst = getattr(import_module(f"bench.{module}"), naam)(**order["argumenten"])
    Path(order["uitkomst"]).write_text(json.dumps(uitkomst or {}))


if __name__ == "__main__":
    main()
