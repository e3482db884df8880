"""One run: a plan with its seed, from the first mark in the books to the judgement over them."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connections, transaction
from django.utils import timezone

from faults import books, checker, quiet, walking
from faults.books import Mark
from faults.checker import Finding
from faults.facts import Facts
from faults.ledger import Ledger
from faults.mock import Mock
from faults.office import NAMES, Office
from faults.walking import Walk
from foundation import numbers
from foundation.numbers.models import Counter
from foundation.outbox.models import Circuit, OutboxMessage
from foundation.pulse.models import DueTask
from licensing.models import Application

QUIET_WITHIN = 90.0


@dataclass
class Run:
    """What a plan has in hand."""

    office: Office
    mock: Mock
    seed: int
    ledger: Ledger
    since: Mark
    scale: int = 1  # of files; more in a longer run
    rng: random.Random = field(default_factory=random.Random)
    may_repeat: bool = True
    is_timed: bool = True  # False where clocks disagree, so that no delay can be told
    seeded_dead: int = 0
    leave: int = 0
    probes: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    afterwards: list[Callable[[], None]] = field(default_factory=list)  # once the books were read
    started: list[threading.Thread] = field(default_factory=list)

    def people(self, count: int, each: int) -> list[Walk]:
        """So many people with so many registered files each; they do not walk yet."""
        return walking.walks(self.ledger, people_count=count, each=each * self.scale, rng=self.rng)

    def walk(self, walks: list[Walk], *, seconds: float = 60.0) -> None:
        """Let them walk in the background."""
        self.started += walking.walking(walks, seconds=seconds)

    def arrived(self, *, seconds: float = 60.0) -> None:
        """Until all people have done their part."""
        ends_at = time.monotonic() + seconds
        for thread in self.started:
            thread.join(max(0.0, ends_at - time.monotonic()))

    def pause(self, least: float, most: float) -> None:
        """A moment, by the seed."""
        time.sleep(self.rng.uniform(least, most))

    def quiet(self, *, seconds: float = QUIET_WITHIN) -> None:
        """Until nothing moves; what still does then is found by I8."""
        if not quiet.wait(self.since, self.mock, seconds=seconds, leave=self.leave, tend=self._tend):
            self.notes.append("not quiet in time")

    def _tend(self) -> None:
        self.notes += [f"{name} ended by itself and was begun again" for name in self.office.tend()]

    def saw(self, invariant: str, text: str) -> None:
        """The plan itself saw something that must not be."""
        self.probes.append((invariant, text))

    def facts(self) -> Facts:
        """The three books, now."""
        found = books.read(self.since, self.ledger, self.mock, self.office.logs)
        found.may_repeat, found.seeded_dead, found.probes = self.may_repeat, self.seeded_dead, self.probes
        found.delays = found.delays if self.is_timed else []
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """A fault, or a guard that is switched off (``control``), which the checker must find red."""

    name: str
    title: str
    carry_out: Callable[[Run], None]
    control: bool = False
    expects: tuple[str, ...] = ()  # of a control: at least one of these invariants must break
    starts: tuple[str, ...] = ()  # programs that the plan starts itself


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    plan: Plan
    seed: int
    changes: int
    lost: int
    duplicated: int
    out_of_order: int
    p95: float
    seconds: float
    findings: list[Finding]
    notes: str

    @property
    def is_as_it_should_be(self) -> bool:
        """Green for a fault; red, by an invariant that was meant, for a control."""
        if not self.plan.control:
            return not self.findings
        return any(one.invariant in self.plan.expects for one in self.findings)

    @property
    def verdict(self) -> str:
        """In a word or two."""
        broken = ", ".join(sorted({one.invariant for one in self.findings}))
        if self.plan.control:
            return f"caught by {broken}" if self.is_as_it_should_be else f"NOT CAUGHT {broken}".strip()
        return "green" if self.is_as_it_should_be else f"RED {broken}"


def conduct(plan: Plan, *, office: Office, mock: Mock, seed: int, scale: int) -> Row:
    """Mark the books, carry the plan out, wait for quiet, judge, tidy up."""
    began = time.monotonic()
    mend(office, mock, plan.starts)
    (office.folder / f"ledger-{plan.name}-{seed}.jsonl").unlink(missing_ok=True)
    ledger = Ledger(office.folder / f"ledger-{plan.name}-{seed}.jsonl")
    run = Run(office, mock, seed, ledger, books.mark(mock, office.logs), scale, random.Random(f"{plan.name}:{seed}"))
    try:
        _carried_out(plan, run)
        connections.close_all()
        found = run.facts()
    finally:
        mock.calm()
        for step in run.afterwards:
            step()
    row = _row(plan, run, found, time.monotonic() - began)
    leave_behind(run.since)
    return row


def _carried_out(plan: Plan, run: Run) -> None:
    """A plan that breaks itself is red, and the next one goes on."""
    try:
        plan.carry_out(run)
        run.arrived()
    except Exception as broken:  # noqa: BLE001 - whatever it is, the table says so
        run.saw("plan", f"{type(broken).__name__}: {broken}")


def _row(plan: Plan, run: Run, found: Facts, seconds: float) -> Row:
    findings = checker.judge(found)
    harms = [one.harm for one in findings]
    delays = sorted(found.delays)
    return Row(
        plan,
        run.seed,
        len(found.acks),
        harms.count(checker.LOST),
        harms.count(checker.DOUBLE),
        harms.count(checker.ORDER),
        delays[int(len(delays) * 0.95)] if delays else 0.0,
        seconds,
        findings,
        "; ".join(run.notes),
    )


def mend(office: Office, mock: Mock, starts: tuple[str, ...]) -> None:
    """Every program runs as it should (but those that the plan starts itself), no way out is broken."""
    for name in NAMES:
        if not office.is_sound(name) and name not in starts:
            office.restart(name)
    office.wait_until_open()
    mock.calm()
    connections.close_all()
    Circuit.objects.all().delete()
    _counter_follows()


def _counter_follows() -> None:
    """Numbers that were given past the counter (a control) are drawn from it one by one: it moves in no other way."""
    year = numbers.year(timezone.now())
    given = Application.objects.filter(number__startswith=f"PB-{year}-").order_by("-number")
    top = given.values_list("number", flat=True).first()
    with transaction.atomic():
        row = Counter.objects.filter(kind="application", period=year).first()
        for _n in range(int(top[-6:]) - (row.last if row else 0) if top else 0):
            numbers.draw("application", year)


def leave_behind(since: Mark) -> None:
    """What a red run left undone is nobody's business in the next one."""
    now = timezone.now()
    undone = OutboxMessage.objects.filter(pk__gt=since.message, state__in=("pending", "dead"))
    undone.update(state="skipped", done_at=now, lease=None, lease_until=None)
    kinds = ("oss.poll", "oss.nib_awaited", "oss.look", "document.draw", "oss.inbox")
    DueTask.objects.filter(state="pending", kind__in=kinds).update(
        state="skipped", done_at=now, lease=None, lease_until=None
    )
