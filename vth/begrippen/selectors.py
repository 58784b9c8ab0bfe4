"""Reading the shared language: object types and code lists, from the files of the project and of an authority."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from .rules import BegripError, Objecttype, Waarde, Waardelijst, make_objecttype

KAMER = Path(__file__).parent


@cache
def read_model() -> dict[str, Objecttype]:
    """Give all object types of the register by name, in the order of their files."""
    model = {}
    for file in sorted((KAMER / "model").glob("*.yaml")):
        objecttype = make_objecttype(yaml.safe_load(file.read_text()), file.name)
        model[objecttype.naam] = objecttype
    return model


def read_objecttype(naam: str) -> Objecttype:
    """Give one object type; raises BegripError for a name that does not exist."""
    if naam not in (model := read_model()):
        raise BegripError(f"Het objecttype {naam!r} bestaat niet. Kies uit: {', '.join(model)}.")
    return model[naam]
