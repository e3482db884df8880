"""OSS refused the next step because it has forgotten the ones before (a restored backup): tell it those, in order.

Only what the journal says it had heard, only up to the step in hand, and never what would mint a number.
"""

from datetime import datetime

from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from licensing.life.steps import Step
from licensing.models import Application
from oss_bridge import mirror
from oss_bridge.client import OssClient, client
from oss_bridge.contract import permits
from oss_bridge.outbound import handing_over
from oss_bridge.reconciling import repairing
from oss_bridge.reconciling.comparing import is_forgotten
from oss_bridge.reconciling.repairing import BY_APPLICANT, REKONSILIASI, Told
from oss_bridge.simulation import desk
from oss_bridge.troubles import OssRefused, OssTrouble

FULFILS = frozenset({Step.SUBMIT, Step.HAND_OVER})


def caught_up(application: Application, message: OutboxMessage) -> bool:
    """Was the refusal the fruit of forgetting, and is OSS (being) told again? Then the message may go once more."""
    if not application.id_izin:
        return False
    version = message.payload.get("version") or 0
    heard = [one for one in repairing.told(application) if (one.data.get("version") or 0) < version]
    try:
        oss = client()
        code = oss.permit_status(application.id_izin).code
        lost = repairing.forgotten(code, heard)
        if not is_forgotten(code, [one.code for one in heard]) or repairing.why_not(application, lost):
            return False
        if any(one.step is Step.ISSUE for one in lost):
            return False
        for one in lost:
            tell(oss, application, one, at=message.created_at)
    except OssRefused:
        return False
    except OssTrouble:
        return True  # half told: the next attempt begins where this one ended
    note = f"OSS kembali ke {code}; diberi tahu ulang sebelum kabar berikutnya."
    codes = [one.code for one in lost]
    book.record("oss.reconciled", subject=application.subject, who=REKONSILIASI, data={"told": codes}, note=note)
    return True


def tell(oss: OssClient, application: Application, one: Told, *, at: datetime) -> None:
    """One step, once more: of the applicant at the simulation's own door, of the office as a status."""
    if one.step in BY_APPLICANT:
        given = handing_over.fulfilment(application)
        (desk().fulfil if one.step in FULFILS else desk().correct)(given)
        return
    officer = handing_over.officer_nip(one.user_id)
    keys = handing_over.keys(application)
    oss.send_status(permits.StatusReport.of(keys, code=one.code, at=at, officer_nip=officer, note=one.note))
    mirror.sent(application, one.code)
