"""Letters to the portal: one thread, from its own tray, in order under one NIB, again until taken."""

import json
import logging
import threading
import time
from datetime import timedelta

import urllib3
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from oss_bridge.contract.identifiers import WIB
from oss_bridge.contract.methods import TO_OFFICE
from oss_bridge.contract.reading import UnreadableBody
from oss_bridge.contract.token import token
from oss_bridge.mock import knobs, rewinding, settings
from oss_bridge.mock.models import Push, PushState
from oss_bridge.mock.store import writing

log = logging.getLogger(__name__)
LONGEST_WAIT, SWEEP_SECONDS, BATCH = 60.0, 0.5, 50
FORGET_SECONDS = 300.0


class Pusher(threading.Thread):
    """Started once in the worker process; ``bell`` wakes it early."""

    def __init__(self) -> None:
        super().__init__(name="oss-pusher", daemon=True)
        self.bell = threading.Event()
        self._http = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=10), retries=False)

    def run(self) -> None:
        forgot = time.monotonic()
        while True:
            self.bell.wait(SWEEP_SECONDS)
            self.bell.clear()
            try:
                self.sweep()
                if time.monotonic() - forgot > FORGET_SECONDS:
                    rewinding.forget()
                    forgot = time.monotonic()
            except OperationalError:
                log.warning("buku OSS tiruan sedang terkunci; dicoba lagi")
            finally:
                close_old_connections()

    def sweep(self) -> None:
        """Send what is due; a letter waits for the older ones of its NIB."""
        held: set[str] = set()
        for push in Push.objects.filter(state=PushState.WAITING)[:BATCH]:
            if push.nib in held:
                continue
            is_waiting = push.not_before > timezone.now() or self._is_held_back(push) or not self._deliver(push)
            if is_waiting and not push.may_be_overtaken:
                held.add(push.nib)

    def _is_held_back(self, push: Push) -> bool:
        """Is this letter ordered to arrive after its successor?"""
        if push.attempts or push.may_be_overtaken:
            return False
        knob = knobs.drawn({"out_of_order_push": ""}, method=push.method)
        if knob is None:
            return False
        push.may_be_overtaken = True
        push.not_before = timezone.now() + timedelta(seconds=knob.seconds or 5)
        kept(push, "may_be_overtaken", "not_before")
        return True

    def _deliver(self, push: Push) -> bool:
        is_taken, said = self._post(push)
        push.attempts += 1
        push.answer = said[:2000]
        if is_taken:
            push.state, push.done_at = PushState.DONE, timezone.now()
            if knob := knobs.drawn({"duplicate_push": ""}, method=push.method):
                for _ in range(int(knob.value or 1)):
                    self._post(push)
        else:
            wait = min(LONGEST_WAIT, 0.5 * 2 ** min(push.attempts, 10))
            push.not_before = timezone.now() + timedelta(seconds=wait)
        kept(push, "attempts", "answer", "state", "done_at", "not_before")
        return is_taken

    def _post(self, push: Push) -> tuple[bool, str]:
        """One try: taken or not, and what the portal said."""
        today = timezone.now().astimezone(WIB).date()
        headers = {
            "Content-Type": "application/json",
            "Token": token(settings.OSS_USERNAME, settings.OSS_PASSWORD, push.nib, today),
        }
        url = f"{settings.PORTAL_URL}/api/oss/{push.method}"
        try:
            answer = self._http.request("POST", url, body=json.dumps(push.body).encode(), headers=headers)
            said = answer.data.decode("utf-8", "replace")
            is_taken = answer.status == 200 and TO_OFFICE[push.method].is_taken(answer.data)
        except urllib3.exceptions.HTTPError as silence:
            return False, f"{type(silence).__name__}"
        except UnreadableBody as garbled:
            return False, f"{answer.status}: {garbled}"
        return is_taken, f"{answer.status}: {said}"


def kept(push: Push, *names: str) -> None:
    """Write these columns, if the letter still exists: a rewind may have taken it back."""
    with writing():
        Push.objects.filter(pk=push.pk).update(**{name: getattr(push, name) for name in names})


PUSHER: list[Pusher] = []


def start() -> Pusher:
    """Start the thread of this process, once."""
    if not PUSHER:
        PUSHER.append(Pusher())
        PUSHER[0].start()
    return PUSHER[0]


def ring() -> None:
    """Something lies in the tray."""
    if PUSHER:
        PUSHER[0].bell.set()
