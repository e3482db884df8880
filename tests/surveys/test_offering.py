"""A finished service is offered the survey once, by a letter without a token, and on its own page."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from foundation.messaging.models import InboxItem
from foundation.outbox.models import OutboxMessage
from licensing.models import Application
from licensing.terms import Status
from surveys.actions import offering
from surveys.models import OfferTally, Period, Sheet
from tests.factories import files
from tests.people import Town
from tests.surveys.conftest import ANSWERS

pytestmark = pytest.mark.django_db


def file_in(status: Status, people: Town, number: int, **columns: Any) -> Application:
    return files.application_in(
        status, applicant=people.budi, agency=people.naker, number=f"PB-2026-{number:06d}", **columns
    )


@pytest.fixture
def finished(people: Town, period: Period) -> Application:
    file = file_in(Status.ISSUED, people, 901)
    Application.objects.filter(pk=file.pk).update(closed_at=timezone.now() - timedelta(hours=3))
    return Application.objects.get(pk=file.pk)


def test_the_sweep_offers_once_and_writes_a_letter_without_a_token(finished: Application) -> None:
    assert [offering.sweep() for _ in range(3)] == [1, 0, 0]
    assert OfferTally.objects.get().count == 1
    letter = InboxItem.objects.get(template="survey_offer")
    assert letter.path == finished.get_absolute_url()
    told = [letter.body, letter.path, *(str(message.payload) for message in OutboxMessage.objects.all())]
    assert not [text for text in told if re.search(r"/survei/[\w-]{20}", text)]


def test_running_old_and_withdrawn_files_are_not_offered(people: Town, period: Period, finished: Application) -> None:
    Application.objects.filter(pk=finished.pk).update(closed_at=timezone.now() - timedelta(days=20))
    file_in(Status.VERIFYING, people, 902, row=finished.risk_row)
    assert offering.sweep() == 0


def test_nothing_is_offered_between_periods(finished: Application) -> None:
    Period.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert offering.sweep() == 0
    assert offering.link_for(finished) == ""


def test_the_files_own_page_leads_to_the_form(client: Client, people: Town, finished: Application) -> None:
    client.force_login(people.budi)
    page = client.get(finished.get_absolute_url()).content.decode()
    link = re.search(r'href="[^"]*(/survei/[\w-]+/)"', page)
    assert link
    answer = client.post(link[1], {**ANSWERS, "submission": str(uuid.uuid4())})
    assert answer.status_code == 302
    assert Sheet.objects.get().service.slug == "perizinan-lain", "no published standard covers this activity"


def test_a_running_file_shows_no_survey(client: Client, people: Town, period: Period) -> None:
    file = file_in(Status.VERIFYING, people, 903)
    client.force_login(people.budi)
    assert 'id="survei"' not in client.get(file.get_absolute_url()).content.decode()
