"""Walk the structure of a PDF: nothing that runs, calls, carries or explodes gets through.

Owner-password PDFs (printing or copying restricted) open without a password and are accepted.
Rules: reliability.md §5.3.
"""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from foundation.files.sandbox import tails
from foundation.files.sandbox.detect import MARKUP
from foundation.files.sandbox.streams import Budget, weigh
from foundation.files.sandbox.verdict import Unfit

HEAD = 1024
TAIL = 66_000
MOST_PAGES = 1000
MOST_OBJECTS = 60_000
MOST_REVISIONS = 30
DEEPEST = 60
SUSPECTS = re.compile(
    rb"/(JS|JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE|Rendition|RichMedia\w*|Movie|Sound|Screen|3D"
    rb"|EmbeddedFile|EF|FileAttachment|Collection|XFA|OpenAction|AA)\b"
)
ACTIONS = {
    "/JavaScript": "pdf_javascript",
    "/Launch": "pdf_action",
    "/SubmitForm": "pdf_action",
    "/ImportData": "pdf_action",
    "/GoToR": "pdf_action",
    "/GoToE": "pdf_action",
    "/Rendition": "pdf_media",
    "/RichMediaExecute": "pdf_media",
    "/Movie": "pdf_media",
    "/Sound": "pdf_media",
}
ANNOTATIONS = {
    "/RichMedia": "pdf_media",
    "/Movie": "pdf_media",
    "/Sound": "pdf_media",
    "/Screen": "pdf_media",
    "/3D": "pdf_media",
    "/FileAttachment": "pdf_attachment",
}
KEYS = {
    "/JS": "pdf_javascript",
    "/JavaScript": "pdf_javascript",
    "/EF": "pdf_attachment",
    "/Collection": "pdf_attachment",
    "/XFA": "pdf_xfa",
}


def inspect(path: Path) -> int:
    """The number of pages. Raises Unfit."""
    _ends_well(path)
    try:
        with pikepdf.open(path) as document:
            return _walk(document)
    except pikepdf.PasswordError:
        raise Unfit("pdf_password") from None
    except (MemoryError, OverflowError):
        raise Unfit("pdf_too_heavy") from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, RecursionError, ValueError, TypeError, KeyError):
        raise Unfit("pdf_broken") from None


def count(path: Path) -> int:
    """The number of pages, nothing else asked."""
    with pikepdf.open(path) as document:
        return len(document.pages)


def is_signed(path: Path) -> bool:
    """Does it carry an electronic signature, which any change would break?"""
    with pikepdf.open(path) as document:
        return any(
            isinstance(thing, pikepdf.Dictionary) and "/ByteRange" in thing and "/Contents" in thing
            for thing in document.objects
        )


def _ends_well(path: Path) -> None:
    """Head and tail: a PDF from the first byte to the last, and nothing else beside it."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        head, tail = data[:HEAD].lower(), data[-TAIL:]
        after = tail[tail.rfind(b"%%EOF") + 5 :] if b"%%EOF" in tail else None
        revisions = sum(1 for _found in re.finditer(rb"startxref", data))
    if any(mark in head for mark in MARKUP):
        raise Unfit("pdf_mixed")
    if after is None or revisions == 0:
        raise Unfit("pdf_mixed" if tails.holds_archive(path.read_bytes()) else "pdf_cut")
    if after.strip(b"\0\r\n\t \x1a") or tails.holds_archive(tail):
        raise Unfit("pdf_mixed")
    if revisions > MOST_REVISIONS:
        raise Unfit("pdf_many_revisions")


def _walk(document: pikepdf.Pdf) -> int:
    if len(document.objects) > MOST_OBJECTS:
        raise Unfit("pdf_too_heavy")
    budget = Budget()
    for thing in document.objects:
        table = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        if isinstance(table, pikepdf.Dictionary | pikepdf.Array) and SUSPECTS.search(table.unparse(resolved=True)):
            for inner in _dictionaries(table):
                _judge(inner)
        if isinstance(thing, pikepdf.Stream):
            weigh(thing, budget)
    pages = len(document.pages)
    if pages == 0:
        raise Unfit("pdf_no_pages")
    if pages > MOST_PAGES:
        raise Unfit("pdf_many_pages", pages=pages)
    return pages


def _dictionaries(table: Any) -> Iterator[pikepdf.Dictionary]:
    """The table and the tables written inside it; indirect ones are visited on their own."""
    waiting = [(table, 0)]
    while waiting:
        thing, depth = waiting.pop()
        if depth > DEEPEST:
            raise Unfit("pdf_too_heavy")
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
            waiting += [(value, depth + 1) for value in thing.as_dict().values() if _is_inside(value)]
        elif isinstance(thing, pikepdf.Array):
            waiting += [(value, depth + 1) for value in thing.as_list() if _is_inside(value)]


def _is_inside(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _judge(table: pikepdf.Dictionary) -> None:
    """Raises Unfit for a dictionary that makes a reader do something."""
    for key, code in KEYS.items():
        if key in table:
            raise Unfit(code)
    if table.get("/Type") == "/EmbeddedFile":
        raise Unfit("pdf_attachment")
    for names, field in ((ACTIONS, "/S"), (ANNOTATIONS, "/Subtype")):
        value = table.get(field)
        if isinstance(value, pikepdf.Name) and str(value) in names:
            raise Unfit(names[str(value)])
    if _opens_by_itself(table):
        raise Unfit("pdf_opens_link")


def _opens_by_itself(table: pikepdf.Dictionary) -> bool:
    """A link that is followed without a click: /OpenAction or /AA with a URI."""
    triggers = [table.get("/OpenAction")]
    additional = table.get("/AA")
    if isinstance(additional, pikepdf.Dictionary):
        triggers += additional.as_dict().values()
    return any(isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/URI" for action in triggers)
