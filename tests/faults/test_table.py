"""The table in the documentation: a few plans again change their own lines, a whole run speaks for all."""

from pathlib import Path

import pytest

from faults import table
from faults.stage import Plan, Row

HELD = """# Page

<!-- table: begin -->

Last whole run: long ago: 2 of 2 faults green.

| plan | what |
|---|---|
| F1 | one, as it was |
| F2 | two, as it was |

<!-- table: end -->

The rest.
"""


def row(name: str) -> Row:
    plan = Plan(name, "what is broken", lambda _run: None)
    return Row(plan, 1, 3, 0, 0, 0, 1.0, 9.0, [], "")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "faults.md"
    place.write_text(HELD, encoding="utf-8")
    monkeypatch.setattr(table, "PAGE", place)
    return place


def test_a_few_plans_again_replace_their_own_lines_alone(page: Path) -> None:
    table.keep([row("F2"), row("F13")], 1.0, [], is_whole=False)
    told = page.read_text(encoding="utf-8")
    assert "Last whole run: long ago" in told
    assert "| F1 | one, as it was |" in told
    assert "two, as it was" not in told
    assert told.index("| F1 ") < told.index("| F2 ") < told.index("| F13 ") < told.index("The rest.")


def test_a_whole_run_says_what_it_was(page: Path) -> None:
    table.keep([row("F1"), row("F2")], 1.0, [], is_whole=True)
    assert "2 of 2 faults green with 6 acknowledged changes" in page.read_text(encoding="utf-8")
    assert "long ago" not in page.read_text(encoding="utf-8")
