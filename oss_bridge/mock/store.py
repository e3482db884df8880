"""The mock's memory in SQLite. Every method runs in its caller's transaction (``writing``)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from oss_bridge.contract import certificates, simulation
from oss_bridge.contract.nib import NibTree
from oss_bridge.mock import models, rewinding
from oss_bridge.mock.oss.books import AccountLetter, FileBook, HolderBook, PermitBook

PERMIT_FIELDS = tuple(PermitBook.__slots__)
_pen = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that writes. The threads of this process queue for it.

    SQLite lets one write at a time anyhow, and whoever finds it busy sleeps for up to a tenth of a second before it
    looks again, while nobody writes.
    """
    with _pen, transaction.atomic():
        yield


class SqlBooks:
    """``books.Books`` over the ORM."""

    def serial(self) -> int:
        """The next serial; a crash before commit gives it back, nobody has seen it."""
        models.Counter.objects.get_or_create(name="serial")
        models.Counter.objects.filter(name="serial").update(last=F("last") + 1)
        return models.Counter.objects.get(name="serial").last

    def holder(self, nib: str) -> HolderBook | None:
        """By NIB."""
        return self._holder(nib=nib)

    def holder_of(self, identity: str) -> HolderBook | None:
        """By what tells it from all others."""
        return self._holder(identity=identity)

    def holder_by(self, *, oss_id: str = "", npwp: str = "") -> HolderBook | None:
        """By oss_id or NPWP; nothing given finds nobody."""
        asked = {"oss_id": oss_id} if oss_id else {"npwp": npwp}
        return self._holder(**asked) if oss_id or npwp else None

    def _holder(self, **asked: str) -> HolderBook | None:
        row = models.Holder.objects.filter(**asked).first()
        if row is None:
            return None
        return HolderBook(row.identity, row.nib, NibTree.model_validate(row.tree), row.numbers_given)

    def keep_holder(self, holder: HolderBook) -> None:
        """Write the holder as it is now."""
        tree = holder.tree
        rewinding.note(models.Holder, holder.nib)
        models.Holder.objects.update_or_create(
            nib=holder.nib,
            defaults={
                "identity": holder.identity,
                "oss_id": tree.oss_id,
                "npwp": tree.npwp,
                "name": tree.name,
                "tree": tree.wire(),
                "numbers_given": holder.numbers_given,
            },
        )

    def permit(self, licence_id: str) -> PermitBook | None:
        """By its own id."""
        row = models.Permit.objects.filter(pk=licence_id).first()
        return _permit(row) if row else None

    def permits_of(self, nib: str) -> list[PermitBook]:
        """All permits under a NIB."""
        return [_permit(row) for row in models.Permit.objects.filter(nib=nib)]

    def keep_permit(self, permit: PermitBook) -> None:
        """Write the permit as it is now."""
        rewinding.note(models.Permit, permit.licence_id)
        models.Permit.objects.update_or_create(licence_id=permit.licence_id, defaults=asdict(permit))

    def handed_over(self, reference: str) -> simulation.HandedOver | None:
        """The answer already given to a reference."""
        row = models.HandedOver.objects.filter(pk=reference).first()
        return simulation.HandedOver.model_validate(row.answer) if row else None

    def keep_handed_over(self, answer: simulation.HandedOver) -> None:
        """Keep an answer under its reference."""
        rewinding.note(models.HandedOver, answer.reference)
        models.HandedOver.objects.create(reference=answer.reference, answer=answer.model_dump(mode="json"))

    def file(self, file_id: str) -> FileBook | None:
        """A file by its id."""
        row = models.File.objects.filter(pk=file_id).first()
        return FileBook(row.file_id, row.licence_id, row.name, row.kind, bytes(row.data)) if row else None

    def keep_file(self, file: FileBook) -> None:
        """Keep a file."""
        rewinding.note(models.File, file.file_id)
        models.File.objects.create(**asdict(file))

    def certificate(self, licence_id: str) -> certificates.Certificate | None:
        """The certificate told of for a permit."""
        row = models.Certificate.objects.filter(pk=licence_id).first()
        return certificates.Certificate.model_validate(row.data) if row else None

    def keep_certificate(self, certificate: certificates.Certificate) -> None:
        """Keep or replace it."""
        rewinding.note(models.Certificate, certificate.licence_id)
        models.Certificate.objects.update_or_create(
            licence_id=certificate.licence_id, defaults={"data": certificate.wire()}
        )

    def keep_letter(self, letter: AccountLetter) -> None:
        """Keep a message to a pelaku usaha."""
        models.Letter.objects.create(**asdict(letter))

    def post(self, push: str, nib: str, body: dict[str, Any]) -> None:
        """Put a letter to the portal into the tray; the pusher takes it after the commit."""
        rewinding.made(models.Push.objects.create(method=push, nib=nib, body=body, not_before=timezone.now()))


def _permit(row: models.Permit) -> PermitBook:
    return PermitBook(**{name: getattr(row, name) for name in PERMIT_FIELDS})
