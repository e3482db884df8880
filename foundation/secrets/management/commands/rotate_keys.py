"""``manage.py rotate_keys``: after a new key was put first in FIELD_KEYS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.secrets.fields import BlindIndexField, EncryptedField
from foundation.secrets.rotation import Tally, columns, elsewhere, reindex, rotate


class Command(BaseCommand):
    """Re-encrypt every personal column with the newest key; exit 1 while an older key is still needed."""

    help = "Re-encrypt personal data with the first key of FIELD_KEYS; --index also rebuilds the blind indexes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument("--index", action="store_true", help="rebuild blind indexes (INDEX_KEY was changed)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the columns and report each."""
        tallies = [self._said(rotate(field)) for field in columns(EncryptedField)]
        tallies += [self._said(move()) for move in elsewhere]
        if options["index"]:
            tallies += [self._said(reindex(field)) for field in columns(BlindIndexField)]
        if any(tally.failed or tally.note for tally in tallies):
            raise CommandError("Some values still need an older key: leave it in FIELD_KEYS.")

    def _said(self, tally: Tally) -> Tally:
        trouble = f", {tally.failed} could not be opened" if tally.failed else ""
        self.stdout.write(f"{tally.column}: {tally.moved} moved{trouble}{'; ' + tally.note if tally.note else ''}")
        return tally
