"""Names say what a thing is for; drawers that take anything do not exist, and every room is on the plan."""

import ast
import tomllib

from tests.architecture import tree

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "lib", "stuff"}
VAGUE_ENDINGS = ("Helper", "Utils", "Util", "Service", "Misc")
NOT_ROOMS = {"tests", "bench", "docs", "docker", "locale", "ops", "requirements", "static", "templates"}


def plan() -> dict[str, list[str]]:
    """The import contracts' own words: rooms known, and rooms laid in layers."""
    linter = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    house = next(contract for contract in linter["contracts"] if contract["id"] == "house")
    return {"known": linter["root_packages"], "laid": [room for row in house["layers"] for room in row.split(" | ")]}


def test_no_module_is_a_drawer() -> None:
    everywhere = tree.modules() + tree.files("*.py", "tests")
    assert [str(path) for path in everywhere if DRAWERS & {*path.parts[:-1], path.stem}] == []


def test_no_class_is_a_helper() -> None:
    classes = [
        f"{path}: {node.name}"
        for path in tree.modules()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(VAGUE_ENDINGS)
    ]
    assert classes == []


def test_every_folder_is_a_room_on_the_plan() -> None:
    folders = {path.name for path in tree.ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    rooms = folders - NOT_ROOMS - tree.NOT_OURS
    assert rooms == set(plan()["known"]) == set(plan()["laid"])


def test_every_room_says_what_it_is() -> None:
    inits = [path for path in tree.modules() if path.name == "__init__.py" and len(path.parts) <= 3]
    silent = [str(path) for path in inits if not ast.get_docstring(tree.parsed(path))]
    assert [path for path in silent if "management" not in path and "templatetags" not in path] == []
