"""A period that runs, a service, and people."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.actors import SYSTEM
from surveys.actions import periods, questionnaires, sheets
from surveys.models import Period, Questionnaire, ServiceAsked, Sheet
from surveys.terms import Channel, Unsur
from tests.people import Town, town

Fill = Callable[..., Sheet]


@pytest.fixture
def people(db: None) -> Town:
    return town()


@pytest.fixture
def questionnaire(db: None) -> Questionnaire:
    questionnaires.load(timezone.localdate())
    return Questionnaire.objects.get()


@pytest.fixture
def period(questionnaire: Questionnaire) -> Period:
    today = timezone.localdate()
    return periods.open_period(
        name="Semester II 2026", starts_on=today - timedelta(days=60), ends_on=today + timedelta(days=30),
        questionnaire=questionnaire, actor=SYSTEM,
    )  # fmt: skip


@pytest.fixture
def service(questionnaire: Questionnaire) -> ServiceAsked:
    return ServiceAsked.objects.get(slug="informasi")


@pytest.fixture
def fill(period: Period, service: ServiceAsked) -> Fill:
    """``fill([3, 3, …])``: one sheet with these scores in the order of the regulation."""

    def one(scores: list[int], **told: Any) -> Sheet:
        given = sheets.Given(
            service=told.pop("service", service),
            scores=dict(zip(Unsur.values, scores, strict=True)),
            traits=told.pop("traits", {}),
            suggestion=told.pop("suggestion", ""),
            about=told.pop("about", ""),
        )
        day: date = told.pop("day", timezone.localdate())
        return sheets.take(given, submission=uuid.uuid4(), channel=told.pop("channel", Channel.KIOSK), day=day, **told)

    return one


ANSWERS = {f"q_{unsur}": "4" if unsur == Unsur.COST else "3" for unsur in Unsur.values}
