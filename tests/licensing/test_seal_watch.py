"""When papers go out without the office's seal, admin and head read why, once a day."""

from typing import Any

import pytest

from foundation.messaging.models import InboxItem
from foundation.pulse.watch import health
from licensing.background import seal_watch
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


def test_a_missing_key_is_told_to_admin_and_head_once_a_day(people: Town, tmp_path: Any, settings: Any) -> None:
    settings.SIGNER, settings.SEAL_FILE = "pkcs12", tmp_path / "segel.p12"
    seal_watch.look()
    seal_watch.look()
    told = InboxItem.objects.filter(template="staff_seal_missing")
    assert set(told.values_list("user_id", flat=True)) == {people.admin.pk, people.kadis.pk}
    assert told.count() == 2
    item = told.first()
    assert item is not None
    assert "SEAL_FILE" in item.body
    health._kept.clear()
    assert "SEAL_FILE" in health.warnings()["seal"]


def test_a_seal_that_works_is_no_news(people: Town, tmp_path: Any, settings: Any) -> None:
    settings.SIGNING_FOLDER = tmp_path / "signing"
    seal_watch.look()
    assert not InboxItem.objects.exists()
