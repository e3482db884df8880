"""The backup of docs/operations.md, taken while people work, put into empty places and judged there."""

import json
import os
import shutil
import subprocess
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from faults.controls import client
from faults.stage import Plan, Run
from portal.launch import keys, premises
from tests import clusters

COPY = "satupintu_copy"


def drill(run: Run) -> None:
    """F21: database first, then files and keys; restored, the copy holds whatever was acknowledged before it began."""
    settled = run.people(2, 1)
    run.walk(settled)
    run.arrived()
    run.quiet()
    run.walk(run.people(2, 1))
    place = run.office.folder / "copy"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    run.afterwards.append(lambda: _forget(run, place))
    _back_up(run, place)
    run.arrived()
    run.quiet()
    began = time.monotonic()
    _restore(run, place)
    told = _judged(run, place, [pk for walk in settled for pk in walk.pks])
    took = time.monotonic() - began
    run.notes.append(f"{told['files']} files and {told['papers']} papers in the copy; whole again in {took:.0f} s")
    for text in told["found"]:
        name, _space, rest = text.partition(" ")
        run.saw(name, f"in the restored copy: {rest}")
    if told["at_rest"] != sum(len(walk.pks) for walk in settled):
        run.saw("I1", f"of the files that were finished before the backup {told['at_rest']} are in the copy")


def _back_up(run: Run, place: Path) -> None:
    """As the operator does. The ledger up to now is what the copy must hold."""
    shutil.copyfile(run.ledger.path, place / "ledger.jsonl")
    (place / "mark.json").write_text(json.dumps(asdict(run.since)))
    dump = ["pg_dump", "--format=custom", "--file", str(place / "portal.dump"), f"{run.office.postgres.url}/satupintu"]
    _postgres(*dump)
    data = run.office.stack.var_dir
    shutil.copytree(settings.MEDIA_ROOT, place / "data" / "files")
    shutil.copytree(settings.SIGNING_FOLDER, place / "data" / "signing")
    for name in (keys.FILE, premises.MARKER):
        shutil.copyfile(data / name, place / "data" / name)


def _restore(run: Run, place: Path) -> None:
    """Into a database that is empty."""
    server = run.office.postgres
    server.run(f"DROP DATABASE IF EXISTS {COPY}", f"CREATE DATABASE {COPY}", database="postgres")
    _postgres("pg_restore", "--clean", "--if-exists", "--dbname", f"{server.url}/{COPY}", str(place / "portal.dump"))


def _postgres(program: str, *words: str) -> None:
    subprocess.run([clusters.newest_postgres() / program, *words], check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})


def _judged(run: Run, place: Path, settled: list[int]) -> dict[str, Any]:
    """The checker, in a process that knows the copy alone: its database, its files, its keys."""
    own = {name: value for name, value in keys.read(place / "data").items() if name in keys.MAKERS}
    told = {"DATABASE_URL": f"{run.office.postgres.url}/{COPY}", "VAR_DIR": str(place / "data"), **own}
    return client(run, "judge", place / "mark.json", *settled, ledger=place / "ledger.jsonl", **told)


def _forget(run: Run, place: Path) -> None:
    run.office.postgres.run(f"DROP DATABASE IF EXISTS {COPY}", database="postgres")
    shutil.rmtree(place, ignore_errors=True)


PLANS = (Plan("F21", "a backup taken under way is put into empty places, and judged there", drill),)
