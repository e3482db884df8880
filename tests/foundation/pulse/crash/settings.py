"""The foundation's rooms, a SQLite file and the broker made of files, all below VAR_DIR."""

from portal.settings_test import *  # noqa: F403

INSTALLED_APPS = [
    "portal",
    "foundation.secrets",
    "foundation.journal",
    "foundation.numbers",
    "foundation.outbox",
    "foundation.pulse",
    "tests.foundation.pulse.crash",
]
MIDDLEWARE: list[str] = []
TEMPLATES: list[object] = []
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
ROOT_URLCONF = "foundation.pulse.urls"
LOGGING_CONFIG = None
