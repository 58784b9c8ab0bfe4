"""What the answers of all rooms are made of: names in camelCase, and links."""

from ninja import Schema
from pydantic import ConfigDict

from .antwoord import as_camel


class Vorm(Schema):
    """One object of an answer; its names are in camelCase."""

    model_config = ConfigDict(alias_generator=as_camel, populate_by_name=True)


class Adres(Vorm):
    """Where something can be found."""

    href: str
