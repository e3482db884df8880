"""The database refuses to change or remove what the journal holds."""

import pytest
from django.db import IntegrityError, connection, transaction

from foundation.journal import book
from foundation.journal.models import Entry, Immutable
from foundation.journal.seals import seal_all

pytestmark = pytest.mark.django_db

FORBIDDEN = [
    "UPDATE journal_entry SET kind = 'other'",
    "DELETE FROM journal_entry",
    "UPDATE journal_seal SET hash = ''",
    "DELETE FROM journal_seal",
    "DELETE FROM journal_head",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_the_database_refuses_to_change_the_journal(sql: str) -> None:
    book.record("application.submitted", subject="application:1", who=book.SYSTEM)
    seal_all()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.get().kind == "application.submitted"


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["journal_entry", "journal_seal"])
def test_the_database_refuses_to_empty_the_journal(table: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")


def test_the_models_refuse_before_the_database_does() -> None:
    entry = book.record("application.submitted", subject="application:1", who=book.SYSTEM)
    with pytest.raises(Immutable):
        entry.save()
    with pytest.raises(Immutable):
        entry.delete()
    with pytest.raises(Immutable):
        Entry.objects.filter(pk=entry.pk).update(kind="other")
    with pytest.raises(Immutable):
        Entry.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_committing_tests_start_with_an_empty_guarded_journal(time: str) -> None:
    assert not Entry.objects.exists()
    book.record("application.submitted", subject="application:1", who=book.SYSTEM)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry")
