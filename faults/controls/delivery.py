"""Guards of the way to OSS: lock, late acknowledgement, outbox, fixed reference, fencing; and of the way from it."""

from faults.controls import client, files_at
from faults.plans.people import complete
from faults.stage import Plan, Run
from licensing.models import Application
from licensing.terms import Status

BRIEF = 14.0  # seconds: what is lost does not come


def no_lock(run: Run) -> None:
    """Two workers take the same message."""
    run.office.restart("worker", FAULTS_OFF="no_lock")
    run.mock.order(fault="latency", seconds=0.5)
    run.may_repeat = False
    files_at(run, 2, Status.SUBMITTED)


def early_ack(run: Run) -> None:
    """OSS says 503 to most calls; nobody asks again. A later step would tell OSS what an earlier one lost."""
    run.office.restart("worker", FAULTS_OFF="early_ack")
    run.mock.order(fault="down", probability=0.8, seed=run.seed)
    run.walk(run.people(2, 1), seconds=BRIEF)
    run.arrived()
    run.mock.calm()
    run.quiet(seconds=BRIEF)


def no_outbox(run: Run) -> None:
    """The client calls OSS after its commit; OSS is away for some of its calls."""
    run.mock.order(fault="down", probability=0.6, seed=run.seed)
    client(run, "walk", 2, BRIEF, off="no_outbox")
    run.mock.calm()
    run.quiet(seconds=BRIEF)


def no_idempotency(run: Run) -> None:
    """Answers to hand-overs are lost; each new try is another request."""
    run.office.restart("worker", FAULTS_OFF="no_idempotency")
    run.mock.order(fault="lost_answer", method="simulasi/permohonan", next=2)
    walks = run.people(1, 2)
    walks[0].until = frozenset({Status.FULFILLING, Status.NIB_REQUESTED})
    run.quiet(seconds=BRIEF)


def no_fencing(run: Run) -> None:
    """A worker whose lease ran out comes back and writes over what another has done."""
    run.may_repeat = False
    files_at(run, 1, Status.SUBMITTED)
    run.office.kill("worker")
    run.office.kill("beat")
    _complete(run)
    told = client(run, "late", off="no_fencing")
    run.office.start("worker")
    run.office.start("beat")
    run.quiet()
    run.notes.append(f"the late one wrote: {told['wrote']}")


def _complete(run: Run) -> None:
    """One more act, which waits for a worker."""
    file = Application.objects.select_related("holder", "agency").filter(pk__gt=run.since.application).latest("pk")
    complete(file)


def callback_not_idempotent(run: Run) -> None:
    """OSS pushes everything three times."""
    run.office.restart("web", FAULTS_OFF="callback_not_idempotent")
    run.mock.order(fault="duplicate_push", value="2")
    files_at(run, 1, Status.FULFILLING)


W = ("worker",)
PLANS = (
    Plan("F0-no-lock", "messages are taken without a lock", no_lock, True, ("I4",), W),
    Plan("F0-early-ack", "messages are acknowledged before they are carried", early_ack, True, ("I4", "I8"), W),
    Plan("F0-no-outbox", "OSS is called after the commit, three tries in memory", no_outbox, True, ("I3", "I4", "I8")),
    Plan("F0-no-idempotency", "each try of a hand-over is a new request", no_idempotency, True, ("I4",), W),
    Plan("F0-no-fencing", "whoever comes back late may write", no_fencing, True, ("I4", "I8")),
    Plan("F0-callback", "the same push is taken as another one", callback_not_idempotent, True, ("I8",), ("web",)),
)
