"""Builders with fixed values: a test names only what it is about."""

from datetime import date

from vth.tijd.rules import OPEN_DAG
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, Zicht, derive_niveaus
from vth.toegang.services import record_gebruiker, record_lidmaatschap

WACHTWOORD = "een-lang-wachtwoord"
BEHEERDER = Viewer(
    actor="proef",
    zicht=Zicht(niveaus=derive_niveaus("vertrouwelijk"), landelijk=True),
    handelingen=frozenset({"stamgegevens.record"}),
    organisaties=frozenset({ALLE_ORGANISATIES}),
)


def make_gebruiker(
    gebruikersnaam: str = "bo", *, naam: str = "Bo Beheerder", wachtwoord: str = WACHTWOORD
) -> Gebruiker:
    """Make an account."""
    return record_gebruiker(viewer=BEHEERDER, gebruikersnaam=gebruikersnaam, naam=naam, wachtwoord=wachtwoord)


def make_lidmaatschap(
    gebruiker: Gebruiker,
    *,
    organisatie: str = "OD-NOORD",
    rol: str = "lezer",
    begin: date = date(2024, 1, 1),
    eind: date = OPEN_DAG,
) -> Lidmaatschap:
    """Give an account a role."""
    return record_lidmaatschap(
        viewer=BEHEERDER, gebruiker=gebruiker, organisatie=organisatie, rol=rol, begin=begin, eind=eind
    )
