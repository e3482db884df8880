"""OSS's own word is believed for seconds: what it answered or took a moment ago is not asked again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.outbox.models import OutboxMessage
from foundation.pulse.models import DueTask
from licensing.actions import verify
from oss_bridge import mirror
from oss_bridge.models import OssView
from oss_bridge.outbound.outward import SETTLED
from oss_bridge.troubles import OssRefused
from tests.oss_bridge.integration.bridge import Bridge
from tests.oss_bridge.integration.test_outward import Desk

QUESTION = "checkLicenseStatus"


@pytest.fixture
def desk(bridge: Bridge) -> Desk:
    return Desk(bridge)


def asked(desk: Desk) -> int:
    """How often OSS was asked for the status."""
    return [name for name, _tree in desk.bridge.oss.calls].count(QUESTION)


def grown_old(desk: Desk) -> None:
    """What OSS said is no longer of this moment."""
    before = timezone.now() - mirror.BELIEVED - timedelta(seconds=1)
    OssView.objects.filter(application=desk.file).update(sent_at=before, polled_at=before)


def test_news_that_follow_at_once_are_told_without_asking(desk: Desk) -> None:
    desk.verifying()
    assert (asked(desk), desk.codes[-2:]) == (0, ["10", "20"])


def test_later_news_are_told_after_asking(desk: Desk) -> None:
    desk.verifying()
    grown_old(desk)
    desk.approve()
    assert (asked(desk), desk.codes[-1]) == (1, "45")


def test_a_57_between_two_news_stands_and_is_shown(desk: Desk) -> None:
    desk.verifying()
    desk.bridge.oss.oss.expire(desk.file.id_izin)
    desk.approve()
    assert desk.codes[-1] == "57"
    told = OutboxMessage.objects.filter(channel="oss").latest("id")
    assert (told.state, told.last_error) == ("done", "OSS sudah pada 57.")
    assert OssView.objects.get(application=desk.file).difference


def test_an_older_answer_that_comes_late_only_makes_us_ask(desk: Desk) -> None:
    desk.verifying()
    mirror.saw(desk.file, "09", "")  # of a poll that had asked before 10 and 20 were told
    desk.then(verify.plan_visit, actor=desk.who("sari"), on=timezone.localdate())
    assert (asked(desk), desk.codes[-2:]) == (1, ["20", "40"])


def test_what_oss_refuses_although_nobody_else_was_there_waits_for_a_person_and_is_not_said_twice(desk: Desk) -> None:
    desk.verifying()
    desk.bridge.oss.next_troubles.append(OssRefused(400, "NIP petugas tidak dikenal"))
    desk.approve()
    assert desk.codes[-1] == "20"
    told = OutboxMessage.objects.filter(channel="oss").latest("id")
    assert (told.state, told.last_error) == ("dead", "NIP petugas tidak dikenal")


def test_news_that_follow_at_once_are_asked_back_about_together(desk: Desk) -> None:
    desk.verifying()
    polls = DueTask.objects.filter(kind="oss.poll", subject=desk.file.subject)
    assert polls.get().next_at <= timezone.now() + SETTLED
    polls.update(state="done")
    desk.then(verify.plan_visit, actor=desk.who("sari"), on=timezone.localdate())
    assert polls.get().state == "done", "10 has owed it, and 40 came right behind"
    grown_old(desk)
    desk.approve()
    assert polls.get().state == "pending"
    assert polls.get().next_at <= timezone.now() + SETTLED
