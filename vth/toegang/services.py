"""Making accounts, giving roles and taking them back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst, as_eindtekst
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG

from .models import Gebruiker, Lidmaatschap
from .rules import GeenToegangError, Viewer, check_bevoegd
from .selectors import get_gebruiker, list_naast, list_werkgebied, read_rollen, read_tijdelijk
from .tijdelijk import VAST, VOOR_VAST, RolError, Voorwaarden, check_gebieden, check_naast, check_voorwaarden


class GebruikerError(Exception):
    """An account that cannot be made so: its name or its password is not good enough."""


@transaction.atomic
def record_gebruiker(*, viewer: Viewer, gebruikersnaam: str, naam: str, wachtwoord: str) -> Gebruiker:
    """Make an account, or give an existing one another name and password; one that was closed is open again.

    Another password ends the sessions of the account. Raises GeenToegangError and GebruikerError.
    """
    check_bevoegd(viewer, "stamgegevens.record")
    gebruikersnaam = Gebruiker.normalize_username(gebruikersnaam.strip())
    nieuw = Gebruiker(username=gebruikersnaam, naam=naam.strip())
    _check_account(nieuw, wachtwoord)
    gebruiker = Gebruiker.objects.filter(username=gebruikersnaam).first() or nieuw
    gebruiker.naam, gebruiker.is_active = nieuw.naam, True
    gebruiker.set_password(wachtwoord)
    gebruiker.save()
    record_gebeurtenis(
        actor=viewer.actor, handeling="gebruiker.record", onderwerp=("gebruiker", str(gebruiker.pk))
    )
    return gebruiker


def _check_account(gebruiker: Gebruiker, wachtwoord: str) -> None:
    """Refuse a name that cannot be typed in again, and a password that is guessed soon."""
    try:
        gebruiker.clean_fields(exclude=["password"])
    except ValidationError as fout:
        raise GebruikerError(
            f"Met {gebruiker.username[:40]!r} en {gebruiker.naam[:40]!r} kan geen account worden gemaakt. Een "
            "gebruikersnaam heeft letters, cijfers en @ . + - _, en beide namen zijn hoogstens 150 tekens lang."
        ) from fout
    try:
        validate_password(wachtwoord, gebruiker)
    except ValidationError as fout:
        raise GebruikerError(
            f"Het wachtwoord voor {gebruiker.username} is te kort of te gewoon, en dus snel te raden. Kies er een van "
            "ten minste 12 tekens dat niet veel wordt gebruikt."
        ) from fout


@transaction.atomic
def close_gebruiker(*, viewer: Viewer, gebruikersnaam: str) -> Gebruiker:
    """Close an account: from now on it cannot sign in, and whoever is signed in with it sees nothing any more.

    The account stays, for the log refers to it. Raises GeenToegangError and BestaatNietError.
    """
    check_bevoegd(viewer, "stamgegevens.record")
    gebruiker = get_gebruiker(gebruikersnaam)
    if gebruiker.is_active:
        gebruiker.is_active = False
        gebruiker.save(update_fields=["is_active"])
        record_gebeurtenis(
            actor=viewer.actor, handeling="gebruiker.close", onderwerp=("gebruiker", str(gebruiker.pk))
        )
    return gebruiker


@transaction.atomic
def record_lidmaatschap(
    *,
    viewer: Viewer,
    gebruiker: Gebruiker,
    organisatie: str,
    rol: str,
    begin: date,
    eind: date = OPEN_DAG,
    voorwaarden: Voorwaarden = VOOR_VAST,
) -> Lidmaatschap:
    """Give an account a role for an organisation from `begin` up to `eind`; saying the same again changes nothing.

    With `voorwaarden` it is a replacement or on-call duty, which ends by itself at its moment, or for some
    municipalities only. Raises GeenToegangError, also for a role for oneself, and RolError for a role that no rule file
    knows, terms that cannot be, an empty period, or a period that begins on the same day as another one of this role
    but ends otherwise.
    """
    check_bevoegd(viewer, "stamgegevens.record", namens=organisatie)
    if viewer.gebruiker_id == gebruiker.pk:
        raise GeenToegangError("Niemand geeft zichzelf een rol. Vraag een andere beheerder om dit te doen.")
    if rol not in (bekend := read_rollen(op=begin)):
        raise RolError(f"De rol {rol!r} bestaat niet. Kies uit: {', '.join(sorted(bekend))}.")
    eind = _check_voorwaarden(voorwaarden, organisatie, bekend[rol], begin, eind)
    check_naast(rol, voorwaarden.gebieden, list_naast(gebruiker, organisatie, begin, eind))
    lidmaatschap, nieuw = Lidmaatschap.objects.get_or_create(
        gebruiker=gebruiker, organisatie=organisatie, rol=rol, begin=begin, soort=voorwaarden.soort,
        vervalt_op=voorwaarden.vervalt_op,
        defaults={
            "eind": eind, "gebieden": sorted(voorwaarden.gebieden), "verleend_door": viewer.actor,
            "reden": voorwaarden.reden.strip(),
        },
    )  # fmt: skip
    if not nieuw and (lidmaatschap.eind, set(lidmaatschap.gebieden)) != (eind, voorwaarden.gebieden):
        raise RolError(
            f"{lidmaatschap} begint al op {as_dagtekst(begin)} en loopt {as_eindtekst(lidmaatschap.eind)}. Beëindig dit lidmaatschap op de "
            "goede dag, of geef het nieuwe een andere begindag."
        )
    if nieuw:
        _log(viewer, lidmaatschap, "lidmaatschap.record")
    return lidmaatschap


def _check_voorwaarden(
    v: Voorwaarden, organisatie: str, rol: Mapping[str, Any], begin: date, eind: date
) -> date:
    """Refuse terms that cannot be, and give the day up to which the role holds on them."""
    hoogstens = read_tijdelijk(op=begin, omgevingsdienst=organisatie) if v.soort != VAST else {}
    check_voorwaarden(v, begin=begin, nu=klok.now(), hoogstens=hoogstens)
    eind = v.derive_eind(eind)
    _check_periode(begin, eind)
    if v.gebieden:
        check_gebieden(
            v.gebieden,
            organisatie=organisatie,
            werkgebied=list_werkgebied(organisatie, max(begin, klok.today())),
            landelijk=rol.get("landelijk") is True,
        )
    return eind


@transaction.atomic
def close_lidmaatschap(*, viewer: Viewer, lidmaatschap_id: int, eind: date) -> Lidmaatschap:
    """End a role on a day: that day the account does not have it any more.

    A day on or before its begin means that the role was never meant: then it goes, and only the log still tells of
    it. A role that ended earlier keeps its end, so that nobody gets back by mistake what was taken. Raises
    GeenToegangError, and RolError when there is no such role.
    """
    lidmaatschap = Lidmaatschap.objects.select_related("gebruiker").filter(pk=lidmaatschap_id).first()
    check_bevoegd(viewer, "stamgegevens.record", namens=lidmaatschap.organisatie if lidmaatschap else "")
    if lidmaatschap is None:
        raise RolError(f"Lidmaatschap {lidmaatschap_id} bestaat niet. Zie `vth toegang lijst`.")
    if eind < lidmaatschap.eind:
        lidmaatschap.eind = eind
        _log(viewer, lidmaatschap, "lidmaatschap.close")
        if eind > lidmaatschap.begin:
            lidmaatschap.save(update_fields=["eind"])
        else:
            lidmaatschap.delete()
    return lidmaatschap


def _check_periode(begin: date, eind: date) -> None:
    """Refuse a period without a single day."""
    if eind <= begin:
        raise RolError(
            f"Het lidmaatschap loopt van {as_dagtekst(begin)} tot {as_dagtekst(eind)}: dat is geen enkele dag. Kies een einde na het begin."
        )


def _log(viewer: Viewer, lidmaatschap: Lidmaatschap, handeling: str) -> None:
    """Write the line of one act on a role."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=lidmaatschap.organisatie,
        handeling=handeling,
        onderwerp=("gebruiker", str(lidmaatschap.gebruiker_id)),
        inhoud={
            "organisatie": lidmaatschap.organisatie,
            "rol": lidmaatschap.rol,
            "begin": str(lidmaatschap.begin),
            "eind": str(lidmaatschap.eind),
        }
        | _derive_loginhoud(lidmaatschap),
    )


def _derive_loginhoud(lidmaatschap: Lidmaatschap) -> dict[str, Any]:
    """Give for the log on which terms a role was given; nothing for one that is for good and everywhere."""
    inhoud: dict[str, Any] = {"gebieden": sorted(lidmaatschap.gebieden)} if lidmaatschap.gebieden else {}
    if lidmaatschap.vervalt_op:
        inhoud |= {"soort": lidmaatschap.soort, "vervalt_op": lidmaatschap.vervalt_op.isoformat()}
    return inhoud | ({"reden": lidmaatschap.reden} if lidmaatschap.reden else {})
