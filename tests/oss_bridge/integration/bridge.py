"""The office and OSS in one process: pushes go through the real door, letters and due work through the real tables."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from foundation.outbox import delivery
from foundation.outbox.models import OutboxMessage
from foundation.pulse import work
from foundation.pulse.models import DueTask
from licensing import workflow
from licensing.life.steps import Step
from licensing.models import Application
from licensing.terms import Status
from oss_bridge.contract import simulation
from oss_bridge.contract.token import token
from oss_bridge.fake import FILE_BASE, FakeOss
from oss_bridge.mock.oss.books import FileBook
from oss_bridge.mock.oss.papers import paper
from oss_bridge.models import InboxItem
from tests.factories.files import application_in
from tests.people import Town


class Bridge:
    """Pak Budi's office with its OSS."""

    def __init__(self, people: Town, oss: FakeOss) -> None:
        self.people, self.oss, self.http = people, oss, Client(enforce_csrf_checks=True)
        self.pushed = 0

    # --- OSS knocks at our door

    def knock(self, method: str, body: bytes, *, given: str | None = None, nib: str = "") -> Any:
        """One call on /api/oss/<method>, by default with today's true token for this NIB."""
        right = token(settings.OSS_USERNAME, settings.OSS_PASSWORD, nib, timezone.localdate())
        headers = {"Token": right if given is None else given}
        return self.http.post(f"/api/oss/{method}", body, content_type="application/json", headers=headers)

    def bring(self) -> list[InboxItem]:
        """Deliver what OSS has posted since, in order, and let the worker process it."""
        posted, self.pushed = self.oss.books.posted[self.pushed :], len(self.oss.books.posted)
        for method, nib, body in posted:
            answer = self.knock(method, json.dumps(body).encode(), nib=nib)
            assert answer.json()[f"respon{method}"]["status"] == "1", answer.content
        self.work("oss.inbox")
        return list(InboxItem.objects.order_by("id"))

    # --- our worker

    def carry(self) -> list[OutboxMessage]:
        """Everything that waits for OSS, however long it should rest; returns the line."""
        OutboxMessage.objects.filter(channel="oss", state="pending").update(next_at=timezone.now())
        delivery.drain("oss")
        return list(OutboxMessage.objects.filter(channel="oss").order_by("id"))

    def work(self, *kinds: str) -> None:
        """Due work of these kinds, now, each row once."""
        for task in DueTask.objects.filter(kind__in=kinds, state="pending").exclude(subject="").order_by("id"):
            task.attempts = 1
            task.save(update_fields=["attempts"])
            work.run(task)

    def poll(self, application: Application) -> Application:
        """Ask OSS of this file now."""
        DueTask.objects.get_or_create(kind="oss.poll", subject=application.subject)
        DueTask.objects.filter(kind="oss.poll", subject=application.subject).update(state="pending", attempts=1)
        task = DueTask.objects.get(kind="oss.poll", subject=application.subject)
        work.run(task)
        application.refresh_from_db()
        return application

    # --- stories

    def requested(self, **columns: Any) -> Application:
        """Pak Budi asked for a NIB; nobody has told OSS yet."""
        number = columns.pop("number", "PB-2026-900001")
        columns = {"agency": self.people.naker, "id_izin": "", **columns}
        file = application_in(Status.DRAFT, applicant=self.people.budi, **columns)
        return workflow.advance(file, Step.REQUEST_NIB, actor=self.people.actor("budi"), number=number)

    def fulfilling(self, **columns: Any) -> Application:
        """His NIB came; the requirements wait for him."""
        file = self.requested(**columns)
        self.carry()
        self.bring()
        file.refresh_from_db()
        return file

    def codes(self, application: Application) -> list[str]:
        """What OSS wrote down of a permit, in order."""
        return [line["code"] for line in self.oss.books.permits[application.id_izin].history]

    def lay_file(self, name: str, data: bytes | None = None) -> str:
        """A file on OSS's file host; returns its address."""
        content = data if data is not None else paper(name, [name])
        self.oss.books.keep_file(FileBook(name, "", f"{name}.pdf", "pdf", content))
        return f"{FILE_BASE}/file/download/{name}"


def sent(urls: Iterable[str]) -> tuple[simulation.FileSent, ...]:
    """Files for the requirements 1, 2, …"""
    return tuple(simulation.FileSent(requirement_id=str(n), url=url) for n, url in enumerate(urls, 1))
