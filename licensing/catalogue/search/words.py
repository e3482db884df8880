"""Cutting Indonesian text into words that can be compared. Idle words and spellings are data (spellings.toml)."""

import re
import unicodedata

from licensing.catalogue.loading.files import page

WORD = re.compile(r"[a-z0-9]+")
IDLE = frozenset(page("search/spellings.toml")["idle"])
SAME = {said: word for word, ways in page("search/spellings.toml")["same"].items() for said in ways}
PREFIXES = ("meng", "peng", "mem", "pem", "men", "pen", "per", "ber", "ter", "me", "pe", "di")
SUFFIXES = ("kan", "nya", "an")
SHORTEST_STEM = 4


def words(text: str) -> list[str]:
    """Words of a text, plain letters, everyday spellings unified; idle words left out unless nothing else stands."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    found = WORD.findall(plain)
    telling = [word for word in found if word not in IDLE]
    return [SAME.get(word, word) for word in telling or found]


def stem(word: str) -> str:
    """A word without its commonest prefix and suffix: "penggergajian" and "gergaji" meet in the middle."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM:
            return word[len(prefix) :]
    return word


def phrase(text: str) -> str:
    """A text as one comparable phrase."""
    return " ".join(words(text))
