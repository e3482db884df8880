"""The office's seal is looked at every hour: when it cannot be made, admin and head are told once a day."""

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from foundation.messaging.letters import write
from foundation.pulse.models import DueTask
from foundation.signing import seal
from licensing.notices import recipient

TOLD = (Role.ADMIN, Role.HEAD)


def look(_task: DueTask | None = None) -> None:
    """Papers go out meanwhile, without a seal; so somebody must know."""
    why = seal.trouble()
    if not why:
        return
    today = timezone.localdate()
    for user in User.objects.filter(role__in=TOLD, is_active=True).order_by("pk"):
        write(
            "staff_seal_missing",
            to=recipient(user),
            context={"why": why},
            key=f"seal:{today}:{user.pk}",
            subject="office:seal",
            link=f"{settings.SITE_URL}/beranda/",
        )
