"""Guards of our own books and papers: version, number, journal, printer, registry, verifier."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

from faults.controls import client, files_at
from faults.stage import Plan, Run
from foundation.pulse import due
from licensing.background.printing_press import DRAW
from licensing.models import Document
from licensing.terms import Status


def no_version(run: Run) -> None:
    """Approve and reject at the same moment, status written without condition."""
    pks = files_at(run, 2, Status.VERIFYING)
    told = client(run, "race", *pks, off="no_version")
    run.quiet(seconds=20)
    run.notes.append(f"winners of each race: {told['winners']}")


def max_plus_one(run: Run) -> None:
    """Six people at once; each number is the highest and one. The column's own unique constraint stands behind it."""
    told = client(run, "register", 6, off="max_plus_one")
    run.notes.append(f"{told['refused']} refused by the second guard, unique(number)")
    if told["refused"]:
        run.saw("I2", f"{told['refused']} people were given a number that somebody had; unique(number) refused them")
    run.quiet(seconds=20)


def audit_outside(run: Run) -> None:
    """An act fails; its journal entry was written beside it."""
    pks = files_at(run, 1, Status.FULFILLING)
    run.office.postgres.run(
        "CREATE OR REPLACE FUNCTION faults_fail() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'gangguan uji'; END $$",
        "CREATE TRIGGER faults_fail BEFORE INSERT ON outbox_outboxmessage FOR EACH ROW "
        "WHEN (current_setting('application_name') = 'faults-f7') EXECUTE FUNCTION faults_fail()",
    )
    try:
        told = client(run, "fail", *pks, off="audit_outside")
    finally:
        run.office.postgres.run("DROP TRIGGER faults_fail ON outbox_outboxmessage")
    run.notes.append(f"{told['failed']} acts failed")
    run.quiet(seconds=20)


def rerender(run: Run) -> None:
    """Papers are asked for again."""
    run.office.restart("worker", FAULTS_OFF="rerender")
    files_at(run, 1, Status.SUBMITTED)
    for paper in Document.objects.filter(pk__gt=run.since.document):
        due.add(DRAW, paper.subject)
    run.quiet(seconds=30)


class Ear(BaseHTTPRequestHandler):
    """Counts who comes."""

    heard: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Somebody fetched."""
        self.heard.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def no_fetcher_guard(run: Run) -> None:
    """A document names an address of the machine and one of its files; first with the guard, then without."""
    ear = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=ear.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{ear.server_address[1]}/gambar.png"
    try:
        with_guard, heard = client(run, "fetch", url), len(Ear.heard)
        without = client(run, "fetch", url, off="no_fetcher_guard")
    finally:
        ear.shutdown()
        ear.server_close()
    if heard or with_guard["embedded"]:
        run.saw("guard", f"with the guard on {heard} addresses were fetched, {with_guard['embedded']} files embedded")
    elif len(Ear.heard) > heard or without["embedded"]:
        run.saw("C7", f"a paper fetched {len(Ear.heard)} addresses and embedded {without['embedded']} files")


def no_coverage(run: Run) -> None:
    """A letter with something behind its end; first with the guard, then without."""
    with_guard = client(run, "forge")
    without = client(run, "forge", off="no_coverage")
    if with_guard != {"genuine": "valid", "forged": "broken"}:
        run.saw("guard", f"with the guard on: {with_guard}")
    elif without["forged"] == "valid":
        run.saw("I5", "a letter with something behind its end was called valid")


PLANS = (
    Plan("F0-no-version", "the status is written without its version", no_version, True, ("I1", "I3", "I6")),
    Plan("F0-max-plus-one", "numbers are max()+1", max_plus_one, True, ("I2",)),
    Plan("F0-audit-outside", "the journal is written outside the transaction", audit_outside, True, ("I3", "I6")),
    Plan("F0-rerender", "a paper is drawn again when it is asked for again", rerender, True, ("I5",), ("worker",)),
    Plan("F0-no-fetcher-guard", "the printer fetches what a paper names", no_fetcher_guard, True, ("C7",)),
    Plan("F0-no-coverage", "the verifier does not ask how far a signature reaches", no_coverage, True, ("I5",)),
)
