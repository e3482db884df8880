"""Lengths, code tables and forms of every field, from the manual; checked before we send.

The rows are ``tables/fields.csv`` as printed; ``tables/misprints.csv`` lists the lengths that the manual
prints wrongly or that have aged, and what we use instead.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from oss_bridge.contract import codes

FORMS = {"YYYY-MM-DD": r"\d{4}-\d{2}-\d{2}", "YYYY-MM-DD HH:MM:SS": r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"}
NO_LENGTH_PRINTED = 65_535  # the longest that the manual prints anywhere


class FieldProblem(ValueError):
    """A message of ours that the contract does not allow. It was not sent; the text says which field and why."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One row of the manual: how long a field may be, which table its codes come from."""

    path: str
    kind: str
    length: int
    is_needed: bool
    code_table: str
    form: str

    def problem(self, value: object) -> str:
        """Why not? Empty means fine. An empty value has no length and no code."""
        if value in ("", None) or isinstance(value, dict | list | bool):
            return ""
        text = str(value)
        if len(text) > self.length:
            return f"{self.path}: {len(text)} karakter, paling banyak {self.length}."
        if self.form and not re.fullmatch(FORMS[self.form], text):
            return f"{self.path}: harus berbentuk {self.form}."
        table = codes.tables().get(self.code_table)
        if table and text not in table:
            return f"{self.path}: kode {text} tidak ada di Lampiran {self.code_table}."
        return ""


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (codes.TABLES / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def rules(method: str, side: str) -> dict[str, FieldRule]:
    """The fields of a method's ``request`` or ``answer`` by path, misprints mended."""
    found = {
        row["field"]: FieldRule(
            path=row["field"],
            kind=row["kind"],
            length=int(float(row["length"] or NO_LENGTH_PRINTED)),
            is_needed=row["needed"] == "y",
            code_table=row["codes"],
            form=row["form"],
        )
        for row in _rows("fields.csv")
        if (row["method"], row["side"]) == (method, side)
    }
    for row in _rows("misprints.csv"):
        if (row["method"], row["side"]) == (method, side):
            found[row["field"]] = replace(found[row["field"]], length=int(row["length"]))
    return found


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of a tree with its path; the members of a list share one path."""
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(tree, list):
        for inner in tree:
            yield from leaves(inner, path)
    else:
        yield path, tree


def problems(method: str, side: str, tree: dict[str, Any]) -> list[str]:
    """What the manual would object to in this body: too long, unknown field, unknown code, wrong form, missing."""
    known = rules(method, side)
    found = []
    for path, value in leaves(tree):
        rule = known.get(path)
        found.append(f"{path}: tidak dikenal kontrak." if rule is None else rule.problem(value))
    given = {path for path, _ in _all_paths(tree)}
    parents = {path.rpartition(".")[0] for path in given}
    for path, rule in known.items():
        if rule.is_needed and path not in given and path.rpartition(".")[0] in parents:
            found.append(f"{path}: wajib ada.")
    return [one for one in found if one]


def _all_paths(tree: Any, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(tree, dict):
        for name, inner in tree.items():
            here = f"{path}.{name}" if path else name
            yield here, inner
            yield from _all_paths(inner, here)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _all_paths(inner, path)


def check(method: str, tree: dict[str, Any]) -> None:
    """Raise FieldProblem when a request of ours breaks the contract."""
    if found := problems(method, "request", tree):
        raise FieldProblem(" ".join(found[:5]))
