"""The English catalogue says everything, keeps every placeholder and nothing that is gone; libraries speak our way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import polib
import pytest
from django import forms
from django.utils import translation

from portal.launch import harvest
from tests.architecture import tree

LIBRARIES = [
    Path(django.__file__).parent / "conf",
    Path(django.__file__).parent / "contrib" / "auth",
    Path(allauth.__file__).parent,
]
PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[sdf]|%[sd]|%%|<[^>]+>")
INDONESIAN = re.compile(
    r"\b(dan|yang|untuk|dengan|tidak|belum|sudah|atau|bila|adalah|oleh|pada|Anda|isi|pilih|hari|usaha)\b", re.I
)
QUOTED = re.compile(r"“[^”]*”|Bahasa Indonesia|Cipta Kerja")


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(str(harvest.CATALOGUE))


@pytest.fixture(scope="module")
def indonesian() -> polib.POFile:
    return polib.pofile(str(harvest.ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"))


def forms_of(entry: polib.POEntry) -> list[str]:
    """What people read: one sentence, or one for each number."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def signs(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_the_catalogue_holds_exactly_the_strings_of_the_house(english: polib.POFile) -> None:
    written = {(entry.msgctxt, entry.msgid, entry.msgid_plural or "") for entry in english}
    found = harvest.collected()
    assert sorted(found - written, key=str) == [], "run make pesan, then translate"
    assert sorted(written - found, key=str) == [], "run make pesan: these are gone"


def test_every_string_is_translated(english: polib.POFile) -> None:
    assert [entry.msgid for entry in english if not all(forms_of(entry))] == []
    assert [entry.msgid for entry in english if entry.fuzzy or entry.obsolete] == []


def test_every_placeholder_and_every_tag_survives(english: polib.POFile) -> None:
    lost = {entry.msgid: text for entry in english for text in forms_of(entry) if signs(text) != signs(entry.msgid)}
    assert lost == {}


def test_english_is_english(english: polib.POFile) -> None:
    texts = [QUOTED.sub("", text) for entry in english for text in forms_of(entry)]
    assert [text for text in texts if INDONESIAN.search(re.sub(r"\([^)]*\)", "", text))] == []


def test_collecting_again_changes_nothing(english: polib.POFile, tmp_path: Path) -> None:
    copy = tmp_path / "django.po"
    copy.write_text(harvest.CATALOGUE.read_text())
    assert harvest.harvest(copy) == []
    assert copy.read_text() == harvest.CATALOGUE.read_text()


def test_a_new_string_waits_a_gone_one_leaves_and_a_translation_stays(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    (tmp_path / "templates" / "mail").mkdir(parents=True)
    (tmp_path / "portal" / "x.py").write_text('a = _("lama"); b = ngettext("%(n)s hari", "%(n)s hari", 2)\n')
    (tmp_path / "templates" / "x.html").write_text('{% translate "baru" %}\n  {% f label=_("tanda") %}')
    (tmp_path / "templates" / "mail" / "x.txt").write_text('{% translate "surat" %}')
    catalogue = tmp_path / "en.po"
    catalogue.write_text('msgid "lama"\nmsgstr "old"\n\nmsgid "gone"\nmsgstr "gone"\n')
    assert [entry.msgid for entry in harvest.harvest(catalogue, tmp_path)] == ["%(n)s hari", "baru", "tanda"]
    kept = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue))}
    assert kept == {"%(n)s hari": "", "baru": "", "lama": "old", "tanda": ""}


def spoken_arguments() -> Iterator[tuple[str, ast.expr]]:
    """Place and message of every call of gettext and its kin; pgettext has its context first."""
    for path in tree.modules():
        for node in ast.walk(tree.parsed(path)):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name in harvest.WORDS and path.parts[0] in harvest.ROOMS:
                yield f"{path}:{node.lineno}", node.args[1 if "pgettext" in name else 0]


def test_no_sentence_hides_from_the_catalogue(english: polib.POFile) -> None:
    """Inside an f-string, or put together from parts, a sentence is never collected."""
    known = {entry.msgid for entry in english}
    hidden = [
        place
        for place, message in spoken_arguments()
        if isinstance(message, ast.JoinedStr | ast.BinOp)
        or (isinstance(message, ast.Constant) and message.value not in known)
    ]
    assert hidden == []


def test_no_translating_word_goes_by_a_name_that_the_harvest_does_not_know() -> None:
    """``gettext as _t``: its sentences were never collected, so an English page said them in Indonesian."""
    aliases = [
        f"{path}: {name.asname}"
        for path in tree.modules()
        if path.parts[0] in harvest.ROOMS
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in harvest.WORDS and (name.asname or name.name) not in harvest.WORDS
    ]
    assert aliases == []


def test_what_we_say_for_a_library_is_still_said_by_it(indonesian: polib.POFile) -> None:
    said = {
        entry.msgid
        for folder in LIBRARIES
        for entry in polib.pofile(str(folder / "locale" / "id" / "LC_MESSAGES" / "django.po"))
        if not entry.obsolete
    }
    assert [entry.msgid for entry in indonesian if entry.msgid not in said] == []


def test_what_we_say_for_a_library_is_polite_and_says_what_to_do(indonesian: polib.POFile) -> None:
    texts = [text for entry in indonesian for text in forms_of(entry)]
    assert [text for text in texts if re.search(r"\banda\b|valid|tidak benar|[Ss]ilah?kan", text)] == []
    assert {entry.msgid: signs(entry.msgid) for entry in indonesian} == {
        entry.msgid: signs(text) for entry in indonesian for text in forms_of(entry)
    }


def test_a_library_speaks_with_our_words_in_indonesian_and_with_its_own_in_english() -> None:
    for language, words in (("id", "Isi alamat e-mail, misalnya"), ("en", "Enter a valid email address")):
        with translation.override(language), pytest.raises(forms.ValidationError, match=words):
            forms.EmailField().clean("bukan-alamat")
