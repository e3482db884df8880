"""Redis and PostgreSQL die, hang, fill up; a statement fails in the middle of an act."""

import os
import signal
import time
from contextlib import suppress

import psycopg2
from django.db import DatabaseError, connection, connections

from faults import people, walking
from faults.browser import Browser, Looker
from faults.stage import Plan, Run
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from licensing.models import Application, Document
from licensing.terms import Status

SLOW = 1.0  # seconds: p95 of a page while Redis is in trouble
NAME = "faults-f7"
TABLES = {
    "licensing_application": "UPDATE", "journal_entry": "INSERT", "outbox_outboxmessage": "INSERT",
    "messaging_inboxitem": "INSERT", "licensing_document": "INSERT", "pulse_duetask": "INSERT",
}  # fmt: skip


def looker(run: Run) -> Looker:
    """Pak Budi reloads his list all the while."""
    return Looker(Browser(run.office.stack.url, people.user("budi")), "/permohonan/").start()


def redis(run: Run) -> None:
    """F4: killed and back, flushed, silent, read-only, gone for a while."""
    walks = run.people(2, 2)
    before = looker(run)
    time.sleep(3)
    before.stop()
    page = looker(run)
    run.walk(walks)
    run.office.redis.kill()
    run.pause(3, 5)
    run.office.redis.start()
    run.pause(1, 2)
    run.office.redis.say("flushall")
    run.pause(1, 2)
    run.office.redis.say("client", "pause", "6000", "ALL")
    run.pause(6, 7)
    run.office.redis.say("config", "set", "min-replicas-to-write", "1")
    run.pause(3, 4)
    run.office.redis.say("config", "set", "min-replicas-to-write", "0")
    run.arrived()
    run.quiet()
    page.stop()
    limit = max(SLOW, 2 * before.p95)
    run.notes.append(f"{page.told}, before {before.p95 * 1000:.0f} ms")
    if page.p95 > limit or set(page.statuses) - {200}:
        run.saw("I7", f"pages waited for Redis: {page.told}, {limit:.1f} s allowed")


def database(run: Run) -> None:
    """F5: restarted in the middle, connections cut, one back end killed, a table locked, no connection left."""
    page = looker(run)
    run.walk(run.people(2, 2), seconds=75)
    server = run.office.postgres
    run.pause(1, 2)
    server.kill(signal.SIGQUIT)
    run.pause(0.5, 1.5)
    server.start()
    run.pause(2, 3)
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'satupintu' "
               "AND pid <> pg_backend_pid()")  # fmt: skip
    run.pause(2, 3)
    if pids := server.backends():
        with suppress(ProcessLookupError):
            os.kill(run.rng.choice(pids), signal.SIGKILL)
    run.pause(3, 4)
    _locked(run)
    _crowded(run)
    server.kill(signal.SIGKILL)
    run.pause(0.5, 1.0)
    server.start()
    run.arrived(seconds=75)
    connections.close_all()
    run.quiet()
    page.stop()
    run.notes.append(page.told)
    if wrong := set(page.statuses) - {200, 503}:
        run.saw("I7", f"while the database was away a page answered {sorted(wrong)}, not 503")


def _locked(run: Run) -> None:
    """Somebody holds the table of applications for three seconds."""
    with suppress(psycopg2.Error):
        holder = run.office.postgres.connect()
        with holder.cursor() as cursor:
            cursor.execute("BEGIN; LOCK TABLE licensing_application IN ACCESS EXCLUSIVE MODE")
            time.sleep(3)
            cursor.execute("COMMIT")
        holder.close()


def _crowded(run: Run) -> None:
    """Strangers take every connection that is left, for two seconds."""
    taken = []
    with suppress(psycopg2.Error):
        for _n in range(60):
            taken.append(run.office.postgres.connect())
    time.sleep(2)
    for one in taken:
        one.close()


def statements(run: Run) -> None:
    """F7: one statement of an act fails, each table in its turn: nothing of the act may remain; then it works."""
    walks = run.people(1, 1)
    walks[0].until = frozenset({Status.FULFILLING})
    run.walk(walks)
    run.arrived()
    connections.close_all()
    with connection.cursor() as cursor:
        cursor.execute("SET application_name = %s", [NAME])
    for table, event in TABLES.items():
        for pk in walks[0].pks:
            _fails_whole(run, pk, table, event)
    with connection.cursor() as cursor:
        cursor.execute("RESET application_name")
    walks[0].until = frozenset({Status.ISSUING, Status.ISSUED})
    run.walk(walks)
    run.arrived()
    run.quiet()
    run.notes.append(f"{len(TABLES)} tables")


def _fails_whole(run: Run, pk: int, table: str, event: str) -> None:
    run.office.postgres.run(
        "CREATE OR REPLACE FUNCTION faults_fail() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'gangguan uji'; END $$",
        f"CREATE TRIGGER faults_fail BEFORE {event} ON {table} FOR EACH ROW "
        f"WHEN (current_setting('application_name') = '{NAME}') EXECUTE FUNCTION faults_fail()",
    )
    before = stand(pk)
    try:
        walking.send(Application.objects.select_related("holder", "agency").get(pk=pk))
        run.saw("I3", f"a failing statement on {table} was not felt")
    except DatabaseError:
        pass
    finally:
        run.office.postgres.run(f"DROP TRIGGER faults_fail ON {table}")
    if stand(pk) != before:
        run.saw("I3", f"after a failing statement on {table} something remained: {before} became {stand(pk)}")


def stand(pk: int) -> tuple[object, ...]:
    """Everything that an act may change of a file."""
    file = Application.objects.get(pk=pk)
    return (
        file.status,
        file.version,
        Entry.objects.filter(subject=file.subject, kind__startswith="application.").count(),  # not what a worker does
        OutboxMessage.objects.filter(subject__startswith=file.subject).count(),
        Document.objects.filter(application=pk).count(),
    )


PLANS = (
    Plan("F4", "Redis killed, flushed, silent, read-only", redis),
    Plan("F5", "PostgreSQL restarted at once, killed, cut off, locked, full", database),
    Plan("F7", "a statement fails inside an act, each table in turn", statements),
)
