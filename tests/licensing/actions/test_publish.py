"""Documents: planned with the fact, frozen, drawn once, superseded but kept; duties after issue."""

import hashlib
from datetime import date
from typing import Any

import pytest
import time_machine

from foundation.files import store
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from foundation.pulse.due import Never
from foundation.pulse.models import DueTask
from licensing.actions import duties, nib, publish, register, submit
from licensing.background import printing_press, tasks
from licensing.documents import drawing
from licensing.documents.shapes import checked
from licensing.models import Application, Document
from licensing.terms import CertificateStatus, DocumentKind, DocumentStatus, Risk, Status
from tests.factories.drafts import answers, draft_of, offered
from tests.factories.files import show_everything
from tests.licensing.actions.test_outcomes import news
from tests.licensing.documents.reading import whole
from tests.people import Town

pytestmark = pytest.mark.django_db


def filed(people: Town, risk: Risk = Risk.MEDIUM_HIGH) -> Application:
    """A file with its NIB."""
    scope = offered("85571", "Pelatihan Kerja Teknik Swasta", risk, agency=people.naker)
    actor = people.actor("budi")
    return nib.receive(register.register(draft_of(actor, answers(scope)), actor=actor), news())


def task_of(document: Document) -> DueTask:
    return DueTask.objects.get(kind="document.draw", subject=document.subject)


def test_every_portrait_has_its_shape_and_can_be_drawn(people: Town) -> None:
    file = filed(people, Risk.HIGH)
    show_everything(file)
    submit.submit(file, actor=people.actor("budi"))
    publish.after_issue(file)
    publish.plan(file, DocumentKind.SERTIFIKAT_STANDAR, number="SS-1", certificate_status=CertificateStatus.VERIFIED)
    drawn = {row.kind: row for row in file.documents.all()}
    later = {DocumentKind.REFERRAL, DocumentKind.REFUSAL_LETTER, DocumentKind.TECHNICAL_LETTER}
    assert set(drawn) == set(DocumentKind) - later
    for kind, row in drawn.items():
        checked(kind, row.snapshot)
        data = drawing.draw(kind, row.snapshot, mode="simulasi")
        assert data.startswith(b"%PDF-"), kind
        assert row.is_simulation
        assert row.code not in {other.code for name, other in drawn.items() if name != kind}


def test_a_document_is_drawn_once_from_what_was_frozen(people: Town) -> None:
    file = filed(people)
    document = file.documents.get(kind="nib")
    assert file.holder is not None
    file.holder.name = "Nama Baru"
    file.holder.save()
    printing_press.draw_document(task_of(document))
    document.refresh_from_db()
    assert document.status == DocumentStatus.VALID
    assert document.file is not None
    with store.open_original(document.file) as opened:
        data = opened.read()
    assert hashlib.sha256(data).hexdigest() == document.sha256 == document.file.sha256
    assert "Budi Santoso" in whole(data)
    assert "Nama Baru" not in whole(data)
    first = document.file
    printing_press.draw_document(task_of(document))
    document.refresh_from_db()
    assert document.file == first
    assert book.of(file.subject).filter(kind="document.published").count() == 1


def test_a_superseded_document_is_drawn_too_and_stays_superseded(people: Town) -> None:
    file = filed(people)
    old = file.documents.get(kind="nib")
    publish.after_nib(file)
    printing_press.draw_document(task_of(old))
    old.refresh_from_db()
    assert (old.status, old.file is not None) == (DocumentStatus.SUPERSEDED, True)
    newer = file.documents.exclude(pk=old.pk).get(kind="nib")
    assert (newer.replaces, newer.status, newer.revision) == (old, DocumentStatus.PREPARING, 1)


def test_work_on_a_document_that_is_gone_asks_for_a_person() -> None:
    with pytest.raises(Never, match="tidak ada"):
        printing_press.draw_document(DueTask(kind="document.draw", subject="document:999999"))


def test_with_a_real_oss_only_the_receipt_is_ours(people: Town, settings: Any) -> None:
    settings.OSS_MODE = "oss"
    file = filed(people)
    assert not file.documents.exists()
    publish.after_issue(file)
    assert not file.documents.exists()
    publish.receipt(file)
    paper = file.documents.get()
    assert (paper.kind, paper.is_simulation) == (DocumentKind.RECEIPT, False)


# -- Duties ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 23), 6, date(2027, 5, 23)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
    ],
)
def test_months_later_stays_in_the_month(day: date, months: int, later: date) -> None:
    assert duties.months_later(day, months) == later


@pytest.mark.parametrize(
    ("day", "begun", "later"),
    [
        (date(2027, 2, 28), date(2026, 8, 31), date(2027, 8, 31)),
        (date(2028, 2, 29), date(2027, 8, 30), date(2028, 8, 30)),
        (date(2027, 2, 28), date(2026, 8, 28), date(2027, 8, 28)),
        (date(2027, 2, 27), date(2026, 8, 31), date(2027, 8, 27)),  # moved by hand: it counts from there
    ],
)
def test_after_a_shorter_month_the_day_of_the_issue_comes_back(day: date, begun: date, later: date) -> None:
    assert duties.months_later(day, 6, begun=begun) == later


def test_a_duty_of_the_thirty_first_is_due_on_the_thirty_first_again(people: Town) -> None:
    with time_machine.travel("2026-08-31 00:30 +0700", tick=False):  # the 30th in UTC
        file = filed(people, Risk.LOW)
    assert file.duties.get().due_on == date(2027, 2, 28)
    with time_machine.travel("2027-03-01 07:00 +0700", tick=False):
        tasks.watch_duties()
    assert file.duties.get().due_on == date(2027, 8, 31)
    with time_machine.travel("2027-03-02 07:00 +0700", tick=False):
        duties.finish(file, file.duties.get().pk, actor=people.actor("budi"))
    assert file.duties.get().due_on == date(2028, 2, 29)


@time_machine.travel("2026-11-23 10:00 +0700", tick=False)
def test_duties_begin_once_and_move_on_when_they_are_done(people: Town) -> None:
    file = filed(people)
    duties.begin(file)
    duties.begin(file)
    duty = file.duties.get()
    assert (duty.text, duty.due_on, duty.period_months) == ("Laporan tiap 6 bulan", date(2027, 5, 23), 6)
    duties.finish(file, duty.pk, actor=people.actor("budi"))
    duty.refresh_from_db()
    assert (duty.due_on, duty.done_at) == (date(2027, 11, 23), None)
    duties.finish(file, 999_999, actor=people.actor("budi"))
    assert book.of(file.subject).filter(kind="application.duty_done").count() == 1


def test_a_duty_is_remembered_two_weeks_before_and_once(people: Town) -> None:
    with time_machine.travel("2026-11-23 10:00 +0700", tick=False):
        file = filed(people)
        duties.begin(file)
    for day, letters in (("2027-05-08", 0), ("2027-05-09", 2), ("2027-05-10", 2)):
        with time_machine.travel(f"{day} 07:00 +0700", tick=False):
            tasks.watch_duties()
        assert OutboxMessage.objects.filter(kind="obligation_due").count() == letters, day
    with time_machine.travel("2027-05-24 07:00 +0700", tick=False):
        tasks.watch_duties()
    assert file.duties.get().due_on == date(2027, 11, 23), "the next period begins by itself"


def test_the_receipt_of_each_submission_is_kept(people: Town) -> None:
    file = filed(people)
    show_everything(file)
    submit.submit(file, actor=people.actor("budi"))
    Application.objects.filter(pk=file.pk).update(status=Status.INCOMPLETE)
    file.refresh_from_db()
    submit.submit(file, actor=people.actor("budi"))
    states = [row.status for row in file.documents.filter(kind="receipt").order_by("id")]
    assert states == [DocumentStatus.SUPERSEDED, DocumentStatus.PREPARING]
