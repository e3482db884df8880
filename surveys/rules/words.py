"""Which unsur a suggestion probably speaks of: the one whose words occur most. A person may sort it otherwise."""

import re
from collections.abc import Mapping, Sequence

WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def sorted_by(text: str, words_of: Mapping[str, Sequence[str]]) -> str:
    """Slug of the unsur, "" when no word of any stands in the text. ``words_of``: words by unsur."""
    found = WORD.findall(text.lower())
    joined = f" {' '.join(found)} "
    hits = {
        unsur: sum(joined.count(f" {word} ") if " " in word else found.count(word) for word in words)
        for unsur, words in words_of.items()
    }
    best = max(hits, key=lambda unsur: hits[unsur], default="")
    return best if best and hits[best] else ""
