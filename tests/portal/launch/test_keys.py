"""The machine's secrets are made once, kept for ever, and never replaced over data."""

import base64
from pathlib import Path

import pytest

from portal.launch import keys
from portal.launch.refusal import Refused


def test_the_first_start_makes_every_secret_readable_by_its_owner_only(tmp_path: Path) -> None:
    keys.ensure(tmp_path, holds_data=False, environ={})
    made = keys.read(tmp_path)
    assert set(made) == set(keys.MAKERS)
    assert all(made.values())
    assert (tmp_path / keys.FILE).stat().st_mode & 0o777 == 0o600


def test_keys_for_personal_data_are_32_bytes(tmp_path: Path) -> None:
    keys.ensure(tmp_path, holds_data=False, environ={})
    made = keys.read(tmp_path)
    number, _, key = made["FIELD_KEYS"].partition(":")
    assert (number, len(base64.b64decode(key)), len(base64.b64decode(made["INDEX_KEY"]))) == ("k1", 32, 32)


def test_two_machines_have_different_secrets(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        keys.ensure(tmp_path / name, holds_data=False, environ={})
    first, second = keys.read(tmp_path / "a"), keys.read(tmp_path / "b")
    assert [name for name in keys.MAKERS if first[name] == second[name]] == ["OSS_USERNAME"]


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    keys.ensure(tmp_path, holds_data=False, environ={})
    before = (tmp_path / keys.FILE).read_bytes()
    keys.ensure(tmp_path, holds_data=True, environ={})
    assert (tmp_path / keys.FILE).read_bytes() == before


def test_a_new_name_is_added_and_the_old_values_stay(tmp_path: Path) -> None:
    (tmp_path / keys.FILE).write_text("SECRET_KEY=old\nFIELD_KEYS=k0:abc=\nINDEX_KEY=i\n")
    keys.ensure(tmp_path, holds_data=True, environ={})
    kept = keys.read(tmp_path)
    assert (kept["SECRET_KEY"], kept["FIELD_KEYS"], set(kept)) == ("old", "k0:abc=", set(keys.MAKERS))


def test_what_the_environment_gives_is_not_written(tmp_path: Path) -> None:
    given = {name: "given" for name in keys.MAKERS if name != "SECRET_KEY"} | {"SECRET_KEY_FILE": "/run/secrets/key"}
    keys.ensure(tmp_path, holds_data=True, environ=given)
    assert not (tmp_path / keys.FILE).exists()


@pytest.mark.parametrize("lost", ["FIELD_KEYS", "INDEX_KEY"])
def test_lost_keys_are_not_replaced_while_data_is_there(tmp_path: Path, lost: str) -> None:
    given = {name: "given" for name in keys.MAKERS if name != lost}
    with pytest.raises(Refused, match="Put the file back from your backup"):
        keys.ensure(tmp_path, holds_data=True, environ=given)
    assert not (tmp_path / keys.FILE).exists()
