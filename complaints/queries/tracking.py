"""A complaint by number and code, and how far it is."""

import hmac

from complaints.models import Complaint
from complaints.terms import Stage
from foundation.files.models import StoredFile
from licensing.rules.numbering import tidy_code


def by_code(number: str, code: str) -> Complaint | None:
    """The complaint that this number and code open together; unknown and wrong look alike."""
    found = Complaint.objects.filter(number=number.strip().upper()).first()
    kept, given = found.code if found else "-" * 10, tidy_code(code)
    matches = hmac.compare_digest(kept.encode(), given.encode())
    return found if found and matches else None


def of_submission(pk: int | None) -> Complaint | None:
    """The complaint that this visitor just sent, for the receipt."""
    return Complaint.objects.filter(pk=pk).first() if pk else None


def evidence(complaint: Complaint) -> list[StoredFile]:
    """What came along, oldest first."""
    rows = StoredFile.objects.filter(purpose="complaint", subject=complaint.mark)
    return list(rows.order_by("uploaded_at", "id"))


def moments(complaint: Complaint) -> list[dict[str, object]]:
    """The seven stages as a timeline: what is done, what happens now, what comes."""
    letters = list(Stage.values)
    place = letters.index(complaint.stage)
    states = ["done"] * place + ["now"] + ["todo"] * (len(letters) - place - 1)
    rows = [{"title": Stage(letter).label, "state": state} for letter, state in zip(letters, states, strict=True)]
    rows[0]["at"] = complaint.created_at
    return rows
