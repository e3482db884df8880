"""``manage.py load_surveys``: the questionnaire and the services of the day; idempotent, never deletes answers."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from surveys.actions import questionnaires


class Command(BaseCommand):
    """Adds what is missing."""

    help = "Muat kuesioner SKM dan daftar layanan yang disurvei."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per added row."""
        for line in questionnaires.load(timezone.localdate()):
            self.stdout.write(line)
