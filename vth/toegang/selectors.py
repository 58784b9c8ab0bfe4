"""Reading roles and memberships."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vth.regelgeving.selectors import find_grond

from .models import Gebruiker, Lidmaatschap
from .rules import ALLE_ORGANISATIES, VERTROUWELIJKHEDEN, Viewer, Zicht, derive_handelingen


def read_rollen(*, op: date, omgevingsdienst: str = "") -> Mapping[str, Mapping[str, Any]]:
    """Give the roles that exist on a day, with their acts and sight; an organisation's own file comes first."""
    rollen: Mapping[str, Mapping[str, Any]] = find_grond(
        "toegang.rollen", geldig_op=op, omgevingsdienst=omgevingsdienst
    ).waarde
    return rollen


def list_lidmaatschappen(gebruiker: Gebruiker, *, op: date) -> list[Lidmaatschap]:
    """List the roles an account holds on a day."""
    return list(gebruiker.lidmaatschappen.filter(begin__lte=op, eind__gt=op).order_by("organisatie", "rol"))


def make_systeemviewer(actor: str, *, op: date, rol: str = "stelselbeheerder") -> Viewer:
    """Make the viewer of a command that an administrator runs on the machine itself: it may do what `rol` may."""
    return Viewer(
        actor=actor,
        zicht=Zicht(niveaus=frozenset(VERTROUWELIJKHEDEN[:5]), landelijk=True),
        handelingen=derive_handelingen([rol, "functioneel_beheerder"], read_rollen(op=op)),
        organisaties=frozenset({ALLE_ORGANISATIES}),
        rollen=frozenset({rol}),
    )
