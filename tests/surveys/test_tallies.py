"""Figures are counted by day and added up; counting again writes the same rows; pages count nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actors import SYSTEM
from foundation.pulse.models import DueTask
from surveys.actions import periods, questionnaires, tallies
from surveys.models import DayTally, Period, PeriodTally, Questionnaire, ServiceAsked
from surveys.queries.board import board
from surveys.queries.figures import figures
from surveys.terms import Channel
from tests.surveys.conftest import Fill
from tests.surveys.test_index import FOUR_PEOPLE, THREE_PEOPLE

pytestmark = pytest.mark.django_db


def rows(model: type[DayTally] | type[PeriodTally]) -> set[tuple[object, ...]]:
    return set(model.objects.values_list("service_id", "channel", "question", "value", "count"))


def test_the_vectors_come_out_of_the_database_as_out_of_the_rules(period: Period, fill: Fill) -> None:
    for answers in FOUR_PEOPLE:
        fill(answers)
    tallies.count_all(period)
    total = figures([period]).total
    assert total is not None
    assert (total.ikm, total.grade, total.count) == (Decimal("81.25"), "B", 4)


def test_counting_days_twice_or_all_at_once_writes_the_same_rows(period: Period, fill: Fill) -> None:
    today = timezone.localdate()
    for back, answers in enumerate([*FOUR_PEOPLE, *THREE_PEOPLE]):
        fill(answers, day=today - timedelta(days=back % 3), traits={"sex": "P", "age": "20-29"})
    for back in (0, 1, 2, 0):
        tallies.count_day(period, today - timedelta(days=back))
    by_days = rows(DayTally), rows(PeriodTally)
    tallies.count_all(period)
    assert (rows(DayTally), rows(PeriodTally)) == by_days
    assert ("sex", "P", 7) in {row[2:] for row in by_days[1]}


def test_a_sheet_owes_its_day_a_count_and_the_worker_pays_it(period: Period, fill: Fill) -> None:
    fill(FOUR_PEOPLE[0])
    task = DueTask.objects.get(kind=tallies.TALLY)
    assert PeriodTally.objects.count() == 0
    tallies.count_due(task)
    assert figures([Period.objects.get()]).count == 1


def test_parts_by_service_and_channel_add_up(period: Period, fill: Fill) -> None:
    other = ServiceAsked.objects.get(slug="perizinan-lain")
    for answers in FOUR_PEOPLE:
        fill(answers, channel=Channel.KIOSK)
    for answers in THREE_PEOPLE:
        fill(answers, service=other, channel=Channel.PAPER)
    tallies.count_all(period)
    found = figures([period])
    assert {pk: index.ikm for pk, index in found.by_service.items()}[other.pk] == Decimal("88.89")
    assert {name: index.count for name, index in found.by_channel.items()} == {"kiosk": 4, "paper": 3}
    assert figures([period], service=other.pk).count == 3
    assert figures([period], channel="kiosk").count == 4


def test_a_page_reads_few_rows_however_many_sheets_there_are(period: Period, fill: Fill) -> None:
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
    tallies.count_all(period)
    period.refresh_from_db()
    board(period)
    with CaptureQueriesContext(connection) as asked:
        board(period)
    assert "surveys_sheet" not in str([query["sql"] for query in asked])
    assert "tally" not in "".join(q["sql"] for q in asked if "offertally" not in q["sql"]), "kept, not added up again"


def test_the_public_sees_nothing_of_fewer_than_five_and_the_office_does(period: Period, fill: Fill) -> None:
    for answers in FOUR_PEOPLE:
        fill(answers, traits={"sex": "L"})
    tallies.count_all(period)
    period.refresh_from_db()
    assert not board(period).is_open
    assert board(period, is_public=False).whole.ikm == Decimal("81.25")
    fill(FOUR_PEOPLE[0], traits={"sex": "P"})
    tallies.count_all(period)
    period.refresh_from_db()
    told = dict(board(period).traits)
    assert board(period).is_open
    assert {count for cells in told.values() for _label, count in cells} <= {None, 0, 5}


def test_a_small_service_is_closed_and_so_is_its_neighbour(period: Period, fill: Fill) -> None:
    other = ServiceAsked.objects.get(slug="perizinan-lain")
    third = ServiceAsked.objects.get(slug="layanan-umum")
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
        fill(FOUR_PEOPLE[1], service=third)
    fill(FOUR_PEOPLE[0], service=third)
    fill(FOUR_PEOPLE[1], service=other)
    tallies.count_all(period)
    period.refresh_from_db()
    assert {cell.label: cell.count for cell in board(period).services} == {
        "Informasi dan konsultasi": None, "Layanan lain di kantor": 7, "Perizinan berusaha lainnya": None,
    }  # fmt: skip
    assert not board(period, service=other).is_open


def test_too_few_answers_for_the_users_of_a_service_are_said_plainly(
    period: Period, fill: Fill, service: ServiceAsked
) -> None:
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
    periods.count_users(period, {service: 100}, actor=SYSTEM)
    tallies.count_all(period)
    period.refresh_from_db()
    whole = board(period).whole
    assert (whole.users, whole.wanted, whole.is_enough) == (100, 80, False)
    periods.count_users(period, {service: 6}, actor=SYSTEM)
    assert board(period).whole.is_enough


def test_a_questionnaire_is_loaded_once_and_frozen_by_its_first_answer(period: Period, fill: Fill) -> None:
    assert questionnaires.load(timezone.localdate()) == []
    fill(FOUR_PEOPLE[0])
    assert Questionnaire.objects.get().frozen_at is not None
    made = questionnaires.revise(
        Questionnaire.objects.get(), facilities_first=True, extra=[("Dari mana Anda tahu?", ["Teman", "Situs"])],
        actor=SYSTEM,
    )  # fmt: skip
    assert (made.version, made.questions.get(position=8).unsur, made.questions.get(position=9).unsur) == (
        2, "sarana", "pengaduan",
    )  # fmt: skip
    assert made.questions.get(position=10).unsur == ""
    assert Questionnaire.objects.get(version=1).questions.get(position=8).unsur == "pengaduan"
    assert questionnaires.load(timezone.localdate()) == []


def test_periods_do_not_overlap_and_days_with_answers_stay_inside(period: Period, fill: Fill) -> None:
    today = timezone.localdate()
    with pytest.raises(periods.Refused, match="Bertumpuk"):
        periods.open_period(
            name="Lain", starts_on=today, ends_on=today, questionnaire=period.questionnaire, actor=SYSTEM
        )
    fill(FOUR_PEOPLE[0])
    with pytest.raises(periods.Refused, match="di luar tanggal"):
        periods.change(
            period, name="X", starts_on=today + timedelta(days=1), ends_on=today + timedelta(days=2), actor=SYSTEM
        )
    with pytest.raises(periods.Refused, match="masih berjalan"):
        periods.publish(period, actor=SYSTEM)
