"""One settings file; every value that differs between machines comes from the environment.

``make run`` needs none of them: the embedded default is SQLite, a broker made of
files and the mock OSS (docs/adr/0001). Secrets of a machine live in
``var/<office>/secrets.env``, made on first run and never committed.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal import logs
from portal.entry import *  # noqa: F403 - settings too: how people come in
from portal.rooms import INSTALLED_APPS, MIDDLEWARE  # noqa: F401 - settings too; add rooms there

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
OFFICE = env.str("OFFICE", default="pariaman")
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var" / OFFICE)))
environ.Env.read_env(str(VAR_DIR / "secrets.env"))

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
SECURE = SITE_URL.startswith("https://")

# -- Personal data at rest (foundation.secrets) ------------------------------------
# "id:base64key" pairs, newest first; the first encrypts, all decrypt.
FIELD_KEYS = env.list("FIELD_KEYS")
INDEX_KEY = env.str("INDEX_KEY")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "foundation.office.context.office",
            ],
            "builtins": [
                f"foundation.ui.templatetags.{name}"
                for name in ("ui", "progress", "tables", "uploads", "formats", "masked", "page", "fields", "charts")
            ]
            + [f"django.templatetags.{name}" for name in ("static", "i18n", "l10n")],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("portal",)
CRISPY_TEMPLATE_PACK = "portal"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- Database (ADR 0001; decisions 12) ----------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- People --------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_REDIRECT_URL = "/beranda/"
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=10)  # reliability.md C20
APPLICANT_IDLE_MINUTES = env.int("APPLICANT_IDLE_MINUTES", default=30)
SIGNUP_BUDGET = env.str("SIGNUP_BUDGET", default="60/hour")  # new accounts from one address (reliability.md C34)
LIBRARY_DOORS = "portal.doors.rule_for_library_view"  # access rules of views that libraries bring

# -- Sessions, cookies, headers ------------------------------------------------------
SESSION_ENGINE = "accounts.entry.sessions"
SESSION_COOKIE_NAME = "__Host-sesi" if SECURE else "sesi"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^sehat/", r"^metrik/"]
CSRF_FAILURE_VIEW = "foundation.ui.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_TEMP_DIR = None

# -- Language and time -----------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = USE_TZ = USE_THOUSAND_SEPARATOR = True

# -- Files -----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "foundation.ui.bundles.BundleFinder",
]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "png", "gif", "webp", "woff", "woff2", "gz", "br", "zip", "map")
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_MAX_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["foundation.files.upload.handler.HashingUploadHandler"]
SENDFILE_PREFIX = env.str("SENDFILE_PREFIX", default="")  # the proxy's internal location over MEDIA_ROOT
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")  # host:port or socket of a virus scanner; blank: none
OSS_FILE_LINK_SECONDS = env.int("OSS_FILE_LINK_SECONDS", default=7 * 24 * 3600)

# -- Cache, worker -----------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"},
    # Each process keeps the parts of a page's frame that are the same for everybody (foundation.ui).
    "frame": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "frame"},
}

# The broker is only a doorbell: work rests in the database (portal/celery.py, foundation/pulse).
BROKER_URL = env.str("BROKER_URL", default="filesystem://")
DOORBELL = env.bool("DOORBELL", default=True)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # blank: /metrik answers loopback only

# -- Logs (portal/logs.py) ------------------------------------------------------------
LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING" if DEMO else "INFO")
LOGGING = logs.configuration(json=env.str("LOG_FORMAT", default="text" if DEMO else "json") == "json", level=LOG_LEVEL)

# -- OSS ------------------------------------------------------------------------------
OSS_MODE = env.str("OSS_MODE", default="simulasi")  # simulasi | oss
OSS_BASE_URL = env.str("OSS_BASE_URL", default="http://127.0.0.1:8100/v1/kl/rba")
OSS_FILE_HOST = env.str("OSS_FILE_HOST", default="http://127.0.0.1:8100")
OSS_USER_KEY = env.str("OSS_USER_KEY", default="")
OSS_USERNAME = env.str("OSS_USERNAME", default="")
OSS_PASSWORD = env.str("OSS_PASSWORD", default="")
OSS_POLL_SECONDS = env.int("OSS_POLL_SECONDS", default=300)

# -- Messages to people -------------------------------------------------------------------
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="foundation.messaging.backends.email.RowEmailBackend")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Satu Pintu <tidak-dibalas@satupintu.example>")
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = VAR_DIR / "mail"  # for Django's filebased back end
WHATSAPP_BACKEND = env.str("WHATSAPP_BACKEND", default="row")  # row | console | file | http | off
WHATSAPP_FOLDER = VAR_DIR / "whatsapp"

# -- Electronic signatures (foundation.signing) ------------------------------------
SIGNER = env.str("SIGNER", default="pengembangan")  # pengembangan | pkcs12 | bsre
SIGNING_FOLDER = Path(env.str("SIGNING_FOLDER", default=str(VAR_DIR / "signing")))
SIGNING_ROOTS = Path(env.str("SIGNING_ROOTS", default=str(VAR_DIR / "signing" / "roots")))
# The office seals its own receipts, letters and reports (docs/adr/0019). Not file-aware: SEAL_FILE is the seal itself.
SEAL = environ.Env().bool("SEAL", default=True)
SEAL_FILE = Path(env.str("SEAL_FILE", default=str(SIGNING_FOLDER / "segel.p12")))
SEAL_PASSPHRASE = env.str("SEAL_PASSPHRASE", default="")
BSRE_URL = env.str("BSRE_URL", default="")
BSRE_USER = env.str("BSRE_USER", default="")
BSRE_PASSWORD = env.str("BSRE_PASSWORD", default="")
WHATSAPP_URL = env.str("WHATSAPP_URL", default="")
WHATSAPP_HOSTS = env.list("WHATSAPP_HOSTS", default=[])
WHATSAPP_SECRET = env.str("WHATSAPP_SECRET", default="")
WHATSAPP_BODY = env.json("WHATSAPP_BODY", default={"to": "{to}", "text": "{text}", "reference": "{reference}"})

# -- The mailbox for complaints (complaints/channels/mail); a blank host: off --------------
IMAP_HOST = env.str("IMAP_HOST", default="")
IMAP_PORT = env.int("IMAP_PORT", default=993)
IMAP_TLS = env.bool("IMAP_TLS", default=True)
IMAP_USER = env.str("IMAP_USER", default="")
IMAP_PASSWORD = env.str("IMAP_PASSWORD", default="")
IMAP_FOLDER = env.str("IMAP_FOLDER", default="INBOX")
IMAP_SECONDS = env.int("IMAP_SECONDS", default=120)

# -- API -----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min"},
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Satu Pintu",
    "VERSION": "1.0.0",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
}
