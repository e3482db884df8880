"""``manage.py verify_journal``: is the chain whole? Exit status 1 and every fault in words if not."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.journal.models import Head
from foundation.journal.seals import findings, holds


class Command(BaseCommand):
    """Reads every seal and its entry; needs no key."""

    help = "Periksa rantai jurnal: catatan yang berubah, hilang, atau terpotong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor", metavar="URUTAN:HASH", help="ujung rantai yang dahulu diterbitkan; harus masih ada di rantai"
        )

    def handle(self, *args: Any, anchor: str | None, **options: Any) -> None:
        """Print each finding; raise CommandError if there is any."""
        found = list(findings())
        if anchor:
            sequence, _colon, digest = anchor.partition(":")
            found += holds(int(sequence), digest)
        for finding in found:
            self.stderr.write(f"{finding.sequence}: {finding.text}")
        if found:
            raise CommandError(f"Jurnal tidak utuh: {len(found)} temuan.")
        head = Head.objects.filter(pk=1).first() or Head()
        self.stdout.write(f"Jurnal utuh. Ujung rantai {head.sequence}:{head.hash}")
