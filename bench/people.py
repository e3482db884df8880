"""Finding one person among a hundred thousand at the window, by each thing that can be typed. Prints JSON.

    python -m bench.people ROWS TIMES        (in the environment of an office; it may hold other people too)

A third each are people of the counter, accounts, and businesses that OSS brought. Names are invented; one in
thirty is a Siti, as in life.
"""

import json
import sys
import time

import django

BATCH = 5_000


def main(rows: int, times: int) -> None:
    """Seed once, then ask; milliseconds, the slowest twentieth left out (p95)."""
    django.setup()
    from counter.assisted.queries import search  # noqa: PLC0415 - after setup

    known = seed(rows)
    asked = {
        "nik": known["nik"], "phone": known["phone"], "name, common": "siti", "name, part": "ahara 0004",
        "name, nobody": "zzzzzz", "file": known["file"],
    }  # fmt: skip
    costs = {}
    for what, text in asked.items():
        each = []
        for _n in range(times):
            began = time.perf_counter()
            kind, hits = search.find(text)
            each.append((time.perf_counter() - began) * 1000)
        costs[what] = {"p95": sorted(each)[max(0, int(len(each) * 0.95) - 1)], "kind": kind, "rows": len(hits)}
    print(json.dumps(costs))


def seed(rows: int) -> dict[str, str]:
    """Everybody; answers numbers of somebody in the middle."""
    from accounts.models import User  # noqa: PLC0415 - after setup
    from counter.assisted.models import Person  # noqa: PLC0415
    from licensing.models import PelakuUsaha  # noqa: PLC0415
    from licensing.rules.numbering import verification_code  # noqa: PLC0415
    from licensing.terms import Status  # noqa: PLC0415
    from tests.factories.files import application_in  # noqa: PLC0415

    third = rows // 3
    names = [f"{'Siti' if n % 30 == 0 else 'Warga'} Bahara {n:06d}" for n in range(rows)]
    niks = [f"13770157{n % 12 + 1:02d}{n // 12 % 50 + 50}{n // 600 + 1:04d}" for n in range(rows)]

    def facts(n: int) -> dict[str, str]:
        return {"name": names[n], "nik": niks[n], "phone": f"+62812{n:08d}"}

    kept = range(third), range(third, 2 * third), range(2 * third, rows)
    Person.objects.bulk_create((Person(claim_code=verification_code(), **facts(n)) for n in kept[0]), batch_size=BATCH)
    User.objects.bulk_create(
        (User(email=f"warga{n}@contoh.id", name=names[n], phone=f"+62812{n:08d}") for n in kept[1]), batch_size=BATCH
    )
    PelakuUsaha.objects.bulk_create((PelakuUsaha(kind="person", **facts(n)) for n in kept[2]), batch_size=BATCH)
    one = Person.objects.get(name=names[third // 2])
    application_in(Status.WITHDRAWN, applicant=None, agency=None, number="PB-2031-000001", assisted_for=one.subject)
    return {"nik": one.nik, "phone": one.phone, "file": "PB-2031-000001"}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
