"""What people keep beside the book: views of their own, and the columns that the office arranges."""

from django.db.models import QuerySet
from django.http import Http404

from accounts.actors import Actor
from accounts.roles import Role
from counter.logbook.models import ColumnLayout, Layout, SavedView
from foundation.journal import book as journal

ARRANGERS = frozenset({Role.HEAD, Role.ADMIN})
MOST_VIEWS = 30


def saved_by(actor: Actor) -> QuerySet[SavedView]:
    """The saved views of this person."""
    return SavedView.objects.filter(owner_id=actor.user_id or 0)


def save(actor: Actor, *, name: str, query: str) -> SavedView:
    """Keep a question under a name; the oldest gives way when there are too many."""
    row, _made = SavedView.objects.update_or_create(owner_id=actor.account, name=name, defaults={"query": query})
    for old in saved_by(actor).order_by("-created_at", "-id")[MOST_VIEWS:]:
        old.delete()
    return row


def known_layout(word: str) -> str:
    """The layout of an address, or 404."""
    if word not in Layout.values:
        raise Http404
    return word


def arrange(layout: str, pairs: list[tuple[str, str]], *, who: Actor) -> None:
    """The columns of a layout, in order, with headings."""
    columns = [{"key": key, "heading": heading} for key, heading in pairs]
    ColumnLayout.objects.update_or_create(layout=layout, defaults={"columns": columns})
    journal.record("logbook.arranged", subject=f"logbook:{layout}", who=who, data={"columns": columns})
