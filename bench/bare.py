"""The yardstick: a bare Django project with one view that makes as many queries and answers as many bytes.

Run as ``python -m bench.bare QUERIES BYTES TIMES``; prints the CPU milliseconds per request. It has the
middleware that ``startproject`` writes, the same database, a template, and nothing of ours.
"""

import os
import sys

import django
import environ
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.marks import cpu_ms

TEMPLATE = "<title>{{ title }}</title>{% for row in rows %}<p>{{ row.model }}</p>{% endfor %}{{ filling }}"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def page(request: HttpRequest) -> HttpResponse:
    """As many queries through the ORM as asked for, each fetching a row, and a page from a template."""
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - settings come first

    first = ContentType.objects.order_by("pk").first()
    assert first is not None
    rows = [first, *(ContentType.objects.get(pk=first.pk) for _ in range(settings.QUERIES - 1))]
    return render(request, "page.html", {"title": "Bare", "rows": rows, "filling": "x" * settings.FILLING})


urlpatterns = [path("", page)]


def main(queries: int, size: int, times: int) -> float:
    """CPU milliseconds per request."""
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.bare",
        DATABASES={"default": environ.Env.db_url_config(os.environ["DATABASE_URL"])},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=MIDDLEWARE,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"page.html": TEMPLATE})]},
            }
        ],
        QUERIES=queries,
        FILLING=max(0, size - 200),
    )
    django.setup()
    from django.test import Client  # noqa: PLC0415 - settings come first

    client = Client()
    assert client.get("/").status_code == 200
    cpu_ms(lambda: client.get("/"), times=20)
    return cpu_ms(lambda: client.get("/"), times=times)


if __name__ == "__main__":
    print(main(*(int(argument) for argument in sys.argv[1:4])))
