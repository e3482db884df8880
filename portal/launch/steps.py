"""Make an office's data ready: words, tables, catalogue, demo people, static files. Safe to repeat."""

import sys
from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command

from portal.launch import words

COMMANDS: list[tuple[str, list[str]]] = [
    ("Tables", ["migrate", "--noinput", "--verbosity", "0"]),
    ("Catalogue of the law", ["load_catalogue"]),
    ("Static files", ["collectstatic", "--noinput", "--verbosity", "0"]),
]
DEMO_COMMANDS = [("Demo people and files", ["seed_demo"])]
ACCOUNTS = ["seed_demo", "--print"]


def make_ready() -> str:
    """Run every step in this process and environment; returns the table of demo accounts (blank outside the demo).

    Progress goes to standard error, what the commands say to nobody unless they fail.
    """
    words.compile_all()
    django.setup()
    for title, command in COMMANDS + (DEMO_COMMANDS if settings.DEMO else []):
        print(f"  {title} …", file=sys.stderr, flush=True)
        _said(command)
    return _said(ACCOUNTS) if settings.DEMO else ""


def _said(command: list[str]) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()
