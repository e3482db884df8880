"""Wrong secrets, an expired certificate, a signer that is away: all waits and says so, nothing unsigned is offered."""

import base64
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import time_machine
import urllib3
from django.test import override_settings

from faults import people
from faults.browser import Browser
from faults.plans.papers import refusal
from faults.stage import Plan, Run
from foundation.files import store
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from foundation.signing import authority
from foundation.signing.checking import Verdict, check
from foundation.signing.terms import Signatory, SignatureRefused, SignerUnavailable
from licensing.actions import sign
from licensing.models import Document
from licensing.terms import Status
from oss_bridge.models import InboxItem
from tests.clusters import HOST, free_port

WRONG = "rahasia-yang-salah"
NIK = "1377014101800001"  # the official's, which BSrE asks for
WAITING = "Menunggu tanda tangan"
LOOKS_FOR = 2.0  # seconds, after it has found that it cannot read


def wrong_secrets(run: Run) -> None:
    """F23: the wrong key to OSS, to our own data, from OSS; no key of the seal; then five hands that cannot sign."""
    run.office.restart("worker", OSS_USER_KEY=WRONG)
    run.office.restart("web", OSS_PASSWORD=WRONG)
    walks = run.people(2, 1)
    _key_to_oss(run)
    _key_to_data(run)
    run.office.restart("worker", SIGNER="pkcs12", SEAL_FILE=str(run.office.folder / "no such seal.p12"))
    _key_from_oss(run)
    walks[0].until |= {Status.VERIFYING}
    run.walk(walks)
    run.arrived()
    letter = refusal(run, walks[0])
    run.quiet()
    _unsealed(run)
    _no_hand(run, letter)
    _signed(run, letter)
    run.quiet()


def _key_to_oss(run: Run) -> None:
    """OSS answers 401 to everything: what it should hear waits, and /sehat/ says which way is closed."""
    ends_at = time.monotonic() + 25
    while time.monotonic() < ends_at and not any(row.last_class for row in _owed(run)):
        time.sleep(0.2)
    owed = _owed(run)
    if {row.state for row in owed} != {"pending"} or "auth" not in {row.last_class for row in owed}:
        run.saw("I9", f"with a wrong key OSS was owed {[(row.state, row.last_class) for row in owed]}")
    said = urllib3.request("GET", f"{run.office.stack.url}/sehat/", timeout=20).json()["warnings"]
    if "circuits" not in said:
        run.saw("I7", f"/sehat/ says nothing of a key that OSS refuses: {said}")


def _key_to_data(run: Run) -> None:
    """A worker that cannot read our data takes nothing in hand and spoils nothing."""
    before = [(row.pk, row.attempts, row.lost_leases) for row in _owed(run)]
    log = run.office.logs / "worker.log"
    told = log.stat().st_size
    run.office.restart("worker", FIELD_KEYS=f"k1:{base64.b64encode(os.urandom(32)).decode()}")
    ends_at = time.monotonic() + 25
    while "CannotOpen" not in log.read_bytes()[told:].decode(errors="replace"):
        if time.monotonic() > ends_at:
            run.saw("plan", "the worker with a wrong key to our data never looked")
            break
        time.sleep(0.2)
    time.sleep(LOOKS_FOR)
    run.office.kill("worker")
    if before != (after := [(row.pk, row.attempts, row.lost_leases) for row in _owed(run)]):
        run.saw("I8", f"a worker that cannot read them touched the messages: {before} became {after}")


def _owed(run: Run) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(pk__gt=run.since.message, channel="oss").order_by("pk"))


def _key_from_oss(run: Run) -> None:
    """We take every push for a forger's; OSS keeps it in its tray and comes again."""
    ends_at = time.monotonic() + 25
    while time.monotonic() < ends_at and not any(push["attempts"] for push in run.mock.pushes(run.since.push)):
        time.sleep(0.2)
    if InboxItem.objects.filter(pk__gt=run.since.item).exists():
        run.saw("I4", "a push was taken though its token could not be right")
    run.office.restart("web")


def _unsealed(run: Run) -> None:
    """A receipt goes out without the office's seal, calls itself unsealed, and the journal has told it (ADR 0019)."""
    told = Entry.objects.filter(pk__gt=run.since.entry, kind="document.unsealed").count()
    receipts = Document.objects.filter(pk__gt=run.since.document, kind="receipt").exclude(file=None)
    if not receipts or receipts.exclude(sealed_at=None).exists() or told < receipts.count():
        run.saw("I5", f"{receipts.count()} receipts without a key of the seal, told {told} times")


def _no_hand(run: Run, letter: Document) -> None:
    """Whoever should sign cannot: he is told why, the letter waits, and nobody but the office sees it."""
    with _expired():
        _tried(run, letter, "an expired certificate")
    _tried(run, letter, "a wrong passphrase", passphrase=WRONG)
    away = f"http://{HOST}:{free_port()}"
    _tried(run, letter, "a service that is away", SIGNER="bsre", BSRE_URL=away)
    with _service() as address:
        for EmptyHand.status, EmptyHand.echoes in ((503, False), (200, True)):
            name = "a service that gives the letter back unsigned" if EmptyHand.echoes else "a service in trouble"
            _tried(run, letter, name, SIGNER="bsre", BSRE_URL=address)


def _tried(run: Run, letter: Document, name: str, *, passphrase: str = people.PASSPHRASE, **told: Any) -> None:
    try:
        with override_settings(**told):
            sign.sign(letter, actor=people.actor("kadis"), passphrase=passphrase, nik=NIK)
    except (SignatureRefused, SignerUnavailable) as no:
        if not str(no):
            run.saw("I7", f"{name}: nobody was told why")
    else:
        run.saw("I5", f"{name}: the letter was signed all the same")
    letter.refresh_from_db()
    assert letter.unsigned_file is not None
    browser = Browser(run.office.stack.url, people.user("budi"))
    places = (f"/dokumen/{letter.code}.pdf", f"/berkas/{letter.unsigned_file.public_id}/asli")
    seen = [browser.get(place).status for place in places]
    if letter.file_id or letter.status != "preparing" or seen != [404, 404]:
        run.saw("I5", f"{name}: the letter is {letter.status}, its doors answered {seen}")
    if WAITING not in browser.get(f"/permohonan/{letter.application.number}/").text:
        run.saw("I7", f"{name}: the applicant's page does not say “{WAITING}”")


def _signed(run: Run, letter: Document) -> None:
    """With the right hand it is signed, once, and holds."""
    sign.sign(letter, actor=people.actor("kadis"), passphrase=people.PASSPHRASE)
    letter.refresh_from_db()
    assert letter.file is not None
    with store.open_original(letter.file) as file:
        verdict = check(file.read()).verdict
    if verdict is not Verdict.VALID:
        run.saw("I5", f"the letter that was signed in the end is {verdict}")


@contextmanager
def _expired() -> Iterator[None]:
    """The head's certificate file is one that ran out a year ago; afterwards the right one lies there again."""
    head = people.user("kadis")
    who = Signatory(key=f"akun-{head.pk}", name=head.name, job_title="Kepala Dinas")
    place = authority.folder() / f"{who.key}.p12"
    right = place.read_bytes()
    try:
        with time_machine.travel(datetime.now(UTC) - timedelta(days=365 * (authority.OFFICIAL_YEARS + 1))):
            authority.enrol(who, people.PASSPHRASE)
        yield
    finally:
        authority.write_privately(place, right)


class EmptyHand(BaseHTTPRequestHandler):
    """A signing service that signs nothing: in trouble, or the letter comes back as it went."""

    status: ClassVar[int] = 503
    echoes: ClassVar[bool] = False

    def do_POST(self) -> None:
        """Somebody wants a signature."""
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        begins, ends = asked.find(b"%PDF-"), asked.rfind(b"%%EOF") + 6
        body = asked[begins:ends] if self.echoes else b""
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def _service() -> Iterator[str]:
    server = HTTPServer((HOST, 0), EmptyHand)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


PLANS = (
    Plan(
        "F23", "wrong secrets, an expired certificate, a signer that is away", wrong_secrets, starts=("web", "worker")
    ),
)
