"""What OSS answers: the NIB and its changes, numbers, 57, decisions of others, refusals taken; and withdrawal."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.actors import SYSTEM
from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing.actions import attach, correct, nib, outcome, register, withdraw
from licensing.models import Application, Nib, Opinion, PelakuUsaha
from licensing.terms import CertificateStatus, DocumentStatus, NibStatus, Risk, Status, Verdict
from licensing.workflow import Refused
from tests.factories.drafts import answers, draft_of, offered
from tests.factories.files import business, stored
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
S = Status
NUMBER = "2211260000001"


def news(number: str = NUMBER, **changes: Any) -> nib.NibNews:
    facts: dict[str, Any] = {"number": number, "issued_on": date(2026, 11, 23), "id_izin": "", "oss_id": "O-1"}
    return nib.NibNews(**{**facts, **changes})


def waiting(people: Town, risk: Risk, code: str = "85571") -> Application:
    """A registered file that waits for its NIB."""
    scope = offered(code, "Kegiatan uji", risk, agency=people.naker)
    actor = people.actor("budi")
    return register.register(draft_of(actor, answers(scope)), actor=actor)


def papers(file: Application) -> dict[str, tuple[str, str]]:
    """Living documents: kind → (status, how far the certificate has come)."""
    living = file.documents.exclude(status=DocumentStatus.SUPERSEDED)
    return {row.kind: (row.status, row.certificate_status) for row in living}


PREPARING = DocumentStatus.PREPARING.value
STATEMENTS = {"sppl": (PREPARING, ""), "spatial": (PREPARING, "")}


@pytest.mark.parametrize(
    ("risk", "status", "certificate"),
    [
        (Risk.LOW, S.ISSUED, {}),
        (Risk.MEDIUM_LOW, S.ISSUED, {"sertifikat_standar": (PREPARING, CertificateStatus.DECLARED)}),
        (Risk.MEDIUM_HIGH, S.FULFILLING, {"sertifikat_standar": (PREPARING, CertificateStatus.UNVERIFIED)}),
        (Risk.HIGH, S.FULFILLING, {}),
    ],
)
def test_each_risk_leads_where_the_law_says(
    risk: Risk, status: Status, certificate: dict[str, Any], people: Town
) -> None:
    file = nib.receive(waiting(people, risk), news())
    assert (file.word, file.nib.number if file.nib else "") == (status, NUMBER)
    assert papers(file) == {"nib": (PREPARING, ""), **STATEMENTS, **certificate}
    assert file.duties.exists() == (status == S.ISSUED)
    assert file.holder is not None
    file.holder.refresh_from_db()
    assert (file.holder.oss_id, file.holder.identity_level) == ("O-1", PelakuUsaha.IdentityLevel.MATCHED)


def test_a_high_risk_ends_with_an_izin(people: Town) -> None:
    file = nib.receive(waiting(people, Risk.HIGH), news())
    Application.objects.filter(pk=file.pk).update(status=S.ISSUING)
    file.refresh_from_db()
    outcome.issued(file, number="IZIN-1")
    assert (file.word, file.permit_number) == (S.ISSUED, "IZIN-1")
    assert "izin" in papers(file)
    assert "sertifikat_standar" not in papers(file)


def test_a_second_activity_keeps_the_nib_as_a_change_and_supersedes_its_paper(people: Town) -> None:
    first = nib.receive(waiting(people, Risk.LOW, "96200"), news())
    second = nib.receive(waiting(people, Risk.LOW, "56101"), news(changed_on=date(2026, 11, 25)))
    row = Nib.objects.get()
    assert (row.change_count, row.changed_on, first.nib, second.nib) == (1, date(2026, 11, 25), row, row)
    paper = second.documents.get(kind="nib")
    assert (paper.snapshot["change_number"], paper.snapshot["changed_on"]) == (1, "2026-11-25")
    assert [line["kbli_code"] for line in paper.snapshot["activities"]] == ["96200", "56101"]
    old = first.documents.get(kind="nib")
    assert (old.status, old.snapshot["change_number"]) == (DocumentStatus.SUPERSEDED, 0)


def test_another_nib_than_ours_is_an_alarm_and_overwrites_nothing(people: Town) -> None:
    first = nib.receive(waiting(people, Risk.LOW, "96200"), news())
    second = waiting(people, Risk.LOW, "56101")
    with pytest.raises(nib.NibDiffers, match="berbeda"):
        nib.receive(second, news("2211260000002"))
    second.refresh_from_db()
    assert (second.word, Nib.objects.get().number) == (S.NIB_REQUESTED, NUMBER)
    assert first.nib is not None
    nib.alarm(second, "OSS menyebut NIB lain.")
    second.refresh_from_db()
    assert second.problem == "OSS menyebut NIB lain."
    assert book.of(second.subject).filter(kind="application.alarm").exists()


def test_a_nib_of_another_business_is_an_alarm(people: Town) -> None:
    Nib.objects.create(holder=business(people.rina), number=NUMBER, issued_on=date(2026, 1, 1))
    with pytest.raises(nib.NibDiffers, match="pelaku usaha lain"):
        nib.receive(waiting(people, Risk.LOW), news())


def test_after_a_revoked_nib_a_business_may_hold_a_new_one(people: Town) -> None:
    nib.receive(waiting(people, Risk.LOW, "96200"), news())
    Nib.objects.update(status=NibStatus.REVOKED)
    file = nib.receive(waiting(people, Risk.LOW, "56101"), news("2211260000002"))
    assert file.nib is not None
    assert (file.nib.number, file.nib.change_count) == ("2211260000002", 0)


def test_a_nib_that_nobody_waits_for_is_refused(people: Town) -> None:
    file = nib.receive(waiting(people, Risk.LOW), news())
    with pytest.raises(Refused):
        nib.receive(file, news())
    assert Nib.objects.get().change_count == 0, "a repeated push is not a change"


def test_when_oss_refuses_the_draft_comes_back_with_the_reason(people: Town) -> None:
    file = waiting(people, Risk.MEDIUM_HIGH)
    number = file.number
    nib.deny(file, "NIK tidak ditemukan")
    assert (file.word, file.problem, file.number) == (S.DRAFT, "NIK tidak ditemukan", number)
    register.register(file, actor=people.actor("budi"))
    assert (file.word, file.number, file.problem) == (S.NIB_REQUESTED, number, "")


def test_a_number_from_oss_issues_the_verified_certificate_and_begins_the_duties(people: Town) -> None:
    file = nib.receive(waiting(people, Risk.MEDIUM_HIGH), news())
    Application.objects.filter(pk=file.pk).update(status=S.ISSUING)
    file.requirements.update(verdict=Verdict.MEETS)
    file.refresh_from_db()
    outcome.issued(file, number="SS-1")
    certificate = file.documents.get(kind="sertifikat_standar", certificate_status=CertificateStatus.VERIFIED)
    assert (certificate.number, certificate.snapshot["status"], certificate.snapshot["by_expiry"]) == (
        "SS-1", "verified", False,
    )  # fmt: skip
    assert certificate.replaces is not None
    assert certificate.replaces.status == DocumentStatus.SUPERSEDED
    assert file.duties.get().period_months == 6
    with pytest.raises(Refused):
        outcome.issued(file, number="SS-2")


def test_57_stands_and_a_late_opinion_stays_on_record(people: Town) -> None:
    file = nib.receive(waiting(people, Risk.MEDIUM_HIGH), news())
    facts = {"status": S.REJECTED, "decided_by": people.sari, "decided_at": timezone.now()}
    Application.objects.filter(pk=file.pk).update(**facts)
    Opinion.objects.create(application=file, kind=Opinion.Kind.REJECT, given_by=people.sari)
    file.refresh_from_db()
    outcome.expired(file, number="SS-57", seen_on=date(2026, 12, 1))
    assert (file.word, file.permit_number) == (S.ISSUED_BY_EXPIRY, "SS-57")
    assert file.opinions.get().kind == Opinion.Kind.REJECT
    assert file.documents.get(certificate_status=CertificateStatus.VERIFIED).snapshot["by_expiry"] is True
    assert book.of(file.subject).get(kind="application.expire").data["first_seen_on"] == "2026-12-01"


def test_when_oss_refuses_to_issue_the_head_decides_again(people: Town) -> None:
    file = standing_at(S.ISSUING, people)
    outcome.not_issued(file, "Kolom tanda tangan kosong")
    assert (file.word, file.signed_by, file.problem) == (S.APPROVED, None, "Kolom tanda tangan kosong")
    assert file.decided_by == people.sari


def put(file: Application, number: int) -> None:
    """A new paper for one line."""
    line = file.requirements.get(number=number)
    attach.put(line, stored(file.subject, name=f"baru-{number}.pdf"), actor=SYSTEM)


def test_another_authority_asks_grants_or_refuses(people: Town) -> None:
    file = standing_at(S.ACCOMPANIED, people)
    file.requirements.update(is_open=False)
    outcome.asked_elsewhere(file, "Lengkapi SOP")
    assert (file.uploads_open, file.requirements.filter(is_open=True).count()) == (True, 2)
    with pytest.raises(Refused, match="Belum ada dokumen baru"):
        correct.correct(file, actor=people.actor("budi"))
    file.requirements.filter(number=1).update(verdict=Verdict.REPAIR)
    put(file, 2)
    with pytest.raises(Refused, match="1 dokumen belum diganti"):
        correct.correct(Application.objects.get(pk=file.pk), actor=people.actor("budi"))
    put(file, 1)
    file.refresh_from_db()
    correct.correct(file, actor=people.actor("budi"))
    assert (file.word, file.uploads_open, file.requirements.filter(is_open=True).count()) == (S.ACCOMPANIED, False, 0)
    with pytest.raises(Refused, match="Nomor dari OSS belum ada"):
        outcome.issued(file, number="")
    refused = standing_at(S.ACCOMPANIED, people, number="PB-2026-000002")
    outcome.refused_elsewhere(refused, "Ditolak menteri")
    assert (refused.word, refused.ground_note) == (S.REFUSED, "Ditolak menteri")
    assert outcome.issued(file, number="SS-9").word == S.ISSUED


def test_the_applicant_hears_of_a_refusal_once_when_oss_has_taken_it(people: Town) -> None:
    file = standing_at(S.REFUSED, people)
    assert not OutboxMessage.objects.filter(kind="refused").exists()
    outcome.refusal_taken(file)
    outcome.refusal_taken(file)
    assert OutboxMessage.objects.filter(kind="refused").count() == 2, "one e-mail, one WhatsApp"


def test_withdrawal_closes_the_file_and_oss_is_told_by_a_person(people: Town) -> None:
    file = standing_at(S.VERIFYING, people)
    withdraw.withdraw(file, actor=people.actor("budi"), note="Pindah kota")
    assert (file.word, file.closed_at is not None) == (S.WITHDRAWN, True)
    assert not OutboxMessage.objects.filter(channel="oss").exists()
    with pytest.raises(Refused):
        withdraw.withdraw(standing_at(S.ISSUING, people, number="PB-2"), actor=people.actor("budi"))
