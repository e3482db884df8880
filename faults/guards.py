"""Guards that can be taken away in one process, so that the checker must see what they keep out.

Each function changes modules of the product in the process that calls it, and nothing else; ``start`` calls it
where the environment says FAULTS_OFF, the controls where a guard is the client's. The names are those of F0.
"""

import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

Taking = Callable[[], None]


def take_away(name: str) -> None:
    """Nothing for a blank name; KeyError for an unknown one."""
    if name:
        GUARDS[name]()


def no_lock() -> None:
    """Lending without looking whether somebody has it: no condition in the UPDATE, no row lock, no fencing after it."""
    from foundation.outbox import claims, delivery  # noqa: PLC0415 - models must be loaded first
    from foundation.outbox.channels import CHANNELS  # noqa: PLC0415

    def lent_to_all(channel: str, **_kwargs: Any) -> list[Any]:
        now = timezone.now()
        rows = claims.first_in_line(CHANNELS[channel]).filter(next_at__lte=now)
        chosen = list(rows.order_by("id")[:10])
        for row in chosen:
            row.lease_until = now + timedelta(seconds=60)
        return chosen

    delivery.claim = lent_to_all


def no_version() -> None:
    """The status is written without asking whether it is still the one that was seen."""
    from licensing import workflow  # noqa: PLC0415
    from licensing.models import Application  # noqa: PLC0415

    def write(held: Any, rule: Any, changes: dict[str, Any]) -> None:
        time.sleep(0.05)  # two people are never at the very same instant in a test of milliseconds
        Application.objects.filter(pk=held.pk).update(status=rule.target, version=held.version + 1, **changes)

    workflow.write = write


def early_ack() -> None:
    """A message is struck off the line before it is carried, as a queue without late acknowledgement does."""
    from foundation.outbox import delivery  # noqa: PLC0415
    from foundation.outbox.outcomes import Outcome  # noqa: PLC0415

    def deliver(message: Any) -> Any:
        delivery.finish(message, Outcome.ok("diterima"))
        outcome = delivery.HANDLERS[message.channel](message)
        if outcome.apply is not None:
            with transaction.atomic():
                outcome.apply()
        return outcome

    delivery.deliver = deliver


def no_outbox() -> None:
    """Commit, then call OSS with three tries in memory (reliability.md, finding 7)."""
    from foundation.outbox import delivery  # noqa: PLC0415
    from foundation.outbox.models import OutboxMessage  # noqa: PLC0415
    from licensing import workflow  # noqa: PLC0415

    def tell_oss(application: Any, step: Any, previous: Any, *, note: str, actor: Any, data: dict[str, Any]) -> None:
        payload = {
            "application": application.pk, "version": application.version, "step": step.value,
            "from": previous.value, "to": application.status, "note": note,
            "actor": {"user_id": actor.user_id, "name": actor.name}, **data,
        }  # fmt: skip
        facts: dict[str, Any] = {"subject": application.subject, "kind": f"step.{step.value}", "payload": payload}
        message = OutboxMessage(channel="oss", **facts)

        def call() -> None:
            for _attempt in range(3):
                outcome = delivery.HANDLERS["oss"](message)
                if outcome.kind == "ok":
                    if outcome.apply is not None:
                        outcome.apply()
                    return

        transaction.on_commit(call, robust=True)

    workflow.tell_oss = tell_oss


def no_idempotency() -> None:
    """Each try of a hand-over is a new request to OSS: another reference, no memory of the last."""
    from oss_bridge.outbound import handing_over  # noqa: PLC0415

    plain = handing_over.hand_over

    def hand_over(application: Any) -> Any:
        given = plain(application)
        return given.model_copy(update={"reference": f"{given.reference}-{uuid.uuid4().hex[:6]}"})

    handing_over.hand_over = hand_over


def no_fetcher_guard() -> None:
    """The printer fetches whatever a document names."""
    from foundation.printing import render  # noqa: PLC0415

    shared = render._shared

    def open_minded() -> Any:
        from weasyprint.urls import URLFetcher  # noqa: PLC0415, TID251

        fonts, style, guarded = shared()

        class Anything(URLFetcher):
            def fetch(self, url: str, headers: Any = None) -> Any:
                return guarded.fetch(url, headers) if url.startswith("asset:") else super().fetch(url, headers)

        return fonts, style, Anything()

    render._shared = open_minded  # type: ignore[assignment]


def rerender() -> None:
    """A paper that is asked for again is drawn again and put in the place of the one that was issued."""
    from foundation.files import store  # noqa: PLC0415
    from foundation.journal import book  # noqa: PLC0415
    from foundation.pulse import due  # noqa: PLC0415
    from licensing.background import printing_press as press  # noqa: PLC0415
    from licensing.models import Document  # noqa: PLC0415

    def draw(task: Any) -> None:
        document = Document.objects.select_related("application").get(pk=int(task.subject.partition(":")[2]))
        data = press.drawing.draw(document.kind, document.snapshot, mode=press.settings.OSS_MODE)
        facts: dict[str, Any] = {
            "subject": document.application.subject,
            "name": "baru.pdf",
            "kind": "pdf",
            "who": press.SYSTEM,
        }
        kept = store.keep_bytes(data, purpose="document", **facts)
        Document.objects.filter(pk=document.pk).update(file=kept, sha256=kept.sha256, status="valid")
        told = {"kind": document.kind, "number": document.number, "sha256": kept.sha256}
        book.record("document.published", subject=facts["subject"], who=press.SYSTEM, data=told)

    due.register(press.DRAW, draw, lease_seconds=12)


def callback_not_idempotent() -> None:
    """Each push is another one, also when it says the same."""
    from oss_bridge.inbound import inbox  # noqa: PLC0415

    plain = inbox.keep

    def keep(facts: dict[str, Any], tree: Any) -> Any:
        return plain({**facts, "sha256": uuid.uuid4().hex * 2}, tree)

    inbox.keep = keep


def max_plus_one() -> None:
    """The next number is the highest that can be seen, and one."""
    from foundation import numbers  # noqa: PLC0415
    from licensing.models import Application  # noqa: PLC0415

    def draw(kind: str, period: str) -> int:
        top = Application.objects.exclude(number=None).order_by("-number").values_list("number", flat=True).first()
        time.sleep(0.05)  # as above: the race must have room on a machine of two cores
        return int(top[-6:]) + 1 if top else 1

    numbers.draw = draw


def audit_outside() -> None:
    """The journal is written beside the act, not with it: on another connection, at once."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    from foundation.journal import book  # noqa: PLC0415

    plain = book.record

    def record(*args: Any, **kwargs: Any) -> Any:
        def beside() -> Any:
            try:
                return plain(*args, **kwargs)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(beside).result(30)

    book.record = record


def no_fencing() -> None:
    """Whoever comes back writes, whether the lease is still his or not."""
    from foundation.outbox import circuits, delivery  # noqa: PLC0415
    from foundation.outbox.models import OutboxMessage  # noqa: PLC0415

    def finish(message: Any, outcome: Any) -> bool:
        changes = delivery.after(message, outcome)
        OutboxMessage.objects.filter(pk=message.pk).update(lease=None, lease_until=None, **changes)
        if outcome.apply is not None:
            outcome.apply()
        circuits.note(message, outcome)
        return True

    delivery.finish = finish


def no_coverage() -> None:
    """The verifier believes a signature that is right as far as it goes."""
    from pyhanko.sign import validation  # noqa: PLC0415 - the verifier takes it from there when it is asked

    plain = validation.validate_pdf_signature

    def validated(*args: Any, **kwargs: Any) -> Any:
        status = plain(*args, **kwargs)
        object.__setattr__(status, "coverage", validation.SignatureCoverageLevel.ENTIRE_FILE)
        return status

    validation.validate_pdf_signature = validated


GUARDS: dict[str, Taking] = {
    taking.__name__: taking
    for taking in (
        no_lock, no_version, early_ack, no_outbox, no_idempotency, no_fetcher_guard, rerender,
        callback_not_idempotent, max_plus_one, audit_outside, no_fencing, no_coverage,
    )
}  # fmt: skip
