"""Which supervision tasks exist for whom, and what a task page tells of the file."""

from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from foundation.files.models import StoredFile
from licensing.models import Opinion
from supervision.models import Task
from supervision.terms import State

READERS = frozenset({Role.SUPERVISOR, Role.HEAD, Role.ADMIN, Role.AUDITOR})


def visible_to(actor: Actor) -> QuerySet[Task]:
    """All tasks, for those who may read them."""
    tasks = Task.objects.select_related("application__kbli", "application__holder", "owner")
    return tasks if actor.role in READERS else tasks.none()


def desk(actor: Actor, chosen: str) -> QuerySet[Task]:
    """Open ones by default; ``saya``: mine; ``selesai``: closed."""
    tasks = visible_to(actor)
    if chosen == "selesai":
        return tasks.filter(state=State.DONE)
    waiting = tasks.exclude(state=State.DONE)
    return waiting.filter(owner_id=actor.user_id) if chosen == "saya" else waiting


def supervisors() -> QuerySet[User]:
    """Whom the head may send."""
    return User.objects.filter(role=Role.SUPERVISOR, is_active=True).order_by("name")


def opinions(task: Task) -> list[Opinion]:
    """What the agency had said before OSS issued: kept, and shown beside the task."""
    return list(Opinion.objects.filter(application=task.application).order_by("id"))


def may_open(actor: Actor, file: StoredFile) -> bool:
    """Papers of a task: whoever sees the task."""
    kind, _colon, pk = file.subject.partition(":")
    return kind == "supervision" and pk.isdecimal() and visible_to(actor).filter(pk=int(pk)).exists()
