"""``manage.py seed_complaints``: the demo's complaints. Refused outside the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from complaints import demo


class Command(BaseCommand):
    """Makes what is missing."""

    help = "Buat pengaduan contoh (hanya dalam mode uji coba)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Pengaduan contoh hanya untuk mode uji coba (DEMO=1).")
        with transaction.atomic():
            demo.seed()
