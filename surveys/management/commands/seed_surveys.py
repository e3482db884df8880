"""``manage.py seed_surveys``: the demo's survey periods with their answers. Refused outside the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from surveys import demo


class Command(BaseCommand):
    """Makes what is missing."""

    help = "Buat periode survei contoh dengan jawabannya (hanya dalam mode uji coba)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Survei contoh hanya untuk mode uji coba (DEMO=1).")
        for line in demo.seed():
            self.stdout.write(line)
