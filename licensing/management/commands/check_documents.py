"""``manage.py check_documents``: are all issued documents on disk as they were published? Exit status 1 if not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from licensing.background.issued import findings
from licensing.models import Document


class Command(BaseCommand):
    """Reads every file anew and compares it with the registry."""

    help = "Periksa semua dokumen terbit: berkas ada, tidak berubah, tanda tangan utuh."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print each finding; raise CommandError if there is any."""
        found = 0
        for finding in findings():
            found += 1
            self.stderr.write(f"{finding.document} ({finding.document.code}): {finding.text}")
        if found:
            raise CommandError(f"{found} dokumen tidak utuh.")
        self.stdout.write(f"{Document.objects.exclude(file=None).count()} dokumen utuh.")
