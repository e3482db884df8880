"""Every page of the house in both languages: only data are in the other one."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import product
from typing import Any

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from portal.doorplan import HUMANS, Door, doors
from portal.launch.harvest import CATALOGUE
from tests.house.furniture import House, existing
from tests.house.test_access_matrix import knock, url_of

Visit = Callable[..., Client]
ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = {"title", "alt", "placeholder", "aria-label"}
MARKS = re.compile(r"[.,:;·()“”–—…!?\n]+")
FOREIGN = {
    "en": re.compile(r"\b(dan|yang|untuk|dengan|tidak|belum|sudah|atau|Anda|ini|itu|oleh|bila)\b", re.I),
    "id": re.compile(r"\b(the|your|you|and|with|please|this|is|of)\b", re.I),
}
EVERY_FIFTH_STATE = slice(None, None, 5)


class Words(HTMLParser):
    """Visible texts in the language of the page: what is marked as another language is left out."""

    def __init__(self, other: str) -> None:
        super().__init__()
        self.other, self.found = other, list[str]()
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in ALONE:
            self.open.append((tag, tag in {"script", "style"} or said.get("lang") == self.other))
        if not self.is_left_out():
            self.found += [value for name, value in said.items() if value and name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_left_out() and data.strip():
            self.found.append(data.strip())

    def is_left_out(self) -> bool:
        return any(out for _tag, out in self.open)


@pytest.fixture(scope="module")
def data(furnished: House, django_db_blocker: Any) -> str:
    """Everything that stands in the tables, as one long text."""
    texts = []
    with django_db_blocker.unblock():
        for model in apps.get_models():
            kinds = (models.CharField, models.TextField, models.JSONField)
            names = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
            for row in model._default_manager.values_list(*names) if names else ():
                texts += [" ".join(str(value).split()) for value in row if value]
    return "\n".join(texts)


@pytest.fixture(scope="module")
def pairs() -> dict[str, str]:
    """Indonesian -> English, where they differ."""
    entries = polib.pofile(str(CATALOGUE))
    return {entry.msgid: entry.msgstr for entry in entries if entry.msgstr and entry.msgstr != entry.msgid}


def said(language: str, house: House, visit: Visit) -> Iterator[tuple[str, str]]:
    """Address and text, for each visible text of each page; forms are sent empty, so that they complain too."""
    for door in doors():
        states = existing(door, house)[EVERY_FIFTH_STATE]
        readers = [reader(door, house), house.people.pengawas]  # the second is often refused: that page speaks too
        for arguments, user, way in [*product(states, readers[:1], ["get"]), *product(states[:1], readers, ["post"])]:
            client = visit(user)
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            url = url_of(door, arguments)
            answer = knock(lambda _user, client=client: client, None, url, way)
            if answer.get("Content-Type", "").startswith("text/html"):
                page = Words("id" if language == "en" else "en")
                page.feed(answer.content.decode())
                yield from ((f"{way} {url}", text) for text in page.found)


def reader(door: Door, house: House) -> Any:
    """Nobody in particular at a public door; else the last role that is let in."""
    roles = [] if door.is_public else [role for role in HUMANS if door.admits(role)]
    return house.user(roles[-1]) if roles else None


def strange(text: str, foreign: re.Pattern[str], data: str) -> bool:
    """Is a part of this text in the other language, without standing in the tables?"""
    parts = [" ".join(part.split()) for part in MARKS.split(text)]
    return any(foreign.search(part) and part not in data for part in parts)


@pytest.mark.parametrize("language", ["en", "id"])
def test_only_data_are_in_the_other_language(
    language: str, house: House, visit: Visit, data: str, pairs: dict[str, str]
) -> None:
    of_the_other = set(pairs if language == "en" else pairs.values()) - set(
        pairs.values() if language == "en" else pairs
    )
    wrong, pages = {}, set()
    for url, text in said(language, house, visit):
        pages.add(url)
        if (text in of_the_other and text not in data) or strange(text, FOREIGN[language], data):
            wrong[text] = url
    assert len(pages) > 80, "too few pages were looked at"
    assert wrong == {}
