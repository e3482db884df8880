"""OSS misbehaves: refuses, drips, loses answers, commits late, forgets, pushes twice and in the wrong order."""

import time
from datetime import timedelta

import urllib3
from django.utils import timezone

from faults import clocks
from faults.stage import Plan, Run
from foundation.pulse import due
from licensing.models import Application
from licensing.terms import Status
from oss_bridge.contract.token import token
from oss_bridge.inbound.polling import LOOK
from oss_bridge.models import InboxItem
from portal.launch import keys

#: Longer than our patience (the wall clock of a call), shorter than the quiet period after it.
LATE = 13.0 if clocks.are_real() else 4.0
TROUBLES = {
    "error": 0.07, "bad_gateway": 0.05, "throttle": 0.05, "unauthorised": 0.04, "reset": 0.06, "down": 0.05,
    "broken_json": 0.05, "code_as_text": 0.1, "drip": 0.03, "timeout": 0.03,
}  # fmt: skip


def storm(run: Run) -> None:
    """F8: every kind of bad answer, each by its own probability, for as long as people walk."""
    for number, (fault, probability) in enumerate(TROUBLES.items()):
        run.mock.order(fault=fault, probability=probability, seed=run.seed + number, seconds=LATE)
    run.walk(run.people(2, 2))
    run.arrived(seconds=35)
    run.mock.calm()
    run.arrived()
    run.quiet()


def lost_answers(run: Run) -> None:
    """F9: a third of all calls are done, and nobody hears of it."""
    run.mock.order(fault="lost_answer", probability=0.33, seed=run.seed)
    run.walk(run.people(2, 2))
    run.arrived(seconds=30)
    run.mock.calm()
    run.arrived()
    run.quiet()


def late_commits(run: Run) -> None:
    """F10: OSS does what was asked only after we gave up."""
    run.mock.order(fault="late_commit", probability=0.25, seed=run.seed, seconds=LATE)
    run.walk(run.people(2, 2))
    run.arrived(seconds=30)
    run.mock.calm()
    run.arrived()
    run.quiet()


def restored_backup(run: Run) -> None:
    """F11: OSS loses its last minute. One half of the files finds out by its next step, the other by a comparison."""
    walks = run.people(2, 1)
    for walk in walks:
        walk.until = frozenset({Status.FULFILLING})
    run.walk(walks)
    run.arrived()
    run.quiet()
    began = time.monotonic()
    for walk in walks:
        walk.until = frozenset({Status.APPROVED})
    run.walk(walks)
    run.arrived()
    run.quiet()
    run.mock.order(act="rewind", seconds=time.monotonic() - began)
    walks[0].until = frozenset({Status.ISSUING, Status.ISSUED})
    run.walk(walks[:1])
    for pk in walks[1].pks:
        due.add(LOOK, f"application:{pk}")
    run.arrived()
    time.sleep(2)
    run.quiet()


def pushes(run: Run) -> None:
    """F12: each push ten times, out of order, all again later; with a wrong token; about a permit nobody knows."""
    run.mock.order(fault="duplicate_push", value="9")
    run.mock.order(fault="out_of_order_push", probability=0.4, seed=run.seed, seconds=2)
    run.walk(run.people(2, 1))
    run.arrived()
    run.quiet()
    nibs = set(Application.objects.filter(pk__gt=run.since.application).values_list("nib__number", flat=True))
    for nib in sorted(filter(None, nibs)):
        run.mock.order(act="push_again", nib=nib)
    _strangers(run)
    time.sleep(1)
    run.quiet()
    items = InboxItem.objects.filter(pk__gt=run.since.item)
    run.notes.append(f"{items.count()} kept, {sum(items.values_list('repeats', flat=True))} repeats")


def _strangers(run: Run) -> None:
    """Two pushes that must not change anything: a wrong token, an unknown permit."""
    secrets, nib = keys.read(run.office.stack.var_dir), "2299990000001"
    right = token(secrets["OSS_USERNAME"], secrets["OSS_PASSWORD"], nib, timezone.localdate())
    old = token(secrets["OSS_USERNAME"], secrets["OSS_PASSWORD"], nib, timezone.localdate() - timedelta(days=6))
    body = {"receiveFileDS": {"id_izin": "I-999999999999999999999", "nib": nib, "file_izin": "http://127.0.0.1/x"}}
    before = InboxItem.objects.count()
    for given, status, kept in ((old, 401, 0), ("", 401, 0), (right, 200, 1), (right, 200, 1)):
        answer = urllib3.request(
            "POST", f"{run.office.stack.url}/api/oss/receiveFileDS", json=body, headers={"Token": given}, timeout=20
        )
        if (answer.status, InboxItem.objects.count() - before) != (status, kept):
            run.saw("I4", f"a push with token “{given[:6]}” was answered {answer.status}, {status} was right")
    run.quiet()
    if not InboxItem.objects.filter(pk__gt=run.since.item, state="parked").exists():
        run.saw("I8", "the push about an unknown permit was not parked")


PLANS = (
    Plan("F8", "OSS answers 500, 502, 503, 429, 401, resets, drips, half JSON, too late", storm),
    Plan("F9", "OSS acts, the answer is lost (33 %)", lost_answers),
    Plan("F10", "OSS acts after we gave up (25 %)", late_commits),
    Plan("F11", "OSS was put back from a backup and forgot its last minute", restored_backup),
    Plan("F12", "pushes ten times, out of order, again, forged, about strangers", pushes),
)
