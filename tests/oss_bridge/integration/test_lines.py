"""Ways to OSS break one by one; news of one NIB is taken in order; what came too early finds its file later."""

import json
from typing import Any

import pytest
from django.utils import timezone

from foundation.outbox import circuits, delivery
from foundation.outbox.models import Circuit, OutboxMessage
from foundation.outbox.outcomes import Class
from foundation.outbox.post import post
from foundation.pulse import work
from foundation.pulse.models import DueTask
from licensing.models import Application
from licensing.terms import Status
from oss_bridge.inbound import inbox
from oss_bridge.models import InboxItem
from oss_bridge.outbound.outward import ACTS, endpoint_of
from tests.factories.files import application_in, risk_row
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge
from tests.oss_bridge.integration.test_desk import DESK, visit


@pytest.mark.parametrize(
    ("kind", "endpoint"),
    [
        ("step.approve", "receiveLicenseStatus"),
        ("step.issue", "receiveLicense"),
        ("step.request_nib", "simulasi"),
        ("step.correct", "simulasi"),
        ("step.lapse", ""),
    ],
)
def test_each_message_knows_its_way(bridge: Bridge, kind: str, endpoint: str) -> None:
    assert post("oss", subject="application:1", kind=kind, payload={}).endpoint == endpoint


def test_every_message_that_speaks_to_oss_has_a_way() -> None:
    assert {endpoint_of(f"step.{step}") for step in ACTS} == {"receiveLicenseStatus", "receiveLicense", "simulasi"}


def test_a_broken_issue_does_not_hold_up_the_statuses_of_others(bridge: Bridge) -> None:
    files = [
        application_in(Status.COMPLETE, applicant=bridge.people.budi, agency=bridge.people.naker, number=f"PB-2026-{n}")
        for n in ("860001", "860002")
    ]
    issue, status = (
        post("oss", subject=file.subject, kind=kind, payload={"application": file.pk})
        for file, kind in zip(files, ("step.issue", "step.claim"), strict=True)
    )
    circuits.open_for("oss", "receiveLicense", Class.TRANSIENT, 60)
    claimed = delivery.claim("oss")
    assert [message.pk for message in claimed] == [status.pk]
    issue.refresh_from_db()
    assert issue.attempts == 0  # nothing is claimed, so an outage burns no attempt


def test_of_many_who_want_to_ask_a_broken_oss_one_probes(bridge: Bridge) -> None:
    circuits.open_for("oss", "checkLicenseStatus", Class.TRANSIENT, 0)
    assert [circuits.may_try("oss", "checkLicenseStatus") for _n in range(3)] == [True, False, False]
    circuits.close("oss", "checkLicenseStatus")
    assert circuits.may_try("oss", "checkLicenseStatus")
    assert Circuit.objects.get().failures == 0


def task_of(item: InboxItem) -> DueTask:
    return DueTask.objects.get(kind=inbox.PROCESS, subject=f"inbox:{item.pk}")


def process(item: InboxItem) -> DueTask:
    """The worker takes this item now."""
    DueTask.objects.filter(pk=task_of(item).pk).update(attempts=1)
    work.run(task_of(item))
    return task_of(item)


def test_news_of_one_nib_is_taken_in_the_order_in_which_it_came(bridge: Bridge) -> None:
    risk_row()
    done = bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=cases.budi()), origin="oss")
    bridge.oss.oss.freeze(done.nib)
    for method, nib, body in bridge.oss.books.posted:
        bridge.knock(method, json.dumps(body).encode(), nib=nib)
    first, second = InboxItem.objects.order_by("id")
    waiting = process(second)
    second.refresh_from_db()
    assert (waiting.state, second.state) == ("pending", "new")
    assert waiting.next_at > timezone.now()
    process(first)
    process(second)
    assert list(InboxItem.objects.order_by("id").values_list("state", flat=True)) == ["done", "done"]


def test_an_item_whose_work_died_does_not_hold_up_the_next(bridge: Bridge) -> None:
    risk_row()
    done = bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=cases.budi()), origin="oss")
    bridge.oss.oss.freeze(done.nib)
    for method, nib, body in bridge.oss.books.posted:
        bridge.knock(method, json.dumps(body).encode(), nib=nib)
    first, second = InboxItem.objects.order_by("id")
    DueTask.objects.filter(pk=task_of(first).pk).update(state="dead")
    process(second)
    second.refresh_from_db()
    assert second.state == "done"


def test_a_signed_file_that_came_before_its_permit_finds_it_later(bridge: Bridge) -> None:
    risk_row()
    done = bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=cases.budi()), origin="oss")
    push: dict[str, Any] = {"id_izin": done.licence_id, "nib": done.nib, "file_izin": bridge.lay_file("U1")}
    bridge.knock("receiveFileDS", json.dumps({"receiveFileDS": push}).encode(), nib=done.nib)
    bridge.work(inbox.PROCESS)
    early = InboxItem.objects.get(method="receiveFileDS")
    assert (early.state, done.licence_id in early.problem) == ("parked", True)
    bridge.bring()
    bridge.work(inbox.PROCESS)
    early.refresh_from_db()
    assert early.state == "done"


def test_only_receive_nib_begins_a_file(bridge: Bridge) -> None:
    risk_row()
    bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=cases.budi()), origin="oss")
    _method, nib, body = bridge.oss.books.posted[0]
    bridge.knock("receiveNIBKKPR", json.dumps(body).encode(), nib=nib)
    bridge.work(inbox.PROCESS)
    early = InboxItem.objects.get()
    assert (early.state, inbox.UNKNOWN_PERMIT in early.problem) == ("parked", True)
    assert not Application.objects.exists()
    bridge.bring()
    bridge.work(inbox.PROCESS)
    assert Application.objects.count() == 1
    early.refresh_from_db()
    assert early.state == "done"


def test_what_a_person_must_settle_is_not_woken(bridge: Bridge) -> None:
    InboxItem.objects.create(
        method="receiveNIB", sha256="b" * 64, nib="2211260000001", state="parked", problem="KBLI berbeda arti"
    )
    assert inbox.wake("2211260000001") == 0


def test_no_act_at_the_desk_waits_for_oss(bridge: Bridge) -> None:
    """A look-up is owed to the worker; the request itself never speaks to OSS."""
    file = application_in(Status.COMPLETE, applicant=bridge.people.budi, agency=bridge.people.naker)
    message = post("oss", subject=file.subject, kind="step.claim", payload={"application": file.pk})
    OutboxMessage.objects.filter(pk=message.pk).update(state="dead", last_class="unknown")
    admin = visit(bridge.people, "admin")
    for act in ("tanya", "coba", "lewati", "rujukan"):
        admin.post(f"{DESK}pesan/{message.pk}/", {"act": act, "reason": "uji"})
    admin.get(DESK)
    assert bridge.oss.calls == []
