"""Who hears of what: every event with all its recipients, once each (published steps 11 and 14)."""

import pytest

from accounts.models import User
from foundation.messaging.models import InboxItem
from foundation.outbox.models import OutboxMessage
from licensing import notices
from licensing.life.steps import RULES, Step
from licensing.models import Application
from licensing.terms import Status
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db

APPLICANT, PTSP, AGENCY = {"budi"}, {"dedi", "kadis"}, {"sari", "tono"}
BACK = {"dedi"}

#: Event → everybody who reads of it. OSS's codes as in the issue: 09, 42 and 44 → back office and agency;
#: 45, 50, 57, 90 and 93 → PTSP and applicant.
HEARS: dict[str, set[str]] = {
    "nib_issued": APPLICANT,
    "nib_denied": APPLICANT,
    "letter_signed": APPLICANT,
    "submitted": APPLICANT | BACK | AGENCY,  # 09
    "incomplete": APPLICANT,
    "complete": APPLICANT | AGENCY,
    "verifying": APPLICANT,
    "site_visit": APPLICANT,
    "correction": APPLICANT,
    "correction_reset": APPLICANT | {"kadis"},
    "resubmitted": APPLICANT | BACK | AGENCY,  # 42, 44
    "lapsed": APPLICANT | AGENCY,
    "sent_back": AGENCY,
    "approved": APPLICANT | PTSP,  # 45
    "rejected": APPLICANT | PTSP,  # 93
    "issued": APPLICANT | PTSP,  # 50
    "issued_by_expiry": APPLICANT | PTSP | {"pengawas"},  # 57 opens a supervision task
    "refused": APPLICANT | PTSP,  # 90
    "withdrawn": APPLICANT | PTSP,
    "accompanied_update": APPLICANT | BACK,
    "deadline_moved": APPLICANT,
    "reminder": APPLICANT,
}
OSS_CODES = {
    Step.SUBMIT: "submitted", Step.SUPPLY: "submitted", Step.CORRECT: "resubmitted",
    Step.CORRECT_AFRESH: "resubmitted", Step.APPROVE: "approved", Step.REJECT: "rejected",
    Step.CONFIRM_ISSUE: "issued", Step.GRANT_ELSEWHERE: "issued", Step.EXPIRE: "issued_by_expiry",
    Step.REFUSE_ELSEWHERE: "refused",
}  # fmt: skip


def readers() -> dict[str, int]:
    """Who found how many items in the inbox."""
    counted: dict[str, int] = {}
    for item in InboxItem.objects.select_related("user"):
        name = item.user.email.partition("@")[0]
        counted[name] = counted.get(name, 0) + 1
    return counted


def test_every_event_is_on_the_list() -> None:
    assert set(HEARS) == set(notices.NOTICES)


def test_the_table_of_steps_tells_these_events_and_90_waits_for_oss() -> None:
    assert {step: RULES[step].letter for step in OSS_CODES} == OSS_CODES
    assert RULES[Step.REFUSE].letter == "", "told when OSS has taken the 90 (outcome.refusal_taken)"


@pytest.mark.parametrize("event", sorted(HEARS))
def test_everybody_who_must_hear_of_an_event_hears_of_it_once(event: str, people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    notices.tell(file, event, key="k1", note="catatan")
    notices.tell(file, event, key="k1", note="catatan")
    assert readers() == dict.fromkeys(HEARS[event], 1)
    mails = [row.payload["to"] for row in OutboxMessage.objects.filter(endpoint="email")]
    assert sorted(mails) == sorted(f"{name}@contoh.id" for name in HEARS[event])


@pytest.mark.parametrize("event", sorted(HEARS))
def test_a_letter_names_the_file_and_no_personal_number(event: str, people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    notices.tell(file, event, key="k1", note="catatan")
    for row in OutboxMessage.objects.filter(channel="message"):
        text = f"{row.payload['title']} {row.payload['body']}"
        assert "PB-2026-000001" in text, (event, text)
        assert "1377015708900003" not in text
        assert "{{" not in text


def test_the_other_agency_never_hears_and_neither_does_who_left(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    User.objects.filter(pk=people.tono.pk).update(is_active=False)
    notices.tell(file, "submitted", key="k1")
    assert set(readers()) == {"budi", "dedi", "sari"}


def test_a_file_without_an_agency_is_told_to_the_back_office_alone(people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people, agency=None)
    notices.tell(file, "submitted", key="k1")
    assert set(readers()) == {"budi", "dedi"}


def test_an_unclaimed_business_is_told_at_the_contact_in_its_nib_data(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    Application.objects.filter(pk=file.pk).update(applicant=None)
    file.refresh_from_db()
    notices.tell(file, "correction", key="k1")
    assert readers() == {}
    assert {row.payload["to"] for row in OutboxMessage.objects.all()} == {"budi@contoh.id", "+6281200000001"}


def test_every_letter_leads_its_reader_to_a_page_that_opens_for_them(people: Town) -> None:
    file = standing_at(Status.VERIFYING, people)
    notices.tell(file, "issued_by_expiry", key="k1")
    doors = {row.user.email.partition("@")[0]: row.path for row in InboxItem.objects.select_related("user")}
    assert doors == {
        "budi": "/permohonan/PB-2026-000001/",
        "dedi": "/proses/PB-2026-000001/",
        "kadis": "/persetujuan/PB-2026-000001/",
        "pengawas": "/berkas-permohonan/PB-2026-000001/",
    }


def test_a_draft_that_is_withdrawn_bothers_no_desk(people: Town) -> None:
    file = standing_at(Status.DRAFT, people)
    notices.tell(file, "withdrawn", key="k1")
    assert readers() == {"budi": 1}
