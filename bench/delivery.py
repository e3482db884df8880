"""Statuses from the outbox to OSS by the office's own worker, beside a bare client in a loop on the same mock.

    python -m bench.delivery FILES CALM ROUNDS      (in the environment of a running office). Prints JSON.

In each round the worker finds FILES files with four news each (10, 20, 40, 45) and carries them; then a bare client
posts the same four for as many other permits. Both find the mock at rest, on a core of its own. Afterwards every
permit of either side must stand at 45, each news taken once. CALM times a single news is posted and awaited, nothing
else at work.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

STATUSES = (("find_complete", "10", "complete"), ("claim", "20", "verifying"), ("plan_visit", "40", "site_visit"),
            ("approve", "45", "approved"))  # fmt: skip
PATIENCE, LOOK_EVERY = 120.0, 0.005
OFFICER = 1  # an account of the demo: whose NIP goes along is looked up
Keys = dict[str, str]


def main(files: int, calm: int, rounds: int) -> dict[str, Any]:
    """News per second of both sides in each round, and the milliseconds from commit to delivery at rest."""
    django.setup()
    permits = seeded(files * 2 * rounds + calm)
    found: dict[str, Any] = {"ours": [], "bare": [], "waits": []}
    with mock_on_its_own_core():
        for _round in range(rounds):
            mine, theirs = [permits.pop() for _n in range(files)], [permits.pop() for _n in range(files)]
            found["ours"].append(carried(mine))
            rest()
            found["bare"].append(looped(theirs))
            check([*mine, *theirs])
        found["waits"] = [one_at_rest(keys) for keys in permits]
    put_away()
    return {**found, "each": files * len(STATUSES)}


@contextmanager
def mock_on_its_own_core() -> Iterator[None]:
    """For both sides: OSS is another machine. Else Linux puts caller and called on one core while the other idles."""
    everywhere = os.sched_getaffinity(0)
    place(everywhere if len(everywhere) == 1 else {max(everywhere)})
    try:
        yield
    finally:
        place(everywhere)


def place(cores: set[int]) -> None:
    """All threads of this office's mock on these cores."""
    told = f"\0oss_bridge.mock\0--port\0{os.environ['MOCK_OSS_PORT']}\0".encode()
    found = [one for one in Path("/proc").glob("[0-9]*/cmdline") if told in words_of(one)]
    if not found:
        raise SystemExit("the mock OSS is not found among the processes")
    for one in found:
        for task in (one.parent / "task").iterdir():
            with suppress(ProcessLookupError):
                os.sched_setaffinity(int(task.name), cores)


def words_of(command_line: Path) -> bytes:
    """What a process was started with; nothing when it is gone."""
    try:
        return command_line.read_bytes()
    except OSError:
        return b""


def seeded(count: int) -> list[Keys]:
    """So many permits in the books of this office's mock."""
    from portal.launch import keys  # noqa: PLC0415 - the rooms come after the settings

    var_dir = os.environ["VAR_DIR"]
    told = {
        **os.environ, **keys.read(Path(var_dir)), "DJANGO_SETTINGS_MODULE": "oss_bridge.mock.settings",
        "MOCK_OSS_DATA": f"{var_dir}/mock", "MOCK_OSS_SECRET": "bench",
    }  # fmt: skip
    command = [sys.executable, "-m", "bench.delivery_seed", str(count)]
    done = subprocess.run(command, env=told, stdout=subprocess.PIPE, text=True, check=True)
    return list(json.loads(done.stdout.strip().splitlines()[-1]))


def laid(permits: list[Keys]) -> list[Any]:
    """Files of ours for these permits, as they are once all four news are out; OSS spoke of them an hour ago."""
    from django.utils import timezone  # noqa: PLC0415 - the rooms come after the settings

    from licensing.models import Application  # noqa: PLC0415 - the rooms come after the settings
    from licensing.terms import Status  # noqa: PLC0415
    from oss_bridge.models import OssView  # noqa: PLC0415
    from tests.factories import files  # noqa: PLC0415

    row, start, found = files.risk_row(), Application.objects.count(), []
    for number, keys in enumerate(permits, start):
        holder = files.business(None, name=f"Warga {number}")
        holder.nibs.create(number=keys["nib"], issued_on="2026-01-05")
        one = files.application_in(
            Status.APPROVED, applicant=None, agency=None, number=f"PB-2033-{number:06d}", row=row, holder=holder,
            id_izin=keys["licence_id"], oss_id=keys["oss_id"], kd_izin=keys["permit_code"],
        )  # fmt: skip
        one.proyek.id_proyek = keys["project_id"]
        one.proyek.save(update_fields=["id_proyek"])
        OssView.objects.create(application=one, code="09", polled_at=timezone.now() - timedelta(hours=1))
        found.append(one)
    return found


def owe(one: Any, step: str, to: str) -> None:
    """One news as licensing.workflow writes it."""
    from foundation.outbox.post import post  # noqa: PLC0415 - the rooms come after the settings

    payload = {
        "application": one.pk, "version": 1, "step": step, "from": "", "to": to, "note": "",
        "actor": {"user_id": OFFICER, "name": "Bench"},
    }  # fmt: skip
    post("oss", subject=one.subject, kind=f"step.{step}", payload=payload, key=f"{one.subject}:{step}")


def carried(permits: list[Keys]) -> float:
    """All four news of each of these permits, by the worker: per second, from the commit to the last delivery."""
    from django.db import transaction  # noqa: PLC0415 - the rooms come after the settings
    from django.utils import timezone  # noqa: PLC0415

    from foundation.outbox.models import OutboxMessage  # noqa: PLC0415

    rows = laid(permits)
    with transaction.atomic():
        for one in rows:
            for step, _code, to in STATUSES:
                owe(one, step, to)
    committed = timezone.now()
    mine = OutboxMessage.objects.filter(channel="oss", subject__in=[one.subject for one in rows])
    await_done(mine)
    last = mine.order_by("-done_at").values_list("done_at", flat=True)[0]
    return len(rows) * len(STATUSES) / (last - committed).total_seconds()


def await_done(rows: Any, every: float = 0.5) -> None:
    """Until all of them are delivered; a dead one is an error. Rows keep when: looking often only takes time away."""
    ends_at = time.monotonic() + PATIENCE
    while rows.exclude(state="done").exists():
        if rows.filter(state="dead").exists() or time.monotonic() > ends_at:
            raise SystemExit(f"not delivered: {list(rows.exclude(state='done').values_list('kind', 'last_error')[:3])}")
        time.sleep(every)


def rest() -> None:
    """Until the worker has asked OSS back about what it told: the bare client then finds the mock at rest."""
    from django.utils import timezone  # noqa: PLC0415 - the rooms come after the settings

    from foundation.pulse.models import DueTask  # noqa: PLC0415
    from oss_bridge.outbound.outward import SETTLED  # noqa: PLC0415

    ends_at = time.monotonic() + PATIENCE
    while time.monotonic() < ends_at:
        soon = timezone.now() + SETTLED
        if not DueTask.objects.filter(kind="oss.poll", state="pending", next_at__lte=soon).exists():
            return
        time.sleep(0.1)
    raise SystemExit("the worker is not at rest")


def looped(permits: list[Keys]) -> float:
    """The same news by hand over one open connection: per second."""
    from django.conf import settings  # noqa: PLC0415 - the rooms come after the settings
    from django.utils import timezone  # noqa: PLC0415

    from oss_bridge.contract import methods  # noqa: PLC0415
    from oss_bridge.contract.permits import PermitKeys, StatusReport  # noqa: PLC0415

    base, now = urlsplit(settings.OSS_BASE_URL), timezone.now()
    headers = {"user_key": settings.OSS_USER_KEY, "Content-Type": "application/json"}
    bodies = []
    for keys in permits:
        for _step, code, _to in STATUSES:
            report = StatusReport.of(PermitKeys(**keys), code=code, at=now, officer_nip="-")
            bodies.append(json.dumps(methods.RECEIVE_STATUS.encode(report)).encode())
    line = HTTPConnection(str(base.hostname), base.port)
    began = time.perf_counter()
    for body in bodies:
        line.request("POST", f"{base.path}/receiveLicenseStatus", body=body, headers=headers)
        answer = line.getresponse()
        said = answer.read()
        if answer.status != 200 or b"200" not in said:
            raise SystemExit(f"the mock answered {answer.status}: {said[:200]!r}")
    spent = time.perf_counter() - began
    line.close()
    return len(bodies) / spent


def put_away() -> None:
    """Our files lose their permit, so that the worker does not ask about them while the next part is measured."""
    from foundation.pulse.models import DueTask  # noqa: PLC0415 - the rooms come after the settings
    from licensing.models import Application  # noqa: PLC0415

    Application.objects.filter(number__startswith="PB-2033-").update(id_izin="")
    DueTask.objects.filter(kind="oss.poll").delete()


def check(permits: list[Keys]) -> None:
    """Every permit stands at 45, after 10, 20 and 40, each once."""
    books = sqlite3.connect(f"file:{os.environ['VAR_DIR']}/mock/oss.sqlite3?mode=ro", uri=True)
    for keys in permits:
        row = books.execute("SELECT history FROM oss_mock_permit WHERE licence_id = ?", [keys["licence_id"]]).fetchone()
        codes = [line["code"] for line in json.loads(row[0])]
        if codes != ["12", "09", *(code for _step, code, _to in STATUSES)]:
            raise SystemExit(f"{keys['licence_id']} went {codes}")
    books.close()


def one_at_rest(keys: Keys) -> float:
    """Milliseconds from the commit of one news to its delivery."""
    from django.db import transaction  # noqa: PLC0415 - the rooms come after the settings
    from django.utils import timezone  # noqa: PLC0415

    from foundation.outbox.models import OutboxMessage  # noqa: PLC0415

    (one,) = laid([keys])
    step, _code, to = STATUSES[0]
    with transaction.atomic():
        owe(one, step, to)
    committed = timezone.now()
    mine = OutboxMessage.objects.filter(channel="oss", subject=one.subject)
    await_done(mine, LOOK_EVERY)
    waited: float = (mine.get().done_at - committed).total_seconds() * 1000
    time.sleep(1.1)  # the bell rings at most once a second: each news finds it at rest
    return waited


if __name__ == "__main__":
    print(json.dumps(main(*(int(word) for word in sys.argv[1:4]))))
