"""The survey on a phone: nine of nine, once for each service, and without a trace to the person."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from foundation.journal.models import Entry
from foundation.messaging.models import InboxItem
from surveys import offers
from surveys.actions import alarms, sheets, tallies
from surveys.models import Alarm, Offered, OfferTally, Period, ServiceAsked, Sheet, SpentToken, Suggestion
from surveys.queries.figures import figures
from surveys.terms import AlarmKind, Unsur
from tests.people import Town
from tests.surveys.conftest import ANSWERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(period: Period, service: ServiceAsked) -> str:
    return path_of("application:7", service)


def path_of(subject: str, service: ServiceAsked) -> str:
    link, _first = offers.offer(service, subject=subject)
    return "/" + link.split("/", 3)[3]


def sent(**more: str) -> dict[str, str]:
    return {**ANSWERS, "submission": str(uuid.uuid4()), **more}


def test_nine_answers_are_kept_with_a_day_and_nothing_that_leads_back(client: Client, path: str, people: Town) -> None:
    client.force_login(people.budi)
    answer = client.post(path, sent(sex="L", suggestion="Tambah kursi di ruang tunggu"))
    assert (answer.status_code, answer["Location"]) == (302, "/survei/terima-kasih/")
    sheet = Sheet.objects.get()
    kept = {
        field.name: field.value_from_object(sheet) for field in Sheet._meta.get_fields() if hasattr(field, "column")
    }
    assert set(kept) == {
        "id", "period", "service", "channel", "day", *Unsur.values, "extra", "sex", "age", "education", "occupation",
        "shift", "is_held",
    }  # fmt: skip
    assert kept["day"] == timezone.localdate()
    assert Suggestion.objects.get().unsur == "sarana"
    assert not Entry.objects.filter(kind__startswith="survey.sheet").exists()
    token = path.split("/")[2]
    stored = [*SpentToken.objects.values_list("pk", flat=True), *Offered.objects.values_list("pk", flat=True)]
    assert all(re.fullmatch("[0-9a-f]{64}", mark) and token not in mark for mark in stored)
    assert len(stored) == len(set(stored)) == 2


def test_an_answer_left_out_is_422_and_what_was_filled_in_stays(client: Client, path: str) -> None:
    given = sent(suggestion="Parkirnya sempit")
    del given["q_waktu"]
    answer = client.post(path, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih satu jawaban untuk pertanyaan 3." in page
    assert page.count("checked") == 8
    assert "Parkirnya sempit" in page
    assert Sheet.objects.count() == SpentToken.objects.count() == 0


@pytest.mark.parametrize("score", ["0", "5", "x", ""])
def test_only_one_to_four_are_answers(client: Client, path: str, score: str) -> None:
    assert client.post(path, sent(q_biaya=score)).status_code == 422
    assert not Sheet.objects.exists()


def test_the_same_token_twice_is_one_answer(client: Client, path: str) -> None:
    first = sent()
    assert client.post(path, first).status_code == 302
    assert client.post(path, first).status_code == 302, "the same sending again"
    again = client.post(path, sent())
    assert again.status_code == 409
    assert "Satu layanan, satu jawaban." in again.content.decode()
    assert "Survei sudah diisi" in client.get(path).content.decode()
    assert Sheet.objects.count() == 1


def test_a_link_asked_for_later_is_the_same_token(client: Client, path: str, service: ServiceAsked) -> None:
    client.post(path, sent())
    yesterday = offers.link(service, subject="application:7", day=timezone.localdate() - timedelta(days=1))
    assert client.post("/" + yesterday.split("/", 3)[3], sent()).status_code == 409
    assert OfferTally.objects.get().count == 1
    offers.offer(service, subject="application:7")
    assert OfferTally.objects.get().count == 1


@pytest.mark.parametrize("token", ["palsu", "A" * 32, "%C3%A9" * 8, "AAAA====", "-" * 32])
def test_a_token_that_this_house_did_not_make_opens_nothing(client: Client, period: Period, token: str) -> None:
    assert client.get(f"/survei/{token}/").status_code == 404


def test_a_changed_token_opens_nothing(client: Client, path: str) -> None:
    token = path.split("/")[2]
    for place in range(0, 32, 3):
        other = "B" if token[place] != "B" else "C"
        assert client.get(f"/survei/{token[:place]}{other}{token[place + 1 :]}/").status_code == 404


def test_an_old_link_says_so(client: Client, period: Period, service: ServiceAsked) -> None:
    old = offers.link(service, subject="application:9", day=timezone.localdate() - timedelta(days=61))
    answer = client.get("/" + old.split("/", 3)[3])
    assert answer.status_code == 410
    assert "sudah tidak berlaku" in answer.content.decode()


def test_without_a_period_nothing_is_asked(client: Client, path: str) -> None:
    Period.objects.update(
        starts_on=timezone.localdate() - timedelta(days=9), ends_on=timezone.localdate() - timedelta(days=2)
    )
    assert client.get(path).status_code == 410


def test_somebody_who_paid_raises_an_alarm_that_names_nobody(
    client: Client, path: str, people: Town, django_capture_on_commit_callbacks: object
) -> None:
    answer = client.post(path, sent(q_biaya="2"))
    assert "bayar=1" in answer["Location"]
    assert "Laporkan pungutan" in client.get(answer["Location"]).content.decode()
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.count, alarm.day) == ("fee", 1, timezone.localdate())
    told = InboxItem.objects.filter(template="survey_alarm")
    assert set(told.values_list("user__role", flat=True)) == {"complaints", "head"}
    assert str(Sheet.objects.get().pk) not in str(list(told.values()))
    with pytest.raises(alarms.Refused):
        alarms.close(alarm, note=" ", count_them=False, actor=people.actor("aduan"))
    alarms.close(
        alarm, note="Calo di luar kantor; papan gratis dipasang.", count_them=False, actor=people.actor("aduan")
    )
    with pytest.raises(alarms.Refused):
        alarms.close(alarm, note="lagi", count_them=False, actor=people.actor("aduan"))


def test_gratis_raises_no_alarm(client: Client, path: str) -> None:
    client.post(path, sent())
    assert not Alarm.objects.exists()


def test_a_burst_from_one_device_is_held_until_an_officer_has_looked(
    client: Client, period: Period, service: ServiceAsked, people: Town
) -> None:
    for number in range(13):
        assert client.post(path_of(f"application:{number}", service), sent()).status_code == 302
    tallies.count_all(period)
    period.refresh_from_db()
    assert (Sheet.objects.filter(is_held=True).count(), figures([period]).count) == (3, 10)
    alarm = Alarm.objects.get(kind=AlarmKind.BURST)
    assert alarm.count == 3
    alarms.close(alarm, note="Satu rombongan memakai ponsel yang sama.", count_them=True, actor=people.actor("aduan"))
    tallies.count_all(period)
    period.refresh_from_db()
    assert figures([period]).count == 13


def test_a_day_outside_belief_is_today(period: Period) -> None:
    now = timezone.now()
    assert sheets.day_of(now + timedelta(days=3)) == timezone.localdate()
    assert sheets.day_of(now - timedelta(days=400)) == timezone.localdate()
    assert sheets.day_of(now - timedelta(days=1)) == timezone.localdate() - timedelta(days=1)
