"""The version of the programming interface: major in the address, whole in the header `API-Version` of every answer."""

VERSIE = "1.0.0"
