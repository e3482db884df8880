"""``manage.py seed_logbook``: the demo's book. Refused outside the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from counter.logbook import demo


class Command(BaseCommand):
    """Makes the demo's book."""

    help = "Buat agenda contoh (hanya dalam mode uji coba)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed once.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Agenda contoh hanya untuk mode uji coba (DEMO=1).")
        with transaction.atomic():
            demo.seed()
