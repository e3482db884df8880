"""Ranking codes for a query: whole words, beginnings of words, corrected words; everyday phrases weigh most."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from licensing.catalogue.search.words import phrase, stem, words

PHRASE, TITLE, ANCESTOR, PARENT = 3.0, 2.0, 1.0, 0.4  # weight of the place where a word stands
EXACT, STEM, BEGINNING, ONE_OFF, TWO_OFF = 1.0, 0.75, 0.7, 0.55, 0.3  # how well a word meets
WHOLE, INSIDE = 12.0, 6.0  # the query is an everyday phrase; an everyday phrase stands in the query
MOST_BEGINNINGS, MOST_CORRECTIONS = 60, 12
SHORTEST_CORRECTED, SHORTEST_TWICE = 4, 7
CODE_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity as the search sees it. ``risks`` maps each scale to the risks that the catalogue knows of."""

    edition: str
    code: str
    title: str
    phrases: tuple[str, ...] = ()
    ancestors: str = ""
    parents: str = ""
    risks: tuple[str, ...] = ()
    risks_by_scale: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_firm: bool = False
    coverage: str = ""
    moved_to: tuple[str, ...] = ()
    is_reused: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer, best first by ``score``; ``matched`` is the everyday phrase that led here, if one did."""

    entry: Entry
    score: float
    matched: str = ""


@dataclass(slots=True)
class Index:
    """An index over entries of both editions. Build with ``Index.of(entries)``; immutable afterwards."""

    entries: list[Entry] = field(default_factory=list)
    postings: dict[str, dict[int, float]] = field(default_factory=dict)
    stems: dict[str, dict[int, float]] = field(default_factory=dict)
    phrases: dict[str, list[int]] = field(default_factory=dict)
    vocabulary: list[str] = field(default_factory=list)
    rarity: dict[str, float] = field(default_factory=dict)
    by_code: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Index":
        """Build."""
        index = cls(entries=list(entries))
        postings: dict[str, dict[int, float]] = defaultdict(dict)
        stems: dict[str, dict[int, float]] = defaultdict(dict)
        phrases: dict[str, list[int]] = defaultdict(list)
        by_code: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(index.entries):
            by_code[entry.code].append(number)
            places = [(PARENT, entry.parents), (ANCESTOR, entry.ancestors), (TITLE, entry.title)]
            for weight, text in [*places, *((PHRASE, said) for said in entry.phrases)]:
                for word in words(text):
                    postings[word][number] = max(weight, postings[word].get(number, 0.0))
                    root = stem(word)
                    stems[root][number] = max(weight, stems[root].get(number, 0.0))
            for said in {phrase(said) for said in entry.phrases}:
                phrases[said].append(number)
        index.postings, index.stems, index.phrases = dict(postings), dict(stems), dict(phrases)
        index.by_code = dict(by_code)
        index.vocabulary = sorted(index.postings)
        total = len(index.entries)
        index.rarity = {word: 1.0 + log(total / len(found)) for word, found in index.postings.items()}
        return index

    def find(self, query: str, *, edition: str = "", limit: int = 20) -> list[Hit]:
        """The best answers. ``edition`` "" asks the newest edition, and both for a bare code."""
        asked = words(query)
        digits = "".join(query.split())
        if digits.isdigit():
            return self._by_code(digits, edition, limit)
        if not asked:
            return []
        scores = self._scores(asked)
        matched = self._phrases_met(asked, scores)
        wanted = edition or "2025"
        ranked = sorted(
            (number for number in scores if self.entries[number].edition == wanted),
            key=lambda number: (-scores[number], self.entries[number].code),
        )
        return [Hit(self.entries[n], scores[n], matched.get(n, "")) for n in ranked[:limit]]

    def both_meanings(self, query: str) -> list[Entry]:
        """Both editions of a bare code whose number changed its meaning; otherwise nothing."""
        digits = "".join(query.split())
        found = [self.entries[number] for number in self.by_code.get(digits, [])]
        return found if len(found) > 1 and any(entry.is_reused for entry in found) else []

    def _by_code(self, digits: str, edition: str, limit: int) -> list[Hit]:
        if len(digits) >= CODE_LENGTH:
            numbers = self.by_code.get(digits, [])
            numbers = sorted(numbers, key=lambda n: self.entries[n].edition, reverse=True)
            found = [self.entries[n] for n in numbers if edition in {"", self.entries[n].edition}]
            if not edition and found and not any(entry.is_reused for entry in found):
                found = found[:1]
            return [Hit(entry, 1.0) for entry in found]
        wanted = edition or "2025"
        codes = sorted(code for code in self.by_code if code.startswith(digits))
        numbers = [n for code in codes for n in self.by_code[code] if self.entries[n].edition == wanted]
        return [Hit(self.entries[n], 1.0) for n in numbers[:limit]]

    def _scores(self, asked: list[str]) -> dict[int, float]:
        """Sum over the query's words; codes that meet more of the query's weight rank higher."""
        scores: dict[int, float] = defaultdict(float)
        met: dict[int, float] = defaultdict(float)
        weight_asked = 0.0
        for word in dict.fromkeys(asked):
            best, weight = self._meetings(word)
            weight_asked += weight
            for number, score in best.items():
                scores[number] += score
                met[number] += weight
        return {n: score * (0.3 + 0.7 * met[n] / weight_asked) for n, score in scores.items()} if weight_asked else {}

    def _meetings(self, word: str) -> tuple[dict[int, float], float]:
        """Codes that meet one word, each with its best score, and the weight of the word itself."""
        best: dict[int, float] = {}
        quality = self._alike(word)
        weight = max((self.rarity[alike] for alike in quality), default=1.0 + log(max(len(self.entries), 1)))
        for alike, how_well in quality.items():
            for number, place in self.postings[alike].items():
                score = how_well * place * self.rarity[alike]
                if score > best.get(number, 0.0):
                    best[number] = score
        rooted = self.stems.get(stem(word), {})
        rare = 1.0 + log(len(self.entries) / len(rooted)) if rooted else 0.0
        for number, place in rooted.items():
            best[number] = max(best.get(number, 0.0), STEM * place * rare)
        return best, max(weight, rare)

    def _alike(self, word: str) -> dict[str, float]:
        """Words of the vocabulary that this word may mean: itself, its continuations, its correct spellings."""
        alike = {word: EXACT} if word in self.postings else {}
        if len(word) > 1:
            start = bisect_left(self.vocabulary, word)
            for known in self.vocabulary[start : start + MOST_BEGINNINGS]:
                if not known.startswith(word):
                    break
                alike.setdefault(known, BEGINNING * (0.5 + 0.5 * len(word) / len(known)))
        if not alike and len(word) >= SHORTEST_CORRECTED:
            alike = self._corrected(word)
        return alike

    def _corrected(self, word: str) -> dict[str, float]:
        """Nearest spellings: one slip of the finger, two in long words."""
        allowed = 2 if len(word) >= SHORTEST_TWICE else 1
        near = process.extract(word, self.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_CORRECTIONS)
        return {known: ONE_OFF if distance == 1 else TWO_OFF for known, distance, _ in near}

    def _phrases_met(self, asked: list[str], scores: dict[int, float]) -> dict[int, str]:
        """Lift the codes whose everyday phrase is the query, or stands in it; say which phrase it was."""
        matched: dict[int, tuple[float, str]] = {}
        for start in range(len(asked)):
            for end in range(len(asked), start, -1):
                said = " ".join(asked[start:end])
                share = (end - start) / len(asked)
                bonus = WHOLE if share == 1 else INSIDE * share
                for number in self.phrases.get(said, ()):
                    if bonus > matched.get(number, (0.0, ""))[0]:
                        matched[number] = (bonus, said)
        for number, (bonus, _) in matched.items():
            scores[number] = scores.get(number, 0.0) + bonus
        return {number: said for number, (_, said) in matched.items()}
