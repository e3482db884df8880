"""The settings as the environment of an office says them, each in a process of its own."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

from portal.launch.stack import ROOT

SAY = "from portal import settings; print(settings.SEAL, settings.SEAL_FILE)"


def said(var_dir: Path, **told: str) -> str:
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SEAL")}
    own = {"VAR_DIR": str(var_dir), "SECRET_KEY": "x" * 50, "FIELD_KEYS": f"k1:{key}", "INDEX_KEY": key}
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        cwd=ROOT,
        env={**kept, **own, **told},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_file_of_the_seal_is_a_key_and_not_the_switch(tmp_path: Path) -> None:
    place = tmp_path / "segel.p12"
    place.write_bytes(b"\x30\x82\xff\x00 no text")
    assert said(tmp_path, SEAL_FILE=str(place)) == f"True {place}"
    assert said(tmp_path, SEAL_FILE=str(place), SEAL="0") == f"False {place}"
