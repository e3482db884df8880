"""Template in, PDF/A-3a with PDF/UA identification out; the same facts give the same bytes.

WeasyPrint is imported inside the functions: only a process that draws pays for it. One font
configuration and one parsed style sheet serve the whole life of the process, because a new one per
document leaks (performance.md, section 1).
"""

import atexit
import gc
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from foundation.printing import assets
from foundation.printing.accessible import finish

VARIANT = "pdf/a-3a"
LANGUAGE = "id"
_drawing = threading.Lock()


def pdf(template: str, context: Mapping[str, Any], *, title: str, keywords: str = "", description: str = "") -> bytes:
    """Draw a template of ``templates/documents/``.

    Values are escaped by the template engine; addresses other than bundled assets are never fetched.
    ``title`` becomes the title of the window and of the XMP; ``keywords`` are separated by commas.
    """
    facts = {**context, "title": title, "keywords": keywords, "description": description}
    with translation.override(LANGUAGE):
        markup = render_to_string(template, facts)
    return pdf_of(markup)


def pdf_of(markup: str) -> bytes:
    """Draw finished markup. One at a time per process: Pango and the pause of the collector are shared."""
    from weasyprint import HTML  # noqa: PLC0415, TID251 - 0.6 s and 50 MB that only drawing processes pay

    fonts, style, fetcher = _shared()
    with _drawing, _collector_paused():
        drawn = HTML(string=assets.drawable(markup), base_url=assets.SCHEME, url_fetcher=fetcher).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant=VARIANT
        )
    return finish(drawn)


def warm_up() -> None:
    """Load the press and draw one line that nobody reads: the first document of a process costs ten times the next."""
    pdf_of("<!DOCTYPE html><html lang=id><head><title>-</title></head><body><p>Satu Pintu</p></body></html>")


@cache
def _shared() -> tuple[Any, Any, Any]:
    """Font configuration, parsed style sheet and the fetcher that denies."""
    from weasyprint import CSS  # noqa: PLC0415, TID251
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415, TID251
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415, TID251

    class BundledOnly(URLFetcher):
        """Answers for bundled assets; everything else is refused before any file or socket is opened."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The asset, or AssetRefused."""
            body, kind = assets.read(url)
            return URLFetcherResponse(url, body=body, headers={"Content-Type": kind})

    logging.getLogger("fontTools").setLevel(logging.WARNING)
    fonts, fetcher = FontConfiguration(), BundledOnly()
    source = assets.style_path().read_text(encoding="utf-8")
    return fonts, CSS(string=source, base_url=assets.SCHEME, url_fetcher=fetcher, font_config=fonts), fetcher


atexit.register(_shared.cache_clear)  # the fonts' temporary folder goes while Python still can remove it


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Garbage collection off while pages are laid out: 12-32 % of the time (measured)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
