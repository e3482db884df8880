"""Questionnaires: loading the one that comes with the house, and versions that the office makes itself."""

import hashlib
import json
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.actors import Actor
from foundation.journal import book
from licensing.catalogue.services import standards
from surveys.catalogue.reading import Asked, Content, read
from surveys.models import Question, Questionnaire, ServiceAsked
from surveys.refusals import Refused
from surveys.terms import Unsur

MOST_EXTRA = 5


def digest_of(content: Content) -> str:
    """SHA-256 over what people are asked."""
    return hashlib.sha256(json.dumps(content.text(), ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def load(today: date) -> list[str]:
    """Bring the house's questionnaire and the services of the day into the database; repeating changes nothing."""
    content = read()
    lines = [f"+ {row}" for row in services(today)]
    if Questionnaire.objects.filter(slug=content.slug, digest=digest_of(content)).exists():
        return lines
    latest = Questionnaire.objects.filter(slug=content.slug, is_ours=False).order_by("-version").first()
    if latest is not None and latest.frozen_at is None and not latest.periods.exists():
        latest.delete()  # nobody has been asked it
    return [*lines, f"+ {write(content, is_ours=False)}"]


def services(today: date) -> list[ServiceAsked]:
    """The services that are missing: published standards, and those that the file names."""
    named = {standard.slug: standard.name for standard in standards.published(today)} | dict(read().services)
    known = set(ServiceAsked.objects.values_list("slug", flat=True))
    rows = [ServiceAsked(slug=slug, name=name) for slug, name in named.items() if slug not in known]
    return ServiceAsked.objects.bulk_create(rows)


def write(content: Content, *, is_ours: bool) -> Questionnaire:
    """A new version with its questions."""
    last = Questionnaire.objects.filter(slug=content.slug).order_by("-version").first()
    made = Questionnaire.objects.create(
        slug=content.slug,
        version=last.version + 1 if last else 1,
        title=content.title,
        decree=content.decree,
        source=content.source,
        confidence=content.confidence,
        is_ours=is_ours,
        digest=digest_of(content),
    )
    Question.objects.bulk_create(
        Question(
            questionnaire=made, position=place, slug=q.slug, unsur=q.unsur, text=q.text,
            choices=q.choices, expected=q.expected,
        )
        for place, q in enumerate(content.questions, start=1)
    )  # fmt: skip
    return made


def content_of(questionnaire: Questionnaire) -> Content:
    """A stored version as content again, so that the next one can differ from it."""
    rows = questionnaire.questions.order_by("position")
    asked = [Asked(q.slug, q.text, list(q.choices), unsur=q.unsur, expected=q.expected) for q in rows]
    return Content(
        questionnaire.slug, questionnaire.title, questionnaire.decree, questionnaire.source,
        questionnaire.confidence, asked,
    )  # fmt: skip


@transaction.atomic
def revise(
    base: Questionnaire, *, facilities_first: bool, extra: list[tuple[str, list[str]]], actor: Actor
) -> Questionnaire:
    """The office's own next version: pengaduan and sarana in its own order, and questions besides the nine.

    Raises:
        Refused: more extra questions than a person will answer, or nothing changed.
    """
    if len(extra) > MOST_EXTRA:
        raise Refused(_("Paling banyak lima pertanyaan tambahan."))
    content = content_of(base)
    nine = {q.unsur: q for q in content.questions if q.unsur}
    last = [Unsur.FACILITIES, Unsur.COMPLAINTS] if facilities_first else [Unsur.COMPLAINTS, Unsur.FACILITIES]
    order = [unsur for unsur in Unsur.values if unsur not in last] + last
    more = [
        Asked(f"tambahan-{place}-{slugify(text)[:24]}".strip("-"), text, choices)
        for place, (text, choices) in enumerate(extra, start=1)
    ]
    content = replace(content, questions=[*(nine[unsur] for unsur in order), *more])
    if Questionnaire.objects.filter(slug=content.slug, digest=digest_of(content)).exists():
        raise Refused(_("Versi dengan isi yang sama sudah ada; pilih versi itu untuk periode Anda."))
    made = write(content, is_ours=True)
    book.record("survey.questionnaire_made", subject=f"questionnaire:{made.pk}", who=actor, data={"from": base.pk})
    return made


def freeze(questionnaire: Questionnaire) -> None:
    """From its first answer on, a version stays as people have read it."""
    if questionnaire.frozen_at is None:
        rows = Questionnaire.objects.filter(pk=questionnaire.pk, frozen_at=None)
        rows.update(frozen_at=timezone.now())
