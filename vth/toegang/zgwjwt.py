"""What a case system says of itself in the token of the ZGW standard: a JWT, signed with a secret that the two share.

The token says who asks, and never what he may: that is the client's, and the one filter decides. Only HS256 is read. What is
wrong is told in full only to who knows the secret; who does not, is not told whether a client exists (an answer for a client that is
there takes somewhat longer).
"""

import math
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import jwt

if TYPE_CHECKING:
    from jwt.types import Options

ALGORITME = "HS256"
VERPLICHT = ("iss", "iat", "client_id", "user_id", "user_representation")
TEKSTEN = ("iss", "client_id", "user_id", "user_representation")
# The standard: a token is good for an hour from `iat`; clocks of two machines may differ by this much.
GELDIG_S, SPELING_S = 3600, 60
# As long as the standard lets the user of an audit trail be.
TEKST_MAX, JWT_MAX = 255, 8192
# PyJWT reads the clock of the machine; `check_claims` is given the moment.
ZELF: "Options" = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}


class JwtError(Exception):
    """A token that is refused: what was seen, why that is wrong and what to do; `code` is for programs, by the names of VNG."""

    def __init__(self, melding: str, code: str) -> None:
        super().__init__(melding)
        self.code = code


def is_jwt(token: str) -> bool:
    """Tell whether a shown token has the shape of a JWT; our own tokens have no points."""
    return token.count(".") == 2


def read_client_id(token: str) -> str:
    """Read whose token it says to be, before anything in it is believed. Raises JwtError, also for another way of signing."""
    if len(token) > JWT_MAX:
        raise JwtError(
            f"De JWT is langer dan {JWT_MAX} tekens. Stuur alleen de claims van de standaard.",
            "jwt-decode-error",
        )
    try:
        alg = jwt.get_unverified_header(token).get("alg")
        inhoud = jwt.decode(token, options={**ZELF, "verify_signature": False})
    except (jwt.PyJWTError, ValueError, RecursionError) as fout:
        raise JwtError(
            "De JWT is niet te lezen. Stuur hem heel, als `Authorization: Bearer <jwt>`.", "jwt-decode-error"
        ) from fout
    if alg != ALGORITME:
        raise JwtError(
            f"De JWT is ondertekend met {str(alg)[:20]!r}. Teken met {ALGORITME}.", "jwt-algorithm"
        )
    client_id = inhoud.get("client_id")
    if not isinstance(client_id, str) or not client_id or not client_id.isprintable():
        raise JwtError(
            "In de JWT ontbreekt `client_id`. Vul in wat de beheerder u gaf.", "missing-client-identifier"
        )
    return client_id


def check_handtekening(token: str, geheim: str | None) -> Mapping[str, Any]:
    """Give what the token says once its signature holds. Without a secret there is no such client, and the answer is the same.

    Raises JwtError.
    """
    try:
        inhoud: Mapping[str, Any] = jwt.decode(
            token, geheim or secrets.token_urlsafe(32), algorithms=[ALGORITME], options=ZELF
        )
    except jwt.InvalidSignatureError as fout:
        raise JwtError(
            "De handtekening van de JWT klopt niet, of de client bestaat niet. Controleer `client_id` en het geheim.",
            "invalid-jwt-signature",
        ) from fout
    except (jwt.PyJWTError, ValueError, RecursionError) as fout:
        raise JwtError(
            "De JWT is niet te gebruiken. Stuur alleen de claims van de standaard, en geen `aud`.",
            "jwt-decode-error",
        ) from fout
    return inhoud


def check_claims(inhoud: Mapping[str, Any], *, nu: datetime) -> str:
    """Give the number of who sits at the case system (`user_id`), once every claim of the standard is there and the token holds at this moment.

    Refuses (JwtError) a token without one of its claims, one without a number of who looks, one that is older than an hour or
    of later, and one that says itself that it has run out (`exp`) or does not hold yet (`nbf`).
    """
    if mist := [naam for naam in VERPLICHT if inhoud.get(naam) is None]:
        raise JwtError(f"In de JWT ontbreekt {', '.join(mist)}. Vul aan.", "jwt-missing-claim")
    for naam in TEKSTEN:
        _check_tekst(naam, inhoud[naam])
    eindgebruiker = str(inhoud["user_id"]).strip()
    if not eindgebruiker:
        raise JwtError(
            "`user_id` is leeg. Zeg met een nummer wie er kijkt: dat komt in het verwerkingenlogboek, de naam niet.",
            "jwt-missing-claim",
        )
    _check_tijd(inhoud, nu.timestamp())
    return eindgebruiker


def _check_tekst(naam: str, waarde: object) -> None:
    """Refuse what is no text that can be kept in a log."""
    if not isinstance(waarde, str) or len(waarde) > TEKST_MAX or not waarde.isprintable():
        raise JwtError(
            f"`{naam}` in de JWT is geen tekst van hoogstens {TEKST_MAX} leesbare tekens. Pas die aan.",
            "jwt-invalid-claim",
        )


def _check_tijd(inhoud: Mapping[str, Any], nu: float) -> None:
    """Refuse a token of an hour ago or of later, or one that says itself that it does not hold now."""
    iat = _read_moment("iat", inhoud["iat"])
    if iat > nu + SPELING_S:
        raise JwtError(
            "`iat` in de JWT ligt in de toekomst. Schrijf seconden sinds 1970 (geen milliseconden), en zet de klok gelijk.",
            "jwt-not-yet-valid",
        )
    eind = min(iat + GELDIG_S, _read_moment("exp", inhoud.get("exp", math.inf)))
    if nu >= eind + SPELING_S:
        raise JwtError(
            "De JWT is verlopen: hij geldt een uur vanaf `iat`. Maak voor elke vraag een nieuwe.",
            "jwt-expired",
        )
    if _read_moment("nbf", inhoud.get("nbf", -math.inf)) > nu + SPELING_S:
        raise JwtError("De JWT geldt nog niet (`nbf`). Wacht, of laat `nbf` weg.", "jwt-not-yet-valid")


def _read_moment(naam: str, waarde: object) -> float:
    """Read a moment as the standard writes it."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | float) or waarde != waarde:
        raise JwtError(
            f"`{naam}` in de JWT is geen aantal seconden sinds 1970. Schrijf een getal.", "jwt-invalid-claim"
        )
    return waarde
