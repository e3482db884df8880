"""A period as people read it: figures with labels, samples, closed cells, the weakest three and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from surveys.models import FollowUp, OfferTally, Period, ServiceAsked, Users
from surveys.queries.figures import figures
from surveys.rules.closed_cells import FEWEST, closed, open_only
from surveys.rules.figures import Figures
from surveys.rules.index import PRINTED_WEIGHT, Index, index_of, rounded, strongest, weakest
from surveys.rules.sample import smallest_sample
from surveys.terms import TRAIT_LABELS, TRAITS, Channel, Grade, Unsur


@dataclass(frozen=True, slots=True)
class Line:
    """One unsur: its number in the questionnaire, NRR and weighted NRR to three decimals, its own IKM."""

    number: int
    slug: str
    label: str
    nrr: Decimal
    weighted: Decimal
    ikm: Decimal
    plan: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Figures of a part: a service or a channel. ``index`` None: closed, fewer than five sheets."""

    key: str
    label: str
    count: int | None
    ikm: Decimal | None
    grade: str
    users: int | None = None
    wanted: int | None = None

    @property
    def is_enough(self) -> bool:
        """Are there as many sheets as Krejcie and Morgan ask for?"""
        return self.count is not None and self.wanted is not None and self.count >= self.wanted


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a page, a board or a report says of a period."""

    period: Period
    whole: Cell
    lines: list[Line] = field(default_factory=list)
    services: list[Cell] = field(default_factory=list)
    channels: list[Cell] = field(default_factory=list)
    traits: list[tuple[str, list[tuple[str, int | None]]]] = field(default_factory=list)
    extras: list[tuple[str, list[tuple[str, int | None]]]] = field(default_factory=list)
    weakest: list[Line] = field(default_factory=list)
    best: Line | None = None
    index: Decimal | None = None
    printed_ikm: Decimal | None = None
    service: ServiceAsked | None = None

    @property
    def is_open(self) -> bool:
        """Is there anything that may be shown?"""
        return bool(self.lines)

    @property
    def grade_words(self) -> str:
        """Kinerja unit pelayanan, in words."""
        return str(Grade(self.whole.grade).label) if self.whole.grade else ""


def board(period: Period, *, service: ServiceAsked | None = None, channel: str = "", is_public: bool = True) -> Board:
    """The figures of a period, of one service or one channel when given. The public sees no cell below five.

    ``is_public`` tells of one service its index and nothing of who answered: traits of one service taken from those of
    all would tell the traits of the few who answered for another.
    """
    found = figures([period], service=service.pk if service else None, channel=channel)
    users = users_of(period)
    whole = cell("", period.name, found.total, whole_users(users, service, found))
    is_closed = is_public and (
        found.count < FEWEST or (service is not None and str(service.pk) in closed_services(period))
    )
    if found.total is None or is_closed:
        return Board(period, Cell("", period.name, None, None, ""), service=service)
    is_crossed = is_public and service is not None
    lines = unsur_lines(period, found.total)
    by_slug = {line.slug: line for line in lines}
    sums = {unsur: int(value * found.count) for unsur, value in found.total.nrr.items()}
    printed = index_of(sums, found.count, weight=PRINTED_WEIGHT)
    return Board(
        period=period,
        whole=whole,
        lines=lines,
        services=[] if service else parts(found.by_service, service_labels(found), users, is_public=is_public),
        channels=[]
        if channel or is_crossed
        else parts(found.by_channel, dict(Channel.choices), {}, is_public=is_public),
        traits=[] if is_crossed else traits(found, is_public=is_public),
        extras=[] if is_crossed else extras(period, found, is_public=is_public),
        weakest=[by_slug[slug] for slug in weakest(found.total)],
        best=by_slug[strongest(found.total)],
        index=rounded(found.total.index, 3),
        printed_ikm=printed.ikm if printed else None,
        service=service,
    )


def for_everybody(period: Period, *, service: ServiceAsked | None = None) -> Board:
    """What the public reads of a period: nothing until it has been published.

    Figures that grow from day to day tell what one person answered: yesterday's taken from today's.
    """
    if period.published_at is None:
        return Board(period, Cell("", period.name, None, None, ""), service=service)
    return board(period, service=service)


def unsur_lines(period: Period, index: Index) -> list[Line]:
    """The nine, in the order of this period's questionnaire."""
    asked = period.questionnaire.questions.exclude(unsur="").order_by("position").values_list("unsur", flat=True)
    plans = {plan.unsur: plan for plan in FollowUp.objects.filter(period=period)}
    return [
        Line(
            number, slug, str(Unsur(slug).label), rounded(index.nrr[slug], 3), rounded(index.weighted[slug], 3),
            rounded(index.nrr[slug] * 25), plans.get(slug),
        )
        for number, slug in enumerate(asked, start=1)
    ]  # fmt: skip


def cell(key: str, label: str, index: Index | None, users: int | None) -> Cell:
    """One part with its sample; N smaller than n says nothing and counts as not known."""
    if index is None:
        return Cell(key, label, None, None, "")
    known = users if users is not None and users >= index.count else None
    return Cell(key, label, index.count, index.ikm, index.grade, known, smallest_sample(known) if known else None)


def parts(
    found: Mapping[Any, Index], labels: Mapping[Any, Any], users: Mapping[Any, int], *, is_public: bool
) -> list[Cell]:
    """Services or channels, best known first by name; the public sees closed ones without figures."""
    shut = closed({str(key): index.count for key, index in found.items()}) if is_public else set()
    rows = [
        Cell(str(key), str(labels[key]), None, None, "")
        if str(key) in shut
        else cell(str(key), str(labels[key]), index, users.get(key))
        for key, index in found.items()
    ]
    return sorted(rows, key=lambda row: row.label)


def closed_services(period: Period) -> set[str]:
    """Services whose figures stay closed to the public."""
    return closed({str(key): index.count for key, index in figures([period]).by_service.items()})


def service_labels(found: Figures) -> dict[int, str]:
    """Names of the services that have figures."""
    return dict(ServiceAsked.objects.filter(pk__in=list(found.by_service)).values_list("pk", "name"))


def users_of(period: Period) -> dict[int, int]:
    """N by service: the office's own count, else how many finished services were offered the survey."""
    offered = OfferTally.objects.filter(day__range=(period.starts_on, period.ends_on)).order_by()
    told = dict(offered.values_list("service").annotate(total=Sum("count")))
    return told | dict(Users.objects.filter(period=period).values_list("service", "count"))


def whole_users(users: Mapping[int, int], service: ServiceAsked | None, found: Figures) -> int | None:
    """N of the whole: known only when it is known of every service that has answers."""
    if service is not None:
        return users.get(service.pk)
    return sum(users.values()) if users and set(found.by_service) <= set(users) else None


def traits(found: Figures, *, is_public: bool) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """Respondents by trait; those who left it out are a cell of their own."""
    rows = []
    for name, choices in TRAITS.items():
        counts = {str(value): found.spread.get(name, {}).get(str(value), 0) for value in choices}
        counts[""] = found.count - sum(counts.values())
        told = open_only(counts) if is_public else dict(counts)
        cells = [(str(choice.label), told[str(choice.value)]) for choice in choices]
        rows.append((str(TRAIT_LABELS[name]), [*cells, ("", told[""])]))
    return rows


def extras(period: Period, found: Figures, *, is_public: bool) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """Answers to the office's own questions, which carry no weight."""
    rows = []
    for question in period.questionnaire.questions.filter(unsur=""):
        counts = {
            str(n): found.spread.get(question.slug, {}).get(str(n), 0) for n in range(1, len(question.choices) + 1)
        }
        told: Mapping[str, int | None] = open_only(counts) if is_public else counts
        rows.append((question.text, [(text, told[str(n)]) for n, text in enumerate(question.choices, start=1)]))
    return rows


def history(periods: Sequence[Period], *, is_public: bool = True) -> list[tuple[Period, Index]]:
    """The index of several periods, oldest first, for a trend; too small ones are left out."""
    least = FEWEST if is_public else 1
    found = [(period, figures([period]).total) for period in sorted(periods, key=lambda p: p.starts_on)]
    return [(period, index) for period, index in found if index is not None and index.count >= least]
