"""Where each thing stands in the ZGW APIs, and which UUID it has there.

What has an id of its own keeps it. A row with only a number gets a UUID that holds the number, and a part of a
configuration one that follows from its name: the same each time, without a table that says so.
"""

import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

WORTEL = "/zgw/"
# Fixed once: whoever kept an address finds the same thing there for ever.
NAAMRUIMTE = uuid.UUID("5f1d3c0e-6a2b-5c8e-9f41-7b6f2a9d0c11")
RIJSOORTEN = {"statussen": 1, "zaakobjecten": 2, "rollen": 3}
MERK = 0x5A475700
NUMMER = (1 << 62) - 1


def make_typeid(*delen: str) -> uuid.UUID:
    """Give the UUID of a part of a configuration, such as one step in one version of a kind of zaak."""
    return uuid.uuid5(NAAMRUIMTE, "/".join(delen))


def make_rijid(soort: str, nummer: int) -> uuid.UUID:
    """Give the UUID (version 8, RFC 9562) of a row that has only a number; `soort` is a key of RIJSOORTEN."""
    return uuid.UUID(int=(MERK + RIJSOORTEN[soort]) << 96 | 8 << 76 | 2 << 62 | nummer)


def read_rijid(soort: str, id_: uuid.UUID) -> int | None:
    """Give the number that a UUID of `make_rijid` holds; nothing for any other."""
    nummer = id_.int & NUMMER
    return nummer if id_ == make_rijid(soort, nummer) else None


@dataclass(frozen=True)
class Adressen:
    """Writes and reads the addresses of one site; `site` is where it stands, without a slash at the end."""

    site: str

    def write(self, api: str, bron: str, id_: uuid.UUID) -> str:
        """Write the address of one thing: `api` is zaken, besluiten or catalogi, `bron` the resource in it."""
        return f"{self.site}{WORTEL}{api}/v1/{bron}/{id_}"

    def write_object(self, id_: uuid.UUID) -> str:
        """Write the address of a record of the register in our own interface."""
        return f"{self.site}/api/v1/objecten/{id_}"

    def read(self, adres: str, bron: str) -> uuid.UUID | None:
        """Give the id in an address of this site of a kind of thing; nothing for any other address, or none."""
        if not adres.startswith(f"{self.site}{WORTEL}"):
            return None
        try:
            gevonden = resolve(urlsplit(adres).path)
            # Types share one pattern that names them; everything else has its own.
            soort = gevonden.kwargs.get("bron", gevonden.url_name)
            return uuid.UUID(str(gevonden.kwargs["id_"])) if soort == bron else None
        except (Resolver404, KeyError, ValueError):
            return None
