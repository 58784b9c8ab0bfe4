"""Settings of one installation: everything that differs between two of them is an environment variable."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

# Everything that a running installation writes lives below VAR_DIR.
VAR_DIR = Path(os.environ.get("VTH_VAR", BASE_DIR / "var")).resolve()
AANLEVERINGEN_DIR = VAR_DIR / "aanleveringen"
DAGSTAND_DIR = VAR_DIR / "dagstand"
DOCUMENTEN_DIR = VAR_DIR / "documenten"
# Documents in a bucket instead: https://host/bucket[/folder], with its key, secret and region.
DOCUMENTEN_S3 = os.environ.get("VTH_DOCUMENTEN_S3", "")
DOCUMENTEN_S3_SLEUTEL = os.environ.get("VTH_DOCUMENTEN_S3_SLEUTEL", "")
DOCUMENTEN_S3_GEHEIM = os.environ.get("VTH_DOCUMENTEN_S3_GEHEIM", "")
DOCUMENTEN_S3_REGIO = os.environ.get("VTH_DOCUMENTEN_S3_REGIO", "eu-west-1")
# An authority's own rules: where the environment says, else a folder of this installation when it has one.
EIGEN_REGELS = VAR_DIR / "regels"
REGELS_DIR = os.environ.get("VTH_REGELS", "") or (str(EIGEN_REGELS) if EIGEN_REGELS.is_dir() else "")
LIJSTEN_DIR = os.environ.get("VTH_LIJSTEN", "")
PROFIELEN_DIR = os.environ.get("VTH_PROFIELEN", "")
CHECKLISTS_DIR = os.environ.get("VTH_CHECKLISTS", "")
MONSTERS_DIR = os.environ.get("VTH_MONSTERS", "")
KOPPELPROFIEL = os.environ.get("VTH_KOPPELPROFIEL", "nl")
VERVERST_ELKE_SECONDEN = 2

DEBUG = os.environ.get("VTH_DEBUG", "") == "ja"
ALLOWED_HOSTS = os.environ.get("VTH_HOSTS", "localhost,127.0.0.1,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("VTH_ORIGINS", "").split(",") if o]


def _read_secret_key() -> str:
    """The key from the environment, else one made once for this installation and kept in VAR_DIR."""
    if key := os.environ.get("VTH_SLEUTEL"):
        return key
    file = VAR_DIR / "sleutel"
    if not file.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(os.urandom(32).hex())
    return file.read_text().strip()


SECRET_KEY = _read_secret_key()


# A connection serves the next requests too: SQLite reads its whole schema each time that it is opened, which takes longer than most
# questions. Not for ever, so that a database that was put back is soon seen.
BLIJFT_OPEN_S = 60


def _make_database(url: str, *, schema: str = "") -> dict[str, object]:
    """One entry of DATABASES from `sqlite:///path` or `postgresql://user:secret@host:port/name?host=/socket`.

    On PostgreSQL only what stands in `schema` is found, when one is given.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.removeprefix("sqlite:///"),
            "CONN_MAX_AGE": BLIJFT_OPEN_S,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536;PRAGMA recursive_triggers=ON;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        # Two readers of a whole table start at its beginning: what was found first is found first again.
        options = {"options": "-c synchronize_seqscans=off"} | dict(parse_qsl(parts.query))
        if schema:
            options["options"] += f" -c search_path={schema}"
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": BLIJFT_OPEN_S,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begint met {parts.scheme!r}. Open VTH kent alleen sqlite:/// en postgresql://. "
        "Pas DATABASE_URL aan."
    )


_URL = os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'vth.sqlite'}")
# The log of reads: a file of its own on SQLite, a connection of its own on PostgreSQL.
_EIGEN_BESTAND = _URL.startswith("sqlite")
_VERWERKINGEN_URL = os.environ.get("VTH_VERWERKINGEN_URL", "") or (
    f"sqlite:///{VAR_DIR / 'verwerkingen.sqlite'}" if _EIGEN_BESTAND else _URL
)
# Criminal files: a file of their own on SQLite; on PostgreSQL a connection of its own to a schema of its own.
_OPSPORING_URL = os.environ.get("VTH_OPSPORING_URL", "") or (
    f"sqlite:///{VAR_DIR / 'opsporing.sqlite'}" if _EIGEN_BESTAND else _URL
)
DATABASES = {
    "default": _make_database(_URL),
    "verwerkingen": _make_database(_VERWERKINGEN_URL),
    "opsporing": _make_database(_OPSPORING_URL, schema="opsporing"),
}
DATABASE_ROUTERS = ["vth.opsporing.router.Opsporingsrouter", "vth.logboek.router.Verwerkingenrouter"]
VERWERKINGEN_DATABASE = "verwerkingen"
VERWERKINGEN_MIGRATIE = "default" if _VERWERKINGEN_URL == _URL else "verwerkingen"
OPSPORING_DATABASE = "opsporing"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "portaal",
    "vth.monitoring",
    "vth.voortgang",
    "vth.aanleveringen",
    "vth.vergunningen",
    "vth.toezicht",
    "vth.handhaving",
    "vth.opsporing",
    "vth.zaken",
    "vth.ontdubbeling",
    "vth.register",
    "vth.organisaties",
    "vth.begrippen",
    "vth.zoeken",
    "vth.agenda",
    "vth.interface",
    "vth.vormgeving",
    "vth.toegang",
    "vth.regelgeving",
    "vth.analyse",
    "vth.logboek",
    "vth.tijd",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.idp.oidc",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vth.vormgeving.middleware.PressPaginas",
    "vth.interface.probleem.AddZgwleden",
    "vth.vormgeving.middleware.ContentSecurityPolicy",
    "vth.vormgeving.middleware.FollowRegels",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.HandInViewer",
    "vth.interface.inzage.RecordInzagen",
    "vth.interface.tekens.RefuseNultekens",
    "vth.interface.onderhoud.RefuseWritesDuringOnderhoud",
    "django.contrib.messages.middleware.MessageMiddleware",
    "vth.toegang.middleware.AskTweedeFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "portaal.context.list_navigatie",
                "vth.vormgeving.aannames.make_aannames",
            ],
        },
    }
]

AUTH_USER_MODEL = "toegang.Gebruiker"
# Who knows which municipalities an organisation has: `toegang` knows it by code only.
WERKGEBIED = "vth.organisaties.selectors.list_gebieden"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "toegang:aanmelden"
LOGIN_REDIRECT_URL = "portaal:start"
LOGOUT_REDIRECT_URL = "portaal:start"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Signing in (allauth): by name and password, a second factor, or the organisation's own directory.
ACCOUNT_ADAPTER = "vth.toegang.adapters.Accountadapter"
ACCOUNT_FORMS = {"login": "vth.toegang.forms.AanmeldForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/300s/key", "login": "60/m/ip"}
MFA_ADAPTER = "vth.toegang.adapters.Tweedefactoradapter"
MFA_FORMS = {"authenticate": "vth.toegang.forms.CodeForm", "activate_totp": "vth.toegang.forms.AanzetForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Open VTH"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Who may see what is confidential must use a second factor; `vrij` leaves it to the person (the demo does).
TWEEDE_FACTOR = os.environ.get("VTH_TWEEDE_FACTOR", "verplicht")

SOCIALACCOUNT_ADAPTER = "vth.toegang.adapters.Directoryadapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_URL = os.environ.get("VTH_OIDC_URL", "")
# What the directory says (`acr`, or one of `amr`) when it asked for a second factor; nothing believes it always.
OIDC_TWEEDE_FACTOR = frozenset(filter(None, os.environ.get("VTH_OIDC_TWEEDE_FACTOR", "").split(",")))
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "directory",
                "name": os.environ.get("VTH_OIDC_NAAM", "uw organisatie"),
                "client_id": os.environ.get("VTH_OIDC_CLIENT", ""),
                "secret": os.environ.get("VTH_OIDC_GEHEIM", ""),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
    }
}
# A form may lead to the directory, and nowhere else outside this site.
FORMULIERDOELEN = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_URL))] if OIDC_URL else []

# Access of machines: tokens of an hour for a client with its secret (OAuth 2.0 client credentials).
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 3600

# Where the site stands for the world (`https://vth.example.nl`); empty leaves addresses relative to where one asks.
SITE_ADRES = os.environ.get("VTH_ADRES", "").rstrip("/")
# Who answers for the interface, as its document says.
API_CONTACT = {
    "name": os.environ.get("VTH_CONTACT_NAAM", "Beheer van Open VTH"),
    "email": os.environ.get("VTH_CONTACT_MAIL", "beheer@open-vth.example"),
    "url": os.environ.get("VTH_CONTACT_URL", "https://open-vth.example/contact"),
}

# How often one account may ask the interface, whatever the number of processes: each lets through its share of it.
API_TEMPO = os.environ.get("VTH_API_TEMPO", "600/m")
SITE_PROCESSEN = int(os.environ.get("VTH_PROCESSEN", "1"))

# Counting of attempts is shared by all processes; of API requests each process counts its own, of so many accounts at once.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "toegang_pogingen"},
    "snel": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How many proxies in front of the site add to X-Forwarded-For; whatever stands before theirs anybody can have written.
ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES = int(os.environ.get("VTH_PROXIES", "0"))
if os.environ.get("VTH_HTTPS") == "ja":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "nl"
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "bijlagen"

# The theme is a folder of static files with `tokens.css`; an organisation puts its own beside it.
VORMGEVING_THEMA = os.environ.get("VTH_THEMA", "voorbeeld")

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
AANLEVERING_MAX_BYTES = int(os.environ.get("VTH_MAX_AANLEVERING_MB", "2048")) * 2**20
DOCUMENT_MAX_BYTES = int(os.environ.get("VTH_MAX_DOCUMENT_MB", "1024")) * 2**20
# How long half a document that comes in parts is kept.
ONTVANGST_DAGEN = int(os.environ.get("VTH_ONTVANGST_DAGEN", "7"))
# `clamd:/pad/naar/socket`, `clamd:host:poort`, or a command that gets the file as its last argument (0 clean, 1 virus).
VIRUSSCAN = os.environ.get("VTH_VIRUSSCAN", "")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# DuckDB runs inside these bounds in every process that uses it.
ANALYSE_GEHEUGEN = os.environ.get("VTH_ANALYSE_GEHEUGEN", "1GB")
ANALYSE_DRADEN = int(os.environ.get("VTH_ANALYSE_DRADEN", str(min(os.cpu_count() or 1, 4))))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("VTH_LOGNIVEAU", "WARNING")},
}
