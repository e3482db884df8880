"""Steps 3 and 4 of the published procedure in simulation: the mock writes to the applicant that there is an account."""

from django.conf import settings

from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Outcome
from licensing.models import Application
from oss_bridge.contract import simulation
from oss_bridge.simulation import desk
from oss_bridge.troubles import OssRefused


def open_account(application: Application, message: OutboxMessage) -> Outcome:
    """Ask the mock for its letter, by WhatsApp or e-mail. A real OSS registers people itself, at oss.go.id."""
    if settings.OSS_MODE != "simulasi":
        return Outcome.ok("Pemohon mendaftar sendiri di oss.go.id.")
    person = application.answers.get("pemohon", {})
    asked = simulation.AccountRequest(
        name=person.get("name", ""), phone=person.get("phone", ""), email=person.get("email", "")
    )
    try:
        told = desk().open_account(asked)
    except OssRefused as no:
        return Outcome.ok(no.sentence)
    return Outcome.ok(f"Hak akses dikirim lewat {told.channel}.")
