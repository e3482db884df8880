"""``manage.py seed_oss``: the demo's stories at OSS. Refused outside the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from oss_bridge import demo


class Command(BaseCommand):
    """Owes the demo's stories; the worker plays them when the house runs."""

    help = "Siapkan cerita contoh di OSS tiruan (hanya dalam mode uji coba)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Cerita contoh hanya untuk mode uji coba (DEMO=1).")
        with transaction.atomic():
            demo.seed()
