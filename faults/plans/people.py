"""People at the same moment: the same button five times, two officers with opposite minds, an applicant who leaves."""

from collections.abc import Callable
from typing import Any

from django.db import connections

from faults import people
from faults.browser import Browser, Seen
from faults.ledger import Ack
from faults.stage import Plan, Run
from faults.walking import Walk, draft
from licensing.actions import check, decide, verify, withdraw
from licensing.models import Application, Document
from licensing.terms import Status, Verdict
from licensing.workflow import Refused
from tests.factories.files import show_everything
from tests.foundation.threads import all_at_once

TIMES = 5
Act = Callable[[Application], Application]


def the_same_button(run: Run) -> None:
    """F16: "Ajukan NIB" and "Kirim" five times at once over HTTP, and once more later: one act, one receipt."""
    browser = Browser(run.office.stack.url, people.user("budi"))
    walk = Walk(run.ledger, until=frozenset({Status.FULFILLING}))
    for _n in range(2):
        file = draft()
        walk.pks.append(file.pk)
        _pressed(run, browser, file, f"/permohonan/{file.draft_id}/ajukan-nib/")
    run.walk([walk])
    run.arrived()
    for pk in walk.pks:
        file = Application.objects.get(pk=pk)
        show_everything(file)
        _pressed(run, browser, file, f"/permohonan/{file.number}/kirim/")
        if (papers := Document.objects.filter(application=pk, kind="receipt").count()) != 1:
            run.saw("I2", f"{file.number} has {papers} receipts")
    walk.until = frozenset({Status.ISSUING, Status.ISSUED})
    run.walk([walk])
    run.arrived()
    run.quiet()


def _pressed(run: Run, browser: Browser, file: Application, path: str) -> None:
    """Five at once and one late; everybody must be led to the same place."""
    seen = [one for one in all_at_once(TIMES, lambda _n: browser.post(path)) if isinstance(one, Seen)]
    number = Application.objects.get(pk=file.pk).number or ""
    seen.append(browser.post(path.replace(file.draft_id, number)))
    places = {one.place for one in seen}
    if {one.status for one in seen} != {302} or len(places) != 1:
        run.saw("I7", f"{path} pressed {len(seen)} times led to {[(one.status, one.place) for one in seen]}")
    run.ledger.add(Ack(path.rstrip("/").rsplit("/", 1)[-1], file.subject, number=number))


def opposite_minds(run: Run) -> None:
    """F17: approve against reject, issue against refuse, complete against withdraw, claim against claim."""
    walks = run.people(4, 1)
    stops = (Status.SUBMITTED, Status.COMPLETE, Status.VERIFYING, Status.APPROVED)
    for walk, stop in zip(walks, stops, strict=True):
        walk.until = frozenset({stop})
    run.walk(walks)
    run.arrived()
    connections.close_all()
    pairs: tuple[tuple[Act, Act], ...] = (
        (complete, leave), (claim_as("sari"), claim_as("tono")), (approve, reject), (decide_issue, refuse),
    )  # fmt: skip
    for walk, pair in zip(walks, pairs, strict=True):
        for pk in walk.pks:
            _one_wins(run, pk, pair)
    run.quiet()


def _one_wins(run: Run, pk: int, pair: tuple[Act, ...]) -> None:
    if pair[0] is approve:
        for line in Application.objects.get(pk=pk).requirements.filter(retired_at=None):
            verify.assess(line, Verdict.MEETS, actor=people.actor("sari"))

    def one(place: int) -> object:
        file = Application.objects.select_related("holder", "agency").get(pk=pk)
        try:
            done = pair[place](file)
        except Refused as no:
            return str(no)
        run.ledger.add(Ack(pair[place].__name__, done.subject, done.version))
        return ""

    told = all_at_once(len(pair), one)
    if told.count("") != 1:
        run.saw("I1", f"application:{pk}: {told.count('')} of {len(pair)} opposite acts won")


def complete(file: Application) -> Application:
    """The back office finds it complete."""
    return check.complete(file, actor=people.actor("dedi"))


def leave(file: Application) -> Application:
    """The applicant takes it back."""
    return withdraw.withdraw(file, actor=people.actor("budi"))


def claim_as(name: str) -> Act:
    """Two reviewers take the same file."""

    def claim(file: Application) -> Application:
        return verify.claim(file, actor=people.actor(name))

    return claim


def approve(file: Application) -> Application:
    """The reviewer agrees."""
    return verify.approve(file, actor=people.actor("sari"))


def reject(file: Application) -> Application:
    """The reviewer does not, in another tab."""
    return verify.reject(file, actor=people.actor("sari"), note="Data tidak benar.", ground=people.GROUND)


def decide_issue(file: Application) -> Application:
    """The head issues."""
    return decide.issue(file, actor=people.actor("kadis"))


def refuse(file: Application) -> Application:
    """The head refuses."""
    return decide.refuse(file, actor=people.actor("kadis"), note="Data tidak benar.", ground=people.GROUND)


def opposed(run: Run, pks: list[int], pair: tuple[Act, Any]) -> None:
    """For the controls: the same race over these files."""
    for pk in pks:
        _one_wins(run, pk, pair)


PLANS = (
    Plan("F16", "the same button five times at once, over HTTP", the_same_button),
    Plan("F17", "opposite acts of two people at the same moment", opposite_minds),
)
