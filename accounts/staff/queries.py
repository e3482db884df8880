"""Which accounts the admin sees, and who signs."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import SigningTerm, User
from accounts.roles import STAFF, Role
from foundation.identity import phone as telephones
from foundation.identity.digits import IdentityError
from foundation.secrets.index import blind_index


def people(*, text: str = "", role: str = "", closed: str = "") -> QuerySet[User]:
    """Accounts by name or e-mail, role ("" means all staff) and state ("ya": closed ones only)."""
    found = User.objects.select_related("agency").filter(role=role) if role else staff()
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return found.filter(is_active=False) if closed else found


def staff() -> QuerySet[User]:
    """Everybody who works for the office or an agency."""
    return User.objects.select_related("agency").filter(role__in=STAFF)


def no_officers(*, phone: str, email: str, besides: int | None = None) -> tuple[str, str]:
    """Telephone and e-mail, each blank where the account of an officer (other than ``besides``) has it.

    A code that arrives at an officer proves nothing of an applicant.
    """
    try:
        index = blind_index("phone", telephones.normalise(phone, allow_landline=True))
    except IdentityError:  # what OSS brought may be written in any way
        index = blind_index("phone", phone)
    ours = User.objects.filter(role__in=STAFF, is_active=True).exclude(pk=besides or 0)
    is_phone = bool(index) and ours.filter(phone_index=index).exists()
    is_email = bool(email) and ours.filter(email__iexact=email).exists()
    return "" if is_phone else phone, "" if is_email else email


def person_of(pk: int) -> User:
    """One account.

    Raises:
        Http404: when there is none.
    """
    found = User.objects.select_related("agency").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def can_sign() -> QuerySet[User]:
    """Who may be appointed: the head, and back office as Plt/Plh."""
    return User.objects.filter(role__in=[Role.HEAD, Role.BACK_OFFICE], is_active=True).order_by("name")


def terms() -> QuerySet[SigningTerm]:
    """All terms, newest first."""
    return SigningTerm.objects.select_related("user").order_by("-starts_on", "-id")


def term_of(pk: int, *, today: date) -> SigningTerm:
    """A term that has not ended yet.

    Raises:
        Http404: when there is none, or it is over.
    """
    found = terms().filter(pk=pk).exclude(ends_on__lt=today).first()
    if found is None:
        raise Http404
    return found
