"""Consent at the counter: statements read aloud by an officer, accepted by the applicant (assisted step 7)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from foundation.journal import book
from licensing.actions.draft import put
from licensing.drafts.answers import PERNYATAAN
from licensing.drafts.consent import digest
from licensing.life.standing import why_not_act_for
from licensing.models import Application
from licensing.workflow import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A yes. ``texts`` is key -> version as it was read; ``by`` and ``how`` are printed as they stand, in Indonesian.

    ``is_applicant`` is False where a proxy said yes. ``data`` is the digest of the answers that were read out;
    ``ktp`` the blind index of the NIK on the card that the officer saw, "" when it was not the applicant's.
    """

    texts: dict[str, str]
    by: str
    how: str
    is_applicant: bool
    data: str
    at: datetime
    ktp: str = ""


@transaction.atomic
def record(application: Application, given: Given, *, actor: Actor) -> Application:
    """Keep a consent on the draft, in the place of any earlier one.

    Raises:
        Refused: for anybody but the clerk who helps this applicant, and when the data changed meanwhile.
    """
    if actor.role != Role.CLERK:
        raise Refused(_("Persetujuan di loket dicatat oleh petugas loket."))
    if why := why_not_act_for(application, actor):
        raise Refused(why)
    held = Application.objects.select_for_update().get(pk=application.pk)
    if digest(held.answers) != given.data:
        raise Refused(_("Data permohonan berubah sesudah dibacakan. Bacakan lagi, lalu minta persetujuan."))
    spoken = {
        "texts": given.texts,
        "by": given.by,
        "how": given.how,
        "is_applicant": given.is_applicant,
        "digest": given.data,
        "at": given.at.isoformat(),
        "ktp": given.ktp,
        "read_by": actor.user_id,
        "channel": actor.channel,
    }
    put(held, PERNYATAAN.slug, {"accepted": sorted(given.texts), "spoken": spoken}, version=held.answers_version)
    data = {"texts": given.texts, "how": given.how, "is_applicant": given.is_applicant}
    book.record("application.consent_given", subject=application.subject, who=actor, data=data)
    application.refresh_from_db()
    return application
