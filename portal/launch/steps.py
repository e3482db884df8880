"""Make an office's data ready: words, tables, catalogue, demo people, static files. Safe to repeat."""

import sys
from collections.abc import Callable
from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command

from portal.launch import assets, words

STEPS: list[tuple[str, Callable[[], object]]] = [
    ("Tables", lambda: _said("migrate", "--noinput", "--verbosity", "0")),
    ("Office", lambda: _said("load_office")),
    ("Catalogue of the law", lambda: _said("load_catalogue")),
    ("Holidays", lambda: _said("load_holidays")),
    ("Statements and grounds", lambda: _said("load_texts")),
    ("Questionnaire", lambda: _said("load_surveys")),
    ("Static files", assets.collect),
]
DEMO_STEPS: list[tuple[str, Callable[[], object]]] = [
    ("Demo people", lambda: _said("seed_demo")),
    ("Demo queue", lambda: _said("seed_queue")),
    ("Demo book", lambda: _said("seed_logbook")),
    ("Demo counter", lambda: _said("seed_assisted")),
    ("Demo surveys", lambda: _said("seed_surveys")),
    ("Demo complaints", lambda: _said("seed_complaints")),
    ("Demo stories at OSS", lambda: _said("seed_oss")),
]


def make_ready() -> str:
    """Run every step in this process and environment; returns the table of demo accounts (blank outside the demo).

    Progress goes to standard error, what the commands say to nobody unless they fail.
    """
    words.compile_all()
    django.setup()
    for title, step in STEPS + (DEMO_STEPS if settings.DEMO else []):
        print(f"  {title} …", file=sys.stderr, flush=True)
        step()
    return "\n".join([_said("seed_demo", "--print"), _said("seed_queue", "--print")]) if settings.DEMO else ""


def _said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()
