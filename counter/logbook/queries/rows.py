"""Who sees which rows, and how rows are found at a million of them: each filter walks its own index."""

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.actors import Actor
from accounts.roles import Role
from counter.logbook.columns import OFFICE_TIME
from counter.logbook.models import SigapNumber, Visit, VisitWord
from counter.logbook.settling.words import token, words_of

SEE_ALL = frozenset({Role.HEAD, Role.ADMIN, Role.AUDITOR})
OWN_ROWS = frozenset({Role.CLERK, Role.INFORMATION, Role.BACK_OFFICE})
READERS = (Role.CLERK, Role.INFORMATION, Role.BACK_OFFICE, Role.REVIEWER, Role.HEAD, Role.ADMIN, Role.AUDITOR)
WRITERS = (Role.CLERK, Role.INFORMATION, Role.BACK_OFFICE, Role.HEAD, Role.ADMIN)
#: Filters that name one column, as they stand in the address.
DIMENSIONS = {
    "petugas": "officer_id", "dinas": "agency_id", "layanan": "service", "loket": "window", "saluran": "channel",
    "hasil": "result", "kbli": "kbli",
}  # fmt: skip
MOST_WORDS, PROBE = 5, 1000
ALWAYS = ("started_at", "ended_at", "recorded_at", "corrects")
LIST_ORDER, FOUND_ORDER = ("-started_at", "-id"), ("-found_at", "-found_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter: days (both inclusive), values by column, words of a name, words anywhere, and three switches."""

    since: date | None = None
    until: date | None = None
    values: dict[str, Any] = field(default_factory=dict)  # column -> value
    name: str = ""
    text: str = ""
    mobile_day: int | None = None
    without_sigap: bool = False
    with_replaced: bool = False

    @property
    def has_words(self) -> bool:
        """Does it look for words?"""
        return bool(words_of(self.name) or words_of(self.text))


def scope(actor: Actor) -> dict[str, Any] | None:
    """The columns that bind this actor: {} sees all, None sees nothing."""
    if actor.role in SEE_ALL:
        return {}
    if actor.role in OWN_ROWS and actor.user_id is not None:
        return {"officer_id": actor.user_id}
    if actor.role == Role.REVIEWER and actor.agency_id is not None:
        return {"agency_id": actor.agency_id}
    return None


def visible_to(actor: Actor) -> QuerySet[Visit]:
    """The rows that exist for this actor, replaced ones too."""
    bound = scope(actor)
    return Visit.objects.none() if bound is None else Visit.objects.filter(**bound)


def begin_of(day: date) -> datetime:
    """Midnight at the office."""
    return datetime.combine(day, time.min, tzinfo=OFFICE_TIME)


def between(since: date | None, until: date | None, name: str = "started_at") -> Q:
    """Rows that began on these days."""
    found = Q()
    if since:
        found &= Q(**{f"{name}__gte": begin_of(since)})
    if until:
        found &= Q(**{f"{name}__lt": begin_of(until + timedelta(days=1))})
    return found


def current(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """Without the rows that a correction has replaced."""
    newer = Visit.objects.filter(corrects_id=OuterRef("pk"))
    return rows.filter(~Exists(newer))


def found(actor: Actor, wanted: Wanted) -> QuerySet[Visit]:
    """The rows of a filter, in no order yet; order them by ``order_of``."""
    rows = visible_to(actor).filter(between(wanted.since, wanted.until), **wanted.values)
    if wanted.mobile_day:
        rows = rows.filter(mobile_day_id=wanted.mobile_day)
    if not wanted.with_replaced:
        rows = current(rows)
    if wanted.without_sigap:
        rows = rows.filter(~Exists(SigapNumber.objects.filter(visit=OuterRef("pk"))))
    tokens = wanted_tokens(wanted)
    return with_words(rows, tokens, wanted) if tokens else rows


def order_of(wanted: Wanted) -> tuple[str, str]:
    """Newest first; a search walks the index of words in the same order."""
    return FOUND_ORDER if wanted.has_words else LIST_ORDER


def wanted_tokens(wanted: Wanted) -> list[int]:
    """The blind tokens that a row must have, the rarest first. Neighbouring words of a name count as one pair."""
    name = words_of(wanted.name)[:MOST_WORDS]
    pairs = [token(*pair) for pair in itertools.pairwise(name)] or [token(word) for word in name]
    return rarest_first([*pairs, *(token(word) for word in words_of(wanted.text)[:MOST_WORDS])])


def rarest_first(tokens: list[int]) -> list[int]:
    """Ordered by how many rows have them, counted up to PROBE."""
    if len(tokens) < 2:
        return tokens
    return sorted(tokens, key=lambda one: VisitWord.objects.filter(token=one)[:PROBE].count())


def with_words(rows: QuerySet[Visit], tokens: list[int], wanted: Wanted) -> QuerySet[Visit]:
    """Rows that have all tokens. The first one leads: its index gives the rows in order."""
    rows = rows.filter(between(wanted.since, wanted.until, "words__started_at"), words__token=tokens[0])
    rows = rows.annotate(found_at=F("words__started_at"), found_id=F("words__visit_id"))
    for other in tokens[1:]:
        rows = rows.filter(Exists(VisitWord.objects.filter(visit=OuterRef("pk"), token=other)))
    return rows


def with_extras(rows: QuerySet[Visit], names: list[str]) -> QuerySet[Visit]:
    """Add what columns read beyond the table itself: the SIGAP number and the number of the corrected row."""
    if "sigap" in names:
        latest = SigapNumber.objects.filter(visit=OuterRef("pk")).order_by("-id").values("number")[:1]
        rows = rows.annotate(sigap=Subquery(latest))
    if "is_replaced" in names:
        rows = rows.annotate(is_replaced=Exists(Visit.objects.filter(corrects_id=OuterRef("pk"))))
    if "corrected_number" in names:
        rows = rows.annotate(corrected_number=F("corrects__number"))
    return rows


def lean(rows: QuerySet[Visit], names: list[str]) -> QuerySet[Visit]:
    """Rows with what a list shows and no more: what is not shown is not decrypted either."""
    columns = {field.name for field in Visit._meta.concrete_fields} | {"corrects_id"}
    return with_extras(rows, names).only(*ALWAYS, *(name for name in names if name in columns))
