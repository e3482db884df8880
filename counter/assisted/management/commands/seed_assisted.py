"""``manage.py seed_assisted``: somebody who was helped at the demo's counter. Refused outside the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from counter.assisted import demo


class Command(BaseCommand):
    """Seeds the counter's people."""

    help = "Buat contoh pemohon di loket (hanya dalam mode uji coba)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Contoh loket hanya untuk mode uji coba (DEMO=1).")
        for line in demo.seed():
            self.stdout.write(line)
