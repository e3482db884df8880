"""Only licensing/workflow.py writes the status of an application; every word of the trade is explained once."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from accounts.roles import Role
from complaints.terms import Stage
from licensing.life.steps import Step
from licensing.terms import CertificateStatus, NibStatus, Status
from tests.architecture import tree

WRITER = Path("licensing/workflow.py")
BREAKER = Path("faults/guards.py")  # writes past the workflow on purpose: the checker must see it
CALLS = {"update", "create", "get_or_create", "update_or_create", "bulk_create", "acreate", "aupdate", "Application"}
OF_THE_FILE = re.compile(r"(?<![A-Za-z])Status\.|\bApplication\b|\bapplications?\b|\bfiles?\b")
GLOSSARY = tree.ROOT / "docs" / "glossary.md"


def writes(module: ast.Module) -> list[str]:
    """Statements of a module that set the status of an application: calls, assignments, names of saved fields, SQL."""
    return [ast.unparse(node) for node in ast.walk(module) if is_write(node)]


def is_write(node: ast.AST) -> bool:
    """One node: does it set ``status`` of what looks like an application?"""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(t, ast.Attribute) and t.attr == "status" and of_the_file(node) for t in targets)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(re.search(r"update\s+\"?licensing_application\b", node.value, re.IGNORECASE))
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in {"setattr", "bulk_update", "save"}:
        return "'status'" in ast.unparse(node) and of_the_file(node)
    keys = {keyword.arg for keyword in node.keywords} | literal_keys(node)
    return name in CALLS and "status" in keys and of_the_file(node)


def literal_keys(node: ast.Call) -> set[str]:
    """Keys of ``**{"status": …}`` and ``defaults={"status": …}``."""
    dicts = [keyword.value for keyword in node.keywords if isinstance(keyword.value, ast.Dict)]
    return {str(key.value) for each in dicts for key in each.keys if isinstance(key, ast.Constant)}


def of_the_file(node: ast.AST) -> bool:
    """Is it about an application, by its names?"""
    return bool(OF_THE_FILE.search(ast.unparse(node)))


def test_only_the_workflow_writes_the_status_of_an_application() -> None:
    everywhere = {str(path): writes(tree.parsed(path)) for path in tree.modules() if path not in {WRITER, BREAKER}}
    papers = re.compile(r"DocumentStatus|CertificateStatus|NibStatus|tree\.status|news\.status")
    found = {path: [w for w in lines if not papers.search(w)] for path, lines in everywhere.items()}
    assert {path: lines for path, lines in found.items() if lines} == {}
    assert writes(tree.parsed(WRITER)), "the search does see the writer"


@pytest.mark.parametrize(
    "planted",
    [
        "application.status = Status.ISSUED",
        "file.status = word",
        "Application.objects.filter(pk=1).update(status='issued')",
        "rows.update(status=Status.ISSUED)",
        "rows.update(**{'status': Status.ISSUED})",
        "Application.objects.update_or_create(number=n, defaults={'status': 'issued'})",
        "Application(status='draft')",
        "setattr(application, 'status', 'issued')",
        "application.save(update_fields=['status'])",
        "cursor.execute('UPDATE licensing_application SET status = %s')",
    ],
)
def test_a_planted_writer_is_found(planted: str) -> None:
    assert writes(ast.parse(planted))


@pytest.mark.parametrize(
    "harmless", ["x = Application.objects.filter(status=Status.DRAFT)", "answer.status_code = 422", "row.status = 'ok'"]
)
def test_reading_is_no_writing(harmless: str) -> None:
    assert not writes(ast.parse(harmless))


def test_only_its_own_room_writes_the_stage_of_a_complaint() -> None:
    stages = re.compile(r"\.stage\s*=[^=]|update\([^)]*\bstage=")
    outside = [path for path in tree.modules() if path.parts[0] != "complaints"]
    assert [
        str(path) for path in outside if "complaint" in tree.text(path).lower() and stages.search(tree.text(path))
    ] == []


@pytest.mark.parametrize(
    "words", [Status, Step, Role, Stage, NibStatus, CertificateStatus], ids=lambda words: words.__name__
)
def test_every_word_stands_in_the_glossary(words: type) -> None:
    cells = {cell.strip() for line in GLOSSARY.read_text("utf-8").splitlines() for cell in line.split("|")}
    with translation.override("id"):
        missing = [str(word.label) for word in words if str(word.label) not in cells]
    assert missing == []


def test_every_row_of_the_glossary_says_what_it_means_and_where() -> None:
    rows = [line.strip("|").split("|") for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    terms = [row for row in rows if not set(row[0].strip()) <= {"-", " "} and row[0].strip() != "Term"]
    assert [row[0] for row in terms if len(row) != 4 or not all(cell.strip() for cell in row)] == []
    places = {place for row in terms for place in re.findall(r"`([\w/]+\.py)", row[3])}
    assert [place for place in sorted(places) if not (tree.ROOT / place).exists()] == []
