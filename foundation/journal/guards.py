"""Database triggers that refuse what no program of ours may do, on PostgreSQL and on SQLite.

Used by migrations (``migrations.RunPython(add(...), drop(...))``). The test suite lifts them only while it
empties the tables between tests. On PostgreSQL the portal's own role must be neither owner nor superuser for
this to bind (docs/operations.md); whoever passes it anyway is found by ``manage.py verify_journal``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table}: {sentence}' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} {when} EXECUTE FUNCTION {name}();
"""
SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table}: {sentence}'); END;
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """One refusal: ``event`` (UPDATE, DELETE, TRUNCATE) on ``table``, only ``when`` this SQL condition holds."""

    table: str
    event: str
    sentence: str
    when: str = ""

    @property
    def name(self) -> str:
        """Trigger (and function) name."""
        return f"{self.table}_no_{self.event.lower()}"

    def add(self, vendor: str) -> str:
        """The SQL that sets the guard up; empty where the database has no such event."""
        words = {"name": self.name, "table": self.table, "event": self.event, "sentence": self.sentence}
        when = f"WHEN ({self.when})" if self.when else ""
        if vendor == "postgresql":
            return POSTGRESQL.format(**words, when=when, each="STATEMENT" if self.event == "TRUNCATE" else "ROW")
        return "" if self.event == "TRUNCATE" else SQLITE.format(**words, when=when)

    def drop(self, vendor: str) -> str:
        """The SQL that takes the guard away."""
        if vendor == "postgresql":
            return f"DROP TRIGGER IF EXISTS {self.name} ON {self.table};"
        return "" if self.event == "TRUNCATE" else f"DROP TRIGGER IF EXISTS {self.name};"


def append_only(table: str) -> list[Guard]:
    """Rows of this table can be added and read, nothing else."""
    sentence = "rows may only be added"
    return [Guard(table, event, sentence) for event in ("UPDATE", "DELETE", "TRUNCATE")]


Step = Callable[[Any, BaseDatabaseSchemaEditor], None]


def adding(guards: list[Guard]) -> Step:
    """A migration step that sets the guards up."""

    def step(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for guard in guards:
            if sql := guard.add(schema_editor.connection.vendor):
                schema_editor.execute(sql, params=None)

    return step


def dropping(guards: list[Guard]) -> Step:
    """The same step backwards."""

    def step(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for guard in guards:
            if sql := guard.drop(schema_editor.connection.vendor):
                schema_editor.execute(sql, params=None)

    return step
