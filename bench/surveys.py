"""The survey at a million sheets (nine million answers) of one year, on PostgreSQL. Prints JSON.

Run as ``python -m bench.surveys SHEETS`` in an office's environment: sheets and day tallies are laid by SQL, one
day is counted by the room's own action and must come out the same, the period is added up, and then measured are the
index of the year over all services on a fresh connection with an empty cache, the public page, and a report drawn
by the office's own worker.
"""

import json
import sys
import time
from datetime import date

import django
from django.core.cache import cache
from django.db import connection
from django.test import Client

from bench.marks import percentile

SERVICES, YEAR, TIMES, PATIENCE = 12, 2024, 5, 60.0

SHEETS = """
INSERT INTO surveys_sheet (id, period_id, service_id, channel, day, persyaratan, prosedur, waktu, biaya, produk,
  kompetensi, perilaku, pengaduan, sarana, extra, sex, age, education, occupation, shift, is_held)
SELECT gen_random_uuid(), %(period)s, (%(services)s)[1 + n %% %(many)s],
  (ARRAY['link','kiosk','paper'])[1 + n / 7 %% 3],
  %(start)s::date + (n %% 365), 2 + n %% 3, 3 + n / 3 %% 2, 2 + n / 5 %% 3, 4, 3 + n / 11 %% 2, 2 + n / 13 %% 3,
  3 + n / 17 %% 2, 1 + n / 19 %% 4, 2 + n / 23 %% 3, '{}', (ARRAY['L','P'])[1 + n / 29 %% 2],
  (ARRAY['20-29','30-39','40-49'])[1 + n / 31 %% 3], (ARRAY['SMA','S1'])[1 + n / 37 %% 2],
  (ARRAY['USAHA','SWASTA','PNS'])[1 + n / 41 %% 3], (ARRAY['pagi','siang'])[1 + n / 43 %% 2], false
FROM generate_series(1, %(sheets)s) AS n
"""
COUNT = """
INSERT INTO surveys_daytally (period_id, service_id, channel, question, value, count, day)
SELECT period_id, service_id, channel, asked.question, asked.value, count(*), day FROM surveys_sheet,
LATERAL (VALUES {columns}) AS asked (question, value) WHERE period_id = %s AND NOT is_held AND asked.value <> ''
GROUP BY period_id, service_id, channel, asked.question, asked.value, day
"""


def main(sheets: int) -> dict[str, float]:
    """Milliseconds of the index, of the page and of one day counted anew; seconds of the report."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - the rooms come after the settings

    settings.ALLOWED_HOSTS = ["testserver"]
    period = lay(sheets)
    found = {"sheets": float(sheets), "day": one_day(period), "index": cold_index(period), "page": cold_page(period)}
    return {**found, "report": report(period)}


def lay(sheets: int):
    """A year of sheets and its tallies."""
    from accounts.actors import SYSTEM  # noqa: PLC0415
    from surveys.actions import periods, tallies  # noqa: PLC0415
    from surveys.models import Questionnaire, ServiceAsked  # noqa: PLC0415
    from surveys.terms import TRAITS, Unsur  # noqa: PLC0415

    questionnaire = Questionnaire.objects.order_by("version").first()
    assert questionnaire is not None
    period = periods.open_period(
        name=f"Tahun {YEAR}", starts_on=date(YEAR, 1, 1), ends_on=date(YEAR, 12, 31), questionnaire=questionnaire,
        actor=SYSTEM,
    )  # fmt: skip
    services = [ServiceAsked.objects.create(slug=f"uji-{n}", name=f"Layanan uji {n}").pk for n in range(SERVICES)]
    facts = {"period": period.pk, "services": services, "many": SERVICES, "sheets": sheets, "start": period.starts_on}
    columns = ", ".join(f"('{name}', {name}::text)" for name in [*Unsur.values, *TRAITS])
    with connection.cursor() as cursor:
        cursor.execute(SHEETS, facts)
        cursor.execute(COUNT.format(columns=columns), [period.pk])
        cursor.execute("ANALYZE surveys_sheet, surveys_daytally")
    tallies.lock(period)
    tallies.add_up(period)
    periods.publish(period, actor=SYSTEM)
    period.refresh_from_db()
    return period


def one_day(period) -> float:
    """One day by the room's own action: the same rows, and how long that takes with the period added up again."""
    from surveys.actions import tallies  # noqa: PLC0415
    from surveys.models import DayTally, Period  # noqa: PLC0415

    rows = DayTally.objects.filter(period=period, day=period.starts_on).order_by(
        "service", "channel", "question", "value"
    )
    fields = ("service_id", "channel", "question", "value", "count")
    before = list(rows.values_list(*fields))
    this = Period.objects.filter(pk=period.pk)
    this.update(published_at=None)  # announced figures are not counted again
    began = time.perf_counter()
    tallies.count_day(period, period.starts_on)
    spent = time.perf_counter() - began
    this.update(published_at=period.published_at)
    if before != list(rows.values_list(*fields)) or not before:
        raise SystemExit("Counted by the action, the day is another one.")
    period.refresh_from_db()
    return spent * 1000


def cold_index(period) -> float:
    """The slowest of several: no cache, a new connection each time."""
    from surveys.queries.board import board  # noqa: PLC0415

    return slowest(lambda: board(period))


def cold_page(period) -> float:
    """The public page, likewise."""
    client = Client()

    def ask() -> None:
        answer = client.get(f"/survei/?periode={period.pk}")
        if answer.status_code != 200 or b"index-value" not in answer.content:
            raise SystemExit(f"The page answered {answer.status_code}")

    ask()
    return slowest(ask)


def slowest(work) -> float:
    """Milliseconds of the slowest of some cold runs."""
    spent = []
    for _ in range(TIMES):
        cache.clear()
        connection.close()
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return percentile(spent, 1.0)


def report(period) -> float:
    """From asking to a finished PDF, drawn by the worker of the office."""
    from accounts.actors import actor_of  # noqa: PLC0415
    from accounts.models import User  # noqa: PLC0415
    from surveys.actions import reports  # noqa: PLC0415

    began = time.perf_counter()
    asked = reports.ask(period, None, actor=actor_of(User.objects.get(email="kepala@contoh.id")))
    while time.perf_counter() - began < PATIENCE:
        asked.refresh_from_db()
        if asked.state == "ready":
            return time.perf_counter() - began
        time.sleep(0.1)
    raise SystemExit(f"The report is {asked.state} after {PATIENCE:.0f} s")


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
