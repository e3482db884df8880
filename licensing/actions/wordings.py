"""Texts that the office may word anew: statements, refusal grounds, components of a service standard.

Nothing is overwritten: a change is a new version with its first day and its source (house rule 19). What people
agreed to, were refused on or were promised stays readable as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.roles import Power
from foundation.journal import book
from licensing.catalogue.models import ServiceComponent, ServiceStandard
from licensing.models import RefusalGround, StatementText
from licensing.terms import Confidence
from licensing.workflow import Refused

Words = dict[str, str]  # what may be changed: name of the part → its words


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it holds now; ``mark`` changes with every version."""

    ident: str
    title: str
    mark: str
    since: date | None
    source: str
    words: Words


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of texts: how its rows are read, what its parts are called, how a new version is made."""

    title: str | Promise
    rows: Callable[[], list[Text]]
    labels: dict[str, str | Promise]
    make: Callable[[str, Words, str, date], str]


def statements() -> list[Text]:
    """The newest wording of each statement, one that begins later included."""
    newest = {text.key: text for text in StatementText.objects.order_by("effective_from", "id")}
    return [
        Text(row.key, row.title, row.version, row.effective_from, row.source, {"title": row.title, "text": row.text})
        for row in newest.values()
    ]


def make_statement(key: str, words: Words, source: str, since: date) -> str:
    """The version is the day on which it begins, with a letter when that day has one already."""
    taken = StatementText.objects.filter(key=key, version__startswith=since.isoformat()).count()
    version = f"{since.isoformat()}{chr(ord('a') + taken)}" if taken else since.isoformat()
    StatementText.objects.create(key=key, version=version, source=source, effective_from=since, **words)
    return version


GROUND_PARTS = ("title", "article", "remedy")


def grounds() -> list[Text]:
    """The newest version of each ground that has no end."""
    rows = RefusalGround.objects.filter(effective_to=None).order_by("code", "effective_from")
    return [
        Text(
            row.code,
            row.title,
            row.effective_from.isoformat(),
            row.effective_from,
            row.article,
            {name: getattr(row, name) for name in GROUND_PARTS},
        )
        for row in {row.code: row for row in rows}.values()
    ]


def make_ground(code: str, words: Words, source: str, since: date) -> str:
    """The old version holds until the evening before. ``source`` goes to the journal; the article is a part."""
    old = RefusalGround.objects.filter(code=code, effective_to=None).latest("effective_from")
    if old.effective_from >= since:
        raise Refused(_("Versi yang sekarang baru berlaku pada hari itu. Pilih hari sesudahnya."))
    RefusalGround.objects.filter(pk=old.pk).update(effective_to=since - timedelta(days=1))
    RefusalGround.objects.create(code=code, after_approval=old.after_approval, effective_from=since, **words)
    return since.isoformat()


def standards() -> list[Text]:
    """The standards without an end, each with its decree and its fourteen components."""
    return [
        Text(row.slug, row.name, str(row.version), row.effective_from, row.source, words_of(row))
        for row in ServiceStandard.objects.filter(effective_to=None).prefetch_related("components").order_by("name")
    ]


def words_of(standard: ServiceStandard) -> Words:
    """Decree and components; a component that the page does not state is blank."""
    stated = {component.number: component.text for component in standard.components.all()}
    return {"decree": standard.decree} | {f"c{number}": stated.get(number, "") for number in ServiceComponent.Number}


def make_standard(slug: str, words: Words, source: str, since: date) -> str:
    """A copy of the standard with its steps, activities and laws, the changed words in it."""
    old = ServiceStandard.objects.get(slug=slug, effective_to=None)
    if old.effective_from and old.effective_from > since:
        raise Refused(_("Versi yang sekarang baru berlaku sesudah hari itu. Pilih hari sesudahnya."))
    children = [list(getattr(old, name).all()) for name in ("steps", "coverage", "laws")]
    ServiceStandard.objects.filter(pk=old.pk).update(effective_to=since)
    made = ServiceStandard.objects.get(pk=old.pk)
    made.pk, made.version, made.fingerprint, made.confidence = None, old.version + 1, "", Confidence.OFFICE
    made.effective_from, made.effective_to, made.source, made.decree = since, None, source, words["decree"]
    made._state.adding = True
    made.save(force_insert=True)
    for child in (row for rows in children for row in rows):
        child.pk, child.standard, child._state.adding = None, made, True
        child.save(force_insert=True)
    for number in ServiceComponent.Number:
        ServiceComponent.objects.create(standard=made, number=number, text=words[f"c{number}"])
    return str(made.version)


STANDARD_FIELDS: dict[str, str | Promise] = {
    "decree": gettext_lazy("No. SK"),
    **{f"c{number}": number.label for number in ServiceComponent.Number},
}
KINDS: dict[str, Kind] = {
    "pernyataan": Kind(
        gettext_lazy("Pernyataan pemohon"),
        statements,
        {"title": gettext_lazy("Judul"), "text": gettext_lazy("Isi")},
        make_statement,
    ),
    "dasar-penolakan": Kind(
        gettext_lazy("Dasar penolakan"),
        grounds,
        {
            "title": gettext_lazy("Dasar"),
            "article": gettext_lazy("Pasal"),
            "remedy": gettext_lazy("Yang harus berubah"),
        },
        make_ground,
    ),
    "standar": Kind(
        gettext_lazy("Standar layanan"),
        standards,
        STANDARD_FIELDS,
        make_standard,
    ),
}


def find(kind: str, ident: str) -> Text | None:
    """The text as it holds now."""
    return next((text for text in KINDS[kind].rows() if text.ident == ident), None) if kind in KINDS else None


def changed(text: Text, words: Words) -> list[tuple[str, str, str]]:
    """The parts that differ: name, old words, new words."""
    return [(name, old, words[name]) for name, old in text.words.items() if words[name].strip() != old.strip()]


@transaction.atomic
def revise(kind: str, text: Text, words: Words, *, actor: Actor, mark: str, source: str, since: date) -> str:
    """A new version from a day on; answers its name.

    Raises:
        Refused: another role, nothing changed, a day in the past, no source, or somebody was faster.
    """
    if not actor.may(Power.RUN):
        raise Refused(_("Hanya admin yang mengubah naskah."))
    held = find(kind, text.ident)
    if held is None or held.mark != mark:
        raise Refused(_("Naskah ini baru saja diubah orang lain. Muat ulang halaman, lalu ubah lagi."))
    if since < timezone.localdate() or not source.strip():
        raise Refused(_("Isi sumber, dan pilih hari ini atau sesudahnya."))
    parts = changed(held, words)
    if not parts:
        raise Refused(_("Belum ada yang berubah."))
    version = KINDS[kind].make(text.ident, {name: value.strip() for name, value in words.items()}, source, since)
    book.record(
        f"text.{kind}",
        subject=f"text:{kind}:{text.ident}",
        who=actor,
        note=source,
        data={"version": version, "since": since, "parts": {name: [old, new] for name, old, new in parts}},
    )
    return version


__all__ = ["KINDS", "Kind", "Text", "changed", "find", "revise"]
