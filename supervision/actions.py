"""What happens to a supervision task: opened, taken or assigned, given its papers, closed with a result.

Refusals are sentences: every act raises NotPossible with one. Each act is journalled on the task and, when it opens or
closes, on the file too.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM, Actor
from accounts.models import User
from accounts.roles import Role
from foundation.calendar import days
from foundation.files import intake
from foundation.journal import book
from licensing.models import Application
from licensing.terms import Status
from supervision import limits
from supervision.models import Task
from supervision.terms import Paper, Reason, Result, State


class NotPossible(Exception):
    """The act cannot be done; the text says why."""


@transaction.atomic
def open_for(application: Application, *, stood_at: str = "", actor: Actor = SYSTEM) -> Task:
    """The one task of a permit that OSS issued by itself. Asked again, the same task."""
    today = timezone.localdate()
    due_on = days.due_on(today, limits.days_on(today))
    task, is_new = Task.objects.get_or_create(
        application=application, reason=Reason.EXPIRY, defaults={"due_on": due_on, "stood_at": stood_at}
    )
    if is_new:
        facts = {"task": task.pk, "due_on": due_on, "stood_at": stood_at}
        for subject in (task.subject, application.subject):
            book.record("supervision.opened", subject=subject, who=actor, data=facts)
    return task


def sweep(_task: object = None) -> None:
    """Recurring work: every file that OSS issued by itself has its task, whatever was lost on the way."""
    files = Application.objects.filter(status=Status.ISSUED_BY_EXPIRY)
    for application in files.exclude(supervision_tasks__reason=Reason.EXPIRY)[:500]:
        open_for(application)


def take(task: Task, *, actor: Actor) -> None:
    """A supervisor takes a task that nobody has."""
    if actor.role != Role.SUPERVISOR or actor.user_id is None:
        raise NotPossible(_("Hanya pengawas yang dapat mengambil tugas."))
    given(task, actor.user_id, task.due_on, actor, only=[State.OPEN])


def assign(task: Task, *, owner_id: int, due_on: date, actor: Actor) -> None:
    """The head gives a task to a supervisor, with a date."""
    if actor.role != Role.HEAD:
        raise NotPossible(_("Hanya kepala dinas yang menugaskan pengawas."))
    owner = User.objects.filter(pk=owner_id, role=Role.SUPERVISOR, is_active=True).first()
    if owner is None:
        raise NotPossible(_("Pilih pengawas yang masih aktif."))
    given(task, owner.pk, due_on, actor, only=[State.OPEN, State.TAKEN])


@transaction.atomic
def given(task: Task, owner_id: int, due_on: date, actor: Actor, *, only: list[State]) -> None:
    """Write the owner, if the task still stands where the officer saw it."""
    rows = Task.objects.filter(pk=task.pk, state__in=only, owner_id=task.owner_id)
    if rows.update(owner_id=owner_id, due_on=due_on, state=State.TAKEN) != 1:
        raise NotPossible(_("Tugas ini baru saja diambil orang lain. Muat ulang halaman."))
    book.record("supervision.given", subject=task.subject, who=actor, data={"owner": owner_id, "due_on": due_on})


def attach(task: Task, *, paper: Paper, upload: Any, actor: Actor, number: str = "") -> None:
    """Surat tugas (with its number) or BAP; a later one takes the place of the earlier, which stays in the journal.

    Raises:
        NotPossible: not the owner's, or closed.  FileRefused: with the sentence.
    """
    demand_owner(task, actor)
    file = intake.receive(upload, purpose="assignment", subject=task.subject, who=actor)
    changes: dict[str, Any] = {paper.value: file}
    if paper is Paper.ASSIGNMENT:
        changes["assignment_number"] = number
    with transaction.atomic():
        rows = Task.objects.filter(pk=task.pk, state=State.TAKEN, owner_id=actor.user_id).update(**changes)
        if rows == 1:
            facts = {"paper": paper.value, "file": file.public_id, "number": number}
            book.record("supervision.paper", subject=task.subject, who=actor, data=facts)
    if rows != 1:
        file.delete()  # nobody names it; the sweep takes the bytes
        raise NotPossible(_("Tugas ini tidak lagi Anda tangani."))


@transaction.atomic
def finish(task: Task, *, result: Result, visited_on: date, note: str, actor: Actor) -> None:
    """Close with a result. Raises NotPossible: not the owner's, papers missing, a date in the future."""
    demand_owner(task, actor)
    if task.assignment_id is None or task.report_id is None:
        raise NotPossible(_("Unggah surat tugas dan BAP dahulu."))
    if visited_on > timezone.localdate():
        raise NotPossible(_("Tanggal pemeriksaan belum lewat."))
    rows = Task.objects.filter(pk=task.pk, state=State.TAKEN, owner_id=actor.user_id)
    closed = {"state": State.DONE, "result": result, "note": note, "visited_on": visited_on}
    if rows.update(**closed, closed_at=timezone.now()) != 1:
        raise NotPossible(_("Tugas ini tidak lagi Anda tangani."))
    for subject in (task.subject, task.application.subject):
        book.record("supervision.done", subject=subject, who=actor, data={"task": task.pk, "result": result}, note=note)


def demand_owner(task: Task, actor: Actor) -> None:
    """Only who has the task works on it."""
    if task.state == State.DONE:
        raise NotPossible(_("Tugas ini sudah selesai."))
    if task.owner_id is None or task.owner_id != actor.user_id:
        raise NotPossible(_("Ambil tugas ini dahulu; hanya petugasnya yang dapat mengisinya."))
