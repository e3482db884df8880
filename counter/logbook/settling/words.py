"""Search without readable words: blind tokens of what stands in a row.

Names and notes rest encrypted. Each whole word of them (lower case, without accents and signs) leaves a token of
63 bits: an HMAC under ``settings.INDEX_KEY``. Each pair of words of a *name* leaves one too, so that "siti aminah"
is one step in an index even where each of both words is common. Parts of words are not found: tokens of
beginnings would let a thief of the database guess names letter by letter.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import combinations

from counter.logbook.models import Visit, VisitWord
from foundation.secrets.index import blind_index

WORD = re.compile(r"[a-z0-9]+")
PURPOSE = "logbook.word"
MOST_NAME_WORDS, MOST_WORDS = 7, 60


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, each once, in order."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return list(dict.fromkeys(WORD.findall(plain)))


def token(*words: str) -> int:
    """63 bits for one word, or for a pair whatever its order."""
    return int(blind_index(PURPOSE, " ".join(sorted(words)))[:16], 16) >> 1


def name_tokens(name: str) -> set[int]:
    """What finds a person: each word and each pair of words."""
    words = words_of(name)[:MOST_NAME_WORDS]
    return {token(word) for word in words} | {token(*pair) for pair in combinations(words, 2)}


def tokens_of(visit: Visit) -> set[int]:
    """Everything by which a row is found."""
    texts = (visit.number, visit.ticket_label, visit.file_number, visit.nib, visit.kbli, visit.place, visit.documents)
    words = words_of(" ".join([*texts, visit.note]))[:MOST_WORDS]
    return name_tokens(visit.person_name) | {token(word) for word in words}


def rows_for(visits: Iterable[Visit]) -> list[VisitWord]:
    """The index rows of these visits, not yet saved."""
    return [
        VisitWord(visit_id=visit.pk, token=found, started_at=visit.started_at)
        for visit in visits
        for found in sorted(tokens_of(visit))
    ]


def index(visit: Visit) -> None:
    """Make a row findable."""
    VisitWord.objects.bulk_create(rows_for([visit]))
