"""``manage.py draw_workflow [--check]``: writes docs/workflow.md from the table, or says that it is out of date."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from licensing.life.drawing import page


class Command(BaseCommand):
    """Draws the workflow."""

    help = "Gambar docs/workflow.md dari tabel langkah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--check compares only."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page, or compare it.

        Raises:
            CommandError: with --check, when the page differs from the table.
        """
        path = settings.BASE_DIR / "docs" / "workflow.md"
        with translation.override("id"):
            drawn = page()
        if not options["check"]:
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/workflow.md is out of date: run manage.py draw_workflow")
