"""Counting. Every figure comes from the rows that are given; nothing here decides who may count what."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Agency
from complaints.models import Clock, Complaint, StagePassage
from complaints.reporting.sight import JAKARTA, moment
from complaints.reporting.spans import Span, short, trend
from complaints.terms import Category, Channel, Kind, Outcome, Stage, State, Subject

Progress = Callable[[int], None]
CAME = ("kind", "category", "subject", "channel")
WENT = ("stage", "state", "outcome", "agency_id")
DAY = timedelta(days=1)
ENOUGH = 5  # a mean over fewer tells single cases


@dataclass(frozen=True, slots=True)
class Group:
    """One table: name, heading of its first column, (label, number) in the order of the standard."""

    slug: str
    title: str
    head: str
    rows: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Pace:
    """Mean days from arrival to a stage, over the complaints that reached it."""

    label: str
    days: float | None
    reached: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One limit of the law: how often it ran, how often it was kept, how often it was passed."""

    name: str
    ended: int
    late: int

    @property
    def share(self) -> float | None:
        """Kept, in percent; None when it never ran."""
        return round(100 * (self.ended - self.late) / self.ended, 1) if self.ended else None


@dataclass(slots=True)
class Figures:
    """All figures of a span."""

    span: Span
    total: int = 0
    running: int = 0
    answered: int = 0
    filed_late: int = 0
    reopened: int = 0
    satisfaction: float | None = None
    raters: int = 0
    groups: dict[str, Group] = field(default_factory=dict)
    paces: list[Pace] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    came: list[int] = field(default_factory=list)
    done: list[int] = field(default_factory=list)


def of(
    all_rows: QuerySet[Complaint], rows: QuerySet[Complaint], span: Span, *, tell: Progress = lambda _n: None
) -> Figures:
    """Figures of ``rows`` (came in within the span); the trend is of ``all_rows``. ``tell`` hears percents."""
    found = Figures(span)
    summed(found, rows)
    tell(15)
    found.groups = groups(rows)
    tell(45)
    found.paces = paces(rows)
    tell(65)
    found.kept = kept(rows)
    tell(80)
    found.months, found.came, found.done = by_month(all_rows, span)
    tell(90)
    return found


def summed(found: Figures, rows: QuerySet[Complaint]) -> None:
    """The figures that stand alone."""
    again = (
        StagePassage.objects.filter(stage=Stage.FILED).values("complaint_id").annotate(n=Count("id")).filter(n__gt=1)
    )
    figures = rows.aggregate(
        total=Count("pk"),
        running=Count("pk", filter=Q(state__in=[State.OPEN, State.WAITING])),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        filed_late=Count("pk", filter=Q(is_filed_late=True)),
        mean=Avg("satisfaction"),
        raters=Count("satisfaction"),
    )
    mean = figures.pop("mean")
    for name, value in figures.items():
        setattr(found, name, value)
    found.satisfaction = None if mean is None else round(float(mean), 2)
    found.reopened = rows.filter(pk__in=again.values("complaint_id")).count()


def groups(rows: QuerySet[Complaint]) -> dict[str, Group]:
    """The tables. Two passes over the rows, whatever the number of tables."""
    came, went = folded(rows, CAME), folded(rows, WENT)
    agencies = dict(Agency.objects.values_list("pk", "name"))
    unknown, none, silent = _("Belum ditetapkan"), _("Tanpa objek"), _("Belum dijawab")
    handled = {agencies.get(pk, unknown) if pk else _("Kantor ini"): n for pk, n in went["agency_id"].items()}
    by_size = sorted(handled.items(), key=lambda row: (-row[1], row[0]))
    stages = [(stage.value, f"{stage.value}. {stage.label}") for stage in Stage]
    tables = [
        Group("kind", _("Menurut jenis"), _("Jenis"), labelled(came["kind"], Kind.choices)),
        Group("category", _("Menurut kategori"), _("Kategori"), labelled(came["category"], Category.choices, unknown)),
        Group("subject", _("Menurut objek"), _("Objek"), labelled(came["subject"], Subject.choices, none)),
        Group("channel", _("Menurut saluran"), _("Saluran"), labelled(came["channel"], Channel.choices)),
        Group("agency", _("Menurut dinas yang menelaah"), _("Dinas"), by_size),
        Group("stage", _("Menurut tahap"), _("Tahap"), labelled(went["stage"], stages)),
        Group("state", _("Menurut keadaan"), _("Keadaan"), labelled(went["state"], State.choices)),
        Group("outcome", _("Menurut hasil telaahan"), _("Hasil"), labelled(went["outcome"], Outcome.choices, silent)),
    ]
    return {group.slug: group for group in tables}


def folded(rows: QuerySet[Complaint], names: Sequence[str]) -> dict[str, Counter[Any]]:
    """Counts of each of these columns from one grouped pass."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in names}
    for combination in rows.order_by().values(*names).annotate(n=Count("pk")):
        for name in names:
            counts[name][combination[name]] += combination["n"]
    return counts


def labelled(counts: Counter[Any], choices: Iterable[tuple[Any, Any]], blank: str = "") -> list[tuple[str, int]]:
    """Counts with their words in the order of the standard; what was never said comes last."""
    rows = [(str(label), counts[value]) for value, label in choices]
    return [*rows, (blank, counts[""])] if blank and counts[""] else rows


def paces(rows: QuerySet[Complaint]) -> list[Pace]:
    """How long until each stage was entered for the first time, on the average."""
    earlier = StagePassage.objects.filter(
        complaint=OuterRef("complaint"), stage=OuterRef("stage"), entered_at__lt=OuterRef("entered_at")
    )
    taken = ExpressionWrapper(F("entered_at") - F("complaint__created_at"), output_field=DurationField())
    passed = StagePassage.objects.filter(complaint__in=rows.order_by().values("pk")).exclude(Exists(earlier))
    found = {
        row["stage"]: row
        for row in passed.order_by()
        .values("stage")
        .annotate(mean=Avg(taken), reached=Count("complaint", distinct=True))
    }
    return [
        Pace(
            f"{stage.value}. {stage.label}",
            round(found[stage]["mean"] / DAY, 1) if stage in found else None,
            found[stage]["reached"] if stage in found else 0,
        )
        for stage in Stage
        if stage != Stage.RECEIVED
    ]


def kept(rows: QuerySet[Complaint]) -> list[Kept]:
    """The office's limits: those that ended, and those that run although they are past."""
    now = timezone.now()
    past = Q(ended_at__gt=F("due_at")) | Q(ended_at=None, paused_at=None, due_at__lt=now)
    ran = Clock.objects.filter(complaint__in=rows.order_by().values("pk"), rule__is_senders=False)
    counted = ran.filter(Q(ended_at__isnull=False) | past).order_by().values("rule__name")
    found = counted.annotate(ended=Count("pk"), late=Count("pk", filter=past)).order_by("rule__name")
    return [Kept(row["rule__name"], row["ended"], row["late"]) for row in found]


def by_month(rows: QuerySet[Complaint], span: Span) -> tuple[list[str], list[int], list[int]]:
    """Twelve months up to the span: what came in, what was answered."""
    days = trend(span)
    came, done = (monthly(rows, name, days, span.ends_on) for name in ("created_at", "answered_at"))
    return [short(day) for day in days], [came[day] for day in days], [done[day] for day in days]


def monthly(rows: QuerySet[Complaint], name: str, days: Sequence[date], last: date) -> Counter[date]:
    """How many rows have this moment in each month (WIB)."""
    inside = rows.filter(**{f"{name}__gte": moment(days[0]), f"{name}__lt": moment(last, end=True)})
    months = inside.order_by().annotate(month=TruncMonth(name, tzinfo=JAKARTA)).values("month")
    return Counter({row["month"].date(): row["n"] for row in months.annotate(n=Count("pk"))})
