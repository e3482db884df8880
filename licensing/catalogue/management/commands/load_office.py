"""``manage.py load_office [slug]``: the office row, its agencies and its service standards from the data files."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from licensing.catalogue.services.offices import available, load_office


class Command(BaseCommand):
    help = "Memuat data kantor dari licensing/catalogue/data/offices/<slug>/ dan mencetak perubahannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The office to load; by default the one of this deployment (OFFICE=…)."""
        parser.add_argument("slug", nargs="?", default=settings.OFFICE)

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        """Load, and say what changed."""
        if slug not in available():
            raise CommandError(f"Kantor “{slug}” belum punya data. Pilihan: {', '.join(available())}.")
        for line in load_office(slug) or ["Tidak ada perubahan."]:
            self.stdout.write(line)
