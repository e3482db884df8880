"""The officers' pages: who may do what, and that each form keeps what was typed when it is refused."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from foundation.journal.models import Entry
from surveys.actions import alarms, tallies
from surveys.models import Alarm, FollowUp, Period, Questionnaire, ServiceAsked, Sheet
from surveys.terms import AlarmKind
from tests.people import Town
from tests.surveys.conftest import ANSWERS, Fill
from tests.surveys.test_index import FOUR_PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client, people: Town) -> Client:
    client.force_login(people.aduan)
    return client


def test_a_period_is_made_and_an_overlapping_one_refused_with_what_was_typed(
    manager: Client, questionnaire: Questionnaire
) -> None:
    days = {"name": "Triwulan I 2027", "starts_on": "2027-01-01", "ends_on": "2027-03-31"}
    given = {**days, "questionnaire": questionnaire.pk}
    assert manager.post("/kelola/survei/periode/baru/", given).status_code == 302
    again = manager.post("/kelola/survei/periode/baru/", {**given, "name": "Yang bertumpuk"})
    assert again.status_code == 422
    assert "Bertumpuk dengan periode Triwulan I 2027" in again.content.decode()
    assert "Yang bertumpuk" in again.content.decode()
    backwards = {**given, "starts_on": "2027-09-02", "ends_on": "2027-09-01"}
    assert "setelah tanggal mulai" in manager.post("/kelola/survei/periode/baru/", backwards).content.decode()
    assert Period.objects.count() == 1
    assert Entry.objects.filter(kind="survey.period_opened").count() == 1


def test_users_plans_dates_and_publication_have_their_own_forms(
    manager: Client, period: Period, service: ServiceAsked, fill: Fill
) -> None:
    for _ in range(5):
        fill(FOUR_PEOPLE[0])
    tallies.count_all(period)
    path = f"/kelola/survei/periode/{period.pk}/"
    assert manager.post(path, {"tindakan": "pengguna", f"n_{service.pk}": "120"}).status_code == 302
    assert manager.post(path, {"tindakan": "pengguna", f"n_{service.pk}": "-3"}).status_code == 422
    assert period.users.get().count == 120
    assert manager.post(path, {"tindakan": "rencana", "unsur": "waktu", "plan": "Loket kedua"}).status_code == 302
    assert FollowUp.objects.get().plan == "Loket kedua"
    assert manager.post(path, {"tindakan": "rencana", "unsur": "waktu", "plan": ""}).status_code == 302
    assert not FollowUp.objects.exists()
    refused = manager.post(path, {"tindakan": "umumkan"})
    assert (refused.status_code, "masih berjalan" in refused.content.decode()) == (409, True)
    assert manager.post(path, {"tindakan": "entah"}).status_code == 409
    late = {"tindakan": "periode", "name": "X", "starts_on": "2020-01-01", "ends_on": "2020-02-01"}
    assert manager.post(path, late).status_code == 422


def test_a_finished_period_is_published_once(manager: Client, period: Period) -> None:
    Period.objects.update(
        starts_on=timezone.localdate() - timedelta(days=90), ends_on=timezone.localdate() - timedelta(1)
    )
    path = f"/kelola/survei/periode/{period.pk}/"
    for _ in range(2):
        assert manager.post(path, {"tindakan": "umumkan"}).status_code == 302
    assert Entry.objects.filter(kind="survey.published").count() == 1


def test_a_published_period_keeps_its_days_and_may_be_renamed(manager: Client, period: Period) -> None:
    today = timezone.localdate()
    ended = today - timedelta(days=1)
    Period.objects.update(ends_on=ended, published_at=timezone.now())
    began = Period.objects.get().starts_on
    path = f"/kelola/survei/periode/{period.pk}/"
    given = {"tindakan": "periode", "name": "Semester I", "starts_on": began.isoformat()}
    again = manager.post(path, {**given, "ends_on": (today + timedelta(days=9)).isoformat()})
    assert again.status_code == 422
    assert "sudah diumumkan" in again.content.decode()
    assert manager.post(path, {**given, "ends_on": ended.isoformat()}).status_code == 302
    assert (Period.objects.get().ends_on, Period.objects.get().name) == (ended, "Semester I")


def test_the_head_plans_but_does_not_change_a_period(client: Client, people: Town, period: Period) -> None:
    client.force_login(people.kadis)
    path = f"/kelola/survei/periode/{period.pk}/"
    assert client.post(path, {"tindakan": "rencana", "unsur": "waktu", "plan": "Loket kedua"}).status_code == 302
    changed = {"tindakan": "periode", "name": "Lain", "starts_on": period.starts_on, "ends_on": period.ends_on}
    assert client.post(path, changed).status_code == 409
    assert Period.objects.get().name == "Semester II 2026"


def test_the_office_makes_a_version_of_its_own(manager: Client, questionnaire: Questionnaire) -> None:
    extra = "Dari mana Anda tahu layanan ini? | Teman | Situs | Papan"
    assert manager.post("/kelola/survei/kuesioner/", {"order": "yes", "extra": extra}).status_code == 302
    made = Questionnaire.objects.get(version=2)
    assert [q.unsur for q in made.questions.all()][-3:] == ["sarana", "pengaduan", ""]
    same = manager.post("/kelola/survei/kuesioner/", {"order": "yes", "extra": extra})
    assert (same.status_code, "isi yang sama" in same.content.decode()) == (422, True)
    bad = manager.post("/kelola/survei/kuesioner/", {"order": "no", "extra": "Pertanyaan tanpa jawaban"})
    assert (bad.status_code, "Pertanyaan tanpa jawaban" in bad.content.decode()) == (422, True)
    many = "\n".join(f"Tanya {n} | a | b" for n in range(6))
    assert manager.post("/kelola/survei/kuesioner/", {"order": "no", "extra": many}).status_code == 422


def test_extra_questions_are_asked_and_shown_but_never_weighed(
    client: Client, people: Town, questionnaire: Questionnaire
) -> None:
    client.force_login(people.aduan)
    client.post("/kelola/survei/kuesioner/", {"order": "no", "extra": "Tahu dari mana? | Teman | Situs"})
    made, today = Questionnaire.objects.get(version=2), timezone.localdate()
    days = {"name": "Uji", "starts_on": today.isoformat(), "ends_on": (today + timedelta(days=9)).isoformat()}
    client.post("/kelola/survei/periode/baru/", {**days, "questionnaire": made.pk})
    slug = made.questions.get(unsur="").slug
    service = ServiceAsked.objects.get(slug="informasi")
    for number in range(6):
        given = {**ANSWERS, f"q_{slug}": "2" if number else "", "submission": str(uuid.uuid4())}
        paper = {**given, "service": service.pk, "day": today.isoformat()}
        assert client.post("/kelola/survei/lembar/", paper).status_code == 302
    tallies.count_all(Period.objects.get())
    Period.objects.update(published_at=timezone.now())
    page = client.get("/survei/").content.decode()
    assert "Tahu dari mana?" in page
    assert "U10" not in page
    assert sorted(len(sheet.extra) for sheet in Sheet.objects.all()) == [0, 1, 1, 1, 1, 1]


def test_paper_is_typed_without_a_trace_to_the_sheet(
    client: Client, people: Town, period: Period, service: ServiceAsked
) -> None:
    client.force_login(people.wulan)
    key = str(uuid.uuid4())
    given = {**ANSWERS, "service": service.pk, "day": timezone.localdate().isoformat(), "submission": key}
    for _ in range(2):
        assert client.post("/kelola/survei/lembar/", given).status_code == 302
    entry = Entry.objects.get(kind="survey.paper_entered")
    assert key not in f"{entry.subject}{entry.data}{entry.note}"
    assert Sheet.objects.get().channel == "paper"
    outside = client.post("/kelola/survei/lembar/", {**given, "submission": str(uuid.uuid4()), "day": "2001-01-01"})
    assert (outside.status_code, "Tidak ada periode" in outside.content.decode()) == (422, True)


def test_an_alarm_is_closed_with_a_finding(manager: Client, period: Period, fill: Fill) -> None:
    alarms.raise_one(AlarmKind.FEE, fill(FOUR_PEOPLE[0]))
    alarm = Alarm.objects.get()
    path = f"/kelola/survei/peringatan/{alarm.pk}/"
    assert "Ada yang menulis membayar" in manager.get("/kelola/survei/").content.decode()
    assert manager.post(path, {"note": ""}).status_code == 422
    assert manager.post(path, {"note": "Diperiksa bersama inspektorat."}).status_code == 302
    assert manager.get(path).status_code == 404, "closed alarms are not asked again"


def test_without_any_period_the_pages_say_what_to_do(client: Client, people: Town, db: None) -> None:
    client.force_login(people.aduan)
    for path in ("/kelola/survei/", "/kelola/survei/lembar/", "/laporan/skm/"):
        assert "Belum ada periode survei" in client.get(path).content.decode(), path
    assert "Belum ada hasil" in client.get("/survei/").content.decode()
    assert client.get("/survei/papan/").status_code == 404
