"""What is too long to be read in one look is split. Limits are a ratchet: they only go down."""

import ast
from pathlib import Path

from tests.architecture import tree

# Purely declarative tables may be longer; each says why. A table that fits again leaves this list.
DECLARED_TABLES = {"licensing/documents/snapshots.py": "the fields of every printed paper, one shape after another"}
LIMITS = {"module": 300, "settings": 250, "function": 40, "view": 25, "test module": 400, "template": 120}
COMPONENT, ADR, MODULES_AT_THE_TOP = 40, 60, 12


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    return {str(path): tree.length(path) for path in paths if tree.length(path) > limit}


def is_too_long(path: Path) -> bool:
    return tree.length(path) > LIMITS["module"]


def test_modules_are_short() -> None:
    ours = [path for path in tree.modules() if str(path) not in DECLARED_TABLES]
    assert too_long(ours, LIMITS["module"]) == {}


def test_settings_fit_on_one_page() -> None:
    assert too_long([Path("portal/settings.py")], LIMITS["settings"]) == {}


def test_test_modules_are_short() -> None:
    assert too_long(tree.files("*.py", "tests"), LIMITS["test module"]) == {}


def test_functions_are_short() -> None:
    everywhere = tree.modules() + tree.files("*.py", "tests")
    assert {
        f"{path}:{node.lineno} {node.name}": tree.lines_of(node)
        for path in everywhere
        for node in tree.functions(path)
        if tree.lines_of(node) > LIMITS["function"]
    } == {}


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A function whose first argument is the request."""
    return bool(node.args.args) and node.args.args[0].arg == "request"


def test_views_are_short() -> None:
    pages = [path for path in tree.modules() if path.name == "views.py" or "views" in path.parts]
    assert {
        f"{path}:{node.lineno} {node.name}": tree.lines_of(node)
        for path in pages
        for node in tree.functions(path)
        if is_view(node) and tree.lines_of(node) > LIMITS["view"]
    } == {}


def test_templates_are_short() -> None:
    assert too_long(tree.files("*.html", "templates"), LIMITS["template"]) == {}


def test_components_are_short() -> None:
    assert too_long(tree.files("*.html", "templates/components"), COMPONENT) == {}


def test_decisions_fit_on_a_page() -> None:
    assert too_long(tree.files("*.md", "docs/adr"), ADR) == {}


def test_rooms_have_few_modules_at_their_top() -> None:
    rooms = {path.parent for path in tree.modules() if path.name == "apps.py"}
    counted = {str(room): len([path for path in tree.modules() if path.parent == room]) for room in rooms}
    assert {room: count for room, count in counted.items() if count > MODULES_AT_THE_TOP + 1} == {}  # + __init__


def test_declared_tables_are_long_and_only_declare() -> None:
    logic = (ast.FunctionDef, ast.For, ast.While, ast.If, ast.Try)
    assert {table: tree.length(Path(table)) for table in DECLARED_TABLES if not is_too_long(Path(table))} == {}
    assert {
        f"{table}:{node.lineno}"
        for table in DECLARED_TABLES
        for node in ast.walk(tree.parsed(Path(table)))
        if isinstance(node, logic)
    } == set()
