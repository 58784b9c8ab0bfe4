"""Making accounts and giving roles."""

from datetime import date

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd.rules import OPEN_DAG

from .models import Gebruiker, Lidmaatschap
from .rules import Viewer, check_bevoegd
from .selectors import read_rollen


class RolError(Exception):
    """A role that the rule file does not know."""


@transaction.atomic
def record_gebruiker(*, viewer: Viewer, gebruikersnaam: str, naam: str, wachtwoord: str) -> Gebruiker:
    """Make an account, or give an existing one another name and password."""
    check_bevoegd(viewer, "stamgegevens.record")
    gebruiker, _ = Gebruiker.objects.get_or_create(username=gebruikersnaam)
    gebruiker.naam = naam
    gebruiker.set_password(wachtwoord)
    gebruiker.save()
    record_gebeurtenis(
        actor=viewer.actor, handeling="gebruiker.record", onderwerp=("gebruiker", str(gebruiker.pk))
    )
    return gebruiker


@transaction.atomic
def record_lidmaatschap(
    *, viewer: Viewer, gebruiker: Gebruiker, organisatie: str, rol: str, begin: date, eind: date = OPEN_DAG
) -> Lidmaatschap:
    """Give an account a role for an organisation from `begin` up to `eind`.

    Raises RolError for a role that no rule file knows.
    """
    check_bevoegd(viewer, "stamgegevens.record")
    if rol not in (bekend := read_rollen(op=begin)):
        raise RolError(f"De rol {rol!r} bestaat niet. Kies uit: {', '.join(sorted(bekend))}.")
    lidmaatschap, _ = Lidmaatschap.objects.get_or_create(
        gebruiker=gebruiker, organisatie=organisatie, rol=rol, begin=begin, defaults={"eind": eind}
    )
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="lidmaatschap.record",
        onderwerp=("gebruiker", str(gebruiker.pk)),
        inhoud={"organisatie": organisatie, "rol": rol, "begin": str(begin), "eind": str(eind)},
    )
    return lidmaatschap
