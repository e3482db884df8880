"""Programs that die or hang: the worker, its children, the beat."""

import os
import signal
import time
from contextlib import suppress

from faults import clocks, people
from faults.stage import Plan, Run
from faults.walking import claim
from foundation.outbox import acts
from foundation.outbox.models import OutboxMessage
from licensing.models import Application
from licensing.terms import Status

POISON = "racun-uji"
LEASE_AND_QUIET = clocks.LEASE + clocks.QUIET + 4  # seconds until another takes over, and is done


def calm(run: Run) -> None:
    """Nothing is broken: the yardstick of all others."""
    run.may_repeat = False
    run.walk(run.people(2, 2))
    run.arrived()
    run.quiet()


def worker_killed(run: Run) -> None:
    """F1: the mock holds requests in hand while children of the worker, and thrice the whole worker, get SIGKILL."""
    run.mock.order(fault="latency", seconds=0.6, probability=0.7, seed=run.seed)
    run.walk(run.people(3, 2))
    kills, ends_at = 0, time.monotonic() + 22
    while time.monotonic() < ends_at and kills < 30:
        run.pause(0.4, 1.0)
        if kills % 10 == 9:
            run.office.restart("worker")
        elif children := run.office.children("worker"):
            with suppress(ProcessLookupError):
                os.kill(run.rng.choice(children), signal.SIGKILL)
        kills += 1
    run.notes.append(f"{kills} kills")
    run.mock.calm()
    run.arrived()
    run.quiet()


def poison(run: Run) -> None:
    """F3: one message kills whoever carries it. It is dead after five lost leases; all others flow meanwhile."""
    run.office.restart("worker", FAULTS_POISON=POISON)
    walks = run.people(2, 2)
    victim = walks[0].pks[-1]
    walks[0].until |= {Status.COMPLETE}
    run.walk(walks)
    run.leave = 1
    _poisoned(run, victim)
    run.arrived()
    ends_at = time.monotonic() + 100
    message = OutboxMessage.objects.get(subject=f"application:{victim}", kind="step.claim")
    while message.state == "pending" and time.monotonic() < ends_at:
        time.sleep(0.5)
        message.refresh_from_db()
    run.notes.append(f"dead after {message.lost_leases} lost leases, then tried again by an admin")
    if message.state != "dead" or message.last_class != "poison":
        run.saw("I9", f"the poisoned message is {message.state} {message.last_class}, not dead of poison")
    run.leave = 0
    run.office.restart("worker")
    acts.retry(message, who=people.actor("admin"), reason="Penyebabnya sudah diperbaiki.")
    run.quiet()


def _poisoned(run: Run, victim: int) -> None:
    """The victim's file is taken in hand with a note that kills."""
    ends_at = time.monotonic() + 60
    while time.monotonic() < ends_at:
        file = Application.objects.get(pk=victim)
        if file.word is Status.COMPLETE:
            claim(file)
            row = OutboxMessage.objects.get(subject=file.subject, kind="step.claim")
            row.payload = {**row.payload, "note": POISON}
            row.save(update_fields=["payload"])
            return
        time.sleep(0.2)
    raise RuntimeError("The victim's file did not come to its place.")


def beats_and_hung_worker(run: Run) -> None:
    """F22: no beat, then two; one process of the worker hangs with a call in hand and comes back too late."""
    run.office.kill("beat")
    run.mock.order(fault="latency", seconds=1.0, probability=1.0, seed=run.seed)
    run.walk(run.people(2, 1))
    run.pause(3, 5)
    hung = _with_a_call_in_hand(run)
    os.kill(hung, signal.SIGSTOP)
    run.mock.calm()
    time.sleep(LEASE_AND_QUIET)
    with suppress(ProcessLookupError):
        os.kill(hung, signal.SIGCONT)
    run.office.start("beat")
    run.office.start("beat", twin="second beat")
    run.arrived()
    run.quiet()
    run.office.kill("second beat")


def _with_a_call_in_hand(run: Run) -> int:
    """Any process of the worker's pool, at a moment when messages are lent."""
    ends_at = time.monotonic() + 20
    while (
        time.monotonic() < ends_at and not OutboxMessage.objects.filter(state="pending", lease__isnull=False).exists()
    ):
        time.sleep(0.05)
    return run.rng.choice(run.office.children("worker"))


PLANS = (
    Plan("F0-calm", "nothing is broken", calm),
    Plan("F1", "worker killed (SIGKILL) with a call in hand", worker_killed),
    Plan("F3", "a message that kills its carrier", poison, starts=("worker",)),
    Plan("F22", "no beat, two beats, a worker that hangs (SIGSTOP) with a call in hand", beats_and_hung_worker),
)
