"""A mail server that answers slowly: the whole call keeps within its channel's wall clock, not each answer alone."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from faults import sinks
from faults.sinks import Sinks
from foundation.messaging import delivery
from foundation.outbox.channels import CHANNELS
from foundation.outbox.outcomes import Class
from tests.foundation.messaging.test_delivery import owed

pytestmark = pytest.mark.django_db
ANSWER, WALL_CLOCK = 0.4, 1  # seconds; five answers make a mail


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sinks]:
    opened = Sinks()
    opened.open()
    for name in ("EMAIL_BACKEND", "EMAIL_HOST"):
        setattr(settings, name, opened.told[name])
    settings.EMAIL_PORT, settings.EMAIL_USE_TLS = opened.mail_port, False
    monkeypatch.setattr(sinks, "SLOWNESS", ANSWER)
    yield opened
    opened.close()


def test_a_mail_is_given_up_when_its_time_is_over_and_goes_later_once(
    server: Sinks, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = owed("email")
    with monkeypatch.context() as hurry:
        hurry.setitem(CHANNELS, "message", replace(CHANNELS["message"], wall_clock_seconds=WALL_CLOCK))
        server.mood = sinks.SLOW
        assert delivery.carry(message).kind is Class.UNKNOWN
    assert server.taken == {}
    server.mood = sinks.WELL
    assert delivery.carry(message).kind is Class.OK
    assert server.taken == {str(message.reference): 1}
