"""``manage.py draw_doors [--check]``: writes docs/doors.md from the URLconf, or says that it is out of date."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.doorplan import page


class Command(BaseCommand):
    """Draws the doors."""

    help = "Gambar docs/doors.md dari daftar alamat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--check compares only."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page, or compare it.

        Raises:
            CommandError: with --check, when the page differs from the URLconf.
        """
        path = settings.BASE_DIR / "docs" / "doors.md"
        drawn = page()
        if not options["check"]:
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/doors.md is out of date: run manage.py draw_doors")
