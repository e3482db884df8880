"""A late file of one's own, as the beginning of a complaint about its delay."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from complaints.terms import Category, Kind, Subject
from foundation.ui.formats import tanggal
from licensing.models import Application
from licensing.queries import mine


def of(actor: Actor, number: str) -> Application | None:
    """The file with this number, when it is the actor's own and past its promise; else None."""
    if actor.role != Role.APPLICANT or not number:
        return None
    return mine(actor).filter(number=number, overall_due_on__lt=timezone.localdate(), closed_at=None).first()


def facts(file: Application) -> dict[str, Any]:
    """What the form is filled in with; the person may change all of it."""
    words = _(
        "Permohonan %(number)s dijanjikan selesai paling lambat %(day)s, tetapi belum selesai. "
        "Status sekarang: %(status)s. Mohon penjelasan dan penyelesaiannya."
    ) % {"number": file.number, "day": tanggal(file.overall_due_on), "status": file.word.public_label}
    return {
        "kind": Kind.COMPLAINT,
        "category": Category.LICENSING,
        "subject": Subject.GOVERNMENT,
        "text": words,
        "happened_on": file.overall_due_on,
    }
