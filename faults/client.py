"""``python -m faults.start faults.client <act> <ledger> …``: people, or one probe, in a process without a guard.

What it saw besides the ledger is printed as one line of JSON.
"""

import io
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import time_machine
from django.db import DatabaseError, IntegrityError, connection, connections
from django.utils import timezone

from faults import books, checker, clocks, people, walking
from faults.ledger import Ack, Ledger
from faults.mock import Mock
from faults.plans.people import approve, reject
from faults.plans.servers import NAME
from foundation.outbox import delivery
from foundation.outbox.outcomes import Outcome
from foundation.printing import render
from foundation.signing import checking, hand
from foundation.signing.terms import Signatory
from licensing.actions import verify
from licensing.models import Application
from licensing.terms import Verdict
from licensing.workflow import Refused
from tests.foundation.threads import all_at_once

PAGE = (
    "<!DOCTYPE html><html lang=id><head><title>Surat</title>"
    '<link rel=attachment href="file:///etc/hostname"></head><body><p>Isi</p><img src="{url}" alt=x></body></html>'
)
Told = dict[str, object]


def walk(ledger: Ledger, count: str, seconds: str) -> Told:
    """One person takes so many files as far as they go."""
    one = walking.Walk(ledger)
    one.begin(int(count))
    one.on(ends_at=time.monotonic() + float(seconds))
    return {}


def race(ledger: Ledger, *pks: str) -> Told:
    """Two tabs of the same reviewer: approve and reject the same file at once."""
    winners = []
    for pk in map(int, pks):
        for line in Application.objects.get(pk=pk).requirements.filter(retired_at=None):
            verify.assess(line, Verdict.MEETS, actor=people.actor("sari"))
        barrier = threading.Barrier(2)

        def one(place: int, pk: int = pk, barrier: threading.Barrier = barrier) -> object:
            file = Application.objects.select_related("holder", "agency").get(pk=pk)
            barrier.wait(10)
            try:
                done = (approve, reject)[place](file)
            except (Refused, DatabaseError):
                return False
            ledger.add(Ack("verdict", done.subject, done.version))
            return True

        winners.append(all_at_once(2, one).count(True))
    return {"winners": winners}


def register(ledger: Ledger, count: str) -> Told:
    """So many people press "Ajukan NIB" at the same moment."""
    drafts = [walking.draft().pk for _n in range(int(count))]

    def one(place: int) -> object:
        try:
            done = walking.ask_for_nib(Application.objects.get(pk=drafts[place]))
        except IntegrityError as no:
            return "number" in str(no)
        ledger.add(Ack("ask_for_nib", done.subject, done.version, done.number or ""))
        return False

    return {"refused": all_at_once(len(drafts), one).count(True)}


def new_year(ledger: Ledger, count: str) -> Told:
    """So many files in the last minute of last year, and so many in the first of this, by the office's midnight."""
    midnight = timezone.localtime().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    told: dict[str, object] = {}
    for name, at in (("old", midnight - timedelta(minutes=1)), ("new", midnight)):
        one = walking.Walk(ledger)
        with time_machine.travel(at, tick=True):
            one.begin(int(count))
        told[name] = list(Application.objects.filter(pk__in=one.pks).values_list("pk", "number"))
    return told


def fail(ledger: Ledger, *pks: str) -> Told:
    """Acts that end in an error of the database (its trigger knows this connection by name)."""
    failed = 0
    for pk in map(int, pks):
        with connection.cursor() as cursor:
            cursor.execute("SET application_name = %s", [NAME])
        try:
            walking.send(Application.objects.select_related("holder", "agency").get(pk=pk))
        except DatabaseError:
            failed += 1
    return {"failed": failed}


def late(ledger: Ledger) -> Told:
    """A worker comes back after another had its message and finished it."""
    first = delivery.claim("oss", limit=1, lease_seconds=1)[0]
    time.sleep(1 + clocks.QUIET + 1)
    second = next(one for one in delivery.claim("oss", lease_seconds=10) if one.pk == first.pk)
    done = delivery.deliver(second)
    return {
        "message": first.pk,
        "done": str(done.kind),
        "wrote": delivery.finish(first, Outcome.transient("terlambat")),
    }


def fetch(ledger: Ledger, url: str) -> Told:
    """A document that names an address and a file of the machine."""
    try:
        data = render.pdf_of(PAGE.format(url=url))
    except ValueError as refusal:
        return {"refused": type(refusal).__name__, "embedded": 0}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {"embedded": len(pdf.attachments)}


def forge(ledger: Ledger) -> Told:
    """A letter that the head signed, with something put behind its end."""
    head = people.user("kadis")
    who = Signatory(key=f"akun-{head.pk}", name=head.name, job_title="Kepala Dinas")
    paper = render.pdf_of("<html lang='id'><head><title>Surat</title></head><body><p>Isi surat.</p></body></html>")
    signed = hand.sign(paper, who, people.PASSPHRASE, reason="uji").data
    return {"genuine": str(checking.check(signed).verdict), "forged": str(checking.check(signed + b"\n% x").verdict)}


def judge(ledger: Ledger, mark: str, *settled: str) -> Told:
    """The checker over the database and the files that this process was given; I4 over the files that were at rest."""
    since = books.Mark(**json.loads(Path(mark).read_text()))
    mock = Mock(os.environ["OSS_FILE_HOST"], os.environ["OSS_USER_KEY"])
    whole = books.read(since, ledger, mock, Path(mark).parent / "no logs")
    at_rest = [file for file in whole.files if str(file.pk) in settled]
    permits = [one for one in whole.permits if one.licence_id in {file.id_izin for file in at_rest}]
    rest = replace(whole, files=at_rest, permits=permits)
    found = [
        f"{name} {text}"
        for name in ("I1", "I2", "I3", "I4", "I5", "I6")
        for _harm, text in checker.INVARIANTS[name](rest if name == "I4" else whole)
    ]
    return {"found": found, "files": len(whole.files), "papers": len(whole.papers), "at_rest": len(at_rest)}


ACTS: dict[str, Callable[..., Told]] = {
    act.__name__: act for act in (walk, race, register, new_year, fail, late, fetch, forge, judge)
}

if __name__ == "__main__":
    told = ACTS[sys.argv[1]](Ledger(Path(sys.argv[2])), *sys.argv[3:])
    connections.close_all()
    print(json.dumps(told))
