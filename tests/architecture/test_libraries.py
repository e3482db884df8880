"""Libraries: each with a purpose, each pinned by hash, and no registry named anywhere."""

import re
import tomllib

import pytest

from tests.architecture import tree

LOCKS = ["requirements/base.txt", "requirements/dev.txt"]


def name_of(requirement: str) -> str:
    """A requirement's canonical name: lower case, dashes."""
    return re.split(r"[\[<>=~! ]", requirement)[0].lower().replace("_", "-")


def asked_for() -> dict[str, set[str]]:
    """Lock -> names in pyproject.toml that it must hold."""
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["project"]
    base = {name_of(line) for line in project["dependencies"]}
    return {LOCKS[0]: base, LOCKS[1]: base | {name_of(line) for line in project["optional-dependencies"]["dev"]}}


def pinned(lock: str) -> dict[str, str]:
    """Name -> the rest of its entry (version and hashes)."""
    entries = re.split(r"\n(?=[a-z])", (tree.ROOT / lock).read_text().strip())
    return {name: rest for name, _, rest in (entry.partition("==") for entry in entries)}


@pytest.mark.parametrize("lock", LOCKS)
def test_what_pyproject_asks_for_is_locked_with_hashes(lock: str) -> None:
    assert asked_for()[lock] - set(pinned(lock)) == set()
    assert [name for name, rest in pinned(lock).items() if "--hash=sha256:" not in rest] == []


def test_both_locks_agree_on_every_version() -> None:
    base, dev = pinned(LOCKS[0]), pinned(LOCKS[1])
    assert {name: rest for name, rest in base.items() if dev.get(name) != rest} == {}


@pytest.mark.parametrize("path", [*LOCKS, "Makefile", "pyproject.toml", "ops/install.sh", "ops/apt.sh", "ops/lock.sh"])
def test_no_registry_is_named(path: str) -> None:
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url \S+|--find-links", (tree.ROOT / path).read_text()) == []


def test_each_library_says_what_it_is_for() -> None:
    lines = (tree.ROOT / "pyproject.toml").read_text().partition("[tool.")[0].splitlines()
    asked = [line for line in lines if re.match(r'  "[A-Za-z][\w\[\]-]*[>=<.\d,]*",', line)]
    assert len(asked) == len(asked_for()[LOCKS[1]])
    assert [line for line in asked if not re.search(r",\s+# \S.{5,}", line)] == []
