"""Steps 3 and 4 of the assisted procedure: the mock writes about the account by WhatsApp or e-mail; nothing waits."""

from typing import Any

import pytest

from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Class
from licensing import workflow
from licensing.models import Application
from licensing.terms import Status
from oss_bridge.outbound import outward
from tests.licensing.table import standing_at
from tests.oss_bridge.integration.bridge import Bridge

pytestmark = pytest.mark.django_db


def asked(bridge: Bridge, **person: str) -> tuple[Application, OutboxMessage]:
    """A draft of somebody at the counter, and the errand to OSS."""
    draft = standing_at(Status.DRAFT, bridge.people, answers={"pemohon": {"name": "Ratna Dewi", **person}})
    workflow.ask_for_account(draft)
    workflow.ask_for_account(draft)  # once, however often it is asked
    return draft, OutboxMessage.objects.get(channel="oss", kind="step.open_account")


@pytest.mark.parametrize(
    ("person", "channel", "to"),
    [({"phone": "+6281377770001"}, "WhatsApp", "+6281377770001"), ({"email": "r@contoh.id"}, "e-mail", "r@contoh.id")],
)
def test_oss_writes_to_the_applicant_about_the_account(
    person: dict[str, str], channel: str, to: str, bridge: Bridge
) -> None:
    draft, message = asked(bridge, **person)
    assert message.subject != draft.subject, "the NIB never waits behind this letter"
    assert outward.carry(message).kind == Class.OK
    letter = bridge.oss.books.letters[-1]
    assert (letter.channel, letter.sent_to) == (channel, to)
    assert "Ratna Dewi" in letter.text
    assert "kata sandi" not in str(message.payload), "the pass word stands in OSS's own letter only"


def test_nobody_to_write_to_and_a_real_oss_are_no_trouble(bridge: Bridge, settings: Any) -> None:
    _draft, message = asked(bridge)
    assert outward.carry(message).kind == Class.OK
    settings.OSS_MODE = "oss"
    assert outward.carry(message).kind == Class.OK
    assert bridge.oss.books.letters == []
