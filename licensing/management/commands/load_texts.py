"""``manage.py load_texts``: statements and refusal grounds into the database; idempotent, never deletes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from licensing.texts.loading import load


class Command(BaseCommand):
    """Adds the wordings that are missing."""

    help = "Muat naskah pernyataan dan dasar penolakan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per added row."""
        with transaction.atomic():
            for line in load():
                self.stdout.write(line)
