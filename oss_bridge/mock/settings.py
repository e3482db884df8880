"""Settings of the mock's own process. ``python -m oss_bridge.mock`` puts the values into the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

HERE = Path(__file__).resolve().parent
env = environ.FileAwareEnv()

DATA = Path(env.str("MOCK_OSS_DATA"))
SECRET_KEY = env.str("MOCK_OSS_SECRET")
DEBUG = False
ALLOWED_HOSTS = env.list("MOCK_OSS_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

# -- The contract: who may call, whom we call, where our files are ----------------------
OSS_USER_KEY = env.str("OSS_USER_KEY", default="")
OSS_USERNAME = env.str("OSS_USERNAME", default="")
OSS_PASSWORD = env.str("OSS_PASSWORD", default="")
PORTAL_URL = env.str("MOCK_OSS_PORTAL", default="http://127.0.0.1:8000")
FILE_BASE = env.str("MOCK_OSS_PUBLIC_URL", default="http://127.0.0.1:8100")

EXAMPLE_REGION = env.str("MOCK_OSS_REGION", default="13.77.01.1001")

INSTALLED_APPS = ["oss_bridge.mock"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "oss_bridge.mock.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "oss.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = USE_TZ = True
APPEND_SLASH = True
CSRF_COOKIE_NAME = "csrf_oss_tiruan"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
WHITENOISE_ROOT = HERE / "static"
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
LOGGING_CONFIG = None
