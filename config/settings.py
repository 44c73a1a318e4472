"""Settings: one file, read from the environment, with an embedded default that needs no server.

Two sizes, one code. Without any variable set, Rollcall keeps a SQLite file, uploads, mail and the
broker's folder under ``DATA_DIR``. ``DATABASE_URL`` and ``REDIS_URL`` switch to PostgreSQL and
Redis; ``PRODUCTION=1`` demands the secrets and switches the transport security on.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.secrets import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)

# --- Where we are reached -------------------------------------------------------------------
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if PRODUCTION:
    SECRET_KEY = env.str("SECRET_KEY", default="")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured(
            "PRODUCTION=1 needs SECRET_KEY: 50 random characters or more, the same on all machines."
        )
    if "SITE_URL" not in env.ENVIRON or "ALLOWED_HOSTS" not in env.ENVIRON:
        raise ImproperlyConfigured("PRODUCTION=1 needs SITE_URL and ALLOWED_HOSTS.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("PRODUCTION=1 needs the hosts by name in ALLOWED_HOSTS, not *.")
    if DEBUG:
        raise ImproperlyConfigured("PRODUCTION=1 and DEBUG=1 exclude each other.")
else:
    SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key(DATA_DIR)

# --- Applications -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "pages.apps.PagesConfig",
    "certificates.apps.CertificatesConfig",
    "sessions.apps.SessionsConfig",
    "participants.apps.ParticipantsConfig",
    "mail.apps.MailConfig",
    "workshops.apps.WorkshopsConfig",
    "jobs.apps.JobsConfig",
    "accounts.apps.AccountsConfig",
    "common.apps.CommonConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_filters",
    "template_partials",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "common.body_size.BodySizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.UserLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "common.middleware.NoStoreMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "common.templatetags.components",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.context.installation",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------
_sqlite = f"sqlite:///{DATA_DIR / 'rollcall.sqlite3'}"
DATABASES = {"default": env.db_url("DATABASE_URL", default=_sqlite)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at the start of a transaction: waiting in a queue replaces
    # "database is locked", and counting seats inside a transaction is safe.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            f"PRAGMA synchronous={env.str('SQLITE_SYNCHRONOUS', default='NORMAL')};"
            "PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-20000;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, object]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            # Rate limits are counted here: a few hundred strangers must not push them out.
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    )
}

MEDIA_ROOT = DATA_DIR / "files"  # private: served only through views that check permission
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # attendance sends two for each participant
UPLOAD_MAX_BYTES = 10_000_000
SLIDES_MAX_BYTES = 25_000_000
# Beyond this nothing is read; a file between the two gets its sentence beside the field.
REQUEST_MAX_BYTES = 50_000_000

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "common.staticfiles.ManifestStorage"},
}

# --- Accounts ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# E-mail addresses are unique whatever their case, by a constraint that this check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/manage/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mail.adapter.QueueingAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Rollcall"
# Organisers hold other people's data: away from a local trial they need a second factor.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=PRODUCTION)

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ru", _("Russian"))]
# Certificates and letters know the same languages; the choice is made apart from the pages'.
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # stored times; a workshop shows its own zone

# --- Mail -------------------------------------------------------------------------------------
# Without EMAIL_URL nothing leaves the machine: messages stay readable at /manage/outbox/.
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    _email = env.email_url("EMAIL_URL")
    EMAIL_BACKEND = _email["EMAIL_BACKEND"]
    EMAIL_HOST = _email["EMAIL_HOST"]
    EMAIL_PORT = _email["EMAIL_PORT"]
    EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Rollcall <rollcall@localhost>")

# --- The installation's own look --------------------------------------------------------------
INSTALLATION_NAME = env.str("INSTALLATION_NAME", default="Rollcall")
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="")
BRAND_COLOUR = env.str("BRAND_COLOUR", default="")  # such as #1b4b73; empty: the theme's own

# --- The seal of certificates -----------------------------------------------------------------
# The organisation's key: a PKCS#12 file with its password, or a PKCS#11 token. Without either a
# trial makes itself a demonstration key, and production issues unsealed and says so.
SEAL_PKCS12 = env.str("SEAL_PKCS12", default="")
SEAL_PASSWORD = env.str("SEAL_PASSWORD", default="")
SEAL_PKCS11_MODULE = env.str("SEAL_PKCS11_MODULE", default="")  # such as /usr/lib/…/libpkcs11.so
SEAL_PKCS11_TOKEN = env.str("SEAL_PKCS11_TOKEN", default="")
SEAL_PKCS11_PIN = env.str("SEAL_PKCS11_PIN", default="")
SEAL_PKCS11_LABEL = env.str("SEAL_PKCS11_LABEL", default="")
# A time-stamp service (RFC 3161) makes seals outlive their key; with the roots to trust, as PEM,
# the proof that nothing was revoked goes into the file as well (PAdES B-LT).
SEAL_TSA_URL = env.str("SEAL_TSA_URL", default="")
SEAL_TRUST_ROOTS = env.str("SEAL_TRUST_ROOTS", default="")

# How many proxies of ours stand before the server: X-Forwarded-For is believed that far and no
# further, for rate limits by address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1 if PRODUCTION else 0)

# --- Security ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # personal links must not travel to other sites
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "common.views.csrf_failure"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- Logs: ids, never names -------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "common.logging.RequestIdFilter"}},
    "formatters": {
        "line": {
            "class": "common.logging.LineFormatter",
            "format": "{asctime} {levelname} {name} [{request_id}] {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}

# --- Background work --------------------------------------------------------------------------
# Rows are the truth (jobs/), messages only wake a worker: a broker may lose them all. An item has
# JOBS_ITEM_SECONDS; then come Celery's soft limit, its hard limit, and only then the lease's end.
JOBS_ITEM_SECONDS = env.int("JOBS_ITEM_SECONDS", default=60)
# A single worker gives up its slot sooner, so that a sign-in code does not wait behind a batch.
JOBS_SLICE_SECONDS = env.int("JOBS_SLICE_SECONDS", default=20 if REDIS_URL else 5)
JOBS_LEASE_SECONDS = env.int(
    "JOBS_LEASE_SECONDS", default=JOBS_SLICE_SECONDS + JOBS_ITEM_SECONDS + 20
)
JOBS_CREW = env.int("JOBS_CREW", default=2 if REDIS_URL else 1)  # workers woken for one job
JOBS_BACKOFF_SECONDS = env.list("JOBS_BACKOFF_SECONDS", cast=float, default=[5.0, 20.0])
JOBS_SWEEP_SECONDS = env.float("JOBS_SWEEP_SECONDS", default=5.0)
JOBS_KEPT_DAYS = env.int("JOBS_KEPT_DAYS", default=90)

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = JOBS_SLICE_SECONDS + JOBS_ITEM_SECONDS
CELERY_TASK_TIME_LIMIT = CELERY_TASK_SOFT_TIME_LIMIT + 10
CELERY_IMPORTS = env.list("CELERY_IMPORTS", default=[])  # modules of handlers beside the apps' own
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 500_000  # kB; a child above it is replaced after its slice
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False  # the rows know no broker
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker never gives up for good
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "jobs.sweep",
        "schedule": JOBS_SWEEP_SECONDS,
        "options": {"expires": JOBS_SWEEP_SECONDS},
    },
    "forget": {"task": "jobs.forget", "schedule": 86_400.0},
    "erase-answers": {"task": "participants.erase_answers", "schedule": 86_400.0},
    "remind-to-answer": {"task": "participants.remind_to_answer", "schedule": 21_600.0},
    "remind-speakers": {"task": "agenda.remind_speakers", "schedule": 21_600.0},
    "forget-imports": {"task": "participants.forget_imports", "schedule": 86_400.0},
    "forget-agenda-imports": {"task": "agenda.forget_imports", "schedule": 86_400.0},
    "forget-agenda-edits": {"task": "agenda.forget_edits", "schedule": 86_400.0},
    "forget-merges": {"task": "participants.forget_merges", "schedule": 86_400.0},
    "forget-prints": {"task": "certificates.forget_prints", "schedule": 86_400.0},
}
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "health_check_interval": 25,
        "socket_keepalive": True,
        # A web request must not wait for a broker: refused in milliseconds, frozen in 3 s, once.
        "max_retries": 1,
        "interval_start": 0,
        "interval_max": 0.2,
        "socket_connect_timeout": 1,
        "socket_timeout": 3,
        "retry_on_timeout": False,
    }
else:
    _broker = DATA_DIR / "broker"
    for _folder in ("messages", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT = "jobs.folder_broker:Transport"
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "messages"),
        "data_folder_out": str(_broker / "messages"),
        "control_folder": str(_broker / "control"),
        "polling_interval": 0.2,
    }
