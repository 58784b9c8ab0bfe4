"""Whether the organisation's directory says that it asked for a second factor (`acr` and `amr` of OpenID Connect)."""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings

SESSIESLEUTEL = "vth_directoryfactor"


def has_tweede_factor(verklaring: object, aanvaard: Collection[str]) -> bool:
    """Tell whether an identity token says one of the accepted words; without accepted words the directory is believed."""
    if not aanvaard:
        return True
    if not isinstance(verklaring, Mapping):
        return False
    acr, amr = verklaring.get("acr"), verklaring.get("amr")
    gezegd = [acr, *(amr if isinstance(amr, list) else [amr])]
    return any(woord in aanvaard for woord in gezegd if isinstance(woord, str))


def keep_directoryfactor(request: Any, sociallogin: Any) -> None:
    """Keep with the session of whom the directory vouches for the second factor; only the identity token is asked."""
    account = sociallogin.account
    verklaring = (account.extra_data or {}).get("id_token")
    goed = has_tweede_factor(verklaring, settings.OIDC_TWEEDE_FACTOR)
    request.session[SESSIESLEUTEL] = account.uid if goed else ""


def is_bevestigd(request: Any, record: Mapping[str, Any]) -> bool:
    """Tell whether a way in which somebody signed in was by the directory, with its second factor."""
    if record.get("method") != "socialaccount":
        return False
    return not settings.OIDC_TWEEDE_FACTOR or record.get("uid") == request.session.get(SESSIESLEUTEL)
