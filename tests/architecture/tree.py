"""The files of the house, for the tests that read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", "var", "staticfiles", "test-results", "node_modules", "__pycache__"}


def files(pattern: str, under: str = ".") -> list[Path]:
    """Our files of this name pattern, relative to the root, in order."""
    found = (path.relative_to(ROOT) for path in (ROOT / under).rglob(pattern))
    return sorted(path for path in found if not any(part in NOT_OURS or part.startswith(".") for part in path.parts))


def modules() -> list[Path]:
    """Python files of the product: no tests, no migrations."""
    return [path for path in files("*.py") if path.parts[0] != "tests" and "migrations" not in path.parts]


def length(path: Path) -> int:
    """Lines of a file."""
    return len(text(path).splitlines())


@cache
def text(path: Path) -> str:
    """A file's text."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(text(path), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, inner ones too."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the last line; decorators are not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
