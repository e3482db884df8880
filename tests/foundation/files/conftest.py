"""A store of its own for each test, and somebody who hands files in."""

from pathlib import Path

import pytest

from foundation.files import policy
from foundation.journal.who import Who


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """An empty MEDIA_ROOT."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def sari() -> Who:
    """An applicant."""
    return Who(user_id=7, role="applicant", name="Sari", channel="web")


@pytest.fixture
def open_to_owner(monkeypatch):
    """Purpose "uji" opens for the account that uploaded the file."""
    monkeypatch.setattr(policy, "_rules", {"uji": lambda actor, file: actor.user_id == file.uploaded_by_id})
