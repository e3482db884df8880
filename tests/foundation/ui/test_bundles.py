"""One stylesheet and one script, the same for the static view, the tests and the manifest storage."""

import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage

from foundation.ui import bundles


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small house of two styles and two scripts."""
    monkeypatch.setattr(bundles, "SOURCES", tmp_path / "static")
    monkeypatch.setattr(bundles, "BUILT", tmp_path / "built")
    monkeypatch.setattr(bundles, "BUNDLES", {"a.css": ("1.css", "2.css"), "a.js": ("1.js", "2.js")})
    (tmp_path / "static").mkdir()
    for name, text in {"1.css": "a{}\n", "2.css": "b{}\n", "1.js": "const x = 1;\n", "2.js": "const x = 2;\n"}.items():
        (tmp_path / "static" / name).write_text(text)
    return tmp_path / "static"


def test_sources_are_joined_in_their_order(sources: Path) -> None:
    assert bundles.fresh("a.css").read_text() == "a{}\nb{}\n"


def test_scripts_share_no_names(sources: Path) -> None:
    assert bundles.fresh("a.js").read_text() == "{\nconst x = 1;\n}\n{\nconst x = 2;\n}\n"


def test_a_changed_source_is_joined_again(sources: Path) -> None:
    built = bundles.fresh("a.css")
    (sources / "2.css").write_text("c{}\n")
    os.utime(sources / "2.css", ns=(0, built.stat().st_mtime_ns + 1))
    assert bundles.fresh("a.css").read_text() == "a{}\nc{}\n"


def test_the_static_view_finds_the_bundles() -> None:
    for name in bundles.BUNDLES:
        found = finders.find(name)
        assert isinstance(found, str)
        assert Path(found).stat().st_size > 5000
    assert finders.find("css/tidak-ada.css") is None


def test_the_token_of_the_main_colour_is_in_the_stylesheet() -> None:
    """axe on an unstyled page would find nothing wrong: this must be there to be measured."""
    assert "--utama: #0b4f5e" in bundles.fresh("css/portal.css").read_text()


def test_the_manifest_storage_takes_the_bundles(tmp_path: Path, settings: object) -> None:
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    found = dict(bundles.BundleFinder().list([]))
    for name, source in found.items():
        assert isinstance(source, FileSystemStorage)
        with source.open(name) as file:
            storage.save(name, file)
    done = list(storage.post_process({name: (storage, name) for name in found}))
    assert all(processed is True for _, _, processed in done)
    assert {name for name, _, _ in done} == set(bundles.BUNDLES)


def test_every_source_is_in_a_bundle_or_asked_for_by_a_page() -> None:
    used = {source for sources in bundles.BUNDLES.values() for source in sources}
    pages = "".join(path.read_text() for path in (bundles.SOURCES.parent / "templates").rglob("*.html"))
    alone = {f"js/{name}.js" for name in re.findall(r'{% script "([\w-]+)" %}', pages)}
    alone |= set(re.findall(r"static ['\"]((?:css|js)/[\w/-]+\.(?:css|js))['\"]", pages))
    modules = "".join(path.read_text() for path in (bundles.SOURCES / "js").glob("*.js"))
    alone |= {f"js/{name}" for name in re.findall(r'(?:from|import) "\./([\w-]+\.js)"', modules)}
    there = {
        str(path.relative_to(bundles.SOURCES))
        for kind in ("css", "js")
        for path in (bundles.SOURCES / kind).rglob(f"*.{kind}")
    }
    assert there - used - alone == set()
