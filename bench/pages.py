"""CPU per request of a wizard step and of a worklist, in an office's own environment. Prints JSON.

Run as ``python -m bench.pages TIMES TURN``; the yardstick is ``bench.bare`` with as many queries and bytes.
"""

import json
import sys
from dataclasses import asdict, dataclass

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.marks import cpu_ms

FILES_ON_THE_DESK = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page costs."""

    name: str
    path: str
    queries: int
    size: int
    cpu: float  # milliseconds


def measured(name: str, client: Client, path: str, times: int) -> Cost:
    """Cost of a page that answers 200, once it is warm."""
    first = client.get(path)
    if first.status_code != 200:
        raise SystemExit(f"{path} answered {first.status_code}, not 200")
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = len(captured)  # read now: the next request empties the log
    cpu_ms(lambda: client.get(path), times=20)
    return Cost(name, path, queries, len(first.content), cpu_ms(lambda: client.get(path), times=times))


def main(times: int, turn: int) -> list[Cost]:
    """A draft of the demo's applicant, a full desk of its reviewer; both pages measured."""
    django.setup()
    from accounts.actors import actor_of  # noqa: PLC0415 - the rooms come after the settings
    from accounts.models import User  # noqa: PLC0415
    from licensing.actions import draft  # noqa: PLC0415
    from licensing.terms import Status  # noqa: PLC0415
    from tests.factories import files  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    applicant, reviewer = User.objects.get(email="budi@contoh.id"), User.objects.get(email="naker@contoh.id")
    application = draft.start(actor=actor_of(applicant), answers={})
    row = files.risk_row()
    holder = files.business(applicant)
    for number in range(FILES_ON_THE_DESK):
        files.application_in(
            Status.VERIFYING, applicant=applicant, agency=reviewer.agency, number=f"PB-2026-9{turn}{number:04d}",
            row=row, holder=holder, id_izin=f"I-{turn}{number:020d}",
        )  # fmt: skip
    at_home, at_work = Client(), Client()
    at_home.force_login(applicant)
    at_work.force_login(reviewer)
    step = f"{application.get_absolute_url()}langkah/pemohon/jenis/"
    return [measured("wizard step", at_home, step, times), measured("worklist", at_work, "/tinjau/", times)]


if __name__ == "__main__":
    print(json.dumps([asdict(cost) for cost in main(int(sys.argv[1]), int(sys.argv[2]))]))
