"""Static files are collected when one of them changed, and only then."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.launch import assets


@pytest.fixture
def sources(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "one.css").write_text("body { color: black }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    return folder


def collected(settings: Any) -> set[str]:
    return set(json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"])


def test_files_are_collected_once_and_again_after_a_change(sources: Path, settings: Any) -> None:
    assert [assets.collect(), assets.collect()] == [True, False]
    (sources / "two.css").write_text("p { color: black }")
    assert [assets.collect(), assets.collect()] == [True, False]
    assert collected(settings) == {"one.css", "two.css"}


def test_a_changed_file_gets_a_new_name(sources: Path, settings: Any) -> None:
    assets.collect()
    before = (settings.STATIC_ROOT / "staticfiles.json").read_text()
    (sources / "one.css").write_text("body { color: white; margin: 0 }")
    assert assets.collect() is True
    assert (settings.STATIC_ROOT / "staticfiles.json").read_text() != before


def test_lost_files_are_collected_again(sources: Path, settings: Any) -> None:
    assets.collect()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert assets.collect() is True
    assert collected(settings) == {"one.css"}
