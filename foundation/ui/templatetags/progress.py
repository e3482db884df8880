"""Components that say how far something is: tasks, steps, timeline, time limit, answers, tabs, pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.ui.templatetags.ui import known

register = template.Library()

TASK_STATES = {
    "todo": (_("Belum"), "neutral"),
    "partial": (_("Sebagian"), "busy"),
    "done": (_("Selesai"), "good"),
    "fix": (_("Perlu diperbaiki"), "action"),
    "locked": (_("Belum bisa dimulai"), "neutral"),
}
STEP_STATES = frozenset({"todo", "now", "done", "fix"})
MOMENTS = frozenset({"done", "now", "todo", "alert"})


def part(thing: Any, name: str, default: Any = "") -> Any:
    """A named part of a mapping or of an object."""
    return thing.get(name, default) if isinstance(thing, Mapping) else getattr(thing, name, default)


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Iterable[Any], *, label: Any = "") -> dict[str, Any]:
    """Sections of a form: each ``{label, url, state, note}``; the first that is not done is marked as next."""
    rows, next_found = [], False
    for task in tasks:
        state = str(part(task, "state", "todo"))
        word, tone = TASK_STATES[state]
        is_next = not next_found and state in {"todo", "partial", "fix"}
        next_found = next_found or is_next
        rows.append(
            {
                "label": part(task, "label"),
                "url": "" if state == "locked" else part(task, "url"),
                "note": part(task, "note"),
                "word": word,
                "tone": tone,
                "is_next": is_next,
            }
        )
    return {"tasks": rows, "label": label}


@register.inclusion_tag("components/steps.html")
def steps(items: Iterable[Any], *, label: Any = "") -> dict[str, Any]:
    """Where one is in a series: each ``{label, url, state}``, state todo|now|done|fix. A rail inside ``aside``."""
    rows = [{"label": part(i, "label"), "url": part(i, "url"), "state": str(part(i, "state", "todo"))} for i in items]
    for row in rows:
        known(row["state"], STEP_STATES)
    now = next((number for number, row in enumerate(rows) if row["state"] == "now"), 0)
    after = rows[now + 1]["label"] if now + 1 < len(rows) else ""
    return {"steps": rows, "number": now + 1, "total": len(rows), "after": after, "label": label}


@register.inclusion_tag("components/timeline.html")
def timeline(moments: Iterable[Any], *, level: int = 3) -> dict[str, Any]:
    """What happened, what happens now, what comes: ``{title, at, when, text, state}``, state done|now|todo|alert.

    ``at`` is an aware datetime; ``when`` is words instead of it ("Sedang berjalan").
    """
    names = ("title", "at", "when", "text", "who")
    rows = [{n: part(m, n) for n in names} | {"state": str(part(m, "state", "done"))} for m in moments]
    for row in rows:
        known(row["state"], MOMENTS)
    return {"moments": rows, "level": level}


@register.inclusion_tag("components/sla.html")
def sla(
    used: int, total: int, *, text: Any = "", note: Any = "", tone: str = "", paused: bool = False
) -> dict[str, Any]:
    """A time limit: ``used`` of ``total`` working days. ``text`` is the sentence, ``note`` explains a pause."""
    used, total = max(0, int(used)), max(1, int(total))
    if not tone:
        share = used / total
        tone = "neutral" if paused else "bad" if used > total else "action" if share >= 0.8 else "good"
    return {
        "used": used,
        "shown": min(used, total),
        "total": total,
        "left": total - used,
        "late": max(0, used - total),
        "text": text,
        "note": note,
        "tone": known(tone),
        "paused": paused,
    }


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[Any], *, change_url: str = "", change_label: Any = "") -> dict[str, Any]:
    """Answers with their "Ubah" links: rows ``{label, value, change_url}`` or pairs ``(label, value)``."""
    shown = []
    for row in rows:
        if isinstance(row, tuple | list):
            label, value, *more = row
            url = more[0] if more else change_url
        else:
            label, value, url = part(row, "label"), part(row, "value"), part(row, "change_url") or change_url
        shown.append({"label": label, "value": value, "change_url": url})
    return {"rows": shown, "change_label": change_label}


@register.simple_block_tag
def answers(content: SafeString) -> SafeString:
    """A summary list whose rows stand in the template: ``{% answers %}{% answer "Nama" name %}{% endanswers %}``."""
    return render_to_string("components/answers.html", {"content": content})


@register.inclusion_tag("components/answer.html")
def answer(label: Any, value: Any = "", *, change_url: str = "") -> dict[str, Any]:
    """One row inside ``answers``."""
    return {"row": {"label": label, "value": value, "change_url": change_url}}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Any], *, label: Any = "") -> dict[str, Any]:
    """Tabs that are links: each ``{label, url, count, current}``."""
    names = ("label", "url", "count", "current")
    return {"tabs": [{name: part(item, name) for name in names} for item in items], "label": label}


@register.inclusion_tag("components/pager.html")
def pager(page: Any, *, words: Any = "") -> dict[str, Any]:
    """Newer and older pages of a ``foundation.ui.keyset.Page`` (or anything with previous_url and next_url).

    ``words`` stand under rows only: beneath an empty list nothing is said of how many a page holds.
    """
    around = {name: part(page, name) for name in ("previous_url", "next_url")}
    is_empty = not any(around.values()) and not part(page, "rows", default=True)
    return {**around, "words": "" if is_empty else words}
