"""What the questions and answers of all rooms are made of: names in camelCase, links, and what every list can be asked."""

from typing import Any

from ninja import Field, Header, Schema
from pydantic import ConfigDict

from .antwoord import as_camel


class Vorm(Schema):
    """One object of an answer; its names are in camelCase."""

    model_config = ConfigDict(alias_generator=as_camel, populate_by_name=True)


def _drop_verplicht(schema: dict[str, Any]) -> None:
    """Say of no member that it is always there."""
    schema.pop("required", None)


class Kiesbaar(Vorm):
    """One object of an answer of which the reader chooses the members (`velden`): none of them is always there."""

    model_config = ConfigDict(
        alias_generator=as_camel, populate_by_name=True, json_schema_extra=_drop_verplicht
    )


class Adres(Vorm):
    """Where something can be found."""

    href: str = Field(description="Het adres.")


class Geometrie(Vorm):
    """A GeoJSON geometry."""

    type: str = Field(description="De soort geometrie van GeoJSON: Point, Polygon, …")
    coordinates: list[Any] | None = Field(
        None, description="De coördinaten, in het stelsel van `Content-Crs`."
    )
    geometries: list[Any] | None = Field(None, description="Van een GeometryCollection: de delen.")


def make_vraagveld(uitleg: str, **vorm: Any) -> Any:
    """Make a parameter of an address that can be left out; `vorm` says in the document what may stand in it.

    It comes in as text whatever its form, so that a view tells of all faults at once and in words.
    """
    return Field("", description=uitleg, json_schema_extra=vorm)


def make_aantal(standaard: int, hoogstens: int) -> Any:
    """Make the parameter that says how many come on a page."""
    uitleg = f"Hoeveel per bladzijde: 1 tot en met {hoogstens}, zonder opgave {standaard}."
    return make_vraagveld(uitleg, type="integer", minimum=1, maximum=hoogstens)


class Tijdvraag(Vorm):
    """At which moment something is asked."""

    geldig_op: str = make_vraagveld("Wat gold op deze dag; leeg is vandaag.", format="date")
    beschikbaar_op: str = make_vraagveld("Zoals bekend op dit moment; leeg is nu.", format="date-time")

    @property
    def tijden(self) -> dict[str, str]:
        """Give both dates as they stand in the address."""
        return {"geldigOp": self.geldig_op, "beschikbaarOp": self.beschikbaar_op}


# Of every answer: where it stands and what is around it.
LINKS = Field(alias="_links", description="Adressen van en rond dit antwoord.")
VANAF = make_vraagveld("De plaats in de lijst; neem haar over uit `_links`.")
VELDEN = make_vraagveld("Alleen deze velden van elk object, met komma's ertussen: `id,naam`.")
ACCEPT_CRS = Header(
    "",
    alias="Accept-Crs",
    description="Het coördinatenstelsel van `geometrie`: `EPSG:28992`, of (zonder opgave) CRS84.",
)
