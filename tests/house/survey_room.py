"""The survey room of the furnished house: a published period, a running one, and one of everything with an address."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import SYSTEM
from surveys import offers
from surveys.actions import alarms, kiosks, periods, questionnaires, reports, sheets, tallies
from surveys.models import Alarm, Questionnaire, Report, ServiceAsked, Suggestion
from surveys.terms import AlarmKind, Channel, Unsur
from tests.people import Town


def furnish(people: Town) -> dict[str, Any]:
    """What stands behind the doors of this room, by door and argument."""
    today = timezone.localdate()
    questionnaires.load(today)
    questions = Questionnaire.objects.get()
    half_a_year = today - timedelta(days=90), today + timedelta(days=90)
    period = periods.open_period(
        name="Semester uji", starts_on=half_a_year[0], ends_on=half_a_year[1], questionnaire=questions, actor=SYSTEM
    )
    service = ServiceAsked.objects.get(slug="informasi")
    given = sheets.Given(service, dict.fromkeys(Unsur.values, 4), suggestion="Kursi di ruang tunggu kurang")
    filled = [sheets.take(given, submission=uuid.UUID(int=900 + n), channel=Channel.KIOSK, day=today) for n in range(6)]
    published(questions, given)
    alarms.raise_one(AlarmKind.FEE, filled[0])
    tallies.count_all(period)
    kiosk, _key = kiosks.start("Tablet uji", actor=people.actor("ijah"))
    report = reports.ask(period, None, actor=people.actor("kadis"))
    reports.draw(report)
    token = offers.link(service, subject="visit:1").rstrip("/").rsplit("/", 1)[-1]
    pks = {
        "survey_period": period.pk, "survey_recap": period.pk, "survey_kiosk_stop": kiosk.pk,
        "survey_alarm": Alarm.objects.get().pk, "survey_suggestion": getattr(Suggestion.objects.first(), "pk", 0),
        "survey_report": Report.objects.get().pk, "survey_report_file": Report.objects.get().pk,
    }  # fmt: skip
    return {**pks, "survey_answer": token}


def published(questions: Questionnaire, given: sheets.Given) -> None:
    """The half year before, whose figures everybody reads."""
    last = timezone.localdate() - timedelta(days=91)
    period = periods.open_period(
        name="Semester lalu", starts_on=last - timedelta(days=90), ends_on=last, questionnaire=questions, actor=SYSTEM
    )
    for number in range(12):
        sheets.take(given, submission=uuid.UUID(int=950 + number), channel=Channel.KIOSK, day=last)
    tallies.count_all(period)
    periods.publish(period, actor=SYSTEM)
