"""Every kind of act that the code writes down has its words, or is left out on purpose."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from accounts.entry.signals import JOURNALLED
from counter.actions import setup
from foundation.files.quarantine.acts import KINDS as DECIDED
from licensing.actions import wordings
from licensing.life.steps import Step
from oss_bridge.models import InboxItem
from portal.journal.kinds import GROUPS, KINDS, LEFT_OUT
from tests.architecture import tree

#: Calls whose kind is made up at the moment; what they can say stands in ``made``.
MADE_UP = {
    "accounts/entry/signals.py", "complaints/channels/mail/aside.py", "complaints/workflow.py",
    "counter/actions/setup.py", "counter/actions/windows.py", "foundation/files/quarantine/acts.py",
    "foundation/files/upkeep.py", "foundation/outbox/acts.py", "licensing/actions/wordings.py",
    "licensing/catalogue/upkeep/editing.py", "licensing/workflow.py", "oss_bridge/desk/acting.py",
    "oss_bridge/inbound/inward.py", "surveys/actions/periods.py",
}  # fmt: skip
PLACES = {"book.record", "journal.record"}
SPOKEN = re.compile(r'"((?:ticket|survey|outbox|file|application)\.[a-z_]+)"')


def calls() -> Iterator[tuple[str, ast.expr]]:
    """The first argument of each call that writes in the journal."""
    for path in tree.modules():
        if path.parts[0] in {"faults", "bench"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in PLACES and node.args:
                yield str(path), node.args[0]


def made() -> set[str]:
    """Kinds that are put together when they are written."""
    spoken = {
        kind
        for path in ("counter/actions/windows.py", "surveys/actions/periods.py", "foundation/files/upkeep.py",
                     "foundation/outbox/acts.py", "licensing/workflow.py")
        for kind in SPOKEN.findall(Path(path).read_text())
    }  # fmt: skip
    return (
        spoken
        | {kind for _signal, kind in JOURNALLED}
        | {f"application.{step}" for step in Step}
        | {f"queue.{name}_kept" for name in setup.KINDS.values()}
        | {f"text.{name}" for name in wordings.KINDS}
        | {f"oss.inbox_{state.value}" for state in InboxItem.State}
        | set(DECIDED.values())
    )


def test_each_kind_in_the_code_has_its_words() -> None:
    plain = {place.value for _path, place in calls() if isinstance(place, ast.Constant)}
    assert {path for path, place in calls() if not isinstance(place, ast.Constant)} == MADE_UP
    written = {str(kind) for kind in plain | made()}
    assert len(written) > 150
    assert {kind for kind in written if kind not in KINDS and not kind.startswith(LEFT_OUT)} == set()


def test_nothing_is_both_left_out_and_shown_and_no_kind_stands_twice() -> None:
    assert [kind for kind in KINDS if kind.startswith(LEFT_OUT)] == []
    assert sum(len(group.kinds) for group in GROUPS) == len(KINDS)


def test_what_an_act_is_called_says_nothing_in_the_language_of_programs() -> None:
    assert [kind for kind, words in KINDS.items() if re.search(r"[a-z]\.[a-z]|_|draft|event", str(words))] == []
