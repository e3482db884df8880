"""What officers and business actors file: through the one intake, with what the channel leaves behind."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.actions import file
from complaints.models import Complaint
from complaints.terms import Channel
from foundation.files.models import StoredFile
from foundation.identity.phone import shown
from licensing.models import Application
from licensing.queries import visible_to as files_of

SENT = ("kind", "category", "subject", "text", "place", "happened_on", "is_anonymous", "is_secret", "contact_name",
        "address", "phone", "email")  # fmt: skip
COLUMNS = ("lapor_id", "source_url", "oss_ticket")


def take_down(given: dict[str, Any], *, was_read_back: bool, actor: Actor) -> Complaint:
    """An officer's entry. A LAPOR! id that is known already answers the complaint that it became."""
    facts = {name: given[name] for name in SENT}
    facts["contact"] = given["email"] or (shown(given["phone"]) if given["phone"] else "")
    return file(
        facts,
        submission=given["submission"],
        actor=actor,
        channel=given["channel"],
        entered_by_id=actor.user_id,
        was_read_back=was_read_back,
        **{name: given[name] for name in COLUMNS},
    )


def business(given: dict[str, Any], *, actor: Actor) -> Complaint:
    """A business actor's own: linked to the chosen file, which must be one of theirs."""
    chosen = mine(actor).filter(number=given["application"]).first() if given["application"] else None
    facts = {name: given[name] for name in ("category", "subject", "text", "is_anonymous")}
    facts |= {"contact_name": actor.name}
    return file(
        facts,
        submission=given["submission"],
        actor=actor,
        channel=Channel.ACCOUNT,
        oss_ticket=given["oss_ticket"],
        application=chosen,
        holder=chosen.holder if chosen else None,
    )


def mine(actor: Actor) -> Any:
    """The numbered files of this business actor."""
    return files_of(actor).exclude(number=None).order_by("-created_at", "-id")


def choices(actor: Actor) -> list[tuple[str, str]]:
    """The files to choose from, newest first."""
    return [(str(found.number), name_of(found)) for found in mine(actor)[:50]]


def name_of(found: Application) -> str:
    """A file in a list: number, activity, where it stands."""
    activity = found.kbli.title if found.kbli else _("kegiatan usaha belum dipilih")
    return f"{found.number} · {activity} · {found.get_status_display()}"


def papers(complaint: Complaint) -> list[StoredFile]:
    """The files that came along, oldest first."""
    rows = StoredFile.objects.filter(purpose="complaint", subject=complaint.mark)
    return list(rows.order_by("uploaded_at", "id"))
