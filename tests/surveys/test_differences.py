"""Nothing of fewer than five people follows from what is published: from one table, from two, from two days."""

import random
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.actors import SYSTEM
from foundation.files import store
from foundation.pulse.models import DueTask
from surveys import offers
from surveys.actions import alarms, periods, reports, tallies
from surveys.models import Alarm, Offered, OfferTally, Period, Report, ServiceAsked, Sheet, SpentToken
from surveys.queries.board import Cell, board, for_everybody
from surveys.refusals import NotAsked
from surveys.rules.closed_cells import FEWEST
from surveys.terms import TRAITS, Channel, Unsur
from tests.journeys.papers import words
from tests.people import Town
from tests.surveys.conftest import ANSWERS, Fill
from tests.surveys.test_index import FOUR_PEOPLE
from tests.surveys.test_kiosk import started

pytestmark = pytest.mark.django_db
SERVICES = ("informasi", "perizinan-lain", "layanan-umum")


def crowd(fill: Fill, seed: int) -> None:
    """Some dozens of people, unevenly spread over services, channels and traits."""
    dice = random.Random(seed)
    services = [ServiceAsked.objects.get(slug=slug) for slug in SERVICES]
    for service, most in zip(services, (30, 9, 3), strict=True):
        for _ in range(dice.randint(1, most)):
            traits = {name: dice.choice([*choices.values, ""]) for name, choices in TRAITS.items()}
            channel = dice.choices([Channel.KIOSK, Channel.PAPER, Channel.LINK], [8, 3, 1])[0]
            fill([dice.randint(2, 4) for _ in range(9)], service=service, channel=channel, traits=traits)


def ended(period: Period) -> Period:
    """The same period, over since yesterday."""
    today = timezone.localdate()
    Sheet.objects.update(day=today - timedelta(days=1))
    Period.objects.filter(pk=period.pk).update(ends_on=today - timedelta(days=1))
    period.refresh_from_db()
    tallies.count_all(period)
    period.refresh_from_db()
    return period


def tells_nothing(total: int | None, cells: list[int | None]) -> bool:
    """Can nobody work out a closed cell from the total and the open ones?"""
    shut = cells.count(None)
    hidden = (total or 0) - sum(count or 0 for count in cells)
    return all(count is None or count == 0 or count >= FEWEST for count in cells) and (
        (shut == 0 and hidden == 0) or (shut > 1 and hidden >= FEWEST)
    )


@pytest.mark.parametrize("seed", range(6))
def test_no_table_and_no_two_pages_tell_of_fewer_than_five(period: Period, fill: Fill, seed: int) -> None:
    crowd(fill, seed)
    periods.publish(ended(period), actor=SYSTEM)
    period.refresh_from_db()
    whole = for_everybody(period)
    assert whole.whole.count == Sheet.objects.count()
    tables = [parts(whole.services), parts(whole.channels), *([n for _l, n in cells] for _t, cells in whole.traits)]
    assert [table for table in tables if not tells_nothing(whole.whole.count, table)] == []
    open_ones = {cell.key for cell in whole.services if cell.count is not None}
    for service in ServiceAsked.objects.filter(slug__in=SERVICES):
        alone = for_everybody(period, service=service)
        assert alone.is_open == (str(service.pk) in open_ones), "a page of its own tells no more than the table"
        assert (alone.traits, alone.extras, alone.channels) == ([], [], []), "who answered for one service is not told"


def parts(cells: list[Cell]) -> list[int | None]:
    return [cell.count for cell in cells]


def test_the_public_reads_nothing_of_a_period_that_still_grows(client: Client, period: Period, fill: Fill) -> None:
    """Yesterday's figures of 20 people taken from today's of 21 would be one person's nine answers."""
    for _ in range(20):
        fill(FOUR_PEOPLE[0])
    tallies.count_all(period)
    period.refresh_from_db()
    ikm = str(board(period, is_public=False).whole.ikm).replace(".", ",")
    for path in ("/survei/", "/survei/papan/", f"/survei/?periode={period.pk}", "/survei/?layanan=informasi"):
        page = client.get(path).content.decode()
        assert ikm not in page, path
        assert "diumumkan sesudahnya" in page, path
    periods.publish(ended(period), actor=SYSTEM)
    assert ikm in client.get("/survei/").content.decode()


def test_what_the_worker_has_not_counted_yet_is_counted_before_figures_are_published(
    period: Period, fill: Fill
) -> None:
    """Else the figures grow by the last few when the worker comes round, and the growth tells their answers."""
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
    ended(period)
    yesterday = timezone.localdate() - timedelta(days=1)
    fill(FOUR_PEOPLE[1], day=yesterday)  # typed from paper after the period ended; the worker is busy or away
    periods.publish(period, actor=SYSTEM)
    period.refresh_from_db()
    said = for_everybody(period)
    tallies.count_day(period, yesterday)
    assert (said.whole.count, for_everybody(period).whole.count) == (7, 7)


def test_published_figures_never_grow(client: Client, period: Period, fill: Fill, people: Town) -> None:
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
    fill(FOUR_PEOPLE[1], is_held=True)
    yesterday = timezone.localdate() - timedelta(days=1)
    periods.publish(ended(period), actor=SYSTEM)
    period.refresh_from_db()
    with pytest.raises(NotAsked, match="sudah diumumkan"):
        fill(FOUR_PEOPLE[1], day=yesterday)
    client.force_login(people.aduan)
    service = ServiceAsked.objects.get(slug="informasi")
    paper = {**ANSWERS, "submission": str(uuid.uuid4()), "service": service.pk, "day": yesterday.isoformat()}
    assert "sudah diumumkan" in client.post("/kelola/survei/lembar/", paper).content.decode()
    told = {"service": service.pk, "day": yesterday.isoformat(), "order": "no"}
    recap = SimpleUploadedFile("r.csv", b"U1;U2;U3;U4;U5;U6;U7;U8;U9\n3;3;3;4;3;3;4;3;3\n")
    refused = client.post(f"/kelola/survei/periode/{period.pk}/impor/", {**told, "file": recap})
    assert (refused.status_code, "sudah diumumkan" in refused.content.decode()) == (422, True)
    alarm = Alarm.objects.create(kind="burst", day=yesterday, period=period, service=service, channel="kiosk", count=1)
    with pytest.raises(NotAsked):
        alarms.close(alarm, note="Satu keluarga.", count_them=True, actor=people.actor("aduan"))
    alarms.close(alarm, note="Tidak dihitung.", count_them=False, actor=people.actor("aduan"))
    tallies.count_all(period)
    assert for_everybody(period).whole.count == 6


def test_a_sheet_that_was_on_its_way_while_the_figures_were_announced_does_not_count(
    period: Period, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It saw the period open and is written a moment after; then worker and night come round to its day."""
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
    ended(period)
    yesterday = timezone.localdate() - timedelta(days=1)
    monkeypatch.setattr(periods, "must_be_open", lambda seen: periods.publish(Period.objects.get(), actor=SYSTEM))
    late = fill(FOUR_PEOPLE[1], day=yesterday)
    period.refresh_from_db()
    assert period.published_at
    assert for_everybody(period).whole.count == 6
    tallies.count_due(DueTask.objects.get(kind=tallies.TALLY, subject=f"{period.pk}:{yesterday.isoformat()}"))
    tallies.recount_yesterday()
    period.refresh_from_db()
    assert for_everybody(period).whole.count == 6
    assert Sheet.objects.filter(pk=late.pk).exists(), "kept, as the respondent was told"


def test_what_a_kiosk_sends_after_publication_counts_for_today(
    client: Client, period: Period, fill: Fill, people: Town
) -> None:
    for _ in range(6):
        fill(FOUR_PEOPLE[0])
    periods.publish(ended(period), actor=SYSTEM)
    today = timezone.localdate()
    following = periods.open_period(
        name="Sesudahnya", starts_on=today, ends_on=today + timedelta(days=9), questionnaire=period.questionnaire,
        actor=SYSTEM,
    )  # fmt: skip
    started(client, people)
    body = {"submission": str(uuid.uuid4()), "filled_at": (timezone.now() - timedelta(days=1)).isoformat()}
    answers = {**ANSWERS, "service": ServiceAsked.objects.get(slug="informasi").pk}
    sent = client.post("/kios/survei/kirim/", {**body, "answers": answers}, content_type="application/json")
    assert sent.status_code == 201, sent.content
    late = Sheet.objects.get(pk=body["submission"])
    assert (late.period, late.day) == (following, today)


def test_the_printed_report_closes_the_same_cells(period: Period, fill: Fill, people: Town) -> None:
    for _ in range(9):
        fill(FOUR_PEOPLE[0], traits={"sex": "L"})
    fill(FOUR_PEOPLE[1], traits={"sex": "P"}, service=ServiceAsked.objects.get(slug="perizinan-lain"))
    tallies.count_all(period)
    report = reports.ask(period, None, actor=people.actor("kadis"))
    reports.draw(report)
    report.refresh_from_db()
    text = " ".join(words(read(report)).split())
    assert "Laki-laki: ditutup; Perempuan: ditutup" in text
    assert "Perizinan berusaha lainnya ditutup" in text
    for part in ("IKM", "Metode", "1/9", "Rencana tindak lanjut tiga unsur terlemah", "U9", "10 responden"):
        assert part in text, part


def read(report: Report) -> bytes:
    assert report.file is not None
    with store.open_original(report.file) as file:
        return file.read()


def test_no_column_leads_from_an_answer_to_a_token_a_file_or_a_person() -> None:
    """A sheet, a used token and an offer share no key; none points at an application, a visit or an account."""
    allowed = {"surveys.Period", "surveys.ServiceAsked"}
    for model in (Sheet, SpentToken, Offered, OfferTally):
        targets = {f.related_model._meta.label for f in model._meta.get_fields() if f.is_relation and f.related_model}
        assert targets <= allowed, model
    assert [field.name for field in SpentToken._meta.fields] == ["hash"]
    assert [field.name for field in Offered._meta.fields] == ["mark"]
    kinds = {field.get_internal_type() for field in Sheet._meta.fields}
    assert "DateTimeField" not in kinds, "no hour that a letter's or a file's hour could be laid beside"


def test_neither_the_token_nor_the_file_says_which_answer_came(
    client: Client, period: Period, service: ServiceAsked
) -> None:
    """Two files answered: their tokens' hashes, the offers' marks and the sheets' keys have nothing in common."""
    for number in (1, 2):
        link, _first = offers.offer(service, subject=f"application:{number}")
        given = {**ANSWERS, "submission": str(uuid.uuid4())}
        assert client.post("/" + link.split("/", 3)[3], given).status_code == 302
    spent = set(SpentToken.objects.values_list("hash", flat=True))
    marks = set(Offered.objects.values_list("mark", flat=True))
    keys = {pk.hex for pk in Sheet.objects.values_list("pk", flat=True)}
    assert len(spent) == len(marks) == len(keys) == 2
    for one in spent:
        assert not any(one[:12] in other or other[:12] in one for other in marks | keys)
    kept = [{name: getattr(sheet, name) for name in Unsur.values} for sheet in Sheet.objects.all()]
    assert kept[0] == kept[1], "two who answered alike cannot be told apart by anything but a random key"
