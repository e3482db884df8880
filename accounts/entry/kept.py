"""What somebody sent after their session had ended for lack of activity: kept for a day, for them alone.

The session is over, so nothing is done with it; after signing in again its owner reads it and sends it on.
Passwords and codes are never kept, nor are files (they are sent again from where they lie).
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone

from accounts.models import KeptForm, User
from foundation.pulse.models import DueTask

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
LONGEST = 64 * 1024  # letters of all fields together
KEEP = timedelta(days=1)
SECRET = ("csrf", "sandi", "password", "code", "kode", "passphrase")


def keep(request: HttpRequest, user: User) -> bool:
    """Keep what a form sent. False when there is nothing to keep: no words, too many, or not from our page."""
    if request.method != "POST" or request.content_type not in FORMS:
        return False
    if request.path.startswith("/akun/") or CsrfViewMiddleware(as_it_is).process_view(request, as_it_is, (), {}):
        return False
    if any("passphrase" in name.lower() for name in request.POST):
        return False  # a signature is given anew, and the NIK beside it was promised to be kept nowhere
    fields = [[name, value] for name, values in request.POST.lists() for value in values if not is_secret(name)]
    if not any(value.strip() for _name, value in fields) or sum(len(value) for _name, value in fields) > LONGEST:
        return False
    kept = {"path": request.get_full_path()[:1000], "fields": fields, "kept_at": timezone.now()}
    KeptForm.objects.update_or_create(user=user, defaults=kept)
    return True


def as_it_is(_request: HttpRequest) -> Any:
    """Stands for a view: the check of the form's token asks for one and does not call it."""


def is_secret(name: str) -> bool:
    """A field that is typed anew each time."""
    return any(word in name.lower() for word in SECRET)


def of(user_id: int | None) -> KeptForm | None:
    """What waits for this person."""
    return KeptForm.objects.filter(user_id=user_id or 0, kept_at__gte=timezone.now() - KEEP).first()


@transaction.atomic
def take(user_id: int | None) -> str:
    """It is sent on, or thrown away: the address it was meant for; "" when nothing waits."""
    found = of(user_id)
    KeptForm.objects.filter(user_id=user_id or 0).delete()
    return found.path if found else ""


def forget_old(_task: DueTask | None = None) -> None:
    """Recurring: nobody came back for it."""
    KeptForm.objects.filter(kept_at__lt=timezone.now() - KEEP).delete()
