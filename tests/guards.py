"""Tests that really commit have their tables emptied afterwards: only then the append-only guards are lifted."""

import sys
from collections.abc import Iterator
from functools import cache

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import TransactionTestCase

from foundation.journal.guards import Guard


@pytest.fixture(autouse=True, scope="session")
def lift_guards() -> Iterator[None]:
    """Around the emptying of tables by Django's test case."""
    empty = TransactionTestCase._fixture_teardown

    def empty_unguarded(case: TransactionTestCase) -> None:
        with_guards("drop")
        try:
            empty(case)
        finally:
            with_guards("add")

    TransactionTestCase._fixture_teardown = empty_unguarded
    yield
    TransactionTestCase._fixture_teardown = empty


def with_guards(act: str) -> None:
    """Add or drop every guard."""
    with connection.cursor() as cursor:
        for guard in all_guards():
            if sql := getattr(guard, act)(connection.vendor):
                cursor.execute(sql)


@cache
def all_guards() -> list[Guard]:
    """Every guard that a migration sets up: its module-level list GUARDS."""
    modules = {type(migration).__module__ for migration in MigrationLoader(None).disk_migrations.values()}
    return [guard for name in sorted(modules) for guard in getattr(sys.modules[name], "GUARDS", [])]
