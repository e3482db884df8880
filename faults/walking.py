"""What people do while faults strike: files go from draft to the head's signature, each act by the product's own.

Whoever meets a trouble looks at the file again and goes on from where it stands, as a person does who reloads the
page. Only what came back without a trouble is written in the ledger.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import DatabaseError, close_old_connections, connection, connections

from faults import people
from faults.ledger import Ack, Ledger
from licensing.actions import check, decide, register, submit, verify
from licensing.models import Application
from licensing.terms import Status, Verdict
from licensing.workflow import Refused
from tests.factories import drafts
from tests.factories.files import show_everything

LOOK_EVERY = 0.2
#: Approvals that are there already: then NIB, receipt and certificate are the only papers to draw.
PLACE = {"spatial": "kkpr", "kkpr_number": "K-1", "environment_number": "PKPLH-1"}


@dataclass
class Walk:
    """One person's files from draft to issue. ``until``: the statuses at which a file is let rest."""

    ledger: Ledger
    pks: list[int] = field(default_factory=list)
    until: frozenset[Status] = frozenset({Status.ISSUING, Status.ISSUED})
    pause: float = 0.0
    troubles: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def begin(self, count: int) -> None:
        """Register so many new files (draft to NIB_REQUESTED)."""
        for _n in range(count):
            self.pks.append(self._again(draft).pk)
            self.step(self.pks[-1])
            if self.refusals:
                raise RuntimeError(f"A whole draft was refused: {self.refusals[-1]}")

    def on(self, *, ends_at: float) -> None:
        """Take each file a step further, in turn, until all rest or the time is up."""
        waiting = list(self.pks)
        while waiting and time.monotonic() < ends_at:
            waiting = [pk for pk in waiting if not self.step(pk)]
            time.sleep(max(self.pause, LOOK_EVERY if waiting else 0.0))

    def step(self, pk: int) -> bool:
        """One step of one file, if it is a person's turn. True when the file may rest."""
        try:
            file = Application.objects.select_related("holder", "agency").get(pk=pk)
            if file.word in self.until:
                return True
            act = ACTS.get(file.word)
            if act is not None:
                done = act(file)
                self.ledger.add(Ack(act.__name__, done.subject, done.version, done.number or ""))
        except Refused as no:
            self.refusals.append(str(no))  # somebody was faster, or our own lost answer was: look again
        except DatabaseError as trouble:
            self._rest(trouble)
        return False

    def _again(self, act: Callable[[], Application]) -> Application:
        """An act that may be tried until it works: a draft is nobody's until it is sent."""
        while True:
            try:
                return act()
            except DatabaseError as trouble:
                self._rest(trouble)

    def _rest(self, trouble: DatabaseError) -> None:
        self.troubles.append(f"{type(trouble).__name__}: {trouble}".splitlines()[0])
        connections.close_all()
        time.sleep(0.3)


def walking(walks: list[Walk], *, seconds: float) -> list[threading.Thread]:
    """All of them at once, each in a thread of its own."""
    ends_at = time.monotonic() + seconds

    def go(walk: Walk) -> None:
        try:
            walk.on(ends_at=ends_at)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(walk,), daemon=True) for walk in walks]
    for thread in threads:
        thread.start()
    return threads


def walks(ledger: Ledger, *, people_count: int, each: int, rng: random.Random) -> list[Walk]:
    """So many people with so many registered files each."""
    found = [Walk(ledger, pause=rng.uniform(0.0, 0.3)) for _n in range(people_count)]
    for walk in found:
        walk.begin(each)
    return found


def draft() -> Application:
    """A whole draft of a person of her own."""
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('faults_serial')")
        serial = int(cursor.fetchone()[0])
    person = {"nik": people.nik(serial), "name": f"Kenari {serial}", "phone": people.PHONE}
    whole = drafts.answers(people.scope(), pemohon=person, lokasi=PLACE)
    return drafts.draft_of(people.actor("budi"), whole)


def ask_for_nib(file: Application) -> Application:
    """Draft → NIB_REQUESTED."""
    return register.register(file, actor=people.actor("budi"))


def send(file: Application) -> Application:
    """FULFILLING → SUBMITTED."""
    show_everything(file)
    return submit.submit(file, actor=people.actor("budi"))


def find_complete(file: Application) -> Application:
    """SUBMITTED → COMPLETE."""
    return check.complete(file, actor=people.actor("dedi"))


def claim(file: Application) -> Application:
    """COMPLETE → VERIFYING."""
    return verify.claim(file, actor=people.actor("sari"))


def approve(file: Application) -> Application:
    """VERIFYING → APPROVED."""
    for line in file.requirements.filter(retired_at=None):
        verify.assess(line, Verdict.MEETS, actor=people.actor("sari"))
    return verify.approve(file, actor=people.actor("sari"))


def issue(file: Application) -> Application:
    """APPROVED → ISSUING."""
    return decide.issue(file, actor=people.actor("kadis"))


ACTS: dict[Status, Callable[[Application], Application]] = {
    Status.DRAFT: ask_for_nib,
    Status.FULFILLING: send,
    Status.SUBMITTED: find_complete,
    Status.COMPLETE: claim,
    Status.VERIFYING: approve,
    Status.APPROVED: issue,
}
