"""Which statements of a draft count as accepted: ticked by the applicant, or read aloud at the counter and said yes to.

What is consented to at the counter rests in ``answers["pernyataan"]["spoken"]``: which version of which text was
read, by whom, to whom, when, how the yes was given, and a digest of the data that it covers. A new wording or a
changed answer makes it old: it must be read again.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from licensing.drafts.answers import PERNYATAAN, Answers
from licensing.models import StatementText

Spoken = dict[str, Any]


def digest(answers: Answers) -> str:
    """SHA-256 over everything that was answered, statements left out."""
    data = {slug: fields for slug, fields in answers.items() if slug != PERNYATAAN.slug}
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def spoken(answers: Answers) -> Spoken | None:
    """What was consented to at the counter, if anything."""
    return answers.get(PERNYATAAN.slug, {}).get("spoken") or None


def is_old(answers: Answers) -> bool:
    """Was an answer changed after the statements had been read aloud?"""
    given = spoken(answers)
    return given is not None and given["digest"] != digest(answers)


def accepted(answers: Answers, texts: Mapping[str, StatementText]) -> set[str]:
    """The keys that count: all ticked ones, or those whose very wording was read aloud over these very answers."""
    ticked = set(answers.get(PERNYATAAN.slug, {}).get("accepted") or [])
    given = spoken(answers)
    if given is None:
        return ticked
    if is_old(answers):
        return set()
    return {key for key in ticked if key in texts and given["texts"].get(key) == texts[key].version}
