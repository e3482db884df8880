"""The search: everyday words, misspellings, codes of both editions; no query per keystroke."""

import csv
import random
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from licensing.catalogue import queries, version
from licensing.catalogue.models import EverydayWord, Kbli
from licensing.catalogue.search.index import Entry, Index
from licensing.catalogue.search.words import stem, words

HERE = Path(__file__).parent.parent  # the lists of queries
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def gold(name: str) -> list[tuple[str, set[str]]]:
    with (HERE / name).open(encoding="utf-8") as handle:
        return [(row["query"], set(row["accepted"].split())) for row in csv.DictReader(handle)]


def share_found(cases: list[tuple[str, set[str]]], *, first: int, edition: str = "") -> float:
    found = sum(
        1
        for query, accepted in cases
        if accepted & {hit.entry.code for hit in queries.search(query, edition=edition, limit=first)}
    )
    return found / len(cases)


def slipped(word: str, chance: random.Random) -> str:
    """A word with one slip: a letter left out, doubled, swapped or hit beside."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
        ]
    )


@pytest.mark.usefixtures("catalogue")
def test_a_hundred_everyday_queries_are_answered_in_the_first_five() -> None:
    cases = gold("gold.csv")
    assert len(cases) == 100
    assert share_found(cases, first=5) >= 0.9


@pytest.mark.usefixtures("catalogue")
def test_queries_that_the_word_list_was_not_written_for_are_answered_too() -> None:
    assert share_found(gold("unseen.csv"), first=5) >= 0.85


@pytest.mark.usefixtures("catalogue")
def test_one_slip_of_the_finger_still_finds_it_and_a_substring_scan_does_not() -> None:
    chance = random.Random(20261122)
    titles = dict(Kbli.objects.filter(edition="2025", level=5).values_list("code", "title"))
    cases = []
    for code, title in sorted(titles.items())[::8]:
        telling = [word for word in words(title) if len(word) >= 5]
        if len(telling) < 2:
            continue
        at = chance.randrange(len(telling[:3]))
        typed = [slipped(word, chance) if place == at else word for place, word in enumerate(telling[:3])]
        cases.append((" ".join(typed), {code}))
    assert len(cases) > 150
    found = share_found(cases, first=20)
    scanned = sum(1 for typed, (code, *_) in cases if typed in titles[code].lower()) / len(cases)
    assert found >= 0.95
    assert found >= 2.5 * scanned


@pytest.mark.usefixtures("catalogue")
def test_a_keystroke_asks_no_database() -> None:
    queries.search("war")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for typed in ("w", "wa", "war", "waru", "warun", "warung", "78104", "kursus menjahit", "zzz"):
            queries.search(typed)
            queries.both_meanings(typed)
    assert len(asked) == 0


@pytest.mark.usefixtures("catalogue")
def test_a_bare_code_with_two_meanings_is_answered_twice() -> None:
    assert [(hit.entry.edition, hit.entry.code) for hit in queries.search("78104")] == [
        ("2025", "78104"),
        ("2020", "78104"),
    ]
    assert [(hit.entry.edition) for hit in queries.search(" 781 04 ", edition="2020")] == ["2020"]
    assert [entry.edition for entry in queries.both_meanings("78104")] == ["2020", "2025"]
    assert {entry.moved_to for entry in queries.both_meanings("78104")} == {("78105",), ()}


@pytest.mark.usefixtures("catalogue")
def test_all_reused_numbers_ask_and_no_other_does() -> None:
    both = Kbli.objects.filter(edition="2020", level=5, code__in=Kbli.objects.filter(edition="2025").values("code"))
    asking = [code for code in both.values_list("code", flat=True) if queries.both_meanings(code)]
    assert len(asking) == 146
    assert queries.both_meanings("78101") == []
    assert [hit.entry.edition for hit in queries.search("78101")] == ["2025"]
    assert [hit.entry.edition for hit in queries.search("78421")] == ["2020"]


@pytest.mark.usefixtures("catalogue")
def test_the_beginning_of_a_code_lists_its_codes() -> None:
    assert [hit.entry.code for hit in queries.search("7810")] == ["78101", "78102", "78103", "78104", "78105", "78109"]
    assert {hit.entry.edition for hit in queries.search("7842", edition="2020")} == {"2020"}
    assert queries.search("00000") == queries.search("999999") == []


@pytest.mark.usefixtures("catalogue")
def test_old_codes_are_found_by_the_words_of_their_successors() -> None:
    assert "96200" in [hit.entry.code for hit in queries.search("laundry", edition="2020")][:3]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("typed", ["", " ", "!!!", "💈", "\x00", "a" * 5000, "' OR 1=1 --", "%", "٣٤٥", "²"])
def test_nonsense_is_answered_calmly(typed: str) -> None:
    assert isinstance(queries.search(typed), list)
    assert queries.both_meanings(typed) == []


@pytest.mark.usefixtures("catalogue")
def test_a_new_word_is_found_as_soon_as_the_version_changes(django_capture_on_commit_callbacks: Any) -> None:
    assert queries.search("ngopidulu") == []
    kafe = Kbli.objects.get(edition="2025", code="56303")
    EverydayWord.objects.create(kbli=kafe, phrase="ngopidulu")
    assert queries.search("ngopidulu") == []
    with django_capture_on_commit_callbacks(execute=True):
        version.announce("uji", "satu kata baru")
    assert "56303" in [hit.entry.code for hit in queries.search("ngopidulu")][:1]


@pytest.mark.usefixtures("catalogue")
def test_the_version_is_read_again_when_the_cache_forgets_it() -> None:
    release = version.announce("uji", "x")
    cache.clear()
    assert version.current() == release.pk


def test_an_exact_everyday_phrase_beats_a_title_that_shares_a_word() -> None:
    index = Index.of(
        [
            Entry("2025", "00001", "Perdagangan Warung Mesin"),
            Entry("2025", "00002", "Perdagangan Eceran Lain", phrases=("warung",)),
        ]
    )
    assert [(hit.entry.code, hit.matched) for hit in index.find("warung")] == [("00002", "warung"), ("00001", "")]


def test_more_words_met_rank_higher() -> None:
    index = Index.of([Entry("2025", "00001", "Budi Daya Lele"), Entry("2025", "00002", "Budi Daya Lele Hias Kolam")])
    assert [hit.entry.code for hit in index.find("lele hias")] == ["00002", "00001"]


def test_short_words_are_not_corrected_into_others() -> None:
    index = Index.of([Entry("2025", "00001", "Kos"), Entry("2025", "00002", "Gas")])
    assert [hit.entry.code for hit in index.find("bas")] == []


@pytest.mark.parametrize(
    ("word", "root"),
    [("penggergajian", "gergaji"), ("penataan", "nata"), ("pelatihan", "latih"), ("jahit", "jahit"), ("es", "es")],
)
def test_common_prefixes_and_suffixes_are_set_aside(word: str, root: str) -> None:
    assert stem(word) == root
