"""No page holds words outside the catalogue: every visible text of a template is wrapped."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from portal.launch.harvest import INDONESIAN_ONLY
from tests.architecture import tree

SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label", "summary"}
WORD = re.compile(r"[A-Za-z]{2,}")
#: Names, codes and examples that are the same in every language.
ANYWHERE = {"KBLI", "NIB", "PMA", "PDF", "KB", "Rp", "oss.go.id", "Bahasa Indonesia", "English", "Ctrl", "Enter"}
EXAMPLES = {"PB-2026-000123"}
WRAPPING = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}


class Visible(HTMLParser):
    """Texts and spoken attributes of a template whose tags have been taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += [tag] if tag in {"script", "style"} else []
        self.found += [value for name, value in attrs if value and name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data.strip())


def without_tags(text: str) -> str:
    """The template's own letters: nothing of tags, of what they wrap, and of blocks that only name a class."""
    kept, until = [], ""
    for token in Lexer(text).tokenize():
        name, *rest = token.contents.split() or [""]
        if token.token_type == TokenType.BLOCK:
            if until:
                until = "" if name in {until, "endblock"} else until
            elif name == "block" and rest[0].endswith("class"):
                until = "endblock"
            elif name in WRAPPING:
                until = WRAPPING[name]
        elif token.token_type == TokenType.TEXT and not until:
            kept.append(token.contents)
    return "".join(kept)


def unwrapped(text: str) -> list[str]:
    """Visible words that no catalogue knows."""
    page = Visible()
    page.feed(without_tags(text))
    page.close()
    return [found for found in page.found if WORD.search(allowed_out(found))]


def allowed_out(text: str) -> str:
    for name in sorted(ANYWHERE | EXAMPLES, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", "", text)
    return text


PAGES = [path for path in tree.files("*.html", under="templates") if path.parts[1] not in INDONESIAN_ONLY]


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_visible_word_of_a_template_is_wrapped(path: Path) -> None:
    assert unwrapped(tree.text(path)) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Kirim permohonan</p>", ["Kirim permohonan"]),
        ('<p>{% translate "Kirim" %}</p>', []),
        ("<p>{% blocktranslate %}Halo {{ name }}{% endblocktranslate %} dan lagi</p>", ["dan lagi"]),
        ('<input placeholder="Nama usaha" class="wide field">', ["Nama usaha"]),
        ("{% block body_class %}page-narrow{% endblock %}<b>KBLI {{ code }}</b>", []),
        ("{# catatan #}{% comment %}apa saja{% endcomment %}<script>var a</script>", []),
        ("{% if a %}Ya{% else %}Tidak{% endif %}", ["YaTidak"]),
    ],
)
def test_the_reader_of_templates_sees_what_people_see(template: str, words: list[str]) -> None:
    assert unwrapped(template) == words
