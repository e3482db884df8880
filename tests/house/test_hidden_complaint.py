"""A complaint about somebody who works here: behind no door of the house does that person find it, nor a trace of it.

Every address that the person may knock at is read twice over: as it is, and with the complaint's number where the
address (or a search) takes a number. Workbooks are unpacked and papers read. Then the pages that count things are
laid beside what they said before the complaint came in.
"""

import io
import re
import uuid
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from complaints.actions import file, triage
from complaints.models import Complaint, Report
from complaints.reporting import making
from complaints.rules.steps import Step
from complaints.terms import Lane, Route
from foundation.files import store
from foundation.journal.who import Who
from foundation.messaging.models import InboxItem
from foundation.outbox.models import OutboxMessage
from foundation.pulse.models import DueTask
from portal.doorplan import Door, doors
from tests.foundation.files import corpus
from tests.house.furniture import House, existing
from tests.house.test_access_matrix import bare, knock

Visit = Callable[..., Client]
WORDS = "Xerantemum meminta uang di loket dua"
DOORS = [door for door in doors() if door.rule is not None and not door.rule.machine]
COUNTING = ["desk_home", "inbox", "complaint_register", "complaint_statistics", "complaint_reports", "complaint_plan",
            "complaint_figures", "complaint_published"]  # fmt: skip
STAYS_OUTSIDE = {"kadis", "aduan", "admin"}


def bring(house: House, name: str) -> Complaint:
    """A complaint about this person, with a photo; the inspectorate named the person and, if it may, handed it on.

    Then it is laid, late, on this very person's desk, as a change of role or a slip would do it: nothing but the rule
    about people may hide it any more.
    """
    facts = {"category": "licensing", "subject": "official", "text": WORDS, "place": WORDS, "is_secret": False}
    complaint = file(facts, submission=uuid.uuid4(), actor=house.people.actor("rina"))
    who = Who(user_id=None, role="", name="", channel="web")
    store.keep_bytes(corpus.photo(), purpose="complaint", subject=complaint.mark, name="a.jpg", kind="jpeg", who=who)
    inspector = house.people.actor("apip")
    triage.name_accused(complaint, [getattr(house.people, name)], actor=inspector)
    step = Step.KEEP if name in STAYS_OUTSIDE else Step.RELEASE
    triage.TRIAGE[step](complaint, step, {"note": "Diperiksa."}, actor=inspector)
    handler = getattr(house.people, name)
    Complaint.objects.filter(pk=complaint.pk).update(lane=Lane.OFFICE, route=Route.OFFICER, handler=handler)
    complaint.clocks.update(due_at=timezone.now() - timedelta(days=1))
    complaint.refresh_from_db()
    return complaint


def told(answer: HttpResponse) -> str:
    """Everything that an answer says: the page, the sheets of a workbook, the words of a paper."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return " ".join(book.read(name).decode(errors="replace") for name in book.namelist())
    if data[:5] == b"%PDF-":
        paper = pypdfium2.PdfDocument(data)
        try:
            return " ".join(page.get_textpage().get_text_range() for page in paper)
        finally:
            paper.close()
    return data.decode(errors="replace")


def addresses(door: Door, house: House, complaint: Complaint) -> list[str]:
    """The address as it is, with the number in it, and with the number asked for."""
    arguments = existing(door, house)[-1]
    plain = reverse(door.name, kwargs=arguments or None)
    found = [plain] if door.arguments else [plain, f"{plain}?q={complaint.number}&nomor={complaint.number}"]
    if "<str:number>" in door.route and door.name.startswith("complaint"):
        found.append(reverse(door.name, kwargs={**arguments, "number": complaint.number}))
    return found


def traces(answer: str, address: str, complaint: Complaint) -> list[str]:
    """What of the complaint stands in an answer, beside what the visitor has asked for by himself."""
    asked = complaint.number in address
    signs = [WORDS, f"complaint:{complaint.pk}", complaint.code, complaint.digest]
    signs += [f"/tangani/pengaduan/{complaint.number}/"] if asked else [complaint.number]
    return [sign for sign in signs if sign in answer.replace(address, "")]


@pytest.mark.parametrize("name", ["sari", "aduan", "admin"])
def test_whom_it_is_about_finds_it_behind_no_door(name: str, house: House, visit: Visit) -> None:
    complaint, user = bring(house, name), getattr(house.people, name)
    found = {}
    for door in DOORS:
        if not door.admits(user.role):
            continue
        for address in addresses(door, house, complaint):
            answer = knock(visit, user, address)
            if signs := traces(told_once(answer), address, complaint):
                found[address] = signs
    assert found == {}


def told_once(answer: HttpResponse) -> str:
    """What ``knock`` has read already: streams are empty by then, so files are asked for by their own test."""
    return "" if answer.streaming else told(answer)


@pytest.mark.parametrize("name", ["sari", "wulan", "kadis", "aduan", "admin"])
def test_no_count_changes_and_no_letter_comes_for_whom_it_is_about(name: str, house: House, visit: Visit) -> None:
    user: User = getattr(house.people, name)
    names = [door for door in DOORS if door.name in COUNTING and door.admits(user.role)]
    assert {"desk_home", "inbox"} <= {door.name for door in names}

    def pages() -> dict[str, str]:
        return {door.name: still(knock(visit, user, reverse(door.name))) for door in names}

    before, mail = pages(), letters(user)
    complaint = bring(house, name)
    assert pages() == before
    assert letters(user) == mail
    assert not InboxItem.objects.filter(user=user, about=complaint.mark).exists()


def still(answer: HttpResponse) -> str:
    """A page without what differs between two looks at it."""
    return re.sub(r"nonce-\S+|<time[^>]*>[^<]*</time>|\d{2}\.\d{2} WIB", "", bare(answer, "\0"))


def letters(user: User) -> int:
    """How many messages go to this address."""
    waiting = OutboxMessage.objects.filter(channel="message")
    return sum(user.email in str(row.payload.get("to")) for row in waiting)


def test_the_photo_opens_for_nobody_whom_it_is_about(house: House, visit: Visit) -> None:
    complaint = bring(house, "sari")
    kept = store.StoredFile.objects.get(subject=complaint.mark)
    for user in (house.people.sari, house.people.tono, house.people.admin, house.people.auditor):
        for name, more in (("file_viewer", []), ("file_original", []), ("file_page", [1])):
            assert knock(visit, user, reverse(name, args=[kept.public_id, *more])).status_code == 404, (user, name)


def test_a_workbook_that_the_accused_asks_for_does_not_hold_it(house: House, visit: Visit) -> None:
    """The complaint officer's own report and the officer's CSV, made after the complaint came in."""
    complaint = bring(house, "aduan")
    desk = house.people.aduan
    client = visit(desk)
    assert complaint.number not in told(client.get(reverse("complaint_lapor_export")))
    client.post(reverse("complaint_reports"), {})
    task = DueTask.objects.filter(kind="complaint.report").latest("pk")
    making.make(task)
    report = Report.objects.latest("pk")
    for kept in (report.pdf, report.workbook):
        assert kept is not None
        text = told(client.get(reverse("file_original", args=[kept.public_id])))
        assert text.strip()
        assert complaint.number not in text
        assert WORDS not in text
