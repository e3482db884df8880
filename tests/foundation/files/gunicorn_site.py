"""``site`` as gunicorn serves it: ``gunicorn tests.foundation.files.gunicorn_site``."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings_test")

from django.conf import settings

settings.ROOT_URLCONF = "tests.foundation.files.site"

from portal.wsgi import application  # noqa: E402, F401 - what gunicorn looks for
