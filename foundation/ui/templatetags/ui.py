"""Small components: buttons, badges, notices, cards. Every one is shown in docs/ui.md and at /uji/gaya/."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from foundation.ui.sentences import sentences

register = template.Library()

BUTTONS = frozenset({"primary", "secondary", "danger", "quiet"})
TONES = frozenset({"neutral", "busy", "action", "good", "bad"})


def known(tone: Any, tones: frozenset[str] = TONES) -> str:
    """The tone itself; a tone that we do not have is a mistake of the page, found by the first test that opens it."""
    if str(tone) not in tones:
        raise template.TemplateSyntaxError(f"“{tone}” is not one of {sorted(tones)}.")
    return str(tone)


@register.inclusion_tag("components/button.html")
def button(
    label: Any,
    *,
    tone: str = "primary",
    name: str = "",
    value: Any = "",
    form: str = "",
    id: str = "",
    type: str = "submit",
    small: bool = False,
    why_not: Any = "",
    key: str = "",
) -> dict[str, Any]:
    """A button. ``why_not`` is a sentence: the button is then off and the sentence stands beneath it."""
    return {
        "label": label,
        "tone": known(tone, BUTTONS),
        "name": name,
        "value": str(value),
        "form": form,
        "id": id,
        "type": type,
        "small": small,
        "why_not": why_not,
        "key": key,
    }


@register.inclusion_tag("components/link_button.html")
def link_button(
    label: Any, url: str, *, tone: str = "primary", small: bool = False, download: bool = False
) -> dict[str, Any]:
    """A link that looks like a button: for going somewhere, never for changing something."""
    return {"label": label, "url": url, "tone": known(tone, BUTTONS), "small": small, "download": download}


@register.inclusion_tag("components/badge.html")
def badge(word: Any, tone: Any = "") -> dict[str, Any]:
    """A status. ``word`` is text, or a member of an enum with ``label`` and ``tone`` of its own."""
    return {"label": getattr(word, "label", word), "tone": known(tone or getattr(word, "tone", "neutral"))}


@register.simple_block_tag
def notice(content: SafeString, *, title: Any = "", tone: str = "neutral", role: str = "") -> SafeString:
    """An inset notice: ``{% notice tone="action" title="Perlu diperbaiki" %}…{% endnotice %}``."""
    return render_to_string(
        "components/notice.html", {"content": content, "title": title, "tone": known(tone), "role": role}
    )


@register.simple_block_tag
def card(content: SafeString, *, title: Any = "", url: str = "", meta: Any = "", level: int = 2) -> SafeString:
    """A card. With ``url`` the whole card is the link (and holds no other link)."""
    return render_to_string(
        "components/card.html", {"content": content, "title": title, "url": url, "meta": meta, "level": level}
    )


@register.simple_block_tag
def empty_state(content: SafeString, *, title: Any, level: int = 2) -> SafeString:
    """What stands where a list has no rows: a sentence, and what to do next."""
    return render_to_string("components/empty_state.html", {"content": content, "title": title, "level": level})


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """Above the form of a 422 page: each error once, linked to its field. Forms and formsets alike.

    A form that is drawn afterwards (``{{ form }}``, crispy) does not list its errors again.
    """
    found: list[dict[str, Any]] = []
    for form in flat(forms):
        form.errors_are_listed = True
        for message in form.non_field_errors():
            found.append({"target": "", "message": message})
        for field in [*form.hidden_fields(), *form.visible_fields()]:
            target = "" if field.is_hidden else first_control(field)
            found.extend({"target": target, "message": message} for message in sentences(field))
    return {"errors": found}


def flat(forms: Any) -> list[Any]:
    """Bound forms, with the forms of a formset one by one."""
    single: list[Any] = []
    for form in forms:
        if form is None or not getattr(form, "is_bound", False):
            continue
        single.extend(form.forms if hasattr(form, "management_form") else [form])
    return single


def first_control(field: Any) -> str:
    """The id to jump to: a group of radios or ticks has one per option, and the first is meant."""
    if not field.use_fieldset:
        return str(field.id_for_label or field.auto_id)
    options = list(field.subwidgets)
    return str(options[0].id_for_label) if options else str(field.auto_id)


@register.inclusion_tag("components/kpi.html")
def kpi(label: Any, value: Any, *, hint: Any = "", url: str = "") -> dict[str, Any]:
    """A figure with its name; ``url`` leads to the rows behind it. Put several in ``<div class="kpis">``."""
    return {"label": label, "value": value, "hint": hint, "url": url}


@register.inclusion_tag("components/copy.html")
def copy_text(text: Any, *, label: Any = "") -> dict[str, Any]:
    """Text with a "Salin" button (without JavaScript: text that one tap selects)."""
    return {"text": text, "label": label}


@register.inclusion_tag("components/document.html")
def document_row(
    name: Any, url: str, *, kind: str = "PDF", meta: Any = "", status: Any = "", action: Any = ""
) -> dict[str, Any]:
    """One document of a list: kind, name, size or date, status, and the way to it."""
    return {"name": name, "url": url, "kind": kind, "meta": meta, "status": status, "action": action}
