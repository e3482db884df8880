"""/kelola/oss/: who may look, what it says, what it does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.journal import book
from foundation.outbox.models import Circuit, OutboxMessage
from foundation.outbox.post import post
from foundation.pulse.models import DueTask
from foundation.pulse.watch import health, metrics
from licensing.models import Application
from licensing.terms import Status
from oss_bridge import mirror
from oss_bridge.desk import acting, words
from oss_bridge.models import Comparison, Difference, InboxItem, SkipRequest
from oss_bridge.reconciling import differences
from tests.factories.files import application_in
from tests.oss_bridge.integration.bridge import Bridge
from tests.people import Town

DESK = "/kelola/oss/"
STAFF = ["sari", "hendra", "wulan", "ijah", "dedi", "auditor", "pengawas", "aduan", "budi"]


def visit(people: Town, name: str) -> Client:
    """Signed in, past the second factor."""
    client = Client()
    client.force_login(getattr(people, name))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session.save()
    return client


@pytest.fixture
def stuck(bridge: Bridge) -> OutboxMessage:
    """A message that OSS refused for good."""
    file = application_in(Status.COMPLETE, applicant=bridge.people.budi, agency=bridge.people.naker)
    payload = {"application": file.pk, "step": "approve", "to": "approved", "actor": {"user_id": None}}
    message = post("oss", subject=file.subject, kind="step.approve", payload=payload)
    OutboxMessage.objects.filter(pk=message.pk).update(
        state="dead", last_class="permanent", last_error="OSS menolak: nip tidak dikenal"
    )
    return message


@pytest.fixture
def parked(bridge: Bridge) -> InboxItem:
    return InboxItem.objects.create(
        method="receiveNIB",
        nib="2211260000001",
        sha256="a" * 64,
        body={},
        state="parked",
        problem="KBLI 78104 berbeda arti",
    )


@pytest.mark.parametrize("name", STAFF)
def test_others_are_kept_out(bridge: Bridge, name: str) -> None:
    assert visit(bridge.people, name).get(DESK).status_code == 403


def test_a_stranger_is_sent_to_sign_in(bridge: Bridge) -> None:
    assert Client().get(DESK).status_code == 302


@pytest.mark.parametrize("name", ["admin", "kadis"])
def test_admin_and_head_see_everything_that_waits(
    bridge: Bridge, stuck: OutboxMessage, parked: InboxItem, name: str
) -> None:
    file = Application.objects.get()
    mirror.differ(file, "OSS mencatat 50")
    now = timezone.now()
    Comparison.objects.create(scope="recent", started_at=now - timedelta(hours=2))
    Circuit.objects.create(channel="oss", state="open", failures=7, opened_at=now, probe_at=now)
    page = visit(bridge.people, name).get(DESK)
    text = page.content.decode()
    assert page.status_code == 200
    for said in (
        "Setujui secara teknis",
        "nip tidak dikenal",
        "78104",
        "OSS mencatat 50",
        "Terputus sejak",
        "7 kali",
        "menolaknya",
        f"/berkas-permohonan/{file.ref}/",
        "Terlambat",
    ):
        assert said in text, said
    assert reverse("oss_desk") in text  # the menu


def test_an_empty_desk_says_that_all_is_well(bridge: Bridge) -> None:
    text = visit(bridge.people, "admin").get(DESK).content.decode()
    assert "Semua kabar sudah sampai di OSS" in text
    assert "Tersambung" in text


def test_trying_again_needs_a_reason_and_is_journalled(bridge: Bridge, stuck: OutboxMessage) -> None:
    admin, url = visit(bridge.people, "admin"), f"{DESK}pesan/{stuck.pk}/"
    assert admin.post(url, {"act": "coba", "reason": " "}).status_code == 422
    assert admin.post(url, {"act": "coba", "reason": "NIP sudah didaftarkan"}).status_code == 302
    stuck.refresh_from_db()
    assert stuck.state == "pending"
    entry = book.of(stuck.subject).filter(kind="outbox.retried").get()
    assert (entry.name, entry.note) == ("Admin Kantor", "NIP sudah didaftarkan")
    again = admin.post(url, {"act": "coba", "reason": "sekali lagi"})
    assert (again.status_code, "butuh tindakan" in again.content.decode()) == (409, True)


def test_leaving_out_takes_two_officers(bridge: Bridge, stuck: OutboxMessage) -> None:
    url, wish = f"{DESK}pesan/{stuck.pk}/", {"act": "lewati", "reason": "dicatat manual di OSS"}
    assert visit(bridge.people, "admin").post(url, wish).status_code == 302
    stuck.refresh_from_db()
    assert (stuck.state, SkipRequest.objects.get().asked_by) == ("dead", bridge.people.admin)
    again = visit(bridge.people, "admin").post(url, wish)
    assert (again.status_code, "orang kedua" in again.content.decode()) == (409, True)
    assert visit(bridge.people, "kadis").post(url, wish).status_code == 302
    stuck.refresh_from_db()
    assert stuck.state == "skipped"
    kinds = list(book.of(stuck.subject).values_list("kind", flat=True))
    assert kinds == ["outbox.skip_asked", "outbox.skipped"]


def test_a_parked_push_is_tried_again_or_settled_with_a_reason(bridge: Bridge, parked: InboxItem) -> None:
    admin, url = visit(bridge.people, "admin"), f"{DESK}kiriman/{parked.pk}/"
    assert admin.post(url, {"act": "selesai", "reason": "dicatat di buku"}).status_code == 302
    parked.refresh_from_db()
    assert parked.state == "ignored"
    assert admin.post(url, {"act": "proses", "reason": "lagi"}).status_code == 409
    assert [entry.note for entry in book.of(f"inbox:{parked.pk}")] == ["dicatat di buku"]


def test_what_is_not_there_is_404_and_a_look_leads_back(bridge: Bridge, stuck: OutboxMessage) -> None:
    admin = visit(bridge.people, "admin")
    assert admin.get(f"{DESK}pesan/999999/").status_code == 404
    assert admin.get(f"{DESK}kiriman/999999/").status_code == 404
    assert admin.get(f"{DESK}pesan/{stuck.pk}/").status_code == 302
    assert admin.post(f"{DESK}pesan/{stuck.pk}/", {"act": "hapus", "reason": "x"}).status_code == 302


def test_the_desk_asks_the_same_number_of_questions_for_one_and_for_ten(
    bridge: Bridge, django_assert_max_num_queries: object
) -> None:
    file = application_in(Status.COMPLETE, applicant=bridge.people.budi, agency=bridge.people.naker)
    for _n in range(10):
        post("oss", subject=file.subject, kind="step.claim", payload={"application": file.pk})
    admin = visit(bridge.people, "admin")
    admin.get(DESK)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        admin.get(DESK)


def polled(message: OutboxMessage, code: str) -> None:
    """OSS was asked after the last attempt."""
    OutboxMessage.objects.filter(pk=message.pk).update(tried_at=timezone.now() - timedelta(minutes=1))
    mirror.saw(Application.objects.get(), code, "")


def test_a_new_reference_needs_a_look_at_oss_first(bridge: Bridge, stuck: OutboxMessage) -> None:
    admin, url = visit(bridge.people, "admin"), f"{DESK}pesan/{stuck.pk}/"
    Application.objects.update(id_izin="I-202611220900000000001")
    wish = {"act": "rujukan", "reason": "OSS belum mencatatnya"}
    refused = admin.post(url, wish)
    assert (refused.status_code, "Tanya OSS" in refused.content.decode()) == (409, True)
    assert admin.post(url, {"act": "tanya"}).status_code == 302
    assert DueTask.objects.filter(kind="oss.look", subject=stuck.subject, state="pending").exists()
    polled(stuck, "20")
    before = stuck.reference
    assert admin.post(url, wish).status_code == 302
    stuck.refresh_from_db()
    assert (stuck.state, stuck.reference == before) == ("pending", False)
    assert book.of(stuck.subject).filter(kind="outbox.superseded").get().note == "OSS belum mencatatnya"


@pytest.mark.parametrize(("kind", "code", "said"), [("issue", "50", "sudah menerbitkan"), ("request_nib", "", "sama")])
def test_what_oss_may_have_numbered_already_gets_no_new_reference(
    bridge: Bridge, stuck: OutboxMessage, kind: str, code: str, said: str
) -> None:
    OutboxMessage.objects.update(kind=f"step.{kind}")
    polled(stuck, code)
    answer = visit(bridge.people, "admin").post(
        f"{DESK}pesan/{stuck.pk}/", {"act": "rujukan", "reason": "minta nomor lagi"}
    )
    assert (answer.status_code, said in answer.content.decode()) == (409, True)
    stuck.refresh_from_db()
    assert stuck.state == "dead"


def test_what_was_sent_into_silence_rests_before_it_is_sent_again(bridge: Bridge, stuck: OutboxMessage) -> None:
    now = timezone.now()
    OutboxMessage.objects.update(last_class="unknown", tried_at=now)
    stuck.refresh_from_db()
    acting.retry(stuck, actor=bridge.people.actor("admin"), reason="coba")
    stuck.refresh_from_db()
    assert stuck.next_at >= now + timedelta(seconds=29)


def test_a_difference_is_settled_with_a_reason_and_stays_in_the_history(bridge: Bridge, stuck: OutboxMessage) -> None:
    file = Application.objects.get()
    mirror.differ(file, "OSS mencatat 50")
    one = Difference.objects.get()
    admin, url = visit(bridge.people, "admin"), f"{DESK}beda/{one.pk}/"
    assert admin.post(url, {"act": "selesai", "reason": ""}).status_code == 422
    assert admin.post(url, {"act": "selesai", "reason": "Sudah ditanyakan"}).status_code == 302
    assert admin.post(url, {"act": "selesai", "reason": "lagi"}).status_code == 409
    assert "OSS mencatat 50" not in admin.get(DESK).content.decode()
    past = admin.get(f"{DESK}perbedaan/").content.decode()
    for said in ("OSS mencatat 50", "Admin Kantor: Sudah ditanyakan", "Diselesaikan petugas"):
        assert said in past
    assert admin.post(url, {"act": "ulang", "reason": "x"}).status_code == 409


def test_stopped_work_begins_anew_with_a_reason(bridge: Bridge) -> None:
    task = DueTask.objects.create(kind="oss.fetch_file", subject="oss_file:1", state="dead", last_error="bukan PDF")
    admin = visit(bridge.people, "admin")
    assert "bukan PDF" in admin.get(DESK).content.decode()
    assert admin.post(f"{DESK}kerja/{task.pk}/", {"act": "coba", "reason": "sudah dibetulkan"}).status_code == 302
    task.refresh_from_db()
    assert task.state == "pending"
    assert admin.post(f"{DESK}kerja/{task.pk}/", {"act": "coba", "reason": "lagi"}).status_code == 409


@pytest.mark.parametrize("last", ["permanent", "poison", "transient", "unknown", "throttled", "auth", ""])
def test_every_outcome_has_plain_words(bridge: Bridge, stuck: OutboxMessage, last: str) -> None:
    stuck.last_class = last
    assert "Coba lagi" in words.dead(stuck).advice or "pengelola aplikasi" in words.dead(stuck).advice
    assert bool(words.waiting(stuck).happened) == (last in {"transient", "unknown", "throttled", "auth"})


def test_health_warns_of_differences_and_of_a_comparison_that_is_late(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "WARNINGS_KEPT_SECONDS", 0)
    assert not [name for name in health.warnings() if name.startswith("oss_")]
    differences.raised("permit:I-1", "missing_here", here="-", there="20", sentence="belum ada di sini")
    Comparison.objects.create(scope="all", started_at=timezone.now() - timedelta(hours=27))
    told = health.warnings()
    assert "1 perbedaan dengan OSS" in told["oss_differences"]
    assert "tiap malam" in told["oss_comparison"]
    Comparison.objects.create(scope="all", finished_at=timezone.now())
    assert "oss_comparison" not in health.warnings()
    numbers = metrics.text().decode()
    assert "satupintu_oss_differences 1.0" in numbers
    assert 'satupintu_oss_comparison_age_seconds{scope="all"}' in numbers
