"""Suggestions: sorted by unsur, answered in public, because nobody knows whom to write to."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from foundation.journal import book
from surveys.models import Suggestion


@transaction.atomic
def answer(suggestion: Suggestion, *, unsur: str, text: str, is_public: bool, actor: Actor) -> None:
    """Sort it, answer it, show it with its answer or not."""
    words = text.strip()
    suggestion.unsur, suggestion.answer = unsur, words
    suggestion.is_public = is_public and bool(words)
    suggestion.answered_on = (suggestion.answered_on or timezone.localdate()) if words else None
    suggestion.save(update_fields=["unsur", "answer", "is_public", "answered_on"])
    book.record(
        "survey.suggestion_answered",
        subject=f"survey_suggestion:{suggestion.pk}",
        who=actor,
        data={"unsur": unsur, "public": suggestion.is_public},
    )
