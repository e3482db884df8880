"""Each office has its own folder; nobody starts on another's, and nobody twice on one."""

import subprocess
import sys
from pathlib import Path

import pytest

from portal.launch import keys, premises
from portal.launch.refusal import Refused
from portal.launch.stack import ROOT


def test_a_claimed_folder_says_whose_it_is(tmp_path: Path) -> None:
    premises.claim(tmp_path / "var", "pariaman")
    premises.claim(tmp_path / "var", "pariaman")
    assert (tmp_path / "var" / premises.MARKER).read_text() == "pariaman\n"


def test_another_offices_data_is_refused_with_the_way_out(tmp_path: Path) -> None:
    premises.claim(tmp_path, "pariaman")
    with pytest.raises(Refused, match="Start with OFFICE=pariaman"):
        premises.claim(tmp_path, "pelalawan")
    assert (tmp_path / premises.MARKER).read_text() == "pariaman\n"


@pytest.mark.parametrize("trace", [premises.MARKER, "db.sqlite3"])
def test_a_folder_that_was_in_use_needs_its_keys(tmp_path: Path, trace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in keys.MAKERS:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / trace).write_text("pariaman\n")
    with pytest.raises(Refused, match="only its keys can read"):
        premises.claim(tmp_path, "pariaman")


def test_a_folder_in_use_is_refused_until_it_is_free(tmp_path: Path) -> None:
    with premises.hold(tmp_path), pytest.raises(Refused, match="already running"):
        premises.hold(tmp_path)
    premises.hold(tmp_path).close()


def test_no_process_of_the_portal_loads_on_another_offices_data(tmp_path: Path) -> None:
    premises.claim(tmp_path, "pelalawan")
    environment = {"VAR_DIR": str(tmp_path), "OFFICE": "pariaman", "DJANGO_SETTINGS_MODULE": "portal.settings_test"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "holds the data of “pelalawan”" in done.stderr
