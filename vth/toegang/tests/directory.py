"""A directory of an organisation, as a process of its own: `python directory.py POORT TERUG MAP`.

An OpenID Connect provider (allauth's) with one client, one person and a signing key of its own; it holds nothing of
Open VTH. `TERUG` is the address to which it may send people back. What stands in `verklaring.json` in the folder it says in
the identity token.
"""

import json
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

CLIENT, GEHEIM = "open-vth", "een-geheim-van-de-proef"
VERKLARING = "verklaring.json"
PERSOON = {"username": "famke", "first_name": "Famke", "last_name": "Wisselaar"}


def configure(map_: Path) -> None:
    """Set up Django as a provider and nothing else."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from django.conf import settings

    sleutel = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    settings.configure(
        SECRET_KEY="proef",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(map_ / "directory.sqlite")}
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            f"{__name__}.AlsPersoon",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        IDP_OIDC_PRIVATE_KEY=sleutel.decode(),
        IDP_OIDC_ADAPTER=f"{__name__}.Adapter",
        VERKLARING=map_ / VERKLARING,
        USE_TZ=True,
    )


def make_adapter() -> type:
    """Make the part that says in the identity token how the person signed in: what stands in the file at that moment."""
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter
    from django.conf import settings

    class Adapter(DefaultOIDCAdapter):
        def populate_id_token(self, id_token: dict[str, object], *args: object, **kwargs: object) -> None:
            if settings.VERKLARING.exists():
                id_token.update(json.loads(settings.VERKLARING.read_text()))

    return Adapter


class AlsPersoon:
    """Whoever comes here is the one person this directory knows, already signed in."""

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: object) -> object:
        from django.contrib.auth.models import User

        request.user = User.objects.get()  # type: ignore[attr-defined]
        return self.get_response(request)  # type: ignore[operator]


class Stil(WSGIRequestHandler):
    """Say nothing of requests."""

    def log_message(self, *args: object) -> None:
        pass


def main() -> None:
    poort, terug, map_ = sys.argv[1:]
    sys.modules.setdefault(__name__ if __name__ != "__main__" else "directory", sys.modules[__name__])
    configure(Path(map_))
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    django.setup()
    call_command("migrate", verbosity=0)
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User

    User.objects.create_user(**PERSOON)
    client = Client(id=CLIENT, name="Open VTH", skip_consent=True)
    client.set_secret(GEHEIM)
    client.set_redirect_uris([terug])
    client.set_scopes(["openid", "profile", "email"])
    client.save()
    with make_server("127.0.0.1", int(poort), get_wsgi_application(), handler_class=Stil) as server:
        print("klaar", flush=True)
        server.serve_forever()


def __getattr__(naam: str) -> object:
    """Give the addresses and the adapter when Django asks for them: they need Django to be set up."""
    if naam == "Adapter":
        return make_adapter()
    if naam == "urlpatterns":
        from django.urls import include, path

        return [path("", include("allauth.idp.urls")), path("accounts/", include("allauth.account.urls"))]
    raise AttributeError(naam)


if __name__ == "__main__":
    main()
