"""Who may open a stored file: each purpose has a rule, registered by the room that it belongs to.

    policy.register("evidence", may_open_evidence)      # in AppConfig.ready; (actor, file) -> bool

A purpose without a rule opens for nobody.
"""

from collections.abc import Callable
from typing import Any

from foundation.files.models import StoredFile

Rule = Callable[[Any, StoredFile], bool]  # the actor is accounts.actors.Actor; the foundation does not know it
_rules: dict[str, Rule] = {}
_closed: set[str] = set()


def register(purpose: str, may_open: Rule, *, originals_stay_closed: bool = False) -> None:
    """Set the rule of a purpose; the last one wins.

    ``originals_stay_closed``: people see pages and copies only; nobody downloads what came in, with whatever it
    says of its maker.
    """
    _rules[purpose] = may_open
    (_closed.add if originals_stay_closed else _closed.discard)(purpose)


def gives_original(file: StoredFile) -> bool:
    """May those who may open this file also have it as it came?"""
    return file.purpose not in _closed


def may_open(actor: Any, file: StoredFile) -> bool:
    """May this actor open this file? Unchecked and quarantined files open for nobody."""
    rule = _rules.get(file.purpose)
    return file.is_usable and rule is not None and bool(rule(actor, file))


def find(actor: Any, public_id: str) -> StoredFile | None:
    """The file with this code, if it exists for this actor; None looks the same for both reasons."""
    file = StoredFile.objects.filter(public_id=public_id).first()
    return file if file is not None and may_open(actor, file) else None
