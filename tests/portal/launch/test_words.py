"""Message catalogues are compiled without gettext, and only when they changed."""

import gettext
import os
from pathlib import Path

from portal.launch import words

SOURCE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Kirim"\nmsgstr "Send"\n'


def test_a_catalogue_is_compiled_once_and_again_when_it_changed(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    compiled = source.with_suffix(".mo")
    assert words.compile_all(tmp_path) == [compiled]
    assert gettext.translation("django", tmp_path, ["en"]).gettext("Kirim") == "Send"
    assert words.compile_all(tmp_path) == []
    later = compiled.stat().st_mtime + 5
    os.utime(source, (later, later))
    assert words.compile_all(tmp_path) == [compiled]
    assert sorted(source.parent.iterdir()) == [compiled, source]
