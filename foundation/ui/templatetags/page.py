"""Tags of the page frame: menu, theme, ribbon, scripts, addresses that may not exist yet."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from foundation.office import look
from foundation.ui import navigation as menu
from foundation.ui.bundles import SCRIPTS

register = template.Library()

THEMES = frozenset({"terang", "gelap"})


def navigation(context: Context) -> list[menu.Link]:
    """The menu of the person who reads, asked once a page: counting what waits costs a query."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    kept: list[menu.Link] | None = getattr(request, "menu_links", None)
    if kept is None:
        kept = menu.links(request)
        request.menu_links = kept  # type: ignore[attr-defined]
    return kept


@register.simple_tag(takes_context=True)
def menu_list(context: Context, folds: bool = False) -> SafeString:
    """The menu as a list: ``{% menu_list as menu %}``; ``folds=True`` puts what a line cannot hold under "Lainnya"."""
    drawn: SafeString
    assert context.template is not None  # noqa: S101 - a tag is drawn by one
    links = navigation(context)
    shown, rest = menu.fold(links) if folds and is_known(context) else (links, [])
    doors = doors_drawn(str(get_language()), tuple(shown), tuple([*rest, *account(context)] if rest else []))
    with context.push(doors=doors, has_rest=bool(rest)):
        drawn = context.template.engine.get_template("components/_nav_list.html").render(context)
    return drawn


def is_known(context: Context) -> bool:
    """Has somebody signed in? A visitor's menu is short and stays open."""
    return bool(getattr(getattr(context.get("request"), "actor", None), "role", ""))


def account(context: Context) -> list[menu.Link]:
    """The door to one's own account, where this set of addresses has one."""
    url = url_if("account_profile")
    return [menu.Link(gettext("Akun saya"), url, menu.where(context["request"].path, url), 0)] if url else []


@lru_cache(maxsize=512)
def doors_drawn(language: str, links: tuple[menu.Link, ...], rest: tuple[menu.Link, ...] = ()) -> SafeString:
    """The doors of a menu as list items. The same for all people of a role who stand at the same door."""
    told = {"links": links, "rest": rest, "is_in_rest": any(link.current for link in rest)}
    return render_to_string("components/_nav_doors.html", told)


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """The chosen theme, "terang" or "gelap"; "" follows the machine."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get("tema", "") if request is not None else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag
def ribbon() -> str:
    """Why this is not the real thing: "uji-coba" (demo data), "simulasi" (mock OSS) or ""."""
    if settings.DEMO:
        return "uji-coba"
    return "simulasi" if settings.OSS_MODE == "simulasi" else ""


@register.simple_tag(takes_context=True)
def frame_stamp(context: Context) -> str:
    """What the unchanging parts of the frame depend on; they are drawn once per stamp and kept for ten minutes."""
    request, office = context.get("request"), context.get("office")
    doors = getattr(request, "urlconf", None) or settings.ROOT_URLCONF
    changed = getattr(office, "updated_at", None), getattr(office, "version", 0)
    return f"{get_language()} {ribbon()} {doors} {changed}"


@register.simple_tag
def url_if(name: str, *args: Any, **kwargs: Any) -> str:
    """Like ``{% url %}``, but "" for a door that is not mounted."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def office_url(context: Context, name: str) -> str:
    """A public file of the office ("office_colours", "office_mark") under its version, so that browsers keep it."""
    office = context.get("office")
    address = url_if(name)
    return f"{address}?v={look.version(office)}" if office and address else ""


@register.simple_tag
def script(name: str) -> SafeString:
    """One of our own modules that not every page has: ``{% script "shortcuts" %}`` in ``{% block scripts %}``."""
    if name in SCRIPTS:
        return SafeString("")
    return format_html('<script type="module" src="{}"></script>', static(f"js/{name}.js"))


@register.simple_tag(takes_context=True)
def is_to_mend(context: Context) -> bool:
    """Does the page come back to be mended? True where any of its forms was found wanting, whatever it is called.

    A page without a form at fault (a refused file, rows that do not fit) says ``page_has_errors`` itself.
    """
    things = context.flatten()
    # type(), not isinstance(): asking a lazy thing for its class wakes it (the CSRF token, whoever is signed in).
    forms = [thing for thing in things.values() if issubclass(type(thing), BaseForm | BaseFormSet)]
    return bool(things.get("page_has_errors")) or any(has_errors(form) for form in forms)


@register.filter
def has_errors(form: Any) -> bool:
    """Was this form (or formset) sent and found wanting?"""
    if not getattr(form, "is_bound", False):
        return False
    return not form.is_valid()
