"""The addresses of this room."""

from allauth.account import views as account
from allauth.idp.oidc import views as machines
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as app
from allauth.socialaccount import views as directory
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt

from . import web

eigen = (
    [
        path("aanmelden", web.Aanmelden.as_view(), name="aanmelden"),
        path("afmelden", web.Afmelden.as_view(), name="afmelden"),
        path("account", web.show_account, name="account"),
        path("account/tokens", web.record_token, name="token"),
        path("account/tokens/<uuid:token_id>", web.close_token, name="token_intrekken"),
    ],
    "toegang",
)

# The names by which allauth finds its own pages; only the pages that Open VTH uses exist.
allauth: list[URLPattern | URLResolver] = [
    path("aanmelden", web.Aanmelden.as_view(), name="account_login"),
    path("afmelden", web.Afmelden.as_view(), name="account_logout"),
    path("aanmelden/code", factor.authenticate, name="mfa_authenticate"),
    path("aanmelden/bevestig", account.reauthenticate, name="account_reauthenticate"),
    path("aanmelden/bevestig-code", factor.reauthenticate, name="mfa_reauthenticate"),
    path("aanmelden/niet-gelukt", directory.login_error, name="socialaccount_login_error"),
    path("aanmelden/afgebroken", directory.login_cancelled, name="socialaccount_login_cancelled"),
    path("aanmelden/afgesloten", account.account_inactive, name="account_inactive"),
    path("aanmelden/via/<slug:provider_id>", web.go_to_directory, name="openid_connect_login"),
    path("aanmelden/via/<slug:provider_id>/terug", oidc.callback, name="openid_connect_callback"),
    path("account/wachtwoord", account.password_change, name="account_change_password"),
    path("account/tweede-factor", factor.index, name="mfa_index"),
    path("account/tweede-factor/aan", app.activate_totp, name="mfa_activate_totp"),
    path("account/tweede-factor/uit", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/herstelcodes", herstelcodes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/herstelcodes/nieuw", herstelcodes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "account/herstelcodes/bestand",
        herstelcodes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("oauth/token", csrf_exempt(machines.token), name="oauth_token"),
    path("oauth/intrekken", csrf_exempt(machines.revoke), name="oauth_revoke"),
]

urlpatterns = [path("", include(eigen)), *allauth]
