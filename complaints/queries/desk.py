"""What the desk reads: the register without the heavy columns, one complaint's story, what waits, what is late."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accounts.roles import Role
from complaints.models import Clock, Complaint, Message, StagePassage
from complaints.queries.visibility import visible_to, without_those_about
from complaints.rules.steps import Step
from complaints.terms import Lane, MessageKind, State
from complaints.workflow import why_not

HEAVY = ("code", "text", "place", "follow_up", "satisfaction_note", "public_text", "public_answer")
GOES_ON = (State.OPEN, State.CLOSED)
FEW = 2000  # complaints past a limit that are named one by one
#: Ways out of the ordinary passage: offered below it.
SIDE_STEPS = frozenset(
    {Step.ASK, Step.SUPPLY, Step.REROUTE, Step.EXTEND, Step.ARCHIVE, Step.RESTORE, Step.MERGE, Step.FORWARD,
     Step.HAND_OVER}
)  # fmt: skip
MAIN_STEPS = (
    Step.RELEASE, Step.KEEP, Step.CHECK, Step.FIND_COMPLETE, Step.CLASSIFY, Step.ANSWER, Step.ADMINISTER, Step.REPORT,
    Step.EVALUATE,
)  # fmt: skip


def past() -> QuerySet[Clock]:
    """Limits of the office that have passed and still run, whatever became of the complaint."""
    return Clock.objects.filter(ended_at=None, paused_at=None, rule__is_senders=False, due_at__lt=timezone.now())


def late_clocks() -> QuerySet[Clock]:
    """Those of complaints that still go through the office."""
    return past().filter(complaint__state__in=GOES_ON)


def is_late() -> Exists:
    """For filters: is a limit of this complaint past?"""
    return Exists(late_clocks().filter(complaint=OuterRef("pk")))


def only_late(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Of these rows what is past a limit.

    The few are looked up first: a database that is asked both at once takes them for many and walks the register.
    """
    found = set(past().order_by().values_list("complaint_id", flat=True)[: FEW + 1])
    return rows.filter(pk__in=found, state__in=GOES_ON) if len(found) <= FEW else rows.filter(is_late())


def listed(actor: Actor) -> QuerySet[Complaint]:
    """The register of this actor: light columns, handler and agency joined. Lateness is asked of a page only."""
    return visible_to(actor).defer(*HEAVY).select_related("handler", "agency")


def late_among(complaints: list[Complaint]) -> set[int]:
    """Which of these are past a limit: one question for the page, not of the whole register."""
    found = late_clocks().filter(complaint__in=[complaint.pk for complaint in complaints])
    return set(found.values_list("complaint_id", flat=True))


def waiting(actor: Actor) -> QuerySet[Complaint]:
    """What runs and is not yet through with the office."""
    open_ = Q(state=State.OPEN) | Q(state=State.CLOSED, evaluated_at=None)
    return visible_to(actor).filter(open_)


def late(actor: Actor) -> QuerySet[Complaint]:
    """What is past a limit, for this actor.

    The head answers for every limit of the office: also those of secret contents are named, by number and stage
    alone (``is_shut``: its page does not open).
    """
    seen, rows = visible_to(actor), visible_to(actor)
    if actor.role == Role.HEAD:
        rows = without_those_about(actor, Complaint.objects.filter(lane=Lane.OFFICE))
    rows = rows.filter(is_late()).annotate(late=is_late(), is_shut=~Exists(seen.filter(pk=OuterRef("pk"))))
    return rows.defer(*HEAVY)


def most_urgent(actor: Actor) -> QuerySet[Complaint]:
    """What waits: past a limit first, then the oldest."""
    rows = waiting(actor).annotate(late=is_late())
    return rows.order_by("-late", "created_at", "id").defer(*HEAVY)


def offered(complaint: Complaint, actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """The steps that stand on the page: open ones of the passage, and the ways out."""
    opened = [step for step in (*MAIN_STEPS, *sorted(SIDE_STEPS)) if not why_not(complaint, step, actor)]
    rows = [{"step": step, "label": step.label} for step in opened]
    main = [row for row in rows if row["step"] not in SIDE_STEPS]
    return {"main": main, "side": [row for row in rows if row["step"] in SIDE_STEPS]}


def dialogue(complaint: Complaint, *, for_sender: bool) -> list[Message]:
    """The messages, oldest first, with their files; internal notes for the desk only."""
    rows = Message.objects.filter(complaint=complaint).select_related("author").prefetch_related("files__file")
    return list(rows.exclude(kind=MessageKind.INTERNAL) if for_sender else rows)


def passages(complaint: Complaint) -> list[StagePassage]:
    """Which stage when, by whom."""
    return list(StagePassage.objects.filter(complaint=complaint).select_related("by"))


def limits(complaint: Complaint) -> list[Clock]:
    """The limits, running ones first."""
    rows = Clock.objects.filter(complaint=complaint).select_related("rule")
    return sorted(rows, key=lambda clock: (clock.ended_at is not None, clock.due_at))
