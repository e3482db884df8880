"""The index of this process: built from the database once per version of the catalogue, then no query per keystroke."""

import threading
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from licensing.catalogue import version
from licensing.catalogue.models import EverydayWord, Kbli, KbliConversion, RiskRow
from licensing.catalogue.search.index import Entry, Index
from licensing.terms import Confidence, Risk, Scale


class Shelf:
    """Holds one index; while a new one is built, others go on reading the old."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.index: Index | None = None
        self.version = -1

    def current(self) -> Index:
        """The index of the newest version."""
        newest = version.current()
        if self.index is not None and (self.version == newest or self.lock.locked()):
            return self.index
        with self.lock:
            if self.index is None or self.version != newest:
                self.index = Index.of(entries())
                self.version = newest
        return self.index

    def forget(self) -> None:
        """Build anew at the next question (tests, whose transactions take versions back)."""
        with self.lock:
            self.index, self.version = None, -1


shelf = Shelf()


def entries() -> list[Entry]:
    """Every activity of both editions with its words and risks: five queries."""
    rows = list(Kbli.objects.current().values("pk", "edition", "code", "title", "level", "coverage"))
    titles = {(row["edition"], row["code"]): row["title"] for row in rows}
    activities = {row["pk"]: row for row in rows if row["level"] == Kbli.Level.ACTIVITY}
    phrases = _grouped(EverydayWord.objects.current().values_list("kbli_id", "phrase"))
    pairs = list(KbliConversion.objects.current().values_list("old_id", "new_id"))
    risks = _risks()
    origins, successors = _grouped((new, old) for old, new in pairs), _grouped(pairs)
    kept = {(activities[o]["code"], activities[n]["code"]) for o, n in pairs if o in activities and n in activities}
    numbers: dict[str, int] = defaultdict(int)
    for row in activities.values():
        numbers[row["code"]] += 1
    found = []
    for pk, row in activities.items():
        kin = [activities[other] for other in (*origins.get(pk, ()), *successors.get(pk, ())) if other in activities]
        own = phrases.get(pk) or [said for new in successors.get(pk, ()) for said in phrases.get(new, ())]
        by_scale, is_firm = risks.get(pk, ({}, False))
        found.append(
            Entry(
                edition=row["edition"],
                code=row["code"],
                title=row["title"],
                phrases=tuple(own),
                ancestors=" ".join(other["title"] for other in kin[:6]),
                parents=" ".join(titles.get((row["edition"], row["code"][:cut]), "") for cut in (4, 3)),
                risks=tuple(sorted({r for each in by_scale.values() for r in each}, key=Risk.values.index)),
                risks_by_scale=tuple((scale, tuple(by_scale[scale])) for scale in Scale.values if scale in by_scale),
                is_firm=is_firm,
                coverage=row["coverage"],
                moved_to=tuple(activities[new]["code"] for new in successors.get(pk, ()) if new in activities),
                is_reused=numbers[row["code"]] > 1 and (row["code"], row["code"]) not in kept,
            )
        )
    return found


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _risks() -> dict[int, tuple[dict[str, list[str]], bool]]:
    """Per code: scale → risks, and whether they were read (not indicative)."""
    found: dict[int, tuple[dict[str, list[str]], bool]] = {}
    rows = RiskRow.objects.current().values_list("scope__kbli_id", "scale", "risk", "confidence").distinct()
    for kbli, scale, risk, confidence in rows:
        by_scale, firm = found.get(kbli, ({}, False))
        known = by_scale.setdefault(scale, [])
        if risk not in known:
            known.append(risk)
            known.sort(key=Risk.values.index)
        found[kbli] = (by_scale, firm or confidence != Confidence.LOW)
    return found
