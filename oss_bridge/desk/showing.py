"""What the desk of the bridge shows: the line to OSS by age, what OSS sent and nobody could place, differences,
ways that are broken, the last good comparison."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.outbox.models import Circuit, OutboxMessage
from foundation.pulse.models import DueTask
from foundation.ui import keyset
from licensing.models import Application
from oss_bridge.desk import words
from oss_bridge.desk.words import Plain
from oss_bridge.models import Comparison, Difference, InboxItem, OssView, SkipRequest
from oss_bridge.reconciling import differences as listed

MOST = 50  # rows of each list but the first; the counts above them say how many there are
WAITING = ("pending", "dead")
LATE = {Comparison.Scope.RECENT: timedelta(minutes=45), Comparison.Scope.ALL: timedelta(hours=26)}


@dataclass(frozen=True, slots=True)
class Line:
    """One message that OSS should hear, in words."""

    message: OutboxMessage
    application: Application | None
    words: str
    plain: Plain
    needs_person: bool
    skip: SkipRequest | None
    view: OssView | None

    @property
    def looked_up(self) -> bool:
        """Was OSS asked after the last attempt?"""
        return looked_up(self.message, self.view)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to OSS."""

    circuit: Circuit
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Round:
    """The last complete comparison of one kind, and whether it is overdue."""

    label: str
    finished_at: datetime | None
    run: Comparison | None
    is_late: bool


def looked_up(message: OutboxMessage, view: OssView | None) -> bool:
    """Did OSS say where the permit stands, after this message was last tried?"""
    since = message.tried_at or message.created_at
    return view is not None and view.polled_at is not None and view.polled_at > since


def waiting() -> QuerySet[OutboxMessage]:
    """Messages that OSS has not heard."""
    return OutboxMessage.objects.filter(channel="oss", state__in=WAITING).select_related("skip_request__asked_by")


def queue(params: QueryDict) -> tuple[list[Line], keyset.Page[OutboxMessage]]:
    """One page of the line, the oldest first."""
    page = keyset.page(waiting(), params, order=("created_at", "id"), size=25)
    named = {message.payload.get("application") for message in page.rows} - {None}
    files = Application.objects.select_related("oss_view").in_bulk(named)
    return [line(message, files.get(message.payload.get("application"))) for message in page.rows], page


def line(message: OutboxMessage, application: Application | None) -> Line:
    """A message in words."""
    is_dead = message.state == "dead"
    return Line(
        message=message,
        application=application,
        words=words.kind(message.kind),
        plain=words.dead(message) if is_dead else words.waiting(message),
        needs_person=is_dead,
        skip=getattr(message, "skip_request", None),
        view=getattr(application, "oss_view", None),
    )


def counts() -> dict[str, int]:
    """How much waits, is stuck, is parked, differs."""
    row = OutboxMessage.objects.filter(channel="oss")
    return {
        "pending": row.filter(state="pending").count(),
        "dead": row.filter(state="dead").count(),
        "parked": InboxItem.objects.filter(state=InboxItem.State.PARKED).count(),
        "different": listed.open_ones().count(),
    }


def parked() -> list[InboxItem]:
    """What OSS sent and only a person can place, oldest first."""
    return list(InboxItem.objects.filter(state=InboxItem.State.PARKED).order_by("received_at", "id")[:MOST])


def stopped() -> list[tuple[DueTask, str, str]]:
    """Work of the bridge that died (a push whose processing failed, a file that could not be fetched), what it is
    and why it stopped."""
    dead = DueTask.objects.filter(state="dead", kind__startswith="oss.").order_by("id")[:MOST]
    return [(task, words.work(task.kind), words.why_stopped(task)) for task in dead]


def differences() -> list[Difference]:
    """What does not fit and waits for a person, oldest first."""
    return list(listed.open_ones().select_related("application")[:MOST])


def history(params: QueryDict) -> keyset.Page[Difference]:
    """All differences there ever were, newest first."""
    rows = Difference.objects.select_related("application", "settled_by")
    return keyset.page(rows, params, order=("-first_seen_at", "-id"), size=25)


def ways() -> list[Way]:
    """Every way that ever failed; no row means that all is well."""
    found = Circuit.objects.filter(channel="oss").order_by("endpoint")
    return [Way(one, words.endpoint(one.endpoint), words.why_broken(one.reason)) for one in found]


def rounds() -> list[Round]:
    """The last complete comparison of what moved, and of everything."""
    labels = {
        Comparison.Scope.RECENT: _("Pembandingan tiap 15 menit"),
        Comparison.Scope.ALL: _("Pembandingan menyeluruh tiap malam"),
    }
    return [the_round(scope, label) for scope, label in labels.items()]


def the_round(scope: Comparison.Scope, label: str) -> Round:
    """One of them."""
    rows = Comparison.objects.filter(scope=scope)
    good = rows.exclude(finished_at=None).order_by("-finished_at").first()
    finished_at = good.finished_at if good else None
    first = rows.order_by("id").first()
    since = finished_at or (first.started_at if first else None)
    late = since is not None and timezone.now() - since > LATE[scope]
    return Round(label, finished_at, good, late)


def last_poll() -> datetime | None:
    """When OSS was last asked of any file."""
    newest = OssView.objects.exclude(polled_at=None).order_by("-polled_at").first()
    return newest.polled_at if newest else None


def mode() -> str:
    """Which OSS this deployment speaks to, in words."""
    return _("OSS tiruan (simulasi)") if settings.OSS_MODE == "simulasi" else _("OSS sesungguhnya")


def message_of(pk: int) -> OutboxMessage | None:
    """A message to OSS, if it exists."""
    return OutboxMessage.objects.filter(channel="oss", pk=pk).first()


def item_of(pk: int) -> InboxItem | None:
    """Something OSS sent, if it exists."""
    return InboxItem.objects.filter(pk=pk).first()


def difference_of(pk: int) -> Difference | None:
    """A difference, if it exists."""
    return Difference.objects.filter(pk=pk).select_related("application__oss_view").first()


def work_of(pk: int) -> DueTask | None:
    """Dead work of the bridge, if it exists."""
    return DueTask.objects.filter(pk=pk, kind__startswith="oss.").first()
