"""One office, its people, and an OSS within the process."""

from itertools import count

import pytest

from foundation.office.models import Office
from oss_bridge.fake import FakeOss
from tests.oss_bridge.integration.bridge import Bridge
from tests.people import Town, town


@pytest.fixture
def people(db: None) -> Town:
    return town()


@pytest.fixture
def oss(monkeypatch: pytest.MonkeyPatch) -> FakeOss:
    """Whoever asks for OSS gets this one."""
    fake = FakeOss()
    fake.books._serials = count(500_000)  # the factories' own NIBs begin at 1
    monkeypatch.setattr("oss_bridge.client._client", lambda *_settings: fake)
    monkeypatch.setattr("oss_bridge.simulation._desk", lambda *_settings: fake)
    return fake


@pytest.fixture
def bridge(people: Town, oss: FakeOss) -> Bridge:
    Office.objects.update(region_code="13.77")
    return Bridge(people, oss)
