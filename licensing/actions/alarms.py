"""An alarm on a file is settled by a person who says what was done; the journal keeps both."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from foundation.journal import book
from licensing.models import Application
from licensing.workflow import Refused

SETTLERS = (Role.ADMIN, Role.HEAD)


@transaction.atomic
def settle(application: Application, *, actor: Actor, note: str) -> None:
    """Take the alarm off the file's page.

    Raises:
        Refused: another role, no alarm (any more), another alarm than the one that was read, or no reason.
    """
    if actor.role not in SETTLERS:
        raise Refused(_("Hanya kepala dinas atau admin yang menandai masalah selesai."))
    if not note.strip():
        raise Refused(_("Tulis apa yang sudah dilakukan."))
    alarm = application.problem
    if not alarm or not Application.objects.filter(pk=application.pk, problem=alarm).update(problem=""):
        raise Refused(_("Masalah ini sudah berubah atau sudah selesai. Muat ulang halaman."))
    book.record(
        "application.alarm_settled", subject=application.subject, who=actor, note=note.strip(), data={"alarm": alarm}
    )
    application.refresh_from_db()
