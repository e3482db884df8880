"""``manage.py rebuild_logbook_words``: make every row findable again, after INDEX_KEY changed. May be run again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from counter.logbook.models import Visit, VisitWord
from counter.logbook.settling import words

GROUP = 1000


class Command(BaseCommand):
    """Blind tokens hang on the index key: with a new key the old ones find nothing."""

    help = "Susun ulang kata pencarian agenda setelah INDEX_KEY diganti."

    def handle(self, *args: Any, **options: Any) -> None:
        """Group by group, each in a transaction of its own."""
        last, count = 0, 0
        while group := list(Visit.objects.filter(pk__gt=last, ended_at__isnull=False).order_by("pk")[:GROUP]):
            with transaction.atomic():
                VisitWord.objects.filter(visit__in=group).delete()
                VisitWord.objects.bulk_create(words.rows_for(group), batch_size=5000)
            last, count = group[-1].pk, count + len(group)
        self.stdout.write(f"{count}")
