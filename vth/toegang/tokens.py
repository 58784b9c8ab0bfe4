"""Access of programs: personal tokens, and clients of a service account (OAuth 2.0 client credentials).

A program never may more than its account, and only what its token names. What is kept of a secret is a hash.
"""

import hashlib
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from allauth.idp.oidc.models import Client, Token
from django.db import transaction
from django.db.models import QuerySet

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok

from .models import Gebruiker, Toegangstoken
from .rules import LEZEN, GeenToegangError, Viewer, check_bevoegd
from .selectors import read_handelingnamen

VOORVOEGSEL = "vth_"
LANGSTE_DAGEN = 365


class TokenError(Exception):
    """A token that cannot be made; the message says what to do."""


@dataclass(frozen=True)
class Toegang:
    """What a token that was shown stands for: an account, and the rights that the token names."""

    gebruiker: Gebruiker
    rechten: frozenset[str]


@dataclass(frozen=True)
class Geheim:
    """A secret that was just made: shown once, and never again."""

    naam: str
    waarde: str


@transaction.atomic
def record_toegangstoken(
    *, viewer: Viewer, naam: str, rechten: Collection[str], dagen: int
) -> tuple[Toegangstoken, Geheim]:
    """Make a token for the viewer's own account and give it with its secret, which is shown this once.

    Raises TokenError for a right that the viewer does not have or a term that is too long, and GeenToegangError for
    whoever is not a person with an account.
    """
    if viewer.gebruiker_id is None:
        raise GeenToegangError("Alleen wie is aangemeld kan een token maken. Meld u eerst aan.")
    if vreemd := sorted(set(rechten) - viewer.handelingen):
        raise TokenError(
            f"U hebt het recht {', '.join(vreemd)} zelf niet. Kies uit: {', '.join(sorted(viewer.handelingen))}."
        )
    if not rechten:
        raise TokenError("Kies ten minste één recht: een token zonder rechten kan niets.")
    if not 1 <= dagen <= LANGSTE_DAGEN:
        raise TokenError(f"Een token geldt 1 tot en met {LANGSTE_DAGEN} dagen. Gevraagd is {dagen}.")
    geheim = VOORVOEGSEL + secrets.token_urlsafe(32)
    nu = klok.now()
    token = Toegangstoken.objects.create(
        gebruiker_id=viewer.gebruiker_id,
        naam=naam[:100],
        sha256=_hash(geheim),
        rechten=sorted(rechten),
        gemaakt_op=nu,
        vervalt_op=nu + timedelta(days=dagen),
    )
    _record(viewer, "toegangstoken.record", token)
    return token, Geheim(token.naam, geheim)


@transaction.atomic
def close_toegangstoken(*, viewer: Viewer, token_id: uuid.UUID) -> None:
    """Withdraw a token of the viewer's own account; it is worth nothing from then on. Raises TokenError."""
    token = list_toegangstokens(viewer).filter(pk=token_id).first()
    if token is None:
        raise TokenError("Dit token bestaat niet, is niet van u, of is al ingetrokken.")
    token.ingetrokken_op = klok.now()
    token.save(update_fields=["ingetrokken_op"])
    _record(viewer, "toegangstoken.close", token)


def list_toegangstokens(viewer: Viewer) -> QuerySet[Toegangstoken]:
    """List the viewer's own tokens that were not withdrawn, newest first."""
    if viewer.gebruiker_id is None:
        return Toegangstoken.objects.none()
    eigen = Toegangstoken.objects.filter(gebruiker_id=viewer.gebruiker_id, ingetrokken_op=None)
    return eigen.order_by("-gemaakt_op")


@transaction.atomic
def record_client(*, viewer: Viewer, gebruiker: Gebruiker, naam: str, rechten: Collection[str]) -> Geheim:
    """Make a client with which a system gets tokens for a service account; gives its id and secret, shown this once.

    The client may never more than the roles of the account. Asked of an administrator only (GeenToegangError). Raises
    TokenError for no name, no right, or a right that does not exist.
    """
    check_bevoegd(viewer, "stamgegevens.record")
    if not naam.strip():
        raise TokenError("Geef de client een naam, zoals die van het systeem dat hem gebruikt.")
    if not rechten:
        raise TokenError("Kies ten minste één recht: een client zonder rechten kan niets.")
    if vreemd := sorted(set(rechten) - (bekend := set(read_handelingnamen()))):
        raise TokenError(
            f"Het recht {', '.join(r[:40] for r in vreemd[:10])} bestaat niet. Kies uit: {', '.join(sorted(bekend))}."
        )
    geheim = secrets.token_urlsafe(32)
    client = Client(name=naam[:100], owner=gebruiker)
    client.set_secret(geheim)
    client.set_scopes(sorted(rechten))
    client.set_default_scopes(sorted(rechten))
    client.set_grant_types([Client.GrantType.CLIENT_CREDENTIALS])
    client.save()
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="client.record",
        onderwerp=("gebruiker", str(gebruiker.pk)),
        inhoud={"client": client.id, "rechten": sorted(rechten)},
    )
    return Geheim(client.id, geheim)


def list_clients() -> list[Client]:
    """List the clients of service accounts, by account and name; for who administers the installation on the machine itself."""
    return list(
        Client.objects.exclude(owner=None).select_related("owner").order_by("owner__username", "name", "pk")
    )


@transaction.atomic
def close_client(*, viewer: Viewer, client_id: str) -> str:
    """Withdraw a client: its secret and every token that was given out for it are worth nothing from then on.

    Gives its name. Asked of an administrator only (GeenToegangError). Raises TokenError when there is none.
    """
    check_bevoegd(viewer, "stamgegevens.record")
    client = Client.objects.exclude(owner=None).filter(pk=client_id).first()
    if client is None:
        raise TokenError(f"De client {client_id[:100]!r} bestaat niet. Zie `vth toegang clients`.")
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="client.close",
        onderwerp=("gebruiker", str(client.owner_id)),
        inhoud={"client": client.id},
    )
    client.delete()
    return str(client.name)


def find_toegang(token: str) -> Toegang | None:
    """Give what a shown token stands for, or nothing when it is unknown, run out or withdrawn, or its account closed."""
    nu = klok.now()
    if token.startswith(VOORVOEGSEL):
        eigen = (
            Toegangstoken.objects.filter(sha256=_hash(token), ingetrokken_op=None, vervalt_op__gt=nu)
            .select_related("gebruiker")
            .first()
        )
        return (
            Toegang(eigen.gebruiker, frozenset(eigen.rechten))
            if eigen and eigen.gebruiker.is_active
            else None
        )
    uitgegeven = Token.objects.lookup(Token.Type.ACCESS_TOKEN, token)
    client = uitgegeven.client if uitgegeven else None
    if uitgegeven is None or client is None or client.owner is None or not client.owner.is_active:
        return None
    return Toegang(client.owner, frozenset(uitgegeven.get_scopes()) & frozenset(client.get_scopes()))


def limit_viewer(viewer: Viewer, rechten: Collection[str]) -> Viewer:
    """Keep of a viewer only what a token names; without the right to read it sees what its suppliers delivered."""
    zicht = viewer.zicht
    if LEZEN not in rechten:
        zicht = replace(zicht, gebieden=frozenset(), landelijk=False)
    return replace(viewer, handelingen=viewer.handelingen & frozenset(rechten), zicht=zicht)


def _hash(geheim: str) -> str:
    """Hash a secret that is long and random: no salt or slow hash is needed to keep it unguessable."""
    return hashlib.sha256(geheim.encode()).hexdigest()


def _record(viewer: Viewer, handeling: str, token: Toegangstoken) -> None:
    """Write the line of the log."""
    record_gebeurtenis(
        actor=viewer.actor,
        handeling=handeling,
        onderwerp=("toegangstoken", str(token.pk)),
        inhoud={"rechten": token.rechten, "vervalt_op": token.vervalt_op.isoformat()},
    )
