"""``manage.py load_holidays``: the published calendar into the table; again and again without harm."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from foundation.calendar import acts
from foundation.calendar.published import differences
from foundation.journal import book


class Command(BaseCommand):
    """Adds what is missing and prints it. Never removes a day, never touches one that an admin has confirmed."""

    help = "Isi tabel hari libur nasional dan cuti bersama dari pustaka holidays; cetak perubahannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=int, default=2024)
        parser.add_argument("--to", dest="last", type=int, default=2028)
        parser.add_argument("--check", action="store_true", help="hanya cetak, jangan ubah")

    def handle(self, *args: Any, first: int, last: int, check: bool, **options: Any) -> None:
        """Load the years, or only print the differences."""
        years = range(first, last + 1)
        changes = differences(years) if check else acts.load(years, who=book.SYSTEM)
        for change in changes:
            self.stdout.write(str(change))
        self.stdout.write(f"{len(changes)} perubahan ({first}-{last}).")
