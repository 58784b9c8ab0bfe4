"""The tables of the register, on the spine of CIm VTH FLo 1.0.1."""

from django.db.models import Model

from vth.analyse.tabellen import register_dagstandtabel

from .betrokkene import (
    NatuurlijkPersoonVoorkomen,
    NietNatuurlijkPersoonVoorkomen,
    Persoonsgegeven,
    Pseudoniemsleutel,
    VestigingVoorkomen,
)
from .bronobject import Bronobject, Leverstatus, Relatie, Toewijzing, Zichtwijziging
from .controle import (
    BevindingVoorkomen,
    ControleVoorkomen,
    IncidentsignaalVoorkomen,
    IncidentVoorkomen,
)
from .handhaving import (
    HandhavingsmaatregelVoorkomen,
    HandhavingsverzoekVoorkomen,
    OvertredingVoorkomen,
)
from .object import (
    ActiviteitmeldingVoorkomen,
    ActiviteituitvoeringVoorkomen,
    GeoObjectVoorkomen,
    ToestemmingVoorkomen,
    VthObjectVoorkomen,
)
from .plekcel import Plekcel, Plekcelstand
from .slot import list_sloten
from .stand import Stand
from .velden import Objectvoorkomen

# Which table holds the voorkomens of which object type of `begrippen`.
VOORKOMENS: dict[str, type[Objectvoorkomen]] = {
    "vthobject": VthObjectVoorkomen,
    "activiteituitvoering": ActiviteituitvoeringVoorkomen,
    "geoobject": GeoObjectVoorkomen,
    "vestiging": VestigingVoorkomen,
    "nietnatuurlijkpersoon": NietNatuurlijkPersoonVoorkomen,
    "natuurlijkpersoon": NatuurlijkPersoonVoorkomen,
    "toestemming": ToestemmingVoorkomen,
    "activiteitmelding": ActiviteitmeldingVoorkomen,
    "controle": ControleVoorkomen,
    "bevinding": BevindingVoorkomen,
    "incident": IncidentVoorkomen,
    "incidentsignaal": IncidentsignaalVoorkomen,
    "overtreding": OvertredingVoorkomen,
    "handhavingsmaatregel": HandhavingsmaatregelVoorkomen,
    "handhavingsverzoek": HandhavingsverzoekVoorkomen,
}

# What may leave in the dagstand: all but what is said of natural persons, and the secrets of their keys.
DAGSTANDTABELLEN: list[type[Model]] = [Bronobject, Relatie, Leverstatus, Toewijzing, *VOORKOMENS.values()]
for _model in DAGSTANDTABELLEN:
    register_dagstandtabel(_model)

__all__ = [
    "VOORKOMENS",
    "ActiviteitmeldingVoorkomen",
    "ActiviteituitvoeringVoorkomen",
    "BevindingVoorkomen",
    "Bronobject",
    "ControleVoorkomen",
    "GeoObjectVoorkomen",
    "HandhavingsmaatregelVoorkomen",
    "HandhavingsverzoekVoorkomen",
    "IncidentVoorkomen",
    "IncidentsignaalVoorkomen",
    "Leverstatus",
    "NatuurlijkPersoonVoorkomen",
    "NietNatuurlijkPersoonVoorkomen",
    "Objectvoorkomen",
    "OvertredingVoorkomen",
    "Persoonsgegeven",
    "Plekcel",
    "Plekcelstand",
    "Pseudoniemsleutel",
    "Relatie",
    "Stand",
    "ToestemmingVoorkomen",
    "Toewijzing",
    "VestigingVoorkomen",
    "VthObjectVoorkomen",
    "Zichtwijziging",
    "list_sloten",
]
