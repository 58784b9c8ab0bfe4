"""Clients of the ZGW standard: a service's own case system, known by a JWT that is signed with a secret both have.

To check such a signature the secret itself is needed, so a hash is not enough: it is kept sealed with the key of the
installation, which does not stand in the database (`docs/adr/0029`).
"""

import base64
import hmac
import json
import logging
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok

from .models import Gebruiker, Zgwclient
from .rules import LEZEN, Viewer, check_bevoegd
from .selectors import list_lidmaatschappen, read_handelingnamen
from .tokens import Geheim, TokenError
from .zgwjwt import JwtError, check_claims, check_handtekening, read_client_id

logger = logging.getLogger("vth.toegang")
CLIENT_ID = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")


@dataclass(frozen=True)
class Zgwtoegang:
    """What a JWT stands for: an account at one organisation, with the rights of the client; and who sits at the case system.

    `eindgebruiker` is the number that the case system has for that person; nobody here can check it.
    """

    client_id: str
    gebruiker: Gebruiker
    organisatie: str
    rechten: frozenset[str]
    eindgebruiker: str


@transaction.atomic
def record_zgwclient(
    *,
    viewer: Viewer,
    client_id: str,
    naam: str,
    gebruiker: Gebruiker,
    organisatie: str,
    rechten: Collection[str],
) -> Geheim:
    """Make a client for the case system of one organisation; gives its id and secret, shown this once.

    It may never more than the roles that its technical account has at that organisation, and of those only `rechten`. Asked
    of an administrator only (GeenToegangError). Raises TokenError for a client_id that is taken or cannot be, no name, rights
    without that to read or one that does not exist, an account of a person, and an account without a role at the organisation.
    """
    check_bevoegd(viewer, "stamgegevens.record", namens=organisatie)
    _check_client(client_id, naam, rechten)
    _check_account(gebruiker, organisatie)
    geheim = secrets.token_urlsafe(32)
    client = Zgwclient(
        client_id=client_id,
        naam=naam.strip()[:100],
        gebruiker=gebruiker,
        organisatie=organisatie,
        rechten=sorted(set(rechten)),
        gemaakt_op=klok.now(),
    )
    client.geheim = _make_fernet(client).encrypt(geheim.encode()).decode()
    client.save(force_insert=True)
    _record(viewer, "zgwclient.record", organisatie, gebruiker.pk, client_id, rechten)
    return Geheim(client_id, geheim)


def _check_client(client_id: str, naam: str, rechten: Collection[str]) -> None:
    """Refuse a client that cannot be told apart, or could do nothing."""
    if not CLIENT_ID.fullmatch(client_id):
        raise TokenError(
            f"De client_id {client_id[:60]!r} kan niet. Kies 3 tot en met 50 kleine letters, cijfers en . _ - zoals zaaksysteem-noord."
        )
    if Zgwclient.objects.filter(client_id=client_id).exists():
        raise TokenError(
            f"De client_id {client_id!r} is al gebruikt, en blijft van wie hem had. Kies een andere, zoals {client_id[:47]}-2."
        )
    if not naam.strip():
        raise TokenError("Geef de client een naam, zoals die van het zaaksysteem dat hem gebruikt.")
    if not rechten:
        raise TokenError("Kies ten minste één recht: een client zonder rechten kan niets.")
    if vreemd := sorted(set(rechten) - (bekend := set(read_handelingnamen()))):
        raise TokenError(
            f"Het recht {', '.join(r[:40] for r in vreemd[:10])} bestaat niet. Kies uit: {', '.join(sorted(bekend))}."
        )
    if LEZEN not in rechten:
        raise TokenError(
            f"Zonder het recht {LEZEN} kan de client niets: bij /zgw/ wordt alleen gelezen. Noem het erbij."
        )


def _check_account(gebruiker: Gebruiker, organisatie: str) -> None:
    """Refuse an account that cannot be that of a case system of the organisation."""
    if not gebruiker.is_active:
        raise TokenError(f"Het account {gebruiker.username} is gesloten. Open het eerst, of neem een ander.")
    if gebruiker.last_login is not None:
        raise TokenError(
            f"Met het account {gebruiker.username} heeft zich iemand aangemeld. Maak voor het zaaksysteem een eigen account."
        )
    if organisatie not in {m.organisatie for m in list_lidmaatschappen(gebruiker, op=klok.today())}:
        raise TokenError(
            f"Het account {gebruiker.username} heeft vandaag geen rol bij {organisatie[:40]!r}. Geef het er eerst een: zie `vth toegang rol`."
        )


def list_zgwclients() -> list[Zgwclient]:
    """List the clients that were not ended, by organisation; for who administers the installation on the machine itself."""
    rijen = Zgwclient.objects.filter(ingetrokken_op=None).select_related("gebruiker")
    return list(rijen.order_by("organisatie", "client_id"))


@transaction.atomic
def close_zgwclient(*, viewer: Viewer, client_id: str) -> Zgwclient:
    """End a client: every JWT of it is worth nothing from then on, and its secret goes; the line stays, for the log refers to it.

    Asked of an administrator only (GeenToegangError). Raises TokenError when there is no such client.
    """
    client = Zgwclient.objects.filter(client_id=client_id, ingetrokken_op=None).first()
    check_bevoegd(viewer, "stamgegevens.record", namens=client.organisatie if client else "")
    if client is None:
        raise TokenError(
            f"De client {client_id[:60]!r} bestaat niet, of is al ingetrokken. Zie `vth toegang zgw-clients`."
        )
    client.ingetrokken_op, client.geheim = klok.now(), ""
    client.save(update_fields=["ingetrokken_op", "geheim"])
    _record(viewer, "zgwclient.close", client.organisatie, client.gebruiker_id, client_id, client.rechten)
    return client


def find_zgwtoegang(token: str) -> Zgwtoegang:
    """Give what a shown JWT stands for at this moment. Raises JwtError with what is wrong with it.

    Who does not know the secret gets one answer for a client that is not there, was ended, or signs otherwise.
    """
    client_id = read_client_id(token)
    client = (
        Zgwclient.objects.select_related("gebruiker").filter(client_id=client_id, ingetrokken_op=None).first()
    )
    try:
        inhoud = check_handtekening(token, _open_geheim(client) if client else None)
        assert client is not None
        eindgebruiker = check_claims(inhoud, nu=klok.now())
        _check_client_nu(client)
    except JwtError as fout:
        if client:
            logger.warning("een JWT van client %s is geweigerd: %s", client.client_id, fout.code)
        raise
    rechten = frozenset(client.rechten)
    return Zgwtoegang(client.client_id, client.gebruiker, client.organisatie, rechten, eindgebruiker)


def _check_client_nu(client: Zgwclient) -> None:
    """Refuse a client that may see nothing today: an empty list would say that there is nothing."""
    account, melding = client.gebruiker, ""
    if not account.is_active:
        melding = "Het account van deze client is gesloten. Vraag de beheerder het te openen."
    elif account.last_login is not None:
        melding = "Met het account van deze client heeft zich iemand aangemeld. Vraag de beheerder om een client met een eigen account."
    elif LEZEN not in client.rechten:
        melding = f"Deze client heeft het recht {LEZEN} niet. Vraag de beheerder om een nieuwe client."
    elif client.organisatie not in {m.organisatie for m in list_lidmaatschappen(account, op=klok.today())}:
        melding = f"Het account van deze client heeft vandaag geen rol bij {client.organisatie}. Vraag de beheerder die te geven."
    if melding:
        raise JwtError(melding, "invalid-client-identifier")


def _open_geheim(client: Zgwclient) -> str | None:
    """Open the sealed secret; nothing when the key of the installation is another one, which the machine's log says."""
    try:
        return _make_fernet(client).decrypt(client.geheim.encode()).decode()
    except InvalidToken:
        logger.error(
            "het geheim van client %s is niet te openen: VTH_SLEUTEL is een andere, of de rij is veranderd; maak een nieuwe client",
            client.client_id,
        )
        return None


def _make_fernet(client: Zgwclient) -> Fernet:
    """Derive the key of one client from the secret of the installation, bound to what the client may.

    So a sealed secret is worth nothing in another row, nor when its organisation, account or rights were changed beneath us.
    """
    mag = json.dumps([client.client_id, client.organisatie, client.gebruiker_id, sorted(client.rechten)])
    sleutel = hmac.digest(settings.SECRET_KEY.encode(), f"vth.toegang.zgwclient:{mag}".encode(), "sha256")
    return Fernet(base64.urlsafe_b64encode(sleutel))


def _record(
    viewer: Viewer,
    handeling: str,
    organisatie: str,
    gebruiker_id: int,
    client_id: str,
    rechten: Collection[str],
) -> None:
    """Write the line of the log, which never holds the secret."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=organisatie,
        handeling=handeling,
        onderwerp=("gebruiker", str(gebruiker_id)),
        inhoud={"client": client_id, "rechten": sorted(set(rechten))},
    )
