"""``manage.py seed_demo [--print]``: the demo's accounts. Refused outside the demo."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import demo


class Command(BaseCommand):
    """Makes, or lists, the demo's accounts."""

    help = "Buat akun contoh (hanya dalam mode uji coba)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--print only lists."""
        parser.add_argument("--print", action="store_true", dest="only_list")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed or list.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Akun contoh hanya untuk mode uji coba (DEMO=1).")
        if options["only_list"]:
            self.stdout.write(demo.table())
            return
        with transaction.atomic():
            for line in demo.seed():
                self.stdout.write(line)
