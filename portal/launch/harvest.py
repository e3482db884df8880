"""`make pesan`: every wrapped string of Python and templates into the English catalogue, translations kept.

xgettext is not needed: Babel reads Python, Django turns a template into what Babel can
read. The file is sorted and names no places, so that moving a line changes nothing in it.
Papers and letters (``templates/documents``, ``templates/mail``) are Indonesian by design.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from portal.launch.stack import ROOT

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
ROOMS = (
    "accounts",
    "complaints",
    "counter",
    "foundation",
    "licensing",
    "oss_bridge",
    "portal",
    "supervision",
    "surveys",
)
INDONESIAN_ONLY = ("documents", "mail")
WORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
METADATA = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
Key = tuple[str | None, str, str]  # context, msgid, msgid_plural ("" when there is one form only)


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Files whose strings people of this portal read."""
    for room in ROOMS:
        yield from (path for path in (root / room).rglob("*.py") if "migrations" not in path.parts)
    templates = root / "templates"
    for path in templates.rglob("*"):
        if path.suffix in {".html", ".txt"} and path.relative_to(templates).parts[0] not in INDONESIAN_ONLY:
            yield path


def strings(path: Path) -> Iterator[Key]:
    """The wrapped strings of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":  # what is left of markup is X, and its indentation would confuse a reader of Python
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), WORDS):
        forms = (message,) if isinstance(message, str) else message
        if forms[0]:
            yield context, forms[0], forms[1] if len(forms) > 1 else ""


def collected(root: Path = ROOT) -> set[Key]:
    """All strings; where one is used both with and without a plural, the plural entry serves both."""
    found = {key for path in sources(root) for key in strings(path)}
    plural = {(context, one) for context, one, many in found if many}
    return {key for key in found if key[2] or key[:2] not in plural}


def renewed(old: polib.POFile, keys: set[Key]) -> polib.POFile:
    """The catalogue of exactly these strings, with the translations that the old one has."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = METADATA
    for context, one, many in sorted(keys, key=lambda key: (key[1].casefold(), key[1], key[0] or "")):
        entry = polib.POEntry(msgctxt=context, msgid=one, msgid_plural=many)
        before = known.get((context, one))
        if many:
            single = before.msgstr if before else ""
            entry.msgstr_plural = (before.msgstr_plural if before else {}) or {0: single, 1: ""}
        elif before:
            entry.msgstr = before.msgstr or before.msgstr_plural.get(0, "")
        fresh.append(entry)
    return fresh


def harvest(catalogue: Path = CATALOGUE, root: Path = ROOT) -> list[polib.POEntry]:
    """Write the catalogue; returns what still waits for a translation."""
    old = polib.pofile(str(catalogue)) if catalogue.exists() else polib.POFile()
    fresh = renewed(old, collected(root))
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(catalogue))
    return list(fresh.untranslated_entries())


if __name__ == "__main__":
    waiting = harvest()
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(waiting)} untranslated")
    for missing in waiting:
        print(f"  {missing.msgid}")
