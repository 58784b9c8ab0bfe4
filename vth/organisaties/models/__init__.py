"""The tables of organisations: who they are, which area they serve, and who may act for whom."""

from collections.abc import Iterable

from vth.analyse.tabellen import register_dagstandtabel
from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen

from .gebied import Gebiedsgrens, Werkgebied
from .mandaat import (
    Betrokkenheid,
    Functievervulling,
    Mandaat,
    Mandaatingreep,
    MandaatVoorkomen,
    Scheidingsafwijking,
)
from .organisatie import (
    Bronhouderschap,
    Deelneming,
    Opvolging,
    Organisatie,
    OrganisatieVoorkomen,
    Stamvoorkomen,
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard the tables without two times: nothing goes, and a succession changes only by being withdrawn."""
    vast = [*make_vastlegging(Organisatie, vendor), *make_vastlegging(Mandaat, vendor)]
    for model in (Betrokkenheid, Mandaatingreep, Scheidingsafwijking):
        vast += make_vastlegging(model, vendor)
    return [*vast, *make_vastlegging(Opvolging, vendor, vrij=("ingetrokken_op",))]


register_wachtdelen(list_wachtdelen)
# Who exists and serves which area leaves in the dagstand; borders, mandates and who worked on what do not.
for _model in (OrganisatieVoorkomen, Werkgebied, Deelneming, Bronhouderschap):
    register_dagstandtabel(_model)

__all__ = [
    "Betrokkenheid",
    "Bronhouderschap",
    "Deelneming",
    "Functievervulling",
    "Gebiedsgrens",
    "Mandaat",
    "MandaatVoorkomen",
    "Mandaatingreep",
    "Opvolging",
    "Organisatie",
    "OrganisatieVoorkomen",
    "Scheidingsafwijking",
    "Stamvoorkomen",
    "Werkgebied",
]
