"""``manage.py load_catalogue``: bring the catalogue to what the reference tables say, and tell the difference."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from licensing.catalogue.loading.check import problems
from licensing.catalogue.loading.files import BadTable
from licensing.catalogue.loading.load import load

SHOWN = 20


class Command(BaseCommand):
    """Idempotent; never deletes; ``--check`` judges the files without a database."""

    help = "Muat katalog KBLI, baris risiko, wilayah, dan rute dari tabel rujukan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Options."""
        parser.add_argument("--check", action="store_true", help="periksa berkas saja, tanpa menulis")
        parser.add_argument("--office", default=settings.OFFICE, help="kantor yang rutenya dimuat")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check or load."""
        try:
            if options["check"]:
                self._check()
            else:
                self._load(options["office"])
        except BadTable as trouble:
            raise CommandError(str(trouble))

    def _check(self) -> None:
        if found := problems():
            raise CommandError("\n".join(found))
        self.stdout.write("Tabel rujukan baik.")

    def _load(self, office: str) -> None:
        for outcome in load(office, today=timezone.localdate()):
            if outcome.moved:
                self.stdout.write(
                    f"{outcome.name}: {outcome.added} baru, {outcome.changed} berubah, "
                    f"{outcome.closed} ditutup, {outcome.same} tetap"
                )
                shown = outcome.sentences[:SHOWN]
                self.stdout.writelines(f"  {sentence}" for sentence in shown)
                if len(outcome.sentences) > SHOWN:
                    self.stdout.write(f"  … dan {len(outcome.sentences) - SHOWN} lagi")
            else:
                self.stdout.write(f"{outcome.name}: {outcome.same} tetap")
