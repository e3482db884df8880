"""Permits in the mock OSS's own books, handed over and fulfilled, so that statuses can be put on them. Prints JSON.

    python -m bench.delivery_seed COUNT      (in the environment of the mock OSS)

The mock's own engine writes them; what it would push to the portal is taken as received.
"""

import json
import sys

import django

FIRST_SERIAL = 500_000  # the factories' own NIBs begin at 1


def main(count: int) -> list[dict[str, str]]:
    """The keys of each permit; each stands at 09 and waits for the office."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415 - the mock's settings are known only now

    from oss_bridge.contract import simulation as words  # noqa: PLC0415
    from oss_bridge.mock import models, settings  # noqa: PLC0415
    from oss_bridge.mock.oss.engine import SimulatedOss  # noqa: PLC0415
    from oss_bridge.mock.store import SqlBooks  # noqa: PLC0415

    oss, found = SimulatedOss(SqlBooks(), file_base=settings.FILE_BASE), []
    start = models.Permit.objects.count()
    oss.books.serial()
    models.Counter.objects.filter(name="serial", last__lt=FIRST_SERIAL).update(last=FIRST_SERIAL)
    for number in range(start, start + count):
        with transaction.atomic():
            given = oss.hand_over(application(number))
            oss.fulfil(words.Fulfilment(licence_id=given.licence_id))
            models.Push.objects.filter(nib=given.nib).update(state=models.PushState.DONE)
        found.append(
            {name: getattr(given, name) for name in ("nib", "project_id", "oss_id", "licence_id", "permit_code")}
        )
    return found


def application(number: int):
    """A small activity of an invented person; no two have the same NIK."""
    from licensing.terms import Authority, HolderKind, LicenceType, Risk, Scale  # noqa: PLC0415
    from oss_bridge.contract import simulation as words  # noqa: PLC0415

    place = words.Address(street="Jl. Contoh No. 1", region="13.77.01.1001")
    nik = f"13770101{1 + number // 10_000:02d}80{number % 10_000:04d}"
    return words.HandOver(
        reference=f"BENCH-{number:06d}",
        holder=words.Holder(
            kind=HolderKind.PERSON, name=f"Warga {number}", address=place, scale=Scale.SMALL,
            responsible=words.Person(name=f"Warga {number}", nik=nik),
        ),
        activity=words.Activity(
            kbli="85571", edition="2025", title="Pelatihan Kerja Teknik Swasta", address=place, scale=Scale.SMALL,
            risk=Risk.MEDIUM_HIGH,
        ),
        permit=words.WantedPermit(
            licence=LicenceType.SERTIFIKAT_STANDAR, name="Sertifikat Standar", authority=Authority.REGENT,
            needs_verification=True,
        ),
    )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
