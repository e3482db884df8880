"""``manage.py seed_queue [--print]``: the demo's queue. Refused outside the demo."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from counter import demo


class Command(BaseCommand):
    """Makes the demo's queue, or lists its machines."""

    help = "Buat antrean contoh (hanya dalam mode uji coba)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--print only lists."""
        parser.add_argument("--print", action="store_true", dest="only_list")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed or list.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Antrean contoh hanya untuk mode uji coba (DEMO=1).")
        if options["only_list"]:
            self.stdout.write(demo.table())
            return
        with transaction.atomic():
            demo.seed()
